#!/bin/sh
# crm-db forget: nothing of somebody is left in the file, and the books still add up. crm-db compact: the journal without its oldest part.
. "$(dirname "$0")/lib.sh"

clean() { is "$1: crm-db check is clean" '' "$(crm-db check 2>&1)"; }
newest() { crm-history --format=ids | tail -n 1; }
# In no file of the database, not as text and not as a word of the full-text table.
nowhere() { # WHAT TEXT…
	what=$1
	shift
	for text; do
		is "$what: '$text' is nowhere" '' "$(grep -lai -e "$text" "$CRM_DB" "$CRM_DB-wal" 2>/dev/null)"
	done
}

fresh
crm-customer add name='Zebulon Quux' kind=person phone='021-9876 5432' email=zebulon@quux.example bill_street='Secret Lane 9' notes='likes okapis' \
	birthday=1980-05-17 external_id=ZQ-77 tags=okapi >/dev/null
crm-customer add name='Zebulon Q. Quux' kind=person phone='021-9876 5433' >/dev/null
crm-customer add name=Other parent=c1 >/dev/null
crm-contact add name='Wife Quux' customer=c1 >/dev/null
crm-note add title='About Zebulon' about=c1 >/dev/null
crm-note add title='Zebulon called' about=c1 >/dev/null
crm-note rm n2 >/dev/null
crm-deal add name='Quux deal' customer=c1 close_on=eom >/dev/null
crm-customer merge c1 c2 >/dev/null
crm-product add name=Pump price=100 tax=vat13 >/dev/null
crm-product stock pr1 set=10 reason=opening >/dev/null
crm-order add customer=c1 contact=p1 subject=S >/dev/null
crm-order line so1 add product=pr1 qty=2 >/dev/null
crm-order approve so1 >/dev/null
crm-order deliver so1 >/dev/null
crm-order invoice so1 >/dev/null
crm-invoice issue in1 >/dev/null
crm-payment add customer=c1 amount=226 payer_name='Zebulon Quux' invoice=in1 >/dev/null 2>&1 || crm-payment add customer=c1 amount=226 payer_name='Zebulon Quux' >/dev/null
before=$(crm-invoice list in1 --columns=number,total,status)
crm-db backup copy.db >/dev/null
crm-db export old --with-history >/dev/null

snapshot >"$T/whole"
crm-db forget c1 --dry-run >dry
like 'a dry run says what goes' "n1" "$(cat dry)"
unlike 'without repeating what is forgotten' 'okapi' "$(cat dry)"
snapshot >"$T/again"
is 'and changes nothing' '' "$(diff "$T/whole" "$T/again")"

is 'somebody is forgotten' c1 "$(crm-db forget c1 2>told)"
like 'old copies are named' "$(basename "$CRM_DB" .db)-" "$(crm-db backup >/dev/null; crm-db forget c1 2>&1)"
rm -f "$(dirname "$CRM_DB")"/"$(basename "$CRM_DB" .db)"-*.db
nowhere 'of the customer' zebulon quux 'secret lane' okapi '9876' ZQ-77 'wife'
is 'the invoice stays as it was' "$before" "$(crm-invoice list in1 --columns=number,total,status)"
is 'for somebody without a name' 'forgotten' "$(crm-invoice list in1 --columns=customer.name | cut -f 2)"
is 'what belonged to it went' '0 0 0' "$(crm-note count) $(crm-contact count) $(crm-deal count)"
is 'another customer stays' Other "$(crm-customer list c3 --columns=name | cut -f 2)"
clean 'forgotten'
fails 1 'was forgotten, and what it was is not known any more' 'no undo brings it back' crm-undo "$(newest)"
fails 1 'was forgotten, and what it was is not known any more' 'nor that of an earlier change' crm-undo ch9
is 'a search finds nothing' '' "$(crm-find quux; crm-find 9876)"
is 'the past has no name either' '' "$(crm-customer list --as-of=today | grep -i quux)"
crm-db export new --with-history >/dev/null
is 'nor has an export with history' '' "$(grep -rli quux new)"
crm-db init other.db >/dev/null
ok 'which can be imported' crm-db import new --db=other.db
ok 'and is sound there' crm-db check --db=other.db

