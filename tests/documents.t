#!/bin/sh
# The states of documents, their numbers and addresses: what may become of what, and what is told of the rest.
. "$(dirname "$0")/lib.sh"

clean() { is "$1: crm-db check is clean" '0' "$(crm-db check 2>&1; echo $?)"; }
field() { crm-"$1" list "$2" --columns="$3" | cut -f2- | tr '\t' '|'; }

fresh
crm-customer add name=Alpha bill_street='Bahnhofstr. 1' bill_city=Köln ship_street='Hafen 7' ship_city=Bremen payment_terms='net 14' >/dev/null
crm-supplier add name=Foundry >/dev/null
crm-product add name=Pump price=100 cost=60 tax=vat13 >/dev/null
quote() { made=$(crm-quote add customer=c1 subject=S) && crm-quote line "$made" add product=pr1 qty=2 >/dev/null && echo "$made"; }
order() { made=$(crm-order add customer=c1 subject=S) && crm-order line "$made" add product=pr1 qty=2 >/dev/null && echo "$made"; }
invoice() { made=$(crm-invoice add customer=c1 subject=S) && crm-invoice line "$made" add product=pr1 qty=2 >/dev/null && echo "$made"; }
purchase() { made=$(crm-purchase add supplier=su1 subject=S) && crm-purchase line "$made" add product=pr1 qty=2 price=60 >/dev/null && echo "$made"; }

# Verbs of states.
q=$(quote)
is 'issue' "$q issued Q-2026-0001" "$(crm-quote issue "$q") $(field quote "$q" stage,number | tr '|' ' ')"
is 'issued twice is issued once' "$q Q-2026-0001" "$(crm-quote issue "$q") $(field quote "$q" number)"
is 'review' reviewed "$(crm-quote review "$q" >/dev/null; field quote "$q" stage)"
is 'reject, with its reason' 'rejected|too dear' "$(crm-quote reject "$q" reason='too dear' >/dev/null; field quote "$q" stage,reject_reason)"
quote >/dev/null
quote >/dev/null
is 'several, and from standard input' "q2${NL}q3" "$(crm-quote list stage=draft | crm-quote issue - valid_until=2026-03-31)"
is 'the job of the night: what is no longer valid expires' "q2${NL}q3" "$(CRM_NOW='2026-04-01 09:00+08:00' sh -c 'crm-quote list stage=issued,reviewed valid_until=..yesterday | crm-quote expire -')"
is 'and finds nothing the next time' '' "$(CRM_NOW='2026-04-01 10:00+08:00' sh -c 'crm-quote list stage=issued,reviewed valid_until=..yesterday | crm-quote expire -')"
so=$(order)
is 'approve' 'approved|SO-2026-0001|2026-03-05' "$(crm-order approve "$so" >/dev/null; field order "$so" status,number,ordered_on)"
is 'what it needs is reserved' 2 "$(field product pr1 reserved)"
is 'close' closed "$(crm-order close "$so" >/dev/null; field order "$so" status)"
is 'nothing is reserved then' 0 "$(field product pr1 reserved)"
is 'reopen' approved "$(crm-order reopen "$so" >/dev/null; field order "$so" status)"
is 'cancel' cancelled "$(crm-order cancel "$so" >/dev/null; field order "$so" status)"
so=$(order)
dn=$(crm-order deliver "$so")
fails 65 'received_by=' 'a delivery is received by somebody' crm-delivery receive "$dn"
is 'receive' 'received|Wang|2026-03-05' "$(crm-delivery receive "$dn" received_by=Wang >/dev/null; field delivery "$dn" status,received_by,received_on)"
is 'cancel brings it back' 'cancelled no' "$(crm-delivery cancel "$dn" >/dev/null; field delivery "$dn" status) $(field order "$so" delivered)"
in=$(invoice)
is 'issue an invoice' 'issued|INV-2026-0001|2026-03-05|2026-03-19' "$(crm-invoice issue "$in" >/dev/null; field invoice "$in" status,number,issued_on,due_on)"
crm-payment add customer=c1 amount=50 >/dev/null
crm-payment allocate pay1 "$in"=50 >/dev/null
fails 1 'is paid by pay1.1; release that first, or make a credit note' 'a paid invoice is not cancelled' crm-invoice cancel "$in"
in=$(invoice)
is 'cancel one that is not' cancelled "$(crm-invoice issue "$in" >/dev/null; crm-invoice cancel "$in" >/dev/null; field invoice "$in" status)"
po=$(purchase)
is 'approve a purchase' 'approved|PO-2026-0001' "$(crm-purchase approve "$po" >/dev/null; field purchase "$po" status,number)"
fails 1 'crm-purchase receive po1 takes it into stock' 'what has not come is not received' crm-purchase set "$po" status=received
is 'receive a part' 'part-received 1' "$(crm-purchase receive "$po" "$po.1=1" >/dev/null; field purchase "$po" status) $(field product pr1 on_hand)"
fails 1 'is more than the 1' 'no more than what is open' crm-purchase receive "$po" "$po.1=2"
is 'and the rest' 'received 2' "$(crm-purchase receive "$po" >/dev/null; field purchase "$po" status) $(field product pr1 on_hand)"
fails 1 'nothing is left to be received' 'nothing comes twice' crm-purchase receive "$po"
is 'bill a part' 'bl1 F-1|c' "$(crm-purchase bill "$po" "$po.1=0.5" supplier_number=F-1) $(field bill bl1 supplier_number)|c"
is 'and the rest' bl2 "$(crm-purchase bill "$po")"
crm-supplier add name=Forge payment_terms='net 20' >/dev/null
is 'a bill falls due by the terms of its supplier' 2026-03-25 "$(field bill "$(crm-bill add supplier=su2 --dry-run >/dev/null; crm-bill add supplier=su2)" due_on)"
crm-undo >/dev/null
is 'the bills make the purchase' "$(field purchase "$po" total)" "$(crm-bill list --columns=total | cut -f2 | paste -sd+ | bc)"
fails 1 'nothing is left to be billed' 'nothing is billed twice' crm-purchase bill "$po"
is 'cancel a bill' cancelled "$(crm-bill cancel bl2 >/dev/null; field bill bl2 status)"
is 'it may come again' bl4 "$(crm-purchase bill "$po")"
po=$(purchase)
is 'cancel a purchase' cancelled "$(crm-purchase cancel "$po" >/dev/null; field purchase "$po" status)"
clean 'states'

