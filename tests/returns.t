#!/bin/sh
# shellcheck disable=SC2086
# shellcheck source=tests/lib.sh
# Goods that come back: return notes, exchanges, what is credited for them, and what is invoiced again.
. "$(dirname "$0")/lib.sh"

value() { crm-$1 list "$2" --columns="$3" | cut -f 2- | tr '\t' '|'; }
clean() { is "$1: crm-db check is clean" 0 "$(crm-db check 2>&1)$?"; }
# What is delivered and invoiced of the first line of an order.
line() { crm-order show $1.1 --columns=delivered,invoiced | sed -n 's/^\(delivered\|invoiced\)\t//p' | paste -sd '|'; }
firm() {
	fresh
	crm-customer add name=海澄泵业 >/dev/null
	crm-product add name=P1 price=100 unit=piece >/dev/null
	crm-product stock pr1 set=${1:-10} reason=opening on=2026-01-01 >/dev/null
}
order() { so=$(crm-order add customer=c1 subject=y) && crm-order line $so add pr1 qty=$1 >/dev/null && echo $so; }

# Three delivered and invoiced, one returned and credited: it is not invoiced again.
firm
so=$(order 3)
crm-order deliver so1 shipped_on=2026-03-02 >/dev/null
crm-order invoice so1 --issue >/dev/null
is 'before' '7|0 3|3 yes|yes' "$(value product pr1 on_hand,reserved) $(line so1) $(value order so1 delivered,invoiced)"
fails 65 'say why it comes back: reason=…' 'a return says why' crm-delivery return dn1
fails 65 'shipped_on: 2026-03-01 is before shipped_on, 2026-03-02' 'not before it was delivered' crm-delivery return dn1 dn1.1=1 reason=broken shipped_on=2026-03-01
fails 65 'shipped_on: 2026-03-06 is in the future' 'nor tomorrow' crm-delivery return dn1 dn1.1=1 reason=broken shipped_on=tomorrow
fails 1 'dn1.1: 4 is more than the 3 that are still to be returned' 'no more than came' crm-delivery return dn1 dn1.1=4 reason=broken
fails 65 'dn1.1: 0 is not greater than zero' 'nothing is no return' crm-delivery return dn1 dn1.1=0 reason=broken
fails 65 'qty: 0.5 is not a whole number' 'nor is half a piece' crm-delivery return dn1 dn1.1=0.5 reason=broken
fails 1 'dn1 has no line dn1.2' 'a line that is none' crm-delivery return dn1 dn1.2=1 reason=broken
fails 2 'return takes lines of deliveries: dn12.1=2' 'a line of the order' crm-delivery return dn1 so1.1=1 reason=broken
fails 65 'reason: only a return has one' 'a delivery has no reason' crm-order deliver "$(order 1)" reason=x
fails 2 'kind' 'nobody makes one by hand' crm-delivery add order=so1 kind=return
is 'a return of one' dn2 "$(crm-delivery return dn1 dn1.1=1 reason='bearing broken')"
is 'has a number of its own' 'RN-2026-0001|return|dn1|so1|shipped|2026-03-05|bearing broken|c1' "$(value delivery dn2 number,kind,original,order,status,shipped_on,reason,customer)"
is 'the goods are back, and open again' '8|1 2|3 part|yes' "$(value product pr1 on_hand,reserved) $(line so1) $(value order so1 delivered,invoiced)"
like 'in the ledger' "issue${TAB}1${TAB}" "$(crm-product stock pr1 --explain | cut -f 3,4,5,6 | tail -n 3)"
fails 1 'status: dn1 cannot be changed while dn2 is in force; crm-delivery cancel first' 'its delivery is not cancelled' crm-delivery cancel dn1
fails 1 'dn2 is a return itself; crm-delivery cancel dn2 cancels it' 'a return is not returned' crm-delivery return dn2 reason=x
fails 1 'shipped_on: dn2 took it back before' 'the delivery is not moved behind it' crm-delivery set dn1 shipped_on=2026-03-06
fails 1 'dn2 is a return, so its lines cannot be changed; crm-delivery cancel dn2, then crm-delivery return dn1' 'its lines stay' crm-delivery set dn2.1 qty=2
clean 'a return'
fails 2 '--returned and quantities of lines are two ways to say how much' 'how much is said once' crm-invoice credit in1 in1.1=1 --returned
is 'what came back is credited' in2 "$(crm-invoice credit in1 --returned --issue)"
is 'and no more' '100.00|' "$(value invoice in2 total,rebill)"
fails 1 'in1: nothing came back that is not credited' 'once' crm-invoice credit in1 --returned
fails 1 'nothing was delivered that is not invoiced' 'it is not invoiced again' crm-order invoice so1 --delivered
fails 1 'so1: nothing is left to be invoiced; what in2 credits is invoiced again only if that says so: crm-invoice set in2 rebill=yes' 'in no way' crm-order invoice so1
is 'the customer owes the rest' '200.00' "$(value customer c1 balance)"
clean 'a credit note'
ok 'it is closed' crm-order close so1
is 'and reserves nothing' '8|0' "$(value product pr1 on_hand,reserved)"
is 'more comes back to a closed order' dn3 "$(crm-delivery return dn1 dn1.1=1 reason=dents)"
is 'which reserves nothing' '9|0 1|3' "$(value product pr1 on_hand,reserved) $(line so1)"
fails 1 'so1 is closed; crm-order reopen so1 reopens it' 'a closed order is not delivered again' crm-delivery exchange dn1 dn1.1=1 reason=x
crm-order reopen so1 >/dev/null
is 'reopened, it reserves what is open' '9|2' "$(value product pr1 on_hand,reserved)"
is 'a replacement' dn4 "$(crm-order deliver so1 so1.1=1 2>err)"
is 'of what was credited says that it is not invoiced again' 'crm-order: what in2 credits is delivered again, and is not invoiced again; crm-invoice set in2 rebill=yes has it invoiced' "$(cat err)"
is 'goes out' '8|1 2|3' "$(value product pr1 on_hand,reserved) $(line so1)"
is 'what is left comes back' dn5 "$(crm-delivery return dn1 reason=rest)"
is 'all of it' '9|2 1|3' "$(value product pr1 on_hand,reserved) $(line so1)"
fails 1 'dn1: nothing is left to be returned' 'nothing is out' crm-delivery return dn1 reason=x
is 'a return is cancelled' dn5 "$(crm-delivery cancel dn5)"
is 'and it is out again' '8|1 2|3' "$(value product pr1 on_hand,reserved) $(line so1)"
crm-order deliver so1 >/dev/null 2>&1
fails 1 'so1.1 was delivered again since, and would be delivered twice; cancel that delivery first' 'one that was replaced is not cancelled' crm-delivery cancel dn3
crm-undo >/dev/null
crm-product stock pr1 set=0 reason=count >/dev/null
fails 1 'pr1: 0 on hand, 1 needed' 'nor one whose goods are gone' crm-delivery cancel dn3
crm-undo >/dev/null
clean 'returns of several parts'
before=$(records)
ok 'an exchange' crm-delivery exchange dn4 reason=noise carrier=SF
crm-undo >/dev/null
is 'is undone' "$before" "$(records)"
ok 'and redone' crm-redo
clean 'an exchange that was undone and redone'

