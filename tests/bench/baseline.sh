# shellcheck shell=sh disable=SC2154
# What the sqlite3 shell does for the same rows, as SQL. Sourced by run; needs empty.db, a database just made.
#
# It validates nothing, and knows what only somebody who made the data can: that the texts have no accents and no full-width letters, that customers have
# words in four columns, and that every telephone number is of Shanghai. Tried at 100,000 rows and not faster than the words below: generate_series instead
# of a table of numbers, all characters unrolled into one long expression, format() instead of ||, name and notes in one, one group by over a flat join, a
# larger hash of the full-text table, a cache of 128 MB, temporary tables in memory, two threads. With journal_mode = delete, which keeps readers out
# while the import runs, it is as fast within what can be told apart.

shell_columns='id, name, kind, lifecycle, class, type, email, phone, website, bill_street, bill_city, bill_code, employees, annual_revenue, currency,
	channel, do_not_call, do_not_email, contact_every, archived, owner, external_id, notes, created_at, updated_at'
shell_staging='name, lifecycle, class, email, phone, website, street, city, code, employees, revenue, external_id, notes'
shell_at="'2026-03-05T01:00:00Z'"

shell_values() { # prefix of the columns of the sheet
	echo "$1name, 'company', $1lifecycle, $1class, 'customer', $1email, $1phone, $1website, $1street, $1city, $1code, cast($1employees as integer),
	cast(round($1revenue * 100) as integer), 'CNY', 'any', 0, 0, 'any', 0, 1, $1external_id, $1notes, $shell_at, $shell_at"
}

# The words of the search table: pairs of neighbouring CJK characters, the last of a run alone. The tokenizer of the table splits and folds what is ASCII.
shell_pieces() { # column
	echo "case when $1 glob '*[^ -~]*' then (select group_concat(case when substr($1, n, 1) < '⺀' then substr($1, n, 1)
	when substr($1, n + 1, 1) < '⺀' then ' ' || substr($1, n, 1) || ' ' else ' ' || substr($1, n, 2) end, '') from numbers where n <= length($1)) else $1 end"
}

shell_words() { # prefix; the telephone number is in digits
	echo "$(shell_pieces "$1name") || ' ' || $1email || ' ' || $(shell_pieces "$1notes")"
	for at in 1 2 3 4 5 6 7 8 9; do echo " || ' §' || substr(digits, $at, 4)"; done
}

shell_digits() { echo "'86' || substr(replace(replace($1phone, '-', ''), ' ', ''), 2)"; } # prefix

shell_begin() {
	echo "pragma synchronous = full; pragma cache_size = -32768;
create temp table numbers (n integer primary key);
insert into numbers with recursive count (n) as (values (1) union all select n + 1 from count where n < 400) select n from count;
.mode csv"
}

