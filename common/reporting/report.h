/* Reports: what a definition says, and what running it gives. Own reports are records (report.c), those that ship are rows of tables (shipped.h); both are
 * struct report_definition, and whatever prints, draws or mails one sees columns and rows and does not know how they came about.
 *
 * Parameters. The member `parameters` has a line for each thing that it says:
 *   NAME=DEFAULT          a parameter: ${NAME} in any other member stands for its value. NAME=VALUE when the report is run gives another one.
 *                         In `where`, a word with a ${NAME} that has no value is left out.
 *   NAME: VALUE VALUE …   its values are these only (of a list by commas: each item)
 *   NAME.VALUE=TEXT       an item VALUE stands for TEXT: by.region=customer.region
 *   [NAME=VALUE]          the lines from here to the next [ set members, or parameters, where the value of NAME is VALUE or has it as an item:
 *                         [basis=received]  from=payment  date=paid_on
 * Always there: period, on, rate_on (days; today unless given), by (the member `group`), ${first} and ${last} (of the period), and every member under its own name.
 * In `group`, `pivot` and `sort` a unit alone, such as month, means that unit of the field `date`.
 *
 * on=DAY: the report is by the days of documents and payments. The clock is at the end of that day, and documents issued, payments made, deliveries shipped,
 * records closed after it are as if they were not, or not yet (on_day.h): derived fields such as balance and overdue follow. --as-of is what was entered by then. */
#ifndef CRM_REPORTING_REPORT_H
#define CRM_REPORTING_REPORT_H

#include "base/cell.h"
#include "base/date.h"
#include "query/summary.h"

struct report_making;

/* The members of a definition, as the fields of record_report have them, in the text that people write. NULL (or 0): none. */
struct report_definition {
	const char *name;        /* shipped: [a-z0-9-]+, by which it is run; own: the name of the record */
	const char *en, *zh;     /* the title; own: both are the name */
	const char *folder;      /* own: the name of the folder, or NULL; shipped: NULL, it is that of the module */
	const char *description; /* shipped: what it shows and the formula of each column, whole sentences, a paragraph of the man page */
	const char *from, *with;
	const char *layout;      /* list, summary, matrix; NULL: summary */
	const char *columns, *compute, *where, *date, *period, *group, *pivot, *having, *sort, *join, *parts, *parameters, *chart, *in_currency;
	int64_t top;
	bool all_values;         /* empty periods and picks are rows too */
	const char *recipients;  /* ids of users, separated by commas; of own ones only, like the rest */
	const char *mail_to, *mail_format;
	bool only_with_rows;
	const char *analysis;    /* own ones: the name of the shipped one whose pass makes the rows */
	int64_t id;              /* of the record; 0: shipped, or ad hoc */
	/* Makes the rows in C, instead of a summary or a list; the members say what it is given. */
	enum status (*pass)(struct report_making *making);
	bool chooses; /* the pass takes only records that `where` matches; others are of all records, and refuse one */
};

/* The columns and rows of a result. */
struct report_column {
	const char *name, *label;
	enum out_type type;
	const struct field *field;        /* what its values are, and how they are formatted; NULL: a whole number, or as below */
	const struct record_type *record; /* the values are ids of this type: printed as references, with the title for people */
	bool group;                       /* it is what the rows are grouped by */
	bool percent, decimal;            /* numbers × 10^6, printed as such (12.5 of a percent is 12500000) */
	bool text;                        /* texts */
	bool money;                       /* minor units of the row's currency */
	bool total;                       /* the sum over rows of the same currency means something */
};

struct report_row {
	int level;                    /* of how many groups it is: report_groups for a row, less for a subtotal, 0 for the grand total */
	bool total;                   /* a subtotal or the grand total */
	bool others;                  /* what is beyond `top` */
	const struct out_cell *cells; /* one for each column, as text; empty where a subtotal has none */
	const struct value *values;   /* the same as numbers or stored texts */
	const char *currency;         /* of its amounts; "" when there are none or they differ */
	const char *filter;           /* words of a filter, quoted for a shell, that lists its records (crm-deal list WORDS); NULL: not asked for, or there is none */
};

