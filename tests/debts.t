#!/bin/sh
# shellcheck disable=SC2086
# shellcheck source=tests/lib.sh
# What is owed, by whom and in which currency, and the words that say so.
. "$(dirname "$0")/lib.sh"

# Fields of records in one line: value invoice in1 payment,balance
value() { crm-$1 list "$2" --columns="$3" | cut -f 2- | tr '\t' ' '; }

# An issued invoice of a customer over an amount: invoice c1 1000 [field=value…]
invoice() {
	customer=$1 amount=$2
	shift 2
	new=$(crm-invoice add customer=$customer "$@") || return
	crm-invoice line $new add description=work qty=1 price=$amount >/dev/null && crm-invoice issue $new
}

fresh
crm-customer add name=上海泵业有限公司 >/dev/null
crm-supplier add name=Steelworks >/dev/null

# Only what is issued is paid or not.
crm-invoice add customer=c1 >/dev/null
crm-invoice line in1 add description=work qty=1 price=100 >/dev/null
is 'a draft is neither paid nor open' '' "$(value invoice in1 payment)"
crm-invoice issue in1 >/dev/null
is 'an issued invoice is open' open "$(value invoice in1 payment)"
crm-invoice cancel in1 >/dev/null
is 'a cancelled one is not paid' '' "$(value invoice in1 payment)"
is 'nor found as such' '' "$(crm-invoice list payment=open,part,paid,over --format=ids)"
crm-bill add supplier=su1 supplier_number=A-1 >/dev/null
crm-bill line bl1 add description=steel qty=1 price=100 >/dev/null
is 'a bill is open' open "$(value bill bl1 payment)"
crm-bill cancel bl1 >/dev/null
is 'a cancelled bill is not paid' '' "$(value bill bl1 payment)"
crm-payment add supplier=su1 amount=10 >/dev/null
is 'money in advance is called so for suppliers too' 10.00 "$(value payment pay1 预收预付)"


# A bill of a supplier is entered once, however its number is written.
crm-supplier add name=Foundry >/dev/null
ok 'the number of a cancelled bill is free' crm-bill add supplier=su1 supplier_number=A-1
for number in A-1 a-1 'A - 1' Ａ-1; do
	fails 1 'bl2 of su1 has the number' "the number of another one, as $number" crm-bill add supplier=su1 supplier_number="$number"
done
crm-purchase add supplier=su1 >/dev/null
crm-purchase line po1 add description=steel qty=1 price=1 >/dev/null
crm-purchase approve po1 >/dev/null
fails 1 'crm-bill cancel bl2' 'and of a bill that is made of a purchase' crm-purchase bill po1 supplier_number=a-1
ok 'another supplier may have it' crm-bill add supplier=su2 supplier_number=A-1
fails 1 'bl3 of su2 has the number' 'a bill does not take it over' crm-bill set bl2 supplier=su2
ok 'several bills without one' sh -c 'crm-bill add supplier=su1; crm-bill add supplier=su1'
fails 1 'supplier_number: bl2' 'nor is it given later' crm-bill set bl4 supplier_number=a-1
fails 1 'su1 has a bill with the number of bl3' 'nor brought by another supplier' crm-supplier merge su1 su2
crm-bill cancel bl2 >/dev/null
ok 'the right bill instead' crm-bill add supplier=su1 supplier_number=A-1
fails 1 'supplier_number' 'the cancelled one does not come back' crm-undo "$(crm-history bl2 | tail -n 1 | cut -f 1)"

# A payment that pays something is not removed.
in2=$(invoice c1 113)
p=$(crm-payment add customer=c1 amount=113)
crm-payment allocate $p $in2 >/dev/null
fails 1 "$p pays CNY 113.00 of what is owed; crm-payment release $p first" 'a payment that is allocated' crm-payment rm $p
fails 1 "crm-payment release $p first" 'nor with what belongs to it' crm-payment rm $p --cascade
is 'the invoice stays paid' 'paid 0.00' "$(value invoice $in2 payment,balance)"
crm-payment release $p >/dev/null
ok 'what pays nothing' crm-payment rm $p
is 'it is owed again' 'open 113.00' "$(value invoice $in2 payment,balance)"
ok 'undo of removing, then of releasing' crm-undo --last=2
is 'it is paid again' 'paid 0.00' "$(value invoice $in2 payment,balance)"

