#include "query/resolve.h"

#include "base/phone.h"
#include "base/sentence.h"
#include "base/utf8.h"
#include "db/dialect.h"
#include "store/private.h"
#include <stdlib.h>
#include <string.h>

struct found {
	struct arena *arena;
	const struct record_type *record;         /* of what is looked for now */
	const struct record_type **records;       /* of each of the ids */
	int64_t *ids;
	size_t count;
};

/* No query below yields an id twice: comparing each with all before would take long where many share a number. */
static void keep(struct found *found, int64_t id)
{
	found->ids = array_grow(found->arena, found->ids, found->count, sizeof *found->ids);
	found->records = array_grow(found->arena, found->records, found->count, sizeof *found->records);
	found->records[found->count] = found->record;
	found->ids[found->count++] = id;
}

/* By what is in a record that is private to somebody else it is not found. */
static enum status keep_shown(struct store *store, struct found *found, int64_t id)
{
	bool hidden;
	enum status status = private_hides_id(store, found->record, id, &hidden);

	if (!status && !hidden)
		keep(found, id);
	return status;
}

/* Collects the ids of a query with one text parameter. */
static enum status collect(struct store *store, const char *sql, const char *text, struct found *found)
{
	struct statement *statement;
	enum status status = db_ask(store->db, &statement, "%-s", sql);

	if (status)
		return status;
	db_bind_text(statement, 1, text);
	while (!status && db_next(statement, &status))
		status = keep_shown(store, found, db_integer(statement, 0));
	db_done(statement);
	return status;
}

/* The records that have the key of the text; of names those that are called so, and only where there are none those that have it among their aliases. */
static enum status by_key(struct store *store, const struct record_type *record, unsigned kinds, const char *text, struct found *found)
{
	const struct record_type *const types[] = { record, NULL };
	struct key_found *keys;
	size_t count;
	bool titled = false;
	enum status status = key_find(store, NULL, types, kinds, text, found->arena, &keys, &count);

	for (size_t i = 0; i < count; i++)
		titled |= !(keys[i].field->keys & KEY_ALIAS);
	for (size_t i = 0; !status && i < count; i++)
		if (!titled || !(keys[i].field->keys & KEY_ALIAS))
			status = keep_shown(store, found, keys[i].id);
	return status;
}

static bool looks_like_phone(const char *text)
{
	size_t digits = 0;

	if (!strpbrk(text, "+ -()./:") || !phone_like(text))
		return false;
	for (const char *p = text; *p; p++)
		digits += *p >= '0' && *p <= '9';
	return digits >= 5;
}

/* The name as it is written has an index, and decides between names that differ in case. */
static enum status by_name(struct store *store, const struct record_type *record, const char *text, struct found *found)
{
	struct arena scratch = { 0 };
	struct text sql = { 0 };
	size_t length;

	text += strspn(text, " ");
	for (length = strlen(text); length && text[length - 1] == ' '; length--)
		;
	const char *name = utf8_nfc(&scratch, arena_copy(&scratch, text, length), &length);
	text_printf(&sql, "select id from \"%s\" where \"%s\" = ?", record->name, record->title);
	enum status status = collect(store, sql.data, name, found);
	if (!status && !found->count)
		status = by_key(store, record, KEY_NAME | KEY_ALIAS, name, found);
	text_free(&sql);
	arena_free(&scratch);
	return status;
}

/* The number of a document, the code of a product: what its records are told apart by. */
static enum status by_number(struct store *store, const struct record_type *record, const char *text, struct found *found)
{
	enum status status = STATUS_OK;

	for (struct field_walk walk = field_walk(record); !status && !found->count && walk.field && walk.field != record_common; field_step(&walk)) {
		const struct field *field = walk.field;
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
	struct found found = { .arena = &arena, .record = record };
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
		return error_set(store->error, STATUS_DATA, "%s is %s %s, not %s %s", text, sentence_a(reference.type->name), reference.type->name, sentence_a(record->name), record->name);
	if (!status)
		status = store_find(store, &reference, &id);
	if (!status)
		keep(found, id);
	return status;
}

/* The text of =~text and ~text; NULL when it is of neither form. */
static const char *part_of(const char *text)
{
	text += *text == '=';
	return *text == '~' && text[1] ? text + 1 : NULL;
}

static enum status by_part(struct store *store, const struct type *type, const char *part, int64_t limit, struct found *found)
{
	const struct field *title = type_field(type, type->record->title, NULL);
	struct text sql = { 0 }, folded = { 0 };

	if (!title || title->kind != KIND_TEXT)
		return STATUS_OK;
	utf8_fold(&folded, part, strlen(part));
	text_printf(&sql, "select id from \"%s\" where ", type->record->name);
	dialect_contains(&sql, "fold", title->name);
	text_printf(&sql, " order by id limit %lld", (long long)limit);
	enum status status = *text_string(&folded) ? collect(store, sql.data, folded.data, found) : STATUS_OK;
	text_free(&sql);
	text_free(&folded);
	return status;
}

/* What a text may be, in the order in which it is looked for. */
enum way { WAY_NUMBER = 1, WAY_EMAIL, WAY_PHONE, WAY_NAME, WAY_PART, WAY_LAST = WAY_PART };

static enum status by_way(struct store *store, const struct type *type, enum way way, const char *text, struct found *found)
{
	found->record = type->record;
	switch (way) {
	case WAY_NUMBER: return by_number(store, type->record, text, found);
	case WAY_EMAIL: return strchr(text, '@') ? by_key(store, type->record, KEY_EMAIL, text, found) : STATUS_OK;
	case WAY_PHONE: return looks_like_phone(text) ? by_key(store, type->record, KEY_PHONE, text, found) : STATUS_OK;
	case WAY_NAME: return by_name(store, type->record, text, found);
	case WAY_PART: return part_of(text) ? by_part(store, type, part_of(text), -1, found) : STATUS_OK;
	}
	return STATUS_OK;
}

enum status resolve_title(struct store *store, const struct record_type *record, int64_t id, struct text *out)
{
	struct statement *statement;
	bool hidden;
	enum status status = private_hides_id(store, record, id, &hidden);

