/* The settings of an import: they decide which columns the other files have, so that they are looked at before anything relies
 * on them. */
#include "exchange/exchange_parts.h"

#include "record/section.h"
#include "schema/schema_file.h"
#include "store/schema_change.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* The place of the setting of this name, or of all of them. */
static enum status at_setting(struct store *store, const char *directory, const char *name)
{
	exchange_place(store->error, directory, record_setting.name, name ? "name" : NULL, name, "value");
	return store->error->status = STATUS_DATA;
}

/* TYPE.ID behind the first dot: a type that people write, and a number. */
static bool read_name(const char *name, const struct record_type **record, int *id)
{
	const char *type = strchr(name, '.') + 1, *dot = strchr(type, '.');
	struct text text = { 0 };

	if (!dot)
		return false;
	text_append(&text, type, (size_t)(dot - type));
	*record = record_by_name(text_string(&text));
	text_free(&text);
	size_t digits = strspn(dot + 1, "0123456789");
	if (!*record || (*record)->internal || !digits || digits > 9 || dot[1] == '0' || dot[1 + digits])
		return false;
	*id = atoi(dot + 1);
	return true;
}

static bool is_same(struct text *again, const char *value)
{
	bool same = strcmp(text_string(again), value) == 0;

	text_free(again);
	return same;
}

static enum status check_field(struct store *store, const char *name, const char *value, struct arena *arena)
{
	const struct record_type *record;
	struct text again = { 0 };
	struct field field;
	int id;

	if (!read_name(name, &record, &id) || id < CUSTOM_FIELD_FIRST)
		return error_set(store->error, STATUS_DATA, "%s does not name a custom field; write field.TYPE.1000", name);
	enum status status = field_read(arena, value, &field, store->error);
	if (status)
		return status;
	field_write(&again, &field);
	bool target = (field.kind == KIND_REF) == (field.target != NULL) && (!field.target || !field.target->internal);
	if (!is_same(&again, value) || !target || field.kind == KIND_REFS || field.kind == KIND_LINES || strncmp(field.name, "x_", 2) != 0)
		return error_set(store->error, STATUS_DATA, "%s does not describe a custom field", name);
	return STATUS_OK;
}

static enum status check_picks(struct store *store, const char *name, const char *value, struct arena *arena)
{
	const struct record_type *record;
	const struct pick *picks;
	struct text again = { 0 };
	int id;

	if (!read_name(name, &record, &id))
		return error_set(store->error, STATUS_DATA, "%s does not name a field", name);
	enum status status = picks_read(arena, value, &picks, store->error);
	if (status)
		return status;
	picks_write(&again, picks);
	return is_same(&again, value) ? STATUS_OK : error_set(store->error, STATUS_DATA, "%s does not contain a list of values", name);
}

/* An entry or a field of a section: name is what follows the prefix. */
static enum status check_section(struct store *store, const struct schema_section *section, const char *setting, const char *name, const char *value,
				 struct arena *arena)
{
	struct text again = { 0 };
	const void *entry;
	const char *item = section->form.item;

	if (!section->form.size && !form_find(&section->form, name))
		return error_set(store->error, STATUS_DATA, "%s names %s", setting, section->no_such);
	if (!section->form.size)
		return STATUS_OK;
	if (!section_is_name(name))
		return error_set(store->error, STATUS_DATA, "%s does not name a %s; write letters a-z, digits and -", setting, item);
	enum status status = section_read(arena, section, name, value, &entry, store->error);
	if (status)
		return status;
	section_write(&again, section, entry);
	if (!is_same(&again, value) || (!entry && !section_built_in(section, name)))
		return error_set(store->error, STATUS_DATA, "%s does not describe a %s", setting, item);
	return STATUS_OK;
}

static enum status check_setting(struct store *store, const char *name, const char *value, struct arena *arena)
{
	const char *rest;
	const struct schema_section *section = section_of_setting(name, &rest);

	if (strncmp(name, "field.", 6) == 0)
		return check_field(store, name, value, arena);
	if (strncmp(name, "picks.", 6) == 0)
		return check_picks(store, name, value, arena);
	return section ? check_section(store, section, name, rest, value, arena) : STATUS_OK;
}

static enum status check_settings(struct store *store, const char *directory)
{
	struct statement *statement;
	struct arena arena = { 0 };
	enum status status = db_ask(store->db, &statement, "select name, value from setting order by id");

	while (db_next(statement, &status)) {
		const char *name = db_text(statement, 0), *value = db_text(statement, 1);
		arena_reset(&arena);
		if (check_setting(store, name, value ? value : "", &arena))
			status = at_setting(store, directory, name);
	}
	db_done(statement);
	arena_free(&arena);
	return status;
}

static enum status check_whole(struct store *store, const char *directory)
{
	if (!schema_check(store))
		return STATUS_OK;
	error_prefix(store->error, "these settings are not a valid schema: ");
	return at_setting(store, directory, NULL);
}

enum status exchange_schema(struct store *store, const char *directory)
{
	enum status status = check_settings(store, directory);

	if (!status && (status = schema_changed(store)) && (status == STATUS_DATA || status == STATUS_CONFIG || status == STATUS_USAGE))
		status = at_setting(store, directory, NULL);
	return status ? status : check_whole(store, directory);
}
