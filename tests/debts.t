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

ok 'nothing disagrees' crm-db check
done_testing
