#!/bin/sh
# shellcheck source=tests/lib.sh
# crm-timeline and crm-call: what happened with somebody, and who is calling.
. "$(dirname "$0")/lib.sh"

fresh
at() { CRM_NOW=$1; export CRM_NOW; }
{
	crm-user add login=mei name=Mei
	at 2026-03-01T01:00:00Z
	crm-customer add name=海澄泵业 phone='021 5126 8888' class=A
	crm-contact add name=张三 customer=c1 mobile=13800138000
	crm-contact add name=李四 customer=c1 phone='021 5126 8888-801'
	crm-deal add name=Pumps customer=c1 close_on=2026-03-31 amount=1000 contacts=p1
	at 2026-03-02T01:00:00Z
	crm-deal stage d1 proposal
	crm-event log p1 '问价' channel=phone direction=in outcome='price list
by Friday'
	at 2026-03-02T02:00:00Z
	crm-task add c1 'call back' due_on=2026-03-04
	crm-note add d1 'budget is fixed'
	crm-event add subject=Dentist starts_at='2026-03-02 11:00' visibility=private owner=mei about=c1
	at 2026-03-03T01:00:00Z
	crm-product add name=Pump price=100 tax=vat13
	crm-quote add customer=c1 deal=d1 subject=Pumps
	crm-quote line q1 add product=pr1 qty=3
	crm-quote issue q1
	crm-quote accept q1
	crm-quote order q1
	crm-order approve so1
	at 2026-03-04T01:00:00Z
	crm-order invoice so1 --issue
	crm-payment add customer=c1 amount=50 paid_on=2026-03-04 reference=B-7
	at 2026-03-05T01:00:00Z
	crm-deal set d1 amount=2000
	crm-event add subject=Visit starts_at='2026-03-06 09:00' about=c1
	crm-customer add name=Other
	crm-note add c2 'of somebody else'
} >/dev/null
columns() { cut -f"$1" | tr '\t' ' '; }

is 'all that happened, the newest first' "e3 2026-03-06T01:00:00Z event Visit
pay1 2026-03-04 payment B-7
in1 2026-03-04 invoice INV-2026-0001 Pumps
t1 2026-03-04 task call back
so1 2026-03-03 order SO-2026-0001 Pumps
q1 2026-03-03 quote Q-2026-0001 Pumps
e2 2026-03-02T03:00:00Z event$TAB
n1 2026-03-02T02:00:00Z note budget is fixed
e1 2026-03-02T01:00:00Z event 问价
d1.2 2026-03-02T01:00:00Z stage prospecting
d1 2026-03-01T01:00:00Z deal Pumps" "$(crm-timeline c1 | columns 1-4 | sed "s/event \$/event$TAB/")"
is 'with states, amounts, who and through whom' "in1 issued 339.00 CNY u1 
e1 held   u1 p1
d1.2 proposal   u1 d1" "$(crm-timeline c1 kind=invoice,stage,event since=2026-03-02 until=2026-03-04 | grep -v '^e2' | columns 1,5-9)"
is 'of a contact' 'n1 e1 d1.2 d1' "$(crm-timeline 张三 until=2026-03-02 | cut -f1 | tr '\n' ' ' | sed 's/ $//')"
is 'of a deal' 'in1 so1 q1 n1 d1.2 d1' "$(crm-timeline d1 | cut -f1 | tr '\n' ' ' | sed 's/ $//')"
is 'of a quote' 'in1 so1 q1' "$(crm-timeline Q-2026-0001 | cut -f1 | tr '\n' ' ' | sed 's/ $//')"
is 'the owner sees his private event' 'Dentist' "$(CRM_USER=mei crm-timeline c1 kind=event since=2026-03-02 until=2026-03-02 | sed -n 's/^e2.*event	\([^	]*\).*/\1/p')"
is 'the newest two' 'e3 pay1' "$(crm-timeline c1 --limit=2 | cut -f1 | tr '\n' ' ' | sed 's/ $//')"
is 'a limit of what has a plain time' 'e3 e2' "$(crm-timeline c1 kind=event --limit=2 | cut -f1 | tr '\n' ' ' | sed 's/ $//')"
is 'changed fields' "d1 2026-03-05T01:00:00Z amount" "$(crm-timeline c1 kind=change since=2026-03-05 | columns 1,4,2)"
is 'beside all else' 1 "$(crm-timeline c1 --changes | grep -c "^d1.*change${TAB}amount")"
is 'a diary, in the order of the days' "2026-03-02
  09:00 stage d1.2 prospecting (proposal)
  09:00 event e1 问价 (Held)
    price list
    by Friday
  10:00 note n1 budget is fixed
  11:00 event e2 $NL
