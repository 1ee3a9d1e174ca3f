#!/bin/sh
# What filters find: a table of filters and the references that they must give, then what must be refused, then order, columns, and the past.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/world.sh
. "$TESTS/world.sh"
world >/dev/null
CRM_USER=mei
export CRM_USER

# Reads lines of `type words<TAB>references`; the words are quoted as for the shell.
table() {
	set -f
	while IFS="$TAB" read -r line expected; do
		case $line in '' | '#'*) continue ;; esac
		type=${line%% *}
		words=${line#"$type"}
		eval "set -- $words"
		got=$("crm-$type" list --format ids "$@" 2>&1 </dev/null | tr '\n' ' ')
		is "$line" "$expected" "${got% }"
	done
	set +f
}

table <<'TABLE'
# equality, lists, difference, empties
customer 	c1 c2 c3 c4 c5 c6 c7
customer name=李明	c4
customer name=李	
customer 'name=Müller & Söhne GmbH'	c2
customer 'name=müller & söhne gmbh'	
customer "name=$(printf 'Cafe\314\201 Zoe\314\210')"	c6
customer 'name="李明"'	c4
customer '"name=李明"'	
customer 'name=李明,Café Zoë'	c4 c6
customer 'name="李明","Café Zoë"'	c4 c6
customer name!=李明	c1 c2 c3 c5 c6 c7
customer 'name!=李明,Café Zoë'	c1 c2 c3 c5 c7
customer not name=李明	c1 c2 c3 c5 c6 c7
customer not not name=李明	c4
customer phone=	c5 c7
customer phone!=	c1 c2 c3 c4 c6
customer not phone=	c1 c2 c3 c4 c6
customer 'phone=""'	c5 c7
customer email=,info@pump.example	c1 c3 c4 c5 c6 c7
customer email!=,info@pump.example	c2
customer language=fr	c6
customer language!=fr	c1 c2 c3 c4 c5 c7
customer archived=yes	c5
customer archived=no	c1 c2 c3 c4 c6 c7
customer archived!=yes	c1 c2 c3 c4 c6 c7
customer archived=是	c5
contact do_not_call=yes	p1
customer employees=40	c2
customer employees=40,120	c2 c3
customer employees!=40	c1 c3 c4 c5 c6 c7
customer employees=	c4 c5 c6 c7
user hours_per_week=37.5	u2
user hours_per_week=40.0	u4
user hours_per_week.gt=37.5	u4
user login=MEI	u2
user active=no	u4
user email=Mei@Example.COM	u2
# picks: keys, labels of both languages, ranks, the initial that is stored as nothing
customer lifecycle=buyer	c1
customer lifecycle=BUYER	c1
customer lifecycle=成交	c1
customer lifecycle=Buyer,prospect	c1 c2
customer 'lifecycle="buyer"'	c1
customer lifecycle=prospect..	c1 c2
customer lifecycle=..prospect	c2 c3 c4 c5 c6 c7
customer lifecycle.gt=prospect	c1
customer lifecycle.ge=prospect	c1 c2
customer lifecycle.lt=prospect	c3 c4 c5 c6 c7
customer lifecycle=意向..成交	c1 c2
customer class=a	c1
customer class=A	c1
customer class=b..a	c1 c2
customer class=c..b	c2 c5
customer class=	c3 c4 c6 c7
customer class=unset	c3 c4 c6 c7
customer 'class="unset"'	c3 c4 c6 c7
customer class=unset,a	c1 c3 c4 c6 c7
customer class!=unset	c1 c2 c5
customer class!=	c1 c2 c5
customer class!=a	c2 c3 c4 c5 c6 c7
customer class.gt=c	c1 c2
customer class.gt=unset	c1 c2 c5
customer source=	c1 c3 c4 c5 c6 c7
customer source=unknown	c1 c3 c4 c5 c6 c7
customer source!=unknown	c2
lead source=unknown	l3
lead source=conference,other	l1 l4
lead status=new	l1
lead status=新建,hot	l1 l3
lead status=contacted..qualified	l2 l3
deal stage=proposal..	d1 d2 d3 d5 d7
deal stage=proposal..won	d1 d2 d3 d7
deal stage=..qualification	d4 d6
deal stage.lt=proposal	d4 d6
deal stage=赢单	d2
deal stage=Negotiation	d3
deal kind=new-business	d1 d2 d3 d4 d5 d6 d7
deal stage~pro	d1 d4 d7
task priority.ge=normal	t1 t2 t4 t5 t6 t7
task priority=normal,low	t2 t3 t4 t5 t6 t7
event direction=in	e3
event kind=call status=held	e3
# contains: no case, no accents, not even where the letters differ in form
customer name~muller	c2
customer name~MÜLLER	c2
customer name~söhne	c2
customer name~zoe	c6
customer name~泵业	c1
customer name~unicode	c5
customer 'name~Ünïcode, Ltd'	c5
customer name~x,泵	c1 c7
customer 'name~"[x]"'	c7
customer 'name~%'	
customer name~_	
customer 'name~\'	c7
customer 'name~a/b'	c7
customer notes~second	c7
customer 'notes~100%'	c7
customer email~PUMP	c1
customer phone~5555	c1
customer phone~55556666	c1
customer 'phone~021-5555'	c1
customer owner~晓	c1 c3
customer owner~STROM	c2
contact customer~泵业	p1 p2
contact not name~o	p1 p2 p4 p6
task subject~QUOTE	t3 t7
note body~13%	n1
# patterns
customer 'name=/^[A-Z]/'	c2 c6 c7
customer 'name=/ GmbH$/'	c2
customer 'name=/^Caf|明$/'	c4 c6
customer 'name=/a\/b/'	c7
customer 'name=/^P/,李明'	c4 c7
customer 'name!=/^[A-Z]/'	c1 c3 c4 c5
customer 'name~/^caf/'	
customer 'name~/^Caf/'	c6
customer 'email=/\.example$/'	c1 c2
customer 'phone=/^\+/'	c2 c3
customer 'name=/o{2,3}/'	
customer 'name=/é/'	c6
customer 'name=/^...$/'	
customer 'name=/^..$/'	c4
task 'subject=/^.quoted/'	t7
# commas, quotes, backslashes
customer 'name=Ünïcode, Ltd'	c5
customer 'name=Ünïcode\, Ltd'	c5
customer 'name="Ünïcode, Ltd"'	c5
customer 'name=Ünïcode, Ltd,李明'	c4 c5
lead 'company=Ibérica, S.A.,新公司'	l1 l2
deal 'name=泵站, 二期'	d2
deal 'name="泵站, 二期",Old'	d2 d5
task 'subject="\"quoted\", with comma"'	t7
customer 'name="Plain [x] \"q\" a/b \\ z"'	c7
customer 'name=Plain [x] "q" a/b \ z'	c7
lead 'name=Jonk,Bill'	
lead 'name=Jonk\,Bill'	
# brackets, or, and, not
customer class=a or class=b	c1 c2
customer class=a or class=b archived=yes	c1
customer [ class=a or class=b ] +vip	c1 c2
customer [ [ class=a ] or [ class=b ] ]	c1 c2
customer class=a and owner=mei	c1
customer class=a owner=mei or class=b owner=bob	c1 c2
customer not [ class=a or class=b or class=c ]	c3 c4 c6 c7
customer not class=a not class=b not class=c	c3 c4 c6 c7
customer not class=a or not class=b	c1 c2 c3 c4 c5 c6 c7
customer [ not class=a ] owner=mei	c3
customer not class=a owner=mei	c3
deal stage=proposal,won [ customer.city=上海 or +hot ] amount=5000.. close_on=..2026-12-31 not owner=bob lost_reason=	d1
# tags
customer +vip	c1 c2
customer +VIP	c1 c2
customer +big	c1
customer +vip not +big	c2
customer +vi	
customer tags=vip,old-client	c1 c2 c5
customer tags=	c3 c4 c6 c7
customer tags!=vip	c3 c4 c5 c6 c7
customer tags~old	c5
customer not tags=	c1 c2 c5
note '+follow up'	n3
note 'tags=Follow Up'	n3
# references
customer c2	c2
customer 2	c2
customer c2 c5 c3	c2 c3 c5
customer c2..c4	c2 c3 c4
customer 2..4 c6	c2 c3 c4 c6
customer c6..c99	c6 c7
customer c4..c2	
customer c1 c2 class=b	c2
customer c1 class=a c2	
customer c1 and c2	
customer c1 or c2	c1 c2
customer not c1..c5	c6 c7
customer not [ c1 c2 c3 ]	c4 c5 c6 c7
customer class=a or c3 c4	c1 c3 c4
# references of another type are followed
customer d1	c1
customer d1..d4	c1 c2 c3
customer d1 p5	c1 c6
customer p1 c3	c1 c3
customer t1	
customer t2	c1
customer e1	c1
deal c1	d1 d2
deal c1 c3	d1 d2 d4
deal p1	d1 d2
deal u3	d2 d3 d7
deal cp1	d7
contact c1	p1 p2
contact d3	p3
contact c1..c2	p1 p2 p3
task c1	t2
task d1 d3	t1 t3
task d1..d3	t1 t3
event d3	e2
customer not d1	c2 c3 c4 c5 c6 c7
# fields that refer
deal customer=c1	d1 d2
deal customer=1	d1 d2
deal customer=c1,c3	d1 d2 d4
deal 'customer=上海泵业有限公司'	d1 d2
deal customer=李明,c6	d6 d7
deal customer=上泵	d1 d2
deal 'customer=müller & söhne gmbh'	d3 d5
deal customer!=c1	d3 d4 d5 d6 d7
customer parent=	c1 c2 c3 c4 c7
customer parent!=	c5 c6
customer parent!=c2	c1 c2 c3 c4 c6 c7
deal owner=me	d1 d4
deal owner=MEI	d1 d4
deal owner=u2	d1 d4
deal owner=梅晓芳	d1 d4
deal owner=me,bob	d1 d2 d3 d4 d7
deal owner=	d5
deal owner=,wang	d5 d6
deal owner!=bob	d1 d4 d5 d6
deal not owner=bob	d1 d4 d5 d6
deal owner=mei@example.com	d1 d4
# any-references
task about=d1	t1
task about=d1,c1	t1 t2
task about=	t6
task about!=	t1 t2 t3 t4 t5 t7
task about!=d1	t2 t3 t4 t5 t6 t7
task not about=d1	t2 t3 t4 t5 t6 t7
task about.deal.stage=proposal	t1
task about.deal.stage=proposal,negotiation	t1 t3
task about.deal.customer.city=上海	t1
task about.deal.customer.owner.login=bob	t3
task about.customer.city=上海 or about.deal.customer.city=上海	t1 t2
task about.deal.stage=	t2 t4 t5 t6 t7
task about.deal.stage!=proposal	t2 t3 t4 t5 t6 t7
task about.contact.customer.name~müller	t4
task about.lead.status=contacted	t5
task about.deal=	t2 t4 t5 t6 t7
task not about.deal=	t1 t3
task about.deal=d1	t1
task about.customer=李明,Müller\ \&\ Söhne\ GmbH	t7
note about.event.status=held	n3
# paths through one reference
deal customer.city=上海	d1 d2
deal customer.bill_city=上海	d1 d2
customer city=上海	c1
customer ship_city=上海	c4
customer city=	c5 c6 c7
deal customer.city~munchen	d3 d5
deal customer.owner.login=mei	d1 d2 d4
deal customer.owner=me	d1 d2 d4
deal customer.owner.login=	d6
deal customer.owner.login!=mei	d3 d5 d6 d7
deal not customer.owner.login=mei	d3 d5 d6 d7
customer parent.name=	c1 c2 c3 c4 c7
customer parent.class=b	c5
customer parent.class=	c1 c2 c3 c4 c7
customer parent.class!=b	c1 c2 c3 c4 c6 c7
customer parent.class=unset	c1 c2 c3 c4 c7
customer parent.parent.name=	c1 c2 c3 c4 c5 c6 c7
customer parent.archived=no	c5 c6
contact customer.class=a..	p1 p2
contact customer.employees.gt=100	p1 p2 p4
contact customer.id=c1	p1 p2
contact customer.ref=c1	p1 p2
lead campaign.status=active	l1
lead campaign.budget=10000..	l1
deal campaign=春季展会	d7
deal customer.parent.name~泵业	d7
deal customer.tags=vip	d1 d2 d3 d5
deal customer.phone=02155556666	d1 d2
# many-valued paths: some
customer contacts.name~王	c1
customer contacts.name=王芳,佐藤	c1 c3
customer contacts=	c4 c5 c7
customer contacts!=	c1 c2 c3 c6
customer not contacts=	c1 c2 c3 c6
customer contacts=p1,p4	c1 c3
customer contacts!=p1	c1 c2 c3 c6
customer not contacts=p1	c2 c3 c4 c5 c6 c7
customer contacts.email=	c1 c3 c4 c5 c6 c7
customer not contacts.email=	c2
customer contacts.email!=	c1 c2
customer contacts.reports_to=p1	c1
customer contacts.reports_to.name=王芳	c1
customer contacts.reports_to.name!=王芳	c1 c2 c3 c6
customer contacts.owner=	c3 c4 c5 c7
customer contacts.owner.login=	c3 c4 c5 c7
customer contacts.owner!=mei	c2 c3 c6
customer contacts.owner.login!=mei	c2 c3 c6
customer contacts.owner!=mei,	c2 c6
customer contacts.owner.login!=mei,	c2 c6
customer deals.stage=won	c1
customer not deals.stage=won	c2 c3 c4 c5 c6 c7
customer deals.stage!=won	c1 c2 c3 c4 c6
customer not deals.stage!=won	c5 c7
customer deals=	c5 c7
customer not deals=	c1 c2 c3 c4 c6
customer deals.stage=	c5 c7
customer deals.amount=5000..	c1 c2 c3
customer deals.amount=	c4 c5 c7
customer deals.amount!=	c1 c2 c3 c6
customer deals.stage=won deals.stage=proposal	c1
customer deals.owner=bob	c1 c2 c6
customer deals.owner.login!=bob	c1 c2 c3 c4
customer deals.contacts.role=champion	c1 c2
customer deals.contacts.name~jürgen	c2
customer deals.campaign=cp1	c6
deal contacts=p1	d1 d2
deal contacts=王芳	d1 d2
deal contacts=	d4 d5 d6
deal contacts!=	d1 d2 d3 d7
deal contacts!=p1	d1 d3 d7
deal not contacts=p1	d3 d4 d5 d6 d7
deal contacts.role=champion	d1 d3
deal contacts.role=CHAMPION,influencer	d1 d3 d7
deal contacts.role=支持者	d1 d3
deal contacts.role=unknown	d2 d4 d5 d6 d7
deal not contacts.role=champion	d2 d4 d5 d6 d7
deal contacts.role!=champion	d1 d2 d7
deal contacts.role!=	d1 d3 d7
deal contacts.role=influencer..champion	d1 d3 d7
deal contacts.role.ge=champion	d1 d3
deal contacts.role~maker	d1
deal contacts.name~zoe	d7
deal contacts.customer=	d4 d5 d6 d7
deal contacts.customer.city=	d4 d5 d6 d7
deal contacts.customer.city!=上海	d3 d7
deal contacts.customer.city=上海	d1 d2
contact deals.stage=proposal	p1 p2 p5 p6
event attendees=me	e1
event attendees=	e2 e3 e4
event attendees.login=bob	e1
event contacts.customer.name~müller	e2
customer tasks.status=not-started	c1 c2
customer tasks=	c3 c4 c5 c6 c7
customer events.kind=meeting	c1
deal tasks.overdue=yes	d1
deal note_records.title~说明	d1
TABLE
done_testing