# Debts in every currency.
crm-rate add currency=USD rate=7 valid_from=2026-01-01 >/dev/null
crm-rate add currency=JPY rate=0.05 valid_from=2026-01-01 >/dev/null
crm-rate add currency=EUR rate=8 valid_from=2025-01-01 >/dev/null
crm-customer add name=Rheintal currency=EUR >/dev/null
crm-customer add name=Quiet currency=EUR >/dev/null
in3=$(invoice c2 100)
invoice c2 100 currency=USD >/dev/null
invoice c2 5000 currency=JPY >/dev/null
crm-payment add customer=c3 amount=20 currency=USD >/dev/null
refs() { crm-customer list "$@" --format=ids | xargs; }
is 'the balance is in its own currency' 100.00 "$(value customer c2 balance)"
is 'the balances are in all of them' 'EUR 100.00,JPY 5000,USD 100.00' "$(value customer c2 balances)"
is 'one that is owed money has it too' '0.00 USD -20.00' "$(value customer c3 balance,balances)"
is 'a filter finds any of them' 'c2 c2 c2 c3 c2' "$(refs balance=5000) $(refs 'balance=USD 100') $(refs balance=1000..) $(refs balance=..-1) $(refs balance=JPY\ 1..)"
is 'nothing is owed when nothing is in any currency' 'c2 c3' "$(refs 'balance!=0')"
crm-payment add customer=c3 amount=5 kind=refund currency=USD >/dev/null
crm-payment add customer=c3 amount=15 kind=refund currency=USD >/dev/null
is 'balanced in every currency' 'c1 c3  c1 c3' "$(refs balance=0) $(refs balance=USD\ 0) $(refs balances=)"
is 'the largest sorts' 'c2 c1 c3' "$(refs --sort=-balance)"
is 'and behind a reference' 'in3 in4 in5 in2' "$(crm-invoice list status=issued --sort=-customer.balance --format=ids | xargs)"
crm-bill add supplier=su2 supplier_number=U-1 currency=USD >/dev/null
bl=$(crm-bill list supplier_number=U-1 --format=ids)
crm-bill line $bl add description=iron qty=1 price=300 >/dev/null
is 'suppliers likewise' '0.00 USD 300.00 su2' "$(value supplier su2 payable,payables) $(crm-supplier list payable=300 --format=ids)"

is 'a row for each currency' "EUR${TAB}100.00${TAB}0.00${TAB}${TAB}
JPY${TAB}5000${TAB}0${TAB}${TAB}
USD${TAB}100.00${TAB}0.00${TAB}${TAB}" "$(crm-customer balance c2 | cut -f 3-)"
crm-customer set c2 credit_limit=300 >/dev/null
order() { # CUSTOMER PRICE [FIELD=VALUE…]
	customer=$1 price=$2
	shift 2
	so=$(crm-order add customer=$customer subject=x "$@")
	crm-order line $so add description=x qty=1 price=$price >/dev/null
	echo $so
}
crm-payment add customer=c2 kind=refund currency=GBP amount=1 >/dev/null
crm-customer balance c2 >out 2>err
is 'without a rate nothing is said of what is left' "1 4 300.00${TAB}" "$? $(grep -c . out) $(head -n 1 out | cut -f 6-)"
is 'and the rate is named' 'crm-customer: there is no rate from GBP to CNY on 2026-03-05: crm-rate add currency=GBP rate=… valid_from=2026-03-05' "$(cat err)"
so=$(order c2 10)
fails 1 'there is no rate from GBP to CNY on 2026-03-05' 'nor is an order approved' crm-order approve $so
crm-undo --last=3 >/dev/null
# 100 EUR, 5000 JPY at 0.05/8 = 31.25, 100 USD at 7/8 = 87.50
is 'what is left counts all of it' 81.25 "$(crm-customer balance c2 | head -n 1 | cut -f 7)"
fails 1 'would owe EUR 300.01' 'the check of the limit counts the same' crm-order approve "$(order c2 81.26)"
ok 'just within' crm-order approve "$(order c2 81.25)"
is 'then nothing is left' '81.25 300.00 0.00' "$(crm-customer balance c2 | head -n 1 | cut -f 5- | tr '\t' ' ')"
like 'the statement has the same balances' '100.00 5,000 100.00' "$(crm-print c2 --period=2026 -l en -f text -o - 2>/dev/null | awk '/Balance/ && NF > 1 { print $NF }' | xargs)"

