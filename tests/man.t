#!/bin/sh
# The man pages: well-formed, complete both ways with regard to the programs, and every example runs.
. "$(dirname "$0")/lib.sh"
SOURCE=$TESTS/.. PAGES=$T/pages
mkdir "$PAGES"

# Pages are made here, so that the test sees today's sources and programs.
commands=$(cd "$SOURCE/cmd" && printf '%s\n' *.c | sed 's/\.c$//')
for source in "$SOURCE"/man/*.in; do
	page=${source##*/} page=${page%.in}
	ok "$page is put together" sh -c '"$1" "$2" "$3" >"$4"' - "$SOURCE/tools/gen-man" "$source" "$CRM_BIN" "$PAGES/$page"
	is "$page: mandoc has nothing against it" '' "$(mandoc -Tlint -Wwarning "$PAGES/$page" 2>&1)"
	is "$page: no marker is left" '' "$(grep '^@' "$PAGES/$page")"
done

render() { mandoc -Tutf8 -Owidth=200 "$1" | sed "s/.$(printf '\b')//g"; }

# Every command has its page and is in crm(1); every page is of something that is there.
is 'each command has a page' "$commands" "$(cd "$PAGES" && printf '%s\n' *.1 | sed 's/\.1$//' | if [ -e "$SOURCE/cmd/crm.c" ]; then cat; else grep -v '^crm$'; fi)"
is 'crm(1) names every command' "$(printf '%s\n' "$commands" | grep -v '^crm$')" "$(sed -n 's/^\.It Xr \(crm-[a-z]*\) 1.*/\1/p' "$PAGES/crm.1" | sort)"

is 'crm --help names every command' "$(printf '%s\n' "$commands" | grep -v '^crm$')" "$(crm --help | sed -n 's/^  \([a-z]*\) .*/crm-\1/p' | sort)"

# References between pages lead somewhere.
is 'every cross reference to a page of ours is to one that is there' '' "$(cat "$PAGES"/* | sed -n 's/^\.\(It \)*Xr \(crm[a-z-]*\) \([157]\).*/\2.\3/p' | sort -u |
	while read -r page; do [ -e "$PAGES/$page" ] || echo "$page"; done)"

# Options: what --help lists is what the page lists, for each verb and both ways.
help_options() { sed -n 's/^  \(-[a-z], \)*\(--[a-z-]*\).*/\2/p'; }
for command in $commands; do
	[ "$command" != crm ] || continue
	page=$PAGES/$command.1
	"$command" --help >"$T/help"
	verbs=$(sed -n 's/^  \([a-z][a-z-]*\) .*/\1/p' "$T/help")
	for verb in $verbs; do
		echo "@$verb"
		"$command" "$verb" --help
	done >"$T/helps"
	sed -n '/^\.Sh OPTIONS/,/^\.Sh/p' "$page" | sed -n 's/^\.It .*Fl -\([a-z-]*\).*/--\1/p' | sort -u >"$T/told"
	cat "$T/help" "$T/helps" | help_options | sort -u >"$T/taken"
	cat "$T/taken" >>"$T/options"
	is "$command: its page lists the options that --help lists" "$(cat "$T/taken")" "$(cat "$T/told")"
	is "$command: each option is told once for each meaning" '' \
		"$(sed -n '/^\.Sh OPTIONS/,/^\.Sh/p' "$page" | awk '/^\.It/ { item = $0; next } item { print item " | " $0; item = "" }' | sort | uniq -d)"
	# A line for each option of a verb, of the help and of the page; of these a line for each verb.
	{
		sed -nE '/^@/h; /^  (-[a-z], )*--[a-z-]/{ s/^  (-[a-z], )*(--[a-z-]*).*/ taken \2/; G; s/(.*)\n@(.*)/\2\1/p; }' "$T/helps" |
			grep -vE -e ' --(db|now|color|help|version)$'
		awk '/^\.Sh/ { part = $2 } part == "VERBS" && /^\.It/ { here = $3 } part == "VERBS" && /^\.Fl -/ { print here, "told", "-" $2 }' "$page"
	} | sort | awk -v verbs="$(echo $verbs)" '{ options[$1, $2] = options[$1, $2] " " $3 }
		END { count = split(verbs, verb, " "); for (i = 1; i <= count; i++) print verb[i] "|" options[verb[i], "taken"] "|" options[verb[i], "told"] }' >"$T/verbs"
	while IFS='|' read -r verb taken told; do
		is "$command $verb: its options are in the page" "$taken" "$told"
	done <"$T/verbs"
	is "$command: its verbs are in the page" "$verbs" "$(awk '/^\.Sh/ { part = $2 } part == "VERBS" && /^\.It Cm/ { print $3 }' "$page")"
