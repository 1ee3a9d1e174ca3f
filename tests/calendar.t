#!/bin/sh
# shellcheck source=tests/lib.sh
# Events and tasks over time: series and what becomes of their occurrences, moves, conflicts, tasks that repeat; crm-calendar and its files.
. "$(dirname "$0")/lib.sh"

fresh
crm-user add login=mei name=Mei >/dev/null
crm-user add login=lin name=Lin >/dev/null
crm-customer add name=Acme >/dev/null
crm-contact add name=Carl customer=c1 email=carl@acme.example >/dev/null
crm-lead add name=Lee >/dev/null
field() { crm-$1 show "$2" --columns="$3" | sed -n "s/^$3$TAB//p"; }
fields() { crm-event list "$1" --columns="$2" | cut -f2- | tr '\t' ' '; }
state() { cat "$CRM_DB" "$CRM_DB-wal" 2>/dev/null | cksum; }
undone() { # WHAT: what was done last is one change, and leaves nothing
	crm-undo >/dev/null
	records >"$T/after"
	is "$1: one undo" '' "$(diff "$T/before" "$T/after")"
	crm-redo >/dev/null
}
begin() { records >"$T/before"; }

# Fields: roles, several reminders, words for rules.
crm-event add subject=Standup starts_at='2026-03-05 14:00' ends_at='2026-03-05 14:30' contacts=p1:accepted attendees=mei,lin:tentative leads=l1 remind_minutes=60,15,1440 \
	repeat='every 2 weeks on mon,thu' owner=mei about=c1 >/dev/null
is 'roles, and reminders by their size' 'p1:accepted u2,u3:tentative l1 15,60,1440 FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH' "$(fields e1 contacts,attendees,leads,remind_minutes,repeat)"
is 'found by one of them' 'e1' "$(crm-event list remind_minutes=15 attendees.role=tentative leads=l1 --format=ids)"
is 'more of them' '5,15,60,1440' "$(crm-event set e1 remind_minutes+=005 >/dev/null; fields e1 remind_minutes)"
fails 65 'is not a whole number' 'a reminder that is none' crm-event set e1 remind_minutes=soon
fails 65 'is not a role' 'an unknown role' crm-event set e1 contacts=p1:king
fails 65 'no such time zone' 'an unknown zone' crm-event set e1 timezone=Mars/Olympus
fails 65 'weekly on the moon is not understood' 'words that are none' crm-event set e1 repeat='weekly on the moon'
fails 2 'maintained by the program' 'what the program maintains' crm-event set e1 moved=3
is 'the zone of an event' 'Europe/Berlin' "$(crm-event add x starts_at='2027-01-01 10:00' timezone=Europe/Berlin >/dev/null; fields e2 timezone)"
crm-event rm e2 >/dev/null

# One occurrence is held, moved, cancelled: an event of its own.
begin
is 'one is held' e3 "$(CRM_NOW='2026-03-16 15:00' crm-event hold e1 occurrence=today outcome='all well' 2>err)"
is 'as an event of its own' 'e1 2026-03-16T06:00:00Z held 2026-03-16T06:00:00Z 2026-03-16T06:30:00Z  all well u2,u3:tentative' \
	"$(fields e3 series,occurrence,status,starts_at,ends_at,repeat,outcome,attendees)"
