#!/bin/sh
# shellcheck disable=SC2086
# shellcheck source=tests/lib.sh
# Days that make sense, counts that say what was there, whole units and serial numbers, and what is to be bought.
. "$(dirname "$0")/lib.sh"

value() { crm-$1 list "$2" --columns="$3" | cut -f 2; }
clean() { is "$1: crm-db check is clean" 0 "$(crm-db check 2>&1)$?"; }

# An issued invoice: invoice DAY [OPTION…]
draft() { in=$(crm-invoice add customer=$c "$@") && crm-invoice line $in add description=work qty=1 price=100 tax=vat13 >/dev/null && echo $in; }
invoice() {
	day=$1 in=$(draft)
	shift
	crm-invoice issue $in issued_on=$day "$@"
}

# Days. Today is 2026-03-05.
fresh
c=$(crm-customer add name=海澄泵业) su=$(crm-supplier add name=海川)
pr=$(crm-product add name=泵 price=10 cost=5 supplier=$su unit=kg)
crm-product stock $pr set=100 reason=opening on=2026-01-01 >/dev/null
fails 65 'paid_on: 2026-03-06 is in the future; write today, 2026-03-05, or an earlier day' 'a payment of tomorrow' crm-payment add customer=$c amount=5 paid_on=tomorrow
fails 65 'paid_on: 2030-01-01 is in the future' 'to a supplier' crm-payment add supplier=$su amount=5 paid_on=2030-01-01
in1=$(draft)
fails 65 'issued_on: 2030-01-01 is in the future' 'an invoice of a day to come' crm-invoice issue $in1 issued_on=2030-01-01
ok 'which a draft may plan' crm-invoice set $in1 issued_on=2030-01-01
fails 65 'issued_on: 2030-01-01 is in the future' 'but not be issued before' crm-invoice issue $in1
fails 65 'issued_on: 2030-01-01 is in the future' 'the bill of a supplier' crm-bill add supplier=$su supplier_number=A1 issued_on=2030-01-01
fails 65 'issued_on: 2030-01-01 is in the future' 'a fapiao' crm-fapiao add customer=$c number=26312000000000000001 net=1 tax=0 issued_on=2030-01-01
fails 65 'issued_on: 2030-01-01 is in the future' 'an opening balance' crm-invoice add customer=$c kind=opening status=issued opening_balance=5 issued_on=2030-01-01
so=$(crm-order add customer=$c ordered_on=2030-01-01)
crm-order line $so add product=$pr qty=3 >/dev/null
fails 65 'ordered_on: 2030-01-01 is in the future' 'an order' crm-order approve $so
ok 'one that repeats begins when it likes' crm-order approve $so repeat=FREQ=MONTHLY
crm-undo >/dev/null
crm-order set $so ordered_on=2026-03-02 >/dev/null
fails 65 'shipped_on: 2030-01-01 is in the future' 'a delivery' crm-order deliver $so $so.1=1 shipped_on=2030-01-01
dn=$(crm-order deliver $so $so.1=1 shipped_on=2026-03-03)
fails 65 'received_on: 2026-03-02 is before shipped_on, 2026-03-03' 'received before it was shipped' crm-delivery receive $dn received_by=Li received_on=2026-03-02
fails 65 'received_on: 2026-03-06 is in the future' 'received tomorrow' crm-delivery receive $dn received_by=Li received_on=tomorrow
ok 'received today' crm-delivery receive $dn received_by=Li
q=$(crm-quote add customer=$c subject=x valid_until=2026-03-04)
crm-quote line $q add product=$pr qty=1 >/dev/null
fails 65 'valid_until: 2026-03-04 is before issued_on, 2026-03-05' 'a quote that is valid no more' crm-quote issue $q
crm-quote set $q valid_until=2026-03-05 >/dev/null
ok 'the last day on which it is valid' crm-quote issue $q
clean days
sqlite3 "$CRM_DB" "update payment set paid_on = '2030-01-01'; update delivery set received_on = '2026-01-01'; update quote set valid_until = '2026-01-01'"
pay=$(crm-payment add customer=$c amount=5)
sqlite3 "$CRM_DB" "update payment set paid_on = '2030-01-01'"
is 'crm-db check finds the same' "$q: valid_until: 2026-01-01 is before issued_on, 2026-03-05
$dn: received_on: 2026-01-01 is before shipped_on, 2026-03-03
$pay: paid_on: 2030-01-01 is in the future; write today, 2026-03-05, or an earlier day" "$(crm-db check 2>&1 | grep -v '^crm-db')"

