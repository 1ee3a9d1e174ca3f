#!/bin/sh
# crm-undo and crm-redo: what is undone is as it was, to the byte, and nobody undoes a colleague's work by accident.
. "$(dirname "$0")/lib.sh"

exports() {
	records
	crm-db schema show
}

at() { # TIME COMMAND…
	clock=$1
	shift
	CRM_NOW="2026-03-$clock" "$@"
}

clean() { is "$1: crm-db check is clean" '0' "$(crm-db check 2>&1; echo $?)"; }

# Runs the command, takes it back, makes it stand again and takes it back once more.
reversible() { # WHAT COMMAND…
	subject=$1
	shift
	exports >"$T/before"
	"$@" >"$T/printed" 2>&1
	is "$subject is done" '0' "$?$([ -s "$T/printed" ] && grep -i '^crm-[a-z]*: [^0-9]' "$T/printed")"
	exports >"$T/changed"
	if cmp -s "$T/before" "$T/changed"; then verdict 1 "$subject changes something"; else verdict 0 "$subject changes something"; fi
	clean "$subject"
	at '06 10:00+08:00' crm-undo >"$T/printed" 2>&1
	is "$subject is undone" '0' "$?"
	exports >"$T/after"
	is "$subject: after undo the export is as before" '' "$(diff "$T/before" "$T/after" 2>&1)"
	clean "$subject undone"
	at '06 10:05+08:00' crm-redo >"$T/printed" 2>&1
	is "$subject is done again" '0' "$?"
	exports >"$T/after"
	is "$subject: after redo the export is as after the command" '' "$(diff "$T/changed" "$T/after" 2>&1)"
	clean "$subject redone"
	at '06 10:10+08:00' crm-undo >"$T/printed" 2>&1
	is "$subject is undone again" '0' "$?"
	exports >"$T/after"
	is "$subject: after the second undo the export is as before" '' "$(diff "$T/before" "$T/after" 2>&1)"
}

fill() {
	crm-user add login=mei name=梅晓芳
	crm-user add login=bob name=Bob
	crm-campaign add name=Spring
	crm-customer add name=上海泵业有限公司 bill_city=上海 'phone=021-5555 6666' tags=vip,big external_id=E1
	crm-customer add name='Acme GmbH' email=info@acme.example notes='first line
second line' parent=c1
	crm-customer add name='上海泵业' phone2='021-7777 8888' tags=old
	crm-contact add name=王五 customer=c1 mobile=13800000001
	crm-contact add name='Ann Lee' customer=c3 reports_to=p1
	crm-lead add name=赵六 company=新公司 source=conference email=a@b.cn campaign=cp1 notes='met at the fair'
	crm-deal add name=Pumps customer=c1 amount=1000 close_on=eom contacts=p1:champion
	crm-deal add name=Valves customer=c3 amount=500.50 close_on=eoq
	crm-deal stage d1 stage=proposal
	crm-task add subject=call about=l1 due_on=+2d
	crm-task add subject=visit about=c3
	crm-event add subject=fair starts_at='2026-03-04 10:00' about=l1 contacts=p1 attendees=mei
	crm-note add title=remark body='long text' about=c3
}

fresh
fill >"$T/out" 2>&1 || cat "$T/out"
printf '客户名称,external_id,phone\n新客户,X1,021-1234 5678\n老客户,E1,021-1111 2222\n' >"$T/customers.csv"
cat >"$T/schema.yaml" <<'END'
fields:
  customer:
    x_grade:
      label: { en: Grade, zh: 等级 }
      kind: int
END
crm-db schema show >"$T/shown.yaml"

reversible 'add' at '05 11:00' crm-deal add name=New customer=c1 amount=12 close_on=eom tags=a,b contacts=p1,p2
reversible 'add of a customer' at '05 11:00' crm-customer add name=New tags=a,b credit_limit=500
reversible 'add for piped references' at '05 11:00' sh -c 'crm-lead list | crm-task add - subject="call {{name}}"'
reversible 'set' at '05 11:00' crm-customer set c1 name=Other phone= tags+=z tags-=big 'notes=a
b'
reversible 'set of many' at '05 11:00' crm-customer set c1..c3 owner=mei class=A
reversible 'copy' at '05 11:00' crm-deal copy d1 name='Pumps again'
reversible 'rm' at '05 11:00' crm-task rm t1
reversible 'rm --cascade' at '05 11:00' crm-customer rm c1 --cascade
reversible 'rm --cascade of several' at '05 11:00' crm-customer rm c3 c1 c2 --cascade
reversible 'rm --cascade of a user' at '05 11:00' crm-user rm mei --cascade
reversible 'merge' at '05 11:00' crm-customer merge c1 c3
reversible 'merge of three' at '05 11:00' crm-customer merge c3 c1 c2
reversible 'merge --prefer=drop' at '05 11:00' crm-customer merge c1 c3 --prefer=drop
reversible 'convert' at '05 11:00' crm-lead convert l1 deal.name=Big deal.amount=12000 deal.close_on=eoq
reversible 'convert into a customer that is there' at '05 11:00' crm-lead convert l1 --customer=c1 --activities=customer
reversible 'stage' at '05 11:00' crm-deal stage d1 d2 stage=won
reversible 'done' at '05 11:00' crm-task done t1 t2
reversible 'log' at '05 11:00' crm-event log l1 channel=phone subject='first call'
reversible 'handover' at '05 11:00' crm-user handover u1 to=mei
reversible 'import' at '05 11:00' crm-customer import "$T/customers.csv" --key=external_id --on-duplicate=update
reversible 'schema apply' at '05 11:00' crm-db schema apply "$T/schema.yaml"
reversible 'a product' at '05 11:00' crm-product add name=Pump code=P1 price=5
reversible 'a quote' at '05 11:00' crm-quote add customer=c1 subject=offer
reversible 'a payment' at '05 11:00' crm-payment add customer=c1 amount=5
reversible 'a user' at '05 11:00' crm-user add login=wang name=Wang

