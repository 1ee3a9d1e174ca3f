#!/bin/sh
# Messages that no other test produces: each is one line, with its exit code, and changes nothing.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"

fresh
crm-customer add name=Alpha >/dev/null
crm-contact add name=Ann customer=c1 >/dev/null
crm-order add customer=c1 >/dev/null
crm-order line so1 add description=Work price=1 >/dev/null
crm-rate add currency=EUR rate=7 valid_from=2026-03-01 >/dev/null
bytes=$(printf '\377name')

# Filters, columns, orders.
fails 2 'so1.1 cannot be used in a filter' 'a line in a filter of contacts' crm-contact list so1.1
fails 2 'there is no single way from a contact to a rate; name the field' 'a record that leads nowhere' crm-contact list fx1
fails 2 'a change has no tags' 'a tag of what has none' crm-history +vip
fails 2 'both ends of a range must be of one type, like c12..c20' 'a range of two types' crm-customer list c1..p2
fails 2 "a '[' has no ']'" 'a bracket that is not closed' crm-customer list [ name=x
fails 2 "a ']' has no '['" 'a bracket that was not opened' crm-customer list name=x ]
fails 2 'a quoted value ends with " before a comma or the end' 'a quotation mark that is not closed' crm-customer list 'name="x'
fails 2 'a path has at most' 'a path of many steps' crm-contact list customer.parent.parent.parent.parent.parent.parent.parent.parent.parent.parent.parent.name=x
fails 2 "'..name' is not a field name" 'a step without a name' crm-contact list --sort=..name
fails 2 'leads to many records; it can be used in a filter, but not here' 'many records in a column' crm-customer list --columns=contacts.name
fails 2 'amount holds no text for /1/ to match' 'a pattern for an amount' crm-payment list amount=/1/
fails 2 'amount holds no text for ~ to search' 'a part of an amount' crm-payment list amount~1
fails 2 'words are only searched in current records; with --as-of name a field, like name~Alpha' 'words in the past' crm-customer list Alpha --as-of=2026-03-05
fails 2 '--sort requires a field name' 'an order by nothing' crm-customer list --sort=-

# Operands and assignments.
fails 1 'is not UTF-8, so no customer can have this name' 'a name that is no text' crm-customer set "$bytes" class=A
fails 1 'is not UTF-8, so nothing can have this name' 'of whatever type' crm-show "$bytes"
fails 65 "'colour' is not an assignment; write field=value" 'a line of a batch that assigns nothing' sh -c "printf 'c1\tcolour\n' | crm-customer set --batch=-"
fails 2 'name holds one value: write name=…' 'one more name' crm-customer set c1 name+=x
fails 2 'a {{ has no }}' 'a field of the other record that is not closed' sh -c "echo c1 | crm-task add - 'subject=call {{name'"

# Files.
crm-db backup "$T/copy.db" >/dev/null
fails 73 'copy.db already exists; choose another name' 'a backup over another' crm-db backup "$T/copy.db"
fails 73 'copy.db already exists; choose another name' 'a database over another' crm-db init "$T/copy.db"
fails 73 'copy.db is not a directory' 'a database below a file' crm-db init "$T/copy.db/x.db"
fails 2 'there is no group nobody-is-here; create it with: groupadd nobody-is-here' 'a group that is not there' crm-db init "$T/x.db" --group=nobody-is-here
in_home() { (unset CRM_DB; XDG_DATA_HOME=$T/copy.db crm-db init); }
fails 73 'cannot create the directory' 'a database where its folder cannot be made' in_home
cp "$T/copy.db" "$T/older.db"
sqlite3 "$T/older.db" 'pragma user_version = 1'
CRM_DB=$T/older.db fails 78 'has the older schema version 1; run: crm-db migrate' 'a reader of an old file' crm-customer list
cp "$CRM_DB" "$T/used.db"
[ ! -s "$CRM_DB-wal" ] || cp "$CRM_DB-wal" "$T/used.db-wal"
mkfifo "$T/hold"
sqlite3 "$T/used.db" <"$T/hold" >"$T/held" &
exec 3>"$T/hold"
printf 'begin;\nselect count(*) from customer;\n' >&3
until [ -s "$T/held" ]; do sleep 0.1; done
CRM_DB=$T/used.db fails 75 'used.db is in use; end the programs that have it open and restore again' 'restoring what somebody reads' crm-db restore "$T/copy.db"
exec 3>&-
wait
mkdir "$T/full" && : >"$T/full/letter.txt"
fails 1 'contains other files; name an empty directory' 'an export among other files' crm-db export "$T/full"
fails 73 'cannot create the directory' 'an export below a file' crm-db export "$T/copy.db/e"
crm-customer set c1 name=Beta >/dev/null # the two sides differ
TMPDIR=$T/nowhere fails 73 'cannot create a directory for a temporary database' 'a difference without a place to try it' crm-db diff "$T/copy.db" "$CRM_DB"

# An import of an export that somebody changed. Each is of the same export, with one line of one file changed.
crm-db export "$T/e" >/dev/null
changed() { # CODE PART WHAT FILE SED
	rm -rf "$T/changed" "$T/new.db"*
	cp -r "$T/e" "$T/changed"
	sed "$5" "$T/e/$4.ndjson" >"$T/changed/$4.ndjson"
	crm-db init "$T/new.db" >/dev/null
	CRM_DB=$T/new.db fails "$1" "$2" "$3" crm-db import "$T/changed"
}
changed 65 'the UUID in database.ndjson differs from that in setting.ndjson' 'settings of another database' setting '/"uuid"/s/"value":"[0-9a-f]/"value":"x/'
changed 65 '"name" is missing, which every customer has' 'a customer without a name' customer 's/"name":"Beta",//'
changed 65 "there is no 'colour' in a counter" 'a column that is not there' counter '1s/{/{"colour":1,/'
changed 65 'is neither true nor false' 'a yes that is none' customer 's/"archived":false/"archived":"maybe"/'

# What check finds in what no program writes.
crm-customer add name=Gamma >/dev/null
crm-customer merge c1 c2 >/dev/null
sqlite3 "$CRM_DB" "insert into customer (id, name, kind, lifecycle, type, channel, do_not_call, do_not_email, archived, currency, owner, created_at, updated_at)
	select 2, 'Gamma', kind, lifecycle, type, channel, do_not_call, do_not_email, archived, currency, owner, created_at, updated_at from customer where id = 1"
like 'a merged customer that is there' 'c2 was merged, but still exists' "$(crm-db check 2>&1)"
done_testing
