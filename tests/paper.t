#!/bin/sh
# What is on paper stays as it was issued; what pages say besides: taxes by rate, addresses abroad, sums carried from page to page, layouts of a firm.
. "$(dirname "$0")/lib.sh"
text() { crm-print --format=text -o - "$@" 2>&1; }

fresh
cat >firm.yaml <<'SCHEMA'
company: {name: 苏州恒泰泵业有限公司, name_en: Hengtai Pumps, city: 苏州市, street: 星湖街 328 号, terms: '1. 质保期 12 个月。'}
SCHEMA
crm-db schema apply firm.yaml >/dev/null
{
	crm-user set u1 name=梅晓芳
	crm-customer add name=海澄泵业 phone=021-55556666 payment_terms='net 30' bill_city=上海市 bill_street='科苑路 88 号'
	crm-contact add name=陈志远 customer=c1 email=chen@haicheng.example
	crm-supplier add name=青岛铸造 city=青岛市 street='江山路 77 号' tax_number=91320594MA1P2345XE contact=孙丽 payment_terms='net 45'
	crm-product add name=循环泵 code=CP-50 unit=unit price=2480 tax=vat13 supplier=su1
	crm-quote add customer=c1 contact=p1 subject='泵站 2026' valid_until=+30d
	crm-quote line q1 add product=pr1 qty=2
	crm-quote line q1 add description=调试 qty=1 price=1200 tax=vat6
	crm-quote line q1 add description=赠品 qty=1 price=10
	crm-quote issue q1
	crm-quote order q1
	crm-order set so1 due_on=+4w
	crm-order approve so1
	crm-order deliver so1 so1.1=1
	crm-purchase add supplier=su1 subject=备件 due_on=+14d requisition_no=R-17
	crm-purchase line po1 add product=pr1 qty=10 price=1500 tax=vat13
	crm-purchase approve po1
	crm-order invoice so1 so1.1=1 --issue
} >made.txt 2>&1
grep "^crm-" made.txt

# All that is printed is frozen, each with what to do instead.
fails 1 'subject: q1 is accepted, so it cannot be changed; crm-quote revise makes a new revision' 'the subject of a quote' crm-quote set q1 subject=x
for change in contact= valid_until=+60d; do
	fails 1 'q1 is accepted, so it cannot be changed' "a quote: $change" crm-quote set q1 $change
done
for change in subject=x contact= due_on=+60d; do
	fails 1 'so1 is approved, so it cannot be changed' "an order: $change" crm-order set so1 $change
done
for change in subject=x requisition_no=x due_on=+60d; do
	fails 1 'po1 is approved, so it cannot be changed' "a purchase: $change" crm-purchase set po1 $change
done
for change in subject=x contact= due_on=+60d supplied_on=; do
	fails 1 'in1 is issued, so it cannot be changed; crm-invoice credit corrects it' "an invoice: $change" crm-invoice set in1 $change
done
fails 1 'ship_street: dn1 is shipped, so it cannot be changed; cancel it and make a new one' 'where a delivery goes' crm-delivery set dn1 ship_street=x
is 'what comes later stays open' 'so1 dn1 q1 po1 in1' "$(echo $(crm-order set so1 contract_no=HT-1 signed_on=today customer_po=PO-1 && crm-delivery set dn1 tracking_no=SF1 carrier=顺丰 &&
	crm-quote set q1 notes=x tags=vip && crm-purchase set po1 tracking_no=1 && crm-invoice set in1 notes=x))"
crm-undo --last=5 >/dev/null

# Nor does another name of whom it names change an issued page; a draft follows.
for document in q1 so1 dn1 po1 in1; do
	for language in en zh_CN; do text $document --language=$language; done >$document.before
done
crm-quote copy q1 >/dev/null
{
	crm-user set u1 name=王磊
	crm-customer set c1 name=新名 phone=010-11112222 payment_terms='net 60' tax_name=新名有限公司
	crm-contact set p1 name=李四 email=li@haicheng.example
	crm-supplier set su1 name=新铸造 city=济南市 tax_number=91310115MA1K4XQT1R contact=钱七 payment_terms='net 90'
	echo "company: {terms: '2. 无质保。'}" >other.yaml
	crm-db schema apply other.yaml
} >/dev/null 2>&1
for document in q1 so1 dn1 po1 in1; do
	for language in en zh_CN; do text $document --language=$language; done >$document.after
	is "$document is as it was" "$(cat $document.before)" "$(cat $document.after)"
