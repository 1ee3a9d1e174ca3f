#!/bin/sh
# shellcheck source=tests/lib.sh
# Service, what joins its parts: reminders for whoever looks after the database, who is on duty, invitations by mail.
. "$(dirname "$0")/lib.sh"

fresh
python=/usr/bin/python3 # the one for which the distribution has packages
at() { CRM_NOW=$1; export CRM_NOW; }
mkdir sink backups
printf '#!/bin/sh\ncat >"$T/sink/$(ls "$T/sink" | wc -l)"\n' >sendmail
chmod +x sendmail
export T CRM_SENDMAIL="$T/sendmail"
schema() { printf '%s\n' "$@" | crm-db schema apply - --drop; }
rules() { crm-remind test --now="$1" | grep "	\($2\)	" | cut -f 1-3,6 | tr '\t' ' '; }

# ---- reminders ----

# How old the last backup is; u1 made the database.
is 'a young database needs no backup yet' '' "$(rules '2026-03-11T12:00:00+08:00' backup-old)"
is 'one of a week does' ' backup-old u1 there is no backup by crm-db backup yet' "$(rules '2026-03-12T12:00:00+08:00' backup-old)"
at 2026-03-12T12:00:00+08:00
ok 'a backup' crm-db backup backups
is 'ends that' '' "$(rules '2026-03-18T12:00:00+08:00' backup-old)"
is 'for a week' ' backup-old u1 the last backup is of 2026-03-12; crm-db backup makes one' "$(rules '2026-03-19T12:00:00+08:00' backup-old)"
is 'its note is no copy of the database' 0 "$(crm-db forget --help >/dev/null; ls "$CRM_DB".last-backup backups/*.last-backup 2>/dev/null | grep -c backups)"
echo 'no day at all, and much too long for one' >"$CRM_DB.last-backup"
is 'a note that is none says nothing' ' backup-old u1 there is no backup by crm-db backup yet' "$(rules '2026-03-19T12:00:00+08:00' backup-old)"
rm "$CRM_DB.last-backup"
at 2026-03-19T12:00:00+08:00
is 'each day once' '1 0' "$(crm-remind run | grep -c 'no backup by') $(crm-remind run | grep -c 'no backup by')"
at 2026-03-20T12:00:00+08:00
is 'and on the next day again' 1 "$(crm-remind run | grep -c 'no backup by')"
schema 'reminders:' '  backup-old: {before: -30d, every: 7d}' >/dev/null
is 'as the firm has it' ' backup-old u1 there is no backup by crm-db backup yet' "$(rules '2026-04-19T12:00:00+08:00' backup-old)"

# What crm-db check would find.
crm-customer add name=Alpha >/dev/null
sqlite3 "$CRM_DB" 'pragma foreign_keys = off; update customer set owner = 77, class = 7 where id = 1'
is 'findings, by their number' ' check u1 2 findings; crm-db check lists them' "$(rules '2026-03-21T12:00:00+08:00' check)"
at 2026-03-21T12:00:00+08:00
is 'once a day' '1 0' "$(crm-remind run | grep -c '2 findings') $(crm-remind run | grep -c '2 findings')"
sqlite3 "$CRM_DB" 'update customer set owner = 1, class = null where id = 1'
at 2026-03-22T12:00:00+08:00
is 'nothing where all is well' '' "$(rules '2026-03-22T12:00:00+08:00' check)"

# Parts of an order that come due.
at 2026-04-01T09:00:00+08:00
{
	crm-customer add name=Beta owner=u1
	crm-product add name=Pump price=1000
	crm-order add customer=c2 signed_on=2026-04-01
	crm-order line so1 add product=pr1 qty=1
	crm-order plan so1 30%=2026-04-20 50%=signing+1mo 20%=delivery+10d
	crm-order approve so1
} >out 2>&1
is 'three days before' "so1 instalment-due u1 $(crm-order list --columns=number | cut -f2) Beta: instalment 1 (2026-04-20), 300.00 CNY, due 2026-04-20, is not invoiced" \
	"$(rules '2026-04-17T12:00:00+08:00' instalment-due)"
is 'one that counts from the contract' 1 "$(rules '2026-04-28T12:00:00+08:00' instalment-due | grep -c 'instalment 2 (signing+1mo), 500.00')"
is 'not one that waits, however late' '' "$(rules '2026-09-28T12:00:00+08:00' instalment-due | grep 'instalment 3')"
at 2026-04-16T09:00:00+08:00
crm-order invoice so1 --instalment=1 --issue >>out 2>&1
is 'not one that is invoiced' '' "$(rules '2026-04-17T12:00:00+08:00' instalment-due)"

