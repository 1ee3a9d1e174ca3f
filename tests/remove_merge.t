#!/bin/sh
# rm and merge: nothing is lost by accident, and what was meant comes back with one undo.
. "$(dirname "$0")/lib.sh"

clean() { is "$1: crm-db check is clean" '0' "$(crm-db check 2>&1; echo $?)"; }
field() { crm-"$1" list "$2" --columns="$3" | cut -f2; }

comes_back() { # WHAT: after undo all is as in $T/before
	ok "$1 is one undo" crm-undo
	records >"$T/after"
	is "$1: the export is as before" '' "$(diff "$T/before" "$T/after" 2>&1)"
	clean "$1 undone"
}

# rm.
fresh
crm-user add login=mei name=梅晓芳 >/dev/null
crm-campaign add name=Spring >/dev/null
crm-customer add name=Alpha >/dev/null
crm-customer add name=Beta parent=c1 referred_by=c1 >/dev/null
crm-customer add name=Lonely >/dev/null
crm-contact add name=Ann customer=c1 >/dev/null
crm-contact add name=Bob customer=c2 reports_to=p1 >/dev/null
crm-deal add name=Pumps customer=c1 close_on=eom contacts=p1:champion,p2:user campaign=cp1 >/dev/null
crm-deal add name=Valves customer=c2 close_on=eom contacts=p1,p2 >/dev/null
crm-deal stage d1 stage=won >/dev/null
crm-task add subject='call Alpha' about=c1 >/dev/null
crm-task add subject='prepare Pumps' about=d1 contact=p1 >/dev/null
crm-event add subject=Fair starts_at='2026-03-04 10:00' about=c1 contacts=p1,p2 attendees=u1,mei >/dev/null
crm-note add title='on the task' about=t1 >/dev/null
records >"$T/before"

fails 1 'c1 is referred to by' 'a customer with dependents is not removed' crm-customer rm c1
said=$(crm-customer rm c1 2>&1)
for dependent in c2 p1 d1 t1 e1; do
	case $said in
	*"$dependent"*) verdict 0 "the refusal names $dependent" ;;
	*' and '*' more'*) verdict 0 "the refusal counts what it does not name ($dependent)" ;;
	*) verdict 1 "the refusal names $dependent" "$said" ;;
	esac
done
like 'the refusal says what helps' '--cascade' "$said"
fails 1 'p2' 'a contact that others report to is not removed' crm-contact rm p1
fails 1 'd1' 'a campaign with a deal is not removed' crm-campaign rm cp1
fails 1 'c2' 'one that cannot go stops all' crm-customer rm c3 c1
fails 1 'there is no customer c99' 'what is not there cannot go' crm-customer rm c99
fails 1 'there is no customer c99' 'not even in company' crm-customer rm c3 c99
fails 2 'name what to remove' 'rm without operands' crm-customer rm
fails 1 "no customer called 'name=Lonly'" 'a filter or a wrong name is refused' crm-customer rm name=Lonly
is 'rm prints the reference' 'c3' "$(crm-customer rm c3)"
is 'it is gone' '2' "$(crm-customer count)"
comes_back 'a simple rm'
is 'rm from standard input' 'd2' "$(crm-deal list name=Valves | crm-deal rm -)"
is 'stage moves go with their deal' 'd1' "$(crm-deal list --format=ids)"
clean 'deals removed'
comes_back 'rm through a pipe'
is 'rm of nothing' '' "$(crm-deal list name=Nothing | crm-deal rm -; echo "$?" | grep -v '^0$')"

told=$(crm-customer rm c1 --cascade --dry-run)
records >"$T/after"
is 'rm --cascade --dry-run changes nothing' '' "$(diff "$T/before" "$T/after")"
for entry in "c1${TAB}rm" "d1${TAB}rm" "t1${TAB}rm" "n1${TAB}rm" "c2${TAB}set${TAB}parent${TAB}c1"; do
	like "--dry-run tells $entry" "$entry" "$told"
done
ok 'rm --cascade' crm-customer rm c1 --cascade
clean 'rm --cascade'
is 'the child stays, its parent is empty' "c2${TAB}Beta${TAB}${TAB}" "$(crm-customer list c2 --columns=name,parent,referred_by)"
is 'deals that need the customer are gone' 'd2' "$(crm-deal list --format=ids)"
unlike 'what is about the customer is gone with it' 'call Alpha' "$(crm-task list)"
is 'a note about the gone task is gone' '0' "$(crm-note count)"
comes_back 'rm --cascade'
is 'the stage moves are back' 'won' "$(field deal d1 stage)"
crm-contact rm p1 --cascade >/dev/null
clean 'rm --cascade of a contact'
is 'links to the contact are gone, others stay' 'p2:user p2' "$(field deal d1 contacts) $(field deal d2 contacts)"
comes_back 'rm --cascade of a contact'
fails 1 'u1' 'the acting user does not remove himself' crm-user rm u1 --cascade
crm-user rm mei --cascade >/dev/null
is 'a removed user leaves the attendees' 'u1' "$(field event e1 attendees)"
comes_back 'rm --cascade of a user'

