#!/bin/sh
# shellcheck disable=SC2016,SC2012,SC2086
# Completion: what the engine offers, and what bash, zsh and fish make of it, typed into real terminals.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"

STUBS=$CRM_BIN/completions
SESSION=crm-complete-$$
# Shells that go down may still write their history.
trap 'tmux -S "$T/tmux" kill-server 2>/dev/null; rm -rf "$T" 2>/dev/null || { sleep 1; rm -rf "$T"; }' EXIT

# offers [--shell=S] WORD…: the candidates for the last word, joined by |; described: with what stands beside them.
described() {
	shell=plain
	case $1 in --shell=*) shell=${1#--shell=} && shift ;; esac
	"$1" __complete "--shell=$shell" --cword=$(($# - 1)) -- "$@" 2>&1
}
offers() { described "$@" | cut -f1 | paste -sd'|' -; }

fresh
crm-customer add name='上海泵业' tags=vip,south >/dev/null
crm-customer add name='Shanghai Pumps Ltd' >/dev/null
crm-customer add name='$(touch pwned)' >/dev/null
crm-customer add name='A:B = C' >/dev/null
crm-customer add name='Comma,Co' >/dev/null
crm-customer add name='He said "no", `id` & left!' >/dev/null
crm-lead add name='王小明' status=contacted >/dev/null
crm-deal add name='Ten pumps' customer=c1 close_on=2026-04-01 >/dev/null
crm-task add subject='call' about=c1 >/dev/null

# Verbs and options
is 'parts of times' 'starts_at:weekday=|starts_at:hour=' "$(offers crm-event list starts_at:)"
is 'of which a day has fewer' 'close_on:weekday=' "$(offers crm-deal list close_on:)"
is 'and their values' 'starts_at:weekday=tue|starts_at:weekday=thu' "$(offers crm-event list starts_at:weekday=t)"
like 'verbs come with their help' "convert${TAB}convert a lead into a customer" "$(described crm-lead con)"
is 'a verb that has begun' 'set|show' "$(offers crm-lead s | tr '|' '\n' | sort | paste -sd'|' -)"
like 'options come with their help' "--format=${TAB}output format;" "$(described crm-lead list --f)"
is 'an option that is given is not offered again' '' "$(offers crm-lead list --limit=3 --li)"
is 'an option that may be repeated is' '--file=' "$(offers crm-lead add --file=notes=x --fi)"
is 'options of another verb are not offered' '' "$(offers crm-lead show --dry)"
is 'behind -- nothing is an option' '' "$(offers crm-lead list -- --f)"
is 'choices' '--format=json' "$(offers crm-lead list --format=j)"
is 'choices in a word of their own' 'json' "$(offers crm-lead list --format j)"
is 'choices behind a letter' 'ndjson' "$(offers crm-lead list -f nd)"
is 'fields joined by commas' '--columns=name,city' "$(offers crm-lead list --columns=name,ci)"
is 'a field turned round' '--sort=name,-status' "$(offers crm-lead list --sort=name,-statu)"
is 'a field that is listed already is not offered again' '--sort=name,notes' "$(offers crm-lead list --sort=name,n)"
is 'fields that can hold a reference' 'campaign' "$(offers crm-lead add --as ca)"
is 'types' '--create=contact' "$(offers crm-deal import x.csv --create=cont)"
is 'files are left to the shell' ":files${TAB}--db=" "$(described crm-lead list --db=x)"
is 'a file behind a field' ":files${TAB}--file=notes=" "$(described crm-lead add --file=notes=x)"
is 'files for operands' ':files' "$(described crm-lead import '')"
is 'a filter in one string' '--where=status=new or status=lost' "$(offers crm-lead list '--where=status=new or status=lo')"

# Filter terms
is 'fields' 'status=|state=' "$(offers crm-lead list sta)"
is 'values of a pick' 'status=contacted|status=converted' "$(offers crm-lead list status=con)"
is 'a label goes on as a label' 'status=已联系|status=已转换' "$(offers crm-lead list status=已)"
is 'the last of several values' 'stage=proposal,won' "$(offers crm-deal list stage=proposal,w)"
is 'behind !=' 'status!=junk' "$(offers crm-lead list 'status!=ju')"
is 'behind an order' 'due_on.ge=today' "$(offers crm-task list due_on.ge=tod)"
is 'the end of a range' 'due_on=som..eom' "$(offers crm-task list due_on=som..eom)"
is 'dates tell what they are' "due_on=tomorrow${TAB}2026-03-06" "$(described crm-task list due_on=tom)"
is 'yes and no' 'archived=yes|archived=no' "$(offers crm-customer list archived=)"
is 'users' "owner=me|owner=$(crm-user list --columns=login | cut -f2)" "$(offers crm-lead list owner=)"
is 'a path' 'customer=|customer.' "$(offers crm-deal list customer)"
is 'a field at its end' 'customer.city=' "$(offers crm-deal list customer.ci)"
is 'a value at its end' 'customer.class=a' "$(offers crm-deal list customer.class=a | cut -d'|' -f1)"
is 'a way back' 'deals.stage=won' "$(offers crm-customer list deals.stage=wo)"
is 'an any-reference names a type' 'about.deal.' "$(offers crm-task list about.dea)"
is 'a role' 'contacts.role=champion' "$(offers crm-deal list contacts.role=ch)"
is 'a reserved word' 'not|notes=|notes.' "$(offers crm-customer list not | sed 's/|do_.*//')"
is 'saved filters' '@overdue' "$(offers crm-task list @ov)"
is 'tags' '+south|+vip' "$(offers crm-customer list +)"
is 'a tag as a value' 'tags=vip' "$(offers crm-customer list tags=v)"
is 'a reference that has begun' 'c1' "$(offers crm-customer list c1)"
is 'a name in a filter' 'customer=Shanghai Pumps Ltd' "$(offers crm-deal list customer=Shang)"
is 'a comma in a name is escaped' 'customer=Comma\,Co' "$(offers crm-deal list customer=Comm)"
is 'and read back' 'customer=Comma\,Co' "$(offers crm-deal list 'customer=Comma\,')"

# Assignments
is 'fields to write' 'status=|street=|state=' "$(offers crm-lead add st)"
is 'not those that are kept or derived' '' "$(offers crm-lead add conver)"
is 'not those that are there already' 'street=|state=' "$(offers crm-lead add status=new st)"
is 'fields of what a verb makes' 'deal.stage=won' "$(offers crm-lead convert l1 deal.stage=wo)"
is 'what a verb alone takes' 'to=me' "$(offers crm-user handover u1 to=m)"
is 'a name is taken as it is' 'customer=Comma,Co' "$(offers crm-deal add customer=Comma,)"
is 'a role of a link' 'contacts=p1:champion' "$(offers crm-deal add contacts=p1:ch)"
is 'payment terms in the forms that there are' 'payment_terms=net 30|payment_terms=net 60' "$(offers crm-customer add payment_terms=net)"
is 'references first where a verb takes them' 'l1' "$(offers crm-lead set l)"
is 'adding to a list' 'tags+=vip' "$(offers crm-customer set c1 tags+=v)"

# References and names
is 'an empty word gets the newest records' 'c6|c5|c4|c3|c2|c1' "$(offers crm-customer show '')"
is 'names stand beside references' "c2${TAB}Shanghai Pumps Ltd" "$(described crm-customer show c2)"
is 'references stand beside names' "上海泵业${TAB}c1" "$(described crm-customer show 上)"
is 'the first letter may be small' 'Shanghai Pumps Ltd' "$(offers crm-customer show shang)"
is 'any record about which something is' 'about=d1' "$(offers crm-task add about=d)"
is 'changes' 'ch1' "$(offers crm-undo ch1 | sed 's/|.*//')"
is 'nothing for what is no name' '' "$(offers crm-customer show zzz)"
is 'a piece of a Chinese name' "上海泵业${TAB}c1" "$(described crm-customer show 泵业)"
is 'a word of a Latin name' "Shanghai Pumps Ltd${TAB}c2" "$(described crm-customer show pump)"
is 'not its middle' '' "$(offers crm-customer show umps)"
is 'in a filter and an assignment too' 'customer=上海泵业 customer=Shanghai Pumps Ltd' "$(offers crm-deal list customer=海泵) $(offers crm-deal add customer=Pum)"
is 'of any type' '上海泵业' "$(offers crm show 泵业)"
is 'what begins so comes alone' 'Shanghai Pumps Ltd' "$(offers crm-customer show Sha)"
is 'bash is told' "Shanghai\\ Pumps\\ Ltd ${TAB}c2${TAB}~" "$(described --shell=bash crm-customer show pump)"

# Values of texts, headers of sheets
crm-lead add name=Ann city=Leeds >/dev/null
crm-lead add name=Bob city=Leicester >/dev/null
crm-lead add name=Cem city=Leeds >/dev/null
is 'cities that there are, the most usual first' 'city=Leeds|city=Leicester' "$(offers crm-lead list city=le)"
is 'as a value too, and behind a path' 'city=Leicester' "$(offers crm-lead set l1 city=Leic)"
is 'none that there is not' '' "$(offers crm-lead list city=Y)"
printf 'Company name,First Name,备注\nA,B,C\n' >sheet.csv
is 'headers of the sheet' '--map=Company name=|--map=First Name=|--map=备注=' "$(offers crm-lead import sheet.csv --map=)"
is 'one that has begun' '--map=First Name=' "$(offers crm-lead import sheet.csv --map=F)"
is 'then a field' '--map=First Name=name' "$(offers crm-lead import sheet.csv '--map=First Name=nam')"
is 'a file where no header begins so' ":files${TAB}--map=" "$(described crm-lead import sheet.csv --map=zz)"
is 'or where no sheet is named' ":files${TAB}--map=" "$(described crm-lead import --map=)"

# The database that is meant
fresh
crm-customer add name='Second base' >/dev/null
second=$CRM_DB CRM_DB=$T/1.db
is '--db is honoured' 'Second base' "$(offers crm-customer --db="$second" show Sec)"
is '--db in two words is' 'Second base' "$(offers crm-customer --db "$second" show Sec)"
is 'without a database there are the built-in fields' 'status=contacted|status=converted' "$(CRM_DB=$T/none offers crm-lead list status=con)"
echo 'no database' >"$T/foreign"
is 'a foreign file is silent' '' "$(CRM_DB=$T/foreign offers crm-lead show l)"
is 'so is a directory' '' "$(CRM_DB=$T offers crm-lead show l)"

# What a shell expands is not guessed at, and hostile names come quoted
is 'a variable' '' "$(offers --shell=bash crm-lead list 'status=$X')"
is 'a command' '' "$(offers --shell=bash crm-lead list 'status=`id`')"
is 'bash: behind the word break' 'contacted |converted ' "$(offers --shell=bash crm-lead list status=con)"
is 'bash: without word breaks' 'status=contacted |status=converted ' \
	"$(crm-lead __complete --shell=bash --breaks=' ' --cword=2 -- crm-lead list status=con | cut -f1 | paste -sd'|' -)"
is 'bash: a name is quoted' 'He\ said\ \"no\",\ \`id\`\ \&\ left\! ' "$(offers --shell=bash crm-customer show He)"
is 'bash: behind a quote' 'He said \"no\", \`id\` & left"\!"' "$(offers --shell=bash crm-customer show '"He')"
is 'bash: behind another' 'He said "no", `id` & left!' "$(offers --shell=bash crm-customer show "'He")"
is 'bash: a colon in a name' 'B\ =\ C ' "$(offers --shell=bash crm-customer show A:)"
is 'zsh: what goes on is marked' "state=${TAB}state or province${TAB}+" "$(described --shell=zsh crm-lead list state)"

# crm
is 'crm completes its commands' 'lead' "$(offers crm le)"
is 'and asks them about their words' 'status=junk' "$(offers crm lead list status=ju)"
is 'an unknown command offers nothing' '' "$(offers crm nothing lis)"
is 'help takes a command' 'lead' "$(offers crm help le)"
fails 2 "did you mean 'lead'" 'crm suggests a command' crm laed list
fails 2 'crm --help' 'crm finds no such command' crm ../x
is 'crm runs the command' "$(crm-lead list)" "$(crm lead list)"
like 'crm --help lists commands' 'A lead is' "$(crm --help)"
like 'crm --version' 'crm ' "$(crm --version)"
built=$(cd "$CRM_BIN" && ls | sed -n 's/^crm-\([a-z]*\)$/\1/p' | sort)
is 'crm knows every command' "$built" "$(offers crm '' | tr '|' '\n' | sort)"
# LINE FILE: the commands that a line names
names() { sed -n "/$1/p" "$2" | head -n 1 | grep -o 'crm-[a-z]*' | sed 's/crm-//' | sort; }
is 'bash does' "$built" "$(names '^complete' "$STUBS/crm.bash")"
is 'every line for bash alike' 1 "$(sed -n 's/.*\( crm crm-[-a-z ]*[a-z]\).*/\1/p' "$STUBS/crm.bash" | sort -u | wc -l | tr -d ' ')"
is 'zsh does' "$built" "$(names '^#compdef crm ' "$STUBS/_crm")"
is 'fish does' "$built" "$(names '^for command in crm ' "$STUBS/crm.fish")"

# Whatever is typed, it stays silent and ends well. Three of nine words for each verb, in turn: what a verb completes by is shared, so that each word meets each of it.
turn=0
three() { # TURN: its words
	case $1 in
	0) set -- '' 'due_on..=..' '[' ;;
	1) set -- -- 'owner.owner.owner.owner.owner.owner.owner.owner.owner.name=x' '"' ;;
	*) set -- '=' 'name=,' "$(printf 'x\377')" ;;
	esac
	for word in "$@"; do
		printf '%s\t' "crm-$noun" __complete --shell=bash --cword=2 -- "crm-$noun" "$verb" && printf '%s\n' "$word"
	done
}
for noun in $built; do
	for verb in $(offers "crm-$noun" '' | tr '|' '\n' | grep -v '[=@.]'); do
		three $turn
		turn=$(((turn + 1) % 3))
	done
