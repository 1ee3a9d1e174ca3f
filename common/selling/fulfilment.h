/* What deliveries and invoices take of an order: how much, and in which states. line_links.h has the rule that it is never more than there is. */
#ifndef CRM_SELLING_FULFILMENT_H
#define CRM_SELLING_FULFILMENT_H

#include "selling/documents.h"

/* Quantities of an order line, 10^-6, on documents that are not cancelled; returns give back, and credit notes that say so. besides: a line that is not counted,
 * or 0. */
enum status fulfilment_delivered(struct store *store, int64_t order_line, int64_t besides, int64_t *quantity);
enum status fulfilment_invoiced(struct store *store, int64_t order_line, int64_t besides, int64_t *quantity);

/* The same of a delivery line on returns, of a purchase line on bills, and of an invoice line on credit notes. */
enum status fulfilment_returned(struct store *store, int64_t delivery_line, int64_t besides, int64_t *quantity);
enum status fulfilment_billed(struct store *store, int64_t purchase_line, int64_t besides, int64_t *quantity);
enum status fulfilment_credited(struct store *store, int64_t invoice_line, int64_t besides, int64_t *quantity);
/* And of a bill line on those of the supplier. */
enum status fulfilment_credited_bill(struct store *store, int64_t bill_line, int64_t besides, int64_t *quantity);

/* What was received of a purchase line and did not go back; what is free text comes with the rest, and does not go into stock. besides is 0. */
enum status fulfilment_received(struct store *store, int64_t purchase_line, int64_t besides, int64_t *quantity);

/* What came back of an order line, whatever it was exchanged for, and what went back of a purchase line; its besides is 0. */
enum status fulfilment_came_back(struct store *store, int64_t order_line, int64_t besides, int64_t *quantity);
enum status fulfilment_went_back(struct store *store, int64_t purchase_line, int64_t besides, int64_t *quantity);

/* Whether a delivery line has no more serial numbers than units. */
bool delivery_serials_fit(const struct record *line);

/* The state that a purchase in force has by what came of its products: approved, part-received or received. */
enum status purchase_state(struct store *store, const struct record *purchase, const char **state);
/* Before a purchase becomes received, part-received, or approved again: STATUS_REFUSED when that is not what came of its products. */
enum status purchase_state_check(struct store *store, const struct record *purchase);

#endif
