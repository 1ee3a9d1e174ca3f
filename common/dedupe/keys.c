/* From a row to the keys by which a record is known. */
#include "dedupe/dedupe_parts.h"

#include "base/phone.h"
#include "store/key.h"
#include "store/private.h"
#include <string.h>

enum { PHONE_LEAST = 10 /* +86 and seven digits: shorter ones are service numbers */ };

/* What counts besides the name. */
static const struct {
	enum key_kind kind;
	enum key_sort sort;
} sorts[] = { { KEY_TAX_NUMBER, SORT_TAX }, { KEY_MAILBOX, SORT_EMAIL }, { KEY_PHONE, SORT_PHONE }, { KEY_WEBSITE, SORT_WEBSITE } };

/* The place in sorts of what a field says; their number when it says nothing. */
static size_t sort_of(const struct type *type, const struct field *field)
{
	unsigned kinds = key_kinds(type, field);
	size_t i = 0;

	while (i < sizeof sorts / sizeof *sorts && (kinds & KEY_ELSEWHERE || !(kinds & sorts[i].kind)))
		i++;
	return i;
}

/* Picks and flags have a value whether or not anybody cared. */
static bool is_filled_in(const struct field *field)
{
	return field_stored(field) && !field->hidden && !field->computed && !field->initial && field->kind != KIND_PICK && field->kind != KIND_BOOL &&
	       strcmp(field->name, "owner") != 0 && strcmp(field->name, "currency") != 0;
}

static void write_select(struct keys *keys)
{
	const struct type *type = keys->type;
	struct text sql = { 0 };

	text_add(&sql, "select t.id, 0");
	for (size_t i = 0; i < type->count; i++)
		if (is_filled_in(type->fields[i]))
			text_printf(&sql, " + (t.\"%s\" is not null)", field_column(type->fields[i]));
	text_printf(&sql, ", t.\"%s\"", field_column(keys->title));
	if (keys->scope)
		text_printf(&sql, ", t.\"%s\"", field_column(keys->scope));
	else
		text_add(&sql, ", null");
	for (size_t i = 0; i < keys->count; i++)
		text_printf(&sql, ", t.\"%s\"", field_column(keys->fields[i]));
	text_printf(&sql, " from \"%s\" t where 1 = 1", type->record->name);
	private_exclude(keys->store, type->record, "t", &sql);
	keys->select = text_take(&sql, &keys->arena);
}

enum status keys_open(struct keys *keys, struct store *store, const struct type *type)
{
	*keys = (struct keys){ .store = store, .type = type, .title = type_field(type, type->record->title, NULL), .scope = key_scope(type) };
	keys->scoped = keys->scope != NULL;
	for (size_t i = 0; i < type->count && keys->count < KEY_LIMIT - 1; i++) {
		const struct field *field = type->fields[i];
		if (sort_of(type, field) == sizeof sorts / sizeof *sorts)
			continue;
		keys->fields[keys->count++] = field;
		keys->person |= keys->scoped && (field->kind == KIND_PHONE || field->kind == KIND_EMAIL);
	}
	write_select(keys);
	struct text sql = { 0 };
	text_printf(&sql, "%s and t.id = ?", keys->select);
	enum status status = db_prepare(store->db, sql.data, &keys->one);
	text_free(&sql);
	return status;
}

void keys_close(struct keys *keys)
{
	db_done(keys->one);
	text_free(&keys->scratch);
	arena_free(&keys->arena);
}

static const char *taken(struct keys *keys, struct facts *facts)
{
	return arena_copy(&facts->arena, text_string(&keys->scratch), keys->scratch.length);
}

/* Makes the key of a value in keys->scratch; nothing of one that is no text. */
static void make_key(struct keys *keys, unsigned kind, const struct value *value)
{
	text_clear(&keys->scratch);
	if (value->type == VALUE_TEXT)
		key_text(&keys->store->conventions, kind, value->text, value->length, &keys->scratch);
}

static const char *name_of(struct keys *keys, struct facts *facts, const struct value *value)
{
	make_key(keys, keys->person ? KEY_PERSON : KEY_COMPANY, value);
	return keys->scratch.length ? taken(keys, facts) : "";
}

static const char *alike_of(struct keys *keys, struct facts *facts, const struct value *value)
{
	make_key(keys, KEY_ALIKE, value);
	return keys->scratch.length ? taken(keys, facts) : "";
}

static const char *scope_text(struct keys *keys, struct facts *facts, const struct value *value)
{
	make_key(keys, KEY_COMPANY, value);
	if (value->type == VALUE_INTEGER)
		text_printf(&keys->scratch, "#%lld", (long long)value->integer);
	return keys->scratch.length ? taken(keys, facts) : "";
}

static const char *extension_of(struct keys *keys, struct facts *facts, const struct value *value)
{
	text_clear(&keys->scratch);
	phone_extension(value->text, &keys->scratch);
	return taken(keys, facts);
}

static void add_key(struct keys *keys, const struct field *field, const struct value *value, struct facts *facts)
{
	size_t at = sort_of(keys->type, field);
	struct key key = { .sort = sorts[at].sort, .extension = "", .shared = keys->person && field->keys & KEY_SHARED };

	if (value->type != VALUE_TEXT)
		return;
	if (key.sort == SORT_PHONE)
		key.extension = extension_of(keys, facts, value);
	make_key(keys, sorts[at].kind, value);
	if (!keys->scratch.length || (key.sort == SORT_PHONE && keys->scratch.length < PHONE_LEAST))
		return;
	/* The same number as phone and as fax is one key. */
	for (size_t i = 0; i < facts->count; i++)
		if (facts->keys[i].sort == key.sort && strcmp(facts->keys[i].text, keys->scratch.data) == 0 && strcmp(facts->keys[i].extension, key.extension) == 0)
			return;
	key.text = taken(keys, facts);
	facts->keys[facts->count++] = key;
}

void keys_read(struct keys *keys, struct statement *statement, struct facts *facts)
{
	arena_reset(&facts->arena);
	facts->count = 0;
	facts->id = db_integer(statement, 0);
	facts->filled = (uint32_t)db_integer(statement, 1);
	struct value title = db_value(statement, 2);
	facts->name = name_of(keys, facts, &title);
	facts->alike = alike_of(keys, facts, &title);
	struct value scope = db_value(statement, 3);
	facts->scope = scope_text(keys, facts, &scope);
	for (size_t i = 0; i < keys->count; i++) {
		struct value value = db_value(statement, (int)i + 4);
		add_key(keys, keys->fields[i], &value, facts);
	}
}

enum status keys_load(struct keys *keys, int64_t id, struct facts *facts, bool *there)
{
	db_bind_integer(keys->one, 1, id);
	enum status status = STATUS_OK;

	*there = db_next(keys->one, &status);
	if (!status && *there)
		keys_read(keys, keys->one, facts);
	db_reset(keys->one);
	return status;
}
