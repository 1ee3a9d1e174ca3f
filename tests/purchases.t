#!/bin/sh
# shellcheck disable=SC2086
# Purchases that end before all has come, goods that go back to the supplier, his credit notes, and where he delivers to.
. "$(dirname "$0")/lib.sh"

value() { crm-$1 list "$2" --columns="$3" | cut -f 2-; }
clean() { is "$1: crm-db check is clean" 0 "$(crm-db check 2>&1)$?"; }
stock() { crm-product stock "${1:-pr1}" | cut -f 3,5; } # on hand, on order
# An approved purchase: ordered QTY PRICE
ordered() { po=$(crm-purchase add supplier=su1 subject=parts) && crm-purchase line $po add product=pr1 qty=$1 price=$2 >/dev/null && crm-purchase approve $po; }
again() { # what is exported, imported and exported again is the same
	rm -rf "$T/one" "$T/other" "$T/again.db"*
	crm-db export "$T/one" >/dev/null
	crm-db init "$T/again.db" >/dev/null
	crm-db import "$T/one" --db="$T/again.db" >/dev/null
	crm-db export "$T/other" --db="$T/again.db" >/dev/null
	is "$1: export, import, export" '' "$(diff -r "$T/one" "$T/other" 2>&1)"
}

# Short close.
fresh
{
	crm-supplier add name=海川 payment_terms='net 30'
	crm-product add name=泵 code=P1 price=10 cost=5 supplier=su1 reorder_level=8 tax=vat13
} >/dev/null
ordered 10 5 >/dev/null
is 'what is ordered is awaited' "${TAB}10" "$(stock)"
fails 1 'po1: nothing of it was received, so nothing can go back' 'nothing came' crm-purchase return po1 po1.1=1
crm-purchase receive po1 po1.1=4 >/dev/null
is 'some of it came' "4${TAB}6" "$(stock)"
is 'it is enough' '' "$(crm-purchase reorder pr1)"
is 'closing names what is not billed, and ends what is open' \
	'crm-purchase: 4 of po1.1 was received and is not billed; crm-purchase bill po1 --received bills it
po1' "$(crm-purchase close po1 2>&1)"
is 'nothing is awaited' "4${TAB}0" "$(stock)"
is 'what lacks is ordered anew' po2 "$(crm-purchase reorder pr1)"
is 'so much of it' 4 "$(sqlite3 "$CRM_DB" 'select qty / 1000000 from purchase_line where parent = 2')"
crm-undo >/dev/null
fails 1 'po1 is closed; crm-purchase reopen po1 reopens it' 'nothing comes any more' crm-purchase receive po1
fails 1 'po1 is closed' 'nor is it cancelled' crm-purchase cancel po1
fails 1 'that does not match what was received' 'nor received' crm-purchase set po1 status=received
fails 1 'that does not match what was received' 'reopened by hand as what it is not' crm-purchase set po1 status=approved
is 'reopened it is what came of it' 'po1 part-received 4	6' "$(crm-purchase reopen po1) $(value purchase po1 status) $(stock)"
is 'a reason says why there is no bill' 'po1 closed	gift' "$(crm-purchase close po1 --leave=gift 2>&1) $(value purchase po1 status,leave_reason)"
crm-undo >/dev/null
is 'undone' 'part-received	' "$(value purchase po1 status,leave_reason)"
crm-redo >/dev/null
crm-purchase reopen po1 >/dev/null
is 'the reason is gone with it' '' "$(value purchase po1 leave_reason)"
is 'what came is billed' 'bl1 22.60' "$(crm-purchase bill po1 --received) $(value bill bl1 total)"
fails 1 'po1: nothing was received that is not billed; crm-purchase receive po1 receives what is open' 'once' crm-purchase bill po1 --received
fails 2 '--received and quantities of lines are two ways' 'not both' crm-purchase bill po1 po1.1=1 --received
is 'closed without a word' po1 "$(crm-purchase close po1 2>&1)"
fails 1 'po1: nothing was received that is not billed' 'of a closed one what came is billed' crm-purchase bill po1
draft=$(crm-purchase add supplier=su1)
fails 1 "$draft is draft: from there it can become approved, cancelled, not closed" 'a draft' crm-purchase close $draft
ordered 3 5 >/dev/null
is 'one of which nothing came' "$po closed" "$(crm-purchase close $po 2>&1) $(value purchase $po status)"
is 'and again' "$po approved" "$(crm-purchase reopen $po) $(value purchase $po status)"
crm-purchase receive $po >/dev/null
crm-purchase close $po --leave=x >/dev/null
is 'one of which all came' "$po received" "$(crm-purchase reopen $po) $(value purchase $po status)"
# Services: nobody but the state knows whether they came.
po=$(crm-purchase add supplier=su1)
crm-purchase line $po add description=work qty=2 price=5 >/dev/null
crm-purchase approve $po >/dev/null
fails 1 "$po.1 is not a product, so no parts of it can be received" 'no part of work' crm-purchase receive $po $po.1=1
crm-purchase receive $po >/dev/null
fails 1 'nothing of it was received, so nothing can go back' 'work does not go back' crm-purchase return $po
is 'work came with the rest' "crm-purchase: 2 of $po.1 was received and is not billed; crm-purchase bill $po --received bills it$NL$po" "$(crm-purchase close $po 2>&1)"
is 'the bill of a closed one' '10.00' "$(value bill "$(crm-purchase bill $po)" total)"
clean 'short close'
again 'short close'

