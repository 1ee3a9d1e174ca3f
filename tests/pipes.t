#!/bin/sh
# What a script may rely on when tools are joined by pipes: the writer rule, operands on standard input, dry runs, ends of pipes.
. "$(dirname "$0")/lib.sh"

changes() { crm-history | wc -l | tr -d ' '; }
lines() { wc -l <"$1" | tr -d ' '; }
# Runs a command without a line for a shell to interpret; its exit code goes to $code, its output to $out.
run() { out=$("$@" 2>"$T/err") && code=0 || code=$?; }

# ---- The writer rule: 10,000 rows through three tools on one database -------------------------------------------------
fresh
crm-user add login=mei name=梅 >/dev/null
awk 'BEGIN { print "name,company,source"; for (i = 1; i <= 10000; i++) printf "线索 %d,公司 %d,conference\n", i, i }' >many.csv
ok 'import 10,000 leads' crm-lead import many.csv
is '10,000 leads are there' 10000 "$(crm-lead count)"
snapshot >start
before=$(changes)
cat >chain.sh <<'END'
crm-lead list status=new source=conference | crm-lead set - owner=mei status=contacted | crm-task add - subject='first call' due_on=+2d
END
timeout 60 sh chain.sh >printed 2>err
is 'the chain of three ends well' 0 $?
is 'and says nothing' '' "$(cat err)"
is 'it prints a reference per row' 10000 "$(lines printed)"
is 'of the last type, in order' 't1 t2 t10000' "$(sed -n '1p;2p;$p' printed | tr '\n' ' ' | sed 's/ $//')"
is 'all leads were set' 10000 "$(crm-lead count owner=mei status=contacted)"
is 'all tasks were made' 10000 "$(crm-task count due_on=2026-03-07 subject='first call')"
is 'each task is about its lead' l10000 "$(crm-task list t10000 --columns=about | cut -f2)"
is 'two changes' $((before + 2)) "$(changes)"

timeout 30 sh -c 'crm-lead list 2>err; echo $? >code' | head -n 1 >first
is 'head -n 1 of a long list' 'l1' "$(cut -f1 first)"
is 'SIGPIPE is silent' '' "$(cat err)"
is 'and no failure' 0 "$(cat code)"
for format in csv json ndjson yaml markdown table ids; do
	{ crm-lead export --format "$format" 2>err; echo $? >code; } | head -c 1 >/dev/null
	is "SIGPIPE is silent in $format" '0' "$(cat code err)"
done
{ crm-lead set l1..l10000 tags+=seen 2>err; echo $? >code; } | true
is 'a writer whose output nobody reads' 0 "$(cat code err)"
is 'has written all the same' 10000 "$(crm-lead count +seen)"
ok 'undo it' crm-undo
# A reader that waits for its reader holds no lock that a writer would wait for.
mkfifo stalled
crm-lead list >stalled &
reader=$!
exec 3<stalled
ok 'a stalled reader does not hinder a writer' timeout 10 crm-lead set l5 title=Chef
ok 'nor its undo' timeout 10 crm-undo
exec 3<&-
wait $reader

ok 'the first undo' crm-undo
is 'takes back the tasks' 0 "$(crm-task count)"
is 'and only them' 10000 "$(crm-lead count owner=mei)"
ok 'the second undo' crm-undo
is 'takes back the leads' 10000 "$(crm-lead count owner=me status=new)"
crm-lead export >after.csv
records() { sed '/^ch/d; /^{"name":"[a-z_]*","value":[0-9]*}$/d'; } # changes are added, and ids are not given out again
snapshot | records >after
records <start | cmp -s - after
is 'every record is as before' 0 $?
ok 'redo, twice' crm-redo --last=2
is 'brings back both' '10000 10000' "$(crm-lead count owner=mei) $(crm-task count)"

