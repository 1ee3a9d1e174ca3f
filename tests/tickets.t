#!/bin/sh
# Tickets: service levels and their clock, comments, hand-overs, closing, repeats, assignment; answers to frequent questions; service of assets.
# tests/unit/ticket_clock.c has the clock.
. "$(dirname "$0")/lib.sh"

at() { CRM_NOW="$1+08:00"; }
field() { crm-ticket list "$1" --columns="$2" | cut -f 2-; }
local_field() { crm-ticket list "$1" --columns="$2" --format=table | sed -n 2p | sed "s/^$1 *//; s/ *\$//"; }

fresh
{
	crm-user add login=mei name=Mei manager=u1 team=service hours_per_week=40
	crm-user add login=lin name=Lin deputy=u2 team=service hours_per_week=20
	crm-customer add name=Alpha class=a owner=mei region=East
	crm-customer add name=Beta owner=lin bill_city=Suzhou
	crm-product add name=Pump code=P1 category=pumps price=1
	crm-product add name=Valve code=V1 category=valves price=1
	for serial in 1 2 3 4; do crm-asset add serial=S$serial product=pr1 customer=c1; done
} >/dev/null

# As it is told.
is 'a ticket' tk1 "$(crm-ticket add customer=c1 asset=as4 '泵漏水' category=complaint priority=high)"
is 'takes product and owner from elsewhere' "pr1${TAB}u2${TAB}reception${TAB}open${TAB}high" "$(field tk1 product,owner,desk,status,level)"
is 'a comment among colleagues' tk1.1 "$(crm-ticket comment tk1 text='technician sent' internal=yes)"
is 'is no response' '' "$(field tk1 first_response_at)"
is 'another hand' tk1 "$(crm-ticket hand tk1 desk=billing worker=lin why='invoice copy')"
is 'keeps the owner, and the reason is with the move' "u2${TAB}u3${TAB}billing${TAB}" "$(field tk1 owner,worker,desk,why)"
is 'which the path tells' "hand-over${TAB}billing${TAB}lin${TAB}open${TAB}0.00${TAB}root${TAB}invoice copy" "$(crm-ticket path tk1 | sed -n 2p | cut -f 3-)"
fails 1 "solution: a ticket is closed with a solution" 'without a solution it stays open' crm-ticket set tk1 status=closed
is 'it is closed' tk1 "$(crm-ticket close tk1 solution='换密封圈')"
is 'three working days later it is asked for' 2026-03-10 "$(field tk1 callback_on)"
for score in 0 6 -1; do fails 65 'is not a score from 1 to 5' "no score: $score" crm-ticket set tk1 callback_score=$score; done
ok 'a score' crm-ticket set tk1 callback_score=4
fails 1 'solution:' 'the solution of what is closed stays' crm-ticket set tk1 solution=
is 'statistics' "all${TAB}${TAB}${TAB}0${TAB}1${TAB}1
priority${TAB}low${TAB}Low${TAB}0${TAB}0${TAB}0
priority${TAB}normal${TAB}Normal${TAB}0${TAB}0${TAB}0
priority${TAB}high${TAB}High${TAB}0${TAB}1${TAB}1
priority${TAB}urgent${TAB}Urgent${TAB}0${TAB}0${TAB}0
category${TAB}problem${TAB}Problem${TAB}0${TAB}0${TAB}0
category${TAB}question${TAB}Question${TAB}0${TAB}0${TAB}0
category${TAB}complaint${TAB}Complaint${TAB}0${TAB}1${TAB}1
category${TAB}request${TAB}Request${TAB}0${TAB}0${TAB}0
category${TAB}return${TAB}Return${TAB}0${TAB}0${TAB}0
category${TAB}order${TAB}Order${TAB}0${TAB}0${TAB}0
category${TAB}billing${TAB}Billing${TAB}0${TAB}0${TAB}0
category${TAB}service${TAB}Service${TAB}0${TAB}0${TAB}0
owner${TAB}root${TAB}root${TAB}0${TAB}0${TAB}0
owner${TAB}mei${TAB}Mei${TAB}0${TAB}1${TAB}1
owner${TAB}lin${TAB}Lin${TAB}0${TAB}0${TAB}0
status${TAB}open${TAB}Open${TAB}0${TAB}0${TAB}0
status${TAB}in-progress${TAB}In progress${TAB}0${TAB}0${TAB}0
status${TAB}waiting${TAB}Waiting for the customer${TAB}0${TAB}0${TAB}0
status${TAB}closed${TAB}Closed${TAB}0${TAB}1${TAB}1" "$(crm-ticket statistics | sed "s/^owner${TAB}$(id -un)${TAB}$(id -un)/owner${TAB}root${TAB}root/")"
is 'statistics of some' "all${TAB}${TAB}${TAB}0${TAB}0${TAB}0" "$(crm-ticket statistics category=order | head -n 1)"
is 'the customer has it' tk1 "$(crm show c1 --related | grep -o '^tk1' | sort -u)"

