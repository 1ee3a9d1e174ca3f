#!/bin/sh
# The verbs of one type: crm-lead convert, crm-deal stage, crm-task done, crm-event log, crm-user handover.
. "$(dirname "$0")/lib.sh"

clean() { is "$1: crm-db check is clean" '0' "$(crm-db check 2>&1; echo $?)"; }
field() { crm-"$1" list "$2" --columns="$3" | cut -f2- | tr '\t' '|'; }
counts() { echo "$(crm-customer count) $(crm-contact count) $(crm-deal count)"; }
at() {
	clock=$1
	shift
	CRM_NOW="2026-03-$clock+08:00" "$@"
}

# Conversion.
fresh
crm-user add login=mei name=梅晓芳 >/dev/null
crm-campaign add name=Spring >/dev/null
crm-lead add name=王五 company=新泵业有限公司 title=厂长 phone='021-5555 6666' mobile=13800000001 email=wang@new.example \
	website=https://new.example source=conference status=hot industry=manufacturing annual_revenue=5000000 employees=120 \
	street='南京路 1 号' city=上海 state=上海 code=200000 country=中国 campaign=cp1 owner=mei tags=fair,vip notes='met at the fair' >/dev/null
crm-task add subject=call about=l1 due_on=+1d >/dev/null
crm-note add title=remark about=l1 >/dev/null
crm-event log l1 channel=phone subject='first call' >/dev/null
crm-task add subject='belongs to somebody else' about=cp1 >/dev/null

is 'convert prints customer, contact and deal' "c1${NL}p1${NL}d1" "$(crm-lead convert l1 deal.name='造价咨询 2026' deal.amount=120000 deal.close_on=eoq)"
clean 'convert'
is 'customer: name, kind, industry, revenue, employees, website' '新泵业有限公司|company|manufacturing|5000000.00|120|https://new.example' \
	"$(field customer c1 name,kind,industry,annual_revenue,employees,website)"
is 'customer: billing address' '南京路 1 号|上海|上海|200000|中国' "$(field customer c1 bill_street,bill_city,bill_state,bill_code,bill_country)"
is 'customer: shipping address' '南京路 1 号|上海|上海|200000|中国' "$(field customer c1 ship_street,ship_city,ship_state,ship_code,ship_country)"
is 'contact: name, title, phones, e-mail, source, customer' '王五|厂长|021-5555 6666|13800000001|wang@new.example|conference|c1' \
	"$(field contact p1 name,title,phone,mobile,email,source,customer)"
is 'contact: address' '南京路 1 号|上海|上海|200000|中国' "$(field contact p1 street,city,state,code,country)"
is 'deal: name, amount, close_on, customer, contacts, source, stage, campaign' '造价咨询 2026|120000.00|2026-03-31|c1|p1|conference|prospecting|cp1' \
	"$(field deal d1 name,amount,close_on,customer,contacts,source,stage,campaign)"
is 'the owner goes along' 'u2 u2 u2' "$(field customer c1 owner) $(field contact p1 owner) $(field deal d1 owner)"
is 'the notes go to the contact' 'met at the fair' "$(field contact p1 notes)"
is 'activities go to the contact' 'p1 p1 p1' "$(field task t1 about) $(field note n1 about) $(field event e1 about)"
is 'those of others stay' 'cp1' "$(field task t2 about)"
is 'the lead is converted and keeps its links' 'converted|c1|p1|d1' "$(field lead l1 status,converted_customer,converted_contact,converted_deal)"
fails 1 'l1 has already been converted, to c1 and p1' 'not twice' crm-lead convert l1
fails 1 'converted' 'a converted lead does not go back' crm-lead set l1 status=hot
fails 1 'crm-lead convert' 'converted is not set by hand' crm-lead add name=Hand status=converted
ok 'a conversion is one undo' crm-undo
is 'undone: nothing is left' '0 0 0' "$(counts)"
is 'undone: the activities are back' 'l1 l1 l1' "$(field task t1 about) $(field note n1 about) $(field event e1 about)"
is 'undone: the lead is as it was' 'hot|||' "$(field lead l1 status,converted_customer,converted_contact,converted_deal)"
clean 'conversion undone'

