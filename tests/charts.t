#!/bin/sh
# Charts and the dashboard on terminals, as pages and as pictures. What they look like is tested by tests/unit/chart.c and tests/unit/board.c.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"

fresh
crm-customer import - >/dev/null <<'CSV'
name,city
海澄水务,上海
Acme,Berlin
<b>Söhne & "Co",Köln
CSV
crm-deal import - >/dev/null <<'CSV'
name,customer,stage,amount,close_on
Pumps,海澄水务,prospecting,10000,2026-03-31
Seals,海澄水务,proposal,2500.50,2026-03-31
Motors,Acme,proposal,7499.50,2026-04-30
Valves,"<b>Söhne & ""Co""",negotiation,400,2026-05-31
CSV

# Colour on terminals
ESCAPE=$(printf '\033')
on_terminal() { script -qec "$1" /dev/null </dev/null 2>&1; }
like 'a terminal is sent colours' "$ESCAPE" "$(TERM=xterm on_terminal 'crm-customer list')"
unlike 'not with NO_COLOR' "$ESCAPE" "$(TERM=xterm NO_COLOR=1 on_terminal 'crm-customer list')"
like 'an empty one says nothing' "$ESCAPE" "$(TERM=xterm NO_COLOR= on_terminal 'crm-customer list')"
unlike 'nor a dumb one' "$ESCAPE" "$(TERM=dumb on_terminal 'crm-customer list')"
printf 'colour: always\n' >crm.yaml
like 'but where the configuration says always' "$ESCAPE" "$(NO_COLOR=1 crm-customer list --format=table)"
rm crm.yaml

# On a terminal, and in a pipe as wide as 80 columns
chart=$(crm-report run pipeline --format=table --chart=bar)
like 'a chart stands below the table' 'Proposal            10000.00 ██' "$(echo "$chart" | tail -n 20)"
like 'of blocks' '████' "$chart"
is 'as wide as the line' 0 "$(echo "$chart" | tail -n 20 | wc -L | awk '{ print ($1 > 80) }')"
unlike 'of plain characters where the locale has no others' '█' "$(LC_ALL=C crm-report run pipeline --format=table --chart=bar)"
like 'which are there' '####' "$(LC_ALL=C crm-report run pipeline --format=table --chart=bar)"
like 'of the kind that the definition says' '100.0 %' "$(crm-report run pipeline --format=table --chart)"
like 'two groups: the second makes the series' 'Prospecting' "$(crm-report run from=deal group=customer,stage columns=sum:amount --format=table --chart=stacked | tail -n 5 | head -n 2)"
like 'a matrix: its columns do' '10000.00' "$(crm-report run from=deal group=customer pivot=stage columns=sum:amount --format=table --chart=heatmap | tail -n 3)"
crm-deal add name=Dollars customer=c2 currency=USD amount=5 close_on=2026-03-31 >/dev/null
is 'amounts in several currencies have a chart each' 'CNY|USD' "$(crm-report run pipeline --format=table --chart=bar | grep -x 'CNY\|USD' | paste -sd '|')"
is 'also in a picture' 'Amount total, CNY|Amount total, USD' "$(crm-report run pipeline --format=svg | sed -n 's/.*>\(Amount total[^<]*\)<.*/\1/p' | paste -sd '|')"
is 'and on a page, at both widths' 4 "$(crm-report run pipeline --format=html | grep -c '>Amount total, [CU]')"
crm-undo >/dev/null
unlike 'none without figures' '█' "$(crm-report run from=deal layout=list columns=ref,name --format=table --chart=bar)"
fails 2 'for what people look at' 'no chart in formats for programs' crm-report run pipeline --format=tsv --chart
fails 2 'no-kind' 'kinds are named' crm-report run pipeline --format=table --chart=no-kind

# Pictures: the same bytes from the same data
for format in svg png pdf; do
	crm-report run pipeline -o "1.$format" && crm-report run pipeline -o "2.$format"
	ok "$format: the same bytes again" cmp "1.$format" "2.$format"
done
like 'SVG has its text as text' '>10000.00' "$(cat 1.svg)"
like 'and says of which filter and day it is' 'stage!=won,lost, on 2026-03-05' "$(cat 1.svg)"
is 'PNG' 'PNG' "$(head -c 4 1.png | tail -c 3)"
is 'PDF' '%PDF-1.4' "$(head -c 8 1.pdf)"
like 'a kind of its own' '<path d="M' "$(crm-report run pipeline --chart=pie --format=svg)"
like 'without records' 'No data' "$(crm-report run from=deal group=stage columns=sum:amount --where name=none --format=svg)"
fails 2 '--format=html takes several' 'a picture is of one' crm-report run pipeline pipeline --format=svg
like 'a terminal is no place for one' 'name a file with -o' "$(on_terminal 'crm-report run pipeline --format=png')"
fails 2 'is for tables' 'nor does a unit go with it' crm-report run pipeline --unit=k --format=svg
like 'the statement instead' 'select' "$(crm-report run pipeline --sql --format=svg)"
fails 2 'no format has that suffix' 'a suffix of no format' crm-report run pipeline -o x.gif
ok 'a file that cannot be made' test ! -e x.gif

# Pages: what stands in a row lists its records
crm-report run from=deal group=customer columns=count,sum:amount -o page.html
page=$(cat page.html)
like 'data are text' '&lt;b&gt;Söhne &amp; &quot;Co&quot;' "$page"
unlike 'and nothing else' '<b>' "$page"
unlike 'nothing is loaded' '://' "$page"
like 'the chart is on it' '<svg class="chart"' "$(crm-report run pipeline --format=html)"
like 'sums are' '<tr class="all"' "$page"
sed -n 's/^<tr>.*title="\(crm-[^"]*\)".*<td class="n">\([0-9]*\)<\/td>.*/\2 \1/p' page.html | sed "s/&#39;/'/g; s/&quot;/\"/g; s/&amp;/\\&/g; s/&lt;/</g; s/&gt;/>/g" >commands
is 'each row has its command' 3 "$(wc -l <commands | tr -d ' ')"
is 'which lists as many records as it counts' '' "$(while read -r count command; do [ "$(eval "$command" | wc -l)" = "$count" ] || echo "$count: $command"; done <commands)"

# The dashboard
screen=$(TERM=dumb COLUMNS=80 LINES=24 on_terminal crm-report' dashboard' | tr -d '\r')
ok 'the dashboard fits a screen' test "$(echo "$screen" | wc -l)" -le 24
ok 'its lines do' test "$(echo "$screen" | wc -L)" -le 80
like 'it has the pipeline' 'Pipeline by stage' "$screen"
like 'and as much as it comes to' '20400.00 CNY' "$screen"
like 'with what is drawn of it' 'Negotiation' "$screen"
crm-report dashboard -o dashboard.html
like 'as a page' '<main class="tiles">' "$(cat dashboard.html)"
like 'of the same reports' '<h2>Pipeline by stage</h2>' "$(cat dashboard.html)"
is 'a program gets it as text' "$(crm-report dashboard)" "$(crm-report dashboard --format=table)"

# Several reports on one page: one that fails does not stop the others
crm-report add name=broken from=deal group=stage columns=count >/dev/null
crm-report run pipeline broken -o two.html
is 'a page of two' 2 "$(grep -c '<h2>' two.html)"
crm-report run pipeline broken group=nothing -o two.html 2>error && ended=0 || ended=$?
is 'those that fail are reported' 2 "$(grep -c 'nothing' error)"
is 'and the exit code says so' 2 "$ended"
is 'on the page, too' 2 "$(grep -c '<p class="remark">' two.html)"
done_testing
