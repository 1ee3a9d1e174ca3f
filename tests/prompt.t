#!/bin/sh
# shellcheck disable=SC2016
# What people see at the prompt and scripts do not: hints, columns that fit, forms, pagers, questions.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"

# terminal WIDTH COMMAND: what the command prints to a terminal of that width, standard error included.
terminal() {
	script -qec "stty cols $1 rows 40; $2" /dev/null </dev/null 2>&1 | tr -d '\r'
}

fresh
crm-customer import - >/dev/null <<'ROWS'
name,bill_city
Pumps,Leeds
Valves,Leeds
Pipes,LEEDS
Zürich AG,Zürich
ＡＢＣ Ltd,Berlin
ROWS
crm-contact add name=Ann customer=c1 >/dev/null

# An equality that finds nothing
is 'only case differs' 'crm-customer: city=leeds finds nothing: 3 have Leeds or 1 other spelling; city~leeds finds them' "$(terminal 80 'crm-customer list city=leeds')"
is 'only accents differ' "crm-customer: name=zurich ag finds nothing: 1 has Zürich AG; 'name~zurich ag' finds it" "$(terminal 80 "crm-customer list 'name=zurich ag'")"
is 'only width differs' 'crm-customer: name=abc ltd finds nothing: 1 has ＡＢＣ Ltd; '"'name~abc ltd' finds it" "$(terminal 80 "crm-customer list 'name=abc ltd'")"
is 'one of several terms, in one string' 'crm-customer: city=BERLIN finds nothing: 1 has Berlin; city~BERLIN finds it' "$(terminal 80 "crm-customer list --where='archived=no city=BERLIN'")"
is 'at the end of a path' 'crm-contact: customer.city=leeds finds nothing: 3 customers have Leeds or 1 other spelling; customer.city~leeds finds them' \
	"$(terminal 80 'crm-contact list customer.city=leeds')"
is 'where something is found nothing is said' '' "$(terminal 80 'crm-customer list city=Leeds --format=ids city=LEEDS')"
is 'nor where the value is there' '' "$(terminal 80 'crm-customer list city=Leeds name=Pumps city=Berlin')"
is 'nor of alternatives' '' "$(terminal 80 'crm-customer list city=leeds or city=york')"
is 'scripts are told nothing' '' "$(crm-customer list city=leeds 2>&1)"

# What was taken back
crm-customer set c1 class=a >/dev/null
like 'an undo says what it took back' "undone: ch5 of 2026-03-05 09:00, crm-customer set c1 class=a" "$(terminal 80 crm-undo)"
like 'a redo what is done again' "done again: ch5 of 2026-03-05 09:00, crm-customer set c1 class=a" "$(terminal 80 crm-redo)"
is 'in a pipe the reference alone' "ch5" "$(crm-undo 2>&1)"

# Making a database
made() { terminal 80 "unset LC_ALL TZ; $1 crm-db init '$T/made-$2.db' ${3-}" | sed -n 's/^\([a-z]*\)  *\(.*\)/\1 \2/p'; }
like 'a locale says currency, country and language' "currency CNY${NL}zone Asia/Shanghai${NL}country +86${NL}language zh" "$(made 'TZ=Asia/Shanghai LANG=zh_CN.UTF-8' 1)"
like 'another' "currency CHF${NL}zone Europe/Zurich${NL}country +41${NL}language en" "$(made 'TZ=Europe/Zurich LC_ALL=de_CH.UTF-8 LANG=zh_CN' 2)"
like 'what is said counts more' "currency EUR${NL}zone Europe/Rome${NL}country +39" "$(made 'TZ=Europe/Zurich LANG=it_IT' 3 'currency=EUR zone=Europe/Rome')"
like 'the C locale says nothing' "currency CNY${NL}zone UTC${NL}country +86${NL}language en" "$(made 'TZ=UTC LANG=C.UTF-8' 4)"
like 'nor does a locale that is none' "currency CNY${NL}zone UTC${NL}country +86" "$(made 'TZ=Nowhere/Here LANG=xx_YY' 5)"
is 'scripts are told nothing of it' '' "$(LC_ALL=ja_JP.UTF-8 crm-db init "$T/made-6.db" 2>&1)"
like 'but have it' "currency${TAB}JPY" "$(crm-db status --db "$T/made-6.db")"

