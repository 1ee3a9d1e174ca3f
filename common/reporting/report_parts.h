/* What the files of a run share. Only report_*.c, parameters.c include this. */
#ifndef CRM_REPORTING_REPORT_PARTS_H
#define CRM_REPORTING_REPORT_PARTS_H

#include "reporting/on_day.h"
#include "reporting/report.h"

/* Where rows come from: a summary, a list, a pass, a join. */
struct report_source {
	enum status (*next)(struct report *report, const struct report_row **row);
	bool collected; /* all rows are in report->rows */
	void (*close)(struct report *report);                                                  /* NULL: nothing */
};

struct report {
	struct store *store;
	struct arena arena;
	struct report_definition definition; /* with all parameters put in */
	struct report_request request;
	const struct type *type;
	struct parameters *parameters;
	struct period period;
	bool has_period;
	struct on_day on_day;
	char on[DATE_SIZE], rate_on[DATE_SIZE];
	const struct expr *where;
	struct report_column *columns;
	size_t column_count, groups;
	const struct report_source *source;
	void *state;                  /* of the source */
	struct text sql, title, subtitle;
	struct report_row *rows;      /* of a pass, of a join, and of a list that is sorted by what is computed */
	size_t row_count, given;
	const struct report_row *kept; /* of report_rows, as they are given out; NULL: not asked for */
	size_t kept_count, kept_given;
	bool collects;                /* rows are known only when they are made: all are read into rows, and sorted there */
	bool trial;                   /* compiled over no records: whether the definition is sound */
	struct report_shape *shape;   /* --columns, --sort, --limit; NULL: as they are */
	int64_t left;                 /* rows that may still be given; -1: all */
};

/* parameters.c */

/* The names and values of a run. */
struct parameters;
enum status parameters_resolve(struct report *report, const struct report_definition *definition, const char *const *assignments);
const char *parameters_value(const struct parameters *parameters, const char *name); /* NULL: there is none */

/* The members of a definition as texts, by the names of the fields: for assignments, YAML, records. */
struct report_member {
	const char *name;
	size_t offset; /* of a const char * in struct report_definition */
};
extern const struct report_member report_members[]; /* ends with name NULL; without top, all_values, only_with_rows */
static inline const char **report_member(struct report_definition *definition, const struct report_member *member)
{
	return (const char **)(void *)((char *)definition + member->offset);
}

/* report_period.c: 2026-Q3, this-month, 上月, 12m, 2026-01..2026-03. STATUS_USAGE */
enum status report_period(const struct conventions *conventions, const char *text, struct period *out, struct error *error);

/* Each opens one kind of source. */
enum status report_open_summary(struct report *report);
enum status report_open_list(struct report *report);
enum status report_open_pass(struct report *report);
enum status report_open_join(struct report *report);

/* report_shape.c: columns that were chosen, the order of rows that a pass made. */
enum status report_shape_open(struct report *report);

/* report_run.c */
/* As report_open, over no records: whether a definition is sound. */
enum status report_try(struct store *store, const struct report_definition *definition);
/* Parses a filter of the type in its string form; NULL and "": none. */
enum status report_filter_parse(struct report *report, const char *string, const struct expr **out);

/* report_cell.c: cells from values, by the column. */
void report_format(struct report *report, const struct report_column *column, const struct value *value, const char *currency, struct text *out);
const char *report_label_of(struct report *report, const struct record_type *record, const struct field *field, const char *path);

#endif
