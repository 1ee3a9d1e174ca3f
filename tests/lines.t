#!/bin/sh
# The lines of documents: line by line, in the editor, copied, printed, out to files and back, and what they come to.
. "$(dirname "$0")/lib.sh"

lines_of() { crm-quote line "$1" | cut -f2-; }
# A database with a customer, three products and a quote of them.
shop() {
	fresh
	crm-customer add name='上海泵业' >/dev/null
	crm-product add name=Pump code=P-1 price=1000 tax=vat13 unit=piece cost=600 >/dev/null
	crm-product add name=Seal code=S-1 price=0.035 >/dev/null
	crm-product add name=Valve code=V-1 price=250.5 >/dev/null
	crm-quote add customer=c1 subject=Station >/dev/null
}
full() {
	shop
	crm-quote line q1 add product=pr1 qty=2 discount=5% >/dev/null
	crm-quote line q1 add product=pr2 qty=1000 >/dev/null
	crm-quote line q1 add description='Installation' qty=1.5 unit=day price=800 tax=vat6 >/dev/null
}

# Adding.
shop
is 'a line is added, and its reference printed' q1.1 "$(crm-quote line q1 add product=pr1 qty=2 discount=5%)"
is 'the product gives what is not said' "1${TAB}pr1${TAB}Pump${TAB}2${TAB}piece${TAB}1000${TAB}5${TAB}vat13${TAB}1900.00" "$(lines_of q1)"
is 'an empty value stays empty, whatever the product has' q1.2 "$(crm-quote line q1 add product=pr1 tax=)"
is 'the total follows' '1900.00 + 1000.00, 247.00, 3147.00' "$(crm-quote list --columns=subtotal,tax_total,total |
	awk '{ print ($2 == "2900.00" ? "1900.00 + 1000.00" : $2) ", " $3 ", " $4 }')"
is 'products from a pipe, with their own words' "q1.3${NL}q1.4" "$(printf 'pr2\nV-1\n' | crm-quote line q1 add - qty=10 comment='{{code}} of {{name}}')"
is 'words of the product' "S-1 of Seal${NL}V-1 of Valve" "$(crm-quote show q1.3 q1.4 | sed -n "s/^comment$TAB//p")"
crm-quote add customer=c1 subject=Another >/dev/null
is 'lines of another document lead to their products' "q2.1${NL}q2.2" "$(printf 'q1.1\nq1.4\n' | crm-quote line q2 add - qty=1)"
is 'products as words, too' q2.3 "$(crm-quote line q2 add pr2 qty=7)"
fails 65 'q2: qty: it must be greater than zero' 'no line of nothing' crm-quote line q2 add product=pr1 qty=0
fails 65 'qty: it must be greater than zero' 'no negative one' crm-quote line q2 add product=pr1 qty=-1
fails 65 "unknown tax 'vat99'" 'an unknown tax' crm-quote line q2 add product=pr1 tax=vat99
fails 65 'currency' 'an amount of another currency' crm-quote line q2 add product=pr1 'discount_amount=EUR 5'
fails 65 'description is required' 'neither product nor text' crm-quote line q2 add qty=1
fails 2 'say what to add' 'nothing to add' crm-quote line q2 add
fails 2 'maintained by the program' 'what is worked out is not set' crm-quote line q2 add product=pr1 amount=5
crm-product set pr1 active=no >/dev/null
fails 1 'no longer sold' 'a product that is no longer sold' crm-quote line q2 add product=pr1
is 'and the one in a document still changes' q2.1 "$(crm-quote line q2 set 1 qty=3)"

# A line named twice.
full
is 'a line named twice is moved once' q1.1 "$(crm-quote line q1 move 1 1 last)"
is 'and no other moves' '2 3 1' "$(crm-quote line q1 | cut -f2 | paste -sd' ')"
is 'by its reference and its number, too' q1.1 "$(crm-quote line q1.1 move 1 before=3)"
is 'before the one that is named' '2 1 3' "$(crm-quote line q1 | cut -f2 | paste -sd' ')"
fails 2 'line 1 cannot be moved next to itself' 'not beside itself' crm-quote line q1 move 1 1 after=1
is 'set once' q1.2 "$(crm-quote line q1 set 2 2 qty=3)"
is 'removed once' q1 "$(crm-quote line q1 rm 2 2)"
is 'the others are there' '1 3' "$(crm-quote line q1 | cut -f2 | paste -sd' ')"
crm-quote line q1 rm 1 >/dev/null
is 'the only one, named twice' q1.3 "$(crm-quote line q1 move 3 3 first)"

