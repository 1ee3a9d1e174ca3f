#!/bin/sh
# A database of the version before: readers read it as it is, the first writer brings it up to date and keeps a copy.
. "$(dirname "$0")/lib.sh"

version() { sqlite3 "$1" 'pragma user_version'; }
tables() { sqlite3 "$1" "select name from sqlite_schema where type in ('table', 'index') and name not like 'sqlite_%' order by name"; }
# Columns that came later stand behind those of custom fields.
schema() { sqlite3 "$1" "select sql from sqlite_schema where type = 'index' and sql is not null order by name;
	select s.name, c.name, c.type, c.\"notnull\", c.pk from sqlite_schema as s, pragma_table_info(s.name) as c where s.type = 'table' order by 1, 2;
	select s.name, k.\"from\", k.\"table\" from sqlite_schema as s, pragma_foreign_key_list(s.name) as k where s.type = 'table' order by 1, 2"; }
sum() { cksum <"$CRM_DB"; }
# A small firm as a version kept it, written by its programs: any-references, in the journal and in a custom field too, stock that moved, a removed note.
# Each change is made a second after the one before it.
of_version() { # VERSION FILE
	{ cat "$TESTS/golden/version-$1.sql"
	  echo "update \"user\" set login = '$(id -un)'; update change set at = '2026-03-05T01:00:' || substr('0' || id, -2) || 'Z'; pragma application_id = $((0x63726d31)); pragma user_version = $1; pragma journal_mode = wal;"; } | sqlite3 "$2" >/dev/null
}
second_version() { of_version 2 "$1"; }
# Without a column, a unique one, the links of a field and a table as well: what stands in for them is not of a certain field.
seventh_version() {
	of_version 7 "$1"
	sqlite3 "$1" 'drop index customer_external_id; alter table customer drop column external_id; alter table customer drop column verified_on; drop table deal_contacts; drop table rate;'
}
# The same without what came with version 2.
first_version() {
	second_version "$1"
	sqlite3 names.db <"$TESTS/golden/schema-1.sql"
	tables names.db >old.tables
	rm names.db
	{ sqlite3 "$1" "select 'drop table \"' || name || '\";' from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name" |
		while read -r drop; do
			name=${drop#*\"}
			grep -qx "${name%\"*}" old.tables || echo "$drop"
		done
	  echo "delete from change where first_entry > 15; delete from entry where id > 15; delete from counter where name not in ('user', 'customer', 'contact', 'lead', 'deal', 'task', 'event', 'note', 'campaign', 'stage_move', 'setting');
		pragma user_version = 1; vacuum; pragma wal_checkpoint(truncate);"; } | sqlite3 "$1" >/dev/null
}
about() { crm-task list --columns=about,x_seen_at "$@"; }

# What a new database has, with the custom field of that firm.
fresh
cat >fields.yaml <<'END'
fields:
  task:
    x_seen_at: {kind: anyref, label: {en: Seen at, zh: 见于}}
END
crm-db schema apply fields.yaml >/dev/null
schema "$CRM_DB" >new.schema

# Readers.
seventh_version seventh.db
CRM_DB=$T/seventh.db
before=$(sum)
is 'a list' "c1${TAB}上海泵业有限公司${NL}c2${TAB}Müller GmbH" "$(crm-customer list --columns=name)"
is 'any-references' "t1${TAB}p1${TAB}" "$(about)"
is 'a way along them' 't1' "$(crm-task list about.contact.customer=c1 --format=ids)"
is 'and back' 'c1' "$(crm-customer list notes.title=备忘 --format=ids)"
is 'one of them' 'n1' "$(crm-note list about=c1 --format=ids)"
is 'all of one record' 'e1 n1' "$(crm-event list c1 --format=ids) $(crm-note list c1 --format=ids)"
is 'a derived field over them' 'c1' "$(crm-customer list last_contact=2026-03-04 --format=ids)"
is 'stock' '9' "$(crm-product list --columns=on_hand | cut -f2)"
is 'where it comes from' 'opening reservation so1.1 reservation so1.1 issue dn1.1 ' "$(crm-product stock pr1 --explain | cut -f3,6 | tr -s '\t\n' '  ')"
is 'words' 'c1' "$(crm-find 泵业 --format=ids)"
is 'words in a filter' 'n1' "$(crm-note list 备忘 --format=ids)"
is 'a telephone number instead of a reference' 'c1' "$(crm-customer show '+86 21 5126 8888' | sed -n "s/^ref$TAB//p")"
is 'the past' "t1${TAB}d1${TAB}c2" "$(about --as-of=2026-03-05T01:00:07Z)"
is 'further on' "n1${TAB}c2" "$(crm-note list --columns=about --as-of=2026-03-05T01:00:10Z)"
is 'records that are gone' "n1${TAB}c1${NL}n2${TAB}d1" "$(crm-note list --columns=about --as-of=2026-03-05T01:00:12Z)"
is 'what the journal has of them' 'd1 c2 ' "$(crm-history t1 --format=ndjson | jq -r 'select(.change == "ch8") | .before' | tr '\n' ' ')"
is 'check' 0 "$(crm-db check 2>&1; echo $?)"
ok 'an export' crm-db export exported
like 'with any-references' '"about":"p1"' "$(cat exported/task.ndjson)"
like 'completion' 'customer=' "$(crm-order __complete --shell=fish --cword=2 -- crm-order add cust)"
is 'a field that came since is empty' "c1${TAB}" "$(crm-customer list verified_on= --columns=verified_on --limit=1)"
is 'a type and the links of a field too' '0 0' "$(crm-rate count) $(crm-deal count 'contacts!=')"
is 'history of a type with such a field' 0 "$(crm-history c1 >/dev/null 2>err; echo $?)"
ok 'its past' crm-customer list --as-of=2026-03-05T01:00:07Z
snapshot >seventh.snapshot 2>&1
is 'reports that ship stand beside own ones, of which there are none' 'pipeline' "$(crm-report list | head -n 1 | cut -f1)"
is 'none of them changed the file' "$before 7" "$(sum) $(version "$CRM_DB")"
is 'or made another one' '' "$(ls "$CRM_DB".v* 2>/dev/null)"

# crm-db migrate.
seventh_version alone.db
CRM_DB=$T/alone.db
chmod 640 "$CRM_DB"
tables "$CRM_DB" >seventh.tables
ok 'crm-db migrate' crm-db migrate
is 'brings it up to date' 8 "$(version "$CRM_DB")"
is 'and it has what a new one has' '' "$(schema "$CRM_DB" | diff new.schema - 2>&1)"
snapshot >migrated.snapshot 2>&1
is 'it says what readers saw before' '' "$(diff seventh.snapshot migrated.snapshot 2>&1)"
is 'the copy is what it was' "7 $(cat seventh.tables)" "$(version "$CRM_DB.v7") $(tables "$CRM_DB.v7")"
is 'with the mode of the database' 640 "$(stat -c %a "$CRM_DB.v7" 2>/dev/null || stat -f %Lp "$CRM_DB.v7")"
is 'nothing is amiss' 0 "$(crm-db check 2>&1; echo $?)"
is 'words are found' 'c1 c2' "$(crm-find 泵业 --format=ids) $(crm-find muller --format=ids)"
is 'the past is the same' "t1${TAB}d1${TAB}c2" "$(about --as-of=2026-03-05T01:00:07Z)"
ok 'undo goes back behind it' crm-undo ch8
is 'to what was before' "t1${TAB}d1${TAB}c2" "$(about)"
ok 'and brings back what was removed' crm-undo ch13
is 'with its any-reference' "n2${TAB}d1" "$(crm-note list n2 --columns=about)"
is 'clean then too' 0 "$(crm-db check 2>&1; echo $?)"
ok 'once more it has nothing to do' crm-db migrate

# The first writer does the same; one that is refused has migrated all the same, or nothing.
seventh_version writing.db
CRM_DB=$T/writing.db
is 'a writer' so2 "$(crm-order add customer=c1 subject=second)"
is 'brings it up to date too' "8 t1${TAB}p1${TAB}" "$(version "$CRM_DB") $(about)"
seventh_version refused.db
CRM_DB=$T/refused.db
fails 1 'c9' 'a writer that is refused' crm-order add customer=c9
is 'leaves records as they were' "t1${TAB}p1${TAB}" "$(about)"

# Two versions back and more a reader says what to do, and a writer does it.
for old in 3 4 5 6; do
	of_version $old old.db
	CRM_DB=$T/old.db
	ok "crm-db migrate of version $old" crm-db migrate
	is 'brings it up to date' "8 t1${TAB}p1${TAB}" "$(version "$CRM_DB") $(about)"
	is 'with all that a new one has' '' "$(schema "$CRM_DB" | diff new.schema - 2>&1)"
	rm -f old.db*
done
second_version older.db
CRM_DB=$T/older.db
crm-customer list >out 2>err
is 'a reader of an older one' '78 1' "$? $(grep -c 'crm-db migrate' err)"
ok 'crm-db migrate' crm-db migrate
is 'brings it up to date' "8 t1${TAB}p1${TAB}" "$(version "$CRM_DB") $(about)"
is 'with all that a new one has' '' "$(schema "$CRM_DB" | diff new.schema - 2>&1)"
is 'the past has its any-references' "t1${TAB}d1${TAB}c2" "$(about --as-of=2026-03-05T01:00:07Z)"
is 'stock' '9' "$(crm-product list --columns=on_hand | cut -f2)"
is 'words are found' 'c1 c2' "$(crm-find 泵业 --format=ids) $(crm-find muller --format=ids)"
ok 'undo goes back behind it' crm-undo ch13
is 'with its any-reference' "n2${TAB}d1" "$(crm-note list n2 --columns=about)"
is 'nothing is amiss' 0 "$(crm-db check 2>&1; echo $?)"
first_version first.db
is 'the tables are those of the first version' "$(cat old.tables)" "$(tables first.db)"
CRM_DB=$T/first.db
is 'a writer of the first version' so1 "$(crm-order add customer=c1 subject=first)"
is 'brings it up to date too' "8 t1${TAB}p1${TAB}" "$(version "$CRM_DB") $(about)"
is 'with all that a new one has' '' "$(schema "$CRM_DB" | diff new.schema - 2>&1)"
is 'and its words' 'c1' "$(crm-find 泵业 --format=ids)"
is 'and no finding' 0 "$(crm-db check 2>&1; echo $?)"

# An export of the version before lacks what came since.
CRM_DB=$T/alone.db
ok 'an export' crm-db export old
sed -i 's/"schema":8/"schema":7/' old/database.ndjson
sed -i 's/,"verified_on":[^,}]*//' old/customer.ndjson
crm-db init again.db >/dev/null
ok 'as version 7 wrote it' crm-db --db=again.db import old
is 'is what it was' '' "$(crm-db diff again.db alone.db 2>&1)"
sed -i 's/"schema":7/"schema":2/' old/database.ndjson
crm-db init never.db >/dev/null
fails 65 'schema versions 3 to 8' 'one before that' crm-db --db=never.db import old

# Before version 7, what a credit note took back was always to be invoiced again.
fresh
crm-customer add name=海澄泵业 >/dev/null
crm-order add customer=c1 >/dev/null
crm-order line so1 add description=work qty=3 price=10 >/dev/null
crm-order deliver so1 >/dev/null
crm-order invoice so1 --issue >/dev/null
crm-invoice credit in1 in1.1=1 --rebill --issue >/dev/null
crm-order plan "$(crm-order add customer=c1)" 30%=order 70%=delivery >/dev/null
crm-order line so2 add description=work qty=1 price=100 >/dev/null
crm-order invoice so2 --instalment=1 --issue >/dev/null
crm-invoice credit in3 --rebill --issue >/dev/null
crm-db export now >/dev/null
sqlite3 "$CRM_DB" "select 'drop index \"' || name || '\";' from sqlite_schema where type = 'index' and tbl_name in ('delivery', 'delivery_line') and sql like '%original%'" >drops
sqlite3 "$CRM_DB" "$(cat drops); alter table invoice drop column rebill; alter table delivery drop column kind; alter table delivery drop column original;
	alter table delivery drop column reason; alter table delivery_line drop column original; pragma user_version = 6"
asked() { crm-order list --columns=invoiced,delivered | cut -f 2- | tr '\t\n' ' ;'; sqlite3 "$CRM_DB" 'pragma user_version'; }
is 'two versions back readers say what to do' 78 "$(crm-order list >/dev/null 2>&1; echo $?)"
ok 'crm-db migrate' crm-db migrate
is 'and it says so' 'part yes;no no;8 yes yes' "$(asked) $(crm-invoice list kind=credit-note --columns=rebill | cut -f 2 | xargs)"
is 'nothing is amiss' 0 "$(crm-db check 2>&1; echo $?)"
is 'it is invoiced again' in5 "$(crm-order invoice so1)"
sed -i 's/"schema":8/"schema":6/' now/database.ndjson
sed -i 's/,"rebill":[^,}]*//' now/invoice.ndjson
sed -i 's/,"kind":[^,}]*//; s/,"original":[^,}]*//' now/delivery.ndjson now/delivery_line.ndjson
crm-db init imported.db >/dev/null
ok 'an export of version 6' crm-db --db=imported.db import now
CRM_DB=$T/imported.db
is 'is read as that' 'part yes;no no;8' "$(asked)"
is 'nothing is amiss there' 0 "$(crm-db check 2>&1; echo $?)"
done_testing
