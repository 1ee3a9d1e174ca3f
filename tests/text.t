#!/bin/sh
# Text in, text out: what a list, a record and an export look like, and that hostile names go through all of them unharmed.
. "$(dirname "$0")/lib.sh"

ESC=$(printf '\033') BEL=$(printf '\007')
# A pane of a real terminal in which a script runs; capture shows what then stands on it.
panes=0
pane() { # WIDTH SCRIPT
	[ $panes = 0 ] || tmux -S "$TMUX_SOCKET" kill-server
	panes=$((panes + 1))
	TMUX_SOCKET=$T/tmux$panes # a server that ends still holds its socket for a moment
	rm -f done
	printf '%s\n: >%s/done\nsleep 60\n' "$2" "$T" >pane.sh
	tmux -S "$TMUX_SOCKET" -u -f /dev/null new-session -d -x "$1" -y 40 "sh $T/pane.sh"
	tries=0
	while [ ! -f done ] && [ $tries -lt 100 ]; do
		sleep 0.05
		tries=$((tries + 1))
	done
	sleep 0.1
}
capture() { tmux -S "$TMUX_SOCKET" -u capture-pane -p "$@" | sed -e 's/ *$//' -e '/^$/d'; }
trap 'tmux -S "$TMUX_SOCKET" kill-server 2>/dev/null; rm -rf "$T"' EXIT
# The display column at which TEXT begins in the line that holds it: East Asian characters take two.
column_of() { # TEXT FILE
	LC_ALL=C sed -e 's/\(\xE3[\x80-\xBF]\|[\xE4-\xE9][\x80-\xBF]\|\xEF[\xBC-\xBD]\)[\x80-\xBF]/##/g' -e 's/\xF0[\x9F-\xBF][\x80-\xBF][\x80-\xBF]/##/g' "$2" |
		LC_ALL=C awk -v text="$1" '{ at = index($0, text); if (at) { print at; exit } }'
}

# ---- Hostile names ----------------------------------------------------------------------------------------------------
fresh
hostile() { # NUMBER: one of the names
	case $1 in
	1) printf 'Tab\there' ;;
	2) printf 'new\nline' ;;
	3) printf 'carriage\rreturn\r\n.' ;;
	4) printf 'say "hello"' ;;
	5) printf "it's" ;;
	6) printf 'one, two,three' ;;
	7) printf 'back\\slash \\t \\n \\\\' ;;
	8) printf '\360\237\246\212 \360\237\221\250\342\200\215\360\237\221\251\342\200\215\360\237\221\247' ;;
	9) printf '\360\240\256\267\351\207\216\345\256\266' ;;
	10) printf '\342\200\217\327\251\327\234\327\225\327\235\342\200\256evil\342\200\254' ;;
	11) printf 'clear\033[2J\033[H\033]0;owned\007title' ;;
	12) printf 'c1 \302\2332J bell\007 back\010\010 del\177' ;;
	13) printf '#not a comment' ;;
	14) printf "=HYPERLINK(\"http://x\")" ;;
	15) printf "'=1+1" ;;
	16) printf -- '-5' ;;
	17) printf '+86' ;;
	18) printf '@sum' ;;
	19) printf "''quoted" ;;
	20) printf '  blanks around  ' ;;
	21) printf '{"ref":"l1"}' ;;
	22) printf 'l1' ;;
	23) printf '{{owner}} {{nosuch}}' ;;
	24) printf 'null' ;;
	25) printf '\357\273\277bom' ;;
	26) printf '"' ;;
	27) printf "'" ;;
	28) printf 'yes: {a: [b, ~]} | > & * ! %% @ `' ;;
	29) printf 'a;b;c' ;;
	30) printf '~' ;;
	31) printf -- '- item' ;;
	32) printf 'caf\303\251 cafe\314\201' ;;
	esac
}
last=32
i=0
while [ $((i += 1)) -le $last ]; do
	name=$(hostile $i && echo .)
	set -- name="${name%.}" company="${name%.}" notes="${name%.}"
	case $name in *'{{'*) # braces are filled in, but for those of a file
		hostile $i >braces
		set -- --file=name=braces --file=company=braces --file=notes=braces ;;
	esac
	crm-lead add "$@" >/dev/null 2>err || verdict 1 "add name $i" "$(cat err)"
done
is 'every name was taken' $last "$(crm-lead count)"
# Each name by itself, with --format json as the witness that escapes nothing but JSON.
i=0
while [ $((i += 1)) -le $last ]; do
	name=$(hostile $i && echo .)
	got=$(crm-lead show l$i --format ndjson --columns=name | jq -j .name && echo .)
	[ $i = 32 ] && name=$(printf 'caf\303\251 caf\303\251.')
	is "name $i is stored as it was, but for NFC" "$name" "$got"
