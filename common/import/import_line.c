#include "import/import_line.h"

static struct import_line line_of(struct import_hooked *hooked, struct draft *draft)
{
	struct import_job *job = hooked->job;

	return (struct import_line){
		.store = job->store, .arena = draft->arena, .state = &hooked->state, .slots = draft->slots, .only_same = job->options.apply != NULL, .draft = draft,
		.aside = draft->aside, .signs = job->below_zero, .child = job->child,
	};
}

enum status import_hook_prepare(struct import_hooked *hooked, struct draft *draft)
{
	const struct import_hook *hook = hooked->job->options.hook;
	struct import_line line = line_of(hooked, draft);

	enum status status = hook && hook->prepare ? hook->prepare(&line) : STATUS_OK;

	draft->ignored = line.ignored;
	return status;
}

enum status import_hook_match(struct import_hooked *hooked, struct draft *draft, struct record *record, bool has_lines, struct text *why, int64_t *same)
{
	const struct import_hook *hook = hooked->job->options.hook;
	struct import_line line = line_of(hooked, draft);

	line.record = record;
	line.why = why;
	line.has_lines = has_lines;
	enum status status = hook && hook->match ? hook->match(&line) : STATUS_OK;
	*same = line.same;
	return status;
}

void import_hook_release(struct import_hooked *hooked)
{
	if (hooked->state)
		hooked->job->options.hook->release(hooked->state);
	hooked->state = NULL;
}

bool import_columns_have(const struct import_columns *columns, const char *field)
{
	return columns->fields[type_index(columns->type, field)];
}

const char *import_line_text(const struct import_line *line, const char *field)
{
	const struct draft_cell *cell = import_draft_cell(line->draft, type_index(line->draft->type, field));

	return cell ? cell->text : NULL;
}

void import_line_give(struct import_line *line, const char *field, const char *text)
{
	import_draft_give(line->draft, type_index(line->draft->type, field), text, 0);
}

void import_line_propose(struct import_line *line, const char *first, const char *text, const char *second, const char *other)
{
	struct draft *child = import_draft_child(line->draft, line->child, line->draft->line, line->draft->place);

	import_draft_give(child, type_index(line->child, first), text, 0);
	import_draft_give(child, type_index(line->child, second), other, 0);
}
