#!/bin/sh
# What crm-db check finds in a database that no program has written so: each row damages a copy of a firm, and says what is found.
# shellcheck disable=SC2016
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/firm.sh
. "$TESTS/firm.sh"

fresh
firm
is 'the firm is there' '' "$(cat "$T/error")"
is 'and whole' '' "$(crm-db check 2>&1)"
firm_db=$CRM_DB
finds() { # FINDING SQL
	rm -f damaged.db*
	cp "$firm_db" damaged.db
	ln -s "$firm_db.files" damaged.db.files
	sqlite3 damaged.db "$2"
	like "$2" "$1" "$(crm-db check --db damaged.db 2>&1)"
}

# Numbers that their fields do not take.
finds 'so1.1: discount: 200% is not from 0% to 100%' 'update order_line set discount = 2000000 where id = 1'
finds 'so1.1: price: it must not be negative; a deduction is a discount, or the adjustment of the document' 'update order_line set price = -1 where id = 1'
finds 'so1.1: qty: it must be greater than zero; a return is a credit note' 'update order_line set qty = 0 where id = 1'
finds 'in3: shipping: it must not be negative; a deduction is an adjustment' 'update invoice set shipping = -5 where id = 3'
finds 'in3: rate: it must be greater than zero' 'update invoice set rate = 0 where id = 3'
finds 'd1: probability: -0.0005% is not from 0% to 100%' 'update deal set probability = -5 where id = 1'
finds 'pr1: reorder_level: it must not be negative' 'update product set reorder_level = -1 where id = 1'
finds 'pay1: amount: it must be greater than zero; money paid back is a refund: kind=refund' 'update payment set amount = 0 where id = 1'
finds 'pay2.1: amount: it must be greater than zero' 'update allocation set amount = 0 where id = 1'
finds 'fx1: rate: it must be greater than zero' 'update rate set rate = 0 where id = 1'
finds 'pb1.1: min_qty: it must not be negative' 'update pricebook_entry set min_qty = -1 where id = 1'

# Days and instants before those that they come after.
finds 'e1: ends_at: 2020-01-01 08:00 is before starts_at, 2026-03-06 ' "update event set ends_at = '2020-01-01T00:00:00Z' where id = 1"
finds 't1: due_on: 2026-03-01 is before start_on, 2026-03-02' "update task set start_on = '2026-03-02', due_on = '2026-03-01' where id = 1"
finds 'tk2: closed_at: ' "update ticket set closed_at = '2026-03-04T00:00:00Z' where id = 2"
finds 'u2: absent_until: 2026-03-01 is before absent_from, 2026-03-02' "update user set absent_from = '2026-03-02', absent_until = '2026-03-01' where id = 2"

# Documents and payments
finds 'pay2: last_allocation: an allocation has the number 1, but 0 is stored' 'update payment set last_allocation = 0 where id = 2'
finds 'pay2: original: a refund of a payment pays nothing else, but it has allocations' "update payment set original = 1, kind = 'refund' where id = 2"
finds 'so1: line 1: currency: it is USD, but that of the document is CNY' "update order_line set currency = 'USD' where id = 1"
finds 'so1: the totals cannot be calculated: ' 'update order_line set qty = 9000000000000000000, price = 9000000000000000000 where id = 1'
finds 'so4: status: it is draft, while in1 is in force' "update \"order\" set status = 'draft', number = null where id = 4"
finds 'po5: status: it is not received, but the ledger has receipts of it' "update purchase set status = 'draft' where id = 5"

# Files, mail, templates, targets
finds 'f1: sha256: it is not a SHA-256 hash' "update file set sha256 = 'x' where id = 1"
finds 'f1: size: it is 1, and the content has 5 bytes' 'update file set size = 1 where id = 1'
finds 'm1: subject: it has a line break or another control character, which a header of a mail cannot have' "update mail set subject = 'a' || char(10) || 'b' where id = 1"
finds 'tpl1: body: {{x}}: unknown field' "update template set body = '{{x}}' where id = 1"
finds 'tg1: ' 'update target set person = 1 where id = 1'
finds "tg1: period: " "update target set period = 'x' where id = 1"
done_testing