undone 'held'
begin
is 'one is moved, by its time' e4 "$(crm-event move e1 16:00 occurrence=2026-03-19)"
is 'to that day' 'e1 2026-03-19T06:00:00Z planned 2026-03-19T08:00:00Z 2026-03-19T08:30:00Z 1' "$(fields e4 series,occurrence,status,starts_at,ends_at,moved)"
undone 'moved'
is 'again, by its day' e4 "$(crm-event move e4 2026-03-20)"
is 'at its time' '2026-03-20T08:00:00Z 2' "$(fields e4 starts_at,moved)"
is 'named by its series' e4 "$(crm-event move e1 occurrence=2026-03-19 starts_at='2026-03-21 9:00' ends_at='2026-03-21 9:10')"
is 'with its end' '2026-03-21T01:00:00Z 2026-03-21T01:10:00Z 3' "$(fields e4 starts_at,ends_at,moved)"
begin
is 'one is cancelled' e5 "$(crm-event cancel e1 occurrence='2026-03-30 14:00')"
is 'and is not held' 'not-held 2026-03-30T06:00:00Z' "$(fields e5 status,occurrence)"
undone 'cancelled'
is 'the next one' e6 "$(crm-event cancel e1 occurrence=next)"
is 'is that of today' 2026-03-05T06:00:00Z "$(fields e6 occurrence)"
fails 65 'e1 does not take place on 2026-03-17; around then it does on 2026-03-16 14:00 and 2026-03-19 14:00' 'a day without' crm-event cancel e1 occurrence=2026-03-17
fails 1 'say which of its days is meant' 'a series is not held as a whole' crm-event hold e1
fails 1 'begins at 2026-04-02 14:00' 'nor before its time' crm-event hold e1 occurrence=2026-04-02
fails 1 'does not repeat' 'one occurrence of none' crm-event move e4 +1d occurrence=next
fails 2 'say when' 'a move without a time' crm-event move e1
fails 65 'starts_at: ' 'a move to nowhere' crm-event move e4 never

# This and all that follow: the series is split.
begin
is 'from a day on' e7 "$(crm-event move e1 15:00 occurrence=2026-04-13 --following)"
is 'the first part ends there' 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;UNTIL=20260413T055959Z' "$(fields e1 repeat)"
is 'the second goes on' '2026-04-13T07:00:00Z 2026-04-13T07:30:00Z FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH 1  ' "$(fields e7 starts_at,ends_at,repeat,moved,series,occurrence)"
undone 'split'
crm-event add subject=Course starts_at='2026-03-06 10:00' repeat='daily 10 times' owner=lin >/dev/null 2>&1
crm-event cancel e8 occurrence=2026-03-12 >/dev/null
is 'of ten' e10 "$(crm-event move e8 11:00 occurrence=2026-03-10 --following)"
is 'six are left' 'FREQ=DAILY;UNTIL=20260310T015959Z FREQ=DAILY;COUNT=6' "$(fields e8 repeat) $(fields e10 repeat)"
is 'what was cancelled among them follows' 'e10 2026-03-12T03:00:00Z not-held' "$(fields e9 series,occurrence,status)"
is 'the rest is cancelled' e10 "$(crm-event cancel e10 occurrence=2026-03-14 --following)"
is 'and ends there' 'FREQ=DAILY;UNTIL=20260314T025959Z' "$(fields e10 repeat)"
is 'the whole is moved with what became of it' '2026-03-12T04:00:00Z' "$(crm-event move e10 12:00 >/dev/null; fields e9 occurrence)"
fails 1 'say which of its days is meant' 'what follows what?' crm-event cancel e8 --following

