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

# Braces are filled in, where a record is made too; what a sheet says of a person is enough for the name.
is 'add fills in what is assigned with it' 'Jo Hansen' "$(crm-contact list "$(crm-contact add name='{{given_name}} {{family_name}}' given_name=Jo family_name=Hansen)" --columns=name | cut -f 2)"
is 'and what is behind its references' "Anna of O’Brien Ltd, tel. none" "$(crm-contact list "$(crm-contact add customer=c1 given_name=Anna name='{{given_name}} of {{customer.name}}, tel. {{phone|none}}')" --columns=name | cut -f 2)"
fails 2 "{{givn_name}}: unknown field 'givn_name'; did you mean 'given_name'" 'a field that is none' crm-contact add name='{{givn_name}}'
fails 2 'a {{ has no }}' 'braces that do not end' crm-contact add name='{{name'
printf 'given_name,family_name,email\nMax,Mustermann,max@m.example\n志远,陈,chen@m.example\nLily,王,lily@m.example\nCher,,cher@m.example\n' >people.csv
crm-contact import people.csv 'title={{family_name}}-{{email}}' >imported
is 'names are put together' 'Max Mustermann|陈志远|Lily 王|Cher|' "$(for p in $(cat imported); do crm-contact list "$p" --columns=name | cut -f 2; done | tr '\n' '|')"
is 'import fills in from each line' 'Mustermann-max@m.example' "$(crm-contact list name~Mustermann --columns=title | cut -f 2)"
is 'a name that is made is one to match by' 4 "$(crm-contact import people.csv --match=exact --on-duplicate=skip | grep -c '^p')"
printf 'given_name,family_name,email\nMaximilian,Mustermann,max@m.example\n' >people.csv
crm-contact import people.csv --key=email --on-duplicate=update >/dev/null
is 'a record that is there keeps its name' 'Max Mustermann,Maximilian' "$(crm-contact list email=max@m.example --columns=name,given_name | cut -f 2,3 | tr '\t' ',')"
fails 65 'is required' 'a person without any name' sh -c 'printf "given_name,title\n,Boss\n" | crm-contact import -'
printf 'given_name,email\n,x@y.example\n' | crm-contact import - >/dev/null
is 'of an address book an address is the name of who has none' x@y.example "$(crm-contact list email=x@y.example --columns=name | cut -f 2)"

printf 'name,annual_revenue\nSum,100\n' >sum.csv
fails 65 'amounts of a sheet cannot be put into other fields' 'an amount of a sheet' crm-customer import sum.csv 'notes={{annual_revenue}}'
fails 2 'an amount cannot be put together from a sheet' 'an amount put together' crm-customer import sum.csv 'credit_limit={{annual_revenue}}'
is 'add knows its amounts' 'USD 100.50' "$(crm-customer list "$(crm-customer add name=Sum currency=USD annual_revenue=100.5 notes='{{currency}} {{annual_revenue}}')" --columns=notes | cut -f 2)"

# What people write into cells that they have nothing for.
printf 'name,phone,mobile,email,birthday\nN1,-,n/a,none,—\nN2,Ｎ／Ａ,无,/,#N/A\nN3,021-55556666,--,null,NULL\n' >nothing.csv
is 'is nothing' 'N1,,,,|N2,,,,|N3,021-55556666,,,|' "$(crm-contact import nothing.csv >/dev/null && crm-contact list name~N1 or name~N2 or name~N3 --columns=name,phone,mobile,email,birthday | cut -f 2- | tr '\t\n' ',|')"
printf 'name,title\nN/A,-\n' >nothing.csv
is 'but in a text it is one' 'N/A,-' "$(crm-contact list "$(crm-contact import nothing.csv)" --columns=name,title | cut -f 2- | tr '\t' ',')"

# Fields by their labels, and words that only look like a term.
is 'a filter' c1 "$(crm-customer list '客户名称~brien' --format=ids)"
is 'a path back by the label of a type' c1 "$(crm-customer list '联系人.姓名~Anna' --format=ids)"
fails 2 "unknown field '客户姓名'; did you mean '客户名称'" 'a label that is none' crm-customer list '客户姓名~水务'
fails 2 'write 客户名称=水务;' 'an equals sign of a Chinese keyboard' crm-customer list 客户名称＝水务
fails 2 'write 客户名称~水务;' 'a tilde' crm-customer list 客户名称～水务
fails 2 'write 客户名称!=水务;' 'a difference' crm-customer list 客户名称！＝水务
fails 2 'write name=x;' 'a colon, as search engines have it' crm-customer list name:x
fails 2 "unknown field 'no-name'" 'a hyphen in a field that is none' crm-contact list no-name~x
fails 2 'write 客户名称=水务;' 'the same where a record is made' crm-customer add 客户名称＝水务
is 'a word with a colon is a word' '' "$(crm-customer list re:x 2>&1)"

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