is 'without deal fields there is no deal' "c2${NL}p2" "$(crm-lead convert l1)"
crm-undo >/dev/null
is '--activities=customer' 'c3 c3 c3' "$(crm-lead convert l1 --activities=customer >/dev/null; echo "$(field task t1 about) $(field note n1 about) $(field event e1 about)")"
crm-undo >/dev/null
is '--activities=deal' 'd2 d2' "$(crm-lead convert l1 --activities=deal deal.name=X deal.close_on=eom >/dev/null; echo "$(field task t1 about) $(field event e1 about)")"
crm-undo >/dev/null
fails 2 'needs a deal' '--activities=deal without a deal' crm-lead convert l1 --activities=deal
fails 2 'customer|contact|deal' '--activities elsewhere' crm-lead convert l1 --activities=lead
fails 65 'close_on' 'a deal without its required field' crm-lead convert l1 deal.name=X
fails 2 'amuont' 'an unknown field of the deal' crm-lead convert l1 deal.amuont=3
like 'it is suggested' "did you mean 'amount'" "$(crm-lead convert l1 deal.amuont=3 2>&1)"
fails 2 'customer.FIELD' 'a field of nothing' crm-lead convert l1 name=X
fails 2 'name the lead' 'no lead' crm-lead convert
fails 1 'there is no lead l9' 'no such lead' crm-lead convert l9
is 'fields can be given' '新泵业（上海）|梅|A1' \
	"$(crm-lead convert l1 customer.name='新泵业（上海）' contact.name=梅 deal.name=A1 deal.close_on=eom >/dev/null; echo "$(field customer 新泵业（上海） name)|$(field contact 梅 name)|$(crm-deal list name=A1 --columns=name | cut -f2)")"
crm-undo >/dev/null
told=$(crm-lead convert l1 --dry-run)
like '--dry-run tells' "status${TAB}hot${TAB}converted" "$told"
is '--dry-run changes nothing' '0 0 0' "$(counts)"

# Into a customer that is there.
fresh
crm-customer add name=新泵业有限公司 email=own@new.example bill_city=苏州 tags=old >/dev/null
crm-customer add name='Acme GmbH' >/dev/null
crm-lead add name=王五 company=新泵业有限公司 email=wang@new.example city=上海 employees=12 tags=fair source=partner >/dev/null
crm-lead add name=Ann company=新泵业 >/dev/null
crm-lead add name=Bob company='ACME' >/dev/null
crm-lead add name='Cleo Person' email=cleo@example.org >/dev/null
is 'a customer of exactly that name is taken' "c1${NL}p1" "$(crm-lead convert l1)"
is 'its own values stay, empty ones are filled, tags unite' '苏州|own@new.example|12|fair,old' "$(field customer c1 bill_city,email,employees,tags)"
is 'there is no second' '2' "$(crm-customer count)"
fails 1 '撞单' 'a close name is reported first' crm-lead convert l2
like 'it names the customer and the way' "c1 新泵业有限公司; use --customer=c1" "$(crm-lead convert l2 2>&1)"
fails 1 'c2 Acme GmbH' 'the legal form is no difference' crm-lead convert l3
fails 2 'exclude' '--customer and --new-customer' crm-lead convert l2 --customer=c1 --new-customer
fails 1 'c99' '--customer that is not there' crm-lead convert l4 --customer=c99
is '--customer takes it' "c1${NL}p2" "$(crm-lead convert l2 --customer=c1)"
is 'the name of the customer stays' '新泵业有限公司' "$(field customer c1 name)"
is '--customer takes a name as well' "c2${NL}p3" "$(crm-lead convert l3 --customer='Acme GmbH')"
crm-undo >/dev/null
is '--new-customer makes another' "c3${NL}p4" "$(crm-lead convert l3 --new-customer)"
is 'a person without company is a customer of kind person' 'Cleo Person|person' "$(crm-lead convert l4 >"$T/made"; field customer "$(head -n 1 "$T/made")" name,kind)"
crm-lead add name=One company=Firm >/dev/null
crm-lead add name=Two company=Firm >/dev/null
many=$(crm-lead list company=Firm | crm-lead convert -)
is 'two leads of one company through a pipe: one customer' '1 2' "$(crm-customer count name=Firm) $(crm-contact count customer.name=Firm)"
is 'each prints its records' '4' "$(echo "$many" | wc -l | tr -d ' ')"
clean 'conversions'
crm-undo >/dev/null
is 'they are one undo' '0' "$(crm-customer count name=Firm)"
crm-lead set "$(crm-lead list name=Two --format=ids)" company='Acme Ltd' >/dev/null
fails 1 '撞单' 'one of two that cannot be converted stops both' sh -c 'crm-lead list company=Firm,"Acme Ltd" | crm-lead convert -'