# Business hours 9 to 18, lunch from 12 to 13: four hours from Friday 17:30 on.
at 2026-03-06T17:30
is 'on Monday' tk2 "$(crm-ticket add customer=c2 'no water' priority=high)"
is 'at 13:30' '2026-03-09 13:30' "$(local_field tk2 response_due_at)"
echo 'calendars: {standard: {days: [{from: 2026-03-07, until: 2026-03-07, hours: "09:00-12:00, 13:00-18:00"}]}}' >saturday.yaml
crm-db schema apply saturday.yaml >/dev/null
is 'or on a Saturday that is worked' '2026-03-07 13:30' "$(local_field tk2 response_due_at)"
crm-undo >/dev/null
is 'which is undone' '2026-03-09 13:30' "$(local_field tk2 response_due_at)"
at 2026-03-09T09:00
crm-ticket set tk2 status=waiting >/dev/null
is 'nothing is due while the customer is waited for' "$TAB" "$(field tk2 response_due_at,due_at)"
at 2026-03-09T11:00
crm-ticket set tk2 status=in-progress >/dev/null
is 'that does not count' '2026-03-09 15:30' "$(local_field tk2 response_due_at)"
at 2026-03-09T13:29
is 'half of it' "no${TAB}no" "$(field tk2 at_risk,breached)"
at 2026-03-09T13:30
is 'is over: the owner' "yes${TAB}no${TAB}lin" "$(field tk2 at_risk,breached,notify)"
crm-user set u3 absent_until=2026-03-09 >/dev/null
is 'or his deputy' "mei" "$(field tk2 notify)"
crm-user set u3 manager=u2 absent_until=2026-03-08 >/dev/null
at 2026-03-09T15:31
is 'it is late: the manager' "no${TAB}yes${TAB}mei${TAB}tk2" "$(field tk2 at_risk,breached,notify)$TAB$(crm-ticket list @breached --columns=ref)"
crm-event log tk2 'spoke on the phone' starts_at='2026-03-09 15:00' direction=in >/dev/null
is 'who calls us is not answered' '' "$(field tk2 first_response_at)"
crm-event log tk2 'called back' starts_at='2026-03-09 15:20' >/dev/null
is 'who is called is, and was in time' "2026-03-09T07:20:00Z${TAB}no" "$(field tk2 first_response_at,breached)"
crm-ticket comment tk2 'a mail as well' >/dev/null
is 'once' 2026-03-09T07:20:00Z "$(field tk2 first_response_at)"

# A promise is held first.
crm-task add subject='send a pump' kind=promise about=tk2 >/dev/null
fails 1 't1' 'an open promise' crm-ticket close tk2 solution=replaced
crm-task done t1 >/dev/null
is 'is done' tk2 "$(crm-ticket close tk2 solution=replaced)"
is 'used: half an hour on Friday, an hour before and two and a half hours after lunch, and a minute' 14460 "$(field tk2 clock_used)"
at 2026-03-10T09:00
is 'open again' tk2 "$(crm-ticket reopen tk2 'still dry')"
is 'with a new clock and the old response' "open${TAB}0${TAB}2026-03-10T01:00:00Z${TAB}2026-03-11T10:00:00Z${TAB}2026-03-09T07:20:00Z${TAB}${TAB}1" \
	"$(field tk2 status,clock_used,clock_from,due_at,first_response_at,closed_at,reopenings)"

# What is refused.
fails 1 "say why" 'no hand without a reason' crm-ticket hand tk2 desk=billing
fails 1 "say why" 'by no way' crm-ticket set tk2 desk=billing
fails 2 'say to whom' 'nor to nobody' crm-ticket hand tk2 why=x
fails 65 "unknown desk 'bilin'; did you mean 'billing'?" 'an unknown desk' crm-ticket hand tk2 desk=bilin why=x
fails 1 'as1 belongs to c1' 'the unit of another' crm-ticket add x customer=c2 asset=as1
fails 65 'opened_at: it is in the future' 'from the future' crm-ticket add x opened_at=+1d
fails 65 'closed_at' 'closed before it was opened' crm-ticket set tk1 closed_at=2026-01-01
fails 65 'closed_at: the ticket is not closed' 'no end without being closed' crm-ticket set tk2 closed_at=2026-03-10
fails 2 'say what the comment is' 'a comment without text' crm-ticket comment tk1
fails 2 "write text=" 'a comment has no title' crm-ticket comment tk1 text=x title=y
fails 2 'due_at cannot be set' 'due times are computed' crm-ticket set tk1 due_at=today
is 'comments are no lines' 1 "$(crm-ticket rm tk1.1 >/dev/null 2>&1 && echo 0 || echo 1)"
same=$(crm-ticket hand tk2 desk=sales why=x && crm-ticket hand tk2 desk=billing why=x)
is 'twice for the same reason' "tk2${NL}tk2" "$same"
is 'both are told' 2 "$(field tk2 hand_overs)"