# The numbers of a series do not run backwards in time.
fresh
c=$(crm-customer add name=海澄泵业)
in1=$(invoice 2026-03-02)
in2=$(draft)
fails 1 'issued_on: 2026-03-01 is before 2026-03-02, which has a number of the series already' 'an earlier day' crm-invoice issue $in2 issued_on=2026-03-01
ok 'unless it is wanted' crm-invoice issue $in2 issued_on=2026-03-01 --out-of-order
is 'the number follows' INV-2026-0002 "$(value invoice $in2 number)"
fails 1 'is before 2026-03-02' 'the latest day stays' crm-invoice issue "$(draft)" issued_on=2026-03-01
ok 'the same day' crm-invoice issue in3 issued_on=2026-03-02
ok 'a series of its own: the year before' invoice 2025-12-31
ok 'a series of its own: credit notes' crm-invoice credit $in1 issued_on=2026-03-01 --issue
crm-undo >/dev/null && crm-undo >/dev/null && crm-undo >/dev/null
in=$(draft)
fails 1 'is before 2026-03-02' 'an undo leaves the day of what is there' crm-invoice issue $in issued_on=2026-03-01
clean series
sqlite3 "$CRM_DB" "update series set last_on = '2026-03-01' where name = 'invoice-2026'"
like 'crm-db check: the last day' 'last_on: INV-2026-0001 is of 2026-03-02, a later day' "$(crm-db check 2>&1)"
# Invoices of several orders that are due are numbered by their days.
fresh
c=$(crm-customer add name=海澄泵业)
for so in so1 so2; do
	crm-order add customer=$c ordered_on=2026-01-01 repeat='FREQ=MONTHLY' >/dev/null
	crm-order line $so add description=service qty=1 price=100 >/dev/null
	crm-order approve $so >/dev/null
done
ok 'what several orders are due' crm-recur --issue
is 'is numbered by day' '2026-01-01 2026-01-01 2026-02-01 2026-02-01 2026-03-01 2026-03-01' "$(crm-invoice list --sort=number --columns=issued_on | cut -f 2 | xargs)"

# A tax is charged at the rate of the day of issue.
fresh
c=$(crm-customer add name=海澄泵业)
cat >taxes.yaml <<'YAML'
taxes:
  vx: {en: X, zh: 税, rates: [{rate: 16, until: 2026-01-31}, {rate: 13, from: 2026-02-01}]}
  old: {en: Old, zh: 旧, rates: [{rate: 5, until: 2026-01-31}]}
YAML
crm-db schema apply taxes.yaml >/dev/null
CRM_NOW=2026-01-10T09:00:00+08:00
in=$(crm-invoice add customer=$c shipping=10 shipping_tax=vx)
crm-invoice line $in add description=work qty=1 price=100 tax=vx >/dev/null
crm-invoice add customer=$c >/dev/null
crm-invoice line in2 add description=work qty=1 price=100 tax=old >/dev/null
is 'the rate of its day' 17.60 "$(value invoice $in tax_total)"
CRM_NOW=2026-03-05T09:00:00+08:00
fails 1 "line 1: its tax has another rate on 2026-03-05; crm-invoice line $in set 1 tax=vx takes that" 'a rate that ended' crm-invoice issue $in
fails 65 'the tax old has no rate on 2026-03-05' 'a tax that ended' crm-invoice issue in2
fails 65 'the tax old has no rate on 2026-03-05' 'a draft of a day on which the tax is no more' crm-invoice set in2 issued_on=2026-03-05
ok 'a draft of another day' crm-invoice set $in issued_on=2026-03-05
is 'takes the rates of that' 14.30 "$(value invoice $in tax_total)"
ok 'and back' crm-invoice set $in issued_on=2026-01-31
is 'takes the rates of the day before' 17.60 "$(value invoice $in tax_total)"
crm-undo >/dev/null && crm-undo >/dev/null
ok 'the tax named again' crm-invoice line $in set 1 tax=vx
fails 1 'shipping_tax: it has another rate on 2026-03-05' 'the tax of the shipping' crm-invoice issue $in
crm-invoice set $in shipping_tax= >/dev/null
crm-invoice set $in shipping_tax=vx >/dev/null
ok 'it is issued' crm-invoice issue $in
is 'at the rate of that day' 14.30 "$(value invoice $in tax_total)"
ok 'the day of the old rate' crm-invoice issue in2 issued_on=2026-01-31 --out-of-order
ok 'a credit note takes back what was charged' crm-invoice credit in2 --issue
is 'at the old rate' 5.00 "$(value invoice in3 tax_total)"
clean taxes

done_testing
