#!/bin/sh
# Files of records: content beside the database, named by its SHA-256; what check says of it; backup, restore, export and import carry it.
. "$(dirname "$0")/lib.sh"

fresh
files=$CRM_DB.files
place() { sum=$(sha256sum "$1" | cut -c 1-64) && echo "$files/$(echo "$sum" | cut -c 1-2)/$(echo "$sum" | cut -c 3-64)"; }
stored() { find "$files" -type f | wc -l | tr -d ' '; }
crm-customer add name=Acme >/dev/null
crm-deal add name=Pumps customer=c1 close_on=eom >/dev/null
printf 'first contract\n' >contract.pdf
printf 'licence' >'营业执照.jpg'
mkdir sub
cp contract.pdf sub/same.txt

# Adding
is 'files are added about a record' "f1${NL}f2" "$(crm-file add c1 contract.pdf 营业执照.jpg kind=contract valid_until=2026-12-31)"
is 'each has its name, size, media type and SHA-256' "contract.pdf	contract	c1	15	2026-12-31	application/pdf	$(sha256sum contract.pdf | cut -c 1-64)" \
	"$(crm-file list f1 --columns=name,kind,about,size,valid_until,media_type,sha256 | cut -f 2-)"
is 'content is beside the database' "$(cat contract.pdf)" "$(cat "$(place contract.pdf)")"
is 'for nobody else' '700 700 600' "$(stat -c %a "$files" "$(dirname "$(place contract.pdf)")" "$(place contract.pdf)" | xargs)"
is 'records from a pipe get one each' "f3${NL}f4" "$(printf 'c1\nd1\n' | crm-file add - sub/same.txt)"
is 'the same content is stored once' 2 "$(stored)"
is 'standard input is content too' f5 "$(printf scan | crm-file add d1 - name=scan.png)"
is 'a dry run leaves nothing' 3 "$(crm-file add c1 /etc/hostname --dry-run >/dev/null && stored)"
is 'files are found by what they are about' 'f1 f2 f3' "$(crm-file list c1 --format=ids | xargs)"
is 'and customers by their files' c1 "$(crm-customer list files.valid_until=..2026-12-31 --format=ids)"

# What is refused changes nothing, beside the database neither.
before=$(find "$files" -type f | sort)
fails 1 'there is no customer c9' 'a record that is not there' crm-file add c9 contract.pdf
fails 2 'name a path after c1' 'no path' crm-file add c1 kind=contract
fails 2 'then its path' 'no operand' crm-file add
fails 65 'cannot open nothing.pdf' 'a path that leads nowhere' crm-file add c1 nothing.pdf
fails 65 'is a directory' 'a directory' crm-file add c1 sub
fails 2 'needs a name' 'standard input without a name' sh -c 'printf other | crm-file add c1 -'
fails 2 'maintained by the program' 'a sum by hand' crm-file set f1 sha256=x
printf 'files: {size-limit: 1 kB}\n' >schema.yaml
crm-db schema apply schema.yaml
head -c 1001 /dev/zero >large
fails 65 'large: it has more than 1000 bytes' 'more than the schema allows' crm-file add c1 contract.pdf large
is 'the size limit is shown' 'files: {size-limit: 1 kB}' "$(crm-db schema show | grep -A 1 ^files | sed 'N; s/:\n  \(.*\)/: {\1}/')"
printf 'files: {size-limit: lots}\n' >bad.yaml
fails 65 "'lots' is not a size" 'a limit that is none' crm-db schema apply bad.yaml
is 'nothing was left of these' "$before" "$(find "$files" -type f | sort)"

# Getting: only where the user says, and never by a name from the data.
is 'content comes back' "$(cat contract.pdf)" "$(crm-file get f1)"
ok 'into a file' crm-file get f2 -o sub/out
is 'byte for byte' licence "$(cat sub/out)"
printf x >"$(printf 'x\001y')"
is 'control bytes and folders of a path are no part of the name' 'xy' "$(crm-file list "$(crm-file add c1 "$(printf 'x\001y')")" --columns=name | cut -f 2)"
crm-file set f3 "name=../../evil" >/dev/null
(cd sub && crm-file get f3 >/dev/null)
is 'the name of a record opens no file' '' "$(find .. -maxdepth 2 -name 'evil*' 2>/dev/null)"
fails 2 'one file at a time' 'several at once' crm-file get f1 f2 -o x
fails 1 'there is no file f99' 'one that is not there' crm-file get f99 -o x

# Removing, and taking that back
crm-file rm f2 >/dev/null
ok 'a removed file keeps its content while undo may bring it back' crm-db check
crm-undo >/dev/null
is 'undo brings it back' licence "$(crm-file get f2)"
crm-file add c1 large --dry-run >/dev/null 2>&1
id=$(printf undone | crm-file add c1 - name=u.txt)
crm-undo >/dev/null
crm-redo >/dev/null
is 'redo of an addition too' undone "$(crm-file get "$id")"
is 'a copy shares the content' licence "$(crm-file get "$(crm-file copy f2)")"

