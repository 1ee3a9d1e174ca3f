#!/bin/sh
# Undo asks the rules: nothing is delivered, invoiced or paid twice, and nothing on paper changes, because an old change is taken back.
. "$(dirname "$0")/lib.sh"

clean() { is "$1: crm-db check is clean" '0' "$(crm-db check 2>&1; echo $?)"; }
newest() { crm-history | tail -1 | cut -f1; }
field() { crm-"$1" list "$2" --columns="$3" | cut -f2-; }

fresh
crm-customer add name=Alpha >/dev/null
crm-customer add name=Beta >/dev/null
crm-supplier add name=Foundry >/dev/null
crm-product add name=Pump price=100 cost=60 tax=vat13 >/dev/null
crm-product stock pr1 set=100 reason=opening >/dev/null
order() { made=$(crm-order add customer=c1 subject=S) && crm-order line "$made" add product=pr1 qty=3 >/dev/null && crm-order approve "$made"; }
invoiced() { made=$(crm-order invoice "$1") && crm-invoice issue "$made"; }

# An old change that would claim twice.
so=$(order)
crm-delivery cancel "$(crm-order deliver "$so")" >/dev/null
old=$(newest)
crm-order deliver "$so" >/dev/null
fails 1 "$old cannot be undone: it would leave $so wrong: line 1: 6 is delivered, and it has 3" 'nothing is delivered twice' crm-undo "$old"
is 'stock is right' '97 0' "$(field product pr1 on_hand,reserved | tr '\t' ' ')"
crm-invoice cancel "$(invoiced "$so")" >/dev/null
old=$(newest)
second=$(crm-order invoice "$so")
fails 1 'line 1: 6 is invoiced, and it has 3' 'nothing is invoiced twice' crm-undo "$old"
crm-invoice rm "$second" >/dev/null
ok 'and is when the other invoice is gone' crm-undo "$old"
so=$(order)
crm-invoice rm "$(crm-order invoice "$so")" >/dev/null
old=$(newest)
crm-order invoice "$so" >/dev/null
fails 1 'line 1: 6 is invoiced, and it has 3' 'nor by a draft that was removed' crm-undo "$old"
po=$(crm-purchase add supplier=su1 subject=S)
crm-purchase line "$po" add product=pr1 qty=2 price=60 >/dev/null
crm-purchase approve "$po" >/dev/null
crm-bill cancel "$(crm-purchase bill "$po")" >/dev/null
old=$(newest)
crm-purchase bill "$po" >/dev/null
fails 1 'line 1: 4 is billed, and it has 2' 'nothing is billed twice' crm-undo "$old"
clean 'claims'

# Money.
in=$(invoiced "$(order)")
crm-payment allocate "$(crm-payment add customer=c1 amount=500)" "$in" >/dev/null
crm-payment release pay1 >/dev/null
old=$(newest)
crm-payment allocate "$(crm-payment add customer=c1 amount=500)" "$in" >/dev/null
fails 1 "it would leave $in wrong: total: 678.00 was allocated to it, more than 339.00" 'nothing is paid twice' crm-undo "$old"
crm-payment release pay2 >/dev/null
crm-invoice cancel "$in" >/dev/null
fails 1 "would leave $in wrong: status: it is cancelled, while pay1.1 is in force" 'nothing is paid that is cancelled' crm-undo "$old"
crm-payment set pay1 amount=1000 >/dev/null
old=$(newest)
crm-payment allocate pay1 "$(invoiced "$(order)")"=300 "$(invoiced "$(order)")"=300 >/dev/null
fails 1 'amount: 600.00 is allocated or paid back, more than 500.00' 'no more is allocated than was paid' crm-undo "$old"
clean 'money'

