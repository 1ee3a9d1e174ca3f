/* Invoices of an order by instalments. */
#ifndef CRM_SELLING_ORDER_INSTALMENT_H
#define CRM_SELLING_ORDER_INSTALMENT_H

#include "selling/document_convert.h"

/* How many instalments of an order are invoiced. */
enum status order_instalment_invoiced(struct store *store, int64_t order, int64_t *count);

/* An invoice of the instalment that the request names: a line for each set of taxes that the order has, prices including tax, so that all
 * instalments sum to the order's total to the minor unit. STATUS_REFUSED when it is invoiced already, or the order is invoiced by
 * quantities. */
enum status instalment_invoice(struct store *store, const struct record *order, const struct document_request *request, struct arena *arena,
                               int64_t *made);

#endif
