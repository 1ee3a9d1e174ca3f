#!/bin/sh
# shellcheck disable=SC2086
# shellcheck source=tests/lib.sh
# The ledger of stock: what follows from documents, counts, reordering, and whether all agree.
. "$(dirname "$0")/lib.sh"

snapshot() {
	for type in product order delivery purchase asset; do
		crm-$type export --format ndjson
	done 2>/dev/null
	crm-product stock --explain
	crm-history 2>/dev/null
}

# on hand, reserved, on order: "12 0 0"
stock() { crm-product list "$1" --columns=on_hand,reserved,on_order | cut -f 2- | tr '\t' ' '; }

fresh
su=$(crm-supplier add name=Steelworks)
pump=$(crm-product add name=Pump code=P-1 price=500 cost=300 supplier=$su reorder_level=5)
seal=$(crm-product add name=Seal code=S-1 price=0.5 supplier=$su)
work=$(crm-product add name=Repair code=W-1 price=80 unit=hour)
c=$(crm-customer add name=Acme)
fails 2 'say the counted quantity' 'a count without a quantity' crm-product stock $pump reason=opening
fails 2 'say why' 'a count without a reason' crm-product stock $pump set=12
fails 2 'write set=QUANTITY' 'a word that is none' crm-product stock $pump set=12 reason=x bogus=1
fails 65 'cannot be negative' 'a negative count' crm-product stock $pump set=-1 reason=x
fails 2 '' 'a count of too many digits' crm-product stock $pump "set=1$(printf '%0200d' 0)" reason=x
fails 65 'in the future;' 'a count of tomorrow' crm-product stock $pump set=1 reason=x on=tomorrow
ok 'an opening' crm-product stock $pump set=12 reason=opening on=2026-03-01
is 'it is on hand' '12 0 0' "$(stock $pump)"
is 'the ledger has it' "opening${TAB}12${TAB}2026-03-01" "$(crm-product stock $pump --explain | cut -f 3-5)"
ok 'an adjustment' crm-product stock $pump set=11 reason='one was broken'
is 'it is the difference' '-1' "$(crm-product stock $pump --explain | grep adjustment | cut -f 4)"
ok 'a count that says the same' crm-product stock $pump set=11 reason=count
is 'moves nothing, and is in the ledger' "0${TAB}11" "$(crm-product stock $pump --explain | tail -n 1 | cut -f 4,9)"
ok 'undo of it' crm-undo
is 'leaves the others' 2 "$(crm-product stock $pump --explain | grep -c .)"
ok 'undo of an adjustment' crm-undo
is 'it is as it was' '12 0 0' "$(stock $pump)"

# An approved order reserves, a delivery issues.
so=$(crm-order add customer=$c subject=pumps)
crm-order line $so add product=$pump qty=5 >/dev/null
crm-order line $so add product=$work qty=3 >/dev/null
is 'a draft reserves nothing' '12 0 0' "$(stock $pump)"
crm-order approve $so >/dev/null
is 'an approved order reserves' '12 5 0' "$(stock $pump)"
dn=$(crm-order deliver $so $so.1=2 serial=A1,A2)
is 'a delivery issues what was reserved' '10 3 0' "$(stock $pump)"
is 'and makes assets' 'A1 A2' "$(crm-asset list --columns=serial | cut -f 2 | sort | tr '\n' ' ' | sed 's/ $//')"
crm-order close $so --leave=later >/dev/null
is 'a closed order lets go' '10 0 0' "$(stock $pump)"
ok 'undo of closing' crm-undo
is 'it reserves again' '10 3 0' "$(stock $pump)"
ok 'check' crm-db check
ok 'cancel the delivery' crm-delivery cancel $dn
is 'it comes back, and is reserved again' '12 5 0' "$(stock $pump)"
is 'its assets are gone' 0 "$(crm-asset count)"
is 'by a contrary movement' '-2 2' "$(crm-product stock $pump --explain | grep issue | cut -f 4 | tr '\n' ' ' | sed 's/ $//')"
ok 'undo of cancelling' crm-undo
is 'it is delivered again' '10 3 0' "$(stock $pump)"
ok 'undo of the delivery' crm-undo
is 'it is reserved again' '12 5 0' "$(stock $pump)"
ok 'check after undo' crm-db check

