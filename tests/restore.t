#!/bin/sh
# The files of a database take their places as a whole: through links, after programs that were killed, and beside what is no file.
. "$(dirname "$0")/lib.sh"

names() { crm-customer list --columns=name --db="$1" | cut -f 2 | tr '\n' ' '; }

# ---- Symbolic links ---------------------------------------------------------------------------------------------------
mkdir real links
CRM_DB=$T/real/x.db
export CRM_DB
crm-db init "$CRM_DB" >/dev/null
ln -s ../real/x.db links/x.db
ln -s links/x.db x.db
crm-customer add name=old >/dev/null
crm-db backup "$T/copy.db" >/dev/null
crm-customer add name=new --db=x.db >/dev/null
is 'a link leads to the database with its log' 'old new ' "$(names links/x.db)"
ok 'a backup is restored through a link to a link' crm-db restore copy.db --db=x.db
is 'into the database itself' 'old | old ' "$(names x.db)| $(names real/x.db)"
is 'the former one is beside it' 'old new ' "$(names real/x.db.before-restore)"
is 'the links are what they were' '../real/x.db links/x.db' "$(readlink links/x.db) $(readlink x.db)"
is 'and nothing is left' 'x.db x.db.before-restore x.db.last-backup' "$(ls real | grep -v -e '-[ws][ah][lm]$' | xargs)"
ln -s nowhere.db lost.db
fails 73 'lost.db is a symbolic link that leads nowhere' 'init at a link that leads nowhere' crm-db init lost.db
fails 73 'lost.db is a symbolic link that leads nowhere' 'a restore there' crm-db restore copy.db --db=lost.db
fails 73 'lost.db is a symbolic link that leads nowhere' 'a backup there' crm-db backup lost.db
is 'the link is there, and nothing else' 'nowhere.db no' "$(readlink lost.db) $([ -e nowhere.db ] && echo yes || echo no)"

# ---- What killed programs left -----------------------------------------------------------------------------------------
fresh
sh -c : &
gone=$!
wait $gone
rm -rf left
mkdir left
for name in b.db.crm-part x.crm-part x.db.restore x.db.init; do
	for end in '' -journal -wal; do : >"left/$name$gone$end"; done
	: >"left/$name$$"
	: >"left/$name$gone.txt"
done
: >"left/x.db.restore0$gone"
crm-db init left/x.db >/dev/null
crm-db backup left/b.db --db=left/x.db >/dev/null
crm-db backup left --db=left/x.db >/dev/null
crm-db restore left/b.db --db=left/x.db
is 'files of processes that are gone are removed, all others stay' \
	"$(echo b.db b.db.crm-part$$ b.db.crm-part$gone.txt x.crm-part$$ x.crm-part$gone.txt x.db x.db.before-restore x.db.init$$ x.db.init$gone.txt x.db.last-backup x.db.restore$$ x.db.restore$gone.txt x.db.restore0$gone | tr ' ' '\n' | sort | xargs)" \
	"$(ls left | grep -v -e '-[ws][ah][lm]$' -e '^x-2' | sort | xargs)"
# A restore that was killed between its two names of the present file.
rm left/x.db.before-restore
ln left/x.db left/x.db.before-restore
ok 'an interrupted restore is no earlier one' crm-db restore left/b.db --db=left/x.db
ok 'which the next one completes' test ! left/x.db -ef left/x.db.before-restore

# ---- A log of a database that was removed ---------------------------------------------------------------------------------
crm-db init again.db >/dev/null
crm-customer add name=A --db=again.db >/dev/null
rm again.db
ok 'a log stayed' test -s again.db-wal
crm-db init again.db >/dev/null
is 'the next database of that name begins without it' '' "$(names again.db)"
ok 'and is sound' crm-db check --db=again.db

# ---- What is no file --------------------------------------------------------------------------------------------------
crm-db backup plain.db >/dev/null
for end in '' -wal -shm -journal; do
	rm -f pipe.db*
	cp plain.db pipe.db
	rm -f "pipe.db$end"
	mkfifo "pipe.db$end"
	for command in 'crm-customer list' 'crm-customer add name=A' 'crm-db check'; do
		timeout 20 $command --db=pipe.db >"$T/out" 2>&1
		is "a pipe at pipe.db$end: $command" "65 pipe.db$end 1" "$? $(grep -o "pipe.db$end is not" "$T/out" | cut -d ' ' -f 1) $(wc -l <"$T/out")"
	done
done
rm -f pipe.db*
mkfifo pipe.db
timeout 20 crm-db restore pipe.db >"$T/out" 2>&1
is 'a pipe is no backup' '65 crm-db: pipe.db is not a database' "$? $(cat "$T/out")"

done_testing
