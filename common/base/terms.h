/* Payment terms: when what part of a sum is due.
 *
 *   net 30                                       30 days after the invoice; 30 days, n/30, 30天 and 账期30天 say the same
 *   eom, eom+30                                  at the end of the invoice's month, or so many days after it; net 30 eom, 月结, 月结30天
 *   2/10 net 30                                  2 % less when it is paid within 10 days; several such: 3/5 2/10 net 30
 *   delivery, delivery+30d                       on delivery, or a time after it; 货到付款, 货到30天
 *   30% order, 60% delivery, 10% delivery+12mo   parts of 100 % in all: at the order, signing, delivery, acceptance or invoice,
 *                                                or a time after it (units d w mo y), on a day (2026-12-31), or by net and eom */
#ifndef CRM_BASE_TERMS_H
#define CRM_BASE_TERMS_H

#include "base/date.h"
#include "base/status.h"
#include "base/text.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TERMS_PARTS_LIMIT = 24, TERMS_EARLY_LIMIT = 4, TERMS_WHOLE = 1000000 /* 100 % in 10^-4 of a percent */ };

enum term_when { TERM_NET = 1, TERM_EOM, TERM_ORDER, TERM_SIGNING, TERM_DELIVERY, TERM_ACCEPTANCE, TERM_INVOICE, TERM_DAY };
enum term_unit { TERM_DAYS = 0, TERM_WEEKS, TERM_MONTHS, TERM_YEARS };

struct term {
	int64_t percent;       /* 10^-4 of a percent */
	enum term_when when;
	int after;             /* units after it */
	enum term_unit unit;
	char day[DATE_SIZE];   /* TERM_DAY */
};

/* What is taken off when all is paid within so many days after the invoice. */
struct term_early {
	int64_t percent;       /* 10^-4 of a percent */
	int days;
};

struct terms {
	struct term parts[TERMS_PARTS_LIMIT];
	size_t count;          /* at least 1; the percents sum to TERMS_WHOLE */
	struct term_early early[TERMS_EARLY_LIMIT]; /* from the highest, which is granted for the fewest days; only of a single part that is TERM_NET */
	size_t early_count;
};

/* STATUS_DATA with a sentence. */
enum status terms_parse(const char *text, struct terms *out, struct error *error);
/* Appends the form that is stored. */
void terms_format(struct text *out, const struct terms *terms);

/* Appends when one part is due, without its percentage: delivery+12mo. */
void term_format(struct text *out, const struct term *term);

/* Whether a part waits for something that happens apart from the claim: order, signing, delivery, acceptance. */
bool term_waits(enum term_when when);
/* Whether the parts are due on days of their own, or one waits for something: no single day says when all is due. */
bool terms_planned(const struct terms *terms);

/* The day on which one part is due that counts from this day: delivery+12mo from the day of delivery. STATUS_DATA beyond the calendar. */
enum status term_due(const struct term *term, const char *day, char due[DATE_SIZE], struct error *error);
/* The last day on which a claim of this day is paid early. STATUS_DATA beyond the calendar. */
enum status term_early_day(const struct term_early *early, const char *day, char last[DATE_SIZE], struct error *error);

#endif