# Colour
has_colour() { case $1 in *"$(printf '\033')["*) echo yes ;; *) echo no ;; esac; }
export TERM=xterm
is 'colour on a terminal' yes "$(has_colour "$(terminal 80 'crm-customer list')")"
is 'none with NO_COLOR' no "$(has_colour "$(terminal 80 'NO_COLOR=1 crm-customer list')")"
is 'an empty one does not count' yes "$(has_colour "$(terminal 80 'NO_COLOR= crm-customer list')")"
is 'none on a dumb terminal' no "$(has_colour "$(terminal 80 'TERM=dumb crm-customer list')")"
is 'an option counts more than both' yes "$(has_colour "$(terminal 80 'TERM=dumb NO_COLOR=1 crm-customer list --color=always')")"
is 'or none by it' no "$(has_colour "$(terminal 80 'crm-customer list --color=never')")"
is 'none in a pipe' no "$(has_colour "$(crm-customer list --format=table --color=auto)")"
is 'but when it is asked for' yes "$(has_colour "$(crm-customer list --format=table --color=always)")"
fails 2 '--color takes one of auto|always|never' 'no other colours' crm-customer list --color=red

# Tables of 80 columns
plain() { NO_COLOR=1 terminal "$@"; }
crm-customer set c1 phone='+44 113 496 0000-1234' class=b lifecycle=buyer email=accounts@pumps-and-valves.example >/dev/null
crm-contact set p1 mobile=07700900123 email=ann.of.the.long.name@pumps-and-valves.example title='Head of purchasing' >/dev/null
crm-deal add name='A pump for each of the houses of Leeds' customer=c1 amount=123456.78 currency=GBP close_on=2026-04-01 owner=me >/dev/null
is 'the least useful columns go first' 'Ref Name Lifecycle Phone Billing city …' "$(plain 80 'crm-customer list' | head -n 1 | tr -s ' ')"
like 'a telephone number is whole' '+44 113 496 0000-1234' "$(plain 60 'crm-customer list c1')"
is 'a wide one has them all' 'Ref Name Lifecycle Class Phone E-mail Billing city Owner' "$(plain 200 'crm-customer list' | head -n 1 | tr -s ' ')"
is 'the currency is in the amount' 'Ref Name Customer Stage Amount Close on Owner' "$(plain 80 'crm-deal list' | head -n 1 | sed 's/   */ /g; s/  / /g')"
like 'behind it' ' 123456.78 GBP ' "$(plain 80 'crm-deal list')"
is 'who asks for the columns gets them' 'Ref Amount Currency' "$(plain 80 'crm-deal list --columns=amount,currency' | head -n 1 | sed 's/   */ /g; s/  / /g')"
is 'scripts have both' "d1${TAB}123456.78${TAB}GBP" "$(crm-deal list | cut -f 1,5,6)"
is 'a table in a pipe too' 'Amount Currency' "$(crm-deal list --format=table | head -n 1 | grep -o 'Amount *Currency' | tr -s ' ')"
shown=$(plain 80 'crm-customer show c1')
like 'a form has its groups apart' "${NL}Currency                       CNY${NL}${NL}Billing city" "$(echo "$shown" | sed 's/^\(Currency\)  *\(.*\)/\1                       \2/')"
is 'the tables below it do not repeat it' 'Ref Name Title Phone Mobile E-mail Owner' "$(plain 200 'crm-customer show c1' | sed -n '/^contacts/,/^p1/p' | sed -n 2p | tr -s ' ')"
is 'what a form names is not listed below it' '' "$(plain 80 'crm-deal show d1' | grep '^customers')"
is 'with --related in a pipe it is' 'c1' "$(crm-deal show d1 --related | cut -f 1 | grep -x c1)"
like 'amounts of a form have their currency' '123456.78 GBP' "$(plain 80 'crm-deal show d1')"

# The history
crm-customer set c1 class=c >/dev/null
is 'the newest change comes first' "$(crm-history --format=ids | tail -n 2 | sort -r -t h -k 2 -n)" "$(plain 120 'crm-history --limit=2' | sed 1d | cut -d ' ' -f 1)"
is 'of a record too, with what was before and after' 'Change At Who Field Before After …' "$(plain 80 'crm-history c1' | head -n 1 | tr -s ' ')"
like 'which is seen at 80 columns' 'class b c …' "$(plain 80 'crm-history c1' | sed -n 2p | tr -s ' ')"
is 'by any command' "$(plain 80 'crm-history c1')" "$(plain 80 'crm-customer history c1')"
is 'scripts have it last' "class${TAB}b${TAB}c" "$(crm-history c1 | tail -n 1 | cut -f 6-8)"
is 'what one change did stays in its order' "$(crm-history d1 | cut -f 6)" "$(plain 200 'crm-history d1' | sed -e 1d -e 's/   */|/g' | cut -d '|' -f 6)"

