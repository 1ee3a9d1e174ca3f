#!/bin/sh
# shellcheck disable=SC2086
# shellcheck source=tests/lib.sh
# When what of a claim is due: payment terms in parts, what they wait for, discounts for early payment.
. "$(dirname "$0")/lib.sh"

clean() { is "$1: crm-db check is clean" 0 "$(crm-db check 2>&1; echo $?)"; }
field() { crm-"$1" list "$2" --columns="$3" | cut -f2- | tr '\t' '|'; }
at() { # DAY COMMAND…
	clock=$1
	shift
	CRM_NOW=$clock "$@"
}
# in1: due_on of the claim, then amount and day of each part; "-" while it waits
due() { echo "$(field "${2:-invoice}" "$1" due_on) $(crm-"${2:-invoice}" plan "$1" | cut -f5,6 | sed 's/^	/-	/; s/	/:/' | tr '\n' ' ' | sed 's/ $//')"; }
invoice() { # CUSTOMER AMOUNT [FIELD=VALUE…]
	customer=$1 amount=$2
	shift 2
	new=$(crm-invoice add customer="$customer" "$@") || return
	crm-invoice line "$new" add description=work qty=1 price="$amount" >/dev/null && crm-invoice issue "$new"
}
exported() {
	rm -rf "$1"
	crm-db export "$1" >/dev/null
	for file in change entry database counter; do rm -f "$1/$file".*; done
}
reversible() { # WHAT COMMAND…
	subject=$1
	shift
	exported "$T/before-dir"
	"$@" >"$T/printed" 2>"$T/said"
	is "$subject is done" '0 ' "$? $(cat "$T/said")"
	exported "$T/changed-dir"
	clean "$subject"
	crm-undo >/dev/null
	exported "$T/after-dir"
	is "$subject: after undo the export is byte-identical" '' "$(diff -r "$T/before-dir" "$T/after-dir" 2>&1)"
	crm-redo >/dev/null
	exported "$T/after-dir"
	is "$subject: after redo the export is as after the command" '' "$(diff -r "$T/changed-dir" "$T/after-dir" 2>&1)"
	crm-undo >/dev/null
}

staged='30% order, 60% delivery, 10% delivery+12mo'
firm() {
	fresh
	crm-customer add name=Staged payment_terms="$staged" >/dev/null
	crm-customer add name=Plain payment_terms='net 30' >/dev/null
	crm-customer add name=Monthly payment_terms=月结30天 >/dev/null
	crm-customer add name=Arrival payment_terms=货到30天 >/dev/null
	crm-customer add name=Early payment_terms='2/10 net 30' language=en >/dev/null
	crm-product add name=Pump code=P1 price=100 cost=60 >/dev/null
	crm-product stock pr1 set=100 reason=opening >/dev/null 2>&1
}
firm
is 'terms are stored in one form' 'eom+30 100% delivery+30d' "$(field customer c3 payment_terms) $(field customer c4 payment_terms)"
fails 65 "'whenever' is not a payment term; write net 30, eom+30, 2/10 net 30, delivery+30d, or parts" 'terms that nobody understands' crm-customer set c1 payment_terms=whenever

# One day, as ever.
is 'a net term' '2026-04-04 ' "$(due "$(invoice c2 100)")"
is 'a monthly one' '2026-04-30 ' "$(due "$(invoice c3 100)")"
is 'an invoice without terms' '2026-03-05 ' "$(due "$(invoice c2 100 payment_terms=)")"
is 'terms in the words of people' '2026-04-30 ' "$(due "$(invoice c2 100 payment_terms='net 30 eom')")"
fails 1 'is issued, so it cannot be changed' 'terms of an issued invoice' crm-invoice set in1 payment_terms='net 90'
draft=$(crm-invoice add customer=c2 payment_terms='as agreed')
crm-invoice line "$draft" add description=x qty=1 price=1 >/dev/null
fails 65 "payment_terms: 'as agreed' is not a payment term" 'prose is refused when it matters' crm-invoice issue "$draft"

