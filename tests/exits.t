#!/bin/sh
# Exit codes and errors: the right number, one line that says what and how to mend it, nothing on standard output, nothing written.
. "$(dirname "$0")/lib.sh"

# As fails, and nothing is printed to standard output either.
refused() { # CODE PART WHAT COMMAND…
	fails "$@"
	[ -s "$T/.out" ] && verdict 1 "$3: standard output is empty" "$(cat "$T/.out")"
}
# As refused, where there is no database to compare.
stops() { # CODE PART WHAT COMMAND…
	expected=$1 part=$2 what=$3
	shift 3
	"$@" >"$T/.out" 2>"$T/.error" </dev/null
	got=$?
	if [ "$got" != "$expected" ]; then
		verdict 1 "$what" "expected exit code $expected, got $got of: $*" "$(cat "$T/.error")"
	elif ! one_line <"$T/.error" || [ -s "$T/.out" ]; then
		verdict 1 "$what" 'expected one line on standard error only, got:' "$(cat "$T/.error" "$T/.out")"
	else
		like "$what" "$part" "$message"
	fi
}
code() { "$@" >/dev/null 2>&1 </dev/null; echo $?; }

fresh
crm-customer add name=Alpha external_id=E1 >/dev/null
crm-customer add name=Beta parent=c1 >/dev/null
crm-customer add name=Beta >/dev/null
crm-contact add name=Ann customer=c1 email=ann@alpha.example >/dev/null
crm-deal add name=Pumps customer=c1 close_on=eom >/dev/null

# 0 and 1.
is 'an empty list is done' '0' "$(code crm-customer list name=Nobody)"
is 'unless --exit-code asks' '1' "$(code crm-customer list name=Nobody --exit-code)"
is '--exit-code with a match' '0' "$(code crm-customer list name=Alpha --exit-code)"
is 'no operands from a pipe: no change' '0 ' "$(code crm-customer set - class=A) $(crm-customer set - class=A </dev/null)"
refused 1 'there is no customer c99' 'no such record' crm-customer set c99 name=X
refused 1 'c2 Beta, c3 Beta' 'an ambiguous name lists the records' crm-customer set Beta class=A
refused 1 "no customer called 'Nobody'" 'no such name' crm-customer set Nobody class=A
is 'a reader prints what exists, then says what does not' "c1${NL}c2${NL}crm-customer: there is no customer c99${NL}1" \
	"$(crm-customer show c1 c99 c2 --format=ids 2>"$T/error"; code=$?; cat "$T/error"; echo $code)"
refused 1 'E1' 'a key that is there' crm-customer add name=Other external_id=E1

# 2: bad words.
refused 2 "unknown verb 'lst'; did you mean 'list'?" 'an unknown verb' crm-customer lst
refused 2 "unknown verb 'frobnicate'; crm-customer --help" 'a verb like none' crm-customer frobnicate
refused 2 "unknown option --colums; did you mean --columns?" 'an unknown option' crm-customer list --colums=name
refused 2 'unknown option --col' 'options are not abbreviated' crm-customer list --col=name
refused 2 '-Q' 'an unknown letter' crm-customer list -Q
refused 2 'requires an argument' 'an option without its argument' crm-customer list --columns
refused 2 'takes no argument' 'a flag with an argument' crm-customer list --header=yes
refused 2 'table|tsv' 'an unknown format' crm-customer list --format=tabel
refused 2 '--limit' 'a limit that is no number' crm-customer list --limit=ten
refused 2 '--limit' 'a negative limit' crm-customer list --limit=-1
refused 2 '--now' 'a clock that is not valid' crm-customer list --now=never
refused 2 'takes no operands' 'operands where there are none' crm-db check everything
refused 2 'takes no operands' 'fields takes no operands' crm-customer fields name
refused 2 "unknown field 'nam'; did you mean 'name'?" 'an unknown field in a filter' crm-customer list nam=x
refused 2 "unknown field 'nam'; did you mean 'name'?" 'in an assignment' crm-customer set c1 nam=x
refused 2 "unknown field 'nmae'; did you mean 'name'?" 'among columns' crm-customer list --columns=nmae
refused 2 "unknown field 'nmae'; did you mean 'name'?" 'to sort by' crm-customer list --sort=-nmae
refused 2 "did you mean 'city'" 'at the end of a path' crm-contact list customer.cty=x
refused 2 "did you mean 'customer'" 'in the middle of a path' crm-contact list custmer.city=x
refused 2 "did you mean 'buyer'?" 'an unknown pick in a filter' crm-customer list lifecycle=byer
refused 65 "did you mean 'buyer'?" 'an unknown pick in an assignment' crm-customer set c1 lifecycle=byer
refused 65 'potential, prospect, buyer' 'a pick like none: all are told' crm-customer set c1 lifecycle=zzzzzz
refused 2 'saved filter' 'an unknown saved filter' crm-customer list @nothing
refused 2 'zz' 'an unknown prefix' crm-customer show zz1
refused 2 ']' 'a bracket that is not closed' crm-customer list '[' name=x
refused 2 'where a term should follow' 'a dangling or' crm-customer list name=x or
refused 2 '/' 'a regular expression that is not valid' crm-customer list 'name=/(/'
refused 2 'm' 'a bare m is no unit' crm-deal list close_on=+3m..
refused 2 'without thousands separators' 'a thousands separator in a filter' crm-deal list amount=1,000..
refused 2 'derived' 'a derived field cannot be set' crm-deal set d1 weighted=3
refused 2 'maintained by the program' 'nor a computed one' crm-customer set c1 created_at=now
refused 2 'not an assignment' 'a reference behind an assignment' crm-customer set c1 class=A c2
refused 2 'name what' 'set without operands' crm-customer set
refused 2 'say what to add' 'add without anything' crm-customer add
refused 2 'only once' 'standard input twice' crm-customer set - - class=A

