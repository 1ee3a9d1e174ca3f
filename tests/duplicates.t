#!/bin/sh
# Duplicates at the door: what add and import report or refuse, and what crm-dedupe takes for the same.
. "$(dirname "$0")/lib.sh"

pairs() { crm-dedupe "$@" 2>/dev/null | cut -f1-4 | tr "$TAB" ' ' | tr '\n' ';'; }
heads() { crm-"$@" >ids 2>err; tr '\n' ';' <err; }

# ---- What looks the same ----------------------------------------------------------------------------------------------
fresh
alike() { # WHAT TYPE REFERENCE OTHER FIELD…: the record looks the same as another; reasons are in $reasons
	what=$1 type=$2 expected=$3
	shift 3
	is "$what" "crm-$type: $expected;" "$(heads "$type" add "$@")"
}
other() { # WHAT TYPE FIELD…: it does not
	what=$1 type=$2
	shift 2
	is "$what" '' "$(heads "$type" add "$@")"
}
other 'a new customer' customer name=上海海澄泵业有限公司
alike 'a place in brackets behind the name' customer 'c2 looks the same as c1 上海海澄泵业有限公司 (0.80: name)' name='海澄泵业（上海）'
alike 'and within it' customer 'c3 looks the same as c1 上海海澄泵业有限公司 (0.80: name)' name='海澄（上海）泵业有限公司'
other 'another branch' customer name=上海海澄泵业第二分公司
other 'a name in simplified characters' customer name=国泰环保设备
alike 'in traditional ones' customer 'c6 looks the same as c5 国泰环保设备 (0.80: name)' name=國泰環保設備有限公司
other 'Sons' customer name='Smith & Sons Ltd'
alike '& is and' customer 'c8 looks the same as c7 Smith & Sons Ltd (0.80: name)' name='Smith and Sons'
alike 'and und' customer 'c9 looks the same as c7 Smith & Sons Ltd (0.80: name)' name='SMITH UND SONS'
other 'an umlaut' customer name='Müller Maschinenbau GmbH'
alike 'as two letters' customer 'c11 looks the same as c10 Müller Maschinenbau GmbH (0.80: name)' name='Mueller Maschinenbau'
alike 'as one without dots' customer 'c12 looks the same as c10 Müller Maschinenbau GmbH (0.80: name)' name='Muller Maschinenbau'
alike 'words in another order' customer 'c13 looks the same as c10 Müller Maschinenbau GmbH (0.80: name)' name='Maschinenbau Müller'
other 'two vowels that are none' customer name=Bauer
other 'so that these differ' customer name=Baur
other 'abbreviations' customer name='K.L. Dupont'
alike 'with full stops and without' customer 'c17 looks the same as c16 K.L. Dupont (0.80: name)' name='Dupont KL'
other 'a plant' customer name='Nordlys Plant 1'
other 'another plant' customer name='Nordlys Plant 2'
other 'a number' customer name=Alpha phone='021-5555 6666' tax_number=91310000710939128D
alike 'the same number' customer 'c21 looks the same as c20 Alpha (0.75: phone)' name=Beta phone=+862155556666
alike 'the same tax number, and the best reason comes first' customer 'c22 looks the same as c20 Alpha (0.98: phone,tax)' name=Gamma phone2=02155556666 tax_number=91310000710939128D
other 'a domain alone says too little' customer name=Delta website=https://one.example
other 'of two' customer name=Epsilon website=one.example
other 'a contact' contact name='Anna Hansen' email=anna.hansen+crm@gmail.com
alike 'Gmail knows no full stops, no tags, and two domains' contact 'p2 looks the same as p1 Anna Hansen (0.95: email,name)' name='Hansen, Anna' email=annahansen@googlemail.com
other 'a tag elsewhere' contact name='Bob Miller' email=bob+shop@firm.example
alike 'is one too' contact 'p4 looks the same as p3 Bob Miller (0.95: email,name)' name='Bob Miller' email=Bob@firm.example
other 'but a full stop is part of the name' contact name='Eve Adams' email=b.ob@firm.example
other 'a common name' contact name=王伟
other 'is not enough' contact name=王伟
other 'the same at a customer' contact name=陈志远 customer=c1
alike 'in other characters' contact 'p9 looks the same as p8 陈志远 (0.90: person)' name=陳志遠 customer=c1
other 'colleagues share a telephone' contact name=李娜 customer=c1 phone='021-7777 8888'
other 'at work' contact name=赵敏 customer=c1 phone='021-7777 8888'
other 'a lead' lead name='Emma Clark' company='Northwind Ltd'
alike 'of the same company' lead 'l2 looks the same as l1 Emma Clark (0.90: person)' name='emma clark' company=Northwind
other 'other types are not compared' campaign name=Fair
other 'whatever their names' campaign name=Fair
crm-customer set c2 name='Something else' >/dev/null
alike 'what was renamed has its new name' customer 'c25 looks the same as c2 Something else (0.80: name)' name='else something'
is 'a dry run reports it too' 'crm-customer: c26 looks the same as c14 Bauer (0.80: name);' "$(heads customer add name=BAUER --dry-run)"