# ---- References on standard input -------------------------------------------------------------------------------------
fresh
crm-lead add name=A company=X source=conference phone='021-5555 6666' >/dev/null
printf '{{owner}}' | crm-lead add --file=name=- company=Y >/dev/null
crm-lead add name=C email=c@d.cn >/dev/null
is 'only the first field of a line counts' "l2${NL}l1" "$(printf 'l2\tl3\tstatus=lost\nl1\tname\n' | crm-lead set - status=attempted)"
is 'lines with # and empty ones are skipped' "l1${NL}l3" "$(printf '#ref\tname\nl1\n\n# l2\nl3' | crm-lead set - status=warm)"
is 'the skipped one is as it was' attempted "$(crm-lead list l2 --columns=status | cut -f2)"
is 'NDJSON names references by ref' "l1${NL}l3" "$(printf '{"name":"x","ref":"l1","tags":["a"]}\n{"ref":"l3"}\n' | crm-lead set - status=hot)"
is 'NDJSON of our own' 3 "$(crm-lead list --format ndjson | crm-lead set - title=x | wc -l | tr -d ' ')"
is 'ids with --header' 3 "$(crm-lead list --header | crm-lead show - | grep -c '^ref')"
is 'CRLF ends lines too' l1 "$(printf 'l1\r\n' | crm-lead set - status=warm)"
is 'bare digits are of the own type' l3 "$(echo 3 | crm-lead set - status=warm)"
is 'a reference before the dash stands first' "l3${NL}l1" "$(echo l1 | crm-lead set l3 - title=y)"
is 'input is read only for a dash' l2 "$(echo l1 | crm-lead set l2 title=z)"
is 'and was not taken' y "$(crm-lead list l1 --columns=title | cut -f2)"
before=$(changes)
is 'no operands: nothing printed' '' "$(crm-lead set - status=lost </dev/null)"
is 'and no change' "$before" "$(changes)"
ok 'add - of nothing' crm-task add - subject=x </dev/null
is 'unchanged operands are printed as well' l2 "$(echo l2 | crm-lead set - title=z)"
is 'and make no change' "$before" "$(changes)"
is 'the same operand twice' "l1${NL}l1" "$(printf 'l1\nl1\n' | crm-lead set - title=twice)"
pipe() { # TEXT COMMAND…: the text with escapes is standard input
	text=$1
	shift
	printf "$text" | "$@"
}
fails 65 "'A'" 'a name on standard input' pipe 'A\n' crm-lead set - status=lost
fails 65 'c@d.cn' 'an e-mail address on standard input' pipe 'l1\nc@d.cn\n' crm-lead set - status=lost
fails 65 '021-5555 6666' 'a phone number on standard input' pipe '021-5555 6666\n' crm-lead set - status=lost
fails 65 'standard input:2' 'broken NDJSON tells its line' pipe '{"ref":"l1"}\n{"ref":"l2"\n' crm-lead set - status=lost
fails 65 'ref' 'NDJSON without ref' pipe '{"name":"l1"}\n' crm-lead set - status=lost
fails 65 'ref' 'NDJSON with a number as ref' pipe '{"ref":1}\n' crm-lead set - status=lost
fails 65 '' 'NUL in the input' pipe 'l1\000l2\n' crm-lead set - status=lost
fails 1 'l9' 'one missing of many: none is set' pipe 'l1\nl9\nl2\n' crm-lead set - status=lost
fails 2 'once' 'standard input twice' pipe 'l1\n' crm-lead set - - status=lost
fails 2 "'zz'" 'an unknown prefix' crm-lead set zz9 status=lost
fails 2 'references come first' 'assignment first' crm-lead set status=lost l1

