#!/bin/sh
# The reports that ship, against statements of their own in the sqlite3 shell (tests/reports/NAME.sql), on the firm of tests/reports/firm.sh.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/reports/firm.sh
. "$TESTS/reports/firm.sh"
fresh
sales_firm >"$T/made" 2>"$T/error"
sales_targets >"$T/made" 2>>"$T/error"
is 'the firm is made without a complaint' '' "$(cat "$T/error")"

DAY=2026-03-31 ZONE=Asia/Shanghai
same() { # NAME [WORD…]: the report, run with these words, is what its statement gives, byte for byte
	report=$1
	shift
	sed -f "$TESTS/reports/forms.sed" -e "s/:day/'$DAY'/g" "$TESTS/reports/$report.sql" | TZ=$ZONE sqlite3 -readonly -separator "$TAB" "$CRM_DB" >wanted 2>&1
	crm-report run "$report" "$@" >got 2>&1
	cmp -s wanted got && [ -s got ] && verdict 0 "$report $*, $ZONE, $DAY" && return
	verdict 1 "$report $*, $ZONE, $DAY" "$(diff wanted got)"
}

for report in $(cd "$TESTS/reports" && ls ./*.sql | sed 's|^\./\(.*\)\.sql|\1|'); do
	case $report in
	churn-risk) set -- churn-risk least=2 percent=50 ;;
	contest) set -- contest contest=spring ;;
	cross-selling) set -- cross-selling n=1000 ;;
	*) set -- "$report" ;;
	esac
	same "$@"
	crm-report run "$@" --format=table | sed -n "s/^Total  */$report: /p" | tr -s ' ' >>totals
done
is 'which columns have totals, and what they come to' "$(cat "$TESTS/reports/totals.txt")" "$(cat totals)"
# Every one that ships has a statement, but for the one whose rows are in others.
is 'which reports have no statement' boss \
	"$(crm-report list --columns=ref | cut -f 1 | while read -r report; do [ -e "$TESTS/reports/$report.sql" ] || echo "$report"; done | sort | xargs)"
parts=$(crm-report show boss | sed -n "s/^parts$TAB//p")
is 'the page of the boss has several' 9 "$(echo $parts | wc -w)"
is 'each as it is by itself' "$(for part in $parts; do
	crm-report run "$part" $(crm-report run "$part" period=2026-03 >/dev/null 2>&1 && echo period=2026-03)
	echo
done)" "$(crm-report run boss period=2026-03)"

# On an earlier day: what was issued and paid by then, and what was cancelled later.
DAY=2026-03-17
same invoices-aged on=2026-03-17
DAY=2025-06-30
same invoices-aged on=2025-06-30
DAY=2026-03-31

# Analyses in C are also definitions.
definition() { crm-report run from=order where=status=approved,closed date=ordered_on period=12m in_currency=CNY group=customer "$@"; }
is 'ABC as a definition' "$(crm-report run abc)" "$(definition columns=sum:total,share:sum:total,cumshare:sum:total,class sort=-sum:total \
	'compute=class=if(cumshare:sum:total-share:sum:total<80,1,if(cumshare:sum:total-share:sum:total<95,2,3)) as A,B,C')"
is 'RFM as a definition' "$(crm-report run rfm)" \
	"$(definition columns=max:ordered_on,distinct:ordered_on,sum:total,ntile5:max:ordered_on,ntile5:distinct:ordered_on,ntile5:sum:total,score sort=-score \
	'compute=score=ntile5:max:ordered_on*100+ntile5:distinct:ordered_on*10+ntile5:sum:total')"

# Totals in a spreadsheet are formulas where they are the sum of what is above them: not of several currencies.
python=/usr/bin/python3 # the one for which the distribution has packages
[ -x "$python" ] || python=python3
crm-report run sales by=month,owner basis=received period=2026-Q1 -o received.xlsx
is 'totals of a spreadsheet' '=SUBTOTAL(9,C2:C2) =SUBTOTAL(9,D2:D2)
=SUBTOTAL(9,C4:C4) =SUBTOTAL(9,D4:D4)
2 1500
1 60003
4 6600
1 60003' "$("$python" -c "
import openpyxl
for row in openpyxl.load_workbook('received.xlsx').active.iter_rows(values_only=True):
    if row[1] == 'Total': print(row[2], row[3])")"

# Lists convert as summaries do: documents and their lines at the rate of the document, others at that of the day.
for type in 'order total lines.net' 'deal amount customer.annual_revenue'; do
	set -- $type
	crm-report run "from=$1" in_currency=CNY "columns=sum:$2,sum:$3" --columns="sum:$2,sum:$3" >wanted
	with=$(expr "$3" : '\(lines\)')
	is "a list of $1 in one currency" "$(cat wanted)" "$(crm-report run "from=$1" layout=list ${with:+with=$with} "columns=$2,$3" in_currency=CNY --totals --columns="$2,$3" | tail -n 1)"
done

# The classes pipe into the customers.
crm-report run abc measure=revenue period=2025 --columns=ref,class --header | crm-customer set --batch=- >"$T/made"
is 'customers have their classes' 'a c1
a c2
a c6
a c7
b c3
c c5' "$(crm-customer list c1..c7 --columns=class | awk '$2 { print $2, $1 }' | sort | grep -v ' c4$')"
crm-undo >"$T/made"

# Midnight in another zone, and the nights of its daylight saving.
crm-db schema apply - >"$T/made" <<'SCHEMA'
zone: Europe/Berlin
SCHEMA
ZONE=Europe/Berlin
for report in activities activity customers-new-lost deals-closed funnel lead-sources leads-by-status stage-conversion stage-time tickets usage win-loss complaints-repeated; do
	same $report
done

# Targets: contest with ties, a score card whose weights are too few.
is 'equals share a rank' 'bob 1 2
east 2 1
lin 2 1
mei 4 0' "$(crm-report run contest contest=ties --columns=who,rank,actual | tr "$TAB" ' ' | sort)"
is 'a score card' "lin${TAB}2026-03${TAB}40${TAB}40${TAB}${TAB}0${TAB}" "$(crm-report run scorecard | grep '^lin')"
crm-target set tg5 weight=50 >"$T/made"
fails 1 'the weights of lin in 2026-03 are 90.0000% together, not 100%' 'weights that are not 100 %' crm-report run scorecard
is 'targets with what they came to' "tg1${TAB}mei${TAB}received${TAB}2026-Q1${TAB}10000${TAB}2922.15${TAB}29.2" "$(crm-report run targets | grep "^tg1$TAB" | cut -f 1-7)"
done_testing
