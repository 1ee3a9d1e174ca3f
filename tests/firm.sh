# shellcheck shell=sh
# A firm with records of every type, and documents in every state, for what is tried with every verb (verbs.sh). What it says of errors is in $T/error.
firm() {
	printf 'company: {name: Firm}\n' >schema.yaml
	{
		crm-db schema apply schema.yaml
		crm-user add login=mei name=Mei
		crm-campaign add name=Spring
		for name in Alpha Beta Gamma Delta; do crm-customer add name=$name; done
		crm-contact add name=Ann customer=c1 phone=13800138000
		crm-contact add name=Bea customer=c1
		crm-lead add name=Leo company=Firm
		crm-lead add name=Lea company=Other
		crm-deal add name=Pumps customer=c1 amount=1000 close_on=eom
		crm-deal add name=Seals customer=c1 close_on=eom
		crm-task add subject=call about=c1
		crm-event add subject=fair starts_at=tomorrow about=c1
		crm-note add title=remark about=c1
		crm-supplier add name=Works
		crm-supplier add name=Mill
		for code in A B C D; do crm-product add name="Product $code" code=$code price=100 tax=vat13 supplier=su1 reorder_level=50; done
		crm-product stock pr1 pr2 pr3 set=20 reason=opening
		crm-pricebook add name=List
		crm-pricebook put pb1 pr1 pr2 price=90
		crm-rate add currency=EUR rate=7.8 valid_from=2026-03-01
		crm-folder add name=Sales
		crm-folder add name=Service
		crm-report add name='Open deals' folder=Sales from=deal where='stage!=won,lost' group=stage columns=count,sum:amount
		crm-report add name='Calls' from=event layout=list columns=subject,starts_at mail_to=boss@example.com
		for subject in draft draft issued reviewed accepted expired; do
			quote=$(crm-quote add customer=c1 subject=$subject)
			crm-quote line "$quote" add pr1 pr2 qty=1
		done
		crm-quote issue q3 q4 q5 q6
		crm-quote review q4
		crm-quote accept q5
		crm-quote expire q6
		for subject in draft draft open closed invoiced; do
			order=$(crm-order add customer=c1 subject=$subject)
			crm-order line "$order" add pr1 pr2 qty=2
		done
		crm-order add customer=c1 subject=rent repeat=FREQ=MONTHLY
		crm-order line so6 add pr3
		crm-order approve so3 so4 so5 so6
		crm-order invoice so4 so5 --issue
		crm-order close so4
		crm-order deliver so5
		for subject in draft draft; do crm-invoice line "$(crm-invoice add customer=c1 subject=$subject)" add pr3 qty=1; done
		crm-fapiao add customer=c1 invoices=in1 number=26312000000012345678 net=100 tax=13
		for subject in draft draft open billed; do crm-purchase line "$(crm-purchase add supplier=su1 subject=$subject)" add pr1 pr2 qty=3 price=0; done
		crm-purchase approve po3 po4
		crm-purchase bill po4
		crm-purchase line "$(crm-purchase add supplier=su1 subject=closed)" add pr1 qty=3 price=0
		crm-purchase receive po5
		crm-purchase close po5
		crm-payment add customer=c1 amount=100
		crm-payment add customer=c1 amount=50
		crm-payment allocate pay2 in1=20
		crm-payment add customer=c1 amount=70
		crm-asset add product=pr3 customer=c1 serial=X1
		crm-ticket add as1 leak fault=leak
		crm-ticket add customer=c1 question category=question
		crm-ticket close tk2 solution=answered
		crm-ticket add customer=c1 invoice
		crm-faq add 'How is it opened?' answer='With the key.' status=published
		crm-faq add 'How is it closed?' answer='With the key.'
		crm-customer merge c3 c4
		echo text | crm-file add c1 - name=a.txt
		echo text | crm-file add c1 - name=b.txt
		crm-template add name=hello subject='Hello {{recipient.name}}' body='{{list}}'
		crm-template add name=bye body='Goodbye {{contact.name|you}}'
		crm-mail add to=ann@example.com subject=first
		crm-mail add to=bea@example.com subject=second about=c1
		crm-target add team=east measure=received period=2026 value=1000
		crm-target add team=west measure=received period=2026 value=1000
	} >"$T/made" 2>"$T/error"
	base=$CRM_DB
	sqlite3 "$base" 'pragma wal_checkpoint(truncate)' >/dev/null
	printf '#!/bin/sh\nsed "s/^\\(notes\\|name\\):.*/\\1: 9/" "$1" >"$1.new" && mv "$1.new" "$1"\n' >"$T/editor"
	chmod +x "$T/editor"
	EDITOR=$T/editor
	export EDITOR
	printf 'name\nZed\n' >all.csv
	printf 'code,qty\nA,7\n' >count.csv
}
