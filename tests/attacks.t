#!/bin/sh
# shellcheck disable=SC2016,SC2012,SC2086,SC2089,SC2090,SC2018,SC3045,SC2059,SC2317,SC2002
# A table of attacks: what people who mean harm put into fields, files, words and directories, and what comes of it.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"

ESC=$(printf '\033')
MEMORY=400000 # KiB of address space, of which a quarter is used; the address sanitizer needs all there is
mode() { stat -c %a "$1" 2>/dev/null || stat -f %Lp "$1"; }
case $CRM_BIN in *address*) MEMORY=unlimited ;; esac
limited() { (ulimit -v $MEMORY; "$@"); }
# Ends with CODE, tells one line that contains PART and no control bytes; standard input is FILE.
stops() { # CODE PART WHAT FILE COMMAND…
	expected=$1 part=$2 what=$3 file=$4
	shift 4
	limited "$@" <"$file" >out 2>err
	got=$?
	if [ $got != "$expected" ] || ! one_line <err || LC_ALL=C grep -q '[[:cntrl:]]' err; then
		verdict 1 "$what" "expected exit code $expected and one clean line, got $got of: $*" "$(head -c 2000 err)"
	else
		like "$what" "$part" "$message"
	fi
}
world() {
	fresh
	crm-customer add name=Firm >/dev/null
	crm-contact add name=Person customer=c1 >/dev/null
	crm-lead add name=Lead >/dev/null
	crm-deal add name=Deal customer=c1 close_on=2026-06-01 >/dev/null
	crm-task add subject=Task about=c1 >/dev/null
	crm-event add subject=Event about=c1 starts_at=today >/dev/null
	crm-note add title=Note body=Body about=c1 >/dev/null
	crm-campaign add name=Campaign >/dev/null
	crm-supplier add name=Supplier >/dev/null
	crm-product add name=Product >/dev/null
	crm-pricebook add name=Prices >/dev/null
	crm-rate add currency=EUR rate=8 >/dev/null
	crm-quote add customer=c1 subject=Quote >/dev/null
	crm-order add customer=c1 >/dev/null
	crm-order line so1 add product=pr1 price=1 >/dev/null
	crm-order deliver so1 >/dev/null
	crm-order add customer=c1 >/dev/null
	crm-purchase add supplier=su1 >/dev/null
	crm-bill add supplier=su1 >/dev/null
	crm-invoice add customer=c1 >/dev/null
	crm-fapiao add customer=c1 number=26312000000012345678 >/dev/null
	crm-payment add customer=c1 amount=1 >/dev/null
	crm-asset add serial=S1 product=pr1 customer=c1 >/dev/null
	crm-ticket add title=Ticket customer=c1 >/dev/null
	crm-faq add question=Question answer=Answer >/dev/null
	crm-template add name=Template subject=Subject body=Body >/dev/null
	crm-mail add subject=Mail to=a@b.example body=Body >/dev/null
	echo content >content.txt
	crm-file add c1 content.txt >/dev/null
	crm-folder add name=Folder >/dev/null
	crm-report add name=Report from=deal group=stage columns=count >/dev/null
	crm-target add name=Target person=u1 measure=calls period=2026-03 value=5 >/dev/null
}

