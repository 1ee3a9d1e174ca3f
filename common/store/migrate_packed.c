#include "store/migrate_packed.h"

#include "db/dialect.h"
#include "db/function.h"
#include <stdlib.h>
#include <string.h>

enum { PACKED_LIMIT = 64 };

static int64_t repacked(int64_t packed)
{
	return packed / PACKED_LIMIT * RECORD_TYPE_LIMIT + packed % PACKED_LIMIT;
}

static bool is_packed(const struct field *field)
{
	return field->kind == KIND_ANYREF && field_stored(field);
}

static bool has_packed(const struct type *type)
{
	for (size_t i = 0; i < type->count; i++)
		if (is_packed(type->fields[i]))
			return true;
	return false;
}

/* repacked_before(type, before): the before-values of an entry (journal.h) as this version has them. */
static void repacked_before(struct db_call *call)
{
	struct store *store = db_call_context(call);
	struct value number = db_call_value(call, 0), before = db_call_value(call, 1);
	const struct record_type *record = record_by_number((int)number.integer);
	struct text out = { 0 };

	if (!record || before.type != VALUE_TEXT) {
		db_return(call, &before);
		return;
	}
	for (const char *line = before.text, *end; (end = strchr(line, '\n')); line = end + 1) {
		const struct field *field = type_field_id(schema_type(store->schema, record), atoi(line), NULL);
		size_t id = strcspn(line, "\t\n");
		if (field && is_packed(field) && line[id] == '\t' && line[id + 1] != '\n') {
			text_append(&out, line, id + 1);
			text_integer(&out, repacked(strtoll(line + id + 1, NULL, 10)));
			text_byte(&out, '\n');
		} else {
			text_append(&out, line, (size_t)(end + 1 - line));
		}
	}
	struct value after = value_text(text_string(&out));
	db_return(call, &after);
	text_free(&out);
}

/* The types that are there and have any-references. */
static enum status each_type(struct store *store, enum status (*each)(struct store *, const struct type *, struct text *), struct text *sql)
{
	enum status status = STATUS_OK;

	for (struct record_walk walk = record_walk(); !status && walk.record; record_step(&walk)) {
		const struct type *type = schema_type(store->schema, walk.record);
		bool there = false;
		if (has_packed(type))
			status = dialect_has_table(store->db, walk.record->name, &there);
		if (!status && there)
			status = each(store, type, sql);
	}
	return status;
}

/* Fields that came later have no column yet. */
static enum status repack_columns(struct store *store, const struct type *type, struct text *sql)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < type->count; i++) {
		const char *column = field_column(type->fields[i]);
		bool there = false;
		if (is_packed(type->fields[i]))
			status = dialect_has_column(store->db, type->record->name, column, &there);
		if (there)
			text_printf(sql, "update \"%s\" set \"%s\" = \"%s\" / %d * %d + \"%s\" %% %d where \"%s\" is not null;\n", type->record->name, column, column,
			            PACKED_LIMIT, RECORD_TYPE_LIMIT, column, PACKED_LIMIT, column);
	}
	text_printf(sql, "update entry set before = repacked_before(type, before) where type = %d and before is not null;\n", type->record->number);
	return status;
}

enum status migrate_packed(struct store *store)
{
	struct text sql = { 0 };
	enum status status = db_function(store->db, "repacked_before", 2, true, repacked_before, store);

	if (!status)
		status = each_type(store, repack_columns, &sql);
	for (struct record_walk walk = record_walk(); walk.record; record_step(&walk))
		if (walk.record->parent)
			text_printf(&sql, "drop index if exists \"%s_parent\";\n", walk.record->name);
	if (!status)
		status = db_run(store->db, sql.data);
	text_free(&sql);
	return status;
}
