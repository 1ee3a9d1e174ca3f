#!/bin/sh
# diskfull.sh [STEP]: lets every STEP-th writing call of some commands fail, once and from there on, with a full disk and with a broken one; and then the same
# commands on a small file system that is really full, where one may be mounted. What fails says so in one line and leaves the database as it was.
step=${1:-1} here=$(cd "$(dirname "$0")" && pwd)
[ -d /dev/shm ] && [ -w /dev/shm ] && place=/dev/shm # nothing here depends on a real disk
. "$here/common.sh"
CRM_NOW='2026-03-05T09:00:00+08:00'
export CRM_NOW
commands='add import many undo schema restore backup' rounds=0 failed=0 untold=0 full=0

prepare() { # makes base.db, and in before and after what each command makes of it
	fresh base.db
	for i in 1 2 3 4 5; do crm-customer add name="Early $i" city=北京; done >out
	crm-db backup early.db >out || exit 2
	rows 40 Old >old.csv && crm-customer import old.csv >out
	rows 50 New >new.csv
	rows 400 Many >many.csv # enough for the log to be written back into the database
	printf 'fields:\n  customer:\n    x_one: {label: one, kind: text, index: yes}\n    x_two: {label: two, kind: int}\n' >schema.yaml
	snapshot >before
	for what in $commands; do
		copy base.db work.db
		CRM_DB=$T/work.db FAIL_COUNT=$T/$what.calls LD_PRELOAD=$CRM_BIN/torture/failing.so sh -c "$(command_of $what)" >out || finding "$what does not work at all"
		(CRM_DB=$T/work.db; snapshot) >$what.after
		[ $what = backup ] || ! cmp -s before $what.after || finding "$what changes nothing"
		rm -f copy.db*
	done
}

command_of() {
	case $1 in
	add) echo 'exec crm-customer add name=Late city=上海' ;;
	import) echo 'exec crm-customer import new.csv' ;;
	many) echo 'exec crm-customer import many.csv' ;;
	restore) echo 'exec crm-db restore early.db' ;;
	undo) echo 'exec crm-undo' ;;
	schema) echo 'exec crm-db schema apply schema.yaml' ;;
	backup) echo 'exec crm-db backup copy.db' ;;
	esac
}

# The command has ended with $code and has left work.db.
judge() { # WHAT HOW
	rounds=$((rounds + 1))
	crm-db check >found 2>&1 || finding "$1, $2: the database is damaged: $(head -n 1 found)"
	snapshot >now 2>error.now || finding "$1, $2: the database cannot be read: $(cat error.now)"
	case $code in
	0)
		[ ! -s error ] || finding "$1, $2: well done, but it says: $(cat error)"
		cmp -s now $1.after || finding "$1, $2: exit code 0, but nothing was done" ;;
	73 | 74)
		failed=$((failed + 1))
		[ "$(lines error)" = 1 ] || finding "$1, $2: not one line on standard error: $(cat error)"
		if ! cmp -s now before; then
			untold=$((untold + 1))
			cmp -s now $1.after || finding "$1, $2: something half-done"
			case $(cat error) in
			*'nothing was changed'*) finding "$1, $2: says that nothing was changed" ;;
			*'standard output'* | *'may have been made'*) ;;
			*) finding "$1, $2: fails with '$(cat error)', but the change is there" ;;
			esac
		fi ;;
	*) finding "$1, $2: ended with $code: $(cat error)" ;;
	esac
	if [ $1 = restore ]; then
		left=$(ls work.db.restore* 2>/dev/null)
		[ ! "$left" ] || finding "restore, $2: left $left"
		[ $code = 0 ] || crm-db restore early.db --force >found 2>&1 || finding "restore, $2: cannot be done again: $(cat found)"
		rm -f work.db.before-restore*
	fi
	[ $1 = backup ] || return
	if [ $code != 0 ]; then
		left=$(ls copy.db* 2>/dev/null)
		[ ! "$left" ] || case $(cat error) in *'standard output'*) ;; *) finding "backup, $2: left $left" ;; esac
	else
		crm-db check --db copy.db >found 2>&1 || finding "backup, $2: the copy is damaged: $(cat found)"
	fi
	rm -f copy.db*
}

interpose() {
	CRM_DB=$T/work.db first=0
	for what in $commands; do
		calls=$(cat $what.calls)
		for with in ENOSPC EIO; do
			for on in once after; do
				first=$(((first + 3) % step)) n=$((first + 1))
				while [ "$n" -le "$calls" ]; do
					copy base.db work.db
					env FAIL_AT="$n" FAIL_WITH=$with FAIL_ON=$on LD_PRELOAD="$CRM_BIN/torture/failing.so" sh -c "$(command_of $what)" >out 2>error
					code=$?
					judge $what "call $n of $calls ${on} $with"
					n=$((n + step))
				done
			done
		done
	done
}

# In a name space of mounts of its own, so that nothing stays mounted whatever happens.
fill_disk() {
	mkdir small && mount -t tmpfs -o size=3m tmpfs small || return
	CRM_DB=$T/small/work.db
	for what in add import many undo schema; do
		free=0
		while [ $free -le 160 ]; do
			rm -f small/*
			copy base.db small/work.db
			cat /dev/zero >small/ballast 2>error
			[ $free = 0 ] || truncate -s -$((free * 4096)) small/ballast
			sh -c "$(command_of $what)" >out 2>error
			code=$?
			rm -f small/ballast
			judge $what "$free pages free"
			full=$((full + 1)) free=$((free + 2 * step))
		done
	done
}

if [ "${TORTURE_MOUNTS-}" ]; then
	prepare
	fill_disk && umount small
	echo "$full $failed $findings"
	[ $findings = 0 ]
	exit
fi
prepare
interpose
figures="$rounds runs ($failed failed, $untold of them after the change was made)"
for way in 'unshare -m' 'unshare -rm'; do
	$way sh -c 'mount -t tmpfs -o size=3m tmpfs /mnt' 2>error || continue
	TORTURE_MOUNTS=1 $way sh "$here/diskfull.sh" "$step" >mounted 2>&1
	findings=$((findings + $(grep -c '^finding:' mounted)))
	grep '^finding:' mounted
	figures="$figures, $(tail -n 1 mounted | awk '{ printf "%d on a full disk (%d failed)", $1, $2 }')"
	break
done
done_scenario diskfull "$figures"
