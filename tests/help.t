#!/bin/sh
# What help and histories look like on a terminal: whole words within its width, times that can be read.
. "$(dirname "$0")/lib.sh"
panes=0
trap 'tmux -S "$T/socket$panes" kill-server 2>/dev/null; rm -rf "$T"' EXIT

# What stands on a terminal of that width after a command.
pane() { # WIDTH COMMAND
	[ $panes = 0 ] || tmux -S "$T/socket$panes" kill-server
	panes=$((panes + 1))
	rm -f done
	printf '%s\n: >%s/done\nsleep 60\n' "$2" "$T" >pane.sh
	tmux -S "$T/socket$panes" -u -f /dev/null new-session -d -x "$1" -y 200 "sh $T/pane.sh"
	tries=0
	while [ ! -f done ] && [ $tries -lt 100 ]; do
		sleep 0.05
		tries=$((tries + 1))
	done
	sleep 0.1
	tmux -S "$T/socket$panes" -u capture-pane -p | sed -e 's/ *$//' >"$T/screen"
}

fresh
pane 80 'crm-customer list --help'
is 'a long line goes on below its column' \
	"  -f, --format=FORMAT        output format; by default a table or form on a${NL}                             terminal, TSV in a pipe (table|tsv|csv|${NL}                             json|ndjson|yaml|markdown|xlsx|ids|vcard|ldif|mutt)" \
	"$(grep -A2 -e --format= screen)"
is 'what fits is as it was' '  -n, --limit=N              stop after N records' "$(grep -e --limit screen)"
pane 80 'crm --help'
is 'so do the nouns' "  customer   A customer is a company or a private person that we sell to, or${NL}             hope to." "$(grep -A1 '^  customer' screen)"
for width in 80 60 30; do
	pane $width 'crm-lead import --help'
	is "no word is lost or cut at $width columns" "$(crm-lead import --help | tr -s ' \n' '\n\n')" "$(tr -s ' \n' '\n\n' <screen)"
done
is 'in a pipe a line stays whole' 1 "$(crm --help | grep -c 'A customer is .* hope to\.$')"

crm-customer add name=上海泵业有限公司 city=上海 >/dev/null
crm-contact add name=王建国 customer=c1 >/dev/null
pane 80 'crm-history c1'
like 'a history shows the time of the zone, whole' '2026-03-05 09:00  ' "$(sed -n 2p screen)"
like 'in a pipe it is UTC' "${TAB}2026-03-05T01:00:00Z${TAB}" "$(crm-history c1)"
pane 80 'crm-customer show c1'
like 'what belongs to a record stands under its name in the plural' 'contacts: 1' "$(cat screen)"
done_testing
