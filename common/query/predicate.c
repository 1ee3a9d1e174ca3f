/* What `=`, `~`, ranges and comparisons mean for each kind of field. */
#include "query/predicate_parts.h"

#include "base/date.h"
#include "base/pattern.h"
#include "base/utf8.h"
#include "db/dialect.h"
#include "query/resolve.h"
#include "store/private.h"
#include <stdlib.h>
#include <string.h>

enum status name_field(const struct predicate *predicate, enum status status)
{
	if (!status)
		return status;
	error_prefix(error_of(predicate), "%s: ", predicate->field->name);
	return status == STATUS_DATA ? (error_of(predicate)->status = STATUS_USAGE) : status;
}

const char *operator_text(enum expr_op op)
{
	switch (op) {
	case OP_GREATER: return ">";
	case OP_GREATER_EQUAL: return ">=";
	case OP_LESS: return "<";
	case OP_LESS_EQUAL: return "<=";
	default: return "=";
	}
}

static void compare(const struct predicate *predicate, const char *operator, const struct value *value)
{
	text_printf(predicate->sql, "%s %s ?", predicate->value, operator);
	query_bind(predicate->query, value);
}

/* Dates and instants compare with periods: after a period is after its end, from it is from its start. */
static enum status compare_period(const struct predicate *predicate, enum expr_op op, const char *text)
{
	const struct conventions *conventions = &predicate->query->store->conventions;
	struct period period;
	enum status status = predicate->field->kind == KIND_DATE ? date_period(conventions, text, &period, error_of(predicate))
	                                                         : timestamp_period(conventions, text, &period, error_of(predicate));

	if (status)
		return name_field(predicate, status);
	if (op == OP_EQUAL) {
		text_printf(predicate->sql, "%s between ? and ?", predicate->value);
		query_bind_text(predicate->query, period.first);
		query_bind_text(predicate->query, period.last);
		return STATUS_OK;
	}
	text_printf(predicate->sql, "%s %s ?", predicate->value, operator_text(op));
	query_bind_text(predicate->query, op == OP_GREATER || op == OP_LESS_EQUAL ? period.last : period.first);
	return STATUS_OK;
}

static size_t rank_of(const struct pick *picks, const struct pick *wanted)
{
	return (size_t)(wanted - picks);
}

static enum status find_pick(const struct predicate *predicate, const char *text, const struct pick **pick)
{
	*pick = pick_find(predicate->field->picks, text);
	if (*pick)
		return STATUS_OK;
	struct arena scratch = { 0 };
	struct value ignored;
	char currency[4] = "";
	enum status status = kinds[KIND_PICK].parse(&predicate->query->store->conventions, predicate->field, text, &scratch, currency, &ignored, error_of(predicate));
	arena_free(&scratch);
	return name_field(predicate, status);
}

/* Ranges of picks go by rank: those between are listed. */
static enum status compare_ranks(const struct predicate *predicate, const char *low, bool low_open, const char *high, bool high_open)
{
	const struct pick *picks = predicate->field->picks, *first = NULL, *last = NULL;
	enum status status = *low ? find_pick(predicate, low, &first) : STATUS_OK;
	bool any = false, empty = false;

	if (!status && *high)
		status = find_pick(predicate, high, &last);
	if (status)
		return status;
	text_printf(predicate->sql, "(%s in (", predicate->value);
	for (const struct pick *pick = picks; pick->key; pick++) {
		size_t rank = rank_of(picks, pick);
		if (first && (rank < rank_of(picks, first) || (low_open && pick == first)))
			continue;
		if (last && (rank > rank_of(picks, last) || (high_open && pick == last)))
			continue;
		if (pick_is_empty(pick)) {
			empty = true;
			continue;
		}
		text_add(predicate->sql, any ? ", ?" : "?");
		query_bind_text(predicate->query, pick->key);
		any = true;
	}
	text_printf(predicate->sql, "%s)%s%s%s)", any ? "" : "null", empty ? " or " : "", empty ? predicate->value : "", empty ? " is null" : "");
	return STATUS_OK;
}

static enum status compare_reference(const struct predicate *predicate, const char *text)
{
	struct query *query = predicate->query;
	int64_t *ids;
	size_t count;

