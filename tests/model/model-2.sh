#!/bin/sh
# Found by tests/model/run; all of the operations, since without the visits between them they do not fail.
# diff: a command of crm-db diff ended with 1: crm-invoice: status: a new invoice is draft; add its lines, then change it to issued
# 
# crm-event add subject=asked kind=message channel=wechat direction=out starts_at=2026-03-08T02:00:00Z all_day=no status=held priority=normal visibility=public about=c1 owner=u1 # e2
# crm-quote add customer=c1 subject=null stage=draft bill_state=B currency=CNY prices_include_tax=no tax_mode=individual owner=u1 # q4
# crm-quote add customer=c1 subject='~' stage=draft currency=CNY prices_include_tax=no tax_mode=individual owner=u1 # q5
# crm-quote add customer=c3 subject=上海泵业有限公司 stage=draft currency=CNY prices_include_tax=no tax_mode=individual owner=u1 # q6
# crm-quote add customer=c3 subject='=1+1' stage=draft ship_street='~' currency=CNY prices_include_tax=no tax_mode=individual shipping=1898.46 owner=u1 # q7
# crm-invoice add customer=c1 order=so1 kind=credit-note original=in1 status=issued issued_on=2026-03-09 due_on=2026-04-30 payment_terms=eom+30 currency=CNY rate=1 prices_include_tax=no tax_mode=individual owner=u1 # in2
# # l1: the program itself maintains converted_contact
# # pb1: the program itself maintains last_entry
# # q2: the program itself maintains subtotal, last_line, total
# crm-contact rm p2
# # pb1: its pricebook_entries differ; no command above makes them the same
# # q2: its quote_lines differ; no command above makes them the same
# # in2: its invoice_lines differ; no command above makes them the same
# # pr2: its stock_movements differ; no command above makes them the same
PATH=${CRM_BIN:?}:$PATH; export PATH LC_ALL=C.UTF-8 TZ=UTC
CRM_DB=$(mktemp -d)/x.db; export CRM_DB
export CRM_NOW=2026-03-05T01:00:00Z
crm-db init "$CRM_DB" zone=Asia/Shanghai currency=CNY country=86 area=21
crm-user add login=mei name=Mei
crm-user add login=bob name=Bob
crm-customer add name=Alpha payment_terms=eom+30
crm-customer add name=Beta bill_city=Bonn
crm-contact add name=Ann customer=c1
crm-lead add name=Lea company=Gamma
crm-supplier add name=Sup
crm-product add name=Pump code=K100 price=12.5 cost=8 tax=vat13 supplier=su1 reorder_level=5
crm-product add name=Valve code=K101 price=0.035 cost=0.01 tax=vat6
crm-product add name=Service price=800
crm-product stock pr1 set=50 reason=opening
crm-product stock pr2 set=20.5 reason=opening
crm-pricebook add name=Book customers=c1
crm-pricebook put pb1 pr1 price=11 min_qty=10
crm-deal add name=Deal customer=c1 close_on=eom amount=1000
crm-order add customer=c1
crm-order line so1 add product=pr1 qty=6
crm-order line so1 add product=pr2 qty=2.5 discount=10
crm-order approve so1
printf %s 'fields: {product: {x_rival: {kind: ref, target: customer, label: Rival}}}
' | crm-db schema apply -
# here the long invariants were asked: undo and redo of the newest change, an earlier day, export and import, diff
crm-product rm pr1
crm-payment add customer=c2 paid_on=2026-03-04 amount=3048.31 kind=receipt 'payer_name=🙂 ok' method=acceptance
crm-dedupe reject p1 p1
crm-pricebook put pb1 pr1 price=10.5 min_qty=10
printf %s 'pipelines: {service: [{key: request, en: Request, zh: 申请, probability: 50, initial: yes}, {key: signed, en: Signed, zh: 已签, probability: 100, outcome: won}, {key: declined, en: Declined, zh: 已拒, probability: 0, outcome: lost}]}
' | crm-db schema apply -
crm-order add customer=c1 contact=p1 'ship_street=back\slash'
crm-product add name=yes price=34 cost=61.9 tax=vat0
printf %s 'fields: {customer: {}}
' | crm-db schema apply -
crm-order invoice so1
crm-fapiao add number=00000490 invoices=in1 net=5 tax=0 issued_on=today kind=other
crm-invoice line in1 add product=pr3 qty=1
printf %s 'p1	wechat=東京精機
p1	do_not_email=no
' | crm-contact set --batch=-
crm-invoice line in1 move 2 before=2
crm-invoice line in1 rm 3
crm-undo
crm-invoice line in1 add 'description=安装' price=-5 qty=2.25
crm-dedupe reject c1 c1
crm-product stock pr2 set=20 reason=counted
crm-pricebook put pb1 pr3 price=10.5
crm-lead convert l1 --activities=customer
# here the long invariants were asked: undo and redo of the newest change, an earlier day, export and import, diff
crm-payment allocate pay1
crm-invoice line in1 move 2 after=2
crm-payment allocate pay1
crm-product stock pr3 set=20 reason=counted
crm-order copy so2
printf %s 'l1	title=C
' | crm-lead set --batch=-
crm-order reopen so3
crm-order close so3
crm-invoice line in1 set 2 discount=15
crm-undo
crm-deal stage d1 qualification
crm-invoice cancel in1
crm-undo ch42
crm-undo
crm-event add 'subject=O'\''Brien & Söhne' 'starts_at=2026-03-08 09:30'
crm-product stock pr4 set=7.5 'reason=盘点'
crm-undo
crm-pricebook set pb1 valid_from=2026-03-05 owner=u2 standard=
crm-order approve so2
env 'VISUAL=sed -i -e s/^tags:.*/tags:\x20new/' crm-customer edit c1
# here the long invariants were asked: undo and redo of the newest change, an earlier day, export and import, diff
crm-invoice cancel in3
crm-order approve so2
crm-undo --last=2
crm-lead add 'name=$HOME `x`' 'company=李明' website=https://pump.example/
crm-order line so1 add product=pr2 qty=2 discount=33.3333
printf %s 'taxes: {green: ~}
' | crm-db schema apply -
crm-order approve so2
crm-purchase reorder pr2
printf %s 'taxes: {green: {en: Green, zh: 绿, rate: 3}}
' | crm-db schema apply -
crm-deal stage d1 qualification
printf %s 'filters: {customer: {big: +big}}
' | crm-db schema apply -
env 'VISUAL=sed -i -e s/^notes:.*/notes:\x20edited/' crm-deal edit d1
crm-customer rm c3 c2
crm-undo
crm-purchase add supplier=su1 ordered_on=2026-03-07
printf %s 'customer,subject,tax_address
"c1","=1+1","#hash"
"c1","Émile","🙂 ok"
"c3","上海泵业有限公司","=1+1"
' | crm-quote import -
crm-undo
crm-redo
printf %s '	about=
	tags=big,Follow up,old-client