# Changing, removing, moving.
full
crm-quote add customer=c1 subject=Another >/dev/null
is 'set by number' q1.2 "$(crm-quote line q1 set 2 qty=2000)"
is 'set by reference' q1.2 "$(crm-quote line q1.2 set price=0.05)"
is 'set of a line as of a record' q1.2 "$(crm-quote set q1.2 unit=piece)"
is 'the amount follows' 100.00 "$(crm-quote show q1.2 | sed -n "s/^amount$TAB//p")"
is 'several at once' "q1.1${NL}q1.3" "$(crm-quote line q1 set 1 3 comment='{{description}}!')"
is 'with their own fields' "Pump!${NL}Installation!" "$(crm-quote show q1.1 q1.3 | sed -n "s/^comment$TAB//p")"
is 'a move' q1.3 "$(crm-quote line q1 move 3 before=1)"
is 'changes the order' '3 1 2' "$(crm-quote line q1 | cut -f2 | paste -sd' ')"
crm-quote line q1 move 3 after=1 >/dev/null
is 'behind another one' '1 3 2' "$(crm-quote line q1 | cut -f2 | paste -sd' ')"
crm-quote line q1 move 2 3 first >/dev/null
is 'several move together' '2 3 1' "$(crm-quote line q1 | cut -f2 | paste -sd' ')"
crm-quote line q1.2 move last >/dev/null
is 'to the end' '3 1 2' "$(crm-quote line q1 | cut -f2 | paste -sd' ')"
before=$(crm-history | tail -n 1)
is 'to where it is' q1.2 "$(crm-quote line q1 move 2 last)"
is 'is no change' "$before" "$(crm-history | tail -n 1)"
is 'a removed line leaves the document' q1 "$(crm-quote line q1 rm 3)"
is 'and its number for ever' q1.4 "$(crm-quote line q1 add product=pr3 qty=1)"
is 'a new one comes last' '1 2 4' "$(crm-quote line q1 | cut -f2 | paste -sd' ')"
crm-undo >/dev/null && crm-undo >/dev/null
is 'undo brings it back to its place' '3 1 2' "$(crm-quote line q1 | cut -f2 | paste -sd' ')"
like 'history of a line' "q1.3${TAB}set${TAB}comment" "$(crm-quote history q1.3)"
fails 1 'number: it is permanent' 'a number does not change' crm-quote set q1.1 number=7
fails 1 'a line cannot be moved to another document' 'nor the document' crm-quote set q1.1 parent=q2
fails 1 'q1 has no line 9; crm-quote line q1 lists its lines' 'a line that is not there' crm-quote line q1 set 9 qty=1
fails 2 'cannot be moved next to itself' 'beside itself' crm-quote line q1 move 1 after=1
fails 2 'not a position for a line' 'no place' crm-quote line q1 move 1 before
fails 2 'not an action on lines' 'an unknown word' crm-quote line q1 change 1
fails 2 'not the number of a line' 'no number' crm-quote line q1 rm x
fails 2 'say what to set' 'nothing to set' crm-quote line q1 set 1
fails 2 'crm-quote line' 'rm is for documents' crm-quote rm q1.1
is 'a dry run changes nothing' '3 1 2' "$(crm-quote line q1 rm 1 --dry-run >/dev/null; crm-quote line q1 | cut -f2 | paste -sd' ')"
crm-quote set q1 stage=issued >/dev/null
for words in 'add product=pr1' 'set 1 qty=9' 'set 1 description=x' 'rm 1' 'move 1 first'; do
	# shellcheck disable=SC2086
	fails 1 'crm-quote revise' "issued: $words" crm-quote line q1 $words
done

# Explained.
full
is 'explain ends with the total' "q1${TAB}total$TAB" "$(crm-quote explain q1 | tail -n 1 | cut -f1-2)$TAB"
is 'which is the stored one' "$(crm-quote list --columns=total | cut -f2)" "$(crm-quote explain q1 | tail -n 1 | cut -f5)"
like 'lines by their references' "q1.3${TAB}line" "$(crm-quote explain q1)"
fails 1 'there is no quote' 'explain of none' crm-quote explain q77

