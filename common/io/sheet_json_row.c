/* From a JSON object to the cells of a row; and, where it holds a list of objects, a row for each of them. */
#include "io/sheet_reader.h"

#include <string.h>

/* The copy of the key that lives as long as the sheet. Rows mostly repeat their keys in order: the guess is the place
 * of the last row. */
static const char *intern(struct sheet *sheet, const char *key, size_t guess)
{
	if (guess < sheet->name_count && strcmp(sheet->names[guess], key) == 0)
		return sheet->names[guess];
	for (size_t i = 0; i < sheet->name_count; i++) {
		if (strcmp(sheet->names[i], key) == 0)
			return sheet->names[i];
	}
	if (sheet->name_count == SHEET_COLUMN_LIMIT)
		return NULL;
	return sheet->names[sheet->name_count++] = arena_string(&sheet->memory, key);
}

/* The text of a string, number or boolean; NULL for all else. */
static const char *scalar_text(const json_t *value, size_t *length)
{
	const char *text = json_is_true(value) ? "yes" : json_is_false(value) ? "no" : json_string_value(value);

	*length = json_is_string(value) ? json_string_length(value) : text ? strlen(text) : 0;
	return text;
}

/* Appends the items, joined, and a terminator. */
static bool join_items(struct text *out, const json_t *array, size_t *length)
{
	size_t start = out->length;

	for (size_t i = 0; i < json_array_size(array); i++) {
		size_t item_length;
		const char *item = scalar_text(json_array_get(array, i), &item_length);
		if (!item)
			return false;
		if (i > 0)
			text_byte(out, ',');
		for (const char *comma; (comma = memchr(item, ',', item_length)); item = comma + 1) {
			text_append(out, item, (size_t)(comma - item));
			text_add(out, "\\,");
			item_length -= (size_t)(comma - item) + 1;
		}
		text_append(out, item, item_length);
	}
	*length = out->length - start;
	text_byte(out, '\0');
	return true;
}

static enum status fill_cell(struct sheet *sheet, struct sheet_cell *cell, const json_t *value, struct error *error)
{
	struct decode *source = sheet->source;

	*cell = (struct sheet_cell){ .name = cell->name, .text = "" };
	if (json_is_object(value))
		return decode_fail(
			source, 0, error, "'%s' is an object; give a text, a number, yes or no, or a list", cell->name);
	if (json_is_array(value)) {
		cell->column = sheet->text.length; /* the text may still move: set_lists turns this into a pointer */
		if (!join_items(&sheet->text, value, &cell->length))
			return decode_fail(
				source, 0, error, "the list '%s' has an item that is neither text nor a number", cell->name);
		cell->text = NULL;
	} else if (!json_is_null(value)) {
		cell->text = scalar_text(value, &cell->length);
	}
	if (cell->length > SHEET_CELL_LIMIT)
		return decode_fail(source, 0, error, "'%s' is longer than 16 MiB", cell->name);
	cell->null = cell->length == 0;
	return STATUS_OK;
}

static void set_lists(struct sheet *sheet, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!sheet->cells[i].text)
			sheet->cells[i].text = sheet->text.data + sheet->cells[i].column;
		sheet->cells[i].column = 0;
	}
}

static bool holds_objects(const json_t *value)
{
	return json_is_array(value) && json_is_object(json_array_get(value, 0));
}

static enum status add_cell(struct sheet *sheet, const char *key, const json_t *value, size_t *count, struct error *error)
{
	const char *name = *count < SHEET_COLUMN_LIMIT ? intern(sheet, key, *count) : NULL;

	if (!name)
		return decode_fail(sheet->source, 0, error, "more than %d different keys", SHEET_COLUMN_LIMIT);
	sheet->cells[*count].name = name;
	return fill_cell(sheet, &sheet->cells[(*count)++], value, error);
}

/* The cells of the next object in the list. */
static enum status add_element(struct sheet *sheet, size_t *count, struct error *error)
{
	json_t *element = json_array_get(sheet->list, sheet->list_next);
	enum status status = STATUS_OK;
	struct text name = { 0 };
	const char *key;
	json_t *value;

	if (!json_is_object(element))
		return decode_fail(sheet->source, 0, error, "item %zu of '%s' is not an object, unlike the first one", sheet->list_next + 1, sheet->list_name);
	sheet->list_next++;
	json_object_foreach(element, key, value) {
		text_clear(&name);
		text_printf(&name, "%s.%s", sheet->list_name, key);
		status = add_cell(sheet, name.data, value, count, error);
		if (status != STATUS_OK)
			break;
	}
	text_free(&name);
	return status;
}

/* Finds the list of objects, and reads it through once: what is wrong in it is wrong with the object, and reported before its first row. */
static enum status find_list(struct sheet *sheet, struct error *error)
{
	enum status status = STATUS_OK;
	const char *key;
	json_t *value;

	json_object_foreach(sheet->object, key, value) {
		if (!holds_objects(value))
			continue;
		if (sheet->list)
			return decode_fail(sheet->source, 0, error, "'%s' and '%s' are both lists of objects; a record has one", sheet->list_name, key);
		sheet->list = value;
		sheet->list_name = key;
	}
	for (sheet->list_next = 0; status == STATUS_OK && sheet->list_next < json_array_size(sheet->list);) {
		size_t count = 0;
		text_clear(&sheet->text);
		status = add_element(sheet, &count, error);
	}
	sheet->list_next = 0;
	sheet->list_line = sheet->source->line;
	return status;
}

enum status sheet_json_row(struct sheet *sheet, struct error *error)
{
	enum status status = find_list(sheet, error);
	const char *key;
	json_t *value;
	size_t count = 0;

	if (status != STATUS_OK)
		return status;
	text_clear(&sheet->text);
	json_object_foreach(sheet->object, key, value) {
		if (!holds_objects(value))
			status = add_cell(sheet, key, value, &count, error);
		if (status != STATUS_OK)
			return status;
	}
	if (sheet->list)
		status = add_element(sheet, &count, error);
	set_lists(sheet, count);
	sheet->row.count = count;
	return status;
}

enum status sheet_json_more(struct sheet *sheet, bool *more, struct error *error)
{
	size_t count = 0;

	*more = sheet->list && sheet->list_next < json_array_size(sheet->list);
	if (!*more)
		return STATUS_OK;
	text_clear(&sheet->text);
	sheet->row.raw = "";
	sheet->row.line = sheet->list_line;
	sheet->row.more = true;
	enum status status = add_element(sheet, &count, error);
	set_lists(sheet, count);
	sheet->row.count = count;
	return status;
}
