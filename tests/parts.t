#!/bin/sh
# Parts of amounts: shares of a discount, invoices and credit notes of a part, instalments; margins, prices by quantity, and what a draft is worked out by.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"

clean() { is "$1: crm-db check is clean" '0' "$(crm-db check 2>&1; echo $?)"; }
field() { crm-"$1" list "$2" --columns="$3" | cut -f2- | tr '\t' '|'; }

fresh
crm-customer add name=上海泵业有限公司 >/dev/null

# 49 % off a hundred lines of a cent: 49 of them have it off, and no line is below zero.
for i in $(seq 100); do echo '{"description":"a","qty":"1","price":"0.01","tax":["vat13"]}'; done | paste -sd, |
	sed 's/.*/{"customer":"c1","subject":"cents","discount":"49","lines":[&]}/' | crm-quote import - >/dev/null
is 'a discount over many small lines' '1.00|0.49|0.00|0.51' "$(field quote q1 subtotal,discount_total,tax_total,total)"
is 'goes to 49 of them' "49 0.01${NL}51 0.00" "$(crm-quote explain q1 | grep 'share of' | cut -f5 | sort -r | uniq -c | sed 's/^ *//')"

# A draft takes its discount before its lines.
is 'a discount before the lines' in1 "$(crm-invoice add customer=c1 discount_amount=7500)"
ok 'the first line comes to less' crm-invoice line in1 add description=a qty=1 price=5000 tax=vat13
is 'it is free so far' '5000.00|5000.00|0.00|0.00|7500.00' "$(field invoice in1 subtotal,discount_total,tax_total,total,discount_amount)"
like 'and explained' "as much as the lines come to so far${TAB}5000.00" "$(crm-invoice explain in1)"
clean 'a discount before its lines'
fails 1 'discount_amount: 7500.00 is more than the 5000.00 of all lines of in1; lower it, or add the lines that are missing' \
	'it is not issued so' crm-invoice issue in1
ok 'the second line' crm-invoice line in1 add description=b qty=1 price=3500 tax=vat13
is 'the discount is whole' '8500.00|7500.00|130.00|1130.00' "$(field invoice in1 subtotal,discount_total,tax_total,total)"
crm-invoice line in1 rm 2 >/dev/null
is 'less again without the line' '0.00' "$(field invoice in1 total)"
ok 'and back' crm-undo
ok 'it is issued' crm-invoice issue in1
crm-order add customer=c1 discount_amount=5 >/dev/null
ok 'a draft order with a discount and no lines is cancelled' crm-order cancel so1
clean 'a discount before its lines, issued'

# The rounding of the schema: drafts follow it in the same change, what is issued does not, so that it is refused then.
fresh
crm-customer add name=A >/dev/null
crm-quote add customer=c1 subject=x discount=50 >/dev/null
crm-quote line q1 add description=x qty=0.5 price=0.05 tax=vat13 >/dev/null
crm-quote line q1 add description=y qty=1 price=0.05 >/dev/null
printf 'rounding: half-even\n' >even.yaml
is 'rounded half-up' '0.08|0.04|0.04' "$(field quote q1 subtotal,discount_total,total)"
crm-db schema apply even.yaml >/dev/null
is 'a draft follows the rounding' '0.07|0.04|0.03' "$(field quote q1 subtotal,discount_total,total)"
is 'and its lines' '0.02 0.05' "$(crm-quote line q1 --format ndjson | sed 's/.*"amount":"\([^"]*\)".*/\1/' | paste -sd' ')"
clean 'rounded half-even'
ok 'undo of it' crm-undo
is 'is the old one' '0.08|0.04|0.04' "$(field quote q1 subtotal,discount_total,total)"
clean 'rounded half-up again'
ok 'redo' crm-redo
crm-quote add customer=c1 subject=later >/dev/null
crm-quote line q2 add description=x qty=0.5 price=0.05 >/dev/null
printf 'rounding: half-up\n' >up.yaml
crm-db schema apply up.yaml >/dev/null
is 'all drafts follow' '0.04 0.03' "$(crm-quote list --columns=total | cut -f2 | paste -sd' ')"
clean 'two drafts'
crm-supplier add name=S >/dev/null
crm-bill add R1 supplier=su1 >/dev/null
crm-bill line bl1 add description=x qty=1 price=5 >/dev/null
fails 1 'rounding: 1 of the documents of type bill are issued, and their totals rounded the other way' 'nothing issued is rounded otherwise' \
	crm-db schema apply even.yaml

done_testing
