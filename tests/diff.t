#!/bin/sh
# shellcheck disable=SC2016
# shellcheck source=tests/lib.sh
# crm-db diff: the commands run, in any state of any document, and make of one database the other, but for what the comments before them say.
. "$(dirname "$0")/lib.sh"

# Applies the differences to a copy of A. What differs then still is what the comments said.
applies() { # WHAT A B COMMENTS
	crm-db diff "$2" "$3" >"$T/script"
	rm -f "$T/copy.db"*
	crm-db backup "$T/copy.db" --db="$2" >/dev/null
	CRM_DB=$T/copy.db sh -e "$T/script" >"$T/out" 2>"$T/err"
	is "$1: the commands run" "0" "$?$(cat "$T/err")"
	ok "$1: crm-db check" crm-db check --db="$T/copy.db"
	grep '^# ' "$T/script" >"$T/comments"
	is "$1: what no command does" "$4" "$(cat "$T/comments")"
	is "$1: comments come first" "$(cat "$T/comments")" "$(sed -n '/^# /!q;p' "$T/script")"
	crm-db diff "$T/copy.db" "$3" >"$T/again"
	is "$1: nothing else differs" "$4" "$(cat "$T/again")"
}

fresh
empty=$T/empty.db
crm-db backup "$empty" >/dev/null
all=$CRM_DB
{
	crm-user add login=mei name=Mei
	crm-rate add currency=EUR rate=7.8 valid_from=2026-01-01
	crm-customer add name=Acme bill_city=Suzhou payment_terms='net 30' tax_name=Acme
	crm-customer add name=Beta currency=EUR parent=c1
	crm-contact add name=Bob customer=c1
	crm-campaign add name=Fair
	crm-lead add name=Lee company=Gamma campaign=cp1
	crm-lead convert l1
	crm-deal add name=Pumps customer=c1 close_on=eom amount=100 contacts=p1:champion
	crm-deal stage d1 proposal
	crm-event log p1 subject=called
	crm-supplier add name=Steel
	crm-product add name=Pump code=P1 price=500 cost=300 supplier=su1 reorder_level=5
	crm-product add name=Seal code=S1 price=0.5
	crm-product add name=Work price=80 unit=hour
	crm-product stock pr1 set=20 reason=opening on=2026-01-01
	crm-product stock pr1 set=19 reason='- one broke' on=2026-02-01
	crm-pricebook add name=Retail
	crm-pricebook put pb1 pr1 price=450
	crm-pricebook put pb1 pr1 price=400 min_qty=10
	crm-pricebook put pb1 pr2 discount=10
	crm-quote add customer=c1 subject=Pumps
	crm-quote line q1 add product=pr1 qty=2
	crm-quote line q1 add description='- free text' qty=1 price=10
	crm-quote copy q1
	crm-quote issue q2
	crm-quote copy q1
	crm-quote issue q3
	crm-quote reject q3 reason=price
	crm-quote copy q1
	crm-quote issue q4
	crm-quote accept q4
	crm-quote line q1 rm 1
	crm-quote line q1 add product=pr2 qty=5 discount=5
	crm-quote line q1 add product=pr2
	crm-quote line q1 rm 4
	crm-order add customer=c1 subject=Pumps
	crm-order line so1 add product=pr1 qty=5
	crm-order line so1 add product=pr3 qty=2
	crm-order approve so1
	crm-order deliver so1 so1.1=2 so1.1.serial=A1,A2 carrier=SF
	crm-order deliver so1 so1.1=1 so1.1.serial=A3
	crm-delivery receive dn1 received_by=Li
	crm-delivery cancel dn2
	crm-delivery return dn1 dn1.1=1 dn1.1.serial=A2 reason=dents
	crm-order invoice so1 so1.1=2
	crm-invoice issue in1
	crm-order invoice so1 so1.2=1
	crm-order copy so1
	crm-order cancel so2
	crm-order copy so1
	crm-order approve so3
	crm-order cancel so3
	crm-order copy so1
	crm-order approve so4
	crm-order close so4
	crm-order copy so1
	crm-order plan so5 30%=signing 70%=delivery
	crm-invoice copy in1
	crm-invoice issue in3
	crm-invoice cancel in3
	crm-invoice add customer=c2 kind=opening opening_balance=70 status=issued
	crm-payment add customer=c1 amount=700 paid_on=2026-03-01
	crm-payment allocate pay1 in1=300
	crm-payment add customer=c2 amount=50
	crm-payment allocate pay2 in4=30
	crm-purchase add supplier=su1
	crm-purchase line po1 add product=pr1 qty=10 price=300
	crm-purchase approve po1
	crm-purchase receive po1 po1.1=4
	crm-purchase bill po1 po1.1=4
	crm-purchase copy po1
	crm-purchase cancel po2
	crm-purchase copy po1
	crm-purchase approve po3
	crm-purchase cancel po3
	crm-purchase copy po1
	crm-purchase receive po4
	crm-payment add supplier=su1 amount=1200
	crm-payment allocate pay3 bl1
	crm-bill add supplier=su1
	crm-bill cancel bl2
	crm-fapiao add invoices=in1 number=12345678901234567890
	crm-asset set as1 installed_on=2026-03-01
	crm-note add about=as1 title=installed
	crm-task add about=q2 subject='- call'
} >"$T/out" 2>&1
is 'documents in all states are made' '' "$(grep '^crm-' "$T/out")"
applies 'all that there is' "$empty" "$all" '# l1: the program itself maintains status, converted_customer, converted_contact'
crm-db export "$T/all" >/dev/null
is 'an export is compared as its database is' "$(cat "$T/script")" "$(crm-db diff "$empty" "$T/all")"