# Paper.
q=$(crm-quote add customer=c1 subject=S)
crm-quote line "$q" add product=pr1 qty=2 >/dev/null
crm-quote line "$q" set 1 qty=7 >/dev/null
old=$(newest)
crm-quote issue "$q" >/dev/null
issue=$(newest)
fails 1 "it would change $q, which was issued since" 'lines of an issued quote stay' crm-undo "$old"
crm-quote set "$q" tags=vip >/dev/null
ok 'what is not on paper is undone' crm-undo
ok 'with the issue it goes back' crm-undo "$issue" "$old"
is 'to what it was' '226.00' "$(field quote "$q" total)"
crm-quote set "$q" customer=c2 >/dev/null
old=$(newest)
crm-quote issue "$q" >/dev/null
fails 1 "it would change $q, which was issued since" 'its customer too' crm-undo "$old"
crm-customer merge c1 c2 >/dev/null
ok 'a merger is undone: nobody is another one for it' crm-undo
is 'and each has his own again' c2 "$(field quote "$q" customer)"
crm-product add name=Same price=1 >/dev/null
crm-product merge pr2 pr1 >/dev/null
ok 'and that of products' crm-undo
clean 'paper'

# Credit notes: what they gave back may have been taken again.
so=$(order)
note=$(crm-invoice issue "$(crm-invoice credit "$(invoiced "$so")" --rebill)")
again=$(crm-order invoice "$so")
fails 1 "$so.1 was invoiced again since" 'a credit note stays while its order is invoiced again' crm-invoice cancel "$note"
crm-invoice rm "$again" >/dev/null
ok 'and goes when it is not' crm-invoice cancel "$note"
so=$(order)
first=$(invoiced "$so")
note=$(crm-invoice credit "$first" --rebill)
again=$(crm-order invoice "$so")
fails 1 "$so.1 was invoiced again since" 'a draft is not removed either' crm-invoice rm "$note"
fails 1 "$so.1 was invoiced again since" 'nor its line' crm-invoice line "$note" rm 1
fails 1 "$so.1 was invoiced again since" 'nor does it take back less' crm-invoice line "$note" set 1 qty=1
fails 1 'is of another customer' 'a credit note is for whom the invoice was' crm-invoice set "$note" customer=c2
fails 1 "lines of $note were taken from another document" 'and corrects no other one' crm-invoice set "$note" original=in1
fails 1 "lines of $note were taken from another document" 'and becomes no invoice' crm-invoice set "$note" kind=invoice
fails 1 "lines of $again were taken from another document" 'an invoice keeps its order' crm-invoice set "$again" order=so1
clean 'credit notes'

so=$(crm-order add customer=c1 subject=S)
crm-order line "$so" add product=pr1 qty=3 >/dev/null
crm-order plan "$so" 50%=signing 50%=delivery >/dev/null
crm-order approve "$so" >/dev/null
in=$(crm-order invoice "$so" --instalment=1)
crm-invoice issue "$in" >/dev/null
note=$(crm-invoice credit "$in" --rebill)
again=$(crm-order invoice "$so" --instalment=1)
fails 1 "would be invoiced twice; cancel that invoice first" 'an instalment that was invoiced again' crm-invoice rm "$note"
crm-invoice issue "$note" >/dev/null
fails 1 "was invoiced again by $again" 'is not claimed twice' crm-invoice cancel "$note"
crm-invoice cancel "$again" >/dev/null
old=$(newest)
crm-order invoice "$so" --instalment=1 >/dev/null
fails 1 "it would leave $so wrong: instalment 1 is invoiced more than once" 'nor by an undo' crm-undo "$old"
clean 'instalments'

