#!/bin/sh
# shellcheck disable=SC2086
# shellcheck source=tests/lib.sh
# Approved orders that are changed: what may be, what stays, and what was printed then.
. "$(dirname "$0")/lib.sh"

value() { crm-$1 list "$2" --columns="$3" | cut -f 2- | tr '\t' '|'; }
clean() { is "$1: crm-db check is clean" 0 "$(crm-db check 2>&1)$?"; }
page() { crm-print so1 --format=text --language=${2:-en} -o - ${1:+--revision=$1} 2>/dev/null; }
firm() {
	fresh
	crm-customer add name=海澄泵业 credit_limit=2000 >/dev/null
	crm-contact add name=王芳 customer=c1 >/dev/null
	crm-product add name=P1 code=P-1 price=100 unit=piece tax=vat13 >/dev/null
	crm-product add name=P2 price=10 unit=piece tax=vat13 >/dev/null
	crm-product stock pr1 pr2 set=50 reason=opening on=2026-01-01 >/dev/null
	crm-order add customer=c1 contact=p1 subject=y discount=5 >/dev/null
	crm-order line so1 add pr1 qty=5 >/dev/null
	crm-order line so1 add pr2 qty=4 >/dev/null
}

# An approved order is opened, changed, and approved again.
firm
crm-db schema show >schema.yaml && cat >company.yaml <<'YAML'
company: {name: 云帆贸易, phone: 021-5555}
YAML
crm-db schema apply company.yaml >/dev/null
ok 'a draft is not revised, it is one' crm-order revise so1
is 'and stays what it was' 'draft|' "$(value order so1 status,revision)"
crm-order approve so1 >/dev/null
is 'approved' 'approved||SO-2026-0001|579.69' "$(value order so1 status,revision,number,total)"
is 'its stock is reserved' '5 4' "$(value product pr1 reserved) $(value product pr2 reserved)"
page >first.txt && crm-print so1 --format=html -o first.html 2>/dev/null && crm-print so1 --format=pdf -o first.pdf 2>/dev/null
like 'it is printed without a revision' 'SO-2026-0001' "$(cat first.txt)"
unlike 'of which there is one' Revision "$(cat first.txt)"
fails 1 'so1 is approved, so its lines cannot be changed; crm-order revise opens it for changes' 'approved, it stays' crm-order line so1 set 1 qty=6
is 'revised' so1 "$(crm-order revise so1 reason='more of it')"
is 'it is a draft of the same number' 'draft|2|SO-2026-0001|more of it' "$(value order so1 status,revision,number,revise_reason)"
is 'and reserves nothing' '0 0' "$(value product pr1 reserved) $(value product pr2 reserved)"
clean 'an order that is open for changes'
fails 1 'has the number SO-2026-0001 and cannot be removed' 'it is not removed' crm-order rm so1
fails 1 'ordered_on: so1 has its number by that day' 'nor moved' crm-order set so1 ordered_on=2026-03-01
fails 1 'so1 was approved as SO-2026-0001 and is being changed' 'nor merged' crm-order merge "$(crm-order add customer=c1 subject=y discount=5)" so1
like 'on paper it is a draft' DRAFT "$(crm-print so1 --format=html --language=en -o - 2>/dev/null)"
crm-order line so1 set 1 qty=6 price=110 >/dev/null
crm-order line so1 rm 2 >/dev/null
crm-order line so1 add pr2 qty=7 >/dev/null
crm-order set so1 subject=z >/dev/null
clean 'a changed draft'
ok 'approved again' crm-order approve so1
is 'under the same number' 'approved|2|SO-2026-0001|783.66' "$(value order so1 status,revision,number,total)"
is 'it reserves what it needs' '6 7' "$(value product pr1 reserved) $(value product pr2 reserved)"
clean 'an order that was changed'
crm-customer set c1 name=海澄 >/dev/null
crm-contact set p1 name=王方 >/dev/null
crm-product set pr1 code=P-9 >/dev/null
echo 'company: {name: 云帆, phone: 021-6666}' >company.yaml && crm-db schema apply company.yaml >/dev/null
like 'paper says which revision it is' "Revision${TAB}2" "$(page | sed -n 's/.*Revision  *\([0-9]\).*/Revision\t\1/p')"
like 'in Chinese' '修订' "$(page '' zh_CN)"
is 'the old one is printed as it was' '' "$(page 1 | diff first.txt - 2>&1)"
crm-print so1 --revision=1 --format=html -o again.html 2>/dev/null && crm-print so1 --revision=1 --format=pdf -o again.pdf 2>/dev/null
is 'byte for byte' '' "$(cmp first.html again.html 2>&1; cmp first.pdf again.pdf 2>&1)"
is 'and the new one as it is' '' "$(page 2 | { page | diff - /dev/fd/3; } 3<&0 2>&1)"
fails 1 '--revision: so1 has the revisions 1 to 2, not 3' 'one that there is not' crm-print so1 --revision=3 -o -
fails 2 '--revision counts from 1' 'nor the zeroth' crm-print so1 --revision=0 -o -
fails 2 '--revision is for one order: crm-print so12 --revision=1' 'nor of a customer' crm-print c1 --revision=1 -o -
crm-print so1 2>/dev/null
is 'the file of a revision' 1 "$(ls | grep -c '^SO-2026-0001-R2.pdf$')"
crm-order revise so1 >/dev/null && crm-order approve so1 >/dev/null
page 2 >second.txt
like 'every revision is there' "Revision${TAB}2" "$(sed -n 's/.*Revision  *\([0-9]\).*/Revision\t\1/p' second.txt)"
clean 'three revisions'