# Stages.
fresh
crm-user add login=mei name=梅晓芳 >/dev/null
crm-customer add name=Alpha >/dev/null
at '05 10:00' crm-deal add name=Pumps customer=c1 amount=1000 close_on=eom >/dev/null
is 'a new deal stands at the beginning' 'prospecting|10|100.00|' "$(field deal d1 stage,probability,weighted,closed_at)"
at '06 10:00' crm-deal stage d1 stage=proposal >/dev/null
is 'the stage brings its probability' 'proposal|65|650.00|' "$(field deal d1 stage,probability,weighted,closed_at)"
crm-deal set d1 probability=70 >/dev/null
is 'unless one is set' '70|700.00' "$(field deal d1 probability,weighted)"
CRM_USER=mei at '07 10:00' crm-deal stage d1 stage=won >/dev/null
is 'won: closed, certain' 'won|100|1000.00|2026-03-07T02:00:00Z' "$(field deal d1 stage,probability,weighted,closed_at)"
is 'every move is a row' "1${TAB}${TAB}prospecting${TAB}2026-03-05T02:00:00Z${NL}2${TAB}prospecting${TAB}proposal${TAB}2026-03-06T02:00:00Z${NL}3${TAB}proposal${TAB}won${TAB}2026-03-07T02:00:00Z" \
	"$(sqlite3 -separator "$TAB" "$CRM_DB" 'select number, from_stage, to_stage, at from stage_move order by id')"
is 'with who moved it' '1 1 2' "$(sqlite3 "$CRM_DB" 'select who from stage_move order by id' | tr '\n' ' ' | sed 's/ $//')"
at '08 10:00' crm-deal stage d1 stage=negotiation >/dev/null
is 'reopened' 'negotiation|80|' "$(field deal d1 stage,probability,closed_at)"
is 'days in stage count from the last move' '2' "$(CRM_NOW='2026-03-10 09:00' crm-deal list d1 --columns=days_in_stage | cut -f2)"
at '09 10:00' crm-deal stage d1 stage=lost lost_reason='too dear' >/dev/null
is 'lost: closed, worth nothing' 'lost|0|0.00|too dear|2026-03-09T02:00:00Z' "$(field deal d1 stage,probability,weighted,lost_reason,closed_at)"
crm-undo >/dev/null
is 'undo takes the move back as well' '4' "$(sqlite3 "$CRM_DB" 'select count(*) from stage_move')"
is 'the same stage is no move' '4' "$(crm-deal stage d1 stage=negotiation >/dev/null; sqlite3 "$CRM_DB" 'select count(*) from stage_move')"
is 'labels are taken' 'won' "$(crm-deal stage d1 stage=赢单 >/dev/null; field deal d1 stage)"
is 'stages have an order' 'd1' "$(crm-deal list stage=proposal.. --format=ids)"
fails 2 'crm-deal stage d12 won' 'a stage is wanted' crm-deal stage d1
fails 2 'give the stage' 'behind the deals, not alone' crm-deal stage won
fails 65 "did you mean 'proposal'" 'an unknown stage' crm-deal stage d1 stage=propsal
fails 2 'name what to set' 'a deal is wanted' crm-deal stage stage=won
fails 1 'd9' 'no such deal' crm-deal stage d9 stage=won
fails 65 'probability' 'more than certain' crm-deal set d1 probability=101
fails 2 'closed_at' 'closed_at is not set by hand' crm-deal set d1 closed_at=today
crm-deal add name=Valves customer=c1 close_on=eom >/dev/null
is 'through a pipe' "d1${NL}d2" "$(crm-deal list | crm-deal stage - stage=won)"
is 'roles' 'p1:champion' "$(crm-contact add name=Ann customer=c1 >/dev/null; crm-deal set d1 contacts=p1:champion >/dev/null; field deal d1 contacts)"
fails 65 'chmpion' 'an unknown role' crm-deal set d1 contacts=p1:chmpion
clean 'stages'