done
{ crm-order revise so1 && crm-order set so1 bill_street='别处 1 号' contact= && crm-order approve so1; } >/dev/null
is 'nor does another address of the order change what was delivered' "$(cat dn1.before)" "$(for language in en zh_CN; do text dn1 --language=$language; done)"
like 'the order has it' '别处 1 号' "$(text so1)"
crm-undo --last=3 >/dev/null
draft=$(text q2 -l zh_CN)
for word in 新名 李四 王磊 '2. 无质保' 010-11112222 '60 天'; do like "a draft says what is: $word" "$word" "$draft"; done
like 'what was then can be asked for' "梅晓芳${TAB}海澄泵业${TAB}net 30" "$(crm-quote list q1 --columns=printed_owner,printed_name,printed_payment | cut -f2-)"
crm-db export out >/dev/null
first=$CRM_DB
fresh
crm-db import out >/dev/null 2>&1
is 'an export has it' "$(cat q1.before)" "$(for language in en zh_CN; do text q1 --language=$language; done)"
is 'and is sound' '' "$(crm-db check 2>&1)"
CRM_DB=$first

# A credit note says why; others have no reason.
fails 65 'reason: only a credit note has one' 'an invoice gives nothing back' crm-invoice set in1 reason=x
crm-invoice credit in1 reason='泵壳破损' --issue >/dev/null
like 'the reason is printed' 泵壳破损 "$(text in2 -l zh_CN | grep 红冲原因)"
like 'in English' 泵壳破损 "$(text in2 -l en | grep Reason)"
fails 1 'reason: in2 is issued' 'and frozen' crm-invoice set in2 reason=y

# The day of supply is that of the deliveries, where there is one.
like 'one day' "供货日期    2026-03-05" "$(text in1 -l zh_CN)"
crm-order deliver so1 so1.1=1 shipped_on=2026-03-04 --out-of-order >/dev/null
crm-order invoice so1 --issue >/dev/null
is 'two days are none' '' "$(crm-invoice list in3 --columns=supplied_on | cut -f2)"
is 'a day that is given' 2026-03-01 "$(crm-invoice add customer=c1 supplied_on=2026-03-01 >/dev/null; crm-invoice list in4 --columns=supplied_on | cut -f2)"

# Net and tax by rate, what has no tax apart; on invoices also where there is one rate.
taxes() { text "$@" -l en | sed -n '/^ *Tax  *Net  *Tax amount/,/^ *$/p' | sed '1,2d;/^ *$/d;s/^ *//;s/  */ /g' | tr '\n' '|'; }
is 'by rate' 'VAT 13% 4,960.00 644.80|VAT 6% 1,200.00 72.00|Without tax 10.00 0.00|' "$(taxes q1)"
is 'one rate' 'VAT 13% 2,480.00 322.40|' "$(taxes in1)"
is 'a purchase with one rate needs none' '' "$(taxes po1)"

# Addresses abroad are written as there, the country in capitals; at home it is left out.
fresh
printf '%s\n' name,bill_street,bill_city,bill_state,bill_code,bill_country \
	'de,Leopoldstr. 1,München,Bayern,80331,Deutschland' 'us,"12 Main St",Springfield,IL,62701,USA' 'gb,"1 Station Road",Leeds,,LS1 4DY,UK' \
	'jp,丸の内1-1,千代田区,東京都,100-0001,日本' 'it,Via Roma 1,Roma,RM,00184,Italy' 'at,Ring 2,Wien,,1010,Österreich' 'ke,Moi Avenue,Nairobi,,00100,Kenya' \
	'cn,科苑路 88 号,上海市,上海市,201203,' 'cn2,"88 Keyuan Road",Shanghai,Shanghai,201203,China' 'ca,"1 Bay St",Toronto,ON,M5J 2R8,Canada' 'none,,,,,Germany' |
	crm-customer import - >/dev/null
