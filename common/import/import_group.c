#include "import/import_group.h"

#include <string.h>

static bool is_blank(const char *text)
{
	return !text[strspn(text, " \t\r\n")];
}

bool import_group_has(const struct import_group *group, const struct sheet_row *row)
{
	for (size_t i = 0; i < row->count; i++) {
		const struct import_column *column = import_mapping_find(group->mapping, row, i);
		if (column && column->child && !is_blank(row->cells[i].text))
			return true;
	}
	return row->more;
}

/* The text of the first row of the record in the column of a cell. */
static const char *first_text(const struct import_group *group, const struct sheet_row *row, size_t i)
{
	const struct sheet_row *first = &group->rows[0];

	if (i < first->count && first->cells[i].name == row->cells[i].name)
		return first->cells[i].text;
	for (size_t k = 0; k < first->count; k++)
		if (first->cells[k].name == row->cells[i].name)
			return first->cells[k].text;
	return "";
}

/* What a record is known by: then the other cells of the row may be empty. */
static bool is_key(const struct import_group *group, const struct import_column *column)
{
	const char *key = group->mapping->job->options.key;

	if (column->role == COLUMN_REFERENCE)
		return true;
	if (column->role != COLUMN_FIELD && column->role != COLUMN_RESTORED)
		return false;
	const struct field *field = group->mapping->job->type->fields[column->index];
	return field->unique || (key && strcmp(field->name, key) == 0);
}

/* Rows that repeat every cell of the first one are of the same record, too: that is how sheets are made that are to be filtered. */
bool import_group_goes_on(const struct import_group *group, const struct sheet_row *row)
{
	bool named = false, same = true;

	if (!group->count || group->json)
		return group->count && row->more;
	for (size_t i = 0; i < row->count; i++) {
		const struct import_column *column = import_mapping_find(group->mapping, row, i);
		bool own = column && !column->child && (column->role == COLUMN_FIELD || column->role == COLUMN_REFERENCE || column->role == COLUMN_RESTORED);
		if (!own || is_blank(row->cells[i].text))
			continue;
		bool equal = strcmp(row->cells[i].text, first_text(group, row, i)) == 0;
		if (is_key(group, column) && !equal)
			return false;
		named |= is_key(group, column);
		same &= equal;
	}
	return (named || same) && import_group_has(group, row);
}

struct sheet_row import_group_copy(struct arena *arena, const struct sheet_row *row)
{
	struct sheet_cell *cells = arena_alloc(arena, (row->count + 1) * sizeof *cells);
	struct sheet_row held = *row;

	held.raw = arena_copy(arena, row->raw, row->raw_length);
	held.cells = cells;
	for (size_t i = 0; i < row->count; i++) {
		cells[i] = row->cells[i];
		cells[i].text = row->cells[i].length ? arena_copy(arena, row->cells[i].text, row->cells[i].length) : "";
	}
	return held;
}

void import_group_hold(struct import_group *group, const struct sheet_row *row)
{
	struct arena *arena = &group->mapping->job->row;

	group->rows = array_grow(arena, group->rows, group->count, sizeof *group->rows);
	group->rows[group->count++] = import_group_copy(arena, row);
}

enum status import_group_check(const struct import_group *group, const struct sheet_row *row, size_t *at)
{
	const struct import_job *job = group->mapping->job;

	for (size_t i = 0; i < row->count && row != group->rows; i++) {
		const struct import_column *column = import_mapping_find(group->mapping, row, i);
		const char *first = first_text(group, row, i);
		if (!column || column->child || column->role != COLUMN_FIELD || is_blank(row->cells[i].text) || strcmp(row->cells[i].text, first) == 0)
			continue;
		*at = row->cells[i].column;
		return error_set(job->store->error, STATUS_DATA, "%s: line %zu has %s for the same %s", job->type->fields[column->index]->name, group->rows[0].line,
		                 *first ? first : "nothing", job->type->record->name);
	}
	return STATUS_OK;
}