# Never too little, unless the schema says so, or nobody counts.
big=$(crm-order add customer=$c subject=many)
crm-order line $big add product=$pump qty=20 >/dev/null
crm-order line $big add product=$seal qty=7 >/dev/null
crm-order approve $big >/dev/null
is 'more may be promised than there is' '12 25 0' "$(stock $pump)"
fails 1 '12 on hand, 20 needed' 'more than there is' crm-order deliver $big
ok 'what nobody has counted is never too little' crm-order deliver $big $big.2=7
is 'it has no stock' ' 0 0' "$(stock $seal)"
crm-db schema show | sed 's/^negative-stock: .*/negative-stock: warn/' >warn.yaml
crm-db schema apply warn.yaml >/dev/null 2>&1
crm-order deliver $big >out 2>err
is 'it is delivered nevertheless' '-8 5 0' "$(stock $pump)"
is 'with a warning' "crm-order: $pump: 12 on hand, 20 taken on 2026-03-05: its stock is negative" "$(cat err)"
ok 'undo of that' crm-undo
crm-order deliver $big --dry-run >out 2>err
like 'a dry run warns too' 'its stock is negative' "$(cat err)"
sed -i 's/^negative-stock: .*/negative-stock: refuse/' warn.yaml
crm-db schema apply warn.yaml >/dev/null 2>&1
crm-order cancel $big >/dev/null 2>&1 || crm-order close $big --leave=later >/dev/null

# Counting a day that is past: what moved since stays on top.
crm-order deliver $so $so.1=2 shipped_on=2026-03-04 --out-of-order >/dev/null
crm-product stock $pump set=20 reason=count on=2026-03-03 >/dev/null
is 'a count of an earlier day' '18 3 0' "$(stock $pump)"
crm-product stock $pump set=3 reason=count >/dev/null

# Buying.
is 'it is low' low "$(crm-product list $pump --columns=stock | cut -f 2)"
po=$(crm-product list stock=low | crm-purchase reorder -)
is 'a draft of what lacks: the level, and what is reserved' '5' "$(crm-purchase line $po | cut -f 5)"
is 'ordered once' '' "$(crm-product list stock=low | crm-purchase reorder -)"
crm-purchase reorder "$(crm-product add name=Odd code=O-1 reorder_level=1)" >out 2>err
is 'a product without a supplier is left out' "crm-purchase: pr4, Odd, has no supplier, and is skipped; crm-product set pr4 supplier=…" "$(cat out err)"
crm-purchase approve $po >/dev/null
is 'it is on order' '3 3 5' "$(stock $pump)"
is 'ordered once, though approved' '' "$(crm-purchase reorder $pump)"
ok 'a part comes' crm-purchase receive $po $po.1=2
is 'it is received' 'part-received 5 3 3' "$(crm-purchase list $po --columns=status | cut -f 2) $(stock $pump)"
fails 1 'more than the 3' 'more than was bought' crm-purchase receive $po $po.1=4
ok 'the rest' crm-purchase receive $po
is 'all is received' 'received 8 3 0' "$(crm-purchase list $po --columns=status | cut -f 2) $(stock $pump)"
ok 'undo of a receipt' crm-undo
is 'it is as it was' 'part-received 5 3 3' "$(crm-purchase list $po --columns=status | cut -f 2) $(stock $pump)"
ok 'nothing disagrees' crm-db check

