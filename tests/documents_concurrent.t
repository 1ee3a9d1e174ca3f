#!/bin/sh
# Eight programs deliver and invoice at once: numbers without gaps, nothing delivered or invoiced twice, stock right.
. "$(dirname "$0")/lib.sh"

fresh
crm-customer add name=Alpha >/dev/null
crm-product add name=Pump price=10.35 cost=6 tax=vat13 >/dev/null
crm-product stock pr1 set=1000 reason=opening >/dev/null
# One order that all of them want, forty units; and one for each alone.
for order in 1 2 3 4 5 6 7 8 9; do
	crm-order add customer=c1 subject="order $order" >/dev/null
	crm-order line "so$order" add product=pr1 qty=40 >/dev/null
done
crm-order list | crm-order approve - >/dev/null

seller() { # NUMBER
	n=0
	while [ $n -lt 6 ]; do
		n=$((n + 1))
		crm-order deliver so9 so9.1=1 || echo "exit $?"
		crm-order invoice so9 so9.1=1 --issue || echo "exit $?"
		crm-order deliver "so$1" "so$1.1=2" || echo "exit $?"
		crm-order invoice "so$1" --delivered --issue || echo "exit $?"
	done
}
for w in 1 2 3 4 5 6 7 8; do
	seller $w >"$T/seller$w" 2>"$T/error$w" &
done
wait

# Forty-eight times one unit was wanted of forty.
is 'eight of each were refused' '8 8' "$(cat "$T"/error? | grep -c 'delivered') $(cat "$T"/error? | grep -c 'invoiced')"
is 'for no other reason' '16' "$(cat "$T"/error? | grep -c .)"
numbered() { # TYPE PREFIX COUNT
	is "$1: numbers without gaps and doubles" "$(seq -f "$2-2026-%04g" 1 "$3")" "$(crm-"$1" list --columns=number | cut -f2 | sort)"
}
numbered delivery DN 88
numbered invoice INV 88
numbered order SO 9
is 'the series know it' 'DN-2026-0089' "$(crm-order deliver so1 so1.1=1 >/dev/null; crm-delivery list dn89 --columns=number | cut -f2)"
is 'what all wanted is delivered and invoiced, no more' 'yes yes' "$(crm-order list so9 --columns=delivered,invoiced | cut -f2,3 | tr '\t' ' ')"
is 'its invoices make its total' "$(crm-order list so9 --columns=total | cut -f2)" "$(crm-invoice list so9 --columns=total | cut -f2 | paste -sd+ | bc)"
is 'stock is what was there less what left' '863' "$(crm-product list pr1 --columns=on_hand | cut -f2)"
is 'what is open is reserved' '223' "$(crm-product list pr1 --columns=reserved | cut -f2)"
is 'crm-db check is clean' '0' "$(crm-db check 2>&1; echo $?)"

# What can be done once is done once: an invoice is paid within its discount, which makes a credit note; a supplier's number is taken; a tax invoice covers a claim.
crm-customer add name=Early tax_number=91310000710939128D payment_terms='2/10 net 30' >/dev/null
crm-order add customer=c2 subject=early >/dev/null
crm-order line so10 add product=pr1 qty=100 >/dev/null
crm-order approve so10 >/dev/null
in=$(crm-order invoice so10 --issue)
crm-supplier add name=Steel >/dev/null
for w in 1 2 3 4 5 6 7 8; do crm-payment add customer=c2 amount=1146.16 >/dev/null; done
once() { # NUMBER
	crm-payment allocate "pay$1" "$in" || echo "exit $?"
	crm-bill add supplier=su1 supplier_number=S-1 || echo "exit $?"
	crm-fapiao add invoices="$in" number="2631200000000000000$1" net=1014.30 tax=131.86 || echo "exit $?"
}
for w in 1 2 3 4 5 6 7 8; do
	once $w >"$T/once$w" 2>"$T/refused$w" &
done
wait
is 'seven of each were refused, in a line' '21 21' "$(cat "$T"/once? | grep -c exit) $(cat "$T"/refused? | grep -c '^crm-')"
is 'the claim is paid' "paid${TAB}0.00${TAB}full" "$(crm-invoice list "$in" --columns=payment,balance,fapiao | cut -f2-)"
is 'there is one discount' '1' "$(crm-invoice count original="$in" kind=credit-note)"
is 'one bill' '1' "$(crm-bill count supplier_number=S-1)"
is 'and one tax invoice' '1' "$(crm-fapiao count)"
is 'crm-db check is clean after that too' '0' "$(crm-db check 2>&1; echo $?)"
done_testing
