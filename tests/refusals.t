#!/bin/sh
# What a firm with records of every type is refused: each row is a command line, which ends with one line that says what is wrong and changes nothing.
# shellcheck disable=SC2016
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/firm.sh
. "$TESTS/firm.sh"

fresh
firm
is 'the firm is there' '' "$(cat "$T/error")"
printf '[]\n' >report.yaml
printf 'pipelines: {"A b": [{key: x, en: X, probability: 10, initial: yes}]}\n' >spaced.yaml
printf 'pipelines: {sales: [{key: won, en: X, probability: 100, initial: yes, outcome: won}]}\n' >won.yaml
printf 'fields: {customer: {rename: 5}}\n' >renamed.yaml
printf 'fiscal_year_start: 13\n' >month.yaml
printf 'c1\nx\n' >words
printf 'c1\tc2\nc1\tc99\n' >pairs
printf 'c1\tc1\n' >one
refuses() { fails "$1" "$2" "$3" sh -c "$3"; } # CODE PART COMMAND

# Days, filters, columns.
refuses 65 'due_on: lunar:2026-13-01: a year has no month 13' 'crm-task add x due_on=lunar:2026-13-01'
refuses 65 'due_on: lunar:2026-04-31: month 4 has no day 31' 'crm-task add x due_on=lunar:2026-04-31'
refuses 65 'due_on: the months of the Chinese calendar are known from 1900 to 2099' 'crm-task add x due_on=lunar:3026-04-01'
refuses 2 '--period: 2026-03..2026-01 ends before it begins' 'crm-customer count --by=class --date=created_at --period=2026-03..2026-01'
refuses 2 'total: 99999999999999999999: is too large' 'crm-invoice list total=99999999999999999999..'
refuses 2 '--having: first:name holds texts; filter the records instead' 'crm-customer count --by=class --columns=first:name --having=first:name=x'
refuses 2 '--having: it ends where a term should follow' "crm-customer count --by=class --having='count.gt=1 or'"
refuses 2 '--date: name holds no days' 'crm-customer count --by=class --date=name --period=2026'
refuses 2 '--date: deals.close_on leads to many records; a period applies to one day of each' 'crm-customer count --by=class --date=deals.close_on --period=2026'
refuses 2 'bill_city: a comparison takes one value, not a list' 'crm-customer list city.lt=a,b'
refuses 65 't1: about: q1.1 cannot be referred to by a field' 'crm-task set t1 about=q1.1'

refuses 65 'c1: parent: p1 is a contact, not a customer' 'crm-customer set c1 parent=p1'
refuses 65 't1: about: ch1 cannot be referred to by a field' 'crm-task set t1 about=ch1'
refuses 2 '-s requires the argument LIST' 'crm-customer list -s'
refuses 2 'a path has at most 8 steps' 'crm-customer list parent.parent.parent.parent.parent.parent.parent.parent.parent.name=x'
refuses 2 'there are at most 3 levels of groups' 'crm-deal count --by=stage,customer,contact,owner'
refuses 2 'c1 and c2..c3 are not two records to merge' 'crm-customer merge c1 c2..c3'

# Files, the schema, the database.
refuses 73 'cannot create a directory for the text (/nowhere/crm-edit.' 'TMPDIR=/nowhere crm-customer edit c1'
refuses 2 'q1.1 is part of a record; forget that one' 'crm-db forget q1.1'
refuses 2 "--preset: unknown preset 'googl'; did you mean 'google'?" 'crm-contact import all.csv --preset=googl'
refuses 2 "unknown word 'foo'; crm-db schema takes show, diff FILE or apply FILE" 'crm-db schema foo'
refuses 2 "'b': only one can be removed at a time" 'crm-db field remove customer a b'
refuses 2 '--key: balance cannot distinguish records; use external_id, email, phone or another plain field' 'crm-customer import all.csv --key=balance'
refuses 65 'all.csv:99: the file has no such line for --header-line, and none after it' 'crm-customer import all.csv --header-line=99'
refuses 65 "spaced.yaml:1:13: 'A b' is not the name of a pipeline; write letters a-z, digits and -" 'crm-db schema apply spaced.yaml'
refuses 65 "month.yaml:1:20: fiscal_year_start: '13' is not a month; write 1 to 12" 'crm-db schema apply month.yaml'
refuses 65 'won.yaml:1:21: pipelines.sales: no deal begins as won' 'crm-db schema apply won.yaml'
refuses 65 'renamed.yaml:1:29: fields.customer: rename takes lines of `name: …`' 'crm-db schema apply renamed.yaml'

