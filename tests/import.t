#!/bin/sh
# Import: the sheets that firms really have, what counts as the same record, plans, and that all of it is one change or none.
. "$(dirname "$0")/lib.sh"

DEMO=$(cd "$TESTS/../demo" && pwd)
changes() { crm-history | wc -l | tr -d ' '; }
sheet() { printf "$1" >f.csv; } # the text with escapes
# The values of the newest record of a type, joined by |
newest() { crm-$1 list "$(crm-$1 list --format ids | tail -n 1)" --columns="$2" | cut -f2- | tr "$TAB" '|'; }
takes() { # WHAT EXPECTED TYPE COLUMNS OPTION…: f.csv is imported, and its last record has these values
	what=$1 expected=$2 type=$3 columns=$4
	shift 4
	crm-$type import f.csv "$@" >out 2>&1 || verdict 1 "$what: import" "$(cat out)"
	is "$what" "$expected" "$(newest "$type" "$columns")"
}

# ---- Formats and encodings --------------------------------------------------------------------------------------------
fresh
crm-user add login=mei name=梅 >/dev/null
before=$(changes)
sheet 'name,company,owner\nA,X,mei\nB,"Y, ""Z""\nLine",\n'
is 'import prints a reference per record' "l1${NL}l2" "$(crm-lead import f.csv)"
is 'CSV with quotes' "A|X|u2;B|Y, \"Z\"\\nLine|u1;" "$(crm-lead list --columns=name,company,owner | cut -f2- | tr "$TAB$NL" '|;')"
is 'one change' $((before + 1)) "$(changes)"
ok 'which one undo takes back' crm-undo
is 'altogether' 0 "$(crm-lead count)"
printf 'name\tnotes\ttags\nTab\ta\\nb\\tc\tx,y\n' >f.tsv
is 'TSV with escapes' 'Tab|a\nb\tc|x,y' "$(crm-lead import f.tsv >/dev/null && newest lead name,notes,tags)"
printf '{"name":"J","tags":["y","x"],"employees":5,"phone":null}\n{"name":"K","company":"only here"}\n' >f.ndjson
is 'NDJSON, each line with keys of its own' "J||5|x,y;K|only here||;" "$(crm-lead import f.ndjson >ids
	for id in $(cat ids); do crm-lead list "$id" --columns=name,company,employees,tags | cut -f2- | tr "$TAB$NL" '|;'; done)"
printf '[{"name":"Array"},\n {"name":"Second"}]' >f.json
is 'a JSON array' 'Second' "$(crm-lead import f.json >/dev/null && newest lead name)"
is 'standard input' 'Piped' "$(printf 'name\nPiped\n' | crm-lead import - >/dev/null && newest lead name)"
printf '姓名,公司,手机,线索来源,职务\n王五,沐光照明,139 0000 1111,展会,厂长\n' >zh.csv
for encoding in GBK GB18030 UTF-16; do
	iconv -f UTF-8 -t $encoding zh.csv >f.csv
	takes "$encoding with Chinese headers" '王五|沐光照明|139 0000 1111|厂长' lead name,company,mobile,title --map 线索来源=
done
printf '\377\376' >f.csv && iconv -f UTF-8 -t UTF-16LE zh.csv >>f.csv
takes 'UTF-16 little endian by its mark' '王五' lead name --map 线索来源=
printf '\376\377' >f.csv && iconv -f UTF-8 -t UTF-16BE zh.csv >>f.csv
takes 'UTF-16 big endian by its mark' '王五' lead name --map 线索来源=
iconv -f UTF-8 -t UTF-16LE zh.csv >f.csv
takes 'named when there is none' '王五' lead name --encoding UTF-16LE --map 线索来源=
printf '𠮷野家,ü\n' | sed '1i name,company' | iconv -f UTF-8 -t GB18030 >f.csv
takes 'GB18030 beyond GBK' '𠮷野家|ü' lead name,company
printf 'name,company\nM\374ller,Stra\337e\n' >f.csv
takes 'ISO-8859-1 when named' 'Müller|Straße' lead name,company --encoding ISO-8859-1
fails 2 'UTF-99' 'an encoding that is none' crm-lead import f.csv --encoding UTF-99
printf '\357\273\277name;company\r\nSemi;"A;B, C"\r\n' >f.csv
takes 'semicolons, BOM, CRLF' 'Semi|A;B, C' lead name,company
sheet 'Name , E-MAIL,Postal code\nLabels,a@b.cn,215000\n'
takes 'labels in any case, with blanks' 'Labels|a@b.cn|215000' lead name,email,code
sheet 'name,city\nHier,苏州\n'
takes 'a field of an address group' 'Hier|苏州' customer name,bill_city
sheet 'name,,company\nBlank,,X\n'
takes 'an empty column without a header' 'Blank|X' lead name,company
sheet 'name\n\nGap\n\n\n'
takes 'blank lines' 'Gap' lead name
sheet 'name\n#1 Pumps\n'
takes 'a line with # is data' '#1 Pumps' lead name
sheet 'name,status,source,do\nLabel,有兴趣,Trade show,x\n'
takes 'labels of picks' 'Label|warm|trade-show' lead name,status,source --map do=
sheet 'name,notes\n  trimmed ,  as it is \n'
takes 'blanks around a short text go, those of a long one stay' 'trimmed|  as it is ' lead name,notes
before=$(changes)
sheet 'name,company\n'
ok 'a header alone' crm-lead import f.csv
is 'changes nothing' "$before" "$(changes)"

