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
TMPDIR=$T/nowhere fails 74 'cannot create a directory for the spreadsheet' 'a spreadsheet without a place' crm-customer list --format=xlsx
TMPDIR=$T/nowhere fails 73 'cannot create a temporary file' 'a dry run without a place for what would change' crm-customer add name=X --dry-run
fails 74 '/dev/full: cannot write the dashboard: No space left on device' 'a dashboard on a full disk' crm-report dashboard -o /dev/full

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

# What verbs need, and what they do not take. Each record below is the first of its type.
for add in 'supplier name=Works' 'lead name=Leo' 'task subject=call due_on=today' 'event subject=fair starts_at=tomorrow' 'product name=Pump code=A price=5' 'pricebook name=List' \
	'ticket customer=c1 leak' 'faq How? answer=So. expires_on=2026-03-01' 'payment customer=c1 amount=50' 'purchase supplier=su1' 'template name=hello body=x' \
	'target team=east measure=response-hours period=2026 value=4'; do
	# shellcheck disable=SC2086
	crm-${add%% *} add ${add#* } >/dev/null
done
echo text | crm-file add c1 - name=a.txt >/dev/null
printf 'name\nZed\n' >"$T/one.csv"
needs() { # PART COMMAND…
	part=$1
	shift
	fails 2 "$part" "$*" "$@"
}
needs '--columns is empty; it takes' crm-customer list --columns=
needs "'foo': give one path, then settings like currency=EUR" crm-db init x.db foo
needs 'name the backup: crm-db restore FILE' crm-db restore
needs "write score=0.95.., score=0.8..0.9 or score.ge=0.95" crm-dedupe score!=0.9
needs 'name one directory: crm-db export DIR' crm-db export
needs 'name one directory: crm-db import DIR' crm-db import
needs 'name two databases or exports: crm-db diff FROM TO' crm-db diff x
needs 'whom? Give references, such as c12' crm-db forget
needs 'keep' crm-db backup --keep=-1
needs 'name the file: crm-db schema diff FILE' crm-db schema diff
needs "'kind': write KEY=VALUE" crm-db field add customer x_y kind
needs 'has no preset' crm-task import "$T/one.csv" --preset=google
needs '--header-line: lines are counted from 1' crm-customer import "$T/one.csv" --header-line=0
needs 'name the file: crm-customer import FILE' crm-customer import
needs 'name a record: crm-customer history c12' crm-customer history
needs "a record's history takes no filter" crm-history c1 who=me
needs '--file takes FIELD=PATH' crm-note add x --file body
needs 'needs external_id=… among the assignments' crm-customer add name=X --key=external_id
needs '--on-duplicate needs --key=FIELD' crm-customer add name=X --on-duplicate=skip
needs 'say until when: crm-task snooze t12 +2d' crm-task snooze t1
needs 'write customer.FIELD=…, contact.FIELD=… or deal.FIELD=…' crm-lead convert l1 name=x
needs '--activities=deal needs a deal' crm-lead convert l1 --activities=deal
fails 1 'e1 does not repeat; leave out occurrence' 'an occurrence of what does not repeat' crm-event cancel e1 occurrence=next
needs 'after about comes the type it leads to' crm-task list about.name=x
needs 'holds no numbers; count, distinct' crm-customer count --by=class --sum=name
needs 'only sums and counts add up' crm-customer count --by=class --columns=running:avg:employees
needs 'compares periods: group by time' crm-customer count --by=class --columns=previous:count
needs 'if compares two numbers' crm-customer count --by=class --columns=x --compute='x=if(count, 1, 0)'
needs 'an operator is expected before' crm-customer count --by=class --columns=x --compute='x=1 2'
needs 'holds days without hours' crm-customer count --by=founded_on:hour
needs 'give the copy a name: crm-report copy pipeline' crm-report copy pipeline
needs 'a matrix needs the field whose values are its columns: pivot=stage' crm-report run from=deal layout=matrix group=stage columns=count
needs 'group: at most 3 fields' crm-report run from=deal layout=list columns=name group=stage,owner,customer,source
needs 'write how=round-robin, least-busy, capacity or region' crm-ticket assign tk1 foo=1
needs 'say how: how=round-robin' crm-ticket assign tk1
needs 'write user=mei,lin, team=NAME' crm-calendar foo=1
needs 'for= is only for crm-calendar free' crm-calendar week for=1h
needs 'is for --log, which writes the call' crm-call 13800138000 subject=x
needs 'name the directory: crm-faq publish DIR' crm-faq publish
needs 'name the calendar file: crm-calendar import' crm-calendar import
needs 'say what became of it: crm-mail resolve m3 sent, or failed' crm-mail resolve
needs 'name the ticket first: crm-ticket comment tk12' crm-ticket comment text=x
needs 'name the answer: crm-ticket reply tk12 faq=fq3' crm-ticket reply tk1
needs 'write kind=KIND, since=DAY or until=DAY' crm-timeline c1 foo=1
needs 'the record comes before kind=' crm-timeline kind=note c1
needs 'name whose timeline: crm-timeline c12' crm-timeline
needs '--bill-from-ship and --ship-from-bill contradict each other' crm-order set so1 --bill-from-ship --ship-from-bill
needs '--convert and --keep contradict each other' crm-order set so1 currency=EUR --convert=rate --keep
needs 'so1.1 is a line; lines are added to the document' crm-order line so1.1 add description=x
needs 'name the payment: crm-payment allocate' crm-payment allocate
needs 'say the price: price=85' crm-pricebook put pb1 pr1
needs 'write min_qty=QUANTITY, or nothing' crm-pricebook drop pb1 pr1 price=5
needs 'write customer=REF, qty=QUANTITY, currency=CODE or on=DAY' crm-product price pr1 foo=1
needs '--over-limit is for invoices that are issued: add --issue' crm-recur --over-limit=x
needs 'write set=QUANTITY reason=TEXT, and on=DAY' crm-product stock pr1 foo=1
needs 'say why: reason=opening, or what happened' crm-product stock pr1 set=5
needs 'write reason=TEXT, and on=DAY' crm-product stocktake "$T/one.csv" foo=1
needs "say why: reason=opening on day one" crm-product stocktake "$T/one.csv"
needs 'name the file: crm-product stocktake FILE' crm-product stocktake
fails 65 'percent or discount_amount, not both' 'two discounts' crm-order set so1 discount=5 discount_amount=3
fails 65 'percent or discount_amount, not both' 'two discounts of a line' crm-order line so1 set 1 discount=5 discount_amount=3
fails 65 'has no FREQ= of DAILY' 'a rule without a frequency' crm-task set t1 repeat=INTERVAL=2
fails 65 'status is required: open, in-progress' 'a ticket without a status' crm-ticket set tk1 status=
fails 65 'kind is required: receipt, refund or payment' 'a payment without a kind' crm-payment set pay1 kind=
fails 1 'the answer expired on 2026-03-01; set expires_on first' 'an answer that expired' crm-faq set fq1 status=published
fails 1 'response-hours are a mean, which has no parts' 'a mean in parts' crm-target split tg1 by=person weights=root:1
fails 65 'a contact, customer or lead gets a mail, not a task' 'a mail to a task' crm-mail add to=a@example.com recipient=t1 subject=x
fails 65 'a file record needs content: crm-file add REF PATH' 'a file without content' sh -c "printf 'name\nx\n' | crm-file import -"
fails 1 'there is no way from a customer to an order' 'a customer instead of an order' crm-order approve c1
fails 1 'there is no single field of a customer that can hold a customer' 'two ways' sh -c 'echo c1 | crm-customer add - name=x'
schema() { printf '%s\n' "$3" >"$T/wrong.yaml"; fails 65 "$1" "$2" crm-db schema apply "$T/wrong.yaml"; }
schema 'label: a text, or {en: …, zh: …}' 'a label that is a list' 'fields: {customer: {x_a: {kind: int, label: [a]}}}'
schema 'only text, phone, email, url and tags can be searched' 'a number that is searched' 'fields: {customer: {x_a: {kind: int, search: yes}}}'
schema 'a second document' 'two documents' "area: '21'${NL}---${NL}area: '22'"
schema '{number} twice; write it once' 'a number twice' "numbering: {invoice: '{number}-{number}'}"
crm-db field add customer x_a kind=int >/dev/null
schema 'x_a is changed and removed' 'changed and removed' 'fields: {customer: {rename: {x_a: x_b}, remove: [x_a]}}'

# What check finds in what no program writes.
crm-customer add name=Gamma >/dev/null
crm-customer merge c1 c2 >/dev/null
sqlite3 "$CRM_DB" "insert into customer (id, name, kind, lifecycle, type, channel, do_not_call, do_not_email, archived, currency, owner, created_at, updated_at)
	select 2, 'Gamma', kind, lifecycle, type, channel, do_not_call, do_not_email, archived, currency, owner, created_at, updated_at from customer where id = 1"
like 'a merged customer that is there' 'c2 was merged, but still exists' "$(crm-db check 2>&1)"
done_testing
