#!/bin/sh
# The contract of every executable: help lists what is accepted, what is not listed is refused, errors go to standard error, one line each.
. "$(dirname "$0")/lib.sh"

fresh
crm-customer add name=Alpha >/dev/null
crm-contact add name=Ann customer=c1 >/dev/null
crm-lead add name=Leo company=Firm >/dev/null
crm-deal add name=Pumps customer=c1 close_on=eom >/dev/null
crm-task add subject=call about=c1 >/dev/null
crm-event add subject=fair starts_at=tomorrow >/dev/null
crm-note add title=remark about=c1 >/dev/null
crm-campaign add name=Spring >/dev/null
none=/proc/none/crm.db # nothing can be made there

programs=$(cd "$CRM_BIN" && for file in crm-*; do [ -f "$file" ] && [ -x "$file" ] && echo "$file"; done)
verbs_of() { "$1" --help | awk '/^  [a-z]/ { print $1 }'; }

mkdir "$T/helps"
# Keeps what PROGRAM [VERB] --help prints; the last line is how it ended and what it wrote on standard error.
ask() {
	"$@" --help >"$T/helps/$*" 2>"$T/error" && code=0 || code=$?
	[ ! -s "$T/error" ] || code="$code $(cat "$T/error")"
	echo "!$code" >>"$T/helps/$*"
}

# Writes what is to be run (runs) for each help: with every option that it lists, as --name=value, as --name value, and by its letter; with an option that is not
# there; and without any. What is wrong with a help itself is noted beside that. One process does it for all: thousands of options are asked.
questions() {
	awk -v none="$none" -v commands="$T/commands" -v asked="$T/asked" '
	BEGIN { usual["N"] = 1; usual["YEAR"] = 2026; usual["TIME"] = usual["DATE"] = "today"; usual["TYPE"] = "customer"; usual["REF"] = "c1"; usual["FIELD=PATH"] = "name=/dev/null" }
	function value(arg, help) {
		if (arg in usual) return usual[arg]
		if (match(help, /\([a-zA-Z_]+\|[^(]*\)$/) || match(help, /\([a-z]+\)$/)) {
			help = substr(help, RSTART + 1)
			sub(/[|)].*/, "", help)
			return help
		}
		return "name"
	}
	function flush() {
		split("--db --now --help --version", wanted, " ")
		for (i in wanted) if (!(wanted[i] in seen)) problem = problem "; the help does not list " wanted[i]
		start = what
		gsub(/ /, "\t", start)
		print start "\t--db=" none joined "\n" start "\t--db=" none apart "\n" start "\t--db=" none letters >commands
		print start "\t--no-such-option\n" start "\t--db=" none >commands
		print what "|" problem >asked
	}
	FNR == 1 {
		if (what != "") flush()
		what = FILENAME; sub(/.*\//, "", what)
		problem = joined = apart = letters = ""
		split("", seen)
		if (index($0, "usage: " what) != 1) problem = "; the first line of the help is not usage: " what
	}
	/^!/ { if ($0 != "!0") problem = problem "; --help ends with " substr($0, 2); next }
	length($0) > 400 { problem = problem "; a line of the help is endless" }
	/^  (-[a-zA-Z], )?--[a-z]/ {
		letter = ""; line = $0; sub(/^  /, "", line)
		if (line ~ /^-[a-zA-Z], /) { letter = substr(line, 2, 1); line = substr(line, 5) }
		term = line; sub(/ .*/, "", term); help = substr(line, length(term) + 1); sub(/^ */, "", help)
		if (help == "") { getline help; sub(/^ */, "", help) }
		name = term; sub(/\[?=.*/, "", name); arg = term; if (!sub(/^[^=]*=/, "", arg)) arg = ""
		sub(/\]$/, "", arg)
		seen[name]
		if (help == "") problem = problem "; " name " has no help"
		if (name ~ /^--(help|version|db)$/) next
		if (arg == "") {
			joined = joined "\t" name; apart = apart "\t" name
			if (letter != "") letters = letters "\t-" letter
			next
		}
		given = value(arg, help)
		joined = joined "\t" name "=" given; apart = apart "\t" name "\t" given
		if (letter != "") letters = letters "\t-" letter "\t" given
	}
	END { flush() }' "$T"/helps/*
}

# Reads the next result, how a command ended, from descriptor 4.
result() { IFS=$TAB read -r code bytes lines first more <&4; }

# What came of it, for all that was asked.
answers() {
	questions
	runs <"$T/commands" >"$T/results"
	exec 4<"$T/results"
	while IFS='|' read -r what problem; do
		for words in '--name=value' '--name value' '-n value'; do
			result
			case $first in
			*'unknown option'* | *'requires the argument'* | *'requires an argument'* | *'takes no argument'* | *'takes one of'* | *'is not a number'*) problem="$problem; as $words: $first" ;;
			esac
		done
		result
		case "$code $lines $first" in
		'2 1 '*--no-such-option*) [ "$bytes" = 0 ] || problem="$problem; --no-such-option prints something" ;;
		*) problem="$problem; --no-such-option ends with $code: $first" ;;
		esac
		result
		[ "$code" != 0 ] && [ "$bytes" = 0 ] && [ "$lines" = 1 ] || problem="$problem; without a database it ends with $code: $first"
		is "$what: what the help lists is accepted, the rest refused" '' "$problem"
	done <"$T/asked"
	exec 4<&-
}