# ---- Headers and maps -------------------------------------------------------------------------------------------------
sheet 'name,customer,titel\nA,B,C\n'
crm-contact import f.csv --create customer >out 2>err
is 'an unknown header: 65' 65 $?
is 'program, file, line, column, what, the mend' "crm-contact: f.csv:1:15: unknown field 'titel'; did you mean 'title'?" "$(cat err)"
sheet 'name,custmer\nA,B\n'
fails 65 "f.csv:1:6: unknown field 'custmer'; did you mean 'customer'?" 'as the design says' crm-contact import f.csv
sheet 'Ansprechpartner,Firma,Umsatz\nUlla,K GmbH,5\n'
fails 65 "--map 'Ansprechpartner=field'" 'a header that resembles nothing' crm-lead import f.csv
takes '--map' 'Ulla|K GmbH' lead name,company --map Ansprechpartner=name --map Firma=company --map Umsatz=
printf '# our supplier of addresses\nAnsprechpartner: name\nFirma: company\nUmsatz: annual_revenue\n' >map.yaml
takes 'a map file' 'Ulla|K GmbH|5.00' lead name,company,annual_revenue --map map.yaml
takes 'an argument goes before the file' 'Ulla||5.00' lead name,company,annual_revenue --map map.yaml --map Firma=
takes 'whichever comes first' 'Ulla||5.00' lead name,company,annual_revenue --map Firma= --map map.yaml
printf 'Firma: name\n\tbad' >bad.yaml
fails 65 'bad.yaml' 'a map file that is none' crm-lead import f.csv --map bad.yaml
fails 65 'nosuch.yaml' 'a map file that is missing' crm-lead import f.csv --map nosuch.yaml
fails 2 'Firm' 'a map of a column that is not there' crm-lead import f.csv --map Ansprechpartner=name --map Firm=company --map Umsatz= --map Firma=
fails 2 "nmae" 'a map to a field that is not there' crm-lead import f.csv --map Ansprechpartner=nmae --map Firma= --map Umsatz=
sheet 'name,姓名\nA,B\n'
fails 65 'f.csv:1:6' 'two columns for one field' crm-lead import f.csv
sheet 'name,overdue\nA,yes\n'
fails 65 'overdue' 'a derived field in a file of others' crm-task import f.csv --map name=subject
sheet 'company\nA\n'
fails 65 'name' 'without the required field' crm-lead import f.csv
sheet ''
fails 65 'empty' 'an empty file' crm-lead import f.csv
fails 65 'nosuch.csv' 'a missing file' crm-lead import nosuch.csv
fails 2 'import FILE' 'no file' crm-lead import
sheet 'name,company\nA,B\nC,D,E\n'
fails 65 'f.csv:3:5' 'a cell too many' crm-lead import f.csv
sheet 'name,company\nA\nB,\n'
is 'cells too few are empty ones' 2 "$(crm-lead import f.csv | wc -l | tr -d ' ')"
sheet 'name\n"never closed\nB\n'
fails 65 'f.csv:2:1' 'a quote that is never closed' crm-lead import f.csv
printf 'name\nA\000B\n' >f.csv
fails 65 'f.csv:2' 'a NUL byte' crm-lead import f.csv
printf '{"name":"A"}\n{"name":{"deep":1}}\n' >f.ndjson
fails 65 'f.ndjson:2' 'an object in NDJSON' crm-lead import f.ndjson
printf '{"name":"A"}\n{"name":\n' >f.ndjson
fails 65 'f.ndjson:2' 'broken NDJSON' crm-lead import f.ndjson
sheet 'name,source\nWith,\nOwn,conference\n'
crm-lead import f.csv source=partner tags=a,b >ids
is 'assignments are for what the file leaves out' "partner|a,b;conference|a,b;" "$(for id in $(cat ids); do crm-lead list "$id" --columns=source,tags | cut -f2- | tr "$TAB$NL" '|;'; done)"
fails 2 'sorce' 'of known fields' crm-lead import f.csv sorce=partner