# Every move that is none names those that are.
moves() { # TYPE REF FIELD STATE…: what is refused
	type=$1 ref=$2 of=$3
	shift 3
	for state; do
		"crm-$type" set "$ref" "$of=$state" >/dev/null 2>"$T/error" && echo "$state: taken back: $(crm-undo)" || echo "$state: $(sed "s/^crm-$type: $ref: $of: $ref //" "$T/error")"
	done
}
is 'quote, draft' "reviewed: is draft: from there it can become issued, accepted, rejected, not reviewed
expired: is draft: from there it can become issued, accepted, rejected, not expired" "$(moves quote "$(quote)" stage reviewed expired)"
is 'quote, issued' "draft: is issued: from there it can become reviewed, accepted, rejected, expired, not draft" "$(moves quote "$(crm-quote issue "$(quote)")" stage draft)"
is 'quote, accepted' "draft: is accepted, which is final
issued: is accepted, which is final
rejected: is accepted, which is final" "$(moves quote "$(crm-quote accept "$(quote)")" stage draft issued rejected)"
is 'quote, expired' "accepted: is expired: from there it can become rejected, not accepted" "$(moves quote q2 stage accepted)"
is 'order, draft' "closed: is draft: from there it can become approved, cancelled, not closed" "$(moves order "$(order)" status closed)"
is 'order, approved' 'draft: taken back: ch' "$(moves order "$(crm-order approve "$(order)")" status draft | sed 's/[0-9]*$//')"
is 'order, closed' "cancelled: is closed: from there it can become approved, not cancelled" "$(moves order "$(crm-order close "$(crm-order approve "$(order)")")" status cancelled)"
is 'order, cancelled' "approved: is cancelled, which is final" "$(moves order so1 status approved)"
is 'delivery, cancelled' "shipped: is cancelled, which is final
received: is cancelled, which is final" "$(moves delivery dn1 status shipped received)"
is 'invoice, issued' "draft: is issued: from there it can become cancelled, not draft" "$(moves invoice in1 status draft)"
is 'invoice, cancelled' "issued: is cancelled, which is final" "$(moves invoice in2 status issued)"
is 'purchase, draft' "received: is draft: from there it can become approved, cancelled, not received" "$(moves purchase "$(purchase)" status received)"
is 'purchase, received' "cancelled: is received: from there it can become part-received, approved, closed, not cancelled" "$(moves purchase po1 status cancelled)"
is 'bill, cancelled' "open: is cancelled, which is final" "$(moves bill bl2 status open)"
fails 1 'a new quote is draft' 'no document begins in the middle' crm-quote add customer=c1 subject=S stage=issued
fails 1 'has no lines' 'nothing is issued that is empty' crm-quote issue "$(crm-quote add customer=c1 subject=empty)"
fails 1 'so its lines cannot be changed; crm-quote revise' 'what is issued is not changed' crm-quote line q2 add product=pr1
fails 1 'so it cannot be changed; crm-invoice credit' 'nor its money' crm-invoice set in1 shipping=3
fails 1 'cannot be removed; crm-quote set q2 stage=rejected takes it out of use' 'nor removed' crm-quote rm q2
clean 'moves'

