#!/bin/sh
# shellcheck disable=SC2086
# shellcheck source=tests/lib.sh
# Days that make sense, counts that say what was there, whole units and serial numbers, and what is to be bought.
. "$(dirname "$0")/lib.sh"

value() { crm-$1 list "$2" --columns="$3" | cut -f 2; }
clean() { is "$1: crm-db check is clean" 0 "$(crm-db check 2>&1)$?"; }

# An issued invoice: invoice DAY [OPTION…]
draft() { in=$(crm-invoice add customer=$c "$@") && crm-invoice line $in add description=work qty=1 price=100 tax=vat13 >/dev/null && echo $in; }
invoice() {
	day=$1 in=$(draft)
	shift
	crm-invoice issue $in issued_on=$day "$@"
}

# Days. Today is 2026-03-05.
fresh
c=$(crm-customer add name=海澄泵业) su=$(crm-supplier add name=海川)
pr=$(crm-product add name=泵 price=10 cost=5 supplier=$su unit=kg)
crm-product stock $pr set=100 reason=opening on=2026-01-01 >/dev/null
fails 65 'paid_on: 2026-03-06 is in the future; write today, 2026-03-05, or an earlier day' 'a payment of tomorrow' crm-payment add customer=$c amount=5 paid_on=tomorrow
fails 65 'paid_on: 2030-01-01 is in the future' 'to a supplier' crm-payment add supplier=$su amount=5 paid_on=2030-01-01
in1=$(draft)
fails 65 'issued_on: 2030-01-01 is in the future' 'an invoice of a day to come' crm-invoice issue $in1 issued_on=2030-01-01
ok 'which a draft may plan' crm-invoice set $in1 issued_on=2030-01-01
fails 65 'issued_on: 2030-01-01 is in the future' 'but not be issued before' crm-invoice issue $in1
fails 65 'issued_on: 2030-01-01 is in the future' 'the bill of a supplier' crm-bill add supplier=$su supplier_number=A1 issued_on=2030-01-01
fails 65 'issued_on: 2030-01-01 is in the future' 'a fapiao' crm-fapiao add customer=$c number=26312000000000000001 net=1 tax=0 issued_on=2030-01-01
fails 65 'issued_on: 2030-01-01 is in the future' 'an opening balance' crm-invoice add customer=$c kind=opening status=issued opening_balance=5 issued_on=2030-01-01
so=$(crm-order add customer=$c ordered_on=2030-01-01)
crm-order line $so add product=$pr qty=3 >/dev/null
fails 65 'ordered_on: 2030-01-01 is in the future' 'an order' crm-order approve $so
ok 'one that repeats begins when it likes' crm-order approve $so repeat=FREQ=MONTHLY
crm-undo >/dev/null
crm-order set $so ordered_on=2026-03-02 >/dev/null
fails 65 'shipped_on: 2030-01-01 is in the future' 'a delivery' crm-order deliver $so $so.1=1 shipped_on=2030-01-01
dn=$(crm-order deliver $so $so.1=1 shipped_on=2026-03-03)
fails 65 'received_on: 2026-03-02 is before shipped_on, 2026-03-03' 'received before it was shipped' crm-delivery receive $dn received_by=Li received_on=2026-03-02
fails 65 'received_on: 2026-03-06 is in the future' 'received tomorrow' crm-delivery receive $dn received_by=Li received_on=tomorrow
ok 'received today' crm-delivery receive $dn received_by=Li
q=$(crm-quote add customer=$c subject=x valid_until=2026-03-04)
crm-quote line $q add product=$pr qty=1 >/dev/null
fails 65 'valid_until: 2026-03-04 is before issued_on, 2026-03-05' 'a quote that is valid no more' crm-quote issue $q
crm-quote set $q valid_until=2026-03-05 >/dev/null
ok 'the last day on which it is valid' crm-quote issue $q
clean days
sqlite3 "$CRM_DB" "update payment set paid_on = '2030-01-01'; update delivery set received_on = '2026-01-01'; update quote set valid_until = '2026-01-01'"
pay=$(crm-payment add customer=$c amount=5)
sqlite3 "$CRM_DB" "update payment set paid_on = '2030-01-01'"
is 'crm-db check finds the same' "$q: valid_until: 2026-01-01 is before issued_on, 2026-03-05
$dn: received_on: 2026-01-01 is before shipped_on, 2026-03-03
$pay: paid_on: 2030-01-01 is in the future; write today, 2026-03-05, or an earlier day" "$(crm-db check 2>&1 | grep -v '^crm-db')"

