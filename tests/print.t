#!/bin/sh
# crm-print: what each kind of document says, in both languages and all three forms; where the page goes, and what is refused.
. "$(dirname "$0")/lib.sh"
GOLDEN=$TESTS/golden/print

# GOLDEN_WRITE=1 writes what is printed as the text that is expected: look at the difference before you keep it.
golden() { # NAME OPERANDS…
	name=$1
	shift
	crm-print --format=text -o - "$@" >"$T/$name.txt" 2>"$T/.error"
	code=$?
	[ -z "${GOLDEN_WRITE:-}" ] || cp "$T/$name.txt" "$GOLDEN/$name.txt"
	is "text: $name" "0$(cat "$GOLDEN/$name.txt")" "$code$(cat "$T/.error" "$T/$name.txt")"
}
words() { pdftotext -layout "$1" - 2>&1; }
pages() { pdfinfo "$1" 2>&1 | sed -n 's/^Pages: *//p'; }
text() { crm-print --format=text -o - "$@" 2>/dev/null; }

# One pixel, black: a picture to put on a page.
printf '\211PNG\r\n\032\n\000\000\000\rIHDR\000\000\000\001\000\000\000\001\010\000\000\000\000:~\233U\000\000\000\nIDATx\234c`\000\000\000\002\000\001H\257\244q\000\000\000\000IEND\256B`\202' >dot.png

fresh
cat >firm.yaml <<'SCHEMA'
company:
  name: 苏州恒泰泵业有限公司
  name_en: Suzhou Hengtai Pumps Co., Ltd.
  state: 江苏省
  city: 苏州市
  street: 工业园区星湖街 328 号
  code: '215123'
  address_en: 328 Xinghu Street, Suzhou 215123, China
  phone: 0512-6288 1234
  fax: 0512-6288 1235
  email: sales@hengtai.example
  website: https://hengtai.example
  tax_number: 91320594MA1P2345XB
  bank: 中国工商银行苏州工业园区支行
  bank_account: '1102020809000123456'
  terms: |
    1. 质保期 12 个月。
    2. 交货期 4 周。
  footer: Suzhou Hengtai Pumps 0512-6288 1234
