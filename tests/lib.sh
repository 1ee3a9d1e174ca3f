# shellcheck shell=sh disable=SC2034,SC3013
# The TAP library of the command tests: a test is `#!/bin/sh`, sources this file, calls the words below and ends with done_testing.
#
#   fresh                            a new database in the temporary directory; CRM_DB names it, its first user is the caller
#   is WHAT EXPECTED GOT             equal texts
#   like WHAT PART GOT               GOT contains PART
#   unlike WHAT PART GOT             GOT does not contain PART
#   ok WHAT COMMAND…                 the command ends with 0; what it writes is shown only when it fails
#   fails CODE PART WHAT COMMAND…    the command ends with CODE and one line on standard error that contains PART, and the database is as it was
#   runs                             runs the commands on standard input, a line each with tabs between words, and says how they ended (tests/runs)
#   done_testing                     prints the plan; the last line of a test
#   snapshot                         prints every record and change, to compare before and after
#   records                          prints every record of every type, without what an undo leaves: the history, and the numbers that were given once
#   $TYPES                           the record types that have a command
#   $T                               the temporary directory, removed at the end; $TAB, $NL: a tab, a newline
set -u
TESTS=$(cd "$(dirname "$0")" && pwd)
CRM_BIN=$(cd "${CRM_BIN:-$TESTS/../build/cc}" && pwd) || exit 1
# Nothing here depends on a real disk: a gigabyte of memory will do, where there is one to spare.
[ -n "${TMPDIR:-}" ] || [ ! -w /dev/shm ] || [ "$(df -Pk /dev/shm | awk 'NR == 2 { print int($4 / 1048576) }')" -lt 1 ] || TMPDIR=/dev/shm
T=$(mktemp -d "${TMPDIR:-/tmp}/crm-test.XXXXXX") || exit 1
trap 'rm -rf "$T"' EXIT
trap 'exit 130' HUP INT TERM
unset CRM_USER XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME XDG_STATE_HOME XDG_RUNTIME_DIR VISUAL EDITOR PAGER COLUMNS NO_COLOR
PATH=$CRM_BIN:$PATH HOME=$T LC_ALL=C.UTF-8 TZ=UTC CRM_PAGER= CRM_NOW='2026-03-05T09:00:00+08:00'
# Only sanitized programs read this: fontconfig loses a pattern whenever it reads the files of the system.
LSAN_OPTIONS=suppressions=$TESTS/leaks.txt:print_suppressions=0
export PATH HOME LC_ALL TZ CRM_PAGER CRM_NOW CRM_BIN LSAN_OPTIONS
TAB=$(printf '\t') NL='
'
TYPES=$(cut -f 2 "$CRM_BIN/commands" | xargs) # the table that `make all` makes
[ -n "$TYPES" ] || exit 1
mkdir "$T/.kept" && cd "$T" || exit 1
tests=0 failures=0 databases=0

fresh() {
	databases=$((databases + 1))
	CRM_DB=$T/$databases.db
	export CRM_DB
	crm-db init "$CRM_DB" zone=Asia/Shanghai currency=CNY country=86 area=21 >/dev/null && return
	echo 'Bail out! crm-db init failed'
	exit 1
}

verdict() { # TRUTH WHAT [DETAIL…]
	tests=$((tests + 1)) truth=$1 name=$2
	shift 2
	[ "$truth" = 0 ] && echo "ok $tests - $name" && return
	failures=$((failures + 1))
	echo "not ok $tests - $name"
	[ $# = 0 ] || printf '%s\n' "$@" | head -n 60 | sed 's/^/# /'
}

is() { if [ "$2" = "$3" ]; then verdict 0 "$1"; else verdict 1 "$1" 'expected:' "$2" 'got:' "$3"; fi; }
like() { case $3 in *"$2"*) verdict 0 "$1" ;; *) verdict 1 "$1" 'expected to find:' "$2" 'in:' "$3" ;; esac; }
unlike() { case $3 in *"$2"*) verdict 1 "$1" 'expected not to find:' "$2" 'in:' "$3" ;; *) verdict 0 "$1" ;; esac; }

ok() {
	what=$1
	shift
	"$@" >"$T/.out" 2>&1 && verdict 0 "$what" && return
	code=$?
	verdict 1 "$what" "exit code $code of: $*" "$(cat "$T/.out")"
}

snapshot() {
	if crm-db export "$T/.whole" >/dev/null 2>&1; then
		cat "$T"/.whole/*.ndjson
	else
		for type in $TYPES; do
			crm-$type export --format ndjson 2>/dev/null
		done
	fi
	crm-history 2>/dev/null
}

records() {
	rm -rf "$T/.records"
	crm-db export "$T/.records" >/dev/null 2>&1 || echo "crm-db export failed before test $tests"
	rm -f "$T"/.records/counter.ndjson "$T"/.records/database.ndjson
	sed 's/,"last_[a-z]*":[0-9]*//g' "$T"/.records/*.ndjson
}

# A file that is older than its copy has not been written since; otherwise its bytes are compared, and those that differ may still hold the same.
# A copy serves as long as it is the newer one.
kept_of= kept=
keep_bytes() {
	[ "${CRM_DB-}" ] || return 0
	kept=$T/.kept/${CRM_DB##*/}
	unwritten && return
	kept_of=$CRM_DB
	cp "$CRM_DB" "$CRM_DB-wal" "$T/.kept/" 2>/dev/null && return
	rm -f "$T"/.kept/*
	[ ! -f "$CRM_DB" ] || cp "$CRM_DB" "$kept"
}
unwritten() { [ "$kept_of" = "$CRM_DB" ] && [ -e "$CRM_DB" ] && [ -e "$CRM_DB-wal" ] && [ "$kept" -nt "$CRM_DB" ] && [ "$kept-wal" -nt "$CRM_DB-wal" ]; }
same_bytes() {
	[ "${CRM_DB-}" ] || return 0
	unwritten && return
	if [ -e "$kept-wal" ]; then cmp -s "$CRM_DB-wal" "$kept-wal"; else [ ! -s "$CRM_DB-wal" ]; fi && cmp -s "$CRM_DB" "$kept"
}

one_line() { IFS= read -r message && ! IFS= read -r name && [ -z "$name" ]; }

fails() {
	code=$1 part=$2 what=$3
	shift 3
	keep_bytes
	"$@" >"$T/.out" 2>"$T/.error"
	got=$?
	if [ "$got" != "$code" ]; then
		verdict 1 "$what" "expected exit code $code, got $got of: $*" "$(cat "$T/.error")"
	elif ! one_line <"$T/.error"; then
		verdict 1 "$what" 'expected one line on standard error, got:' "$(cat "$T/.error")"
	elif ! same_bytes && { CRM_DB=$kept snapshot </dev/null >"$T/.before"; snapshot </dev/null >"$T/.after"; ! cmp -s "$T/.before" "$T/.after"; }; then
		verdict 1 "$what" 'the database changed:' "$(diff "$T/.before" "$T/.after")"
	else
		like "$what" "$part" "$message"
	fi
}

runs() { perl "$TESTS/runs" "$T/.runs"; }

done_testing() {
	echo "1..$tests"
	[ "$failures" = 0 ]
	exit
}