# The numbers of a series do not run backwards in time.
fresh
c=$(crm-customer add name=海澄泵业)
in1=$(invoice 2026-03-02)
in2=$(draft)
fails 1 'issued_on: 2026-03-01 is before 2026-03-02, which has a number of the series already' 'an earlier day' crm-invoice issue $in2 issued_on=2026-03-01
ok 'unless it is wanted' crm-invoice issue $in2 issued_on=2026-03-01 --out-of-order
is 'the number follows' INV-2026-0002 "$(value invoice $in2 number)"
fails 1 'is before 2026-03-02' 'the latest day stays' crm-invoice issue "$(draft)" issued_on=2026-03-01
ok 'the same day' crm-invoice issue in3 issued_on=2026-03-02
ok 'a series of its own: the year before' invoice 2025-12-31
ok 'a series of its own: credit notes' crm-invoice credit $in1 issued_on=2026-03-01 --issue
crm-undo >/dev/null && crm-undo >/dev/null && crm-undo >/dev/null
in=$(draft)
fails 1 'is before 2026-03-02' 'an undo leaves the day of what is there' crm-invoice issue $in issued_on=2026-03-01
clean series
sqlite3 "$CRM_DB" "update series set last_on = '2026-03-01' where name = 'invoice-2026'"
like 'crm-db check: the last day' 'last_on: INV-2026-0001 is of 2026-03-02, a later day' "$(crm-db check 2>&1)"
# Invoices of several orders that are due are numbered by their days.
fresh
c=$(crm-customer add name=海澄泵业)
for so in so1 so2; do
	crm-order add customer=$c ordered_on=2026-01-01 repeat='FREQ=MONTHLY' >/dev/null
	crm-order line $so add description=service qty=1 price=100 >/dev/null
	crm-order approve $so >/dev/null
done
ok 'what several orders are due' crm-recur --issue
is 'is numbered by day' '2026-01-01 2026-01-01 2026-02-01 2026-02-01 2026-03-01 2026-03-01' "$(crm-invoice list --sort=number --columns=issued_on | cut -f 2 | xargs)"

# A tax is charged at the rate of the day of issue.
fresh
c=$(crm-customer add name=海澄泵业)
cat >taxes.yaml <<'YAML'
taxes:
  vx: {en: X, zh: 税, rates: [{rate: 16, until: 2026-01-31}, {rate: 13, from: 2026-02-01}]}
  old: {en: Old, zh: 旧, rates: [{rate: 5, until: 2026-01-31}]}
YAML
crm-db schema apply taxes.yaml >/dev/null
CRM_NOW=2026-01-10T09:00:00+08:00
in=$(crm-invoice add customer=$c shipping=10 shipping_tax=vx)
crm-invoice line $in add description=work qty=1 price=100 tax=vx >/dev/null
crm-invoice add customer=$c >/dev/null
crm-invoice line in2 add description=work qty=1 price=100 tax=old >/dev/null
is 'the rate of its day' 17.60 "$(value invoice $in tax_total)"
CRM_NOW=2026-03-05T09:00:00+08:00
fails 1 "line 1: its tax has another rate on 2026-03-05; crm-invoice line $in set 1 tax=vx takes that" 'a rate that ended' crm-invoice issue $in
fails 65 'the tax old has no rate on 2026-03-05' 'a tax that ended' crm-invoice issue in2
fails 65 'the tax old has no rate on 2026-03-05' 'a draft of a day on which the tax is no more' crm-invoice set in2 issued_on=2026-03-05
ok 'a draft of another day' crm-invoice set $in issued_on=2026-03-05
is 'takes the rates of that' 14.30 "$(value invoice $in tax_total)"
ok 'and back' crm-invoice set $in issued_on=2026-01-31
is 'takes the rates of the day before' 17.60 "$(value invoice $in tax_total)"
crm-undo >/dev/null && crm-undo >/dev/null
ok 'the tax named again' crm-invoice line $in set 1 tax=vx
fails 1 'shipping_tax: it has another rate on 2026-03-05' 'the tax of the shipping' crm-invoice issue $in
crm-invoice set $in shipping_tax= >/dev/null
crm-invoice set $in shipping_tax=vx >/dev/null
ok 'it is issued' crm-invoice issue $in
is 'at the rate of that day' 14.30 "$(value invoice $in tax_total)"
ok 'the day of the old rate' crm-invoice issue in2 issued_on=2026-01-31 --out-of-order
ok 'a credit note takes back what was charged' crm-invoice credit in2 --issue
is 'at the old rate' 5.00 "$(value invoice in3 tax_total)"
clean taxes

