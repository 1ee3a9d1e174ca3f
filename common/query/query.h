/* Reads records: filter, columns, order, limit. Rows stream from one statement. */
#ifndef CRM_QUERY_QUERY_H
#define CRM_QUERY_QUERY_H

#include "query/filter.h"
#include "store/row.h"

struct column {
	const char *name;              /* the path as written; "ref" for the reference */
	const struct field *field;     /* the field at its end; NULL for the reference */
	const struct record_type *record; /* the type that field belongs to */
	int value, currency, title;    /* places in the row; currency and title -1 when not needed */
	bool by_reference;             /* the filter names a record that what it wants leads to: few rows, found by the index of that reference */
	bool folded;                   /* the currency stands behind the amount */
	unsigned char group;           /* of the layout of show (io/out.h) */
};

/* A many-sided relation whose records are joined: a row for each pair. */
struct query_join {
	const char *way;               /* events, contacts, lines */
	const struct type *type;       /* of those records */
	const char *alias;
};

enum { QUERY_JOINS = 4 };

struct query {
	struct store *store;
	const struct type *type;
	struct arena arena;            /* columns, bound values, SQL */
	struct text select, from, where, order;
	struct query_join joins[QUERY_JOINS];
	size_t join_count;
	struct value *binds;
	size_t bind_count;
	struct column *columns;
	size_t column_count;
	int selected;                  /* expressions in the select list */
	const char *missing;           /* what to say of the first reference in the filter that leads nowhere; NULL when all are there */
	int64_t limit;                 /* -1: all */
	bool raw;                      /* for export: what is stored, not what a field falls back to */
	bool human;                    /* for a terminal: labels of picks, names beside references, local time */
	bool by_reference;             /* the filter names a record that what it wants leads to: few rows, found by the index of that reference */
	bool folded;                   /* and the currency of the default columns within the amount before it; before query_columns */
	const char *collation;         /* NULL or "pinyin" */
	struct statement *statement;
	struct text scratch;
	struct text sql;               /* what query_open prepared */
};

/* A query of all records of the type, without columns. Free with query_free, which may be called at any time after. */
void query_init(struct query *query, struct store *store, const struct type *type);
void query_free(struct query *query);

/* ANDs a filter to what is there; expr may be NULL. */
enum status query_filter(struct query *query, const struct expr *expr);
/* ANDs "id is this". */
void query_id(struct query *query, int64_t id);
/* ANDs "is a child of this". */
void query_parent(struct query *query, int64_t id);

/* Joins the records that a many-sided step leads to, so that there is a row for each pair, and one for a record without any. Columns and order then take
 * paths through it: events.subject. Before these. STATUS_USAGE for what is no such step. */
enum status query_join(struct query *query, const char *way);

/* Appends a column by its path ("name", "customer.city", "ref", "id"). STATUS_USAGE for unknown paths. The first must be "ref". */
enum status query_column(struct query *query, const char *path);
/* Replaces ("name,city") or appends to ("+email,+phone") the default columns of the type; NULL: the default ones. "all": every field. */
enum status query_columns(struct query *query, const char *list);
/* "-due_on,name"; ties and the default are by reference. */
enum status query_sort(struct query *query, const char *list);

/* The place in the row of the id of the record that the join with that index gives. */
int query_join_id(struct query *query, size_t join);

/* Prepares the statement, then a row after another: *row is false at the end. */
enum status query_open(struct query *query);
enum status query_next(struct query *query, int64_t *id, bool *row);
/* One cell of the row as text: valid until the next cell is read with the same scratch. */
void query_cell(struct query *query, const struct column *column, struct text *scratch, const char **text, size_t *length);
void query_close(struct query *query); /* ends the statement: nothing is pinned any more */

/* How many records match; the query need not be opened. */
enum status query_count(struct query *query, int64_t *count);
/* The same, and in the same pass over the records how many of them each of these filters finds; none may be NULL. */
enum status query_count_each(struct query *query, const struct expr *const *filters, size_t filter_count, int64_t *count, int64_t *found);
/* All ids in order; in the arena of the query. */
enum status query_ids(struct query *query, int64_t **ids, size_t *count);

#endif
