/* The lines of documents: consecutive rows that name the same record, or no record at all, are one document, each with a line of it.
 *
 * The lines have an import of their own, which reads the same rows by other columns. A record that is new gets them all. Of one that is there, --on-duplicate
 * decides: with update the lines of the file are its lines from then on, told apart by their numbers, without numbers by their order; with fill it gets
 * them where it has none; with skip it keeps its own. */
#include "import/import_internal.h"

#include "store/children.h"
#include "store/remove.h"
#include "store/save.h"
#include <string.h>

void import_lines_open(struct import *import)
{
	const struct field *field = children_field(import->type->record);

	if (!field)
		return;
	const struct type *type = store_type(import->store, field->target);
	struct import *lines = memory_alloc(sizeof *lines);
	*lines = (struct import){ .store = import->store, .type = type, .options = import->options, .key_field = SIZE_MAX, .external_id = SIZE_MAX };
	lines->options.assignment_count = 0;
	lines->defaults = record_new(&lines->memory, type);
	size_t index;
	lines->currency = type_field(type, "currency", &index) ? index : SIZE_MAX;
	for (size_t i = 0; i < RECORD_TYPE_LIMIT; i++)
		lines->known[i] = -1;
	import->lines = lines;
	import->lines_field = field;
}

void import_lines_free(struct import *import)
{
	struct import *lines = import->lines;

	if (!lines)
		return;
	/* Files are the record's. */
	lines->sheet = NULL;
	lines->plan = lines->rejects = NULL;
	import_free(lines);
	import->lines = NULL;
}

/* What stands behind a word that means the lines, and a separator. */
static const char *behind(const char *header, const char *word)
{
	static const char *const marks[] = { ".", ":", "：", "．", " " };
	size_t length = strlen(word);

	if (!length || strncmp(header, word, length) != 0)
		return NULL;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (strncmp(header + length, marks[i], strlen(marks[i])) == 0 && header[length + strlen(marks[i])])
			return header + length + strlen(marks[i]);
	return NULL;
}

const char *import_lines_header(const struct import *import, const char *header)
{
	const char *found = NULL;
	struct text word = { 0 };

	if (!import->lines)
		return NULL;
	children_word(&word, import->lines_field);
	const char *const words[] = { import->lines_field->name, word.data, import->lines_field->en, import->lines_field->zh, "Line", "行" };
	for (size_t i = 0; i < sizeof words / sizeof *words && !found; i++)
		found = behind(header, words[i]);
	text_free(&word);
	return found;
}

static struct line_draft *new_line(struct import *import)
{
	if (import->line_count == import->line_room) {
		size_t room = import->line_room ? import->line_room * 2 : 16;
		import->line_drafts = arena_grow(&import->group, import->line_drafts, import->line_room * sizeof *import->line_drafts, room * sizeof *import->line_drafts);
		import->line_room = room;
	}
	struct line_draft *line = &import->line_drafts[import->line_count++];
	size_t count = import->lines->type->count + 1;
	*line = (struct line_draft){ .given = arena_alloc(&import->group, count * sizeof *line->given), .columns = arena_alloc(&import->group, count * sizeof *line->columns),
		                     .texts = arena_alloc(&import->group, count * sizeof *line->texts) };
	return line;
}

void import_lines_keep(struct import *import)
{
	const struct draft *draft = &import->lines->draft;
	struct line_draft *line = new_line(import);

	line->line = draft->line;
	line->place = draft->place;
	for (size_t i = 0; i < draft->given_count; i++) {
		size_t index = draft->given[i];
		line->given[line->count] = index;
		line->columns[line->count] = draft->columns[index];
		line->texts[line->count++] = arena_string(&import->group, draft->texts[index]);
	}
}

/* The record's own message tells where, by its draft. */
static enum status at_line(struct import *import, enum status status)
{
	import->draft.line = import->lines->draft.line;
	import->draft.place = import->lines->draft.place;
	import->draft.column = import->lines->draft.column;
	return status;
}

/* What our own export left empty was empty: a product's tax does not take its place. */
static void keep_empty(struct import *import)
{
	struct import *lines = import->lines;

	for (size_t i = 0; i < lines->column_count; i++)
		if (lines->columns[i].role == COLUMN_FIELD && !lines->draft.texts[lines->columns[i].index])
			import_draft_give(lines, lines->columns[i].index, "", 0);
}

enum status import_lines_take(struct import *import, const struct sheet_row *row)
{
	struct import *lines = import->lines;

	lines->ours = import->ours;
	enum status status = import_group_check(import, row);
	if (status || !import_group_has(import, row))
		return status;
	status = import_draft_row(lines, row);
	if (status)
		return at_line(import, status);
	if (import->ours && import->draft.action == ACTION_ADD)
		keep_empty(import);
	import_lines_keep(import);
	return STATUS_OK;
}

/* Fills the draft of the lines again, and makes values of its texts. */
static enum status read_draft(struct import *import, const struct line_draft *line)
{
	struct import *lines = import->lines;

	import_draft_clear(lines);
	lines->draft.line = line->line;
	lines->draft.place = line->place;
	for (size_t i = 0; i < line->count; i++)
		import_draft_give(lines, line->given[i], line->texts[i], line->columns[i]);
	return import_draft_values(lines);
}

static enum status fill(struct import *import, struct record *record)
{
	const struct draft *draft = &import->lines->draft;

