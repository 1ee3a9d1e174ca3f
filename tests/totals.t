#!/bin/sh
# The expected values of tests/unit/totals.c are what bc makes of the cases, and all kinds of cases are there.
. "$(dirname "$0")/lib.sh"
golden=$TESTS/golden

sh "$golden/totals.sh" >"$T/totals" 2>"$T/error"
is 'bc has nothing against the program' '' "$(cat "$T/error")"
is 'totals.tsv is what totals.sh makes of totals.cases' '' "$(diff "$golden/totals.tsv" "$T/totals" | cut -c 1-200)"
is 'there are at least 60 cases' 60 "$(cut -f 1 "$T/totals" | sort -u | head -n 60 | grep -c .)"
for kind in 'up	exclusive	individual' 'up	exclusive	group' 'up	inclusive	individual' 'up	inclusive	group' \
	'even	exclusive	individual' 'even	exclusive	group' 'even	inclusive	individual' 'even	inclusive	group'; do
	like "a case: $kind" "$TAB$kind$TAB" "$(cut -f 1-5 "$T/totals" | sed 's/$/	/')"
done
is 'cases that are refused' 'exceeds large zero ' "$(cut -f 11 "$T/totals" | grep -v ok | sort -u | tr '\n' ' ')"

done_testing
