#!/bin/sh
# contend.sh WRITERS WRITES ROWS: so many programs write one record at a time, others read, and in the middle of it a sheet of ROWS customers is imported.
# Nothing is lost, nobody hears that the database is busy, no reference is given twice, and the journal has all changes in one order.
writers=${1:-4} writes=${2:-25} rows=${3:-2000} here=$(cd "$(dirname "$0")" && pwd)
. "$here/common.sh"
fresh busy.db
rows 100 Seed >seed.csv && crm-customer import seed.csv >out || exit 2
rows "$rows" Import >import.csv
begun=$(crm-history | wc -l) reads=0

# Four of five add a customer, the fifth changes the latest one of this writer.
write() {
	w=$1 i=0
	while [ $((i += 1)) -le "$writes" ]; do
		if [ $((i % 5)) = 0 ]; then
			crm-customer set "$ref" city="S$w" >touched.$w || echo "set $ref" >>lost.$w
			[ "$(cat touched.$w)" = "$ref" ] || echo "set $ref printed '$(cat touched.$w)'" >>lost.$w
		else
			ref=$(crm-customer add name="W$w.$i") || echo "add W$w.$i" >>lost.$w
			printf '%s\tW%s.%s\n' "$ref" "$w" "$i" >>told.$w
		fi
	done 2>>errors.$w
}

# What a reader sees only grows, and it sees the import as a whole or not at all.
read_on() {
	last=0
	while [ ! -e stop ]; do
		count=$(crm-customer count) imported=$(crm-customer count name~Import) && crm-customer show c1 >out.$1 && crm-customer list Seed7 >out.$1 && crm-history --limit=5 >out.$1 ||
			echo "a reader failed" >>errors.$1
		[ "$count" -ge "$last" ] || echo "a reader saw $last customers, then $count" >>lost.$1
		case $imported in 0 | "$rows") ;; *) echo "a reader saw $imported of $rows imported customers" >>lost.$1 ;; esac
		last=$count
		echo >>reads.$1
	done 2>>errors.$1
}

for w in $(seq "$writers"); do
	write "$w" &
	pids="${pids-} $!"
done
read_on r1 & readers=$!
read_on r2 & readers="$readers $!"
until [ -s told.1 ] && [ "$(lines told.1)" -ge $((writes / 8)) ]; do sleep 0.02; done
crm-customer import import.csv >imported 2>errors.import || finding "the import failed: $(cat errors.import)"
for pid in $pids; do wait "$pid"; done
touch stop
for pid in $readers; do wait "$pid"; done
reads=$(cat reads.* | wc -l)

for file in lost.*; do [ ! -e "$file" ] || finding "$(lines "$file") things lost: $(head -n 1 "$file")"; done
said=$(cat errors.* | head -n 1)
[ ! "$said" ] || finding "$(cat errors.* | wc -l) lines on standard error: $said"
cat told.* | sort >told
crm-customer list --columns=name | grep "${TAB-	}W" | cut -f1,2 | sort >there
cmp -s told there || finding "$(comm -3 told there | wc -l) references are not as they were printed: $(comm -3 told there | head -n 1)"
[ "$(cut -f1 told | sort -u | wc -l)" = "$(lines told)" ] || finding 'a reference was given twice'
[ "$(lines imported)" = "$rows" ] && [ "$(crm-customer count name~Import)" = "$rows" ] || finding "the import is not whole"
[ "$(crm-customer count)" = $(($(lines told) + rows + 100)) ] || finding "there are $(crm-customer count) customers"
for w in $(seq "$writers"); do cut -f1 told.$w | tr -d c | sort -nc 2>out || finding "the references of writer $w do not ascend"; done

# Changes without a gap, in the order of their times, and as many as were made.
crm-history --columns=at,command >history
awk -F '\t' '{ n++ } $1 != "ch" n { print "after ch" n - 1 " the journal has " $1; exit } $2 < at { print $1 " is of " $2 ", before the change before it, " at; exit } { at = $2 }' history >disorder
[ ! -s disorder ] || finding "$(cat disorder)"
[ "$(lines history)" = $((begun + writers * writes + 1)) ] || finding "$(lines history) changes instead of $((begun + writers * writes + 1))"
after=$(sed '1,/import\.csv/d' history | wc -l)
[ "$after" -gt 0 ] && [ "$after" -lt $((writers * writes)) ] || finding "the import did not run among the writers: $after changes came after it"
crm-db check >found 2>&1 || finding "check: $(head -n 1 found)"
done_scenario contend "$((writers * writes)) writes by $writers, $after of them after the import of $rows began and ended, $reads rounds of reading"