# Shown.
out=$(crm-quote show q1 --related)
like 'related: the lines in a pipe' "q1.1${TAB}1${TAB}pr1${TAB}Pump" "$out"
unlike 'a pipe gets no lines unasked' 'q1.1' "$(crm-quote show q1)"
out=$(crm-quote show q1 --related --format=table)
like 'a table of them' 'q1.2       2  pr2 Seal' "$out"
like 'and the totals below' "Total $(crm-quote list --columns=total | cut -f2) CNY" "$out"

# Copied.
crm-quote line q1 move 3 first >/dev/null
crm-quote line q1 rm 1 >/dev/null
is 'a copy' q2 "$(crm-quote copy q1 subject=Copy)"
is 'has the lines in their order, with new numbers' "1${TAB}Installation${NL}2${TAB}Seal" "$(crm-quote line q2 | cut -f2,4)"
is 'and the same total' "$(crm-quote list q1 --columns=total | cut -f2)" "$(crm-quote list q2 --columns=total | cut -f2)"
crm-quote line q2 add product=pr3 >/dev/null
is 'a further line comes last' Valve "$(crm-quote line q2 | tail -n 1 | cut -f4)"

# Price books have entries, payments allocations.
shop
crm-pricebook add name=Dealers currency=CNY valid_from=2026-01-01 >/dev/null
crm-pricebook put pb1 pr1 price=900 >/dev/null
crm-pricebook put pb1 pr2 discount=15 min_qty=100 >/dev/null
is 'a copy of a price book' pb2 "$(crm-pricebook copy pb1 name=Friends)"
is 'has its entries' "pb2,Friends,1,pr1,900,0,${NL}pb2,,2,pr2,,100,15" "$(crm-pricebook export pb2 --columns=name,entries | tail -n +2)"
crm-product export >"$T/products.csv"
entries() { crm-pricebook export --columns=name,currency,entries; }
exported=$(entries)
crm-pricebook export >"$T/books.csv"
fresh
crm-user set u1 external_id=u1 >/dev/null
crm-product import "$T/products.csv" --relabel >/dev/null
ok 'price books are read back' crm-pricebook import "$T/books.csv" --relabel
is 'with their entries' "$exported" "$(entries)"

# Edited.
full
cat >"$T/editor" <<'END'
#!/bin/sh
cp "$1" "$1.new" && sed "$SED" "$1.new" >"$1"; cp "$1" "$KEEP"
END
chmod +x "$T/editor"
export VISUAL="$T/editor" KEEP="$T/kept"
history=$(crm-history)
SED='' crm-quote edit q1 >/dev/null
is 'edit without a change writes nothing' "$history" "$(crm-history)"
like 'lines stand in the document' "lines:${NL}  - number: 1${NL}    product: pr1${NL}    description: Pump${NL}    specification:${NL}    qty: 2" "$(cat "$T/kept")"
SED='s/^    qty: 2$/    qty: 4/' crm-quote edit q1 >/dev/null
is 'a line changes' 4 "$(crm-quote show q1.1 | sed -n "s/^qty$TAB//p")"
SED='/^  - number: 2/,/comment:/d' crm-quote edit q1 >/dev/null
is 'a line goes' '1 3' "$(crm-quote line q1 | cut -f2 | paste -sd' ')"
SED='s/^lines:$/lines:\n  - product: V-1\n    qty: 5/' crm-quote edit q1 >/dev/null
is 'a line comes where it stands' "4${TAB}Valve${TAB}5${NL}1${TAB}Pump${TAB}4${NL}3${TAB}Installation${TAB}1.5" "$(crm-quote line q1 | cut -f2,4,5)"
SED='/^  - number: 1/,/comment:/{H;d;};${p;x;s/\n//;}' crm-quote edit q1 >/dev/null
is 'lines change their places' '4 3 1' "$(crm-quote line q1 | cut -f2 | paste -sd' ')"
SED='/^lines:/,$d' crm-quote edit q1 >/dev/null
is 'without the key the lines stay' '4 3 1' "$(crm-quote line q1 | cut -f2 | paste -sd' ')"
export SED='s/number: 3/number: 8/'
fails 65 'there is no line with this number' 'an unknown number' crm-quote edit q1
export SED='s/number: 3/number: 4/'
fails 65 'q1.4 is given twice' 'a number twice' crm-quote edit q1
export SED='s/^    qty: 5/    qty: -5/'
fails 65 'q1.4: qty: it must be greater than zero' 'a refused line is named' crm-quote edit q1
export SED='s/^    qty: 5/    amount: 5/'
fails 65 'amount cannot be set' 'what is worked out' crm-quote edit q1
SED='/^  - number/,$d' crm-quote edit q1 >/dev/null
is 'an empty list removes them all' '' "$(crm-quote line q1)"
crm-undo >/dev/null
is 'in one change' '4 3 1' "$(crm-quote line q1 | cut -f2 | paste -sd' ')"
shop
crm-pricebook add name=Dealers currency=CNY >/dev/null
crm-pricebook put pb1 pr1 price=900 >/dev/null
export SED='s/price: 900/price: 950/; s/^entries:/entries:\n  - product: pr1\n    min_qty: 10\n    price: 800/'
ok 'entries of a price book are edited' crm-pricebook edit pb1
is 'and added' "950 0,800 10," "$(crm-pricebook export --columns=entries --format=tsv | tail -n +2 | cut -f4,5 | tr '\t\n' ' ,')"
unset SED VISUAL

