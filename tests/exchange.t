#!/bin/sh
# crm-db export, import and diff: what goes out comes back to the byte, with all that a database holds; nothing bad comes in; and differences are commands.
. "$(dirname "$0")/lib.sh"
. "$TESTS/world.sh"

ESC=$(printf '\033')
SOURCE=$T/1.db

empty_one() { # a new database, as init makes it
	databases=$((databases + 1))
	CRM_DB=$T/$databases.db
	crm-db init "$CRM_DB" >/dev/null || exit
}

# Everything that a database can hold: the small world, and then values that hurt, merges, removals, undo, a conversion, a hidden field.
world >/dev/null
rich() (
	set -e
	crm-customer add name="a${TAB}b \"q\" \\ 'x' 🎉 𠮷野家 ${ESC}[31m אבג $(printf '\342\200\256')x \$(id) \`id\` #" owner= notes="line 1${NL}${NL}'; rm -rf ~ #${NL}"
	crm-customer add name='Twin One' phone=13900000001 email=one@twin.example tags=a,b
	crm-customer add name='Twin Two' phone=13900000002 notes='of two' tags=b,c
	crm-customer add name='Twin Three'
	crm-contact add name=Twin customer=c10
	crm-customer merge c9 c10
	crm-customer merge c1 c9
	crm-customer rm c11
	crm-deal stage d1 stage=won
	crm-deal stage d1 stage=lost
	crm-deal set d4 amount=1 probability=33.3333
	crm-lead convert l1
	crm-task done t1
	crm-event log p1 channel=wechat direction=in subject='说好了' contacts=p1,p2
	crm-customer set c3 x_tier=silver x_score=12
	crm-db schema apply - --drop
	crm-customer set c5 name=Wrong
	crm-undo
	crm-customer rm c7
	crm-customer set c4 external_id=E-4 'tags=back\slash,other'
	printf '{{name}} stays' >title && crm-note add --file=title=title body="$(printf '%0200d' 7)" about=c2
	crm-user set bob phone='+49 30 1234567'
) >"$T/rich.out" 2>&1 <<'SCHEMA'
fields:
  customer:
    x_tier: {label: Tier, kind: pick, picks: [{key: none, en: None, initial: yes}, {key: silver, en: Silver}, {key: gold, en: Gold}]}
    x_since: {label: Since, kind: date}
    x_ok: {label: OK, kind: bool}
    x_code: {label: Code, kind: text, unique: yes, search: yes}
SCHEMA
rich
is 'a rich database is made' '0' "$?$(grep '^crm-' "$T/rich.out")"
crm-customer set c2 'x_code=Zebra 7' >/dev/null
is 'crm-db check is clean before' '' "$(crm-db check)"

