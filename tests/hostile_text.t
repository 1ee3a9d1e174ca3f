#!/bin/sh
# Text that no program may choke on, wherever it comes from: arguments, names of files, cells, and what stands in the database already.
. "$(dirname "$0")/lib.sh"

# ---- The command lines of the journal -----------------------------------------------------------------------------------
# An export with its history comes into an empty database, and leaves it again as the same text.
travels() { # WHAT
	ok "$1: crm-db check has no findings" crm-db check
	rm -rf out again other.db*
	crm-db export out --with-history && crm-db init other.db >/dev/null
	ok "$1: the export with history is imported" crm-db import out --db=other.db
	crm-db export again --with-history --db=other.db
	ok "$1: it is exported as the same text" diff -r out again
}
last_command() { crm-history --columns=command | tail -n 1; }

fresh
crm-customer add "name=$(printf 'Cafe\314\201')" >/dev/null
is 'a command line in NFD is recorded in NFC' "crm-customer add 'name=Café'" "$(last_command | cut -f 2)"
latin=$(printf 'list\351.csv')
printf 'name\nB\n' >"$latin"
crm-customer import "$latin" >/dev/null
is 'the name of a file that is not UTF-8 shows its bytes' "crm-customer import 'list<E9>.csv'" "$(last_command | cut -f 2)"
# The 500th byte is the second half of an é.
crm-customer set c1 "notes=$(printf '%0458d' 0)$(printf 'e\314\201%.0s' 1 2 3 4 5 6 7 8 9)" >/dev/null
is 'a long command line is cut between characters' 499 "$(last_command | cut -f 2 | tr -d '\n' | wc -c)"
crm-customer add "name=$(printf 'a\001\033[2J\tb')" >/dev/null
travels 'NFD, Latin-1, long and control bytes'
sqlite3 "$CRM_DB" "update change set command = cast(x'6CE9' as text), via = cast(x'65CC81' as text) where id = 3"
is 'crm-db check reports what an earlier program recorded' "$(printf 'ch3: via: the text is not in normal form C\nch3: command: byte 2 is not UTF-8')" \
	"$(crm-db check 2>/dev/null)"
crm-db check --fix >"$T/fixed" 2>&1
is 'crm-db check --fix makes it right' 0 "$?"
is 'as it would be recorded today' "l<E9>${TAB}é" "$(crm-history --columns=command,via | sed -n 3p | cut -f 2,3)"
travels 'after crm-db check --fix'

# ---- Words longer than the full-text table has them --------------------------------------------------------------------
fresh
crm-customer add name=A >/dev/null
word() { printf "$1%.0s" $(seq "$2"); } # PART COUNT
long() { # WHAT WORD
	printf '%s end' "$2" | crm-customer set c1 --file=notes=- >/dev/null
	ok "$1: the words in the table are those of the record" crm-db check
	printf '%s' "$2" | cut -b 1-201 >word
	is "$1: the record is found by its beginning" c1 "$(crm-find --format=ids "$(cat word)")"
	is "$1: and by the word after it" c1 "$(crm-find --format=ids end)"
}
long 'a word of 40,000 bytes' "$(word x 40000)"
long 'a word of 32,768 bytes' "$(word x 32768)"
long 'a word of 32,769 bytes' "$(word x 32769)"
long 'a word that is cut within a character' "z$(word я 20000)"
long 'a word of base64' "$(head -c 60000 /dev/zero | base64 -w 0)"
crm-undo >/dev/null
ok 'an undo takes out what was put in' crm-db check
crm-customer rm c1 >/dev/null
ok 'and a removal' crm-db check

