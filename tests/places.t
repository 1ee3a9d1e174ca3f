#!/bin/sh
# What is wrong in a file is said with file, line and column, whatever the file is called: like a field that the sentence begins with, like a value, like a
# place, with blanks and percent signs, longer than a message.
# shellcheck source=tests/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"

# A path that has no room in a message: of it the end is shown.
deep=$T
while [ ${#deep} -lt 1100 ]; do deep=$deep/$(printf '%0200d' 7); done
mkdir -p "$deep"

each() { # WHAT EXPECTED COMMAND…: a copy of `file` is called by each name, and the command is run with that; what it says is the name and EXPECTED
	what=$1 expected=$2
	shift 2
	for path in email name 12:3 'name: email' '100%s%n %d' "$deep/email"; do
		cp -r file "$path"
		told=$("$@" "$path" 2>&1 | sed -n '1s/^crm-[a-z]*: //p')
		case $path in
		"$deep"*) [ "${told#…}" = "$told" ] || told=$deep/email${told#*/email} ;;
		esac
		is "$what: ${path##*/}" "$path$expected" "$told"
		rm -r "$path"
	done
}

fresh
crm-customer add name=One email=one@example.com >/dev/null
crm-product add name=Pump code=P1 >/dev/null

# ---- Imports --------------------------------------------------------------------------------------------------------------
printf 'name,email\nA,nobody\n' >file
each 'a cell of a sheet' ':2:3: email: nobody is not an e-mail address: it has no @' crm-customer import
printf '{"name":"A"}\n{"name":"B","email":"nobody"}\n' >file
each 'a line of JSON' ':2: email: nobody is not an e-mail address: it has no @' crm-customer import
printf 'name,emial\nA,nobody\n' >file
each 'a header' ":1:6: unknown field 'emial'; did you mean 'email'?" crm-customer import
printf 'email\na@example.com\n' >file
each 'a line without a name' ':2: name is required: write name=…' crm-customer import
printf 'name\nA\nB,b\n' >file
each 'a row with a cell more' ":3:3: the row has more cells than the 1 that the header names; quote a cell that contains ','" crm-customer import
printf 'name\n\377\n' >file
each 'bytes that are no text' ":2:1: not UTF-8, but 'я' in WINDOWS-1251; if that is right, say --encoding=WINDOWS-1251" crm-customer import
printf 'name,parent\nA,Nobody\n' >file
each 'a reference' ":2:3: parent: there is no customer called 'Nobody'; --create customer creates it" crm-customer import
printf 'name,email\nA,a@example.com\n' >leads.csv
crm-customer import leads.csv --plan plan >/dev/null
sed 's/a@example.com/nobody/' plan >file
each 'a line of a plan' ':2: email: nobody is not an e-mail address: it has no @' crm-customer import --apply
sed "1s/${TAB}1${TAB}/${TAB}2${TAB}/" plan >file
each 'the head of a plan' ':1: a plan of another version; make it again with --plan' crm-customer import --apply
printf 'Email: emial\n' >file
each 'a file with a map' ":1:8: unknown field 'emial'; did you mean 'email'?" crm-customer import leads.csv --map

# A rejected line is told with its place, and kept with the reason alone
for path in email 12:3; do
	printf 'name,email\nA,nobody\nA,B,C\n' >"$path"
	is "rejects of a file called $path" "$path:2:3: email: nobody is not an e-mail address: it has no @$NL$path:3:5: the row has more cells than the 2 that the header names; quote a cell that contains ','" \
		"$(crm-customer import "$path" --keep-going --rejects rejects 2>&1 | sed -n '1,2s/^crm-customer: //p')"
	is 'keep the reason' 'email: nobody is not an e-mail address: it has no @' "$(sed -n '2s/.*,\(email:\)/\1/p' rejects)"
done

# The words of a name are no message: two records that differ in case only are ambiguous, whatever they are called
crm-customer add 'name=There is no Alpha' >/dev/null
crm-customer add 'name=there is no alpha' >/dev/null
printf 'name,parent\nB,THERE IS NO ALPHA\n' >f.csv
fails 65 "f.csv:2:3: parent: 'THERE IS NO ALPHA' is ambiguous: c2 There is no Alpha, c3 there is no alpha; write the reference" 'a name that several have' \
	crm-customer import f.csv

# ---- Lists of counted goods -----------------------------------------------------------------------------------------------
stocktake() { crm-product stocktake "$1" reason=opening; }
printf 'code,qty\nP1,email\n' >file
each 'a quantity that is not valid' ':2:4: email: is not a number' stocktake
printf 'code,qty\nP2,3\n' >file
each 'a product that is not valid' ':2: no product has the code P2' stocktake

# ---- Batches --------------------------------------------------------------------------------------------------------------
printf '\nc1\temail=nobody\n' >file
each 'a line of assignments' ':2: c1: email: nobody is not an e-mail address: it has no @' crm-customer set --batch
printf '#ref\temail\nc1\tnobody\n' >file
each 'a line of columns' ':2: c1: email: nobody is not an e-mail address: it has no @' crm-customer set --batch
printf 'c9\tname=A\n' >file
each 'a record that is not there' ':1: there is no customer c9' crm-customer set --batch

# ---- YAML: schemas, configurations, maps, the text of edit ----------------------------------------------------------------
printf 'currency: CNY\nzone: Nowhere/Here\n' >file
each 'a value of a schema' ':2:7: zone: Nowhere/Here: no such time zone; write a name of the tz database such as Asia/Shanghai' crm-db schema apply
printf 'fields:\n  customer:\n    x_a: {kind: tetx}\n' >file
each 'a word of a schema' ":3:17: unknown kind 'tetx'; did you mean 'text'?" crm-db schema diff
printf 'name: a: b\n' >file
each 'a text that is no YAML' ':1:8: mapping values are not allowed in this context' crm-db schema apply
fails 65 'crm-db: zone: Nowhere/Here: no such time zone' 'settings that were typed have no place' crm-db init "$T/typed.db" zone=Nowhere/Here

for path in email 'db: %s'; do
	rm -rf "$path" && mkdir -p "$path/crm"
	printf 'db: a\nemial: b\n' >"$path/crm/config.yaml"
	is "a configuration in $path" "crm-customer: $T/$path/crm/config.yaml:2:1: unknown key 'emial'" "$(XDG_CONFIG_HOME=$T/$path crm-customer list 2>&1)"
	rm -r "$path"
done

EDITOR=$T/editor
export EDITOR
printf '#!/bin/sh\nsed "s/^email:.*/email: edit.yaml/" "$1" >"$1.new" && mv "$1.new" "$1"\n' >editor
chmod +x editor
crm-customer edit c1 >/dev/null 2>told
like 'a value called like the text of edit' 'crm-customer: edit.yaml:16:8: email: edit.yaml is not an e-mail address: it has no @; your text has been saved in ' "$(cat told)"

# ---- Directories of exports -----------------------------------------------------------------------------------------------
crm-db export exported >/dev/null
crm-db init "$T/other.db" >/dev/null
imported() { crm-db import "$1" --db "$T/other.db"; }
changed() { # FILE SED: the directory, with one file changed
	rm -rf file && cp -r exported file && sed "$2" "exported/$1" >"file/$1"
}
changed customer.ndjson 's/one@example.com/nobody/'
each 'a value of a record' "/customer.ndjson:1:$(awk '{ print index($0, "\"one@") }' exported/customer.ndjson | head -n 1): email: nobody is not an e-mail address: it has no @" imported
changed setting.ndjson 's/"ref":"[a-z0-9]*",//'
each 'a setting without a reference' '/setting.ndjson:1:1: "ref" is missing' imported
changed setting.ndjson 's/Asia.Shanghai/Nowhere/'
each 'a zone that is not valid' '/setting.ndjson: Nowhere: no such time zone; write a name of the tz database such as Asia/Shanghai' imported
changed setting.ndjson 's/"CNY"/"XYZ"/'
each 'settings that make no schema' "/setting.ndjson: these settings are not a valid schema: currency: 'XYZ' is not an ISO 4217 code such as CNY" imported
changed counter.ndjson 's/\("name":"product","value":\)[0-9]*/\10/'
each 'a counter' "/counter.ndjson:$(grep -n '"product"' exported/counter.ndjson | cut -d: -f1):$(sed -n '/"product"/s/[0-9]*}$//p' exported/counter.ndjson | awk '{ print length + 1 }'): counter product: it is 0, but pr1 was assigned" imported
changed database.ndjson 's/^{/{{/'
each 'the head' '/database.ndjson:1:1: the object that begins here is never closed' imported
changed customer.ndjson '$s/}$//'
each 'broken JSON' '/customer.ndjson:3:1: the object that begins here is never closed' imported

done_testing
