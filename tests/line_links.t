#!/bin/sh
# Lines that take from lines of other documents: every way to write such a link, on drafts and on what was issued, and what crm-db check finds.
. "$(dirname "$0")/lib.sh"

clean() { is "$1: nothing is found" '' "$(crm-db check)"; }
newest() { crm-history | tail -n 1 | cut -f 1; }
# As fails, without a look at the whole database: there are many of them, and the newest change is compared once for all ways.
refused() { # PART WHAT COMMAND…
	part=$1 what=$2
	shift 2
	"$@" >"$T/.out" 2>"$T/.error" && got=0 || got=$?
	case $got:$(cat "$T/.error") in
	1:*"$part"*) verdict 0 "$what" ;;
	*) verdict 1 "$what" "expected exit code 1 and: $part" "got exit code $got: $(cat "$T/.error")" ;;
	esac
}
# A customer and another one, a product in stock, so1 and so2 of the one and so3 of the other; so1 has a second line.
firm() {
	fresh
	crm-customer add name=A >/dev/null
	crm-customer add name=B >/dev/null
	crm-supplier add name=S >/dev/null
	crm-product add name=Pump price=100 cost=60 supplier=su1 >/dev/null
	crm-product add name=Valve price=10 >/dev/null
	crm-product stock pr1 set=100 reason=opening >/dev/null
	for customer in c1 c1 c2; do
		so=$(crm-order add customer=$customer subject=S)
		crm-order line "$so" add product=pr1 qty=5 >/dev/null
	done
	crm-order line so1 add product=pr2 qty=2 >/dev/null
	crm-order approve so1 so2 so3 >/dev/null
}
# Every way to write one field of a line: as a record, as a line of its document, in the editor.
by_every_way() { # TOOL LINE FIELD VALUE MESSAGE
	tool=crm-$1 line=$2 field=$3 value=$4 refusal=$5 newest=$(newest)
	refused "$refusal" "$line $field=$value: set" "$tool" set "$line" "$field=$value"
	printf '#!/bin/sh\nsed -i "s/^    %s:.*/    %s: %s/" "$1"\n' "$field" "$field" "$value" >editor && chmod +x editor
	refused "$refusal" "$line $field=$value: the editor" env EDITOR="$T/editor" "$tool" edit "${line%.*}"
	[ "$tool" = crm-delivery ] || refused "$refusal" "$line $field=$value: line set" "$tool" line "${line%.*}" set "${line#*.}" "$field=$value"
	is "$line $field=$value: nothing was written" "$newest" "$(newest)"
}
by_set() { refused "$5" "$2 $3=$4" "crm-$1" set "$2" "$3=$4"; }

# Invoices of orders.
firm
is 'an invoice of a part' in1 "$(crm-order invoice so1 so1.1=3)"
by_every_way invoice in1.1 order_line so2.1 'order_line: so2.1 is not a line of so1, which in1 names'
by_set invoice in1.1 order_line so3.1 'order_line: so3.1 is not a line of so1, which in1 names'
by_set invoice in1.1 order_line so1.2 'qty: of so1.2 only 2 is still to be invoiced'
by_set invoice in1.1 qty 6 'qty: of so1.1 only 5 is still to be invoiced'
refused 'the lines of in1 were taken from another document; crm-invoice rm in1' 'the header stays' crm-invoice set in1 order=so2
refused 'of so1.1 only 2 is still to be invoiced' 'a copy would claim it twice' crm-invoice copy in1
crm-invoice add customer=c1 >/dev/null
refused 'so1.1 is not a line of what in2 names; order=so1 names it' 'an invoice of no order' crm-invoice line in2 add product=pr1 order_line=so1.1
crm-invoice set in2 order=so1 >/dev/null
is 'with the order it may' in2.1 "$(crm-invoice line in2 add product=pr1 qty=2 order_line=so1.1)"
is 'within an order a line may take from another one' in1.1 "$(crm-invoice set in1.1 qty=2 order_line=so1.2)"
refused 'of so1.2 only 0 is still to be invoiced' 'which is taken then' crm-invoice line in2 add product=pr2 qty=1 order_line=so1.2
crm-invoice set in1.1 order_line=so1.1 qty=3 >/dev/null
crm-invoice issue in1 in2 >/dev/null
for value in so2.1 ''; do
	by_every_way invoice in1.1 order_line "$value" 'in1 is issued, so its lines cannot be changed; crm-invoice credit corrects it'
