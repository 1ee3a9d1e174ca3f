/* What the records of a type come to: groups, measures, subtotals. `count --by=… --sum=…`, reports and their charts are this one machine.
 *
 *   group   := key ("," key)*          up to three     key := path [":" unit]     unit := day | week | month | quarter | year | fiscal-year | fiscal-quarter | weekday | hour
 *   columns := column ("," column)*    column := measure | name of a computed one
 *   measure := "count" | function ":" path | over ":" measure
 *   function:= sum | avg | min | max | median | distinct | count (those with a value) | first | last
 *   over    := share (of the total) | running | rank | previous (the period before) | change (环比, percent) | year (the same period of last year) | growth (同比, percent) | cumulated (since the year began)
 *              | cumshare (running share in the order of the rows, for ABC) | ntile5 (quintiles)
 *   compute := line*                   line := name "=" arithmetic [" as " names of 1, 2, 3 …, between commas]
 *              arithmetic over measures and names, + - * / ( ), numbers, if(a op b, x, y); exact decimals, division rounded half-up to six places; by nothing or by zero is empty
 *
 * A measure is summed once for each record of the type it belongs to, whatever is joined: sum:customer.annual_revenue of deals by stage counts a customer once in each stage, and once in the total.
 * A path over a many-sided relation (deals.amount, lines.qty) is a measure of those records; beside such a measure a many-sided group that is not on its way is refused, in words. */
#ifndef CRM_QUERY_SUMMARY_H
#define CRM_QUERY_SUMMARY_H

#include "base/cell.h"
#include "query/filter.h"
#include "store/row.h"

enum { SUMMARY_GROUPS = 3 };

/* All as people write it; NULL (or 0): none. Texts live as long as the summary. */
struct summary_spec {
	const char *group;
	const char *columns;    /* NULL: count */
	const char *compute;
	const char *pivot;      /* a key whose values become columns; each measure is repeated under each */
	const char *having;     /* a filter over the names of the columns: "count=5.. sum:amount=1000.." */
	const char *sort;       /* names of groups and columns, a leading - descends; unset: by the groups, picks in rank order; ties by the groups, then by reference */
	const char *date;       /* the field that the period applies to, and that comparisons and zero rows go by */
	const struct period *period;
	const char *currency;   /* converts amounts: documents at their frozen rate, others at the rate of rate_on, a day; NULL: a row for each currency */
	const char *rate_on;
	int64_t top;            /* that many groups; the rest is one row */
	bool all_values;        /* also groups without records: every pick, every month of the period */
	bool no_totals;         /* no rows of subtotals and totals */
};

struct summary_column {
	const char *name;       /* "stage", "close_on:month", "sum:amount", "sum:amount@2026-03" under a pivot */
	const char *label;
	enum out_type type;
	const struct field *field; /* what its values are formatted by; NULL: a count, or a decimal */
	bool group, percent, decimal;
};

enum summary_level { SUMMARY_TOTAL = 0, SUMMARY_DETAIL = SUMMARY_GROUPS, SUMMARY_OTHERS };

struct summary_row {
	int level;              /* how many groups it is of: 0 the grand total, below group_count a subtotal, group_count a group */
	bool others;            /* what is beyond `top` */
	const struct out_cell *cells;    /* one for each column, as text (what is stored, or for people: `human`); of a subtotal the deeper groups are empty */
	const struct value *values;      /* the same, as numbers: amounts in minor units, decimals × 10^6; for charts and spreadsheets */
	const char *currency;            /* of its amounts; "" when there are none or they differ */
};

struct summary;

/* Reads all; STATUS_USAGE says which member of the spec is wrong, by its name. where may be NULL. human: labels of picks, names beside references, local time. */
enum status summary_open(struct store *store, const struct type *type, const struct summary_spec *spec, const struct expr *where, bool human, struct summary **out);
const struct summary_column *summary_columns(const struct summary *summary, size_t *count);
size_t summary_groups(const struct summary *summary);
/* Rows in their order; a subtotal follows its groups, the grand total is last. NULL at the end. */
enum status summary_next(struct summary *summary, const struct summary_row **row);
/* The words of a filter, quoted for a shell, that lists the records of the row that summary_next gave last, together with the filter of the summary. Groups by weekday and
 * hour have none: the words are then those of the other groups. */
void summary_filter(struct summary *summary, const struct summary_row *row, struct text *words);
/* What to say of the first reference in the filter that leads nowhere; NULL when all are there. */
const char *summary_missing(const struct summary *summary);
/* The statements that were run. */
const char *summary_sql(const struct summary *summary);
void summary_close(struct summary *summary);

#endif