# A ticket that loses its owner notes whose it was, which is somebody who goes.
crm-ticket add leak customer=c3 owner=mei >/dev/null
records >"$T/before"
ok 'rm --cascade of the owner of a ticket' crm-user rm mei --cascade
clean 'rm --cascade of the owner of a ticket'
is 'the ticket is of nobody' "tk1${TAB}" "$(crm-ticket list --columns=owner | cat)"
comes_back 'rm --cascade of the owner of a ticket'
crm-ticket rm tk1 >/dev/null
# Rings: tasks about each other.
crm-task add subject=first >/dev/null
crm-task add subject=second about=t3 >/dev/null
crm-task set t3 about=t4 >/dev/null
records >"$T/before"
ok 'rm --cascade of a ring' crm-task rm t3 --cascade
clean 'a ring removed'
is 'the ring is gone' 't1 t2' "$(crm-task list --format=ids | tr '\n' ' ' | sed 's/ $//')"
comes_back 'rm of a ring'
crm-customer rm c3 >/dev/null
is 'history tells of what is gone' 'rm' "$(crm-customer history c3 | tail -n 1 | cut -f5)"
fails 1 'there is no customer c3' 'and set does not' crm-customer set c3 name=New

# merge.
fresh
crm-user add login=mei name=梅晓芳 >/dev/null
crm-campaign add name=Spring >/dev/null
crm-customer add name=上海泵业有限公司 phone='021-5555 6666' class=A tags=big,vip notes='keep notes' employees=50 >/dev/null
crm-customer add name='上海泵业' phone='021-7777 8888' email=info@pump.example tags=old,vip notes='drop notes' external_id=E2 do_not_call=yes bill_city=上海 >/dev/null
crm-customer add name='上海泵厂' website=https://pump.example tags=third class=B >/dev/null
crm-customer add name=Child parent=c2 referred_by=c2 >/dev/null
crm-contact add name=王五 customer=c2 >/dev/null
crm-contact add name=王伍 customer=c1 mobile=13800000001 reports_to=p1 >/dev/null
crm-contact add name=老板 customer=c2 >/dev/null
crm-lead add name=赵六 company=无 >/dev/null
crm-deal add name=Pumps customer=c2 close_on=eom contacts=p1:champion,p2 amount=1000 >/dev/null
crm-deal add name=Valves customer=c3 close_on=eom contacts=p2:user,p3 amount=2000 >/dev/null
crm-deal stage d1 stage=proposal >/dev/null
crm-deal stage d2 stage=won >/dev/null
crm-task add subject=call about=c2 contact=p1 >/dev/null
crm-event add subject=Fair starts_at='2026-03-04 10:00' about=c2 contacts=p1,p2 >/dev/null
crm-note add title=remark about=c3 >/dev/null
records >"$T/before"

is 'a record with itself is one already' 'c1' "$(crm-customer merge c1 c1)"
fails 1 'there is no customer c99' 'with what is not there' crm-customer merge c1 c99
fails 2 'name the record to keep' 'with nothing' crm-customer merge c1
fails 2 't1' 'with another type' crm-campaign merge cp1 t1
told=$(crm-customer merge c1 c2 --dry-run)
records >"$T/after"
is 'merge --dry-run changes nothing' '' "$(diff "$T/before" "$T/after")"
like 'and tells that the deal moves' "d1${TAB}set${TAB}customer${TAB}c2${TAB}c1" "$told"

is 'merge prints the kept reference' 'c1' "$(crm-customer merge c1 c2)"
clean 'merge'
is 'every related record moved' 'c1 c1 c1 c1 c1 c1 c1' \
	"$(field customer c4 parent) $(field customer c4 referred_by) $(field contact p1 customer) $(field contact p3 customer) $(field deal d1 customer) $(field task t1 about) $(field event e1 about)"