# Conflicts are reported, and stop nothing.
crm-event add subject=Budget starts_at='2026-03-24 10:00' ends_at='2026-03-24 11:00' owner=mei attendees=mei,lin contacts=p1 >/dev/null
conflicts() { "$@" 2>&1 >/dev/null; }
is 'the same user' "crm-event: e12: Lin is busy then: e11 'Budget' begins at 2026-03-24 10:00" "$(conflicts crm-event add subject=y starts_at='2026-03-24 10:30' owner=lin)"
is 'the same contact' "crm-event: e13: Carl is busy then: e11 'Budget' begins at 2026-03-24 10:00" "$(conflicts crm-event add subject=z starts_at='2026-03-24 9:30' ends_at='2026-03-24 10:01' contacts=p1)"
is 'one after the other' '' "$(conflicts crm-event add subject=n starts_at='2026-03-24 11:00' ends_at='2026-03-24 11:30' owner=mei)"
is 'who declined' '' "$(conflicts crm-event add subject=d starts_at='2026-03-24 10:30' owner=u1 attendees=mei:declined)"
is 'a series' "crm-event: e16: Mei is busy then: e1 'Standup' begins at 2026-04-02 14:00" "$(conflicts crm-event add subject=s starts_at='2026-04-02 14:15' owner=mei)"
is 'not where it was moved from' '' "$(conflicts crm-event add subject=s starts_at='2026-03-19 14:15' owner=mei)"
is 'what has passed' '' "$(conflicts crm-event add subject=p starts_at='2026-03-01 10:30' owner=mei; conflicts crm-event add subject=p starts_at='2026-03-01 10:30' owner=mei)"
crm-event add subject=Doctor starts_at='2026-03-25 10:00' ends_at='2026-03-25 11:00' owner=mei visibility=private >/dev/null
is 'a private one' 'crm-event: e21: Mei is busy then: e20 begins at 2026-03-25 10:00' "$(conflicts crm-event add subject=q starts_at='2026-03-25 10:00' attendees=mei)"
is 'only when it is placed anew' '' "$(conflicts crm-event set e21 location=here)"

# Tasks.
crm-task add 'send the report' due_on=2026-01-31 start_on=2026-01-30 remind_at='2026-01-31 9:00' repeat='monthly 4 times' about=c1 tags=a >/dev/null
begin
is 'a task that repeats is done' t1 "$(CRM_NOW='2026-02-02 9:00' crm-task done t1 2>err)"
is 'it says what is next' 'crm-task: t1 repeats: t2 is due on 2026-02-28' "$(cat err)"
is 'which is not done' 't2 send the report 2026-02-28 2026-02-27 2026-02-28T01:00:00Z not-started FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3 c1 a ' \
	"$(crm-task list t2 --columns=subject,due_on,start_on,remind_at,status,repeat,about,tags,done_at | tr '\t' ' ')"
undone 'done'
is 'once' 't1 t2' "$(crm-task set t1 status=done >/dev/null; crm-task list --format=ids | xargs)"
CRM_NOW='2026-03-01 9:00' crm-task done t2 2>/dev/null >&2
is 'back to the last day of a long month' '2026-03-31 FREQ=MONTHLY;BYMONTHDAY=31;COUNT=2' "$(crm-task list t3 --columns=due_on,repeat | cut -f2- | tr '\t' ' ')"
CRM_NOW='2026-05-15 9:00' crm-task done t3 2>err >/dev/null
is 'a rule that has ended' '3 ' "$(crm-task count) $(cat err)"
crm-task add weekly due_on=2026-03-02 repeat=每周 >/dev/null
is 'days that passed are lost' 2026-03-23 "$(CRM_NOW='2026-03-17 9:00' crm-task set t4 status=done >/dev/null 2>&1; field task t5 due_on)"
crm-task add undue repeat=daily >/dev/null
is 'from today on where it was not due' 2026-03-06 "$(crm-task done t6 >/dev/null 2>&1; field task t7 due_on)"
crm-task add call due_on=2026-03-03 remind_at='2026-03-02 16:00' >/dev/null
is 'put off to a day' 't8 2026-03-07 2026-03-06T08:00:00Z' "$(crm-task snooze t8 +2d >/dev/null; crm-task list t8 --columns=due_on,remind_at | tr '\t' ' ')"
is 'until a time' 't8 2026-03-07 2026-03-05T03:00:00Z' "$(crm-task snooze t8 +2h >/dev/null; crm-task list t8 --columns=due_on,remind_at | tr '\t' ' ')"
is 'several, and what else is said' 'high high' "$(printf 't5\nt8\n' | crm-task snooze - until=fri priority=high >/dev/null; field task t5 priority) $(field task t8 priority)"
fails 1 't1: the task is done' 'what is done' crm-task snooze t1 +2d
fails 2 'until' 'until when?' crm-task snooze t8
fails 65 'until: ' 'until never' crm-task snooze t8 never

