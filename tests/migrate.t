#!/bin/sh
# A database of the version before: readers read it as it is, the first writer brings it up to date and keeps a copy.
. "$(dirname "$0")/lib.sh"

version() { sqlite3 "$1" 'pragma user_version'; }
tables() { sqlite3 "$1" "select name from sqlite_schema where type in ('table', 'index') and name not like 'sqlite_%' order by name"; }
schema() { sqlite3 "$1" 'select sql from sqlite_schema where sql is not null order by name'; }

# What the first version would hold of this: all that came later is taken away.
fresh
crm-customer add name=上海泵业有限公司 city=上海 >/dev/null
crm-deal add name=泵站 customer=c1 amount=120000 close_on=eom >/dev/null
crm-task add subject='call first' about=d1 >/dev/null
CRM_NOW=2026-03-06 crm-customer set c1 city=苏州 >/dev/null
schema "$CRM_DB" >new.schema
sqlite3 golden.db <"$TESTS/golden/schema-1.sql"
tables golden.db >old.tables
sqlite3 "$CRM_DB" "select 'drop table \"' || name || '\";' from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name" |
	while read -r drop; do
		name=${drop#*\"}
		grep -qx "${name%\"*}" old.tables || echo "$drop"
	done >drops
{ cat drops; echo "delete from counter where name not in ('user', 'customer', 'contact', 'lead', 'deal', 'task', 'event', 'note', 'campaign', 'stage_move', 'setting');
	pragma user_version = 1; vacuum; pragma wal_checkpoint(truncate);"; } | sqlite3 "$CRM_DB" >/dev/null
is 'the tables are those of the first version' "$(cat old.tables)" "$(tables "$CRM_DB")"
cp "$CRM_DB" first.db
sum() { cksum <"$CRM_DB"; }

# Readers.
before=$(sum)
is 'a list' "c1${TAB}上海泵业有限公司" "$(crm-customer list --columns=name)"
like 'a record, with fields that sum up what is not there' "balance${TAB}" "$(crm-customer show c1 --related 2>&1)"
is 'a type that came later has no record' '0 0' "$(crm-order count) $(crm-product count)"
is 'a way through it leads nowhere' 'c1' "$(crm-customer list orders= not quotes.lines.qty=1 --format=ids)"
is 'links of such a type' '' "$(crm-fapiao list invoices.number=1)"
is 'words' 'c1' "$(crm-find 泵业 --format=ids)"
is 'the past' "c1${TAB}上海" "$(crm-customer list --columns=city --as-of=2026-03-05)"
is 'its history' 2 "$(crm-history c1 --format=ndjson | jq -r .change | sort -u | wc -l | tr -d ' ')"
is 'check' 0 "$(crm-db check 2>&1; echo $?)"
ok 'an export' crm-db export exported
like 'completion' 'customer=' "$(crm-order __complete --shell=fish --cword=2 -- crm-order add cust)"
is 'none of them changed the file' "$before 1" "$(sum) $(version "$CRM_DB")"
is 'or made another one' '' "$(ls "$CRM_DB".v* 2>/dev/null)"

# The first writer.
chmod 640 "$CRM_DB"
is 'a writer does what it was told' so1 "$(crm-order add customer=c1 subject=first)"
is 'the database is up to date' 2 "$(version "$CRM_DB")"
is 'and has what a new one has' '' "$(schema "$CRM_DB" | diff new.schema - 2>&1)"
is 'the copy is what it was' "1 $(cat old.tables | wc -l)" "$(version "$CRM_DB.v1") $(tables "$CRM_DB.v1" | wc -l)"
is 'with the mode of the database' 640 "$(stat -c %a "$CRM_DB.v1" 2>/dev/null || stat -f %Lp "$CRM_DB.v1")"
is 'nothing is amiss' 0 "$(crm-db check 2>&1; echo $?)"
ok 'undo goes back behind it' crm-undo --last=2
is 'to what was before' '上海' "$(crm-customer list --columns=city | cut -f2)"
is 'clean then too' 0 "$(crm-db check 2>&1; echo $?)"

# crm-db migrate does it alone; a writer that is refused has migrated all the same, or nothing.
cp first.db second.db
CRM_DB=$T/second.db
fails 1 'c9' 'a writer that is refused' crm-order add customer=c9
is 'leaves records as they were' "c1${TAB}苏州" "$(crm-customer list --columns=city)"
cp first.db third.db
CRM_DB=$T/third.db
ok 'crm-db migrate' crm-db migrate
is 'brings it up to date' '2 ' "$(version "$CRM_DB") $(schema "$CRM_DB" | diff new.schema - 2>&1)"
ok 'once more it has nothing to do' crm-db migrate

# Two versions back a reader says what to do.
sqlite3 "$CRM_DB" 'pragma user_version = 0' >/dev/null
crm-customer list >out 2>err
is 'an older one is told' '78 1' "$? $(grep -c 'crm-db migrate' err)"
done_testing
