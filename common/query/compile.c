#include "query/compile.h"

#include "base/sentence.h"
#include "query/path.h"
#include "query/resolve.h"
#include "store/private.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void query_bind(struct query *query, const struct value *value)
{
	query->binds = array_grow(&query->arena, query->binds, query->bind_count, sizeof *query->binds);
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

/* One of them is looked up as such: SQLite takes a range for many. */
static void id_range(struct query *query, int64_t first, int64_t last, struct text *sql)
{
	text_add(sql, first == last ? " = ?" : " between ? and ?");
	query_bind_integer(query, first);
	if (first != last)
		query_bind_integer(query, last);
}

/* The records that others lead to by a field of theirs. */
static void led_to(struct query *query, const struct expr *expr, const struct field *field, int64_t first, int64_t last, struct text *sql)
{
	const struct record_type *own = query->type->record, *other = expr->first.type;

	if (field->kind == KIND_REFS) {
		text_printf(sql, "t.id in (select k.\"%s\" from \"", own->name);
		row_link_table(sql, other, field);
		text_printf(sql, "\" k join \"%s\" f on f.id = k.\"%s\" where f.id", other->name, other->name);
	} else if (field->kind == KIND_ANYREF) {
		text_printf(sql, "t.id in (select f.\"%s\" / %d from \"%s\" f where f.\"%s\" %% %d = %d and f.id", field_column(field), RECORD_TYPE_LIMIT,
		            other->name, field_column(field), RECORD_TYPE_LIMIT, own->number);
	} else {
		text_printf(sql, "t.id in (select f.\"%s\" from \"%s\" f where f.id", field_column(field), other->name);
	}
	id_range(query, first, last, sql);
	if (private_masks(other, field))
		private_exclude(query->store, other, "f", sql);
	text_byte(sql, ')');
}

/* The records that lead to others by a field of their own. */
static void leading_to(struct query *query, const struct expr *expr, const struct field *field, int64_t first, int64_t last, struct text *sql)
{
	const struct record_type *own = query->type->record, *other = expr->first.type;
	bool any = field->kind == KIND_ANYREF;

	text_byte(sql, '(');
	if (field->kind == KIND_REFS) {
		text_printf(sql, "t.id in (select k.\"%s\" from \"", own->name);
		row_link_table(sql, own, field);
		text_printf(sql, "\" k where k.\"%s\"", other->name);
	} else if (any) {
		text_printf(sql, "t.\"%s\" %% %d = %d and t.\"%s\"", field_column(field), RECORD_TYPE_LIMIT, other->number, field_column(field));
	} else {
		text_printf(sql, "t.\"%s\"", field_column(field));
	}
	id_range(query, any ? anyref_pack(other, first) : first, any ? anyref_pack(other, last) : last, sql);
	text_add(sql, field->kind == KIND_REFS ? ")" : "");
	if (private_masks(own, field))
		private_exclude(query->store, own, "t", sql);
	text_byte(sql, ')');
}

/* Readers print what exists: a reference that leads nowhere matches nothing, and is reported at the end. */
static enum status note_missing(struct query *query, enum status status, struct text *sql)
{
	if (query->store->error->code != ERROR_NOT_FOUND)
		return status;
	if (!query->missing)
		query->missing = arena_string(&query->arena, query->store->error->message);
	text_add(sql, "0 = 1");
	return STATUS_OK;
}

/* A reference to another type stands for the records it leads to, or for those that lead to it. */
static enum status compile_foreign(struct query *query, const struct expr *expr, struct text *sql)
{
	struct store *store = query->store;
	const struct record_type *own = query->type->record, *other = expr->first.type;
	int64_t first = expr->first.id, last = expr->last;
	const struct field *field;

	if (expr->first.child)
		return error_set(store->error, STATUS_USAGE, "%s%lld.%lld cannot be used in a filter", other->parent ? other->parent->prefix : other->prefix,
		                 (long long)expr->first.id, (long long)expr->first.child);
	if (first == last) {
		enum status status = store_find(store, &expr->first, &first);
		if (status)
			return note_missing(query, status, sql);
		last = first;
	}
	if (resolve_way(store, other, own, &field) == STATUS_OK) {
		led_to(query, expr, field, first, last, sql);
		return STATUS_OK;
	}
	const struct field *ways[WAY_LIMIT];
	size_t count = path_ways(store, own, other, ways);
	if (!count)
		return error_set(store->error, STATUS_USAGE, "%s%lld: there is no single way from %s %s to %s %s; name the field", other->prefix, (long long)expr->first.id,
		                 sentence_a(own->name), own->name, sentence_a(other->name), other->name);
	text_byte(sql, '(');
	for (size_t i = 0; i < count; i++) {
		text_add(sql, i ? " or " : "");
		leading_to(query, expr, ways[i], first, last, sql);
	}
	text_byte(sql, ')');
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
		enum status status = store_find(query->store, &reference, &id);
		if (status)
			return note_missing(query, status, sql);
		text_add(sql, "t.id = ?");
		query_bind_integer(query, id);
		return STATUS_OK;
	}
	text_add(sql, "t.id between ? and ?");
	query_bind_integer(query, first);
	query_bind_integer(query, expr->last);
	return STATUS_OK;
}