/* What is asked of a run besides the definition. */
struct report_request {
	const char *const *assignments; /* NAME=VALUE words: parameters and members; ends with NULL, NULL: none */
	const char *where;              /* further criteria; NULL: none */
	const char *columns, *sort;     /* instead of those of the definition: of the columns that there are; NULL: as they are */
	int64_t limit;                  /* rows at most, without totals; -1: all */
	bool human;                     /* labels of picks, names beside references, local time */
	bool totals;                    /* rows of subtotals and totals are wanted */
	bool filters;                   /* rows have their filter */
};

struct report;

/* Starts a run: everything is compiled, nothing is printed. What is wrong with the definition is STATUS_USAGE with the member and the nearest name.
 * The texts of the definition and the request must outlive it. */
enum status report_open(struct store *store, const struct report_definition *definition, const struct report_request *request, struct report **out);
/* Its title in the language of the database, and what it is of, for people: "2026-03-01 to 2026-03-31, stage!=lost, on 2026-04-02". */
const char *report_title(const struct report *report);
const char *report_subtitle(const struct report *report);
/* What it is of, for the program: its period as 2026-03-01..2026-03-31, else its day. */
const char *report_key(struct report *report);
/* The definition with all parameters put in. */
const struct report_definition *report_resolved(const struct report *report);
const struct report_column *report_columns(const struct report *report, size_t *count);
size_t report_groups(const struct report *report); /* how many columns of groups there are: the first ones; 0 for a list */
/* The type whose records the filters of rows are about: crm-deal list WORDS. NULL: of several, or none. */
const struct record_type *report_record(const struct report *report);
/* Rows in their order; a subtotal follows its groups, the grand total is last. NULL at the end. A row lives until the next one is asked for. */
enum status report_next(struct report *report, const struct report_row **row);
/* All rows at once, in the memory of the report, for charts and pages; report_next gives them once more after that. */
enum status report_rows(struct report *report, const struct report_row **rows, size_t *count);
const char *report_sql(const struct report *report);
void report_close(struct report *report); /* NULL is fine */

/* What a pass works with: it adds its columns, then its rows in their order, values only. Cells are made of them by the column, for people or for scripts. Sorting,
 * columns, limits are done behind it. */
struct report_making {
	struct store *store;
	const struct type *type;              /* of `from` */
	const struct report_definition *definition; /* with all parameters put in */
	const struct period *period;          /* days, of `period`; NULL: none is given */
	const char *on, *rate_on;             /* days */
	const char *currency;                 /* of in_currency; NULL: a row for each */
	const struct expr *where;             /* criteria, parsed for `type`; NULL: none */
	struct arena *arena;                  /* lives as long as the report */
	struct text *sql;                     /* appends what it ran, for --sql */
	struct report *report;
};
/* The value of a parameter of the definition; "" when it has none. */
const char *report_parameter(const struct report_making *making, const char *name);
void report_add_column(struct report_making *making, const struct report_column *column);
/* values: one for each column, copied with their texts. level: as in struct report_row, the groups being the columns with .group; a level below is a total, and
 * REPORT_TOTAL the grand total of rows without groups. currency "" or NULL: none. filter NULL: none. */
enum { REPORT_TOTAL = -1 };
/* Instead of that, of hundreds of thousands of rows: behind its columns a pass says how they are made, one by one when they are asked for. next fills the values of
 * the columns, whose texts live until it is called again, and the level and the currency as above; false behind the last. context lives as long as the report. */
typedef bool report_next_made(void *context, struct value *values, int *level, const char **currency);
void report_make_rows(struct report_making *making, report_next_made *next, void *context);
void report_add_row(struct report_making *making, int level, const struct value *values, const char *currency, const char *filter);

#endif