# A count says what was there on its day: what is entered later for an earlier day does not move it.
fresh
c=$(crm-customer add name=海澄泵业) su=$(crm-supplier add name=海川)
on_hand() { value product $1 on_hand; }
pr=$(crm-product add name=泵 price=10 cost=5 supplier=$su)
crm-product stock $pr set=10 reason=opening on=2026-01-01 >/dev/null
crm-product stock $pr set=5 reason=count on=2026-02-15 >/dev/null
ok 'a count of an earlier day' crm-product stock $pr set=9 reason=late on=2026-02-05
is 'the later one is the last word' 5 "$(on_hand $pr)"
so=$(crm-order add customer=$c)
crm-order line $so add product=$pr qty=20 >/dev/null
dn=$(crm-order deliver $so $so.1=4 shipped_on=2026-02-04)
is 'a delivery before both' 5 "$(on_hand $pr)"
fails 1 '9 on hand, 10 needed on 2026-02-10' 'more than there was between the counts' crm-order deliver $so $so.1=10 shipped_on=2026-02-10
ok 'no more than there was' crm-order deliver $so $so.1=9 shipped_on=2026-02-10
is 'which the count saw' 5 "$(on_hand $pr)"
ok 'a delivery after them' crm-order deliver $so $so.1=2
is 'takes from what was counted' 3 "$(on_hand $pr)"
ok 'a count that finds what is there' crm-product stock $pr set=3 reason=count
ok 'a delivery of the day before' crm-order deliver $so $so.1=1 shipped_on=2026-03-04 --out-of-order
is 'does not move it' 3 "$(on_hand $pr)"
crm-undo >/dev/null
is 'nor its undo' 3 "$(on_hand $pr)"
crm-redo >/dev/null
is 'nor its redo' 3 "$(on_hand $pr)"
fails 1 'cannot be undone' 'a count that later ones rest on' crm-undo ch7
is 'as of the day before' 3 "$(crm-product list $pr --columns=on_hand --as-of=2026-03-05 | cut -f 2)"
clean counts
crm-db export out >/dev/null && CRM_DB=$T/in.db && crm-db init "$CRM_DB" >/dev/null && ok 'counts are imported' crm-db import out
is 'as they were' 3 "$(on_hand $pr)"
clean 'counts that were imported'
sqlite3 "$CRM_DB" "update stock_movement set qty = qty + 1000000 where number = 2"
like 'crm-db check: a count' "movement 2: 5 were counted on 2026-02-15, and the ledger has 6" "$(crm-db check 2>&1)"
sqlite3 "$CRM_DB" "update stock_movement set qty = qty - 1000000 where number = 2"
twin=$(crm-product add name=泵二)
crm-product stock $twin set=7 reason=opening on=2026-02-01 >/dev/null
ok 'two products become one' crm-product merge $pr $twin
is 'with the stock of both' 10 "$(on_hand $pr)"
clean 'counts of merged products'