done
is 'long text keeps its form' "$(hostile 32)" "$(crm-lead show l32 --format ndjson --columns=notes | jq -j .notes)"
is 'one line of TSV each' $last "$(crm-lead list --columns=name,company,notes | wc -l | tr -d ' ')"
is 'with all the fields' 4 "$(crm-lead list --columns=name,company,notes | awk -F"$TAB" '{ print NF }' | sort -u)"
is 'TSV escapes a tab' 'Tab\there' "$(crm-lead list l1 --columns=name | cut -f2)"
is 'a newline' 'new\nline' "$(crm-lead list l2 --columns=name | cut -f2)"
is 'a carriage return' 'carriage\rreturn\r\n.' "$(crm-lead list l3 --columns=name | cut -f2)"
is 'a backslash' 'back\\slash \\t \\n \\\\' "$(crm-lead list l7 --columns=name | cut -f2)"
is 'and nothing else' "$(hostile 9)$(hostile 11)" "$(crm-lead list l9 l11 --columns=name | cut -f2 | tr -d '\n')"
is 'NDJSON is a line each' $last "$(crm-lead export --format ndjson | jq -c .name | wc -l | tr -d ' ')"
is 'JSON is one array' $last "$(crm-lead export --format json | jq length)"
unlike 'JSON holds no raw control bytes' "$ESC" "$(crm-lead export --format json)"

crm-lead export --format csv >names.csv
crm-lead export --format csv --bom >names-bom.csv
crm-lead export --format tsv >names.tsv
crm-lead export --format ndjson >names.ndjson
crm-lead export --format json >names.json
for format in csv tsv ndjson json; do
	fresh
	ok "$format: the export is imported elsewhere" crm-lead import names.$format
	crm-lead export --format $format >again
	is "$format: and exported again it is the same" '' "$(diff names.$format again | cat -v | head -n 10)"
	crm-lead export --format csv >again
	is "$format: in CSV as well" '' "$(diff names.csv again | cat -v | head -n 10)"
done
fresh
ok 'CSV with a byte order mark' crm-lead import names-bom.csv
crm-lead export >again
is 'is the same' '' "$(diff names.csv again | cat -v | head -n 10)"
fresh
is 'from standard input too' $last "$(crm-lead import - <names.ndjson | wc -l | tr -d ' ')"

# ---- CSV --------------------------------------------------------------------------------------------------------------
CRM_DB=$T/1.db
csv() { crm-lead list "l$1" --columns=name --format csv | sed -n '2,$p' | sed 's/^l[0-9]*,//'; }
is 'a formula gains an apostrophe' "\"'=HYPERLINK(\"\"http://x\"\")\"" "$(csv 14)"
is 'so does one that has one' "''=1+1" "$(csv 15)"
is 'and minus, plus, at' "'-5 '+86 '@sum" "$(csv 16) $(csv 17) $(csv 18)"
is 'other apostrophes stay alone' "''quoted ' it's" "$(csv 19) $(csv 27) $(csv 5)"
is 'a quote is doubled' '""""' "$(csv 26)"
is 'a comma is quoted' '"one, two,three"' "$(csv 6)"
is 'a newline is quoted' "\"new${NL}line\"" "$(csv 2)"
is 'an empty value is nothing' 'l4,,new' "$(crm-lead list l4 --columns=phone,status --format csv | tail -n 1)"
is '--bom begins with the mark' '357 273 277' "$(crm-lead list --format csv --bom | head -c 3 | od -An -to1 | sed 's/^ *//')"
is 'without it there is none' 'ref' "$(crm-lead list --format csv | head -c 3)"
is 'an empty result has its header' 'ref,name' "$(crm-lead list status=lost --columns=name --format csv)"
printf "name,company\n'=1+1,'-5\n''=2,x\n" >foreign.csv
fresh
ok 'a file of others' crm-lead import foreign.csv
is 'keeps its apostrophes' "'=1+1|'-5|''=2|x|" "$(crm-lead list --columns=name,company --format ndjson | jq -j '.name, "|", .company, "|"')"

# ---- JSON, YAML -------------------------------------------------------------------------------------------------------
fresh
crm-lead add name=A tags=b,a employees=5 annual_revenue=1234.5 >/dev/null
crm-customer add name=K archived=yes >/dev/null
crm-deal add name=D customer=c1 amount=0.1 probability=33.3333 close_on=2026-06 >/dev/null 2>&1 || crm-deal add name=D customer=c1 amount=0.1 probability=33.3333 close_on=2026-06-30 >/dev/null
is 'every requested key, null when empty' '{"ref":"l1","name":"A","phone":null,"tags":["a","b"],"employees":5,"annual_revenue":"1234.50","aliases":null}' \
	"$(crm-lead list --columns=name,phone,tags,employees,annual_revenue,aliases --format ndjson)"