done
# `--option` stands for any.
printf '%s\n' --option >>"$T/options"
is 'pages speak of no option that is not there' '' "$(sed -n 's/^\.//; s/Fl -\([a-z-]*\)/\n@--\1\n/gp' "$PAGES"/* | sed -n 's/^@\(--[a-z]..*\)/\1/p' | sort -u | grep -vxF -f "$T/options")"
fails 2 'takes one of' 'the hidden word wants one of its lists' crm-lead __man nothing
fails 2 'takes one of' 'a command without a type has no fields' crm-db __man fields

# Fields: what a fresh database lists is what the page lists.
fresh
for command in $commands; do
	"$command" --help | grep -q '^  fields ' || continue
	"$command" fields >"$T/fields"
	is "$command: its fields are in the page" "$(cut -f 1 "$T/fields")" \
		"$(awk '/^\.Sh/ { part = $2 } part == "FIELDS" && /^\.It Cm/ { print $3 }' "$PAGES/$command.1")"
	like "$command: with their labels" "$(cut -f 3 "$T/fields" | head -n 1)" "$(cat "$PAGES/$command.1")"
done
like 'crm-schema(5) tells the kinds' 'An amount: 1234.50' "$(render "$PAGES/crm-schema.5")"
keys=$(sed -n '/config_keys\[\] =/,/^};/s/^	{ "\([a-z-]*\)".*/\1/p' "$SOURCE/common/cli/config.c")
is 'crm-config(5) tells every key' "$keys" "$(awk '/^\.Sh KEYS/ { on = 1; next } /^\.Sh/ { on = 0 } on && /^\.It Cm/ { print $3 }' "$PAGES/crm-config.5")"
is 'crm(7) tells every exit status' "$(sed -n 's/^	STATUS_[A-Z_]* = \([0-9]*\).*/\1/p' "$SOURCE/common/base/status.h")" \
	"$(awk '/^\.Sh EXIT/ { on = 1; next } /^\.Sh/ { on = 0 } on && /^\.It/ { print $2 }' "$PAGES/crm.7")"
is 'crm(7) tells every variable' "$(cat "$SOURCE"/common/*/*.c | sed 's/getenv("/\n&/g' | sed -n 's/^getenv("\([A-Z_]*\)").*/\1/p' | sort -u)" \
	"$(awk '/^\.Sh ENV/ { on = 1; next } /^\.Sh/ { on = 0 } on && /^\.It Ev/ { for (i = 3; i <= NF; i += 3) print $i }' "$PAGES/crm.7" | sort -u)"

# A small firm for the examples: two sellers, four customers, what one does with them; and the files that examples read.
fresh
firm() (
	set -e
	crm-user add login=mei name=梅晓芳 email=mei@pumps.example
	crm-user add login=wang name=王强 email=wang@pumps.example
	export CRM_USER=mei
	crm-customer add name=上海海澄泵业有限公司 bill_city=上海 phone='021-5555 6666' class=A tags=vip
	crm-customer add name='Hansen Pumps A/S' bill_city=Copenhagen email=info@hansen.example phone=+4533123456 owner=wang
	crm-customer add name=苏州蓝天机电有限公司 bill_city=苏州
	crm-customer add name='Hansen Pumps' email=sales@hansen.example
	crm-contact add name=陈志远 customer=c1 title=采购经理 mobile='138 0013 8000' email=chen@haicheng.example birthday=1980-03-12
	crm-contact add name='Anna Hansen' customer=c2 email=anna@hansen.example
	crm-contact add name='A. Hansen' customer=c2
	crm-campaign add name='2026 春季泵展' status=active starts_on=2026-03-01 ends_on=2026-03-31 budget=80000
	crm-lead add name=赵六 company=新源化工 source=conference mobile='139 0013 9000'
	crm-lead add name='Emma Clark' company='Northwind Water' source=conference email=emma@northwind.example
	crm-lead add name=钱七 company=青禾造价咨询有限公司 source=web-site
	crm-lead add name=孙八 status=junk
	crm-deal add name='循环泵 2026' customer=c1 amount=120000 close_on=eoq stage=proposal contacts=p1:champion
	crm-deal add name='Spare parts' customer=c2 amount='EUR 5000' close_on=eom owner=wang
	crm-deal add name=蓝天改造 customer=c3 amount=6.5万 close_on=2026-05-15 stage=qualification
	crm-task add subject='send the quotation' about=d1 due_on=today priority=high
	crm-task add subject='send data sheets' about=c2 due_on=yesterday owner=wang
	crm-task add subject='ask for the address' about=c3 due_on=+7d
	crm-event add subject='Plant visit' kind=visit starts_at='2026-03-06 14:00' about=c1 contacts=p1
	crm-event add subject='Demo by phone' kind=call starts_at='2026-03-05 16:00' about=l2
	crm-note add title='Wants quiet pumps' about=c1 body='The hall is next to offices.'
	crm-supplier add name=青岛精密铸造有限公司 contact=孙丽 phone=0532-55550188
	crm-product add name='循环泵 CP-50' code=CP-50 category=pumps unit=unit price=2480 cost=1560 supplier=su1
	crm-product add name='循环泵 CP-65' code=CP-65 category=pumps unit=unit price=3150.5 cost=1990 supplier=su1
	crm-product add name='Gate valve DN80' code=GV-80 category=valves price=265 cost=148
)
ok 'a firm to try the examples on' firm
unset CRM_USER
ok 'a copy of it for each page' crm-db backup "$T/firm"