# Goods go back.
fresh
{
	crm-supplier add name=海川
	crm-product add name=泵 code=P1 price=10 cost=5 supplier=su1 unit=piece
	crm-product add name=管 code=P2 price=10 cost=5 supplier=su1 unit=m
	ordered 10 5
	crm-purchase line "$(crm-purchase add supplier=su1)" add product=pr2 qty=2.5 price=1
} >/dev/null
crm-purchase receive po1 on=2026-03-01 >/dev/null
is 'goods came on a day' 2026-03-01 "$(sqlite3 "$CRM_DB" 'select moved_on from stock_movement')"
fails 1 'po1.1: 11 is more than the 10 that are still to be returned' 'more than came' crm-purchase return po1 po1.1=11
fails 65 'po1.1: 0 is not greater than zero' 'nothing' crm-purchase return po1 po1.1=0
fails 65 'po1.1: -1 is not greater than zero' 'less' crm-purchase return po1 po1.1=-1
fails 65 'qty: 0.5 is not a whole number, and the unit piece is not divided' 'half a piece' crm-purchase return po1 po1.1=0.5
fails 1 'po1 has no line po1.2' 'no such line' crm-purchase return po1 po1.2=1
fails 1 'so much of po1.1 had not come by 2026-02-28' 'before it came' crm-purchase return po1 po1.1=1 on=2026-02-28
fails 65 'moved_on: 2026-03-06 is in the future' 'tomorrow' crm-purchase return po1 po1.1=1 on=tomorrow
fails 65 "'on=never'" 'no day' crm-purchase return po1 po1.1=1 on=never
fails 2 'reason' 'what comes has no reason' crm-purchase receive po2 reason=x
fails 1 'there is no purchase po9' 'none' crm-purchase return po9
is 'two go back' 'po1 part-received 8	2' "$(crm-purchase return po1 po1.1=2 reason='cracked' on=2026-03-02 tracking_no=SF1) $(value purchase po1 status) $(stock)"
is 'the ledger says why' '-2	2026-03-02	cracked' "$(sqlite3 -separator "$TAB" "$CRM_DB" 'select qty / 1000000, moved_on, reason from stock_movement where qty < 0')"
is 'of what was received' 8 "$(crm-purchase show po1.1 2>/dev/null | sed -n "s/^received$TAB//p")"
is 'the number of the parcel' SF1 "$(value purchase po1 tracking_no)"
before=$(records)
crm-purchase return po1 >/dev/null
is 'all of it' 'approved 0	10' "$(value purchase po1 status) $(stock)"
fails 1 'nothing of it was received' 'nothing more' crm-purchase return po1
crm-undo >/dev/null
is 'undone to the letter' "$before" "$(records)"
crm-redo >/dev/null
is 'redone' 'approved 0	10' "$(value purchase po1 status) $(stock)"
crm-purchase cancel po1 >/dev/null
is 'what went back altogether may be cancelled' 'cancelled 0	0' "$(value purchase po1 status) $(stock)"
crm-undo >/dev/null
is 'or comes again' 'po1 received 10	0' "$(crm-purchase receive po1) $(value purchase po1 status) $(stock)"
is 'or the purchase is closed' 'po1 po1 closed 7	0' "$(crm-purchase return po1 po1.1=3) $(crm-purchase close po1 --leave=x) $(value purchase po1 status) $(stock)"
is 'of a closed one more goes back' 'po1 closed 6	0' "$(crm-purchase return po1 po1.1=1) $(value purchase po1 status) $(stock)"
crm-customer add name=A >/dev/null
crm-order line "$(crm-order add customer=c1)" add product=pr1 qty=4 price=9 >/dev/null
crm-order deliver so1 >/dev/null
fails 1 'pr1: 2 on hand, 3 needed' 'what was sold does not go back' crm-purchase return po1 po1.1=3
is 'the rest does' "po1 0${TAB}0" "$(crm-purchase return po1 po1.1=2) $(stock)"
# A count has the last word over what went back before it.
crm-purchase receive po2 on=2026-03-01 >/dev/null
crm-product stock pr2 set=2 reason=count on=2026-03-03 >/dev/null
crm-purchase return po2 po2.1=0.5 on=2026-03-02 >/dev/null
is 'a later count' "2${TAB}0.5" "$(stock pr2)"
clean returns
again returns
sqlite3 "$CRM_DB" "update stock_movement set qty = -5000000 where qty = -500000"
like 'crm-db check: more went back than came' 'the ledger has -2.5 received, but it should be 0' "$(crm-db check 2>&1)"