# A pager
pages() { rm -f "$T/paged"; terminal 80 "$1" >"$T/.terminal"; [ -e "$T/paged" ] && echo yes || echo no; }
printf '#!/bin/sh\nexec tee "%s/paged"\n' "$T" >"$T/page" && chmod +x "$T/page"
is 'a table on a terminal goes through $CRM_PAGER' yes "$(pages "CRM_PAGER=$T/page crm-customer list")"
is 'as it is on the terminal' "$(terminal 80 'crm-customer list')" "$(cat "$T/paged")"
is 'else through $PAGER' yes "$(pages "unset CRM_PAGER; PAGER=$T/page crm-customer show c1")"
is 'show with what is related' "$(terminal 80 'crm-customer show c1')" "$(cat "$T/paged")"
is 'an empty one is none' no "$(pages "CRM_PAGER= PAGER=$T/page crm-customer list")"
is 'so is cat' no "$(pages "CRM_PAGER=cat PAGER=$T/page crm-customer list")"
is 'one that is not there is done without' "$(terminal 80 'crm-customer list')" "$(terminal 80 'CRM_PAGER=/none/such crm-customer list')"
is 'what is no table needs none' no "$(pages "CRM_PAGER=$T/page crm-customer list --format=csv")"
is 'nor does what writes' no "$(pages "CRM_PAGER=$T/page crm-customer set c1 class=b")"
is 'nor a pipe' no "$(pages "CRM_PAGER=$T/page crm-customer list --format=table | cat")"
is 'an error comes behind it, with its code' 'crm-customer: there is no customer c99 1' "$(terminal 80 "CRM_PAGER=$T/page crm-customer show c99; echo \$?" | paste -sd' ' -)"
mkdir -p "$T/.config/crm" && printf 'pager: %s\n' "$T/page" >"$T/.config/crm/config.yaml"
is 'the configuration names one, which counts more than $PAGER' yes "$(pages "unset CRM_PAGER; PAGER=cat crm-customer list")"
rm "$T/.config/crm/config.yaml"
is 'one number needs none' no "$(pages "CRM_PAGER=$T/page crm-customer count")"
is 'groups of numbers do' yes "$(pages "CRM_PAGER=$T/page crm-customer count --by=city")"
is 'CSV does not, asked for or not' no "$(pages "CRM_PAGER=$T/page crm-customer export")"
is 'nor a page that is as large as the screen' no "$(pages "CRM_PAGER=$T/page crm-report dashboard")"
is 'a report does' yes "$(pages "CRM_PAGER=$T/page crm-report run pipeline")"
is 'not as CSV' no "$(pages "CRM_PAGER=$T/page crm-report run pipeline --format=csv")"
is 'nor as a page' no "$(pages "CRM_PAGER=$T/page crm-report run pipeline --format=html")"
is 'nor its SQL' no "$(pages "CRM_PAGER=$T/page crm-report run pipeline --sql")"
is 'nor in a file' no "$(pages "CRM_PAGER=$T/page crm-report run pipeline -o $T/report.txt --format=table")"
is 'a writer that only lists does' yes "$(pages "CRM_PAGER=$T/page crm-product add name=Pump >/dev/null; CRM_PAGER=$T/page crm-product stock pr1")"
printf '#!/bin/sh\ncat\nkill -INT $PPID\nsleep 0.2\necho left\n' >"$T/page"
is 'who interrupts a pager that has all leaves the run as it ended' 'left|crm-customer: there is no customer c99|1' \
	"$(terminal 80 "CRM_PAGER=$T/page crm-customer show c1 c99; echo \$?" | tail -n 3 | paste -sd '|' -)"
is 'what is said to people comes behind it' 'left|crm-customer: city=leeds finds nothing' \
	"$(terminal 80 "CRM_PAGER=$T/page crm-customer list city=leeds" | sed 's/:  *3 have.*//; s/nothing:.*/nothing/' | tail -n 2 | paste -sd '|' -)"
printf '#!/bin/sh\nhead -n 1\n' >"$T/page"
crm-db backup "$T/many.db" >/dev/null
i=0
while [ $i -lt 300 ]; do
	i=$((i + 1))
	echo "Customer number $i"
done | { echo name && cat; } | crm-customer import - --db="$T/many.db" >/dev/null
early() { terminal 80 "CRM_PAGER=$T/page $1; echo \$?" | tail -n 2 | paste -sd '|' -; }
is 'a pager that is left early ends nothing badly' '0' "$(early "crm-customer list --db=$T/many.db" | sed 's/.*|//')"
is 'whatever is printed by' '0' "$(early "crm-customer show --db=$T/many.db c1..c300" | sed 's/.*|//')"
is 'reports and their charts' '0' "$(early "crm-report run from=customer group=name --chart=bar --db=$T/many.db" | sed 's/.*|//')"

