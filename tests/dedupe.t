#!/bin/sh
# Duplicates: what is found, how it scores, which record is kept, what was decided, and the way into merge.
. "$(dirname "$0")/lib.sh"

pairs() { crm-dedupe "$@" | cut -f1-4 | tr "$TAB" ' '; }
field() { crm-"$1" list "$2" --columns="$3" | cut -f2; }

# Companies.
fresh
crm-customer add name=上海海澄泵业有限公司 phone='021-5555 6666' email=info@hc.example website=https://www.hc.example/about >/dev/null
crm-customer add name=上海海澄泵业股份有限公司 phone='(021)55556666' bill_city=上海 >/dev/null
is 'legal forms do not count, nor how a number is written' 'c1 c2 0.95 phone,name' "$(pairs)"
is 'all columns' "c1${TAB}c2${TAB}0.95${TAB}phone,name${TAB}上海海澄泵业有限公司${TAB}上海海澄泵业股份有限公司${TAB}more complete (4, 3)" "$(crm-dedupe)"
is 'the type may be named' "$(crm-dedupe)" "$(crm-dedupe customer)"
is 'NDJSON' '{"ref":"c1","drop":"c2","score":0.95,"reasons":["phone","name"],"name":"上海海澄泵业有限公司","drop_name":"上海海澄泵业股份有限公司","because":"more complete (4, 3)"}' \
	"$(crm-dedupe --format=ndjson)"
crm-deal add name=Pumps customer=c2 close_on=eom >/dev/null
is 'deals count more than fields' "c2${TAB}c1${TAB}deals (1, 0)" "$(crm-dedupe | cut -f1,2,7)"
crm-undo >/dev/null
crm-customer set c1 email= >/dev/null
is 'of equals the older one stays' "c1${TAB}c2${TAB}older" "$(crm-dedupe | cut -f1,2,7)"

reason() { # WHAT EXPECTED FIELDS-OF-ONE FIELDS-OF-OTHER, separated by |
	what=$1 expected=$2 one=$3 other=$4
	fresh
	(IFS='|'; set -f; crm-customer add $one; crm-customer add $other) >/dev/null
	is "$what" "$expected" "$(pairs)"
}
reason 'the same name' 'c1 c2 0.80 name' 'name=Café Noir GmbH' 'name=CAFE NOIR'
reason 'another name' '' 'name=Alpha' 'name=Beta'
reason 'a letter that differs' 'c1 c2 0.58 name' 'name=青禾造价咨询有限公司' 'name=青禾造价谘询有限公司'
reason 'letters that changed places' 'c1 c2 0.65 name' 'name=Northwind Trad' 'name=Nortwhind Trad Ltd'
reason 'two edits in a long name' 'c1 c2 0.63 name' 'name=Nordlys Maskinfabrik' 'name=Nordlyss Maskinfabrig'
reason 'a short name has no close ones' '' 'name=海澄泵' 'name=海城泵'
reason 'digits tell branches apart' '' 'name=Nordlys Maskinfabrik 1' 'name=Nordlys Maskinfabrik 2'
reason 'so do Chinese numerals' '' 'name=上海海澄泵业第一分公司' 'name=上海海澄泵业第二分公司'
reason 'an address in other letters' 'c1 c2 0.80 email' 'name=Alpha|email=Info@One.example' 'name=Beta|email=info@one.example'
reason 'a number without its country' 'c1 c2 0.75 phone' 'name=Alpha|phone=+86 21 5555 6666' 'name=Beta|phone2=5555 6666'
reason 'a fax' 'c1 c2 0.75 phone' 'name=Alpha|fax=+86 21 5555 6666' 'name=Beta|fax=021-55556666'
reason 'one extension' 'c1 c2 0.75 phone' 'name=Alpha|phone=021-5555 6666-801' 'name=Beta|phone=021-5555 6666'
reason 'two extensions are two telephones' '' 'name=Alpha|phone=021-5555 6666-801' 'name=Beta|phone=021-5555 6666 转 802'
reason 'a service number is nobody' '' 'name=Alpha|phone=10086' 'name=Beta|phone=10086'
reason 'a domain' 'c1 c2 0.50 website' 'name=Alpha|website=https://www.one.example/de' 'name=Beta|website=one.example'
reason 'a shop in a mall' '' 'name=Alpha|website=https://shop1.taobao.com' 'name=Beta|website=https://shop1.taobao.com'
reason 'a name ending like a provider is none' 'c1 c2 0.50 website' 'name=Alpha|website=https://notqq.com' 'name=Beta|website=https://notqq.com'
reason 'a tax number' 'c1 c2 0.90 tax' 'name=Alpha|tax_number=91310000710939128D' 'name=Beta|tax_number=91310000710939128D'
reason 'tax numbers that differ halve it' '' 'name=Alpha|tax_number=91310000710939128D' 'name=Alpha|tax_number=91440300708461136T'
reason 'all together' 'c1 c2 1.00 phone,email,website,name,tax' 'name=A Ltd|phone=021-55556666|email=a@a.example|website=a.example|tax_number=91310000710939128D' \
	'name=A GmbH|phone=021-55556666|email=a@a.example|website=a.example|tax_number=91310000710939128D'