# What comes of a contact.
begin
is 'a task beside a logged contact' "e22" "$(crm-event log p1 'asked for the price list' channel=phone direction=in next.subject='send price list to {{contacts}}{{about.contact.name}}' next.due_on=+3d)"
is 'about the same' 't9 send price list to Carl 2026-03-08 p1 p1' "$(crm-task list t9 --columns=subject,due_on,about,contact | tr '\t' ' ')"
undone 'both'
is 'for each of a pipe' 2 "$(printf 'p1\nl1\n' | crm-event log - hello next.subject=again >/dev/null; crm-task count subject=again)"
fails 2 'next.' 'what a task has not' crm-event log p1 hello next.sbject=x
fails 65 'next.' 'a day that is none' crm-event log p1 hello next.subject=x next.due_on=never
is 'nothing is amiss' '' "$(crm-db check 2>&1)"

# crm-calendar.
fresh
crm-user set u1 name=Boss team=sales email=boss@firm.example >/dev/null
crm-user add login=mei name=梅兰 team=sales email=mei@firm.example >/dev/null
crm-user add login=lin name=Lin >/dev/null
crm-customer add name=Acme >/dev/null
crm-contact add name='Carl "C", Jr' customer=c1 email=carl@acme.example >/dev/null
crm-contact add name='No Mail' customer=c1 >/dev/null
crm-lead add name=Lee email=lee@x.example >/dev/null
crm-event add subject='销售周会，讨论第二季度的目标' starts_at='2026-03-02 9:00' ends_at='2026-03-02 10:30' repeat=每周一 attendees=mei,u1 location='会议室 3' remind_minutes=15,60 >/dev/null 2>&1
crm-event add subject='Visit of the plant' starts_at='2026-03-05 14:00' ends_at='2026-03-05 17:00' kind=visit contacts=p1:accepted,p2 leads=l1:invited tags=a,b \
	notes='Bring: samples; a map, and
the long description that goes on and on so that it must be folded somewhere 包括中文字符在内的很长的描述 with a \\ too' >/dev/null
crm-event add subject=广交会 starts_at=2026-03-10 ends_at=2026-03-12 all_day=yes >/dev/null
crm-event add subject=Doctor owner=mei starts_at='2026-03-06 10:00' ends_at='2026-03-06 11:00' visibility=private attendees=u1 location=SecretClinic >/dev/null
crm-event add subject='New York call' starts_at='2026-03-06 22:00' ends_at='2026-03-06 23:00' timezone=America/New_York repeat='weekly 8 times' >/dev/null
crm-event move e1 10:00 occurrence=2026-03-16 >/dev/null
crm-event cancel e1 occurrence=2026-03-23 >/dev/null
crm-task add 'send the offer' due_on=2026-03-06 priority=high repeat=monthly notes='to Carl' >/dev/null
is 'a week as rows' "e1	2026-03-02T01:00:00Z	2026-03-02T02:30:00Z	no	销售周会，讨论第二季度的目标	会议室 3	planned	u1
e2	2026-03-05T06:00:00Z	2026-03-05T09:00:00Z	no	Visit of the plant		planned	u1
e4	2026-03-06T02:00:00Z	2026-03-06T03:00:00Z	no	busy			u2
e5	2026-03-06T14:00:00Z	2026-03-06T15:00:00Z	no	New York call		planned	u1" "$(crm-calendar week)"
is 'the clocks of New York change' '2026-03-13T13:00:00Z' "$(crm-calendar day 2026-03-13 | cut -f2)"
is 'what became of occurrences is in their place' 'e6 2026-03-16T02:00:00Z' "$(crm-calendar from=2026-03-16 to=2026-03-24 | grep -v e5 | cut -f1,2 | tr '\t' ' ')"
is 'of somebody else' 'e1 e4' "$(crm-calendar week user=mei | cut -f1 | xargs)"
is 'he sees what is private to him' 'Doctor' "$(CRM_USER=mei crm-calendar day 2026-03-06 | cut -f5)"
is 'of a team, each event once' 'e1 e2 e4 e5' "$(crm-calendar week team=Sales | cut -f1 | xargs)"
is 'of nobody' '' "$(crm-calendar week user=lin)"
is 'nothing is said of a private place' '' "$(for v in '' day week month year export; do crm-calendar $v user=all --format=table 2>/dev/null || crm-calendar $v user=all; done | grep -i 'secret\|doctor')"
is 'whole days' 'e3	2026-03-09T16:00:00Z	2026-03-12T16:00:00Z	yes' "$(crm-calendar day 2026-03-11 | cut -f1-4)"
is 'the Chinese calendar beside' '正月十七 正月十八' "$(crm-calendar from=2026-03-05 to=2026-03-06 --lunar | cut -f9 | sort -u | xargs)"
export LC_ALL=C.UTF-8 TERM=xterm
is 'a day for people' "Thu 2026-03-05  正月十七
  14:00–17:00  e2     Visit of the plant" "$(crm-calendar day --format=table --lunar)"
