/* What a domain adds to the import of a type: its headers, and its say about lines. */
#include "import/import_internal.h"

#include <string.h>

/* The lines of a record are read by an import of their own, which has none. */
const struct import_hook *import_hook(const struct import *import)
{
	const struct import_hook *hook = import->options.hook;

	return hook && hook->record == import->type->record ? hook : NULL;
}

bool import_hook_header(struct import *import, struct import_column *column, const char *normal)
{
	const struct import_hook *hook = import_hook(import);
	struct text header = { 0 };
	bool found = false;

	for (const struct import_heading *heading = hook ? hook->headings : NULL; heading && heading->header && !found; heading++) {
		text_clear(&header);
		label_normal(&header, heading->header);
		found = strcmp(text_string(&header), normal) == 0;
		if (!found)
			continue;
		column->role = heading->field ? COLUMN_FIELD : COLUMN_SLOT;
		column->index = heading->field ? type_index(import->type, heading->field) : (size_t)heading->slot;
	}
	text_free(&header);
	return found;
}

void import_hook_cell(struct import *import, size_t slot, const char *text)
{
	const char **held = &import->slots[slot];

	if (*text)
		*held = *held ? arena_printf(&import->row, "%s %s", *held, text) : text;
}

static struct import_line line_of(struct import *import, struct record *record)
{
	return (struct import_line){
		.store = import->store, .arena = &import->row, .state = &import->hook_state, .slots = import->slots, .record = record, .why = &import->draft.why,
		.only_same = import->options.apply != NULL, .has_lines = import->lines_follow, .import = import,
	};
}

enum status import_hook_prepare(struct import *import)
{
	const struct import_hook *hook = import_hook(import);
	struct import_line line = line_of(import, NULL);

	return hook && hook->prepare ? hook->prepare(&line) : STATUS_OK;
}

enum status import_hook_match(struct import *import, struct record *record)
{
	const struct import_hook *hook = import_hook(import);
	struct import_line line = line_of(import, record);

	if (!hook || import->ours || (line.only_same && import->fresh))
		return STATUS_OK;
	enum status status = hook->match(&line);
	if (status || !line.same)
		return status;
	if (line.only_same)
		return import_apply_came(import, line.same);
	import->draft.id = line.same;
	import->draft.action = ACTION_SKIP;
	return STATUS_OK;
}

/* What was read of it, so that a person can put right what is wrong, and add instead of reject. */
void import_hook_rejected(const struct import *import, size_t line, struct text *values)
{
	const struct draft *draft = &import->draft;

	for (size_t index = 0; import_hook(import) && draft->line == line && index < import->type->count; index++) {
		if (!draft->texts[index])
			continue;
		text_printf(values, "\t%s=", import->type->fields[index]->name);
		text_escape(values, draft->texts[index], strlen(draft->texts[index]));
	}
}

void import_hook_free(struct import *import)
{
	const struct import_hook *hook = import_hook(import);

	if (hook && import->hook_state)
		hook->release(import->hook_state);
	import->hook_state = NULL;
}

const char *import_line_text(const struct import_line *line, const char *field)
{
	return line->import->draft.texts[type_index(line->import->type, field)];
}

void import_line_give(struct import_line *line, const char *field, const char *text)
{
	import_draft_give(line->import, type_index(line->import->type, field), text, 0);
}

void import_line_propose(struct import_line *line, const char *first, const char *text, const char *second, const char *other)
{
	struct import *import = line->import, *lines = import->lines;

	import_draft_clear(lines);
	lines->draft.line = import->draft.line;
	lines->draft.place = import->draft.place;
	import_draft_give(lines, type_index(lines->type, first), text, 0);
	import_draft_give(lines, type_index(lines->type, second), other, 0);
	import_lines_keep(import);
}
