#include "query/assign.h"

#include "base/utf8.h"
#include "query/resolve.h"
#include <string.h>

bool assign_is_writable(const struct field *field)
{
	return !field->derived && !field->computed && !field->hidden && field->kind != KIND_LINES;
}

enum status assign_parse(struct store *store, const struct type *type, const struct type *at, const char *word, struct arena *arena, struct assignment *out)
{
	const char *equals = strchr(word, '=');
	size_t bad;

	if (!equals || equals == word)
		return error_set(store->error, STATUS_USAGE, "'%s' is not an assignment; write field=value", word);
	if (!utf8_valid(word, strlen(word), &bad))
		return error_set(store->error, STATUS_USAGE, "%.*s: byte %zu of the value is not UTF-8", (int)(equals - word), word, bad - (size_t)(equals - word));
	size_t length = (size_t)(equals - word);
	*out = (struct assignment){ .operation = ASSIGN_SET, .text = equals + 1 };
	if (word[length - 1] == '+' || word[length - 1] == '-') {
		out->operation = word[length - 1] == '+' ? ASSIGN_ADD : ASSIGN_REMOVE;
		length--;
	}
	const char *name = arena_copy(arena, word, length);
	out->field = type_written(type, name, &out->index);
	if (!out->field)
		return type_unknown(type, name, store->error);
	if (!assign_is_writable(out->field))
		return error_set(store->error, STATUS_USAGE, out->field->derived ? "%s cannot be set: it is derived from other fields" : "%s cannot be set: it is maintained by the program", out->field->name);
	if (out->operation != ASSIGN_SET && !kinds[out->field->kind].list)
		return error_set(store->error, STATUS_USAGE, "%s holds one value: write %s=…", out->field->name, out->field->name);
	if (at && strstr(out->text, "{{"))
		return merge_parse(store, at, out->text, arena, &out->merge);
	return STATUS_OK;
}

bool assign_has_braces(const struct assignment *assignment)
{
	return !assignment->merge && strstr(assignment->text, "{{");
}

static bool same_folded(const char *a, size_t a_length, const char *b, size_t b_length)
{
	struct text left = { 0 }, right = { 0 };

	utf8_casefold(&left, a, a_length);
	utf8_casefold(&right, b, b_length);
	bool same = strcmp(text_string(&left), text_string(&right)) == 0;
	text_free(&left);
	text_free(&right);
	return same;
}

/* Joins the lists of before and now, or takes now's items out of before's. Items are compared case-folded; of links the reference counts. */
static const char *combine(const struct assignment *assignment, const struct value *before, const struct value *now, struct arena *arena)
{
	struct text old = { 0 }, change = { 0 }, result = { 0 };

	field_format(assignment->field, before, 0, &old);
	field_format(assignment->field, now, 0, &change);
	bool links = assignment->field->kind == KIND_REFS;
	if (assignment->operation == ASSIGN_ADD) {
		/* What is added comes last, so that a link's new role replaces its old one. */
		text_printf(&result, "%s%s%s", text_string(&old), old.length && change.length ? "," : "", text_string(&change));
	} else {
		for (const char *item = text_string(&old); *item;) {
			size_t length = strcspn(item, ","), key = strcspn(item, links ? ",:" : ",");
			bool gone = false;
			for (const char *other = text_string(&change); *other && !gone;) {
				size_t other_length = strcspn(other, ","), other_key = strcspn(other, links ? ",:" : ",");
				gone = same_folded(item, key, other, other_key);
				other += other_length + (other[other_length] == ',');
			}
			if (!gone) {
				text_add(&result, result.length ? "," : "");
				text_append(&result, item, length);
			}
			item += length + (item[length] == ',');
		}
	}
	const char *joined = arena_copy(arena, text_string(&result), result.length);
	text_free(&old);
	text_free(&change);
	text_free(&result);
	return joined;
}

/* Amounts are in the currency of their record; what may name a record of the type itself could change its meaning on the way. */
static bool means_the_same(const struct type *type, const struct assignment *assignment)
{
	const struct field *field = assignment->field;

	if (assignment->operation != ASSIGN_SET || assignment->merge || assignment->own)
		return false;
	return field->kind == KIND_REF ? field->target != type->record : field->kind != KIND_MONEY && field->kind != KIND_REFS && field->kind != KIND_ANYREF;
}

void assign_fix(struct store *store, const struct type *type, struct assignment *assignments, size_t count, struct arena *arena)
{
	struct error before = *store->error;
	char currency[4];

	for (size_t i = 0; i < count; i++) {
		if (!means_the_same(type, &assignments[i]))
			continue;
		memcpy(currency, store->conventions.currency, sizeof currency);
		assignments[i].fixed = !resolve_field(store, assignments[i].field, assignments[i].text, arena, currency, &assignments[i].value);
	}
	*store->error = before;
}

static enum status apply_one(struct store *store, const struct assignment *assignment, struct record *record, int64_t at_id, bool currency_given, struct arena *arena)
{
	struct value *value = &record->values[assignment->index], now;

	if (record->given)
		record->given[assignment->index] = true;
	if (assignment->fixed) {
		*value = assignment->value;
		return STATUS_OK;
	}
	struct text merged = { 0 };
	const char *text = assignment->text;
	char currency[4], written[4];
	size_t index;
	const struct field *money = type_field(record->type, "currency", &index);
	struct value *own = money ? &record->values[index] : NULL;
	enum status status = STATUS_OK;

	memcpy(currency, store->conventions.currency, sizeof currency);
	if (own && own->type == VALUE_TEXT && own->length == 3)
		memcpy(currency, own->text, sizeof currency);
	memcpy(written, currency, sizeof written);
	if (assignment->merge)
		status = merge_text(store, assignment->merge, at_id, &merged);
	else if (assignment->own)
		status = merge_own(store, record->type, record->values, true, text, &merged);
	if (!status && (assignment->merge || assignment->own))
		text = arena_copy(arena, text_string(&merged), merged.length);
	text_free(&merged);
	if (!status)
		status = resolve_field(store, assignment->field, text, arena, written, &now);
	if (status)
		return status;
	if (assignment->field->kind == KIND_MONEY && own && memcmp(written, currency, sizeof written) != 0) {
		if (currency_given || record->id)
			return error_set(store->error, STATUS_DATA, "%s: %s is not the currency of the record (%s); set currency=%s too", assignment->field->name, written,
			                 currency, written);
		*own = value_text(arena_string(arena, written));
	}
	if (assignment->operation == ASSIGN_SET) {
		*value = now;
		return STATUS_OK;
	}
	text = combine(assignment, value, &now, arena);
	return field_parse(&store->conventions, assignment->field, text, arena, written, value, store->error);
}

enum status assign_apply(struct store *store, const struct assignment *assignments, size_t count, struct record *record, int64_t at_id, struct arena *arena)
{
	enum status status = STATUS_OK;
	bool currency_given = false;

	for (size_t i = 0; !status && i < count; i++) {
		if (strcmp(assignments[i].field->name, "currency") == 0) {
			currency_given = true;
			status = apply_one(store, &assignments[i], record, at_id, true, arena);
		}
	}
	/* What is filled in from the record itself comes last. */
	for (int own = 0; own < 2; own++)
		for (size_t i = 0; !status && i < count; i++)
			if (strcmp(assignments[i].field->name, "currency") != 0 && assignments[i].own == (own == 1))
				status = apply_one(store, &assignments[i], record, at_id, currency_given, arena);
	return status;
}