# A ticket that runs out of time is news at once, not with the first run of the next day.
at 2026-04-20T09:00:00+08:00
crm-remind run >/dev/null 2>&1
crm-ticket add customer=c2 'Pump leaks' priority=urgent owner=u1 >/dev/null 2>&1
at 2026-04-20T11:30:00+08:00
crm-remind run >/dev/null 2>&1
is 'a ticket in danger, on the same day' 1 "$(crm-remind log rule=service-level | wc -l | tr -d ' ')"

# Rules that cannot be asked are refused where they are written.
fails 65 "standard input:3:12: reminders.wrong.where: unknown field 'colour'" 'a filter that names no field' sh -c "printf 'reminders:\n  wrong: {type: task, day: due_on, before: 0d,\n    where: colour=red}\n' | crm-db schema apply -"
fails 65 "reminders.wrong.day: unknown field 'due_at'" 'a day that is none' sh -c "printf 'reminders:\n  wrong: {type: task, day: due_at, before: 0d}\n' | crm-db schema apply -"
schema 'fields:' '  task:' '    x_colour: {kind: text, label: Colour}' 'reminders:' '  red: {type: task, where: x_colour=red, day: due_on, before: 0d}' >/dev/null
fails 65 'reminders.red.where: unknown field' 'nor may their field go' sh -c "printf 'fields:\n  task: {}\n' | crm-db schema apply - --drop"
# ---- who is on duty ----

at 2026-03-06T22:00:00+08:00 # a Friday
{
	crm-user add login=mei name=Mei phone=13800000001
	crm-user add login=lin name=Lin phone=13800000002 deputy=mei absent_from=2026-03-07 absent_until=2026-03-08
	crm-user add login=alone name=Alone absent_from=2026-03-06 absent_until=2026-03-09
	crm-customer add name=Gamma region=East phone=02151260001
	crm-customer add name=Delta bill_city=苏州市 phone=02151260002
	crm-customer add name=Epsilon phone=02151260003
} >out 2>&1 || cat out
duty() { crm-call --duty "$@" | cut -f 2,4,5,6,8,9,10 | tr '\t' ' '; }
is 'without entries nobody is' '' "$(duty)"
schema 'duty:' '  day: {users: mei, hours: "08:00-12:00, 13:00-18:00", days: mon-fri}' '  night: {users: "lin , mei", hours: "18:00-08:00", days: mon-fri, regions: east, phone: 400-1}' \
	'  suzhou: {users: alone, regions: "苏州, 无锡", desk: technical}' '  nobody: {users: ghost, hours: "03:00-04:00"}' >/dev/null
is 'Friday night' 'alone  suzhou 24:00 苏州, 无锡  2026-03-09,lin 400-1 night 08:00 east  ,mei 400-1 night 08:00 east  ,' "$(duty | tr '\n' ,)"
is 'is not over at midnight, and a deputy stands in' 'mei 400-1 night 08:00 east lin ,mei 400-1 night 08:00 east  ,' "$(duty EAST --now=2026-03-07T07:59:00+08:00 | tr '\n' ,)"
is 'but in the morning' '' "$(duty EAST --now=2026-03-07T08:00:00+08:00)"
is 'nor does Saturday begin one' '' "$(duty East --now=2026-03-07T23:00:00+08:00)"
is 'nor Sunday, before Monday' '' "$(duty East --now=2026-03-09T07:00:00+08:00)"
is 'at noon nobody' '' "$(duty East --now=2026-03-09T12:00:00+08:00)"
is 'everywhere, also in a region' 'mei 13800000001 day 18:00   ,' "$(duty East --now=2026-03-09T13:00:00+08:00 | tr '\n' ,)"
is 'a city by its longer name' alone "$(duty 苏州市 --now=2026-03-09T12:00:00+08:00 | cut -d' ' -f1)"
is 'not by a piece of it' '' "$(duty 苏 --now=2026-03-09T12:00:00+08:00)"
fails 0 "duty.nobody: there is no active user 'ghost'" 'a login that nobody has' crm-call --duty West --now=2026-03-09T03:30:00+08:00
is 'for programs' '{"ref":"u2","login":"mei","name":"Mei","phone":"13800000001","duty":"day","until":"18:00","desk":null,"regions":null,"instead_of":null,"absent_until":null}' \
	"$(crm-call --duty East --now=2026-03-09T13:00:00+08:00 --format=ndjson)"
