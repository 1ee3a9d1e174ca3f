/* What the files of summaries share. In the order in which they build on each other: summary_unit, summary_groups and summary_notes know nothing of records; summary_spec reads what is
 * asked, summary_sql writes the statements, summary_count counts, summary_read reads, summary_order puts the rows in order, summary_value says what
 * is in a cell, summary_column makes rows of them. */
#ifndef CRM_QUERY_SUMMARY_PARTS_H
#define CRM_QUERY_SUMMARY_PARTS_H

#include "base/date.h"
#include "query/conversion.h"
#include "query/path.h"
#include "query/summary.h"
#include "query/summary_compute.h"
#include "query/summary_groups.h"
#include "query/summary_notes.h"
#include "query/summary_unit.h"

enum summary_function { MEASURE_COUNT = 1, MEASURE_FILLED /* count of a path */, MEASURE_SUM, MEASURE_AVERAGE, MEASURE_LEAST, MEASURE_GREATEST, MEASURE_MEDIAN, MEASURE_DISTINCT,
	MEASURE_FIRST, MEASURE_LAST };

enum { SUMMARY_JOINS = 24, SUMMARY_MEASURES = 64, SUMMARY_CURRENCIES = 64 };

/* A table in the statements: the records themselves (0), or those that one step leads to. */
struct summary_join {
	struct step step;
	size_t from;
	bool many;         /* a step that leads to many is on the way to it */
	bool once;         /* each of its records belongs to one of the record itself, so that no group has it twice */
};

/* Classes of records: those of the period, and others that comparisons need, each with groups of its own. */
enum summary_class { CLASS_PERIOD = 0, CLASS_BEFORE /* with groups of time: all days from the first that is looked at */, CLASS_YEAR, CLASS_SO_FAR, SUMMARY_CLASSES };
struct summary_reach {
	bool used;
	int64_t first, last;
};

#define SUMMARY_NOTHING INT64_MIN
#define SUMMARY_NO_KEY SIZE_MAX

/* Where a path ends. */
struct summary_end {
	const char *path;
	const struct field *field;        /* NULL: the record itself */
	const struct record_type *record;
	size_t join;
	bool role;
};

struct summary_key {
	const char *name;
	struct summary_end end;
	enum summary_unit unit;
	struct values values;
	int column;        /* in the statement that is read */
};

struct summary_measure {
	const char *name;
	enum summary_function function;
	struct summary_end end;
	size_t pass, slot;
	bool shares;       /* of a count of records: its slot is that of a sum, */
	bool counts;       /* whose tally counts records then instead of values */
	bool repeats;      /* a record may come several times: pairs say which were counted */
	struct group_pairs pairs;
	size_t read;       /* how many of them were read; the others are of groups above */
	struct values values; /* of what has no number */
	int value, id, currency, rate; /* columns; -1: none */
};

/* One statement: what the measures on one way to many records need, or (the first one) all others. */
struct summary_pass {
	size_t join;       /* the end of that way */
	bool used[SUMMARY_JOINS];
	struct text select; /* its columns, each with a NUL behind it */
	int selected;
	const char *sql;
	int currency;      /* of what is no amount; -1: none */
	int counted;       /* how many records the row is of, where an index counts them; -1: it is one */
	int day;           /* of `date`; -1: none */
	struct statement *statement;
};

enum summary_over { OVER_SHARE = 1, OVER_RUNNING, OVER_RANK, OVER_PREVIOUS, OVER_CHANGE, OVER_YEAR, OVER_GROWTH, OVER_CUMULATED, OVER_CUMSHARE, OVER_NTILE5 };
enum summary_shows { SHOWS_GROUP = 1, SHOWS_CURRENCY, SHOWS_MEASURE, SHOWS_OVER, SHOWS_COMPUTED };

/* A column before a pivot repeats it; hidden ones are only made use of. */
struct summary_asked {
	const char *name, *label;
	enum summary_shows shows;
	size_t index;      /* of the key, of the measure, or of what is asked below an "over" */
	enum summary_over over;
	const struct formula *formula;
	const char *names; /* of what is computed: what 1, 2 and so on are called, between commas; NULL: numbers are shown */
	size_t extra;      /* what is made of measures: its place among those of a group */
	bool late;         /* it is known when the rows are in order */
	bool hidden;
	enum out_type type;
	const struct field *field;
	bool decimal, percent;
};

/* A line of `compute`. */
struct summary_computed {
	struct formula_line line;
	bool open;         /* its names are being looked for */
	struct summary_computed *next;
};

