#!/bin/sh
# One host, several people: modes of the files, who may read and write, who is told to have done it.
. "$(dirname "$0")/lib.sh"

mode() { stat -c %a "$1" 2>/dev/null || stat -f %Lp "$1"; }
group_of() { stat -c %G "$1" 2>/dev/null || stat -f %Sg "$1"; }
modes() { for file in "$1" "$1-wal" "$1-shm"; do mode "$file"; done | tr '\n' ' ' | sed 's/ $//'; }
stops() { # CODE PART WHAT COMMAND…
	expected=$1 part=$2 what=$3
	shift 3
	"$@" >"$T/.out" 2>"$T/.error" </dev/null
	got=$?
	if [ "$got" != "$expected" ] || [ "$(wc -l <"$T/.error")" != 1 ] || [ -s "$T/.out" ]; then
		verdict 1 "$what" "expected exit code $expected and one line, got $got of: $*" "$(cat "$T/.error" "$T/.out")"
	else
		like "$what" "$part" "$(cat "$T/.error")"
	fi
}
code() { "$@" >/dev/null 2>&1 </dev/null; echo $?; }

login=$(id -un 2>/dev/null) || login=uid$(id -u)
root=no alice=crmta$$ bob=crmtb$$ group=crmtg$$
chmod 711 "$T"
mkdir "$T/bin" && cp "$CRM_BIN"/crm-customer "$CRM_BIN"/crm-db "$CRM_BIN"/crm-user "$CRM_BIN"/crm-history "$CRM_BIN"/crm-undo "$T/bin" && PATH=$T/bin:$PATH
if [ "$(id -u)" = 0 ]; then
	root=yes
	forget() { userdel $alice; userdel $bob; groupdel $group; } >/dev/null 2>&1
	trap 'forget; rm -rf "$T"' EXIT
	groupadd $group && useradd -M -N -g nogroup -G $group -c 'Alice Li,,,' $alice && useradd -M -N -g nogroup -G $group $bob || echo 'Bail out! cannot add users'
else
	group=$(id -gn)
fi
as() { # LOGIN COMMAND…
	person=$1
	shift
	setpriv --reuid="$person" --regid=nogroup --init-groups env HOME=/nonexistent "$@"
}
stranger() { setpriv --reuid=54321 --regid=54321 --clear-groups env HOME=/nonexistent "$@"; }

# A private database.
export CRM_DB="$T/private.db"
(umask 000; crm-db init "$CRM_DB")
is 'a private database is 0600 whatever the umask' '600' "$(mode "$CRM_DB")"
(umask 000; crm-customer add name=Alpha >/dev/null)
is 'so are its log and its shared memory' '600 600 600' "$(modes "$CRM_DB")"
is 'who makes it is its first user' "$login" "$(crm-user list --columns=login | cut -f2)"
is 'status tells the mode' "mode${TAB}0600" "$(crm-db status | grep '^mode')"
if [ $root = yes ]; then
	stops 77 'permission' 'others cannot read it' stranger crm-customer list
	stops 77 'permission' 'nor write it' stranger crm-customer add name=X
fi
(umask 077; mkdir "$T/made"; crm-db init "$T/made/by/init/crm.db")
is 'init makes the directories above, for the owner alone' '700 700 600' "$(mode "$T/made/by") $(mode "$T/made/by/init") $(mode "$T/made/by/init/crm.db")"

# A shared one.
mkdir "$T/shared" && chmod 755 "$T/shared"
stops 2 'groupadd nogroup-such' 'a group that is not there' crm-db init --group=nogroup-such "$T/shared/crm.db"
stops 73 "chgrp $group $T/shared && chmod 2770 $T/shared" 'a directory that does not pass its group on: the commands are told' crm-db init --group="$group" "$T/shared/crm.db"
ok 'nothing was made' test ! -e "$T/shared/crm.db"
chgrp "$group" "$T/shared" && chmod 2770 "$T/shared"
export CRM_DB="$T/shared/crm.db"
(umask 077; crm-db init --group="$group" "$CRM_DB")
is 'a shared database is 0660 whatever the umask, and of the group' "660 $group" "$(mode "$CRM_DB") $(group_of "$CRM_DB")"
(umask 077; crm-customer add name=Alpha >/dev/null)
is 'so are its log and its shared memory' "660 660 660 $group $group" "$(modes "$CRM_DB") $(group_of "$CRM_DB-wal") $(group_of "$CRM_DB-shm")"

