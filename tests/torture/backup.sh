#!/bin/sh
# backup.sh BACKUPS: four programs write without pause while backups are made. Each backup is sound, holds all that was printed before it began, every import as
# a whole or not at all, and can be restored.
backups=${1:-5} here=$(cd "$(dirname "$0")" && pwd)
. "$here/common.sh"
fresh live.db
rows 200 Seed >seed.csv && crm-customer import seed.csv >out || exit 2

write() {
	w=$1 i=0
	while [ ! -e stop ]; do
		i=$((i + 1))
		case $((i % 4)) in
		0)
			rows 50 "I$w.$(printf %04d "$i")." "$w$(printf %04d "$i")" >sheet.$w.csv
			crm-customer import sheet.$w.csv >imported.$w && sed 's/$/ I/' imported.$w >>told.$w ;;
		1)
			crm-lead add name="L$w.$i" >lead.$w ;;
		*)
			crm-customer add name="W$w.$i" >one.$w && cat one.$w >>told.$w ;;
		esac || echo "a writer failed" >>errors.$w
		[ $((i % 9)) != 0 ] || crm-customer set "$(tail -n 1 one.$w)" city="S$i" >touched.$w
	done 2>>errors.$w
}

judge() { # FILE: the backup, after everything in before was printed
	crm-db check --db "$1" >found 2>&1 || finding "$1: $(head -n 1 found)"
	crm-customer list --db "$1" --columns=name >there || finding "$1 cannot be read"
	cut -f1 there | sort >references
	lost=$(comm -23 before references | wc -l)
	[ "$lost" = 0 ] || finding "$1: $lost records are missing that were there when it began"
	half=$(awk -F '\t' '$2 ~ /^I/ { sub(/\.[0-9]* .*/, "", $2); count[$2]++ } END { for (i in count) if (count[i] != 50) print i, count[i] }' there | head -n 1)
	[ ! "$half" ] || finding "$1: an import in part: $half"
	crm-history --db "$1" --columns=command | awk -F '\t' '$1 != "ch" NR { print "after ch" NR - 1 " comes " $1; exit }' >gap
	[ ! -s gap ] || finding "$1: $(cat gap)"
}

for w in 1 2 3 4; do
	: >told.$w
	write $w &
	pids="${pids-} $!"
done
made=0
while [ $made -lt "$backups" ]; do
	made=$((made + 1))
	cat told.* | grep '^c[0-9]* *I*$' | sed 's/ I$//' | sort >before
	if crm-db backup $made.db >out 2>error; then judge $made.db; else finding "backup $made: $(cat error)"; fi
	[ $made = 1 ] || [ $made = "$backups" ] || rm -f $made.db
done
touch stop
for pid in $pids; do wait "$pid"; done
said=$(cat errors.* | head -n 1)
[ ! "$said" ] || finding "a writer says: $said"
changes=$(crm-history | wc -l)

# The last one elsewhere, and the first one over the database itself.
CRM_DB=$T/$backups.db && snapshot >wanted
crm-db restore $backups.db --db elsewhere.db >out 2>error || finding "restore elsewhere: $(cat error)"
CRM_DB=$T/elsewhere.db && snapshot >now
cmp -s wanted now || finding 'the restored database is not what was backed up'
CRM_DB=$T/1.db && snapshot >wanted
CRM_DB=$T/live.db
crm-db restore 1.db >out 2>error || finding "restore: $(cat error)"
snapshot >now
cmp -s wanted now || finding 'the database after restore is not what was backed up'
crm-db check >found 2>&1 && crm-customer add name=Again >out 2>error || finding "the restored database: $(cat found error)"
done_scenario backup "$backups backups during $changes changes by 4 writers"