is 'empty fields are filled' 'info@pump.example 上海 E2' "$(crm-customer list c1 --columns=email,bill_city,external_id | cut -f2- | tr '\t' ' ')"
is 'tags are united' 'big,old,vip' "$(field customer c1 tags)"
is 'own values stay' '上海泵业有限公司 021-5555 6666 a 50' "$(crm-customer list c1 --columns=name,phone,class,employees | cut -f2- | tr '\t' ' ')"
is 'who does not want calls is not called' 'yes' "$(field customer c1 do_not_call)"
notes=$(crm-customer show c1 --columns=notes --format=json)
for text in 'keep notes' 'drop notes' '021-7777 8888'; do
	like "the notes keep $text" "$text" "$notes"
done
like 'the lost name is an alias' '上海泵业' "$(field customer c1 aliases)"
is 'the dropped reference shows the kept one' "ref${TAB}c1" "$(crm-customer show c2 | head -n 1)"
is 'it lists the kept one' 'c1' "$(crm-customer list c2 --format=ids)"
is 'it finds by path' 'd1' "$(crm-deal list customer=c2 --format=ids)"
is 'it finds by any reference' 't1' "$(crm-task list about=c2 --format=ids)"
is 'it counts' '1' "$(crm-customer count c2)"
is 'it takes new values' 'c1' "$(crm-customer set c2 region=East)"
is 'they are on the kept one' 'East' "$(field customer c1 region)"
crm-undo >/dev/null
is 'a piped dropped reference works' 'c1' "$(printf 'c2\tolder list\n' | crm-customer set - region=East)"
crm-undo >/dev/null
is 'a new record can refer to it' 'c1' "$(crm-task add subject=later about=c2 >"$T/new"; field task "$(cat "$T/new")" about)"
crm-undo >/dev/null
is 'the lost name finds the kept one' 'c1' "$(crm-customer list 上海泵业 --format=ids | head -n 1)"
ok 'its history is readable' crm-customer history c2
is 'merged once is merged' 'c1' "$(crm-customer merge c2 c1)"
comes_back 'merge'
is 'the dropped one is itself again' '上海泵业' "$(field customer c2 name)"

crm-customer merge c1 c2 --prefer=drop >/dev/null
is '--prefer=drop takes the other values' '上海泵业 021-7777 8888 a 50' "$(crm-customer list c1 --columns=name,phone,class,employees | cut -f2- | tr '\t' ' ')"
like '--prefer=drop: the notes keep ours' '021-5555 6666' "$(crm-customer show c1 --columns=notes --format=json)"
like '--prefer=drop: our name is an alias' '上海泵业有限公司' "$(field customer c1 aliases)"
clean 'merge --prefer=drop'
comes_back 'merge --prefer=drop'
fails 2 'keep|drop' '--prefer takes keep or drop' crm-customer merge c1 c2 --prefer=both
is '--prefer=keep is the usual way' '上海泵业有限公司' "$(crm-customer merge c1 c2 --prefer=keep >/dev/null; field customer c1 name)"
crm-undo >/dev/null

# Chains.
is 'chained pairs unite' 'c1' "$(printf 'c1\tc2\nc2\tc3\n' | crm-customer merge - | sort -u)"
is 'all three are one' 'c1 c1 d1 d2' "$(crm-customer list c2 --format=ids) $(crm-customer list c3 --format=ids) $(crm-deal list customer=c3 --format=ids | tr '\n' ' ' | sed 's/ $//')"
is 'one field of the third arrived' 'https://pump.example' "$(field customer c1 website)"
clean 'chained pairs'
comes_back 'a chain'
is 'the other way round' 'c2' "$(printf 'c2\tc3\tsame phone\nc1\tc2\n' | crm-customer merge - >/dev/null; crm-history | tail -n 1 | wc -l | tr -d ' ' >/dev/null; crm-undo >/dev/null; crm-customer list c2 --format=ids)"
printf '# keep drop\n\nc1\tc2\nc1\tc3\n' >"$T/pairs"
is 'comments and empty lines are passed over' '2' "$(crm-customer merge - <"$T/pairs" >/dev/null; crm-customer count)"
comes_back 'a list of pairs'
fails 65 '1' 'a line without a pair' sh -c 'echo c1 | crm-customer merge -'
fails 1 'c99' 'a pair with what is not there undoes all' sh -c 'printf "c1\tc2\nc1\tc99\n" | crm-customer merge -'
fails 65 'not a reference' 'names do not come in by pipe' sh -c 'printf "c1\t上海泵业\n" | crm-customer merge -'
is 'merge of nothing' '0' "$(crm-customer merge - </dev/null; echo $?)"

