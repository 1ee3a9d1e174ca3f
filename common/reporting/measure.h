/* What targets measure: which records, by which day, of whom, and what they come to. */
#ifndef CRM_REPORTING_MEASURE_H
#define CRM_REPORTING_MEASURE_H

#include "query/query.h"

struct measure {
	const char *key;                 /* the pick of target.measure */
	const struct record_type *type;  /* whose records are measured */
	const char *where;               /* a filter: which of them */
	const char *date;                /* path of the day or instant that the period applies to */
	const char *owner;               /* path of whose it is */
	const char *amount;              /* path of money that is summed; NULL: records are counted, or as below */
	const char *rate;                /* path of the rate that is frozen in the record; NULL: the rate of its day */
	bool home;                       /* the amount is a decimal in the currency of the database */
	bool hours;                      /* the mean of working hours to the first response; lower is better */
};

/* NULL when there is none. */
const struct measure *measure_find(const char *key);

/* Whose, when, and which of the records. */
struct measured {
	const struct measure *measure;
	int64_t person;       /* whose records; 0: anybody's */
	const char *team;     /* of that user; NULL or "": any */
	const char *period;   /* as a filter writes it: 2026-Q1, 2026-03-01..2026-03-31 */
	const char *filter;   /* further words; NULL or "": none */
	const char *currency; /* of sums of money */
};

/* Puts into a query of measure->type what is measured, but not its columns. STATUS_USAGE for a filter that is none. */
enum status measure_query(struct query *query, const struct measured *measured);
/* What it comes to, in 10^-6: money in major units. Amounts in other currencies are converted at the rate that is frozen in the record, else of its day; a
 * missing rate is STATUS_REFUSED. *known is false for a mean of nothing, and for
 * what a filter with full-text words was in the past. */
enum status measure_sum(struct store *store, const struct measured *measured, int64_t *out, bool *known);
/* An amount of money, with what says what it is in another currency. */
struct amount {
	int64_t minor;
	const char *currency;
	int64_t rate;    /* that is frozen in its document, in 10^-10: units of the currency of the database for one; 0: none */
	const char *day; /* whose rate it is otherwise */
};
/* Minor units of the currency `to`. STATUS_REFUSED for a rate that is missing, which names currency and day, and for what is beyond 64 bits. */
enum status amount_in(struct store *store, const struct amount *amount, const char *to, int64_t *out);
/* An amount at a rate in 10^-10 in minor units of the currency of the database; false when it is beyond 64 bits. */
bool home_amount(const struct store *store, int64_t amount, const char *currency, int64_t rate, int64_t *out);
/* Minor units of a currency as a decimal in 10^-6; false likewise. */
bool decimal_of_minor(int64_t minor, const char *currency, int64_t *out);
/* The words of a filter for crm-TYPE list that lists the records. */
void measure_words(const struct measured *measured, struct text *out);

#endif