# People.
fresh
crm-customer add name=Alpha >/dev/null
crm-customer add name=Beta >/dev/null
crm-contact add name=王伟 customer=c1 phone='021-5555 6666' >/dev/null
crm-contact add name=李娜 customer=c1 phone='021-5555 6666' >/dev/null
crm-contact add name=王伟 customer=c2 mobile=13800138000 >/dev/null
is 'colleagues share a phone, and strangers a name' '' "$(pairs contact)"
crm-contact add name='王 伟' customer=c1 >/dev/null
is 'the same name at the same company' 'p1 p4 0.90 person' "$(pairs contact)"
crm-contact add name=王伟 customer=c1 mobile='+86 138 0013 8000' >/dev/null
is 'a mobile is personal' "p3 p5 0.93 phone,name
p1 p4 0.90 person
p1 p5 0.90 person
p5 p4 0.90 person" "$(pairs contact)"
fresh
crm-contact add name='Anna Hansen' email=office@firm.example >/dev/null
crm-contact add name='Bob Miller' email=office@firm.example >/dev/null
is 'an address that two names share says less' 'p1 p2 0.63 email' "$(pairs contact)"
fresh
crm-lead add name='Emma Clark' company='Northwind Water Ltd' >/dev/null
crm-lead add name='Emma Clarke' company='NORTHWIND WATER' >/dev/null
crm-lead add name='emma clark' company='Northwind Water Inc.' >/dev/null
is 'leads: the company is a text' "l1 l3 0.90 person
l1 l2 0.63 name" "$(pairs lead)"
crm-campaign add name='Spring Fair' >/dev/null
crm-campaign add name='spring fair' >/dev/null
is 'any type with names' 'cp1 cp2 0.80 name' "$(pairs campaign)"

