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

# Parts of a whole: net, tax and discount each sum up, and no adjustment makes up for a cent.
fresh
printf 'taxes:\n  t20: {en: A, zh: 甲, rate: 20}\n  t19: {en: B, zh: 乙, rate: 19}\n' >t.yaml
crm-db schema apply t.yaml >/dev/null
crm-customer add name=A >/dev/null
sums() { crm-invoice list "$@" --columns=subtotal,discount_total,tax_total,total,adjustment | awk -F'\t' '{ for (i = 2; i <= 6; i++) s[i] += $i } END { printf "%.2f|%.2f|%.2f|%.2f|%.2f", s[2], s[3], s[4], s[5], s[6] }'; }

# An invoice of two units, each with half of 26.11 of tax.
echo '{"customer":"c1","lines":[{"description":"x","qty":"2","price":"100.42","tax":["vat13"]}]}' | crm-invoice import - >/dev/null
crm-invoice issue in1 >/dev/null
crm-invoice credit in1 in1.1=1 --issue >/dev/null
crm-invoice credit in1 --issue >/dev/null
is 'a credit note of one unit' '100.42|13.06||113.48' "$(field invoice in2 subtotal,tax_total,adjustment,total)"
is 'the other has the rest' '100.42|13.05||113.47' "$(field invoice in3 subtotal,tax_total,adjustment,total)"
is 'nothing is left to be paid' '0.00' "$(field invoice in1 balance)"
like 'a part is explained' "net = part of the line that it takes from: what is due up to here, rounded half-up, less what was taken before${TAB}${TAB}100.42" "$(crm-invoice explain in3)"
like 'and its tax' "vat13, a part as well${TAB}${TAB}13.05" "$(crm-invoice explain in3)"

# Tax by group: the lines have 13.67, 13.66, 11.50 and 17.00 of 55.83.
echo '{"customer":"c1","tax_mode":"group","lines":[{"description":"a","qty":"1","price":"68.33","tax":["t20"]},{"description":"b","qty":"1","price":"68.33","tax":["t20"]},
{"description":"c","qty":"1","price":"57.5","tax":["t20"]},{"description":"d","qty":"1","price":"85","tax":["t20"]}]}' | tr -d '\n' | crm-invoice import - >/dev/null
crm-invoice issue in4 >/dev/null
for line in 1 3 4 2; do crm-invoice credit in4 in4.$line=1 --issue >/dev/null; done
is 'credit notes by line, in some order' '279.16|0.00|55.83|334.99|0.00' "$(sums original=in4)"
is 'are the invoice' "$(sums in4)" "$(sums original=in4)"

# An order with a discount as an amount, shipping and an adjustment, its price with tax: three invoices, one of them cancelled between, a draft changed.
echo '{"customer":"c1","prices_include_tax":"yes","discount_amount":"10","shipping":"9.99","shipping_tax":["t19"],"adjustment":"-0.05","lines":[
{"description":"a","qty":"3","price":"33.335","tax":["t19"]},{"description":"b","qty":"7","price":"0.35","tax":["t19","t20"],"discount":"3"},{"description":"c","qty":"3","price":"1"}]}' |
	tr -d '\n' | crm-order import - >/dev/null
crm-order invoice so1 so1.1=1 so1.2=2 --issue >/dev/null
crm-order invoice so1 so1.1=1 so1.2=2 so1.3=1 --issue >/dev/null
crm-invoice cancel in9 >/dev/null
crm-order invoice so1 so1.1=0.5 so1.3=1 >/dev/null
is 'a part of the discount is that of its lines' "$(crm-invoice explain in11 | grep '^in11.*share of the' | cut -f5 | paste -sd+ | bc | sed 's/^\./0./')" "$(field invoice in11 discount_amount)"
crm-invoice line in11 set 1 qty=1 >/dev/null
clean 'a draft part with another quantity'
crm-invoice line in11 rm 3 >/dev/null
clean 'and without a line'
is 'its discount follows' "$(crm-invoice explain in11 | grep '^in11.*share of the' | cut -f5)" "$(field invoice in11 discount_amount)"
crm-order invoice so1 --issue >/dev/null
crm-invoice issue in11 >/dev/null
is 'the parts sum to the order in every column' "$(crm-order list so1 --columns=subtotal,discount_total,tax_total,total,adjustment | cut -f2- | tr '\t' '|')" \
	"$(sums order=so1 status=issued)"
clean 'parts with a cancelled one'
ok 'the last one is undone' crm-undo
ok 'and done again' crm-redo
clean 'parts, undone and redone'
crm-db export whole >/dev/null
CRM_DB=$T/copy.db
crm-db init "$CRM_DB" zone=Asia/Shanghai currency=CNY country=86 area=21 >/dev/null
crm-db import whole >/dev/null
crm-db export again >/dev/null
is 'an export comes back' '' "$(diff -r whole again)"
clean 'parts that were imported'