screen() { crm-call "$@" --format=table; }
is 'a caller sees those of his region' '2 0 1' "$(screen 02151260001 | awk '/^u[0-9]/' | wc -l | tr -d ' ') $(screen 02151260001 | grep -c suzhou) $(screen 02151260002 | grep -c suzhou)"
is 'one without a region those of all' 3 "$(screen 02151260003 | awk '/^u[0-9]/' | wc -l | tr -d ' ')"
is 'and one whom nobody knows' '3 1' "$(screen 02151269999 2>/dev/null | awk '/^u[0-9]/' | wc -l | tr -d ' ') $(crm-call 02151269999 2>/dev/null >out; echo $?)"
is 'who gets no such rows in a pipe' 0 "$(wc -l <out | tr -d ' ')"
like 'quiet hours are shown beside it' 'Quiet hours for calls, now: 12:00-13:30, 18:30-09:00' "$(screen 02151260001)"
like 'whether or not it is one now' 'Quiet hours for calls: 12:00' "$(screen 02151260001 --now=2026-03-06T10:00:00+08:00)"
fails 2 'takes at most a region' 'not with --log' crm-call --duty --log
fails 65 'is not a list of weekdays' 'a weekday that is none' sh -c "printf 'duty: {x: {users: mei, days: mon-fry}}\n' | crm-db schema apply -"
fails 65 'is not a list of hours' 'hours that are none' sh -c "printf 'duty: {x: {users: mei, hours: 8-18}}\n' | crm-db schema apply -"
fails 65 "there is no desk 'attic'" 'a desk that is none' sh -c "printf 'duty: {x: {users: mei, desk: attic}}\n' | crm-db schema apply -"
fails 65 'needs its users' 'an entry without users' sh -c "printf 'duty: {x: {hours: \"08:00-18:00\"}}\n' | crm-db schema apply -"
like 'the schema shows it' 'days: mon-fri' "$(crm-db schema show)"

# ---- invitations by mail: to the sink, and back ----

