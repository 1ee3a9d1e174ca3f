#!/bin/sh
# Several programs on one database at the same time: they wait for each other, nothing is lost, nothing is given twice.
. "$(dirname "$0")/lib.sh"

clean() { is "$1: crm-db check is clean" '0' "$(crm-db check 2>&1; echo $?)"; }
field() { crm-"$1" list "$2" --columns="$3" | cut -f2; }

# Eight writers add fifty records each.
fresh
crm-db schema show >/dev/null
writer() { # NUMBER
	n=0
	while [ $n -lt 50 ]; do
		n=$((n + 1))
		crm-customer add name="W$1-$n" || echo "exit $?"
	done
}
for w in 1 2 3 4 5 6 7 8; do
	writer $w >"$T/writer$w" 2>"$T/error$w" &
done
# While they write, readers read and backups are made.
crm-db backup "$T/backup1.db" >"$T/made1" 2>&1
first=$?
reads=0 wrong=0
while [ $reads -lt 20 ]; do
	reads=$((reads + 1))
	count=$(crm-customer count 2>&1) || wrong=$((wrong + 1))
	[ "$(crm-customer list --format=ids 2>&1 | wc -l)" -ge "$count" ] || wrong=$((wrong + 1))
done
crm-db backup "$T/backup2.db" >"$T/made2" 2>&1
second=$?
wait
is 'no writer was turned away' '' "$(cat "$T"/error?)"
is 'four hundred references were printed' '400' "$(cat "$T"/writer? | grep -c '^c[1-9][0-9]*$')"
is 'each once' '400' "$(cat "$T"/writer? | sort -u | wc -l | tr -d ' ')"
is 'they are the first four hundred' 'c1 c400' "$(cat "$T"/writer? | sort -t c -k 2 -n | sed -n '1p;$p' | tr '\n' ' ' | sed 's/ $//')"
is 'all records are there' '400' "$(crm-customer count)"
is 'each reference is its own record' "$(for w in 1 2 3 4 5 6 7 8; do awk -v w=$w '{ print $1 "\tW" w "-" NR }' "$T/writer$w"; done | sort)" "$(crm-customer list --columns=name | sort)"
is 'each is a change of its own' '400' "$(crm-history 'command~add name' | wc -l | tr -d ' ')"
is 'changes are numbered without doubles' '' "$(crm-history --format=ids | sort | uniq -d)"
is 'readers were never in the way' '0' "$wrong"
is 'backups were made meanwhile' '0 0' "$first $second"
is 'the first is whole' '0' "$(CRM_DB=$T/backup1.db crm-db check 2>&1; echo $?)"
is 'the second is whole' '0' "$(CRM_DB=$T/backup2.db crm-db check 2>&1; echo $?)"
clean 'after eight writers'

# Two users edit one record: by field, both stay.
fresh
crm-user add login=mei name=梅晓芳 >/dev/null
crm-customer add name=Alpha >/dev/null
edit() { # LOGIN FIELD
	n=0
	while [ $n -lt 25 ]; do
		n=$((n + 1))
		CRM_USER=$1 crm-customer set c1 "$2=$n" || echo "exit $?"
	done
}
me=$(crm-user list u1 --columns=login | cut -f2)
edit "$me" employees >"$T/one" 2>&1 &
edit mei region >"$T/two" 2>&1 &
edit "$me" tags+ >"$T/three" 2>&1 &
edit mei tags+ >"$T/four" 2>&1 &
wait
is 'nobody was turned away' 'c1' "$(cat "$T/one" "$T/two" "$T/three" "$T/four" | sort -u)"
is 'the last of each field stays' "25${TAB}25" "$(crm-customer list c1 --columns=employees,region | cut -f2-)"
is 'added tags all stay' '25' "$(field customer c1 tags | tr ',' '\n' | sort -u | wc -l | tr -d ' ')"
clean 'after edits of one record'

# One waits for another's lock.
fresh
crm-customer add name=Alpha >/dev/null
mkfifo "$T/hold"
sqlite3 "$CRM_DB" >"$T/held" 2>&1 <"$T/hold" &
holder=$!
exec 9>"$T/hold"
echo "begin immediate; select 'held';" >&9
until [ -s "$T/held" ]; do sleep 0.05; done
crm-customer set c1 class=A >"$T/waiter" 2>"$T/waiter-error" &
waiter=$!
crm-customer list | crm-customer copy - >"$T/copier" 2>&1 &
copier=$!
sleep 1
is 'a writer waits' '0 0' "$(kill -0 $waiter 2>/dev/null; echo $?) $(wc -c <"$T/waiter" | tr -d ' ')"
is 'a reader does not' 'Alpha' "$(field customer c1 name)"
is 'bad words are told without waiting' "2 crm-customer: unknown field 'nam'; did you mean 'name'?" "$(crm-customer set c1 nam=x 2>"$T/error"; echo "$? $(cat "$T/error")")"
echo 'commit;' >&9
exec 9>&-
wait $holder
wait $waiter
is 'then it writes' '0 c1' "$? $(cat "$T/waiter" "$T/waiter-error")"
wait $copier
is 'so does the one in a pipe' '0 c2' "$? $(cat "$T/copier")"
is 'the record is written' 'a' "$(field customer c1 class)"
clean 'after waiting'