# Units that are counted are not divided; each unit has a serial number of its own.
fresh
c=$(crm-customer add name=海澄泵业) su=$(crm-supplier add name=海川)
crm-product add name=泵 price=10 cost=5 supplier=$su unit=unit >/dev/null
crm-product add name=电缆 price=10 cost=5 supplier=$su unit=m >/dev/null
so=$(crm-order add customer=$c)
fails 65 'qty: 1.5 is not a whole number, and the unit unit is not divided' 'half a pump' crm-order line $so add product=pr1 qty=1.5
fails 65 'is not a whole number' 'on a quote' crm-quote line "$(crm-quote add customer=$c subject=x)" add product=pr1 qty=0.5
ok 'half a metre' crm-order line $so add product=pr2 qty=1.5
crm-order line $so add product=pr1 qty=6 >/dev/null
fails 65 'set: 1.5 is not a whole number' 'a count of half a pump' crm-product stock pr1 set=1.5 reason=opening
crm-product stock pr1 pr2 set=9 reason=opening on=2026-01-01 >/dev/null
fails 65 'qty: 1.5 is not a whole number' 'a delivery of half a pump' crm-order deliver $so $so.2=1.5 serial=A1
fails 65 'serials: 1 of 2 units have a serial number' 'too few serial numbers' crm-order deliver $so $so.2=2 serial=A1
fails 65 'serials: 1 of 2 units have a serial number' 'the same one twice' crm-order deliver $so $so.2=2 serial=A1,A1
fails 65 'more serial numbers than units: 2 for 1' 'too many' crm-order deliver $so $so.2=1 serial=A1,A2
ok 'as many as units' crm-order deliver $so $so.2=2 serial=A1,A2
fails 1 'unit A2 of pr1 is already as2' 'a unit that was delivered' crm-order deliver $so $so.2=1 serial=A2
fails 1 'serial: as2 is unit A2 of pr1 already' 'an asset of the same unit' crm-asset add serial=A2 product=pr1 customer=$c
ok 'the same number on another product' crm-asset add serial=A2 product=pr2 customer=$c
crm-delivery cancel dn1 >/dev/null
ok 'a unit that came back' crm-order deliver $so $so.2=1 serial=A2
po=$(crm-purchase add supplier=$su)
fails 65 'is not a whole number' 'half a pump is not bought' crm-purchase line $po add product=pr1 qty=2.5
clean units

# What is bought: what is reserved and the level, less what is on hand and on order.
fresh
c=$(crm-customer add name=海澄泵业) su=$(crm-supplier add name=海川)
crm-product add name=P1 price=10 cost=5 supplier=$su >/dev/null
crm-product add name=P2 price=10 cost=5 supplier=$su reorder_level=4 >/dev/null
crm-product add name=P3 price=10 cost=5 supplier=$su >/dev/null
crm-product stock pr1 set=0 reason=opening on=2026-01-01 >/dev/null
crm-product stock pr2 set=3 reason=opening on=2026-01-01 >/dev/null
is 'an opening of nothing starts the ledger' 0 "$(on_hand pr1)"
so=$(crm-order add customer=$c)
crm-order line $so add pr1 pr2 pr3 qty=5 >/dev/null
is 'nothing is needed by a draft' '' "$(crm-purchase reorder pr1 pr3)"
crm-order approve $so >/dev/null
is 'what approved orders need is low' 'low low' "$(crm-product list --columns=stock | cut -f 2 | xargs)"
is 'one purchase' po1 "$(crm-purchase reorder pr1 pr2 pr3)"
is 'of what lacks' '5 6 5' "$(crm-purchase line po1 | cut -f 5 | xargs)"
is 'only once' '' "$(crm-purchase reorder pr1 pr2 pr3)"