# An exchange is a return and a delivery of as much, in one change.
firm 3
so=$(order 3)
crm-order deliver so1 >/dev/null
crm-order invoice so1 --issue >/dev/null
crm-product stock pr1 set=1 reason=count >/dev/null
is 'an exchange' "dn2${NL}dn3" "$(crm-delivery exchange dn1 dn1.1=1 reason=noise carrier=SF)"
is 'makes both' 'return|noise||dn1 delivery||SF|' "$(value delivery dn2 kind,reason,carrier,original) $(value delivery dn3 kind,reason,carrier,original)"
is 'and leaves everything as it was' '1|0 3|3 yes|yes' "$(value product pr1 on_hand,reserved) $(line so1) $(value order so1 delivered,invoiced)"
fails 1 'nothing came back that is not credited' 'there is nothing to credit' crm-invoice credit in1 --returned
crm-delivery return dn3 reason=worse >/dev/null
is 'what came back of the second one' in2 "$(crm-invoice credit in1 --returned --issue)"
is 'is credited once' 100.00 "$(value invoice in2 total)"
fails 1 'nothing came back that is not credited' 'the first one was replaced' crm-invoice credit in1 --returned
is 'which may be credited to be invoiced again' in3 "$(crm-invoice credit in1 --returned --rebill --issue)"
fails 1 'nothing came back that is not credited' 'once' crm-invoice credit in1 --returned --rebill
is 'as it is then' '100.00' "$(crm-order invoice so1 | xargs -I{} crm-invoice list {} --columns=total | cut -f 2)"
fails 1 'nothing came back that is not credited' 'and nothing of it came back' crm-invoice credit in1 --returned
clean exchanges