done
by_set invoice in1.1 order_line so3.1 'in1 is issued'
by_set invoice in1.1 order_line so1.2 'in1 is issued'
by_set invoice in1.1 position 7 'its lines cannot be changed;'
is 'what units cost is no business of the customer' in1.1 "$(crm-invoice set in1.1 cost=61)"
refused 'crm-invoice cancel in1, and create it again' 'the header stays' crm-invoice set in1 order=so2
refused 'nothing is left to be invoiced' 'nothing is invoiced twice' crm-order invoice so1 so1.1
printf 'customer,order,line.description,line.qty,line.order_line\nA,so1,Pump,1,so2.1\n' >in.csv
fails 65 'so2.1 is not a line of so1' 'in a sheet' crm-invoice import in.csv
printf 'customer,order,line.description,line.qty,line.order_line\nA,so2,Pump,6,so2.1\n' >in.csv
fails 65 'of so2.1 only 5 is still to be invoiced' 'too much in a sheet' crm-invoice import in.csv
clean 'invoices of orders'

# Undo and redo.
is 'cancelled' in2 "$(crm-invoice cancel in2)"
old=$(newest)
is 'and invoiced anew' in3 "$(crm-order invoice so1 so1.1=2)"
refused 'line 1: 7 is invoiced, and it has 5' 'the cancellation stays' crm-undo "$old"
crm-invoice set in3.1 qty=1 >/dev/null
crm-invoice line in3 add product=pr1 qty=1 order_line=so1.1 >/dev/null
crm-undo >/dev/null
crm-invoice add customer=c1 order=so1 >/dev/null
crm-invoice line in4 add product=pr1 qty=1 order_line=so1.1 >/dev/null
refused 'is invoiced, and it has 5' 'nor is it done again' crm-redo
firm
crm-invoice add customer=c1 order=so1 >/dev/null
crm-invoice line in1 add product=pr2 qty=1 order_line=so1.1 >/dev/null
crm-invoice set in1.1 order_line=so1.2 >/dev/null
old=$(newest)
crm-invoice issue in1 >/dev/null
refused 'it would change in1, which was issued since' 'what an issued line claims stays' crm-undo "$old"
clean 'undo'

# Credit notes.
firm
crm-invoice issue "$(crm-order invoice so1)" "$(crm-order invoice so2)" >/dev/null
is 'a credit note of a part' in3 "$(crm-invoice credit in1 in1.1=2)"
by_every_way invoice in3.1 order_line so1.2 'order_line: in1.1, which it credits, invoices so1.1'
by_set invoice in3.1 order_line so2.1 'order_line: in1.1, which it credits, invoices so1.1'
by_set invoice in3.1 order_line '' 'order_line: in1.1, which it credits, invoices so1.1'
by_set invoice in3.1 qty 6 'qty: of in1.1 only 5 is still to be credited'
refused 'the lines of in3 were taken from another document' 'it corrects one invoice' crm-invoice set in3 original=in2
crm-invoice add customer=c1 kind=credit-note order=so2 rebill=yes >/dev/null
is 'by hand, without an invoice' in4.1 "$(crm-invoice line in4 add product=pr1 qty=2 order_line=so2.1)"
refused 'of so2.1 only 5 is still to be credited' 'not more than was invoiced' crm-invoice set in4.1 qty=6
refused 'more of so2.1 would be credited than is invoiced; cancel the credit note first' 'what it gives back stays invoiced' crm-invoice cancel in2
crm-invoice issue in3 in4 >/dev/null
by_set invoice in3.1 order_line so1.2 'in3 is issued, so its lines cannot be changed;'
is 'and is invoiced again' in5 "$(crm-order invoice so2)"
refused 'so2.1 was invoiced again since, and would be invoiced twice' 'the credit note stays then' crm-invoice cancel in4
crm-invoice set in5.1 qty=1 >/dev/null
refused 'so2.1 was invoiced again since' 'whatever of it' crm-invoice cancel in4
crm-invoice rm in5 >/dev/null
is 'until it is not' in4 "$(crm-invoice cancel in4)"
is 'nor the invoice then' in2 "$(crm-invoice cancel in2)"
clean 'credit notes'

