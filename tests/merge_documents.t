#!/bin/sh
# Two drafts become one document: their lines follow those of the kept one, totals are settled, and undo takes it all back.
. "$(dirname "$0")/lib.sh"

fresh
{
	crm-customer add name=Alpha bill_street='Road 1' bill_city=Shanghai
	crm-customer add name=Beta
	crm-supplier add name=Works
	for code in A B C; do crm-product add name="Product $code" code=$code price=100 cost=60 tax=vat13 supplier=su1; done
	crm-product stock pr1 pr2 pr3 set=100 reason=opening
	crm-quote add customer=c1 subject=One discount_amount=5
	crm-quote line q1 add pr1 pr2 pr3 qty=2
	crm-quote line q1 rm 3
	crm-quote add customer=c1 subject=Two shipping=10 shipping_tax=vat13 adjustment=-1 notes=remark tags=x
	crm-quote line q2 add pr3 qty=1
	crm-quote line q2 add description=free price=7 qty=3
	crm-quote line q2 move 2 first
	crm-task add subject=call about=q2
	crm-note add title=remark about=q1
} >/dev/null

lines() { crm-"$1" line "$2" | cut -f2-5,10 | tr '\t' ' ' | paste -sd';'; }
field() { crm-"$1" list "$2" --columns="$3" | cut -f2- | tr '\t' ' '; }
exports() {
	rm -rf "$T/export"
	crm-db export "$T/export" >/dev/null 2>&1
	cat "$T"/export/*.ndjson "$T"/export/*/*.ndjson 2>/dev/null | grep -v '"name":"[a-z_.0-9]*","value":' # counters go on
}
clean() { is "check finds nothing: $1" '' "$(crm-db check 2>&1)"; }
# The command is undone, redone and undone again, whole; what --dry-run prints is what the history then says.
reversible() { # WHAT COMMAND…
	what=$1
	shift
	clean "before $what"
	exports >"$T/before"
	"$@" --dry-run | cut -f2-8 >"$T/dry"
	exports >"$T/same"
	is "$what: --dry-run changes nothing" '' "$(diff "$T/before" "$T/same")"
	ok "$what" "$@"
	clean "$what"
	change=$(crm-history --sort=-ref --limit=1 --format ids)
	"$@" >/dev/null 2>&1 # what is one already stays one
	is "$what, again, is no change" "$change" "$(crm-history --sort=-ref --limit=1 --format ids)"
	exports >"$T/merged"
	ok "$what: undo" crm-undo
	clean "$what undone"
	exports >"$T/undone"
	is "$what: all is as it was" '' "$(diff "$T/before" "$T/undone")"
	ok "$what: redo" crm-redo
	clean "$what redone"
	exports >"$T/redone"
	is "$what: redo brings it back" '' "$(diff "$T/merged" "$T/redone")"
}

# ---- Quotes.
reversible 'drafts of one customer' crm-quote merge q1 q2
is 'lines follow in their order, with numbers that no line had' \
	'1 pr1 Product A 2 200.00;2 pr2 Product B 2 200.00;4  free 3 21.00;5 pr3 Product C 1 100.00' "$(lines quote q1)"
is 'amounts of the whole document add up, and the total follows' '5.00 10.00 vat13 -1.00 521.00 590.68' \
	"$(field quote q1 discount_amount,shipping,shipping_tax,adjustment,subtotal,total)"
is 'what refers to it follows' q1 "$(field task t1 about)"
is 'the dropped one is an alias' q1 "$(crm-quote list q2 --format ids)"
is 'its subject is kept' "Two" "$(field quote q1 aliases)"
like 'and noted' 'merged from q2: subject: Two' "$(crm-quote show q1)"
like 'the history of a line tells where it came from' "set${TAB}parent${TAB}q2${TAB}q1" "$(crm-quote history q1.4)"
like 'and which number it had' "set${TAB}number${TAB}2${TAB}4" "$(crm-quote history q1.4)"
like '--dry-run printed it' "q1.4${TAB}set${TAB}parent${TAB}q2${TAB}q1" "$(cat "$T/dry")"
like 'and the total' "q1${TAB}set${TAB}total${TAB}446.36${TAB}590.68" "$(cat "$T/dry")"
is 'the next line comes behind' q1.6 "$(crm-quote line q1 add description=more price=1)"
fails 1 'there is no quote_line q2.1' 'the old number of a line leads nowhere, not to another line' crm-quote show q2.1
crm-undo >/dev/null
is 'it is issued as one' 'Q-2026-0001' "$(crm-quote issue q1 >/dev/null; field quote q1 number)"
clean 'issued'
crm-undo >/dev/null && crm-undo >/dev/null
is 'two again' 'q1 q2' "$(echo $(crm-quote list --format ids))"

ok 'the other one can be kept' crm-quote merge q2 q1
is 'with its own lines first' '1 pr3 Product C 1 100.00' "$(lines quote q2 | tr ';' '\n' | sed -n 2p)"
clean 'the other one'
crm-undo >/dev/null
ok 'values of the other one are preferred' crm-quote merge q1 q2 --prefer=drop
is 'its subject is taken' 'Two 5.00 10.00' "$(field quote q1 subject,discount_amount,shipping)"
clean '--prefer=drop'
crm-undo >/dev/null
is 'three, and pairs' q1 "$(crm-quote copy q2 >/dev/null; printf 'q1\tq2\nq2\tq3\n' | crm-quote merge - | sort -u)"
is 'lines of all of them, with numbers that none had, undone merges included' '1 2 9 10 11 12' "$(crm-quote line q1 | cut -f2 | paste -sd' ')"
clean 'three'
crm-undo >/dev/null && crm-undo >/dev/null

