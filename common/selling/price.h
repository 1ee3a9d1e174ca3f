/* The price of a product for a customer: which rule gives it, and why the others do not. */
#ifndef CRM_SELLING_PRICE_H
#define CRM_SELLING_PRICE_H

#include "store/row.h"

enum price_source { PRICE_NONE = 0, PRICE_CUSTOMER_BOOK, PRICE_STANDARD_BOOK, PRICE_PRODUCT };

struct price_request {
	int64_t product;
	const struct record *record; /* of that product, where the caller has it; NULL: it is read */
	int64_t customer;     /* 0: nobody in particular */
	int64_t quantity;     /* 10^-6 */
	const char *currency; /* that the price is wanted in */
	const char *day;      /* YYYY-MM-DD */
};

enum { PRICE_NAME_SIZE = 64 };
struct price {
	enum price_source source;
	char by[PRICE_NAME_SIZE]; /* reference of the entry that gave it, or of the product: "pb1.2" */
	int64_t price;    /* 10^-6 of the currency; with or without tax as the product says (price_includes_tax) */
	int64_t entry;    /* pricebook_entry that gave it; 0 for the product's own price */
	int64_t rate;     /* 10^-10, where a rate was applied; 0: none was */
};

/* The first that applies: the customer's price book, valid on the day, in the currency, the highest min_qty not above the quantity; the standard price book
 * in the same way; the product's price times the rate of the day. PRICE_NONE when the product has no price. An entry without a price takes its discount off
 * the product's. STATUS_REFUSED when only a missing rate stands in the way, with the command that adds one.
 * explanation, which may be NULL, gets a line for each rule: what it would give, or why it does not. */
enum status price_find(struct store *store, const struct price_request *request, struct price *out, struct text *explanation);

/* What an entry of a price book says, and the product's own price, which it takes its discount off where it has none. */
struct price_terms {
	int64_t price, list; /* 10^-6; -1: there is none */
	const char *currency; /* of list */
	int64_t discount;    /* 10^-4 of a percent */
};

/* The price that an entry of a book in that currency gives on a day, 10^-6; -1 when neither it nor the product has one. Errors as rate_find. */
enum status price_effective(struct store *store, const struct price_terms *terms, const char *currency, const char *day, int64_t *price);

/* Units of the currency `to` for one of `from` on that day, 10^-10: from a rate, the inverse of one, or both against the currency of the database.
 * STATUS_REFUSED "there is no rate from USD to CNY on 2026-03-05: crm-rate add currency=USD rate=… valid_from=…". */
enum status rate_find(struct store *store, const char *from, const char *to, const char *day, int64_t *rate);

/* The purchase price or cost of a product in a currency on a day, 10^-6; *cost is -1 when it has none. */
enum status cost_find(struct store *store, const struct record *product, const char *currency, const char *day, int64_t *cost);

#endif
