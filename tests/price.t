#!/bin/sh
# Prices: price books from the command line, which rule gives a price, exchange rates, copies, undo.
. "$(dirname "$0")/lib.sh"

fresh
{
	crm-customer add name='上海泵业'
	crm-customer add name=Acme currency=USD
	crm-product add name='Pump A' code=P-1 category=pumps price=100 cost=60
	crm-product add name='Pump B' code=P-2 category=pumps price=0.035
	crm-product add name=Bespoke code=B-1
	crm-product add name=Import code=I-1 price=100 currency=USD
	crm-pricebook add name='代理价 2026' valid_from=2026-01-01 valid_until=2026-12-31 customers=c1
	crm-pricebook add name=Everybody standard=yes
} >/dev/null || exit 1

# put
is 'products from a pipe' "pb1.1${NL}pb1.2" "$(crm-product list category=pumps | crm-pricebook put pb1 - discount=15)"
is 'from some quantity on' pb1.3 "$(crm-pricebook put '代理价 2026' P-1 price=80 min_qty=10)"
is 'what is there changes' pb1.3 "$(crm-pricebook put pb1 P-1 price=79.5 min_qty=10.000)"
is 'nothing changes' pb1.3 "$(crm-pricebook put pb1 P-1 price=79.5 min_qty=10)"
is 'a price of each product' "pb2.1${NL}pb2.2" "$(crm-pricebook put pb2 pr1 P-2 price='{{price}}')"
is 'several entries of one product' "pb2.1${NL}pb2.1" "$(crm-pricebook put pb2 P-1 pr1 price=99.5)"
is 'nothing from standard input' '' "$(crm-pricebook put pb1 - price=1 </dev/null)"
is 'a dry run tells and changes nothing' '79.5' "$(crm-pricebook put pb1 P-1 price=1 min_qty=10 --dry-run | awk -F'\t' '$6 == "price" { print $7 }')"
is 'the book as it stands' "pb1.1${TAB}pr1${TAB}Pump A${TAB}0${TAB}100${TAB}${TAB}15${TAB}85${TAB}CNY
pb1.2${TAB}pr2${TAB}Pump B${TAB}0${TAB}0.035${TAB}${TAB}15${TAB}0.02975${TAB}CNY
pb1.3${TAB}pr1${TAB}Pump A${TAB}10${TAB}100${TAB}79.5${TAB}${TAB}79.5${TAB}CNY" "$(crm-pricebook prices pb1)"
is 'aligned for people' 'Ref    Product  Name    From quantity  List price  Price  Discount  Effective  Currency' "$(crm-pricebook prices pb1 --format=table | head -n 1)"

is 'a list of prices by codes' "pb1.4${NL}pb1.5${NL}pb1.3" "$(printf '#ref\tprice\tmin_qty\nB-1\t250\t\nB-1\t240.000001\t20\nP-1\t79.5\t10\n' | crm-pricebook put pb1 --batch -)"
is 'or by assignments' "pb1.5" "$(printf 'B-1\tmin_qty=20\tdiscount=1\n' | crm-pricebook put pb1 --batch -)"
is 'what is not in the line stays' "pb1.4${TAB}250${TAB}${TAB}250|pb1.5${TAB}240.000001${TAB}1${TAB}237.600001" \
	"$(crm-pricebook prices pb1 | cut -f1,6-8 | grep 'pb1.[45]' | paste -sd'|' -)"