# Addresses are taken whole.
crm-quote set q1 bill_street='Other road' bill_city= >/dev/null
crm-quote merge q1 q2 >/dev/null
is 'no city of another address' 'Other road ' "$(field quote q1 bill_street,bill_city)"
crm-undo >/dev/null
crm-quote merge q2 q1 --prefer=drop >/dev/null
is 'nor with --prefer=drop' 'Other road ' "$(field quote q2 bill_street,bill_city)"
crm-undo >/dev/null && crm-undo >/dev/null

# What does not fit is refused.
crm-quote add customer=c2 subject=Three >/dev/null
crm-quote add customer=c1 subject=Dollars currency=USD >/dev/null
crm-quote add customer=c1 subject=Taxed prices_include_tax=yes >/dev/null
crm-quote add customer=c1 subject=Discount discount=10 >/dev/null
fails 1 'customer: q1 has c1 and q4 has c2' 'of two customers' crm-quote merge q1 q4
fails 1 'currency: q1 has CNY and q5 has USD' 'in two currencies' crm-quote merge q1 q5
fails 1 'prices_include_tax: q1 has no and q6 has yes' 'with and without tax' crm-quote merge q1 q6
fails 1 'discount: q1 has none and q7 has 10' 'a percentage would hold for the lines of the other one' crm-quote merge q1 q7
crm-quote set q2 shipping_tax= >/dev/null
crm-quote set q1 shipping=3 shipping_tax=vat13 >/dev/null
fails 1 'shipping_tax: q1 has vat13 and q2 has none' 'shipping that is taxed and shipping that is not' crm-quote merge q1 q2
crm-undo >/dev/null && crm-undo >/dev/null
crm-quote copy q1 >/dev/null
crm-quote issue q8 >/dev/null
fails 1 'q8 is issued, and two quotes are never one unless both are drafts; crm-quote revise makes a new revision' 'an issued one' crm-quote merge q1 q8
fails 1 'q8 is issued' 'nor into one' crm-quote merge q8 q1
fails 1 'q8 is issued' 'and all of a list or none' crm-quote merge q1 q2 q8
crm-quote revise q8 >/dev/null
fails 1 'q9 revises q8 and must be the one to keep: crm-quote merge q9 q1' 'a revision is not dropped' crm-quote merge q1 q9
reversible 'into a revision' crm-quote merge q9 q1
is 'it stays one' '2 q8' "$(field quote q9 revision,previous)"

# ---- Orders: a plan of instalments follows.
for subject in One Two Three; do crm-order line "$(crm-order add customer=c1 subject=$subject)" add pr1 pr2 qty=1 >/dev/null; done
crm-order plan so2 50%=signing 50%=delivery >/dev/null
crm-order plan so3 100%=delivery >/dev/null
fails 1 'so2 and so3 have a plan of instalments each' 'two plans' crm-order merge so2 so3
reversible 'orders' crm-order merge so1 so2
is 'the plan follows, over the whole' '50 226.00;50 226.00' "$(crm-order plan so1 | cut -f2,4 | tr '\t' ' ' | paste -sd';')"
is 'all lines are delivered' 'dn1 so1.4 yes' "$(crm-order deliver so1) $(crm-delivery show dn1.4 | sed -n "s/^order_line$TAB//p") $(field order so1 delivered)"
clean 'delivered'
fails 1 'so1 is approved, and two orders are never one unless both are drafts; cancel it and make a new one' 'an approved one' crm-order merge so1 so3
crm-order deliver so3 >/dev/null
fails 1 'dn1 is shipped, and two deliveries are never one' 'deliveries have left' crm-delivery merge dn1 dn2

# ---- Invoices: what they claim of an order stays what it is.
crm-order invoice so1 so1.1=1 >/dev/null
crm-order invoice so1 so1.2=1 so1.4=1 >/dev/null
crm-invoice add customer=c1 subject=free >/dev/null
crm-invoice line in3 add description=x price=1 >/dev/null
reversible 'invoices of one order' crm-invoice merge in1 in2
is 'each line claims its line of the order' 'so1.1 so1.2 so1.4' "$(echo $(crm-invoice show in1.1 in1.2 in1.3 | sed -n "s/^order_line$TAB//p"))"
fails 1 'order: in1 has so1 and in3 has none' 'and one of no order' crm-invoice merge in1 in3
ok 'issued as one' crm-invoice issue in1
fails 1 'in1 is issued, and two invoices are never one unless both are drafts; crm-invoice credit corrects it' 'an issued one' crm-invoice merge in1 in3
crm-invoice credit in1 in1.1=1 >/dev/null
crm-invoice credit in1 in1.2=1 >/dev/null
reversible 'credit notes of one invoice' crm-invoice merge in4 in5
fails 1 'kind: in3 has invoice and in4 has credit-note' 'an invoice and a credit note' crm-invoice merge in3 in4

# ---- Purchases and bills.
for subject in One Two; do crm-purchase line "$(crm-purchase add supplier=su1 subject=$subject)" add pr1 pr3 qty=2 >/dev/null; done
reversible 'purchases' crm-purchase merge po1 po2
is 'their lines' '1 2 3 4' "$(crm-purchase line po1 | cut -f2 | paste -sd' ')"
crm-purchase approve po1 >/dev/null
crm-purchase bill po1 po1.1=1 >/dev/null
crm-purchase bill po1 po1.1=1 >/dev/null
fails 1 'two bills cannot be merged' 'a bill is what a supplier wrote' crm-bill merge bl1 bl2
clean 'the end'
done_testing