# The limit holds for invoices as for orders.
draft() { # CUSTOMER PRICE [FIELD=VALUE…]
	customer=$1 price=$2
	shift 2
	new=$(crm-invoice add customer=$customer "$@")
	crm-invoice line $new add description=x qty=1 price=$price >/dev/null
	echo $new
}
in=$(draft c2 1)
fails 1 "$in: with it c2 would owe EUR 301.00, beyond the credit limit of 300.00; --over-limit='reason' issues it nevertheless" 'an invoice beyond it' crm-invoice issue $in
fails 1 'would owe EUR 301.00' 'and by its state' crm-invoice set $in status=issued
so=$(crm-order list customer=c2 status=approved --format=ids)
in2=$(crm-order invoice $so)
ok 'what was approved is invoiced' crm-invoice issue $in2
is 'and owed instead' '181.25 0.00 0.00' "$(crm-customer balance c2 | head -n 1 | cut -f 4,5,7 | tr '\t' ' ')"
ok 'a credit note takes from it' crm-invoice credit $in3 --issue
ok 'then there is room' crm-invoice issue $in
q=$(crm-quote add customer=c2 subject=x)
crm-quote line $q add description=x qty=1 price=500 >/dev/null
fails 1 'beyond the credit limit' 'the invoice of a quote' crm-quote invoice $q --issue
in=$(crm-quote invoice $q --over-limit='a good customer')
is 'a draft has the reason' 'a good customer' "$(value invoice $in over_limit)"
ok 'and is issued with it' crm-invoice issue $in
ok 'undo' crm-undo --last=2
ok 'or at once' crm-quote invoice $q --issue --over-limit='a good customer'
so=$(order c3 100 repeat=FREQ=MONTHLY ordered_on=2026-01-05)
crm-order approve $so --out-of-order >/dev/null
crm-customer set c3 credit_limit=250 >/dev/null
fails 1 'would owe EUR 300.00' 'repeated invoices' crm-recur $so --issue --out-of-order
fails 2 'add --issue' 'a reason for drafts' crm-recur $so --over-limit=x
ok 'with a reason' crm-recur $so --issue --out-of-order --over-limit='a contract'
is 'each has it' 'a contract a contract a contract' "$(crm-invoice list customer=c3 status=issued --columns=over_limit | cut -f 2 | xargs)"
ok 'what was open on day one is a fact' crm-invoice add customer=c3 kind=opening opening_balance=1000 issued_on=2025-12-01 due_on=2025-12-31 status=issued external_id=OLD-1