# Rebilled: the credit note says that it is to be invoiced again.
firm
so=$(order 3)
crm-order deliver so1 >/dev/null
crm-order invoice so1 --issue >/dev/null
crm-invoice credit in1 in1.1=1 --rebill >/dev/null
is 'it is invoiced again' in3 "$(crm-order invoice so1 --delivered)"
fails 1 'so1.1 was invoiced again since, and would be invoiced twice; cancel that invoice first' 'which holds it' crm-invoice set in2 rebill=no
crm-invoice rm in3 >/dev/null
ok 'a draft may say the other thing' crm-invoice set in2 rebill=no
fails 1 'nothing was delivered that is not invoiced' 'then it is not' crm-order invoice so1 --delivered
ok 'and back' crm-invoice set in2 rebill=yes
crm-invoice issue in2 >/dev/null
ok 'an issued one too, which does not print it' crm-invoice set in2 rebill=no
ok 'and back again' crm-invoice set in2 rebill=yes
fails 65 'rebill: only a credit note says' 'an invoice says nothing' crm-invoice set "$(crm-invoice add customer=c1)" rebill=yes
fails 1 '1 of so1.1 was delivered and is not invoiced' 'an order with such a unit is not closed' crm-order close so1
crm-delivery return dn1 dn1.1=1 reason=x >/dev/null
ok 'unless it comes back' crm-order close so1
clean 'credit notes that let it be invoiced again'
fails 1 'nothing came back that is not credited' 'it was credited already' crm-invoice credit in1 --returned

# Instalments.
firm
so=$(order 3)
crm-order plan so1 30%=order 70%=delivery >/dev/null
crm-order invoice so1 --instalment=1 --issue >/dev/null
crm-invoice credit in1 --issue >/dev/null
fails 1 'instalment 1 is already invoiced' 'an instalment that is credited' crm-order invoice so1 --instalment=1
crm-invoice cancel in2 >/dev/null
crm-invoice credit in1 --rebill --issue >/dev/null
ok 'unless it is to be invoiced again' crm-order invoice so1 --instalment=1
fails 1 'was invoiced again by' 'then the credit note stays' crm-invoice cancel in3
clean instalments

# Several invoices: the one that is named takes what came back, in their order.
firm
so=$(order 5)
crm-order deliver so1 so1.1=4 >/dev/null
crm-order invoice so1 so1.1=1 --issue >/dev/null
crm-order invoice so1 so1.1=3 --issue >/dev/null
crm-delivery return dn1 dn1.1=2 reason=x >/dev/null
is 'the second one takes all of it' 200.00 "$(value invoice "$(crm-invoice credit in2 --returned)" total)"
fails 1 'nothing came back that is not credited' 'once' crm-invoice credit in1 --returned
crm-invoice rm in3 >/dev/null
is 'both, in their order' "in4${NL}in5" "$(crm-invoice credit in1 in2 --returned --issue)"
is 'take what they have' '100.00 100.00' "$(value invoice in4 total) $(value invoice in5 total)"
clean 'several invoices'

# Units with serial numbers.
firm
so=$(order 4)
crm-order deliver so1 so1.1=3 serial=A1,A2,A3 >/dev/null
fails 1 'serials: the units of dn1.1 have serial numbers; say which of them come back: serial=A1' 'which unit' crm-delivery return dn1 dn1.1=1 reason=x
fails 1 'serial: unit B9 is not among those of dn1 that are still out' 'a unit that never left' crm-delivery return dn1 serial=B9 reason=x
fails 1 'serials: unit B9 is not among those of dn1.1 that are still out' 'with its line' crm-delivery return dn1 dn1.1=1 serial=B9 reason=x
is 'a unit says how much' dn2 "$(crm-delivery return dn1 serial=A2 reason=x)"
is 'it is an asset no more' 'A1 A3' "$(crm-asset list --columns=serial | cut -f 2 | xargs)"
fails 1 'unit A2 is not among those' 'it comes back once' crm-delivery return dn1 serial=A2 reason=x
is 'a unit for another one' "dn3${NL}dn4" "$(crm-delivery exchange dn1 dn1.1.serial=A1 new_serial=B1 reason=x)"
is 'by their numbers' 'A3 B1' "$(crm-asset list --columns=serial | cut -f 2 | sort | xargs)"
is 'the unit goes out again' dn5 "$(crm-order deliver so1 so1.1=1 serial=A2)"
fails 1 'unit A2 of pr1 is already' 'and holds its return' crm-delivery cancel dn2
crm-delivery cancel dn5 >/dev/null
ok 'until it is back' crm-delivery cancel dn2
is 'with its asset' 'A2 A3 B1' "$(crm-asset list --columns=serial | cut -f 2 | sort | xargs)"
is 'all that are out come back' dn6 "$(crm-delivery return dn1 reason=all)"
is 'with their numbers' 'A2 A3' "$(sqlite3 "$CRM_DB" 'select serials from delivery_line where parent = 6' | tr ',' ' ' | xargs)"
fails 2 "only crm-delivery exchange delivers new units" 'new units of a return' crm-delivery return dn4 dn4.1.new_serial=C1 reason=x
clean 'serial numbers'
sqlite3 "$CRM_DB" "update delivery_line set serials = ',Z9,' where parent = 6 and serials is not null"
like 'crm-db check: a unit that was not delivered' 'dn6: line 1: serials: unit Z9 is not among those of dn1.1' "$(crm-db check 2>&1)"

