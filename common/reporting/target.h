/* Targets: what one comes to. */
#ifndef CRM_REPORTING_TARGET_H
#define CRM_REPORTING_TARGET_H

#include "reporting/measure.h"
#include "store/row.h"

/* Numbers in 10^-6, percentages in 10^-4 of a percent. */
struct target_figures {
	int64_t actual, gap, attained, pace;
	bool known;        /* there is an actual: not for the mean of nothing */
	bool wanted;       /* a value is set: there is a gap */
	bool has_attained, has_pace;
};

/* What a target measures; its texts are those of the record. measure NULL when it has none. */
void target_measured(const struct record *target, struct measured *out);
/* Working days of a period in the standard calendar, and how many of them have begun by today. */
enum status target_days(struct store *store, const char *period, int64_t *elapsed, int64_t *days);
/* Errors of measure_sum: a rate that is missing. */
enum status target_figures(struct store *store, const struct record *target, struct target_figures *out);

#endif
