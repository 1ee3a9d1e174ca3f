#!/bin/sh
# Undo and redo ask what saving asks: a state that crm-db check would refuse is refused by them too, in a sentence that names the obstacle.
. "$(dirname "$0")/lib.sh"

newest() { crm-history --format=ids | tail -n 1; }
clean() { is "$1: crm-db check is clean" '' "$(crm-db check 2>&1)"; }
schema() { crm-db schema apply - --drop >/dev/null 2>&1; }
# Each is refused, by --dry-run as by the real run, and leaves a sound database that is as it was.
refused() { # WHAT PART CHANGE
	fails 1 "$3 cannot be undone: $2" "$1" crm-undo "$3"
	fails 1 "$3 cannot be undone: $2" "$1: --dry-run says so too" crm-undo "$3" --dry-run
	unlike "$1: no word of SQL" 'constraint' "$(cat "$T/.error")"
	clean "$1"
}

# ---- Days that follow each other.
fresh
crm-campaign add name=Fair starts_on=2026-03-01 ends_on=2026-03-10 >/dev/null
crm-campaign set cp1 ends_on=2026-03-20 >/dev/null
old=$(newest)
crm-campaign set cp1 starts_on=2026-03-15 >/dev/null
refused 'an end before a start that was moved since' 'it would leave cp1 wrong: ends_on: 2026-03-10 is before starts_on, 2026-03-15' "$old"
fails 65 'cp1: ends_on: 2026-03-20 is before starts_on, 2026-03-21' 'as saving it is' crm-campaign set cp1 starts_on=2026-03-21

# ---- Amounts and their currency.
fresh
crm-customer add name=A >/dev/null
crm-deal add name=D customer=c1 close_on=eom >/dev/null
crm-deal set d1 currency=JPY >/dev/null
old=$(newest)
crm-deal set d1 amount=500 >/dev/null
refused 'a currency in which an amount was written since' 'amount of d1 was since changed by' "$old"
crm-undo >/dev/null
ok 'once that is undone' crm-undo "$old"
crm-deal set d1 amount=300 >/dev/null
old=$(newest)
crm-deal set d1 currency=USD >/dev/null
refused 'an amount whose currency was changed since' 'currency of d1 was since changed by' "$old"
crm-product add name=P >/dev/null
crm-product set pr1 currency=JPY >/dev/null
old=$(newest)
crm-product set pr1 price=500 >/dev/null
refused 'of a price too' 'price of pr1 was since changed by' "$old"
crm-product set pr1 price_includes_tax=yes >/dev/null
old=$(newest)
crm-product set pr1 price=565 >/dev/null
refused 'and of whether it includes the tax' 'price of pr1 was since changed by' "$old"
crm-rate add currency=EUR rate=8 valid_from=2026-03-01 >/dev/null
crm-rate set fx1 to_currency=USD >/dev/null
old=$(newest)
crm-rate set fx1 rate=1.1 >/dev/null
refused 'of a rate' 'rate of fx1 was since changed by' "$old"
crm-target add team=east measure=received period=2026 value=1 >/dev/null
crm-target set tg1 measure=signed >/dev/null
old=$(newest)
crm-target set tg1 value=2 >/dev/null
refused 'of what is measured' 'value of tg1 was since changed by' "$old"
crm-pricebook add name=B >/dev/null
crm-pricebook set pb1 currency=USD >/dev/null
old=$(newest)
crm-pricebook put pb1 pr1 price=12 >/dev/null
refused 'of the prices of a book' 'prices of pb1 were since written in USD by' "$old"
crm-undo >/dev/null
ok 'once these are undone' crm-undo "$old"

# ---- The currency of the database, to which documents keep their rates.
fresh
printf 'currency: USD\nrounding: half-even\n' | schema
old=$(newest)
crm-customer add name=A >/dev/null
crm-invoice line "$(crm-invoice add customer=c1)" add description=x price=5 >/dev/null
crm-invoice issue in1 >/dev/null
refused 'a currency that documents keep rates to' '' "$old"
printf 'currency: CNY\n' >cny.yaml
fails 1 'cny.yaml:1:11: currency: 1 of the documents of type invoice keep a rate to USD; books in another currency begin in a new database: crm-db init' 'nor is it set' crm-db schema apply cny.yaml