	if (predicate->field->kind == KIND_ANYREF) {
		struct value packed;
		char currency[4] = "";
		enum status status = resolve_field(query->store, predicate->field, text, &query->arena, currency, &packed);
		if (status)
			return status == STATUS_DATA ? (query->store->error->status = STATUS_USAGE) : status;
		compare(predicate, "=", &packed);
		return STATUS_OK;
	}
	enum status status = resolve_all(query->store, predicate->field->target, text, &query->arena, &ids, &count);
	if (status)
		return name_field(predicate, status);
	text_printf(predicate->sql, "%s in (", predicate->value);
	for (size_t i = 0; i < count; i++) {
		text_add(predicate->sql, i ? ", ?" : "?");
		query_bind_integer(query, ids[i]);
	}
	text_byte(predicate->sql, ')');
	return STATUS_OK;
}

static void equal_folded(const struct predicate *predicate, const char *text)
{
	struct text folded = { 0 };

	utf8_casefold(&folded, text, strlen(text));
	dialect_equals(predicate->sql, "casefold", predicate->value);
	query_bind_text(predicate->query, text_string(&folded));
	text_free(&folded);
}

static void equal_key(const struct predicate *predicate, enum key_kind kind, const char *function, const char *text)
{
	struct text key = { 0 };

	key_text(&predicate->query->store->conventions, kind, text, strlen(text), &key);
	dialect_equals(predicate->sql, function, predicate->value);
	query_bind_text(predicate->query, text_string(&key));
	text_free(&key);
}

static enum status equal_value(const struct predicate *predicate, const char *text)
{
	struct query *query = predicate->query;
	const struct field *field = predicate->field;
	char currency[4] = "";
	struct value value;

	switch (field->kind) {
	case KIND_DATE:
	case KIND_TIMESTAMP: return compare_period(predicate, OP_EQUAL, text);
	case KIND_MONEY: return compare_money(predicate, OP_EQUAL, text);
	case KIND_REF:
	case KIND_ANYREF: return compare_reference(predicate, text);
	case KIND_EMAIL: equal_key(predicate, KEY_EMAIL, "email_key", text); return STATUS_OK;
	case KIND_PHONE: equal_key(predicate, KEY_PHONE, "phone_key", text); return STATUS_OK;
	case KIND_TAGS: {
		struct text tag = { 0 };
		text_byte(&tag, ',');
		utf8_casefold(&tag, text, strlen(text));
		text_byte(&tag, ',');
		dialect_contains(predicate->sql, "casefold", predicate->value);
		query_bind_text(query, tag.data);
		text_free(&tag);
		return STATUS_OK;
	}
	case KIND_BOOL: {
		enum status status = field_parse(&query->store->conventions, field, text, &query->arena, currency, &value, query->store->error);
		if (status)
			return query->store->error->status = STATUS_USAGE;
		text_printf(predicate->sql, "coalesce(%s, 0) = ?", predicate->value);
		query_bind(query, &value);
		return STATUS_OK;
	}
	case KIND_TEXT:
		if (strcmp(field->name, "login") == 0) {
			equal_folded(predicate, text);
			return STATUS_OK;
		}
		/* fall through */
	case KIND_LONGTEXT:
	case KIND_URL: {
		size_t length = strlen(text);
		text_printf(predicate->sql, "%s = ?", predicate->value);
		query_bind_text(query, utf8_nfc(&query->arena, text, &length));
		return STATUS_OK;
	}
	default: {
		struct field plain = *field;
		plain.pattern = NULL;
		enum status status = field_parse(&query->store->conventions, &plain, text, &query->arena, currency, &value, query->store->error);
		if (status)
			return query->store->error->status = STATUS_USAGE;
		compare(predicate, "=", &value);
		return STATUS_OK;
	}
	}
}

static enum status compare_ordered(const struct predicate *predicate, enum expr_op op, const char *text)
{
	struct query *query = predicate->query;
	char currency[4] = "";
	struct value value;

	switch (predicate->field->kind) {
	case KIND_DATE:
	case KIND_TIMESTAMP: return compare_period(predicate, op, text);
	case KIND_MONEY: return compare_money(predicate, op, text);
	case KIND_ANNIVERSARY: return compare_anniversary(predicate, op, text);
	case KIND_PICK:
		if (op == OP_GREATER || op == OP_GREATER_EQUAL)
			return compare_ranks(predicate, text, op == OP_GREATER, "", false);
		return compare_ranks(predicate, "", false, text, op == OP_LESS);
	default: break;
	}
	struct field plain = *predicate->field;
	plain.pattern = NULL;
	enum status status = field_parse(&query->store->conventions, &plain, text, &query->arena, currency, &value, query->store->error);
	if (status)
		return query->store->error->status = STATUS_USAGE;
	compare(predicate, operator_text(op), &value);
	return STATUS_OK;
}