# What a merge left behind is undone too: the dropped reference is itself again.
is 'a dropped record is itself after undo' 'c3' "$(crm-customer list c3 --format=ids)"
# Ids are not given out again.
next=$(crm-customer add name=Later)
crm-undo >/dev/null
is 'an undone id is not reused' "c$((${next#c} + 1))" "$(crm-customer add name='Still later')"

# updated_at: field by field, back to the very second.
fresh
fill >/dev/null 2>&1
at '05 12:00+08:00' crm-customer set c1 name=One >/dev/null
at '05 13:00+08:00' crm-customer set c1 name=Two >/dev/null
is 'updated_at moves' '2026-03-05T05:00:00Z' "$(crm-customer list c1 --columns=updated_at | cut -f2)"
at '05 14:00+08:00' crm-undo >/dev/null
is 'updated_at is restored' '2026-03-05T04:00:00Z' "$(crm-customer list c1 --columns=updated_at | cut -f2)"
crm-undo >/dev/null
is 'updated_at is that of the beginning again' "c1${TAB}2026-03-05T01:00:00Z" "$(crm-customer list c1 --columns=updated_at)"
crm-redo >/dev/null
is 'redo restores it as well' "c1${TAB}One${TAB}2026-03-05T04:00:00Z" "$(crm-customer list c1 --columns=name,updated_at)"

# Several at once.
fresh
fill >/dev/null 2>&1
for word in one two three four; do
	exports >"$T/before-$word"
	crm-customer set c1 name=$word >/dev/null
done
exports >"$T/before-nothing"
is '--last=3 tells the three changes' '3' "$(crm-undo --last=3 | grep -c '^ch[1-9]')"
is '--last=3 undoes three' 'one' "$(crm-customer list c1 --columns=name | cut -f2)"
exports >"$T/after"
ok '--last=3 restores the export' cmp "$T/before-two" "$T/after"
is 'redo --last=2' '2' "$(crm-redo --last=2 | grep -c '^ch[1-9]')"
is 'redo --last=2 redoes two' 'three' "$(crm-customer list c1 --columns=name | cut -f2)"
crm-redo >/dev/null
exports >"$T/after"
ok 'redo of all restores the export' cmp "$T/before-nothing" "$T/after"
fails 1 'no undo of yours' 'nothing is left to redo' crm-redo
is 'after redo, undo takes the same change' 'three' "$(crm-undo >/dev/null; crm-customer list c1 --columns=name | cut -f2)"
crm-redo >/dev/null
clean 'after undo and redo'

# --dry-run tells and leaves all as it is; nothing is told twice.
snapshot >"$T/before"
told=$(crm-undo --dry-run)
like 'undo --dry-run tells the field' "name${TAB}four${TAB}three" "$told"
is 'undo --dry-run --last=2 tells two different changes' "name${TAB}four${TAB}three${NL}name${TAB}three${TAB}two" \
	"$(crm-undo --dry-run --last=2 | awk -F'\t' '$6 == "name" { print $6 "\t" $7 "\t" $8 }')"
snapshot >"$T/after"
is '--dry-run changes nothing' '' "$(diff "$T/before" "$T/after")"

# By name.
change=$(crm-history who=me | tail -n 1 | cut -f1)
crm-customer set c2 name='Acme Ltd' >/dev/null
second=$(crm-history | tail -n 1 | cut -f1)
crm-contact set p1 title=Boss >/dev/null
is 'a change is undone by its reference' "$second" "$(crm-undo "$second")"
is 'it alone is undone' "Acme GmbH Boss" "$(crm-customer list c2 --columns=name | cut -f2) $(crm-contact list p1 --columns=title | cut -f2)"
fails 1 "$second was already undone" 'not twice' crm-undo "$second"
fails 1 'there is no change ch999' 'no such change' crm-undo ch999
fails 2 'c1' 'a customer is not a change' crm-undo c1
fails 2 'not a reference' 'a word is no change' crm-undo yesterday
fails 2 '--last' 'a bad number' crm-undo --last=many
undo=$(crm-history | tail -n 1 | cut -f1)
crm-undo "$undo" >/dev/null
is 'an undo is undone by its reference' 'Acme Ltd' "$(crm-customer list c2 --columns=name | cut -f2)"
third=$(crm-history | tail -n 3 | head -n 1 | cut -f1)
is 'two by reference, whatever their order' "Acme GmbH " \
	"$(crm-undo "$second" "$third" >/dev/null; echo "$(crm-customer list c2 --columns=name | cut -f2) $(crm-contact list p1 --columns=title | cut -f2)")"
