#!/bin/sh
# The tour of the README: every line of it runs, in an empty directory that has demo/ and nothing else.
. "$(dirname "$0")/lib.sh"

cp -R "$TESTS/../demo" "$T/demo"
awk '/^<!-- run -->$/ { marked = 1 } marked && shell && /^```$/ { marked = shell = 0 } shell { print } marked && /^```sh$/ { shell = 1 }' "$TESTS/../README.md" >"$T/tour"
ok 'the README has a tour' test -s "$T/tour"
# Whatever fails in a pipe counts, where the shell can tell.
# shellcheck disable=SC3040
if (set -o pipefail) 2>/dev/null; then set -o pipefail; fi
number=0
while IFS= read -r line; do
	number=$((number + 1))
	eval "$line" >"$T/output.$number" 2>"$T/told" </dev/null
	is "$line" "0 " "$? $(cat "$T/told")"
done <"$T/tour"

is 'it makes the database that it names' "$T/firm.db" "$CRM_DB"
is 'the customers of the tour' "c1${TAB}上海泵业有限公司${NL}c2${TAB}申衡工程造价咨询事务所" "$(crm-customer list --columns=name)"
is 'the deal of the tour' "d1${TAB}造价咨询 2026${TAB}120000.00${TAB}2026-03-31" "$(crm-deal list --columns=name,amount,close_on)"
is 'what was undone is redone' "e1${TAB}询价${TAB}held" "$(crm-event list --columns=subject,status)"

is 'the money of the tour' "c1${TAB}上海泵业有限公司${TAB}CNY" "$(crm-customer balance c1 | cut -f 1-3)"
is 'what it paid of the claim' 'part' "$(crm-invoice list --columns=payment | cut -f 2)"
ok 'the page of the tour is a PDF' grep -q '^%PDF' quote.pdf

# The commands that it tells to type are there, and so are the files that it names.
is 'its make targets are in the Makefile' '' "$(sed -n 's/.*`make \([a-z]*\)`.*/\1/p; s/^    make \([a-z]*\) .*/\1/p' "$TESTS/../README.md" | sort -u |
	while read -r target; do grep -q "^$target:" "$TESTS/../Makefile" || echo "$target"; done)"
is 'its programs are all that there are' "$(cd "$TESTS/../cmd" && printf '%s\n' *.c | sed 's/\.c$//' | sort)" \
	"$(sed -n '/^|---/,/^$/p' "$TESTS/../README.md" | cut -d'|' -f2 | grep -o 'crm[a-z-]*' | sort -u)"
done_testing
