#!/bin/sh
# corrupt.sh ROUNDS [SEED [ONLY]]: spoils a database or its log in every round, and lets all programs at it. None crashes or hangs, each that fails says so in one
# line, crm-db check names the damage, and the backup can be restored. ONLY repeats one round of those.
rounds=${1:-20} seed=${2:-1} only=${3:-} here=$(cd "$(dirname "$0")" && pwd)
[ -d /dev/shm ] && [ -w /dev/shm ] && place=/dev/shm # nothing here depends on a real disk
. "$here/common.sh"
CRM_NOW='2026-03-05T09:00:00+08:00'
export CRM_NOW
runs=0 named=0 harmless=0 earlier=0 silent=0

# A database with something of everything, the newest of it only in its log.
fresh whole.db
rows 400 Old >sheet.csv && crm-customer import sheet.csv >out
printf 'fields:\n  customer:\n    x_one: {label: one, kind: text, index: yes}\n' >schema.yaml
crm-db schema apply schema.yaml >out
crm-customer list --limit=40 | crm-contact add - name='Person of {{name}}' >out
crm-customer list --limit=60 | crm-deal add - name='Deal with {{name}}' amount=1000 close_on=2026-06-01 >out
crm-deal list --limit=10 | crm-task add - subject=call due_on=+2d >out
crm-customer rm c100..c150 >out && crm-undo >out && crm-customer merge c200 c201 >out
crm-db backup backup.db >out || exit 2
crm-customer list --limit=30 | crm-customer set - city=北京 x_one=late >out
all() {
	for type in customer contact deal task; do crm-$type export --format ndjson || return; done
	crm-db schema show && crm-history --columns=at,who,command
}
all >wanted || exit 2
crm-db backup one.db >out || exit 2 # the same without a log
(CRM_DB=$T/backup.db && all) >restored || exit 2
rows 20 More >more.csv

# Runs one program on the spoiled database.
try() {
	runs=$((runs + 1))
	timeout 60 "$@" >out 2>error </dev/null
	code=$?
	case $code in
	0 | 1 | 2 | 65 | 66 | 73 | 74) ;;
	124) finding "$way $number: hangs: $*" ;;
	*) finding "$way $number: ended with $code: $*: $(head -n 1 error)" ;;
	esac
	[ $code = 0 ] || [ "$(lines error)" = 1 ] || finding "$way $number: $(lines error) lines on standard error: $*: $(head -n 3 error)"
}

readers() {
	try crm-customer list
	try crm-customer list name~Old1 --columns=name,x_one,updated_at,owner.name --sort=-name
	try crm-customer list Old7
	try crm-customer list --format table --columns=name,kind,lifecycle,created_at,tags,annual_revenue,phone,archived,owner,birthday
	try crm-deal list --format table --columns=+weighted,overdue
	try crm-customer show c1 c200 c399 --related
	try crm-customer export --format json
	try crm-contact list customer.name~Old
	try crm-deal list customer.city=北京 amount=1..
	try crm-task export
	try crm-history
	try crm-history c1 c120
	try crm-customer list --as-of=2026-03-01
	try crm-find Old7 上海
	try crm-dedupe customer
	try crm-db schema show
	try crm-db status
	rm -rf exported
	try crm-db export exported
	try crm-customer __complete --shell=bash --cword=2 -- crm-customer show Old
	try crm-db backup copy.db
	rm -f copy.db*
}

writers() {
	try crm-customer add name=New city=上海
	try crm-customer set c1 c2 c3 city=广州 tags+=new
	try crm-customer import more.csv
	try crm-customer rm c300..c310
	try crm-customer merge c20 c21
	try crm-undo
	try crm-deal stage d1 stage=won
	try crm-db schema apply schema.yaml
	try crm-db check --fix
}

# What check says of it, against what can be read.
judge() {
	try crm-db check
	checked=$code
	cat out error >found
	all >now 2>error
	if [ $checked != 0 ]; then
		named=$((named + 1))
		[ -s found ] || finding "$way $number: check ends with $checked and names nothing"
	elif cmp -s now wanted; then
		harmless=$((harmless + 1))
	else
		case $way in
		wal-*)
			# A log counts up to its first broken frame: what is left must be an earlier state, whole.
			grep '^ch[0-9]*	' now >left
			if grep '^ch[0-9]*	' wanted | head -n "$(lines left)" | cmp -s - left; then earlier=$((earlier + 1)); else finding "$way $number: check finds nothing, but this is no earlier state"; fi ;;
		flips) silent=$((silent + 1)) ;; # a letter of a name: only a person can see it
		*) finding "$way $number: check finds nothing, but the records are others" ;;
		esac
	fi
}

restore() {
	timeout 60 crm-db restore backup.db >out 2>error
	code=$?
	if [ $code = 1 ] && grep -q -e --force error; then timeout 60 crm-db restore backup.db --force >out 2>error; code=$?; fi
	[ $code = 0 ] || finding "$way $number: the backup cannot be restored: $code $(cat error)"
	all >now 2>error
	cmp -s now restored || finding "$way $number: after the restore the records are others: $(head -n 1 error)"
	crm-db check >found 2>&1 || finding "$way $number: after the restore check finds $(head -n 1 found)"
}

# Texts among numbers and numbers among texts, which STRICT tables never have: the declarations are lifted for the time of the update.
mix_types() {
	for table in customer contact deal task entry change; do
		columns=$(sqlite3 work.db "select group_concat('\"' || name || '\"=' || case type when 'TEXT' then '5' else '''x''' end)
			from pragma_table_info('$table') where name not in ('id', 'record', 'first_entry', 'last_entry', 'external_id')")
		sqlite3 work.db "pragma writable_schema = on; create table kept as select sql from sqlite_schema where name = '$table';
			update sqlite_schema set sql = replace(replace(replace(replace(sql, ') strict', ')'), ' TEXT', ' BLOB'), ' INTEGER', ' BLOB'), 'id BLOB primary', 'id INTEGER primary')
			where name = '$table'" &&
			sqlite3 work.db "update \"$table\" set $columns where id in (1, 2)" &&
			sqlite3 work.db "pragma writable_schema = on; update sqlite_schema set sql = (select sql from kept) where name = '$table'; drop table kept" || return
	done
}

CRM_DB=$T/work.db number=0
while [ $number -lt "$rounds" ]; do
	for way in pages flips truncate wal-missing zeros wal-flips swap wal-truncate flips wal-pages types; do
		[ $number -lt "$rounds" ] || break
		number=$((number + 1))
		[ "${only:-$number}" = $number ] || continue
		copy whole.db work.db
		rm -f work.db.*
		# In every other round the log is written back into the file first: the damage is to what counts.
		case $way in
		wal-missing) rm -f work.db-wal ;;
		types) mix_types ;;
		wal-*) damage ${way#wal-} $((seed * 1000 + number)) work.db-wal ;;
		*)
			if [ $((number % 3)) != 0 ]; then cp one.db work.db && rm -f work.db-wal; fi
			damage $way $((seed * 1000 + number)) work.db ;;
		esac || exit 2
		judge
		readers
		writers
		try crm-db check
		restore
	done
done
done_scenario corrupt "$number rounds, $runs runs, named $named, harmless $harmless, an earlier state $earlier, letters $silent"