# What stands on an issued document keeps it issued.
so=$(crm-order add customer=c1 subject=S)
crm-order line "$so" add description=Advice price=10 >/dev/null
crm-order approve "$so" >/dev/null
old=$(newest)
dn=$(crm-order deliver "$so")
fails 1 "it would leave $so wrong: status: it is draft, while $dn is in force" 'an order that was delivered stays approved' crm-undo "$old"
fails 1 "order: $dn was made from $so" 'and has its delivery' crm-delivery set "$dn" order="$(order)"
in=$(crm-invoice add customer=c1 subject=S)
crm-invoice line "$in" add description=Advice price=10 qty=2 >/dev/null
crm-invoice issue "$in" >/dev/null
old=$(newest)
note=$(crm-invoice issue "$(crm-invoice credit "$in")")
fails 1 "it would leave $in wrong: status: it is draft, while $note is in force" 'an invoice that was credited stays issued' crm-undo "$old"
fails 1 "issued_on: $in is issued" 'on the day that its number counts in' crm-invoice set "$in" issued_on=2020-01-01
in=$(crm-invoice add customer=c1 subject=S adjustment=-50)
crm-invoice line "$in" add description=Advice price=10 >/dev/null
fails 1 "$in has a negative total;" 'nobody is billed less than nothing' crm-invoice issue "$in"
clean 'issued'

# A copy is of its own day: its rate is found anew.
crm-rate add currency=USD rate=7 valid_from=2026-01-01 >/dev/null
in=$(crm-invoice add customer=c1 subject=S currency=USD)
crm-invoice line "$in" add description=Advice price=10 >/dev/null
crm-invoice line "$in" add description=Advice price=10 >/dev/null
fails 65 'line 3: the discount of 11.00' 'a line is called by its number' crm-invoice line "$in" add description=Advice price=10 discount_amount=11
crm-invoice issue "$in" >/dev/null
crm-rate add currency=USD rate=8 valid_from=2026-03-01 >/dev/null
is 'a copy has the rate of its own day' '7 8' "$(field invoice "$in" rate) $(field invoice "$(crm-invoice issue "$(crm-invoice copy "$in")")" rate)"

# An import is checked as crm-db check does.
crm-db export "$T/whole"
crm-db init "$T/copy.db" >/dev/null
ok 'an export is imported' crm-db import "$T/whole" --db "$T/copy.db"
sed 's/"total":"339.00"/"total":"339.01"/' "$T/whole/invoice.ndjson" >"$T/invoice.ndjson" && mv "$T/invoice.ndjson" "$T/whole/invoice.ndjson"
crm-db init "$T/other.db" >/dev/null
fails 65 'total: 339.01 is stored, but the calculated value is 339.00' 'a cent that was changed is found' crm-db import "$T/whole" --db "$T/other.db"

# The line of a draft that others claim.
so=$(crm-order add customer=c1 subject=S)
crm-order line "$so" add product=pr1 qty=3 >/dev/null
crm-invoice line "$(crm-invoice add customer=c1 order="$so")" add product=pr1 qty=3 order_line="$so.1" >/dev/null
fails 1 'qty: 3 of it is already invoiced;' 'a line keeps what was invoiced of it' crm-order line "$so" set 1 qty=1
ok 'it may grow' crm-order line "$so" set 1 qty=5
clean 'drafts'

# What is a part of a line is a part of it as it was approved: while there are such the order or purchase does not become a draft, whose lines may change.
of() { crm-history "$1" | grep "$2" | head -n 1 | cut -f 1; }
crm-order approve "$so" >/dev/null
in=$(crm-order invoice "$so" "$so.1=1")
fails 1 "it would leave $so wrong: status: it is draft, while $in is in force" 'an order with parts stays approved' crm-undo "$(of "$so" approve)"
po=$(crm-purchase add supplier=su1)
crm-purchase line "$po" add product=pr1 qty=6 price=12.50 >/dev/null
crm-purchase approve "$po" >/dev/null
bl=$(crm-purchase bill "$po" "$po.1=2")
fails 1 "it would leave $po wrong: status: it is draft, while $bl is in force" 'a purchase with parts stays approved' crm-undo "$(of "$po" approve)"
in=$(crm-invoice add customer=c1)
crm-invoice line "$in" add product=pr1 qty=6 >/dev/null
crm-invoice issue "$in" >/dev/null
note=$(crm-invoice credit "$in" "$in.1=2")
fails 1 "it would leave $in wrong: status: it is draft, while $note is in force" 'an invoice stays issued while a draft takes a part of it back' crm-undo "$(of "$in" issue)"
clean 'parts'
done_testing