# Contacts, deals, users: links with roles, stage moves, cycles.
crm-contact merge p1 p2 >/dev/null
clean 'contacts merged'
is 'links of both become one, with its role' 'p1:champion' "$(field deal d1 contacts)"
is 'the role moves' 'p1:user,p3' "$(field deal d2 contacts)"
is 'nobody reports to himself' '' "$(field contact p1 reports_to)"
is 'guests are one' 'p1' "$(field event e1 contacts)"
is 'the number is filled' '138 0000 0001' "$(field contact p1 mobile | sed 's/^13800000001$/138 0000 0001/')"
comes_back 'merge of contacts'
crm-deal merge d1 d2 >/dev/null
clean 'deals merged'
is 'deals: the amount of the kept one' '1000.00' "$(field deal d1 amount)"
comes_back 'merge of deals'
crm-customer merge c4 c2 >/dev/null
clean 'a parent into its child'
is 'no cycle arises' '' "$(field customer c4 parent)"
comes_back 'merge of a parent into its child'
crm-customer set c1,c2 owner=mei >/dev/null 2>&1
crm-user merge u1 mei >/dev/null
clean 'users merged'
is 'a login that was dropped is told' 'u1' "$(crm-user list mei --format=ids 2>/dev/null || crm-user list u2 --format=ids)"
crm-undo >/dev/null
fails 1 'u1' 'the acting user is not dropped' crm-user merge mei u1
clean 'at the end'

# Prices, amounts and what they are in: those of one record are taken together, and a copy in another currency says its amounts anew.
fresh
crm-customer add name=A >/dev/null
crm-product add name=P cost=8 >/dev/null
crm-product add name=Q currency=JPY price=500 >/dev/null
crm-product add name=R price=113 price_includes_tax=yes >/dev/null
crm-product merge pr1 pr2 pr3 >/dev/null
is 'a price in another currency, or with tax, is none of ours' "pr1${TAB}${TAB}8${TAB}CNY${TAB}no" "$(crm-product list --columns=price,cost,currency,price_includes_tax)"
like 'it is in the notes' 'merged from pr2: price: JPY 500' "$(crm-product show pr1 --columns=notes)"
crm-deal add name=D customer=c1 close_on=eom currency=JPY >/dev/null
crm-deal set d1 amount=500 >/dev/null
fails 65 'd1: currency: amount is JPY 500; write the amount in CNY too: amount=…' 'a copy in another currency' crm-deal copy d1 currency=CNY
is 'with its amount' "d2${TAB}25.00${TAB}CNY" "$(crm-deal list "$(crm-deal copy d1 currency=CNY amount=25)" --columns=amount,currency)"
is 'and in the same one' "d3${TAB}500${TAB}JPY" "$(crm-deal list "$(crm-deal copy d1)" --columns=amount,currency)"
# Of two prices of a product from one quantity on, one is kept.
fresh
crm-product add name=P price=10 >/dev/null
crm-product add name=Q price=10 >/dev/null
crm-pricebook add name=B >/dev/null
crm-pricebook add name=C >/dev/null
crm-pricebook put pb1 pr1 pr2 price=9 >/dev/null
crm-pricebook put pb1 pr1 price=8 min_qty=10 >/dev/null
crm-pricebook put pb1 pr2 price=7 min_qty=10 >/dev/null
crm-pricebook put pb2 pr1 discount=5 >/dev/null
before="$(crm-pricebook show pb1.1 pb1.2 pb1.3 pb1.4 --columns=product,price,min_qty)"
crm-product merge pr1 pr2 >/dev/null
clean 'products of one book'
is 'the price of the one that is kept' '9 8' "$(crm-pricebook show pb1.1 pb1.3 --columns=price | sed -n "s/^price$TAB//p" | xargs)"
like 'the other is told' 'merged from pr2: pb1.4: price: 7, min_qty: 10' "$(crm-product show pr1 --columns=notes)"
unlike 'but not one that is the same' 'pb1.2' "$(crm-product show pr1 --columns=notes)"
crm-undo >/dev/null
is 'undone, all are there' "$before" "$(crm-pricebook show pb1.1 pb1.2 pb1.3 pb1.4 --columns=product,price,min_qty)"
crm-product merge pr1 pr2 --prefer=drop >/dev/null
is 'or of the one that is dropped' '9 7' "$(crm-pricebook show pb1.2 pb1.4 --columns=price | sed -n "s/^price$TAB//p" | xargs)"
like 'which is told too' 'before merging pr2: pb1.3: price: 8, min_qty: 10' "$(crm-product show pr1 --columns=notes)"
crm-pricebook merge pb1 pb2 >/dev/null
clean 'books with one product'
like 'a price of the other book' 'merged from pb2: pb2.1: discount: 5' "$(crm-pricebook show pb1 --columns=notes)"
done_testing