# Without an order the invoice is all that there is, and everything counts from its day.
in=$(invoice c1 1000.01)
part1=$in
is 'the parts of an invoice' '2026-03-05 2026-03-05:300.00 2026-03-05:600.01 2027-03-05:100.00' "$(due $in)"
is 'are the total' "$(field invoice $in total)" "$(crm-invoice plan $in | cut -f6 | paste -sd+ | bc)"
is 'it is not overdue on the day' no "$(field invoice $in overdue)"
is 'what is due is overdue, what is not is not' 'yes|900.01|1000.01' "$(at 2026-03-06 crm-invoice list $in --columns=overdue,overdue_amount,balance | cut -f2- | tr '\t' '|')"
crm-payment add customer=c1 amount=1000.01 >/dev/null
reversible 'a payment of the first part' crm-payment allocate pay1 $in=300
crm-payment allocate pay1 $in=300 >/dev/null
is 'the next part is due' "2026-03-05 600.01" "$(field invoice $in due_on) $(at 2026-03-06 crm-invoice list $in --columns=overdue_amount | cut -f2)"
crm-payment allocate pay1 $in=600.01 >/dev/null
is 'the last one' 2027-03-05 "$(field invoice $in due_on)"
is 'nothing is overdue then' 'no|0.00|part' "$(at 2026-12-31 crm-invoice list $in --columns=overdue,overdue_amount,payment | cut -f2- | tr '\t' '|')"
is 'but a year later' 'yes|100.00' "$(at 2027-03-06 crm-invoice list $in --columns=overdue,overdue_amount | cut -f2- | tr '\t' '|')"
is 'what is open of each' '0.00 0.00 100.00' "$(crm-invoice plan $in | cut -f7 | tr '\n' ' ' | sed 's/ $//')"
note=$(crm-invoice credit $in --issue 2>/dev/null || crm-invoice add kind=credit-note original=$in)
crm-payment release pay1 >/dev/null 2>&1
clean 'payments of parts'
is 'a release opens them again' 2026-03-05 "$(crm-invoice cancel $note >/dev/null; field invoice $in due_on)"
crm-payment allocate pay1 $in >/dev/null
is 'of a paid invoice the last day stays' '2027-03-05|paid|no' "$(field invoice $in due_on,payment,overdue)"
fails 1 "due_on: all parts of $in are paid" 'another day for what is paid' crm-invoice set $in due_on=2026-09-09
crm-payment release pay1 $in >/dev/null
reversible 'a day that was agreed' crm-invoice set $in due_on=2026-06-30
crm-invoice set $in due_on=2026-06-30 >/dev/null
is 'an agreed day is that of the next part, after which another may be next' '2026-03-05 2026-06-30:300.00 2026-03-05:600.01 2027-03-05:100.00' "$(due $in)"
crm-invoice set $in due_on=2026-06-30 >/dev/null
is 'both are put off' '2026-06-30 2026-06-30:300.00 2026-06-30:600.01 2027-03-05:100.00' "$(due $in)"
crm-invoice set $in due_on= >/dev/null
is 'an empty day counts again' '2026-03-05 2026-03-05:300.00 2026-06-30:600.01 2027-03-05:100.00' "$(due $in)"
is 'a day that is given is that of all' '2026-05-05 ' "$(due "$(invoice c1 100 due_on=2026-05-05)")"
is 'an opening balance with its day' '2026-01-31 ' "$(due "$(crm-invoice add kind=opening customer=c1 opening_balance=50 issued_on=2025-12-01 due_on=2026-01-31 status=issued external_id=old)")"
clean 'parts'

