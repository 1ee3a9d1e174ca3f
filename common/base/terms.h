/* Payment terms: when what part of a sum is due.
 *
 *   net 30                                       30 days after the invoice
 *   eom, eom+30                                  at the end of the invoice's month, or so many days after it
 *   30% order, 60% delivery, 10% delivery+12mo   parts of 100 % in all: at the order, signing, delivery, acceptance or invoice,
 *                                                or a time after it (units d w mo y), on a day (2026-12-31), or by net and eom */
#ifndef CRM_BASE_TERMS_H
#define CRM_BASE_TERMS_H

#include "base/date.h"
#include "base/status.h"
#include "base/text.h"
#include <stddef.h>
#include <stdint.h>

enum { TERMS_PARTS_LIMIT = 24, TERMS_WHOLE = 1000000 /* 100 % in 10^-4 of a percent */ };

enum term_when { TERM_NET = 1, TERM_EOM, TERM_ORDER, TERM_SIGNING, TERM_DELIVERY, TERM_ACCEPTANCE, TERM_INVOICE, TERM_DAY };
enum term_unit { TERM_DAYS = 0, TERM_WEEKS, TERM_MONTHS, TERM_YEARS };

struct term {
	int64_t percent;       /* 10^-4 of a percent */
	enum term_when when;
	int after;             /* units after it */
	enum term_unit unit;
	char day[DATE_SIZE];   /* TERM_DAY */
};

struct terms {
	struct term parts[TERMS_PARTS_LIMIT];
	size_t count;          /* at least 1; the percents sum to TERMS_WHOLE */
};

/* STATUS_DATA with a sentence. */
enum status terms_parse(const char *text, struct terms *out, struct error *error);
/* Appends the form that is stored. */
void terms_format(struct text *out, const struct terms *terms);

/* Appends when one part is due, without its percentage: delivery+12mo. */
void term_format(struct text *out, const struct term *term);

/* The day on which one part is due that counts from this day: delivery+12mo from the day of delivery. STATUS_DATA beyond the calendar. */
enum status term_due(const struct term *term, const char *day, char due[DATE_SIZE], struct error *error);
/* The day on which all of a claim of this day is due: of parts, the last one, those at an event counted from the claim itself. STATUS_DATA beyond the calendar. */
enum status terms_due(const struct terms *terms, const char *day, char due[DATE_SIZE], struct error *error);

#endif
