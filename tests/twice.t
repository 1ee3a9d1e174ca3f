#!/bin/sh
# Operands named twice, of every verb of every program: a record named twice is worked on once, and a writer still prints a reference for every operand;
# of a field given twice the last value counts; all else is refused in one sentence. A verb that is in no row below fails the test.
. "$(dirname "$0")/lib.sh"

fresh
printf 'company: {name: Firm}\n' >schema.yaml
{
	crm-db schema apply schema.yaml
	crm-user add login=mei name=Mei
	crm-campaign add name=Spring
	for name in Alpha Beta Gamma Delta; do crm-customer add name=$name; done
	crm-contact add name=Ann customer=c1
	crm-contact add name=Bea customer=c1
	crm-lead add name=Leo company=Firm
	crm-lead add name=Lea company=Other
	crm-deal add name=Pumps customer=c1 amount=1000 close_on=eom
	crm-deal add name=Seals customer=c1 close_on=eom
	crm-task add subject=call about=c1
	crm-event add subject=fair starts_at=tomorrow about=c1
	crm-note add title=remark about=c1
	crm-supplier add name=Works
	crm-supplier add name=Mill
	for code in A B C D; do crm-product add name="Product $code" code=$code price=100 tax=vat13 supplier=su1 reorder_level=50; done
	crm-product stock pr1 pr2 pr3 set=20 reason=opening
	crm-pricebook add name=List
	crm-pricebook put pb1 pr1 pr2 price=90
	crm-rate add currency=EUR rate=7.8 valid_from=2026-03-01
	for subject in draft draft issued reviewed accepted expired; do
		quote=$(crm-quote add customer=c1 subject=$subject)
		crm-quote line "$quote" add pr1 pr2 qty=1
	done
	crm-quote issue q3 q4 q5 q6
	crm-quote review q4
	crm-quote accept q5
	crm-quote expire q6
	for subject in draft draft open closed invoiced; do
		order=$(crm-order add customer=c1 subject=$subject)
		crm-order line "$order" add pr1 pr2 qty=2
	done
	crm-order add customer=c1 subject=rent repeat=FREQ=MONTHLY
	crm-order line so6 add pr3
	crm-order approve so3 so4 so5 so6
	crm-order invoice so4 so5 --issue
	crm-order close so4
	crm-order deliver so5
	for subject in draft draft; do crm-invoice line "$(crm-invoice add customer=c1 subject=$subject)" add pr3 qty=1; done
	crm-fapiao add customer=c1 invoices=in1 number=26312000000012345678
	for subject in draft draft open billed; do crm-purchase line "$(crm-purchase add supplier=su1 subject=$subject)" add pr1 pr2 qty=3; done
	crm-purchase approve po3 po4
	crm-purchase bill po4
	crm-payment add customer=c1 amount=100
	crm-payment add customer=c1 amount=50
	crm-payment allocate pay2 in1=20
	crm-asset add product=pr3 customer=c1 serial=X1
	crm-customer merge c3 c4
} >"$T/made" 2>"$T/error"
is 'the firm is there' '' "$(cat "$T/error")"
base=$CRM_DB
sqlite3 "$base" 'pragma wal_checkpoint(truncate)' >/dev/null
printf '#!/bin/sh\nsed "s/^\\(notes\\|name\\):.*/\\1: 9/" "$1" >"$1.new" && mv "$1.new" "$1"\n' >"$T/editor"
chmod +x "$T/editor"
EDITOR=$T/editor
export EDITOR
printf 'name\nZed\n' >all.csv
printf 'code,qty\nA,7\n' >count.csv

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
dump() { sqlite3 "$T/$1.db" "update change set command = ''" .dump >"$T/$1.dump"; } # NAME
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
	[ "$reads" ] || { dump twice && dump once && cmp -s "$T/twice.dump" "$T/once.dump"; } ||
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

# The verbs that every type has.
for type in $TYPES; do
	crm=crm-$type
	first=$($crm list --format ids | head -n 1)
	last=$($crm list --format ids | tail -n 1)
	field=notes another=
	case $type in
	user) field=name another=login=zed ;;
	rate) another=currency=USD ;;
	quote | order | purchase) last=$first ;; # a draft
	fapiao) another=number=26312000000012345679 ;;
	asset) another=serial=Y ;;
	esac
	reads $crm list "$first $first" "$first"
	reads $crm count "$first $first" "$first"
	reads $crm export "$first $first" "$first"
	reads $crm show "$first 1" "$first"
	reads $crm history "$first $first" "$first"
	each $crm set "$first $first $field=y" "$first $field=y"
	once $crm set "$first $field=x $field=y" "$first $field=y"
	each $crm edit "$first $first" "$first"
	case $type in
	delivery) refused 1 'crm-delivery set dn1 status=cancelled' $crm rm 'dn1 dn1' ;;
	*) each $crm rm "$last $last --cascade" "$last --cascade" ;;
	esac
	once $crm merge "$first $first" "$first $first $first"
	refused 2 'takes no operands' $crm fields 'name name'
	refused 2 'give one file, then field=value' $crm import 'all.csv all.csv'
	case $type in
	delivery) refused 1 'is still to be delivered' $crm copy 'dn1 dn1' ;;
	bill) refused 1 'is still to be billed' $crm copy 'bl1 bl1' ;;
	*) once $crm copy "$last $last $another" "$last $another" ;;
	esac
