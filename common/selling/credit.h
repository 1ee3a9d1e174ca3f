/* What a customer owes, and may owe. */
#ifndef CRM_SELLING_CREDIT_H
#define CRM_SELLING_CREDIT_H

#include "store/row.h"

/* Open balance of a customer: issued invoices less credit notes and payments, in the customer's currency; and what approved orders will still claim. */
enum status credit_balance(struct store *store, int64_t customer, int64_t *balance, int64_t *ordered);

/* An order about to be approved: STATUS_REFUSED when balance, approved orders and this one go beyond the credit limit and it says no reason (over_limit). */
enum status credit_check(struct store *store, struct record *order, struct arena *arena);

#endif