# ---- SQL in every field -----------------------------------------------------------------------------------------------
world
SQL="x', 1); drop table customer; --\") or \"1\"=\"1"
tables() { sqlite3 "$CRM_DB" "select count(*) from sqlite_master where type = 'table'" 2>/dev/null || crm-db check; }
before=$(tables)
fields() { crm-$type list "$1" --columns=all --format=ndjson | jq -r 'keys_unsorted[] | select(. != "ref")'; }
# Every writable text field of every type; of the others, that nothing but the value is refused.
for type in $TYPES; do
	reference=$(crm-$type list --format=ids | grep '[0-9]$' | tail -n 1) # the newest: what was delivered of an order is frozen; reports that ship have names
	wrong=
	fields "$reference" >names
	while read -r field; do printf '%s\t%s\t%s\t%s=%s\n' "crm-$type" set "$reference" "$field" "$SQL"; done <names | runs >err
	refused=$(grep -vc "^0$TAB" err)
	taken=$(paste err names | sed -n "s/^0$TAB.*$TAB//p" | paste -sd' ' -)
	grep -i 'sqlite\|syntax error\|no such column\|near "' err >said && wrong="$wrong $(cat said)"
	crm-$type show "$reference" --columns=all --format=ndjson |
		jq -r 'to_entries[] | "\(.key)\t\(.value | if type == "array" then .[0] else . end)"' >record
	while IFS=$TAB read -r field got; do
		case " $taken " in *" $field "*) ;; *) continue ;; esac
		case $field in tags | aliases | why) continue ;; esac # lists, sorted; what a hand-over says is in its row
		case $got in "$SQL" | [a-z]1 | [a-z][a-z][12]) ;; *) wrong="$wrong $field: $got" ;; esac # a reference: to the record that is called so by now
	done <record
	set -- $taken
	[ $# -gt 0 ] || wrong="$wrong: no field took it"
	is "SQL in the $# text fields of $type is text; $refused others refuse the value" '' "$wrong"
done
# … in every filter, column, order, option and word.
for type in $TYPES; do
	fields --limit=1 >names
	while read -r field; do printf "$field%s$SQL\n" = '~' .ge=; done <names >terms
	sed "s/^/crm-$type${TAB}list$TAB--$TAB/" terms | runs >err
	wrong=$(paste err terms | grep -Ev "^(0|1|2|65)$TAB")
	grep -i 'sqlite\|syntax error\|no such column\|near "' err >said && wrong="$wrong $(cat said)"
	is "SQL in the filters of $type" '' "$wrong"
done
nul=/dev/null
for words in "list|--columns=name\",(select 1)" "list|--sort=name;drop table customer" "list|--sort=-name\" desc, (select 1)--" \
	"list|@x'; drop table customer" "list|--as-of='; drop table customer" "set|c1|name\"=\"x=1"; do
	IFS='|'
	set -- $words
	unset IFS
	stops 2 '' "SQL as a name: $words" $nul crm-customer "$@" || true
done
is 'SQL as the name of a record' c1 "$(crm-customer show "$SQL" --format=ids)"
is 'SQL as words' '' "$(crm-customer list "$SQL=1" 'NEAR(a b)' 'x*' '{name}:x' '"' 2>&1)"
is 'SQL as words to find' '' "$(crm-find 'NEAR(a b)' 'zz*' '{name}:x' 'a" OR "b' 'zz AND NOT' 2>&1)"
printf 'name\nA\n' >f.csv
stops 2 'unknown field' 'SQL as a key' $nul crm-customer import f.csv "--key=name\";--"
printf '%s\tx\n' 'name"); drop table customer; --' >f.tsv
stops 65 'f.tsv:1' 'SQL in a header' $nul crm-customer import f.tsv
printf 'fields:\n  customer:\n    \047x"); drop table customer; --\047: {kind: text}\n' >schema.yaml
stops 65 'schema.yaml:3' 'SQL as the name of a custom field' $nul crm-db schema apply schema.yaml
is 'all tables are there' "$before" "$(tables)"
ok 'and the database is sound' crm-db check

# ---- Terminal escapes -------------------------------------------------------------------------------------------------
world
EVIL="${ESC}]0;owned$(printf '\007')${ESC}[2J$(printf '\302\233')31m$(printf '\342\200\256')evil"
crm-customer set c1 "name=$EVIL" "notes=$EVIL" "tags=$EVIL" >/dev/null
acts() { LC_ALL=C grep -c "$(printf '[\001-\010\013-\037\177]\\|\302[\200-\237]\\|\342\200\256')" "$1"; }
for command in 'crm-customer list --format=table' 'crm-customer show c1 --format=table' 'crm-customer history c1 --format=table' 'crm-history --format=table' \
	'crm-contact list --format=table' 'crm-task show t1 --format=table' 'crm-contact list --format=json' 'crm-customer list --format=yaml' 'crm-find evil --format=table'; do
	$command >out 2>&1
	is "nothing that acts on a terminal: $command" 0 "$(acts out)"
done
for words in "list|$EVIL=1" "list|--$EVIL" "$EVIL" "show|x$EVIL" "set|c1|parent=x$EVIL" "list|--format=$EVIL" "list|--db=$EVIL" "import|$EVIL" "list|--as-of=$EVIL" "list|--where=name=/[$EVIL/"; do
	IFS='|'
	set -- $words
	unset IFS
	crm-customer "$@" >/dev/null 2>out </dev/null
	is "a message quotes it harmlessly: crm-customer $(printf %s "$1" | tr -cd 'a-z') …" '1 0' "$(wc -l <out | tr -d ' ') $(acts out)"
done
printf 'name,%s\nx,y\n' "$EVIL" >f.csv
crm-customer import f.csv >/dev/null 2>out
is 'a message about a file too' '1 0' "$(wc -l <out | tr -d ' ') $(acts out)"
touch "$EVIL.csv"
crm-customer import "$EVIL.csv" >/dev/null 2>out
is 'and about the name of one' '1 0' "$(wc -l <out | tr -d ' ') $(acts out)"

# ---- Formulas of spreadsheets -----------------------------------------------------------------------------------------
world
crm-customer rm c1 --cascade >/dev/null
# shellcheck disable=SC2089
set -- '=1+1' "=cmd|' /C calc'!A0" '+1+1' '-1+1' '@SUM(A1)' "'=1" "'" "''@" '=HYPERLINK("http://x","y")' "=1${NL}=2" 'plain'
for formula; do crm-lead add "name=$formula" "company=$formula" >/dev/null || verdict 1 "add $formula"; done
crm-lead export --format=csv >f.csv
is 'no cell of a CSV begins like a formula' 0 "$(grep -v "^=2" f.csv | grep -c '\(^\|,\)"\{0,1\}[=+@-]')"
crm-lead list --format=ndjson --columns=name,company | jq -c 'del(.ref)' | sort >before
fresh
ok 'our own CSV comes back' crm-lead import f.csv
crm-lead list --format=ndjson --columns=name,company | jq -c 'del(.ref)' | sort >after
is 'with every formula as it was, as text' "$(cat before)" "$(cat after)"
is "somebody else's CSV is taken as it is" "'=1+1" "$(printf "name\n'=1+1\n" >other.csv; crm-lead list "$(crm-lead import other.csv)" --columns=name --format=ndjson | jq -r .name)"

# ---- $(…) through completion ------------------------------------------------------------------------------------------
world
cd "$(mktemp -d "$T/lure.XXXXXX")" || exit 1
i=0
for name in '$(touch pwned)' '`touch pwned`' '"; touch pwned; "' "'; touch pwned; '" 'x|touch pwned' 'x>pwned' 'x&touch pwned&' '${IFS}x' '!touch' '~root' '*' '\$(touch pwned)' "a${NL}touch pwned" "$(printf 'x\ttouch pwned')" '(touch pwned)'; do
	crm-customer add "name=zz$name" >/dev/null
	i=$((i + 1))
done
for quote in '' '"' "'"; do
	crm-deal __complete --shell=bash --cword=2 -- crm-deal list "customer=${quote}zz" | cut -f1 >../offers
	# bash reads one word of each candidate, and runs nothing. It leaves customer= in place and closes the quote itself.
	bash -c 'while IFS= read -r offer; do
		eval "words=(customer=$0$offer$0)" || exit 1
		[ ${#words[@]} = 1 ] || { echo "${#words[@]} words: $offer"; exit 1; }
		printf "%s\n" "${words[0]#customer=}"
	done' "$quote" <../offers >../eval 2>&1 || verdict 1 "candidates behind customer=$quote are single words" "$(cat ../eval)"
	like "a candidate behind customer=$quote is the name" 'zz$(touch pwned)' "$(cat ../eval)"
	is "and nothing runs" 0 "$(ls | wc -l | tr -d ' ')"
done
cd "$T" || exit 1

# ---- Newlines and other bytes in references ---------------------------------------------------------------------------
world
crm-customer add "name=one${NL}c1${NL}two" "notes=c1${TAB}c1" >/dev/null
is 'a newline in a name makes no reference in TSV' 'c1 c2' "$(crm-customer list | cut -f1 | paste -sd' ' -)"
is 'nor in a list of references' 'c1 c2' "$(crm-customer list --format=ids | paste -sd' ' -)"
is 'nor in CSV, read back by us' "c1 c2" "$(crm-customer list --format=csv --columns=name >f.csv; crm-customer import f.csv --dry-run --key=ref >/dev/null 2>&1; crm-customer list --format=ids | paste -sd' ' -)"
printf 'l1\n' >in
stops 1 'c1' 'a reference with a newline' $nul crm-customer show "c1${NL}c2"
stops 1 'c1' 'set by it' $nul crm-customer set "c1${NL}c2" class=A
is 'a range with one' '' "$(crm-customer list "c1..${NL}c2")"
printf 'c1\001\n' >in
stops 65 '' 'a control byte behind one' in crm-customer set - class=A
printf 'c1\r\r\n' >in
stops 65 '' 'two returns' in crm-customer set - class=A
for word in c0 c-1 c01 'c1;c2' 'c1 c2'; do
	stops 1 '' "no record: $word" $nul crm-customer show "$word"
done
for word in c99999999999999999999 c1..c99999999999999999; do
	stops 2 '15 digits' "no reference: $word" $nul crm-customer show "$word"
done

# ---- 100 MB in one line, a million brackets ----------------------------------------------------------------------------
world
head -c 100000000 /dev/zero | tr '\0' x >long
brackets() { head -c "$1" /dev/zero | tr '\0' "$2"; }
brackets 1000000 '[' >deep
brackets 1000000 '{' >braces
awk 'BEGIN { for (i = 0; i < 1000000; i++) printf "{\"a\":" }' >objects
quickly() { # COMMAND…: at most ten seconds, whatever the machine is doing
	timeout 10 "$@"
}
{ printf 'name,notes\nA,'; cat long; } >f.csv
stops 65 'f.csv:2:1: the row is longer than 64 MiB' 'CSV, a cell' $nul quickly crm-customer import f.csv
{ printf 'name,notes\nA,"'; tr x '\n' <long; } >f.csv
stops 65 'f.csv:2:3: the cell is longer than 16 MiB' 'CSV, an open quote' $nul quickly crm-customer import f.csv
stops 65 'long:1:' 'CSV, a header' $nul quickly crm-customer import long
{ printf 'name\tnotes\nA\t'; cat long; } >f.tsv
stops 65 'f.tsv:2:1: the row is longer than 64 MiB' 'TSV, a cell' $nul quickly crm-customer import f.tsv
{ printf '{"name":"'; cat long; } >f.ndjson
stops 65 'f.ndjson:1:' 'NDJSON, a string' $nul quickly crm-customer import f.ndjson
{ printf '{"name":'; tr x 9 <long; printf '}\n'; } >f.ndjson
stops 65 'f.ndjson:1:' 'NDJSON, a number of 100 million digits' $nul quickly crm-customer import f.ndjson
stops 65 'standard input:1:1: the line is longer than 64 MiB' 'operands' long quickly crm-customer set - class=A
stops 65 'standard input:1:1: the line is longer than 64 MiB' 'assignments in a batch' long quickly crm-customer set --batch=-
stops 65 'long' 'a schema' $nul quickly crm-db schema apply long
stops 65 'long:1:1: the line is longer than 64 MiB' 'a plan' $nul quickly crm-customer import --apply=long
stops 65 'name: the value is longer than 16 MiB' 'a file for a field' $nul quickly crm-customer set c1 --file=name=long
cp long crm.yaml
stops 78 'crm.yaml' 'configuration' $nul quickly crm-customer list
rm -f crm.yaml f.csv f.tsv f.ndjson
cp deep f.json
stops 65 'f.json:1:' 'JSON, a million [' $nul quickly crm-customer import f.json
cp objects f.ndjson
stops 65 'f.ndjson:1:' 'NDJSON, a million {"a":' $nul quickly crm-customer import f.ndjson
{ printf '{"name":'; cat deep; } >f.ndjson
stops 65 'f.ndjson:1:' 'NDJSON, a value' $nul quickly crm-customer import f.ndjson
stops 65 'standard input:1' 'operands' objects quickly crm-customer set - class=A
stops 65 'deep:1:' 'YAML, a million [' $nul quickly crm-db schema apply deep
stops 65 'braces:1:' 'YAML, a million {' $nul quickly crm-db schema apply braces
awk 'BEGIN { for (i = 0; i < 1400; i++) { printf "%*sa:\n", i, "" } }' >block
stops 65 'block:' 'YAML, a deep block' $nul quickly crm-db schema apply block
{ printf 'filters:\n  customer:\n    deep: "'; awk 'BEGIN { for (i = 0; i < 1000000; i++) printf "[ " }'; printf 'name=a"\n'; } >filter
stops 65 'filter:3:' 'a saved filter of a million [' $nul quickly crm-db schema apply filter
stops 2 '' 'a filter of 60,000 [' $nul quickly crm-customer list --where="$(awk 'BEGIN { for (i = 0; i < 60000; i++) printf "[ " }')name=a"
stops 2 '' 'a filter of 25,000 not' $nul quickly crm-customer list --where="$(awk 'BEGIN { for (i = 0; i < 25000; i++) printf "not " }')name=a"
stops 2 '' 'an expression of 100,000 (' $nul quickly crm-customer list "name=/$(brackets 100000 '(')/"
stops 2 '' 'an expression that repeats repetitions' $nul quickly crm-customer list 'name=/((((a{99}){99}){99}){99}){99}/'
stops 2 '' 'bound upon bound' $nul quickly crm-customer list "name=/a$(awk 'BEGIN { for (i = 0; i < 300; i++) printf "{9}" }')/"
stops 2 '' 'a path of 20,000 steps' $nul quickly crm-customer list "$(awk 'BEGIN { for (i = 0; i < 18000; i++) printf "parent." }')name=a"
stops 65 '' 'a number of 100,000 digits' $nul quickly crm-customer set c1 "credit_limit=$(brackets 100000 9)"
stops 65 '' 'an offset of 100,000 digits' $nul quickly crm-task set t1 "due_on=+$(brackets 100000 9)d"
awk 'BEGIN { printf "name,customer,close_on,contacts\nMany,c1,2026-06-01,\"p1"; for (i = 2; i < 400000; i++) printf ",p%d", i; print "\"" }' >many.csv
stops 65 'many.csv:2:' 'a list of 400,000 references' $nul quickly crm-deal import many.csv
printf 'a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n' >laughs
stops 65 'laughs:1:4: ' 'YAML that multiplies' $nul quickly crm-db schema apply laughs
rm -f long deep braces objects f.* filter many.csv
is 'nothing was written' '1 1' "$(crm-customer count) $(crm-deal count)"

# ---- Bytes that are no text -------------------------------------------------------------------------------------------
world
# Each is refused by every reader, with the place of the byte.
for bytes in 'NUL:\000' 'overlong:\300\257' 'overlong-3:\340\200\257' 'overlong-NUL:\300\200' 'surrogate:\355\240\200' 'beyond:\364\220\200\200' 'lone:\200' 'cut:\344\270' 'FF:\377'; do
	bad=${bytes%%:*} byte=${bytes#*:}
	printf "name,notes\nA,ok\nB,\346\242\205x${byte}y\n" >f.csv
	# What is no UTF-8 may be GB18030, unless UTF-8 is asked for.
	stops 65 'f.csv:3:5: ' "CSV: $bad" $nul crm-customer import f.csv --encoding=UTF-8
	printf "name\tnotes\nA\tok\nB\t\346\242\205x${byte}y\n" >f.tsv
	stops 65 'f.tsv:3:5: ' "TSV: $bad" $nul crm-customer import f.tsv --encoding=UTF-8
	printf "{\"name\":\"A\"}\n{\"name\":\"\346\242\205${byte}\"}\n" >f.ndjson
	stops 65 'f.ndjson:2:11: ' "NDJSON: $bad" $nul crm-customer import f.ndjson --encoding=UTF-8
	printf "currency: CNY\narea: \"\346\242\205${byte}\"\n" >schema.yaml
	stops 65 'schema.yaml:2:' "YAML: $bad" $nul crm-db schema apply schema.yaml
	printf "c1\nc${byte}1\n" >in
	stops 65 'standard input:2:2: ' "operands: $bad" in crm-customer set - class=A
	printf "c1 class=A\nc1 name=${byte}\n" >in
	stops 65 'standard input:2:' "batch: $bad" in crm-customer set --batch=-
	printf "#crm-plan\t1\tcustomer\tx${byte}\t1\n" >plan
	stops 65 'plan:1:' "plan: $bad" $nul crm-customer import --apply=plan
	printf "language: ${byte}\n" >crm.yaml
	stops 78 'crm.yaml:1:' "configuration: $bad" $nul crm-customer list
	rm crm.yaml
	printf "x${byte}y" >text
	stops 65 'text' "a file for a field: $bad" $nul crm-customer set c1 --file=notes=text
	[ "$bad" = NUL ] && continue
	word=$(printf "x${byte}y")
	stops 2 '' "an argument: $bad" $nul crm-customer set c1 "name=$word"
	stops 2 '' "a filter: $bad" $nul crm-customer list "name=$word"
	stops 2 '' "a string of filters: $bad" $nul crm-customer list --where="name=$word"
	crm-customer show "$word" >/dev/null 2>err
	is "a name: $bad" '1 1' "$? $(wc -l <err | tr -d ' ')"
	crm-find "$word" >out 2>err
	is "words to find: $bad" '2 1' "$? $(wc -l <err | tr -d ' ')"
	is "completion offers nothing: $bad" '0 0' "$(crm-customer __complete --shell=bash --cword=2 -- crm-customer list "name=$word" 2>&1 | wc -l | tr -d ' ') $?"
done
is 'nothing was written' "Firm" "$(crm-customer list --columns=name | cut -f2)"
ok 'and the database is sound' crm-db check

# ---- Byte order marks and line ends -----------------------------------------------------------------------------------
world
BOM=$(printf '\357\273\277')
names() { crm-customer list "$@" --columns=name | cut -f2- | paste -sd'|' -; }
printf '%sname,notes\r\nA1,x\r\nA2,y\nA3,z\r\n' "$BOM" >f.csv
ok 'CSV: mark and mixed ends' crm-customer import f.csv
is 'are no part of names' 'A1|A2|A3' "$(names 'name=/^A/')"
is 'nor of values' 3 "$(crm-customer count 'notes=/^[xyz]$/')"
printf '%s#ref\tname\r\n\tB1\r\n\tB2\n' "$BOM" >f.tsv
ok 'TSV' crm-customer import f.tsv
printf '%s{"name":"B3"}\r\n{"name":"B4"}\n' "$BOM" >f.ndjson
ok 'NDJSON' crm-customer import f.ndjson
is 'no part of names' 'B1|B2|B3|B4' "$(names 'name=/^B/')"
printf 'name,notes\rC1,x\rC2,y\r' >f.csv
ok 'CSV: ends of old' crm-customer import f.csv
is 'are ends' 'C1|C2' "$(names 'name=/^C/')"
printf 'name,notes\n"D1","a\r\nb\rc\nd"\n' >f.csv
ok 'CSV: ends within quotes' crm-customer import f.csv
is 'are text' 'a\r\nb\rc\nd' "$(crm-customer list 'name=/^D/' --columns=notes | cut -f2)"
printf '%scountry: "49"\r\narea: "9"\n' "$BOM" >schema.yaml
ok 'YAML' crm-db schema apply schema.yaml
printf '%sc1\r\nc2\nc3\r\n' "$BOM" >in
is 'operands' 'c1|c2|c3' "$(crm-customer set - class=A <in | paste -sd'|' -)"
printf '%slanguage: en\r\ncolour: never\n' "$BOM" >crm.yaml
ok 'configuration' crm-customer list
rm crm.yaml
printf 'name\nE%s1\n' "$BOM" >f.csv
crm-customer import f.csv >/dev/null
is 'a mark within a name is not lost' 1 "$(crm-customer list name~E --format=ndjson --columns=name | jq -r .name | LC_ALL=C grep -c "$BOM")"

# ---- Files: modes, links, directories of others -----------------------------------------------------------------------
world
mkdir -p lure/tmp && cd lure || exit 1
umask 000
cp "$CRM_DB" "$T/copy.db"
printf 'name\nA\nB\n' >f.csv
export EDITOR="$T/lure/editor" TMPDIR="$T/lure/tmp"
# shellcheck disable=SC2016
printf '#!/bin/sh\nstat -c "%%a" "$1" "$(dirname "$1")" 2>/dev/null | paste -sd" " - >%s/seen\n' "$T/lure" >editor
chmod 755 editor
crm-customer edit c1 >/dev/null 2>&1
is 'what the editor sees is for the user alone, whatever the umask' '600 700' "$(cat seen)"
is 'and nothing is left of it' 0 "$(ls -A tmp | wc -l | tr -d ' ')"
cat f.csv | crm-customer import - --dry-run >/dev/null
is 'nor of an import through a pipe' 0 "$(ls -A tmp | wc -l | tr -d ' ')"
backup=$(crm-db backup "$T/lure/backup.db")
is 'a backup is for the user alone' 600 "$(mode "$backup")"
printf 'precious\n' >victim
ln -s victim link.db
crm-db backup "$T/lure/link.db" >/dev/null 2>err
is 'a backup does not go through a link' '73 precious' "$? $(cat victim)"
ln -s nowhere dangling.db
crm-db backup "$T/lure/dangling.db" >/dev/null 2>err
is 'nor through one that leads nowhere' '73 no' "$? $([ -e nowhere ] && echo yes || echo no)"
crm-db init "$T/lure/dangling.db" >/dev/null 2>err
is 'nor is a database made through one' '73 no' "$? $([ -e nowhere ] && echo yes || echo no)"
crm-customer import f.csv --plan=f.csv >/dev/null 2>err
is 'a plan does not overwrite what it is made from' "A B" "$(sed 1d f.csv | paste -sd' ' -)"
ln -s f.csv alias.csv
crm-customer import f.csv --plan=alias.csv >/dev/null 2>err
is 'under another name either' "A B" "$(sed 1d f.csv | paste -sd' ' -)"
ln f.csv hard.csv
crm-customer import f.csv --keep-going --rejects=hard.csv >/dev/null 2>err
is 'nor do rejects' "A B" "$(sed 1d f.csv | paste -sd' ' -)"
# A directory for temporary files that is a link, or that is not there.
ln -s tmp linked
(TMPDIR=$T/lure/linked && export TMPDIR && crm-customer edit c1) >/dev/null 2>&1
is 'a temporary directory behind a link' '600 700 0' "$(cat seen) $(ls -A tmp | wc -l | tr -d ' ')"
(TMPDIR=$T/lure/none && export TMPDIR && cat f.csv | crm-customer import - --dry-run) >/dev/null 2>err
is 'one that is not there' '73 1' "$? $(wc -l <err | tr -d ' ')"
# A directory that somebody prepared: its crm.yaml must be one's own, and names no program.
ln -s /etc/hostname crm.yaml 2>/dev/null
crm-customer list >/dev/null 2>err
is 'crm.yaml that is a link to some other text' 78 $?
rm -f crm.yaml
printf 'editor: touch pwned\n' >crm.yaml && chmod 600 crm.yaml
stops 78 'crm.yaml:1:1: editor' 'crm.yaml with a program' $nul crm-customer edit c1
mkfifo pipe
rm crm.yaml && ln -s pipe crm.yaml
timeout 5 crm-customer list >/dev/null 2>err
is 'crm.yaml that is a pipe does not stall' '78 1' "$? $(wc -l <err | tr -d ' ')"
rm crm.yaml pipe
if [ "$(id -u)" = 0 ]; then
	chmod 711 "$T" && chmod 777 . && mkdir "$T/bin" && cp "$CRM_BIN"/crm-customer "$CRM_BIN"/crm-db "$T/bin"
	stranger() { setpriv --reuid=54321 --regid=54321 --clear-groups env HOME=/nonexistent "$@"; }
	printf 'language: en\n' >crm.yaml && chown 54322 crm.yaml
	stops 78 'somebody else can write' 'crm.yaml of somebody else' $nul crm-customer list
	rm crm.yaml
	chmod 600 "$CRM_DB"
	stops 77 'permission' 'a database of somebody else' $nul stranger "$T/bin/crm-customer" list --db="$CRM_DB"
	chmod 644 "$T/copy.db"
	is 'one that may be read can be read' '0' "$(stranger "$T/bin/crm-customer" list --db="$T/copy.db" >/dev/null 2>err; echo $?)"
	stops 77 '' 'but not written' $nul stranger "$T/bin/crm-customer" set c1 class=A --db="$T/copy.db"
fi
cd "$T" || exit 1
is 'none of all this ran anything' 0 "$(find "$T" -name pwned | wc -l | tr -d ' ')"
done_testing