# Undo and redo, in their order.
before=$(records)
crm-order revise so1 >/dev/null
revised=$(crm-history | tail -n 1 | cut -f 1)
ok 'a revision is undone' crm-undo
is 'and nothing of it is left' "$before" "$(records)"
ok 'redone' crm-redo
is 'it is open' 'draft|4' "$(value order so1 status,revision)"
crm-order line so1 set 1 qty=5 >/dev/null
fails 1 "cannot be undone: so1 was changed since; undo that first" 'not while it is changed' crm-undo $revised
ok 'the change first' crm-undo
ok 'then the revision' crm-undo $revised
is 'as it was' "$before" "$(records)"
crm-order revise so1 >/dev/null && crm-order line so1 rm 1 >/dev/null && crm-order approve so1 >/dev/null
ok 'approval is undone' crm-undo
is 'it is a draft' 'draft|4' "$(value order so1 status,revision)"
ok 'and redone' crm-redo
clean 'undo and redo'

# States from which it is not opened, and where the draft may go.
crm-order close so1 >/dev/null
fails 1 'status: so1 is closed; to change it, crm-order reopen so1 first' 'a closed one' crm-order revise so1
crm-order reopen so1 >/dev/null && crm-order revise so1 >/dev/null
fails 1 'it can become approved, cancelled, not closed' 'an open one is not closed' crm-order close so1
ok 'but cancelled' crm-order cancel so1
fails 1 'status: so1 is cancelled, which is final; crm-order copy so1 creates a new one' 'a cancelled one' crm-order revise so1
clean states

