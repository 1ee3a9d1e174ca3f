/* What the columns of a sheet mean: field names, labels in both languages, address groups, and what the user mapped. */
#include "import/import_internal.h"

#include <string.h>

/* Columns that our own export writes and that no file can set. */
static bool is_of_export(const struct import *import, const char *name)
{
	return import->ours && (strcmp(name, "id") == 0 || strchr(name, '.'));
}

static const struct field *by_name(const struct type *type, const char *normal, size_t *index)
{
	const struct field *found = NULL;
	struct text name = { 0 };

	for (size_t i = 0; i < type->count && !found; i++) {
		text_clear(&name);
		label_normal(&name, type->fields[i]->name);
		if (type->fields[i]->hidden || strcmp(text_string(&name), normal) != 0)
			continue;
		found = type->fields[i];
		*index = i;
	}
	text_free(&name);
	return found;
}

static enum status unknown(struct import *import, const char *name)
{
	const char *nearest = type_nearest(import->type, name);

	if (nearest)
		return error_set(import->store->error, STATUS_DATA, "unknown field '%s'; did you mean '%s'?", name, nearest);
	return error_set(import->store->error, STATUS_DATA, "unknown field '%s'; --map '%s=field' says what it is, --map '%s=' leaves it out", name, name, name);
}

static enum status by_line(struct import *import, struct import_column *column, const char *name);

/* Sets the meaning of a column that no map names. */
static enum status by_header(struct import *import, struct import_column *column, const char *normal)
{
	bool twice = false;
	const struct type *type = import->type;
	const struct field *field = by_name(type, normal, &column->index);

	if (!field && strcmp(normal, "ref") == 0) {
		column->role = COLUMN_REFERENCE;
		return STATUS_OK;
	}
	if (!field && import_hook_header(import, column, normal))
		return STATUS_OK;
	if (!field)
		field = type_labelled(type, normal, &column->index, &twice);
	if (twice)
		return error_set(import->store->error, STATUS_DATA, "'%s' is the label of two fields; --map '%s=field' says which", column->name, column->name);
	if (!field && (strcmp(normal, "reason") == 0 || is_of_export(import, column->name))) {
		column->role = COLUMN_IGNORED;
		return STATUS_OK;
	}
	/* 数量 and 单价 mean the lines of a document that has no such fields itself. */
	if (!field && import->lines && (by_name(import->lines->type, normal, &column->index) || type_labelled(import->lines->type, normal, &column->index, &twice)))
		return by_line(import, column, column->name);
	if (!field)
		return unknown(import, column->name);
	if (field->kind == KIND_LINES) {
		column->role = COLUMN_IGNORED;
		return STATUS_OK;
	}
	column->role = COLUMN_FIELD;
	if (assign_is_writable(field))
		return STATUS_OK;
	column->role = field->computed && !field->derived && !field->hidden ? COLUMN_RESTORED : COLUMN_IGNORED;
	if (import->ours)
		return STATUS_OK;
	return error_set(import->store->error, STATUS_DATA, "%s is worked out by the program; --map '%s=' leaves the column out", field->name, column->name);
}

/* A column of the lines: what it says of them is told by the import of their type. The columns of both stand at the same places. */
static enum status by_line(struct import *import, struct import_column *column, const char *name)
{
	struct import *lines = import->lines;
	struct import_column *own = &lines->columns[column - import->columns];
	struct text normal = { 0 };

	*own = (struct import_column){ .name = name, .role = COLUMN_IGNORED };
	lines->ours = import->ours;
	label_normal(&normal, name);
	enum status status = by_header(lines, own, normal.data ? normal.data : "");
	text_free(&normal);
	own->name = column->name;
	if (own->role == COLUMN_RESTORED)
		own->role = COLUMN_IGNORED;
	column->role = COLUMN_LINE;
	return status;
}

static enum status meaning(struct import *import, struct import_column *column)
{
	struct import_map *map = import_map_find(import, column->name);
	const char *of_line = import_lines_header(import, map ? map->field : column->name);
	struct text normal = { 0 };
	enum status status = STATUS_OK;