# Fapiaos. Of the invoices of a customer, and no more than they come to.
fresh
c=$(crm-customer add name=海澄泵业 tax_number=91310115568032144B) d=$(crm-customer add name=云帆)
invoice_of() { in=$(crm-invoice add customer=$1) && crm-invoice line $in add description=work qty=1 price=$2 tax=vat13 >/dev/null && crm-invoice issue $in; }
number() { printf '263120000000000000%02d' $1; }
in1=$(invoice_of $c 1000)
in2=$(invoice_of $c 500)
in3=$(crm-invoice add customer=$c)
crm-invoice line $in3 add description=work qty=1 price=5 >/dev/null
in4=$(invoice_of $d 100)
is 'nothing is covered' '1695.00 113.00' "$(crm-customer list --columns=fapiao_outstanding | cut -f 2 | xargs)"
fails 1 "invoices: $in3 is draft, so fp1 cannot be in force; first run crm-invoice issue $in3" 'a draft' crm-fapiao add invoices=$in3 number="$(number 1)"
fails 65 'code: it has 10 or 12 digits, beside a number of 8' 'a form without a code' crm-fapiao add invoices=$in1 number=12345678
fails 65 'customer: a fapiao is made out to somebody' 'nobody' crm-fapiao add net=100 tax=13 number="$(number 1)"
fails 1 "kind: a special fapiao is for a buyer with a tax number, and $d has none" 'a buyer without tax number' crm-fapiao add invoices=$in4 kind=special number="$(number 1)"
fails 1 'is for a buyer with a tax number' 'an electronic one' crm-fapiao add customer=$d kind=electronic-special net=1 tax=0 number="$(number 1)"
fails 1 "net: the fapiaos of $in1 would come to CNY 1130.01, more than is invoiced, CNY 1130.00" 'a cent too much' crm-fapiao add invoices=$in1 net=1000 tax=130.01 number="$(number 1)"
fp1=$(crm-fapiao add invoices=$in1 number="$(number 1)")
fp2=$(crm-fapiao add invoices=$in4 number="$(number 2)")
is 'the kind that the buyer may have' 'special ordinary' "$(crm-fapiao list --columns=kind | cut -f 2 | xargs)"
fails 1 'more than is invoiced, CNY 1130.00' 'a second one beyond it' crm-fapiao add invoices=$in1 net=600 tax=78 number="$(number 3)"
fails 1 'more than is invoiced, CNY 1695.00' 'one over two beyond both' crm-fapiao add invoices=$in1,$in2 net=501 tax=65 number="$(number 3)"
fp3=$(crm-fapiao add invoices=$in1,$in2 net=200 tax=26 number="$(number 3)")
is 'the rest of both' 'part part' "$(value invoice $in1 fapiao) $(value invoice $in2 fapiao)"
fails 1 'more than is invoiced' 'one that grows' crm-fapiao set $fp3 net=501 tax=65
crm-fapiao rm $fp3 >/dev/null
fp4=$(crm-fapiao add customer=$c net=1 tax=0 number="$(number 3)")
fails 1 "tax_number: the special fapiao $fp4 is made out to c1" 'a buyer who loses his number' crm-customer set $c tax_number=
crm-fapiao rm $fp4 >/dev/null
# A credit note of a part, and its red fapiao.
cn=$(crm-invoice credit $in1 $in1.1=0.4 --issue)
is 'more is covered than is claimed' '113.00' "$(value customer $c fapiao_outstanding)"
red=$(crm-fapiao add invoices=$cn original=$fp1 number="$(number 4)")
is 'a red one takes back what its credit note does' '-400.00 -52.00' "$(crm-fapiao list $red --columns=net,tax | cut -f 2- | xargs)"
is 'the invoice is covered' "full full 565.00" "$(value invoice $in1 fapiao) $(value invoice $cn fapiao) $(value customer $c fapiao_outstanding)"
for change in net=1 tax=1 number="$(number 9)" customer=$d issued_on=2026-03-01 kind=ordinary invoices=$in2; do
	fails 1 "${change%%=*}: $fp1 is corrected by $red, so it cannot be changed" "frozen: ${change%%=*}" crm-fapiao set $fp1 $change
done
ok 'where the paper is may change' crm-fapiao set $fp1 courier_no=SF1
fails 1 "takes back more than what is left of $fp1" 'too much tax' crm-fapiao add original=$fp1 net=-1 tax=-78.01 number="$(number 5)"
fails 1 "more than is invoiced, CNY 678.00" 'what a credit note took back is not covered again' crm-fapiao add invoices=$in1 net=0.01 tax=0 number="$(number 5)"
rest=$(crm-fapiao add original=$fp1 number="$(number 5)")
is 'what is left is taken back' '-600.00 -78.00 none' "$(crm-fapiao list $rest --columns=net,tax | cut -f 2- | xargs) $(value invoice $in1 fapiao)"
new=$(crm-fapiao add invoices=$in1 net=600 tax=78 number="$(number 6)")
is 'and issued again' full "$(value invoice $in1 fapiao)"
fails 1 'more than is invoiced' 'the red one must stay then' crm-fapiao rm $rest
fails 1 'cannot be undone' 'an undo of it too' crm-undo "$(crm-history $rest --format=ids | head -n 1)"
is 'what no fapiao covers, as a filter' "$c 565.00" "$(crm-customer list fapiao_outstanding=0.01.. --columns=fapiao_outstanding | xargs)"
is 'and by its label' $c "$(crm-customer list 未开票=0.01.. --format=ids)"
clean fapiaos
sqlite3 "$CRM_DB" "update fapiao set net = net + 60000000 where id = 7; update customer set tax_number = null; update invoice set tax_number = null"
found=$(crm-db check 2>&1)
like 'crm-db check: the sum' "$new: net: the fapiaos of $in1 come to CNY 600678.00, more than the invoices, CNY 1130.00" "$found"
like 'crm-db check: the tax number' "$fp1: kind: a special fapiao is for a buyer with a tax number" "$found"

done_testing