# Tasks.
crm-task add subject=call about=d1 due_on=+1d >/dev/null
crm-task add subject=visit about=d1 due_on=2026-03-01 >/dev/null
is 'overdue' 'no yes' "$(field task t1 overdue) $(field task t2 overdue)"
is 'done prints the references' "t1${NL}t2" "$(at '05 11:00' crm-task done t1 t2)"
is 'done' 'done|2026-03-05T03:00:00Z|no' "$(field task t2 status,done_at,overdue)"
at '06 11:00' crm-task done t1 >/dev/null
is 'done is done' '2026-03-05T03:00:00Z' "$(field task t1 done_at)"
crm-task set t1 status=waiting >/dev/null
is 'taken up again it is not done' 'waiting|' "$(field task t1 status,done_at)"
is 'done with other fields' 'done|as agreed' "$(crm-task done t1 notes='as agreed' >/dev/null; field task t1 status,notes)"
is 'done from a pipe' "t1${NL}t2" "$(crm-task list | crm-task done -)"
fails 1 't9' 'no such task' crm-task done t9
fails 2 'name what' 'a task is wanted' crm-task done

# Logged contacts.
crm-lead add name=赵六 >/dev/null
at '05 15:00' crm-event log l1 channel=phone subject='first call' >"$T/made"
is 'log makes an event that was held' 'held|call|phone|2026-03-05T07:00:00Z|l1' "$(field event "$(cat "$T/made")" status,kind,channel,starts_at,about)"
is 'the first response of a lead' '2026-03-05T07:00:00Z' "$(field lead l1 first_response_at)"
at '06 15:00' crm-event log l1 channel=wechat direction=in subject='second' >/dev/null
is 'only the first' '2026-03-05T07:00:00Z' "$(field lead l1 first_response_at)"
printf '您好\n好的，明天见\n' >"$T/chat.txt"
ref=$(crm-event log p1 channel=wechat direction=in subject=聊天 --file outcome="$T/chat.txt")
is 'outcome from a file' 'message|in|wechat|您好\n好的，明天见\n' "$(field event "$ref" kind,direction,channel,outcome | sed 's/见$/见\\n/')"
ref=$(printf 'said on\nthe phone' | crm-event log p1 channel=phone subject=by-pipe --file outcome=-)
is 'outcome from standard input' 'said on\nthe phone' "$(field event "$ref" outcome)"
is 'a time of its own' '2026-03-04T02:00:00Z' "$(field event "$(crm-event log p1 subject=yesterday starts_at='2026-03-04 10:00')" starts_at)"
is 'logged for each of a pipe' '2' "$(crm-deal list | crm-event log - channel=visit subject=visit | wc -l | tr -d ' ')"
is 'a visit is a visit' 'visit' "$(field event "$(crm-event list subject=visit --format=ids | head -n 1)" kind)"
is 'the customer knows the last contact' 'yes' "$(crm-event log c1 channel=visit subject=x >/dev/null; [ -n "$(field customer c1 last_contact)" ] && echo yes)"
fails 2 'who it was with' 'somebody is wanted' crm-event log channel=phone subject=x
fails 65 'subject' 'a subject is wanted' crm-event log p1 channel=phone
fails 65 'whatsap' 'an unknown channel' crm-event log p1 channel=whatsap subject=x
fails 65 'missing.txt' 'a file that is not there' crm-event log p1 subject=x --file outcome="$T/missing.txt"
fails 2 'FIELD=PATH' '--file without field' crm-event log p1 subject=x --file "$T/chat.txt"
fails 2 'outcme' '--file with an unknown field' crm-event log p1 subject=x --file outcme="$T/chat.txt"
clean 'tasks and events'

