#include "query/resolve.h"

#include "base/phone.h"
#include "base/sentence.h"
#include "base/utf8.h"
#include <stdlib.h>
#include <string.h>

struct found {
	struct arena *arena;
	int64_t *ids;
	size_t count, room;
};

/* No query below yields an id twice: comparing each with all before would take long where many share a number. */
static void keep(struct found *found, int64_t id)
{
	if (found->count == found->room) {
		size_t room = found->room ? found->room * 2 : 4;
		found->ids = arena_grow(found->arena, found->ids, found->room * sizeof *found->ids, room * sizeof *found->ids);
		found->room = room;
	}
	found->ids[found->count++] = id;
}

/* Collects the ids of a query with one text parameter. */
static enum status collect(struct store *store, const char *sql, const char *text, struct found *found)
{
	struct statement *statement;
	enum status status = db_ask(store->db, &statement, "%-s", sql);

	if (status)
		return status;
	db_bind_text(statement, 1, text);
	while (db_next(statement, &status))
		keep(found, db_integer(statement, 0));
	db_done(statement);
	return status;
}

/* All fields of a kind compare with the text by an SQL function. */
static enum status by_kind(struct store *store, const struct type *type, enum kind_id kind, const char *function, const char *key, struct found *found)
{
	struct text sql = { 0 };

	text_printf(&sql, "select id from \"%s\" where ", type->record->name);
	size_t start = sql.length;
	for (size_t i = 0; i < type->count; i++)
		if (type->fields[i]->kind == kind && !type->fields[i]->hidden && field_stored(type->fields[i]))
			text_printf(&sql, "%s%s(\"%s\") = ?1", sql.length > start ? " or " : "", function, field_column(type->fields[i]));
	enum status status = sql.length > start ? collect(store, sql.data, key, found) : STATUS_OK;
	text_free(&sql);
	return status;
}

static bool looks_like_phone(const char *text)
{
	size_t digits = 0;

	if (text[strspn(text, "+0123456789 -()./")] != '\0' || !strpbrk(text, "+ -()./"))
		return false;
	for (const char *p = text; *p; p++)
		digits += *p >= '0' && *p <= '9';
	return digits >= 5;
}

/* The name as it stands is looked for by index; only then is the whole table folded. */
static enum status by_name(struct store *store, const struct type *type, const char *text, struct found *found)
{
	struct arena scratch = { 0 };
	struct text sql = { 0 }, folded = { 0 };
	size_t length;
	const char *table = type->record->name;

	while (*text == ' ')
		text++;
	for (length = strlen(text); length && text[length - 1] == ' '; length--)
		;
	const char *name = utf8_nfc(&scratch, arena_copy(&scratch, text, length), &length);
	utf8_casefold(&folded, name, length);
	text_printf(&sql, "select id from \"%s\" where \"%s\" = ?", table, type->record->title);
	enum status status = collect(store, sql.data, name, found);
	if (!status && !found->count) {
		text_clear(&sql);
		text_printf(&sql, "select id from \"%s\" where casefold(trim(\"%s\")) = ?", table, type->record->title);
		status = collect(store, sql.data, text_string(&folded), found);
	}
	if (!status && !found->count && type_field(type, "aliases", NULL)) {
		text_clear(&sql);
		text_printf(&sql, "select id from \"%s\" where aliases is not null and instr(casefold(aliases), ',' || ? || ',') > 0", table);
		status = collect(store, sql.data, text_string(&folded), found);
	}
	text_free(&sql);
	text_free(&folded);
	arena_free(&scratch);
	return status;
}

/* The number of a document, the code of a product: what its records are told apart by. */
static enum status by_number(struct store *store, const struct record_type *record, const char *text, struct found *found)
{
	enum status status = STATUS_OK;

	for (const struct field *field = record->fields; !status && !found->count && field->kind; field++) {
		struct text sql = { 0 };
		if (!field->unique || field->kind != KIND_TEXT || record->internal)
			continue;
		text_printf(&sql, "select id from \"%s\" where \"%s\" = ?", record->name, field->name);
		status = collect(store, sql.data, text, found);
		text_free(&sql);
	}
	return status;
}

enum status resolve_number(struct store *store, const struct record_type *record, const char *text, int64_t *id)
{
	struct arena arena = { 0 };
	struct found found = { .arena = &arena };
	enum status status = utf8_valid(text, strlen(text), NULL) ? by_number(store, record, text, &found) : STATUS_OK;

	*id = !status && found.count ? found.ids[0] : 0;
	arena_free(&arena);
	return status;
}