# ---- What acts on a terminal, or hides on it ----------------------------------------------------------------------------
fresh
separator=$(printf '\342\200\250') mark=$(printf '\357\273\277') tag=$(printf '\363\240\201\201') unassigned=$(printf '\363\240\200\202')
hidden="a$(printf '\033]0;owned\007')b${separator}c${mark}d${tag}e${unassigned}f"
shown='a^[]0;owned^Gb<U+2028>c<U+FEFF>d<U+E0041>e<U+E0002>f'
crm-customer add name="$hidden" notes="$hidden" >/dev/null
crm-note add c1 "$hidden" >/dev/null
on_terminal() { NO_COLOR=1 TERM=dumb script -qec "$1" /dev/null </dev/null 2>&1; }
raw() { LC_ALL=C grep -c -e "$(printf '\033')]" -e "$(printf '\007')" -e "$separator" -e "$mark" -e "$tag" -e "$unassigned"; }
for verb in list show export; do
	for format in table tsv csv json ndjson yaml; do
		[ "$verb" = show ] && operand=c1 || operand=
		on_terminal "crm-customer $verb $operand --format=$format" >"$T/seen"
		is "crm-customer $verb --format=$format sends nothing to a terminal that acts" 0 "$(raw <"$T/seen")"
		ok "though it is printed: $verb --format=$format" grep -q owned "$T/seen"
	done
done
like 'it is shown in full' "$shown" "$(on_terminal 'crm-customer export --columns=name')"
like 'and in a list' "$shown" "$(COLUMNS=200 on_terminal 'stty cols 200; crm-customer list --columns=name')"
printf 'fields:\n  customer:\n    x_a: {label: "a\\e]0;owned\\ab\\U000e0041", kind: text}\n' >schema.yaml
for command in 'crm-db schema diff schema.yaml' 'crm-db schema apply schema.yaml' 'crm-db schema show' 'crm-history --format=tsv' 'crm-db diff out . 2>&1' \
	'crm-customer history c1' 'crm-find owned' 'crm-customer set c1 name=x --dry-run' 'crm-dedupe customer' 'crm-db check'; do
	on_terminal "$command" >"$T/seen"
	is "$command sends nothing to a terminal that acts" 0 "$(raw <"$T/seen")"
done
is 'a pipe gets the bytes' 1 "$(crm-customer list --columns=name | raw)"
travels 'all of that'
for format in json ndjson csv; do
	crm-customer export --format=$format >"all.$format"
	rm -f other.db*
	crm-db init other.db zone=Asia/Shanghai currency=CNY country=86 area=21 >/dev/null
	crm-customer import "all.$format" --db=other.db >/dev/null
	is "it comes back from $format" "$(crm-customer export --columns=name)" "$(crm-customer export --columns=name --db=other.db)"
done
crm-db schema show >shown.yaml
is 'and from the schema' '' "$(crm-db schema diff shown.yaml)"

# ---- Regular expressions ------------------------------------------------------------------------------------------------
fresh
head -c 100000 /dev/zero | tr '\0' a >long
crm-customer add name=A --file=notes=long >/dev/null
is 'a long text is matched in one pass' 0 "$(timeout 20 crm-customer count 'notes~/a.*a.*x/')"
fails 65 'takes too long on a text of 100000 bytes' 'what could take hours is refused' timeout 20 crm-customer list 'notes~/(a|b)*a(a|b){100}x/'

# ---- A clock that runs backwards ----------------------------------------------------------------------------------------
fresh
at() { CRM_NOW="2026-03-0$1T12:00:00+08:00"; }
at 1; crm-customer add name=first >/dev/null
at 5; crm-customer add name=second >/dev/null
at 3; crm-customer set c2 city=Wuxi name=third >/dev/null # two days back
at 7; crm-customer set c2 city=Suzhou >/dev/null
at 9
is 'the past has changes in their order: none is taken back under one that stays' "c1${TAB}first$TAB${NL}c2${TAB}third${TAB}Wuxi" \
	"$(crm-customer list --columns=name,city --as-of=2026-03-04)"
