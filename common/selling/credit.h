/* What a customer owes, and may owe. */
#ifndef CRM_SELLING_CREDIT_H
#define CRM_SELLING_CREDIT_H

#include "store/row.h"

/* What is owed in a currency, in minor units. */
struct owed {
	const char *currency;
	int64_t balance; /* issued invoices less credit notes and payments */
	int64_t ordered; /* what approved orders will still claim */
};

/* What a customer owes in each currency, his own first, which is always there; besides: an order that is not counted, or 0. In the arena. */
enum status credit_owed(struct store *store, int64_t customer, int64_t besides, struct arena *arena, struct owed **owed, size_t *count);
/* All of it in the customer's currency, by the rates of today. STATUS_REFUSED when one is missing, which the message names. */
enum status credit_sum(struct store *store, const struct record *customer, const struct owed *owed, size_t count, int64_t *sum);

/* An order about to be approved: STATUS_REFUSED when balance, approved orders and this one go beyond the credit limit and it says no reason (over_limit). */
enum status credit_check(struct store *store, struct record *order, struct arena *arena);
/* An invoice about to be issued, likewise. What it claims of an approved order is allowed by that. */
enum status credit_check_invoice(struct store *store, const struct record *invoice, struct arena *arena);

#endif
