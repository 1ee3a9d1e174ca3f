#!/bin/sh
# What people new to it type wrongly: each is told in one line what to write instead, and nothing is changed.
. "$(dirname "$0")/lib.sh"

fresh
crm-customer add name=上海泵业有限公司 city=上海 >/dev/null
crm-deal add name=泵 customer=c1 amount=6000 close_on=eom >/dev/null
crm-contact add name=王建国 customer=c1 mobile=13812345678 >/dev/null

# Filters
fails 2 'write field=value without blanks' 'blanks around =' crm-customer list city = 上海
fails 2 "'=上海' has no field before it" 'a blank before =' crm-customer list city =上海
fails 2 "'!=上海' has no field before it" 'a blank before !=' crm-customer list city !=上海
fails 2 "'~' has no field before it" 'blanks around ~' crm-customer list name '~' 上海
fails 2 'write amount.gt=5000; to search' 'a > as elsewhere' crm-deal list 'amount>5000'
fails 2 'write amount.ge=5000; to search' 'a >= as elsewhere' crm-deal list 'amount>=5000'
fails 2 'write amount.lt=5000; to search' 'a < as elsewhere' crm-deal list 'amount<5000'
fails 2 'write amount.le=5000; to search' 'a <= as elsewhere' crm-deal list --where='amount<=5000'
fails 2 'write field.gt=value' 'a > alone' crm-deal list amount '>' 5000
fails 2 "'OR' joins terms only in lower case;" 'OR' crm-deal list stage=won OR amount=5000..
fails 2 "'AND' joins terms only in lower case;" 'AND' crm-deal list stage=won AND amount=5000..
fails 2 "'NOT' joins terms only in lower case;" 'NOT' crm-deal list NOT stage=won
crm-note add title='pumps > valves OR pipes <new> a=b' >/dev/null
is 'in quotes they are words to search for' n1 "$(crm-note list '"OR"' '"<new>"' '"pumps > valves"' --format=ids)"
is 'and so is what only begins with one' n1 "$(crm-note list '<new>' --format=ids)"
fails 1 "there is no user called 'bob'" 'an unknown user' crm-customer list owner=bob
fails 2 'February 2024 has no day 30' 'a bad date' crm-task list due_on=2024-02-30

# Operands
fails 2 'name what to show: crm-customer show c12' 'show what?' crm-customer show
fails 2 'say what to set: field=value, without blanks' 'set what?' crm-customer set c1
fails 2 'say what to set: field=value, without blanks' 'set with blanks' crm-customer set c1 city = 上海
fails 2 'say what to add: crm-customer add name=…' 'add what?' crm-customer add
fails 2 "'新公司' is neither field=value nor a reference" 'add a name where none is taken' crm-payment add 新公司
fails 2 'name what is done: crm-task done t12' 'done with what?' crm-task done
fails 2 'crm-task list @today | crm-task done -' 'a filter where references stand' crm-task done @today
fails 1 'a telephone number needs a + or -' 'a telephone number in digits alone' crm-contact show 13812345678
fails 1 'there is no contact p99' 'a short number is a reference and nothing else' crm-contact show 99
fails 2 'does not go with references' 'an order for a history' crm-history c1 --sort=at
is 'a history stops at its limit' 2 "$(crm-history c1 --limit=2 | wc -l | tr -d ' ')"

# Verbs and commands
for pair in delete:rm remove:rm new:add create:add update:set ls:list search:list view:show cp:copy log:history ad:add; do
	fails 2 "unknown verb '${pair%:*}'; did you mean '${pair#*:}'?" "the verb ${pair%:*}" crm-customer "${pair%:*}" c1
