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

done_testing