done >"$T/commands"
runs <"$T/commands" >"$T/codes"
ok 'there are three words for each verb' [ "$(wc -l <"$T/commands")" -gt 1000 ]
is 'every verb stays silent' '' "$(paste "$T/codes" "$T/commands" | grep -av "^0${TAB}[0-9]*${TAB}0$TAB")"
ok 'a request that is none' crm-lead __complete
ok 'a cursor that is nowhere' crm-lead __complete --shell=bash --cword=99 -- crm-lead

# A shell that has just begun knows a program by a file of its name, as make install puts it there.
mkdir "$T/functions" && cp "$STUBS/crm.fish" "$T/functions/" && ln -s crm.fish "$T/functions/crm-lead.fish"
if command -v fish >/dev/null; then
	like 'fish loads it by the name of the program' "convert${TAB}" "$(fish --no-config -c "set fish_complete_path '$T/functions'; complete -C 'crm-lead conv'" 2>&1)"
fi

# Terminals. typed SHELL KEYS: types KEYS and a TAB into a fresh line, then x, and yields the line.
term() { tmux -S "$T/tmux" -f /dev/null "$@"; }
screen() { term capture-pane -p -t "$SESSION-$1"; }
await() { # SHELL LINE
	for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
		screen "$1" | sed 's/ *$//' | grep -Fxq -- "$2" && return
		sleep 0.1
	done
	return 1
}
types() { # SHELL WHAT KEYS LINE
	term send-keys -t "$SESSION-$1" C-u C-l
	await "$1" '>'
	term send-keys -t "$SESSION-$1" -l -- "$3" \; send-keys -t "$SESSION-$1" Tab
	# What is typed ahead of the answer would stand before it in some shells.
	sleep 0.2
	term send-keys -t "$SESSION-$1" -l x
	if await "$1" "> $4"; then verdict 0 "$1: $2"; else verdict 1 "$1: $2" 'expected:' "> $4" 'the screen:' "$(screen "$1" | grep .)"; fi
}