# A pipeline of writers on one database never waits for itself.
crm-lead add name=L1 status=new >/dev/null
n=1
while [ $n -lt 512 ]; do
	crm-lead list | crm-lead copy - >/dev/null
	n=$((n * 2))
done
is 'three programs on one database' '512' \
	"$(crm-lead list status=new | crm-lead set - status=contacted | crm-task add - subject='first call' due_on=+2d | wc -l | tr -d ' ')"
crm-undo >/dev/null
is 'are two changes: tasks' '0 512' "$(crm-task count) $(crm-lead count status=contacted)"
crm-undo >/dev/null
is 'and leads' '512' "$(crm-lead count status=new)"
# A reader that stalls holds nobody up.
mkfifo "$T/stalled"
crm-lead export >"$T/stalled" 2>"$T/error" &
exporter=$!
exec 8<"$T/stalled"
IFS= read -r header <&8
is 'writers write while a reader stalls' 'l1' "$(crm-lead set l1 name=Renamed)"
is 'the reader ends with what it began' '512' "$(cat <&8 | grep -c '^l[0-9]')"
exec 8<&-
wait $exporter
is 'and ends well' '0' "$?"

# Numbers are never used again.
fresh
for name in A B C; do crm-customer add name=$name >/dev/null; done
crm-customer rm c3 >/dev/null
is 'a removed number is not given again' 'c4' "$(crm-customer add name=D)"
crm-customer rm c1..c4 >/dev/null
is 'not even when all are gone' 'c5' "$(crm-customer add name=E)"
crm-undo >/dev/null
is 'nor when undone' 'c6' "$(crm-customer add name=F)"
crm-customer add name=G --dry-run >/dev/null
is 'a dry run takes none' 'c7' "$(crm-customer add name=G)"
crm-customer add name= >/dev/null 2>&1
is 'nor does one that failed' 'c8' "$(crm-customer add name=H)"
crm-customer merge c7 c8 >/dev/null
is 'a merged one stays an alias' 'c9' "$(crm-customer add name=I)"
crm-deal add name=D customer=c9 close_on=eom >/dev/null
crm-deal stage d1 stage=won >/dev/null
crm-deal rm d1 >/dev/null
is 'types count apart' 'd2' "$(crm-deal add name=E customer=c9 close_on=eom)"
clean 'numbers'

# A writer that is killed leaves nothing half done.
fresh
crm-customer add name=Alpha >/dev/null
{ echo name; awk 'BEGIN { for (i = 0; i < 20000; i++) print "Firm " i }'; } >"$T/many.csv"
killed=0
for delay in 0.02 0.05 0.1 0.2 0.3; do
	crm-customer import "$T/many.csv" >/dev/null 2>&1 &
	importer=$!
	sleep $delay
	kill -9 $importer 2>/dev/null
	wait $importer 2>/dev/null
	count=$(crm-customer count)
	[ "$count" = 1 ] && killed=$((killed + 1)) && continue
	[ "$count" = 20001 ] && crm-undo >/dev/null && continue
	verdict 1 'all or nothing' "$count records"
done
is 'a killed import is all or nothing' 'yes' "$([ $killed -gt 0 ] && echo yes)"
is 'and the database goes on' '0 1' "$(crm-customer set c1 name=Beta >/dev/null; echo $?) $(crm-customer count)"
clean 'after killed imports'

# A backup keeps no log until somebody writes to it: who does waits for those who read it, and a pipe of several programs does not wait for itself.
fresh
for n in 1 2 3 4 5 6; do crm-lead add name="L$n" source=conference >/dev/null; done
seq -f 'name=L%.0f' 7 3000 | sed 's/name=//' | sed '1i name' >"$T/leads.csv"
crm-lead import "$T/leads.csv" >/dev/null
crm-db backup "$T/copy.db" >/dev/null
cp "$T/copy.db" "$T/read.db"
printf 'begin;\nselect count(*) from lead;\n.shell sleep 1\ncommit;\n' >"$T/reading"
sqlite3 "$T/read.db" <"$T/reading" >/dev/null &
sleep 0.3
is 'a writer waits for a reader of a copy' 't1' "$(crm-task add --db "$T/read.db" subject=x 2>&1)"
wait
rounds=0 whole=0
while [ $rounds -lt 12 ]; do
	rounds=$((rounds + 1))
	rm -f "$T"/pipe.db*
	cp "$T/copy.db" "$T/pipe.db"
	[ "$(CRM_DB=$T/pipe.db; export CRM_DB; crm-lead list --columns=name,notes,company | crm-lead set - status=contacted | crm-task add - subject=call | wc -l)" = 3000 ] &&
		whole=$((whole + 1))
done
is 'pipes on a copy' 12 "$whole"

done_testing
