#!/bin/sh
# shellcheck source=tests/lib.sh
# Service, what joins its parts: reminders for whoever looks after the database, who is on duty, invitations by mail.
. "$(dirname "$0")/lib.sh"

fresh
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
schema 'service_levels:' '  fast: {priority: urgent, response: 4, solution: 8}' >out 2>&1 || cat out
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
is 'crm-db check' 0 "$(crm-db check 2>&1; echo $?)"

done_testing
