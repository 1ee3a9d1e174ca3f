#!/bin/sh
# A short run of every fault scenario; `make torture` has the long ones. What they do and promise stands at the head of tests/torture/*.sh.
. "$(dirname "$0")/lib.sh"
[ -e "$CRM_BIN/torture/failing.so" ] || { echo "Bail out! $CRM_BIN/torture is not built; run: make torture-programs"; exit 1; }

ok '40 writing programs killed at random moments leave all or nothing' sh "$TESTS/torture/kills.sh" 40 1
ok '4 writers, 2 readers and an import at the same time lose nothing' sh "$TESTS/torture/contend.sh" 4 25 2000
ok 'a disk that is full or fails at any writing call leaves the database whole' sh "$TESTS/torture/diskfull.sh" 12
ok 'a writing verb of any program, without a disk or memory, leaves all or nothing' sh "$TESTS/torture/every.sh" 80 1 14
ok 'a damaged database crashes nothing, is named, and is restored' sh "$TESTS/torture/corrupt.sh" 11 1
ok 'backups made while 4 programs write are whole' sh "$TESTS/torture/backup.sh" 3

# Damage that no random round is sure to meet.
fresh
crm-customer add name=One >/dev/null
crm-db backup "$T/copy.db" >/dev/null
printf 'not a rollback journal' >"$T/copy.db-journal"
is "a journal left by an interrupted restore stops no reader" "1 0" "$(crm-customer count --db "$T/copy.db" 2>&1) $(crm-db check --db "$T/copy.db" >&2; echo $?)"
done_testing
