/* One term of a filter: what its path leads to, and what is asked of it there. */
#include "query/compile.h"

#include "base/utf8.h"
#include "query/path.h"
#include "query/resolve.h"
#include "store/private.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is asked of the end of a path. */
enum leaf { LEAF_ITEMS = 1, LEAF_SET, LEAF_UNSET, LEAF_ANY };

struct chain {
	struct query *query;
	const struct path *path;
	enum expr_op op;
	const struct item *items; /* without those that mean "empty" */
	bool empty;               /* there were such */
	struct text *sql;
};

static bool is_number(const char *text)
{
	return *text && strlen(text) <= REFERENCE_DIGITS && text[strspn(text, "0123456789")] == '\0';
}

/* Records themselves compare by id, by what names them. */
static enum status id_items(struct chain *chain, const char *alias)
{
	static const char *const operators[] = { [OP_GREATER] = ">", [OP_GREATER_EQUAL] = ">=", [OP_LESS] = "<", [OP_LESS_EQUAL] = "<=" };
	struct query *query = chain->query;
	size_t bound = 0;

	if (chain->op == OP_CONTAINS)
		return error_set(query->store->error, STATUS_USAGE, "a reference has no text for ~ to search; name a field");
	if (chain->op == OP_EQUAL)
		text_printf(chain->sql, "%s.id in (", alias);
	else
		text_printf(chain->sql, "%s.id %s (", alias, operators[chain->op]);
	for (const struct item *item = chain->items; item; item = item->next) {
		int64_t *ids, single;
		size_t count = 1;
		if (item->type == ITEM_PATTERN)
			return error_set(query->store->error, STATUS_USAGE, "a reference has no text for /%s/ to match; name a field", item->text);
		if (is_number(item->text)) {
			single = strtoll(item->text, NULL, 10);
			ids = &single;
		} else {
			enum status status = resolve_all(query->store, chain->path->record, item->text, &query->arena, &ids, &count);
			if (status)
				return status;
		}
		if (chain->op != OP_EQUAL && (item->next || count > 1))
			return error_set(query->store->error, STATUS_USAGE, "a comparison takes one value, not a list");
		for (size_t i = 0; i < count; i++) {
			text_add(chain->sql, bound++ ? ", ?" : "?");
			query_bind_integer(query, ids[i]);
		}
	}
	text_byte(chain->sql, ')');
	return STATUS_OK;
}

/* A role is a pick like any other; its column stands in the link. */
static struct field *role_field(struct chain *chain)
{
	struct field *field = arena_alloc(&chain->query->arena, sizeof *field);

	*field = (struct field){ .name = "role", .kind = KIND_PICK, .picks = chain->path->steps[chain->path->count - 1].fields[0]->roles };
	return field;
}

/* What is null where the field has no value. */
static void write_presence(struct chain *chain, const char *alias)
{
	const struct path *path = chain->path;
	struct field field = *path->field;

	field.expr = field.presence ? field.presence : field.expr;
	path_value(chain->query->store, chain->sql, path->record, &field, alias);
}

static enum status write_leaf(struct chain *chain, enum leaf leaf, const char *alias, const char *link)
{
	const struct path *path = chain->path;
	struct query *query = chain->query;

	if (leaf == LEAF_ANY) {
		text_add(chain->sql, "1 = 1");
		return STATUS_OK;
	}
	if (leaf == LEAF_SET || leaf == LEAF_UNSET) {
		if (path->role)
			text_printf(chain->sql, "%s.role", link);
		else if (path->field)
			write_presence(chain, alias);
		else
			text_printf(chain->sql, "%s.id", alias);
		text_add(chain->sql, leaf == LEAF_SET ? " is not null" : " is null");
		return STATUS_OK;
	}
	if (path->role)
		return predicate_items(query, path->record, role_field(chain), link, chain->op, chain->items, chain->sql);
	if (!path->field)
		return id_items(chain, alias);
	return predicate_items(query, path->record, path->field, alias, chain->op, chain->items, chain->sql);
}