for program in $programs; do
	is "$program --version" "$program" "$($program --version | sed 's/ [0-9][0-9a-z.-]*$//')"
	# Those of one verb say at once what they take.
	if $program --help | head -n 1 | grep -q VERB; then
		verbs=$(verbs_of "$program")
		[ -n "$verbs" ] || verdict 1 "$program lists its verbs"
		for verb in $verbs; do
			ask "$program" "$verb"
		done
		$program >"$T/out" 2>"$T/error"
		is "$program without a verb shows the help as an error" '2 0' "$? $(wc -c <"$T/out" | tr -d ' ')"
		for type in $TYPES; do
			[ "$program" = "crm-$type" ] || continue
			is "$program has the shared verbs" 'list show count export add set copy edit rm merge import history fields' \
				"$(for verb in list show count export add set copy edit rm merge import history fields; do case "$NL$verbs$NL" in *"$NL$verb$NL"*) echo "$verb" ;; esac; done | paste -sd' ' -)"
			dry=$(cd "$T/helps" && for writer in add set copy edit rm merge import; do echo "$program $writer"; done | xargs -d "$NL" grep -L -e --dry-run)
			[ -z "$dry" ] || verdict 1 "all writers have --dry-run" "$dry"
		done
	else
		ask "$program"
	fi
done
answers
for pair in 'crm-lead convert' 'crm-deal stage' 'crm-task done' 'crm-event log' 'crm-user handover' 'crm-db schema' crm-undo crm-redo; do
	# shellcheck disable=SC2086
	like "$pair has --dry-run" '--dry-run' "$($pair --help)"
done

# No message names a verb that is not there. What stands for the noun, %s, is any type, or any document.
for program in $programs; do
	$program --help | head -n 1 | grep -q VERB && verbs_of "$program" | sed "s/^/$program /"
done >"$T/verbs"
{ verbs_of crm-quote; verbs_of crm-purchase; } | sed 's/^/crm-%s /' >>"$T/verbs"
(cd "$TESTS/.." && grep -rhoE --include='*.c' '"([^"\\]|\\.)*"' common cmd) | grep -oE 'crm-([a-z]+|%s) [a-z%]+' | sort -u >"$T/named"
ok 'messages name verbs' test "$(wc -l <"$T/named")" -gt 60
is 'and each of them is there' '' "$(cut -d ' ' -f 1 "$T/verbs" | sort -u | while read -r program; do
	grep "^$program " "$T/named" | grep -v ' %s$' | grep -vxFf "$T/verbs"
done)"