# Hints for a shell
crm-customer import - --db="$T/many.db" >/dev/null <<'ROWS'
name
Brien's $(x)
Ümit*?
"one, two,three ""4"""
Zürich-1.0_
ROWS
hint() {
	CRM_DB=$T/many.db WHERE=$1
	export CRM_DB WHERE
	terminal 80 'crm-customer list "$WHERE"' | sed -n 's/.*; \(.*\) finds it/\1/p'
}
is 'what a shell would expand is quoted' "'name~umit*?'" "$(hint 'name=umit*?')"
is 'an apostrophe too' "'name~brien'\\''s \$(x)'" "$(hint "name=brien's \$(x)")"
is 'what has a comma is put between quotes' "'name~\"One, Two,Three \\\"4\\\"\"'" "$(hint 'name=One, Two\,Three "4"')"
is 'and finds it' "one, two,three \"4\"" "$(eval "crm-customer list --db='$T/many.db' $(hint 'name=One, Two\,Three "4"')" | cut -f 2)"
is 'and what was between them stays there' "'name~\"/ümit*?\"'" "$(crm-customer set --db="$T/many.db" c302 name=/Ümit\*\? >/dev/null; hint 'name="/ümit*?"')"
is 'what is no letter of ASCII is not' 'name~ZÜRICH-1.0_' "$(hint name=ZÜRICH-1.0_)"

# Editing again
mkdir "$T/tmp"
export TMPDIR="$T/tmp" EDITOR="$T/editor"
cat >"$EDITOR" <<'END'
#!/bin/sh
echo run >>"$HOME/runs"
sed -f "$HOME/script$(wc -l <"$HOME/runs" | tr -d ' ')" "$1" >"$HOME/new.yaml" && cat "$HOME/new.yaml" >"$1"
END
chmod +x "$EDITOR"
answers() { rm -f "$T/runs"; { sleep 0.3; printf '%s\n' "$1"; sleep 1; } | script -qec "$2" /dev/null 2>&1 | tr -d '\r'; }
echo 's/^class:.*/class: z/' >"$T/script1"
echo 's/^class:.*/class: c/' >"$T/script2"
screen=$(answers y 'crm-customer edit c2')
like 'a mistake is told' "edit.yaml:" "$screen"
like 'and may be corrected' 'Edit again? [Y/n]' "$screen"
is 'the editor runs on what was written' "2 c" "$(wc -l <"$T/runs" | tr -d ' ') $(crm-customer list c2 --columns=class | cut -f2)"
is 'nothing is left behind' '' "$(ls "$TMPDIR")"
screen=$(answers n 'crm-customer edit c2')
like 'who does not want to is told where it is' 'your text has been saved in' "$screen"
saved=$(find "$TMPDIR" -name edit.yaml)
is 'it is there' 'class: z' "$(grep '^class' "$saved")"
fails 65 "$saved:" 'edit --file names what is wrong with it' crm-customer edit --file="$saved"
sed -i 's/^class:.*/class: b/; s/^website:.*/website: example.com/' "$saved"
crm-customer set c2 phone=+442079460000 >/dev/null
is 'edit --file takes it, once it is right' c2 "$(crm-customer edit --file="$saved")"
is 'beside what others changed since' "c2${TAB}b${TAB}example.com${TAB}+442079460000" "$(crm-customer list c2 --columns=class,website,phone)"
is 'from standard input, as often as one likes' c2 "$(crm-customer edit c2 --file=- <"$saved")"
crm-customer set c2 class=a >/dev/null
fails 1 'class: you wrote "b", but meanwhile it was changed from "c" to "a"' 'what others changed as well is a conflict' crm-customer edit --file="$saved"
fails 1 "c7 is not" 'it names a record that was not asked for' sh -c "sed 's/^ref:.*/ref: c7/' '$saved' | crm-customer edit c2 --file=-"
fails 1 "was never at version 'ch2'" 'a version of other records' sh -c "sed 's/^version:.*/version: ch2/' '$saved' | crm-customer edit --file=-"
echo 'name: Nobody' >"$T/noref.yaml"
fails 65 "$T/noref.yaml:1:1: the ref of the record is missing" 'a file without ref is named itself' crm-customer edit --file="$T/noref.yaml"
fails 1 "was never at version 'ch999'" 'a version that never was' sh -c "sed 's/^version:.*/version: ch999/' '$saved' | crm-customer edit --file=-"
done_testing
