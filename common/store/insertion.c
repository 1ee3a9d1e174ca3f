#include "store/insertion.h"

#include <stdlib.h>
#include <string.h>

struct insertion {
	const struct type *type;
	const char *schema;
	struct statement *statement; /* NULL while there is none */
	size_t *stored, stored_count; /* indexes of the fields that have a column */
	size_t *named, named_count;   /* of those that the statement names */
	bool *is_named;               /* by index */
};

struct insertion *insertion_new(const struct type *type, const char *schema)
{
	struct insertion *insertion = memory_alloc(sizeof *insertion);

	*insertion = (struct insertion){
		.type = type,
		.schema = schema,
		.stored = memory_alloc(type->count * sizeof *insertion->stored),
		.named = memory_alloc(type->count * sizeof *insertion->named),
		.is_named = memory_alloc(type->count * sizeof *insertion->is_named),
	};
	memset(insertion->is_named, 0, type->count * sizeof *insertion->is_named);
	for (size_t i = 0; i < type->count; i++)
		if (field_stored(type->fields[i]))
			insertion->stored[insertion->stored_count++] = i;
	return insertion;
}

/* False when the record has a value in a column that is not named; from then on it is. */
static bool covers(struct insertion *insertion, const struct record *record)
{
	bool all = true;

	for (size_t i = 0; i < insertion->stored_count; i++) {
		size_t index = insertion->stored[i];
		if (record->values[index].type == VALUE_NULL || insertion->is_named[index])
			continue;
		insertion->is_named[index] = true;
		all = false;
	}
	return all;
}

static enum status prepare(struct db *db, struct insertion *insertion)
{
	const struct type *type = insertion->type;
	struct text sql = { 0 }, marks = { 0 };

	db_done(insertion->statement);
	insertion->named_count = 0;
	text_printf(&sql, "insert into %s.\"%s\" (id", insertion->schema, type->record->name);
	for (size_t i = 0; i < type->count; i++) {
		if (!insertion->is_named[i])
			continue;
		insertion->named[insertion->named_count++] = i;
		text_add(&sql, ", \"");
		text_add(&sql, field_column(type->fields[i]));
		text_byte(&sql, '"');
		text_add(&marks, ", ?");
	}
	text_printf(&sql, ") values (?%s)", text_string(&marks));
	enum status status = db_prepare(db, sql.data, &insertion->statement);
	text_free(&sql);
	text_free(&marks);
	return status;
}

enum status insertion_run(struct db *db, struct insertion *insertion, const struct record *record)
{
	enum status status = STATUS_OK;

	if (!covers(insertion, record) || !insertion->statement)
		status = prepare(db, insertion);
	if (status)
		return status;
	db_bind_integer(insertion->statement, 1, record->id);
	for (size_t i = 0; i < insertion->named_count; i++)
		db_bind(insertion->statement, (int)i + 2, &record->values[insertion->named[i]]);
	return db_finish(insertion->statement);
}

void insertion_free(struct insertion *insertion)
{
	if (!insertion)
		return;
	db_done(insertion->statement);
	free(insertion->stored);
	free(insertion->named);
	free(insertion->is_named);
	free(insertion);
}