# Several lines are exchanged, each with units of its own.
firm
so=$(order 2)
crm-order line so1 add pr1 qty=2 >/dev/null
crm-order deliver so1 so1.1.serial=A1,A2 so1.2.serial=B1,B2 >/dev/null
is 'units of two lines' "dn2${NL}dn3" "$(crm-delivery exchange dn1 dn1.1.serial=A2 dn1.1.new_serial=C1 dn1.2.serial=B1 dn1.2.new_serial=C2 reason=x)"
is 'each for its own line' 'so1.1 C1 so1.2 C2' "$(crm-delivery show dn3.1 dn3.2 --columns=order_line,serials | sed -n 's/^\(order_line\|serials\)\t//p' | xargs)"
clean 'units of two lines'

# What is returned again and again, at once, comes back once.
firm
so=$(order 5)
crm-order deliver so1 >/dev/null
for i in 1 2 3 4 5 6 7 8; do
	crm-delivery return dn1 dn1.1=2 reason="no $i" >"out.$i" 2>&1 &
done
wait
is 'two of eight returns found what they took back' '2 6' "$(grep -l '^dn' out.? | wc -l) $(grep -l 'more than the 1 that is still to be returned' out.? | wc -l)"
is 'four came back' '9|4 1' "$(value product pr1 on_hand,reserved) $(line so1 | cut -d '|' -f 1)"
is 'their numbers' 'RN-2026-0001 RN-2026-0002' "$(crm-delivery list kind=return --columns=number --sort=number | cut -f 2 | xargs)"
clean 'many at once'

# All of it comes back; export and import; paper.
crm-delivery return dn1 reason=rest >/dev/null
is 'nothing is delivered' no "$(value order so1 delivered)"
ok 'so that the order can be cancelled when its delivery is' crm-delivery cancel dn2 dn3 dn4
dn=$(crm-delivery return dn1 dn1.1=1 reason=rest)
is 'paper' 'Return note|退货单|退货方' "$(crm-print "$dn" --format=text --language=en -o - 2>/dev/null | grep -o 'Return note' | head -n 1)|$(crm-print "$dn" --format=text --language=zh_CN -o - 2>/dev/null | grep -o 退货单 | head -n 1)|$(crm-print "$dn" --format=text --language=zh_CN -o - 2>/dev/null | grep -o '^退货方' | head -n 1)"
crm-db export one >/dev/null
crm-db init again.db >/dev/null
ok 'an import' crm-db --db=again.db import one
crm-db --db=again.db export two >/dev/null
is 'brings all of it' '' "$(diff -r one two 2>&1)"
is 'and crm-db check is clean there' 0 "$(crm-db --db=again.db check 2>&1)$?"
is 'as it was' "so1${TAB}part" "$(crm-order list so1 --columns=delivered --as-of=2026-03-05)"

# What deliveries are worth: each line with its own taxes, in parts that come to the total however they were rounded.
fresh
crm-customer add name=A >/dev/null
printf 'name,price,tax\nP1,100,vat13\nP2,33.33,vat6\nP3,7.77,\n' | crm-product import - >/dev/null 2>&1
worth() { crm-delivery list order=$1 --columns=value | cut -f 2 | paste -sd ' '; }
for each in '|247.31 120.77 120.77 120.77 -120.77 120.77|609.62' 'prices_include_tax=yes|247.31 120.77 120.77 120.77 -120.77 120.77|609.62' \
	'discount=3|239.89 117.15 117.14 117.15 -117.15 117.15|591.33' 'prices_include_tax=yes discount=3|239.89 117.15 117.14 117.15 -117.15 117.15|591.33' \
	'shipping=10 adjustment=-0.33|251.23 122.69 122.68 122.69 -122.69 122.69|619.29' 'tax_mode=group|247.31 120.77 120.77 120.77 -120.77 120.77|609.62'; do
	so=$(crm-order add customer=c1 subject=y ${each%%|*})
	for added in 'pr1 qty=3' 'pr2 qty=7' 'pr3 qty=3'; do
		crm-order line $so add $added >/dev/null
	done
	crm-order approve $so >/dev/null
	crm-order deliver $so $so.2=7 >/dev/null
	crm-order deliver $so $so.1=1 $so.3=1 >/dev/null
	crm-order deliver $so $so.1=1 $so.3=1 >/dev/null
	crm-delivery return "$(crm-order deliver $so)" reason=x >/dev/null
	crm-order deliver $so >/dev/null
	is "parts of an order: ${each%%|*}" "${each#*|}" "$(worth $so)|$(value order $so total)"
done
is 'and the report of all' "2026-03${TAB}36${TAB}3630.81" "$(crm-report run sales basis=delivered period=2026-03)"

done_testing
