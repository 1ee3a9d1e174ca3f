#!/bin/sh
# Found by tests/model/run; as short as it was found.
# promise: the new line is so1.3, expected so1.1
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
crm-undo --last=3
printf %s '	discount_amount=412.54
' | crm-quote set --batch=-
crm-order line so1 add product=pr2 qty=3 price=0 tax=vat13
crm-db check