is 'a month' "16 廿八   │17 廿九   │18 三十   │19 二月   │20 初二   │21 初三   │22 初四
10:00 销… │          │          │          │21:00 New…│          │" "$(crm-calendar month --format=table --lunar | grep -A1 '^16')"
is 'every line of a month is as wide' '' "$(crm-calendar month --format=table | tr -cd '│┼\n' | grep -v '^$' | grep -vx '[│┼]\{6\}')"
is 'without other signs' '' "$(TERM=dumb crm-calendar month --format=table 2026-04 | grep '[─│]')"
is 'a year marks days' '13 14 15 16 17 18 19' "$(crm-calendar year user=lin --format=table | grep -o '13 14 15 16 17 18 19' | head -n 1)"
like 'with a star' ' 2* 3  4  5* 6* 7  8' "$(crm-calendar year --format=table)"
is 'the verb itself says when there is none' 1 "$(crm-calendar week user=lin --exit-code; echo $?)"
fails 2 "write user=mei,lin" 'an unknown word' crm-calendar week owner=mei
fails 2 'is not a date' 'a day that is none' crm-calendar week someday
fails 1 "no user is of the team 'x'" 'a team of nobody' crm-calendar team=x
fails 2 'a year at most' 'too many days' crm-calendar from=2026-01-01 to=2027-12-31

# Free time.
is 'common free time' "2026-03-05T01:00:00Z	2026-03-05T04:00:00Z	180
2026-03-06T05:00:00Z	2026-03-06T10:00:00Z	300
2026-03-09T02:30:00Z	2026-03-09T04:00:00Z	90
2026-03-09T05:00:00Z	2026-03-09T10:00:00Z	300" "$(crm-calendar free user=mei,u1 for=1h30min)"
crm-user set lin absent_from=2026-03-05 absent_until=2026-03-06 >/dev/null
is 'not while somebody is absent' '2026-03-09T01:00:00Z' "$(crm-calendar free user=lin for=2h | head -n 1 | cut -f1)"
is 'not on a public holiday' '2026-10-08T01:00:00Z' "$(crm-calendar free user=lin from=2026-10-01 to=2026-10-08 | head -n 1 | cut -f1)"
fails 2 'write a length' 'a length that is none' crm-calendar free for=1x