SCHEMA
crm-db schema apply firm.yaml >/dev/null
crm-user set u1 name=梅晓芳 >/dev/null
{
	crm-customer add name=上海海澄泵业有限公司 bill_state=上海市 bill_city=上海市 bill_street='浦东新区科苑路 88 号' bill_code=201203 ship_state=江苏省 ship_city=昆山市 \
		ship_street='城北中路 1288 号' phone='021-5555 6666' payment_terms='net 30' tax_number=91310115MA1K4XQT1R bank=招商银行上海张江支行 \
		bank_account=121908123410301 language=zh
	crm-customer add name='Hansen Pumps A/S' bill_street='Havnegade 12' bill_city=Copenhagen bill_code=1058 bill_country=Denmark email=info@hansen.example \
		currency=EUR language=en payment_terms='eom+30'
	crm-customer add name=東京精機株式会社 currency=JPY bill_city=東京 language=ja
	crm-contact add name=陈志远 customer=c1 mobile='138 0013 8000' email=chen@haicheng.example
	crm-contact add name='Anna Hansen' customer=c2 phone='+45 20 12 34 56'
	crm-supplier add name=青岛精密铸造有限公司 contact=孙丽 phone=0532-55550188 state=山东省 city=青岛市 street='江山路 77 号' payment_terms='30% order, 70% delivery+2w'
	crm-product add name='循环泵 CP-50' code=CP-50 unit=unit price=2480 cost=1560 supplier=su1 supplier_code=QJ-50 tax=vat13
	crm-product add name='Gate valve' code=GV-80 unit=m price=265 cost=148 tax=vat13
	crm-deal add name=Pumps customer=c1 close_on=eom
	crm-rate add currency=EUR rate=7.85 valid_from=2026-01-01
	crm-rate add currency=JPY rate=0.047 valid_from=2026-01-01
	crm-quote add customer=c1 contact=p1 subject='泵站 2026' valid_until=+30d
	crm-quote line q1 add product=pr1 qty=2 discount=5 comment='含法兰
含螺栓'
	crm-quote line q1 add product=pr2 qty=12.5
	crm-quote line q1 add description=调试 qty=1 unit=day price=1200 tax=vat6
	crm-quote set q1 shipping=350 shipping_tax=vat9
	crm-quote issue q1
	crm-order add customer=c1 contact=p1 subject='泵站 2026' contract_no=HT-2026-031 customer_po=PO-77812 due_on=+4w signed_on=today terms='1. 见附件。'
	crm-order line so1 add product=pr1 qty=2
	crm-order line so1 add product=pr2 qty=4
	crm-order plan so1 30%=signing 60%=delivery 10%=delivery+12mo
	crm-order approve so1
	crm-order deliver so1 so1.1=1 so1.1.serial=A77 so1.2=4 carrier=顺丰 tracking_no=SF1234567890
	crm-quote add customer=c2 contact=p2 subject='Pumps for Amager' currency=EUR valid_until=+30d
	crm-quote line q2 add description='Circulation pump' qty=3 price=420.5 unit=unit
	crm-quote line q2 add description='Seal ring' qty=1000 price=0.035 unit=piece
	crm-quote issue q2
	crm-purchase add supplier=su1 subject='spares for spring' due_on=+14d requisition_no=R-17
	crm-purchase line po1 add product=pr1 qty=10 price=1500 tax=vat13
	crm-purchase approve po1
	crm-invoice add customer=c1 subject=备件 prices_include_tax=yes discount=5
	crm-invoice line in1 add product=pr2 qty=3 price=299.99
	crm-invoice line in1 add product=pr1 qty=1 price=2800 discount_amount=50
	crm-invoice issue in1
	crm-invoice credit in1 in1.1=1
	crm-invoice issue in2
	crm-order add customer=c3 currency=JPY subject=精機
	crm-order line so2 add description=ポンプ qty=2 price=120000 tax=vat13
} >made.txt 2>&1 || cat made.txt

# What each says.
golden quote q1
golden quote-en q1 --language=en
golden quote-both q1 --language=both
golden proforma q1 --as=proforma --language=en
golden order so1
golden contract so1 --as=contract
golden contract-both so1 --as=contract --language=both
golden delivery dn1
golden purchase po1
golden purchase-zh po1 --language=zh_CN
golden invoice-inclusive in1
golden credit-note in2
golden foreign q2
golden yen so2
is 'a customer is written to in his language' 'Quotation 报价单' "$(text q2 | grep -o Quotation) $(text q1 | grep -o 报价单)"
is 'one whose language is neither gets English' 'Order confirmation' "$(text so2 | grep -o 'Order confirmation')"
like 'yen have no decimals' '271,200' "$(text so2)"
unlike 'nor points' '271,200.' "$(text so2)"
like 'six decimals of a price' '0.035' "$(text q2)"
like 'a foreign currency is named' 'EUR' "$(text q2)"

# A statement: what was open before, and each entry with the balance behind it.
for day in 05 20; do
	CRM_NOW="2026-02-${day}T09:00:00+08:00"
	n=$(crm-invoice add customer=c1 subject="february $day")
	crm-invoice line "$n" add description=service qty=1 price=10$day tax=vat6 >/dev/null
	crm-invoice issue "$n" --out-of-order >/dev/null
