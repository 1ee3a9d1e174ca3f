#include "query/compile.h"

#include "query/path.h"
#include "query/resolve.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void query_bind(struct query *query, const struct value *value)
{
	if (query->bind_count == query->bind_room) {
		size_t room = query->bind_room ? query->bind_room * 2 : 32;
		query->binds = arena_grow(&query->arena, query->binds, query->bind_room * sizeof *query->binds, room * sizeof *query->binds);
		query->bind_room = room;
	}
	query->binds[query->bind_count++] = *value;
}

void query_bind_text(struct query *query, const char *text)
{
	struct value value = { .type = VALUE_TEXT, .text = arena_string(&query->arena, text), .length = strlen(text) };

	query_bind(query, &value);
}

void query_bind_integer(struct query *query, int64_t integer)
{
	struct value value = value_integer(integer);

	query_bind(query, &value);
}

/* What stands at the end of a path's steps. */
enum leaf { LEAF_ITEMS = 1, LEAF_NOT_ITEMS, LEAF_SET, LEAF_UNSET, LEAF_ANY };

struct chain {
	struct query *query;
	const struct path *path;
	enum expr_op op;
	const struct item *items;
	enum leaf leaf;
	struct text *sql;
};

/* Records themselves compare by id, by what names them. */
static enum status id_items(struct query *query, const struct record_type *record, const char *alias, enum expr_op op, const struct item *items, struct text *sql)
{
	static const char *const operators[] = { [OP_EQUAL] = "=", [OP_GREATER] = ">", [OP_GREATER_EQUAL] = ">=", [OP_LESS] = "<", [OP_LESS_EQUAL] = "<=" };
	const char *separator = "(";

	if (op == OP_CONTAINS)
		return error_set(query->store->error, STATUS_USAGE, "a reference has no text for ~ to search; name a field");
	for (const struct item *item = items; item; item = item->next) {
		int64_t *ids, single;
		size_t count = 1;
		if (item->text[0] && strlen(item->text) <= REFERENCE_DIGITS && item->text[strspn(item->text, "0123456789")] == '\0') {
			single = strtoll(item->text, NULL, 10);
			ids = &single;
		} else {
			enum status status = resolve_all(query->store, record, item->text, &query->arena, &ids, &count);
			if (status)
				return status;
		}
		for (size_t i = 0; i < count; i++) {
			text_printf(sql, "%s%s.id %s ?", separator, alias, operators[op]);
			query_bind_integer(query, ids[i]);
			separator = " or ";
		}
	}
	text_add(sql, *separator == '(' ? "(0 = 1)" : ")");
	return STATUS_OK;
}

static enum status role_items(struct chain *chain, const char *link)
{
	struct query *query = chain->query;
	const struct field *links = chain->path->steps[chain->path->count - 1].fields[0];
	const char *separator = "(";

	for (const struct item *item = chain->items; item; item = item->next) {
		const struct pick *role = pick_find(links->roles, item->text);
		if (!role)
			return error_set(query->store->error, STATUS_USAGE, "'%s' is no role of %s", item->text, links->name);
		if (pick_is_empty(role)) {
			text_printf(chain->sql, "%s%s.role is null", separator, link);
		} else {
			text_printf(chain->sql, "%s%s.role = ?", separator, link);
			query_bind_text(query, role->key);
		}
		separator = " or ";
	}
	text_byte(chain->sql, ')');
	return STATUS_OK;
}

static enum status leaf_items(struct chain *chain, const char *alias, const char *link)
{
	const struct path *path = chain->path;

	if (path->role)
		return role_items(chain, link);
	if (!path->field)
		return id_items(chain->query, path->record, alias, chain->op, chain->items, chain->sql);
	return predicate_items(chain->query, path->record, path->field, alias, chain->op, chain->items, chain->sql);
}

static enum status write_leaf(struct chain *chain, const char *alias, const char *link)
{
	const struct path *path = chain->path;
	struct text *sql = chain->sql;

	switch (chain->leaf) {
	case LEAF_ITEMS: return leaf_items(chain, alias, link);
	case LEAF_NOT_ITEMS: {
		text_add(sql, "not coalesce(");
		enum status status = leaf_items(chain, alias, link);
		text_add(sql, ", 0)");
		return status;
	}
	case LEAF_SET:
	case LEAF_UNSET:
		if (path->role)
			text_printf(sql, "%s.role", link);
		else if (path->field)
			row_expression(sql, path->record, path->field, alias);
		else
			text_printf(sql, "%s.id", alias);
		text_add(sql, chain->leaf == LEAF_SET ? " is not null" : " is null");
		return STATUS_OK;
	case LEAF_ANY: text_add(sql, "1 = 1"); return STATUS_OK;
	}
	return STATUS_OK;
}

