#!/bin/sh
# shellcheck disable=SC2086,SC2046,SC1010
# SQL stays in the subset that SQLite and PostgreSQL share: PostgreSQL's own parser reads every statement that the tools prepare in a session of all that they
# do. What it refuses belongs to SQLite alone, and is listed with the reasons in tests/golden/postgres.txt.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/world.sh
. "$TESTS/world.sh"

compile() {
	"${CC:-cc}" -O1 -D_POSIX_C_SOURCE=200809L -I"$TESTS/../common" -I. "$@" || exit
}

# One program is every command by the name it is called by: linking each takes longer than the session. Those for pages and reports have libraries of their own to load, and mail its own to link.
libraries='-lsqlite3 -lyaml -ljansson -lutf8proc -lm'
mkdir traced objects
compile -c -o plans.o "$TESTS/bench/plans.c"
for object in "$CRM_BIN"/cmd/crm-*.o; do
	program=${object##*/} name=${object##*/crm-}
	program=${program%.o} name=${name%.o}
	case $name in
	print | report) compile -o "traced/$program" "$object" plans.o "$CRM_BIN/libcrm.a" $libraries $(pkg-config --libs pangocairo) ;;
	*)
		objcopy --redefine-sym "command=command_$name" "$object" "objects/$name.o" || exit
		echo "COMMAND($name)" >>commands
		ln -s all "traced/$program"
		;;
	esac