# One that was removed long ago.
fresh
crm-lead add name='Gone Gustav' company='Gustav AG' >/dev/null
crm-task add subject='call Gustav' about=l1 >/dev/null
crm-lead rm l1 --cascade >/dev/null
old=$(newest)
crm-customer add name=Stays >/dev/null
ok 'a record that is gone is forgotten' crm-db forget l1
nowhere 'of what was removed' gustav
fails 1 'was forgotten' 'its removal is not undone' crm-undo "$old"
clean 'removed'
ok 'what nothing needs goes' crm-db forget c1
is 'wholly' 0 "$(crm-customer count)"
nowhere 'of that' Stays

# What cannot be.
crm-customer add name=A >/dev/null
crm-quote add customer=c2 subject=Q >/dev/null
fails 1 'a quote is kept for the books' 'a document' crm-db forget q1
fails 1 'a user is named by the journal' 'a user' crm-db forget u1
fails 1 'there is no customer c99' 'nobody' crm-db forget c99
fails 2 'whom?' 'nothing' crm-db forget

# ---- Compaction.
fresh
at() { CRM_NOW="2026-0$1T09:00:00+08:00" && export CRM_NOW && shift && "$@" >/dev/null && unset CRM_NOW; }
at 3-06 crm-customer add name=First
at 3-07 crm-customer set c1 name=Second
at 3-10 crm-customer set c1 name=Third
at 3-11 crm-undo
at 3-12 crm-customer add name=Next
is 'a dry run counts' 'crm-db: 3 changes were before that day' "$(crm-db compact --before=2026-03-07 --dry-run 2>&1)"
is 'and removes nothing' 7 "$(crm-history | wc -l | tr -d ' ')"
old=$(crm-history --format=ids | head -n 3 | tail -n 1)
ok 'history goes' crm-db compact --before=2026-03-10
is 'the records stay' 'Second Next' "$(crm-customer list --columns=name | cut -f 2 | xargs)"
fails 1 "$old cannot be undone: the journal was compacted, and begins with ch" 'what was before cannot be undone' crm-undo "$old"
fails 1 'is not known any more: the journal was compacted' 'nor be shown' crm-customer list --as-of=2026-03-06
is 'what is after it can' 'Third' "$(crm-customer list c1 --columns=name --as-of=2026-03-10 | cut -f 2)"
ok 'an undo is done' crm-undo
ok 'and a redo' crm-redo
clean 'compacted'
ok 'all of it but the newest change' crm-db compact --before=tomorrow
is 'one is left' 1 "$(crm-history | wc -l | tr -d ' ')"
is 'numbers go on' c3 "$(crm-customer add name=X)"
clean 'compacted again'
crm-db export e --with-history >/dev/null
crm-db init copy2.db >/dev/null
ok 'an export of it is imported' crm-db import e --db=copy2.db
ok 'without a day, the file is only written anew' crm-db compact
is 'and the history stays' "$(crm-history --format=ids | wc -l)" "$(crm-db compact >/dev/null; crm-history --format=ids | wc -l)"
fails 2 '--before: ' 'no day' crm-db compact --before=never

# A person whom documents name: they stay with the firm and without the person, and so does the delivery that went to him.
fresh
{
	crm-customer add name=海澄 phone=021-55556666
	crm-contact add name='Zebulon Quux' phone=13912345678 email=zebulon@quux.example customer=c1
	crm-contact add name=Stays customer=c1
	crm-order add customer=c1 contact=p1 subject=S
	crm-order line so1 add description=x qty=2 price=5
	crm-order deliver so1 so1.1=1
	crm-order invoice so1 so1.1=1 --issue
	crm-order invoice so1 so1.1=1 contact=p2 --issue
	crm-order revise so1 reason=more
	crm-order line so1 set 1 qty=3
	crm-order approve so1
} >/dev/null
like 'they name him' 'Zebulon Quux' "$(crm-print dn1 --format=text -o - 2>/dev/null)"
ok 'he is forgotten' crm-db forget p1
nowhere 'of a person' zebulon quux 13912345678
is 'the firm stays on them, and another person' '海澄||海澄||海澄|Stays' "$(crm-order list --columns=printed_name,printed_contact | cut -f 2,3 | tr '\t' '|')|$(crm-invoice list --columns=printed_name,printed_contact | cut -f 2,3 | tr '\t\n' '||' | sed 's/|$//')"
clean 'a person is forgotten'
done_testing