# Anniversaries come every year: month and day count. Lunar ones fall on another day each year: 4/3 on 2025-04-30 and 2026-05-19, 12/8 on 2026-01-26 and 2027-01-15.
printf '%s\n' '{"name":"Mar","birthday":"1990-03-01"}' '{"name":"Leap","birthday":"1980-02-29"}' '{"name":"NoYear","birthday":"--03-01"}' '{"name":"Dec","birthday":"1990-12-31"}' \
	'{"name":"Moon","birthday":"lunar:1980-04-03"}' '{"name":"Laba","birthday":"农历1975年12月8日"}' '{"name":"Leapmoon","birthday":"lunar:1987-06L-09"}' '{"name":"Eve","birthday":"lunar:1990-12-30"}' \
	'{"name":"None"}' >born.ndjson
fresh
crm-contact import born.ndjson >/dev/null
born() { is "$1" "$2" "$(names contact "$3")"; }
born 'a day of any year' 'Mar|NoYear|' birthday=--03-01
born 'a range of such days' 'Mar|Leap|NoYear|' birthday=--02-27..--03-01
born 'a range across the New Year' 'Mar|Leap|NoYear|Dec|Laba|Eve|' birthday=--12-25..--03-01
born '29 February is a day' 'Leap|' birthday=--02-29
born 'a month of any year' 'Dec|' birthday=--12
born 'from a day on, to the end of the year' 'Dec|' birthday.ge=--12-01
born 'after it' '' birthday.gt=--12-31
born 'before it, lunar ones where they fall this year' 'Laba|' birthday.lt=--02-01
born 'up to it' 'Laba|Eve|' birthday.le=--02-28
born 'a range with one end' 'Mar|Leap|NoYear|Laba|Eve|' birthday=..--03-01
born 'the next thirty days' '' birthday=today..+30d
born 'a day with its year means the day' 'Mar|NoYear|' birthday=2026-03-01
born 'in quotes it is that day alone' 'Mar|' 'birthday="1990-03-01"'
born 'the year of birth' 'Mar|Dec|Eve|' birthday=1990
born 'years of birth' 'Leap|Moon|Leapmoon|' birthday=1980..1989
born 'a day of the lunar calendar' 'Moon|' birthday=lunar:2026-04-03
born 'empty ones' 'None|' birthday=
born 'what differs' 'Leap|Dec|Moon|Laba|Leapmoon|Eve|None|' birthday!=--03-01
soon() { is "$1" "$2" "$(CRM_NOW="$3T09:00:00+08:00" crm-contact list birthday=today..+30d --columns=name | cut -f 2 | tr '\n' '|')"; }
soon 'the next ones across the New Year' 'Dec|Laba|' 2026-12-20
soon '29 February falls on 28 February in a common year' 'Mar|Leap|NoYear|' 2026-02-27
soon 'and on itself in a leap year' 'Mar|Leap|NoYear|' 2028-02-29
is 'a day later it is over' 'Mar|NoYear|' "$(CRM_NOW='2026-03-01T09:00:00+08:00' crm-contact list birthday=today --columns=name | cut -f 2 | tr '\n' '|')"
is 'today is 29 February' 'Leap|' "$(CRM_NOW='2028-02-29T09:00:00+08:00' crm-contact list birthday=today --columns=name | cut -f 2 | tr '\n' '|')"
lunar() { is "$1" "$2" "$(crm-contact list birthday="$3" --columns=name | cut -f 2 | tr '\n' '|')"; }
lunar 'a lunar birthday in 2025' 'Moon|' 2025-04-30..2025-04-30
lunar 'and in 2026' 'Moon|' 2026-05-19..2026-05-19
lunar 'not on the day of last year' '' 2026-04-30..2026-04-30
lunar 'in a leap month, where the year has it' 'Leapmoon|' 2025-08-02..2025-08-02
lunar 'not in the month before then' '' 2025-07-03..2025-07-03
lunar 'in the month of that number otherwise' 'Leapmoon|' 2026-07-22..2026-07-22
lunar 'the 30th of a month of 29 days is its last one' 'Eve|' 2026-02-16..2026-02-16
is 'a birthday of a month that is the leap one comes once' 1 "$(crm-contact count birthday=2025-07-24..2025-08-22)"
is 'in their order' 'Laba|Eve|Leap|Mar|NoYear|Moon|Leapmoon|Dec|None|' "$(crm-contact list --sort=birthday --columns=name | cut -f 2 | tr '\n' '|')"
is 'and backwards' 'Dec|Leapmoon|Moon|Mar|NoYear|Leap|Eve|Laba|None|' "$(crm-contact list --sort=-birthday --columns=name | cut -f 2 | tr '\n' '|')"
is 'a leap month is stored' "p7${TAB}lunar:1987-06L-09" "$(crm-contact list p7 --columns=birthday)"
fails 2 'write birthday=1980..1989' 'a range of more than a year' crm-contact list birthday=1980-01-01..1989-12-31
fails 2 'do not go together' 'a year and a day' crm-contact list birthday=1980..--03-01
fails 2 'have no order' 'order of lunar days' crm-contact list birthday.ge=lunar:1980-04-03
fails 2 'month 13' 'a month that is none' crm-contact list birthday=--13-01
fails 65 'an anniversary is written' 'a leap month of the solar calendar' crm-contact add name=T birthday=1980-04L-03