# check: missing, changed, unreferenced
ok 'all is well' crm-db check
stray=$files/ab/$(printf %062d 7)
mkdir -p "$files/ab" && echo stray >"$stray"
is 'content that nothing names is found' "$stray: no record and no change has this content" "$(crm-db check 2>/dev/null)"
ok 'and removed' crm-db check --fix
is 'it alone' 5 "$(stored)"
held=$(place contract.pdf)
chmod u+w "$held" && printf 'second contract' >"$held"
like 'changed content is found' 'f1: sha256: its content was changed' "$(crm-db check 2>/dev/null)"
fails 65 'was changed' 'and not handed out' crm-file get f1 -o out
rm "$held"
like 'missing content is found' 'f1: sha256: its content is missing' "$(crm-db check --fix 2>/dev/null)"
is 'a backup says what it lacks' '1' "$(crm-db backup "$T/lacking.db" 2>&1 >/dev/null | grep -c 'the content of 1 file is missing')"
is 'adding the same again repairs it' 'first contract' "$(crm-file add c1 contract.pdf >/dev/null && crm-file get f1)"
ok 'all is well again' crm-db check

# forget and compact leave no content that nothing names.
crm-contact add name=Zed customer=c1 >/dev/null
printf 'passport' >passport.jpg
crm-file add p1 passport.jpg >/dev/null
crm-db forget p1 2>/dev/null
is 'what was forgotten is gone' '' "$(find "$files" -path "$(place passport.jpg)")"
printf 'old' >old.txt
crm-file rm "$(crm-file add c1 old.txt)" >/dev/null
crm-customer set c1 notes=x >/dev/null
crm-db compact --before=2027-01-01 2>/dev/null
is 'what only old history had goes with it' '' "$(find "$files" -path "$(place old.txt)")"
ok 'all is well after that' crm-db check

# Copies
ok 'a backup' crm-db backup "$T/copy.db"
is 'carries the content' "$(cd "$files" && find . -type f | sort)" "$(cd "$T/copy.db.files" && find . -type f | sort)"
mkdir nightly
crm-db backup --keep=1 nightly >/dev/null
CRM_NOW=2026-03-06T09:00:00+08:00 crm-db backup --keep=1 nightly >/dev/null
is 'old backups go with theirs' 2 "$(find nightly -mindepth 1 -maxdepth 1 | wc -l | tr -d ' ')"
ok 'an export' crm-db export out1
is 'carries it too, by SHA-256' "$(crm-file list --columns=sha256 | cut -f 2 | sort -u)" "$(find out1/attachments -type f | sed 's/.*\///' | sort)"
main=$CRM_DB
fresh
ok 'it is imported' crm-db import "$T/out1"
ok 'all is well there' crm-db check
crm-db export out2
ok 'and exported as it was' diff -r out1 out2
is 'content is content' 'first contract' "$(crm-file get f1)"
is 'two exports do not differ' '' "$(crm-db diff out1 out2)"
fresh
echo more >"out2/attachments/$(sha256sum contract.pdf | cut -c 1-64)"
fails 65 'its content is not that whose SHA-256 is its name' 'a damaged attachment' crm-db import out2
rm -r out2/attachments
fails 65 'file.ndjson:1' 'a missing one, with its place' crm-db import out2
is 'nothing is left beside the database' 0 "$(find "$CRM_DB.files" -type f 2>/dev/null | wc -l | tr -d ' ')"
CRM_DB=$main
rm -r "$files"
ok 'a backup is restored' crm-db restore "$T/copy.db"
ok 'with its content' crm-db check
is 'for one who reads it' licence "$(crm-file get f2)"

# What was damaged is named, and whole again where it is added again.
echo other >"$(place contract.pdf)"
like 'damaged content' "f1: sha256: " "$(crm-db check 2>&1)"
crm-file add c1 contract.pdf >/dev/null
is 'is replaced by the right one' "first contract$NL" "$(crm-file get f1)$NL$(crm-db check 2>&1)"

# Shared with a group
if group=$(id -gn) && mkdir shared && chmod 2770 shared && CRM_DB=$T/shared/g.db && crm-db init --group="$group" "$CRM_DB" 2>/dev/null; then
	crm-customer add name=G >/dev/null
	crm-file add c1 contract.pdf >/dev/null
	is 'a shared database shares its files' '2770 2770 660' "$(stat -c %a "$CRM_DB.files" "$(dirname "$(files=$CRM_DB.files place contract.pdf)")" "$(files=$CRM_DB.files place contract.pdf)" | xargs)"
fi
done_testing