done

# By reference, name, number, the reference that another record was merged into, ranges that overlap, and by records that lead to one.
each crm-customer set 'c1 Alpha phone=1234567' 'c1 phone=1234567'
each crm-customer set 'c3 c4 phone=1234567' 'c3 phone=1234567'
each crm-customer set 'd1 d2 phone=1234567' 'c1 phone=1234567'
each crm-quote set 'q3 Q-2026-0001 owner=mei' 'q3 owner=mei'
each crm-customer set '1..1 c1..c1 phone=1234567' 'c1 phone=1234567'
each crm-customer set '- phone=1234567 < c1 1' '- phone=1234567 < c1'
run twice crm-customer set 'c1..c2 c2..c3 owner=mei'
is 'ranges that overlap' "c1${NL}c2${NL}c2${NL}c3" "$out"
run twice crm-customer set 'c3 c1 c3 c2 Alpha owner=mei'
is 'references in the order in which they are named' "c3${NL}c1${NL}c3${NL}c2${NL}c1" "$out"
once crm-customer set 'c1 tags=a,b,a tags+=b' 'c1 tags=a,b'
once crm-deal set 'd1 contacts=p1,p2,p1' 'd1 contacts=p1,p2'
once crm-customer merge 'c1 c2 c2' 'c1 c2'
once crm-customer merge 'c1 c3 c4' 'c1 c3'
once crm-customer merge 'c1 c1 c2' 'c1 c2'

# add and log: a record for every reference.
once crm-customer add 'name=x name=y' 'name=y'
once crm-task add 'hello c1 c1' 'hello c1'
refused 2 'about holds one record' crm-task add 'hello c1 c2'
once crm-task add '- subject=x < c1 c1' '- subject=x < c1'
once crm-task add '- subject=x < q3 Q-2026-0001' '- subject=x < q3'
once crm-event log 'c1 c1 hello' 'c1 hello'
once crm-event log '- subject=x < c1 c1' '- subject=x < c1'
refused 2 'cannot both be the subject' crm-event log 'c1 hello hello'
for type in $TYPES; do seen crm-$type add; done # a matter of fields from here on; all types share it
once crm-event add 'x p1 p1 starts_at=today' 'x p1 starts_at=today'

# People.
once crm-lead convert 'l1 l1' 'l1'
once crm-lead convert '- < l1 1' '- < l1'
once crm-lead convert 'l1 deal.name=x deal.name=y deal.close_on=eom' 'l1 deal.name=y deal.close_on=eom'
each crm-deal stage 'd1 d1 proposal' 'd1 proposal'
each crm-deal stage 'd1 Pumps stage=won' 'd1 stage=won'
each crm-task done 't1 t1' 't1'
refused 1 'already has the work' crm-user handover 'u1 u1'
refused 2 'from whom and to whom' crm-user handover 'u1 to=mei to=u1'
reads crm-customer balance 'c1 Alpha' c1

# Products and prices.
reads crm-product price 'pr1 pr1' pr1
reads crm-product price 'pr1 qty=1 qty=2' 'pr1 qty=2'
reads crm-product stock 'pr1 1' pr1
each crm-product stock 'pr1 pr1 set=7 reason=count' 'pr1 set=7 reason=count'
once crm-product stock 'pr1 set=6 set=7 reason=lost reason=count' 'pr1 set=7 reason=count'
refused 2 'reason=TEXT' crm-product stocktake 'count.csv count.csv reason=count'
once crm-product stocktake 'count.csv reason=lost reason=count' 'count.csv reason=count'
each crm-pricebook put 'pb1 pr3 pr3 price=9' 'pb1 pr3 price=9'
each crm-pricebook put 'pb1 pr3 C price=8 price=9' 'pb1 pr3 price=9'
each crm-pricebook drop 'pb1 pr1 pr1' 'pb1 pr1'
once crm-pricebook drop 'pb1 pb1.1 pb1.1' 'pb1 pb1.1'
reads crm-pricebook prices 'pb1 List' pb1

