# shellcheck shell=sh
# Two years of a firm, made by the tools on the days when things happened: what the shipped reports are checked on.
#
# It has empty fields of every kind; customers, deals and documents in three currencies whose rates changed; 29 February; a customer merged last month; an
# order cancelled after its period; a deal with three events and two quotes; credit notes, partial payments, refunds and advances; discounts of lines and
# of documents; lines without cost or product; equal revenues; times that are on different days in Shanghai and Berlin, and in the hour that Berlin has twice.
# Products are below their levels for reordering because they are few, or because they are reserved; orders that repeat end soon.
# The clock is then at Tuesday, 31 March 2026, 18:00 in Shanghai.
sales_firm() {
	at() { CRM_NOW=$1 && export CRM_NOW; }
	at 2024-01-02T09:00:00+08:00
	printf 'company: {name: Firm}\n' >schema.yaml
	crm-db schema apply schema.yaml
	printf 'login,name,team\nmei,Mei,east\nlin,Lin,east\nbob,Bob,west\n' | crm-user import -
	printf 'name\nWorks\nMill\n' | crm-supplier import -
	printf 'currency,rate,valid_from\nEUR,7.8,2024-01-01\nEUR,7.5,2025-07-01\nEUR,8,2026-03-31\nJPY,0.05,2024-01-01\nJPY,0.0487,2026-01-01\n' | crm-rate import -
	cat >products.csv <<-'CSV'
	code,name,category,unit,price,cost,supplier,reorder_level,tax,active
	PUMP,Pump,pumps,piece,1000,600,Works,600,vat13,yes
	SEAL,Seal,parts,piece,50,20,Works,360,vat13,yes
	MOTOR,Motor,motors,piece,800,,Mill,,vat13,yes
	HOUR,Hour of service,service,hour,300,150,,,,yes
	VALVE,"Valve, big",parts,piece,120.5,80,Mill,485,vat13,yes
	OLD,Old pump,,piece,10,9,,,,no
	CSV
	crm-product import products.csv
	cat >customers.csv <<-'CSV'
	name,kind,class,region,currency,owner,birthday,founded_on,source,phone,email,lifecycle,city
	上海海澄泵业有限公司,company,A,华东,CNY,mei,,1998-03-31,conference,021-55556666,info@haicheng.example,buyer,上海
	Müller GmbH,company,B,Europe,EUR,bob,,2001-12-31,web-site,+49 89 1234567,kontakt@mueller.example,buyer,München
	東京精機,company,,Asia,JPY,mei,,,,,,potential,東京
	李明,person,C,华东,CNY,,1980-02-29,,word-of-mouth,13800138000,,prospect,苏州
	Beta Ltd,company,C,,CNY,lin,,,cold-call,,beta@beta.example,buyer,
	Gamma,company,B,华南,CNY,lin,,2010-04-05,,,,buyer,广州
	Delta,company,B,华南,CNY,mei,,,,,,buyer,深圳
	海澄旧,company,,华东,CNY,mei,,,,,,potential,上海
	Silent,company,,华东,CNY,lin,,,conference,,,potential,
	Lost,company,C,Europe,EUR,bob,,,,,,lost,Berlin
	CSV
	crm-customer import customers.csv
	printf 'name,customer,birthday,phone,email\n王芳,上海海澄泵业有限公司,1985-04-02,13912345678,wang@haicheng.example\nJürgen,Müller GmbH,--02-29,,jg@mueller.example\n自由人,,1990-12-01,,\nRita,Beta Ltd,,,\n' | crm-contact import -
	printf 'name,type,status,starts_on,ends_on,budget,actual_cost,expected_revenue\nSpring fair,trade-show,completed,2025-03-01,2025-03-31,10000,12000,50000\nMailing,direct-mail,active,2026-01-01,,3000,,9000\n' | crm-campaign import -
	crm-product stock pr1 pr2 pr5 set=500 reason=opening

	at 2025-03-10T10:00:00+08:00
	cat >leads.csv <<-'CSV'
	name,company,source,status,campaign,owner,currency,annual_revenue
	Ada,Ada AG,trade-show,new,cp1,mei,EUR,1000000
	Ben,Ben & Co,trade-show,contacted,cp1,lin,CNY,
	Cai,Cai 公司,conference,new,,mei,CNY,
	Dan,,web-site,junk,,,CNY,
	CSV
	crm-lead import leads.csv
	at 2025-03-10T15:30:00+08:00
	crm-event log l1 kind=call direction=out subject='first call'
	at 2025-03-12T09:10:00+08:00
	crm-lead convert l1 deal.name='Ada pumps' deal.amount=30000 deal.close_on=2025-06-30
	at 2026-03-27T17:30:00+08:00
	printf 'name,source,status,campaign,owner\nEva,direct-mail,new,cp2,lin\nFay,direct-mail,hot,cp2,lin\nGus,,new,cp2,\n' | crm-lead import -
	at 2026-03-30T09:45:00+08:00
	crm-event log l5 kind=call direction=out subject=call

	# Deals: amount is empty once, there are three currencies, one is won at 00:30 on 1 March in Shanghai, which is February in Berlin.
	at 2025-11-03T09:00:00+08:00
	cat >deals.csv <<-'CSV'
	name,customer,stage,amount,currency,close_on,owner,next_step,source,campaign,probability
	Pumps 2026,c1,prospecting,120000,CNY,2026-03-31,mei,send offer,conference,cp1,
	Station,c2,qualification,5000.01,EUR,2026-04-30,bob,,,,
	Test rig,c3,prospecting,3000000,JPY,2026-06-30,mei,,,cp2,33.3333
	Small,c4,prospecting,,CNY,2026-03-15,,visit,,,
	Seals,c5,needs-analysis,999.99,CNY,2026-02-28,lin,call,cold-call,,
	Motors,c6,prospecting,8000,CNY,2025-12-31,lin,,,cp2,
	Valves,c7,prospecting,8000,CNY,2026-02-28,mei,,,,
	CSV
	crm-deal import deals.csv
	at 2025-11-20T23:30:00+01:00; crm-deal stage d2 d3 d4 qualification
	at 2025-12-05T09:00:00+08:00; crm-deal stage d3 d6 proposal
	at 2025-12-30T09:00:00+08:00; crm-deal stage d7 lost lost_reason=price competitor=Rival
	at 2026-01-15T09:00:00+08:00; crm-deal stage d3 needs-analysis
	at 2026-02-28T16:30:00Z; crm-deal stage d8 won
	at 2026-03-02T09:00:00+08:00; crm-deal stage d2 d7 negotiation
	at 2026-03-11T09:00:00+08:00; crm-deal stage d7 lost lost_reason=price
	at 2026-03-12T09:00:00+08:00; crm-deal stage d6 lost
	crm-deal set d3 close_on=2026-05-15

	# Two quotes of the deal d2, and others won and lost with reasons.
	quote() { # DAY CUSTOMER SUBJECT LINES… -- VERBS…
		at "$1T10:00:00+08:00" && quote=$(crm-quote add customer="$2" subject="$3" $4) || return
		crm-quote line "$quote" add $5 >/dev/null && crm-quote issue "$quote"
	}
	quote 2026-01-20 c2 first 'deal=d3 owner=bob' 'pr1 qty=5 price=130 tax=vat13'
	quote 2026-02-10 c6 motors 'deal=d7 owner=lin' 'pr3 qty=10'
	quote 2026-02-11 c7 valves 'owner=mei discount=5' 'pr5 qty=7'
	quote 2026-02-20 c2 second 'deal=d3 owner=bob' 'pr1 qty=4 price=130'
	quote 2026-03-01 c5 seals 'owner=lin' 'pr2 qty=20'
	at 2026-03-03T09:00:00+08:00
	crm-quote accept q3
	crm-quote reject q2 reject_reason=price
	crm-quote reject q5 reject_reason='too late'

	# Orders with their lines: equal revenues of c6 and c7 in 2025, two orders of c5 on one day, one on 29 February.
	at 2026-03-31T18:00:00+08:00
	cat >orders.csv <<-'CSV'
	external_id,customer,subject,currency,ordered_on,owner,discount,product,description,qty,price,line discount,tax
	o01,c1,first,CNY,2024-02-29,mei,,PUMP,,3,1000,,vat13
	o02,c10,once,EUR,2024-03-05,bob,,PUMP,,2,140,,
	o03,c1,more,CNY,2024-08-01,mei,,SEAL,,100,50,12.5,vat13
	o03,c1,more,CNY,2024-08-01,mei,,,transport,1,333.33,,
	o04,c2,,EUR,2025-01-31,bob,,PUMP,,4,130,,
	o05,c6,,CNY,2025-02-28,lin,,MOTOR,,5,800,,vat13
	o06,c7,,CNY,2025-02-28,mei,,MOTOR,,5,800,,vat13
	o07,c1,,CNY,2025-03-31,mei,3,PUMP,,20,950,,vat13
	o07,c1,,CNY,2025-03-31,mei,3,SEAL,,33,49.99,,vat13
	o08,c5,,CNY,2025-05-20,lin,,SEAL,,7,50,,vat13
	o09,c5,,CNY,2025-05-20,lin,,VALVE,,1,120.5,,vat13
	o10,c3,,JPY,2025-06-30,mei,,PUMP,,3,20001,,
	o11,c8,old,CNY,2025-07-01,mei,,PUMP,,1,1000,,vat13
	o12,c2,,EUR,2025-07-01,bob,,VALVE,,10,15.55,,
	o13,c6,,CNY,2025-11-11,lin,,HOUR,,4,300,,
	o14,c7,,CNY,2025-12-31,mei,,HOUR,,4,300,,
	o15,c1,,CNY,2026-01-01,mei,,PUMP,,10,1000,,vat13
	o15,c1,,CNY,2026-01-01,mei,,MOTOR,,1,800,,vat13
	o16,c5,,CNY,2026-02-10,lin,,VALVE,,2,120.5,,vat13
	o17,c4,,CNY,2026-02-28,,,PUMP,,1,1000,,vat13
	o18,c7,,CNY,2026-03-01,mei,,VALVE,,7,120.5,5,vat13
	o19,c2,,EUR,2026-03-31,bob,,PUMP,,1,135,,
	o20,c6,draft,CNY,2026-03-31,lin,,PUMP,,1,1000,,vat13
	CSV
	sed -i 's/^\(o[0-9]*,c[0-9]*\),,/\1,order,/' orders.csv
	crm-order import orders.csv
	seq -f 'so%.0f' 1 19 | crm-order approve -
	at 2026-03-20T09:00:00+08:00; crm-order cancel so16

	# What was delivered, invoiced, credited and paid, each on its day: partly, too much, too late, in other currencies.
	bill() { crm-order invoice "$2" --issue due_on="$3" $4; }
	while read -r day hour words; do
		at "${day}T$hour"
		eval "$words" || echo "failed: $words"
	done <<-'DAYS' >/dev/null
	2024-03-01 10:00:00Z crm-order invoice so1 --issue due_on=2024-03-31
	2024-03-02 10:00:00Z crm-order deliver so1
	2024-03-06 10:00:00Z crm-order invoice so2 --issue due_on=2024-04-05
	2024-03-31 10:00:00Z crm-payment add customer=c1 amount=3390 method=transfer
	2024-03-31 10:00:01Z crm-payment allocate pay1 in1
	2024-05-01 10:00:00Z crm-payment add customer=c10 amount=280 currency=EUR
	2024-05-01 10:00:01Z crm-payment allocate pay2 in2
	2024-08-02 10:00:00Z crm-order invoice so3 --issue due_on=2024-09-01
	2024-09-05 10:00:00Z crm-payment add customer=c1 amount=5000
	2024-09-05 10:00:01Z crm-payment allocate pay3 in3
	2025-02-01 10:00:00Z crm-order invoice so4 --issue due_on=2025-03-03
	2025-02-28 10:00:00Z crm-order invoice so5 so6 --issue due_on=2025-03-30
	2025-03-05 10:00:00Z crm-order deliver so4 so5
	2025-04-01 10:00:00Z crm-order invoice so7 --issue due_on=2025-05-01
	2025-04-02 10:00:00Z crm-order deliver so7 so7.1=8
	2025-04-20 10:00:00Z crm-payment add customer=c2 amount=300 currency=EUR
	2025-04-20 10:00:01Z crm-payment allocate pay4 in4
	2025-05-20 10:00:00Z crm-order invoice so8 so9 --issue due_on=2025-06-19
	2025-06-01 10:00:00Z crm-payment add customer=c7 amount=4520
	2025-06-01 10:00:01Z crm-payment allocate pay5 in6
	2025-07-02 10:00:00Z crm-order invoice so10 so11 so12 --issue due_on=2025-08-01
	2025-07-03 10:00:00Z crm-invoice credit in7 in7.1=2 --issue
	2025-09-01 10:00:00Z crm-payment add customer=c1 amount=20000
	2025-09-02 10:00:00Z crm-payment allocate pay6 in7=18000
	2025-11-12 10:00:00Z crm-order deliver so13
	2025-11-30 10:00:00Z crm-order invoice so13 --issue due_on=2025-12-30
	2026-01-02 10:00:00Z crm-order invoice so15 so15.1=6 --issue due_on=2026-02-01
	2026-01-03 10:00:00Z crm-order deliver so15 so15.1=6 so15.2=1
	2026-01-31 10:00:00Z crm-payment add customer=c6 amount=5000
	2026-01-31 10:00:01Z crm-payment allocate pay7 in5
	2026-02-12 10:00:00Z crm-payment add customer=c5 amount=100
	2026-02-13 10:00:00Z crm-payment allocate pay8 in9
	2026-02-28 10:00:00Z crm-order invoice so17 --issue due_on=2026-03-30
	2026-03-02 10:00:00Z crm-order deliver so18
	2026-03-02 10:30:00Z crm-order invoice so18 --issue due_on=2026-04-01
	2026-03-15 10:00:00Z crm-payment add customer=c4 amount=2000
	2026-03-15 10:00:01Z crm-payment allocate pay9 in16
	2026-03-16 10:00:00Z crm-order invoice so14 --issue due_on=2026-03-16
	2026-03-18 10:00:00Z crm-invoice cancel in18
	2026-03-20 10:00:00Z crm-payment refund pay9 amount=500
	2026-03-25 10:00:00Z crm-payment add customer=c3 amount=60003 currency=JPY
	DAYS
	at 2026-03-05T09:00:00+08:00; crm-customer merge c1 c8

	# Events: three of one deal, some in the hour that Berlin skips (29 March 2026) and the one that it has twice (26 October 2025), one that is yet to come.
	cat >events.csv <<-'CSV'
	subject,kind,channel,direction,starts_at,ends_at,status,about,owner,contacts
	one,visit,visit,out,2026-01-15 10:00,2026-01-15 11:30,held,d3,bob,
	two,call,phone,out,2026-02-15 10:00,,held,d3,bob,
	three,call,phone,in,2026-03-15 10:00,2026-03-15 10:20,held,d3,bob,
	skipped,visit,visit,out,2026-03-29 09:30,2026-03-29 10:30,held,c2,bob,
	twice a,call,phone,out,2025-10-26 08:30,2025-10-26 09:30,held,c1,mei,
	twice b,call,phone,out,2025-10-26 09:30,2025-10-26 10:00,held,,mei,p1
	midnight,message,wechat,in,2026-03-01 00:00,,held,c4,,
	late,call,phone,out,2026-02-28 23:59,,held,c6,lin,
	leap,visit,visit,out,2024-02-29 15:00,2024-02-29 17:00,held,c1,mei,
	not held,meeting,,out,2026-03-10 10:00,2026-03-10 12:00,not-held,c5,lin,
	ahead,meeting,,out,2026-04-02 10:00,2026-04-02 12:00,planned,c5,lin,
	evening,call,phone,out,2026-03-31 23:00,,held,c7,mei,
	CSV
	at 2026-03-31T23:30:00+08:00; crm-event import events.csv
	printf 'subject,due_on,status,about,owner,priority\ncall Pumps,2026-03-01,done,d2,mei,normal\noffer,2026-04-10,not-started,d4,mei,high\nlate,2026-03-30,not-started,c5,lin,low\n' | crm-task import -

	# Tickets: answered and closed within working hours and across a weekend; complaints; one that waits; one without a customer.
	while read -r time words; do
		at "$time"
		eval "$words" || echo "failed: $words"
	done <<-'TIMES' >/dev/null
	2025-05-09T17:30:00+08:00 crm-ticket add leaks customer=c1 product=pr1 category=complaint priority=high need=safety owner=mei
	2025-05-12T09:30:00+08:00 crm-ticket comment tk1 'we come'
	2025-05-13T10:00:00+08:00 crm-ticket close tk1 solution=sealed
	2025-05-16T10:00:00+08:00 crm-ticket set tk1 callback_score=4
	2025-08-01T10:00:00+08:00 crm-ticket add again customer=c1 product=pr1 category=complaint priority=urgent owner=mei
	2025-08-04T11:00:00+08:00 crm-ticket close tk2 solution=replaced callback_score=2
	2025-11-11T11:00:00+08:00 crm-ticket add slow customer=c6 category=complaint need=esteem owner=lin
	2025-11-11T11:20:00+08:00 crm-ticket comment tk3 sorry
	2025-11-12T11:20:00+08:00 crm-ticket close tk3 solution=faster
	2025-12-31T23:30:00+08:00 crm-ticket add question category=question owner=lin
	2026-03-02T09:00:00+08:00 crm-ticket add noise customer=c2 product=pr5 category=problem severity=major owner=bob
	2026-03-02T11:00:00+08:00 crm-ticket comment tk5 'which model?'
	2026-03-02T12:00:00+08:00 crm-ticket set tk5 status=waiting
	2026-03-20T09:00:00+08:00 crm-ticket add return customer=c5 category=return priority=low
	2026-03-31T17:00:00+08:00 crm-ticket add wrong customer=c7 category=complaint owner=mei
	TIMES

	# Purchases and what suppliers are paid; tax invoices; units with their warranties.
	while read -r day words; do
		at "${day}T15:00:00+08:00"
		eval "$words" || echo "failed: $words"
	done <<-'DAYS' >/dev/null
	2025-01-10 crm-purchase line $(crm-purchase add supplier=su1 subject=pumps) add pr1 qty=20 price=600 tax=vat13
	2025-01-11 crm-purchase approve po1
	2025-01-20 crm-purchase receive po1
	2025-01-21 crm-purchase bill po1 supplier_number=W1 due_on=2025-02-20
	2025-02-20 crm-payment add supplier=su1 amount=10000 kind=payment
	2025-02-21 crm-payment allocate pay12 bl1
	2026-02-10 crm-purchase line $(crm-purchase add supplier=su2 subject=valves) add pr5 qty=10 price=75 tax=vat13
	2026-02-11 crm-purchase approve po2
	2026-02-20 crm-purchase bill po2 supplier_number=M1 due_on=2026-03-20
	2026-03-05 crm-purchase line $(crm-purchase add supplier=su1 subject=seals) add pr2 qty=10 price=18.5
	2026-03-06 crm-purchase approve po3
	2025-04-03 crm-fapiao add customer=c1 invoices=in7 number=26312000000012345601 net=10000 tax=1300 issued_on=2025-04-03
	2025-03-03 crm-fapiao add customer=c6 invoices=in5 number=26312000000012345602 net=4000 tax=520 issued_on=2025-03-03
	2026-03-31 crm-asset add product=pr1 customer=c1 serial=A1 installed_on=2025-04-10 warranty_until=2026-04-09 owner=mei
	2026-03-31 crm-asset add product=pr1 customer=c1 serial=A2 warranty_until=2026-03-30
	2026-03-31 crm-asset add product=pr5 customer=c7 serial=A3
	DAYS

	# Orders that repeat until today, until the last of 60 days, a day longer; one of them is a draft.
	at 2026-03-31T18:00:00+08:00
	printf '#ref\trepeat\trepeat_until\nso14\tFREQ=MONTHLY\t2026-03-31\nso12\tFREQ=YEARLY\t2026-05-30\nso9\tFREQ=MONTHLY\t2026-05-31\nso20\tFREQ=MONTHLY\t2026-04-30\n' | crm-order set --batch=-
}

