#!/bin/sh
# shellcheck source=tests/lib.sh
# Formats for other programs of an office: spreadsheets and Markdown.
. "$(dirname "$0")/lib.sh"

python=/usr/bin/python3 # the one for which the distribution has packages
[ -x "$python" ] || python=python3
cat >sheet.py <<'END'
# What an independent reader finds in a spreadsheet: the frozen pane, then each cell with its type and its format.
import openpyxl, sys
sheet = openpyxl.load_workbook(sys.argv[1]).active
print('frozen', sheet.freeze_panes)
for row in sheet.iter_rows():
    print(' | '.join('%s %r%s%s' % (cell.data_type, cell.value, ' ' + cell.number_format if cell.number_format != 'General' else '', ' bold' if cell.font.bold else '') for cell in row))
END

fresh
printf 'name,phone,bill_city,founded_on,annual_revenue,employees,do_not_call,tags,notes\n%s\n%s\n%s\n' \
	'"=HYPERLINK(""http://x"",""y"")",00138001380000,上海,2001-03-08,1234567.50,12,yes,"a,b","two
lines"' '海澄 | *泵业* <b>,+86 21 5126,,1890-01-01,0.05,,no,,' '0012345678901234567890,,,,-3,,,,' | crm-customer import - >/dev/null 2>err || cat err
columns=ref,name,phone,bill_city,founded_on,annual_revenue,employees,do_not_call,tags,notes,created_at
crm-customer list --columns=$columns --format=xlsx >list.xlsx
is 'a spreadsheet, by an independent reader' "frozen A2
s 'Ref' bold | s 'Name' bold | s 'Phone' bold | s 'Billing city' bold | s 'Founded' bold | s 'Annual revenue' bold | s 'Employees' bold | s 'Do not call' bold | s 'Tags' bold | s 'Notes' bold | s 'Created' bold
s 'c1' | s '=HYPERLINK(\"http://x\",\"y\")' | s '00138001380000' | s '上海' | d datetime.datetime(2001, 3, 8, 0, 0) yyyy-mm-dd | n 1234567.5 #,##0.00 | n 12 | b True | s 'a,b' | s 'two\\nlines' | d datetime.datetime(2026, 3, 5, 9, 0) yyyy-mm-dd hh:mm
s 'c2' | s '海澄 | *泵业* <b>' | s '+86 21 5126' | n None | s '1890-01-01' | n 0.05 #,##0.00 | n None | b False | n None | n None | d datetime.datetime(2026, 3, 5, 9, 0) yyyy-mm-dd hh:mm
s 'c3' | s '0012345678901234567890' | n None | n None | n None | n -3 #,##0.00 | n None | b False | n None | n None | d datetime.datetime(2026, 3, 5, 9, 0) yyyy-mm-dd hh:mm" \
	"$($python sheet.py list.xlsx 2>&1)"
is 'the same records give the same bytes' '' "$(crm-customer list --columns=$columns --format=xlsx | cmp - list.xlsx 2>&1)"
is 'and an empty list is a header' 'frozen A2 2' "$(crm-customer list name=nobody --format=xlsx >empty.xlsx; $python sheet.py empty.xlsx | sed 's/ bold.*//' | head -n 1) $($python sheet.py empty.xlsx | wc -l | tr -d ' ')"
is 'show too' 'c2' "$(crm-customer show c2 --format=xlsx >one.xlsx; $python sheet.py one.xlsx | tail -n 1 | cut -d"'" -f2)"
crm-customer set c3 --file notes=- >/dev/null <<END
$(printf 'x%.0s' $(seq 40000))
END
is 'what no cell holds is cut, and says so' '32766 [...]' "$(crm-customer list c3 --columns=notes --format=xlsx >long.xlsx; $python -c "
import openpyxl
value = openpyxl.load_workbook('long.xlsx').active['B2'].value
print(len(value), value[-5:])")"
is 'a full disk is one' 74 "$(crm-customer list --format=xlsx 2>err >/dev/full; echo $?)"
is 'a directory that is not there' 74 "$(TMPDIR=$T/nowhere crm-customer list --format=xlsx 2>err >/dev/null; echo $?)"
is 'nothing stays behind' '' "$(ls -d "${TMPDIR:-/tmp}"/crm-xlsx.* /tmp/crm-xlsx.* 2>/dev/null)"
is 'nobody reads' '0 ' "$({ crm-customer list --format=xlsx 2>err; echo $? >code; } | head -c 1 >/dev/null; cat code err | xargs) "
if command -v script >/dev/null; then
	script -qec "crm-customer list --format=xlsx" /dev/null </dev/null >out 2>&1
	like 'not on a terminal' 'a spreadsheet is not for a terminal' "$(cat out)"
fi

is 'a table of Markdown' '| Ref | Name | Founded | Annual revenue | Notes |
| --- | --- | --- | ---: | --- |
| c1 | =HYPERLINK("http://x","y") | 2001-03-08 | 1234567.50 | two<br>lines |
| c2 | 海澄 \| \*泵业\* &lt;b\> | 1890-01-01 | 0.05 |  |' "$(crm-customer list c1 c2 --columns=name,founded_on,annual_revenue,notes --format=markdown)"
is 'of a report too' '| Login | Until |
| --- | --- |' "$(crm-call --duty --format=markdown | cut -d'|' -f 1,3,7,12 | sed 's/ $//')"

done_testing