# ---- Cells ------------------------------------------------------------------------------------------------------------
for date in 2026-03-05 2026/3/5 2026.3.5 2026年3月5日 46086 20260305x; do
	sheet "name,founded_on\nDated,$date\n"
	if [ $date = 20260305x ]; then
		fails 65 'f.csv:2:7' "no date: $date" crm-customer import f.csv
	else
		takes "a date: $date" 2026-03-05 customer founded_on
	fi
done
sheet 'name,founded_on\nDated,3月5日\n'
fails 65 'year' 'no year' crm-customer import f.csv
takes 'but with --year' 2026-03-05 customer founded_on --year 2026
fails 2 '--year' 'a year of five digits' crm-customer import f.csv --year 20266
sheet 'name,founded_on\nA,2026-02-30\n'
fails 65 'February 2026 has no day 30' 'a day that is none' crm-customer import f.csv
sheet 'subject,starts_at\nA,2026/3/5 14:00\n'
takes 'a time, in the zone of the database' 2026-03-05T06:00:00Z event starts_at
for money in '1.2万元=12000.00' '12万=120000.00' '"12,000元"=12000.00' '"¥1,234.50"=1234.50' '1234.5=1234.50' '１２３=123.00' '1.5亿=150000000.00'; do
	sheet "name,annual_revenue\nRich,${money%=*}\n"
	takes "an amount: ${money%=*}" "${money#*=}" customer annual_revenue
done
for money in '10.999.99' '12.345' '"1,23,4"' 'viel'; do
	sheet "name,annual_revenue\nPoor,$money\n"
	fails 65 'f.csv:2:6' "no amount: $money" crm-customer import f.csv
done
sheet 'name,annual_revenue,currency\nYen,1200,JPY\n'
takes 'an amount in the currency of its row' '1200|JPY' customer annual_revenue,currency
for separator in / 、 ； '; '; do
	sheet "name,phone\nTwo,021-5555 6666${separator}13900001111\n"
	takes "two phones with $separator" '021-5555 6666|13900001111' customer phone,phone2 --match exact --on-duplicate update
	takes "of a person: mobile" '021-5555 6666|13900001111' contact phone,mobile
	crm-undo --last=2 >/dev/null
done
sheet 'name,phone\nThree,021-5555 6666/13900001111/13900002222\n'
fails 65 'f.csv:2:7' 'a third phone' crm-customer import f.csv
sheet 'name,phone,phone2\nThree,021-5555 6666/13900001111,13900002222\n'
fails 65 'f.csv:2:7' 'a second one where the second field is taken' crm-customer import f.csv
sheet 'name,phone\nExtension,0512-6666 8888-801\nTurn,0512-6666 9999 转802\n'
ok 'extensions' crm-customer import f.csv
is 'are kept' '0512-6666 8888-801' "$(crm-customer list name=Extension --columns=phone | cut -f2)"
is 'and looked up without' 'Extension Turn' "$(crm-customer show '0512-6666 8888' '+86 512 66669999' --columns=name | sed -n 's/^name.//p' | tr '\n' ' ' | sed 's/ $//')"
sheet 'name,bank_account\nLost,6.22E+18\n'
fails 65 '6.22E+18: the digits are already lost' 'digits that a spreadsheet has lost' crm-customer import f.csv
sheet 'name,bank_account\nKept,6222021001234567890\n'
takes 'nineteen digits' 6222021001234567890 customer bank_account
sheet 'name,email\nA,nobody\n'
fails 65 'f.csv:2:3' 'an e-mail address without @' crm-lead import f.csv
sheet 'name,status\nA,wram\n'
fails 65 "did you mean 'warm'" 'a pick that is none' crm-lead import f.csv
sheet 'name,owner\nA,nobody\n'
fails 65 'nobody' 'a user that is not there' crm-lead import f.csv
sheet 'name,parent\nDaughter,Mother\nMother,\n'
takes 'a name that stands further below' Mother customer name
is 'is found' "$(crm-customer list name=Mother --format ids)" "$(crm-customer list name=Daughter --columns=parent | cut -f2)"
sheet 'name,parent\nHen,Egg\nEgg,Hen\n'
fails 65 'parent' 'a cycle' crm-customer import f.csv