# ---- What only one record may be.
fresh
crm-product add name=P price=10 >/dev/null
crm-rate add currency=EUR rate=8 valid_from=2026-03-01 >/dev/null
crm-rate set fx1 valid_from=2026-03-03 >/dev/null
old=$(newest)
crm-rate add currency=EUR rate=9 valid_from=2026-03-01 >/dev/null
refused 'a second rate of a day' 'it would leave fx1 wrong: fx2 is already the rate from EUR to CNY on 2026-03-01' "$old"
crm-pricebook add name=One standard=yes >/dev/null
crm-pricebook set pb1 standard=no >/dev/null
old=$(newest)
crm-pricebook add name=Two standard=yes >/dev/null
refused 'a second standard price book' 'it would leave pb1 wrong: standard: pb2, Two, is a standard price book in CNY from the same day on' "$old"
crm-pricebook put pb1 pr1 price=9 min_qty=10 >/dev/null
crm-pricebook set pb1.1 min_qty=20 >/dev/null
old=$(newest)
crm-pricebook put pb1 pr1 price=8 min_qty=10 >/dev/null
refused 'a second price from one quantity on' 'it would leave pb1.1 wrong: product: pb1.2 is already the price of pr1 from quantity 10' "$old"
crm-pricebook set pb1.1 discount=5 >/dev/null
old=$(newest)
crm-pricebook set pb1.1 price= >/dev/null
refused 'no price at all' 'it would leave pb1.1 wrong: price: an entry has a price, or a discount off the list price' "$old"

# ---- References.
fresh
crm-customer add name=A >/dev/null
crm-task add subject=T about=c1 >/dev/null
crm-task set t1 about= >/dev/null
old=$(newest)
crm-customer rm c1 >/dev/null
refused 'an any-reference to a record that was removed since' 'it would leave t1 wrong: about: there is no customer c1; undo first' "$old"
ok 'the removal is undone first' crm-undo
ok 'and then it can' crm-undo "$old"

fresh
crm-customer add name=A >/dev/null
crm-customer add name=B >/dev/null
crm-contact add name=P customer=c1 >/dev/null
crm-contact set p1 customer=c2 >/dev/null
old=$(newest)
crm-customer rm c1 >/dev/null
refused 'a reference to a record that was removed since' 'it would leave p1 wrong: customer: there is no customer c1' "$old"

fresh
crm-customer add name=A >/dev/null
crm-customer add name=B >/dev/null
crm-task add subject=T about=c1 >/dev/null
crm-task rm t1 >/dev/null
old=$(newest)
crm-customer merge c2 c1 >/dev/null
refused 'a removed task about a record that was merged since' 'it would leave t1 wrong: about: there is no customer c1' "$old"