is 'out again' pr3 "$(crm-pricebook drop pb1 B-1)"
fails 65 "standard input:1: unknown field 'prize'" 'a bad column' sh -c "printf '#ref\tprize\nB-1\t1\n' | crm-pricebook put pb1 --batch -"
fails 65 "standard input:2: 'B-9' is not a reference" 'a code that is not there' sh -c "printf 'P-1\tprice=1\nB-9\tprice=1\n' | crm-pricebook put pb1 --batch -"
fails 2 '--batch takes its products from the file' 'products beside a batch' crm-pricebook put pb1 pr1 --batch /dev/null
fails 2 'name the price book, then the products' 'no product' crm-pricebook put pb1 price=1
fails 2 'say the price' 'no price' crm-pricebook put pb1 pr1
fails 2 'an entry takes price=…, discount=… and min_qty=…' 'another field' crm-pricebook put pb1 pr1 number=7 price=1
fails 2 "unknown field 'prize'" 'a field that is none' crm-pricebook put pb1 pr1 prize=7
fails 2 'the price book comes first' 'the book comes first' crm-pricebook put - pb1 price=1
fails 65 'pr2: price: an entry has a price, or a discount' 'only a quantity' crm-pricebook put pb1 pr2 min_qty=5
fails 65 'pr1: price: it must not be negative' 'below zero' crm-pricebook put pb1 pr1 price=-1
fails 65 'pr1: min_qty: it must not be negative' 'a quantity below zero' crm-pricebook put pb1 pr1 price=1 min_qty=-1
fails 65 '101% is not from 0% to 100%' 'more than all of it' crm-pricebook put pb1 pr1 discount=101
fails 65 'has more than 6 decimals' 'seven decimals' crm-pricebook put pb1 pr1 price=0.0350001
fails 65 'pr3: price: an entry has a price' 'one without a price refuses all' crm-pricebook put pb2 pr1 pr3 min_qty=5 price='{{price}}'
fails 1 'pb9' 'no such book' crm-pricebook put pb9 pr1 price=1
fails 1 'standard: pb2, Everybody' 'two standard books of one day' crm-pricebook add name=Other standard=yes
fails 1 'referred to by pb1.1' 'a product with prices' crm-product rm pr1

# price
price() { crm-product price "$@" 2>&1 | cut -f1-4; }
is 'a quantity break' "pr1${TAB}customer-book${TAB}79.5${TAB}CNY${TAB}pb1.3, 代理价 2026, from 10: 79.5
pr1${TAB}standard-book${TAB}99.5${TAB}CNY${TAB}pb2.1, Everybody: 99.5; pb1.3 takes precedence
pr1${TAB}product${TAB}100${TAB}CNY${TAB}list price 100; pb1.3 takes precedence" "$(crm-product price P-1 customer=c1 qty=10)"
is 'just below it' "pr1${TAB}customer-book${TAB}85${TAB}CNY" "$(price pr1 customer=上海泵业 qty=9.999999 | head -n 1)"
is 'before the book holds' "pr1${TAB}standard-book${TAB}99.5${TAB}CNY" "$(price pr1 customer=c1 qty=10 on=2025-12-31 | awk -F'\t' '$3' | head -n 1)"
is 'products from a pipe are priced' 'pr1 85|pr2 0.02975' "$(crm-product list category=pumps | crm-product price - customer=c1 | awk -F'\t' '$3 && !seen[$1]++ { print $1, $3 }' | paste -sd'|' -)"
is 'a product without a price' 'no price for the product|it has no list price; crm-product set pr3 price=… sets it' \
	"$(crm-product price pr3 | cut -f5 | sed -n '2s/.*has //p; 3p' | paste -sd'|' -)"
is 'as JSON' 'product' "$(crm-product price pr3 --format=json | jq -r '.[2].rule')"
is 'no rate: the lines, and what to do' 'pr4: there is no rate from USD to CNY on 2026-03-05: crm-rate add currency=USD rate=… valid_from=2026-03-05' \
	"$(crm-product price pr4 2>&1 >/dev/null | sed 's/^crm-product: //')"
fails 1 'there is no rate from USD to CNY' 'and exit 1' crm-product price pr4
is 'the others are priced all the same' 'pr1' "$(crm-product price pr4 pr1 2>/dev/null | awk -F'\t' '$3 { print $1 }' | sort -u)"
ok 'the command that was told' crm-rate add currency=USD rate=7.2 valid_from=2026-03-05
is 'a dated rate' "pr4${TAB}product${TAB}720${TAB}CNY" "$(price pr4 | tail -n 1)"
is 'its inverse, in the currency of the customer' "pr1${TAB}product${TAB}13.888889${TAB}USD" "$(price pr1 customer=c2 | tail -n 1)"
is 'a currency that is asked for' "pr1${TAB}product${TAB}100${TAB}CNY" "$(price pr1 customer=c2 currency=CNY | tail -n 1)"
fails 1 'no rate from USD to CNY on 2026-03-04' 'the day before there was none' crm-product price pr4 on=2026-03-04
fails 2 'qty: it must be greater than zero' 'no quantity' crm-product price pr1 qty=0
fails 2 'qty: ' 'no number' crm-product price pr1 qty=ten
fails 2 "write customer=REF" 'a word that is none' crm-product price pr1 size=3
fails 2 'name the product' 'no product' crm-product price qty=1
fails 65 'XXQ is not an ISO 4217 currency' 'no currency' crm-product price pr1 currency=XXQ
fails 1 'there is no product pr99' 'no such product' crm-product price pr99