	label_normal(&normal, column->name);
	if (map && !*map->field) {
		column->role = COLUMN_IGNORED;
	} else if (of_line) {
		status = by_line(import, column, of_line);
	} else if (map && strcmp(map->field, "ref") == 0) {
		column->role = COLUMN_REFERENCE;
	} else if (map) {
		column->role = COLUMN_FIELD;
		type_written(import->type, map->field, &column->index);
	} else if (!normal.length) {
		column->role = COLUMN_UNNAMED;
	} else {
		status = by_header(import, column, normal.data);
	}
	text_free(&normal);
	return status;
}

enum status import_column(struct import *import, struct import_column *column, const char *name, size_t line, size_t place)
{
	*column = (struct import_column){ .name = name };
	if (import->lines)
		import->lines->columns[column - import->columns] = (struct import_column){ .name = name, .role = COLUMN_IGNORED };
	enum status status = meaning(import, column);
	return status ? error_place(import->store->error, import->name, line, place) : STATUS_OK;
}

static enum status check_twice(struct import *import, const struct sheet_row *header)
{
	for (size_t i = 0; i < import->column_count; i++) {
		const struct import_column *column = &import->columns[i];
		for (size_t k = 0; k < i; k++) {
			const struct import_column *other = &import->columns[k];
			if (column->role != other->role || column->role < COLUMN_FIELD || (column->role == COLUMN_FIELD && column->index != other->index))
				continue;
			return error_at(import->store->error, STATUS_DATA, import->name, header->line, header->cells[i].column,
			                "'%s' and '%s' are both %s; --map '%s=' leaves one out", other->name, column->name,
			                column->role == COLUMN_FIELD ? import->type->fields[column->index]->name : "ref", column->name);
		}
	}
	return STATUS_OK;
}

/* Walks through a copy of the header that loses its first cell at each step. */
static const char *next_cell(void *state)
{
	struct sheet_row *rest = state;

	if (!rest->count)
		return NULL;
	rest->count--;
	return (rest->cells++)->name;
}

/* A column that a map was given for but that is not there comes first: the header that the map misses may be unknown only because of that. */
static enum status check_maps(struct import *import, const struct sheet_row *header)
{
	for (size_t i = 0; i < header->count; i++)
		import_map_find(import, header->cells[i].name);
	for (size_t i = 0; i < import->map_count; i++) {
		const struct import_map *map = &import->maps[i];
		if (!map->required || map->used)
			continue;
		struct sheet_row rest = *header;
		const char *nearest = error_nearest(map->header, next_cell, &rest);
		return error_set(import->store->error, STATUS_USAGE,
		                 nearest ? "--map: %s has no column '%s'; did you mean '%s'?" : "--map: %s has no column '%s'", import->name, map->header, nearest);
	}
	return STATUS_OK;
}

enum status import_header(struct import *import)
{
	const struct sheet_row *header;
	enum status status = STATUS_OK;

	sheet_header(import->sheet, &header);
	import->ours = sheet_is_ours(import->sheet);
	import->columns = arena_alloc(&import->memory, SHEET_COLUMN_LIMIT * sizeof *import->columns);
	if (import->lines) {
		import->lines->columns = arena_alloc(&import->memory, SHEET_COLUMN_LIMIT * sizeof *import->columns);
		import->lines->name = import->name;
		import->lines->sheet = import->sheet;
	}
	if (sheet_kind(import->sheet) == SHEET_NDJSON)
		return STATUS_OK;
	if (!header->count)
		return error_at(import->store->error, STATUS_DATA, import->name, 1, 1, "the file is empty; its first line must name the fields");
	status = check_maps(import, header);
	for (size_t i = 0; !status && i < header->count; i++) {
		status = import_column(import, &import->columns[i], header->cells[i].name, header->line, header->cells[i].column);
		import->column_count++;
	}
	if (!status)
		status = check_twice(import, header);
	if (!status && import->lines) {
		import->lines->column_count = import->column_count;
		status = check_twice(import->lines, header);
	}
	import->has_reason = !status && strcmp(header->cells[header->count - 1].name, "reason") == 0 &&
	                     import->columns[header->count - 1].role == COLUMN_IGNORED;
	return status;
}