# crm NOUN VERB is crm-NOUN VERB.
is 'crm --help lists every command' "$(echo "$programs" | sed 's/^crm-//' | sort)" "$(crm --help | awk '/^  [a-z]/ { print $1 }' | sort)"
for program in $programs; do
	noun=${program#crm-}
	for words in --help --version 'list' 'show 1' 'list --format=json' 'count' 'fields' 'lst' 'list --colums=x' 'list nam=x' 'show 99' 'status --format=json' ''; do
		# shellcheck disable=SC2086
		for way in "crm-$noun" "crm $noun"; do
			{
				echo "== $words"
				echo "== $words" >&2
				$way $words
				echo "ends with $?"
			} >>"$T/$way" 2>>"$T/$way.error" </dev/null
		done
		[ "$program" = crm-undo ] || [ "$program" = crm-redo ] || continue
		break
	done
	is "crm $noun is $program" '' "$(diff "$T/crm-$noun" "$T/crm $noun"; diff "$T/crm-$noun.error" "$T/crm $noun.error")"
done
crm customer add name='two words' >/dev/null
is 'the journal has the program, whichever way it was called' "crm-customer add 'name=two words'" "$(crm-history | tail -n 1 | cut -f4)"
crm cutsomer list >"$T/out" 2>"$T/error"
is 'an unknown command' "2 crm: unknown command 'cutsomer'; did you mean 'customer'?" "$? $(cat "$T/out" "$T/error")"
crm ../bin/sh -c true >"$T/out" 2>"$T/error"
is 'a path is no command' '2 1' "$? $(cat "$T/out" "$T/error" | wc -l | tr -d ' ')"
crm >"$T/out" 2>"$T/error"
is 'crm alone shows the help as an error' '2 0' "$? $(wc -c <"$T/out" | tr -d ' ')"
is 'crm --version' 'crm' "$(crm --version | sed 's/ [0-9][0-9a-z.-]*$//')"
is 'all have one version' '1' "$(for program in crm $programs; do $program --version | sed 's/.* //'; done | sort -u | wc -l | tr -d ' ')"
if [ -w /dev/full ]; then
	for program in crm $programs; do
		$program --help >/dev/full 2>"$T/error"
		is "$program --help onto a full disk" '74 1' "$? $(wc -l <"$T/error" | tr -d ' ')"
	done
fi

# Options stand anywhere before --.
is 'options before, between and behind' 'c1' "$(crm-customer --format=ids list --limit 1 name=Alpha 2>&1)"
is 'an argument before the verb' 'c1' "$(crm-customer --format ids -n 1 list name=Alpha 2>&1)"
is 'an argument that looks like the verb' "crm-customer: no database at list; create one with: crm-db init list" "$(crm-customer --db list show c1 2>&1)"
is 'short options join' "$(crm-customer list --format=ids --limit=1)" "$(crm-customer list -fids -n1)"
is 'behind -- nothing is an option' "there is no customer called '--limit'" "$(crm-customer show -- --limit 2>&1 | sed 's/^crm-customer: //')"

# The tables of every program test themselves.
for program in "$CRM_BIN"/crm-*; do
	ok "$(basename "$program"): its verbs and options are whole" "$program" __lint
done

# The house: one face of SQLite, layers that look one way only.
root=$TESTS/..
is 'sqlite3_ is used in common/db only' 'common/db' "$(cd "$root" && grep -rl 'sqlite3_' cmd common | xargs -n 1 dirname | sort -u)"
is 'no message is read to learn what happened: errors have a code and a place' '' \
	"$(cd "$root" && grep -rnE '\<(str[a-z]*(cmp|str|chr|spn)|memcmp|sscanf)\([^;]*(error(->|\.)message|sqlite3_errmsg)' cmd common)"
is 'libical is included in one file' 'common/base/recurrence.c' "$(cd "$root" && grep -rl 'include <libical' cmd common | sort)"
is 'libxlsxwriter is included in one file' 'common/io/out_xlsx.c' "$(cd "$root" && grep -rl 'include <xlsxwriter' cmd common | sort)"
is 'sqlite3.h is included in one file' 'common/db/db_parts.h' "$(cd "$root" && grep -rl 'include <sqlite3.h>' cmd common | sort)"
# The map names the layers in their order.
layers=$(sed -n 's/^## `\([a-z]*\)\/`.*/\1/p' "$root/common/README.md")
is 'every layer is on the map' "$(cd "$root/common" && ls -d */ | sed 's/\///' | sort)" "$(echo "$layers" | sort)"
above=
for layer in $layers; do
	above="$above $layer"
	wrong=$(cd "$root/common/$layer" && grep -Hn '^#include "' ./*.[ch] | grep -vE "#include \"($(echo $above | tr ' ' '|'))/")
	is "common/$layer includes itself and the layers before it" '' "$wrong"
done

done_testing