done
export CRM_NOW='2026-03-05T09:00:00+08:00'
crm-payment add customer=c1 amount=500 paid_on=2026-02-25 >/dev/null
crm-payment add customer=c1 amount=1065.30 paid_on=2026-03-04 reference=TX991 payer_name=上海海澄泵业有限公司 >/dev/null
CRM_NOW="2026-03-06T09:00:00+08:00" crm-payment add customer=c1 kind=refund amount=65.30 paid_on=2026-03-06 reference=RF1 >/dev/null
golden statement c1 --period=2026-03
golden statement-en c1 --period=2026-Q1 --language=en
is 'brought forward: 1065.30 + 1081.20 - 500' '1,646.50' "$(text c1 --period=2026-03 | awk '/上期结转/ { print $NF }')"
is 'the last balance is that of the customer' "$(crm-customer list c1 --columns=balance | cut -f2)" "$(text c1 --period=2026 | awk '/期末余额/ { gsub(",", ""); print $NF }')"
is 'a period before everything' '0.00' "$(text c1 --period=2020 | awk '/期末余额/ { print $NF }')"
is 'this month unless said otherwise' '2026-03-01 – 2026-03-31' "$(text c1 | grep -o '2026-03-01 – 2026-03-31' | head -n 1)"
crm-payment add customer=c1 currency=EUR amount=77 paid_on=2026-03-05 >/dev/null
like 'another currency has its own balance' 'EUR' "$(text c1 | grep -- '期末余额' | tail -n 1)"
like 'and does not change the first' "CNY" "$(text c1 | grep -- '期末余额' | head -n 1)"
golden statement-two c1 --period=2026-03
crm-undo >/dev/null

# Drafts and what is cancelled.
like 'a draft is marked' DRAFT "$(text so2)"
unlike 'an issued one is not' 草稿 "$(text q1)"
crm-print so2 -o draft.pdf 2>/dev/null >&2
# Its letters stand apart where the text of a page is taken out: they lie across it.
marks() { pdftotext "$1" - | grep -cxE '[DRAFT]{1,3}'; }
is 'in a PDF too' yes "$([ "$(marks draft.pdf)" -gt 0 ] && echo yes)"
crm-print q1 -o issued.pdf --language=en 2>/dev/null >&2
is 'an issued PDF is not' 0 "$(marks issued.pdf)"
crm-order cancel so2 >/dev/null
like 'what is cancelled says so' CANCELLED "$(text so2)"
crm-print so2 --format=html -o - | grep -q 'watermark.*CANCELLED'
is 'in HTML too' 0 $?

# PDF: text that can be taken out, pages with repeated heads.
crm-quote add customer=c1 subject=百行 >/dev/null
i=0
while [ $i -lt 100 ]; do
	i=$((i + 1))
	crm-quote line q3 add description="泵件 $i 号" qty=$i unit=piece price=$i.5 tax=vat13
done >/dev/null
crm-quote issue q3 >/dev/null
ok 'a hundred lines' crm-print q3 -o hundred.pdf --logo dot.png --seal dot.png
count=$(pages hundred.pdf)
[ "$count" -ge 3 ] && [ "$count" -le 5 ]
is "they take some pages ($count)" 0 $?
words hundred.pdf >hundred.txt
is 'every page has the head of the table' "$count" "$(grep -c 名称及规格 hundred.txt)"
is 'every page is counted' "$(i=1; while [ "$i" -le "$count" ]; do printf '第%s页共%s页 ' $i "$count"; i=$((i + 1)); done)" "$(tr -d ' ' <hundred.txt | grep -o '第[0-9]*页共[0-9]*页' | tr '\n' ' ')"
is 'no line is lost' 100 "$(grep -c '泵件 *[0-9]* *号' hundred.txt)"
like 'the total stands on the last page' 合计 "$(pdftotext -layout -f "$count" hundred.pdf -)"
is 'the same description gives the same bytes' "$(crm-print q3 -o - | cksum)" "$(crm-print q3 -o - | cksum)"
like 'Latin and Chinese together' 'Hansen Pumps A/S' "$(crm-print q2 -o h.pdf >/dev/null; words h.pdf)"