# The lines below the name, with bars between them.
address() { # NAME
	text "$(crm-customer list "name=$1" | cut -f1)" -l en | sed -n '/^Customer:/,/^$/p' | sed '1,2d;/^$/d' | tr '\n' '|'
}
for try in 'de=Leopoldstr. 1|80331 München|DEUTSCHLAND|' 'us=12 Main St|Springfield, IL 62701|USA|' 'gb=1 Station Road|Leeds|LS1 4DY|UK|' \
	'jp=〒100-0001|東京都千代田区丸の内1-1|JAPAN|' 'it=Via Roma 1|00184 Roma RM|ITALY|' 'at=Ring 2|1010 Wien|AUSTRIA|' 'ke=Moi Avenue, Nairobi 00100|KENYA|' \
	'cn=上海市科苑路 88 号 201203|' 'cn2=88 Keyuan Road, Shanghai 201203|' 'ca=1 Bay St|Toronto ON M5J 2R8|CANADA|' 'none=GERMANY|'; do
	is "an address: ${try%%=*}" "${try#*=}" "$(address "${try%%=*}")"
done
echo 'company: {name: Muster GmbH, street: Ring 1, city: Köln, code: 50667, country: Germany}' >german.yaml
crm-db schema apply german.yaml >/dev/null
is 'at home there is no country' 'Leopoldstr. 1|80331 München|' "$(address de)"
is 'and China is abroad' '上海市科苑路 88 号 201203|88 Keyuan Road, Shanghai 201203|CHINA|' "$(address cn)$(address cn2)"
like 'the own address, as others read it' 'Ring 1, 50667 Köln, GERMANY' "$(text c1 -l en)"

# Sums are carried from page to page: at the foot of each page but the last, and at the head of the next, that of the lines so far.
awk 'BEGIN { printf "{\"customer\":\"c1\",\"subject\":\"long\",\"lines\":["
	for (i = 1; i <= 120; i++) printf "%s{\"description\":\"line %d%s\",\"qty\":\"%d\",\"price\":\"%d.%02d\",\"tax\":\"vat13\"}", (i > 1 ? "," : ""), i,
		(i % 7 ? "" : " with a description that is so long that it needs another line on the page, and one more behind that"), i % 5 + 1, i * 3, i % 100
	print "]}" }' | crm-quote import - >/dev/null
q=q1
crm-print "$q" -l en -o long.pdf >/dev/null 2>&1
last=$(pdfinfo long.pdf | sed -n 's/^Pages: *//p')
page=1 total=0
: >said
while [ "$page" -le "$last" ]; do
	pdftotext -f $page -l $page -layout long.pdf - >one
	# By hand: quantity times price of the lines on this page.
	total=$(grep -oE 'line [0-9]+' one | cut -c6- | awk -v total="$total" '{ i = $1; total += (i % 5 + 1) * (i * 3 * 100 + i % 100) } END { printf "%.0f", total }')
	echo "$page $total" >>wanted
	awk -v page=$page '/Carried forward/ { gsub(",", "", $NF); foot = $NF * 100 } /Brought forward/ { gsub(",", "", $NF); head = $NF * 100 } END { printf "%d %.0f %.0f\n", page, head, foot }' one >>said
	page=$((page + 1))
done
is 'some pages' yes "$([ "$last" -ge 4 ] && echo yes)"
is 'each page carries what it should' "$(awk -v last="$last" '{ print $1, before + 0, $1 < last ? $2 : 0; before = $2 }' wanted)" "$(cat said)"
is 'all lines are there' "$(crm-quote list "$q" --columns=subtotal | cut -f2)" "$(tail -n 1 wanted | awk '{ printf "%.2f", $2 / 100 }')"
like 'in Chinese' 过次页 "$(crm-print "$q" -l zh_CN -o - | pdftotext - -)"
like 'at the head' 承前页 "$(crm-print "$q" -l zh_CN -o - | pdftotext -f 2 -l 2 - -)"