# rates
fails 1 'fx1 is already the rate from USD to CNY on 2026-03-05;' 'one rate a day' crm-rate add currency=USD rate=7.3 valid_from=2026-03-05
fails 65 'rate: it must be greater than zero' 'a rate of nothing' crm-rate add currency=EUR rate=0
fails 65 'between two currencies' 'a currency in itself' crm-rate add currency=CNY rate=1
fails 65 'ZZZ is not an ISO 4217 currency' 'a currency that is none' crm-rate add currency=EUR to_currency=ZZZ rate=1

# copy, drop, undo
crm-db export "$T/before" >/dev/null
is 'a copy' pb3 "$(crm-pricebook copy pb1 name='代理价 2027' valid_from=2027-01-01 valid_until=2027-12-31)"
is 'has the entries' "$(crm-pricebook prices pb1 | cut -f2-)" "$(crm-pricebook prices pb3 | cut -f2-)"
is 'in its own numbers' 'pb3.1|pb3.2|pb3.3' "$(crm-pricebook prices pb3 --format=ids | paste -sd'|' -)"
is 'holds when it holds' "pr1${TAB}customer-book${TAB}79.5${TAB}CNY${TAB}pb3.3" "$(crm-product price pr1 customer=c1 qty=10 on=2027-06-01 | sed 's/,.*//' | grep -m 1 pb3)"
is 'an entry goes' pr1 "$(crm-pricebook drop pb3 pr1 min_qty=10)"
is 'entries by their references' pr2 "$(crm-pricebook prices pb3 | grep 'Pump B' | crm-pricebook drop pb3 -)"
is 'what is left' pb3.1 "$(crm-pricebook prices pb3 --format=ids)"
fails 1 'pb3 has no such entries' 'nothing to drop' crm-pricebook drop pb3 pr2
fails 1 'pb1.1 is not an entry of pb3' 'an entry of another book' crm-pricebook drop pb3 pb1.1
is 'numbers are not given out again' pb3.4 "$(crm-pricebook put pb3 pr2 price=3)"
is 'all of a product' pr1 "$(crm-pricebook drop pb3 P-1)"
ok 'undone, step by step' crm-undo --last=5
crm-db export "$T/after" >/dev/null
is "as it was, but for ids that are not given out again" "" "$(diff -r -x "change*" -x "entr*" -x "counter*" "$T/before" "$T/after")"
ok 'nothing is wrong with it' crm-db check
is 'the entries go with their book' 0 "$(crm-pricebook rm pb1 >/dev/null && crm-pricebook prices pb1 2>/dev/null | wc -l | tr -d ' ')"
ok 'and come back' crm-undo
is 'all of them' 3 "$(crm-pricebook prices pb1 | wc -l | tr -d ' ')"

# Completion
offers() { "$1" __complete --shell=plain --cword=$(($# - 1)) -- "$@" 2>&1 | cut -f1 | paste -sd'|' -; }
is 'what a price depends on' 'currency=' "$(offers crm-product price pr1 cu | tr '|' '\n' | grep currency)"
like 'customers by name' 'customer=Acme' "$(offers crm-product price pr1 customer=Ac)"
is 'books first' 'Everybody' "$(offers crm-pricebook put Ev)"
is 'then products' 'Bespoke' "$(offers crm-pricebook put pb1 Bes)"
is 'what an entry says' 'discount=' "$(offers crm-pricebook put pb1 pr1 dis)"

done_testing