# ---- What is the same -------------------------------------------------------------------------------------------------
fresh
crm-customer add name=上海泵业有限公司 phone='021-5555 6666' external_id=X1 email=info@pump.cn bill_city=上海 >/dev/null
crm-customer add name=Keller tax_number=91310115MA1K4Q7R5G external_id=X2 >/dev/null 2>&1 || crm-customer add name=Keller external_id=X2 >/dev/null
sheet 'name,external_id,bill_city,region\n新名,X1,苏州,华东\nNew,X3,Zürich,\n'
fails 65 'f.csv:2' 'a duplicate is an error by itself' crm-customer import f.csv
fails 65 'c1' '--on-duplicate error, with the record' crm-customer import f.csv --on-duplicate error
is 'skip prints both' "c1${NL}c3" "$(crm-customer import f.csv --on-duplicate skip)"
is 'and leaves what is there' '上海泵业有限公司|上海|' "$(crm-customer list c1 --columns=name,bill_city,region | cut -f2- | tr "$TAB" '|')"
is 'fill' 'c1 c3' "$(crm-customer import f.csv --on-duplicate fill | tr '\n' ' ' | sed 's/ $//')"
is 'fills only what is empty' '上海泵业有限公司|上海|华东' "$(crm-customer list c1 --columns=name,bill_city,region | cut -f2- | tr "$TAB" '|')"
is 'update' 'c1 c3' "$(crm-customer import f.csv --on-duplicate update | tr '\n' ' ' | sed 's/ $//')"
is 'sets what the file has' '新名|苏州|华东' "$(crm-customer list c1 --columns=name,bill_city,region | cut -f2- | tr "$TAB" '|')"
sheet 'external_id,region\nX1,\n'
crm-customer import f.csv --on-duplicate update >/dev/null
is 'an empty cell empties nothing' 华东 "$(crm-customer list c1 --columns=region | cut -f2)"
crm-customer set c1 name=上海泵业有限公司 >/dev/null
before=$(changes)
sheet 'name,external_id\n上海泵业有限公司,X1\n'
crm-customer import f.csv --on-duplicate update >/dev/null
is 'an update that changes nothing is no change' "$before" "$(changes)"
sheet 'name,email,region\nPumpen,INFO@pump.cn,East\n'
is '--key e-mail, in any case' c1 "$(crm-customer import f.csv --key email --on-duplicate update)"
is 'is updated' 'Pumpen|East' "$(crm-customer list c1 --columns=name,region | cut -f2- | tr "$TAB" '|')"
crm-customer set c1 name=上海泵业有限公司 >/dev/null
fails 2 'emial' 'a key that is no field' crm-customer import f.csv --key emial
fails 2 'external_id' 'a key that the file lacks' crm-customer import f.csv --key external_id
sheet 'name,external_id\nA,X9\nB,X9\n'
fails 65 'f.csv:3' 'twice in one file' crm-customer import f.csv
is 'or skipped' 1 "$(crm-customer import f.csv --on-duplicate skip | sort -u | wc -l | tr -d ' ')"
ok 'undo' crm-undo
sheet 'name,phone\n上海泵业,\n上海泵业有限公司北京分公司,\nKELLER Ltd.,\n新公司,+86 21 55556666\n'
is '--match exact: only the phone is the same' 'add add add skip' "$(crm-customer import f.csv --match exact --on-duplicate skip --plan - | sed 1d | cut -f2 | tr '\n' ' ' | sed 's/ $//')"
crm-customer import f.csv --match close --on-duplicate skip --plan plan.tsv
is '--match close: names without their legal forms too' 'skip:c1 add:- skip:c2 skip:c1' "$(sed 1d plan.tsv | cut -f2,3 | tr "$TAB$NL" ': ' | sed 's/ $//')"
like 'which the plan tells' '上海泵业有限公司' "$(grep '^2	' plan.tsv)"
like 'and why' '021-5555' "$(grep '^5	' plan.tsv | sed 's/55556666/021-5555/')"
fails 65 'c1' 'a match is an error by itself as well' crm-customer import f.csv --match exact
sheet 'name\nkeller\nKeller\n'
is 'exact names are those of any case' 'skip skip' "$(crm-customer import f.csv --match exact --on-duplicate skip --plan - | sed 1d | cut -f2 | tr '\n' ' ' | sed 's/ $//')"
crm-customer add name=Zwilling >/dev/null
crm-customer add name=Zwilling >/dev/null
sheet 'name,region\nZwilling,x\n'
fails 65 'f.csv:2' 'two that match are no match' crm-customer import f.csv --match exact --on-duplicate update