/* A term of `having`: any of its ranges, × 10^6. */
struct summary_range {
	wide low, high;
	bool empty;        /* nothing at all */
	struct summary_range *next;
};
struct summary_condition {
	size_t asked;
	bool inverse, alternative; /* not; or: it begins another list of terms that hold together */
	struct summary_range *ranges;
	struct summary_condition *next;
};

/* A column of the result. */
struct summary_place {
	size_t asked;
	uint32_t across;   /* code of the pivot; GROUP_NONE: none, or of all */
};

/* By what rows are sorted. */
struct summary_criterion {
	bool group, down;
	size_t index;      /* of the key or of what is asked */
};

struct summary_line {
	uint32_t group;
	uint8_t level;
	bool others;
};

struct summary {
	struct store *store;
	const struct type *type;
	struct summary_spec spec;
	bool human;
	int fiscal;                  /* month in which fiscal years begin */
	struct query query;          /* arena, filter and its bound values */
	struct summary_join joins[SUMMARY_JOINS];
	size_t join_count;
	struct summary_key keys[SUMMARY_GROUPS + 1]; /* that of the pivot is behind the groups */
	size_t key_count;            /* of groups */
	bool pivoted, many;          /* many: a group is on a way to many records, or of tags */
	struct summary_measure measures[SUMMARY_MEASURES];
	size_t measure_count, slots;
	struct summary_pass *passes;
	size_t pass_count;
	struct summary_asked *asked;
	size_t asked_count, extras;
	size_t *listed;              /* the columns behind the groups, as they were asked for */
	size_t listed_count;
	struct summary_computed *computed;
	struct summary_condition *having;
	const struct expr *where;    /* NULL: all records */
	struct summary_end date;     /* of what the period is; field NULL: none */
	size_t time;                 /* the key by which periods follow each other */
	bool compares;               /* a column looks at other periods */
	size_t extra_groups;         /* for how many of them there is room in extra */
	int64_t *extra;              /* `extras` for each group, SUMMARY_NOTHING where there is none */
	bool *removed;               /* by group: `having` leaves it out; NULL: none */
	struct conversion conversion; /* of amounts to the currency of the spec */
	int64_t first, last;         /* days of the period */
	struct summary_reach reaches[SUMMARY_CLASSES]; /* the days that are read, by class */
	bool money;                  /* a measure is an amount: rows for each currency */
	struct summary_end own;      /* the record by whose currency is grouped what is no amount */
	struct map offsets;          /* of the zone, by days of UTC */
	struct {
		char code[4];
		int digits;
	} currencies[SUMMARY_CURRENCIES];
	size_t currency_count;
	struct groups groups;
	struct summary_criterion *criteria;
	size_t criterion_count;
	bool currency_first;         /* rows go by currency before anything else, for amounts of several do not compare */
	struct notes notes;          /* of groups that are not made yet, or never */
	uint32_t *ordered;           /* the groups above notes, by their places */
	uint32_t stream;             /* rows are what an index counts, or the notes, each in its turn in this group; 0: they are lines */
	struct statement *counted;   /* reads that index; NULL: none does */
	struct summary_line *lines;
	size_t line_count, line_room, next;
	struct summary_line line;    /* the one that was given last */
	bool *shown;                 /* by group: it is a row, not within "others"; NULL without top */
	struct summary_place *places;
	struct summary_column *columns;
	size_t column_count;
	struct text *cells_text;
	uint32_t written[SUMMARY_GROUPS]; /* the codes that are in the cells of the groups; 0: none */
	struct out_cell *cells;
	struct value *values;
	struct summary_row row;
	struct text sql;
};

/* Where the message of a summary goes. */
static inline struct error *summary_error(const struct summary *summary)
{
	return summary->store->error;
}