	if (status || hidden)
		return status;
	status = db_ask(store->db, &statement, "select \"%s\" from \"%s\" where id = %jd", record->title, record->name, id);
	if (db_next(statement, &status) && db_text(statement, 0))
		text_add(out, db_text(statement, 0));
	db_done(statement);
	return status;
}

enum { LISTED = 5 };

/* References with the names of their records, as many as one looks at. */
static void list_found(struct store *store, const struct found *found, struct text *out)
{
	for (size_t i = 0; i < found->count && i < LISTED; i++) {
		const struct record_type *record = found->records ? found->records[i] : found->record;
		text_add(out, i ? ", " : "");
		reference_format(out, record, found->ids[i]);
		text_byte(out, ' ');
		resolve_title(store, record, found->ids[i], out);
	}
}

static enum status ambiguous(struct store *store, const char *text, const struct found *found)
{
	struct text list = { 0 };

	list_found(store, found, &list);
	sentence_more(&list, found->count > LISTED ? found->count - LISTED : 0);
	error_set(store->error, STATUS_REFUSED, "'%s' is ambiguous: %s; write the reference", text, text_string(&list));
	text_free(&list);
	return STATUS_REFUSED;
}

/* Nothing is called so; what has the text within its name may be meant. found is empty, and is filled with that. */
static enum status unknown(struct store *store, const char *what, const char *text, struct found *found)
{
	struct text list = { 0 };

	list_found(store, found, &list);
	error_set(store->error, STATUS_REFUSED, "there is no %s called '%s'%s%s%s", what, text, found->count ? "; names that contain it: " : "", text_string(&list),
	          found->count > LISTED ? " and more" : "");
	text_free(&list);
	return error_mark(store->error, STATUS_REFUSED, ERROR_NOT_FOUND);
}

enum status resolve_all(struct store *store, const struct record_type *record, const char *text, struct arena *arena, int64_t **ids, size_t *count)
{
	const struct type *type = store_type(store, record);
	struct found found = { .arena = arena, .record = record };
	enum status status = STATUS_OK;

	*ids = NULL;
	*count = 0;
	if (!utf8_valid(text, strlen(text), NULL))
		return error_set(store->error, STATUS_REFUSED, "'%s' is not UTF-8, so no %s can have this name", text, record->name);
	bool digits = text[0] >= '1' && text[0] <= '9' && strlen(text) <= REFERENCE_DIGITS && text[strspn(text, "0123456789")] == '\0';

	if (digits || reference_like(text))
		status = by_reference(store, record, text, &found);
	else if (record == &record_user)
		status = by_login(store, text, &found);
	for (enum way way = WAY_NUMBER; !status && !found.count && !digits && way <= WAY_LAST; way++)
		status = by_way(store, type, way, text, &found);
	if (!status && !found.count) {
		if (!part_of(text) && !digits)
			status = by_part(store, type, text, LISTED + 1, &found);
		return status ? status : unknown(store, record->name, text, &found);
	}
	*ids = found.ids;
	*count = found.count;
	return status;
}

enum status resolve_any(struct store *store, const char *text, const struct record_type **record, int64_t *id)
{
	struct arena arena = { 0 };
	struct found found = { .arena = &arena };
	enum status status = STATUS_OK;
	bool valid = utf8_valid(text, strlen(text), NULL);

	/* One turn more looks for what may be meant where nothing is found. */
	for (enum way way = WAY_NUMBER; !status && valid && !found.count && way <= WAY_LAST + 1; way++) {
		for (struct record_walk walk = record_walk(); !status && walk.record; record_step(&walk)) {
			const struct type *type = store_type(store, walk.record);
			const struct field *title = type_field(type, type->record->title, NULL);
			if (type->record->internal || type->record->parent || title->kind != KIND_TEXT)
				continue;
			found.record = type->record;
			status = way <= WAY_LAST ? by_way(store, type, way, text, &found) : found.count > LISTED ? STATUS_OK : by_part(store, type, text, LISTED + 1, &found);
		}
		if (!status && (way > WAY_LAST || !valid))
			status = unknown(store, "record", text, &found);
	}
	if (!status && found.count != 1)
		status = valid ? ambiguous(store, text, &found) : error_set(store->error, STATUS_REFUSED, "'%s' is not UTF-8, so nothing can have this name", text);
	if (!status) {
		*record = found.records[0];
		*id = found.ids[0];
	}
	arena_free(&arena);
	return status;
}

enum status resolve_one(struct store *store, const struct record_type *record, const char *text, int64_t *id)
{
	struct arena arena = { 0 };
	int64_t *ids;
	size_t count;
	enum status status = resolve_all(store, record, text, &arena, &ids, &count);

	if (!status && count > 1)
		status = ambiguous(store, text, &(struct found){ .record = record, .ids = ids, .count = count });
	*id = status ? 0 : ids[0];
	arena_free(&arena);
	return status;
}
