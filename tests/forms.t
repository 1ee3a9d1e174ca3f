#!/bin/sh
# The forms in which people write values: what is typed, copied, or comes from telephones, word processors and other programs means what its writer meant.
. "$(dirname "$0")/lib.sh"
fresh

names() { # TOOL FILTER…: the names, in the order of their references
	tool=$1
	shift
	crm-"$tool" list "$@" --columns=name 2>&1 | cut -f 2 | tr '\n' '|'
}

# Typographic signs. People look for what a keyboard has.
printf '%s\n' '{"name":"O’Brien Ltd"}' '{"name":"Rolls\u2011Royce plc"}' '{"name":"Foo\u00a0Bar"}' '{"name":"Donau\u00addampf AG"}' '{"name":"Dunkin\u00b4 Donuts"}' \
	'{"name":"“Quoted” GmbH"}' '{"name":"Anna\u200bbel"}' >names.ndjson
crm-customer import names.ndjson >/dev/null
looks() { is "$1" "$2|" "$(names customer "$3")"; }
looks 'an apostrophe of Word, by ~' 'O’Brien Ltd' "name~O'Brien"
looks 'and by a word alone' 'O’Brien Ltd' "O'Brien"
looks 'a hyphen that does not break (SuiteCRM, Word)' "$(printf 'Rolls\342\200\221Royce plc')" name~Rolls-Royce
looks 'and by a word alone' "$(printf 'Rolls\342\200\221Royce plc')" rolls-royce
looks 'an accent for an apostrophe' 'Dunkin´ Donuts' "name~Dunkin' Donuts"
looks 'a soft hyphen of a web page' "$(printf 'Donau\302\255dampf AG')" name~donaudampf
looks 'and by a word alone' "$(printf 'Donau\302\255dampf AG')" donaudampf
looks 'quotes of another form' '“Quoted” GmbH' 'name~„quoted„'
looks 'a space of no width within a word' "$(printf 'Anna\342\200\213bel')" Annabel
is 'crm-find finds an apostrophe' c1 "$(crm-find "O'Brien" | cut -f 1)"
is 'crm-find finds a hyphen' c2 "$(crm-find Rolls-Royce | cut -f 1)"
is 'a no-break space in an exact name' c3 "$(crm-customer show 'Foo Bar' | sed -n "s/^ref$TAB//p")"
is 'an apostrophe in an exact name' c1 "$(crm-customer show "o'brien ltd" | sed -n "s/^ref$TAB//p")"
is 'typed text finds typographic text and the other way round' c1 "$(crm-customer list 'name~O’BRIEN' --format=ids)"
printf "name\nO'Brien Ltd\n" >again.csv
is 'an import takes both for one' c1 "$(crm-customer import again.csv --match=exact --on-duplicate=skip)"
is 'what is stored stays as it was written' 'O’Brien Ltd' "$(crm-customer list c1 --columns=name | cut -f 2)"

# The commas of a Chinese keyboard.
crm-customer set c1 tags='外贸，老客户、VIP' >/dev/null
is 'two commas of a Chinese keyboard separate tags' "c1${TAB}VIP,外贸,老客户" "$(crm-customer list c1 --columns=tags)"
printf 'name,tags\nR,"外贸，老客户"\n' >tags.csv
crm-customer import tags.csv >/dev/null
is 'in a sheet too' 2 "$(crm-customer count +外贸)"
is 'in a filter too' 2 "$(crm-customer count tags=外贸，none)"
is 'of picks too' 8 "$(crm-customer count lifecycle=buyer，potential)"
crm-customer set c1 tags-=外贸，VIP >/dev/null
is 'and where tags are taken away' "c1${TAB}老客户" "$(crm-customer list c1 --columns=tags)"
crm-contact add name=张三 >/dev/null; crm-contact add name=李四 >/dev/null
crm-event add subject=x starts_at=now contacts=张三，李四 >/dev/null
is 'names in a list' "e1${TAB}p1,p2" "$(crm-event list --columns=contacts)"
is 'columns and their order' "c1${TAB}O’Brien Ltd${TAB}老客户" "$(crm-customer list c1 --columns=客户名称，标签 --sort=客户级别，-客户名称)"

# E-mail addresses.
crm-contact add name=K email=mail@köln.de >/dev/null; crm-contact add name=X email=info@xn--mnchen-3ya.de >/dev/null
is 'the ASCII form of a domain finds the other one' p3 "$(crm-contact list email=Mail@XN--KLN-SNA.de --format=ids)"
is 'and the other way round' p4 "$(crm-contact list email=info@MÜNCHEN.de --format=ids)"
is 'crm-find likewise' 'p3 p3 p4 p4' "$(for address in mail@xn--kln-sna.de mail@köln.de info@xn--mnchen-3ya.de info@münchen.de; do crm-find "$address" | cut -f 1; done | xargs)"
is 'by ~ and by a word alone' 'p4 p4 p4' "$(for term in email~münchen.de email~xn--mnchen-3ya info@münchen.de; do crm-contact list "$term" --format=ids; done | xargs)"
is 'in the place of a reference' p3 "$(crm-contact show mail@xn--kln-sna.de | sed -n "s/^ref$TAB//p")"
is 'in the place of a reference, as a link' p3 "$(crm-contact show mailto:mail@köln.de | sed -n "s/^ref$TAB//p")"
printf 'name,email\nK,MAIL@xn--kln-sna.de\n' >again.csv
is 'an import matches it' p3 "$(crm-contact import again.csv --key=email --on-duplicate=skip)"
is 'crm-dedupe finds it' 'p3 p5' "$(crm-contact add name=K email=mail@xn--kln-sna.de >/dev/null; crm-dedupe contact | head -n 1 | cut -f 1,2 | tr '\t' ' ')"
fails 65 'more than one @' 'two signs' crm-contact add name=T email=a@@b.com
fails 65 '-b.com is not a domain' 'a domain that is none' crm-contact add name=T email=a@-b.com

# What is yet to begin has not been held.
crm-event add subject=future about=c2 status=held starts_at=+10d >/dev/null
is 'a held event in the future is no contact yet' "c2${TAB}" "$(crm-customer list c2 --columns=last_contact)"
is 'once it has begun it is' "c2${TAB}2026-03-15" "$(CRM_NOW='2026-03-16T09:00:00+08:00' crm-customer list c2 --columns=last_contact)"
crm-lead add name=L >/dev/null
crm-event add subject=future about=l1 status=held starts_at=+10d >/dev/null
is 'nor is it a response to a lead' "l1${TAB}" "$(crm-lead list --columns=first_response_at)"
crm-event log l1 subject=now >/dev/null
is 'the first one that was held is' "l1${TAB}2026-03-05T01:00:00Z" "$(crm-lead list --columns=first_response_at)"

is 'crm-db check finds nothing' '' "$(crm-db check 2>&1)"
done_testing