/* summary_spec.c: reads the spec into keys, measures, columns. STATUS_USAGE. */
enum status summary_read_spec(struct summary *summary);
bool summary_chinese(const struct summary *summary);
const char *summary_label(struct summary *summary, const struct summary_end *end);
/* A path as somebody wrote it; the message says in which member of the spec. */
enum status summary_path(struct summary *summary, const char *member, const char *path, struct summary_end *end);
size_t summary_ask(struct summary *summary, const struct summary_asked *asked);
/* summary_ask.c */
enum status summary_read_columns(struct summary *summary);
/* The column of that name, which is made when nobody named it before; word lives as long as the summary. */
enum status summary_find_asked(struct summary *summary, const char *word, size_t *index);
/* summary_having.c */
enum status summary_read_having(struct summary *summary);
bool summary_has(const struct summary *summary, uint32_t group);
/* summary_period.c: which days are read; appends the condition on the days that the expression reads. */
void summary_find_reaches(struct summary *summary);
enum status summary_period_where(struct summary *summary, const char *expression);
/* summary_sql.c: finds the tables of a path; makes the statements. */
enum status summary_find_end(struct summary *summary, const char *path, struct summary_end *end);
enum status summary_prepare(struct summary *summary);
/* summary_read.c: reads all records into groups. */
enum status summary_read_all(struct summary *summary);
/* The next group of an index that counts. */
enum status summary_read_counted(struct summary *summary, bool *there);
/* summary_take.c: whether anything looks at what is above the groups; whether nothing is asked of all groups together, so that a row can be given when its group is known. */
bool summary_needs_totals(const struct summary *summary);
bool summary_can_stream(const struct summary *summary);
/* Makes the group that is given as each of them in its turn; makes groups of the notes, or leaves them to be given; gives one of these; notes_merge of a summary. */
void summary_make_stream(struct summary *summary, uint32_t above);
void summary_take_notes(struct summary *summary);
void summary_take_note(struct summary *summary, size_t at);
void summary_merge_notes(const void *summary, const struct tally *from, struct tally *into);
/* summary_count.c: counts a record, or what a measure is of it, in a group. */
struct summary_counted {
	int64_t number, id;
	int64_t when;      /* which of two is the first: the day or second of `date`; then the id */
};
void summary_count(struct summary *summary, struct summary_measure *measure, uint32_t group, const struct summary_counted *counted);
/* The same in tallies that are of no group yet: measures that keep nothing else can be. */
bool summary_can_note(const struct summary *summary);
void summary_count_note(struct summary_measure *measure, struct tally *tallies, const struct summary_counted *counted);
/* Adds what one group comes to, to what another one does. */
void summary_merge_tallies(const struct summary *summary, const struct tally *from, struct tally *into);
/* Makes what is above the groups of the last level of these, which begins with what was read: pairs says how many there were then, for each measure. */
void summary_add_up(struct summary *summary);
/* Forgets what is above them, and leaves those out that are removed: to add up again. */
void summary_take_down(struct summary *summary);
/* After either, and after groups were merged. */
void summary_find_medians(struct summary *summary);
/* summary_zero.c: adds the groups that no record is in. */
enum status summary_add_empty(struct summary *summary);
/* What is counted in a group is counted in the one that `into` has in its place, too; GROUP_NONE: in none. */
void summary_merge(struct summary *summary, const uint32_t *into, size_t count);
/* summary_compared.c: what the measure of a column that compares is in the period that it looks at; the groups of the period that
 * no record is in, but that look at some of another period: who bought last year and not this year is what a comparison is for. */
bool summary_compared(const struct summary *summary, uint32_t group, const struct summary_asked *asked, int64_t *number);
void summary_add_compared(struct summary *summary);
/* summary_over.c: the values of the pivot in their order, for free(); what is made of measures: first what does not depend on the order of the rows, then, of the groups in their order, what does
 * (ranked: but for ranks, which are there). */
size_t summary_pivot_codes(const struct summary *summary, uint32_t **out);
void summary_extras(struct summary *summary);
void summary_late_extras(struct summary *summary, const uint32_t *groups, size_t count, bool ranked);
/* summary_order.c */
enum status summary_order(struct summary *summary);
/* summary_value.c: whether the records of a group are of the period, not such that others are compared with. */
bool summary_in_period(const struct summary *summary, uint32_t group);
/* A column before a pivot, of a group: in minor units, × 10^6, or as its field stores it, texts by code; false when it is nothing. */
bool summary_cell(const struct summary *summary, uint32_t group, size_t asked, int64_t *number);
/* The same × 10^6, amounts in major units, days as numbers. */
bool summary_decimal(const struct summary *summary, uint32_t group, size_t asked, wide *number);
/* The currency of a group; "" when no amounts are measured. */
const char *summary_currency(const struct summary *summary, uint32_t group);
/* Ranks the values of the keys: picks as they are listed, texts by code point. */
void summary_rank(struct summary *summary);
/* Appends the value of a key. */
enum status summary_write_code(struct summary *summary, const struct summary_key *key, uint32_t code, struct text *out);
/* Appends what summary_cell gave; *value: the same as a number, unset for what is none. */
enum status summary_write_cell(struct summary *summary, uint32_t group, size_t asked, int64_t number, struct text *out, struct value *value);
/* summary_column.c: makes the columns, and the row of a line. */
void summary_make_columns(struct summary *summary);
enum status summary_make_cells(struct summary *summary, const struct summary_line *line);

#endif