# What an order says happened.
order() { # CUSTOMER QTY [FIELD=VALUE…]
	customer=$1 quantity=$2
	shift 2
	so=$(crm-order add customer="$customer" subject=pumps "$@")
	crm-order line "$so" add product=P1 qty="$quantity" >/dev/null
	crm-order line "$so" add description=work qty=1 price=100 >/dev/null
	crm-order approve "$so" >/dev/null
	echo "$so"
}
so=$(order c1 2 ordered_on=2026-02-01)
in=$(crm-order invoice $so --issue)
is 'what waits has no day; what happened before the invoice is due with it' '2026-03-05 2026-03-05:90.00 -:180.00 -:30.00' "$(due $in)"
is 'overdue is the part alone' 'yes|90.00' "$(at 2026-04-01 crm-invoice list $in --columns=overdue,overdue_amount | cut -f2- | tr '\t' '|')"
crm-payment add customer=c1 amount=90 >/dev/null
crm-payment allocate pay2 $in >/dev/null
is 'nothing is due until it happens' '|no|0.00' "$(at 2026-04-01 crm-invoice list $in --columns=due_on,overdue,overdue_amount | cut -f2- | tr '\t' '|')"
is 'it is listed as without a day' $in "$(crm-invoice list due_on= status=issued payment=part | cut -f1)"
reversible 'a delivery' at 2026-03-10 crm-order deliver $so
at 2026-03-10 crm-order deliver $so $so.1=1 $so.2=1 >/dev/null
is 'a part of the goods is not the delivery' ' 2026-03-05:90.00 -:180.00 -:30.00' "$(due $in)"
at 2026-03-12 crm-order deliver $so >/dev/null
is 'the rest of them is' '2026-03-12 2026-03-05:90.00 2026-03-12:180.00 2027-03-12:30.00' "$(due $in)"
dn=$(crm-delivery list $so | tail -n 1 | cut -f1)
reversible 'its cancelling' crm-delivery cancel $dn
crm-delivery cancel $dn >/dev/null
is 'cancelled it waits again' ' 2026-03-05:90.00 -:180.00 -:30.00' "$(due $in)"
at 2026-03-20 crm-order deliver $so >/dev/null
is 'a day of its own stays its own' '2026-03-20' "$(field invoice $in due_on)"
firm
so=$(order c4 3)
crm-order deliver $so $so.1=1 >/dev/null
is 'what was delivered and is invoiced' '2026-04-04 2026-04-04:100.00' "$(due "$(crm-order invoice $so --delivered --issue)")"
first=$(crm-invoice list $so | cut -f1)
second=$(crm-order invoice $so --issue)
is 'what is invoiced before the delivery' ' -:300.00' "$(due $second)"
at 2026-03-15 crm-order deliver $so >/dev/null
is 'each counts its own goods' "2026-04-04 2026-04-14" "$(field invoice $first due_on) $(field invoice $second due_on)"
firm
so=$(order c2 1)
in=$(crm-order invoice $so payment_terms='50% signing+1w, 50% acceptance+2w' --issue)
is 'a signature that nobody dated is the order' '2026-03-12 2026-03-12:100.00 -:100.00' "$(due $in)"
reversible 'a signature' crm-order set $so signed_on=2026-03-03
crm-order set $so signed_on=2026-03-03 >/dev/null
dn=$(crm-order deliver $so)
is 'goods that are on their way are not accepted' '2026-03-10 2026-03-10:100.00 -:100.00' "$(due $in)"
at 2026-03-09 crm-delivery receive $dn received_by=Lao >/dev/null
is 'received, they are' '2026-03-10 2026-03-10:100.00 2026-03-23:100.00' "$(due $in)"
clean 'orders'

# An instalment waits for what it is planned at.
firm
so=$(order c1 9)
crm-order plan $so 30%=signing 60%=delivery 10%=delivery+12mo >/dev/null
is 'an instalment at the signing' '2026-03-05 2026-03-05:300.00' "$(due "$(crm-order invoice $so --instalment=1 --issue)")"
last=$(crm-order invoice $so --instalment=3 --issue)
is 'one that waits' ' -:100.00' "$(due $last)"
at 2026-03-11 crm-order deliver $so >/dev/null
is 'until the delivery' '2027-03-11 2027-03-11:100.00' "$(due $last)"
is 'before that it had no day' '||2027-03-11' "$(at 2026-03-12 crm-invoice list $last --as-of=2026-03-10 --columns=due_on,overdue_amount | cut -f2)||$(field invoice $last due_on)"
is 'one that waits no more' '2026-03-11 2026-03-11:600.00' "$(at 2026-03-11 crm-order invoice $so --instalment=2 --issue >/dev/null; due "$(crm-invoice list $so | tail -n 1 | cut -f1)")"
firm
so=$(order c2 9)
crm-order plan $so 30%=signing 60%=delivery 10%=2027-01-31 >/dev/null
is 'by the terms of the customer' '2026-04-04 ' "$(due "$(crm-order invoice $so --instalment=1 --issue)")"
is 'unless it waits' ' -:600.00' "$(due "$(crm-order invoice $so --instalment=2 --issue)")"
is 'or has a day' '2027-01-31 ' "$(due "$(crm-order invoice $so --instalment=3 --issue)")"
clean 'instalments'