is 'booleans' '{"ref":"c1","archived":true,"do_not_call":false}' "$(crm-customer list --columns=archived,do_not_call --format ndjson)"
is 'yes and no elsewhere' "c1${TAB}yes${TAB}no" "$(crm-customer list --columns=archived,do_not_call)"
is 'money and decimals are strings' '"0.10" "33.3333"' "$(crm-deal list --columns=amount,probability --format json | jq -c '.[0] | .amount, .probability' | tr '\n' ' ' | sed 's/ $//')"
is 'paths are keys' '{"ref":"d1","customer.name":"K"}' "$(crm-deal list --columns=customer.name --format ndjson)"
is 'an empty result is an empty array' '[]' "$(crm-lead list status=lost --format json)"
is 'in YAML too' '[]' "$(crm-lead list status=lost --format yaml)"
is 'and nothing in NDJSON and TSV' '' "$(crm-lead list status=lost --format ndjson; crm-lead list status=lost)"
fails 2 'tsv' 'an unknown format' crm-lead list --format xml
fails 2 "did you mean 'status'" 'an unknown column' crm-lead list --columns=name,statsu

# ---- TSV: header, -z, columns -----------------------------------------------------------------------------------------
crm-lead add name=B >/dev/null
is '--header' "#ref${TAB}name" "$(crm-lead list --columns=name --header | head -n 1)"
is 'with nothing below it' "#ref${TAB}name" "$(crm-lead list status=lost --columns=name --header)"
is 'its output names operands' "l1${NL}l2" "$(crm-lead list --header | crm-lead set - title=x)"
is '-z ends records with NUL' "l1${TAB}A|l2${TAB}B|" "$(crm-lead list -z --columns=name | tr '\0' '|')"
is '-z of ids suits xargs -0' "A B" "$(crm-lead list --format ids -z | xargs -0 crm-lead show --columns=name | sed -n 's/^name.//p' | tr '\n' ' ' | sed 's/ $//')"
is 'columns replace' "l1${TAB}A${TAB}new" "$(crm-lead list l1 --columns=name,status)"
is 'columns append' "$(crm-lead list l1)${TAB}a,b" "$(crm-lead list l1 --columns=+tags)"
is 'no colour in a pipe' '' "$(crm-lead list --format table | tr -dc '\033')"
is 'by reference, numerically' 'l1 l2 l10' "$(for i in 3 4 5 6 7 8 9 10; do crm-lead add name=N$i >/dev/null; done; crm-lead list l10 l2 l1 --format ids | tr '\n' ' ' | sed 's/ $//')"

# ---- show -------------------------------------------------------------------------------------------------------------
crm-lead show l1 >shown
is 'show begins with the reference' "ref${TAB}l1" "$(head -n 1 shown)"
is 'then every field in table order' "$(crm-lead fields | cut -f1)" "$(sed 1d shown | cut -f1)"
is 'with its value or none' "phone${TAB}|tags${TAB}a,b|annual_revenue${TAB}1234.50|" "$(grep -e "^phone$TAB" -e "^tags$TAB" -e "^annual_revenue$TAB" shown | sort -t"$TAB" -k2 | tr '\n' '|' | sed "s/annual_revenue${TAB}1234.50|tags${TAB}a,b|/tags${TAB}a,b|annual_revenue${TAB}1234.50|/")"
is 'a blank line between records, none after' "ref${TAB}l1${NL}name${TAB}A${NL}${NL}ref${TAB}l2${NL}name${TAB}B${NL}." "$(crm-lead show l1 l2 --columns=name && echo .)"
is 'escapes are those of TSV' 'name\tTab\\there' "$(CRM_DB=$T/1.db crm-lead show l1 --columns=name | sed -n 2p | sed -e 's/\\/\\\\/g' -e "s/$TAB/\\\\t/")"
is 'show --format json is an array' 2 "$(crm-lead show l1 l2 --format json | jq length)"
crm-task add subject='ring back' about=l1 >/dev/null
like 'related records on request' "t1${TAB}ring back" "$(crm-lead show l1 --related)"
unlike 'not in a pipe by itself' 'ring back' "$(crm-lead show l1)"