# ---- --create ---------------------------------------------------------------------------------------------------------
sheet 'name,customer\nP1,Neu GmbH\nP2,Neu GmbH\nP3,上海泵业有限公司\n'
fails 65 '--create customer' 'a name that is not there' crm-contact import f.csv
n=$(crm-customer count)
before=$(changes)
ok '--create customer' crm-contact import f.csv --create customer
is 'makes one' $((n + 1)) "$(crm-customer count)"
is 'for both' "$(crm-customer list name='Neu GmbH' --format ids) $(crm-customer list name='Neu GmbH' --format ids) c1" "$(crm-contact list --columns=customer | cut -f2 | tr '\n' ' ' | sed 's/ $//')"
is 'in the same change' $((before + 1)) "$(changes)"
ok 'which is undone' crm-undo
is 'as one' "$n 0" "$(crm-customer count) $(crm-contact count)"
fails 2 'customr' 'a type that is none' crm-contact import f.csv --create customr
sheet 'name,customer\nP1,Zwilling\n'
fails 65 'Zwilling' 'a name that two have' crm-contact import f.csv --create customer

# ---- All or nothing, and --keep-going ---------------------------------------------------------------------------------
fresh
crm-lead add name=Old external_id=X1 title=Chef >/dev/null
sheet 'name,status,phone\nG1,new,13900001111\n"Bad, ""1""",statuss,\nBad2,new,abc\nG2,hot,\n'
fails 65 'f.csv:3:14' 'all or nothing' crm-lead import f.csv
before=$(changes)
crm-lead import f.csv --keep-going --rejects bad.csv >out 2>err
is '--keep-going ends with 65' 65 $?
is 'having imported the good ones' "l2${NL}l3" "$(cat out)"
is 'in one change' $((before + 1)) "$(changes)"
like 'the bad ones are told' 'f.csv:3:14: status:' "$(cat err)"
like 'each' 'f.csv:4:10: phone:' "$(cat err)"
is 'and written with their reasons' 'name,status,phone,reason' "$(head -n 1 bad.csv)"
is 'as they were' 2 "$(grep -c -e '^"Bad, ""1""",statuss,,"*status: ' -e '^Bad2,new,abc,"*phone: ' bad.csv)"
sed -e 's/statuss/lost/' -e 's/,abc/,13911112222/' bad.csv >mended.csv
ok 'mended, they are imported' crm-lead import mended.csv
is 'without their reasons' 'Bad, "1"|lost' "$(crm-lead list l4 --columns=name,status | cut -f2- | tr "$TAB" '|')"
crm-lead import zh-missing.csv --keep-going 2>/dev/null
is '--keep-going is not for a missing file' 65 $?
sheet 'name,status\nG1,new\nG2,hot\n'
ok '--keep-going with nothing bad is 0' crm-lead import f.csv --keep-going --rejects none.csv
sheet 'name,status\nG1,newest\n'
before=$(changes)
crm-lead import f.csv --keep-going >/dev/null 2>&1
is 'with nothing good 65' "65 $before" "$? $(changes)"
sheet 'name\nGood\n"open\n'
fails 65 'f.csv:3' 'a file broken in the middle' crm-lead import f.csv

# ---- Plans ------------------------------------------------------------------------------------------------------------
sheet 'name,external_id,phone,title\nA2,X1,13900001111,Boss\nC,X3,,\nBad,X4,abc,\n'
snapshot >before
crm-lead import f.csv --on-duplicate fill --keep-going --plan plan.tsv >out 2>err
is '--plan with a bad line' "65" "$?"
snapshot >after
ok '--plan changes nothing' cmp before after
is 'it tells line by line' "2${TAB}fill${TAB}l1 3${TAB}add${TAB}- 4${TAB}reject${TAB}-" "$(sed 1d plan.tsv | cut -f1-3 | tr '\n' ' ' | sed 's/ $//')"
is 'what would be set' "phone=13900001111" "$(sed -n 2p plan.tsv | cut -f5-)"
like 'what would be added' "name=C" "$(sed -n 3p plan.tsv)"
like 'and what is wrong' 'abc' "$(sed -n 4p plan.tsv)"
sheet 'name,external_id,phone,title\nA2,X1,13900001111,Boss\nC,X3,,\n'
is '--plan prints nothing' '' "$(crm-lead import f.csv --on-duplicate fill --plan plan.tsv 2>&1)"
cp plan.tsv first.tsv
crm-lead import --apply plan.tsv --dry-run >dry 2>&1
before=$(changes)
is '--apply does it' "l1${NL}$(crm-lead list --format ids | tail -n 1 | sed 's/l//' | { read -r n; echo l$((n + 1)); })" "$(crm-lead import --apply plan.tsv)"
is 'in one change' $((before + 1)) "$(changes)"
is 'exactly as the dry run said' "$(crm-history "$(crm-history | tail -n 1 | cut -f1)" | cut -f1-8)" "$(cut -f1-8 dry)"
is 'and as the plan said' 'Old|13900001111|Chef' "$(crm-lead list l1 --columns=name,phone,title | cut -f2- | tr "$TAB" '|')"
fails 1 'plan' 'not twice' crm-lead import --apply plan.tsv
ok 'undone' crm-undo
crm-lead import f.csv --on-duplicate update --plan plan.tsv
crm-lead set l1 phone=021-1111111 >/dev/null
fails 1 'l1 was changed by' 'a plan whose record was changed since' crm-lead import --apply plan.tsv
crm-lead import f.csv --on-duplicate update --plan plan.tsv
crm-lead add name=Other external_id=X3 >/dev/null
fails 1 'same record' 'a plan whose new record is there by now' crm-lead import --apply plan.tsv
crm-lead import f.csv --on-duplicate update --plan plan.tsv
crm-lead rm l1 >/dev/null
fails 1 'l1' 'a plan whose record is gone' crm-lead import --apply plan.tsv
crm-undo >/dev/null
fails 1 'lead' 'a plan for another type' crm-contact import --apply plan.tsv
fails 65 'f.csv' 'a file that is not the plan' crm-lead import --apply f.csv
crm-lead import f.csv --on-duplicate update --plan plan.tsv
sed 's/name=A2/name=Edited/' plan.tsv >edited.tsv
ok 'a plan edited by hand' crm-lead import --apply edited.tsv
is 'does what it says now' Edited "$(crm-lead list l1 --columns=name | cut -f2)"
crm-lead import f.csv --on-duplicate update --plan plan.tsv
sed 's/name=A2/nmae=A2/' plan.tsv >edited.tsv
fails 65 'edited.tsv:2' 'a plan with a word that is wrong' crm-lead import --apply edited.tsv
CRM_DB=$T/1.db
fails 1 'another database' 'a plan of another database' crm-lead import --apply plan.tsv
sheet 'name,customer\nP1,Neu AG\nP2,Neu AG\n'
fresh
crm-contact import f.csv --create customer --plan plan.tsv
is 'a plan with records of another type' 'create add add' "$(sed 1d plan.tsv | cut -f2 | tr '\n' ' ' | sed 's/ $//')"
ok 'is applied' crm-contact import --apply plan.tsv
is 'with them' 'P1 P2 / Neu AG' "$(crm-contact list customer.name='Neu AG' --columns=name | cut -f2 | tr '\n' ' ')/ $(crm-customer list --columns=name | cut -f2)"

# ---- References of the file -------------------------------------------------------------------------------------------
fresh
sheet 'ref,name\nl3,Three\nl7,Seven\n'
is 'an empty database keeps references' "l3${NL}l7" "$(crm-lead import f.csv)"
is 'and goes on behind them' l8 "$(crm-lead add name=Next)"
sheet 'ref,name\nl3,Drei\nl9,Neun\n'
fails 65 'l3' 'a full one does not take them silently' crm-lead import f.csv
fails 65 'l9' 'nor when it may update' crm-lead import f.csv --on-duplicate update
sheet 'ref,name\nl3,Drei\n'
is 'its own it knows again' l3 "$(crm-lead import f.csv --on-duplicate update)"
is 'and updates' Drei "$(crm-lead list l3 --columns=name | cut -f2)"
sheet 'ref,name\nl3,Drüben\nl9,Neun\n'
is '--relabel takes them as labels' "l9${NL}l10" "$(crm-lead import f.csv --relabel)"
is 'kept in external_id' 'l3 l9' "$(crm-lead list l9..l10 --columns=external_id | cut -f2 | tr '\n' ' ' | sed 's/ $//')"
is 'so that the file may come again' "l9${NL}l10" "$(crm-lead import f.csv --relabel --on-duplicate skip)"
is 'or they are left out' l11 "$(sheet 'ref,name\nl3,Ohne\n' && crm-lead import f.csv --map ref=)"
CRM_NOW='2026-03-04 09:00' crm-campaign add name=Alpha >/dev/null
crm-campaign export >other.csv
crm-campaign set cp1 budget=5 >/dev/null
is 'an export of the same record updates it' cp1 "$(crm-campaign import other.csv --on-duplicate update)"
fresh
crm-campaign add name=Beta >/dev/null
fails 65 'another database' 'the export of another database does not touch our records' crm-campaign import other.csv --on-duplicate update
is 'unless they are labels' cp2 "$(crm-campaign import other.csv --relabel --map owner=)"
sheet 'ref,name\nc3,Wrong\n'
fails 65 'c3' 'a reference of another type' crm-lead import f.csv
sheet 'name,customer,close_on\nD,p1,2026-05-01\n'
fails 65 'p1' 'a field with a reference of another type' crm-deal import f.csv
sheet 'name,customer,close_on\nD,c77,2026-05-01\n'
fails 65 'c77' 'a reference that is not there' crm-deal import f.csv

# ---- The demo data, and every type back from its own export -----------------------------------------------------------
fresh
crm-user add login=mei name=梅晓芳 phone='021-5555 1234' hours_per_week=37.5 team=销售 >/dev/null
for type in customer contact campaign deal lead; do
	is "demo/${type}s.csv: a record per line" "$(crm-$type import "$DEMO/${type}s.csv" 2>err | wc -l | tr -d ' ')" "$(crm-$type count | sed 's/^0$/none/')"
	is "demo/${type}s.csv: no complaint" '' "$(grep -v ' by guess: ' err)"
	[ $type != contact ] || like 'the GBK file by a guess that is reported' ":1:1: read as GB18030, by guess: '姓名';" "$(cat err)"
done
is 'the GBK file is read as it is' '沈佳怡|采购总监' "$(crm-contact list p1 --columns=name,title | cut -f2- | tr "$TAB" '|')"
crm-deal set d1..d3 contacts=p1:champion,p2 probability=33.3333 tags=vip,大 lost_reason='a "b", c' >/dev/null
crm-deal stage d4 stage=lost lost_reason=价格 >/dev/null
crm-customer set c2 parent=c1 referred_by=c1 birthday=--05-17 credit_limit=1000000.55 tax_phone='0512-6666 8888-801' notes="line 1${NL}line 2${TAB}x" archived=yes owner=mei aliases=旧名,old >/dev/null
crm-contact set p3 reports_to=p1 birthday=lunar:1980-04-03 do_not_call=yes >/dev/null
crm-lead convert l3 deal.name=造价 deal.amount=120000 deal.close_on=eoq >/dev/null
crm-customer list c1..c5 | crm-task add - subject='call {{name}}' due_on=+2d repeat='FREQ=WEEKLY;BYDAY=MO' remind_at='2026-03-06 09:00' priority=high external_id='t-{{ref}}' >/dev/null
crm-task done t1 >/dev/null
crm-event add subject=会议 starts_at='2026-03-05 14:00' ends_at='2026-03-05 15:30' about=d1 contacts=p1,p2 attendees=mei,u1 remind_minutes=15 visibility=private >/dev/null
echo "it rang${NL}twice" | crm-event log l6 kind=call channel=phone direction=in subject=call --file outcome=- >/dev/null
crm-note add title=Note body="text${NL}=1+1" about=e1 owner= >/dev/null
types='customer campaign contact lead deal task event note'
for type in user $types; do
	for format in csv ndjson tsv; do
		crm-$type export --format $format >$type.$format
	done
done
first=$CRM_DB
for format in csv ndjson tsv; do
	fresh
	# Hours later: what the program keeps comes from the file, not from the clock.
	export CRM_NOW='2026-03-05 18:00'
	crm-user import user.$format --map ref= --key login --on-duplicate update >/dev/null 2>err || verdict 1 "$format: users" "$(cat err)"
	# Leads refer to what they became, and come last; nothing else refers to them but what is about them.
	for type in campaign customer contact deal lead task event note; do
		crm-$type import $type.$format >/dev/null 2>err || verdict 1 "$format: import $type" "$(cat err)"
	done
	is "$format: users come back" "$(cut -c1-20 user.$format)" "$(crm-user export --format $format | cut -c1-20)"
	for type in $types; do
		crm-$type export --format $format >again
		is "$format: $type comes back as it was" '' "$(diff $type.$format again | head -n 4)"
	done
	is "$format: and check finds nothing" '' "$(crm-db check 2>&1)"
done
CRM_DB=$first CRM_NOW='2026-03-05T09:00:00+08:00'
before=$(changes)
for type in user $types; do
	ok "$type: its own export again" crm-$type import $type.csv --on-duplicate update
done
is 'changes nothing' "$before" "$(changes)"
fresh
printf 'name\n新线索一\n新线索二\n' >adds.csv
crm-lead import adds.csv --plan adds.tsv
crm-lead import --apply adds.tsv >/dev/null
fails 1 'has already been applied, by ch' 'a plan that only adds is not applied twice' crm-lead import --apply adds.tsv
crm-undo >/dev/null
is 'after undo it may be' "l3${NL}l4" "$(crm-lead import --apply adds.tsv)"

# Many lines: indexes are put aside, words merged at the end, and only labels that may be there are looked up.
fresh
awk 'BEGIN { print "name,phone,external_id"; for (i = 1; i <= 60000; i++) printf "海澄泵业%d号有限公司,021-5126 %04d,label-%d\n", i, i % 10000, i }' >many.csv
indexes=$(sqlite3 "$CRM_DB" "select name from sqlite_master where type = 'index' and tbl_name = 'customer' order by name")
crm-customer import many.csv --dry-run >/dev/null
is 'a dry run leaves the indexes' "$indexes" "$(sqlite3 "$CRM_DB" "select name from sqlite_master where type = 'index' and tbl_name = 'customer' order by name")"
ok 'many lines' crm-customer import many.csv
is 'all are there' 60000 "$(crm-customer count)"
is 'with all indexes' "$indexes" "$(sqlite3 "$CRM_DB" "select name from sqlite_master where type = 'index' and tbl_name = 'customer' order by name")"
ok 'and what they hold' crm-db check
is 'one of them is found by its name' c59999 "$(crm-find 海澄泵业59999号 | cut -f1)"
is 'the words are those of a default configuration again' "automerge 4${NL}crisismerge 16" \
	"$(sqlite3 -separator ' ' "$CRM_DB" "select k, v from search_config where k in ('automerge', 'crisismerge') order by k")"
printf 'name,external_id\n新的,label-60001\n又是,label-30000\n' >twice.csv
fails 65 'external_id label-30000 already exists as c30000' 'a label among many is recognized' crm-customer import twice.csv
printf 'name,external_id\n新的,label-60001\n又是,label-60001\n' >twice.csv
fails 65 'external_id label-60001 already exists as c60001' 'and one of the same file' crm-customer import twice.csv
crm-undo >/dev/null
is 'undo of many' 0 "$(crm-customer count)"

# Where only what is empty is filled, an amount brings its currency, or is none of a record that has amounts in another one.
fresh
crm-customer add name=A >/dev/null
crm-deal add name=D customer=c1 close_on=eom currency=JPY >/dev/null
printf 'ref,amount,currency\nd1,500,CNY\n' >fill.csv
crm-deal import fill.csv --on-duplicate=fill >/dev/null
is 'a currency without amounts' "d1${TAB}500.00${TAB}CNY" "$(crm-deal list --columns=amount,currency)"
crm-product add name=P currency=JPY cost=8 >/dev/null
printf 'ref,price,currency\npr1,500,CNY\n' >fill.csv
crm-product import fill.csv --on-duplicate=fill >/dev/null
is 'a currency with one' "pr1${TAB}${TAB}8${TAB}JPY" "$(crm-product list --columns=price,cost,currency)"
printf 'ref,price\npr1,500\n' >fill.csv
crm-product import fill.csv --on-duplicate=fill >/dev/null
is 'an amount that says none' "pr1${TAB}500${TAB}8${TAB}JPY" "$(crm-product list --columns=price,cost,currency)"
done_testing