# The refusals that must hold, each with its own sentence.
refused 65 '2024-02-30: February 2024 has no day 30' 'a day that is none' crm-deal set d1 close_on=2024-02-30
refused 65 '10.999.99: has two decimal points' 'an amount with two points' crm-deal set d1 amount=10.999.99
refused 65 'it has no @' 'an e-mail address without @' crm-contact set p1 email=ann.alpha.example
refused 65 'p1 is a contact, not a customer' 'a reference of the wrong type' crm-contact set p1 customer=p1
refused 1 'c1 would be its own parent, by way of c2' 'a cycle' crm-customer set c1 parent=c2
refused 1 'its own parent' 'a cycle of one' crm-customer set c1 parent=c1
refused 65 '6.22E+18: the digits are already lost' 'a bank account that a spreadsheet spoilt' crm-customer set c1 bank_account=6.22E+18
refused 65 'February 2026 has no day 30' 'a day that is none in a filter has its sentence too' sh -c 'crm-deal list close_on=2026-02-30; [ $? = 2 ] && exit 65'
refused 65 'name is required' 'a required field is not emptied' crm-customer set c1 name=
refused 65 'close_on is required' 'nor left out' crm-deal add name=X customer=c1
refused 65 'is not a number' 'a number that is none' crm-customer set c1 employees=many
refused 65 'neither yes nor no' 'a truth that is none' crm-customer set c1 do_not_call=maybe
refused 65 'telephone' 'a phone number that is none' crm-customer set c1 phone=abc
refused 65 'web address' 'a web address that is none' crm-customer set c1 website='x y'
refused 65 'anniversary' 'a birthday that is none' crm-contact set p1 birthday=02-30
refused 65 '1,23' 'grouping that is not valid' crm-deal set d1 amount=1,23.00
refused 1 "no customer called 'Nobody'" 'a name that is none' crm-contact set p1 customer=Nobody
refused 1 'c2 Beta, c3 Beta' 'a name of two' crm-contact set p1 customer=Beta
refused 65 'c3' 'one bad value of many stops all' sh -c 'printf "c1\tname=Fine\nc3\tfounded_on=2024-02-30\n" | crm-customer set --batch -'
like 'it names the line' 'standard input:2: ' "$(cat "$T/.error")"
refused 65 'is not a reference' 'names do not come from standard input' sh -c 'echo Alpha | crm-customer set - class=A'

# 65: bad data read.
printf 'name,custmer\nX,c1\n' >"$T/leads.csv"
refused 65 "leads.csv:1:" 'a file with an unknown header: file, line, column' crm-contact import "$T/leads.csv"
like 'and what was meant' "unknown field 'custmer'; did you mean 'customer'?" "$(cat "$T/.error")"
printf 'name,email\nGood,g@x.example\nBad,nothing\nGood too,h@x.example\n' >"$T/contacts.csv"
refused 65 'contacts.csv:3:5: ' 'a bad cell: file, line, column' crm-contact import "$T/contacts.csv"
is '--keep-going ends with 65 after the commit' '65 3' "$(code crm-contact import "$T/contacts.csv" --keep-going --rejects "$T/rejects.csv") $(crm-contact count)"
ok 'the bad line is written out' grep -q 'Bad,nothing' "$T/rejects.csv"
is 'it is one undo' '1' "$(crm-undo >/dev/null; crm-contact count)"
refused 65 'missing.csv' 'a file that is not there' crm-contact import "$T/missing.csv"

