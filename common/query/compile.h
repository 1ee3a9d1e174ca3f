/* From the tree of a filter to SQL, and from paths to SQL. Logic is two-valued: what is empty is never equal, and `!=` and `not` include it. */
#ifndef CRM_QUERY_COMPILE_H
#define CRM_QUERY_COMPILE_H

#include "query/query.h"

/* Appends a condition on the row called t to query->where (bound values go to query->binds). */
enum status compile_expr(struct query *query, const struct expr *expr, struct text *sql);

/* One term (term.c). */
enum status compile_term(struct query *query, const struct expr *expr, struct text *sql);
/* Whether that condition is true or false of every record, never null. */
bool term_is_never_null(struct query *query, const struct expr *expr);

/* What a path ends at. */
struct path_end {
	const struct field *field;         /* NULL: the record itself (id) */
	const struct record_type *record;  /* whose field it is */
	bool many;                         /* the way goes through many-valued steps */
};
/* Finds the end of a path without SQL: for columns, completion and error messages. STATUS_USAGE with a suggestion. */
enum status path_find(struct store *store, const struct type *type, const char *path, struct path_end *end);

/* Appends an expression that reads the end of a single-valued path for the row called alias; `read` gives the expression at the end.
 * currency: read the currency beside a money field instead. title: read the title of the record a reference leads to. rank: what money sorts by. */
enum path_what { PATH_VALUE = 1, PATH_CURRENCY, PATH_TITLE, PATH_RANK };
enum status path_expression(struct query *query, const struct type *type, const char *alias, const char *path, enum path_what what, struct text *sql);

/* The same of a path of the query itself, which may begin at a joined relation. */
enum status query_expression(struct query *query, const char *path, enum path_what what, struct text *sql);
enum status query_end(struct query *query, const char *path, struct path_end *end);

void query_bind(struct query *query, const struct value *value); /* text must live as long as the query */
void query_bind_text(struct query *query, const char *text);     /* copies */
void query_bind_integer(struct query *query, int64_t integer);

/* Conditions on one field of the row called alias (predicate.c). Appends SQL that is true or not (null counts as not). */
enum status predicate_items(struct query *query, const struct record_type *record, const struct field *field, const char *alias, enum expr_op op,
                            const struct item *items, struct text *sql);
/* Appends what money of the row called alias sorts by: major units, as filters compare them, the most of several currencies; value reads it (money_rank.c). */
void money_rank(struct text *sql, const struct field *field, const char *alias, const char *value);
enum status predicate_word(struct query *query, const char *alias, const char *word, struct text *sql);

#endif