# Standard input is named by its line.
refuses 65 "standard input:2: 'x' is not a reference; the first field of each line must be one like c12" 'crm-customer set - class=a <words'
refuses 1 'standard input:2: there is no customer c99' 'crm-customer merge - <pairs'
refuses 1 'standard input:1: c1 is one record: name two that are not the same' 'crm-dedupe reject - <one'
refuses 65 'standard input:1: two references separated by a TAB are expected: c12, then c40' 'echo c1 | crm-dedupe reject -'
refuses 65 'count.csv:1: ' 'crm-pricebook put pb1 --batch=count.csv'

# Plans of an import.
crm-customer import all.csv --plan=plan >"$T/made"
plan() { refuses "$1" "standard input$2" "sed '$3' plan | crm-customer import --apply=-"; } # CODE PART EDITED
plan 65 ':2: balance is calculated by the program and takes no value' 's/name=Zed/balance=5/'
plan 65 ":2: 'foo' is not an action; write add, update, fill or skip" 's/	add	/	foo	/'
plan 65 ":2: 'x' is not a line number" 's/^2/x/'
plan 1 ' was made after ch99999, and this copy of the database ends with ch' '1s/[0-9]*$/99999/'
plan 65 ':1: the last change is not a number' '1s/[0-9]*$/x/'
plan 1 ' is a plan for crm-contact import' '1s/customer/contact/'
plan 65 ":1: 'foo=1' is not an option of a plan" '1s/$/	foo=1/'
plan 65 ":2: '-' is not a reference to a customer" 's/	add	/	update	/'
plan 65 ":2: 'p1' is not a reference to a customer" 's/	add	-/	update	p1/'
plan 1 ':2: there is no customer c99' 's/	add	-/	update	c99/'
plan 1 ':2: c1 cannot be kept: customers have been added here since the plan was made; make it again with --plan' 's/	add	-/	add	c1/'
plan 65 ':2: a line of a plan has line, action, ref, why, and then field=value, separated by TABs' 's/	add	.*/	add/'
plan 65 ':1: a plan of another version; make it again with --plan' '1s/	1	/	9	/'

# Reports and targets.
refuses 2 "top: 'x' is not a whole number" 'crm-report run top-customers top=x'
refuses 2 'by: write person, or person and a span of time: by=person,week' 'crm-report run activity by=team'
refuses 2 'by: write person, or person and a span of time: by=person,week' 'crm-report run activity by=person,hours'
refuses 2 "there is no parameter 'recency'; there are on, rate_on" 'crm-report run rfm recency=x'
refuses 2 'period: say which months: period=2026' 'crm-report run forecast period='
refuses 2 'c1 is no report' 'crm-report run c1'
refuses 2 "--unit takes one of k|m|万, not 'x'" 'crm-report run pipeline --unit=x'
refuses 2 'join: name two or more reports and what they have in common: sales targets on=month' 'crm-report run join=rp1,rp2'
refuses 65 "parameters: 'x' is not NAME=DEFAULT, NAME: VALUES, NAME.VALUE=TEXT or [NAME=VALUE]" 'crm-report add name=x from=deal group=stage parameters=x'
refuses 2 'period: of which field? name it: date=created_at' 'crm-report run from=deal group=stage period=2026'
refuses 2 'date: name holds no days' 'crm-report run from=deal group=stage date=name period=2026'
refuses 2 "period: 1001d: 'd' is not understood here" 'crm-report run sales period=1001d'
refuses 2 'contest: say which: crm-report run contest contest=Q2' 'crm-report run contest'
refuses 65 'report.yaml: it holds no definition: lines such as name: …, from: … (0)' 'crm-report add --file=report.yaml'
refuses 2 "layout: 'foo' is not one of list, summary, matrix" 'crm-report run from=deal layout=foo'
refuses 2 'period: of which field? name it: date=created_at' 'crm-report run from=deal layout=list columns=name period=2026'
refuses 2 'from: name the record type that is reported: from=deal' 'crm-report run group=stage'
refuses 2 'parts: it is made of reports: run them one by one' 'crm-report run parts=rp1,rp2'
refuses 2 'name a report, or say what it is of: crm-report run pipeline, crm-report run from=deal group=stage; crm-report list has them all' 'crm-report run'
refuses 2 '--mail takes reports and parameters; what is in the mail is what the report says' 'crm-report run rp1 --mail --sort=count'
refuses 2 '--mail takes reports by name: crm-report run rp1 --mail' 'crm-report run from=deal --mail'
refuses 2 "--columns: there is no column 'nope'; there are stage, count, sum:amount, sum:weighted, currency" 'crm-report run pipeline --columns=nope'
refuses 1 "rp1: name: 'c1' would be read as a reference; give it another one" 'crm-report set rp1 name=c1'
crm-report set rp2 recipients=mei mail_to= >"$T/made"
refuses 1 'Calls: the user mei has no e-mail address' 'crm-report run rp2 --mail'
refuses 1 'the weights of a split are whole numbers above 0 that can be summed' 'crm-target split tg1 by=person weights=mei:0'
crm-target add person=mei measure=received period=2026-03 value=5 >"$T/made"
refuses 1 '2026-03 is a month; it has no months to be split into' 'crm-target split tg3 months=even'
refuses 1 'tg3 is of a person; split it by months: crm-target split tg3 months=even' 'crm-target split tg3 by=person weights=root:1'
refuses 1 'there is nothing a year before 2026 to be proportional to; write months=even' 'crm-target split tg1 months=seasonal'
refuses 2 "'mei': a part is written mei:3" 'crm-target split tg1 by=person weights=mei'
refuses 65 "'mei:-1': a part is not below zero" 'crm-target split tg1 by=person values=mei:-1'
crm-target add person=mei measure=visits period=2026 >"$T/made"
refuses 1 'tg4 has no value to be split' 'crm-target split tg4 months=even'
refuses 2 "by: 'foo' is neither person nor team" 'crm-target split tg1 by=foo weights=mei:1'
refuses 2 "months: 'foo' is neither even nor seasonal" 'crm-target split tg1 months=foo'

