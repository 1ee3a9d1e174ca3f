#!/bin/sh
# Sheets as other programs and other countries write them: a value is what its writer meant, or it is refused with what to do. Rows that name a program are
# public reports of its users, who got another value without a word.
. "$(dirname "$0")/lib.sh"

database() { # CURRENCY COUNTRY [ZONE [LANGUAGE]]
	databases=$((databases + 1))
	CRM_DB=$T/$databases.db
	export CRM_DB
	crm-db init "$CRM_DB" "currency=$1" "country=$2" "zone=${3:-Europe/Berlin}" "language=${4:-en}" >/dev/null
}
# The values of a column of all records, the first FIELD of each row, joined by |
values() { crm-$1 list --columns="$2" | cut -f2 | tr '\n' '|' | sed 's/|$//'; }
sheet=f.csv
reads() { # WHAT EXPECTED TYPE FIELD OPTION…: what the records of the sheet have
	what=$1 expected=$2 type=$3 field=$4
	shift 4
	crm-$type import $sheet "$@" >ids 2>err || { verdict 1 "$what" "$(cat err)"; return; }
	is "$what" "$expected" "$(crm-$type list $(cat ids) --columns="$field" | cut -f2 | tr '\n' '|' | sed 's/|$//')"
}
column() { # HEADER CELL…: a file with semicolons whose second column has these cells
	printf 'name;%s\n' "$1" >f.csv
	shift
	for cell; do printf 'N;%s\n' "$cell" >>f.csv; done
}