# HTML needs no other file, and nothing in it is code.
crm-customer add name='<script>alert(1)</script> & Söhne "AG"' language=en >/dev/null
crm-quote add customer=c4 subject='</title><img src=x onerror=alert(1)>' >/dev/null
crm-quote line q4 add description='<b>bold</b>' qty=1 price=1 >/dev/null
html=$(crm-print q4 --format=html -o - --logo dot.png)
unlike 'HTML: names are text' '<script>alert' "$html"
like 'HTML: as they were typed' '&lt;script&gt;alert(1)&lt;/script&gt; &amp; Söhne &quot;AG&quot;' "$html"
unlike 'HTML: so are subjects' '<img src=x' "$html"
like 'HTML: the logo is in the file' 'data:image/png;base64,' "$html"
unlike 'HTML: nothing is loaded' 'src="http' "$html"
crm-customer set c4 "name=$(printf 'Esc \033[31m x')" >/dev/null 2>&1
unlike 'text: no escape sequence gets through' "$(printf '\033')" "$(text q4)"

# Where it goes.
mkdir -p out
cd out || exit 1
is 'the number names the file' Q-2026-0001.pdf "$(crm-print q1)"
is 'the form its ending' 'Q-2026-0001.txt Q-2026-0001.html' "$(crm-print q1 --format=text) $(crm-print q1 --format=html)"
is 'a draft by its reference' q4.pdf "$(crm-print q4)"
is 'a contract stands beside the order' 'SO-2026-0001.txt SO-2026-0001-contract.txt' "$(crm-print so1 -f text) $(crm-print so1 -f text --as=contract)"
is 'a statement by customer and period' statement-c1-2026-03-01-2026-03-31.txt "$(crm-print c1 -f text)"
is 'several, each to its file' "Q-2026-0001.txt${NL}Q-2026-0002.txt${NL}DN-2026-0001.txt" "$(crm-print q1 q2 dn1 -f text)"
is 'from a pipe' "INV-2026-0001.txt${NL}CN-2026-0001.txt" "$(crm-invoice list in1 in2 | crm-print - -f text)"
is 'by number' SO-2026-0001.txt "$(crm-print SO-2026-0001 -f text)"
is 'numbers in a pipe' "Q-2026-0001.txt${NL}DN-2026-0001.txt" "$(printf 'Q-2026-0001\nDN-2026-0001\n' | crm-print - -f text)"
is '-o is taken' there.txt "$(crm-print q1 -f text -o there.txt)"
is 'nothing else was made' "CN-2026-0001.txt${NL}DN-2026-0001.txt${NL}INV-2026-0001.txt${NL}Q-2026-0001.html${NL}Q-2026-0001.pdf${NL}Q-2026-0001.txt${NL}Q-2026-0002.txt${NL}SO-2026-0001-contract.txt${NL}SO-2026-0001.txt${NL}q4.pdf${NL}statement-c1-2026-03-01-2026-03-31.txt${NL}there.txt" \
	"$(LC_ALL=C ls -A)"
is 'a file has the mode of the umask' 640 "$(umask 027; crm-print q1 -f text -o mode.txt >/dev/null; stat -c %a mode.txt)"
ln -s behind.txt link.txt
crm-print q1 -f text -o link.txt >/dev/null
is 'a link stays one' 'yes yes' "$([ -L link.txt ] && echo yes) $([ -s behind.txt ] && echo yes)"
mkfifo pipe
cat pipe >through.txt &
crm-print q1 -f text -o pipe >/dev/null
wait $!
is 'a pipe stays one' 'yes yes' "$([ -p pipe ] && echo yes) $(cmp -s through.txt mode.txt && echo yes)"
cd .. || exit 1