# From one state to another.
before=$T/before.db
crm-db backup "$before" >/dev/null
{
	crm-quote line q1 set 2 qty=3 price=11
	crm-quote issue q1
	crm-pricebook put pb1 pr1 price=460
	crm-pricebook drop pb1 pr2
	crm-product rm pr2
	crm-order approve so5
	crm-order deliver so5 so5.1=1
	crm-payment release pay1
	crm-purchase receive po1
	crm-invoice issue in2
	crm-invoice add customer=c1
	crm-invoice line in5 add product=pr3
} >"$T/out" 2>&1
is 'documents change' 'crm-product: pr2 is referred to by q1.3; --cascade removes what belongs to it and clears other references' "$(grep '^crm-' "$T/out")"
applies 'what was changed' "$before" "$all" ''
like 'a draft line is changed' 'crm-quote line q1 set 2 qty=3 price=11' "$(cat "$T/script")"
like 'the number of a price book stays' 'crm-pricebook drop pb1 pb1.3' "$(cat "$T/script")"

# The way back is not always there, and says so before anything is done.
crm-db diff "$all" "$empty" >"$T/script"
CRM_DB=$all sh -e "$T/script" >"$T/out" 2>"$T/err"
is 'what can go goes' '0' "$?$(cat "$T/err")"
like 'what has a number stays' '# q2: no command below removes it' "$(cat "$T/script")"
unlike 'no command tries it' 'crm-quote rm q2' "$(cat "$T/script")"
ok 'crm-db check' crm-db check

# References that the new records get are other ones: lines are named by way of these.
fresh
crm-customer add name=Acme >/dev/null
crm-product add name=Pump price=5 >/dev/null
first=$T/first.db
crm-db backup "$first" >/dev/null
crm-order add customer=c1 >/dev/null
crm-order rm so1 >/dev/null
crm-order add customer=c1 >/dev/null
crm-order line so2 add product=pr1 qty=2 >/dev/null
crm-order approve so2 >/dev/null
crm-order deliver so2 so2.1=1 so2.1.serial=X1 >/dev/null
crm-db diff "$first" "$CRM_DB" >"$T/script"
like 'by a variable' 'crm-order deliver "$so2" "$so2".1=1 "$so2".1.serial=X1' "$(cat "$T/script")"
CRM_DB=$first sh -e "$T/script" >/dev/null 2>"$T/err"
is 'they run' '0' "$?$(cat "$T/err")"
is 'and deliver' 'X1 so1' "$(crm-asset list --columns=serial,delivery.order --format=tsv --db="$first" | cut -f 2- | xargs)"