# Documents, and what is made of them.
for kind in 'quote q1 q5' 'order so1 so3' 'invoice in3 in1' 'purchase po1 po3'; do
	set -- $kind
	crm=crm-$1
	once $crm line "$2 add pr3 pr3" "$2 add pr3"
	once $crm line "$2 add qty=3 qty=4 description=x" "$2 add qty=4 description=x"
	once $crm line "$2 set 1 1 qty=4" "$2 set 1 qty=4"
	once $crm line "$2.1 set 1 qty=4" "$2 set 1 qty=4"
	once $crm line "$2 rm 1 1" "$2 rm 1"
	once $crm line "$2 move 1 1 last" "$2 move 1 last"
	refused 2 'next to itself' $crm line "$2 move 1 1 before=1"
	reads $crm explain "$2 $2" "$2"
	case $1 in order | purchase) verb=approve ;; *) verb=issue ;; esac
	each $crm $verb "$2 $2" "$2"
done
once crm-bill line 'bl1 set 1 1 price=90' 'bl1 set 1 price=90'
reads crm-bill explain 'bl1 bl1' bl1
each crm-bill cancel 'bl1 bl1' bl1
each crm-quote review 'q3 q3' q3
each crm-quote accept 'q3 Q-2026-0001' q3
each crm-quote reject 'q3 q3 reason=dear reason=late' 'q3 reason=late'
each crm-quote expire 'q3 q3' q3
once crm-quote revise 'q3 q3' q3
once crm-quote order 'q5 q5' q5
once crm-quote invoice 'q5 q5' q5
each crm-order cancel 'so3 so3' so3
each crm-order close 'so3 so3' so3
each crm-order reopen 'so4 so4' so4
once crm-order plan 'so3 50%=signing 50%=signing' 'so3 50%=signing 50%=signing'
once crm-order deliver 'so3 so3' so3
once crm-order deliver 'so3 so3 so3.1=1' 'so3 so3.1=1'
refused 2 'said of the line before' crm-order deliver 'so3 so3.1=1 so3.1=2'
refused 2 'said of the line before' crm-order deliver 'so3 so3.1=1 so3.1.serial=A so3.1.serial=B'
refused 2 'given before' crm-order deliver 'so3 so3.1=1 serial=A serial=B'
once crm-order invoice 'so3 so3' so3
once crm-order invoice 'so3 so3 so3.1=1 --issue' 'so3 so3.1=1 --issue'
refused 2 'said of the line before' crm-order invoice 'so3 so3.1=1 so3.1=1'
once crm-recur : 'so6 so6' so6
each crm-delivery receive 'dn1 dn1 received_by=Ann' 'dn1 received_by=Ann'
each crm-delivery cancel 'dn1 dn1' dn1
each crm-invoice cancel 'in2 in2' in2
once crm-invoice credit 'in1 in1' in1
refused 2 'said of the line before' crm-invoice credit 'in1 in1.1=1 in1.1=1'
each crm-purchase receive 'po3 po3' po3
each crm-purchase receive 'po3 po3 po3.1=1' 'po3 po3.1=1'
refused 2 'said of the line before' crm-purchase receive 'po3 po3.1=1 po3.1=2'
each crm-purchase cancel 'po1 po1' po1
once crm-purchase bill 'po3 po3' po3
once crm-purchase reorder 'pr1 pr2 pr1' 'pr1 pr2'
each crm-payment allocate 'pay1 pay1' pay1
each crm-payment allocate 'pay1 pay1 in1' 'pay1 in1'
once crm-payment allocate 'pay1 in1 in1' 'pay1 in1'
refused 2 'named before' crm-payment allocate 'pay1 in1=10 in1=20'
refused 2 'named before' crm-payment allocate 'pay1 in1=10 in1'
each crm-payment release 'pay2 pay2' pay2
once crm-payment release 'pay2 in1 in1' 'pay2 in1'
once crm-payment refund 'pay1 pay1' pay1
once crm-payment refund 'pay1 amount=5 amount=6' 'pay1 amount=6'

# What is of no type.
refused 2 'like c12' crm-print : 'q3 q'
reads crm-print : 'q3 q3 --output=- --format=text' 'q3 --output=- --format=text'
reads crm-show : 'c1 Alpha' c1
reads crm-find : 'Alpha Alpha' Alpha
reads crm-history : 'c1 c1' c1
once crm-undo : 'ch2 ch2' ch2
refused 2 'reverts the most recent undo' crm-redo : 'ch2 ch2'
reads crm-dedupe : 'customer c1 c1' 'customer c1'
each crm-dedupe reject 'c1 c1 c2 c2' 'c1 c2'
refused 1 'name two' crm-dedupe reject 'c1 c1'
refused 2 'one type' crm-dedupe rejected 'customer customer'
refused 2 'one path' crm-db init 'x.db x.db'
refused 2 'one path' crm-db backup 'x.bak x.bak'
refused 2 'one path' crm-db restore 'x.bak x.bak'
refused 2 'name one directory' crm-db export 'x x'
refused 2 'name one directory' crm-db import 'x x'
reads crm-db diff "$base $base" "$base $base"
refused 2 'name the file' crm-db schema 'apply schema.yaml schema.yaml'
for verb in status check migrate; do refused 2 'takes no operands' crm-db $verb 'x x'; done

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