at 2026-03-10T09:00:00+08:00
rm -f sink/*
{
	crm-user set u1 email=chief@firm.example name=Chief
	crm-user set mei email=mei@firm.example
	crm-contact add name='Carl "C." Ng' email=carl@other.example customer=c2
	crm-contact add name='No Address' customer=c2
	crm-lead add name=Lea email=lea@third.example
	crm-event add 'Visit 泵站' starts_at='2026-03-12 14:00' ends_at='2026-03-12 15:30' location='Hall 1; gate B' contacts=p1,p2 leads=l1 attendees=u1,mei owner=u1
} >out 2>&1 || cat out
queued() { crm-mail list --columns=to,recipient,status,subject "$@" | cut -f 2- | tr '\t' ' '; }
is 'an invitation prints its event' 'e1 1' "$(crm-event invite e1 2>err) $(grep -c 'p2 has no e-mail address' err)"
is 'and queues a mail for each who has an address, but the owner' 'carl@other.example p1 queued Invitation: Visit 泵站,lea@third.example l1 queued Invitation: Visit 泵站,mei@firm.example  queued Invitation: Visit 泵站,' \
	"$(queued | sort | tr '\n' ,)"
ok 'undone' crm-undo
is 'none is' '0 p1,p2' "$(crm-mail count) $(crm-event list --columns=contacts | cut -f2)"
ok 'redone' crm-redo
is 'again is nothing new' 'e1 3' "$(crm-event invite e1 2>/dev/null) $(crm-mail count)"
ok 'crm-mail delivers' crm-mail send
is 'each once' '3 3' "$(ls sink | wc -l | tr -d ' ') $(queued status=sent | wc -l | tr -d ' ')"
ok 'again' crm-mail send
is 'is nothing' 3 "$(ls sink | wc -l | tr -d ' ')"
cat >answer.py <<'END'
# Reads what came for an address as a mail program does, says what it found, and writes the answer: answer.py ADDRESS PARTSTAT FROM
import email, email.policy, glob, sys, icalendar
to, answer, sender = sys.argv[1:4]
for path in sorted(glob.glob('sink/*'), key=lambda p: -int(p.split('/')[1])):
    mail = email.message_from_binary_file(open(path, 'rb'), policy=email.policy.default)
    if to in str(mail['To']):
        break
part = [p for p in mail.walk() if p.get_content_type() == 'text/calendar'][0]
calendar = icalendar.Calendar.from_ical(part.get_content())
event = calendar.walk('VEVENT')[0]
print(part.get_param('method'), calendar['METHOD'], event['SEQUENCE'], event['STATUS'], event['SUMMARY'], event['LOCATION'], event['DTSTART'].dt.isoformat(), mail['From'].addresses[0].addr_spec, file=sys.stderr)
for attendee in event['ATTENDEE'] if isinstance(event['ATTENDEE'], list) else [event['ATTENDEE']]:
    if to in attendee:
        break
attendee.params['PARTSTAT'] = answer
reply = icalendar.Calendar({'PRODID': 'x', 'VERSION': '2.0', 'METHOD': 'REPLY'})
own = icalendar.Event()
for name in 'UID', 'SEQUENCE', 'DTSTAMP', 'DTSTART':
    own[name] = event[name]
own['ATTENDEE'] = [attendee]
reply.add_component(own)
body = email.message.EmailMessage()
body['From'], body['To'], body['Subject'], body['Message-ID'] = sender, 'chief@firm.example', 'Re: invitation', '<%s.%s@test>' % (answer, sender)
body.set_content('I answer.')
body.add_alternative(reply.to_ical().decode(), subtype='calendar', params={'method': 'REPLY'})
sys.stdout.buffer.write(bytes(body))
END
is 'a mail program reads it' 'REQUEST REQUEST 0 CONFIRMED Visit 泵站 Hall 1; gate B 2026-03-12T06:00:00+00:00 chief@firm.example' "$($python answer.py carl@other.example ACCEPTED carl@other.example 2>&1 >answer)"
is 'an answer by mail' 'm4 1' "$(crm-mail import answer 2>err) $(grep -c '1 answered an invitation' err)"
roles() { crm-event list --columns=contacts,leads,attendees,sequence | cut -f 2- | tr '\t' ' '; }
is 'sets the role' 'p1:accepted,p2:invited l1:invited u1,u2:invited 0' "$(roles)"
$python answer.py lea@third.example DECLINED carl@other.example 2>/dev/null >answer
is 'but not of somebody else' 'm5 p1:accepted,p2:invited l1:invited u1,u2:invited 0' "$(crm-mail import answer 2>/dev/null) $(roles)"
$python answer.py mei@firm.example TENTATIVE mei@firm.example 2>/dev/null | $python -c "import email, sys
print([p.get_payload(decode=True).decode() for p in email.message_from_file(sys.stdin).walk() if p.get_content_type() == 'text/calendar'][0])" >answer.ics
is 'the calendar file alone does' 'e1 p1:accepted,p2:invited l1:invited u1,u2:tentative 0' "$(crm-calendar import answer.ics) $(roles)"
is 'an answer is no news for the others' 'e1 0' "$(crm-event invite e1 2>/dev/null) $(crm-mail count status=queued)"
crm-event move e1 '2026-03-13 10:00' >/dev/null 2>&1
crm-event invite e1 >/dev/null 2>&1
crm-mail send >/dev/null
is 'a move is a revision' 'REQUEST REQUEST 1 CONFIRMED Visit 泵站 Hall 1; gate B 2026-03-13T02:00:00+00:00 chief@firm.example' "$($python answer.py carl@other.example X x@y.example 2>&1 >/dev/null)"
like 'that says so' 'Updated invitation: Visit' "$(queued status=sent)"
crm-contact add name=New email=new@other.example >/dev/null
crm-event cancel e1 >/dev/null 2>&1
crm-event invite e1 contacts+=p3 >/dev/null 2>&1
is 'a cancellation goes to those who were invited' '3 0' "$(crm-mail count status=queued) $(crm-mail count to=new@other.example)"
crm-mail send >/dev/null
is 'as one' 'CANCEL CANCEL 2 CANCELLED' "$($python answer.py lea@third.example X x@y.example 2>&1 >/dev/null | cut -d' ' -f 1-4)"
crm-event add Secret starts_at='2026-03-12 16:00' contacts=p1 visibility=private >/dev/null 2>&1
is 'a private event is not mailed' 'e2 1 0' "$(crm-event invite e2 2>err) $(grep -c 'nobody is invited by mail' err) $(crm-mail count status=queued)"
is 'nor is what is printed' 0 "$(crm-event invite e2 --print >/dev/null; crm-mail count status=queued)"

# ---- small things ----

is 'a type by its label, and by what else people call it' 'tk1 tk1 tk1' "$(crm 服务单 list | cut -f1) $(crm 传票 list | cut -f1) $(crm Ticket list --columns=ref)"
is 'in a path too' 'm1 m2 m3' "$(crm-mail list 'about.活动.subject~visit' | head -n 3 | cut -f1 | xargs)"
fails 2 "unknown command '传'" 'not by a piece of it' crm 传 list

# Additional days of a series.
printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:extra@x\r\nDTSTAMP:20260301T000000Z\r\nSUMMARY:Training\r\nDTSTART:20260401T010000Z\r\nDTEND:20260401T020000Z\r\nRRULE:FREQ=WEEKLY;COUNT=2\r\nRDATE:20260403T050000Z,20260404T050000Z\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:only@x\r\nDTSTAMP:20260301T000000Z\r\nSUMMARY:Fair\r\nDTSTART;VALUE=DATE:20260410\r\nRDATE;VALUE=DATE:20260415\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n' >rdate.ics
ok 'a calendar with additional days' crm-calendar import rdate.ics
is 'has them' 'Fair 2026-04-09T16:00:00Z,Fair 2026-04-14T16:00:00Z,Training 2026-04-01T01:00:00Z,Training 2026-04-03T05:00:00Z,Training 2026-04-04T05:00:00Z,' \
	"$(crm-event list starts_at=2026-04-01.. --columns=subject,starts_at --sort=subject,starts_at | cut -f 2,3 | tr '\t\n' ' ,')"
before=$(crm-event count)
ok 'again' crm-calendar import rdate.ics
is 'is the same' "$before" "$(crm-event count)"
crm-calendar export >out.ics
is 'and out again' '20260403T130000 20260404T130000 20260415' "$(perl -0pe 's/\r\n //g' out.ics | tr -d '\r' | sed -n 's/^RDATE.*://p' | tr ',' '\n' | sort | xargs)"
fails 65 "rdate.ics:3: 'soon' is not a time of a zone that is known" 'one that is none' sh -c "printf 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nRDATE:soon\nUID:a@x\nDTSTART:20260401T010000Z\nEND:VEVENT\nEND:VCALENDAR\n' >rdate.ics; crm-calendar import rdate.ics"

# Published answers are there all the time.
crm-faq add 'How often?' answer='Each year.' status=published >/dev/null
ok 'published' crm-faq publish site
(while [ -e site ] || [ -e stop ]; do [ -e stop ] && exit 0; done; echo gone >absent) &
for i in 1 2 3 4 5 6 7 8; do crm-faq publish site >/dev/null 2>&1; done
touch stop
wait
is 'again and again' '' "$(cat absent 2>/dev/null; ls -d site.* 2>/dev/null)"

# ---- reminders are read by all, and are one line each ----

at 2026-05-04T09:00:00+08:00
crm-user set mei email= remind_by=print deputy=lin absent_from=2026-05-05 absent_until=2026-05-06 >/dev/null
crm-event add 'Secret talk' starts_at='2026-05-04 10:00' visibility=private owner=mei >/dev/null 2>&1
crm-event add 'Other secret' starts_at='2026-05-05 10:00' visibility=private owner=mei >/dev/null 2>&1
schema 'reminders:' '  noted: {type: task, day: due_on, before: 0d, text: "{{notes}}"}' >/dev/null
printf 'first\nBcc: x@y.example\n' | crm-task add Noted due_on=2026-05-04 owner=mei --file notes=- >/dev/null
at 2026-05-04T09:50:00+08:00
crm-remind run >out 2>err
is 'the owner of a private event is told what it is' 1 "$(grep -c '2026-05-04 10:00 busy (Secret talk)' out)"
at 2026-05-05T09:50:00+08:00
crm-remind run >out 2>err
is 'his deputy is not' '1 0' "$(grep -c '2026-05-05 10:00 busy' out) $(grep -c 'Other secret' out)"
is 'nor who reads the log' '2 0' "$(crm-remind log rule=event --columns=text | grep -c busy) $(sqlite3 "$CRM_DB" "select count(*) from reminder where text like '%ecret%'")"
is 'lines of a text are one' 'first Bcc: x@y.example' "$(crm-remind log rule=noted --columns=text | cut -f2 | sed 's/ *$//')"

is 'crm-db check' 0 "$(crm-db check 2>&1; echo $?)"

done_testing