# What was received is not taken back from under what went back, nor the other way round, though no state tells the one from the other.
fresh
{
	crm-supplier add name=海川
	crm-product add name=泵 price=10 cost=5 supplier=su1
	crm-product stock pr1 set=50 reason=opening
	ordered 10 5
	crm-purchase receive po1 po1.1=2
	crm-purchase receive po1 po1.1=2
} >/dev/null
last() { crm-history | tail -n 1 | cut -f 1; }
came=$(last)
crm-purchase return po1 po1.1=3 >/dev/null
went=$(last)
fails 1 "$came cannot be undone: it would leave po1 wrong: line 1: pr1: the ledger has -1 received, but it should be 0" 'what went back had come' crm-undo "$came"
crm-purchase receive po1 po1.1=8 >/dev/null
fails 1 "$went cannot be undone: it would leave po1 wrong" 'what came instead stays' crm-undo "$went"
clean 'what an undo leaves'

# Eight programs receive and return at once: never more than there is, no movement is lost.
fresh
{
	crm-supplier add name=海川
	crm-product add name=泵 price=10 cost=5 supplier=su1
	ordered 40 5
} >/dev/null
buyer() {
	for n in 1 2 3 4 5 6; do
		crm-purchase receive po1 po1.1=2 || echo "exit $?"
		crm-purchase return po1 po1.1=1 reason=$n || echo "exit $?"
	done
}
for w in 1 2 3 4 5 6 7 8; do buyer >"$T/buyer$w" 2>"$T/error$w" & done
wait
is 'what was refused was too much' '' "$(cat "$T"/error? | grep -v 'is more than\|nothing is left to be received\|nothing of it was received')"
came=$(cat "$T"/error? | grep -c 'be received') went=$(cat "$T"/error? | grep -c 'be returned\|nothing of it')
is 'what was not refused is there' "$((2 * (48 - came) - (48 - went)))" "$(value product pr1 on_hand)"
is 'and not awaited' "$((40 - 2 * (48 - came) + (48 - went)))" "$(value product pr1 on_order)"
clean 'eight at once'

