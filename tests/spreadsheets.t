#!/bin/sh
# Spreadsheets: what Excel, WPS Office, LibreOffice and the programs of others write is imported as its CSV would be, and what is damaged or hostile is refused.
. "$(dirname "$0")/lib.sh"

python=/usr/bin/python3
[ -x "$python" ] || python=python3
$python "$TESTS/spreadsheets/make.py" "$T"
cp "$TESTS/spreadsheets/old.xls" .
rows() { # TYPE COLUMNS: of the records that ids names, as one line
	crm-$1 list $(cat ids) --columns="$2" | cut -f2- | tr "$TAB\n" '|;'
}
reads() { # WHAT EXPECTED TYPE COLUMNS FILE OPTION…
	what=$1 expected=$2 type=$3 columns=$4
	shift 4
	crm-$type import "$@" >ids 2>err || { verdict 1 "$what" "$(cat err)"; return; }
	is "$what" "$expected" "$(rows "$type" "$columns")"
}

# ---- Reading ----------------------------------------------------------------------------------------------------------
fresh
reads 'Excel: texts, numbers, days, formulas, empty rows' \
	'上海海澄|02155556666|2026-03-05|42|1234.50|yes|6222021234567890123|two\nlines \\ _x000D_;Acme Ltd|13800138000|2026-03-05||0.30|no||;Merged||2026-03-06||0.01|no||;' \
	customer name,phone,founded_on,employees,credit_limit,archived,bank_account,notes excel.xlsx
is 'one sheet needs no word' '' "$(cat err)"
reads 'days since 1904' 'Mac|2026-03-05;' customer name,founded_on mac.xlsx
reads 'LibreOffice' 'Libre|021;' customer name,phone libre.xlsx
reads 'the Open XML SDK' 'Prefixed|2026-03-05;' customer name,founded_on sdk.xlsx
reads 'WPS Office: a hidden sheet is passed over' '王伟|010-62345678;' contact name,phone wps.xlsx
is 'and of several the one that is read is named' "crm-contact: wps.xlsx: read as the sheet '联系人'; --sheet=NAME reads another one: 封面, 联系人, 2" "$(cat err)"
reads 'a sheet by its name' 'Hidden;' customer name wps.xlsx --sheet=封面
reads 'whatever its case' 'First;' customer name two.xlsx --sheet=ONE
reads 'a name comes before a number' 'Called two;' customer name wps.xlsx --sheet=2
reads 'by its number' 'Called two;' customer name wps.xlsx --sheet=3
fails 2 "--sheet: two.xlsx has no sheet 'Three'; it has One, Two" 'a sheet that is not there' crm-customer import two.xlsx --sheet=Three
printf 'name\nx\n' >plain.csv
fails 2 '--sheet: plain.csv is not a spreadsheet' 'a CSV has no sheets' crm-customer import plain.csv --sheet=1
crm-customer import values.xlsx >ids 2>err
is 'percents, codes, days and numbers at the edges' \
	'13%|13.25%|01234|1900-01-01|1900-02-28|1900-03-01|2026-03-05 12:00:00|14:30:00|-1|2026-03-05|2026-03-05 14:30:15|#N/A|123456789012345|1.23456789012346E+15|0.0000001|6.22202123456789E+18|1.5|0.5|' \
	"$(crm-customer list $(cat ids) --columns=notes | cut -f2 | tr '\n' '|')"
fails 65 'values.xlsx:Values:15:2: bank_account: 1.23456789012346E+15: the digits are already lost' 'file, sheet, row and column of what is refused; nothing is imported' \
	crm-customer import values.xlsx --map notes=bank_account
fails 65 'two.xlsx:Two:2:2: founded_on:' 'a day that is none' crm-customer import two.xlsx --sheet=Two
is 'rejected rows are TSV that can be imported' "name${TAB}founded_on${TAB}reason${NL}Second${TAB}soon$TAB" \
	"$(crm-customer import two.xlsx --sheet=Two --keep-going --rejects=bad.tsv >/dev/null 2>&1; sed 's/founded_on: .*//' bad.tsv)"
cp excel.xlsx named.csv
reads 'the content decides, not the name' '上海海澄;Acme Ltd;Merged;' customer name named.csv
cat two.xlsx | crm-customer import - --sheet=One >ids 2>err
is 'from a pipe' 'First;' "$(rows customer name)"
crm-customer import - --sheet=One <two.xlsx >ids 2>err
is 'from a file as standard input' 'First;' "$(rows customer name)"
crm-customer import two.xlsx --sheet=One --plan plan 2>/dev/null
is 'a plan' "3${TAB}add" "$(sed -n 2p plan | cut -f1,2)"
crm-customer add name=海澄 >/dev/null
reads 'a statement of a bank' '2026-03-04|1130.00|海澄;' payment paid_on,amount,payer_name bank.xlsx --map 交易日期=paid_on --map 交易金额=amount --map 对方户名=payer_name

# A number of a spreadsheet has a point whatever people write; a text is written as they write.
crm-product import decimals.xlsx --decimal=comma >ids 2>err
is 'numbers and texts in one column' '1.125;2;1234.5;0.5;' "$(crm-product list $(cat ids) --columns=price --sort=id | cut -f 2 | tr '\n' ';')"
crm-product import decimals.xlsx --sheet=Bad --keep-going --rejects=bad.tsv >/dev/null 2>&1
is 'rejected rows have them as they were' "E${TAB}1.125${TAB}nosuch" "$(sed -n 2p bad.tsv | cut -f 1-3)"
reads 'a German statement' '2026-03-02|1234.56|海澄;' payment paid_on,amount,payer_name konto.xlsx
fails 2 '--apply takes everything from the plan' 'a plan has no sheets' crm-customer import --apply plan --sheet=2

