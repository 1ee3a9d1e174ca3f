/* Discounts for early payment, as in 2/10 net 30: whoever pays all but the discount in time owes nothing more. What he did not pay is credited by a credit
 * note with early_discount, its tax in proportion, in the change of the payment; it is cancelled with the change that releases the payment. */
#ifndef CRM_SELLING_EARLY_DISCOUNT_H
#define CRM_SELLING_EARLY_DISCOUNT_H

#include "store/row.h"

/* At the end of a change that wrote an allocation: credits what is left of an invoice that was paid in time but for its discount. */
enum status early_discount_grant(struct store *store, const struct record *allocation, struct arena *arena);
/* After an allocation to the invoice was taken back: cancels the credit note of its discount. */
enum status early_discount_withdraw(struct store *store, int64_t invoice, struct arena *arena);
/* Before a payment gets another day: STATUS_REFUSED when a discount that it earned is not earned on that day. */
enum status early_discount_keep(struct store *store, const struct record *payment, struct arena *arena);
/* Whether the discount that a credit note gives was earned. */
enum status early_discount_check(struct store *store, const struct record *note, struct arena *arena, struct text *findings);

#endif
