#!/bin/sh
# shellcheck disable=SC2086
# shellcheck source=tests/lib.sh
# Documents that come in by add, copy and import in any state, and those that name one that is cancelled: what the rules let in is what crm-db check agrees to.
. "$(dirname "$0")/lib.sh"

stock() { crm-product list pr1 --columns=on_hand,reserved | cut -f 2- | tr '\t' ' '; }

# An order of five of ten pumps, of which one is delivered and invoiced, a quote, a purchase with its bill.
world() {
	fresh
	crm-customer add name=Acme
	crm-supplier add name=Steelworks
	crm-product add name=Pump price=1 cost=1
	crm-product stock pr1 set=10 reason=opening
	crm-quote add customer=c1 subject=pumps
	crm-quote line q1 add product=pr1 qty=5
	crm-order add customer=c1
	crm-order line so1 add product=pr1 qty=5
	crm-order approve so1
	crm-order deliver so1 so1.1=1 serial=S1
	crm-order invoice so1 so1.1=1
	crm-purchase add supplier=su1
	crm-purchase line po1 add product=pr1 qty=3
	crm-purchase bill po1 po1.1=1
} >/dev/null

given() { # TYPE: what a new one needs
	case $1 in
	quote) echo 'customer=c1 subject=more' ;;
	order | invoice) echo customer=c1 ;;
	delivery) echo order=so1 ;;
	purchase | bill) echo supplier=su1 ;;
	esac
}

sheet() { # TYPE STATEFIELD STATE
	case $1 in
	quote) printf 'customer,subject,%s,line.product,line.qty\nc1,more,%s,pr1,2\n' "$2" "$3" ;;
	order | invoice) printf 'customer,%s,line.product,line.qty\nc1,%s,pr1,2\n' "$2" "$3" ;;
	delivery) printf 'order,%s,line.order_line,line.qty,line.serials\nso1,%s,so1.1,2,"S7,S8"\n' "$2" "$3" ;;
	purchase | bill) printf 'supplier,%s,line.product,line.qty\nsu1,%s,pr1,2\n' "$2" "$3" ;;
	esac
}

# They are refused, or let in as what the verbs would have made of them. What left for a customer counts once, what was cancelled not at all.
tried=0
try() { # TYPE FIRST FIELD STATES
	for state in $4; do
		world
		crm-$1 add $(given $1) $3=$state >/dev/null 2>&1
		crm-$1 copy $2 $3=$state >/dev/null 2>&1
		sheet $1 $3 $state | crm-$1 import - >/dev/null 2>&1
		tried=$((tried + 1)) left='9 4'
		case $1:$state in delivery:shipped | delivery:received) left='7 2' ;; esac
		ok "a new $1 that is $state: check" crm-db check
		is "a new $1 that is $state: on hand, reserved" "$left" "$(stock)"
		is "a new $1 that is $state: units" "$([ "$left" = '9 4' ] && echo S1 || echo S1 S7 S8)" "$(crm-asset list --columns=serial | cut -f 2 | sort | xargs)"
	done
}
try quote q1 stage 'draft issued reviewed accepted rejected expired'
try order so1 status 'draft approved closed cancelled'
try delivery dn1 status 'shipped received cancelled'
try purchase po1 status 'draft approved part-received received closed cancelled'
try bill bl1 status 'open cancelled'
try invoice in1 status 'draft issued cancelled'
is 'each state of each kind was tried' 24 $tried

# A delivery that was cancelled where it comes from has a number, and takes nothing of its order, even when all of that is delivered.
world
crm-order deliver so1 >/dev/null
ok 'a cancelled delivery of an order that has nothing left' crm-delivery copy dn1 status=cancelled
is 'it has its number' DN-2026-0003 "$(crm-delivery list dn3 --columns=number | cut -f 2)"
is 'the order is delivered once' '5 0' "$(stock)"
ok 'check' crm-db check
fails 1 'only 0 is still to be delivered' 'one that is not cancelled does not fit' crm-delivery copy dn1