# ---- Amounts ----------------------------------------------------------------------------------------------------------
database EUR 49
column price 1.000 1.111,11
reads 'actualbudget: 1.000 beside 1.111,11' '1000|1111.11' product price
column price 1.000
fails 65 'f.csv:2:3: price: 1.000 can be 1.000 with --decimal=point, or 1000 with --decimal=comma' 'actualbudget: 1.000 alone' crm-product import f.csv
column credit_limit '1.355,90€'
reads 'BudgetMaster: 1.355,90€' 1355.90 customer credit_limit
column credit_limit '4.711,98 €' '10,00 €'
reads 'Firefly III: 4.711,98 €, and 10,00 € is not a thousand' '4711.98|10.00' customer credit_limit
column price '10 237,65' "1'000'000,00"
reads 'DBeaver: blanks and apostrophes between thousands' '10237.65|1000000' product price
printf 'name;price\nN;1\302\240234,50\nN;1\342\200\257234,50\n' >f.csv
reads 'spreadsheets in French: no-break blanks' '1234.5|1234.5' product price
column price 20,33 40,21 88,9821
reads 'Highcharts: 20,33 is not 2033' '20.33|40.21|88.9821' product price
column credit_limit '($30.00)' '$400.00'
reads 'Actual Budget: ($30.00) is below zero' '-30.00|400.00' customer credit_limit
column expected_revenue '(123.45)' '-2 345.56'
reads 'Money Manager, hledger: (123.45), -2 345.56' '-123.45|-2345.56' campaign expected_revenue
column price 12,500
fails 65 'f.csv:2:3: price: 12,500 can be 12500 with --decimal=point, or 12.500 with --decimal=comma; say which' 'one that could be both' crm-product import f.csv
reads 'with --decimal=comma' 12.5 product price --decimal=comma
reads 'with --decimal=point' 12500 product price --decimal=point
column price 12,500 1,5 1.234
reads 'the whole column decides' '12.5|1.5|1234' product price
cat f.csv | crm-product import - >ids
is 'from a pipe, too' '12.5|1.5|1234' "$(crm-product list $(cat ids) --columns=price | cut -f2 | tr '\n' '|' | sed 's/|$//')"
column price 12,500 1,5 1.5
fails 65 'f.csv:2:3: price: 12,500 can be' 'a column that is written in both ways leaves it open' crm-product import f.csv
fails 65 'f.csv:4:3: price: 1.5 is not written as --decimal=comma says' 'and does not fit what is said' crm-product import f.csv --decimal=comma
column employees 1.234
reads 'whole numbers with groups' 1234 customer employees --decimal=comma
column price 1.500 1.5 x
crm-product import f.csv --keep-going --rejects=bad.csv >ids 2>err
is 'the good lines are imported' 2 "$(wc -l <ids | tr -d ' ')"
is 'the bad one is set aside as it stood' 'N;x;' "$(sed -n '2s/"*price.*//p' bad.csv)"
printf 'name,price,cost\nN,"12,500","3,5"\n' >f.csv
fails 65 'price: 12,500 can be' 'where another column has decimal commas' crm-product import f.csv
printf 'name\tprice\nN\t12,500\n' >f.csv
fails 65 'price: 12,500 can be' 'and where the country has them' crm-product import f.csv
printf '{"name":"N","price":12.125}\n' >f.ndjson
sheet=f.ndjson
reads 'not a number of JSON' 12.125 product price
sheet=f.csv
is 'the export is read as it was written' 12.125 "$(crm-product list price=12.125 --columns=name,price --format csv >f.csv; crm-product import f.csv --relabel >ids; crm-product list $(cat ids) --columns=price | cut -f2)"
sed 's/,/;/g; s/12\.125/12,125/' f.csv >g.csv
fails 65 'price: 12,125 can be' 'but not when a spreadsheet saved it since' crm-product import g.csv --relabel
column discount 2,5 10
fails 2 'comma|point' 'a mark that is none' crm-product import f.csv --decimal=dot
database CNY 86 Asia/Shanghai
printf 'name,price\nN,"12,500"\nN,"1,234.50"\n' >f.csv
reads 'commas between thousands, as ever' '12500|1234.5' product price
printf 'name,code,unit\nA,A,kg\nB,B,kg\n' | crm-product import - >/dev/null
printf 'code;qty\nA;12,500\n' >count.csv
fails 65 'count.csv:2:3: qty: 12,500 can be' 'a stocktake' crm-product stocktake count.csv reason=count
printf 'code;qty\nA;12,500\nB;0,5\n' >count.csv
crm-product stocktake count.csv reason=count >/dev/null
is 'whose column decides' '12.5|0.5' "$(crm-product list code=A,B --columns=on_hand | cut -f2 | tr '\n' '|' | sed 's/|$//')"
printf 'date;money in;money out;counterparty\n2026-03-02;1.234,50;;Ada\n2026-03-03;;(10,00);Bo\n' >f.csv
crm-customer add name=Ada >/dev/null; crm-supplier add name=Bo >/dev/null
reads 'a bank statement' '1234.50|10.00' payment amount
for row in MXN:'$500' ARS:'$500' CLP:'$500' TWD:500元 HKD:500元 JPY:¥500 SEK:'500 kr'; do
	database "${row%%:*}" 52 UTC
	is "${row#*:} where ${row%%:*} is the currency" "${row%%:*}" "$(crm-customer add name=X credit_limit="${row#*:}" >/dev/null; values customer currency)"
done

# ---- Days and times ---------------------------------------------------------------------------------------------------
database EUR 49 UTC
column founded_on 11/03/2011 03/05/2011 20/10/2011 05/10/2011
reads 'pandas: 11/03/2011 in a column that has 20/10/2011' '2011-03-11|2011-05-03|2011-10-20|2011-10-05' customer founded_on
column founded_on 03/04/1991
fails 65 'f.csv:2:3: founded_on: 03/04/1991 can be 1991-04-03 with --dates=dmy, or 1991-03-04 with --dates=mdy' 'Submersion: 03/04/1991 alone' crm-customer import f.csv
reads 'with --dates=dmy' 1991-04-03 customer founded_on --dates=dmy
reads 'with --dates=mdy' 1991-03-04 customer founded_on --dates=mdy
column founded_on 12/31/2025 12/01/2025
reads 'May: 12/01/2025 beside 12/31/2025' '2025-12-31|2025-12-01' customer founded_on
column founded_on 1985-05-15 31182 15/05/1985
reads 'Krayin: serial numbers and regional days in one column' '1985-05-15|1985-05-15|1985-05-15' customer founded_on
column starts_at '01-08-2023 02:01:00' '13-08-2023 02:01:00'
sed -i 1s/name/subject/ f.csv
reads 'Superset: a time behind it' '2023-08-01T02:01:00Z|2023-08-13T02:01:00Z' event starts_at
column birthday 1/2/49 1/2/20 31/1/14 6/3/26
reads 'erpnext, confdb: nobody is born in 2049' '1949-02-01|2020-02-01|2014-01-31|1926-03-06' contact birthday
column founded_on 05/05/26
fails 65 '05/05/26 can be 2026-05-05 with --dates=dmy, or 2005-05-26 with --dates=ymd' 'a year of two digits' crm-customer import f.csv
reads 'by --dates' 2026-05-05 customer founded_on --dates=dmy
column founded_on 5/5/2026
reads 'the same day in both orders' 2026-05-05 customer founded_on
column founded_on 25/12/2026 12/25/2026 03/04/2026
fails 65 'f.csv:4:3: founded_on: 03/04/2026 can be' 'a column in both orders, as spreadsheets make them' crm-customer import f.csv
column founded_on 31.12.2026
fails 65 'founded_on: 31.12.2026 is not written as --dates=mdy says' 'another order than what is said' crm-customer import f.csv --dates=mdy
column founded_on '1996-07-04 00:00:00.000' '1996-07-04T00:00:00Z' '1985/5/15 0:00:00' '5/15/1985 12:00:00 AM' 46086.0
reads 'SQL, Salesforce, Access: midnight' '1996-07-04|1996-07-04|1985-05-15|1985-05-15|2026-03-05' customer founded_on
column founded_on '1996-07-04 10:00'
fails 65 'a day is expected; leave out the time' 'but no other time' crm-customer import f.csv
column founded_on 46086.5
fails 65 'a day is expected; leave out the time' 'nor of a serial number' crm-customer import f.csv
column birthday '1985-05-15 00:00:00'
reads 'midnight of a birthday' 1985-05-15 contact birthday
column starts_at '7/14/1996 2:22 PM' '2026-03-05 14:22:05.123' '2026/3/5 下午 2:22' 46086.6041666667 '2026-03-05 12:00 AM'
sed -i 1s/name/subject/ f.csv
reads 'AM and PM, milliseconds, fractions of a serial number' \
	'1996-07-14T14:22:00Z|2026-03-05T14:22:05Z|2026-03-05T14:22:00Z|2026-03-05T14:30:00Z|2026-03-05T00:00:00Z' event starts_at
printf '{"name":"N","founded_on":"03/04/2026"}\n{"name":"N","founded_on":"13/04/2026"}\n' >f.ndjson
sheet=f.ndjson
reads 'JSON, too' '2026-04-03|2026-04-13' customer founded_on
sheet=f.csv
column founded_on 03/04/2026
crm-customer import f.csv --dates=dmy --plan=plan >/dev/null
like 'a plan has the day itself' founded_on=2026-04-03 "$(cat plan)"
fails 2 '--apply takes everything from the plan' 'and is applied without the option' crm-customer import --apply plan --dates=dmy

# ---- Encodings --------------------------------------------------------------------------------------------------------
database EUR 49
printf 'name\nM\374ller\nStra\337e\n' >f.csv
reads 'ISO-8859-1 in Germany' 'Müller|Straße' customer name
is 'the guess is reported, with its first cell' "crm-customer: f.csv:2:2: read as WINDOWS-1252, by guess: 'Müller'; --encoding=NAME says otherwise" "$(cat err)"
cat f.csv | crm-customer import - >ids 2>err
is 'from a pipe, too' 'Müller|Straße' "$(crm-customer list $(cat ids) --columns=name | cut -f2 | tr '\n' '|' | sed 's/|$//')"
printf 'Jahr;name\n1981;Kinos\344le\n' >f.csv
reads 'charset_normalizer: Kinosäle is not Mac Icelandic' Kinosäle customer name --map Jahr=
printf 'name\nCarter\342\200\231s Janitorial\n' >f.csv
reads 'chardet: one apostrophe in UTF-8' 'Carter’s Janitorial' customer name
is 'which is no guess' '' "$(cat err)"
printf 'name\n\313\325\326\335\312\320\n' >f.csv
fails 65 "f.csv:2:1: not UTF-8, but '苏州市' in GB18030" 'what the country does not suggest is refused, and named' crm-customer import f.csv
reads 'and read as is said' 苏州市 customer name --encoding=GB18030
printf 'name\nDvo\370\341k\n\310ern\375\n' >f.csv
fails 65 "'Dvořák' in WINDOWS-1250" 'Czech in Germany' crm-customer import f.csv
printf '{"name":"M\374ller"}\n' >f.ndjson
fails 65 'f.ndjson:1:11: the byte 0xFC is not valid UTF-8' 'JSON is UTF-8' crm-customer import f.ndjson
fails 65 'JSON is encoded in UTF-8' 'wherever it comes from' sh -c 'crm-customer import - <f.ndjson'
database CNY 86 Asia/Shanghai
printf 'name\n\304\254\245_\271\365\256\372\n' >f.csv
fails 65 "'蘇北幕浦' in BIG5-HKSCS" 'bazarr: Big5 is valid GB18030' crm-customer import f.csv
printf 'name\n\216R\223c\223d\213@\n\203\204\203}\203_\n' >f.csv
fails 65 "'山田電機' in CP932" 'charset_normalizer: CP932 as GB18030' crm-customer import f.csv
printf 'name\nM\374ller\n' >f.csv
fails 65 'say --encoding=WINDOWS-1252' 'Latin-1 in China' crm-customer import f.csv
reads 'the encoding said' Müller customer name --encoding=WINDOWS-1252
is 'is no guess' '' "$(cat err)"
printf 'code,qty\n\300\353\320\304\261\303,1\n' >count.csv
fails 65 "by guess: '离心泵'" 'a stocktake reports its guess' sh -c 'crm-product stocktake count.csv reason=x 2>&1 | head -n 1 >&2; exit 65'

# ---- Additive changes of the schema ------------------------------------------------------------------------------------
# A file that names one value dropped the others, and one new field hid the rest: SuiteCRM's studio does the same to its users.
schema() { printf "$1" >s.yaml && crm-db schema apply s.yaml; }
keys() { crm-db schema show | sed -n "/^  $1:/,/^  [a-z]/s/.*key: \([a-z0-9-]*\).*/\1/p" | tr '\n' ' ' | sed 's/ $//'; }
database CNY 86 Asia/Shanghai
before=$(keys lead.source)
is 'a value is added' "$before webinar" "$(schema 'picks: {lead.source: {add: [{key: webinar, en: Webinar, zh: 网络研讨会}]}}\n'; keys lead.source)"
is 'once' '' "$(crm-db schema diff s.yaml)"
is 'with its labels' webinar "$(crm-lead add name=W source=网络研讨会 >/dev/null; crm-lead list name=W --columns=source | cut -f2)"
printf 'picks: {lead.source: [{key: webinar}]}\n' >s.yaml
fails 1 's.yaml:1:22: picks.lead.source: the list leaves out unknown, cold-call, existing-customer, self-generated, employee and 9 more; name them too, write {add: […]} to keep them, or say --drop' \
	'a list that leaves out values' crm-db schema apply s.yaml
like 'diff shows what would go' 'picks.lead.source: - cold-call' "$(crm-db schema diff s.yaml)"
ok 'it goes with --drop' crm-db schema apply s.yaml --drop
is 'all of it' webinar "$(keys lead.source)"
ok 'undo' crm-undo
is 'brings it back' "$before webinar" "$(keys lead.source)"
schema 'picks: {lead.source: {rename: {webinar: Online talk, conference: {zh: 会议}}, remove: [trade-show]}}\n'
is 'a value is relabelled' 'Online talk' "$(crm-db schema show | sed -n '/lead.source:/,/:$/s/.*key: webinar, en: \([^,]*\),.*/\1/p')"
unlike 'another one removed' trade-show "$(keys lead.source)"
ok 'redo and undo' sh -c 'crm-undo && crm-redo'
schema 'picks: {lead.source: {rename: {webinar: {initial: yes}}}}\n'
is 'the mark of the initial value moves' webinar "$(crm-lead add name=V >/dev/null; crm-lead list name=V --columns=source | cut -f2)"
crm-undo --last=2 >/dev/null
printf 'picks: {lead.source: {remove: [webinar]}}\n' >s.yaml
fails 1 'webinar cannot be removed: 1 record still has it' 'but none that a record has' crm-db schema apply s.yaml --drop
printf 'picks: {lead.source: {remove: [webinr]}}\n' >s.yaml
fails 65 "s.yaml:1:32: picks.lead.source: there is no value 'webinr'; did you mean 'webinar'?" 'nor one that is not there' crm-db schema apply s.yaml
printf 'picks: {lead.source: {ad: [x]}}\n' >s.yaml
fails 65 "unknown change of a list 'ad'; did you mean 'add'?" 'a change that is none' crm-db schema apply s.yaml
schema 'pipelines: {sales: {add: [{key: demo, en: Demo, probability: 55}]}}\n'
is 'a stage is added before those that end a deal' 'negotiation demo won lost' "$(crm-db schema show | sed -n '/^pipelines:/,/^picks:/s/.*key: \([a-z-]*\).*/\1/p' | tail -n 4 | tr '\n' ' ' | sed 's/ $//')"

schema 'fields: {customer: {x_size: {kind: int}}}\n'
crm-customer add name=Sized x_size=5 >/dev/null
printf 'fields: {customer: {x_color: {kind: text}}}\n' >s.yaml
fails 1 's.yaml:1:10: fields.customer: the file leaves out, and would hide, x_size (1 record); name them too, write add: to keep them, or say --drop' \
	'a file that leaves out a field' crm-db schema apply s.yaml
schema 'fields: {customer: {add: {x_color: {kind: text}}}}\n'
is 'a field is added' '5' "$(crm-customer set c1 x_color=red >/dev/null; crm-customer list x_color=red --columns=x_size | cut -f2)"
schema 'fields: {customer: {rename: {x_color: x_colour}}}\n'
is 'and renamed' '5' "$(crm-customer list x_colour=red --columns=x_size | cut -f2)"
printf 'fields: {customer: {remove: [x_colour]}}\n' >s.yaml
fails 1 'fields.customer.x_colour: 1 record has a value in it, which would be hidden; say --drop' 'a field in use' crm-db schema apply s.yaml
ok 'is hidden with --drop' crm-db schema apply s.yaml --drop
fails 2 'x_colour' 'and not there then' crm-customer list x_colour=red
schema 'fields: {customer: {add: {x_colour: {kind: text}}}}\n'
is 'until it is added again' '5' "$(crm-customer list x_colour=red --columns=x_size | cut -f2)"
printf 'fields: {customer: {x_a: {kind: int}, add: {x_b: {kind: int}}}}\n' >s.yaml
ok 'both forms, and nothing is hidden' crm-db schema apply s.yaml

crm-db field add customer x_floor kind=int label=Floor
crm-db field add customer x_hall kind=pick picks=quiet,loud
is 'crm-db field add' '3|loud' "$(crm-customer set c1 x_floor=3 x_hall=loud >/dev/null; crm-customer list name=Sized --columns=x_floor,x_hall | cut -f2- | tr "$TAB" '|')"
crm-db field rename customer x_floor x_storey
fails 1 'fields.customer.x_storey: 1 record has a value in it, which would be hidden; say --drop' 'crm-db field remove' crm-db field remove customer x_storey
ok 'with --drop' crm-db field remove customer x_storey --drop
crm-db pick add campaign.type roadshow en='Road show' zh=路演 && crm-db pick rename campaign.type roadshow en=Tour && crm-db pick add customer.x_hall mixed
is 'crm-db pick' roadshow "$(crm-campaign add name=C type=Tour >/dev/null; crm-campaign list name=C --columns=type | cut -f2)"
fails 1 'picks.campaign.type: roadshow cannot be removed: 1 record still has it' 'crm-db pick remove' crm-db pick remove campaign.type roadshow
ok 'of what nobody has' crm-db pick remove customer.x_hall mixed
fails 65 "unknown field 'tipe'" 'a field that is none' crm-db pick add campaign.tipe x
fails 2 'crm-db pick takes add' 'too few words' crm-db pick add campaign.type
fails 2 "unknown word 'ad'; crm-db field takes add, rename or remove" 'another word' crm-db field ad customer x_y
like 'completion' "x_NAME" "$(crm-db field --help)"
is 'of what is done' "add${NL}rename${NL}remove" "$(crm __complete --shell=bash --cword=3 -- crm db field '' | cut -f1 | sed 's/ $//')"
ok 'the schema is sound' crm-db check

done_testing