# 66, 65: databases that are none.
stops 66 'crm-db init' 'no database: how to make one' env CRM_DB="$T/none.db" crm-customer list
stops 66 "$T/none.db" 'writers neither' env CRM_DB="$T/none.db" crm-customer add name=X
ok 'nothing was made' test ! -e "$T/none.db"
mkdir -p "$T/.local/share/crm" && crm-db backup "$T/.local/share/crm/crm.db" >/dev/null
is 'without CRM_DB the usual place is taken' '3' "$(unset CRM_DB; crm-customer count)"
stops 66 "$T/none.db" 'CRM_DB that is missing never falls back to it' env CRM_DB="$T/none.db" crm-customer list
stops 66 "$T/none.db" '--db that is missing neither' crm-customer list --db="$T/none.db"
mkdir -p "$T/data/crm" && crm-db backup "$T/data/crm/crm.db" >/dev/null
is 'XDG_DATA_HOME is heeded' '3' "$(unset CRM_DB; XDG_DATA_HOME=$T/data crm-customer count)"
echo 'this is not a database, whatever its name says, and it is longer than a header of one hundred bytes would be, by far' >"$T/text.db"
stops 65 'not a database' 'a text file' env CRM_DB="$T/text.db" crm-customer list
stops 65 'not a database' 'and to write' env CRM_DB="$T/text.db" crm-customer add name=X
: >"$T/empty.db"
stops 65 "$T/empty.db" 'an empty file' env CRM_DB="$T/empty.db" crm-customer list
stops 65 'empty.db' 'and to write' env CRM_DB="$T/empty.db" crm-customer add name=X
is 'it stays empty' '0' "$(wc -c <"$T/empty.db" | tr -d ' ')"
stops 65 'not a database' 'a directory' env CRM_DB="$T" crm-customer list
stops 65 'not a database' 'a device' env CRM_DB=/dev/null crm-customer list
sqlite3 "$T/other.db" 'create table customer (id integer primary key, name text); insert into customer values (1, "x")'
cp "$T/other.db" "$T/other-copy.db"
stops 65 'not a crm database' 'a database of another program' env CRM_DB="$T/other.db" crm-customer list
stops 65 'not a crm database' 'and to write' env CRM_DB="$T/other.db" crm-customer add name=X
ok 'it is left as it was' cmp "$T/other.db" "$T/other-copy.db"
ok 'and nothing lies beside it' test ! -e "$T/other.db-wal"
sqlite3 "$CRM_DB" "vacuum into '$T/whole.db'" && dd if="$T/whole.db" of="$T/cut.db" bs=4096 count=3 2>/dev/null
stops 65 'damaged' 'a file cut short' env CRM_DB="$T/cut.db" crm-customer list

# 78: schema and configuration.
sqlite3 "$CRM_DB" "vacuum into '$T/newer.db'" && sqlite3 "$T/newer.db" 'pragma user_version = 99'
stops 78 'install the newer crm' 'a newer schema' env CRM_DB="$T/newer.db" crm-customer list
stops 78 '99' 'and to write' env CRM_DB="$T/newer.db" crm-customer add name=X
stops 78 '99' 'and to migrate' env CRM_DB="$T/newer.db" crm-db migrate
is 'status looks at it all the same' "schema-version${TAB}99" "$(CRM_DB=$T/newer.db crm-db status | grep '^schema-version')"
mkdir -p "$T/work" "$T/.config/crm" && cd "$T/work" || exit 1
printf 'language: en\n' >crm.yaml && chmod 644 crm.yaml
is 'a good ./crm.yaml' '0' "$(code crm-customer list)"
chmod 664 crm.yaml
stops 78 'crm.yaml: somebody else can write' 'one that the group can write' crm-customer list
chmod 646 crm.yaml
stops 78 'crm.yaml: somebody else can write' 'one that all can write' crm-customer list
chmod 644 crm.yaml
printf 'language: en\neditor: rm -rf /\n' >crm.yaml
stops 78 'crm.yaml:2:1: editor' 'one with a command in it' crm-customer list
printf 'language: en\nlangauge: zh\n' >crm.yaml
stops 78 "crm.yaml:2:1: unknown key 'langauge'; did you mean 'language'?" 'an unknown key: file, line, column' crm-customer list
printf 'language: fr\n' >crm.yaml
stops 78 'crm.yaml:1:11: language takes one of en|zh' 'an unknown value' crm-customer list
printf 'db:\n  - a\n' >crm.yaml
stops 78 'crm.yaml:2' 'a list where a value is expected' crm-customer list
printf '%s\n' '- a' >crm.yaml
stops 78 'mapping' 'a list where a mapping is expected' crm-customer list
printf 'db: [a\n' >crm.yaml
stops 78 'crm.yaml:' 'what is no YAML' crm-customer list
printf 'db: %s/none.db\n' "$T" >crm.yaml
is 'CRM_DB goes before the configuration' '0' "$(code crm-customer list)"
(unset CRM_DB; code crm-customer list) >"$T/got"
is 'a configured database that is missing is an error' '66' "$(cat "$T/got")"
rm crm.yaml
if [ "$(id -u)" = 0 ]; then
	printf 'language: en\n' >crm.yaml && chown 54321 crm.yaml
	stops 78 'somebody else can write' 'one of another user' crm-customer list