# Handover.
fresh
me=$(crm-user list u1 --columns=login | cut -f2)
crm-user add login=wang name=王 >/dev/null
crm-user add login=mei name=梅晓芳 >/dev/null
crm-user add login=gone name=Gone active=no >/dev/null
crm-customer add name=Alpha owner=wang bill_city=上海 >/dev/null
crm-customer add name=Beta owner=wang archived=yes bill_city=苏州 >/dev/null
crm-customer add name=Gamma >/dev/null
crm-contact add name=Ann customer=c1 owner=wang >/dev/null
crm-lead add name=New owner=wang >/dev/null
crm-lead add name=Junk owner=wang status=junk >/dev/null
crm-deal add name=Open customer=c1 close_on=eom owner=wang >/dev/null
crm-deal add name=Won customer=c1 close_on=eom owner=wang >/dev/null
crm-deal stage d2 stage=won >/dev/null
crm-task add subject=todo owner=wang >/dev/null
crm-task add subject=did owner=wang >/dev/null
crm-task done t2 >/dev/null
crm-event add subject=plan starts_at=tomorrow owner=wang >/dev/null
crm-event log c1 subject=held owner=wang >/dev/null
owners() {
	for ref in c1 c2 c3; do field customer $ref owner; done
	field contact p1 owner
	for ref in l1 l2; do field lead $ref owner; done
	for ref in d1 d2; do field deal $ref owner; done
	for ref in t1 t2; do field task $ref owner; done
	for ref in e1 e2; do field event $ref owner; done
}
row() { owners | tr '\n' ' ' | sed 's/ $//'; }
is 'before' 'u2 u2 u1 u2 u2 u2 u2 u2 u2 u2 u2 u2' "$(row)"
is 'handover prints both' "u2${NL}u3" "$(crm-user handover wang to=mei 2>/dev/null)"
is 'customers and open work move, closed deals and done tasks stay' 'u3 u3 u1 u3 u3 u3 u3 u2 u3 u2' "$(row | cut -d' ' -f1-10)"
clean 'handover'
crm-undo >/dev/null
is 'it is one undo' 'u2 u2 u1 u2 u2 u2 u2 u2 u2 u2 u2 u2' "$(row)"
crm-user handover wang to=mei --open-only >/dev/null 2>&1
is '--open-only leaves what is over' 'u3 u2 u1 u3 u3 u2 u3 u2 u3 u2 u3 u2' "$(row)"
crm-undo >/dev/null
crm-user handover wang to=mei --only='bill_city=上海' >/dev/null 2>&1
is '--only takes what matches' 'u3 u2 u1 u2 u2 u2 u2 u2 u2 u2 u2 u2' "$(row)"
crm-undo >/dev/null
crm-user handover u2 to=u3 --only='customer.bill_city=上海' >/dev/null 2>&1
is '--only through a path: contacts and deals' 'u2 u2 u1 u3 u2 u2 u3 u2' "$(row | cut -d' ' -f1-8)"
crm-undo >/dev/null
crm-user handover wang to=mei --dry-run >/dev/null 2>&1
is '--dry-run moves nothing' 'u2 u2 u1 u2 u2 u2 u2 u2 u2 u2 u2 u2' "$(row)"
# The documents of selling: what is through or paid stays.
crm-product add name=Pump owner=wang >/dev/null
crm-supplier add name=Foundry owner=wang active=no >/dev/null
crm-quote add customer=c1 subject=offer owner=wang >/dev/null
crm-order add customer=c1 owner=wang >/dev/null
crm-invoice add customer=c1 subject=claim owner=wang >/dev/null
crm-payment add customer=c1 amount=1 owner=wang >/dev/null
selling() { for type in product supplier quote order invoice payment; do crm-$type list --columns=owner | cut -f2; done | tr '\n' ' '; }
crm-user handover wang to=mei --open-only >/dev/null 2>&1
is 'documents of selling that are open move' 'u3 u2 u3 u3 u3 u2 ' "$(selling)"
crm-undo >/dev/null
is 'and back' 'u2 u2 u2 u2 u2 u2 ' "$(selling)"
fails 1 'nobdy' 'an unknown user' crm-user handover nobdy to=mei
fails 1 'nobdy' 'to an unknown user' crm-user handover wang to=nobdy
fails 1 'not active' 'to one who is gone' crm-user handover wang to=gone
fails 1 'already' 'to himself' crm-user handover wang to=wang
fails 2 'crm-user handover wang mei' 'to nobody' crm-user handover wang
fails 2 'ownr' 'a filter that no type knows' crm-user handover wang to=mei --only='ownr=x'
is 'from one who is gone' "u4${NL}u3" "$(crm-user handover gone to=mei 2>/dev/null)"
clean 'at the end'

done_testing