# What suppliers claim.
firm
crm-supplier add name=Forge payment_terms="$staged" >/dev/null
po=$(crm-purchase add supplier=su1 subject=castings)
crm-purchase line $po add product=P1 qty=10 price=60 >/dev/null
crm-purchase line $po add description=freight qty=1 price=33.33 >/dev/null
crm-purchase approve $po >/dev/null
bl=$(crm-purchase bill $po supplier_number=F-1)
is 'a bill has the terms of its supplier' "$staged" "$(field bill $bl payment_terms)"
is 'and its parts' '2026-03-05 2026-03-05:190.00 -:380.00 -:63.33' "$(due $bl bill)"
at 2026-03-08 crm-purchase receive $po $po.1=4 >/dev/null
is 'some of the goods are not all' '2026-03-05 2026-03-05:190.00 -:380.00 -:63.33' "$(due $bl bill)"
at 2026-03-09 crm-purchase receive $po $po.1=5 >/dev/null
reversible 'the rest of the goods' at 2026-03-10 crm-purchase receive $po
at 2026-03-10 crm-purchase receive $po >/dev/null
is 'all of the goods' '2026-03-05 2026-03-05:190.00 2026-03-10:380.00 2027-03-10:63.33' "$(due $bl bill)"
is 'overdue is what is' 'yes|570.00' "$(at 2026-04-01 crm-bill list $bl --columns=overdue,overdue_amount | cut -f2- | tr '\t' '|')"
crm-payment allocate "$(crm-payment add supplier=su1 amount=190)" $bl >/dev/null
is 'paid, the next one is due' 2026-03-10 "$(field bill $bl due_on)"
bl=$(crm-bill add supplier=su1)
crm-bill line $bl add description=castings qty=3 price=11.11 >/dev/null
is 'a bill grows with its lines' '2026-03-05 2026-03-05:10.00 2026-03-05:20.00 2027-03-05:3.33' "$(due $bl bill)"
reversible 'other terms of a bill' crm-bill set $bl payment_terms='50% order, 50% 2026-08-31'
crm-bill set $bl payment_terms='net 10' >/dev/null
is 'a bill with one day' '2026-03-15 ' "$(due $bl bill)"
crm-bill set $bl payment_terms="$staged" >/dev/null
is 'and with parts again' '2026-03-05 2026-03-05:10.00 2026-03-05:20.00 2027-03-05:3.33' "$(due $bl bill)"
ok 'a bill goes with its parts' crm-bill rm $bl
is 'and comes back with them' '2026-03-05 2026-03-05:10.00 2026-03-05:20.00 2027-03-05:3.33' "$(crm-undo >/dev/null; due $bl bill)"
clean 'bills'