# His credit notes.
fresh
{
	crm-supplier add name=海川 payment_terms='net 30'
	crm-supplier add name=other
	crm-product add name=泵 price=10 cost=5 supplier=su1
	crm-purchase add supplier=su1 subject=parts discount=10 shipping=50
	crm-purchase line po1 add product=pr1 qty=3 price=33.33 tax=vat13
	crm-purchase line po1 add description=work qty=1 price=7.77
	crm-purchase receive po1
	crm-purchase bill po1 supplier_number=A1 issued_on=2026-02-01
} >/dev/null
owed() { crm-supplier list $1 --columns=payable | cut -f 2; }
is 'what is owed' '158.68 158.68 2026-03-03' "$(owed su1) $(value bill bl1 balance,due_on | tr '\t' ' ')"
fails 1 'bl1: nothing went back that is not credited; crm-purchase return sends goods back' 'nothing went back' crm-bill credit bl1 --returned
fails 2 '--returned and quantities of lines are two ways to say how much' 'not both' crm-bill credit bl1 bl1.1=1 --returned
fails 1 'bl1.1: 4 is more than the 3 that are still to be credited' 'more than was billed' crm-bill credit bl1 bl1.1=4
crm-purchase return po1 po1.1=2 reason=cracked >/dev/null
fails 1 'bl1 of su1 has the number a 1 already' 'its number was taken' crm-bill credit bl1 --returned supplier_number='a 1'
is 'what went back is credited' bl2 "$(crm-bill credit bl1 --returned supplier_number=C1 reason=cracked)"
is 'as so much of the line' 'credit-note	bl1	po1	cracked	67.79	0.00	paid	2026-03-05' "$(value bill bl2 kind,original,purchase,reason,total,balance,payment,due_on)"
is 'it takes from the bill' 'part	90.89	' "$(value bill bl1 payment,balance,rebill)"
is 'and from what is owed' 90.89 "$(owed su1)"
is 'payables on a day' '90.89' "$(crm-report run bills-aged | cut -f 7)"
is 'on a day before it' '158.68' "$(crm-report run bills-aged on=2026-03-04 | cut -f 7)"
fails 1 'nothing went back that is not credited' 'once' crm-bill credit bl1 --returned
crm-purchase receive po1 >/dev/null
fails 1 'nothing is left to be billed' 'what is credited is not billed again' crm-purchase bill po1
fails 1 'of po1.1 only 0 is still to be billed' 'by no way' crm-bill line bl1 add purchase_line=po1.1 description=x qty=1 price=1
ok 'unless it says so' crm-bill set bl2 rebill=yes
is 'the one that comes instead' 'bl3 67.79' "$(crm-purchase bill po1 supplier_number=A2) $(value bill bl3 total)"
fails 1 'would be billed twice; cancel that bill first' 'now it stays so' crm-bill set bl2 rebill=no
fails 1 'would be billed twice; cancel that bill first' 'and is not cancelled' crm-bill cancel bl2
fails 1 'bl1 cannot be changed while bl2 is in force; crm-bill cancel first' 'nor is the bill' crm-bill cancel bl1
fails 1 'more than would be left; cancel the credit note first' 'nor lowered' crm-bill line bl1 set 1 price=1
fails 1 'bl2 is a credit note itself' 'a note of a note' crm-bill credit bl2
fails 1 'lines of bl2 were taken from another document' 'it stays with its bill' crm-bill set bl2 original=bl3
fails 65 'original: only a credit note corrects a bill' 'a bill corrects none' crm-bill add original=bl1
fails 65 'rebill: only a credit note' 'nor says what is billed again' crm-bill set bl3 rebill=yes
is 'the rest is credited with the shipping' 'bl4 90.89' "$(crm-bill credit bl1 supplier_number=C2) $(value bill bl4 total)"
is 'line by line they are the whole' 'paid	0.00' "$(value bill bl1 payment,balance)"
fails 1 'bl1: nothing is left to be credited' 'nothing is left' crm-bill credit bl1
is 'purchase by purchase' 67.79 "$(owed su1)"
# By hand.
is 'the number is one of his' 'bl5 su1 po1' "$(crm-bill add kind=credit-note original=bl3 supplier_number=C3) $(value bill bl5 supplier,purchase | tr '\t' ' ')"
fails 1 'bl1 of su1 has the number A1 already' 'twice' crm-bill add kind=credit-note original=bl3 supplier_number=A1
ok 'a line' crm-bill line bl5 add description=bonus qty=1 price=60
fails 1 'bl5 credits 72.00, more than the 67.79 that is left of bl3; lower its quantities or prices' 'more than there is' crm-bill line bl5 add description=bonus qty=1 price=12
fails 1 'po1 is of another supplier' 'of another supplier' crm-bill add kind=credit-note original=bl3 supplier=su2 supplier_number=C4
fails 1 'currency: bl3, which it corrects, is in CNY' 'in another currency' crm-bill add kind=credit-note original=bl3 currency=USD supplier_number=C4
crm-bill cancel bl5 >/dev/null
is 'cancelled it counts no more' '67.79 67.79' "$(owed su1) $(value bill bl3 balance)"
# Without a bill, he pays it back.
crm-bill add supplier=su1 kind=credit-note supplier_number=C5 reason=bonus >/dev/null
crm-bill line bl6 add description=bonus qty=1 price=20 >/dev/null
is 'a credit of the supplier' '47.79 -20.00	open' "$(owed su1) $(value bill bl6 balance,payment)"
pay=$(crm-payment add supplier=su1 amount=60)
fails 1 "nothing is left to pay for $pay of bl2" 'what corrects a bill is settled by it' crm-payment allocate $pay bl2
fails 1 'bl6 is a credit note: a refund pays it, not a payment' 'we do not pay it' crm-payment allocate $pay bl6
back=$(crm-payment add supplier=su1 kind=refund amount=15)
fails 1 'bl3 is a claim on us: a refund does not pay it' 'a refund pays no bill' crm-payment allocate $back bl3
crm-payment allocate $back bl6 >/dev/null
is 'part of it' '-5.00	part' "$(value bill bl6 balance,payment)"
fails 1 'kind: bl6 is paid or credited' 'it stays a credit note' crm-bill set bl6 kind=bill
fails 1 'original: bl6 is paid or credited' 'of no bill' crm-bill set bl6 original=bl3
crm-payment allocate $pay >/dev/null
is 'the oldest claim is paid, no credit note' '7.79	part' "$(value bill bl3 balance,payment)"
fails 1 '60.00 of bl3 is paid, more than would be left' 'what is paid stays' crm-bill line bl3 set 1 qty=1
fails 1 "bl3 is paid by $pay.1; release that first, or make a credit note: crm-bill credit" 'nor is it cancelled' crm-bill cancel bl3
is 'reminders of bills are of bills' '' "$(crm-bill list payment=open,part kind!=credit-note due_on=..today --format ids | grep bl6)"
is 'the balance of all' '2.79' "$(owed su1)"
clean 'credit notes'
again 'credit notes'
before=$(records)
crm-bill credit bl3 bl3.1=1 >/dev/null
crm-undo >/dev/null
is 'undone to the letter' "$before" "$(records)"
crm-redo >/dev/null
is 'redone' 33.90 "$(value bill bl7 total)"
sqlite3 "$CRM_DB" "update bill set total = 100000 where id = 7"
like 'crm-db check: more is credited than was claimed' 'is taken back by credit notes' "$(crm-db check 2>&1)"
# A purchase whose bill is credited altogether may be cancelled.
fresh
{
	crm-supplier add name=海川
	crm-purchase line "$(crm-purchase add supplier=su1)" add description=work qty=3 price=10
	crm-purchase bill po1
} >/dev/null
fails 1 'bl1 is in force' 'while there is a bill' crm-purchase cancel po1
crm-bill credit bl1 bl1.1=1 >/dev/null
fails 1 'bl1 is in force' 'or a part of it' crm-purchase cancel po1
crm-bill credit bl1 >/dev/null
ok 'no more' crm-purchase cancel po1
fails 1 'po1 is cancelled, so bl1 cannot be in force' 'then the credit note stays' crm-bill cancel bl2
clean 'a cancelled purchase'
# Eight at once: no more is credited than was billed.
fresh
{
	crm-supplier add name=海川
	crm-product add name=泵 cost=5
	ordered 20 10.33
	crm-purchase receive po1
	crm-purchase bill po1
} >/dev/null
for w in 1 2 3 4 5 6 7 8; do for n in 1 2 3; do crm-bill credit bl1 bl1.1=1 || echo "exit $?"; done >"$T/buyer$w" 2>"$T/error$w" & done
wait
is 'four are refused' '4 4' "$(cat "$T"/error? | grep -c 'to be credited') $(cat "$T"/error? | grep -c .)"
is 'the parts are the whole' '0.00 paid' "$(value bill bl1 balance,payment | tr '\t' ' ')"
clean 'credits at once'