is 'before all that' "c1${TAB}first$TAB" "$(crm-customer list --columns=name,city --as-of=2026-03-02)"
is 'and after' "c1${TAB}first$TAB${NL}c2${TAB}third${TAB}Wuxi" "$(crm-customer list --columns=name,city --as-of=2026-03-06)"
CRM_NOW='2026-03-05T09:00:00+08:00'

# ---- CSV for spreadsheets ------------------------------------------------------------------------------------------------
fresh
for start in "$TAB" "$(printf '\r')" "$NL" "'$TAB" "''$NL"; do
	crm-note add title=T "body=$start=1+1" >/dev/null
done
crm-note export --format=csv --columns=body >guarded.csv
is 'a cell that begins with TAB, CR or LF gains an apostrophe' 5 "$(grep -c "^n[0-9]*,\"*'" guarded.csv)"
crm-note export --format=ndjson --columns=ref,body >before
crm-note export --format=csv >guarded.csv
rm -f other.db*
crm-db init other.db >/dev/null
crm-note import guarded.csv --db=other.db >/dev/null
is 'which an import takes off again' "$(cat before)" "$(crm-note export --format=ndjson --columns=ref,body --db=other.db)"

# ---- UTF-8 that lost a byte ------------------------------------------------------------------------------------------------
fresh
firms='上海泵业有限公司 北京水务集团 王小明'
lost() { # LINE COLUMN WHAT
	fails 65 "cut.csv:$1:$2: the byte" "$3" crm-customer import cut.csv
}
printf 'name\n上海泵业有限公司\n北京\344\270\n' >cut.csv
lost 3 3 'a character without its end at the end of a line'
printf 'name\n上\265\267泵业有限公司\n北京\n' >cut.csv
lost 2 2 'a character without its beginning'
printf 'name\n北京\344\270' >cut.csv
lost 2 3 'the file ends within a character'
printf 'name,city\n上海泵业有限公司,上\346\265\n' >cut.csv
lost 2 11 'in the last cell'
for firm in $firms 发票抬头 壹拾壹元整 已归档 联通 浙江; do
	printf 'name\n%s\n' $firm | iconv -t GB18030 >whole.csv
	crm-customer import whole.csv >/dev/null 2>&1
	is "GB18030 is still read: $firm" "$firm" "$(crm-customer list --columns=name | tail -n 1 | cut -f 2)"
done
# A few rare characters are as good in another encoding: who wrote them says so.
for firm in 镕基 喆; do
	printf 'name\n%s\n' $firm | iconv -t GB18030 >whole.csv
	fails 65 'say which: --encoding=' "GB18030 or not: $firm" crm-customer import whole.csv
	crm-customer import whole.csv --encoding=GB18030 >/dev/null 2>&1
	is "GB18030: $firm" "$firm" "$(crm-customer list --columns=name | tail -n 1 | cut -f 2)"
done

# ---- More references than memory ---------------------------------------------------------------------------------------
fresh
crm-customer add name=A >/dev/null
crm-customer add name=B >/dev/null
limit=110000
{ (ulimit -v $limit && crm-db --version) || limit=unlimited; } >/dev/null 2>&1 # a sanitizer wants terabytes of it
is 'the same reference two million times, in little memory' 2000000 "$(yes c1 | head -n 2000000 | (ulimit -v $limit; crm-customer set - class=A) | wc -l | tr -d ' ')"
is 'every operand has its reference' 'c2 c1 c2 c2 c1' "$(printf 'c2\nc1\nc2\nc2\nc1\n' | crm-customer set - class=B | xargs)"
is 'from both sources' 'c1 c2 c1' "$(printf 'c2\nc1\n' | crm-customer set c1 - class=A | xargs)"
is 'a name is an argument beside them too' 'c2 c1' "$(echo c1 | crm-customer set B - class=A | xargs)"
fails 1 'standard input:4: there is no customer c9' 'the line of a reference' sh -c "printf '# no\nc1\n\nc9\n' | crm-customer set B - class=A"

done_testing
