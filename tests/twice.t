#!/bin/sh
# Operands named twice, of every verb of every program: a record named twice is worked on once, and a writer still prints a reference for every operand;
# of a field given twice the last value counts; all else is refused in one sentence. A verb that is in no row below fails the test.
. "$(dirname "$0")/lib.sh"
. "$TESTS/firm.sh"

fresh
firm
is 'the firm is there' '' "$(cat "$T/error")"
for name in twice once; do ln -s "$CRM_DB.files" "$T/$name.db.files"; done

# Runs words on a copy of the database, a reader on the database itself; those behind < are lines of its standard input. Output goes to $out, errors to
# $T/NAME.error, the exit code to $ended. To start a program takes longer than what it does: so there are few others.
run() { # NAME PROGRAM VERB WORDS
	name=$1 program=$2 verb=${3#:} words=${4%%<*} input=/dev/null
	if [ "$words" != "$4" ]; then
		input=$T/input
		printf '%s\n' ${4#*<} >"$input"
	fi
	if [ ! "$reads" ]; then
		export CRM_DB="$T/$name.db"
		[ ! -e "$CRM_DB-wal" ] || rm "$CRM_DB"-*
		cp "$base" "$CRM_DB"
	fi
	set -f
	# shellcheck disable=SC2086
	out=$("$program" $verb $words <"$input" 2>"$T/$name.error")
	ended=$?
	set +f
	CRM_DB=$base
}
# All that is in a database, but for the command lines of its journal.
dumps() { # of both, by one program
	set -- "update change set command = ''"
	sqlite3 "$T/twice.db" "$1" ".output $T/twice.dump" .dump ".open $T/once.db" "$1" ".output $T/once.dump" .dump
}
known=' ' reads=
seen() { known="$known$1+$2 "; } # PROGRAM VERB
double() { # TEXT: every line of it twice
	doubled=
	while IFS= read -r line; do doubled="$doubled$NL$line$NL$line"; done <<END
$1
END
	doubled=${doubled#"$NL"}
}
# Both leave the same records, and say and print the same, or with `each` what is printed once twice.
same() { # PROGRAM VERB TWICE ONCE HOW
	seen "$1" "$2"
	problem=
	run twice "$1" "$2" "$3"
	got=$out
	[ $ended = 0 ] || problem="ends with $ended: $(cat "$T/twice.error")"
	run once "$1" "$2" "$4"
	[ $ended = 0 ] || problem="$problem; once alone it ends with $ended: $(cat "$T/once.error")"
	[ "$5" != each ] || double "$out"
	[ "$5" != each ] || out=$doubled
	[ "$got" = "$out" ] || problem="$problem; prints $got, not $out"
	[ ! -s "$T/twice.error" ] || cmp -s "$T/twice.error" "$T/once.error" || problem="$problem; says $(cat "$T/twice.error")"
	[ "$reads" ] || { dumps && cmp -s "$T/twice.dump" "$T/once.dump"; } ||
		problem="$problem; leaves other records: $(diff "$T/twice.dump" "$T/once.dump" | head -n 5)"
	is "$1 ${2#:} $3" '' "$problem"
}
# It does and prints what it does with the operand once.
once() { # PROGRAM VERB TWICE ONCE
	same "$@" once
}
# It does the same, but prints a reference for each of both operands.
each() { # PROGRAM VERB TWICE ONCE
	same "$@" each
}
# The same of a reader, which leaves the records alone.
reads() { # PROGRAM VERB TWICE ONCE
	reads=yes
	same "$@" once
	reads=
}
# It is refused in one sentence, and nothing is written.
refused() { # CODE PART PROGRAM VERB WORDS
	seen "$3" "$4"
	run twice "$3" "$4" "$5"
	problem=
	[ $ended = "$1" ] || problem="ends with $ended, not $1"
	said=$(cat "$T/twice.error")
	case $said in *"$NL"*) problem="$problem; says more than one line" ;; esac
	case $said in *"$2"*) ;; *) problem="$problem; does not say '$2'" ;; esac
	cmp -s "$T/twice.db" "$base" && [ ! -s "$T/twice.db-wal" ] || problem="$problem; the database is not as it was"
	is "$3 ${4#:} $5 is refused" '' "${problem:+$problem: $said}"
}

. "$TESTS/verbs.sh"

# References as they are named.
run twice crm-customer set 'c1..c2 c2..c3 owner=mei'
is 'ranges that overlap' "c1${NL}c2${NL}c2${NL}c3" "$out"
run twice crm-customer set 'c3 c1 c3 c2 Alpha owner=mei'
is 'references in the order in which they are named' "c3${NL}c1${NL}c3${NL}c2${NL}c1" "$out"

# No verb is missing.
missing=
for program in $(cd "$CRM_BIN" && for file in crm-*; do [ -f "$file" ] && [ -x "$file" ] && echo "$file"; done); do
	verbs=$($program --help | awk '/^  [a-z]/ { print $1 }')
	$program --help | head -n 1 | grep -q VERB || verbs="$verbs :"
	for verb in $verbs; do
		case $known in *" $program+$verb "*) ;; *) missing="$missing $program+$verb" ;; esac
	done
done
is 'every verb has a row' '' "$missing"
done_testing