# Targets: of amounts and of numbers, of persons and of teams, of months, quarters and years; two contests, both with ties; score cards.
sales_targets() {
	crm-target import - <<-'CSV'
	person,team,measure,period,value,currency,weight,perspective,contest,prize
	mei,,received,2026-Q1,10000,CNY,,,spring,500
	,east,signed,2026-01,10000,CNY,,,,
	,west,signed,2026-03,2000,CNY,,,,
	lin,,quotes,2026-03,1,CNY,40,financial,,
	lin,,calls,2026-03,2,CNY,60,process,,
	bob,,calls,2026-Q1,,CNY,,,ties,
	mei,,calls,2026-Q1,,CNY,,,ties,
	lin,,calls,2026-Q1,,CNY,,,ties,
	,east,calls,2026-Q1,,CNY,,,ties,
	lin,,received,2026-Q1,5100,CNY,,,spring,500
	,east,received,2026-Q1,7000,CNY,,,spring,
	bob,,received,2026-Q1,100,CNY,,,spring,
	,west,received,2026-Q1,500,CNY,,,spring,
	,west,received,2026,,CNY,,,spring,
	mei,,signed,2026-Q1,8000,CNY,50,financial,,
	mei,,quotes,2026-Q1,3,CNY,20,process,,
	mei,,visits,2026-Q1,1,CNY,15,process,,
	mei,,won-deals,2026-Q1,1,CNY,15,customer,,
	,west,signed,2026-Q1,1600,CNY,70,financial,,
	,west,visits,2026-Q1,3,CNY,30,learning,,
	bob,,signed,2025,9000,CNY,,,,
	lin,,invoiced,2025,5000,CNY,,,,
	,east,new-customers,2025,3,CNY,,,,
	,east,signed,2026,90000,CNY,,,,
	mei,,received,2026-Q2,7777.77,CNY,,,,
	CSV
}