for pair in customer:c:parent contact:p:reports_to; do
	type=${pair%%:*} prefix=${pair#*:} field=${pair##*:}
	prefix=${prefix%%:*}
	fresh
	for name in A B C; do crm-"$type" add name=$name >/dev/null; done
	crm-"$type" set "${prefix}1" "$field=${prefix}2" >/dev/null
	crm-"$type" set "${prefix}1" "$field=" >/dev/null
	old=$(newest)
	crm-"$type" set "${prefix}2" "$field=${prefix}3" >/dev/null
	crm-"$type" set "${prefix}3" "$field=${prefix}1" >/dev/null
	refused "a circle of $field" "it would leave ${prefix}1 wrong: $field: ${prefix}1 is its own $field" "$old"
done

# A removal that was made again, undone by what it made again.
fresh
crm-customer add name=A >/dev/null
crm-customer rm c1 >/dev/null
first=$(newest)
crm-undo >/dev/null
crm-redo >/dev/null
old=$(newest)
crm-undo "$first" >/dev/null 2>&1 || crm-undo >/dev/null
is 'the record is there' c1 "$(crm-customer list --format=ids)"
refused 'a removal of what is there again' 'c1 is there again since ch' "$old"

# An invoice goes back to the customer that was merged into another, whose payment has paid it since.
fresh
crm-customer add name=A >/dev/null
crm-customer add name=B >/dev/null
crm-product add name=P price=10 >/dev/null
crm-invoice add customer=c1 >/dev/null
crm-invoice line in1 add product=pr1 >/dev/null
crm-invoice issue in1 >/dev/null
crm-customer merge c2 c1 >/dev/null
old=$(newest)
crm-payment add customer=c2 amount=10 >/dev/null
crm-payment allocate pay1 in1 >/dev/null
refused 'a merge under a payment' 'it would leave pay1 wrong: allocation 1: what it pays belongs to somebody else' "$old"
crm-payment release pay1 in1 >/dev/null
ok 'without it, the merge is undone' crm-undo "$old"

# What belongs together is of one customer, whichever side is written last.
parties() { # WHAT PART BEFORE AFTER
	fresh
	crm-customer add name=A >/dev/null
	crm-customer add name=B >/dev/null
	eval "$3" >/dev/null
	crm-customer merge c2 c1 >/dev/null
	old=$(newest)
	eval "$4" >/dev/null
	refused "$1" "it would leave $2" "$old"
}
invoice='crm-invoice add customer=c1; crm-invoice line in1 add description=X price=10 qty=2; crm-invoice issue in1'
parties 'a fapiao' 'fp1 wrong: invoices: in1 is of another customer' "$invoice" 'crm-fapiao add number=1 invoices=in1 kind=other net=1 tax=0 issued_on=today'
parties 'a credit note' 'in2 wrong: original: in1 is of another customer' "$invoice" 'crm-invoice credit in1 in1.1=1 --issue'
parties 'a deposit' 'pay1 wrong: order: so1 is of another customer' 'crm-order add customer=c1' 'crm-payment add customer=c2 order=so1 amount=5 paid_on=today'
parties 'a refund' 'pay2 wrong: original: pay1 is of another customer' 'crm-payment add customer=c1 amount=5 paid_on=today' 'crm-payment refund pay1'
fresh
crm-customer add name=A >/dev/null
crm-customer add name=B >/dev/null
crm-supplier add name=S >/dev/null
crm-supplier add name=T >/dev/null
crm-order add customer=c1 >/dev/null
crm-payment add customer=c1 order=so1 amount=5 >/dev/null
crm-purchase add supplier=su1 >/dev/null
fails 1 'customer: pay1, of another customer, names so1; change that first' 'an order does not leave its deposit' crm-order set so1 customer=c2
fails 1 'order: so1 is of another customer' 'nor does an invoice come to it' crm-invoice add customer=c2 order=so1
fails 1 'purchase: po1 is of another supplier' 'nor a bill' crm-bill add supplier=su2 purchase=po1
clean 'parties'

# ---- Values that must be unique.
fresh
crm-customer add name=A external_id=E >/dev/null
crm-customer set c1 external_id= >/dev/null
old=$(newest)
crm-customer add name=B external_id=E >/dev/null
refused 'a key that another took' 'c1: external_id: E is taken by c2' "$old"

# ---- The schema.
fresh
echo 'taxes: {x1: {en: X, zh: X, rate: 5}}' | schema
old=$(newest)
crm-product add name=P tax=x1 >/dev/null
refused 'a tax in use' "it would leave pr1 wrong: tax: unknown tax 'x1'" "$old"
crm-product set pr1 tax=vat13 >/dev/null
ok 'it goes when nothing has it' crm-undo "$old"

fresh
crm-customer add name=A >/dev/null
echo 'picks: {customer.source: [{key: unknown, en: U, initial: yes}, {key: zz, en: Z}]}' | schema
old=$(newest)
crm-customer set c1 source=zz >/dev/null
refused 'a pick in use' "it would leave c1 wrong: source: 'zz' is not one of its values" "$old"

fresh
crm-customer add name=A >/dev/null
echo 'pipelines: {service: [{key: r, en: R, probability: 5, initial: yes}, {key: s, en: S, probability: 100, outcome: won}, {key: d, en: D, probability: 0, outcome: lost}]}' | schema
old=$(newest)
crm-deal add name=D customer=c1 close_on=eom pipeline=service >/dev/null
refused 'a pipeline in use' "it would leave d1 wrong: stage: 'r' is not one of its values" "$old"

fresh
crm-customer add name=A >/dev/null
echo 'fields: {customer: {x_a: {kind: text}}}' | schema
crm-customer set c1 x_a=abc >/dev/null
crm-customer set c1 x_a=5 >/dev/null
old=$(newest)
echo 'fields: {customer: {x_a: {kind: text, pattern: "^[0-9]+$"}}}' | schema
refused 'a value against a pattern of since' 'it would leave c1 wrong: x_a: abc does not match the pattern' "$old"

crm-customer set c1 x_a=abc >/dev/null 2>&1
is 'a value against a pattern is not entered' 5 "$(crm-customer list c1 --columns=x_a | cut -f 2)"
echo 'fields: {customer: {x_a: {kind: text, pattern: "^[a-z]+$"}}}' >pattern.yaml
fails 1 'fields.customer.x_a: 1 record has a value that does not match the pattern ^[a-z]+$; change it first' 'nor made against a value' \
	crm-db schema apply pattern.yaml

fresh
crm-customer add name=A >/dev/null
crm-customer add name=B >/dev/null
echo 'fields: {customer: {x_a: {kind: text, unique: yes}}}' | schema
echo 'fields: {customer: {x_a: {kind: text, unique: no}}}' | schema
old=$(newest)
crm-customer set c1 x_a=same >/dev/null
crm-customer set c2 x_a=same >/dev/null
refused 'a field that is unique no more' 'x_a: c1 and c2 have the same value, which must be unique' "$old"

fresh
crm-customer add name=A >/dev/null
echo 'fields: {customer: {x_a: {kind: text}}}' | schema
crm-customer set c1 x_a=hello >/dev/null
echo 'fields: {customer: {x_b: {was: x_a}}}' | schema
old=$(newest)
echo 'fields: {customer: {x_b: {}, x_a: {kind: int, label: New}}}' | schema
refused 'two fields of one name' 'the schema would not be valid: two fields of customers are called x_a' "$old"

fresh
echo 'numbering: {invoice: "X{number}"}' | schema
echo 'numbering: {invoice: ~}' | schema
old=$(newest)
echo 'numbering: {credit-note: "X{number}"}' | schema
refused 'two series of one pattern' 'the schema would not be valid: numbering' "$old"

fresh
echo 'fields: {customer: {x_a: {kind: text}}}' | schema
old=$(newest)
echo 'filters: {customer: {mine: "x_a=1"}}' | schema
refused 'a field that a saved filter names' "the schema would not be valid: filters.customer.mine: unknown field 'x_a'" "$old"

# ---- Redo of merges, one on the other.
fresh
for i in 1 2 3; do crm-customer add name=N$i >/dev/null; done
crm-customer merge c2 c1 >/dev/null
crm-customer merge c3 c2 >/dev/null
crm-db export merged >/dev/null
crm-undo >/dev/null
ok 'redo of a chain of merges' crm-redo
is 'all references lead to the last' 'c3 c3 c3' "$(for ref in c1 c2 c3; do crm-show $ref | sed -n "s/^ref$TAB//p"; done | xargs)"
clean 'a chain of merges'

# ---- Numbers of lines.
fresh
crm-customer add name=A >/dev/null
crm-quote add customer=c1 subject=Q >/dev/null
is 'a first line' q1.1 "$(crm-quote line q1 add description=one)"
crm-undo >/dev/null
is 'the number of a line that was undone is not given again' q1.2 "$(crm-quote line q1 add description=other)"
ok 'the first one can come back' crm-undo "$(crm-history --format=ids --sort=-ref --limit=2 | tail -n 1)"
is 'both are there' '1 one;2 other' "$(crm-quote line q1 | awk -F '\t' '{ printf "%s%s %s", n++ ? ";" : "", $2, $4 }')"
clean 'lines'
crm-product add name=P >/dev/null
crm-pricebook add name=B >/dev/null
is 'an entry' pb1.1 "$(crm-pricebook put pb1 pr1 price=5)"
crm-undo >/dev/null
is 'an entry that was undone leaves its number' pb1.2 "$(crm-pricebook put pb1 pr1 price=6)"
crm-product stock pr1 set=5 reason=opening >/dev/null
crm-undo >/dev/null
crm-product stock pr1 set=6 reason=opening >/dev/null
is 'so does a movement of stock' pr1.2 "$(crm-stock list --format=ids 2>/dev/null || crm-product show pr1 --related | grep -o 'pr1\.[0-9]*' | head -n 1)"
crm-deal add name=D customer=c1 close_on=eom >/dev/null
crm-deal stage d1 won >/dev/null
crm-undo >/dev/null
crm-deal stage d1 lost >/dev/null
is 'and a move of a deal' 'd1.3' "$(crm-show d1.3 2>/dev/null | sed -n "s/^ref$TAB//p")"
crm-db export numbers >/dev/null
like 'the export has the numbers' '"name":"quote_line.1","value":1' "$(cat numbers/counter.ndjson)"
crm-db init other.db >/dev/null
ok 'an import takes them' crm-db import numbers --db=other.db
is 'and goes on from them' q1.3 "$(crm-quote line q1 rm 2 --db=other.db >/dev/null; crm-undo --db=other.db >/dev/null; crm-quote line q1 add description=x --db=other.db)"

done_testing