shell_stage() { echo "create temp table staging ($shell_staging);
.import --skip 1 $1 staging"; } # file

# The head in the journal of the last so many entries, and the counter.
shell_end() { # entries
	echo "insert into change (id, at, who, command, first_entry, last_entry)
select (select max(id) + 1 from change), $shell_at, 1, 'import', (select max(id) from entry) - $1 + 1, (select max(id) from entry);
insert into counter (name, value) select 'customer', max(id) from customer where true on conflict (name) do update set value = excluded.value;
commit;"
}

# The order that is best for the shell: staging; rows without their indexes; indexes; words; one journal entry for the run of new records; counter.
shell_import() { # file, first id, words or trigrams
	shell_begin
	[ "$3" = words ] || [ "$2" -gt 1 ] || echo "create virtual table pieces using fts5 (words, content='', detail=none, tokenize='trigram');
insert into pieces (pieces, rank) values ('hashsize', 16777216);"
	shell_stage "$1"
	echo 'begin immediate;'
	[ "$2" -gt 1 ] || sqlite3 empty.db "select 'drop index \"' || name || '\";' from sqlite_master where type = 'index' and tbl_name = 'customer' and sql is not null"
	echo "insert into customer ($shell_columns) select rowid + $2 - 1, $(shell_values '') from staging;"
	[ "$2" -gt 1 ] || sqlite3 empty.db "select sql || ';' from sqlite_master where type = 'index' and tbl_name = 'customer' and sql is not null"
	if [ "$3" = words ]; then
		echo "insert into search (rowid, words) select (id + $2 - 1) * 256 + 2, $(shell_words '')
from (select rowid as id, name, email, notes, $(shell_digits '') as digits from staging);"
	else
		echo "insert into pieces (rowid, words) select rowid + $2 - 1, name || ' ' || email || ' ' || phone || ' ' || notes from staging;"
	fi
	echo "insert into entry (id, change, type, record, last, operation)
select (select max(id) + 1 from entry), (select max(id) + 1 from change), 2, $2, $2 + count(*) - 1, 1 from staging;"
	shell_end 1
}

shell_trigger() { # head of the trigger, id of the new row
	echo "create temp trigger each_row $1 begin
${3:-}
insert into search (rowid, words) select id * 256 + 2, $(shell_words new.) from (select $2 as id, $(shell_digits new.) as digits);
insert into entry (change, type, record, operation) values ((select max(id) + 1 from change), 2, $2, 1);
end;"
}

# Row by row: each line of the sheet is an insert into a view, and a trigger writes row, words and journal.
shell_row_by_row() { # file, rows
	shell_begin
	echo "create temp view incoming as select null as $(echo "$shell_staging" | sed 's/, /, null as /g') where false;"
	shell_trigger 'instead of insert on incoming' '(select max(id) from customer)' \
		"insert into customer ($(echo "$shell_columns" | sed 's/^id, //')) values ($(shell_values new.));"
	echo "begin immediate;
.import --skip 1 $1 incoming"
	shell_end "$2"
}

# The same triggers behind one insert of all rows.
shell_by_trigger() { # file, rows, first id
	shell_begin
	shell_stage "$1"
	shell_trigger 'after insert on customer' new.id
	echo "begin immediate;
insert into customer ($shell_columns) select rowid + $3 - 1, $(shell_values '') from staging;"
	shell_end "$2"
}

shell_add() {
	echo "pragma synchronous = full;
begin immediate;
insert into customer ($(echo "$shell_columns" | sed 's/^id, //'))
values ('Neu', 'company', null, null, null, null, null, null, null, null, null, null, null, 'CNY', 'any', 0, 0, 'any', 0, 1, null, null, $shell_at, $shell_at);
insert into search (rowid, words) select max(id) * 256 + 2, 'neu' from customer;
insert into entry (change, type, record, operation) values ((select max(id) + 1 from change), 2, (select max(id) from customer), 1);
insert into change (at, who, command, first_entry, last_entry) values ($shell_at, 1, 'add', (select max(id) from entry), (select max(id) from entry));
update counter set value = value + 1 where name = 'customer';
commit"
}

# 8 and 506 are the numbers of employees and updated_at in the journal.
shell_set() { # rows
	echo "pragma synchronous = full;
begin immediate;
insert into entry (change, type, record, operation, before)
select (select max(id) + 1 from change), 2, id, 2, '8' || char(9) || employees || char(10) || '506' || char(9) || updated_at || char(10) from customer where id <= $1;
update customer set employees = employees + 1, updated_at = '2026-03-05T01:00:01Z' where id <= $1;
insert into change (at, who, command, first_entry, last_entry)
values ($shell_at, 1, 'set', (select max(id) from entry) - $1 + 1, (select max(id) from entry));
commit"
}
shell_rows() { # before, after, table…: the rows that the second database has and the first has not, by their ids
	before=$1 after=$2
	shift 2
	echo 'pragma synchronous = full;'
	echo 'begin immediate;'
	for table; do
		printf '.mode insert %s\nselect * from "%s" where id > %s;\n' "$table" "$table" "$(sqlite3 "$before" "select coalesce(max(id), 0) from $table")"
	done | sqlite3 "$after"
	echo 'commit;'
}
