/* Carries out a plan: exactly, or not at all. */
#include "import/import_internal.h"

#include "query/resolve.h"
#include "store/journal.h"
#include "store/save.h"
#include <stdlib.h>
#include <string.h>

enum { HEAD_CELLS = 5, LINE_CELLS = 4 };

/* One line of the plan: cells are cut at TABs and unescaped one after another. */
struct plan_line {
	char *rest; /* NULL when there is none */
	size_t number;
};

/* FNV-1a over the lines: the same plan has the same mark. */
static void add_mark(struct import *import, const char *data, size_t length)
{
	uint64_t *mark = &import->plan_mark;

	if (!*mark)
		*mark = 1469598103934665603u;
	for (size_t i = 0; i < length; i++)
		*mark = (*mark ^ (unsigned char)data[i]) * 1099511628211u;
}

static const char *next_cell(struct plan_line *line)
{
	char *cell = line->rest;

	if (!cell)
		return NULL;
	line->rest = strchr(cell, '\t');
	if (line->rest)
		*line->rest++ = '\0';
	cell[text_unescape(cell, strlen(cell))] = '\0';
	return cell;
}

static enum status bad_head(struct import *import, const char *what)
{
	return error_at(import->store->error, STATUS_DATA, import->name, 1, 0, "%s", what);
}

static enum status read_option(struct import *import, const char *option)
{
	if (strcmp(option, "match=exact") == 0)
		import->options.match = IMPORT_MATCH_EXACT;
	else if (strcmp(option, "match=close") == 0)
		import->options.match = IMPORT_MATCH_CLOSE;
	else if (strncmp(option, "key=", 4) == 0)
		import->options.key = arena_string(&import->memory, option + 4);
	else
		return error_at(import->store->error, STATUS_DATA, import->name, 1, 0, "'%s' is no option of a plan", option);
	return STATUS_OK;
}

enum status import_apply_open(struct import *import)
{
	const char *cells[HEAD_CELLS] = { 0 }, *option, *uuid = schema_value(import->store->schema, "uuid");
	struct plan_line line = { 0 };
	struct error *error = import->store->error;
	size_t length;
	char *end;
	enum status status = lines_open(&import->plan_lines, import->options.apply, error);

	if (!status)
		status = lines_next(import->plan_lines, &line.rest, &length, &line.number, error);
	if (status)
		return status;
	if (line.rest)
		add_mark(import, line.rest, length);
	for (size_t i = 0; i < HEAD_CELLS; i++)
		cells[i] = next_cell(&line);
	if (!cells[HEAD_CELLS - 1] || strcmp(cells[0], "#crm-plan") != 0)
		return bad_head(import, "no plan of an import; it would begin with #crm-plan");
	if (strcmp(cells[1], "1") != 0)
		return bad_head(import, "a plan of another version; make it again with --plan");
	if (strcmp(cells[2], import->type->record->name) != 0)
		return error_set(error, STATUS_REFUSED, "%s is a plan for crm-%s import", import->name, cells[2]);
	if (!uuid || strcmp(cells[3], uuid) != 0)
		return error_set(error, STATUS_REFUSED, "%s was made for another database", import->name);
	import->plan_change = strtoll(cells[4], &end, 10);
	if (end == cells[4] || *end)
		return bad_head(import, "the last change is no number");
	while (!status && (option = next_cell(&line)))
		status = read_option(import, option);
	return status;
}

/* Whether a record was written after the plan was made, by another change than this one. */
static enum status changed_since(struct import *import, int64_t id, int64_t *change)
{
	enum status status = STATUS_OK;

	*change = 0;
	if (!import->fresh)
		status = journal_version(import->store, import->type->record, id, change);
	if (*change <= import->plan_change || *change == import->store->change.id)
		*change = 0;
	return status;
}

static enum status refuse(struct import *import, int64_t id, int64_t change, const char *what)
{
	return error_set(import->store->error, STATUS_REFUSED, "%s%lld %s by ch%lld since the plan was made; make it again with --plan", import->type->record->prefix,
	                 (long long)id, what, (long long)change);
}

enum status import_apply_came(struct import *import, int64_t id)
{
	int64_t change;
	enum status status = changed_since(import, id, &change);

	return !status && change ? refuse(import, id, change, "is the same record, and came or was changed") : status;
}

static enum status take_target(struct import *import, const char *text)
{
	struct draft *draft = &import->draft;
	struct reference reference;
	int64_t change;

