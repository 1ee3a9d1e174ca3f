#!/bin/sh
# What `make bench` measures with: its records, its baseline, its plans; not how fast anything is.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"

sheet() { awk -v type="$1" -v rows="$2" -v first="$3" -v seed="$4" -v firms=200 -f "$TESTS/bench/gen.awk"; }

# The generator
fresh
for type in customer contact deal task; do
	sheet $type 200 1 7 >$type.csv
	sheet $type 200 1 7 >again.csv
	ok "the same seed gives the same ${type}s" cmp $type.csv again.csv
	sheet $type 200 1 8 >other.csv
	differ=$(cmp -s $type.csv other.csv && echo same || echo different)
	is "another seed gives other ${type}s" different "$differ"
	ok "${type}s import without a complaint" crm-$type import $type.csv
	is "all ${type}s are there" 200 "$(crm-$type count)"
done
is 'contacts work for customers' 200 "$(crm-contact count customer!=)"
is 'deals refer to customers' 200 "$(crm-deal count customer.external_id~ext-)"
is 'tasks are about customers' 200 "$(crm-task count about.customer.external_id~ext-)"
sheet customer 50 201 7 >more.csv
ok 'more customers are others' crm-customer import more.csv
is 'none of them was there' 250 "$(crm-customer count)"
ok 'the words are right' crm-db check

# The baseline fills the same tables, and the verbs that have an index read no table from end to end.
out=$(sh "$TESTS/bench/run" 400 import plans 2>&1)
is 'the bench runs' 0 $?
like 'the shell fills the same rows and words' 'rows agree, words agree' "$out"
plan() { echo "$out" | awk -v of="$1" '$0 == of { on = 1; next } $0 == "" { on = 0 } on'; }
for verb in 'show of one record' 'list by an indexed field' 'list by a word' 'completion of a name' 'history of a record' add set rm; do
	like "the plan of $verb is known" SEARCH "$(plan "$verb")"
	# owed, amounts and listed are the few rows that are summed for one record.
	unlike "$verb scans no table" '* SCAN' "$(plan "$verb" | grep -v -x -E '.*SCAN (owed|amounts|listed)')"
done
like 'a scan is seen' '* SCAN' "$(plan 'list by a field without index')"
done_testing
