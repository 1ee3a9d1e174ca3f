#!/bin/sh
# Text that no program may choke on, wherever it comes from: arguments, names of files, cells, and what stands in the database already.
. "$(dirname "$0")/lib.sh"

# ---- The command lines of the journal -----------------------------------------------------------------------------------
# An export with its history comes into an empty database, and leaves it again as the same text.
travels() { # WHAT
	ok "$1: crm-db check has no findings" crm-db check
	rm -rf out again other.db*
	crm-db export out --with-history && crm-db init other.db >/dev/null
	ok "$1: the export with history is imported" crm-db import out --db=other.db
	crm-db export again --with-history --db=other.db
	ok "$1: it is exported as the same text" diff -r out again
}
last_command() { crm-history --columns=command | tail -n 1; }

fresh
crm-customer add "name=$(printf 'Cafe\314\201')" >/dev/null
is 'a command line in NFD is recorded in NFC' "crm-customer add 'name=Café'" "$(last_command | cut -f 2)"
latin=$(printf 'list\351.csv')
printf 'name\nB\n' >"$latin"
crm-customer import "$latin" >/dev/null
is 'the name of a file that is not UTF-8 shows its bytes' "crm-customer import 'list<E9>.csv'" "$(last_command | cut -f 2)"
# The 500th byte is the second half of an é.
crm-customer set c1 "notes=$(printf '%0458d' 0)$(printf 'e\314\201%.0s' 1 2 3 4 5 6 7 8 9)" >/dev/null
is 'a long command line is cut between characters' 499 "$(last_command | cut -f 2 | tr -d '\n' | wc -c)"
crm-customer add "name=$(printf 'a\001\033[2J\tb')" >/dev/null
travels 'NFD, Latin-1, long and control bytes'
sqlite3 "$CRM_DB" "update change set command = cast(x'6CE9' as text), via = cast(x'65CC81' as text) where id = 3"
is 'crm-db check reports what an earlier program recorded' "$(printf 'ch3: via: the text is not in normal form C\nch3: command: byte 2 is not UTF-8')" \
	"$(crm-db check 2>/dev/null)"
crm-db check --fix >"$T/fixed" 2>&1
is 'crm-db check --fix makes it right' 0 "$?"
is 'as it would be recorded today' "l<E9>${TAB}é" "$(crm-history --columns=command,via | sed -n 3p | cut -f 2,3)"
travels 'after crm-db check --fix'

# ---- Words longer than the full-text table has them --------------------------------------------------------------------
fresh
crm-customer add name=A >/dev/null
word() { printf "$1%.0s" $(seq "$2"); } # PART COUNT
long() { # WHAT WORD
	printf '%s end' "$2" | crm-customer set c1 --file=notes=- >/dev/null
	ok "$1: the words in the table are those of the record" crm-db check
	printf '%s' "$2" | cut -b 1-201 >word
	is "$1: the record is found by its beginning" c1 "$(crm-find --format=ids "$(cat word)")"
	is "$1: and by the word after it" c1 "$(crm-find --format=ids end)"
}
long 'a word of 40,000 bytes' "$(word x 40000)"
long 'a word of 32,768 bytes' "$(word x 32768)"
long 'a word of 32,769 bytes' "$(word x 32769)"
long 'a word that is cut within a character' "z$(word я 20000)"
long 'a word of base64' "$(head -c 60000 /dev/zero | base64 -w 0)"
crm-undo >/dev/null
ok 'an undo takes out what was put in' crm-db check
crm-customer rm c1 >/dev/null
ok 'and a removal' crm-db check

done_testing