static enum status write_chain(struct chain *chain, size_t at, const char *alias, const char *link)
{
	char to[24], next_link[24];

	if (at == chain->path->count)
		return write_leaf(chain, alias, link);
	snprintf(to, sizeof to, "r%zu", at + 1);
	snprintf(next_link, sizeof next_link, "k%zu", at + 1);
	path_step(chain->sql, &chain->path->steps[at], alias, to, next_link);
	enum status status = write_chain(chain, at + 1, to, next_link);
	text_byte(chain->sql, ')');
	return status;
}

static enum status chain_with(struct chain *chain, enum leaf leaf)
{
	chain->leaf = leaf;
	return write_chain(chain, 0, "t", "");
}

/* Empty: the field is, or the way to it is. */
static enum status write_empty(struct chain *chain)
{
	enum status status;

	if (!chain->path->count)
		return chain_with(chain, LEAF_UNSET);
	if (!chain->path->many || (!chain->path->field && !chain->path->role)) {
		text_add(chain->sql, "not ");
		return chain_with(chain, chain->path->many ? LEAF_ANY : LEAF_SET);
	}
	text_add(chain->sql, "(not ");
	status = chain_with(chain, LEAF_ANY);
	text_add(chain->sql, " or ");
	if (!status)
		status = chain_with(chain, LEAF_UNSET);
	text_byte(chain->sql, ')');
	return status;
}

/* Items that mean "empty" are taken out of the list: an empty text, and a pick that is stored as nothing. */
static bool take_empty(struct query *query, const struct path *path, const struct item *items, const struct item **rest)
{
	struct item **tail = (struct item **)rest;
	bool empty = false;

	*rest = NULL;
	for (const struct item *item = items; item; item = item->next) {
		const struct pick *pick = path->field && path->field->kind == KIND_PICK && item->type == ITEM_VALUE ? pick_find(path->field->picks, item->text) : NULL;
		if (item->type == ITEM_EMPTY || (pick && pick_is_empty(pick))) {
			empty = true;
			continue;
		}
		struct item *copy = arena_alloc(&query->arena, sizeof *copy);
		*copy = *item;
		copy->next = NULL;
		*tail = copy;
		tail = &copy->next;
	}
	return empty;
}

static enum status write_equal(struct chain *chain, const struct item *items)
{
	bool empty = take_empty(chain->query, chain->path, items, &chain->items);
	enum status status = STATUS_OK;

	text_byte(chain->sql, '(');
	if (chain->items)
		status = chain_with(chain, LEAF_ITEMS);
	if (!status && empty) {
		if (chain->items)
			text_add(chain->sql, " or ");
		status = write_empty(chain);
	}
	text_byte(chain->sql, ')');
	return status;
}

/* Over a many-valued path `!=` asks for some that differs; over any other it is `not … =`. */
static enum status write_different(struct chain *chain, const struct item *items)
{
	chain->op = OP_EQUAL;
	if (!chain->path->many) {
		text_add(chain->sql, "not coalesce(");
		enum status status = write_equal(chain, items);
		text_add(chain->sql, ", 0)");
		return status;
	}
	bool empty = take_empty(chain->query, chain->path, items, &chain->items);
	if (!chain->items)
		return chain_with(chain, LEAF_SET);
	enum status status = chain_with(chain, LEAF_NOT_ITEMS);
	if (!status && empty) {
		text_add(chain->sql, " and ");
		status = chain_with(chain, LEAF_SET);
	}
	return status;
}

static enum status compile_term(struct query *query, const struct expr *expr, struct text *sql)
{
	struct path path;
	enum status status = path_parse(query->store, query->type, expr->path, &path);

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
	if (path.field && path.field->kind == KIND_LINES)
		return error_set(query->store->error, STATUS_USAGE, "%s: name a field of its lines", expr->path);
	struct chain chain = { .query = query, .path = &path, .op = expr->op, .items = expr->items, .sql = sql };
	if (expr->op == OP_EQUAL)
		return write_equal(&chain, expr->items);
	if (expr->op == OP_DIFFERENT)
		return write_different(&chain, expr->items);
	for (const struct item *item = expr->items; item; item = item->next)
		if (item->type == ITEM_EMPTY)
			return error_set(query->store->error, STATUS_USAGE, "%s: a comparison needs a value", expr->path);
	return chain_with(&chain, LEAF_ITEMS);
}