# Out and back.
full
crm-quote line q1 move 3 first >/dev/null
crm-quote line q1 set 1 tax= >/dev/null
crm-quote add customer=c1 subject='Nothing yet' >/dev/null
crm-quote copy q1 subject=Gross discount=3% >/dev/null
crm-quote set q3 prices_include_tax=yes --keep >/dev/null
crm-customer export --columns=name >"$T/customers.csv"
crm-product export >"$T/products.csv"
is 'a row per line, the record in the first' "q1,Station,3${NL}q1,,1${NL}q1,,2${NL}q2,Nothing yet,${NL}q3,Gross,1${NL}q3,,2${NL}q3,,3" \
	"$(crm-quote export --columns=subject,lines | cut -d, -f1-3 | tail -n +2)"
is 'without lines where they are not asked for' "ref,subject${NL}q1,Station${NL}q2,Nothing yet${NL}q3,Gross" "$(crm-quote export --columns=subject)"
like 'lines in JSON' '"subject":"Nothing yet","lines":[]}' "$(crm-quote export --columns=subject,lines --format=ndjson)"
like 'lines in YAML' "  lines:${NL}    - number: 3${NL}      product: ~${NL}      description: Installation" "$(crm-quote export --columns=subject,lines --format=yaml)"
for format in csv tsv ndjson json; do crm-quote export --format=$format >"$T/quotes.$format"; done
stable() { crm-quote export --format=ndjson | sed 's/"external_id":[^,]*,//'; }
exported=$(stable)
for format in csv tsv ndjson json; do
	fresh
	crm-user set u1 external_id=u1 >/dev/null
	crm-customer import "$T/customers.csv" --relabel >/dev/null
	crm-product import "$T/products.csv" --relabel >/dev/null
	ok "$format is read back" crm-quote import "$T/quotes.$format" --relabel
	is "$format: as it was" "$exported" "$(stable)"
	before=$(stable)
	ok "$format again, as an update" crm-quote import "$T/quotes.$format" --relabel --on-duplicate=update
	is "$format: nothing is doubled" "$before" "$(stable)"
	ok "$format: all is right" crm-db check
done
fresh
crm-user set u1 external_id=u1 >/dev/null
crm-customer import "$T/customers.csv" --relabel >/dev/null
crm-product import "$T/products.csv" --relabel >/dev/null
ok 'a plan' crm-quote import "$T/quotes.csv" --relabel --plan "$T/plan"
is 'changes nothing' 0 "$(crm-quote count)"
ok 'is applied' crm-quote import --apply "$T/plan"
is 'and gives the same' "$exported" "$(stable)"
crm-undo >/dev/null
is 'undo of an import' 0 "$(crm-quote count)"
grep -v "${TAB}add$TAB" "$T/plan" >"$T/half"
fails 65 'which is not above it' 'lines without their document' crm-quote import --apply "$T/half"