# The layout is what the firm says: columns, blocks, texts; a file can be tried before it is applied.
fresh
{
	crm-user set u1 name=梅晓芳
	echo "company: {name: 恒泰泵业, name_en: Hengtai, city: 苏州市, street: 星湖街 1 号, phone: 0512-1, terms: 质保一年}
fields: {product: {x_part: {kind: text, label: {en: Your part, zh: 贵方料号}}}}" | crm-db schema apply -
	crm-customer add name=Alpha language=en phone=021-5
	crm-product add name=泵 code=CP-50 unit=unit price=100 tax=vat13 x_part=A-7
	crm-quote add customer=c1 subject=pumps
	crm-quote line q1 add product=pr1 qty=2 comment='with flange' specification=DN50
	crm-quote line q1 add description=work qty=1 price=50 tax=vat6
	crm-order add customer=c1 subject=pumps
	crm-order line so1 add product=pr1 qty=2
	crm-order approve so1
	crm-order deliver so1 so1.1=2 so1.1.serial=A1,A2
	crm-invoice add customer=c1 subject=pumps
	crm-invoice line in1 add product=pr1 qty=1
} >made.txt 2>&1
grep '^crm-' made.txt
text q1 >plain.txt
cat >layout.yaml <<'SCHEMA'
print:
  default:
    footer_zh: 页脚
    footer_en: Foot
    repeat: yes
  quote:
    columns: number, x_part, code, description, specification, quantity, net, amount
    below: none
    blocks: facts, table, note, totals, parties, terms
    title_en: Offer
    title_zh: 报价
    note_en: Ask us.
    note_zh: 欢迎垂询。
    terms_en: Warranty two years.
    terms_zh: 质保两年。
    language: en
  delivery: {columns: 'number, serials, description'}
SCHEMA
text q1 --layout=layout.yaml >tried.txt
is 'a file is tried, not saved' "$(cat plain.txt)" "$(text q1)"
head_of() { sed -n '/^No\.\|^序号/p'; }
is 'columns in their order' 'No. Your part Code Description Specification Quantity Net Net amount' "$(head_of <tried.txt | sed 's/   */ /g')"
is 'and what is in them' '1 A-7 CP-50 泵 DN50 2 200.00 200.00' "$(grep CP-50 tried.txt | sed 's/^ *//;s/  */ /g')"
unlike 'nothing below' flange "$(cat tried.txt)"
is 'blocks in their order' 'Offer No. Ask Subtotal Alpha Warranty' "$(grep -oE 'Offer|^No\.|Ask|Subtotal|Alpha|Warranty|^Foot|In words|pumps|For the seller|梅晓芳|Hengtai' tried.txt | xargs)"
like 'both languages' 报价 "$(text q1 --layout=layout.yaml -l zh_CN)"
like 'both languages: terms' 质保两年 "$(text q1 --layout=layout.yaml -l zh_CN)"
is 'a delivery has its own columns' '1 A1, A2 泵' "$(text dn1 --layout=layout.yaml | grep A1 | sed 's/^ *//;s/  */ /g')"
like 'others have those of default' Foot "$(text in1 --layout=layout.yaml)"
ok 'it is applied' crm-db schema apply layout.yaml
is 'and prints the same' "$(cat tried.txt)" "$(text q1)"
crm-quote issue q1 >/dev/null
echo 'print: {quote: {terms_en: None., terms_zh: 无。, language: both, below: , title_zh: 报价书}}' | crm-db schema apply - >/dev/null
like 'issued terms stay' 'Warranty two years.' "$(text q1)"
like 'in both languages' 质保两年 "$(text q1)"
like 'the language of the layout' '报价书 Offer' "$(text q1)"
like 'an emptied list is as before' flange "$(text q1)"
crm-db schema show >whole.yaml
is 'it is shown, and the same again' '' "$(crm-db schema diff whole.yaml)"
rm -rf out
crm-db export out >/dev/null
text q1 >before.txt
fresh
crm-db import out >/dev/null 2>&1
is 'it is exported' "$(cat before.txt)" "$(text q1)"
is 'and sound' '' "$(crm-db check 2>&1)"
echo 'print: {quote: ~, default: ~, delivery: ~}' | crm-db schema apply - >/dev/null
unlike 'it is removed' Foot "$(text in1)"
crm-undo >/dev/null
like 'and comes back' Foot "$(text in1)"