# A number is data.
mkdir -p deep/er
sqlite3 "$CRM_DB" "update quote set number = '../../evil/../Q 1' where id = 1; update quote set number = '-rf' where id = 2; update quote set number = '报价' || hex(zeroblob(200)) where id = 3"
cd deep/er || exit 1
is 'a number does not leave the directory' '______evil____Q_1-q1.txt' "$(crm-print q1 -f text)"
is 'nor is it an option' '_rf-q2.txt' "$(crm-print q2 -f text)"
long=$(crm-print q3 -f text)
is 'nor too long for a file' 'yes yes' "$([ ${#long} -lt 130 ] && echo yes) $([ -s "$long" ] && echo yes)"
is 'all of them are here' 3 "$(find "$T/deep" -type f | wc -l | tr -d ' ')"
cd ../.. || exit 1
sqlite3 "$CRM_DB" "update quote set number = 'Q-2026-000' || id where id < 4; update invoice set number = 'Q-2026-0001' where id = 3"
fails 1 "'Q-2026-0001' is ambiguous: q1, in3; write the reference" 'a number of two' crm-print Q-2026-0001
sqlite3 "$CRM_DB" "update invoice set number = 'INV-X' where id = 3"

# What is refused, with what to do.
fails 2 'name what to print' 'nothing named' crm-print
fails 1 "there is no document with the number 'Q-2026-0099'" 'a number that is none' crm-print Q-2026-0099
fails 2 "'Alpha' is neither a reference nor the number" 'a name is none' crm-print Alpha
fails 1 'there is no quote q99' 'a record that is not there' crm-print q99
fails 2 'd1 is a deal, of which there is no page' 'a type without a page' crm-print d1
fails 2 'takes one of quote|order' 'an unknown kind' crm-print q1 --as=poem
fails 2 '--as: q1 is printed as quote, proforma, not as invoice' 'a quote is no invoice' crm-print q1 --as=invoice
fails 2 '--as: in2 is printed as credit-note, not as invoice' 'a credit note is no invoice' crm-print in2 --as=invoice
fails 2 '--as: in1 is printed as invoice, not as credit-note' 'nor an invoice a credit note' crm-print in1 --as=credit-note
fails 2 '--as: c1 is printed as statement, not as quote' 'a customer is no quote' crm-print c1 --as=quote
fails 2 '--as: q1 is printed as quote, proforma, not as statement' 'a quote has no statement' crm-print q1 --as=statement
fails 2 '--period is for statements of customers; q1 is a quote' '--period elsewhere' crm-print q1 --period=2026
fails 2 '--period' 'no period' crm-print c1 --period=whenever
fails 2 '--output takes one document' 'several into one' crm-print q1 q2 -o x.pdf
fails 2 'takes one of zh_CN|en|both' 'an unknown language' crm-print q1 --language=fr
fails 2 'takes one of pdf|text|html' 'an unknown form' crm-print q1 --format=docx
fails 78 'cannot read the logo none.png' 'a logo that is not there' crm-print q1 -o x.pdf --logo none.png
fails 78 'give the path of' 'what to do about it' crm-print q1 -o x.pdf --logo none.png
fails 78 'cannot read the seal firm.yaml' 'a seal that is no picture' crm-print q1 -o x.pdf --seal firm.yaml
mkfifo pipe.png
printf 'JPEG or GIF\n' >other.png
head -c 40 dot.png >short.png
# The head of a picture of 60,000 x 60,000 pixels, and nothing more.
printf '\211PNG\r\n\032\n\000\000\000\015IHDR\000\000\352\140\000\000\352\140\010\006\000\000\000' >large.png
for form in pdf html; do
	fails 78 'cannot read the logo pipe.png: it is not a regular file' "a logo that is a pipe: $form" timeout 20 crm-print q1 -o x -f $form --logo pipe.png
	fails 78 'cannot read the logo other.png: it is not a PNG file' "a logo that is no PNG: $form" crm-print q1 -o x -f $form --logo other.png
	fails 78 'cannot read the seal large.png: it has 60000 × 60000 pixels' "a seal of gigabytes: $form" crm-print q1 -o x -f $form --seal large.png
	fails 78 'cannot read the logo .: ' "a logo that is a directory: $form" crm-print q1 -o x -f $form --logo .
