#include "store/previous.h"

#include "db/dialect.h"
#include "db/function.h"
#include <stdlib.h>
#include <string.h>

enum { PREVIOUS_LIMIT = 64 };

static int64_t repacked(int64_t packed)
{
	return packed / PREVIOUS_LIMIT * RECORD_TYPE_LIMIT + packed % PREVIOUS_LIMIT;
}

void previous_packed(struct text *sql, const char *column)
{
	text_printf(sql, "\"%s\" / %d * %d + \"%s\" %% %d", column, PREVIOUS_LIMIT, RECORD_TYPE_LIMIT, column, PREVIOUS_LIMIT);
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

static enum status table_view(struct store *store, const struct type *type, struct text *sql)
{
	struct statement *statement;
	enum status status = dialect_columns(store->db, type->record->name, &statement);

	text_printf(sql, "create temp view \"%s\" as select ", type->record->name);
	for (size_t count = 0; db_next(statement, &status); count++) {
		const char *column = db_text(statement, 0);
		bool packed = false;
		for (size_t i = 0; i < type->count; i++)
			packed |= is_packed(type->fields[i]) && strcmp(field_column(type->fields[i]), column) == 0;
		text_add(sql, count ? ", " : "");
		if (packed)
			previous_packed(sql, column), text_add(sql, " as ");
		text_printf(sql, "\"%s\"", column);
	}
	text_printf(sql, " from %s.\"%s\";\n", dialect_main, type->record->name);
	db_done(statement);
	return status;
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

enum status previous_views(struct store *store)
{
	struct text sql = { 0 };
	enum status status = db_function(store->db, "repacked_before", 2, true, repacked_before, store);

	if (!status)
		status = each_type(store, table_view, &sql);
	text_printf(&sql, "create temp view entry as select id, change, type, record, last, operation, repacked_before(type, before) as before from %s.entry;\n",
	            dialect_main);
	if (!status)
		status = db_run(store->db, sql.data);
	text_free(&sql);
	return status;
}

static enum status repack_columns(struct store *store, const struct type *type, struct text *sql)
{
	(void)store;
	for (size_t i = 0; i < type->count; i++) {
		if (!is_packed(type->fields[i]))
			continue;
		const char *column = field_column(type->fields[i]);
		text_printf(sql, "update \"%s\" set \"%s\" = ", type->record->name, column);
		previous_packed(sql, column);
		text_printf(sql, " where \"%s\" is not null;\n", column);
	}
	text_printf(sql, "update entry set before = repacked_before(type, before) where type = %d and before is not null;\n", type->record->number);
	return STATUS_OK;
}

enum status previous_migrate(struct store *store)
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