# ---- Ranges -----------------------------------------------------------------------------------------------------------
is 'a range' "l1${NL}l2${NL}l3" "$(crm-lead set l1..l3 title=range)"
is 'a range of digits' "l2${NL}l3" "$(crm-lead set 2..3 title=digits)"
is 'a range that goes beyond' "l2${NL}l3" "$(crm-lead set l2..l99 title=beyond)"
is 'a range as filter' "l2${NL}l3" "$(crm-lead list l2..l99 --format ids)"
is 'adjacent references are alternatives' "l1${NL}l3" "$(crm-lead list l1 l3 --format ids)"
fails 2 'one type' 'a range over two types' crm-lead set l1..c3 title=x
fails 2 '' 'a range of an unknown type' crm-lead set zz1..zz3 title=x

# ---- Readers give what there is, writers all or nothing ---------------------------------------------------------------
run crm-lead show l1 l9 l3 l8 --columns=name
is 'show prints what exists' "ref${TAB}l1${NL}name${TAB}A${NL}${NL}ref${TAB}l3${NL}name${TAB}C" "$out"
is 'then ends with 1' 1 $code
like 'naming the first that is missing' 'l9' "$(cat err)"
is 'in one line' 1 "$(lines err)"
printf 'l8\nl2\n' | crm-lead show - --format ndjson --columns=company >out 2>err
is 'from standard input too' '1 {"ref":"l2","company":"Y"}' "$? $(cat out)"
run crm-lead show l9 --format json
is 'nothing to show is an empty array' '1 []' "$code $out"
fails 1 'l9' 'set refuses altogether' crm-lead set l1 l9 title=x
fails 1 'l9' 'rm refuses altogether' crm-lead rm l1 l9
run crm-lead list status=lost
is 'an empty list is no failure' '0' "$code$out"
run crm-lead list status=lost --exit-code
is '--exit-code makes it 1' '1' "$code$out$(cat err)"
run crm-lead count status=lost --exit-code
is 'for count as well' '1 0' "$code $out"
run crm-lead count --exit-code
is '--exit-code with matches' '0 3' "$code $out"
if [ -w /dev/full ]; then
	crm-lead list >/dev/full 2>err
	is 'a full disk is 74' "74 1" "$? $(lines err)"
	before=$(changes)
	crm-lead set l1 title=full >/dev/full 2>err
	is 'after a writer too' "74 1" "$? $(lines err)"
	is 'which has committed before it printed' $((before + 1)) "$(changes)"
fi

# ---- References of another type ---------------------------------------------------------------------------------------
fresh
crm-customer add name=K email=k@k.cn >/dev/null
crm-customer add name=K2 phone='+49 30 1234567' >/dev/null
crm-contact add name=P customer=c1 >/dev/null
crm-contact add name=Q customer=c2 >/dev/null
crm-contact add name=Single >/dev/null
crm-lead add name=L >/dev/null
is 'deals of customers' "d1${NL}d2" "$(crm-customer list | crm-deal add - name='{{name}} 2026' close_on=eoq)"
is 'each for its own' "d1${TAB}K 2026${TAB}c1${TAB}2026-03-31${NL}d2${TAB}K2 2026${TAB}c2${TAB}2026-03-31" "$(crm-deal list --columns=name,customer,close_on)"
is 'deals lead to customers' "c1${NL}c2" "$(crm-deal list | crm-customer set - tags+=has-deal)"
is 'contacts lead to customers, but for the one without' "c1${NL}c2" "$(crm-contact list | crm-customer set - tags+=has-contact)"
is 'show follows as well' 'K' "$(echo d1 | crm-customer show - --columns=name | sed -n 's/^name.//p')"
is 'tasks about anything' "t1${NL}t2${NL}t3${NL}t4" "$(printf 'c1\np1\nl1\nd2\n' | crm-task add - subject='call {{name}}')"
is 'know what they are about' "c1 p1 l1 d2" "$(crm-task list --columns=about | cut -f2 | tr '\n' ' ' | sed 's/ $//')"
is 'and took the names' "call K 2026" "$(crm-task list t4 --columns=subject about=d1 or t4 | cut -f2 | sed s/K2/K/)"
is 'tasks lead to what they are about' "c1" "$(echo t1 | crm-customer set - tags+=has-task)"
is '--as names the field' "p1" "$(echo p1 | crm-task add - subject=x --as contact | crm-task show - --columns=contact | sed -n 's/^contact.//p')"
is 'into a list as well' "p1" "$(echo p1 | crm-event add - subject=x starts_at=+2h --as contacts | crm-event show - --columns=contacts | sed -n 's/^contacts.//p')"
is '--as where several fields can' "c3" "$(echo c1 | crm-customer add - name=Sub --as parent)"
is 'went into that one' "c1" "$(crm-customer list c3 --columns=parent,referred_by | cut -f2,3 | sed "s/$TAB\$//")"
fails 1 '--as' 'several fields can: named' pipe 'c1\n' crm-customer add - name=Sub
fails 2 'phone' '--as with a field that cannot' pipe 'c1\n' crm-task add - subject=x --as phone
fails 2 'lead' '--as with a field of another type' pipe 'l1\n' crm-task add - subject=x --as contact
fails 1 'deal' 'customers do not lead to one deal' pipe 'c1\n' crm-deal set - next_step=x
fails 1 'campaign' 'users lead nowhere' pipe 'u1\n' crm-campaign set - notes=x
fails 1 'c9' 'a reference that is not there' pipe 'c9\n' crm-task add - subject=x