done
fails 78 'cannot read the logo short.png: the PNG file is damaged' 'a logo that was cut off' crm-print q1 -o x.pdf --logo short.png
fails 78 'cannot read the logo none.png' 'in HTML too' crm-print q1 -o x.html -f html --logo none.png
fails 73 'cannot create none/x.pdf' 'a directory that is not there' crm-print q1 -o none/x.pdf
fails 73 'cannot create' 'a directory as the file' crm-print q1 -o out
is 'nothing is left of what failed' '' "$(ls -d x.* none* out.* 2>/dev/null)"
if [ "$(id -u)" -ne 0 ]; then
	mkdir closed && chmod a-w closed
	fails 73 'cannot create closed/x.pdf' 'a directory that cannot be written' crm-print q1 -o closed/x.pdf
	fails 73 'cannot create Q-2026-0001.pdf' 'the current one' sh -c 'cd closed && crm-print q1'
else
	fails 73 'cannot create /proc/x.pdf' 'a directory that cannot be written' crm-print q1 -o /proc/x.pdf
fi
if [ -w /dev/full ]; then
	for form in pdf text html; do
		fails 74 'No space left on device' "$form onto a full disk" sh -c "crm-print q1 -f $form -o - >/dev/full"
		fails 74 '/dev/full: cannot write' "$form to a full device by name" crm-print q1 -f $form -o /dev/full
	done
	ok 'which is still one' test -c /dev/full
fi
is 'missing ones are told, the others printed' "1 Q-2026-0001.txt crm-print: there is no quote q98" "$(crm-print q1 q98 -f text >told 2>wrong; echo "$? $(cat told) $(cat wrong)")"

# Configuration: logo, seal and font.
printf 'logo: ~/dot.png\nseal: dot.png\nfont: Nothing Sans, WenQuanYi Micro Hei\n' >crm.yaml
chmod go-w crm.yaml
like 'the configured logo is taken, and ~/ is home' 'class="logo"' "$(crm-print q1 -f html -o -)"
like 'the seal stands where the firm signs' 'class="seal"' "$(crm-print q1 -f html -o - | grep signature)"
ok 'the configured font' crm-print q1 -o font.pdf
printf 'logo: gone.png\n' >crm.yaml
fails 78 'cannot read the logo gone.png' 'a configured logo that is gone' crm-print q1 -o x.pdf
like 'an option wins' 'class="logo"' "$(crm-print q1 -f html -o - --logo dot.png)"
rm crm.yaml

# Without a company in the schema.
fresh
crm-customer add name=Alpha >/dev/null
crm-quote add customer=c1 subject=pumps >/dev/null
is 'no company: told once, and printed' '0 1 yes' "$(crm-print q1 c1 -f text >told 2>wrong; echo "$? $(grep -c 'who it is from' wrong) $([ -s q1.txt ] && echo yes)")"
is 'a document without lines has a page' 0 "$(crm-print q1 -o empty.pdf >/dev/null 2>&1; echo $?)"
like 'with its total' 'Total CNY' "$(words empty.pdf)"
# What is settled stands on an invoice: 1000 + 13 % less a deposit of 300 leaves 830, less a credit of 50 + 13 % leaves 773.50.
fresh
{
	crm-customer add name=云帆 bill_street=杨高北路128号 bill_city=上海
	crm-product add name=水泵 code=P1 unit=unit price=1000 tax=vat13
	crm-invoice add customer=c1 subject=deposit
	crm-invoice line in1 add description=pump qty=20 price=50 tax=vat13
	crm-invoice issue in1
	crm-order add customer=c1 subject=泵站
	crm-order line so1 add product=pr1 qty=1
	crm-order plan so1 50%=signing 50%=delivery+2w
	crm-order invoice so1 --instalment=2 --issue
	crm-order deliver so1
} >made.txt 2>&1
closing() { text in1 -l en | grep -E '^ +(Total|Paid|Credit|Balance)' | sed 's/^ *//; s/   */ /' | tr '\n' '|'; }
is 'nothing is settled' 'Total CNY 1,130.00|' "$(closing)"
crm-payment allocate "$(crm-payment add customer=c1 amount=300)" in1 >/dev/null
is 'a deposit' 'Total CNY 1,130.00|Paid -300.00|Balance due CNY 830.00|' "$(closing)"
crm-invoice issue "$(crm-invoice credit in1 in1.1=1)" >/dev/null
is 'and what was credited' 'Total CNY 1,130.00|Paid -300.00|Credit notes -56.50|Balance due CNY 773.50|' "$(closing)"
like 'in Chinese' '应付余额 CNY' "$(text in1 -l zh_CN)"

