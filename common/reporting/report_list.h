/* What the cells of a list hold: fields, amounts in one currency, computed columns. Only report_list*.c include this. */
#ifndef CRM_REPORTING_REPORT_LIST_H
#define CRM_REPORTING_REPORT_LIST_H

#include "query/conversion.h"
#include "query/query.h"
#include "query/summary_compute.h"
#include "reporting/report_parts.h"

/* A line of `compute`. */
struct list_computed {
	struct formula_line line;
	struct formula *formula;
	bool open;                          /* its names are being looked for */
	struct value result;                /* of the row, × 10^6 */
	const char *currency;               /* of the amounts that it is made of; NULL: of none */
};

/* A column of the list: a computed one, or one of the query. */
struct list_shown {
	const struct list_computed *computed; /* NULL: a field */
	size_t place;                         /* of the column in the query */
};

struct list_values {
	struct report *report;
	struct query *query;                /* whose columns are those of the list, then what formulas and rates need */
	struct conversion conversion;
	struct list_computed *computed;
	size_t computed_count;
	size_t *order;                      /* of them: each after those that it is made of */
	size_t ordered;
	struct list_shown *shown;
	size_t count;
	struct text *scratch;               /* for each of them */
	/* For each column of the query: where the frozen rate is (0: there is none), and of the row its value and currency (NULL: it is no amount). */
	size_t *rates;
	struct value *values;
	const char **currencies;
};

/* Reads `compute` and `in_currency`. STATUS_USAGE */
enum status list_values_open(struct list_values *values, struct report *report, struct query *query);
/* Shows a path or what is computed by that name, once. */
enum status list_show(struct list_values *values, const char *word);
/* Once all are shown, before the query is opened: what formulas and rates need. all: computed columns are shown though no list names them. */
enum status list_values_compile(struct list_values *values, bool all);
/* Whether a list of columns to sort by names a computed one, which is known only when its row is made. */
bool list_sorts_computed(const struct list_values *values, const char *sort);
struct report_column list_computed_column(const struct list_computed *computed);
/* The row that the query is at: a cell and a value for each column, until the next row; *currency: of the first amount. */
enum status list_values_read(struct list_values *values, struct out_cell *cells, struct value *out, const char **currency);
void list_values_close(struct list_values *values);

#endif