# A daily job
job() { crm-customer list email!= | crm-task add - subject='催款 {{name}}' external_id='dunning-{{ref}}' --key external_id --on-duplicate "$@"; }
first=$(job skip)
before=$(changes)
is 'the second run of a daily job prints the same' "$first" "$(job skip)"
is 'and changes nothing' "$before" "$(changes)"
crm-customer set c2 email=k2@k.cn >/dev/null
is 'a new customer gets its task' 2 "$(job skip | wc -l | tr -d ' ')"
is 'just one' 2 "$(crm-task count external_id='/^dunning-/')"
fails 1 'external_id' '--on-duplicate error' job error
fails 1 'external_id' 'which is the usual' sh -c "echo c1 | crm-task add - subject=x external_id='dunning-{{ref}}' --key external_id"
fails 2 'external_id' 'a key needs its value' sh -c 'echo c1 | crm-task add - subject=x --key external_id --on-duplicate skip'
fails 2 'extrnal_id' 'a key that is no field' sh -c 'echo c1 | crm-task add - subject=x --key extrnal_id --on-duplicate skip'
fails 2 '--key' '--on-duplicate needs a key' crm-task add subject=x --on-duplicate skip
t=$(crm-task list external_id=dunning-c1 --format ids)
is 'update' "$t" "$(echo c1 | crm-task add - subject='neu' external_id='dunning-{{ref}}' priority=high --key external_id --on-duplicate update)"
is 'sets what was given' "neu${TAB}high" "$(crm-task list "$t" --columns=subject,priority | cut -f2-)"
is 'fill' "$t" "$(echo c1 | crm-task add - subject='x' external_id='dunning-{{ref}}' due_on=2026-04-01 --key external_id --on-duplicate fill)"
is 'sets only what was empty' "neu${TAB}2026-04-01" "$(crm-task list "$t" --columns=subject,due_on | cut -f2-)"