done
fails 2 "unknown verb 'finish'; did you mean 'done'?" 'a verb of one command' crm-task finish t1
fails 2 "unknown verb 'c1'; did you mean 'crm-customer show c1'?" 'a reference without a verb' crm-customer c1
fails 2 "unknown verb 'create'; crm-db --help" 'a verb that a command has not is not suggested' crm-db create
fails 2 "did you mean 'crm customer list'?" 'the verb before the noun' crm list customer
fails 2 "did you mean 'crm customer add'?" 'the verb of another program before the noun' crm new customer
fails 2 "did you mean 'crm customer rm c1'?" 'a verb of another program with a reference' crm delete c1
fails 2 "did you mean 'crm task done t1'?" 'a verb with a reference' crm done t1
fails 2 "did you mean 'show'?" 'a command of another program with a reference' crm view c1
fails 2 'a verb comes after a command: crm customer list' 'a verb alone' crm ls
fails 2 "did you mean 'crm db init'?" 'a verb of crm-db' crm init
fails 2 "did you mean 'today'?" 'todo is no undo' crm todo
fails 2 "did you mean 'customer'?" 'what other programs call customers' crm company list
fails 2 "to look for it: crm find '上海'" 'a name alone' crm 上海
fails 2 "did you mean 'customer'?" 'the plural of a noun' crm customers list
is 'crm help is crm --help' "$(crm --help)" "$(crm help)"
is 'crm help NOUN is crm NOUN --help' "$(crm-lead --help)" "$(crm help lead)"
is 'crm help NOUN VERB is crm NOUN VERB --help' "$(crm-lead convert --help)" "$(crm help lead convert)"
fails 2 "unknown command 'nothing'" 'help on nothing' crm help nothing

# Options and fields
for pair in json:format=json csv:format=csv excel:format=xlsx yml:format=yaml output=json:format filter=x:where order=name:sort fields=name:columns limt:limit; do
	fails 2 "did you mean --${pair#*:}?" "the option --${pair%:*}" crm-customer list "--${pair%:*}"
done
fails 2 "did you mean --format=json?" 'one hyphen' crm-customer list -json
fails 2 'unknown option --json; crm-customer rm --help lists them' 'of a verb without formats' crm-customer rm c1 --json
fails 2 "unknown field 'close'; did you mean 'close_on'?" 'the beginning of a field' crm-deal list close=today
fails 2 "unknown field 'start'; did you mean 'starts_at'?" 'the beginning of another' crm-event list start=today
is 'a label is as good as its name' "$(crm-task list due_on=today)" "$(crm-task list due=today)"
fails 2 'write due_on=fri' 'a colon for an equals sign' crm-task add 'call Sam' due:fri
is 'a single title may have one' t1 "$(crm-task add 'due: call Sam')"

# Names
fails 1 "there is no customer called '泵业'; names that contain it: c1 上海泵业有限公司" 'part of a name' crm-customer show 泵业
fails 1 "names that contain it: c1 上海泵业有限公司" 'part of a name of any type' crm show 泵业
fails 1 "names that contain it: p1 王建国" 'part of a name of another type' crm show 建国

# Databases
fails 73 "$CRM_DB already exists" 'init twice' crm-db init
fails 65 'crm-db: zone: Mars/X: no such time zone' 'a setting that is typed has no line number' crm-db init "$T/new.db" zone=Mars/X
fails 65 "crm-db: unknown section 'curency'; did you mean 'currency'?" 'a setting that is mistyped' crm-db init "$T/new.db" curency=CNY
ok 'neither leaves a database' test ! -e "$T/new.db"
echo 'no database' >"$T/junk"
fails 65 "$T/junk is not a database" 'a file that is no database is named' crm-customer list --db="$T/junk"
fails 66 'there is no file nothing.db' 'restore of nothing' crm-db restore nothing.db
fails 65 'junk cannot be restored' 'restore of junk' crm-db restore junk
printf 'colour: red\n' >"$T/red"
fails 65 "standard input:1:1: unknown section 'colour'" 'a schema from standard input' sh -c 'crm-db schema apply - <red'
done_testing
