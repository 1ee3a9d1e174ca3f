/* The rows of one document: which of them belong together, held until the next document begins. */
#include "import/import_internal.h"

#include <string.h>

/* The column of a cell; NULL for a key that no row had before. */
static const struct import_column *column_of(const struct import *import, const struct sheet_row *row, size_t i)
{
	const char *name = row->cells[i].name;

	if (i < import->column_count && import->columns[i].name == name)
		return &import->columns[i];
	for (size_t k = 0; k < import->column_count; k++)
		if (import->columns[k].name == name)
			return &import->columns[k];
	return NULL;
}

static bool is_blank(const char *text)
{
	return !text[strspn(text, " \t\r\n")];
}

bool import_group_has(const struct import *import, const struct sheet_row *row)
{
	for (size_t i = 0; i < row->count; i++) {
		const struct import_column *column = column_of(import, row, i);
		if (column && column->role == COLUMN_LINE && !is_blank(row->cells[i].text))
			return true;
	}
	return row->more;
}

/* The text of the first row of the record in the column of a cell. */
static const char *first_text(const struct import *import, const struct sheet_row *row, size_t i)
{
	const struct sheet_row *first = &import->rows[0];

	if (i < first->count && first->cells[i].name == row->cells[i].name)
		return first->cells[i].text;
	for (size_t k = 0; k < first->count; k++)
		if (first->cells[k].name == row->cells[i].name)
			return first->cells[k].text;
	return "";
}

/* What a record is known by: then the other cells of the row may be empty. */
static bool is_key(const struct import *import, const struct import_column *column)
{
	const char *key = import->options.key;

	if (column->role == COLUMN_REFERENCE)
		return true;
	if (column->role != COLUMN_FIELD && column->role != COLUMN_RESTORED)
		return false;
	const struct field *field = import->type->fields[column->index];
	return field->unique || (key && strcmp(field->name, key) == 0);
}

/* Rows that repeat every cell of the first one are of the same record, too: that is how sheets are made that are to be filtered. */
bool import_group_goes_on(const struct import *import, const struct sheet_row *row)
{
	bool named = false, same = true;

	if (!import->row_count || sheet_kind(import->sheet) == SHEET_NDJSON)
		return import->row_count && row->more;
	for (size_t i = 0; i < row->count; i++) {
		const struct import_column *column = column_of(import, row, i);
		bool own = column && (column->role == COLUMN_FIELD || column->role == COLUMN_REFERENCE || column->role == COLUMN_RESTORED);
		if (!own || is_blank(row->cells[i].text))
			continue;
		bool equal = strcmp(row->cells[i].text, first_text(import, row, i)) == 0;
		if (is_key(import, column) && !equal)
			return false;
		named |= is_key(import, column);
		same &= equal;
	}
	return (named || same) && import_group_has(import, row);
}

void import_group_hold(struct import *import, const struct sheet_row *row)
{
	struct arena *group = &import->group;

	if (import->row_count == import->row_room) {
		size_t room = import->row_room ? import->row_room * 2 : 16;
		import->rows = arena_grow(group, import->rows, import->row_room * sizeof *import->rows, room * sizeof *import->rows);
		import->row_room = room;
	}
	struct sheet_row *held = &import->rows[import->row_count++];
	struct sheet_cell *cells = arena_alloc(group, (row->count + 1) * sizeof *cells);
	*held = *row;
	held->raw = arena_copy(group, row->raw, row->raw_length);
	held->cells = cells;
	for (size_t i = 0; i < row->count; i++) {
		cells[i] = row->cells[i];
		cells[i].text = row->cells[i].length ? arena_copy(group, row->cells[i].text, row->cells[i].length) : "";
	}
}

void import_group_forget(struct import *import)
{
	arena_reset(&import->group);
	import->rows = NULL;
	import->row_count = import->row_room = 0;
	import->line_drafts = NULL;
	import->line_count = import->line_room = 0;
}

/* A row that tells something else of the record than its first one. */
enum status import_group_check(struct import *import, const struct sheet_row *row)
{
	for (size_t i = 0; i < row->count && row != import->rows; i++) {
		const struct import_column *column = column_of(import, row, i);
		const char *first = first_text(import, row, i);
		if (!column || column->role != COLUMN_FIELD || is_blank(row->cells[i].text) || strcmp(row->cells[i].text, first) == 0)
			continue;
		import->draft.line = row->line;
		import->draft.column = row->cells[i].column;
		return error_set(import->store->error, STATUS_DATA, "%s: line %zu says %s of the same %s", import->type->fields[column->index]->name, import->rows[0].line,
		                 *first ? first : "nothing", import->type->record->name);
	}
	return STATUS_OK;
}