# The sheets that firms have.
shop
cat >"$T/sheet.csv" <<'END'
客户,主题,明细.产品,数量,单价,Line: Discount
上海泵业,泵站,P-1,2,950,
,,Seal,"1,000",,
,,V-1,3,,10%
上海泵业,改造,P-1,1,,
上海泵业,改造,V-1,1,,
END
ok 'labels, names and codes' crm-quote import "$T/sheet.csv"
is 'rows without a record go on with the one above' "1${TAB}pr1${TAB}2${TAB}950${NL}2${TAB}pr2${TAB}1000${TAB}0.035${NL}3${TAB}pr3${TAB}3${TAB}250.5" "$(crm-quote line q2 | cut -f2,3,5,7)"
is 'so do rows that repeat it' '2 lines' "$(crm-quote line q3 | wc -l | tr -d ' ') lines"
is 'the products give the rest' 'vat13' "$(crm-quote line q3 | head -n 1 | cut -f9)"
crm-undo >/dev/null
printf 'external_id,customer,subject,line.product,line.qty\na,c1,A,pr1,1\na,c1,A,pr2,0\nb,c1,B,pr1,1\nb,c1,B2,pr3,1\nc,c1,C,pr1,1\nc,,,pr3,2\n' >"$T/bad.csv"
fails 65 'bad.csv:3: qty: it must be greater than zero' 'a bad line is named' crm-quote import "$T/bad.csv"
printf '%s\n' "$(sed -n '1p;4,5p' "$T/bad.csv")" >"$T/differs.csv"
fails 65 'differs.csv:3:6: subject: line 2 has B for the same quote' 'two subjects of one quote' crm-quote import "$T/differs.csv"
crm-quote import "$T/bad.csv" --keep-going --rejects "$T/rejects.csv" >"$T/out" 2>"$T/err"
is 'good documents come in whole' "q4" "$(cat "$T/out")"
is 'of the others every row is set aside' "external_id,customer,subject,line.product,line.qty,reason
a,c1,A,pr1,1,line 3 of the same quote is bad
a,c1,A,pr2,0,qty: it must be greater than zero; a return is a credit note
b,c1,B,pr1,1,line 5 of the same quote is bad
b,c1,B2,pr3,1,subject: line 4 has B for the same quote" "$(cat "$T/rejects.csv")"
like 'the row to blame is told with its column' 'bad.csv:5:6: subject: line 4 has B' "$(cat "$T/err")"
crm-quote import "$T/bad.csv" --plan "$T/plan" --on-duplicate=skip >/dev/null 2>&1
is 'a plan has no half document' "2${TAB}reject${NL}3${TAB}reject${NL}4${TAB}reject${NL}5${TAB}reject${NL}6${TAB}skip" "$(tail -n +2 "$T/plan" | cut -f1,2)"
printf 'external_id,line.number,line.product,line.qty\nc,2,pr3,9\nc,,pr2,5\n' >"$T/update.csv"
ok 'an update' crm-quote import "$T/update.csv" --on-duplicate=update
is 'has the lines of the file' "2${TAB}pr3${TAB}9${NL}1${TAB}pr2${TAB}5" "$(crm-quote line q4 | cut -f2,3,5)"
crm-quote import "$T/update.csv" --on-duplicate=fill >/dev/null
is 'fill leaves lines that are there' 2 "$(crm-quote line q4 | wc -l | tr -d ' ')"
crm-quote import "$T/update.csv" --on-duplicate=skip >/dev/null
is 'so does skip' 2 "$(crm-quote line q4 | wc -l | tr -d ' ')"
printf 'external_id,customer,subject,Was\nd,c1,D,Pump\n' >"$T/map.csv"
ok 'a map to a field of a line' crm-quote import "$T/map.csv" --map 'Was=line.product'
is 'makes one' pr1 "$(crm-quote line q5 | cut -f3)"
fails 2 "unknown field 'prodct'" 'a map to no field' crm-quote import "$T/map.csv" --map 'Was=line.prodct'
printf 'external_id,customer,subject,line.product,line.price\nn,c1,N,Filter,80\n' >"$T/new.csv"
fails 65 "there is no product called 'Filter'" 'a product that is not there' crm-quote import "$T/new.csv"
ok 'a product is made' crm-quote import "$T/new.csv" --create=product --plan "$T/plan"
ok 'by a plan, too' crm-quote import --apply "$T/plan"
is 'and sold' "Filter${TAB}80" "$(crm-quote line "$(crm-quote list external_id=n | cut -f1)" | cut -f4,7)"
crm-undo >/dev/null
printf 'external_id,customer,subject,line.prodct\ne,c1,E,pr1\n' >"$T/unknown.csv"
fails 65 "did you mean 'product'" 'an unknown column of lines' crm-quote import "$T/unknown.csv"
printf '{"external_id":"x","customer":"c1","subject":"X","lines":[{"product":"pr1","qty":2},{"product":"pr2","qty":"5"}]}\n' >"$T/x.ndjson"
ok 'a list of objects' crm-quote import "$T/x.ndjson"
is 'is lines' "pr1${TAB}2${NL}pr2${TAB}5" "$(crm-quote line q7 | cut -f3,5)"
printf '{"name":"N","contacts":[{"name":"a"},{"name":"b"}]}\n' >"$T/y.ndjson"
fails 65 'contacts.name' 'customers have none' crm-customer import "$T/y.ndjson"