# ---- Default columns only grow at the end -----------------------------------------------------------------------------
fresh
columns() {
	for type in $TYPES; do
		printf '%s\t%s\n' $type "$(crm-$type list --header | sed -n '1{s/^#//;p;}' | tr "$TAB" ,)"
	done
}
columns >columns.txt
while IFS=$TAB read -r type golden; do
	got=$(awk -F"$TAB" -v type="$type" '$1 == type { print $2 }' columns.txt)
	case $got, in
	"$golden",*) verdict 0 "columns of $type are there, in order" ;;
	*) verdict 1 "columns of $type are there, in order" "expected: $golden" "got: $got" ;;
	esac
done <"$TESTS/golden/columns.txt"
is 'tests/golden/columns.txt knows them all' "$(sort "$TESTS/golden/columns.txt")" "$(sort columns.txt)"
printf 'fields:\n  customer:\n    x_pump: {label: {en: Pumps, zh: 水泵}, kind: int}\n' | crm-db schema apply - >/dev/null 2>err || verdict 1 'apply a schema' "$(cat err)"
columns >custom.txt
is 'custom fields never change them' '' "$(diff columns.txt custom.txt)"
like 'but are exported' ',x_pump' "$(crm-customer export | head -n 1)"

# ---- Terminals --------------------------------------------------------------------------------------------------------
CRM_DB=$T/1.db
crm-history >/dev/null
for command in 'crm-lead list' 'crm-lead list --format tsv --columns=name,notes' 'crm-lead list --format csv --columns=name' 'crm-lead list --format yaml --columns=name,notes' \
	'crm-lead list --format ndjson --columns=name' 'crm-lead show l11' 'crm-lead show l12 --format tsv' 'crm-lead history l11' 'crm-history ch14'; do
	# Nine lines of a name that clears the screen, moves the cursor and sets the title.
	case $command in *list*) command="$command l11..l12" ;; esac
	pane 100 "printf 'TOP\\n'; $command; printf 'BOTTOM\\n'"
	capture >screen
	is "on a terminal, $command leaves the screen alone" 'TOP BOTTOM' "$(sed -n '1p;$p' screen | tr '\n' ' ' | sed 's/ $//')"
	is "nor sets its title" '' "$(tmux -S "$TMUX_SOCKET" display -p '#{pane_title}' | grep owned)"
	like 'control bytes are shown' '2J' "$(cat screen)"
done
pane 100 "printf 'TOP\\n'; crm-lead list \"nosuch\$(printf '\\033[2J\\033[H')=1\"; crm-lead show \"\$(printf '\\033[2J\\033[H')\"; crm-lead set l1 phone=\"\$(printf '\\033[2J\\033[H')\"; printf 'BOTTOM\\n'"
is 'nor do messages act' 'TOP BOTTOM' "$(capture | sed -n '1p;$p' | tr '\n' ' ' | sed 's/ $//')"
pane 100 "crm-lead add name=\"\$(printf 'x\\033[8mhidden')\" --dry-run"
like 'a dry run shows them' '[8mhidden' "$(capture)"

fresh
crm-lead add name='上海泵业有限公司' company=ABC status=warm >/dev/null
crm-lead add name='Keller' company='株式会社日立' status=warm >/dev/null
crm-lead add name='𠮷野家 🦊' company='ｆｕｌｌ' status=warm >/dev/null
pane 100 'crm-lead list --columns=name,company,status'
capture >screen
is 'a table has its header' 4 "$(wc -l <screen | tr -d ' ')"
is 'with labels' 'Ref Name Company Status' "$(head -n 1 screen | tr -s ' ')"
at=$(sed -n 1p screen >line && column_of Status line)
for i in 2 3 4; do
	sed -n ${i}p screen >line
	is "row $i stands under its header in a terminal" "$at" "$(column_of Warm line)"
done
crm-lead list --columns=name,company,status --format table >piped
is 'in a pipe the table is the same' "$(cat screen)" "$(sed 's/ *$//' piped)"
like 'colour on a terminal' "$ESC[" "$(capture -e)"
mkdir -p .config/crm
echo 'colour: never' >.config/crm/config.yaml
pane 100 'crm-lead list'
unlike 'none when the configuration says so' "$ESC[" "$(capture -e)"
rm -r .config
pane 40 'crm-lead list --columns=name,company,status,email,phone,title,city'
is 'a narrow terminal: no row wraps' 4 "$(capture | wc -l | tr -d ' ')"
like 'what is cut is marked' '…' "$(capture)"
unlike 'in a pipe nothing is cut' '…' "$(crm-lead list --columns=name,company,status,email,phone,title,city --format table)"
pane 80 'crm-lead show l1'
like 'show is a form on a terminal' 'Name' "$(capture)"
done_testing
