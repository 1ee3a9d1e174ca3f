#!/bin/sh
# The filters of the manual, typed as they stand into interactive shells: no shell takes a word of them for its own, whatever files lie around.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/world.sh
. "$TESTS/world.sh"
world >/dev/null
CRM_USER=mei
export CRM_USER
unset TMUX

mkdir "$T/here" "$T/out"
cd "$T/here" || exit 1
touch a b d1 '[' ']' '[ a ]' 'stage=x' 'stage=proposal,won' '+hot' 'customer.city=上海' 'amount=5000..' 'name' 'not' 'or' '=' 'd1..d3' '..' 2>/dev/null

# Words that hold quotes or an expression need '…' around them; all the others stand bare.
cat >"$T/filters" <<'FILTERS'
stage=proposal,won [ customer.city=上海 or +hot ] amount=5000.. close_on=..2026-12-31 not owner=bob lost_reason=
stage=proposal,won [ customer.city=上海 or +hot ] amount=5000..
customer.city=上海 amount=50000..
close_on=..today not owner=bob
[ owner=me or owner= ] not [ stage=won or stage=lost ]
not [ [ stage=won ] or [ stage=lost ] ] and customer.name~GMBH or d7
d1..d3 d5
amount!=5000 not amount=
stage!=won
close_on.gt=2026-03 or stage~neg
close_on=-30d..+30d
contacts.role=champion customer.phone!=
@mine
@open or @either --sort=-close_on,name
+hot
[ a ] or [ +hot ]
name~泵站 --columns=name,+stage --limit=1
'name="泵站, 二期"'
'name=/^P|^O/' owner!=me
'amount=EUR 500..'
lost_reason=price
customer=c1,c3 amount.le=5000
FILTERS
count=$(wc -l <"$T/filters")

# What the quoted form gives, in a directory without files.
mkdir "$T/empty"
i=0
while IFS= read -r filter; do
	i=$((i + 1))
	(
		cd "$T/empty" || exit 1
		set -f
		eval "set -- $filter"
		crm-deal list "$@" >"$T/out/quoted.$i" 2>&1
	)
done <"$T/filters"
is 'the first example finds what it says' d1 "$(cut -f 1 "$T/out/quoted.1")"
is 'none of them is an error' '' "$(cat "$T"/out/quoted.* | grep '^crm-')"

# Waits up to ten seconds for a file.
await() {
	tries=0
	until [ -e "$1" ]; do
		[ $((tries += 1)) -gt 200 ] && return 1
		sleep 0.05
	done
}

# The first session stays, so that the server does too.
pane() { tmux -S "$T/socket" "$@"; }
trap 'pane kill-server 2>/dev/null; rm -rf "$T"' EXIT
pane -u -f /dev/null new-session -d -s stays -x 80 -y 24 cat
type_line() { pane send-keys -t "$1" -l "$2" && pane send-keys -t "$1" Enter; }

try() { # NAME COMMAND
	shell=$1
	pane new-session -d -s "$shell" -x 200 -y 50 -c "$T/here" "$2"
	type_line "$shell" "touch $T/out/$shell.ready"
	if ! await "$T/out/$shell.ready"; then
		verdict 1 "$shell starts" "$(pane capture-pane -p -t "$shell")"
		return
	fi
	i=0
	while IFS= read -r filter; do
		i=$((i + 1))
		type_line "$shell" "crm-deal list $filter > $T/out/$shell.$i 2>&1; touch $T/out/$shell.$i.done"
		if await "$T/out/$shell.$i.done" && cmp -s "$T/out/quoted.$i" "$T/out/$shell.$i"; then
			verdict 0 "$shell: $filter"
		else
			verdict 1 "$shell: $filter" expected: "$(cat "$T/out/quoted.$i")" got: "$(cat "$T/out/$shell.$i" 2>&1)" screen: "$(pane capture-pane -p -t "$shell" | grep .)"
		fi
	done <"$T/filters"
	# What a person sees: the table, with the Chinese names in it.
	type_line "$shell" "clear; crm-deal list stage=proposal,won [ customer.city=上海 or +hot ] amount=5000..; touch $T/out/$shell.shown"
	await "$T/out/$shell.shown"
	like "$shell: on the screen" '泵站一期' "$(pane capture-pane -p -t "$shell")"
	pane kill-session -t "$shell"
}

try bash 'bash --norc --noprofile -i'
try zsh 'zsh -f -i'
try fish 'fish --no-config -i'
i=0
while IFS= read -r filter; do
	i=$((i + 1))
	is "dash: $filter" "$(cat "$T/out/quoted.$i")" "$(dash -c "crm-deal list $filter" 2>&1)"
done <"$T/filters"
is 'all filters were tried' "$count" "$i"
done_testing
