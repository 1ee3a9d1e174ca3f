#!/bin/sh
# From document to document: quote, order, delivery, invoice, credit note, purchase, bill; what is made, what is refused, and all ways back.
. "$(dirname "$0")/lib.sh"

clean() { is "$1: crm-db check is clean" '0' "$(crm-db check 2>&1; echo $?)"; }
field() { crm-"$1" list "$2" --columns="$3" | cut -f2- | tr '\t' '|'; }
lines() { crm-"$1" line "$2" | cut -f1-3 | tr '\t' '|'; }
refs() { crm-"$@" | cut -f1 | tr '\n' ' ' | sed 's/ $//'; }
at() { # DAY COMMAND…
	clock=$1
	shift
	CRM_NOW="$clock 09:00+08:00" "$@"
}
exported() { # DIRECTORY: everything but the counters of references, which are never given back
	rm -rf "$1"
	crm-db export "$1" >/dev/null && rm "$1/counter.ndjson"
}

# Runs the command and takes it back: everything is as it was, series of numbers included.
reversible() { # WHAT COMMAND…
	subject=$1
	shift
	exported "$T/before-dir"
	"$@" >"$T/printed" 2>"$T/said"
	is "$subject is done" '0 ' "$? $(cat "$T/said")"
	exported "$T/changed-dir"
	if diff -r "$T/before-dir" "$T/changed-dir" >/dev/null; then verdict 1 "$subject changes something"; else verdict 0 "$subject changes something"; fi
	clean "$subject"
	ok "$subject is undone" crm-undo
	exported "$T/after-dir"
	is "$subject: after undo the export is byte-identical" '' "$(diff -r "$T/before-dir" "$T/after-dir" 2>&1)"
	clean "$subject undone"
	ok "$subject is done again" crm-redo
	exported "$T/after-dir"
	is "$subject: after redo the export is as after the command" '' "$(diff -r "$T/changed-dir" "$T/after-dir" 2>&1)"
	crm-undo >/dev/null
}

firm() {
	fresh
	crm-customer add name=上海泵业有限公司 bill_street='南京路 1 号' bill_city=上海 bill_code=200000 ship_street='港区 7 号' ship_city=宁波 \
		payment_terms='net 30' >/dev/null
	crm-deal add name=泵站 customer=c1 close_on=eom amount=1000 >/dev/null
	crm-product add name=Pump price=1000.35 cost=600 tax=vat13 unit=set >/dev/null
	crm-product add name=Valve price=0.035 cost=0.02 tax=vat13 >/dev/null
	crm-product add name=Training price=333.33 tax=vat6 unit=day >/dev/null
	crm-supplier add name=铸造厂 >/dev/null
}
quoted() { # [FIELD=VALUE…]: a quote of three lines
	made=$(crm-quote add customer=c1 deal=d1 subject='泵站 2026' valid_until=+30d "$@") || return
	crm-quote line "$made" add product=pr1 qty=3 discount=5% >/dev/null
	crm-quote line "$made" add product=pr2 qty=1001 >/dev/null
	crm-quote line "$made" add product=pr3 qty=1.5 discount_amount=0.10 >/dev/null
	echo "$made"
}

# The way of a sale, as in the manual.
firm
q=$(quoted prices_include_tax=yes shipping=50 shipping_tax=vat9 adjustment=-0.37 terms='FOB 上海')
is 'a quote is issued' q1 "$(crm-quote issue "$q")"
is 'it has its number' 'Q-2026-0001|issued|2026-03-05|1' "$(field quote q1 number,stage,issued_on,revision)"
crm-quote line q1 >"$T/lines"
q2=$(crm-quote revise "$q")
is 'revise prints the new quote' q2 "$q2"
is 'the old one expires' 'Q-2026-0001|expired' "$(field quote q1 number,stage)"
is 'the new one is a draft of the next revision' '|draft|2|q1|2026-04-04|泵站 2026|c1|d1|FOB 上海' \
	"$(field quote q2 number,stage,revision,previous,valid_until,subject,customer,deal,terms)"
