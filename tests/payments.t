#!/bin/sh
# shellcheck disable=SC2086
# shellcheck source=tests/lib.sh
# Payments, what they pay, fapiaos, and credit limits.
. "$(dirname "$0")/lib.sh"

snapshot() {
	for type in customer order invoice payment fapiao bill product; do
		crm-$type export --format ndjson
	done 2>/dev/null
	crm-history 2>/dev/null
}

value() { crm-$1 list "$2" --columns="$3" | cut -f 2; }

# An issued invoice of a customer over an amount: in=$(invoice c1 1000 [field=value…])
invoice() {
	customer=$1 amount=$2
	shift 2
	new=$(crm-invoice add customer=$customer "$@") || return
	crm-invoice line $new add description=work qty=1 price=$amount >/dev/null && crm-invoice issue $new
}

fresh
c1=$(crm-customer add name=上海泵业有限公司)
c2=$(crm-customer add name=Acme)
in1=$(invoice $c1 1000 due_on=2026-04-01)
in2=$(invoice $c1 500 due_on=2026-03-20)
in3=$(invoice $c2 300)
p1=$(crm-payment add customer=$c1 amount=1200)
is 'a payment is a receipt unless it says otherwise' receipt "$(value payment $p1 kind)"
is 'it is all an advance' 1200.00 "$(value payment $p1 advance)"
fails 1 'more than the balance of the claim, CNY 500.00' 'an allocation above the balance' crm-payment allocate $p1 $in2=500.01
ok 'an allocation' crm-payment allocate $p1 $in1=1000
is 'the invoice is paid' "paid${TAB}0.00" "$(crm-invoice list $in1 --columns=payment,balance | cut -f 2-)"
fails 1 'more than what is left of the payment, CNY 200.00' 'an allocation above what is left' crm-payment allocate $p1 $in2=200.01
fails 1 'belongs to another customer' 'an invoice of another customer' crm-payment allocate $p1 $in3=1
fails 1 "of $in1" 'an invoice that is paid' crm-payment allocate $p1 $in1
fails 2 'must be greater than zero' 'an allocation of nothing' crm-payment allocate $p1 $in2=0
fails 2 'a payment pays invoices' 'a claim that is none' crm-payment allocate $p1 $in2 $c1
fails 1 'there is no invoice in99' 'an invoice that is not there' crm-payment allocate $p1 in99
ok 'as much as there is' crm-payment allocate $p1 $in2
is 'the invoice is paid in part' "part${TAB}300.00" "$(crm-invoice list $in2 --columns=payment,balance | cut -f 2-)"
# Completion: what may be paid, with what is open.
described() { "$1" __complete --shell=plain --cword=$(($# - 1)) -- "$@" 2>&1; }
like 'completion of allocate' "$in2${TAB}300.00 CNY $(value invoice $in2 number) 2026-03-20" "$(described crm-payment allocate $p1 in)"
unlike 'what is paid is not offered' "$in1${TAB}" "$(described crm-payment allocate $p1 in)"
is 'completion of release' "$in1${TAB}1000.00 CNY $(value invoice $in1 number) 2026-04-01" "$(described crm-payment release $p1 $in1)"
like 'completion of the payment' "$p1" "$(described crm-payment allocate pay)"


fails 1 "nothing is left of $p1" 'a payment that is used up' crm-payment allocate $p1 $in2
fails 1 'is allocated or paid back already' 'a payment that shrinks below what it pays' crm-payment set $p1 amount=1100
fails 1 'already pays something' 'a payment that changes its customer' crm-payment set $p1 customer=$c2
fails 1 'is paid by' 'an invoice that is paid is not cancelled' crm-invoice cancel $in2
usd=$(invoice $c1 100 currency=USD rate=7.2)
p2=$(crm-payment add customer=$c1 amount=100)
fails 1 "$usd is in USD" 'an invoice in another currency' crm-payment allocate $p2 $usd
fails 2 'the payment is in CNY' 'an amount in another currency' crm-payment allocate $p2 "$in2=USD 10"
gone=$(invoice $c1 50)
crm-invoice cancel $gone >/dev/null
fails 1 'is cancelled: nothing is owed on it' 'a cancelled invoice' crm-payment allocate $p2 $gone=50

# An over-payment stays an advance; releasing; numbers are permanent.
p3=$(crm-payment add customer=$c1 amount=400)
ok 'the oldest claims first' crm-payment allocate $p3
is 'an over-payment stays an advance' "100.00${TAB}300.00" "$(crm-payment list $p3 --columns=advance,allocated | cut -f 2-)"
is 'the invoice is paid' paid "$(value invoice $in2 payment)"
ok 'a release' crm-payment release $p3 $in2
is 'all of it is left' 400.00 "$(value payment $p3 advance)"
is 'the claim is open again' 300.00 "$(value invoice $in2 balance)"
fails 1 "pays nothing of $in2" 'a release of what is not paid' crm-payment release $p3 $in2
crm-payment allocate $p3 $in2=10 >/dev/null
like 'the number of an allocation is not given out again' "$p3.2" "$(crm-payment show $p3 --related --format table)"
ok 'undo of an allocation' crm-undo
ok 'undo of a release' crm-undo
is 'what was released is there again' 300.00 "$(value payment $p3 allocated)"
ok 'check after undo' crm-db check

# Refunds.
fails 1 'more than what is left of the payment, CNY 100.00' 'a refund above what is left' crm-payment refund $p3 amount=100.01
r1=$(crm-payment refund $p3 amount=40)
is 'a refund takes from the advance' 60.00 "$(value payment $p3 advance)"
is 'it goes back to who paid' "$c1${TAB}refund" "$(crm-payment list $r1 --columns=customer,kind --format tsv | cut -f 2- | sed "s/[^$TAB]*$TAB/$c1$TAB/")"
fails 1 'is a refund itself' 'a refund of a refund' crm-payment add kind=refund original=$r1 amount=1
fails 1 'paid back already' 'a payment that shrinks below its refund' crm-payment set $p3 amount=330
crm-payment refund $p3 >/dev/null
is 'the rest of it' 0.00 "$(value payment $p3 advance)"
fails 1 'nothing is left of it' 'a refund of nothing' crm-payment refund $p3
fails 1 'a refund' 'a refund does not pay an invoice' crm-payment allocate "$(crm-payment add customer=$c2 kind=refund amount=300)" $in3
note=$(crm-invoice add customer=$c2 kind=credit-note)
crm-invoice line $note add description=back qty=1 price=80 >/dev/null
crm-invoice issue $note >/dev/null
is 'a credit note without an invoice is a credit' "-80.00${TAB}open" "$(crm-invoice list $note --columns=balance,payment | cut -f 2-)"
r2=$(crm-payment add customer=$c2 kind=refund amount=50)
ok 'a refund of a credit note' crm-payment allocate $r2 $note
is 'it is paid back in part' "-30.00${TAB}part" "$(crm-invoice list $note --columns=balance,payment | cut -f 2-)"
r3=$(crm-payment add customer=$c2 kind=refund amount=50)
fails 1 'more than the balance of the claim, CNY 30.00' 'a refund above the credit' crm-payment allocate $r3 $note=31
ok 'the rest of the credit' crm-payment allocate $r3 $note
is 'it is paid back' "0.00${TAB}paid" "$(crm-invoice list $note --columns=balance,payment | cut -f 2-)"
fails 1 'a refund pays it, not a receipt' 'a receipt does not pay a credit note' crm-payment allocate "$(crm-payment add customer=$c2 amount=1)" $note=1
is 'the balance of the customer has all of it' 619.00 "$(crm-customer list $c2 --columns=balance | cut -f 2)"
is 'crm-customer balance says so too' 619.00 "$(crm-customer balance $c2 | cut -f 4)"

# A deposit on an order before any invoice.
c3=$(crm-customer add name=Deposit)
so=$(crm-order add customer=$c3 subject=pump)
crm-order line $so add description=pump qty=2 price=500 >/dev/null
dep=$(crm-payment add order=$so amount=300)
is 'a deposit is of the customer of its order' Deposit "$(value payment $dep customer.name)"
fails 1 'belongs to another customer' 'an order of another customer' crm-payment add customer=$c1 order=$so amount=1
old=$(invoice $c3 100 due_on=2026-01-01 issued_on=2025-12-01)
crm-order approve $so >/dev/null
mine=$(crm-order invoice $so --issue)
ok 'the deposit is allocated' crm-payment allocate $dep
is 'the invoice of its order comes first' "700.00 100.00" "$(value invoice $mine balance) $(value invoice $old balance)"
p=$(crm-payment add customer=$c3 amount=500)
crm-payment allocate $p >/dev/null
is 'then the oldest' "300.00 0.00" "$(value invoice $mine balance) $(value invoice $old balance)"

fails 1 'two payments cannot be merged, because' 'payments are not merged' crm-payment merge $p1 $p
fails 1 'two invoices are never one' 'nor are invoices' crm-invoice merge $in1 $in2
fails 65 'too large to be summed' 'an amount beyond sums' crm-payment add customer=$c1 amount=92233720368547758.07

# Suppliers.
su=$(crm-supplier add name=Steelworks)
bl=$(crm-bill add supplier=$su supplier_number=B-77)
crm-bill line $bl add description=steel qty=1 price=200 >/dev/null
out=$(crm-payment add supplier=$su amount=150)
is 'money to a supplier is a payment' payment "$(value payment $out kind)"
ok 'it pays a bill' crm-payment allocate $out $bl
is 'the bill is paid in part' "part${TAB}50.00" "$(crm-bill list $bl --columns=payment,balance | cut -f 2-)"
fails 1 'belongs to another' 'a payment of a customer does not pay a bill' crm-payment allocate "$(crm-payment add customer=$c2 amount=1)" $bl
fails 65 'a receipt is from a customer' 'a receipt from a supplier' crm-payment add supplier=$su kind=receipt amount=1
fails 65 'from a customer or to a supplier' 'a payment of nobody' crm-payment add amount=1
fails 65 'must be greater than zero' 'a payment of nothing' crm-payment add customer=$c1 amount=0
fails 65 'must be greater than zero' 'a negative payment' crm-payment add customer=$c1 amount=-5

# Fapiaos.
fa=$(invoice $c1 113 subject=a)
fb=$(invoice $c1 226 subject=b)
fc=$(invoice $c1 339 subject=c)
is 'none yet' none "$(value invoice $fa fapiao)"
fails 65 'a fapiao has 20 digits' 'a number of the wrong length' crm-fapiao add invoices=$fa number=1234567
fails 65 'has no code' 'a code beside 20 digits' crm-fapiao add invoices=$fa number=26312000000012345678 code=0123456789
fails 65 'it has 10 or 12 digits' 'a code that is none' crm-fapiao add invoices=$fa number=12345678 code=012345678x
f1=$(crm-fapiao add invoices=$fa,$fb number=26312000000012345678)
is 'one over several invoices' "339.00 full full" "$(value fapiao $f1 total) $(value invoice $fa fapiao) $(value invoice $fb fapiao)"
fails 1 'is taken by' 'a number used twice' crm-fapiao add invoices=$fc number=26312000000012345678
f2=$(crm-fapiao add invoices=$fc net=100 tax=13 number=12345678 code=0123456789)
is 'a part of one' part "$(value invoice $fc fapiao)"
fails 65 "already has the fapiao $f2" 'a second one says its amounts' crm-fapiao add invoices=$fc number=12345679 code=0123456789
ok 'several on one' crm-fapiao add invoices=$fc net=200 tax=26 number=12345679 code=0123456789
is 'together they are all' full "$(value invoice $fc fapiao)"
fails 1 'of another customer' 'invoices of two customers' crm-fapiao add invoices=$fc,$in3 net=1 tax=0 number=12345670 code=0123456789
fails 1 'is cancelled' 'a cancelled invoice' crm-fapiao add invoices=$gone number=12345670 code=0123456789
fails 65 'names the one it corrects' 'a red one without its original' crm-fapiao add customer=$c1 net=-1 tax=0 number=12345670 code=0123456789
fails 65 'both negative' 'signs that differ' crm-fapiao add original=$f1 net=-1 tax=1 number=12345670 code=0123456789
fails 1 'takes back more' 'a red one that takes back too much' crm-fapiao add original=$f1 net=-339.01 tax=0 number=12345670 code=0123456789
red=$(crm-fapiao add original=$f1 number=12345670 code=0123456789)
is 'a red one takes back its original' "-339.00 none none" "$(value fapiao $red total) $(value invoice $fa fapiao) $(value invoice $fb fapiao)"
fails 1 'is red itself' 'a red one of a red one' crm-fapiao add original=$red net=-1 tax=0 number=12345671 code=0123456789
fails 65 'only a red fapiao' 'an original of what is not red' crm-fapiao add original=$f1 net=1 tax=0 number=12345671 code=0123456789
ok 'undo of a fapiao' crm-undo
is 'it covers again' full "$(value invoice $fa fapiao)"
# fa - f - fb - g - fd: what is covered together is a matter of all.
fd=$(invoice $c1 100)
f3=$(crm-fapiao add invoices=$fb,$fd net=99 tax=0 number=12345680 code=0123456789)
is 'a chain of fapiaos' 'part part part' "$(value invoice $fa fapiao) $(value invoice $fb fapiao) $(value invoice $fd fapiao)"
crm-fapiao set $f3 net=100 >/dev/null
is 'covered as a chain' 'full full full' "$(value invoice $fa fapiao) $(value invoice $fb fapiao) $(value invoice $fd fapiao)"
fails 65 'check' 'a wrong check digit in a tax number' crm-customer set $c1 tax_number=91310000MA1FL0000X

# Credit limits.
c4=$(crm-customer add name=Limited credit_limit=1000)
order() {
	new=$(crm-order add customer=$c4 "$@") || return
	crm-order line $new add description=x qty=1 price=600 >/dev/null
	echo $new
}
o1=$(order) o2=$(order)
ok 'within the limit' crm-order approve $o1
fails 1 'would owe CNY 1200.00, beyond the credit limit of 1000.00' 'beyond it' crm-order approve $o2
ok 'beyond it with a reason' crm-order approve $o2 --over-limit='the boss says so'
is 'the reason is kept' 'the boss says so' "$(value order $o2 over_limit)"
like 'in the journal too' 'the boss says so' "$(crm-history $o2)"
is 'what is ordered is told' "0.00${TAB}1200.00${TAB}1000.00${TAB}-200.00" "$(crm-customer balance $c4 | cut -f 4-)"
crm-order invoice $o1 --issue >/dev/null
is 'what is invoiced is no longer ordered' "600.00${TAB}600.00" "$(crm-customer balance $c4 | cut -f 4,5)"
crm-payment add customer=$c4 amount=700 >/dev/null
o3=$(order currency=USD rate=7)
fails 1 'there is no rate' 'an order in another currency needs a rate' crm-order approve $o3
crm-rate add currency=USD rate=7 valid_from=2026-01-01 >/dev/null
fails 1 'would owe CNY 4700.00' 'a limit holds in other currencies' crm-order approve $o3
ok 'nothing disagrees' crm-db check

# What was open on day one.
cat >opening.csv <<EOF
客户,external_id,issued_on,due_on,opening_balance
Acme,OLD-2025-17,2025-11-01,2025-12-01,"1,200.50"
上海泵业有限公司,OLD-2025-18,2025-12-24,2026-03-31,10
EOF
ok 'an opening position' crm-invoice import opening.csv kind=opening status=issued
ok 'the same file again' crm-invoice import opening.csv kind=opening status=issued --on-duplicate skip
is 'brings nothing' 2 "$(crm-invoice count kind=opening)"
first=$(crm-invoice list external_id=OLD-2025-17 --format ids)
is 'no number' '' "$(value invoice $first number)"
is 'overdue from the start' "yes 1200.50" "$(value invoice $first overdue) $(value invoice $first balance)"
crm-payment allocate "$(crm-payment add customer=$c2 amount=1000)" $first >/dev/null
is 'paid like others' "part 200.50" "$(value invoice $first payment) $(value invoice $first balance)"
fails 1 '1000.00 of it is already paid; run' 'it is not corrected below what is paid' crm-invoice set $first opening_balance=999
fails 1 'is an opening invoice and cannot be removed;' 'an opening is not removed' crm-invoice rm "$(crm-invoice list external_id=OLD-2025-18 --format ids)"
fails 65 'is above zero' 'an opening of nothing' crm-invoice add customer=$c2 kind=opening status=issued
fails 65 'only opening invoices have' 'an opening balance of another invoice' crm-invoice add customer=$c2 opening_balance=5
jp=$(crm-customer add name=Nippon currency=JPY)
is 'an amount is in the currency of the customer' "100${TAB}JPY" "$(crm-payment list "$(crm-payment add customer=$jp amount=100)" --columns=amount,currency | cut -f 2-)"
fails 65 'no more than 0 decimals' 'an amount that its currency does not have' crm-payment add customer=$jp amount=100.5
ok 'nothing disagrees' crm-db check

# What disagrees is named.
broken() { # WHAT PART SQL
	sqlite3 "$CRM_DB" ".backup $T/broken.db"
	sqlite3 "$T/broken.db" "$3"
	like "$1" "$2" "$(crm-db check --db="$T/broken.db" 2>&1)"
}
broken 'an allocation above its payment' "$p1: amount: 2200.00 is allocated" "update allocation set amount = amount + 100000 where parent = ${p1#pay} and number = 1"
broken 'an allocation to the invoice of another customer' 'what it pays belongs to somebody else' "update allocation set invoice = ${in3#in} where parent = ${p1#pay} and number = 1"
broken 'an allocation of a cancelled invoice' 'what it pays is cancelled' "update invoice set status = 'cancelled' where id = ${in1#in}"
broken 'more is allocated than an invoice claims' "$in1: total: " "update invoice set total = 1 where id = ${in1#in}"

# What the tax office has on paper is taken back there first.
fresh
crm-customer add name=Firm >/dev/null
crm-invoice add customer=c1 >/dev/null
crm-invoice line in1 add description=Pump price=100 tax=vat13 >/dev/null
crm-invoice issue in1 >/dev/null
crm-fapiao add invoices=in1 number=26312000000012345678 >/dev/null
fails 1 'in1 cannot be changed while fp1 is in force; crm-fapiao add original=' 'an invoice with a fapiao is not cancelled' crm-invoice cancel in1
crm-fapiao add original=fp1 invoices=in1 number=26312000000012345679 net=-100 tax=-13 >/dev/null
is 'but when a red one took that back' in1 "$(crm-invoice cancel in1 2>&1)"
is 'and check has nothing against it' '' "$(crm-db check)"
crm-invoice line "$(crm-invoice add customer=c1 currency=USD rate=7)" add description=Pump price=100 tax=vat13 >/dev/null
crm-invoice issue in2 >/dev/null
crm-fapiao add invoices=in2 number=26312000000012345680 >/dev/null
crm-fapiao add original=fp3 number=26312000000012345681 >/dev/null
is 'a red one is of the currency of what it takes back' "fp3${TAB}USD${TAB}100.00${TAB}13.00${NL}fp4${TAB}USD${TAB}-100.00${TAB}-13.00" "$(crm-fapiao list fp3 fp4 --columns=currency,net,tax)"

done_testing
