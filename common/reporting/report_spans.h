/* What totals are of: the rows above them, and in which columns they are just the sum of these. */
#ifndef CRM_REPORTING_REPORT_SPANS_H
#define CRM_REPORTING_REPORT_SPANS_H

#include "base/wide.h"
#include "query/summary.h"
#include "reporting/report.h"

/* All zero to begin with, but for the columns. */
struct report_spans {
	size_t count;              /* columns */
	int64_t row;               /* of the next row: 0, 1, 2 … */
	struct report_span {
		int64_t first;         /* its first row */
		bool filled, open, mixed; /* mixed: amounts of several currencies */
		char currency[4];
		wide *sums;
		bool *plain;           /* columns with a subtotal among the rows that is no sum, which a sum of the column would count too */
	} spans[SUMMARY_GROUPS];   /* by the level of the total */
	bool *adds;                /* for each column of the last total: it is the sum of the rows of its span */
};

/* Of rows with so many columns, before the first of them. */
void report_spans_begin(struct report_spans *spans, size_t count, struct arena *arena);
/* Takes the next row. Of a total it returns the first row of its span, and sets spans->adds; -1 for others. */
int64_t report_spans_take(struct report_spans *spans, const struct report_row *row);

#endif