# ---- --unique -----------------------------------------------------------------------------------------------------------
fails 1 'SMITH & SONS looks the same as c7 Smith & Sons Ltd (0.80: name); without --unique it is added with a warning' '--unique refuses' \
	crm-customer add name='SMITH & SONS' --unique
ok 'what is new is added' crm-customer add name=Zeta --unique
fails 1 'fair looks the same as cp1 Fair' 'of any type' crm-campaign add name=fair --unique
printf 'name,phone\nNew One,\nsmith sons,\nOther,021-55556666\nNew Two,\n' >some.csv
fails 1 'smith sons looks the same as c7 Smith & Sons Ltd (0.80: name), and 1 other record as another' 'an import as a whole' crm-customer import some.csv --unique
is 'which is reported otherwise' 'crm-customer: c28 looks the same as c7 Smith & Sons Ltd (0.80: name);crm-customer: c29 looks the same as c20 Alpha (0.75: phone);' \
	"$(heads customer import some.csv)"
is 'and the exit code is 0' 0 "$(crm-undo >/dev/null; crm-customer import some.csv >/dev/null 2>&1; echo $?)"
is 'one change takes it back' 'c26' "$(crm-undo >/dev/null; crm-customer list --sort=-ref --limit=1 --format=ids)"
is 'records that are updated are none' '' "$(printf 'ref,notes\nc8,x\n' >old.csv; heads customer import old.csv --on-duplicate=update)"
{ echo name; for i in 1 2 3 4 5 6 7 8; do echo "Twin $i"; echo "TWIN $i Ltd"; done; } >twins.csv
like 'within a file, five lines and a count' 'Twin 5 (0.80: name);crm-customer: 3 more records look the same as others; crm-dedupe customer lists them;' \
	"$(heads customer import twins.csv)"
is 'no more' 6 "$(wc -l <err | tr -d ' ')"
{ echo name; awk 'BEGIN { for (i = 0; i < 400; i++) printf "Firm %d\nfirm %d GmbH\n", i, i }'; } >many.csv
fresh
like 'many are compared by their keys' '395 more records look the same as others' "$(heads customer import many.csv)"
is 'with the same result' 'crm-customer: c2 looks the same as c1 Firm 0 (0.80: name)' "$(head -n 1 err)"
fails 1 'Firm 0 looks the same as c1 Firm 0 (0.80: name), and 799 other records as others' 'and refused' crm-customer import many.csv --unique
sqlite3 "$CRM_DB" "insert into customer (name, currency) with recursive n (i) as (select 1 union all select i + 1 from n where i < 50000) select 'Old ' || i, 'CNY' from n;
	update counter set value = (select max(id) from customer) where name = 'customer'"
{ echo name && seq -f 'Firm %g' 100 350; } >many.csv
is 'too many for fifty thousand others are added' 'crm-customer: so many records were not compared with others; crm-dedupe customer finds those that look the same;' "$(heads customer import many.csv)"
fails 1 'and 250 other records as others' 'and compared where that was asked for' crm-customer import many.csv --unique
like 'standard input makes one for each' 'l2 looks the same as l1' \
	"$(crm-lead add name=Ann company=Acme email=ann@acme.example >/dev/null; crm-campaign add name=A >/dev/null; crm-campaign list --format=ids | crm-lead add - name=Ann company=Acme email=ann@acme.example 2>&1)"

# ---- crm-dedupe -----------------------------------------------------------------------------------------------------------
fresh
crm-customer add name='Müller & Sohn' >/dev/null
crm-customer add name='Sohn Mueller' >/dev/null 2>&1
crm-contact add name='Anna Hansen' email=a.h@gmail.com >/dev/null
crm-contact add name='Anna Hansen' email=ah+x@gmail.com >/dev/null 2>&1
crm-lead add name=陈志远 company='海澄泵业（上海）' >/dev/null
crm-lead add name=陳志遠 company='海澄泵业（上海）' >/dev/null 2>&1
crm-campaign add name=Fair >/dev/null
crm-campaign add name=Fair >/dev/null
is 'without a type: customers, contacts and leads' 'c1 c2 0.80 name;p1 p2 0.95 email,name;l1 l2 0.90 person;' "$(pairs)"
is 'with a score' 'p1 p2 0.95 email,name;l1 l2 0.90 person;' "$(pairs score=0.85..)"
is 'and a limit' 'c1 c2 0.80 name;p1 p2 0.95 email,name;' "$(pairs --limit=2)"
is 'one header' 1 "$(crm-dedupe --header | grep -c '^#ref')"
is 'one array' '["c1","p1","l1"]' "$(crm-dedupe --format=json | jq -c 'map(.ref)')"
is 'a type alone' 'cp1 cp2 0.80 name;' "$(pairs campaign)"
is 'a filter is on customers, as before' 'c1 c2 0.80 name;' "$(pairs name=Sohn or name~sohn)"
crm-dedupe reject p1 p2 >/dev/null
is 'rejected pairs are left out' 'c1 c2 0.80 name;l1 l2 0.90 person;' "$(pairs)"
is 'and merged ones' 'c1;p1;l1;' "$(crm-undo >/dev/null; for type in customer contact lead; do crm-dedupe $type | crm-$type merge -; done | tr '\n' ';')"
is 'nothing is left' '' "$(pairs)"
is 'the database is sound' '' "$(crm-db check 2>&1)"
done_testing