/* Numbers of ours: given by a rule, and no two documents of a type share one. */
static bool is_number(const struct field *field)
{
	return field->unique && field->computed && field->kind == KIND_TEXT && strcmp(field->name, "number") == 0;
}

enum status resolve_document(struct store *store, const char *text, const struct record_type **record, int64_t *id)
{
	enum status status = STATUS_OK;

	*record = NULL;
	*id = 0;
	for (struct record_walk walk = record_walk(); !status && walk.record; record_step(&walk)) {
		const struct field *field = walk.record->fields;
		int64_t found;
		while (field->kind && !is_number(field))
			field++;
		if (!field->kind || walk.record->internal)
			continue;
		status = resolve_number(store, walk.record, text, &found);
		if (!status && found && *id)
			return error_set(store->error, STATUS_REFUSED, "'%s' is ambiguous: %s%lld, %s%lld; write the reference", text, (*record)->prefix, (long long)*id,
			                 walk.record->prefix, (long long)found);
		if (!status && found) {
			*record = walk.record;
			*id = found;
		}
	}
	return status;
}

static enum status by_login(struct store *store, const char *text, struct found *found)
{
	struct text folded = { 0 };

	if (strcmp(text, "me") == 0) {
		enum status status = store_acting(store);
		if (!status)
			keep(found, store->user);
		return status;
	}
	utf8_casefold(&folded, text, strlen(text));
	enum status status = collect(store, "select id from \"user\" where casefold(login) = ?", text_string(&folded), found);
	text_free(&folded);
	return status;
}

static enum status by_reference(struct store *store, const struct record_type *record, const char *text, struct found *found)
{
	struct reference reference;
	int64_t id;
	enum status status = STATUS_OK;

	if (text[strspn(text, "0123456789")] == '\0')
		reference = (struct reference){ .type = record, .id = strtoll(text, NULL, 10) };
	else
		status = reference_parse(text, &reference, store->error);
	if (!status && reference.type != record)
		return error_set(store->error, STATUS_DATA, "%s is a %s, not a %s", text, reference.type->name, record->name);
	if (!status)
		status = store_find(store, &reference, &id);
	if (!status)
		keep(found, id);
	return status;
}

enum status resolve_all(struct store *store, const struct record_type *record, const char *text, struct arena *arena, int64_t **ids, size_t *count)
{
	const struct type *type = store_type(store, record);
	struct found found = { .arena = arena };
	enum status status = STATUS_OK;

	*ids = NULL;
	*count = 0;
	if (!utf8_valid(text, strlen(text), NULL))
		return error_set(store->error, STATUS_REFUSED, "'%s' is not UTF-8, so that no %s is called so", text, record->name);
	bool digits = text[0] >= '1' && text[0] <= '9' && strlen(text) <= REFERENCE_DIGITS && text[strspn(text, "0123456789")] == '\0';

	if (digits || reference_like(text))
		status = by_reference(store, record, text, &found);
	else if (record == &record_user)
		status = by_login(store, text, &found);
	if (!status && !found.count && !digits)
		status = by_number(store, record, text, &found);
	if (!status && !found.count && strchr(text, '@')) {
		struct text folded = { 0 };
		utf8_casefold(&folded, text, strlen(text));
		status = by_kind(store, type, KIND_EMAIL, "casefold", text_string(&folded), &found);
		text_free(&folded);
	}
	if (!status && !found.count && looks_like_phone(text)) {
		struct text key = { 0 };
		phone_key(&store->conventions, text, &key);
		status = by_kind(store, type, KIND_PHONE, "phone_key", text_string(&key), &found);
		text_free(&key);
	}
	if (!status && !found.count && !digits)
		status = by_name(store, type, text, &found);
	if (!status && !found.count)
		return error_mark(store->error, error_set(store->error, STATUS_REFUSED, "there is no %s called '%s'", record->name, text), ERROR_NOT_FOUND);
	*ids = found.ids;
	*count = found.count;
	return status;
}

enum status resolve_title(struct store *store, const struct record_type *record, int64_t id, struct text *out)
{
	struct statement *statement;

	enum status status = db_ask(store->db, &statement, "select \"%s\" from \"%s\" where id = %jd", record->title, record->name, id);
	if (db_next(statement, &status) && db_text(statement, 0))
		text_add(out, db_text(statement, 0));
	db_done(statement);
	return status;
}

enum { LISTED = 5 };

static enum status ambiguous(struct store *store, const struct record_type *record, const char *text, const int64_t *ids, size_t count)
{
	struct text list = { 0 };