	for (size_t i = 0; i < draft->given_count; i++) {
		size_t index = draft->given[i];
		if (draft->deferred[index])
			return error_set(import->store->error, STATUS_DATA, "%s: '%s' is not there yet", record->type->fields[index]->name, draft->texts[index]);
		if (record->given)
			record->given[index] = true;
		if (record->type->fields[index]->kind != KIND_MONEY)
			record->values[index] = draft->values[index];
	}
	return import_draft_money(import->lines, record);
}

/* A line of the plan: what is given, and what is emptied. */
static void plan_line(struct import *import)
{
	struct import *lines = import->lines;
	const struct draft *draft = &lines->draft;
	struct record *given = record_new(&lines->row, lines->type);
	struct text values = { 0 };

	for (size_t i = 0; i < draft->given_count; i++)
		given->values[draft->given[i]] = draft->values[draft->given[i]];
	if (lines->currency != SIZE_MAX && import->currency != SIZE_MAX)
		given->values[lines->currency] = import->draft.values[import->currency];
	import_draft_money(lines, given);
	if (lines->currency != SIZE_MAX)
		given->values[lines->currency] = (struct value){ 0 };
	import_plan_values(lines, NULL, given, &values);
	for (size_t i = 0; i < draft->given_count; i++)
		if (!*draft->texts[draft->given[i]])
			text_printf(&values, "\t%s=", lines->type->fields[draft->given[i]]->name);
	import_plan_creates(lines);
	fprintf(import->plan, "%zu\t%s\t%zu\t%s\n", draft->line, import_actions[ACTION_LINE], import->draft.line, text_string(&values));
	text_free(&values);
}

static void place(struct record *record, size_t number)
{
	size_t index;

	if (type_field(record->type, "position", &index))
		record->values[index] = value_integer((int64_t)number);
}

static enum status add_line(struct import *import, size_t number)
{
	struct record *record;
	enum status status = children_new(import->store, import->lines->type->record, import->draft.id, &import->lines->row, &record);

	if (!status)
		status = fill(import, record);
	if (status)
		return status;
	place(record, number);
	return save_add(import->store, record, &import->lines->row);
}

static enum status change_line(struct import *import, struct record *old, size_t number)
{
	struct record *record = record_copy(&import->lines->row, old);
	enum status status = fill(import, record);

	if (status)
		return status;
	place(record, number);
	return save_set(import->store, old, record, &import->lines->row);
}

/* The line that the draft means: that of its number, or else the next one of those that no draft names by number. */
static struct record *find_line(const struct import *import, struct record **there, size_t count, const bool *named)
{
	const struct draft *draft = &import->lines->draft;
	size_t number = type_index(import->lines->type, "number");

	for (size_t i = 0; i < count; i++) {
		bool meant = draft->texts[number] && *draft->texts[number] ? there[i] && value_equal(&there[i]->values[number], &draft->values[number])
		                                                           : there[i] && !named[i];
		if (!meant)
			continue;
		struct record *found = there[i];
		there[i] = NULL;
		return found;
	}
	return NULL;
}

/* Which lines are named by number. */
static enum status find_named(struct import *import, struct record **there, size_t count, bool *named)
{
	size_t number = type_index(import->lines->type, "number");
	enum status status = STATUS_OK;

	for (size_t k = 0; !status && k < import->line_count; k++) {
		status = read_draft(import, &import->line_drafts[k]);
		for (size_t i = 0; !status && i < count; i++)
			named[i] |= value_equal(&there[i]->values[number], &import->lines->draft.values[number]);
	}
	return status ? at_line(import, status) : status;
}

static enum status replace_lines(struct import *import)
{
	struct import *lines = import->lines;
	struct record **there;
	size_t count = 0;
	enum status status = children_load(import->store, lines->type->record, import->draft.id, &import->group, &there, &count);
	bool *named = arena_alloc(&import->group, (count + 1) * sizeof *named);

	if (!status)
		status = find_named(import, there, count, named);
	for (size_t k = 0; !status && k < import->line_count; k++) {
		arena_reset(&lines->row);
		status = read_draft(import, &import->line_drafts[k]);
		if (status)
			return at_line(import, status);
		struct record *old = find_line(import, there, count, named);
		if (import->plan)
			plan_line(import);
		status = old ? change_line(import, old, k + 1) : add_line(import, k + 1);
		if (status)
			return at_line(import, status);
	}
	for (size_t i = 0; !status && i < count; i++)
		if (there[i])
			status = remove_record(import->store, lines->type, there[i]->id, false, &import->group);
	return status;
}

static enum status has_lines(struct import *import, bool *yes)
{
	int64_t count;

	enum status status = db_one(import->store->db, &count, "select count(*) from \"%s\" where parent = %jd", import->lines->type->record->name,
	                            import->draft.id);
	*yes = count > 0;
	return status;
}

enum status import_lines_write(struct import *import)
{
	enum import_action action = import->draft.action;
	bool any = false;
	enum status status = STATUS_OK;

	if (!import->line_count || action == ACTION_SKIP)
		return STATUS_OK;
	import->lines->generation = import->generation;
	if (action == ACTION_UPDATE)
		return replace_lines(import);
	if (action == ACTION_FILL)
		status = has_lines(import, &any);
	for (size_t k = 0; !status && !any && k < import->line_count; k++) {
		arena_reset(&import->lines->row);
		status = read_draft(import, &import->line_drafts[k]);
		if (!status && import->plan)
			plan_line(import);
		if (!status)
			status = add_line(import, k + 1);
		if (status)
			return at_line(import, status);
	}
	return status;
}
