/* What invoices offer to who pays early, as 2/10 net 30 says it. */
#ifndef CRM_SELLING_EARLY_OFFER_H
#define CRM_SELLING_EARLY_OFFER_H

#include "base/date.h"
#include "base/terms.h"
#include "store/row.h"

/* What an invoice offers at one of its days. */
struct early_offer {
	int64_t percent;      /* 10^-4 of a percent */
	int64_t amount;       /* minor units, of what it still claims: its total without what was credited besides */
	char last[DATE_SIZE]; /* the last day to pay */
};

/* What an issued invoice offers whoever pays early, from the highest; none of any other claim. */
enum status early_offers(struct store *store, const struct record *invoice, struct early_offer out[TERMS_EARLY_LIMIT], size_t *count);
/* The highest discount that an invoice offers on a day; 0 for none. */
enum status early_offered(struct store *store, int64_t invoice, const char *day, struct arena *arena, int64_t *amount);

#endif