# Repeats.
crm-ticket add asset=as1 leaks fault=leak >/dev/null                       # tk3
crm-ticket close tk3 solution=sealed >/dev/null
at 2026-05-09T09:00
crm-ticket add asset=as1 'leaks again' fault=leak >/dev/null               # tk4, 60 days later
is '60 days later it repeats' "tk3${TAB}high" "$(field tk4 repeat_of,priority)"
is 'the owner has a task' "Repeat of tk3: leaks again${TAB}u2" "$(crm-task list about=tk4 --columns=subject,owner | cut -f 2-)"
at 2026-06-08T09:00
crm-ticket add asset=as1 'and again' fault=leak category=request >/dev/null # tk5, 90 days later
is '90 days later too' tk3 "$(field tk5 repeat_of)"
at 2026-06-09T09:00
crm-ticket add asset=as1 'once more' fault=leak category=question >/dev/null # tk6, 91 days later
is '91 days later it does not' "${TAB}normal" "$(field tk6 repeat_of,priority)"
crm-ticket close tk4 solution=x >/dev/null
crm-ticket add customer=c1 product=pr1 'same kind' priority=urgent >/dev/null # tk7
is 'of the same customer, product and category' "tk4${TAB}urgent" "$(field tk7 repeat_of,priority)"
crm-ticket add customer=c2 product=pr1 'another customer' >/dev/null       # tk8
is 'not of another one' '' "$(field tk8 repeat_of)"

# Service of assets.
echo 'service_every: {pumps: {category: pumps, every: 6mo}, valve: {product: V1, every: 1y}}' >every.yaml
crm-db schema apply every.yaml >/dev/null
at 2026-08-31T15:00
crm-ticket add asset=as2 maintenance category=service >/dev/null           # tk9
crm-ticket close tk9 solution=oiled >/dev/null
is 'half a year from the end of August on' 2027-02-28 "$(crm-asset list as2 --columns=next_service_on | cut -f 2)"
crm-ticket add asset=as3 noise >/dev/null                                  # tk10
at 2026-09-01T15:00
crm-event add subject=visit kind=visit about=tk10 status=held starts_at='2026-09-01 10:00' >/dev/null
at 2026-09-03T15:00
crm-ticket close tk10 solution=oiled >/dev/null
is 'by the day of the visit' 2027-03-01 "$(crm-asset list as3 --columns=next_service_on | cut -f 2)"
crm-ticket add asset=as4 'a question' >/dev/null                           # tk11
crm-ticket close tk11 solution=told >/dev/null
is 'no visit, no service' '' "$(crm-asset list as4 --columns=next_service_on | cut -f 2)"
is 'a valve that was installed' 2027-08-31 "$(crm-asset list "$(crm-asset add serial=V1 product=pr2 customer=c1 installed_on=2026-08-31)" --columns=next_service_on | cut -f 2)"
is 'faults of a unit' "4${TAB}2" "$(crm-asset list as1 --columns=faults,open_tickets | cut -f 2-)"
fails 65 'not a period' 'a period of no unit' sh -c 'echo "service_every: {x: {category: y, every: 6}}" | crm-db schema apply -'
fails 65 'either a product or a category' 'an interval of neither' sh -c 'echo "service_every: {x: {every: 6mo}}" | crm-db schema apply -'
fails 65 'for the same class and priority' 'two levels of the same' sh -c 'echo "service_levels: {x: {priority: high, response: 1}}" | crm-db schema apply -'
fails 65 "'z' is not a class" 'a level for no class' sh -c 'echo "service_levels: {x: {class: z, response: 1}}" | crm-db schema apply -'
fails 1 'it is in' 'a desk that has tickets' sh -c 'echo "desks: {billing: ~}" | crm-db schema apply -'
fails 65 'not a number of working days' 'call-backs' sh -c 'echo "callback: {after: soon}" | crm-db schema apply -'