# Where it is delivered to: what the schema says of the company.
fresh
crm-supplier add name=海川 contact=王工 >/dev/null
is 'a company without an address' '				' "$(crm-purchase add supplier=su1 subject=x >/dev/null; value purchase po1 ship_street,ship_city,bill_street,bill_city,bill_code)"
printf 'company:\n  name: 申衡\n  street: 徐虹北路12号\n  city: 上海\n  code: "200030"\n' >schema.yaml
crm-db schema apply schema.yaml >/dev/null
crm-purchase add supplier=su1 subject=x >/dev/null
is 'goods and bill go to its address' '王工	徐虹北路12号	上海	徐虹北路12号	上海	200030' "$(value purchase po2 contact,ship_street,ship_city,bill_street,bill_city,bill_code)"
printf '  ship_street: 港城路5号\n  ship_city: 宁波\n' >>schema.yaml
crm-db schema apply schema.yaml >/dev/null
{
	crm-purchase add supplier=su1 subject=x carrier=顺丰
	crm-purchase add supplier=su1 subject=x contact=李工 ship_city=杭州
	crm-purchase add supplier=su1 subject=x --ship-from-bill
	crm-purchase copy po4 subject=again
	crm-customer add name=A
	crm-order add customer=c1
	crm-purchase set po2 orders=so1
	crm-product add name=泵 cost=5 supplier=su1 reorder_level=3
	crm-purchase reorder pr1
} >/dev/null
is 'or the goods to another one' '港城路5号	宁波		徐虹北路12号' "$(value purchase po3 ship_street,ship_city,ship_code,bill_street)"
is 'what is given is a whole' '李工		杭州	徐虹北路12号' "$(value purchase po4 contact,ship_street,ship_city,bill_street)"
is '--ship-from-bill' '徐虹北路12号	上海	200030' "$(value purchase po5 ship_street,ship_city,ship_code)"
is 'a copy goes where its original went' '李工		杭州' "$(value purchase po6 contact,ship_street,ship_city)"
is 'what is reordered' '港城路5号' "$(value purchase po7 ship_street)"
fails 2 'contradict each other' 'not both' crm-purchase add supplier=su1 --ship-from-bill --bill-from-ship
crm-purchase set po4 --bill-from-ship >/dev/null
is '--bill-from-ship' '	杭州' "$(value purchase po4 bill_street,bill_city)"
is 'purchases of an order' so1 "$(crm-order list purchases.status=draft --format ids)"
for po in po2 po3; do crm-purchase line $po add product=pr1 qty=1 >/dev/null; done
crm-purchase approve po3 >/dev/null
fails 1 'ship_street: po3 is approved, so it cannot be changed' 'what is ordered goes where it was to go' crm-purchase set po3 ship_street=x
page=$(crm-print po3 -f text -o - -l zh_CN)
like 'the page says where to' '宁波港城路5号' "$page"
like 'where the bill goes' '账单寄送' "$page"
like 'and with whom' '联系人：王工' "$page"
like 'by whom it is carried' '顺丰' "$page"
unlike 'the bill goes where the goods do' '账单寄送' "$(crm-print po2 -f text -o - -l zh_CN)"
crm-purchase merge po2 po7 >/dev/null
is 'of two drafts, the address of the one' '徐虹北路12号	上海' "$(value purchase po2 ship_street,ship_city)"
crm-undo >/dev/null
clean addresses
again addresses