# A part of a plan says which one it is, in the words of the page; what is delivered without an address of its own goes where the bill goes.
is 'a part of a plan' '第 2 期，共 2 期 泵站: 50% 发货后 2 周' "$(text in2 -l zh_CN | grep -oE '第 . 期，共 . 期|泵站: 50%.*周' | tr '\n' ' ' | sed 's/ $//')"
is 'in English' '2 of 2 泵站: 50% 2 weeks after delivery' "$(crm-print in2 -l en -f html -o - 2>/dev/null | grep -oE '2 of 2|泵站: 50%.*delivery' | tr '\n' ' ' | sed 's/ $//')"
like 'a delivery note has an address' '上海杨高北路128号' "$(text dn1 -l zh_CN)"

# A line of many characters is broken between words in every form, and in Chinese not before a mark that closes.
many=$(seq -f 'pump%04g' 0 1499 | tr '\n' ' ')
{
	crm-quote add customer=c1 subject=long
	crm-quote line q1 add description="$many" qty=1 price=1
	crm-quote line q1 add description="x$(awk 'BEGIN { for (i = 0; i < 2500; i++) printf "泵，" }')" qty=1 price=1
} >/dev/null
crm-print q1 -o long.pdf >/dev/null 2>&1
words() { grep -oE 'pump[0-9]{4}' | sort -u | wc -l | tr -d ' '; }
crm-print q1 -f html -o - >long.html 2>/dev/null
is 'no word is torn' '1500 1500 1500' "$(pdftotext long.pdf - | words) $(text q1 | words) $(words <long.html)"
is 'no line begins with a comma' 0 "$(grep -c '^，' long.html)"
is 'newlines between tags are not shown' '' "$(grep -E '^[^{]*(div|section|header)[^{]*\{[^}]*white-space: pre' long.html)"

# Signs that the font for Chinese leaves blank, or draws in part, are taken from another one.
ink() { # DESCRIPTION: dark pixels of its page
	crm-quote line q2 set 1 description="$1" >/dev/null
	crm-print q2 -l zh_CN -o ink.pdf >told 2>&1
	pdftoppm -r 100 -gray ink.pdf | tail -c +16 | od -An -v -tu1 -w1 | awk '$1 < 128' | wc -l
}
crm-quote add customer=c1 subject=signs >/dev/null
crm-quote line q2 add description=泵XX qty=1 price=1 >/dev/null
without=$(ink 泵XX)
for sign in ℃ ℉ ㎡ ¾ ⅓ ǎ Ⅴ; do
	[ "$(ink "泵XX$sign$sign$sign$sign$sign$sign")" -gt $((without + 80)) ]
	is "$sign leaves ink" 0 $?
done
ink 1½ >/dev/null
is 'a fraction is whole' yes "$(pdffonts ink.pdf | grep -qE 'DejaVu|Noto|SourceHan' && echo yes)"
is 'nothing is said of what is drawn' 0 "$(grep -c 'no font' told)"
ink "$(printf '\363\260\200\200')" >/dev/null
like 'what no font has is named' 'no font has U+F0000' "$(cat told)"
done_testing