# Lines `$ command`, `> continued`; lines behind them are what it prints, blanks alike. Without such lines it may print what it likes.
for page in "$PAGES"/*; do
	leaf=${page##*/}
	render "$page" >"$T/rendered"
	grep -q '^ *\$ ' "$T/rendered" || continue
	work=$T/work-$leaf
	mkdir "$work"
	cp "$T/firm" "$work/crm.db"
	printf 'name,company,external_id\n周九,大运水务,F-1\n吴十,长河水务,F-2\n' >"$work/leads.csv"
	printf '客户名称,账单城市\n上海海澄泵业有限公司,上海\n无锡太湖水务有限公司,无锡\n' >"$work/customers.csv"
	printf '09:12 合同收到了\n' >"$work/chat.txt"
	# One shell for the page, as a reader would type: files and variables of one example are there in the next.
	awk -v quote="'" '
		function word(text) { gsub(quote, quote "\\" quote quote, text); return quote text quote }
		function flush() { if (command == "") return; gsub(/[ \t]+/, " ", expected); sub(/\n$/, "", expected); printf "example %s %s\n", word(command), word(expected); command = expected = "" }
		/^ *\$ / { flush(); sub(/^ *\$ /, ""); command = $0; at = 1; next }
		at && /^ *> / { sub(/^ *> /, ""); command = command "\n" $0; next }
		/^ *$/ || !at { at = 0; next }
		{ sub(/^ +/, ""); expected = expected $0 "\n" }
		END { flush() }' "$T/rendered" >"$T/script"
	example() {
		command eval "$1" >"$T/.out" 2>"$T/.error" </dev/null
		code=$?
		[ "$code" = 0 ] || code="$code: $(cat "$T/.error")"
		first=${1%%"$NL"*}
		while case $first in *\\*) ;; *) false ;; esac; do first=${first%%\\*}${first#*\\}; done
		is "$leaf: $first" "0${2:+$NL$2}" "$code${2:+$NL$(tr -s ' \t' ' ' <"$T/.out")}"
	}
	cd "$work" || exit 1
	CRM_DB=$work/crm.db CRM_USER=mei
	export CRM_DB CRM_USER
	. "$T/script"
	unset CRM_USER
	cd "$T" || exit 1
done

# The map of the house names every file in it, and nothing that is not there.
(cd "$SOURCE/common" && find . -type f ! -name README.md | sed 's|^\./||; s|\.[ch]$||' | sort -u) >"$T/files"
awk '/^## `/ { gsub(/[`#\/ ]/, ""); folder = $0; next } /^## / { folder = "" } /^- `/ { split($0, parts, "`"); print (folder ? folder "/" : "") parts[2] }' \
	"$SOURCE/common/README.md" | sort >"$T/map"
is 'common/README.md names every file of common/' '' "$(comm -23 "$T/files" "$T/map")"
is 'and no other, and none twice' '' "$(comm -13 "$T/files" "$T/map")"
done_testing
