/* What reports that are made in C share: their columns as a table, and rows of a statement. */
#ifndef CRM_REPORTING_PASS_H
#define CRM_REPORTING_PASS_H

#include "query/query.h"
#include "reporting/report.h"

enum pass_kind {
	PASS_RECORD = 1, /* an id of `record` */
	PASS_TEXT,       /* a pick, a day, a month, a name */
	PASS_COUNT,
	PASS_MONEY,      /* minor units of the row's currency */
	PASS_DECIMAL,    /* 10^-6 */
	PASS_PERCENT,    /* 10^-6 of a percent */
};

struct pass_column {
	const char *name, *en, *zh;
	enum pass_kind kind;
	const struct record_type *record;
	bool group, total; /* it is what the rows are of; its sum over the rows stands below them */
};

/* Columns and the sums below them. All zero but for what pass_begin sets. */
struct pass {
	struct report_making *making;
	const struct pass_column *columns; /* ends with name NULL */
	size_t count, groups;
	bool money;                        /* there are amounts: the currency of each row is a column behind the others */
	struct pass_sum *sums;             /* for each currency */
	size_t sum_count;
};

/* Begins a report with these columns, up to one without a name. */
void pass_begin(struct pass *pass, struct report_making *making, const struct pass_column *columns);
/* A row: values by the columns; currency NULL or "": none. pass_row_of: of that level, and not summed. */
void pass_row(struct pass *pass, const struct value *values, const char *currency, const char *filter);
void pass_row_of(struct pass *pass, int level, const struct value *values, const char *currency, const char *filter);
/* The rows of a statement: a column of it for each column, and the currency behind them where there is one more. The statement is done with then; status is what
 * db_ask returned. */
enum status pass_statement(struct pass *pass, struct statement *statement, enum status status);
/* The sums: a row for each currency, where a column has them and there are rows. Returns status. */
enum status pass_end(struct pass *pass, enum status status);

/* All in one for a pass that is one statement:. */
enum status pass_ask(struct report_making *making, const struct pass_column *columns, struct statement *statement, enum status status);

/* The first and the last day of the period; all days when there is none. */
const char *pass_first(const struct report_making *making);
const char *pass_last(const struct report_making *making);
/* The same as instants in UTC, as they are stored: comparing them takes less than the day of each row does. */
enum status pass_instants(const struct report_making *making, struct period *out);
/* A parameter as a number from least to most; STATUS_USAGE with its name. */
enum status pass_number(const struct report_making *making, const char *name, int64_t least, int64_t most, int64_t *out);
/* part ÷ whole in 10^-6 of a percent, rounded to a tenth of one; null where whole is not above 0. */
struct value pass_percent(int64_t part, int64_t whole);
/* The same to a hundredth of a percent, as shares of summaries are. */
struct value pass_share(int64_t part, int64_t whole);
/* sum ÷ count in 10^-6, rounded to hundredths, likewise. */
struct value pass_mean(int64_t sum, int64_t count);

#endif