# Calendar files: another program reads what we write, and we read it again.
crm-calendar export >out.ics
is 'lines end with CR LF, and are short' '0 0' "$(grep -cv "$(printf '\r')$" out.ics) $(LC_ALL=C awk 'length($0) > 76' out.ics | wc -l | tr -d ' ')"
is 'of everybody, an event once' '6 1 1' "$(crm-calendar export user=all >all.ics; grep -c BEGIN:VEVENT all.ics) $(grep -c BEGIN:VTODO all.ics) $(grep -c UID:e4 all.ics)"
cat >read.py <<'END'
import sys, icalendar
calendar = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read())
for part in calendar.walk():
    if part.name == 'VEVENT':
        text = lambda name: str(part.get(name, ''))
        attendees = part.get('attendee', [])
        attendees = attendees if isinstance(attendees, list) else [attendees]
        print(text('summary'), part.decoded('dtstart').isoformat(), part.decoded('dtend').isoformat() if 'dtend' in part else '-', part['rrule'].to_ical().decode() if 'rrule' in part else '-',
              'recurs' if 'recurrence-id' in part else '-', len([a for a in part.walk('VALARM')]), text('class'), ' '.join(f"{a.params['CN']}:{a.params.get('PARTSTAT', '-')}" for a in attendees), sep='|')
        if 'description' in part: print(text('description'))
        if 'exdate' in part: print('without', part['exdate'].dts[0].dt.isoformat())
    elif part.name == 'VTODO':
        print('todo', part['summary'], part.decoded('due'), part['status'], part['rrule'].to_ical().decode(), part['description'])
open(sys.argv[2], 'wb').write(calendar.to_ical())
END
is 'read by another program' "销售周会，讨论第二季度的目标|2026-03-02T09:00:00+08:00|2026-03-02T10:30:00+08:00|FREQ=WEEKLY;BYDAY=MO|-|2|PUBLIC|Boss:- 梅兰:-
without 2026-03-23T09:00:00+08:00
销售周会，讨论第二季度的目标|2026-03-16T10:00:00+08:00|2026-03-16T11:30:00+08:00|-|recurs|2|PUBLIC|Boss:- 梅兰:-
Visit of the plant|2026-03-05T06:00:00+00:00|2026-03-05T09:00:00+00:00|-|-|0|PUBLIC|Carl C, Jr:ACCEPTED No Mail:- Lee:NEEDS-ACTION
Bring: samples; a map, and
the long description that goes on and on so that it must be folded somewhere 包括中文字符在内的很长的描述 with a \\ too
广交会|2026-03-10|2026-03-13|-|-|0|PUBLIC|
busy|2026-03-06T02:00:00+00:00|2026-03-06T03:00:00+00:00|-|-|0|PRIVATE|
New York call|2026-03-06T09:00:00-05:00|2026-03-06T10:00:00-05:00|FREQ=WEEKLY;COUNT=8|-|0|PUBLIC|
todo send the offer 2026-03-06 NEEDS-ACTION FREQ=MONTHLY to Carl" "$(/usr/bin/python3 read.py out.ics again.ics 2>&1)"
begin
CRM_USER=mei crm-calendar export user=u1,mei >all.ics
is 'what is there is found again' 'e1 e2 e3 e4 e5 e6' "$(/usr/bin/python3 read.py all.ics all2.ics >/dev/null && CRM_USER=mei crm-calendar import all2.ics 2>/dev/null | grep e | sort | xargs)"
is 'and is as it was' '' "$(records >after; diff "$T/before" after | grep '^[<>]' | grep -v updated_at | head)"
whole=$CRM_DB
events() { crm-event list --columns=subject,starts_at,ends_at,all_day,timezone,repeat,location,notes,visibility,tags,remind_minutes,contacts,occurrence,status --sort=starts_at,subject not visibility=private | cut -f2-; }
events >kept
fresh
crm-user add login=mei name=梅兰 email=mei@firm.example >/dev/null
crm-customer add name=Acme >/dev/null
crm-contact add name=Carl customer=c1 email=carl@acme.example >/dev/null
crm-contact add name='No Mail' customer=c1 >/dev/null
begin
is 'into another database' 'e1 e3 e4 e5 e6 e7 t1' "$(crm-calendar import again.ics 2>err | sort | xargs)"
like 'strangers are named' 'mailto:lee@x.example' "$(cat err)"
is 'nothing is lost, and nobody taken for another' '' "$(events >got; sed 's/,p2\t/\t/' kept | diff - got)"
undone 'an import'
begin
crm-calendar import again.ics >/dev/null 2>&1
is 'again changes nothing' '' "$(records >after; diff "$T/before" after)"