	for (size_t i = 0; i < count && i < LISTED; i++) {
		text_add(&list, i ? ", " : "");
		reference_format(&list, record, ids[i]);
		text_byte(&list, ' ');
		resolve_title(store, record, ids[i], &list);
	}
	sentence_more(&list, count > LISTED ? count - LISTED : 0);
	error_set(store->error, STATUS_REFUSED, "'%s' is ambiguous: %s; write the reference", text, text_string(&list));
	text_free(&list);
	return STATUS_REFUSED;
}

enum status resolve_one(struct store *store, const struct record_type *record, const char *text, int64_t *id)
{
	struct arena arena = { 0 };
	int64_t *ids;
	size_t count;
	enum status status = resolve_all(store, record, text, &arena, &ids, &count);

	if (!status && count > 1)
		status = ambiguous(store, record, text, ids, count);
	*id = status ? 0 : ids[0];
	arena_free(&arena);
	return status;
}

/* Any-references name their record by reference alone: a name does not say the type. */
static enum status resolve_anyref(struct store *store, const char *text, struct value *out)
{
	struct reference reference;
	int64_t id;

	if (!reference_like(text))
		return error_set(store->error, STATUS_DATA, "'%s' is no reference; write one like c12", text);
	enum status status = reference_parse(text, &reference, store->error);
	if (!status && (reference.child || reference.type->internal))
		status = error_set(store->error, STATUS_DATA, "%s cannot be referred to by a field", text);
	if (!status)
		status = store_find(store, &reference, &id);
	if (!status)
		*out = value_integer(anyref_pack(reference.type, id));
	return status == STATUS_USAGE ? (store->error->status = STATUS_DATA) : status;
}

/* Each name in a list of links becomes a reference; the kind reads the list. */
static enum status resolve_links(struct store *store, const struct field *field, const char *text, struct arena *arena, char currency[4], struct value *out)
{
	struct text list = { 0 };
	enum status status = STATUS_OK;
	char *rest = arena_string(arena, text);

	while (!status && rest) {
		char *item = rest, *colon;
		int64_t id;
		rest = strchr(rest, ',');
		if (rest)
			*rest++ = '\0';
		item += strspn(item, " ");
		if (!*item)
			continue;
		colon = field->roles ? strrchr(item, ':') : NULL;
		if (colon)
			*colon = '\0';
		status = resolve_one(store, field->target, item, &id);
		if (status)
			break;
		text_add(&list, list.length ? "," : "");
		reference_format(&list, field->target, id);
		if (colon)
			text_printf(&list, ":%s", colon + 1);
	}
	if (!status && list.length)
		status = kinds[field->kind].parse(&store->conventions, field, list.data, arena, currency, out, store->error);
	text_free(&list);
	return status;
}

enum status resolve_field(struct store *store, const struct field *field, const char *text, struct arena *arena, char currency[4], struct value *out)
{
	enum status status;

	*out = (struct value){ 0 };
	if (!*text)
		return STATUS_OK;
	switch (field->kind) {
	case KIND_REF: {
		int64_t id;
		status = resolve_one(store, field->target, text, &id);
		if (!status)
			*out = value_integer(id);
		break;
	}
	case KIND_ANYREF: status = resolve_anyref(store, text, out); break;
	case KIND_REFS: status = resolve_links(store, field, text, arena, currency, out); break;
	default: return field_parse(&store->conventions, field, text, arena, currency, out, store->error);
	}
	return status ? error_prefix(store->error, "%s: ", field->name) : STATUS_OK;
}

enum status resolve_follow(struct store *store, const struct record_type *from, int64_t id, const struct record_type *to, struct arena *arena, int64_t **ids,
                           size_t *count)
{
	const struct field *field;
	struct found found = { .arena = arena };
	struct record *record;
	size_t index;
	struct reference reference = { .type = from, .id = id };

	*ids = NULL;
	*count = 0;
	enum status status = resolve_way(store, from, to, &field);
	if (!status)
		status = store_find(store, &reference, &id);
	if (!status)
		status = row_load(store, store_type(store, from), id, arena, &record);
	if (status || !record)
		return status;
	type_field_id(record->type, field->id, &index);
	const struct value *value = &record->values[index];
	if (field->kind == KIND_REFS && value->type == VALUE_TEXT) {
		const char *rest = value->text;
		int64_t link;
		char role[40];
		while (row_next_link(&rest, &link, role))
			keep(&found, link);
	} else if (field->kind == KIND_ANYREF && value->type == VALUE_INTEGER) {
		int64_t target;
		if (anyref_unpack(value->integer, &target) == to)
			keep(&found, target);
	} else if (value->type == VALUE_INTEGER) {
		keep(&found, value->integer);
	}
	*ids = found.ids;
	*count = found.count;
	return STATUS_OK;
}
