#!/bin/sh
# Targets: what is refused, what they come to, and their parts.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/reports/firm.sh
. "$TESTS/reports/firm.sh"
fresh
sales_firm >"$T/made" 2>"$T/error"
is 'the firm is made without a complaint' '' "$(cat "$T/error")"
is 'and sound' '' "$(crm-db check)"

# What is refused.
crm-target add person=mei measure=received period=2026-Q1 value=6000 weight=60 prize=500 contest=spring >"$T/made"
fails 1 'tg1 has the same person or team, measure, period and filter' 'one target for each person, measure, period and filter' \
	crm-target add person=mei measure=received period=2026-Q1 value=1
ok 'another filter is another target' crm-target add person=mei measure=received period=2026-Q1 value=1 filter='customer.region=华东'
fails 1 'of a person or of a team' 'a target of nobody' crm-target add measure=calls period=2026 value=1
fails 1 'of a person or of a team' 'a target of a person and a team' crm-target add person=mei team=east measure=calls period=2026 value=1
fails 1 'whole number' 'half a call' crm-target add person=mei measure=calls period=2026 value=1.5
fails 1 'below zero' 'a value below zero' crm-target set tg1 value=-1
fails 1 "unknown field 'foo'" 'a filter that is none of the measured records' crm-target add person=mei measure=calls period=2026 value=1 filter=foo=1
fails 1 'received counts for a prize' 'a prize for signatures' crm-target add person=lin measure=signed period=2026 value=1 prize=100
fails 1 'more than 100%' 'weights beyond 100 %' crm-target add person=mei measure=signed period=2026-Q1 value=1 weight=40.01
fails 1 'measures received' 'a part that measures something else' crm-target add person=lin measure=signed period=2026-Q1 value=1 parent=tg1
fails 1 'not within 2026-Q1' 'a part beyond the period of the whole' crm-target add person=lin measure=received period=2026-04 value=1 parent=tg1
fails 65 'period' 'a period that is none' crm-target add person=lin measure=received period=2026-13 value=1

# What they come to: by hand from tests/reports/firm.sh. Money of other currencies at the rate of the document, or of the day of a payment.
crm-undo >"$T/made"
cat >targets.csv <<'CSV'
person,team,measure,period,value,currency
mei,,signed,2025-Q1,22634.1,CNY
,east,signed,2025,40000,CNY
bob,,signed,2025,1000,EUR
bob,,delivered,2025-Q1,4583.28,CNY
,east,invoiced,2025-07,,CNY
mei,,margin,2026-01,2400,CNY
,east,new-customers,2025,3,
mei,,won-deals,2026-03,2,
,east,calls,2026-02,1,
bob,,visits,2026-Q1,4,
bob,,quotes,2026-Q1,2,
mei,,leads-converted,2025-Q1,1,
lin,,response-hours,2025-Q4,0.5,
lin,,response-hours,2024,1,
CSV
crm-target import targets.csv >"$T/made"
is 'actual, attained and gap of a person and a team' "signed${TAB}27154.1${TAB}119.9699${TAB}-4520
signed${TAB}39125.92${TAB}97.8148${TAB}874.08" "$(crm-target list measure=signed period=2025,2025-Q1 currency=CNY --columns=measure,actual,attained,gap | cut -f 2-)"
is 'received money of a customer counts for his owner, less refunds' "2922.15" "$(crm-target list tg1 --columns=actual | cut -f 2)"
is 'the figures of the others' "signed${TAB}763.32${TAB}76.332
delivered${TAB}4583.28${TAB}100
invoiced${TAB}2437.56${TAB}
margin${TAB}2400${TAB}100
new-customers${TAB}4${TAB}133.3333
won-deals${TAB}1${TAB}50
calls${TAB}1${TAB}100
visits${TAB}2${TAB}50
quotes${TAB}2${TAB}100
leads-converted${TAB}1${TAB}100
response-hours${TAB}0.333333${TAB}150.0002
response-hours${TAB}${TAB}" "$(crm-target list tg5..tg20 --columns=measure,actual,attained | cut -f 2-)"
is 'a filter finds who is behind' 'tg1 tg10 tg12' "$(crm-target list attained=..60 --format ids | xargs)"
crm-target add person=mei measure=signed period=2026 value=1 currency=USD >"$T/made"
fails 65 'there is no rate from CNY to USD on 2026-01-01: crm-rate add' 'a missing rate names currency and day' crm-target list currency=USD --columns=actual
crm-undo >"$T/made"

# Pace by the working calendar, first one in which every day is worked.
{
	printf 'calendars:\n  standard:\n    en: Standard\n    holidays: none\n'
	for day in mon tue wed thu fri sat sun; do printf '    %s: 09:00-18:00\n' $day; done
} | crm-db schema apply - >"$T/made"
is 'on 16 January 16 of 31 days have begun' 193.75 "$(crm-target list tg8 --columns=pace --now='2026-01-16 12:00' | cut -f 2)"
crm-undo >"$T/made"
is 'of its working days, without New Year and week-ends but for the 4th, 11 of 21' 190.9091 "$(crm-target list tg8 --columns=pace --now='2026-01-16 12:00' | cut -f 2)"
is 'after the period all of them' 100 "$(crm-target list tg8 --columns=pace | cut -f 2)"
is 'of a period that has not begun there is no pace' '' "$(crm-target list tg8 --columns=pace --now='2025-12-31 12:00' | cut -f 2)"

# Words alone are only searched in current records: what a target with them came to on an earlier day is not known, and all others are listed.
words=$(crm-target add team=east measure=visits period=2026 filter=Nobody value=2)
is 'figures of words alone, today and then' "$words${TAB}0${TAB}0" "$(crm-target list "$words" --columns=actual,attained | cat)"
is 'the same on an earlier day' "$words${TAB}${TAB}" "$(crm-target list "$words" --columns=actual,attained --as-of="$(crm-target show "$words" --columns=created_at | cut -c 12-21)")"
crm-undo >"$T/made"

# Parts.
tg=$(crm-target add team=east measure=received period=2025 value=1000.01 name=whole)
is 'the parts sum to the whole, to the cent' '600.01 400' "$(crm-target split "$tg" by=person weights=mei:3,lin:2 | xargs -n 1 crm-target list --columns=value | cut -f 2 | xargs)"
fails 1 'same person or team' 'a second split of the same' crm-target split "$tg" by=person weights=mei:1
crm-undo >"$T/made"
fails 1 'do not sum to the whole: 0.01 is left' 'values that do not sum to it' crm-target split "$tg" by=person values=mei:400,lin:600
fails 2 'say by whom' 'nobody is named' crm-target split "$tg" by=person
fails 1 'there is no user' 'an unknown person' crm-target split "$tg" by=person weights=zoe:1
is 'months of last year, which sum to each share' "12 1000.01" \
	"$(crm-target split "$tg" months=seasonal >ids && crm-target list parent="$tg" --columns=value | awk '{ n++; sum += $2 * 100 } END { printf "%d %.2f", n, sum / 100 }')"
is 'in proportion: March and September 2024 had it' "2025-03${TAB}404.06
2025-09${TAB}595.95" "$(crm-target list parent="$tg" value=0.01.. --columns=period,value | cut -f 2-)"
is 'undo takes all parts away' 0 "$(crm-undo >/dev/null && crm-target count parent="$tg")"
is 'a part of a part' 'sound' "$(crm-target split "$tg" by=person weights=mei:1,lin:0 months=even >/dev/null && crm-db check && echo sound)"
done_testing
