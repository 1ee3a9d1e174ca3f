/* What the files of predicates share. */
#ifndef CRM_QUERY_PREDICATE_PARTS_H
#define CRM_QUERY_PREDICATE_PARTS_H

#include "query/compile.h"

/* A condition being put together: `value` reads the field. */
struct predicate {
	struct query *query;
	const struct field *field;
	const char *alias;
	const char *value;
	struct text *sql;
};

/* Where the message of a predicate goes. */
static inline struct error *error_of(const struct predicate *predicate)
{
	return predicate->query->store->error;
}

/* Puts the field's name before an error, which came from the command line, whoever found it. */
enum status name_field(const struct predicate *predicate, enum status status);
const char *operator_text(enum expr_op op);

/* predicate.c: one value, pattern or range; nothing at all. */
enum status predicate_item(const struct predicate *predicate, enum expr_op op, const struct item *item);
/* money_rank.c: the list of currencies with so many digits, quoted; none leaves ''. */
void money_currencies(struct text *sql, int digits);
/* predicate_money.c */
enum status compare_money(const struct predicate *predicate, enum expr_op op, const char *text);
/* `CNY 500..` : the currency of one end is that of both. */
void carry_currency(const char *low, char **high, struct arena *arena);
/* Refuses lists where one value is wanted, and those that were meant as one number: 1,000. */
enum status check_list(struct query *query, const struct field *field, enum expr_op op, const struct item *items);

/* predicate_anniversary.c: one value or end of a range, and both ends. */
enum status compare_anniversary(const struct predicate *predicate, enum expr_op op, const char *text);
enum status anniversary_between(const struct predicate *predicate, const char *low, const char *high);

/* predicate_text.c: SQL that is true when the text that `value` reads holds a piece; of fields with a key of their own (telephone numbers, e-mail addresses) also
 * when that has the piece. */
void contains_text(struct query *query, struct text *sql, const char *value, const char *text);
void contains_key(struct query *query, struct text *sql, const struct field *field, const char *value, const char *text);

#endif