# Documents, payments, prices, stock.
refuses 2 'name the customer: crm-customer balance c1' 'crm-customer balance'
refuses 2 '--instalment counts from 1' 'crm-order invoice so3 --instalment=0'
refuses 2 'new_serial: several lines are exchanged; write dn12.1.new_serial=…' 'crm-delivery exchange dn1 new_serial=A reason=x'
crm-delivery cancel dn1 >"$T/made"
refuses 1 'dn1 is cancelled, so nothing of it is out' 'crm-delivery return dn1 reason=x'
refuses 2 'name what is due: crm-invoice plan in12' 'crm-invoice plan'
refuses 2 'name what to explain: crm-quote explain q12' 'crm-quote explain'
refuses 2 'name the order: crm-order plan so12 30%=signing 70%=delivery' 'crm-order plan'
refuses 1 'so4 is closed, so no instalments can be planned' 'crm-order plan so4 100%=signing'
refuses 1 'in1: kind: in1 is issued, so its kind cannot be changed' 'crm-invoice set in1 kind=opening'
crm-bill cancel bl1 >"$T/made"
refuses 1 'bl1 is cancelled, so nothing is owed on it; there is nothing to credit' 'crm-bill credit bl1 supplier_number=K'
refuses 1 'original: bl1 is cancelled, so there is nothing to credit' 'crm-bill add supplier=su1 kind=credit-note original=bl1 supplier_number=K'
refuses 65 'q1: shipping: it must not be negative; a deduction is an adjustment' 'crm-quote set q1 shipping=-1'
refuses 65 'q1: discount_amount: it must not be negative; a surcharge is an adjustment' 'crm-quote set q1 discount_amount=-1'
refuses 65 'q1.1: discount_amount: it must not be negative' 'crm-quote line q1 set 1 discount_amount=-1'
refuses 2 "'x' is not an assignment; products come first, then field=value" 'crm-quote line q1 add pr1 qty=1 x'
refuses 2 "unexpected operand 'a=b': rm takes only the numbers of lines" 'crm-quote line q1 rm 1 a=b'
refuses 2 'q1..q2 names 2 quotes; lines belong to one' 'crm-quote line q1..q2 add pr1'
refuses 2 'say what to do with the line: crm-quote line q1.1 set qty=5, or crm-quote show q1.1' 'crm-quote line q1.1'
refuses 1 'currency: in1, which it corrects, is in CNY' 'crm-invoice add customer=c1 kind=credit-note original=in1 currency=USD'
refuses 1 'in3 is draft, so nothing is owed on it; there is nothing to credit' 'crm-invoice credit in3'
crm-order cancel so1 >"$T/made"
refuses 1 'order: so1 is cancelled; crm-order copy so1 creates a new one' 'crm-invoice add customer=c1 order=so1'
refuses 1 'so1 is cancelled, so nothing of it is open; crm-order copy so1 creates a new one' 'crm-order invoice so1'
refuses 65 'q1: tax_number: 91310000MA1K00000X: the check digit should be 6, not X' 'crm-quote set q1 tax_number=91310000MA1K00000X'
refuses 65 'q1: rate: it must be greater than zero' 'crm-quote set q1 rate=-1'
refuses 65 'q1.1: price: it must not be negative; a deduction is a discount, or the adjustment of the document' 'crm-quote line q1 set 1 price=-1'
refuses 2 '--convert and --keep are for documents that are named, not for their lines or --batch' 'crm-quote set q1.1 qty=2 --keep'
refuses 2 'revision cannot be set: it is maintained by the program' 'crm-order set so1 revision=5'
refuses 1 'po3: contact: po3 is approved, so it cannot be changed' 'crm-purchase set po3 contact=Li'
crm-product set pr1 sold_until=2026-01-01 >"$T/made"
refuses 1 'pr1: product: pr1, Product A, was sold until 2026-01-01; crm-product set pr1 sold_until= puts it on sale again' 'crm-quote line q2 add pr1 qty=1'
crm-product set pr2 sold_from=2027-01-01 >"$T/made"
refuses 1 'pr2: product: pr2, Product B, is sold from 2027-01-01 only' 'crm-quote line q2 add pr2 qty=1'
refuses 65 'kind: a payment goes to a supplier; money back to a customer is a refund' 'crm-payment add kind=payment customer=c1 amount=3'
refuses 1 'original: pay1 belongs to somebody else' 'crm-payment add kind=refund customer=c2 amount=3 original=pay1'
refuses 1 'currency: pay1 is in CNY; a refund of it must be too' 'crm-payment add kind=refund customer=c1 amount=3 original=pay1 currency=USD'
refuses 2 "'in1=5': the claim was named before; name it once, with one amount" 'crm-payment allocate pay1 in2=5 in1=5 in1=5'
refuses 2 "'in1': the claim was named before; name it once, with one amount" 'crm-payment allocate pay1 in2=5 in1 in1'
refuses 65 'amount: it must be greater than zero; money paid back is a refund: kind=refund' 'crm-payment add customer=c1 amount=0'
refuses 1 'there is no payment pay99' 'crm-payment allocate pay99'
crm-payment add kind=refund customer=c1 amount=3 original=pay1 >"$T/made"
refuses 1 'pay4: pay4 is a refund: name the credit note that it pays' 'crm-payment allocate pay4'
refuses 65 'pay2.1: an allocation pays an invoice or a bill: write invoice=… or bill=…' 'crm-payment set pay2.1 invoice='
refuses 1 'pay2.1: an allocation cannot be moved; release it and allocate again' 'crm-payment set pay2.1 invoice=in2'
refuses 2 'name the price book: crm-pricebook prices pb1' 'crm-pricebook prices'
refuses 2 "'foo=1': write on=DAY for the rates of another day than today" 'crm-pricebook prices pb1 foo=1'
refuses 2 '--batch takes its prices from the file' 'crm-pricebook put pb1 --batch=count.csv price=3'
refuses 2 'min_qty: it must not be negative' 'crm-pricebook drop pb1 pr1 min_qty=-1'
refuses 2 'name the product: crm-product stock pr3 set=12 reason=count' 'crm-product stock set=1 reason=x'
refuses 2 'name the products: crm-product list stock=low | crm-purchase reorder -' 'crm-purchase reorder'