# ---- Old ones ---------------------------------------------------------------------------------------------------------
reads '.xls: texts, days, numbers, empty rows, percent' '上海海澄|02155556666|2026-03-05|1234.50|yes|6222021234567890123|13%;Later|13800138000|2026-03-05||no||;' \
	customer name,phone,founded_on,credit_limit,archived,bank_account,notes old.xls
fails 65 'old.xls:Two:2:2: bank_account: 6.22202123456789E+18: the digits are already lost' 'a long number that was no text' crm-customer import old.xls --sheet=Two
mkdir bin
printf '#!/bin/sh\nkill -9 $$\n' >bin/ssconvert
chmod +x bin/ssconvert
with() { PATH=$T/bin:$PATH "$@"; }
fails 65 'old.xls: ssconvert cannot read it: it was ended by signal 9' 'a converter that is killed' with crm-customer import old.xls
printf '#!/bin/sh\nexec cat "%s"\n' "$T/plain.csv" >bin/ssconvert
fails 65 'old.xls: not a complete file' 'one that writes something else' with crm-customer import old.xls
printf '#!/bin/sh\nexec cat /dev/zero\n' >bin/ssconvert
fails 65 'old.xls: ssconvert cannot read it: it was ended by signal' 'one that writes for ever' with crm-customer import old.xls
printf '#!/bin/sh\n[ -z "${CRM_DB+x}" ] && [ "$1" = --export-type=Gnumeric_Excel:xlsx ] && exec cat "%s"\n' "$T/libre.xlsx" >bin/ssconvert
with crm-customer import old.xls >ids 2>err
is 'it gets the file as its standard input, and no environment of ours' 'Libre;' "$(rows customer name)"
missing() { PATH=$CRM_BIN "$@"; }
fails 78 'old.xls: reading .xls and .ods needs ssconvert; on Debian: apt install gnumeric; or save it as .xlsx' 'where it is not installed' missing crm-customer import old.xls
head -c 3000 old.xls >short.xls
fails 65 'short.xls: ssconvert cannot read it' 'an .xls that ends early' crm-customer import short.xls

# ---- Damaged and hostile ------------------------------------------------------------------------------------------------
refused() { # FILE PART WHAT
	fails 65 "$1.xlsx$2" "$3" crm-customer import "$1.xlsx"
}
refused short ': not a complete file' 'one that ends early'
refused flipped ': damaged: a part of it cannot be unpacked' 'two bytes that are wrong'
refused rows ':S:2: damaged: its rows are not in order' 'a row that comes twice'
refused cells ':S:1: damaged: its cells are not in order' 'cells from right to left'
refused text ':S:1: damaged: a cell refers to a text that is not there' 'a text that is not there'
refused missing ': damaged: the part xl/worksheets/sheet1.xml is missing' 'a sheet that is not there'
refused broken ': xl/worksheets/sheet1.xml:2:180: broken XML: mismatched tag' 'XML that is none'
refused deep ': xl/worksheets/sheet1.xml:2:464: broken XML: elements are nested too deeply' 'two hundred elements in each other'
refused entities ': xl/worksheets/sheet1.xml:2:13: broken XML: a document type declaration is not allowed here' 'entities'
refused wide ':S:1: the row has more than 2000 columns' 'a cell in the last column'
refused sheets ': too large: more than 1000 sheets' 'a thousand and one sheets'
refused cell ':S:1: a cell is longer than 16 MiB' 'a cell of 17 MB'
refused bomb ': unpacks to more than 512 MiB' 'half a gigabyte in two megabytes'
fails 65 'word.docx: not a spreadsheet, although it is a zip archive' 'another kind of document' crm-customer import word.docx
fails 65 'a spreadsheet or another binary file; import reads spreadsheets, here save it as CSV' 'where lines are read' sh -c 'crm-customer set --batch - <excel.xlsx'
printf 'PK\003\004nothing' >tiny.xlsx
refused tiny ': not a complete file' 'four bytes of an archive'

# ---- There and back -----------------------------------------------------------------------------------------------------
fresh
printf 'name,phone,founded_on,annual_revenue,employees,archived,bank_account,notes\n%s\n%s\n' 'A,02155556666,2026-03-05,1234.50,42,yes,6222021234567890123,"two
lines"' 'B,,,0.07,,,,' | crm-customer import - >/dev/null
crm-product add name=P price=2.5 >/dev/null
crm-order add customer=c1 subject=S >/dev/null
crm-order line so1 add product=pr1 qty=3 >/dev/null
crm-order line so1 add description=free qty=1 price=0.035 discount=13% >/dev/null
for type in customer product order; do
	crm-$type export >$type.csv
	crm-$type export --format=xlsx >$type.xlsx
done
fresh
for type in customer product order; do
	crm-$type import $type.xlsx >/dev/null 2>err || cat err
	is "an export of $type as a spreadsheet is imported byte for byte" '' "$(crm-$type export | diff - $type.csv)"
done
is 'and the database is sound' '' "$(crm-db check 2>&1)"
done_testing