# 规格型号: of the product, of every line, on paper.
fresh
{
	crm-supplier add name=海川
	crm-customer add name=A
	printf '产品名称,规格,单价,成本\n泵,IS50-32,10,5\n' | crm-product import -
	printf 'Name,Model,Price\nValve,DN80,5\n' | crm-product import -
	crm-product stock pr1 set=5 reason=opening
	crm-quote add customer=c1 subject=q
	crm-quote line q1 add product=pr1 qty=1
	crm-quote line q1 add product=pr2 qty=1 specification='DN100, PN16'
	crm-quote line q1 add description='Gasket DN50' specification=DN50 qty=1 price=1
	crm-quote order q1
	crm-order deliver so1
	crm-order invoice so1
	crm-purchase line "$(crm-purchase add supplier=su1)" add product=pr1 qty=2
	crm-purchase bill po1
} >/dev/null
is 'headers of sheets call it so' "IS50-32 DN80" "$(crm-product list --columns=specification | cut -f 2 | xargs)"
is 'a search finds it' pr1 "$(crm-product list IS50-32 --format ids)"
models() { sqlite3 "$CRM_DB" "select specification from $1_line order by id" | paste -sd ';'; }
is 'lines have it, and what is made of them' 'IS50-32;DN100, PN16;DN50 IS50-32;DN100, PN16;DN50 IS50-32;DN100, PN16;DN50 IS50-32;DN100, PN16;DN50' \
	"$(models quote) $(models order) $(models delivery) $(models invoice)"
is 'purchases and bills too' 'IS50-32 IS50-32' "$(models purchase) $(models bill)"
crm-product set pr1 specification=other >/dev/null
is 'a line stays as it was' 'IS50-32;DN100, PN16;DN50' "$(models order)"
fails 1 'its lines cannot be changed' 'what is issued most of all' crm-order line so1 set 1 specification=x
is 'a draft takes another' 'mine;DN100, PN16;DN50' "$(crm-invoice line in1 set 1 specification=mine >/dev/null; models invoice)"
page=$(crm-print so1 -f text -o - -l en 2>/dev/null)
like 'it is printed' 'IS50-32' "$page"
is 'once where the description has it' 1 "$(printf '%s\n' "$page" | grep -c DN50)"
like 'on delivery notes as well' 'DN100, PN16' "$(crm-print dn1 -f text -o - -l zh_CN 2>/dev/null)"
is 'lines of sheets' 'XX' "$(printf '客户,line.产品,line.规格型号,line.数量\nc1,pr1,XX,2\n' | crm-order import - >/dev/null; sqlite3 "$CRM_DB" 'select specification from order_line order by id desc limit 1')"
clean specification
again specification
done_testing