crm-customer set c2 name=A >/dev/null
a=$(crm-history | tail -n 1 | cut -f1)
crm-customer set c2 name=B >/dev/null
b=$(crm-history | tail -n 1 | cut -f1)
is 'two changes of one field by reference, oldest first' 'Acme GmbH' "$(crm-undo "$a" "$b" >/dev/null; crm-customer list c2 --columns=name | cut -f2)"
clean 'after undo by reference'
fails 1 'ch1' 'the making of the database is not undone' crm-undo ch1

# Colleagues.
fresh
fill >/dev/null 2>&1
crm-customer set c1 name=Mine >/dev/null
mine=$(crm-history | tail -n 1 | cut -f1)
CRM_USER=mei crm-customer set c2 name=Hers >/dev/null
is 'my bare undo takes my change' "$mine" "$(crm-undo)"
is 'and leaves hers' '上海泵业有限公司 Hers' "$(crm-customer list c1 --columns=name | cut -f2) $(crm-customer list c2 --columns=name | cut -f2)"
CRM_USER=bob fails 1 'there is no change of yours' 'bob has nothing to undo' crm-undo
CRM_USER=bob fails 1 'there is no undo of yours' 'bob has nothing to redo' crm-redo
CRM_USER=bob fails 1 'there is no change of yours' 'not even with --last' crm-undo --last=5
hers=$(crm-history who=mei | tail -n 1 | cut -f1)
is 'hers is undone by its name' "$hers" "$(crm-undo "$hers")"
is 'hers is undone' 'Acme GmbH' "$(crm-customer list c2 --columns=name | cut -f2)"
CRM_USER=mei fails 1 'there is no change of yours' 'her undone change is not undone twice' crm-undo
CRM_USER=mei fails 1 'there is no undo of yours' 'and my undo is not hers to redo' crm-redo
is 'my redo takes the newest undo' 'Hers' "$(crm-redo >/dev/null; crm-customer list c2 --columns=name | cut -f2)"
clean 'after the work of two'

# Conflicts.
crm-customer set c1 name=Mine >/dev/null
CRM_USER=mei crm-customer set c1 name=Hers >/dev/null
hers=$(crm-history | tail -n 1 | cut -f1)
fails 1 'name of c1' 'a later change of the field is a conflict' crm-undo
like 'it names the change and its author' "$hers of mei" "$(crm-undo 2>&1)"
CRM_USER=mei crm-undo >/dev/null
is 'when hers is undone mine can be' '上海泵业有限公司' "$(crm-undo >/dev/null; crm-customer list c1 --columns=name | cut -f2)"
crm-customer set c1 phone='021-1234 5678' class=A >/dev/null
CRM_USER=mei crm-customer set c1 email=her@acme.example >/dev/null
ok 'another field is no conflict' crm-undo
is 'and stays' '021-5555 6666  her@acme.example' "$(crm-customer list c1 --columns=phone,class,email | cut -f2- | tr '\t' ' ')"
crm-redo >/dev/null
is 'redo keeps it as well' '021-1234 5678 a her@acme.example' "$(crm-customer list c1 --columns=phone,class,email | cut -f2- | tr '\t' ' ')"

new=$(crm-customer add name=Newcomer)
CRM_USER=mei crm-deal add name=Hot customer="$new" close_on=eom >/dev/null
fails 1 'd3' 'a record that others refer to is not undone away' crm-undo
task=$(crm-task add subject=base)
CRM_USER=mei crm-note add title=on about="$task" >/dev/null
fails 1 'n2' 'nor one that a note is about' crm-undo

crm-note rm n1 >/dev/null
CRM_USER=mei crm-customer add name=Clash external_id=R1 >/dev/null
CRM_USER=bob crm-customer add name=Soon external_id=R2 >"$T/soon"
CRM_USER=bob crm-customer rm "$(cat "$T/soon")" >/dev/null
CRM_USER=mei crm-customer add name=Taker external_id=R2 >/dev/null
CRM_USER=bob fails 1 'external_id: R2 is taken by c7' 'a removed key that another took is a conflict' crm-undo
is 'a removal in between is undone' 'n1' "$(crm-undo >/dev/null; crm-note list n1 --format=ids)"

# --last is all or nothing: the second of three is in conflict.
crm-customer set c1 name=First >/dev/null
crm-customer set c2 name=Second >/dev/null
crm-customer set c3 name=Third >/dev/null
CRM_USER=mei crm-customer set c2 name=Hers >/dev/null
fails 1 'name of c2' '--last is all or nothing' crm-undo --last=3
clean 'after conflicts'
CRM_USER=nobody-here fails 77 'nobody-here' 'an unknown user undoes nothing' crm-undo

done_testing
