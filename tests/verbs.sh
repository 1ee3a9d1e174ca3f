# shellcheck shell=sh disable=SC2034,SC2154
# Every verb of every program on the firm of firm.sh, a row each: what it is called with, twice the same and once. Whoever sources this says what a row means:
#   each    PROGRAM VERB TWICE ONCE       it writes, and prints a reference for every operand
#   once    PROGRAM VERB TWICE ONCE       it writes, and prints what it prints with the operand once
#   reads   PROGRAM VERB TWICE ONCE       it writes nothing
#   refused CODE PART PROGRAM VERB WORDS  it is refused with a sentence that has this part
#   seen    PROGRAM VERB                  nothing is to be tried
# A verb `:` is the one of a program without verbs; words behind < are lines of standard input.

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
	target) another=period=2027 ;;
	folder) another=name=Y ;;
	report) last=rp2 another=name=Y ;; # those that ship are behind own ones
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
each crm-task snooze 't1 t1 +2d' 't1 +2d'
each crm-event hold 'e1 e1 starts_at=today' 'e1 starts_at=today'
each crm-event move 'e1 e1 +2d' 'e1 +2d'
each crm-event cancel 'e1 e1' 'e1'
each crm-event invite 'e1 e1 contacts=p1' 'e1 contacts=p1'
for verb in : day week month year free export import; do seen crm-calendar $verb; done # their operands are days, users and a file
reads crm-file get 'f1 f1' f1
reads crm-report run 'rp1 by=owner by=stage' 'rp1 by=stage'
seen crm-report dashboard
once crm-report copy 'pipeline name=x name=y' 'pipeline name=y'
reads crm-template preview 'offer for=p1' 'offer for=p1'
refused 2 'takes no operands' crm-template builtin 'x x'
once crm-template install 'survey survey' survey
once crm-mail add '- --group-by=customer template=offer < c1 c1' '- --group-by=customer template=offer < c1'
reads crm-mail mbox 'm1 m1' m1
seen crm-mail send # it starts another program: tests/mail.t
refused 1 'only what is uncertain is resolved' crm-mail resolve 'm1 m1 sent'
once crm-file add 'c1 all.csv all.csv' 'c1 all.csv'
refused 1 'already has the work' crm-user handover 'u1 u1'
refused 2 'from whom and to whom' crm-user handover 'u1 to=mei to=u1'
reads crm-customer balance 'c1 Alpha' c1

each crm-lead assign 'l1 l1 how=least-busy' 'l1 how=least-busy'
once crm-lead assign 'l1 how=region how=capacity' 'l1 how=capacity'

# Service.
each crm-ticket comment 'tk1 tk1 text=hello' 'tk1 text=hello'
once crm-ticket comment 'tk1 text=x text=hello' 'tk1 text=hello'
each crm-ticket hand 'tk1 tk1 desk=billing why=money' 'tk1 desk=billing why=money'
each crm-ticket close 'tk1 tk1 solution=done' 'tk1 solution=done'
each crm-ticket reopen 'tk2 tk2 why=again' 'tk2 why=again'
each crm-ticket assign 'tk1 tk1 how=round-robin' 'tk1 how=round-robin'
each crm-ticket reply 'tk1 tk1 faq=fq1' 'tk1 faq=fq1'
once crm-ticket faq 'tk2 tk2' 'tk2'
reads crm-ticket path 'tk1 tk1' tk1
reads crm-ticket statistics 'tk1 tk1' tk1
refused 2 'unexpected operand' crm-ticket intake 'x x'
refused 2 'name the directory' crm-faq publish 'a a'

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
reads crm-bill plan 'bl1 bl1' bl1
reads crm-invoice plan 'in1 in1' in1
each crm-bill cancel 'bl1 bl1' bl1
once crm-bill credit 'bl1 bl1' bl1
refused 2 'given for the line already' crm-bill credit 'bl1 bl1.1=1 bl1.1=1'
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
each crm-order revise 'so3 so3 reason=more' 'so3 reason=more'
once crm-order plan 'so3 50%=signing 50%=signing' 'so3 50%=signing 50%=signing'
once crm-order deliver 'so3 so3' so3
once crm-order deliver 'so3 so3 so3.1=1' 'so3 so3.1=1'
refused 2 'given for the line already' crm-order deliver 'so3 so3.1=1 so3.1=2'
refused 2 'given for the line already' crm-order deliver 'so3 so3.1=1 so3.1.serial=A so3.1.serial=B'
refused 2 'given before' crm-order deliver 'so3 so3.1=1 serial=A serial=B'
once crm-order invoice 'so3 so3' so3
once crm-order invoice 'so3 so3 so3.1=1 --issue' 'so3 so3.1=1 --issue'
refused 2 'given for the line already' crm-order invoice 'so3 so3.1=1 so3.1=1'
once crm-recur : 'so6 so6' so6
reads crm-timeline : 'c1 c1' c1
seen crm-remind list
seen crm-remind test
seen crm-remind run
seen crm-remind log
seen crm-remind retry
seen crm-remind install
seen crm-today :
once crm-call : '13800138000 --log' '13800138000 --log'
each crm-delivery receive 'dn1 dn1 received_by=Ann' 'dn1 received_by=Ann'
each crm-delivery cancel 'dn1 dn1' dn1
once crm-delivery return 'dn1 dn1 reason=dents' 'dn1 reason=dents'
once crm-delivery return 'dn1 dn1.1=1 reason=dents' 'dn1 dn1.1=1 reason=dents'
refused 2 'given for the line already' crm-delivery return 'dn1 dn1.1=1 dn1.1=1 reason=dents'
once crm-delivery exchange 'dn1 dn1 reason=dents' 'dn1 reason=dents'
refused 2 'given before' crm-delivery exchange 'dn1 new_serial=A new_serial=B reason=dents'
each crm-invoice cancel 'in2 in2' in2
once crm-invoice credit 'in1 in1' in1
once crm-invoice credit 'in1 in1 --rebill' 'in1 --rebill'
refused 2 'given for the line already' crm-invoice credit 'in1 in1.1=1 in1.1=1'
each crm-purchase receive 'po3 po3' po3
each crm-purchase receive 'po3 po3 po3.1=1' 'po3 po3.1=1'
refused 2 'given for the line already' crm-purchase receive 'po3 po3.1=1 po3.1=2'
each crm-purchase return 'po5 po5' po5
each crm-purchase return 'po5 po5 po5.1=1 reason=x' 'po5 po5.1=1 reason=x'
refused 2 'given for the line already' crm-purchase return 'po5 po5.1=1 po5.1=2'
each crm-purchase close 'po3 po3' po3
each crm-purchase reopen 'po5 po5' po5
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
each crm-db forget 'c2 c2' c2
refused 2 'takes no operands' crm-db compact 'x x'
refused 2 'one path' crm-db init 'x.db x.db'
refused 2 'one path' crm-db backup 'x.bak x.bak'
refused 2 'one path' crm-db restore 'x.bak x.bak'
refused 2 'name one directory' crm-db export 'x x'
refused 2 'name one directory' crm-db import 'x x'
reads crm-db diff "$base $base" "$base $base"
refused 2 'name the file' crm-db schema 'apply schema.yaml schema.yaml'
for verb in status check migrate; do refused 2 'takes no operands' crm-db $verb 'x x'; done
# What they make is named once, and made again it is there already (tests/schema.t).
for verb in field pick; do seen crm-db $verb; done

# Targets.
once crm-target split 'tg1 months=even months=even' 'tg1 months=even'
refused 2 'say by whom and how much' crm-target split 'tg1 tg1 months=even'
