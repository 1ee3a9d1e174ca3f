#!/bin/sh
# What every writer promises: nothing is read twice, nobody is kept waiting, nothing half-done is left behind.
. "$(dirname "$0")/lib.sh"

fresh
crm-customer add name=Alpha notes=kept tags=vip,old >/dev/null
crm-contact add name=Bo customer=c1 >/dev/null

# Standard input read a second time would be empty, and emptiness clears a field.
once() {
	what=$1
	shift
	before=$(snapshot)
	printf 'c1\n' | "$@" >/dev/null 2>err && code=0 || code=$?
	is "$what: exit code" 2 "$code"
	like "$what: why" 'standard input can be read only once' "$(cat err)"
	is "$what: nothing is changed" "$before" "$(snapshot)"
}
once 'references and a file' crm-customer set - --file notes=-
once 'two files' crm-customer set c1 --file notes=- --file website=-
once 'two batches' crm-customer set --batch - --batch -
mkfifo story
printf 'a long story\n' >story &
printf 'c1\np1\n' | crm-task add - subject=call --file notes=story >/dev/null
is 'one file for references of two types' "a long story a long story" "$(crm-task list --columns=notes | cut -f2 | sed 's/\\n$//' | tr '\n' ' ' | sed 's/ $//')"

# Tags are compared without case, as in a filter.
crm-customer set c1 tags-=VIP >/dev/null
is 'a tag is taken away in any case' "c1${TAB}old" "$(crm-customer list c1 --columns=tags)"

# A database that could not be made leaves no log to be replayed into the next one of its name.
is 'init with a bad clock' 2 "$(crm-db init --now=nonsense "$T/new.db" >/dev/null 2>&1; echo $?)"
is 'nothing is left' '' "$(ls "$T"/new.db* 2>/dev/null)"
ok 'the next attempt' crm-db init "$T/new.db"

# One JSON array, however many records.
is 'the history of two records is one array' "[$NL]" "$(crm-customer history c1 --format json | grep '^[][]')"
is 'crm-history of two as well' "[$NL]" "$(crm-history c1 p1 --format json | grep '^[][]')"

# Who reads what would change keeps nobody waiting: the lock is gone before the first byte is printed.
head -c 300000 /dev/zero | tr '\0' x >big
mkfifo pipe
crm-customer set c1 --file notes=big --dry-run >pipe &
exec 3<pipe
head -c 1000 <&3 >/dev/null
ok 'a writer beside a dry run whose reader stands still' timeout 20 crm-customer add name=Beside
cat <&3 >/dev/null
exec 3<&-
wait
is 'a dry run changes nothing' "c1${TAB}kept" "$(crm-customer list c1 --columns=notes)"

# What was merged into a record goes with it, and comes back with it.
crm-customer add name=Gamma >/dev/null
crm-customer add name=Delta >/dev/null
crm-customer add name=Gamma >/dev/null
crm-customer merge c4 c3 >/dev/null
crm-customer merge c5 c4 >/dev/null
crm-customer rm c5 >/dev/null
ok 'check after the removal of a kept record' crm-db check
crm-undo >/dev/null
ok 'check after its undo' crm-db check
is 'the merged references lead to it again' 'c5 c5' "$(echo $(crm-customer list c3 --format ids) $(crm-customer list c4 --format ids))"
crm-contact add name=Kept >/dev/null
kept=$(crm-history who=me --columns=ref --sort=-ref --limit=1 --format ids)
crm-contact add name=Kept >/dev/null
crm-contact merge p2 p3 >/dev/null
crm-undo "$kept" >/dev/null 2>err
is 'the creation of a record that others were merged into' 1 $?
ok 'check after that' crm-db check

fails 1 'u1, the acting user' 'the change that made the acting user stays' crm-undo ch1 ch2

# Somebody changes the schema while a writer waits for its input.
mkfifo input
crm-customer set - class=A <input >out 2>err &
writer=$!
exec 4>input
sleep 1
printf 'country: "1"\narea: ""\n' >schema.yaml
ok 'the schema changes meanwhile' crm-db schema apply schema.yaml
echo c1 >&4
exec 4>&-
wait "$writer"
is 'who waited begins again by himself' 0 $?
is 'with the input that he read before' c1 "$(cat out)"
is 'without a word' '' "$(cat err)"
is 'and writes' a "$(crm-customer list c1 --columns=class | cut -f2)"
ok 'nothing is damaged' crm-db check
# Many records at once are set in the order in which they were named: that is the order of the journal, and of what is printed.
one=$(crm-customer add name=Many1) two=$(crm-customer add name=Many2 employees=7) three=$(crm-customer add name=Many3) gone=$(crm-customer add name=Many4)
crm-customer merge "$one" "$gone" >/dev/null
told=$(crm-customer history "$two")
printf '%s\n' "$three" "$two" "$gone" "$three" >many
is 'a dry run tells them in the order given' "$three $one" "$(echo $(crm-customer set - employees=7 bill_city=Wuxi --dry-run <many | grep -v "$two" | cut -f4 | uniq))"
is 'every reference is printed, changed or not' "$three $two $one $three" "$(echo $(crm-customer set - employees=7 <many))"
is 'what was equal has no entry' "$told" "$(crm-customer history "$two")"
is 'the others have theirs' 'employees 7 employees 7' "$(echo $(crm-history "$(crm-history -f ids | tail -1)" | cut -f6,8))"

done_testing