/* SQLite takes expressions 1000 deep, and a chain of n is n deep: a long one is cut into pieces. */
enum { PIECE = 300 };

static enum status compile_signed(struct query *query, const struct expr *expr, bool negated, struct text *sql);

static enum status compile_list(struct query *query, const struct expr *expr, bool negated, struct text *sql)
{
	const char *joint = (expr->type == EXPR_AND) != negated ? " and " : " or ";
	enum status status = STATUS_OK;
	size_t count = 0;

	if (!expr->child->next)
		return compile_signed(query, expr->child, negated, sql);
	for (const struct expr *child = expr->child; child; child = child->next)
		count++;
	bool cut = count > PIECE;
	text_add(sql, cut ? "((" : "(");
	count = 0;
	for (const struct expr *child = expr->child; !status && child; child = child->next, count++) {
		bool next_piece = cut && count % PIECE == 0;
		if (count)
			text_printf(sql, "%s%s%s", next_piece ? ")" : "", joint, next_piece ? "(" : "");
		status = compile_signed(query, child, negated, sql);
	}
	text_add(sql, cut ? "))" : ")");
	return status;
}

static enum status compile_leaf(struct query *query, const struct expr *expr, struct text *sql)
{
	switch (expr->type) {
	case EXPR_TAG: {
		struct item item = { .type = ITEM_EXACT, .text = expr->text };
		const struct field *tags = type_field(query->type, "tags", NULL);
		if (!tags)
			return error_set(query->store->error, STATUS_USAGE, "%s %s has no tags", sentence_a(query->type->record->name), query->type->record->name);
		return predicate_items(query, query->type->record, tags, "t", OP_EQUAL, &item, sql);
	}
	case EXPR_REFERENCE: return compile_reference(query, expr, sql);
	case EXPR_WORD: return predicate_word(query, "t", expr->text, sql);
	default: return compile_term(query, expr, sql);
	}
}

/* In two-valued logic `not` may go down to the leaves: what SQLite has to nest is not deeper than what was written. */
static enum status compile_signed(struct query *query, const struct expr *expr, bool negated, struct text *sql)
{
	if (expr->type == EXPR_NOT)
		return compile_signed(query, expr->child, !negated, sql);
	if (expr->type == EXPR_AND || expr->type == EXPR_OR)
		return compile_list(query, expr, negated, sql);
	if (!negated)
		return compile_leaf(query, expr, sql);
	bool plain = expr->type == EXPR_TERM && term_is_never_null(query, expr);
	text_add(sql, plain ? "not (" : "not coalesce(");
	enum status status = compile_leaf(query, expr, sql);
	text_add(sql, plain ? ")" : ", 0)");
	return status;
}

/* Whether what is wanted all leads to records that are named: by a word that is a reference, or a term of a reference of its own. */
static bool is_by_reference(struct query *query, const struct expr *expr)
{
	struct path path;

	switch (expr->type) {
	case EXPR_AND:
		for (const struct expr *child = expr->child; child; child = child->next)
			if (is_by_reference(query, child))
				return true;
		return false;
	case EXPR_OR:
		for (const struct expr *child = expr->child; child; child = child->next)
			if (!is_by_reference(query, child))
				return false;
		return true;
	case EXPR_REFERENCE: return expr->first.type != NULL && expr->first.type != query->type->record;
	case EXPR_TERM:
		if (expr->op != OP_EQUAL || strchr(expr->path, '.'))
			return false;
		/* What is no path is refused where the term is compiled. */
		if (path_parse(query->store, query->type, expr->path, &path) || path.many)
			return false;
		return path.field && !path.count && (path.field->kind == KIND_REF || path.field->kind == KIND_ANYREF);
	default: return false;
	}
}

enum status compile_expr(struct query *query, const struct expr *expr, struct text *sql)
{
	query->by_reference |= is_by_reference(query, expr);
	return compile_signed(query, expr, false, sql);
}