	if (!reference_like(text) || reference_parse(text, &reference, NULL) || reference.type != import->type->record)
		return error_set(import->store->error, STATUS_DATA, "'%s' is no reference to a %s", text, import->type->record->name);
	enum status status = store_find(import->store, &reference, &draft->id);
	if (!status && draft->action != ACTION_SKIP && !(status = changed_since(import, draft->id, &change)) && change)
		status = refuse(import, draft->id, change, "was changed");
	return status;
}

/* What is the same as a known record was the reader's choice; what came since is not. */
static enum status check_new(struct import *import, const char *reference)
{
	struct draft *draft = &import->draft;
	enum status status = STATUS_OK;

	if (strcmp(reference, "-") != 0) {
		if (!import->keeps)
			return error_set(import->store->error, STATUS_REFUSED, "%s cannot be kept: there have been %s here since the plan was made; make it again with --plan",
			                 reference, import->type->record->plural);
		draft->reference = reference;
	}
	if (!import->fresh || draft->reference)
		status = import_match(import);
	if (!status && draft->id)
		status = import_apply_came(import, draft->id);
	draft->id = 0;
	return status;
}

/* field=value, in the draft of the import that they belong to. */
static enum status take_values(struct import *import, struct plan_line *line)
{
	size_t guess = 0;

	for (const char *cell; (cell = next_cell(line));) {
		const char *equal = strchr(cell, '=');
		size_t length = equal ? (size_t)(equal - cell) : 0, index = guess;
		if (!length)
			return error_set(import->store->error, STATUS_DATA, "'%s' is no field=value", cell);
		/* Values stand in the order of the fields. */
		while (index < import->type->count && (strncmp(import->type->fields[index]->name, cell, length) != 0 || import->type->fields[index]->name[length]))
			index++;
		if (index == import->type->count || import->type->fields[index]->hidden) {
			const char *name = arena_copy(&import->row, cell, length);
			if (!type_field(import->type, name, &index))
				return type_unknown(import->type, name, import->store->error);
		}
		const struct field *field = import->type->fields[index];
		if (!assign_is_writable(field) && !(import->keeps && field->computed && !field->derived))
			return error_set(import->store->error, STATUS_DATA, "%s is worked out by the program and takes no value", field->name);
		import_draft_give(import, index, equal + 1, 0);
		guess = index;
	}
	return STATUS_OK;
}

/* A line of a document names the line of the sheet from which the document comes: deleting that one from the plan leaves no lines to another document. */
static enum status take_document_line(struct import *import, const char *number, const char *document, struct plan_line *line)
{
	struct import *lines = import->lines;
	char *end;

	if (!lines || !import->draft.line || strtoull(document, &end, 10) != import->draft.line || *end)
		return error_set(import->store->error, STATUS_DATA, "the line belongs to a record of line %s, which is not above it; delete both or none", document);
	import_draft_clear(lines);
	lines->draft.place = line->number;
	lines->draft.line = (size_t)strtoull(number, &end, 10);
	if (end == number || *end)
		return error_set(import->store->error, STATUS_DATA, "'%s' is no line number", number);
	import->result->lines++;
	enum status status = take_values(lines, line);
	if (!status)
		import_lines_keep(import);
	return status;
}

static enum status take_create(struct import *import, const char *name, struct plan_line *line)
{
	const struct record_type *target = record_by_name(name);
	struct record *record;
	int64_t ids[2];

	if (!target || target->internal)
		return error_set(import->store->error, STATUS_DATA, "'%s' is no record type", name);
	const struct type *type = store_type(import->store, target);
	record = record_new(&import->row, type);
	for (const char *cell; (cell = next_cell(line));) {
		struct assignment assignment;
		enum status status = assign_parse(import->store, type, NULL, cell, &import->row, &assignment);
		if (!status)
			status = assign_apply(import->store, &assignment, 1, record, 0, &import->row);
		if (status)
			return status;
	}
	const char *title = record_text(record, target->title);
	enum status status = import_name_find(import, target, title, false, ids);
	if (!status && ids[0])
		status = error_set(import->store->error, STATUS_REFUSED, "%s %s is there as %s%lld by now; make the plan again with --plan", target->name, title,
		                   target->prefix, (long long)ids[0]);
	return status ? status : import_create(import, target, record);
}

