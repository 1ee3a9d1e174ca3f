/* From the cells of a row to the texts of fields: trimmed, telephone numbers split, the reference set apart. */
#include "import/import_internal.h"

#include <string.h>

void import_draft_clear(struct import *import)
{
	struct draft *draft = &import->draft;

	for (size_t i = 0; i < draft->given_count; i++) {
		size_t index = draft->given[i];
		draft->texts[index] = NULL;
		draft->values[index] = import->defaults->values[index];
		draft->deferred[index] = false;
	}
	draft->given_count = 0;
	memset(import->slots, 0, sizeof import->slots);
	draft->row = NULL;
	draft->reference = draft->created_at = NULL;
	draft->action = ACTION_ADD;
	draft->column = 0;
	draft->id = draft->other = draft->keep = 0;
	text_clear(&draft->why);
}

void import_draft_give(struct import *import, size_t index, const char *text, size_t column)
{
	struct draft *draft = &import->draft;

	if (!draft->texts[index])
		draft->given[draft->given_count++] = index;
	draft->texts[index] = text;
	draft->columns[index] = column;
}

/* The bytes of a blank at p, of any width; before: the one that ends at p. */
static size_t blank_at(const char *p)
{
	if (*p == ' ' || (*p >= '\t' && *p <= '\r'))
		return 1;
	if ((unsigned char)*p < 0x80)
		return 0;
	if (strncmp(p, "\xC2\xA0", 2) == 0)
		return 2;
	return strncmp(p, "\xE3\x80\x80", 3) == 0 || strncmp(p, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

static size_t blank_before(const char *start, const char *p)
{
	for (size_t length = 1; length <= 3 && (size_t)(p - start) >= length; length++)
		if (blank_at(p - length) == length)
			return length;
	return 0;
}

/* The text without blanks around it: itself where there are none, else a copy. */
static const char *trimmed(struct arena *arena, const char *text, size_t length)
{
	const char *start = text, *end = text + length;
	size_t blank;

	while (start < end && (blank = blank_at(start)))
		start += blank;
	while (end > start && (blank = blank_before(start, end)))
		end -= blank;
	return end == text + length ? start : arena_copy(arena, start, (size_t)(end - start));
}

static size_t separator_at(const char *p)
{
	static const char *const marks[] = { "、", "；", "／" };

	if ((unsigned char)*p < 0x80)
		return *p == '/' || *p == ';';
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (strncmp(p, marks[i], strlen(marks[i])) == 0)
			return strlen(marks[i]);
	return 0;
}

static bool has_separator(const char *text)
{
	while (*text && !separator_at(text))
		text++;
	return *text;
}

/* A further telephone field that the row leaves free; SIZE_MAX when there is none. */
static size_t free_phone(const struct import *import, size_t taken)
{
	static const char *const further[] = { "phone2", "mobile", "phone", "home_phone" };

	for (size_t i = 0; i < sizeof further / sizeof *further; i++) {
		size_t index;
		const struct field *field = type_field(import->type, further[i], &index);
		if (field && field->kind == KIND_PHONE && index != taken && !import->draft.texts[index])
			return index;
	}
	return SIZE_MAX;
}

/* Two numbers in a cell go to two fields; all cells of the row have been read, so that a free field is free. */
static enum status split_phones(struct import *import, size_t index)
{
	struct draft *draft = &import->draft;
	const char *text = draft->texts[index], *start = text, *second = NULL;
	size_t parts = 0, mark = 0;

	for (const char *p = text;; p += mark ? mark : 1) {
		mark = separator_at(p);
		if (*p && !mark)
			continue;
		const char *part = trimmed(&import->row, arena_copy(&import->row, start, (size_t)(p - start)), (size_t)(p - start));
		if (*part && ++parts == 1)
			draft->texts[index] = part;
		else if (*part && parts == 2)
			second = part;
		if (!*p)
			break;
		start = p + mark;
	}
	if (parts < 2)
		return STATUS_OK;
	size_t other = parts == 2 ? free_phone(import, index) : SIZE_MAX;
	const char *name = import->type->fields[index]->name;
	draft->column = draft->columns[index];
	if (parts > 2)
		return error_set(import->store->error, STATUS_DATA, "%s: %s holds %zu telephone numbers; two can be kept, put the others elsewhere", name, text, parts);
	if (other == SIZE_MAX)
		return error_set(import->store->error, STATUS_DATA, "%s: %s holds two telephone numbers, and no other field is free for the second", name, text);
	import_draft_give(import, other, second, draft->columns[index]);
	return STATUS_OK;
}

/* The column of a cell. Rows of JSON name their cells themselves, mostly in one order. */
static enum status column_of(struct import *import, const struct sheet_row *row, size_t i, struct import_column **column)
{
	const char *name = row->cells[i].name;

	*column = &import->columns[i];
	if (i < import->column_count && (*column)->name == name)
		return STATUS_OK;
	for (size_t k = 0; k < import->column_count; k++) {
		*column = &import->columns[k];
		if ((*column)->name == name)
			return STATUS_OK;
	}
	if (import->column_count == SHEET_COLUMN_LIMIT)
		return error_at(import->store->error, STATUS_DATA, import->name, row->line, 0, "more than %d fields", SHEET_COLUMN_LIMIT);
	*column = &import->columns[import->column_count];
	enum status status = import_column(import, *column, name, row->line, row->cells[i].column);
	import->column_count += !status;
	if (import->lines)
		import->lines->column_count = import->column_count;
	return status;
}

static enum status take_cell(struct import *import, const struct import_column *column, const struct sheet_cell *cell)
{
	struct draft *draft = &import->draft;
	const char *text = cell->text;

	if (column->role == COLUMN_UNNAMED && *trimmed(&import->row, text, cell->length)) {
		draft->column = cell->column;
		return error_set(import->store->error, STATUS_DATA, "the cell '%s' stands in a column without a header", text);
	}
	if (column->role == COLUMN_SLOT)
		import_hook_cell(import, column->index, trimmed(&import->row, text, cell->length));
	if (column->role == COLUMN_REFERENCE)
		draft->reference = trimmed(&import->row, text, cell->length);
	if (column->role == COLUMN_RESTORED && strcmp(import->type->fields[column->index]->name, "created_at") == 0)
		draft->created_at = trimmed(&import->row, text, cell->length);
	if (column->role != COLUMN_FIELD && !(column->role == COLUMN_RESTORED && import->keeps))
		return STATUS_OK;
	enum kind_id kind = import->type->fields[column->index]->kind;
	bool literal = kind == KIND_LONGTEXT || (kind == KIND_TEXT && import->ours);
	const char *inner = trimmed(&import->row, text, cell->length);
	/* A text of blanks alone is one only where we wrote it. */
	if (*inner || (literal && import->ours))
		import_draft_give(import, column->index, literal ? text : inner, cell->column);
	return STATUS_OK;
}

enum status import_draft_row(struct import *import, const struct sheet_row *row)
{
	struct draft *draft = &import->draft;
	enum status status = STATUS_OK;

	import_draft_clear(import);
	draft->row = row;
	draft->line = draft->place = row->line;
	if (!import->column_count && row->count)
		import->ours = strcmp(row->cells[0].name, "ref") == 0;
	for (size_t i = 0; !status && i < row->count; i++) {
		const struct sheet_cell *cell = &row->cells[i];
		struct import_column *column;
		/* A key that means nothing is wrong in every row: it is told even when its cell is empty. */
		if (!(status = column_of(import, row, i, &column)) && cell->length)
			status = take_cell(import, column, cell);
	}
	size_t count = draft->given_count;
	for (size_t i = 0; !status && i < count && !import->ours; i++) {
		size_t index = draft->given[i];
		if (import->type->fields[index]->kind == KIND_PHONE && has_separator(draft->texts[index]))
			status = split_phones(import, index);
	}
	return status || import->ours ? status : import_hook_prepare(import);
}