# Terms of its own make a line of its own: what is due by its figures. What was agreed with the customer is left to the others.
crm-order add customer=c1 >/dev/null
crm-order line so2 add description=x qty=3 price=33.335 tax=t19 >/dev/null
crm-order invoice so2 so2.1=1 >/dev/null
is 'a part of a line' '33.34|6.33|39.67' "$(field invoice in13 subtotal,tax_total,total)"
crm-invoice line in13 set 1 price=30 >/dev/null
is 'with another price it is none' '30.00|5.70|35.70' "$(field invoice in13 subtotal,tax_total,total)"
is 'with a discount of the document too' '30.00|3.00|5.13' "$(crm-invoice set in13 discount=10 >/dev/null; field invoice in13 subtotal,discount_total,tax_total)"
crm-order invoice so2 so2.1=1 >/dev/null
is 'the next part is as it would have been' '33.33|6.34' "$(field invoice in14 subtotal,tax_total)"
crm-invoice set in14 tax_mode=group discount=50 >/dev/null
is 'a draft with another discount' '33.34|16.67|3.17' "$(field invoice in14 subtotal,discount_total,tax_total)"
clean 'terms of its own'

# A file that says otherwise is found out.
sqlite3 "$CRM_DB" "update invoice_line set taxable = taxable + 1, net = net + 1, amount = amount + 1 where parent = 12 and number = 1" 2>/dev/null
like 'parts that do not sum up are found' 'its parts sum to' "$(crm-db check 2>&1)"