static void names_of(size_t at, char to[24], char link[24])
{
	snprintf(to, 24, "r%zu", at + 1);
	snprintf(link, 24, "k%zu", at + 1);
}

/* Whether an index may hold what the leaf is asked of: the column of a field, or the id. */
static bool is_indexed(const struct path *path)
{
	const struct field *field = path->field;

	return path->role || !field || field->index || field->unique || field->kind == KIND_REF || field->kind == KIND_ANYREF;
}

/* There are records along the path, from step `at` on, at whose end the leaf holds. */
static enum status write_some(struct chain *chain, enum leaf leaf, size_t at, const char *alias, const char *link)
{
	char to[24], next_link[24];

	if (at == chain->path->count)
		return write_leaf(chain, leaf, alias, link);
	names_of(at, to, next_link);
	bool last = at + 1 == chain->path->count;
	path_step(chain->query->store, chain->sql, &chain->path->steps[at], alias, to, next_link, last && leaf == LEAF_ITEMS && is_indexed(chain->path));
	enum status status = write_some(chain, leaf, at + 1, to, next_link);
	text_byte(chain->sql, ')');
	return status;
}

static bool many_from(const struct path *path, size_t at)
{
	for (; at < path->count; at++)
		if (path->steps[at].type == STEP_LINK || path->steps[at].type == STEP_REVERSE)
			return true;
	return false;
}

/* The field at the end is empty, or the way to it is; over a many-valued step: there is none, or some from which it is. */
static enum status write_empty(struct chain *chain, size_t at, const char *alias, const char *link)
{
	const struct path *path = chain->path;
	bool ends_at_record = !path->field && !path->role;
	char to[24], next_link[24];

	if (at == path->count)
		return write_leaf(chain, LEAF_UNSET, alias, link);
	if (!many_from(path, at)) {
		text_add(chain->sql, "not (");
		enum status status = write_some(chain, LEAF_SET, at, alias, link);
		text_byte(chain->sql, ')');
		return status;
	}
	/* What some have and most have not is asked first: those that have it need no second look. */
	enum status status = STATUS_OK;
	names_of(at, to, next_link);
	text_byte(chain->sql, '(');
	if (!ends_at_record || at + 1 < path->count) {
		path_step(chain->query->store, chain->sql, &path->steps[at], alias, to, next_link, false);
		status = write_empty(chain, at + 1, to, next_link);
		text_add(chain->sql, ") or ");
	}
	text_add(chain->sql, "not ");
	path_step(chain->query->store, chain->sql, &path->steps[at], alias, to, next_link, false);
	text_add(chain->sql, "1 = 1))");
	return status;
}

static enum status write_equal(struct chain *chain, size_t at, const char *alias, const char *link)
{
	enum status status = STATUS_OK;

	text_byte(chain->sql, '(');
	if (chain->items)
		status = write_some(chain, LEAF_ITEMS, at, alias, link);
	if (!status && chain->empty) {
		if (chain->items)
			text_add(chain->sql, " or ");
		status = write_empty(chain, at, alias, link);
	}
	text_byte(chain->sql, ')');
	return status;
}

/* `!=` is `not … =`, asked of each record behind the last many-valued step: there is some that differs. */
static enum status write_different(struct chain *chain, size_t at, const char *alias, const char *link)
{
	char to[24], next_link[24];
	enum status status;

	if (many_from(chain->path, at)) {
		names_of(at, to, next_link);
		path_step(chain->query->store, chain->sql, &chain->path->steps[at], alias, to, next_link, false);
		status = write_different(chain, at + 1, to, next_link);
		text_byte(chain->sql, ')');
		return status;
	}
	text_add(chain->sql, "not coalesce(");
	status = write_equal(chain, at, alias, link);
	text_add(chain->sql, ", 0)");
	return status;
}

