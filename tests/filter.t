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
lead status=新线索,hot	l1 l3
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
contact not name~o	p1 p2 p4
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
deal or= 	
TABLE
done_testing