else
	ln -s /proc/1/limits crm.yaml 2>/dev/null
	stops 78 'crm.yaml' 'one of another user' crm-customer list
fi
rm -f crm.yaml
printf 'colour: never\nbogus: 1\n' >"$T/.config/crm/config.yaml"
stops 78 "config.yaml:2:1: unknown key 'bogus'" "the user's own configuration" crm-customer list
mkdir -p "$T/xdg/crm" && printf 'editor: vi\nlanguage: zh\n' >"$T/xdg/crm/config.yaml"
like 'XDG_CONFIG_HOME goes before it; its language counts' '客户名称' "$(XDG_CONFIG_HOME=$T/xdg crm-customer list --format=table)"
rm "$T/.config/crm/config.yaml"
cd "$T" || exit 1

# 73, 74: files that cannot be made or written.
stops 73 'already exists' 'init does not write over a database' crm-db init "$CRM_DB"
stops 73 'already exists' 'nor over another file' crm-db init "$T/text.db"
refused 73 'crm-test' 'a backup into a directory that is not there' crm-db backup "$T/no/where/file.db"
stops 73 'none-dir' 'a plan into a directory that is not there' crm-contact import "$T/contacts.csv" --keep-going --plan "$T/none-dir/plan"
if [ -w /dev/full ]; then
	for verb in list export show; do
		operand=; [ $verb = show ] && operand=c1
		crm-customer $verb $operand >/dev/full 2>"$T/error"
		is "$verb onto a full disk" '74 1' "$? $(grep -c 'standard output' "$T/error")"
	done
	crm-customer --help >/dev/full 2>"$T/error"
	is '--help onto a full disk' '74 1' "$? $(grep -c 'standard output' "$T/error")"
	crm-db check >/dev/full 2>"$T/error"
	is 'check has nothing to write' '0' "$?"
fi
# A limit on file sizes is a full disk for whoever is not root, too.
head -c 600000 /dev/zero | tr '\0' 'x' >"$T/large.txt"
snapshot >"$T/before"
limited() { (trap '' 25; ulimit -f 300; exec "$@"); }
limited crm-note add title=large --file body="$T/large.txt" >"$T/out" 2>"$T/error"
is 'a disk that is full while writing' '74 1 0' "$? $(wc -l <"$T/error" | tr -d ' ') $(wc -c <"$T/out" | tr -d ' ')"
snapshot >"$T/after"
is 'nothing was changed' '' "$(diff "$T/before" "$T/after")"
is 'and the database is clean' '0' "$(code crm-db check)"
is 'with room again it goes on' 'n1' "$(crm-note add title=large --file body="$T/large.txt")"
crm-undo >/dev/null
if [ "$(id -u)" = 0 ] && mkdir "$T/small" && mount -t tmpfs -o size=4m tmpfs "$T/small" 2>/dev/null; then
	trap 'umount "$T/small"; rm -rf "$T"' EXIT
	export CRM_DB="$T/small/crm.db"
	crm-db init "$CRM_DB" >"$T/out" 2>&1
	crm-customer add name=Fits >/dev/null
	crm-customer export >"$T/before"
	head -c 5000000 /dev/zero | tr '\0' 'x' >"$T/larger.txt"
	crm-note add title=larger --file body="$T/larger.txt" >"$T/out" 2>"$T/error"
	is 'a full file system' '74 1 0' "$? $(wc -l <"$T/error" | tr -d ' ') $(wc -c <"$T/out" | tr -d ' ')"
	like 'it is told' 'full' "$(cat "$T/error")"
	crm-customer export >"$T/after"
	is 'nothing was changed there' '' "$(diff "$T/before" "$T/after")$(crm-note list)"
	is 'it is clean' '0' "$(code crm-db check)"
	dd if=/dev/zero of="$T/small/fill" bs=4096 >/dev/null 2>&1
	is 'readers read on' 'Fits' "$(crm-customer list --columns=name | cut -f2)"
	is 'writers say so' '74' "$(code crm-note add title=More --file body="$T/larger.txt")"
	rm "$T/small/fill"
	is 'until there is room' '0' "$(code crm-customer add name=More)"
	CRM_DB=$T/1.db
