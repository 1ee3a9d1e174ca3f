/* A term with several values: any of them is enough. */
#include "query/predicate_parts.h"

#include "store/private.h"
#include <string.h>

/* A chain of n conditions is n deep for SQLite, which takes 1000: a long one is cut into pieces. */
enum { PIECE = 300 };

/* Whether what was written from there on is that the value, which has no parameters of its own, equals one. */
static bool is_equality(const struct predicate *predicate, size_t from)
{
	const char *written = predicate->sql->data + from;
	size_t length = strlen(predicate->value);

	return strncmp(written, predicate->value, length) == 0 && strcmp(written + length, " = ?") == 0 && !strchr(predicate->value, '?');
}

static void shorten(struct text *text, size_t length)
{
	text->length = length;
	text->data[length] = '\0';
}

/* An item is what the value is like. Equalities one after the other are a list, for the value may be a query that takes its time: it is asked once. */
static enum status some_item(const struct predicate *predicate, enum expr_op op, const struct item *items)
{
	struct text *sql = predicate->sql;
	enum status status = STATUS_OK;
	size_t count = 0, listed = 0;

	for (const struct item *item = items; !status && item; item = item->next, count++) {
		size_t before = sql->length;
		if (count)
			text_add(sql, count % PIECE ? " or " : ") or (");
		size_t from = sql->length;
		status = predicate_item(predicate, op, item);
		bool equality = !status && is_equality(predicate, from);
		if (equality && listed) {
			shorten(sql, before - strlen(listed == 1 ? "= ?" : ")"));
			text_add(sql, listed == 1 ? "in (?, ?)" : ", ?)");
		}
		listed = equality ? listed + 1 : 0;
	}
	return status;
}

/* Of amounts in several currencies one that matches is enough; none at all is nothing in the currency of the record. */
static enum status some_amount(const struct predicate *predicate, enum expr_op op, const struct item *items)
{
	struct predicate each = *predicate, nothing = *predicate;

	each.alias = "amounts";
	each.value = "amounts.amount";
	nothing.value = "0";
	text_add(predicate->sql, "exists (select 1 from ");
	row_amounts(predicate->sql, predicate->field, predicate->alias);
	text_add(predicate->sql, " where (");
	enum status status = some_item(&each, op, items);
	text_add(predicate->sql, ")) or ((");
	if (!status)
		status = some_item(&nothing, op, items);
	text_add(predicate->sql, ") and not exists (select 1 from ");
	row_amounts(predicate->sql, predicate->field, predicate->alias);
	text_add(predicate->sql, "))");
	return status;
}

/* Rows that are found by a reference are few, those with one key of a pick are many. Without figures of its own SQLite takes both indexes for as good as the other
 * and, where the table is wide, that of the pick: so this one is not offered. A row called other than t is one that a reference leads to, or back from. */
static bool hides_index(const struct query *query, const struct field *field, const char *alias)
{
	return field->kind == KIND_PICK && field->index && !field->expr && (query->by_reference || strcmp(alias, "t") != 0);
}

enum status predicate_items(struct query *query, const struct record_type *record, const struct field *field, const char *alias, enum expr_op op,
                            const struct item *items, struct text *sql)
{
	struct text value = { 0 };
	enum status status = check_list(query, field, op, items);

	bool hidden = hides_index(query, field, alias);
	text_add(&value, hidden ? "(" : "");
	row_expression(&value, record, field, alias);
	text_add(&value, hidden ? " || '')" : "");
	struct predicate predicate = { .query = query, .field = field, .alias = alias, .value = value.data, .sql = sql };
	text_add(sql, "((");
	/* A value that nobody but its owner sees matches nothing. */
	if (private_masks(record, field)) {
		text_add(sql, "not ");
		private_condition(query->store, record, alias, sql);
		text_add(sql, ") and (");
	}
	if (!status)
		status = field->amounts && field->expr ? some_amount(&predicate, op, items) : some_item(&predicate, op, items);
	text_add(sql, "))");
	text_free(&value);
	return status;
}