# What depends on a document that is cancelled does not come into force, whichever way.
world
crm-purchase copy po1 >/dev/null
crm-purchase cancel po2 >/dev/null
fails 1 'purchase: po2 is cancelled, so bl2 cannot be in force; to create a new one, run crm-purchase copy po2' 'a new bill of a cancelled purchase' crm-bill add supplier=su1 purchase=po2
crm-bill add supplier=su1 >/dev/null
fails 1 'po2 is cancelled, so bl2 cannot' 'a bill that gets one' crm-bill set bl2 purchase=po2
printf 'supplier,purchase\nsu1,po2\n' >bills.csv
fails 65 'po2 is cancelled' 'the import of one' crm-bill import bills.csv
fails 1 'po1 cannot be changed while bl1 is in force' 'a purchase with a bill' crm-purchase cancel po1
crm-bill cancel bl1 >/dev/null
ok 'a purchase whose bill is cancelled' crm-purchase cancel po1
fails 1 'po1' 'the bill does not come back by undo alone' crm-undo "$(crm-history bl1 | tail -n 1 | cut -f 1)"
ok 'check' crm-db check

world
crm-invoice issue in1 >/dev/null
crm-invoice credit in1 --issue >/dev/null
crm-delivery cancel dn1 >/dev/null
ok 'an order whose invoice is credited' crm-order cancel so1
fails 1 'order: so1 is cancelled, so in1 cannot be in force' 'the credit note is not cancelled then' crm-invoice cancel in2
ok 'check' crm-db check

world
crm-invoice cancel in1 >/dev/null
fails 1 'original: in1 is cancelled, so in2 cannot be in force' 'a credit note for a cancelled invoice' crm-invoice add kind=credit-note customer=c1 original=in1
crm-invoice add customer=c1 order=so1 >/dev/null
crm-delivery cancel dn1 >/dev/null
ok 'an order with an empty draft' crm-order cancel so1
fails 1 'order: so1 is cancelled, so in2 cannot be in force' 'to which no line is added then' crm-invoice line in2 add product=pr1
ok 'check' crm-db check

world
crm-invoice issue in1 >/dev/null
crm-fapiao add invoices=in1 number=12345678901234567890 kind=electronic >/dev/null 2>&1 || crm-fapiao add invoices=in1 number=1 kind=other >/dev/null
crm-fapiao add original=fp1 number=2 kind=other >/dev/null
ok 'an invoice whose tax invoice was taken back' crm-invoice cancel in1
fails 1 'invoices: in1 is cancelled, so fp1 cannot be in force' 'the red one stays' crm-fapiao rm fp2
ok 'check' crm-db check

# A delivery that is cancelled takes its units with it, unless something refers to them.
world
crm-note add title=serviced about=as1 >/dev/null
fails 1 'as1 is referred to by n1; to remove it first, with what belongs to it, run crm-asset rm as1 --cascade' 'a unit with a note' crm-delivery cancel dn1
ok 'as it says' crm-asset rm as1 --cascade
ok 'then it can be' crm-delivery cancel dn1
ok 'check' crm-db check
world
crm-order deliver so1 so1.1=2 serial=S2,S3 >/dev/null
crm-asset merge as2 as3 >/dev/null
snapshot >before
ok 'a delivery whose units are one' crm-delivery cancel dn2
ok 'check' crm-db check
is 'the merged one leads nowhere' 1 "$(crm-asset show as3 >/dev/null 2>&1; echo $?)"
ok 'undo' crm-undo
ok 'check after undo' crm-db check
is 'the merged one is back' as2 "$(crm-asset show as3 --columns=ref 2>/dev/null | head -n 1 | cut -f 2)"
ok 'redo' crm-redo
ok 'check after redo' crm-db check

# A plan is made anew although an invoice that was cancelled names a part of it.
world
crm-order add customer=c1 >/dev/null
crm-order line so2 add product=pr1 qty=4 >/dev/null
crm-order plan so2 50%=signing 50%=delivery >/dev/null
crm-order approve so2 >/dev/null
crm-order invoice so2 --instalment=2 >/dev/null
crm-invoice cancel in2 >/dev/null
ok 'another plan of as many parts' crm-order plan so2 30%=signing 70%=delivery
is 'it is the plan' '1 30 signing 2 70 delivery' "$(crm-order plan so2 | cut -f 1-3 | xargs)"
fails 1 'is referred to by in2; plan at least 2 instalments' 'one of fewer' crm-order plan so2 100%=signing
ok 'one of more' crm-order plan so2 20%=signing 20%=delivery 60%=delivery+1mo
ok 'check' crm-db check
done_testing