# Who pays early takes a discount off, which a credit note gives with the payment.
firm
part1=$(invoice c1 1000.01)
later() { at 2026-03-20 "$@"; }
sold() { # [FIELD=VALUE…]: 1,000.00 with 13 % and 500.00 with 6 % tax, 1,660.00 in all
	new=$(crm-invoice add customer=c5 "$@")
	crm-invoice line "$new" add description=pumps qty=1 price=1000 tax=vat13 >/dev/null
	crm-invoice line "$new" add description=work qty=1 price=500 tax=vat6 >/dev/null
	crm-invoice issue "$new"
}
paid() { later crm-payment add customer=c5 amount="$1" paid_on="${2:-2026-03-05}"; }
balance() { field invoice "$1" balance,payment; }
in=$(sold)
is 'a discount moves no due day' '2026-04-04 ' "$(due $in)"
pay=$(paid 1626.80 2026-03-15)
reversible 'a payment with its discount' later crm-payment allocate $pay $in
later crm-payment allocate $pay $in >/dev/null
note=$(crm-invoice list original=$in | cut -f1)
is 'pays all' '0.00|paid' "$(balance $in)"
is 'what was not paid is credited, its tax in proportion' 'credit-note|issued|33.20|3.20|yes' "$(field invoice $note kind,status,total,tax_total,early_discount)"
is 'for each rate' '22.6 10.6' "$(crm-invoice line $note --format ndjson | sed 's/.*"price":"\([^"]*\)".*/\1/' | sort -rn | tr '\n' ' ' | sed 's/ $//')"
is 'it says what it is' 'Discount for early payment, 2% INV-' "$(field invoice $note subject | sed 's/-.*/-/')"
is 'the payment is used up, and the customer owes nothing of it' '0.00' "$(field payment $pay advance)"
fails 1 "$note gives a discount for early payment, which $pay would not earn on that day" 'a payment that was late after all' later crm-payment set $pay paid_on=2026-03-16
reversible 'a release' later crm-payment release $pay $in
later crm-payment release $pay $in >/dev/null
is 'takes the discount back' 'cancelled 1660.00|open' "$(field invoice $note status) $(balance $in)"
later crm-payment allocate $pay $in --no-discount >/dev/null
is 'no discount, if nobody wants it' '33.20|part' "$(balance $in)"
in=$(sold)
pay=$(paid 1626.80 2026-03-16)
later crm-payment allocate $pay $in >/dev/null
is 'a day too late' '33.20|part' "$(balance $in)"
in=$(sold)
pay=$(paid 1626.79)
later crm-payment allocate $pay $in >/dev/null
is 'a cent too little' '33.21|part' "$(balance $in)"
in=$(sold)
pay=$(paid 1650)
later crm-payment allocate $pay $in >/dev/null
is 'less of it than was offered' '0.00|paid 10.00' "$(balance $in) $(crm-invoice list original=$in --columns=total | cut -f2)"
in=$(sold)
for part in 1000 626.80; do later crm-payment allocate "$(paid $part)" $in >/dev/null; done
is 'in two payments' '0.00|paid 33.20' "$(balance $in) $(crm-invoice list original=$in --columns=total | cut -f2)"
in=$(sold)
later crm-payment allocate "$(paid 1660)" $in >/dev/null
is 'who pays all gets nothing back' '0.00|paid ' "$(balance $in) $(crm-invoice list original=$in)"
in=$(sold)
later crm-invoice credit $in $in.2=1 --issue >/dev/null
later crm-payment allocate "$(paid 1107.40)" $in >/dev/null
is 'of what was not credited besides' '0.00|paid 22.60' "$(balance $in) $(crm-invoice list original=$in early_discount=yes --columns=total | cut -f2)"
in=$(sold prices_include_tax=yes adjustment=-0.01)
later crm-payment allocate "$(paid 1469.99)" $in >/dev/null
is 'prices with tax' '0.00|paid 30.00' "$(balance $in) $(crm-invoice list original=$in --columns=total | cut -f2)"
in=$(sold payment_terms='3/5 2/10 net 30')
later crm-payment allocate "$(paid 1610.20 2026-03-10)" $in >/dev/null
is 'the higher one, for the fewer days' '0.00|paid 49.80' "$(balance $in) $(crm-invoice list original=$in --columns=total | cut -f2)"
fails 1 'would not earn on that day' 'the lower one is not enough' later crm-payment set "$(crm-payment list customer=c5 amount=1610.20 | cut -f1)" paid_on=2026-03-12
clean 'discounts'
one=$(sold currency=KRW rate=0.005) two=$(sold currency=KRW rate=0.005)
later crm-payment allocate "$(crm-payment add customer=c5 amount=3254 currency=KRW)" >/dev/null
is 'two invoices, each with its discount' '0|paid 0|paid' "$(balance $one) $(balance $two)"
one=$(sold)
printf '交易日期,收入,支出,对方户名,摘要\n2026-03-05,1626.80,0,Early,thanks\n' >"$T/bank.csv"
later crm-payment import "$T/bank.csv" >/dev/null 2>&1
is 'a bank statement knows the discount' '0.00|paid' "$(balance $one)"
crm-db schema show >"$T/schema.yaml" && printf 'company:\n  name: Seller Ltd\n' >"$T/company.yaml" && crm-db schema apply "$T/company.yaml" >/dev/null
one=$(sold)
crm-print $one --format text >/dev/null 2>&1
like 'the discount is on the invoice' '2% discount, CNY 33.20, if paid by 2026-03-15; in full by 2026-04-04' "$(cat "$(field invoice $one number).txt" | tr -s ' \n' ' ')"
crm-print $part1 --format text >/dev/null 2>&1
like 'so are the parts' '30% CNY 300.00 on order: 2026-03-05 60% CNY 600.01 on delivery: 2026-03-05 10% CNY 100.00 12 months after delivery: 2027-03-05' "$(cat "$(field invoice $part1 number).txt" | tr -s ' \n' ' ')"
crm-print c1 --format text >/dev/null 2>&1
like 'and on the statement' 'due: 2027-03-05 100.00' "$(cat statement-c1-*.txt | tr -s ' \n' ' ')"
like 'explain has them' "$part1${TAB}due${TAB}part 3: 10% delivery+12mo${TAB}1000.01 × 10 %, due 2027-03-05${TAB}100.00" "$(crm-invoice explain $part1)"
clean 'pages'

# Everything goes through files, and between databases.
crm-db export "$T/one" >/dev/null
crm-db init "$T/copy.db" >/dev/null
later crm-db import "$T/one" --db="$T/copy.db" >/dev/null
crm-db export "$T/two" --db="$T/copy.db" >/dev/null
is 'export and import are byte for byte' '' "$(diff -r "$T/one" "$T/two" 2>&1)"
is 'the imported database is clean' 0 "$(later crm-db check --db="$T/copy.db" 2>&1; echo $?)"

crm-db init "$T/empty.db" zone=Asia/Shanghai currency=CNY country=86 area=21 >/dev/null
crm-db diff "$T/empty.db" "$CRM_DB" >"$T/script" 2>"$T/said"
is 'a difference can be told' '0 ' "$? $(cat "$T/said")"

# What is wrong is found, and put right.
broken() { # WHAT SQL FINDING
	rm -f "$T"/broken.db*
	cp "$CRM_DB" "$T/broken.db"
	sqlite3 "$T/broken.db" "$2"
	like "$1 is found" "$3" "$(crm-db check --db="$T/broken.db" 2>&1)"
	crm-db check --fix --db="$T/broken.db" >/dev/null 2>&1
	is "$1 is put right" 0 "$(crm-db check --db="$T/broken.db" 2>&1; echo $?)"
}
sqlite3 "$CRM_DB" 'pragma wal_checkpoint(truncate)' >/dev/null
part=${part1#in}
broken 'another amount' "update due_part set amount = amount + 1 where invoice = $part and number = 1" "in$part: total: part 1 of the due plan is 300.00, but 300.01 is stored"
broken 'another day' "update due_part set due_on = '2026-03-07' where invoice = $part and number = 1" "in$part: due_on: part 1 of the due plan is due on 2026-03-05, but 2026-03-07 is stored"
broken 'another due day' "update invoice set due_on = '2026-03-07' where id = $part" "in$part: due_on: by the due plan it is due on 2026-03-05, but 2026-03-07 is stored"
broken 'a part too few' "delete from due_part where invoice = $part and number = 3" "in$part: payment_terms: the due plan has 2 parts, not 3"

done_testing