2026-03-04
  task t1 call back (Not started)
  invoice in1 INV-2026-0001 Pumps (Issued)
  payment pay1 B-7 (Receipt)" "$(crm-timeline c1 --diary since=2026-03-02 until=2026-03-04 kind=event,stage,note,invoice,payment,task)"
is 'JSON' '{"ref":"pay1","at":"2026-03-04","kind":"payment","title":"B-7","state":"receipt","amount":"50.00","currency":"CNY","who":"u1","about":null}' \
	"$(crm-timeline c1 kind=payment --format=ndjson)"
is 'Chinese labels for people' '收付款' "$(CRM_LANGUAGE=zh crm-timeline c1 kind=payment --format=table | sed -n 's/.*\(收付款\).*/\1/p')"
crm-mail add subject=Hello to=a@b.example body=text about=d1 >/dev/null
is 'mail too' 'm1 mail Hello draft d1' "$(crm-timeline c1 kind=mail | columns 1,3,4,5,9)"
fails 2 'has no timeline' 'of a product' crm-timeline pr1
fails 2 "did you mean 'event'" 'an unknown kind' crm-timeline c1 kind=evnt
fails 2 'name whose timeline' 'of nobody' crm-timeline kind=event
fails 2 'is of one record' 'of two' crm-timeline c1 c2
fails 1 'there is no customer c9' 'of one that is not there' crm-timeline c9
fails 2 'write kind=KIND' 'another word' crm-timeline c1 colour=red
is 'a customer that is shown ends with the newest ten' '10 e3' "$(crm-customer show c1 --related | sed -n '$!d;=' >/dev/null; crm-customer show c1 --related | awk -v RS= 'END { print NR ? $0 : "" }' | awk 'NR == 1 { first = $1 } END { print NR, first }')"
is 'by crm-show too' e3 "$(crm-show c1 --related | awk -v RS= 'END { print $1 }')"

# Who is calling.
is 'a contact by digits alone' "p1 contact 张三 c1 海澄泵业" "$(crm-call 13800138000 | columns 1-5)"
is 'as people write it' p1 "$(crm-call '+86 138-0013-8000' | cut -f1)"
is 'a switchboard: all who have it, the last one spoken to first' 'p2 c1' "$(crm-event log p2 hello starts_at='2026-03-04 10:00' >/dev/null; crm-call 02151268888 | cut -f1 | tr '\n' ' ' | sed 's/ $//')"
is 'what is open' "2026-03-02T01:00:00Z 1 0 1" "$(crm-call 13800138000 | columns 8-11)"
like 'the card for a person' '张三' "$(crm-call 13800138000 --format=table)"
like 'with what is unpaid' 'INV-2026-0001' "$(crm-call 13800138000 --format=table)"
is 'for a telephone exchange' '{"ref":"p1","type":"contact","name":"张三","customer":"c1","customer_name":"海澄泵业","title":null,"do_not_call":false,"last_contact":"2026-03-02T01:00:00Z","open_deals":1,"open_tickets":0,"unpaid_invoices":1}' \
	"$(crm-call 13800138000 --format=ndjson)"
fails 1 "crm-lead add NAME phone='13911112222'" 'a stranger' crm-call 13911112222
fails 2 'is not a telephone number' 'no number' crm-call abc
fails 2 'name the number' 'nothing' crm-call
fails 2 'is for --log' 'words without --log' crm-call 13800138000 subject=x
before=$(crm-event count)
crm-call 13800138000 --log '问交期' outcome='by Monday' --since='2026-03-05 08:50' >logged
is 'the call is written' "$(cat logged) 问交期 call phone in held 2026-03-05T00:50:00Z 2026-03-05T01:00:00Z p1 by Monday" \
	"$(crm-event list "$(cat logged)" --columns=subject,kind,channel,direction,status,starts_at,ends_at,about,outcome | tr '\t' ' ')"
ok 'and taken back' crm-undo
is 'whole' "$before" "$(crm-event count)"
fails 1 'say who it was: about=p2' 'a switchboard cannot tell' crm-call 02151268888 --log
like 'unless it is said' e "$(crm-call 02151268888 --log about=p2)"
is 'a trial writes nothing' "$(crm-event count)" "$(crm-call 13800138000 --log --dry-run >/dev/null; crm-event count)"
done_testing