static enum status between(const struct predicate *predicate, const char *text, const char *dots)
{
	struct arena *arena = &predicate->query->arena;
	char *low = arena_copy(arena, text, (size_t)(dots - text)), *high = arena_string(arena, dots + 2);

	if (!*low && !*high)
		return error_set(error_of(predicate), STATUS_USAGE, "%s: a range needs at least one end", predicate->field->name);
	if (predicate->field->kind == KIND_PICK)
		return compare_ranks(predicate, low, false, high, false);
	if (predicate->field->kind == KIND_ANNIVERSARY && *low && *high)
		return anniversary_between(predicate, low, high);
	if (predicate->field->kind == KIND_MONEY)
		carry_currency(low, &high, arena);
	text_byte(predicate->sql, '(');
	enum status status = *low ? compare_ordered(predicate, OP_GREATER_EQUAL, low) : STATUS_OK;
	if (!status && *low && *high)
		text_add(predicate->sql, " and ");
	if (!status && *high)
		status = compare_ordered(predicate, OP_LESS_EQUAL, high);
	text_byte(predicate->sql, ')');
	return status;
}

static bool is_textual(enum kind_id kind)
{
	return strcmp(kinds[kind].sql, "TEXT") == 0;
}

static enum status match_pattern(const struct predicate *predicate, const char *pattern)
{
	if (pattern_check(pattern, error_of(predicate)))
		return name_field(predicate, error_of(predicate)->status);
	if (!is_textual(predicate->field->kind))
		return error_set(error_of(predicate), STATUS_USAGE, "%s holds no text for /%s/ to match", predicate->field->name, pattern);
	dialect_matches(predicate->sql, predicate->value);
	query_bind_text(predicate->query, pattern);
	return STATUS_OK;
}

static enum status contains(const struct predicate *predicate, const char *text)
{
	const struct field *field = predicate->field;

	if (field->kind == KIND_PHONE || field->kind == KIND_EMAIL) {
		contains_key(predicate->query, predicate->sql, field, predicate->value, text);
		return STATUS_OK;
	}
	if (field->kind == KIND_REF) {
		const struct record_type *target = field->target;
		text_printf(predicate->sql, "exists (select 1 from \"%s\" n where n.id = %s and ", target->name, predicate->value);
		char *title = arena_printf(&predicate->query->arena, "n.\"%s\"", target->title);
		contains_text(predicate->query, predicate->sql, title, text);
		text_byte(predicate->sql, ')');
		return STATUS_OK;
	}
	if (!is_textual(field->kind))
		return error_set(error_of(predicate), STATUS_USAGE, "%s holds no text for ~ to search", field->name);
	contains_text(predicate->query, predicate->sql, predicate->value, text);
	return STATUS_OK;
}

enum status predicate_item(const struct predicate *predicate, enum expr_op op, const struct item *item)
{
	if (item->type == ITEM_EMPTY) {
		text_printf(predicate->sql, "%s is null", predicate->value);
		return STATUS_OK;
	}
	if (item->type == ITEM_PATTERN && (op == OP_EQUAL || op == OP_CONTAINS))
		return match_pattern(predicate, item->text);
	if (op == OP_CONTAINS)
		return contains(predicate, item->text);
	if (op != OP_EQUAL) {
		if (!kinds[predicate->field->kind].ordered)
			return error_set(error_of(predicate), STATUS_USAGE, "values of %s have no order; use = or ~", predicate->field->name);
		return compare_ordered(predicate, op, item->text);
	}
	const char *dots = item->type == ITEM_VALUE ? strstr(item->text, "..") : NULL;
	if (dots && kinds[predicate->field->kind].ordered)
		return between(predicate, item->text, dots);
	if (predicate->field->kind == KIND_ANNIVERSARY && item->type == ITEM_VALUE)
		return compare_anniversary(predicate, OP_EQUAL, item->text);
	return equal_value(predicate, item->text);
}