# Reports of the same kinds from the public trackers of other programs, as what they ask for here.
fresh
crm-db schema apply - >/dev/null <<'SCHEMA'
country: 49
area: 89
SCHEMA
printf '%s\n' '{"name":"1","phone":"+49 (0)6120 59511-23"}' '{"name":"2","phone":"+49 02129 3743399"}' '{"name":"3","phone":"+16502530000 x136"}' '{"name":"4","phone":"+4407123 123123"}' \
	'{"name":"5","phone":"+81 090-1234-5678"}' '{"name":"6","phone":"+36 06 1 234 5678"}' '{"name":"7","phone":"tel:+44-114-272-6444;1234"}' '{"name":"8","phone":"089/123456"}' \
	'{"name":"9","phone":"+49-030-12-34-56"}' '{"name":"10","email":"\u200bsandor@example.com"}' '{"name":"11","email":"simon@example.com."}' '{"name":"12","email":" rich@example.com "}' \
	'{"name":"13","email":"info@xn--dmin-moa0i.com"}' '{"name":"14","birthday":"2000-02-29"}' '{"name":"15","birthday":"--0414"}' '{"name":"16","birthday":"1984-12-31"}' \
	'{"name":"17","birthday":"lunar:1990-01-01"}' '{"name":"Mary O’Connor"}' '{"name":"Kal’Hyah Bashir"}' '{"family_name":"姚","given_name":"明"}' '{"family_name":"김","given_name":"민준"}' \
	'{"name":"22","tags":"水，香片、維他命"}' >reports.ndjson
crm-contact import reports.ndjson >ids
is 'all are read' 22 "$(wc -l <ids | tr -d ' ')"
finds() { is "$1" "p$2" "$(crm-contact list "$3" --format=ids)"; }
finds 'phone (Ruby) 12: a zero in brackets behind a country' 1 phone=06120-5951123
finds 'libphonenumber 1127: the trunk zero behind a country' 2 'phone=02129 3743399'
finds 'phonelib 367: x136 is an extension' 3 'phone=+1 (650) 253-0000'
finds 'phone (AfterShip) 268: +4407…' 4 phone=+447123123123
finds 'authgear 1315: a Japanese number with its zero' 5 phone=+819012345678
finds 'phone-number-parser 262: the Hungarian 06' 6 'phone=+36 1 234 5678'
finds 'phone-number-parser 687: a tel: address with an extension' 7 'phone=+44 114 272 6444'
finds 'phone-report 58: a German stroke separates no numbers' 8 'phone=+49 89 123456'
finds 'netiCRM 54: hyphens of the file and of the database' 9 phone=030123456
is 'validator.js 940: a zero-width space before an address' 'sandor@example.com' "$(crm-contact list p10 --columns=email | cut -f 2)"
is 'chatmail 3216: a full stop behind an address' 'simon@example.com' "$(crm-contact list p11 --columns=email | cut -f 2)"
is 'zetkin 1897: blanks around an address' 'rich@example.com' "$(crm-contact list p12 --columns=email | cut -f 2)"
finds 'flora 561, directus 534: a browser sends the ASCII form of a domain' 13 email=info@dömäin.com
on() { is "$1" "p$2" "$(crm-contact list birthday="$3..$3" --format=ids)"; }
on 'nextcloud contacts 2102: 29 February in a common year' 14 2026-02-28
on 'nextcloud server 19218: and in a leap year' 14 2028-02-29
on 'ez-vcard 155: --0414' 15 2026-04-14
on 'nextcloud server 2171: 31 December stays in its year' 16 2026-12-31
on 'nextcloud contacts 2198: a lunar birthday' 17 2026-02-17
is 'eMonitor 32: the list of birthdays at the turn of the year' 'p16 p17' "$(CRM_NOW='2026-12-15T09:00:00+08:00' crm-contact list birthday=today..+60d --format=ids | xargs)"
finds 'historyforge 435: two kinds of apostrophes' 18 "name~o'connor"
finds 'datacore 235: curly ones are found by straight ones' 19 "Kal'Hyah"
is 'webtrees 708, roundcube 6157: a Chinese name' '姚明' "$(crm-contact list p20 --columns=name | cut -f 2)"
is 'monica 372: a Korean name' '김민준' "$(crm-contact list p21 --columns=name | cut -f 2)"
is 'openfoodfacts 1324, librarika 626: both Chinese commas' '水,維他命,香片' "$(crm-contact list p22 --columns=tags | cut -f 2)"

is 'crm-db check finds nothing here either' '' "$(crm-db check 2>&1)"
done_testing
