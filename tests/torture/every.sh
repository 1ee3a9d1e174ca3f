#!/bin/sh
# every.sh [STEP [SEED [OF]]]: every writing verb of every program (tests/verbs.sh) while a writing call fails with a full disk or a broken one, or memory cannot be
# had: of its writing calls every STEP-th, of its allocations every 20 times STEP-th, from places that SEED chooses. It says so in one line and leaves the
# database as it was, or it is done; nothing else. OF: every OF-th verb alone.
step=${1:-1} seed=${2:-1} of=${3:-1} here=$(cd "$(dirname "$0")" && pwd)
[ -d /dev/shm ] && [ -w /dev/shm ] && place=/dev/shm # nothing here depends on a real disk
. "$here/common.sh"
TESTS=$(dirname "$here") CRM_NOW='2026-03-05T09:00:00+08:00' TMPDIR=$T/tmp
export CRM_NOW TMPDIR
mkdir "$TMPDIR"
. "$TESTS/firm.sh"
rounds=0 failed=0 verbs=0 tried=' '
TYPES=$(cut -f 2 "$CRM_BIN/commands" | xargs)

# All that is in a database, but for the command lines of its journal and its forms of the same words.
dump() {
	sqlite3 "$1" "update change set command = ''" '.dump' 2>&1 | grep -v 'search_'
}

judge() { # HOW
	rounds=$((rounds + 1))
	[ $((rounds % 20)) != 0 ] || crm-db check >found 2>&1 || finding "$what, $1: the database is damaged: $(head -n 1 found)"
	dump work.db >now
	case $code in
	0) [ "$1" = undisturbed ] || cmp -s now after || finding "$what, $1: exit code 0, but not done" ;;
	71 | 73 | 74)
		failed=$((failed + 1))
		[ "$(lines error)" = 1 ] || finding "$what, $1: not one line on standard error: $(cat error)"
		grep -qi 'sqlite\|pragma\|select \|constraint' error && finding "$what, $1: not plain English: $(cat error)"
		cmp -s now base.dump || cmp -s now after || finding "$what, $1: something half-done: $(cat error)" ;;
	*) finding "$what, $1: ended with $code: $(cat error)" ;;
	esac
}

try() { # HOW VARIABLES…
	how=$1
	shift
	rm -rf work.db*
	cp "$base" work.db
	set -f # the words of a row are split, not expanded
	cp -R "$base.files" work.db.files
	# shellcheck disable=SC2086
	env "$@" LD_PRELOAD="$CRM_BIN/torture/failing.so" "$program" $verb $words <input >out 2>error
	code=$?
	set +f
	judge "$how"
}

# One row: the same words on a fresh copy, at whatever fails. One row of each verb.
each() { # PROGRAM VERB TWICE ONCE
	program=$1 verb=${2#:} words=${4%%<*} what="$1 ${2#:} $4"
	case $tried in *" $program+$2 "*) return ;; esac
	[ "$2" != edit ] || return 0 # the editor would fail too
	tried="$tried$program+$2 " verbs=$((verbs + 1))
	[ $(((verbs + seed) % of)) = 0 ] || return 0
	set -f
	[ "$words" = "$4" ] || printf '%s\n' ${4#*<} >input
	set +f
	[ "$words" != "$4" ] || : >input
	CRM_DB=$T/work.db
	try 'undisturbed' FAIL_COUNT="$T/counts"
	cp now after
	[ $code = 0 ] || finding "$what does not work at all: $(cat error)"
	read -r calls allocations <counts
	n=$((1 + (seed + verbs) % step))
	while [ $n -le "$calls" ]; do
		try "call $n of $calls, full" FAIL_AT=$n FAIL_WITH=ENOSPC FAIL_ON=once
		try "from call $n of $calls on, broken" FAIL_AT=$n FAIL_WITH=EIO FAIL_ON=after
		n=$((n + step))
	done
	n=$((1 + (seed * 7 + verbs * 3) % (20 * step)))
	while [ $n -le "$allocations" ]; do
		try "allocation $n of $allocations" FAIL_MEMORY=$n FAIL_ON=once
		n=$((n + 20 * step))
	done
	CRM_DB=$base
}
once() { each "$@"; }
reads() { :; }
refused() { :; }
seen() { :; }

fresh firm.db
firm
[ ! -s error ] || finding "the firm: $(cat error)"
cp "$base" work.db && dump work.db >base.dump
. "$TESTS/verbs.sh"
done_scenario every "$verbs verbs, $rounds runs, $failed failed"