# What is stored is what it comes to.
full
ok 'nothing to find' crm-db check
if command -v sqlite3 >/dev/null; then
	sqlite3 "$CRM_DB" "update quote set total = total + 1; update quote_line set net = 5 where number = 2" >/dev/null
	out=$(crm-db check 2>/dev/null)
	like 'a wrong total is found' 'q1: total: ' "$out"
	like 'a wrong line is found' 'q1: line 2: net: 0.05 is stored, but the calculated value is 35.00' "$out"
	ok 'and mended' crm-db check --fix
	ok 'for good' crm-db check
fi

# Other documents.
shop
crm-supplier add name=Maker >/dev/null
crm-order add customer=c1 >/dev/null
crm-invoice add customer=c1 >/dev/null
crm-purchase add supplier=su1 >/dev/null
crm-bill add supplier=su1 >/dev/null
is 'orders' so1.1 "$(crm-order line so1 add product=pr1 qty=2)"
is 'invoices' in1.1 "$(crm-invoice line in1 add product=pr1 qty=2)"
is 'purchases, at their cost' "po1.1${TAB}600" "$(crm-purchase line po1 add product=pr1 qty=2)$TAB$(crm-purchase line po1 | cut -f7)"
is 'bills' bl1.1 "$(crm-bill line bl1 add description=Freight price=80)"
for each in 'order so1' 'invoice in1' 'purchase po1' 'bill bl1'; do
	is "explain ${each% *}" "$(crm-"${each% *}" show "${each#* }" | sed -n "s/^total$TAB//p")" "$(crm-"${each% *}" explain "${each#* }" | tail -n 1 | cut -f5)"
done


# A quote or an invoice with a line without a price is not issued, unless that says that it costs nothing; what is ordered may get its price later.
fresh
{
	crm-customer add name=A
	crm-supplier add name=B
	crm-quote add customer=c1 subject=x
	crm-quote line q1 add description=one qty=1 price=5
	crm-quote line q1 add description=two qty=1
	crm-order add customer=c1 subject=x
	crm-order line so1 add description=one qty=1
	crm-purchase add supplier=su1 subject=y
	crm-purchase line po1 add description=one qty=1
} >/dev/null
fails 1 'q1: line 2 has no price; crm-quote line q1 set 2 price=… gives it one, and price=0 says that it costs nothing' 'a quote' crm-quote issue q1
is 'an order and a purchase' 'so1 po1' "$(crm-order approve so1 2>&1) $(crm-purchase approve po1 2>&1)"
fails 1 'line 1 has no price; crm-invoice line in1 set 1 price=…' 'the invoice of the order' crm-order invoice so1 --issue
crm-quote line q1 set 2 price=0 >/dev/null
is 'what costs nothing says so' q1 "$(crm-quote issue q1 2>&1)"
crm-order invoice so1 >/dev/null
crm-invoice line in1 set 1 price=0 >/dev/null
is 'in the invoice too' in1 "$(crm-invoice issue in1 2>&1)"
done_testing