# Margin: of the lines that have a cost, after their own share of the discount.
fresh
crm-customer add name=A >/dev/null
crm-product add name=pump price=1000 cost=600 tax=vat13 unit=unit >/dev/null
crm-product add name=installation price=500 tax=vat6 unit=day >/dev/null
crm-quote add customer=c1 subject=x discount=10 >/dev/null
crm-quote line q1 add product=pr1 qty=2 >/dev/null
crm-quote line q1 add product=pr2 qty=20 >/dev/null
is 'the margin of what has a cost' '600.00' "$(field quote q1 margin)"
like 'explained' "margin = discounted nets of the lines that have a cost - their cost${TAB}1800.00 - 1200.00${TAB}600.00" "$(crm-quote explain q1)"
like 'and what has none is named' "q1${TAB}margin${TAB}1 line has no cost and is not counted${TAB}q1.2${TAB}" "$(crm-quote explain q1)"
is 'the lines have their own' '600.00 ' "$(crm-quote export q1 --format ndjson | grep -o '"margin":"[^"]*"' | sed -n '2,$p' | cut -d'"' -f4 | paste -sd' ') "
printf 'rounding: half-even\n' >even.yaml
crm-quote add customer=c1 subject=half >/dev/null
crm-quote line q2 add description=x qty=0.5 price=1 cost=0.05 >/dev/null
is 'a cost is rounded half-up' '0.47' "$(field quote q2 margin)"
crm-db schema apply even.yaml >/dev/null
is 'or half-even' '0.48' "$(field quote q2 margin)"

# A quantity that crosses a price break asks for the new price.
crm-product add name=seal price=10 tax=vat13 unit=unit >/dev/null
crm-pricebook add name=Standard standard=yes >/dev/null
crm-pricebook put pb1 pr3 price=9 min_qty=10 >/dev/null
crm-pricebook put pb1 pr3 price=8 min_qty=100 >/dev/null
crm-quote add customer=c1 subject=break >/dev/null
crm-quote line q3 add product=pr3 qty=2 >/dev/null
crm-quote line q3 add product=pr3 qty=20 >/dev/null
crm-quote line q3 add product=pr3 qty=2 price=7 >/dev/null
priced() { crm-quote export "$1" --format ndjson | grep -o '"price":"[^"]*"\|"priced_by":[^,}]*' | cut -d: -f2 | tr -d '"' | paste -sd' '; }
is 'a line says which rule priced it' '10 pr3 9 pb1.1 7 null' "$(priced q3)"
like 'and so does explain' "q3.2${TAB}line${TAB}price of a price book or a product${TAB}pb1.1${TAB}9" "$(crm-quote explain q3)"
ok 'a quantity on the same side of the break' crm-quote line q3 set 2 qty=99
fails 1 'qty: for 100 the price is 8 by pb1.2, and the line has 9 by pb1.1; crm-quote line q3 set 2 qty=100 --reprice takes the new one, price=9 keeps the old one' \
	'one that crosses it' crm-quote line q3 set 2 qty=100
ok 'takes the new price' crm-quote line q3 set 2 qty=100 --reprice
ok 'or is given the old one' crm-quote line q3 set 1 qty=100 price=10
ok 'after which nothing is asked' crm-quote line q3 set 1 qty=1
ok 'as of one that was given' crm-quote line q3 set 3 qty=100
is 'the lines after it' '10 null 8 pb1.2 7 null' "$(priced q3)"
ok 'undo' crm-undo --last=4
is 'the lines before it' '10 pr3 9 pb1.1 7 null' "$(priced q3)"
crm-quote order q3 >/dev/null
ok 'what was agreed in a quote is agreed in the order' crm-order line so1 set 2 qty=1000
clean 'price breaks'

# Another currency, or prices with tax, under lines that are there.
crm-rate add currency=USD rate=8 valid_from=2025-01-01 >/dev/null
crm-quote add customer=c1 subject=terms shipping=113 shipping_tax=vat13 discount_amount=100 >/dev/null
crm-quote line q4 add product=pr1 qty=1 >/dev/null
crm-quote line q4 add description=x qty=2 price=500.10 discount_amount=0.20 tax=vat13 >/dev/null
terms() { crm-quote list "$1" --columns=currency,total,margin,shipping,discount_amount | cut -f2- | tr '\t' '|'; }
is 'a quote' 'CNY|2274.69|350.00|113.00|100.00' "$(terms q4)"
fails 1 'currency: the prices of the lines of q4 are in CNY; crm-quote set q4 currency=USD --convert=rate converts them, --keep keeps the figures' \
	'another currency' crm-quote set q4 currency=USD
fails 1 'prices_include_tax: the prices of the lines of q4 are without tax; crm-quote set q4 prices_include_tax=yes --convert=rate converts them, --keep keeps the figures' \
	'prices with tax' crm-quote set q4 prices_include_tax=yes
fails 1 'currency: the prices of the lines of q4 are in CNY; copy it as it is, then set currency of the copy with --convert=rate or --keep' 'a copy in another currency' \
	crm-quote copy q4 currency=USD
fails 2 'contradict' 'both ways' crm-quote set q4 currency=USD --convert=rate --keep
fails 1 'there is no rate' 'a currency without a rate' crm-quote set q4 currency=EUR --convert=rate
ok 'converted by the rate' crm-quote set q4 currency=USD --convert=rate
is 'all figures are' 'USD|284.34|43.75|14.12|12.50' "$(terms q4)"
clean 'another currency'
ok 'and back' crm-undo
is 'as it was' 'CNY|2274.69|350.00|113.00|100.00' "$(terms q4)"
ok 'figures that are kept' crm-quote set q4 currency=USD --keep
is 'but for the cost' 'USD|2274.69|875.00|113.00|100.00' "$(terms q4)"
clean 'kept figures'
crm-undo >/dev/null
ok 'prices with tax, converted' crm-quote set q4 prices_include_tax=yes --convert=rate
is 'come to the same' 'CNY|2274.69|350.00|127.69|113.00' "$(terms q4)"
ok 'and without' crm-quote set q4 prices_include_tax=no --convert=rate
is 'again' 'CNY|2274.69|350.00|113.00|100.00' "$(terms q4)"
clean 'price modes'
ok 'a draft without lines' crm-quote add customer=c1 subject=none
ok 'has any currency' crm-quote set q5 currency=USD prices_include_tax=yes
ok 'the way of rounding is free' crm-quote set q4 tax_mode=group
fails 1 'prices_include_tax: the lines come from q4, whose prices are without tax' 'nor in an order of it' crm-quote order q4 prices_include_tax=yes
crm-supplier add name=S >/dev/null
crm-bill add B1 supplier=su1 >/dev/null
crm-bill line bl1 add description=x qty=1 price=8 >/dev/null
# 0.499 KWD are 247.88 JPY: rounded once, and not to whole dinars before.
crm-rate add currency=KWD rate=22.9 valid_from=2026-01-01 >/dev/null
crm-rate add currency=JPY rate=0.0461 valid_from=2026-01-01 >/dev/null
fine=$(crm-quote add customer=c1 subject=fine currency=KWD shipping=0.499 adjustment=-0.499)
crm-quote line "$fine" add description=x qty=1 price=1 >/dev/null
ok 'from a currency with three digits to one with none' crm-quote set "$fine" currency=JPY --convert=rate
is 'amounts are rounded once' "$fine${TAB}497${TAB}248${TAB}-248" "$(crm-quote list "$fine" --columns=total,shipping,adjustment)"
crm-undo >/dev/null
crm-quote set "$fine" shipping=20.600 adjustment= discount_amount=0.600 >/dev/null
ok 'figures of another number of digits are kept' crm-quote set "$fine" currency=JPY --keep
is 'as figures' "$fine${TAB}21${TAB}1${TAB}21" "$(crm-quote list "$fine" --columns=shipping,discount_amount,total)"
clean 'another number of digits'
ok 'a bill too' crm-bill set bl1 currency=USD --convert=rate
is 'is converted' '1.00' "$(field bill bl1 total)"
clean 'terms'

# The same on random documents; by hand with more seeds.
ok 'random documents and their parts' perl "$TESTS/parts/run" --seed 1-2 --orders 7

done_testing