# A year without data warns once.
at 2026-12-31T17:30
is 'holidays that nobody knows' "$NL"'crm-ticket: the public holidays of 2027 are not known to this program; add them to the calendar standard as days:' \
	"$NL$(crm-ticket add customer=c1 'new year' 2>&1 >/dev/null)"
at 2026-10-09T09:00

# Assignment.
for n in 1 2 3 4 5 6; do echo "title=job$n,customer=c$((n % 2 + 1))"; done | tr ',' "$TAB" | sed 's/title=//; s/customer=//' >jobs
{ printf 'title\tcustomer\n'; cat jobs; } >jobs.tsv
new=$(crm-ticket import jobs.tsv | xargs)
workers() { crm-ticket list $new --columns=worker | cut -f 2 | xargs; }
printf '%s\n' $new | crm-ticket assign - how=round-robin team=service --explain >/dev/null 2>explained
is 'in turn, after who came last' 'u2 u3 u2 u3 u2 u3' "$(workers)"
is 'it is told why' "crm-ticket: ${new%% *} goes to mei: the next in turn of 2" "$(head -n 1 explained)"
crm-undo >/dev/null
printf '%s\n' $new | crm-ticket assign - how=least-busy team=service >/dev/null
is 'by what they have' 'u2 u3 u2 u3 u2 u3' "$(workers)"
crm-undo >/dev/null
printf '%s\n' $new | crm-ticket assign - how=capacity team=service >/dev/null
is 'by their hours' 'u2 u3 u2 u2 u3 u2' "$(workers)"
crm-undo >/dev/null
printf '%s\n' $new | crm-ticket assign - how=region >/dev/null
is 'by where the customer is' 'u3 u2 u3 u2 u3 u2' "$(workers)"
crm-undo >/dev/null
is 'as one change' '' "$(workers)"
crm-user set u2 absent_until=2026-10-10 >/dev/null
printf '%s\n' $new | crm-ticket assign - how=round-robin team=service >/dev/null
is 'not to who is absent' 'u3 u3 u3 u3 u3 u3' "$(workers)"
fails 1 'nobody of the team x' 'nobody is there' crm-ticket assign tk5 how=round-robin team=x
fails 2 'how is one of' 'no such way' crm-ticket assign tk5 how=random
for name in A B C; do crm-lead add name=$name city=Suzhou; done >/dev/null
is 'leads get owners' 'l1 l2 l3' "$(crm-lead list @open | crm-lead assign - how=region | xargs)"
is 'those of the city' 'u3 u3 u3' "$(crm-lead list --columns=owner | cut -f 2 | xargs)"

# Answers to frequent questions.
is 'a draft of a closed ticket' fq1 "$(crm-ticket faq tk3)"
is 'has its words' "leaks${TAB}sealed${TAB}pumps${TAB}pr1${TAB}draft${TAB}0" "$(crm-faq list fq1 --columns=question,answer,category,product,status,used | cut -f 2-)"
fails 1 'it is not closed' 'an open one has no answer' crm-ticket faq tk5
fails 1 'fq1 is not published' 'a draft is not for customers' crm-ticket reply tk5 faq=fq1
crm-faq set fq1 status=published >/dev/null
is 'an answer' tk5.1 "$(crm-ticket reply tk5 faq=fq1)"
is 'is public, and the first response' "1${TAB}yes" "$(crm-faq list fq1 --columns=used | cut -f 2)$TAB$([ "$(field tk5 first_response_at)" ] && echo yes)"
crm-faq add '<b>"Tom" & '"'Ann'"'</b>' answer='<script>alert(1)</script>' category='../x' status=published >/dev/null
crm-faq add old answer=o status=published expires_on=2026-10-09 >/dev/null
crm-faq add secret answer=s >/dev/null
ok 'they are published' crm-faq publish pages
is 'as an index and a page for each category' 'category-1.html category-2.html category-3.html index.html' "$(ls pages | xargs)"
like 'escaped' '<h2>&lt;b&gt;&quot;Tom&quot; &amp; &#39;Ann&#39;&lt;/b&gt;</h2>' "$(cat pages/*.html)"
unlike 'nothing runs' '<script' "$(cat pages/*.html)"
unlike 'drafts are not published' secret "$(cat pages/*.html)"
like 'the last day counts' '>old<' "$(cat pages/index.html)"
at 2026-10-10T09:00
ok 'again' crm-faq publish pages/
crm-faq add Hallo answer=Ja language=de status=published >/dev/null
ok 'in one language' crm-faq publish --language=de german
is 'the others are left out' 1 "$(cat german/category-*.html | grep -c '<h2>')"
ok 'that of the database is the one of what names none' crm-faq publish --language=en english
like 'as they are' '&lt;b&gt;' "$(cat english/index.html)"
unlike 'without what has expired' '>old<' "$(cat pages/*.html)"
is 'nothing is left over' 'pages' "$(ls -d pages*)"
mkdir other && echo x >other/x
fails 1 'other contains other files' 'what is not ours stays' crm-faq publish other
ln -s pages link
fails 1 'link is a symbolic link' 'a link leads elsewhere' crm-faq publish link
fails 73 'cannot create the directory no/where' 'no way there' crm-faq publish no/where
fails 1 'expired on' 'what expired is not published' crm-faq set "$(crm-faq add late answer=x expires_on=2026-10-01)" status=published