/* A reference to another type stands for the records it leads to, or for those that lead to it. */
static enum status compile_foreign(struct query *query, const struct expr *expr, struct text *sql)
{
	struct store *store = query->store;
	const struct record_type *own = query->type->record, *other = expr->first.type;
	const struct field *field;

	if (expr->first.child)
		return error_set(store->error, STATUS_USAGE, "%s%lld.%lld cannot stand in a filter", other->parent ? other->parent->prefix : other->prefix,
		                 (long long)expr->first.id, (long long)expr->first.child);
	if (resolve_way(store, other, own, &field) == STATUS_OK) {
		int64_t *ids;
		size_t count;
		const char *separator = "(";
		for (int64_t id = expr->first.id; id <= expr->last; id++) {
			enum status status = resolve_follow(store, other, id, own, &query->arena, &ids, &count);
			if (status)
				return status;
			for (size_t i = 0; i < count; i++) {
				text_printf(sql, "%st.id = ?", separator);
				query_bind_integer(query, ids[i]);
				separator = " or ";
			}
		}
		text_add(sql, *separator == '(' ? "0 = 1" : ")");
		return STATUS_OK;
	}
	enum status status = resolve_way(store, own, other, &field);
	if (status)
		return error_set(store->error, STATUS_USAGE, "%s%lld: no one way leads from a %s to a %s; name the field", other->prefix, (long long)expr->first.id,
		                 own->name, other->name);
	if (field->kind == KIND_REFS) {
		text_printf(sql, "exists (select 1 from \"");
		row_link_table(sql, own, field);
		text_printf(sql, "\" k where k.\"%s\" = t.id and k.\"%s\" between ? and ?)", own->name, other->name);
	} else if (field->kind == KIND_ANYREF) {
		text_printf(sql, "(t.\"%s\" %% %d = %d and t.\"%s\" between ? and ?)", field_column(field), RECORD_TYPE_LIMIT, other->number, field_column(field));
		query_bind_integer(query, anyref_pack(other, expr->first.id));
		query_bind_integer(query, anyref_pack(other, expr->last));
		return STATUS_OK;
	} else {
		text_printf(sql, "t.\"%s\" between ? and ?", field_column(field));
	}
	query_bind_integer(query, expr->first.id);
	query_bind_integer(query, expr->last);
	return STATUS_OK;
}

static enum status compile_reference(struct query *query, const struct expr *expr, struct text *sql)
{
	int64_t first = expr->first.id;

	if (expr->first.type && expr->first.type != query->type->record)
		return compile_foreign(query, expr, sql);
	if (first == expr->last) {
		/* A merged reference is an alias of the kept one. */
		struct reference reference = { .type = query->type->record, .id = first, .child = expr->first.child };
		int64_t id;
		if (store_find(query->store, &reference, &id) == STATUS_OK)
			first = id;
		text_add(sql, "t.id = ?");
		query_bind_integer(query, first);
		return STATUS_OK;
	}
	text_add(sql, "t.id between ? and ?");
	query_bind_integer(query, first);
	query_bind_integer(query, expr->last);
	return STATUS_OK;
}

static enum status compile_list(struct query *query, const struct expr *expr, const char *joint, struct text *sql)
{
	enum status status = STATUS_OK;

	text_byte(sql, '(');
	for (const struct expr *child = expr->child; !status && child; child = child->next) {
		if (child != expr->child)
			text_add(sql, joint);
		status = compile_expr(query, child, sql);
	}
	text_byte(sql, ')');
	return status;
}

enum status compile_expr(struct query *query, const struct expr *expr, struct text *sql)
{
	switch (expr->type) {
	case EXPR_AND: return compile_list(query, expr, " and ", sql);
	case EXPR_OR: return compile_list(query, expr, " or ", sql);
	case EXPR_NOT: {
		text_add(sql, "not coalesce(");
		enum status status = compile_expr(query, expr->child, sql);
		text_add(sql, ", 0)");
		return status;
	}
	case EXPR_TERM: return compile_term(query, expr, sql);
	case EXPR_TAG: {
		struct item item = { .type = ITEM_EXACT, .text = expr->text };
		const struct field *tags = type_field(query->type, "tags", NULL);
		if (!tags)
			return error_set(query->store->error, STATUS_USAGE, "a %s has no tags", query->type->record->name);
		return predicate_items(query, query->type->record, tags, "t", OP_EQUAL, &item, sql);
	}
	case EXPR_REFERENCE: return compile_reference(query, expr, sql);
	case EXPR_WORD: return predicate_word(query, "t", expr->text, sql);
	}
	return STATUS_OK;
}
