/* What deliveries and invoices take of an order: how much, and in which states. line_links.h has the rule that it is never more than there is. */
#ifndef CRM_SELLING_FULFILMENT_H
#define CRM_SELLING_FULFILMENT_H

#include "selling/documents.h"

/* Quantities of an order line, 10^-6, on documents that are not cancelled; credit notes give back. besides: a line that is not counted, or 0. */
enum status fulfilment_delivered(struct store *store, int64_t order_line, int64_t besides, int64_t *quantity);
enum status fulfilment_invoiced(struct store *store, int64_t order_line, int64_t besides, int64_t *quantity);

/* The same of a purchase line on bills, and of an invoice line on credit notes. */
enum status fulfilment_billed(struct store *store, int64_t purchase_line, int64_t besides, int64_t *quantity);
enum status fulfilment_credited(struct store *store, int64_t invoice_line, int64_t besides, int64_t *quantity);

/* The initial- and before-rules of delivery lines: they take product and words from the order line. A delivery that was made stays as it is. */
enum status delivery_line_initial(struct store *store, struct record *line, struct arena *arena);
enum status delivery_line_check(struct store *store, const struct record *delivery, const struct record *old, const struct record *line);
/* Whether a delivery line has no more serial numbers than units. */
bool delivery_serials_fit(const struct record *line);

/* Before a delivery or an invoice of an order is made: STATUS_REFUSED when the order is not in the state for it. */
enum status fulfilment_order_check(struct store *store, const struct document_kind *kind, const struct record *document, struct arena *arena);
/* Before a purchase becomes received, part-received, or approved again: STATUS_REFUSED when that is not what came of its products. */
enum status purchase_state_check(struct store *store, const struct record *purchase);
/* Before a credit note is issued: STATUS_REFUSED when the invoice that it corrects was not issued, or claims less than all its credit notes take back. */
enum status credit_note_check(struct store *store, const struct record *note, struct arena *arena);
/* Before a credit note takes back less than the whole of its invoice, left in minor units, -1 when it goes: STATUS_REFUSED when the instalment that the invoice
 * claims was invoiced again. */
enum status credit_note_less_check(struct store *store, const struct record *note, int64_t left);
/* Before an invoice or a bill changes: it does not leave the document that its lines, or its instalment, were taken from, nor a credit note the customer of its invoice. */
enum status fulfilment_source_check(struct store *store, const struct document_kind *kind, const struct record *old, const struct record *document);
enum status credit_note_fits(struct store *store, const struct record *old, const struct record *note, struct arena *arena);

#endif