static enum status take_reject(struct import *import, const char *why)
{
	if (!import->options.keep_going)
		return error_set(import->store->error, STATUS_DATA, "rejected: %s; mend the line in the file and plan again, delete it from the plan, or use --keep-going", why);
	import->result->rejected++;
	if (!import->listener->rejected)
		return STATUS_OK;
	struct error error;
	error_at(&error, STATUS_DATA, import->name, import->draft.place, 0, "rejected: %s", why);
	import->listener->rejected(import->listener->context, import->draft.line, error.message);
	return STATUS_OK;
}

static enum status take_line(struct import *import, struct plan_line *line)
{
	struct draft *draft = &import->draft;
	const char *cells[LINE_CELLS];
	char *end;

	for (size_t i = 0; i < LINE_CELLS; i++)
		if (!(cells[i] = next_cell(line)))
			return error_set(import->store->error, STATUS_DATA, "a line of a plan has line, action, ref, why, and then field=value, with TABs between them");
	if (strcmp(cells[1], import_actions[ACTION_LINE]) == 0)
		return take_document_line(import, cells[0], cells[2], line);
	if (strcmp(cells[1], import_actions[ACTION_CREATE]) == 0)
		return take_create(import, cells[2], line);
	import_draft_clear(import);
	draft->place = line->number;
	draft->line = (size_t)strtoull(cells[0], &end, 10);
	if (end == cells[0] || *end)
		return error_set(import->store->error, STATUS_DATA, "'%s' is no line number", cells[0]);
	draft->action = ACTION_ADD;
	while (import_actions[draft->action] && strcmp(import_actions[draft->action], cells[1]) != 0)
		draft->action++;
	import->result->lines++;
	switch (draft->action) {
	case ACTION_ADD: case ACTION_UPDATE: case ACTION_FILL: case ACTION_SKIP: break;
	case ACTION_REJECT: return take_reject(import, cells[3]);
	default: return error_set(import->store->error, STATUS_DATA, "'%s' is no action; write add, update, fill or skip", cells[1]);
	}
	enum status status = draft->action == ACTION_ADD ? STATUS_OK : take_target(import, cells[2]);
	if (!status && draft->action != ACTION_SKIP)
		status = take_values(import, line);
	if (!status && draft->action != ACTION_SKIP)
		status = import_draft_values(import);
	if (!status && draft->action == ACTION_ADD)
		status = check_new(import, cells[2]);
	if (!status)
		status = import_write(import);
	if (!status && import->listener->each)
		import->listener->each(import->listener->context, draft->id);
	return status;
}

/* A line of a document, or a record that such a line asks for. */
static bool goes_on(const char *line)
{
	static const enum import_action actions[] = { ACTION_LINE, ACTION_CREATE };
	const char *tab = strchr(line, '\t');

	for (size_t i = 0; tab && i < sizeof actions / sizeof *actions; i++) {
		size_t length = strlen(import_actions[actions[i]]);
		if (strncmp(tab + 1, import_actions[actions[i]], length) == 0 && tab[1 + length] == '\t')
			return true;
	}
	return false;
}

/* The lines of the document above, which are all there now. */
static enum status write_lines(struct import *import)
{
	if (!import->lines)
		return STATUS_OK;
	enum status status = import_lines_write(import);
	if (status == STATUS_DATA || status == STATUS_REFUSED)
		error_place(import->store->error, import->name, import->draft.place, 0);
	import_group_forget(import);
	return status;
}

enum status import_apply_run(struct import *import)
{
	struct error *error = import->store->error;
	int64_t last;
	enum status status = db_one(import->store->db, &last, "select max(id) from change");

	import->fresh = last == import->plan_change;
	import->lines_follow = import->lines != NULL;
	if (!status && last < import->plan_change)
		return error_set(error, STATUS_REFUSED, "%s was made after ch%lld, and this copy of the database ends with ch%lld", import->name,
		                 (long long)import->plan_change, (long long)last);
	if (!status && !import->fresh && import->rule_count)
		status = import_keys_load(import);
	while (!status) {
		struct plan_line line;
		size_t length;
		status = lines_next(import->plan_lines, &line.rest, &length, &line.number, error);
		if (status || !line.rest)
			break;
		if (!length)
			continue;
		add_mark(import, line.rest, length);
		if (!goes_on(line.rest) && (status = write_lines(import)))
			return status;
		arena_reset(&import->row);
		status = take_line(import, &line);
		if (status == STATUS_USAGE)
			status = error->status = STATUS_DATA;
		if (status)
			error_place(error, import->name, line.number, 0);
		if (!status && import->listener->progress && import->result->lines % 1000 == 0)
			import->listener->progress(import->listener->context, import->result->lines);
	}
	return status ? status : write_lines(import);
}