# Instalments.
firm
crm-order plan so1 50%=signing 50%=delivery >/dev/null
crm-invoice issue "$(crm-order invoice so1 --instalment=1)" >/dev/null
refused 'crm-invoice cancel in1, and create it again' 'an instalment is one of its order' crm-invoice set in1 order=so2
crm-invoice credit in1 --rebill >/dev/null
crm-order invoice so1 --instalment=1 >/dev/null
refused 'was invoiced again by in3, and would be invoiced twice' 'a credit note of all of it stays one' crm-invoice set in2 discount=10%
clean 'instalments'

# Deliveries.
firm
is 'units with numbers' dn1 "$(crm-order deliver so1 so1.1=3 so1.1.serial=A1,A2,A3)"
for value in so1.2 so2.1; do
	by_every_way delivery dn1.1 order_line "$value" 'dn1 was shipped, so its lines cannot be changed; crm-delivery cancel dn1, then crm-order deliver so1'
done
for value in A1,A2,A4 ''; do
	by_every_way delivery dn1.1 serials "$value" 'dn1 was shipped, so its lines cannot be changed;'
done
by_set delivery dn1.1 order_line so3.1 'dn1 was shipped'
by_set delivery dn1.1 serials A1 'dn1 was shipped'
by_set delivery dn1.1 serials B1,B2 'dn1 was shipped'
by_set delivery dn1.1 qty 2 'dn1 was shipped, so its lines cannot be changed;'
by_set delivery dn1.1 product pr2 'dn1 was shipped, so its lines cannot be changed;'
by_set delivery dn1.1 description x 'dn1 was shipped, so its lines cannot be changed;'
refused 'dn1 was made from so1' 'nor does the delivery' crm-delivery set dn1 order=so2
refused 'only 2 is still to be delivered' 'a copy would deliver it twice' crm-delivery copy dn1
printf 'order,line.order_line,line.qty\nso2,so1.1,1\n' >in.csv
fails 65 'so1.1 is not a line of so2' 'in a sheet' crm-delivery import in.csv
printf 'order,line.order_line,line.qty\nso1,so1.1,3\n' >in.csv
fails 65 'of so1.1 only 2 is still to be delivered' 'too much in a sheet' crm-delivery import in.csv
is 'the rest' dn2 "$(crm-order deliver so1)"
is 'cancelled' dn1 "$(crm-delivery cancel dn1)"
by_set delivery dn1.1 serials A4 'its lines cannot be changed;'
clean 'deliveries'

# Units.
is 'a unit whose number was not written down then' as4 "$(crm-asset add serial=X1 product=pr1 customer=c1 delivery=dn2)"
printf 'serial,product,customer,delivery\nX2,pr1,c1,dn2\nX3,pr1,c1,dn2\n' >in.csv
fails 65 'in.csv:3: delivery: dn2 delivered 2 of pr1, and 2 of them are other assets' 'no more than came' crm-asset import in.csv
refused 'delivery: dn2 delivered 0 of pr3, and 0 of them are other assets; leave delivery empty' 'nothing else' crm-asset set as4 product="$(crm-product add name=Seal)"
refused 'dn1 delivered 0 of pr1' 'nothing of what was cancelled' crm-asset set as4 delivery=dn1
is 'a number is corrected' as4 "$(crm-asset set as4 serial=X9)"
clean 'units'

# Bills of purchases.
firm
for qty in 5 8; do
	po=$(crm-purchase add supplier=su1)
	crm-purchase line "$po" add product=pr1 qty=$qty >/dev/null
done
crm-purchase approve po1 po2 >/dev/null
crm-purchase receive po1 po2 >/dev/null
is 'a bill of a part' bl1 "$(crm-purchase bill po1 po1.1=3)"
by_every_way bill bl1.1 purchase_line po2.1 'purchase_line: po2.1 is not a line of po1, which bl1 names'
by_set bill bl1.1 qty 6 'qty: of po1.1 only 5 is still to be billed'
refused 'the lines of bl1 were taken from another document; crm-bill rm bl1' 'the header stays' crm-bill set bl1 purchase=po2
refused 'of po1.1 only 2 is still to be billed' 'a copy would claim it twice' crm-bill copy bl1
crm-bill add supplier=su1 >/dev/null
refused 'po1.1 is not a line of what bl2 names; purchase=po1 names it' 'a bill of no purchase' crm-bill line bl2 add product=pr1 purchase_line=po1.1
crm-bill cancel bl1 >/dev/null
by_set bill bl1.1 purchase_line po2.1 'bl1 is cancelled, so its lines cannot be changed;'
clean 'bills'