# Score and filter.
fresh
crm-customer add name=Alpha email=a@a.example phone=021-55556666 bill_city=上海 >/dev/null
crm-customer add name=Alpha email=a@a.example bill_city=上海 >/dev/null
crm-customer add name=Beta phone=021-77778888 bill_city=北京 >/dev/null
crm-customer add name=Gamma phone=021-77778888 bill_city=北京 >/dev/null
both="c1 c2 0.96 email,name
c3 c4 0.75 phone"
is 'the highest score first' "$both" "$(pairs)"
is 'score=0.95..' 'c1 c2 0.96 email,name' "$(pairs customer score=0.95..)"
is 'score=..0.95' 'c3 c4 0.75 phone' "$(pairs customer score=..0.95)"
is 'score=0.7..0.8' 'c3 c4 0.75 phone' "$(pairs score=0.7..0.8)"
is 'score=0.75' 'c3 c4 0.75 phone' "$(pairs score=0.75)"
is 'score.gt=' 'c1 c2 0.96 email,name' "$(pairs score.gt=0.75)"
is 'score.ge=' "$both" "$(pairs score.ge=0.75)"
is 'score.lt=' '' "$(pairs score.lt=0.75)"
is 'both ends apart' 'c3 c4 0.75 phone' "$(pairs score.ge=0.6 score.le=0.9)"
is 'a filter is on the kept record' 'c3 c4 0.75 phone' "$(pairs bill_city=北京)"
is 'not on the dropped one' '' "$(pairs c4)"
is 'a reference' 'c1 c2 0.96 email,name' "$(pairs customer c1)"
is 'filter and score' '' "$(pairs bill_city=北京 score=0.9..)"
is '--where' 'c3 c4 0.75 phone' "$(pairs --where 'name=Beta or name=Delta' score=0.7..)"
is '--limit' 'c1 c2 0.96 email,name' "$(pairs --limit=1)"
is '--limit before the type' 'c1 c2 0.96 email,name' "$(pairs -n 1 customer)"
crm-dedupe name=Nobody --exit-code >"$T/out" 2>&1
is '--exit-code' '1 0' "$? $(wc -c <"$T/out" | tr -d ' ')"
is '--header' "#ref${TAB}drop${TAB}score${TAB}reasons${TAB}name${TAB}drop_name${TAB}because" "$(crm-dedupe --header | head -n 1)"
fails 2 "did you mean 'customer'" 'a type that is misspelt' crm-dedupe custmer
fails 2 'unknown field' 'a field that is not there' crm-dedupe customer nam=x
fails 2 'between 0.00 and 1.00' 'a score beyond 1' crm-dedupe score=95..
fails 2 'between 0.00 and 1.00' 'a score that is none' crm-dedupe score=high
fails 2 'ends before it begins' 'a range the wrong way round' crm-dedupe score=0.9..0.8
fails 2 'write score=0.95..' 'another operator' crm-dedupe score~9
fails 2 '--where' 'a score is no part of an or' crm-dedupe name=Beta or score=0.9..
fails 2 '--where' 'nor of a not' crm-dedupe not score=0.9..
fails 2 '--where' 'nor of brackets' crm-dedupe [ name=Beta score=0.9.. ]

# Into merge.
is 'sure ones are merged' 'c1' "$(crm-dedupe customer score=0.95.. | crm-customer merge -)"
is 'merged records drop out' 'c3 c4 0.75 phone' "$(pairs)"
is 'the database is clean' '' "$(crm-db check 2>&1)"
crm-undo >/dev/null
is 'undo of the merge brings the pair back' "$both" "$(pairs)"
crm-customer add name=Alpha phone=021-55556666 >/dev/null
is 'pairs of three unite' "c1 1" "$(crm-dedupe score=0.9.. | crm-customer merge - | sort -u | tr '\n' ' ' | sed 's/ $//') $(crm-customer count name=Alpha)"
crm-undo >/dev/null

# Decisions.
is 'reject prints the references' "c3${NL}c4" "$(crm-dedupe reject c3 c4)"
unlike 'rejected pairs are not told again' 'c3' "$(pairs)"
is 'rejected' "c3${TAB}c4${TAB}Beta${TAB}Gamma" "$(crm-dedupe rejected)"
is 'rejected of a type' '' "$(crm-dedupe rejected contact)"
before=$(crm-history | wc -l)
crm-dedupe reject c4 c3 >/dev/null
is 'saying it twice is no change' "$before" "$(crm-history | wc -l)"
is 'the database is clean after reject' '' "$(crm-db check 2>&1)"
crm-customer add name=Delta >/dev/null
crm-customer merge c6 c4 >/dev/null
is 'what was said holds for what it was merged into' "c3${TAB}c6" "$(crm-dedupe rejected | cut -f1,2)"
unlike 'and the pair is not told' 'c3' "$(pairs)"
crm-undo >/dev/null
crm-undo >/dev/null
crm-undo >/dev/null
is 'undo takes it back' 'c3 c4 0.75 phone' "$(pairs score=0.75)"
is 'nothing is rejected now' '' "$(crm-dedupe rejected)"
is 'a dry run' 'c3 c4 0.75 phone' "$(crm-dedupe reject c3 c4 --dry-run >"$T/plan"; pairs score=0.75)"
like 'tells what would be written' "add${TAB}first" "$(cat "$T/plan")"
is 'reject - reads pairs' '' "$(crm-dedupe | crm-dedupe reject - >/dev/null; pairs)"
is 'in one change' '1' "$(crm-undo >/dev/null; crm-dedupe rejected | wc -l | tr -d ' ' | sed 's/0/1/')"
is 'several at once: each is another one' '3' "$(crm-dedupe reject c1 c3 c4 >/dev/null; crm-dedupe rejected | wc -l | tr -d ' ')"
is 'a range' '6' "$(crm-dedupe reject c1..c4 >/dev/null; crm-dedupe rejected | wc -l | tr -d ' ')"
fails 2 'at least two' 'one record is not enough' crm-dedupe reject c1
fails 2 'at least two' 'none even less' crm-dedupe reject
fails 1 'is one record' 'twice the same' crm-dedupe reject c1 c1
fails 1 'c99' 'a record that is not there' crm-dedupe reject c1 c99
crm-contact add name=Ann >/dev/null
fails 2 'one type' 'two types' crm-dedupe reject c1 p1
fails 2 'neither a reference nor the number' 'a name is no reference' crm-dedupe reject Alpha Beta
fails 2 'no duplicates' 'changes have none' crm-dedupe reject ch1 ch2
fails 65 'two references separated by a TAB' 'lines without a pair' sh -c 'echo c1 | crm-dedupe reject -'
fails 2 'unknown type' 'rejected of what is no type' crm-dedupe rejected custmer
fails 2 'unexpected operand' 'rejected takes one type' crm-dedupe rejected customer contact