# Words of every kind come out of the shell as they went in.
fresh
crm-customer add name=Acme notes=before >/dev/null
first=$T/words.db
crm-db backup "$first" >/dev/null
n=0
for text in '- one\r\n- two\r\n' '-\r' '\055\055\001' "it's \\\\134 100%% \$(id) \`id\`\\r" '%%s\r%%d' '{{name}}' '\r\n\n' 'é\r' '-n' '#\t'; do
	n=$((n + 1))
	# shellcheck disable=SC2059
	printf -- "$text" | crm-customer set c1 --file=notes=- >/dev/null
	crm-db diff "$first" "$CRM_DB" >"$T/script"
	rm -f "$T/copy.db"*
	crm-db backup "$T/copy.db" --db="$first" >/dev/null
	CRM_DB=$T/copy.db sh -e "$T/script" >/dev/null 2>"$T/err"
	is "text $n" "$(crm-customer export --format ndjson --columns=notes)" "$(cat "$T/err")$(crm-customer export --format ndjson --columns=notes --db="$T/copy.db")"
done
printf 'name\n{{name}}\n' | crm-contact import - >/dev/null 2>&1
printf '{{name}}' | crm-contact add --file=name=- >/dev/null 2>&1
is 'a name like a template is there' '{{name}}' "$(crm-contact list p1 --columns=name | cut -f 2)"
crm-db diff "$first" "$CRM_DB" >"$T/script"
CRM_DB=$first sh -e "$T/script" >/dev/null 2>"$T/err"
is 'and comes over' '{{name}}' "$(cat "$T/err")$(crm-contact list p1 --columns=name --db="$first" | cut -f 2)"
# What is closed gets no plan, and a merge that was undone gives an entry of a price book back to its product: neither is a command.
fresh
{
	crm-customer add A
	crm-product add name=P price=3
	crm-product add name=Q price=4
	crm-order add customer=c1
	crm-order line so1 add product=pr2
	crm-order approve so1
	crm-order close so1
	crm-db backup open.db
	crm-order reopen so1
	crm-order plan so1 50%=signing 50%=delivery
	crm-order close so1
} >/dev/null
applies 'a plan of a closed order' open.db "$CRM_DB" '# so1: its instalments differ; no command below makes them the same
# pr2: its stock_movements differ; no command below makes them the same'
{
	crm-pricebook add name=B
	crm-pricebook put pb1 pr1 price=2 min_qty=10
	crm-product merge pr2 pr1
	crm-db backup merged.db
	crm-undo
} >/dev/null
crm-db diff merged.db "$CRM_DB" >script
like 'an entry of another product is reported' '# pb1: its pricebook_entries differ; no command below makes them the same' "$(head -n 3 script)"
CRM_DB=$T/merged.db sh -e script >"$T/out" 2>"$T/err"
is 'and all commands run' '0' "$?$(cat "$T/err")"

# What can be made only after a merge comes after records with higher numbers, and gets another number than it has: the commands name both by variables.
fresh
{
	crm-customer add A
	crm-customer add B
	crm-invoice add customer=c1
	crm-invoice line in1 add description=X price=10 qty=2
	crm-invoice issue in1
	crm-db backup unmerged.db
	crm-customer merge c2 c1
	crm-invoice credit in1
	crm-invoice add customer=c2 subject=other
} >/dev/null
crm-db diff unmerged.db "$CRM_DB" >script
CRM_DB=$T/unmerged.db sh -e script >"$T/out" 2>"$T/err"
is 'commands about records that got other numbers' '0' "$?$(cat "$T/err")"
is 'change those that they mean' 'invoice other;credit-note ' "$(crm-invoice list in2 in3 --columns=kind,subject --db=unmerged.db | cut -f 2- | tr '\t\n' ' ;' | sed 's/;$//')"

# A line of a new document that names a line which comes later in the commands: it waits for that, with its number.
fresh
crm-customer add name=Acme >/dev/null
crm-product add name=Hose price=2 unit=m >/dev/null
crm-order add customer=c1 >/dev/null
crm-order line so1 add product=pr1 qty=6 >/dev/null
crm-order line so1 rm 1 >/dev/null
crm-db backup "$T/without.db" >/dev/null
crm-order line so1 add product=pr1 qty=3 >/dev/null
crm-order approve so1 >/dev/null
crm-order invoice so1 >/dev/null
applies 'a line that is named before it is there' "$T/without.db" "$CRM_DB" ''