# What comes from elsewhere brings its times, and what they mean.
printf 'title,customer,status,solution,opened_at,first_response_at,closed_at\nold,Alpha,closed,done,2025-03-05 10:00,2025-03-06 10:30,2025-03-07 11:00\n' >old.csv
old=$(crm-ticket import old.csv)
is 'an old ticket' "2025-03-06T02:00:00Z${TAB}2025-03-12T02:00:00Z${TAB}yes${TAB}no${TAB}" "$(field "$old" response_due_at,due_at,response_breached,solution_breached,callback_on)"
printf 'title,customer,status\nx,Alpha,closed\n' >bad.csv
fails 65 'bad.csv:2: solution' 'one without a solution' crm-ticket import bad.csv
fails 2 'may be another ticket' 'two tickets are no ticket with a solution' crm-ticket close tk5 tk6

# Both sides: check, undo, merge, handover, export.
crm-customer merge c1 c2 >/dev/null
is 'tickets follow a merged customer' 0 "$(sqlite3 "$CRM_DB" 'select count(*) from ticket where customer = 2')"
is 'nothing is wrong' '' "$(crm-db check 2>&1)"
before=$(records)
crm-ticket merge tk6 tk5 >/dev/null
is 'a merged ticket has both comments and moves' "tk6.1${TAB}sealed" "$(crm show tk6 --related | grep '^tk6\.' | cut -f 1,2)"
is 'and one state' '' "$(crm-db check 2>&1)"
crm-undo >/dev/null
is 'undone' "$before" "$(records)"
before=$(field tk1 due_at,clock_used,status)
plain=$(crm-ticket add customer=c1 plain)
crm-ticket merge "$plain" tk1 --prefer=drop >/dev/null
is 'state and clock stay together, whichever is kept' "$before" "$(field "$plain" due_at,clock_used,status)"
is 'and are right' '' "$(crm-db check 2>&1)"
crm-undo >/dev/null
crm-user handover mei to=lin >/dev/null
is 'open tickets go to another owner, closed ones stay' "u3${TAB}u2" "$(field tk7 owner)$TAB$(field tk1 owner)"
crm-ticket rm tk6 >/dev/null
is 'nothing is wrong with what is left' '' "$(crm-db check 2>&1)"
crm-db export out >/dev/null
crm-db import out --db="$T/copy.db" >/dev/null 2>&1 || { crm-db init "$T/copy.db" >/dev/null && crm-db import out --db="$T/copy.db" >/dev/null; }
crm-db export again --db="$T/copy.db" >/dev/null
is 'an export comes back byte for byte' '' "$(diff -r out again)"
sqlite3 "$CRM_DB" "update ticket set due_at = '2026-01-01T00:00:00Z', callback_score = 9 where id = 7; update ticket set status = 'closed' where id = 8"
is 'what is wrong is found' "tk7: callback_score: 9 is not a score from 1 to 5
tk7: due_at: it is '2026-01-01T00:00:00Z', and should be '2026-06-09T10:00:00Z' by the service level
tk8: closed_at: it is closed, and nobody knows when
tk8: solution: it is closed without one" "$(crm-db check 2>/dev/null | sort)"
crm-db check --fix >/dev/null 2>&1
unlike 'due times are made right' due_at "$(crm-db check 2>&1)"
sqlite3 "$CRM_DB" "update ticket set callback_score = null where id = 7; update ticket set status = 'open' where id = 8"
crm-db forget c1 >/dev/null 2>&1 || crm-db forget c1 --yes >/dev/null 2>&1
is 'a customer who is forgotten takes its tickets along' 0 "$(crm-ticket count customer=c1)"
is 'and leaves nothing wrong' '' "$(crm-db check 2>&1)"
done_testing