# Keys that too many share.
fresh
{ echo name,phone,email; i=0; while [ $i -lt 40 ]; do i=$((i + 1)); echo "Firm $i,021-55556666,"; done; echo 'Firm 40 Ltd,021-55556666,'; } >firms.csv
crm-customer import firms.csv >/dev/null 2>&1
is 'a switchboard is passed over' 'crm-dedupe: phone: ignored 1 value that more than 30 records share; the most common, which 41 have, is that of c1' "$(crm-dedupe 2>&1 >/dev/null)"
is 'and counts where something else speaks for it' 'c40 c41 0.95 phone,name' "$(pairs 2>/dev/null)"
printf 'name\nLimit Pumps\nLimit Pumps\n' | crm-customer import - --keep-going >/dev/null 2>&1
sed '1s/.*/name,phone,email/' firms.csv | crm-contact import - --keep-going >/dev/null 2>&1
is 'all types are searched' '2' "$(crm-dedupe 2>&1 >/dev/null | grep -c ignored)"
is 'none after the limit' '1' "$(crm-dedupe --limit=1 2>&1 >/dev/null | grep -c ignored)"
is 'messages come behind the pager' '2' "$(printf '#!/bin/sh\ncat\necho left\n' >"$T/page" && chmod +x "$T/page" && TERM=xterm CRM_PAGER="$T/page" script -qec crm-dedupe /dev/null </dev/null 2>&1 | sed '1,/^left/d' | grep -c ignored)"
fresh
{ echo name; i=0; while [ $i -lt 31 ]; do i=$((i + 1)); echo "个体户"; done; } >names.csv
crm-customer import names.csv >/dev/null 2>&1
is 'a name that is none' '0 1' "$(crm-dedupe 2>"$T/error" | wc -l | tr -d ' ') $(wc -l <"$T/error" | tr -d ' ')"

# Hostile values.
fresh
printf 'name,website\n"=1+1,x",http://[::1]/\n"a\tb",http://@@@:::\n"%s",http://www.\n' "$(printf '%010000d' 0)" >odd.csv
crm-customer import odd.csv --keep-going >/dev/null 2>&1
ok 'odd names and addresses' crm-dedupe

# Completion.
fresh
offers() { crm-dedupe __complete --shell=zsh --cword=$# -- crm-dedupe "$@" | cut -f1; }
like 'verbs and types are offered' 'reject' "$(offers re)"
like 'a type' 'contact' "$(offers con)"
like 'fields of that type' 'mobile=' "$(offers contact mob)"
like 'fields of customers otherwise' 'tax_number=' "$(offers customer tax_n)"
like 'options' '--limit=' "$(offers --li)"
done_testing