# What is none stops with file and line, and what there is.
refused() { # WHAT LAYOUT MESSAGE
	printf 'print:\n%s\n' "$2" >wrong.yaml
	fails 65 "$3" "$1" crm-db schema apply wrong.yaml
	fails 65 "$3" "$1, tried" crm-print q1 -f text -o - --layout=wrong.yaml
}
refused 'an unknown column' '  quote: {columns: "number, weight"}' "wrong.yaml:2:20: print.quote: columns: unknown column 'weight'; there are number, code, description,"
refused 'a column twice' '  quote: {columns: "number, code, number"}' "wrong.yaml:2:20: print.quote: columns: 'number' is listed twice"
refused 'an unknown block' '  quote: {blocks: "table, logo"}' "wrong.yaml:2:19: print.quote: blocks: unknown block 'logo'; there are company, facts,"
refused 'an unknown page' '  poem: {title_en: x}' "there is no page 'poem'; there are default, quote, proforma, order, contract, return, delivery, purchase, invoice, opening, credit-note and statement"
refused 'a language' '  quote: {language: fr}' "'fr' is not one of zh_CN, en, both"
refused 'an unknown key' '  quote: {colums: x}' "did you mean 'columns'?"
refused 'prices of a delivery' '  delivery: {columns: "number, price"}' 'delivery: it has no prices, and so no column price'
refused 'columns of a statement' '  statement: {columns: number}' 'statement: its columns are always the same'
echo 'company: {name: X}' >other.yaml
fails 65 "unknown section 'company'" 'another section' crm-print q1 -f text -o - --layout=other.yaml
fails 65 'none.yaml' 'no file' crm-print q1 -f text -o - --layout=none.yaml

# A quote of five lines with three taxes, a comment, wide quantities, seal and terms is one page, whatever the language; nobody signs a page alone.
printf '\211PNG\r\n\032\n\000\000\000\rIHDR\000\000\000\001\000\000\000\001\010\000\000\000\000:~\233U\000\000\000\nIDATx\234c`\000\000\000\002\000\001H\257\244q\000\000\000\000IEND\256B`\202' >seal.png
fresh
{
	echo 'company: {name: 恒泰泵业, name_en: Hengtai, city: 苏州市, street: 星湖街 1 号, phone: 0512-1, email: a@b.example, tax_number: 91320594MA1P2345XE, terms: "1. 质保一年。\n2. 交货期四周。"}' | crm-db schema apply -
	crm-customer add name=海澄 phone=021-5 bill_city=上海 bill_street='科苑路 88 号' ship_city=昆山 ship_street='城北路 1 号' payment_terms='net 30'
	for n in 5 9 10 11 12 13 14; do
		awk -v n=$n 'BEGIN { printf "{\"customer\":\"c1\",\"subject\":\"s\",\"lines\":["
			for (i = 1; i <= n; i++) printf "%s{\"description\":\"pump with a long name that needs room %d\",\"qty\":\"%d\",\"price\":\"3\",\"tax\":\"vat%d\",\"unit\":\"kg\",\"comment\":\"%s\"}", (i > 1 ? "," : ""), i,
				(i == 2 ? 123456789 : i), (i % 3 == 0 ? 13 : i % 3 == 1 ? 9 : 6), (i == 1 ? "note" : "")
			print "]}" }' | crm-quote import -
	done
} >made.txt 2>&1
grep '^crm-' made.txt
for language in zh_CN en both; do
	crm-print q1 -l $language --seal seal.png -o five.pdf >/dev/null
	is "five lines on one page: $language" 1 "$(pdfinfo five.pdf | sed -n 's/^Pages: *//p')"
done
like 'a wide quantity leaves the description its line' 'pump with a long name that needs room 2 ' "$(crm-print q1 -l en -o - | pdftotext -layout - - | grep 123,456,789)"
alone=
for n in 2 3 4 5 6 7; do
	crm-print q$n -l both --seal seal.png -o signed.pdf >/dev/null
	pages=$(pdfinfo signed.pdf | sed -n 's/^Pages: *//p')
	pdftotext -f "$pages" -l "$pages" signed.pdf - | grep -q 交货期四周 || alone="$alone q$n"
done
is 'the terms stand on the page that is signed' '' "$alone"
done_testing
