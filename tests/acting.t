#!/bin/sh
# Whoever makes a change can still act when it is made, so that he can undo it: every way to write a user refuses to shut him out.
. "$(dirname "$0")/lib.sh"

fresh
me=$(crm-user list u1 --columns=login | cut -f2)
crm-user add login=mei name=Mei >/dev/null
crm-user add login=bob name=Bob >/dev/null
crm-user set mei active=no >/dev/null
CRM_USER=bob crm-user set mei active=yes >/dev/null
records >"$T/before"
shut="would no longer be an active user with the login $me"
fails 1 "u1, the acting user, $shut" 'nobody makes himself inactive' crm-user set u1 active=no
fails 1 "$shut" 'nor with --dry-run' crm-user set u1 active=no --dry-run
fails 1 "$shut" 'nor changes his login' crm-user set u1 login=other
fails 1 "$shut" 'nor takes the login of another by a merge' crm-user merge u1 u3 --prefer=drop
fails 1 'u3 is the acting user' 'nor merges himself away' env CRM_USER=bob crm-user merge u1 u3
printf 'ref,active\nu1,no\n' >users.csv
fails 1 "$shut" 'nor by a sheet' crm-user import users.csv --on-duplicate=update
printf 'u1\tactive=no\n' >batch
fails 1 "$shut" 'nor by a batch' crm-user set --batch=batch
fails 1 "u2, the acting user, would no longer be an active user with the login mei" 'nor by undoing what made him active' env CRM_USER=mei crm-undo "$(crm-history who=bob --format=ids | head -n 1)"
is 'refusals change nothing' '' "$(records | diff "$T/before" -)"
ok 'another user may do it' env CRM_USER=bob crm-user set u1 active=no name=Gone
fails 77 'not an active user' 'who is inactive does nothing' crm-user set u1 active=yes
ok 'and that user undoes it' env CRM_USER=bob crm-undo
is 'all is as before' '' "$(records | diff "$T/before" -)"
ok 'what else a user is he may change himself' crm-user set u1 name=Me hours_per_week=40

# The commands of crm-db diff keep him too.
crm-db backup "$T/there.db" >/dev/null
CRM_USER=bob crm-user set u1 active=no --db="$T/there.db" >/dev/null
like 'diff says what only another user can do' '# u1: no command below changes active' "$(crm-db diff "$CRM_DB" "$T/there.db")"
is 'and gives no command for it' '' "$(crm-db diff "$CRM_DB" "$T/there.db" | grep -v '^#')"
done_testing
