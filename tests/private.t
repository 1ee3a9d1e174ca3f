#!/bin/sh
# shellcheck source=tests/lib.sh
# Private events: others than the owner see that the time is taken and nothing else, wherever they look, and cannot change them; whole databases carry all.
. "$(dirname "$0")/lib.sh"

fresh
crm-user add login=mei name=Mei >/dev/null
crm-user add login=bob name=Bob >/dev/null
as() { # LOGIN COMMAND…
	login=$1
	shift
	CRM_USER=$login "$@"
}
crm-customer add name=Acme owner=bob >/dev/null
crm-contact add name=Carl customer=c1 owner=bob >/dev/null
as mei crm-event add subject=SecretDoctor kind=visit starts_at='2026-03-06 10:00' ends_at='2026-03-06 11:00' visibility=private location=SecretClinic about=c1 contacts=p1 \
	attendees=bob tags=secrettag outcome='SecretOutcome words' external_id=SecretId notes=SecretNotes status=held >/dev/null
as mei crm-event add subject=Public starts_at='2026-03-07 10:00' about=c1 contacts=p1 >/dev/null
as bob crm-task add subject=prepare about=e1 >/dev/null
seen() { case $1 in *[Ss]ecret* | *visit* | *held*) echo "$1" ;; esac }

# Whatever a reader prints.
quiet() { # WHAT COMMAND…
	what=$1
	shift
	is "$what" '' "$(seen "$("$@" 2>&1)")"
}
export CRM_USER=bob
is 'the time is taken' "e1${TAB}${TAB}2026-03-06T02:00:00Z${TAB}2026-03-06T03:00:00Z${TAB}private${TAB}u2" "$(crm-event list e1 --columns=subject,starts_at,ends_at,visibility,owner)"
is 'both are listed' 'e1 e2' "$(crm-event list --format=ids | xargs)"
quiet 'list' crm-event list
quiet 'all columns' crm-event list --columns=all
quiet 'every format' sh -c 'for f in table csv json ndjson yaml; do crm-event list --columns=all --format=$f; crm-event show e1 --format=$f; done'
quiet 'show' crm-event show e1
quiet 'show of anything' crm show e1
quiet 'related records' crm-customer show c1 --related
is 'the customer lists what is public' 'e2' "$(crm-event list c1 --format=ids | xargs)"
is 'the contact too' 'e2' "$(crm-event list p1 --format=ids | xargs)"
is 'and what leads to these' '' "$(crm-contact list e1)$(crm-customer list e1)"
quiet 'export' crm-event export
quiet 'export of references' crm-event export --format=ndjson
quiet 'paths from others' crm-task list --columns=subject,about,about.event.subject,about.event.location,about.event.about.customer.name
quiet 'a table of others' crm-task list --format=table
quiet 'find' crm-find secretdoctor
quiet 'find of a word of the outcome' crm-find SecretOutcome
quiet 'history' crm-event history e1
quiet 'all changes' crm-history
quiet 'one change' crm-history "$(crm-history --limit=100 | awk -F'\t' '$3 == "u2" { print $1; exit }')"
quiet 'history of a record' crm-history e1
quiet 'completion of names' crm __complete --shell=bash --cword=2 -- crm-event show Secret
quiet 'completion of references' crm __complete --shell=bash --cword=2 -- crm-event show e
quiet 'completion of tags' crm __complete --shell=bash --cword=2 -- crm-event list +s
quiet 'names in messages' crm-event show Doctor
quiet 'a name that is one' crm show =~Doctor
quiet 'duplicates' crm-dedupe event
quiet 'a text with a path' crm-task add subject='{{about.event.subject}}' about=e1 --dry-run
sheet='subject,starts_at\nPlain,2026-03-09\n'

# Filters, orders and counts say nothing of what is not shown: each is asked whether it tells e1 from an event that has nothing there.
matches() { is "filter: $1" 'e1 ' "$(CRM_USER=mei crm-event list "$@" --format=ids | grep -x e1) $(crm-event list "$@" --format=ids 2>&1 | grep -x e1)"; }
for filter in subject=SecretDoctor subject~doctor 'subject=/Doc/' kind=visit kind=meeting..other location=SecretClinic location~clinic status=held about=c1 about.customer.name=Acme contacts=p1 \
	contacts.name=Carl attendees=bob attendees.login=bob +secrettag tags=secrettag outcome~words notes~secret external_id=SecretId SecretDoctor words created_at=2026 \
	'location!=' 'not subject=' 'not about=' 'contacts!='; do
	# shellcheck disable=SC2086
	matches $filter
done
is 'what is not shown is empty' 'e1' "$(crm-event list subject= --format=ids)"
is 'links are, too' 'e1' "$(crm-event list contacts= --format=ids)"
is 'times can be asked' 'e1' "$(crm-event list starts_at=2026-03-06 --format=ids)"
is 'and owners' 'e1' "$(crm-event list owner=mei visibility=private --format=ids)"
is 'count' '1 0' "$(as mei crm-event count subject~secret) $(crm-event count subject~secret)"
is 'order' 'e1 e2, e2 e1' "$(as mei crm-event list --sort=-subject --format=ids | xargs), $(crm-event list --sort=-subject --format=ids | xargs)"
is 'paths from the other side' '' "$(crm-customer list events.subject~secret)$(crm-contact list events.location~clinic)$(crm-user list events.subject~secret)$(crm-customer list events.kind=visit)"
is 'paths from the other side find what is public' 'c1 p1' "$(crm-customer list events.subject=Public --format=ids) $(crm-contact list events.subject=Public --format=ids)"
is 'paths from tasks' '' "$(crm-task list about.event.subject~secret)$(crm-task list about.event.kind=visit)"
is 'the changes by their command' '' "$(crm-history 'command~Secret')"
is 'a private contact is none for the customer' '' "$(crm-customer list c1 --columns=last_contact | cut -f 2)"
is 'as of a day' '' "$(seen "$(crm-event list --as-of=2026-03-05 --columns=all)")"