# Addresses.
a=bill_street,bill_city,ship_street,ship_city
is 'a document has those of its customer' 'Bahnhofstr. 1|Köln|Hafen 7|Bremen' "$(field quote "$(crm-quote add customer=c1 subject=A)" $a)"
is '--bill-from-ship' 'Hafen 7|Bremen|Hafen 7|Bremen' "$(field quote "$(crm-quote add customer=c1 subject=A --bill-from-ship)" $a)"
is '--ship-from-bill' 'Bahnhofstr. 1|Köln|Bahnhofstr. 1|Köln' "$(field order "$(crm-order add customer=c1 --ship-from-bill)" $a)"
is 'with an address of its own' 'Neu 3||Neu 3|' "$(field invoice "$(crm-invoice add customer=c1 ship_street='Neu 3' --bill-from-ship)" $a)"
q=$(crm-quote add customer=c1 subject=A)
is 'set, with nothing else' "$q Hafen 7|Bremen|Hafen 7|Bremen" "$(crm-quote set "$q" --bill-from-ship) $(field quote "$q" $a)"
is 'set, with a field' 'Neu 5|Bremen|Neu 5|Bremen' "$(crm-quote set "$q" ship_street='Neu 5' --bill-from-ship >/dev/null; field quote "$q" $a)"
fails 2 'contradict' 'both at once' crm-quote set "$q" --bill-from-ship --ship-from-bill
fails 2 'not for their lines' 'a line has no address' sh -c 'q=$(crm-quote list stage=issued,accepted --limit=1 --format=ids); crm-quote set "$q.1" --bill-from-ship 2>&1 | sed "s/are for documents that are named, not/not/" >&2; exit 2'
fails 1 'issued' 'an address on paper stays' sh -c 'q=$(crm-quote list stage=issued --limit=1 --format=ids); crm-quote set "$q" --bill-from-ship'
is 'the commands that have them list add once' '1 1' "$(crm-quote --help | grep -c '^  add ') $(crm-order __complete --shell=fish --cword=1 -- crm-order '' | grep -c '^add')"
crm-customer set c1 ship_city=Hamburg >/dev/null
is 'what is made stays with its address' 'Bremen' "$(field quote "$q" ship_city)"

# What would happen is told, and does not.
before=$(crm-history | wc -l)
so=$(order)
like '--dry-run tells the delivery' 'DN-2026-' "$(crm-order deliver "$so" --dry-run)"
like 'and the stock' 'issue' "$(crm-order deliver "$so" --dry-run --format ndjson 2>/dev/null || crm-order deliver "$so" --dry-run)"
is 'nothing is delivered' no "$(field order "$so" delivered)"
is 'verbs are completed' approve "$(crm-order __complete --shell=fish --cword=1 -- crm-order appr | cut -f1)"
is 'references too' yes "$(crm-order __complete --shell=fish --cword=2 -- crm-order deliver so | grep -q '^so' && echo yes)"
is 'options too' '--over-limit=' "$(crm-order __complete --shell=fish --cword=3 -- crm-order deliver so1 --over | cut -f1)"
offered() { words=$1 && shift && crm-order __complete --shell=fish --cword="$words" -- crm-order line "$@" | cut -f1 | xargs; }
is 'what is done with lines' 'set rm move add' "$(offered 3 "$so" '')"
is 'with one line' 'set rm move' "$(offered 3 "$so.1" '')"
is 'products for new lines' pr1 "$(offered 4 "$so" add pr1)"
is 'numbers of lines' '1' "$(offered 4 "$so" set '' | xargs -n 1 | grep '^[0-9]' | xargs)"
is 'no more behind an assignment' '' "$(offered 6 "$so" set 1 qty=2 '' | xargs -n 1 | grep '^[0-9]' | xargs)"
is 'fields behind a number' 'qty=' "$(offered 5 "$so" set 1 qt)"
is 'where a line can go' '1 before=1 after=1 first last' "$(offered 4 "$so" move '')"
done_testing