# Closing an order names what was delivered and not invoiced.
crm-product add name=Pump code=P1 price=1000 >/dev/null
so=$(crm-order add customer=c1 subject=y)
crm-order line $so add product=P1 qty=5 >/dev/null
crm-order line $so add product=P1 qty=2 >/dev/null
crm-order deliver $so $so.1=3 $so.2=2 >/dev/null
crm-order invoice $so $so.1=1 >/dev/null
fails 1 "2 of $so.1, 2 of $so.2 was delivered and is not invoiced; crm-order invoice $so --delivered invoices it, crm-order close $so --leave='reason' leaves it" 'what would never be invoiced' crm-order close $so
fails 1 'was delivered and is not invoiced' 'nor by its state' crm-order set $so status=closed
ok 'with a reason' crm-order close $so --leave='sent as a gift'
is 'the order has it' 'closed sent as a gift' "$(value order $so status,leave_reason)"
crm-order reopen $so >/dev/null
is 'it goes when the order is open again' 'approved ' "$(value order $so status,leave_reason)"
fails 1 'was delivered and is not invoiced' 'and has to be said again' crm-order close $so
crm-order invoice $so --delivered >/dev/null
ok 'what is delivered is invoiced, the rest is not' crm-order close $so
so=$(order c1 1000)
crm-order plan $so 30%=signing 70%=delivery >/dev/null
crm-order approve $so >/dev/null
crm-order deliver $so >/dev/null
crm-order invoice $so --instalment=1 >/dev/null
fails 1 "1 of $so.1 was delivered" 'an instalment that is left' crm-order close $so
crm-order invoice $so --instalment=2 >/dev/null
ok 'all instalments' crm-order close $so

# What was open on day one has its number, and is called what it is.
old=$(crm-invoice add customer=c1 kind=opening subject=o external_id=OLD-77 opening_balance=500 issued_on=2025-12-01 due_on=2025-12-31 status=issued)
page() { crm-print "$@" -f text -l en -o - 2>/dev/null; }
like 'the statement names it' 'OLD-77' "$(page c1 --period=2025-12)"
like 'the page too' 'OLD-77' "$(page $old)"
like 'with what it is' 'Opening balance' "$(page $old | head -n 3)"
unlike 'it is no draft' 'Draft' "$(page $old)"
like 'nor an invoice of ours' 'is printed as opening, not as invoice' "$(crm-print $old --as=invoice -f text -o - 2>&1)"
note=$(crm-invoice add customer=c1 kind=credit-note original=$old)
crm-invoice line $note add description=x qty=1 price=100 >/dev/null
crm-invoice issue $note >/dev/null
like 'a credit note says what it corrects' 'OLD-77' "$(page $note)"
fails 1 'opening_balance: 100.00 of it is credited' 'it is not corrected below what is credited' crm-invoice set $old opening_balance=99
crm-payment allocate "$(crm-payment add customer=c1 amount=200)" $old >/dev/null
fails 1 'opening_balance: 100.00 of it is credited' 'nor below what is credited and paid' crm-invoice set $old opening_balance=299
ok 'but to what is' crm-invoice set $old opening_balance=300
is 'it is paid' 'paid 0.00' "$(value invoice $old payment,balance)"

crm-db export out.d >/dev/null
crm-db init copy.db >/dev/null
ok 'all of it is exported and read back' sh -c 'crm-db import out.d --db=copy.db && crm-db export copy.d --db=copy.db && diff -r out.d copy.d'

ok 'nothing disagrees' crm-db check
sqlite3 "$CRM_DB" "update bill set supplier_number = 'a-1' where id = 5"
sqlite3 "$CRM_DB" "update invoice set total = 9900, opening_balance = 9900 where id = ${old#in}"
like 'check finds what credit notes take back beyond it' 'is taken back by credit notes' "$(crm-db check 2>&1)"
is 'check finds it on both sides' 2 "$(crm-db check 2>&1 | grep -c 'of the same supplier has the number')"
# However wide the table: what an invoice was credited is found by what it corrects, and what a customer owes by the customer.
for each in 'invoice original' 'invoice customer' 'order customer' 'quote deal'; do
	like "the state does not lead away from $each" "${each% *}_${each#* }" "$(sqlite3 "$CRM_DB" "explain query plan select sum(total) from \"${each% *}\" where ${each#* } = 1 and $([ "${each% *}" = quote ] && echo stage || echo status) = 'issued'")"
done

done_testing