# Writers.
owned='e1 is private to u2, who alone can change it'
fails 1 "$owned" 'set' crm-event set e1 kind=call
fails 1 "$owned" 'set to what it is' crm-event set e1 subject=SecretDoctor
fails 1 "$owned" 'taking it' crm-event set e1 owner=bob
fails 1 "$owned" 'making it public' crm-event set e1 visibility=public
fails 1 "$owned" 'set of several' sh -c 'crm-event list --format=ids | crm-event set - priority=high'
fails 1 "$owned" 'rm' crm-event rm e1 --cascade
fails 1 "$owned" 'copy' crm-event copy e1
fails 1 "$owned" 'edit' env EDITOR=true crm-event edit e1
fails 1 "$owned" 'merge' crm-event merge e2 e1
fails 1 "$owned" 'merge into it' crm-event merge e1 e2
fails 1 "$owned" 'a cascade' crm-customer rm c1 --cascade
change=$(as mei crm-history 'command~SecretDoctor' --format=ids)
fails 1 "$change changed what is private to another user, who alone can undo it" 'undo' crm-undo "$change"
printf 'external_id,subject,starts_at\nSecretId,taken,2026-03-09\n' >sheet.csv
fails 65 "$owned" 'import over it' crm-event import sheet.csv --on-duplicate=update
printf '%b' "$sheet" | crm-event import - >/dev/null
is 'others are imported' 3 "$(crm-event count)"
crm-customer add name=Beta >/dev/null
ok 'a merge of customers takes it along' crm-customer merge c2 c1
is 'unseen' '' "$(crm-event list about=c2 subject= --format=ids)"
is 'as its owner sees' 'c2' "$(as mei crm-event list e1 --columns=about | cut -f 2)"
ok 'undo of the merge' crm-undo
ok 'handover leaves it where it is' crm-user handover mei to=bob
is 'what is public moves' 'u2 u3' "$(as mei crm-event list e1 e2 --columns=owner | cut -f 2 | xargs)"
crm-undo >/dev/null

# Nobody: a login that is no user.
is 'a stranger sees the time' "e1${TAB}${TAB}2026-03-06T02:00:00Z" "$(CRM_USER=nobody-here crm-event list e1 --columns=subject,starts_at 2>&1)"
quiet 'and nothing else' env CRM_USER=nobody-here crm-event list --columns=all

# The owner.
export CRM_USER=mei
is 'the owner sees all' "e1${TAB}SecretDoctor${TAB}SecretClinic${TAB}c1" "$(crm-event list subject~secret --columns=subject,location,about)"
like 'and finds it' SecretDoctor "$(crm-find secretdoctor)"
like 'in the history' SecretClinic "$(crm-history e1)"
like 'and in that of commands' SecretDoctor "$(crm-history)"
is 'about the customer' 'e1 e2' "$(crm-event list c1 --format=ids | xargs)"
ok 'and changes it' crm-event set e1 location=SecretHome
ok 'undo' crm-undo
crm-event add subject=SecretLunch starts_at='2026-03-10 12:00' visibility=private >/dev/null
lunch=$(crm-history --format=ids | tail -n 1)
CRM_USER=bob
fails 1 "$lunch changed what is private" 'somebody else undoes nothing of it' crm-undo "$lunch"
CRM_USER=mei
ok 'undo by name' crm-undo "$lunch"
CRM_USER=bob
fails 1 'changed what is private' 'nor the undo' crm-undo "$(crm-history --format=ids | tail -n 1)"
CRM_USER=mei
ok 'redo' crm-redo

# What was private is not told when it is gone.
ok 'rm' crm-event rm e1 --cascade
export CRM_USER=bob
quiet 'history of one that is gone' crm-event history e1
quiet 'changes of one that is gone' crm-history
fails 1 'private to another user' 'it does not come back by others' crm-undo "$(crm-history who=mei --format=ids | tail -n 1)"
as mei crm-undo >/dev/null

# What copies and compares whole databases carries all.
unset CRM_USER
is 'of the first user too' '' "$(seen "$(crm-event list --columns=all)")"
ok 'export' crm-db export "$T/whole"
like 'it is there' SecretDoctor "$(cat "$T/whole/event.ndjson")"
ok 'check' crm-db check
crm-db backup "$T/copy.db" >/dev/null
like 'a backup has it' SecretDoctor "$(CRM_USER=mei crm-event list --columns=all --db="$T/copy.db")"
as mei crm-event set e1 location=SecretHome >/dev/null
like 'diff says it' 'SecretHome' "$(as mei crm-db diff "$T/copy.db" "$CRM_DB")"
done_testing