# Invitations, revisions, cancellations, answers.
ics() { # METHOD SEQUENCE START [LINE…]: an event of another program
	method=$1 sequence=$2 start=$3
	shift 3
	printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 "METHOD:$method" BEGIN:VEVENT UID:abc@other "SEQUENCE:$sequence" "DTSTART;TZID=China Standard Time:$start" SUMMARY:Pitch "$@" END:VEVENT END:VCALENDAR
}
is 'an invitation' e8 "$(ics REQUEST 0 20260312T140000 DURATION:PT1H30M 'ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:MEI@firm.example' | crm-calendar import -)"
is 'is an event' 'Pitch 2026-03-12T06:00:00Z 2026-03-12T07:30:00Z u2:invited abc@other' "$(fields e8 subject,starts_at,ends_at,attendees,uid)"
is 'a revision' e8 "$(ics REQUEST 2 20260313T140000 | crm-calendar import -)"
is 'moves it' '2026-03-13T06:00:00Z u2:invited 2' "$(fields e8 starts_at,attendees,sequence)"
is 'what is older changes nothing' '2026-03-13T06:00:00Z' "$(ics REQUEST 1 20260314T140000 | crm-calendar import - >/dev/null; fields e8 starts_at)"
is 'an answer' 'u2:accepted Pitch' "$(ics REPLY 2 20260313T140000 'ATTENDEE;PARTSTAT=ACCEPTED:mailto:mei@firm.example' | crm-calendar import - >/dev/null; fields e8 attendees,subject)"
like 'an answer of a stranger' 'is not a participant of e8' "$(ics REPLY 2 20260313T140000 'ATTENDEE;PARTSTAT=ACCEPTED:mailto:x@y.example' | crm-calendar import - 2>&1 >/dev/null)"
is 'a cancellation' 'not-held' "$(ics CANCEL 3 20260313T140000 | crm-calendar import - >/dev/null; fields e8 status)"
crm-event add subject=Demo starts_at='2026-03-20 10:00' contacts=p1 attendees=u1 >/dev/null
crm-event invite e9 contacts+=p2 --print >invite.ics
is 'an invitation of ours' 'p1:invited,p2:invited u1 0' "$(fields e9 contacts,attendees,sequence)"
is 'is a request' 'METHOD:REQUEST SEQUENCE:0' "$(tr -d '\r' <invite.ics | grep -x 'METHOD:.*\|SEQUENCE:.*' | xargs)"
is 'which is answered' 'p1:declined,p2:invited' "$(perl -0pe 's/\r\n //g' invite.ics | sed 's/METHOD:REQUEST/METHOD:REPLY/; s/NEEDS-ACTION;RSVP=TRUE:mailto:carl/DECLINED:mailto:carl/; /No Mail/d; /ORGANIZER/d' | crm-calendar import - >/dev/null; fields e9 contacts)"
is 'a move is a revision' 'SEQUENCE:1' "$(crm-event move e9 11:00 >/dev/null; crm-event invite e9 --print | tr -d '\r' | grep SEQUENCE)"
is 'what does not take place is cancelled' 'METHOD:CANCEL SEQUENCE:2 STATUS:CANCELLED' "$(crm-event cancel e9 >/dev/null; crm-event invite e9 --print | tr -d '\r' | grep -x 'METHOD:.*\|SEQUENCE:.*\|STATUS:.*' | xargs)"
is 'without --print its reference' e9 "$(crm-event invite e9)"
fails 1 'nobody is to take part' 'nobody' crm-event invite e2 contacts= leads= attendees=
fails 2 'for one event' 'several at once' crm-event invite e8 e9 --print

