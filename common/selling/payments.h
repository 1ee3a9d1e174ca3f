/* Money in and out: what is left of payments, what is open of claims, and the one put against the other. */
#ifndef CRM_SELLING_PAYMENTS_H
#define CRM_SELLING_PAYMENTS_H

#include "store/row.h"

/* What a payment pays of claims already. */
enum status payment_allocated(struct store *store, int64_t payment, int64_t *allocated);
/* What is left to allocate or to pay back of a payment, in minor units of its currency. */
enum status payment_advance(struct store *store, int64_t payment, int64_t *advance);
/* What is open of an invoice or a bill; below zero for a credit note. */
enum status payment_balance(struct store *store, const struct record_type *claim, int64_t id, int64_t *balance);

/* What a payment pays: bills of its supplier, otherwise invoices. */
const struct record_type *payment_claim_type(const struct record *payment);
/* What a payment may pay of it: its balance, of a credit note without an invoice what is to be paid back, else 0. */
enum status payment_open(struct store *store, const struct record_type *claim, int64_t id, int64_t *open);
/* The ids of the claims that a payment of this customer or supplier, order and currency may pay, in the order in which it pays them; paid ones too.
 * Those of a refund are credit notes without an invoice. */
enum status payment_claims(struct store *store, const struct record *payment, struct arena *arena, int64_t **ids, size_t *count);

/* Puts an amount of a payment against an invoice or bill: more onto an allocation that is there. amount 0: as much as both have. *allocated, which may be NULL.
 * discount: whether the discount for early payment is given when it is earned (early_discount.h). */
enum status payment_allocate(struct store *store, int64_t payment, const struct record_type *claim, int64_t id, int64_t amount, bool discount,
                             struct arena *arena, int64_t *allocated);
/* Puts what is left of a payment against the oldest open claims of who it is from, by the day they are due. Those of its order come first. Where it is just
 * what the first of them come to less their discounts, each is paid so. */
enum status payment_allocate_oldest(struct store *store, int64_t payment, bool discount, struct arena *arena);
/* Takes allocations back: those to the claim, or all when claim is NULL. */
enum status payment_release(struct store *store, int64_t payment, const struct record_type *claim, int64_t id, struct arena *arena);

#endif