# Parts of it are delivered and invoiced.
firm
crm-order deliver so1 so1.1=3 >/dev/null
crm-order invoice so1 so1.1=2 --issue >/dev/null
crm-order revise so1 >/dev/null
clean 'with parts'
fails 1 'qty: 3 of it is already delivered; cancel or remove that first' 'no less than is delivered' crm-order line so1 set 1 qty=2
fails 1 'so1.1 is referred to by' 'a line with parts does not go' crm-order line so1 rm 1
fails 1 'price: 2 of so1.1 is invoiced as it is; add a line for what is new' 'what is invoiced keeps its price' crm-order line so1 set 1 price=90
fails 1 'product: 2 of so1.1 is invoiced' 'and is what it was' crm-order line so1 set 1 product=pr2
crm-customer add name=B >/dev/null
fails 1 'customer: dn1 is a part of so1 as it is; crm-delivery cancel first' 'its customer stays' crm-order set so1 customer=c2
fails 1 'discount: in1 is a part of so1 as it is' 'and its discount' crm-order set so1 discount=6
fails 1 'cannot be changed while dn1 is in force' 'it is not cancelled' crm-order cancel so1
fails 1 'order: so1 is draft; goods come back to an order that is approved or closed: crm-order approve so1' 'goods come back once it is approved' crm-delivery return dn1 reason=x
ok 'what was shipped is received' crm-delivery receive dn1 received_by=Li
ok 'a line of which there is no part' crm-order line so1 set 2 price=9
crm-order line so1 set 1 qty=4 >/dev/null
crm-customer set c1 credit_limit=500 >/dev/null
ok 'what is invoiced already is not counted twice' crm-order approve so1
crm-order revise so1 >/dev/null
crm-customer set c1 credit_limit=400 >/dev/null
fails 1 'beyond the credit limit of 400.00' 'credit is checked again' crm-order approve so1
is 'delivered from the draft, it is approved first' dn2 "$(crm-customer set c1 credit_limit=2000 >/dev/null; crm-order deliver so1)"
is 'with what is open' 'approved|3|yes|46' "$(value order so1 status,revision,delivered)|$(value product pr1 on_hand)"
crm-order invoice so1 --issue >/dev/null
is 'its parts sum to the whole' "$(value order so1 total)" "$(crm-invoice list order=so1 --columns=total | cut -f 2 | paste -sd+ | bc)"
is 'all of it' yes "$(value order so1 invoiced)"
clean 'parts of a changed order'
# 3 of 10 at 0.1249 were 0.38; alone they are 0.37.
crm-order add customer=c1 subject=cents >/dev/null
crm-order line so2 add description=screw qty=10 price=0.1249 >/dev/null
crm-order invoice so2 so2.1=3 --issue >/dev/null
crm-order revise so2 >/dev/null
crm-order line so2 set 1 qty=3 >/dev/null
fails 1 'so2: line 1: its parts sum to 0.38' 'what is invoiced stays a part' crm-order approve so2
clean 'which a draft may be without'
crm-order line so2 set 1 qty=4 >/dev/null
crm-order invoice so2 >/dev/null
is 'which it is of four' 0.50 "$(crm-invoice list order=so2 --columns=total | cut -f 2 | paste -sd+ | bc | sed 's/^\./0./')"
clean 'cents'
crm-order add customer=c1 subject=plan >/dev/null
crm-order line so3 add description=machine qty=1 price=100 >/dev/null
crm-order plan so3 30%=signing 70%=delivery >/dev/null
crm-order invoice so3 --instalment=1 --issue >/dev/null
crm-order revise so3 >/dev/null
fails 1 'so3 is invoiced by instalments, which are parts of what it comes to' 'instalments are parts of the whole' crm-order line so3 set 1 price=90
fails 1 'so3 is invoiced by instalments' 'of all lines' crm-order line so3 add description=more qty=1 price=1
ok 'words may change' crm-order line so3 set 1 description='a machine'
ok 'it is approved' crm-order approve so3
ok 'and goes on' crm-order invoice so3 --instalment=2
clean instalments

# Export and import; forgotten people; a file that somebody else wrote into.
page 1 >first.txt
crm-db export one >/dev/null
crm-db init again.db >/dev/null
ok 'an import' crm-db --db=again.db import one
crm-db --db=again.db export two >/dev/null
is 'brings all of it' '' "$(diff -r one two 2>&1)"
is 'and prints the same' '' "$(CRM_DB=$T/again.db page 1 | diff first.txt - 2>&1)"
is 'it is clean' 0 "$(crm-db --db=again.db check 2>&1)$?"
sqlite3 again.db "update order_revision set content = replace(content, '\"subtotal\":', '\"subtotal\":1') where id = 1; update order_revision set content = '{' where id = 2"
is 'crm-db check finds' '2' "$(crm-db --db=again.db check 2>&1 | grep -c '^sv[12]: content: ')"
ok 'somebody is forgotten' crm-db forget p1
unlike 'no revision says who it was' 王芳 "$(sqlite3 "$CRM_DB" 'select content from order_revision')"
fails 1 'what so1 said then was forgotten' 'and it is printed no more' crm-print so1 --revision=1 -o -
clean 'what was forgotten'

# Eight at once: one opens it, and all the others find it open.
firm
crm-order approve so1 >/dev/null
for i in 1 2 3 4 5 6 7 8; do crm-order revise so1 reason=$i >"out.$i" 2>&1 & done
wait
is 'it is the second revision' 'draft|2|1' "$(value order so1 status,revision)|$(sqlite3 "$CRM_DB" 'select count(*) from order_revision')"
clean 'many at once'
done_testing