# ---- Merged fields ----------------------------------------------------------------------------------------------------
is 'a path of the record at hand' 'K / P' "$(echo p1 | crm-task add - subject='{{customer.name}} / {{name}}' | crm-task list - 2>/dev/null; crm-task list --sort=-id --limit=1 --columns=subject 2>/dev/null | cut -f2)"
is 'a default for what is empty' 'call none' "$(r=$(echo p3 | crm-task add - subject='call {{customer.name|none}}') && crm-task list "$r" --columns=subject | cut -f2)"
is 'nothing without a default' 'call  now' "$(r=$(echo p3 | crm-task add - subject='call {{customer.name}} now') && crm-task list "$r" --columns=subject | cut -f2)"
is 'set merges its own record' 'K (k@k.cn)' "$(crm-customer set c1 notes='{{name}} ({{email}})' >/dev/null && crm-customer list c1 --columns=notes | cut -f2)"
is 'copy merges what is copied' 'K again' "$(r=$(crm-customer copy c1 name='{{name}} again') && crm-customer list "$r" --columns=name | cut -f2)"
crm-customer set c1 name='{{owner}} {{nosuch}}' 2>err
is 'an unknown field is an error that names it' '2' "$?"
like 'by its name' 'nosuch' "$(cat err)"
printf '{{phone}}' | crm-lead add --file=name=- >/dev/null
r=$(crm-lead list name='{{phone}}' --format ids)
is 'braces that come from data stay' 'call {{phone}}' "$(t=$(echo "$r" | crm-task add - subject='call {{name}}') && crm-task list "$t" --columns=subject | cut -f2)"

# ---- set --batch ------------------------------------------------------------------------------------------------------
fresh
crm-lead add name=A phone='021-5555 6666' status=warm >/dev/null
printf '{{owner}} {{nosuch}}' | crm-lead add --file=name=- company=Y tags=a,b >/dev/null
before=$(changes)
is 'columns under a header' "l1${NL}l2" "$(printf '#ref\tstatus\tphone\nl1\thot\t\n# no line\nl2\tlater\t13900001111\n' | crm-lead set --batch -)"
is 'set each its own' "l1${TAB}hot${TAB}${NL}l2${TAB}later${TAB}139 0000 1111" "$(crm-lead list --columns=status,phone | sed 's/13900001111/139 0000 1111/')"
is 'in one change' $((before + 1)) "$(changes)"
is 'assignments without a header' "l1${NL}l2" "$(printf 'l1\tphone=021-1234567\ttitle=Chef\nl2\tnotes=a\\tb\\nc\\\\d\ttags+=c\ttags-=a\n' | crm-lead set --batch -)"
is 'set each its own' "Chef,021-1234567" "$(crm-lead list l1 --columns=title,phone --format csv | sed -n 's/^l1,//p')"
is 'escapes are read' 'a\tb\nc\\d' "$(crm-lead list l2 --columns=notes | cut -f2)"
is 'tags added and taken' 'b,c' "$(crm-lead list l2 --columns=tags | cut -f2)"
before=$(changes)
crm-lead list --header --columns=name,company,status,phone,notes,tags >batch
is 'a list with header goes back in' "l1${NL}l2" "$(crm-lead set --batch batch)"
is 'without a change' "$before" "$(changes)"
fails 65 'standard input:2' 'a bad line tells its number' pipe 'l1\tstatus=lost\nl2\tstatus=bad\n' crm-lead set --batch -
fails 65 'standard input:3' 'under a header too' pipe '#ref\tstatus\nl1\tlost\nl2\tbad\n' crm-lead set --batch -
fails 65 "standard input:1" 'an unknown column is told of the header' pipe '#ref\tstatsu\nl1\tlost\n' crm-lead set --batch -
fails 65 "did you mean 'status'" 'with what was meant' pipe '#ref\tstatsu\nl1\tlost\n' crm-lead set --batch -
fails 65 'created_at' 'a column that cannot be set' pipe '#ref\tcreated_at\nl1\t2026-01-01\n' crm-lead set --batch -
fails 65 'standard input:2' 'more cells than columns' pipe '#ref\tstatus\nl1\tlost\tx\n' crm-lead set --batch -
fails 65 'standard input:1' 'no assignment' pipe 'l1\tlost\n' crm-lead set --batch -
fails 1 'l9' 'a reference that is not there' pipe 'l1\tstatus=lost\nl9\tstatus=lost\n' crm-lead set --batch -
fails 2 'l1' '--batch and references' pipe '' crm-lead set l1 --batch -
fails 65 'nosuch.tsv' '--batch of a missing file' crm-lead set --batch nosuch.tsv