# A count says what was there when it was made: goods that moved before it move before it, and those that moved after it after it.
fresh
crm-customer add name=Acme >/dev/null
crm-supplier add name=Steel >/dev/null
crm-product add name=Pump price=5 cost=3 supplier=su1 >/dev/null
crm-product add name=Seal price=1 >/dev/null
crm-product stock pr1 set=10 reason=opening >/dev/null
crm-order add customer=c1 >/dev/null
crm-order line so1 add product=pr1 qty=9 >/dev/null
crm-purchase add supplier=su1 >/dev/null
crm-purchase line po1 add product=pr1 qty=10 price=3 >/dev/null
crm-purchase approve po1 >/dev/null
first=$T/counts.db
crm-db backup "$first" >/dev/null
{
	crm-order approve so1
	crm-order deliver so1 so1.1=1
	crm-product stock pr1 set=20 reason=counted
	crm-order deliver so1 so1.1=2
	crm-product stock pr1 set=17 reason=again
} >/dev/null
applies 'counts before and behind deliveries' "$first" "$CRM_DB" ''
like 'a count says what was counted' 'crm-product stock pr1 set=17 reason=again' "$(cat "$T/script")"
crm-db backup "$T/received.db" >/dev/null
crm-purchase receive po1 po1.1=4 >/dev/null
crm-product stock pr1 set=30 reason=more >/dev/null
applies 'a count behind a receipt' "$T/received.db" "$CRM_DB" ''
crm-product add name=Old >/dev/null
crm-product stock pr3 set=7 reason=opening >/dev/null
crm-product stock pr1 set=5 reason=counted >/dev/null
crm-product merge pr1 pr3 >/dev/null
crm-product add name=Other >/dev/null
crm-product stock pr4 set=3 reason=opening >/dev/null
crm-db backup "$T/two.db" >/dev/null
crm-product stock pr1 set=2 reason=counted >/dev/null
crm-product merge pr1 pr4 >/dev/null
applies 'a count before a merge, which no command makes afterwards' "$T/two.db" "$CRM_DB" '# pr1: its stock_movements differ; no command below makes them the same'
# Goods of a product that was merged since: the order has what there is none of until the merge, which comes first.
fresh
{
	crm-customer add name=Acme
	crm-product add name=Old price=10
	crm-product add name=New price=10
	crm-product stock pr2 set=9 reason=opening
	crm-order add customer=c1
	crm-order line so1 add pr1 qty=6
	crm-product stock pr1 set=0 reason=opening
	crm-order approve so1
	crm-db backup "$T/apart.db"
	crm-product merge pr2 pr1
	crm-order deliver so1
} >/dev/null
applies 'a delivery after a merge of its product' "$T/apart.db" "$CRM_DB" ''
# A unit that is divided, before a count that needs it; a count between what came before and after it; and what came since a purchase was reopened.
fresh
{
	crm-supplier add name=Sup
	crm-product add name=P unit=piece price=10 supplier=su1
	crm-product stock pr1 set=5 reason=opening
	crm-purchase add supplier=su1
	crm-purchase line po1 add pr1 qty=4
	crm-purchase receive po1 po1.1=1
	crm-purchase close po1
	crm-db backup "$T/closed.db"
	crm-product set pr1 unit=hour
	crm-product stock pr1 set=7.5 reason=counted
	crm-purchase reopen po1
	crm-purchase receive po1 po1.1=1
} >/dev/null
applies 'a unit, a count and what came behind it' "$T/closed.db" "$CRM_DB" ''
# Behind a record that no command makes, the next one gets its reference: what follows names it by a variable.
fresh
{
	crm-customer add name=Acme
	crm-product add name=P unit=piece price=10
	crm-order add customer=c1
	crm-order line so1 add pr1 qty=5
	crm-order approve so1
	crm-db backup "$T/ordered.db"
	crm-order deliver so1 so1.1=1
	crm-order revise so1 reason=words
	crm-order line so1 set 1 description=other
	crm-order approve so1
	crm-order deliver so1 so1.1=1
	crm-delivery receive dn2 received_by=Li
} >/dev/null
crm-db diff "$T/ordered.db" "$CRM_DB" >"$T/script"
like 'no command makes the first' 'dn1: no command below creates it' "$(cat "$T/script")"
CRM_DB=$T/ordered.db ok 'the commands run all the same' sh -e "$T/script"
is 'and change the second' "dn1${TAB}received" "$(CRM_DB=$T/ordered.db crm-delivery list --columns=status)"
done_testing