is 'its lines have the permanent numbers' "$(sed 's/^q1/q2/' "$T/lines")" "$(crm-quote line q2)"
is 'and its total' "$(field quote q1 total)" "$(field quote q2 total)"
so=$(crm-quote order "$q2")
is 'a draft is ordered: issued and accepted in the same change' 'so1 Q-2026-0001-R2|accepted|2026-03-05' "$so $(field quote q2 number,stage,issued_on)"
is 'the order has header and addresses' 'draft||q2|c1|d1|泵站 2026|上海|宁波|yes|50.00|vat9|-0.37|FOB 上海|u1' \
	"$(field order so1 status,number,quote,customer,deal,subject,bill_city,ship_city,prices_include_tax,shipping,shipping_tax,adjustment,terms,owner)"
is 'and its lines' "$(sed 's/^q1/so1/' "$T/lines")" "$(crm-order line so1)"
is 'and its total' "$(field quote q1 total,tax_total,subtotal)" "$(field order so1 total,tax_total,subtotal)"
is 'cost goes along' "$(field quote q2 margin)" "$(field order so1 margin)"
is 'instalments are planned' so1 "$(crm-order plan $so 30%=signing 60%=delivery 10%=delivery+12mo)"
crm-order plan so1 >"$T/plan"
is 'and listed' '1|30|signing 2|60|delivery 3|10|delivery+12mo' "$(cut -f1-3 "$T/plan" | tr '\t' '|' | tr '\n' ' ' | sed 's/ $//')"
is 'their amounts make the total' "$(field order so1 total)" "$(cut -f4 "$T/plan" | paste -sd+ | bc)"
is 'a delivery of a part, with its serial number' 'dn1' "$(crm-order deliver $so $so.1=1 serial=A77 carrier=SF tracking_no=SF1)"
is 'approves the draft' 'SO-2026-0001|approved|part|no' "$(field order so1 number,status,delivered,invoiced)"
is 'the delivery is numbered and shipped' 'DN-2026-0001|so1|c1|shipped|2026-03-05|宁波|SF|SF1' "$(field delivery dn1 number,order,customer,status,shipped_on,ship_city,carrier,tracking_no)"
is 'the unit is an asset' 'A77|pr1|c1|dn1' "$(field asset as1 serial,product,customer,delivery)"
is 'an invoice of what was delivered' 'in1' "$(crm-order invoice $so --delivered)"
is 'has that line, shipping and adjustment' 'so1.1|1 50.00|-0.37|draft' "$(crm-invoice line in1 --format ndjson | sed 's/.*"qty":"\([^"]*\)".*/so1.1|\1/') $(field invoice in1 shipping,adjustment,status)"
is 'the rest is delivered' dn2 "$(crm-order deliver so1)"
is 'all of it' yes "$(field order so1 delivered)"
is 'and invoiced, and issued at once' in2 "$(crm-order invoice so1 --delivered --issue)"
is 'with number and due day' 'INV-2026-0001|issued|2026-03-05|2026-04-04' "$(field invoice in2 number,status,issued_on,due_on)"
is 'the order is invoiced' yes "$(field order so1 invoiced)"
is 'the parts make the whole' "$(field order so1 total)" "$(crm-invoice list so1 --columns=total | cut -f2 | paste -sd+ | bc)"
fails 1 'nothing is left to be delivered' 'nothing is delivered twice' crm-order deliver so1
fails 1 'nothing is left to be invoiced' 'nor invoiced twice' crm-order invoice so1
fails 1 'nothing was delivered that is not invoiced' 'nor what was delivered' crm-order invoice so1 --delivered
fails 1 'q2 was already ordered: so1' 'nor ordered twice' crm-quote order q2
fails 1 'q2 was already ordered: so1' 'nor invoiced besides' crm-quote invoice q2
fails 1 'dn1, dn2 are in force' 'an order with deliveries is not cancelled' crm-order cancel so1
clean 'a sale'

# All ways back.
firm
quoted discount_amount=10 shipping=7 adjustment=0.01 >/dev/null
crm-quote copy q1 >/dev/null
crm-product stock pr1 set=10 reason=opening >/dev/null 2>&1
reversible 'quote issue' crm-quote issue q1
reversible 'two quotes' crm-quote issue q1 q2
crm-quote issue q1 >/dev/null
reversible 'quote review' crm-quote review q1
reversible 'quote accept' crm-quote accept q1
reversible 'quote reject' crm-quote reject q1 reason='too dear'
reversible 'quote expire' crm-quote expire q1
reversible 'quote revise' crm-quote revise q1 subject='second thought'
reversible 'quote order' crm-quote order q1 customer_po=PO-1
reversible 'quote order of a draft' crm-quote order q2
reversible 'quote invoice' crm-quote invoice q1 --issue
crm-quote order q1 >/dev/null
so=$(refs order list)
reversible 'order plan' crm-order plan "$so" 33.3333%=signing 33.3333%=delivery 33.3334%=2026-12-31
crm-order plan "$so" 50%=signing 50%=delivery >/dev/null
reversible 'another plan' crm-order plan "$so" 100%=delivery
reversible 'order approve' crm-order approve "$so"
reversible 'order deliver, from the draft' crm-order deliver "$so"
reversible 'order invoice, from the draft' crm-order invoice "$so" --issue
reversible 'an instalment' crm-order invoice "$so" --instalment=1 --issue
crm-order approve "$so" >/dev/null
reversible 'order cancel' crm-order cancel "$so"
reversible 'order close' crm-order close "$so"
reversible 'a delivery of parts' crm-order deliver "$so" "$so.1=2" "$so.1.serial=A1,A2" "$so.2=10"
crm-order deliver "$so" "$so.1=2" "$so.1.serial=A1,A2" "$so.2=10" >/dev/null
dn=$(refs delivery list)
reversible 'delivery receive' crm-delivery receive "$dn" received_by=老王
reversible 'delivery cancel' crm-delivery cancel "$dn"
reversible 'an invoice of what was delivered' crm-order invoice "$so" --delivered
reversible 'an invoice of parts' crm-order invoice "$so" "$so.2=5.5"
in=$(crm-order invoice "$so" --delivered --issue)
reversible 'invoice cancel' crm-invoice cancel "$in"
reversible 'a credit note' crm-invoice credit "$in" --issue
reversible 'a credit note of a part' crm-invoice credit "$in" "$in.1=1" --issue
po=$(crm-purchase add supplier=su1 subject=castings)
crm-purchase line "$po" add product=pr1 qty=4 price=600 >/dev/null
crm-purchase line "$po" add description=freight qty=1 price=50 >/dev/null
reversible 'purchase approve' crm-purchase approve "$po"
reversible 'purchase receive, from the draft' crm-purchase receive "$po"
reversible 'purchase receive of a part' crm-purchase receive "$po" "$po.1=1"
reversible 'purchase bill' crm-purchase bill "$po" supplier_number=QD-1
crm-purchase approve "$po" >/dev/null
reversible 'purchase cancel' crm-purchase cancel "$po"

# Ugly numbers: however an order is divided, the parts make its total to the cent.
sum_of() { crm-invoice list "$1" status=draft,issued --columns=kind,total --format ndjson | sed 's/.*"kind":"\([^"]*\)".*"total":"\([^"]*\)".*/\1 \2/' |
	awk '{ print ($1 == "credit-note" ? "-1*" : "") $2 }' | paste -sd+ | sed 's/+-/-/g' | bc; }
divided() { # WHAT ORDER PARTS…: each a word of quantities "1:2:0.5" by lines
	subject=$1 order=$2
	shift 2
	for part in "$@"; do
		quantities=$(echo "$part" | tr : '\n' | awk -v so="$order" '$1 != "0" { printf "%s.%d=%s ", so, NR, $1 }')
		# shellcheck disable=SC2086
		crm-order invoice "$order" $quantities >/dev/null || echo "refused: $part"
	done
	is "$subject: the parts make the total" "$(field order "$order" total)" "$(sum_of "$order")"
	is "$subject: what is left over is a few cents" yes "$(crm-invoice list "$order" --columns=adjustment,shipping | awk -F '\t' -v limit="${few:-0.3}" '
		$2 != "" && ($2 > limit || $2 < -limit) { wrong = 1 } $3 != "" { shipped++ } END { print (wrong || shipped > 1) ? "no" : "yes" }')"
	is "$subject: it is invoiced" yes "$(field order "$order" invoiced)"
	clean "$subject"
}
firm
n=0
for mode in prices_include_tax=no prices_include_tax=yes; do
	for tax in tax_mode=individual tax_mode=group; do
		for sums in discount_amount=33.33 discount=7.77% shipping=9.99; do
			n=$((n + 1))
			crm-order add customer=c1 subject="ugly $n" $mode $tax $sums adjustment=0.01 >/dev/null
			crm-order line "so$n" add product=pr1 qty=3 price=33.335 discount_amount=1 >/dev/null
			crm-order line "so$n" add product=pr2 qty=7 price=0.035 >/dev/null
			crm-order line "so$n" add product=pr3 qty=2.5 price=99.99 discount=3.3% >/dev/null
			divided "$mode $tax $sums" "so$n" 1:2:0.7 1:2:0.7 0:3:0 1:0:1.1
		done
	done
done
crm-order add customer=c1 currency=JPY rate=0.05 discount_amount=100 subject=円 >/dev/null
crm-order line so13 add description=A qty=3 price=333.4 tax=vat13 discount_amount=1 >/dev/null
crm-order line so13 add description=B qty=3 price=0.4 tax=vat13 >/dev/null
few=4
divided 'yen' so13 1:1 1:1 1:1
crm-order copy so1 so2 so7 >/dev/null
for so in so14 so15 so16; do
	crm-order plan $so 33.3333%=signing 33.3333%=delivery 33.3334%=acceptance >/dev/null
	is "$so: what is planned makes the total" "$(field order $so total)" "$(crm-order plan $so | cut -f4 | paste -sd+ | bc)"
	for i in 3 1 2; do crm-order invoice $so --instalment=$i --issue >/dev/null; done
	is "$so: and what is invoiced" "$(field order $so total)" "$(sum_of $so)"
	is "$so: each as planned" "$(crm-order plan $so | cut -f4 | sort)" "$(crm-invoice list $so --columns=total | cut -f2 | sort)"
	is "$so: a line for each set of taxes" '2 2 2' "$(for in in $(refs invoice list $so); do crm-invoice line "$in" | wc -l; done | tr '\n' ' ' | tr -s ' ' | sed 's/ $//')"
	is "$so: it is invoiced" yes "$(field order $so invoiced)"
done
fails 1 'instalment 2 is already invoiced' 'an instalment is invoiced once' crm-order invoice so14 --instalment=2
fails 1 'so14 has 3 instalments, but no number 4' 'one that is not there' crm-order invoice so14 --instalment=4
fails 1 'invoiced by instalments' 'not by quantities then' crm-order invoice so14
fails 1 'are invoiced, so they cannot be changed;' 'no other plan then' crm-order plan so14 100%=delivery
crm-order plan so1 100%=delivery >/dev/null
fails 1 'invoiced by quantities' 'nor the other way' crm-order invoice so1 --instalment=1
fails 1 'has no instalments' 'no plan, no instalment' crm-order invoice so3 --instalment=1
fails 2 'add up to 90%, not 100%' 'instalments make 100 %' crm-order plan so3 30%=signing 60%=delivery
fails 2 "'signing'" 'and are written so' crm-order plan so3 signing
fails 2 'use one' 'one way to say how much' crm-order invoice so3 --delivered --instalment=1
clean 'ugly numbers'

# The same as it is shown, against figures that another exact program worked out too.
firm
crm-order add customer=c1 subject=parts discount_amount=33.33 shipping=9.99 adjustment=0.01 >/dev/null
crm-order line so1 add product=pr1 qty=3 price=33.335 discount_amount=1 >/dev/null
crm-order line so1 add product=pr2 qty=7 price=0.035 >/dev/null
crm-order line so1 add product=pr3 qty=2.5 price=99.99 discount=3.3% >/dev/null
crm-order invoice so1 so1.1=1 so1.2=2 so1.3=0.7 --issue >/dev/null
crm-order invoice so1 so1.1=1 so1.3=0.7 --issue >/dev/null
crm-order invoice so1 --issue >/dev/null
crm-invoice credit in2 >/dev/null
is 'the parts of an order, as they are shown' "$(cat "$TESTS/golden/parts.tsv")" "$(
	crm-order list --columns=subtotal,discount_total,tax_total,shipping,adjustment,total
	crm-invoice list --columns=kind,subtotal,discount_amount,discount_total,tax_total,shipping,adjustment,total
	for in in 1 2 3 4; do crm-invoice line in$in --format ndjson | sed 's/.*"ref":"\([^"]*\)".*"qty":"\([^"]*\)".*"amount":"\([^"]*\)".*/\1 \2 \3/'; done)"

# Credit notes give back, to the cent and no more.
firm
quoted discount_amount=33.33 shipping=20 adjustment=-0.01 >/dev/null
crm-quote order q1 >/dev/null
crm-order invoice so1 --issue >/dev/null
is 'a credit note of a part' in2 "$(crm-invoice credit in1 in1.1=1 in1.2=500 --rebill)"
is 'is a draft for the same order' 'credit-note|draft|in1|so1|' "$(field invoice in2 kind,status,original,order,number)"
is 'with these lines' '1|1 2|500' "$(crm-invoice line in2 --format ndjson | sed 's/.*"ref":"in2.\([0-9]*\)".*"qty":"\([^"]*\)".*/\1|\2/' | tr '\n' ' ' | sed 's/ $//')"
crm-invoice issue in2 >/dev/null
is 'its numbers are of a series of their own' 'CN-2026-0001' "$(field invoice in2 number)"
is 'the order is open by as much' 'part|SO-2026-0001' "$(field order so1 invoiced,number)"
is 'the balance is less by it' "$(echo "$(field invoice in1 total) - $(field invoice in2 total)" | bc)" "$(field invoice in1 balance)"
is 'the rest is credited' in3 "$(crm-invoice credit in1 --rebill --issue)"
is 'nothing is left to pay' '0.00' "$(field invoice in1 balance)"
is 'the notes make the invoice' "$(field invoice in1 total)" "$(crm-invoice list kind=credit-note --columns=total | cut -f2 | paste -sd+ | bc)"
is 'the order is not invoiced then' no "$(field order so1 invoiced)"
fails 1 'nothing is left to be credited' 'not more than that' crm-invoice credit in1
fails 1 'more than the 0' 'nor of a line' crm-invoice credit in1 in1.3=1
fails 1 'credit note itself' 'a credit note has none' crm-invoice credit in2
fails 1 'in2, in3 are in force' 'an invoice with credit notes is not cancelled' crm-invoice cancel in1
is 'it is invoiced anew' in4 "$(crm-order invoice so1 --issue)"
is 'for the whole' "$(field order so1 total)" "$(field invoice in4 total)"
clean 'credit notes'

# An order that repeats: every invoice that is due, however many were missed, and none twice.
firm
at 2026-01-31 crm-order add customer=c1 subject=rent repeat=FREQ=MONTHLY repeat_until=2026-06-30 discount_amount=5 shipping=1 >/dev/null
crm-order line so1 add description=rent qty=1 price=1000.35 tax=vat9 >/dev/null
fails 1 'so1 is draft' 'a draft is not invoiced' crm-recur so1
is 'nor found' '' "$(crm-recur)"
at 2026-01-31 crm-order approve so1 >/dev/null
reversible 'recur' crm-recur
is 'what is due is made, what was missed too' "in3${NL}in4" "$(at 2026-03-05 crm-recur)"
is 'on its days' '2026-01-31 2026-02-28' "$(crm-invoice list --columns=issued_on | cut -f2 | tr '\n' ' ' | sed 's/ $//')"
is 'the same day again nothing is' '' "$(at 2026-03-05 crm-recur)"
is 'nor is anything changed' "$(crm-history | wc -l)" "$(at 2026-03-05 crm-recur so1; crm-history | wc -l)"
is 'the last day comes back, and drafts may be issued' "in5${NL}in6 INV-2026-0001 2026-03-31 2026-04-30" \
	"$(at 2026-05-01 crm-recur so1 --issue) $(field invoice in5 number,issued_on,due_on | tr '|' ' ')"
is 'up to a day' in7 "$(at 2026-05-01 crm-recur --until=2026-05-31)"
is 'the end is the end' in8 "$(at 2027-01-01 crm-recur customer.name~上海)"
is 'on the last day of June' "2026-06-30|$(field order so1 total)" "$(field invoice in8 issued_on,total)"
fails 1 'recur so1' 'its invoices come of recur alone' crm-order invoice so1
crm-order add customer=c1 subject=once >/dev/null
fails 1 'so2 is not a recurring order;' 'one that does not repeat' crm-recur so2
fails 2 '--until' 'a day that is none' crm-recur --until=sometime
fails 65 'not a recurrence rule' 'a rule that is none' crm-order set so1 repeat=sometimes
clean 'recur'

# A number that is not the newest of its series is not given back.
firm
quoted >/dev/null
quoted >/dev/null
crm-quote order q1 >/dev/null
crm-order invoice so1 so1.1=1 --issue >/dev/null
at 2026-03-06 crm-order invoice so1 so1.1=1 --issue >/dev/null
first=$(crm-history | awk -F '\t' '/--issue/ { print $1 }' | sort -t h -k 2 -n | head -n 1)
fails 1 'INV-2026-0001 is not the latest of its series; make a credit note: crm-invoice credit in1' 'an invoice in the middle' crm-undo "$first"
crm-order deliver so1 so1.1=1 >/dev/null
crm-order deliver so1 so1.2=1 >/dev/null
first=$(crm-history | awk -F '\t' '/deliver so1/ { print $1 }' | sort -t h -k 2 -n | head -n 1)
fails 1 'DN-2026-0001 is not the latest of its series; cancel it: crm-delivery cancel dn1' 'a delivery in the middle' crm-undo "$first"
crm-invoice credit in1 in1.1=0.5 --issue >/dev/null
crm-invoice credit in1 in1.1=0.5 --issue >/dev/null
first=$(crm-history | awk -F '\t' '/credit in1 in1/ { print $1 }' | sort -t h -k 2 -n | head -n 1)
fails 1 'CN-2026-0001 is not the latest of its series; cancel it: crm-invoice cancel' 'a credit note in the middle' crm-undo "$first"
crm-quote issue q2 >/dev/null
first=$(crm-history | awk -F '\t' '/quote order q1/ { print $1 }')
fails 1 'cannot be undone' 'an order of which there is more' crm-undo "$first"
clean 'series'

# What is wrong is refused, with what to do.
firm
quoted >/dev/null
crm-quote issue q1 >/dev/null
crm-quote order q1 >/dev/null
so=$(refs order list)
fails 65 'is not greater than zero' 'nothing' crm-order deliver "$so" "$so.1=0"
fails 65 'is not greater than zero' 'less than nothing' crm-order invoice "$so" "$so.1=-1"
fails 65 '1e9' 'digits without end' crm-order invoice "$so" "$so.1=1e999999999"
fails 1 'has no line' 'a line that is not there' crm-order deliver "$so" "$so.7=1"
fails 2 'not among the documents' 'the line of another order' crm-order deliver "$so" so77.1=1
fails 2 'takes lines of orders' 'the line of a quote' crm-order deliver "$so" q1.1=1
fails 2 'given for the line already' 'the same line twice' crm-order deliver "$so" "$so.1=1" "$so.1=2"
fails 2 'several lines are delivered' 'serial numbers of which line' crm-order deliver "$so" serial=A1
fails 65 'more serial numbers than units' 'more serial numbers than units' crm-order deliver "$so" "$so.1=1" serial=A1,A2
ok 'a unit leaves' crm-order deliver "$so" "$so.1=1" serial=A1
fails 1 'unit A1 of pr1 is already as1, of c1' 'and not twice' crm-order deliver "$so" "$so.1=1" serial=A1
crm-undo >/dev/null
fails 2 'colour' 'an unknown field' crm-order deliver "$so" colour=red
fails 2 'name the order' 'no order' crm-order deliver
fails 1 'no order so99' 'an order that is not there' crm-order deliver so99
quoted valid_until=2026-03-10 >/dev/null
crm-quote issue q2 >/dev/null
fails 1 'q2 was valid until 2026-03-10; crm-quote revise q2' 'a quote that is no longer valid' at 2026-03-11 crm-quote order q2
at 2026-03-11 crm-quote expire q2 >/dev/null
fails 1 'q2 is expired; crm-quote revise q2' 'one that expired' crm-quote order q2
is 'its revision is valid without end unless it is said' '|' "$(at 2026-03-11 crm-quote revise q2 >/dev/null; field quote q3 valid_until,number)"
fails 1 'its revision is q3' 'one revision follows another' crm-quote revise q2
fails 1 'was not issued' 'a draft is not revised' crm-quote revise q3
fails 1 'is accepted' 'nor what is agreed' crm-quote revise q1
crm-product set pr1 active=no >/dev/null
fails 1 'pr1, Pump, is no longer sold' 'a product that is no longer sold is not offered' crm-quote line q3 add product=pr1
ok 'but what is agreed is delivered' crm-order deliver "$so"
ok 'and invoiced' crm-order invoice "$so" --issue
crm-customer set c1 credit_limit=10 >/dev/null
quoted >/dev/null 2>&1
crm-order add customer=c1 >/dev/null
big=$(refs order list status=draft)
crm-order line "$big" add description=X qty=1 price=1000 >/dev/null
fails 1 '--over-limit' 'an order beyond the credit limit' crm-order deliver "$big"
is 'goes with a reason' dn3 "$(crm-order deliver "$big" --over-limit='the boss says so')"
is 'which is kept' 'the boss says so' "$(field order "$big" over_limit)"
fails 1 'has no lines' 'a delivery of nothing' crm-delivery add order="$big"

done_testing