starts() { # SHELL COMMAND…
	shell=$1
	shift
	term new-session -d -s "$SESSION-$shell" -x 200 -y 50 "$@"
	await "$shell" '>'
}

cat >"$T/bashrc" <<END
PS1='> '
bind 'set enable-bracketed-paste off' 'set bell-style none'
. '$STUBS/crm.bash'
END
cat >"$T/.zshrc" <<END
PS1='> '
fpath=('$STUBS' \$fpath)
autoload -Uz compinit && compinit -u -D
bindkey -e
unsetopt beep listbeep promptsp
END
cat >"$T/config.fish" <<END
function fish_prompt; echo -n '> '; end
set -g fish_greeting
set -g fish_autosuggestion_enabled 0
source '$STUBS/crm.fish'
END

start() {
	case $1 in
	bash) starts bash bash --noprofile --rcfile "$T/bashrc" -i ;;
	zsh) starts zsh env ZDOTDIR="$T" zsh -d -i ;;
	fish) starts fish fish --no-config --init-command "source '$T/config.fish'" -i ;;
	esac
}

mkdir "$T/dir"
touch "$T/dir/only file.csv"
for shell in bash zsh fish; do
	if ! command -v tmux >/dev/null || ! command -v $shell >/dev/null; then
		verdict 0 "$shell in a terminal # SKIP tmux or $shell is not installed"
		continue
	fi
	start $shell
	types $shell 'a verb' 'crm-lead conv' 'crm-lead convert x'
	types $shell 'a command and a verb' 'crm lead conv' 'crm lead convert x'
	types $shell 'the common part of fields' 'crm-lead list sta' 'crm-lead list statx'
	types $shell 'a field goes on' 'crm-lead list statu' 'crm-lead list status=x'
	types $shell 'the common part of values' 'crm-lead list status=co' 'crm-lead list status=conx'
	types $shell 'a value' 'crm-lead list status=att' 'crm-lead list status=attempted x'
	types $shell 'behind a comma' 'crm-deal list stage=proposal,w' 'crm-deal list stage=proposal,won x'
	types $shell 'a path' 'crm-deal list customer.ci' 'crm-deal list customer.city=x'
	types $shell 'an option' 'crm-lead list --form' 'crm-lead list --format=x'
	types $shell 'a choice' 'crm-lead list --format=js' 'crm-lead list --format=json x'
	types $shell 'fields of an option' 'crm-lead list --columns=name,ci' 'crm-lead list --columns=name,city x'
	types $shell 'behind a colon' 'crm-deal add contacts=p1:ch' 'crm-deal add contacts=p1:champion x'
	types $shell 'a label' 'crm-deal list 预计' 'crm-deal list 预计成交日期=x'
	types $shell 'a value behind a label' 'crm-deal list 阶段=赢' 'crm-deal list 阶段=赢单 x'
	types $shell 'a bare reference' 'crm-task add d1' 'crm-task add d1 x'
	types $shell 'a bare value' 'crm-deal stage d1 wo' 'crm-deal stage d1 won x'
	types $shell 'a record without a verb' 'crm d1' 'crm d1 x'
	types $shell 'a name of any type' 'crm show 上' 'crm show 上海泵业 x'
	types $shell 'a saved filter' 'crm-task list @ov' 'crm-task list @overdue x'
	types $shell 'a tag' 'crm-customer list +v' 'crm-customer list +vip x'
	types $shell 'a Chinese name' 'crm-customer show 上' 'crm-customer show 上海泵业 x'
	types $shell 'a Chinese name as a value' 'crm-deal list customer=上海' 'crm-deal list customer=上海泵业 x'
	types $shell 'a piece of a Chinese name' 'crm-customer show 泵' 'crm-customer show 上海泵业 x'
	types $shell 'a word of a Latin name' 'crm-customer show Pum' 'crm-customer show Shanghai\ Pumps\ Ltd x'
	types $shell 'a city' 'crm-lead list city=Leic' 'crm-lead list city=Leicester x'
	types $shell 'a name with blanks' 'crm-deal list customer=Shan' 'crm-deal list customer=Shanghai\ Pumps\ Ltd x'
	types $shell 'an escaped blank' 'crm-deal list customer=Shanghai\ P' 'crm-deal list customer=Shanghai\ Pumps\ Ltd x'
	types $shell 'a file' 'crm-lead import dir/on' 'crm-lead import dir/only\ file.csv x'
	types $shell 'a file behind an option' 'crm-lead import --plan=dir/on' 'crm-lead import --plan=dir/only\ file.csv x'
	for name in '$' "'\$" '"\$'; do
		name=$(printf '%s' "$name" | sed 's/^\$$/\\$/')
		term send-keys -t "$SESSION-$shell" C-u C-l
		await $shell '>'
		term send-keys -t "$SESSION-$shell" -l -- "crm-customer show --format=ids $name" \; send-keys -t "$SESSION-$shell" Tab
		sleep 0.2
		term send-keys -t "$SESSION-$shell" Enter
		if await $shell c3; then verdict 0 "$shell: the name behind $name is quoted"; else verdict 1 "$shell: the name behind $name is quoted" "$(screen $shell | grep .)"; fi
	done
	is "$shell: nothing was run" '' "$(find "$T" -name pwned)"
done

done_testing
