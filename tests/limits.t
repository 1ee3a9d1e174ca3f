#!/bin/sh
# Figures that are too large: refused where they are entered; and where a database has some, they spoil no more than their own fields.
. "$(dirname "$0")/lib.sh"

fresh
crm-product add name=Good >/dev/null
crm-product add name=Odd reorder_level=1 >/dev/null
crm-supplier add name=S >/dev/null
crm-customer add name=A >/dev/null
crm-customer add name=B >/dev/null
crm-purchase add supplier=su1 >/dev/null
crm-order add customer=c1 >/dev/null

# ---- At the door --------------------------------------------------------------------------------------------------------
fails 65 'qty: 4006381333931 is more than 1000000000, the largest quantity' 'a bar code for a quantity' crm-purchase line po1 add product=pr2 qty=4006381333931 price=0
fails 65 'qty: 1000000000.000001 is more than' 'a quantity above the limit' crm-order line so1 add description=x qty=1000000000.000001 price=0
fails 65 'reorder_level: 4006381333931 is more than' 'a reorder level' crm-product set pr1 reorder_level=4006381333931
fails 65 'set: 4006381333931 is more than' 'a count of stock' crm-product stock pr1 set=4006381333931 reason=count
fails 65 'quantity × price is too large to be summed' 'a line of too much money' crm-order line so1 add description=x qty=1000000000 price=10000
fails 65 'so1: the amounts are too large to be summed up' 'shipping of too much money' crm-order set so1 shipping=92233720368547758
ok 'the largest quantity' crm-purchase line po1 add product=pr1 qty=1000000000 price=0
ok 'the largest amount of a line' crm-order line so1 add description=x qty=1000000000 price=9223
fails 65 'so1: the amounts are too large to be summed up' 'lines that are too large together' crm-order line so1 add description=x qty=1000000 price=500000

# ---- In the database ------------------------------------------------------------------------------------------------------
for i in 1 2 3; do
	crm-product stock pr2 set=$i reason=count >/dev/null
	crm-invoice add customer=c1 >/dev/null
	crm-invoice line "in$i" add description=x qty=1 price=1 >/dev/null
	crm-invoice issue "in$i" >/dev/null
	crm-payment add customer=c2 amount=1 >/dev/null
done
crm-product stock pr1 set=5 reason=count >/dev/null
crm-payment add customer=c1 amount=5 >/dev/null
sqlite3 "$CRM_DB" 'update stock_movement set qty = 9223372036854775000 where parent = 2; update invoice set total = 9223372036854775000;
	update payment set amount = 9223372036854775000 where customer = 2'
is 'a sum beyond 64 bits is empty, and the other records have theirs' "pr1${TAB}5${NL}pr2$TAB" "$(crm-product list --columns=on_hand)"
is 'of money too' "c1$TAB${NL}c2$TAB" "$(crm-customer list --columns=balance)"
is 'filters compare it' 'c1' "$(crm-customer list 'balance=1..' --format=ids)"
is 'and sorts' 'c2 c1' "$(crm-customer list --sort=balance --format=ids | xargs)"
for type in $TYPES; do
	ok "crm-$type list" crm-"$type" list
	ok "crm-$type export" crm-"$type" export
	for field in $(crm-"$type" fields | grep derived | cut -f 1); do
		ok "crm-$type list --sort=$field" crm-"$type" list --sort="$field" --columns="$field"
	done
done
fails 65 'a sum of amounts or quantities is beyond 64 bits' 'what depends on such a sum is not decided' crm-product stock pr2 set=7 reason=count

done_testing