done
compile -o traced/all "$TESTS/postgres/all.c" plans.o objects/*.o "$CRM_BIN/libcrm.a" $libraries $(pkg-config --libs gmime-3.0)
compile -o parse "$TESTS/postgres/parse.c" -lpg_query
PATH=$T/traced:$PATH CRM_STATEMENTS=$T/statements
export CRM_STATEMENTS

# What a session does goes nowhere: only its statements count, and other tests look at the rest.
selling() {
	crm-supplier add name='Ningbo Foundry' city=宁波 phone=0574-55550120
	crm-product add name='Inline pump' code=P-1 category=pumps price=2480 cost=1560 supplier=su1 reorder_level=100
	crm-pricebook add name=Dealers customers=c1,c2
	crm-pricebook put pb1 pr1 price=2000
	crm-pricebook prices pb1
	crm-product price pr1 customer=c1
	crm-product stock pr1
	printf 'code,qty\nP-1,50\n' >count.csv
	crm-product stocktake count.csv 'annual count'
	crm-rate add currency=EUR rate=7.8125 valid_from=2026-03-01
	crm-quote add customer=c1 subject='Pump station'
	crm-quote line q1 add product=pr1 qty=2
	crm-quote line q1 add description=Assembly qty=1 price=300
	crm-quote line q1 move 2 first
	crm-quote issue q1
	crm-quote order q1
	crm-order plan so1 30%=signing 70%=delivery
	crm-order deliver so1
	crm-delivery receive dn1 Wang
	crm-order invoice so1
	crm-invoice issue in1
	crm-payment add customer=c1 amount=9000
	crm-payment allocate pay1
	crm-payment release pay1
	crm-payment refund pay1 amount=10
	crm-invoice credit in1
	crm-fapiao add in1 number=26312000000012345678
	crm-customer balance c1
	crm-order add customer=c1 subject=rent repeat=FREQ=MONTHLY
	crm-order line so2 add product=pr1 qty=1
	crm-order approve so2
	crm-recur --until=2026-09-01
	crm-print c1 in1 --format=text
	crm-purchase reorder pr1
	crm-purchase approve po1
	crm-purchase receive po1
	crm-purchase bill po1
	crm-asset add serial=A77 product=pr1 customer=c1
	crm-delivery return dn1 dn1.1=1 reason=worn
	crm-delivery exchange dn1 dn1.1=1 reason=worn
	crm-invoice credit in1 --returned
	crm-order revise so1
	crm-order line so1 set 1 qty=4
	crm-order approve so1
	crm-print so1 --revision=1 --format=text
	printf '交易日期,收入金额,对方户名,摘要\n2026-03-01,80,上海泵业有限公司,x\n' | crm-payment import -
}

service() {
	crm-template add name=Letter purpose=thanks subject=Thanks body="Dear {{contact.name}}"
	crm-mail add subject=Hello to=p1 body=text about=c1
	crm-timeline c1 --changes
	crm-call 13800138000
	crm-today
	crm-remind test
	crm-remind run --print
	crm-ticket add as1 leak fault=leak
	crm-ticket add customer=c1 product=pr1 plain
	crm-ticket comment tk1 hello
	crm-ticket hand tk1 desk=billing why=money
	crm-ticket close tk1 sealed
	crm-ticket path tk1
	crm-ticket statistics
	crm-ticket faq tk1
	crm-faq set fq1 status=published
	crm-ticket reply tk2 fq1
	crm-ticket assign tk2 region
	crm-faq publish answers
	echo terms >terms.txt
	crm-file add c1 terms.txt
}

# Each type has columns, derived fields and references of its own.
reporting() {
	crm-rate add currency=JPY rate=0.05 valid_from=2026-01-01
	crm-folder add Sales
	crm-report add 'Deals by city' folder=rf1 from=deal with=customer group=customer.city,close_on:month columns=count,sum:amount,share:sum:amount sort=-sum:amount
	crm-target add person=u1 measure=received period=2026 value=1000000
	for report in 'Deals by city' sales forecast top-customers pipeline invoices-aged payments-received tickets activities abc rfm; do
		crm-report run "$report"
	done
	crm-deal count --by=stage,customer --sum=amount
}

types() {
	for type in $TYPES; do
		crm-$type list --sort=-updated_at --limit=3 --format=csv 'created_at=2026-01-01..' 泵 or tags=vip
		crm-$type show 1 --related --format=json
		crm-$type list --as-of=2026-03-04
		crm-$type __complete --shell=bash --cword=2 -- "crm-$type" show a
		crm-$type set 1 tags+=seen notes=read
		crm-$type copy 1
	done
}

filters() {
	while read -r type filter; do
		eval "crm-$type list $filter"
	done <<-'FILTERS'
	customer bill_city=上海 owner.name=梅晓芳 not deals.stage=won phone~5555 [ phone=021-55556666 or tags=big ]
	customer 'name~/^[A-M]/' annual_revenue=5000.. email=INFO@pump.example parent.name~泵 aliases~泵 x_tier.ge=silver
	customer parent=~Müller birthday=--05-17 founded_on=1998 tasks.status=done
	contact customer.bill_city=上海 reports_to=p1 deals=d1
	deal amount=CNY\ 5000.. close_on=2026-Q1 contacts=p1 x_budget=1.. stage!=won @open x_rival= stage.ge=proposal
	task about.deal.stage=proposal @today owner=me due_on.lt=fri
	event starts_at=today attendees=mei
	FILTERS
}

records() {
	crm-find 泵
	crm-find --type=deal 2026
	crm-customer show =~Zoë --related
	printf 'name,city,phone,owner,tags\nAnna,Paris,01555555,mei,x\n東京精機株式会社,Bonn,02555555,bob,y\n' >sheet.csv
	crm-customer import sheet.csv --match=close --on-duplicate=update --plan=plan
	crm-customer import --apply=plan
	printf 'name,customer\nNew,李明\n' | crm-contact import - --key=name --on-duplicate=skip
	crm-dedupe customer
	crm-dedupe reject c1 c2
	crm-dedupe rejected
	crm-lead convert l1
	crm-lead merge l2 l3
	crm-customer merge c5 c6
	crm-customer rm c4 --cascade
	crm-task rm t1..t3
	crm-user handover bob mei
	crm-deal stage d1 won
	crm-task done t4
	crm-event log c1 called
	crm-history c1
	crm-undo --last=2
	crm-redo
	crm-history --limit=5 who=me since=2026-03-01
}

whole() {
	crm-db status
	crm-db check --fix
	crm-db backup copy.db
	crm-db export whole
	crm-db init second.db
	CRM_DB=second.db crm-db import whole
	crm-db diff whole "$CRM_DB"
	crm-db schema show >schema.yaml
	crm-db schema apply schema.yaml
	crm-db restore copy.db --force
}

{ world; selling; service; reporting; types; filters; records; whole; } >session 2>&1 </dev/null
is 'the session knows the tools' '' "$(grep -E '^crm-.*(unknown|there is no)' session)"
sort -zu statements >unique
refused=$(./parse <unique 2>count | cut -c 1-64 | sort -u)
is 'what PostgreSQL refuses is what is known of' "$(grep -v -e '^#' -e '^$' "$TESTS/golden/postgres.txt" | sort)" "$refused"
read -r statements words <count
is 'the session prepares many statements' yes "$([ "$statements" -gt 1000 ] && echo yes || echo "only $statements $words")"
is 'a statement of SQLite alone is seen' 1 "$(printf 'select a from b where b match ?\0' | ./parse 2>/dev/null | wc -l | tr -d ' ')"
done_testing