/* Whether no value of what is at the end of a path holds a comma, so that those of a Chinese keyboard separate values there as well. */
static bool is_listed(const struct path *path)
{
	static const enum kind_id listed[] = { KIND_PICK, KIND_TAGS, KIND_DATE, KIND_TIMESTAMP, KIND_ANNIVERSARY, KIND_PHONE, KIND_EMAIL };

	for (size_t i = 0; path->field && i < sizeof listed / sizeof *listed; i++)
		if (path->field->kind == listed[i])
			return true;
	return !path->field;
}

/* Takes items that mean "empty" out of the list: an empty text, and a pick that is stored as nothing. */
static void take_item(struct chain *chain, const struct pick *picks, struct item item, const struct item ***tail)
{
	const struct pick *pick = picks && (item.type == ITEM_VALUE || item.type == ITEM_EXACT) ? pick_find(picks, item.text) : NULL;

	if (item.type == ITEM_EMPTY || (pick && pick_is_empty(pick))) {
		chain->empty = true;
		return;
	}
	struct item *copy = arena_alloc(&chain->query->arena, sizeof *copy);
	*copy = item;
	copy->next = NULL;
	**tail = copy;
	*tail = (const struct item **)&copy->next;
}

static void take_items(struct chain *chain, const struct pick *picks, const struct item *items)
{
	const struct item **tail = &chain->items;
	bool listed = is_listed(chain->path);

	for (const struct item *item = items; item; item = item->next) {
		char *rest = listed && item->type == ITEM_VALUE ? arena_string(&chain->query->arena, item->text) : NULL;
		if (!rest)
			take_item(chain, picks, *item, &tail);
		while (rest)
			take_item(chain, picks, (struct item){ .type = ITEM_VALUE, .text = utf8_item(&rest) }, &tail);
	}
}

static const struct pick *picks_of(struct chain *chain)
{
	if (chain->path->role)
		return role_field(chain)->picks;
	return chain->path->field && chain->path->field->kind == KIND_PICK ? chain->path->field->picks : NULL;
}

bool term_is_never_null(struct query *query, const struct expr *expr)
{
	struct path path;
	bool empty = true;

	if (expr->op == OP_DIFFERENT)
		return true;
	if (expr->op != OP_EQUAL || path_parse_term(query->store, query->type, &query->arena, expr->path, &path))
		return false;
	for (const struct item *item = expr->items; item; item = item->next)
		empty = empty && item->type == ITEM_EMPTY;
	/* Records along a path exist or do not; an empty field of yes or no is no. */
	return path.count || empty || (path.field && path.field->kind == KIND_BOOL && !private_masks(path.record, path.field));
}

enum status compile_term(struct query *query, const struct expr *expr, struct text *sql)
{
	struct path path;
	enum status status = path_parse_term(query->store, query->type, &query->arena, expr->path, &path);

	if (status)
		return status;
	/* A field of links at the end is one step more. */
	if (path.field && path.field->kind == KIND_REFS) {
		if (path.count == PATH_LIMIT)
			return error_set(query->store->error, STATUS_USAGE, "%s: the path is too long", expr->path);
		path.steps[path.count++] = (struct step){ .type = STEP_LINK, .from = path.record, .to = path.field->target, .fields = { path.field }, .field_count = 1 };
		path.record = path.field->target;
		path.field = NULL;
		path.many = true;
	}
	struct chain chain = { .query = query, .path = &path, .op = expr->op, .sql = sql };
	if (expr->op == OP_EQUAL || expr->op == OP_DIFFERENT) {
		chain.op = OP_EQUAL;
		take_items(&chain, picks_of(&chain), expr->items);
		return expr->op == OP_EQUAL ? write_equal(&chain, 0, "t", "") : write_different(&chain, 0, "t", "");
	}
	for (const struct item *item = expr->items; item; item = item->next)
		if (item->type == ITEM_EMPTY)
			return error_set(query->store->error, STATUS_USAGE, "%s: a comparison needs a value", expr->path);
	chain.items = expr->items;
	return write_some(&chain, LEAF_ITEMS, 0, "t", "");
}