# The round trip, without history and with it.
ok 'export' crm-db export "$T/a"
ok 'export with history' crm-db export "$T/ha" --with-history
is 'each record is a line, and lines are sorted' "$(crm-customer list --format=ids)" "$(sed 's/^{"ref":"\([^"]*\)".*/\1/' "$T/a/customer.ndjson")"
is 'export prints nothing' '' "$(crm-db export "$T/a" 2>&1)"
is 'files are for the owner alone' '-rw------- drwx------' "$(ls -l "$T/a/customer.ndjson" | cut -c1-10) $(ls -ld "$T/a" | cut -c1-10)"
like 'amounts are exact texts' '"annual_revenue":"80000000"' "$(cat "$T/a/customer.ndjson")"
like 'those of another currency too' '"annual_revenue":"500000.50"' "$(cat "$T/a/customer.ndjson")"
like 'links keep their roles' '"contacts":"p1:decision-maker,p2:champion"' "$(cat "$T/a/deal.ndjson")"
like 'times are UTC' '"starts_at":"2026-03-02T06:00:00Z"' "$(cat "$T/a/event.ndjson")"
like 'a hidden field is kept' '"#1001":12' "$(cat "$T/a/customer.ndjson")"
like 'controls are escaped' '\u001b[31m' "$(cat "$T/a/customer.ndjson")"
is 'no control byte is in any file' '' "$(cat "$T"/ha/*.ndjson | LC_ALL=C tr -d '\n\200-\377 -~')"
like 'counters know what is gone' '{"name":"customer","value":12}' "$(cat "$T/a/counter.ndjson")"

empty_one
ok 'import' crm-db import "$T/a"
is 'nothing is found by crm-db check' '' "$(crm-db check)"
crm-db export "$T/b"
is 'exported again it is the same' '' "$(diff -r "$T/a" "$T/b")"
is 'the UUID is that of the source' "$(crm-db status --db="$SOURCE" | grep uuid)" "$(crm-db status | grep uuid)"
is 'the journal begins with two changes' "ch1  crm-db import $T/a${NL}ch2 u1 crm-db import $T/a" "$(crm-history | cut -f1,3,4 | tr '\t' ' ')"
is 'search finds what is there' 'c8' "$(crm-customer list 𠮷野 | cut -f1)"
is 'also in a custom field' 'c2' "$(crm-customer list zebra | cut -f1)"
is 'merged references lead on' 'c1' "$(crm-customer show c10 | sed -n "s/^ref$TAB//p")"
is 'removed references are not given again' 'c13' "$(crm-customer add name=Next)"
crm-undo >/dev/null
ok 'the import can be undone' crm-undo
is 'then no record is there, but users are' '0 4' "$(crm-customer count) $(crm-user count)"
is 'and crm-db check is clean' '' "$(crm-db check)"
ok 'and redone' crm-redo
crm-db export "$T/c"
is 'then it is the same again' '' "$(diff -r -x counter.ndjson "$T/a" "$T/c")"

empty_one
ok 'import with history' crm-db import "$T/ha"
is 'nothing is found by crm-db check there either' '' "$(crm-db check)"
crm-db export "$T/hb" --with-history
is 'with history too it is the same' '' "$(diff -r "$T/ha" "$T/hb")"
is 'the journal tells what it told' "$(crm-customer history c1 --db="$SOURCE")" "$(crm-customer history c1)"
is 'the past is there' "$(crm-deal list --as-of=2026-03-05 --db="$SOURCE")" "$(crm-deal list --as-of=2026-03-05)"
before=$(crm-customer show c2)
crm-undo >/dev/null
is 'a change from before can be undone' '' "$(crm-customer list c2 --columns=x_code | cut -f2)"
crm-redo >/dev/null
is 'and redone' "$before" "$(crm-customer show c2)"
crm-customer set c1 name=Other >/dev/null
ok 'an export without history' crm-db export "$T/hb"
is 'leaves none of an earlier one' 'no no' "$([ -e "$T/hb/change.ndjson" ] || echo no) $([ -e "$T/hb/entry.ndjson" ] || echo no)"

# Who imports is told by the users that came.
empty_one
CRM_USER=mei crm-db import "$T/a"
is 'somebody else may import who is a user there' 'u2' "$(crm-history | sed -n 2p | cut -f3)"
empty_one
fails 77 'eve is not an active user' 'but nobody who is none' env CRM_USER=eve crm-db import "$T/a"
rm -rf "$T/others" && cp -r "$T/a" "$T/others"
sed '1s/"login":"[^"]*"/"login":"somebody"/' "$T/a/user.ndjson" >"$T/others/user.ndjson"
ok 'the owner of the file need not be a user' crm-db import "$T/others"
is 'then the journal has the login alone' " via $(id -un 2>/dev/null | grep '[a-z]' || echo "uid$(id -u)")" "$(crm-customer history c2 | head -n 1 | cut -f3)"

# What is refused, and changes nothing.
fails 1 'has records' 'import into a database with records' crm-db import "$T/hb"
like 'the same database is named as such' 'same database' "$(crm-db import "$T/hb" 2>&1)"
world >/dev/null
fails 1 'has or had records' 'import of another database into one with records' crm-db import "$T/a"
unlike 'which is not the same' 'same database' "$(crm-db import "$T/a" 2>&1)"
fails 1 'another database' 'export over that of another database' crm-db export "$T/a"
mkdir "$T/used" && echo precious >"$T/used/file"
fails 1 'contains other files' 'export into a directory with other things' crm-db export "$T/used"
fails 66 'no database' 'export of nothing' crm-db export "$T/x" --db="$T/none.db"
fails 65 'not an export' 'import of no export' crm-db import "$T/used"
fails 2 'one directory' 'import of nothing' crm-db import
fails 2 'two databases' 'diff of one' crm-db diff "$T/a"
empty_one
crm-customer add name=Gone >/dev/null
crm-undo >/dev/null
fails 1 'or had records; import' 'import where a record was' crm-db import "$T/a"
empty_one

bad() { # FILE SED PART WHAT: the file changed like this is refused with this
	rm -rf "$T/bad"
	cp -r "$T/${5:-a}" "$T/bad"
	sed "$2" "$T/${5:-a}/$1.ndjson" >"$T/bad/$1.ndjson"
	if cmp -s "$T/${5:-a}/$1.ndjson" "$T/bad/$1.ndjson"; then verdict 1 "$4: the test changes nothing"; fi
	fails 65 "$3" "$4" crm-db import "$T/bad"
}
column() { # FILE KEY LINE: where the value begins, in characters
	echo $(($(sed -n "$3s/\"$2\":.*/\"$2\":/p" "$T/bad/$1.ndjson" | tr -d '\n' | wc -m) + 1))
}
bad customer '3s/"channel":"any"/"chanel":"any"/' "customer.ndjson:3:" 'an unknown field'
like 'its column is told' ":3:$(column customer chanel 3): " "$(cat "$T/.error")"
bad customer '2s/,"do_not_call":false/,"do_not_call":"perhaps"/' 'do_not_call: perhaps' 'no truth value'
bad customer '3s/"80000000"/"80000000.5"/' 'customer.ndjson:3:' 'more digits than the currency has'
bad customer '1s/"founded_on":"1998-05-01"/"founded_on":"1998-02-30"/' 'February' 'a day that is not valid'
like 'with its place' "customer.ndjson:1:$(column customer founded_on 1): founded_on" "$(cat "$T/.error")"
bad customer '1s/"founded_on":"1998-05-01"/"founded_on":"1998-5-1"/' 'not in its stored form' 'a day written otherwise'
bad customer '1s/"lifecycle":"buyer"/"lifecycle":"seller"/' "'seller' is not one of its values" 'no value of a pick'
bad customer '5s/"parent":"c2"/"parent":"c99"/' 'customer.ndjson:5:' 'a reference that leads nowhere'
bad customer '2s/"ref":"c2"/"ref":"c2","parent":"c5"/' 'customer.ndjson:2:' 'a ring of parents'
bad customer '2s/"ref":"c2"/"ref":"c1"/' 'customer.ndjson:2:8: c1 comes after c1' 'a reference twice'
bad customer '2s/"ref":"c2"/"ref":"p2"/' "'p2' is not a reference of a customer" 'a reference of another type'
bad customer '2s/"ref":"c2",//' '"ref" is missing' 'no reference'
bad customer '2s/"name":"[^"]*",//' '"name" is missing' 'no name'
bad customer '2s/}$//' 'customer.ndjson:2:' 'broken JSON'
bad customer '2s/Zebra/Z\\u0000/' '\u0000' 'a NUL'
bad customer '2s/"x_code":"Zebra 7"/"external_id":"E-4"/' 'UNIQUE' 'a unique value twice'
bad customer '$s/.*/&\n{"ref":"c999","name":"Beyond","currency":"CNY"}/' 'counter.ndjson:' 'a record beyond its counter'
bad deal '1s/p1:decision-maker/p1:king/' "deal.ndjson:1:" 'no role'
bad deal '1s/"customer":"c1"/"customer":"c1","customer":"c2"/' 'deal.ndjson:1:' 'a field twice'
bad task '1s/"about":"d1"/"about":"zz1"/' 'task.ndjson:1:' 'a reference of no type'
bad setting 's/Asia\/Shanghai/Asia\/Atlantis/' 'setting.ndjson' 'no time zone'
bad setting '/field.customer.1000/s/pick/ref/' 'setting.ndjson:' 'a custom field that is not valid'
bad setting '/field.customer.1000/s/field.customer.1000/field.customer.5/' 'does not name a custom field' 'a custom field in the place of another'
bad setting '/field.customer.1000/s/x_tier/drop/' 'does not describe a custom field' 'a custom field of a wrong name'
bad setting '/"uuid"/s/"value":"./"value":"z/' 'UUID' 'two UUIDs'
bad counter 's/"customer"/"custmer"/' "'custmer' is not a record type" 'a counter of nothing'
bad counter '/customer/s/12/3/' 'counter.ndjson:' 'a counter that stands too low'
bad alias '1s/"kept":[0-9]*/"kept":99/' 'alias.ndjson:1:' 'a merged reference that leads nowhere'
bad entry '1s/"change":1/"change":7/' 'entry.ndjson:1:' 'an entry of another change' ha
bad entry '1s/"operation":1/"operation":9/' 'entry.ndjson:1:' 'an entry that is not valid' ha
bad database 's/crm-export/something/' 'first line of an export' 'another format'
bad database 's/"version":1/"version":0/' 'version 0' 'another version'
sed 's/"version":1/"version":2/' "$T/a/database.ndjson" >"$T/bad/database.ndjson"
fails 78 'version 2' 'a newer version' crm-db import "$T/bad"
cp "$T/a/database.ndjson" "$T/bad/" && rm "$T/bad/task.ndjson"
fails 65 'task.ndjson' 'a file that is missing' crm-db import "$T/bad"
cp -r "$T/a/." "$T/bad/" && mkdir "$T/bad/attachments" && echo x >"$T/bad/attachments/abc"
fails 65 'attachments' 'files that would be lost' crm-db import "$T/bad"
ok 'after all of this the database takes the good one' crm-db import "$T/a" --dry-run
is 'a dry run changes nothing' '0' "$(crm-customer count)"
ok 'and then it does' crm-db import "$T/a"
rm -rf "$T/linked" && cp -r "$T/a" "$T/linked"
ln -sf "$T/used/file" "$T/linked/customer.ndjson"
ok 'an export over a link' crm-db export "$T/linked"
is 'takes its place, and what it led to stays' "precious $(wc -l <"$T/a/customer.ndjson")" "$(cat "$T/used/file") $(wc -l <"$T/linked/customer.ndjson")"

# No room for the files: the earlier export stays as it was.
crm-customer add name=More >/dev/null
cp -r "$T/a" "$T/before.export"
(trap '' 25; ulimit -f 1; exec crm-db export "$T/a") 2>"$T/error"
is 'an export without room' '74 1' "$? $(wc -l <"$T/error" | tr -d ' ')"
is 'leaves the earlier one' '' "$(diff -r "$T/before.export" "$T/a")"
is 'and nothing else' "$(ls -A "$T/before.export")" "$(ls -A "$T/a")"

# Differences are commands: run on a copy of the first, they make it hold what the second holds.
content() { # PATH: what people wrote, without what the program keeps
	for type in user campaign customer contact lead deal task event note; do
		crm-$type export --db="$1" --format=ndjson | sed 's/"\(created\|updated\|closed\|done\|first_response\)_at":[^,}]*,*//g'
	done
}
world >/dev/null
first=$CRM_DB
is 'no difference from itself' '' "$(crm-db diff "$first" "$first")"
crm-db export "$T/d1"
is 'nor from its export' '' "$(crm-db diff "$T/d1" "$first")"
cp "$first" "$T/second.db" && cp "$first-wal" "$T/second.db-wal" 2>/dev/null
export CRM_DB="$T/second.db"
crm-customer set c3 bill_city=上海 >/dev/null
is 'a changed field' 'crm-customer set c3 bill_city=上海' "$(crm-db diff "$first" "$CRM_DB")"
crm-task rm t2 >/dev/null
printf %s "it's 50% $(printf '\033')[2J${NL}\$(touch $T/pwned) {{name}}${NL}" | crm-customer add name=New --file=notes=- owner= parent=c2 >/dev/null
is 'a removed one, a new one' "crm-customer add name=New|# c8" "$(crm-db diff "$first" "$CRM_DB" | sed -n 's/^\(crm-customer add name=New\).*\(# c8\)$/\1|\2/p')"
like 'removals come last' 'crm-task rm t2' "$(crm-db diff "$first" "$CRM_DB" | tail -n 1)"
is 'no byte acts on a terminal' '' "$(crm-db diff "$first" "$CRM_DB" | LC_ALL=C tr -d '\n\t\200-\377 -~')"
(
	crm-customer set c2 phone= tags=x,y employees=7 "name=O'Neil & \"Co\" \`id\` \\ * ? ~ !"
	crm-customer add name=Parent
	crm-customer set c1 parent=c9 external_id=K1
	crm-customer set c4 external_id=K2
	crm-customer add name=Gap
	crm-customer rm c10
	crm-customer add name=Child parent=c9 tags=t
	crm-customer set c9 referred_by=c11
	crm-campaign add name=Later
	crm-lead add name=Lead campaign=cp3 email=l@x.example
	crm-deal add name=Big customer=c11 amount=5 currency=JPY close_on=eom contacts=p1:champion campaign=cp3
	crm-deal set d1 currency=EUR amount=9
	crm-contact merge p1 p6
	crm-event add subject=e starts_at=today about=c11 contacts=p2 attendees=u2,u3 status=
	crm-note rm n3
	crm-event rm e1
	crm-task add subject='about it' about=e5 priority=
	crm-user add login=eve name=Eve
	crm-customer set c5 owner=u5
) >"$T/out" 2>&1
is 'many changes are made' '' "$(grep '^crm-' "$T/out")"
crm-customer set c1 external_id= >/dev/null && crm-customer set c4 external_id=K1 >/dev/null
is 'crm-db check is clean' '' "$(crm-db check)"
crm-db diff "$first" "$T/second.db" >"$T/commands"
CRM_DB=$first sh -e "$T/commands" >"$T/ran" 2>&1
is 'the commands run' '0' "$?$(cat "$T/ran" | grep '^crm-\|: ')"
is 'nothing in the data ran' 'no' "$([ -e "$T/pwned" ] || echo no)"
content "$first" | sed 's/"c10"/"c11"/g' >"$T/x" && content "$T/second.db" >"$T/y"
is 'then both hold the same' '' "$(diff "$T/x" "$T/y")"
crm-db export "$T/d2"
is 'exports are compared like databases' "$(crm-db diff "$T/d1" "$T/second.db")" "$(crm-db diff "$T/d1" "$T/d2")"
crm-db diff "$T/second.db" "$T/d1" >"$T/commands"
CRM_DB=$T/second.db sh -e "$T/commands" >"$T/ran" 2>&1
is 'the way back runs too' '0' "$?$(cat "$T/ran" | grep '^crm-\|: ')"
printf '%s\n' 'fields: {customer: {add: {x_new: {label: New, kind: text}}}}' | crm-db schema apply - >/dev/null
like 'another schema is told' '# schema: field.customer.' "$(crm-db diff "$T/d1" "$T/second.db")"

# Memory does not grow with the records.
if [ -r /proc/self/status ]; then
	fresh
	awk 'BEGIN { print "name,notes"; for (i = 1; i <= 30000; i++) printf "Customer %d,%0100d\n", i, i }' >"$T/many.csv"
	crm-customer import "$T/many.csv" >/dev/null
	limit=40000 # KiB of address space, of which the program and its libraries take 15,000
	{ (ulimit -v $limit && crm-db --version) || limit=unlimited; } >/dev/null 2>&1 # a sanitizer wants terabytes of it
	ok 'an export in little memory' sh -c 'ulimit -v "$1"; exec crm-db export "$2"' - "$limit" "$T/many"
	is 'is whole' '30000' "$(wc -l <"$T/many/customer.ndjson" | tr -d ' ')"
fi
# ---- An export that is killed ------------------------------------------------------------------------------------------
fresh
crm-customer add name=Before >/dev/null
rm -rf killed whole
crm-db export killed
crm-customer set c1 name=After >/dev/null
crm-customer add name=Two >/dev/null
crm-db export whole
# The renames of an export in turn, as strace counts them: whatever is left is imported as one of both, or not at all.
names() { # DIRECTORY
	rm -f imported.db*
	crm-db init imported.db >/dev/null
	crm-db import "$1" --db=imported.db >/dev/null 2>err || { cat err; return; }
	crm-customer list --columns=name --db=imported.db | cut -f 2 | xargs
}
if command -v strace >/dev/null; then
	for at in 1 2 3 10 30 1000; do
		rm -rf now
		cp -r killed now
		strace -f -qq -o /dev/null -e trace=rename,renameat -e inject=rename,renameat:signal=KILL:when=$at crm-db export now >/dev/null 2>&1
		case $(names now) in
		Before | 'After Two' | 'crm-db: now: an export was interrupted there'*) verdict 0 "an export that was killed at its rename $at is whole, or none" ;;
		*) verdict 1 "an export that was killed at its rename $at is whole, or none" "$(names now)" ;;
		esac
		ok 'the next export takes its place' crm-db export now
		is 'with nothing left of the first' '' "$(diff -r whole now)"
	done
fi
cp -r whole now2
sed -i 's/}$/,"complete":false}/' now2/database.ndjson
is 'a directory where an export was interrupted' 'crm-db: now2: an export was interrupted there, and its files may be of different times; export again' "$(names now2)"

# ---- Texts that are larger when they are exported ---------------------------------------------------------------------
fresh
crm-customer add name=A >/dev/null
head -c 2900000 /dev/zero | tr '\0' '\001' >control
fails 65 'the text is larger than 16 MiB' 'control bytes count as an export writes them' crm-customer set c1 --file=notes=control
head -c 2700000 control >control2
ok 'what can be imported is taken' crm-customer set c1 --file=notes=control2
rm -rf big imported.db*
crm-db export big
is 'and comes back' A "$(names big)"

done_testing