# A stocktake from a sheet.
printf '编码,名称,数量,仓库\nP-1,Pump,30,A\nS-1,Seal,"1,200",A\nW-1,Repair,,A\n' | iconv -t GB18030 >count.csv
ok 'a stocktake' crm-product stocktake count.csv reason='annual count'
is 'counts what is there' '30 3 3;1200 0 0; 3 0;' "$(crm-product list $pump $seal $work --columns=on_hand,reserved,on_order | cut -f 2- | tr '\t\n' ' ;')"
ok 'the same again' crm-product stocktake count.csv reason='annual count'
is 'moves nothing' '1207 0' "$(crm-product stock $seal --explain | grep annual | cut -f 4 | xargs)"
crm-undo >/dev/null
sheet() { # WHAT PART LINES
	printf '%s\n' "$3" >sheet.csv
	fails 65 "$2" "$1" crm-product stocktake sheet.csv reason=count
}
sheet 'a code that nobody has' 'sheet.csv:3: no product has the code Z-9' 'code,qty
P-1,1
Z-9,1'
sheet 'a product twice' "sheet.csv:3: $pump is already in line 2" 'code,qty
P-1,1
P-1,2'
sheet 'a quantity that is not valid' 'sheet.csv:2:5: ' 'code,qty
P-1,many'
sheet 'a quantity below zero' 'sheet.csv:2:5: set: a count cannot be negative' 'code,qty
P-1,-1'
sheet 'no quantities' 'sheet.csv:1: no column for the quantity' 'code,name
P-1,x'
sheet 'no products' 'sheet.csv:1: no column for the product' 'x,qty
P-1,1'
sheet 'a line without a product' 'sheet.csv:2: the line has a quantity but no product' 'code,qty
,1'
fails 2 'say why' 'a stocktake without a reason' crm-product stocktake count.csv
fails 65 'nowhere.csv' 'a file that is not there' crm-product stocktake nowhere.csv reason=x
ok 'undo of a stocktake' crm-undo
is 'takes all of it back' '5  ' "$(crm-product list $pump $seal --columns=on_hand | cut -f 2 | tr '\n' ' ')"
is 'those whose stock is known, and the others' "$pump $seal" "$(crm-product list $pump $seal on_hand!= --format=ids) $(crm-product list $pump $seal on_hand= --format=ids)"
ok 'redo' crm-redo

# What disagrees is named.
broken() { # WHAT PART SQL
	rm -f "$T/broken.db"
	sqlite3 "$CRM_DB" ".backup $T/broken.db"
	sqlite3 "$T/broken.db" "$3"
	like "$1" "$2" "$(crm-db check --db="$T/broken.db" 2>&1)"
}
first="(select min(id) from stock_movement where kind ="
broken 'an issue that is not the delivered quantity' ': the ledger has 3 issued, but it should be 2' "update stock_movement set qty = -3000000 where id = (select max(id) from stock_movement where kind = 'issue' and parent = ${pump#pr})"
broken 'an issue that is missing' 'the ledger has 0 issued, but it should be 2' "delete from stock_movement where id = (select max(id) from stock_movement where kind = 'issue' and parent = ${pump#pr})"
broken 'a reservation that is not what is open' "$so: line 1: $pump: the ledger has 4 reserved, but it should be 3" \
	"update stock_movement set qty = qty + 1000000 where id = $first 'reservation')"
broken 'a reservation of an order that is closed' "but it should be 0" "update \"order\" set status = 'closed' where id = ${so#so}"
broken 'a receipt above what was bought' "$po: line 1: $pump: the ledger has 7 received, but it should be 5" "update stock_movement set qty = 7000000 where kind = 'receipt'"
broken 'a state that the receipts belie' "$po: status: it is received, but not all of it is in the ledger" "update purchase set status = 'received'"
broken 'a movement of nothing' 'it does not follow from a line' "update stock_movement set source = 999 * 256 + 22 where id = $first 'issue')"
broken 'a receipt of another product' 'it does not follow from a line of a document about this product' "update stock_movement set parent = ${seal#pr}, number = 99 where kind = 'receipt'"

done_testing
