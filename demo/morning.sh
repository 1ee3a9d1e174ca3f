#!/bin/sh
# A morning's work with the real tools on the demo data: `make demo`.
#
# CRM_BIN  directory of the executables
# CRM_DB   path of the database; what stands there is REMOVED and made anew
set -eu
# A failure at the head of a pipe counts too, where the shell can tell: POSIX has pipefail since 2024.
# shellcheck disable=SC3040
if (set -o pipefail) 2>/dev/null; then
	set -o pipefail
fi

: "${CRM_BIN:?set it to the directory of the executables}"
: "${CRM_DB:?set it to the path of the database to make}"
case $CRM_DB in
/*) ;;
*) CRM_DB=$PWD/$CRM_DB ;;
esac
CRM_BIN=$(cd "$CRM_BIN" && pwd)
PATH=$CRM_BIN:$PATH
# The clock stands still, so that every run prints the same.
CRM_NOW='2026-03-05T09:00:00+08:00'
PAGER='cat'
export CRM_DB CRM_NOW PAGER PATH
unset CRM_USER
cd "$(dirname "$0")/.."
rm -f "$CRM_DB" "$CRM_DB"-wal "$CRM_DB"-shm

# Each line below is printed and then run; a line that begins with # is a heading.
while IFS= read -r line; do
	case $line in
	'') continue ;;
	'#'*) printf '\n%s\n' "$line" ;;
	*)
		printf '$ %s\n' "$line"
		eval "$line" </dev/null
		;;
	esac
done <<'MORNING'
# Create a database, a custom field and a filter, and two colleagues
crm-db init "$CRM_DB"
crm-db schema apply demo/schema.yaml
crm-user add login=mei name=梅晓芳 title=销售经理 email=mei@pumps.example
crm-user add login=wang name=王强 title=销售代表 email=wang@pumps.example
export CRM_USER=mei

# Import the existing data: contacts.csv is GBK with Chinese headers, as Excel on Chinese Windows writes it
crm-customer import demo/customers.csv >/dev/null
crm-contact import demo/contacts.csv >/dev/null
crm-contact list customer=上海海澄泵业有限公司 --format table
crm-campaign import demo/campaigns.csv
crm-deal import demo/deals.csv
crm-lead import demo/leads.csv

# Importing the same file again creates no duplicates
crm-lead import demo/leads.csv --key external_id --on-duplicate skip >/dev/null
crm-lead count

# Assign the leads from the conference to Mei, with a task for each
crm-lead list status=new source=conference | crm-lead set - owner=mei status=contacted campaign=cp1
crm-lead list owner=mei | crm-task add - subject='first call' due_on=+2d

# Convert two of them: the first is a new customer, the second works for an existing one
crm-lead convert l3 deal.name='造价咨询 2026' deal.amount=120000 deal.close_on=eoq
crm-lead convert l5 deal.name='青禾新产品线' deal.amount=6.5万 deal.close_on=2026-05-15

# Assign deals, and record the roles in the largest one
crm-deal list stage=proposal,qualification | crm-deal set - owner=wang
crm-deal set d5 contacts=p29:champion,p30:gatekeeper probability=45

# Log a call and a message
crm-event log l6 kind=call subject='Intro call with Emma'
echo '质保两年可以，请周五前把合同发来。👍' | crm-event log p1 kind=message channel=wechat direction=in subject='循环泵合同' --file outcome=-

# List what has to be done today
crm-deal list @open close_on=..eom | crm-task add - subject='催进度：{{name}}' due_on=today priority=high
crm-task add subject='祝曹部长生日快乐 🎂' about=p29 due_on=today
crm-task add subject='send data sheets, English' about=d6 due_on=yesterday owner=wang
crm-task list @today --sort=-priority,due_on --format table

# Show the pipeline
crm-deal list @open --columns=customer.name,stage,amount,weighted,close_on --sort=stage --format table

# List the deals in Shanghai of 50,000 or more, by customer
crm-deal list customer.city=上海 amount=50000.. --columns=customer.name,stage,amount | sort -t"$(printf '\t')" -k2 | head

# Import the suppliers and products, record the stock, and create a price book for one customer
crm-supplier import demo/suppliers.csv >/dev/null
crm-product import demo/products.csv >/dev/null
crm-product import demo/sources.csv --key code --on-duplicate update >/dev/null
crm-rate add currency=EUR rate=7.85 valid_from=2026-01-01
crm-product list category=pumps | crm-product stock - set=3 reason=opening >/dev/null
crm-pricebook add name='代理价 2026' currency=CNY valid_from=2026-01-01 customers=c1
crm-product list category=pumps | crm-pricebook put pb1 - discount=15 >/dev/null
crm-product price pr3 customer=c1 qty=2 --format table

# Create a quote whose prices include tax, show every step of its totals; issue, print, revise and order it
crm-quote add customer=c1 deal=d2 subject='泵站 2026' valid_until=+30d prices_include_tax=yes
crm-quote line q1 add product=pr3 qty=2 comment='含底座 with base'
crm-quote line q1 add product=pr9 qty=2 discount=5%
crm-quote explain q1
crm-quote issue q1
crm-print q1 -o - >"${CRM_DB%.db}-quote.pdf"
crm-print q1 --language both --format text -o -
crm-quote revise q1
crm-quote order q2
crm-order plan so1 30%=signing 60%=delivery 10%=delivery+12mo

# Record a deposit, a delivery with a serial number, the invoice for what was delivered, and its tax invoice
crm-payment add customer=c1 order=so1 amount=30000 method=transfer paid_on=today
crm-order deliver so1 so1.1=1 serial=A77
crm-order invoice so1 --delivered --issue
crm-payment allocate pay1 in1=20000
crm-fapiao add invoices=in1 kind=special number=26312000000012345678 issued_on=today
crm-invoice list --columns=+payment,fapiao --format table
crm-customer balance c1 --format table
crm-product stock pr3 --explain

# Import a bank statement, in GBK: look at the plan, then import what is unambiguous, and see what is left to decide. Importing the same file again adds nothing
crm-payment import demo/bank.csv --plan - | cut -f 2,4- || true
crm-payment import demo/bank.csv --keep-going || true
crm-payment import demo/bank.csv --keep-going >/dev/null 2>&1 || crm-payment count
crm-payment list --columns=+allocated --format table

# Create dunning tasks, one for each overdue invoice even if run daily, and reorder what is low in stock
crm-invoice list overdue=yes | crm-task add - --key external_id external_id='dun1-{{ref}}' --on-duplicate skip subject='催款 {{customer.name}} {{overdue_amount}}'
crm-product list stock=low | crm-purchase reorder -
crm-purchase list --format table

# Show one customer and its history, and undo and redo a change
crm-customer list @shanghai class=A --columns=name,phone,x_pump
crm-customer set c1 x_pump=42 tags+=vip
crm-customer show c1
crm-history c1
crm-undo ; crm-redo

# Check the database
crm-db check && echo 'no findings'
MORNING