# Lines that are taken from keep what was taken, while they are a draft's too.
so=$(crm-order add customer=c1 subject=Draft)
crm-order line "$so" add product=pr1 qty=5 >/dev/null
in=$(crm-invoice add customer=c1 order="$so")
crm-invoice line "$in" add product=pr1 qty=3 order_line="$so.1" >/dev/null
by_every_way order "$so.1" qty 2 'qty: 3 of it is already invoiced; cancel or remove that first'
refused "$so.1 is referred to by $in.1" 'nor does it go' crm-order line "$so" rm 1
crm-order approve "$so" >/dev/null
for value in 7 2; do by_set order "$so.1" qty "$value" 'so its lines cannot be changed;'; done
q=$(crm-quote add customer=c1 subject=Q)
crm-quote line "$q" add product=pr1 qty=2 >/dev/null
crm-quote issue "$q" >/dev/null
by_set quote "$q.1" qty 3 "$q is issued, so its lines cannot be changed; crm-quote revise makes a new revision"
by_set purchase po1.1 qty 9 'po1 is received, so its lines cannot be changed;'
clean 'what is taken from'

# What crm-db check says of a file that somebody else wrote into
firm
crm-order invoice so1 --issue >/dev/null
crm-invoice credit in1 in1.1=2 >/dev/null
crm-order deliver so2 >/dev/null
crm-order deliver so3 >/dev/null
crm-delivery return dn2 dn2.1=1 reason=leaks >/dev/null
for supplier in su1 su1; do
	po=$(crm-purchase add supplier=$supplier)
	crm-purchase line "$po" add product=pr1 qty=5 price=6 >/dev/null
	crm-purchase approve "$po" >/dev/null
	crm-purchase bill "$po" >/dev/null
done
crm-bill credit bl1 bl1.1=2 >/dev/null
clean 'before'
sqlite3 "$CRM_DB" "update invoice_line set order_line = (select id from order_line where parent = 2) where parent = 1
	and number = 1; update invoice_line set qty = 6000000 where parent = 2; update delivery_line set serials = ',a,b,c,d,e,f,' where parent = 1;
	update delivery_line set original = 1 where parent = 3; update bill_line set purchase_line = 2 where parent = 1; update bill_line set original = 2 where parent = 3"
is 'links and serial numbers that nobody could have written' "dn1: line 1: serials: there are more serial numbers than units
dn3: line 1: original: dn1.1 is not a line of dn2, which dn3 names
dn3: line 1: serials: the units of dn1.1 have serial numbers; say which of them come back: serial=a
po2: line 1: 10 is billed, and it has 5
bl1: line 1: purchase_line: po2.1 is not a line of po1, which bl1 names
bl3: line 1: original: bl2.1 is not a line of bl1, which bl3 names
in1: line 1: 6 is credited, and it has 5
in1: line 1: order_line: so2.1 is not a line of so1, which in1 names
in2: line 1: order_line: in1.1, which it credits, invoices so2.1" "$(crm-db check 2>/dev/null | grep ': line 1: ')"


# A line among the documents of a conversion is all that is open of it, and nothing else of its document.
order=$(crm-order add customer=c1 subject=lines)
crm-order line "$order" add product=pr1 qty=2 >/dev/null
crm-order line "$order" add product=pr1 qty=3 >/dev/null
crm-order approve "$order" >/dev/null
invoice=$(crm-order invoice "$order.2")
lines() { sqlite3 "$CRM_DB" "select number, order_line, qty / 1000000 from invoice_line where parent = ${1#in} order by number"; }
second=$(sqlite3 "$CRM_DB" "select id from order_line where parent = ${order#so} and number = 2")
is 'a line alone' "2|$second|3" "$(lines "$invoice")"
fails 1 "$order.2: nothing is left to be invoiced" 'it is invoiced once' crm-order invoice "$order" "$order.2"
fails 1 'is more than the 2' 'and the other one has what it had' crm-order invoice "$order" "$order.1=3"
is 'from a pipe too' "1|$((second - 1))|2" "$(lines "$(echo "$order.1" | crm-order invoice -)")"
fails 1 'nothing is left to be invoiced' 'and that was all' crm-order invoice "$order"
done_testing
