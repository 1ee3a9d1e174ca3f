/* What lines of deliveries and invoices count of their order line, in SQL: each sign is written here alone. */
#ifndef CRM_SELLING_QUANTITIES_H
#define CRM_SELLING_QUANTITIES_H

/* Alias of the line of a delivery. That of a return names the line that it takes back, and counts the other way. */
#define DELIVERED_QTY(line) "(case when " line ".original is null then " line ".qty else -" line ".qty end)"
/* Alias of an invoice, and what it claims. What a credit note takes back is claimed again only where it says so. */
#define CLAIMED(claim, amount) "(case " claim ".kind when 'credit-note' then -coalesce(" claim ".rebill, 0) * " amount " else " amount " end)"
/* Whether a credit note gives the whole of an invoice back to be claimed again: aliases of the invoice, and of its credit note. */
#define GIVES_ALL_BACK(claim, note) note ".original = " claim ".id and " note ".status <> 'cancelled' and " note ".rebill = 1 and " note ".total >= " claim ".total"

#endif