# Service.
crm-task add free >"$T/made"
lines=$(printf 'a\nb')
export lines
refuses 1 't2 leads to no customer' 'crm-mail add t2 --group-by=customer template=hello'
refuses 2 'name the records, or - for standard input: crm-mail add - --group-by=customer template=payment-1' 'crm-mail add --group-by=customer template=hello'
refuses 65 'subject: it has a line break, which a header of a mail cannot have' 'crm-template add name=z body=x subject="$lines"'
refuses 65 'schema.yaml:1: this is not a mail: it has none of the headers From, To, Date, Subject and Message-ID' 'crm-mail import schema.yaml'
refuses 65 "standard input:1: this is not a mail: it begins with neither 'From ' nor a header" 'echo hello | crm-mail import -'
refuses 2 'name what to assign, or - for standard input: crm-lead assign - how=least-busy' 'crm-lead assign'
refuses 2 'the last day is before the first' 'crm-calendar month from=2026-03-10 to=2026-03-01'
refuses 2 'name a file: crm-file get f1 -o contract.pdf' 'crm-file get'
refuses 2 '--print is for one event: crm-event invite e12 --print' 'crm-event invite e1 e1 --print'
refuses 2 "unexpected operand 'x': crm-remind list takes no operands" 'crm-remind list x'
refuses 2 "unexpected operand 'x': crm-remind test takes no operands" 'crm-remind test x'
refuses 2 "unexpected operand 'x': crm-remind install takes no operands" 'crm-remind install x'
refuses 2 'name what is to be sent again: crm-remind retry rm12' 'crm-remind retry'
refuses 2 'name a template and a record to fill it in from: crm-template preview offer for=p7' 'crm-template preview'
refuses 2 "'foo': write crm-template preview offer for=p7 about=d2" 'crm-template preview hello foo'
refuses 2 "unexpected operand 'x': crm-template builtin takes no operands" 'crm-template builtin x'
refuses 2 'name the ticket: crm-ticket path tk1' 'crm-ticket path'
refuses 74 'cannot write standard output: No space left on device' 'crm-calendar export user=all >/dev/full'
refuses 74 '/dev/full: cannot write the file: No space left on device' 'crm-file get f1 -o /dev/full'
done_testing