' | crm-note set --batch=-
crm-invoice issue in1
# here the long invariants were asked: undo and redo of the newest change, an earlier day, export and import, diff
crm-event log c1 asked channel=wechat 'starts_at=2026-03-08 10:00'
crm-fapiao add number=F16 invoices=in1 net=4627.66 tax=vat13
crm-invoice credit in1
crm-payment add customer=c2 paid_on=2026-03-07 amount=2539.69 order=so1 'tags=Follow up,Follow up' external_id=E23
crm-invoice issue in2
crm-user rm u1
crm-dedupe reject l3 l2
crm-contact rm p2 --cascade
crm-order line so1 add product=pr3 qty=10 discount=100 tax=vat13,vat6
crm-quote line q2 add product=pr3 qty=3
crm-pricebook put pb1 pr4 price=9 min_qty=10
crm-lead set l3 industry=transportation notes=
crm-invoice line in2 add product=pr3 qty=1 price=1.999999
crm-quote review q3
crm-quote add customer=c1 subject=null bill_state=B
printf %s 'customer,subject
"c1","~"
"c3","上海泵业有限公司"
' | crm-quote import -
crm-deal stage d1 signed
crm-quote line q6 move 1 before=1
crm-quote add customer=c3 subject==1+1 'ship_street=~' currency=CNY shipping=1898.46
crm-product stock pr2 set=0 'reason=盘点'
# here the long invariants were asked: undo and redo of the newest change, an earlier day, export and import, diff
crm-db check