# Files that are broken: the line is named, and nothing is imported.
broken() { # WHAT PART LINES…
	what=$1 part=$2
	shift 2
	printf '%s\r\n' "$@" >broken.ics
	fails 65 "$part" "$what" crm-calendar import broken.ics
}
event() { printf '%s\r\n' BEGIN:VCALENDAR BEGIN:VEVENT UID:good@x DTSTART:20260401T100000Z SUMMARY:good END:VEVENT "$@" END:VCALENDAR >broken.ics; }
broken 'no calendar' 'broken.ics:1: a calendar file begins with BEGIN:VCALENDAR' BEGIN:VCARD END:VCARD
broken 'no line' 'broken.ics:2: a line is written NAME:VALUE' BEGIN:VCALENDAR 'hello world' END:VCALENDAR
broken 'a line without a value' 'broken.ics:2: the line has no value' BEGIN:VCALENDAR 'X-A;B="c:d' END:VCALENDAR
broken 'an end of nothing' 'broken.ics:2: END:VEVENT ends nothing' BEGIN:VCALENDAR END:VEVENT
broken 'no end' 'broken.ics:4: the file ends within VEVENT, which begins in line 2' BEGIN:VCALENDAR BEGIN:VEVENT UID:x
broken 'too deep' 'nested more than 8 deep' BEGIN:VCALENDAR BEGIN:A BEGIN:A BEGIN:A BEGIN:A BEGIN:A BEGIN:A BEGIN:A BEGIN:A
bad() { # WHAT PART LINE: in the second event, so that the first must not stay
	event BEGIN:VEVENT UID:bad@x "$3" SUMMARY:bad END:VEVENT
	fails 65 "$2" "$1" crm-calendar import broken.ics
}
bad 'a day that is none' "broken.ics:9: '20260230' is not a time" 'DTSTART;VALUE=DATE:20260230'
bad 'a zone that is unknown' 'broken.ics:9: ' 'DTSTART;TZID=Mars/Olympus:20260301T100000'
bad 'no start' 'broken.ics:7: the VEVENT has no DTSTART' X-A:b
bad 'a rule that is none' 'broken.ics:10: repeat: ' "DTSTART:20260301T100000Z
RRULE:FREQ=SOMETIMES"
bad 'a duration that is none' 'is not a duration' "DTSTART:20260301T100000Z
DURATION:soon"
printf 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:x\r\nDTSTART:20260301T100000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n' >broken.ics
fails 65 'broken.ics:2: the VEVENT has no UID' 'no UID' crm-calendar import broken.ics
printf '' >broken.ics
fails 65 'broken.ics:1: the file is empty' 'an empty file' crm-calendar import broken.ics
fails 65 'cannot open' 'no file' crm-calendar import missing.ics
{ printf 'BEGIN:VCALENDAR\r\nX-A:'; head -c 1100000 /dev/zero | tr '\0' a; printf '\r\nEND:VCALENDAR\r\n'; } >broken.ics
fails 65 'broken.ics:2: the line is longer than' 'a long line' crm-calendar import broken.ics
is 'nothing is amiss in the end' '' "$(crm-db check 2>&1; CRM_DB=$whole crm-db check 2>&1)"

# The Chinese calendar, day by day of every month from 1900 to 2099, as another program counts it.
cat >lunar.py <<'END'
import datetime, lunardate
day, end = datetime.date(1900, 1, 31), datetime.date(2099, 12, 31)
print('subject,due_on,notes')
months = '正 二 三 四 五 六 七 八 九 十 十一 腊'.split()
while day <= end:
    there = lunardate.LunarDate.fromSolarDate(day.year, day.month, day.day)
    if there.day in (1, 15, 29, 30):
        name = {1: '初一', 15: '十五', 29: '廿九', 30: '三十'}[there.day]
        print(f"x,农历{there.year}年{'闰' if there.isLeapMonth else ''}{months[there.month - 1]}月{name},{day}")
    day += datetime.timedelta(days=1)
END
fresh
/usr/bin/python3 lunar.py >lunar.csv
ok 'lunar days as input' crm-task import lunar.csv
is 'all of them' "$(($(wc -l <lunar.csv) - 1))" "$(crm-task count)"
is 'are the days of another program' '' "$(crm-task list --columns=due_on,notes | awk -F'\t' '$2 != $3')"

done_testing