# Who acts.
crm-user add login=mei name=梅晓芳 >/dev/null
CRM_USER=mei crm-customer add name=Beta >/dev/null
is 'CRM_USER acts' 'u2' "$(crm-customer list name=Beta --columns=owner | cut -f2)"
is 'and the journal says by whom' "mei via $login" "$(crm-customer history c2 | cut -f3 | sort -u)"
is 'the list of changes too' "u2${TAB}$login" "$(crm-history who=mei --columns=who,via | cut -f2-)"
is 'who=me is the acting user' '1' "$(CRM_USER=mei crm-history who=me | wc -l | tr -d ' ')"
is 'owner=me too' 'c2' "$(CRM_USER=mei crm-customer list owner=me --format=ids)"
CRM_USER=$login crm-customer add name=Gamma >/dev/null
is 'oneself by name is not via oneself' "$login" "$(crm-customer history c3 | cut -f3 | sort -u)"
fails 77 'crm-user add login=nobody-here name=nobody-here' 'an unknown CRM_USER is told the command' env CRM_USER=nobody-here crm-customer add name=X
crm-user set mei active=no >/dev/null
fails 77 'mei' 'one who has left does not act' env CRM_USER=mei crm-customer add name=X
crm-user set mei active=yes >/dev/null
is 'readers need no user' '3' "$(CRM_USER=nobody-here crm-customer count)"

if [ $root = yes ]; then
	stops 77 "crm-user add login=$alice name=$alice" 'an unknown login is refused, with the command that adds it' as $alice crm-customer add name=X
	is 'a member of the group reads' '0 3' "$(as $alice crm-customer count >"$T/out" 2>&1; echo "$? $(cat "$T/out")")"
	stops 77 'ermission' 'somebody outside the group does not' stranger crm-customer list
	stops 77 'ermission' 'nor writes' stranger crm-customer add name=X
	command=$(as $alice crm-customer add name=X 2>&1 | sed 's/.*: //')
	is 'the command that is told works' 'u3' "$($command)"
	crm-user add login=$bob name=Bob >/dev/null
	is 'then she writes' 'c4' "$(as $alice crm-customer add name=Delta 2>&1)"
	is 'and another reads it and writes on' 'c4' "$(as $bob crm-customer set c4 class=A 2>&1)"
	is 'the journal tells both' "$alice add${NL}$bob set" "$(crm-customer history c4 | awk -F'\t' '{ print $3, $5 }' | uniq)"
	is 'the owner is who added it' 'u3' "$(crm-customer list c4 --columns=owner | cut -f2)"
	as $alice crm-customer set c1 region=East >/dev/null
	as $bob crm-undo >/dev/null
	is "a bare undo takes one's own change, not the newest" 'East ' "$(crm-customer list c1 --columns=region | cut -f2) $(crm-customer list c4 --columns=class | cut -f2)"
	# The log and the shared memory are made anew by whoever comes first, with whatever umask.
	for person in $alice $bob; do
		sqlite3 "$CRM_DB" 'pragma wal_checkpoint(truncate)' >/dev/null
		rm -f "$CRM_DB-wal" "$CRM_DB-shm"
		(umask 077; as $person crm-customer set c1 region=$person >/dev/null)
		is "log and shared memory as $person makes them under umask 077" "660 660 660 $group $group" \
			"$(modes "$CRM_DB") $(group_of "$CRM_DB-wal") $(group_of "$CRM_DB-shm")"
		is "after $person the others write" '0 0 0' "$(code as $alice crm-customer set c1 class=B) $(code as $bob crm-customer set c1 class=C) $(code crm-customer set c1 class=A)"
	done
	# CRM_USER through somebody else than root.
	as $alice env CRM_USER=mei crm-customer add name=Epsilon >/dev/null
	is 'CRM_USER of another login' "mei via $alice" "$(crm-customer history "$(crm-customer list name=Epsilon --format=ids)" | cut -f3 | sort -u)"
	# Who is no user does not become one by naming another.
	crm-user set "$alice" active=no >/dev/null
	as $alice env CRM_USER=mei crm-customer add name=Zeta >"$T/out" 2>&1
	is 'CRM_USER of a login that is no user' '77 1' "$? $(grep -c "$alice is not an active user of this database, and cannot act for mei" "$T/out")"
	is 'changes nothing' '' "$(crm-customer list name=Zeta)"
	crm-user set "$alice" active=yes >/dev/null
	as $bob crm-db backup "$T/shared/backup.db" >/dev/null 2>&1
	is 'a backup made by one of them is not for all the world' 'no' "$(case $(mode "$T/shared/backup.db") in *[1-7]) echo yes ;; *) echo no ;; esac)"
	mkdir "$T/private-directory" && chmod 755 "$T/private-directory"
	(cd / && as $alice crm-db init "$T/private-directory/x.db") >"$T/out" 2>&1
	is 'init where one may not write' '77' "$?"
	mkdir "$T/hers" && chown $alice "$T/hers"
	as $alice crm-db init "$T/hers/crm.db" >"$T/out" 2>&1
	is 'her own database is hers' "600 $alice Alice Li" "$(mode "$T/hers/crm.db") $(as $alice env CRM_DB="$T/hers/crm.db" crm-user list --columns=login,name | cut -f2- | tr '\t' ' ')"
fi
is 'at the end it is clean' '0' "$(code crm-db check)"

done_testing