# ---- Dry runs: exactly what then happens, and nothing before ----------------------------------------------------------
fresh
export VISUAL="$T/editor"
cat >editor <<'END'
#!/bin/sh
sed 's/^title:.*/title: Edited/' "$1" >"$1.new" && cat "$1.new" >"$1" && rm "$1.new"
END
chmod +x editor
crm-user add login=mei name=梅 >/dev/null
crm-customer add name=K phone='021-5555 6666' tags=a >/dev/null
crm-customer add name=K phone='021-5555 7777' tags=b >/dev/null
crm-contact add name=P customer=c2 >/dev/null
crm-lead add name=L company=Neu phone='021-5555 8888' >/dev/null
crm-lead add name=M >/dev/null
crm-deal add name=D customer=c2 amount=5000 close_on=eoq >/dev/null
crm-task add subject=T about=c2 >/dev/null
crm-task add subject=U about=l1 repeat='FREQ=WEEKLY' due_on=today >/dev/null
printf 'name,phone\nImported,021-5555 9999\n' >in.csv
dry() { # INPUT COMMAND…: dry and real run tell the same
	input=$1
	shift
	snapshot >before
	printf "$input" | "$@" --dry-run >dry 2>err || verdict 1 "$* --dry-run ends with 0" "$(cat err)"
	snapshot >after
	cmp -s before after || verdict 1 "$* --dry-run leaves all as it was" "$(diff before after)"
	known=$(changes)
	ids=$(printf "$input" | "$@" 2>&1) || verdict 1 "$* ends with 0" "$ids"
	crm-history $(crm-history | tail -n "+$((known + 1))" | cut -f1) | cut -f1-8 >real
	is "$* --dry-run prints the exact change" "$(cat real)" "$(cut -f1-8 dry)"
	[ -s dry ] || verdict 1 "$* --dry-run prints something"
}
dry '' crm-lead add name=N source=conference tags=x,y
dry 'l1\nc1\n' crm-task add - subject='call {{name}}'
dry '' crm-lead set l1..l2 status=warm tags+=dry
dry 'l1\tstatus=hot\nl2\ttitle=x\n' crm-lead set --batch -
dry '' crm-lead copy l1 name='{{name}} 2'
dry '' crm-lead edit l1
dry '' crm-lead import in.csv source=partner
dry '' crm-event log l1 subject=hello outcome='said hello'
dry '' crm-deal stage d1 stage=won
dry '' crm-task done t1
dry '' crm-task done t2
dry '' crm-customer merge c1 c2
dry '' crm-lead convert l1 deal.name=Neues deal.amount=5000 deal.close_on=eoq
dry '' crm-user handover u1 to=mei
dry '' crm-lead rm l2
dry '' crm-customer rm c1 --cascade
dry '' crm-undo
dry '' crm-redo
dry '' crm-undo --last=3
printf 'currency: CNY\nfields:\n  customer:\n    x_pump: {label: {en: Pumps, zh: 水泵}, kind: int}\n' >schema.yaml
dry '' crm-db schema apply schema.yaml
# ---- Lists of links ---------------------------------------------------------------------------------------------------
fresh
crm-customer add name=A >/dev/null
crm-contact add name=P customer=c1 >/dev/null
crm-deal add name=D customer=c1 close_on=2026-06-01 contacts=p1:champion >/dev/null
crm-deal set d1 contacts+=p1:user >/dev/null
is 'what is added replaces the role of the same link' 'p1:user' "$(crm-deal list --columns=contacts | cut -f2)"
crm-deal set d1 contacts=p1:user,p1:champion >/dev/null
is 'of one written twice the last counts' 'p1:champion' "$(crm-deal list --columns=contacts | cut -f2)"
crm-deal set d1 contacts-=p1 >/dev/null
is 'and it goes by its reference alone' '' "$(crm-deal list --columns=contacts | cut -f2)"

done_testing
