#include "io/rows_json.h"

#include "io/out.h"

#include <jansson.h>
#include <string.h>

static void name(struct rows_json *rows, const char *text)
{
	out_json_string(rows->out, text, strlen(text));
	text_byte(rows->out, ':');
}

void rows_json_table(struct rows_json *rows, const char *table)
{
	text_add(rows->out, rows->table ? "]," : "{");
	name(rows, table);
	text_byte(rows->out, '[');
	rows->table = true;
	rows->row = false;
}

void rows_json_row(struct rows_json *rows, int64_t id)
{
	text_printf(rows->out, "%s{\"id\":%lld", rows->row ? "," : "", (long long)id);
	rows->row = true;
}

void rows_json_value(struct rows_json *rows, const char *field, const struct value *value)
{
	if (value->type == VALUE_NULL)
		return;
	text_byte(rows->out, ',');
	name(rows, field);
	if (value->type == VALUE_INTEGER)
		text_integer(rows->out, value->integer);
	else
		out_json_string(rows->out, value->text, strlen(value->text));
}

void rows_json_row_end(struct rows_json *rows)
{
	text_byte(rows->out, '}');
}

void rows_json_end(struct rows_json *rows)
{
	text_add(rows->out, rows->table ? "]}" : "{}");
}

/* A value as the database holds it; anything else is none. */
static bool read_value(const json_t *from, struct value *out)
{
	*out = json_is_integer(from) ? value_integer(json_integer_value(from)) : json_is_string(from) ? value_text(json_string_value(from)) : (struct value){ 0 };
	return out->type != VALUE_NULL;
}

static enum status read_row(const char *table, json_t *row, rows_json_each *each, void *context, struct arena *arena, struct error *error)
{
	struct rows_json_cell *cells = arena_alloc(arena, (json_object_size(row) + 1) * sizeof *cells);
	const json_t *id = json_object_get(row, "id");
	const char *key;
	json_t *value;
	size_t count = 0;

	if (!json_is_integer(id))
		return error_set(error, STATUS_DATA, "a row of %s has no id", table);
	json_object_foreach(row, key, value) {
		if (value == id)
			continue;
		cells[count].field = key;
		if (!read_value(value, &cells[count++].value))
			return error_set(error, STATUS_DATA, "a row of %s has neither number nor text as %s", table, key);
	}
	return each(context, table, json_integer_value(id), cells, count);
}

static enum status read_tables(json_t *root, rows_json_each *each, void *context, struct error *error)
{
	struct arena arena = { 0 };
	enum status status = STATUS_OK;
	const char *table;
	json_t *rows;

	json_object_foreach(root, table, rows) {
		if (!status && !json_is_array(rows))
			status = error_set(error, STATUS_DATA, "%s is no list", table);
		for (size_t i = 0; !status && i < json_array_size(rows); i++) {
			arena_reset(&arena);
			status = read_row(table, json_array_get(rows, i), each, context, &arena, error);
		}
	}
	arena_free(&arena);
	return status;
}

enum status rows_json_read(const char *json, rows_json_each *each, void *context, struct error *error)
{
	json_error_t fault;
	json_t *root = json_loads(json, JSON_REJECT_DUPLICATES, &fault);
	enum status status = json_is_object(root) ? read_tables(root, each, context, error)
	                                          : error_set(error, STATUS_DATA, "it is not a JSON object: %s", root ? "another value" : fault.text);

	json_decref(root);
	return status;
}
