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

ok 'nothing disagrees' crm-db check
sqlite3 "$CRM_DB" "update bill set supplier_number = 'a-1' where id = 5"
is 'check finds it on both sides' 2 "$(crm-db check 2>&1 | grep -c 'of the same supplier has the number')"
done_testing