fi

# 77: permission.
people="$T/people"
mkdir "$people" "$people/bin" && chmod 755 "$T" "$people" "$people/bin"
for tool in crm-customer crm-db crm-undo crm-user crm-history; do
	cp "$CRM_BIN/$tool" "$people/bin/"
done
if [ "$(id -u)" = 0 ]; then
	stranger() { setpriv --reuid=54321 --regid=54321 --clear-groups env PATH="$people/bin:$PATH" HOME=/nonexistent "$@"; }
else
	stranger() { "$@"; }
fi
mkdir "$people/shelf"
sqlite3 "$CRM_DB" "vacuum into '$people/shelf/crm.db'"
sqlite3 "$people/shelf/crm.db" 'pragma journal_mode = wal' >/dev/null
rm -f "$people/shelf"/crm.db-*
[ "$(id -u)" = 0 ] && chown 54321:54321 "$people/shelf/crm.db"
chmod 644 "$people/shelf/crm.db" && chmod 555 "$people/shelf"
export CRM_DB="$people/shelf/crm.db"
is 'a reader reads in a directory that cannot be written' '0 3' "$(stranger crm-customer count >"$T/out" 2>"$T/error"; echo "$? $(cat "$T/out" "$T/error")")"
is 'show does too' "ref${TAB}c1" "$(stranger crm-customer show c1 2>&1 | head -n 1)"
is 'and check' '0' "$(stranger crm-db check >"$T/out" 2>&1; echo $?)"
stops 77 'permission' 'a writer is told' stranger crm-customer add name=X
chmod 444 "$people/shelf/crm.db"
stops 77 'permission' 'a file that cannot be written' stranger crm-customer add name=X
is 'it can be read' '0' "$(code stranger crm-customer count)"
chmod 000 "$people/shelf/crm.db"
stops 77 'permission' 'a file that cannot be read' stranger crm-customer list
chmod 755 "$people/shelf"
stops 77 'permission' 'init where nothing may be made' stranger crm-db init /proc/sys/crm.db
# What another writer has left in the log can be read as well.
CRM_DB=$T/1.db
mkdir "$people/used" && crm-db backup "$people/used/crm.db" >/dev/null
export CRM_DB="$people/used/crm.db"
crm-customer add name=Logged >/dev/null
chmod 644 "$people/used"/* && chmod 555 "$people/used"
is 'a reader sees what is in the log of a directory that cannot be written' '0 4' "$(stranger crm-customer count >"$T/out" 2>"$T/error"; echo "$? $(cat "$T/out" "$T/error")")"
chmod 755 "$people/used"
CRM_DB=$T/1.db
refused 77 'crm-user add login=nobody-here' 'a user that the database does not know' env CRM_USER=nobody-here crm-customer add name=X

# Findings of check.
sqlite3 "$CRM_DB" "pragma foreign_keys = off; update customer set lifecycle = 'bogus' where id = 3"
crm-db check >"$T/out" 2>"$T/error"
is 'findings of check' '1 1' "$? $(wc -l <"$T/error" | tr -d ' ')"
like 'they are told' 'c3' "$(cat "$T/out")"
sqlite3 "$CRM_DB" "update customer set lifecycle = 'potential' where id = 3"
is 'mended by hand' '0' "$(code crm-db check)"

# Readers that go away are no error.
crm-customer copy c1 name=Copy >/dev/null
i=0
while [ $i -lt 9 ]; do
	crm-customer list | crm-customer copy - >/dev/null
	i=$((i + 1))
done
{ crm-customer export 2>"$T/error"; echo $? >"$T/code"; } | head -n 1 >/dev/null
is 'a reader that goes away is silent' '0 0' "$(cat "$T/code") $(wc -c <"$T/error" | tr -d ' ')"

done_testing
