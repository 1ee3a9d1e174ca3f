#include "import/import_children.h"

#include "store/children.h"
#include "store/remove.h"
#include "store/save.h"
#include <string.h>

/* The record's own message tells where, by its draft. */
static enum status at_line(struct draft *draft, const struct draft *child, enum status status)
{
	draft->line = child->line;
	draft->place = child->place;
	draft->column = child->column;
	return status;
}

static enum status fill(struct import_writer *writer, struct draft *child, struct record *record)
{
	for (size_t i = 0; i < child->count; i++)
		if (writer->line_values.deferred[child->cells[i].index])
			return error_set(writer->job->store->error, STATUS_DATA, "%s: '%s' does not exist yet", record->type->fields[child->cells[i].index]->name,
			                 child->cells[i].text);
	return import_values_fill(&writer->line_values, child, record, false);
}

/* A line of the plan: what is given, and what is emptied. */
static void plan_line(struct import_writer *writer, const struct draft *draft, struct draft *child)
{
	struct import_values *values = &writer->line_values;
	struct record *given = record_new(&writer->job->line, child->type);
	struct text text = { 0 };

	/* Amounts are read in the currency of the record, which is not the line's to say. */
	if (values->currency != SIZE_MAX && writer->values.currency != SIZE_MAX)
		given->values[values->currency] = writer->values.values[writer->values.currency];
	import_values_fill(values, child, given, false);
	if (values->currency != SIZE_MAX)
		given->values[values->currency] = (struct value){ 0 };
	import_plan_values(values, child, NULL, given, &text);
	for (size_t i = 0; i < child->count; i++)
		if (!*child->cells[i].text)
			text_printf(&text, "\t%s=", child->type->fields[child->cells[i].index]->name);
	import_plan_child(writer->plan, draft, child, text_string(&text));
	text_free(&text);
}

static void place(struct record *record, size_t number)
{
	size_t index;

	if (type_field(record->type, "position", &index))
		record->values[index] = value_integer((int64_t)number);
}

static enum status add_line(struct import_writer *writer, struct draft *child, size_t number)
{
	struct import_job *job = writer->job;
	struct record *record;
	enum status status = children_new(job->store, job->child->record, writer->step.match.id, &job->line, &record);

	if (!status)
		status = fill(writer, child, record);
	if (status)
		return status;
	place(record, number);
	return save_add(job->store, record, &job->line);
}

static enum status change_line(struct import_writer *writer, struct draft *child, struct record *old, size_t number)
{
	struct record *record = record_copy(&writer->job->line, old);
	enum status status = fill(writer, child, record);

	if (status)
		return status;
	place(record, number);
	return save_set(writer->job->store, old, record, &writer->job->line);
}

/* Writes one child as line `number`, over what is there already (NULL: it is new), and into the plan. Its values have been read. */
static enum status write_line(struct import_writer *writer, struct draft *draft, size_t number, struct record *old)
{
	struct draft *child = &draft->children[number - 1];

	if (writer->plan->file)
		plan_line(writer, draft, child);
	enum status status = old ? change_line(writer, child, old, number) : add_line(writer, child, number);
	return status ? at_line(draft, child, status) : STATUS_OK;
}

/* Makes values of the texts of a child. What was made of another one before is gone. */
static enum status read_line(struct import_writer *writer, struct draft *draft, struct draft *child)
{
	arena_reset(&writer->job->line);
	enum status status = import_values_read(&writer->line_values, child);
	return status ? at_line(draft, child, status) : STATUS_OK;
}

/* The lines that are there. */
struct lines_there {
	struct record **records; /* NULL once a child means it */
	bool *named;             /* by its number in some child */
	size_t count;
};

static enum status load_lines(struct import_writer *writer, struct draft *draft, struct lines_there *there)
{
	struct import_job *job = writer->job;
	size_t number = type_index(job->child, "number");
	enum status status = children_load(job->store, job->child->record, writer->step.match.id, &job->row, &there->records, &there->count);

	there->named = arena_alloc(&job->row, (there->count + 1) * sizeof *there->named);
	for (size_t k = 0; !status && k < draft->child_count; k++) {
		status = read_line(writer, draft, &draft->children[k]);
		for (size_t i = 0; !status && i < there->count; i++)
			there->named[i] |= value_equal(&there->records[i]->values[number], &writer->line_values.values[number]);
	}
	return status;
}

/* The line that the child means: that of its number, or else the next one of those that no child names by number. */
static struct record *find_line(const struct import_writer *writer, const struct draft *child, struct lines_there *there)
{
	size_t number = type_index(child->type, "number");
	const struct draft_cell *cell = import_draft_cell(child, number);
	const struct value *value = &writer->line_values.values[number];

	for (size_t i = 0; i < there->count; i++) {
		struct record *found = there->records[i];
		if (!found || !(cell && *cell->text ? value_equal(&found->values[number], value) : !there->named[i]))
			continue;
		there->records[i] = NULL;
		return found;
	}
	return NULL;
}

static enum status replace_lines(struct import_writer *writer, struct draft *draft)
{
	struct import_job *job = writer->job;
	struct lines_there there = { 0 };
	enum status status = load_lines(writer, draft, &there);

	for (size_t k = 0; !status && k < draft->child_count; k++) {
		status = read_line(writer, draft, &draft->children[k]);
		if (!status)
			status = write_line(writer, draft, k + 1, find_line(writer, &draft->children[k], &there));
	}
	for (size_t i = 0; !status && i < there.count; i++)
		if (there.records[i])
			status = remove_record(job->store, job->child, there.records[i]->id, false, &job->row);
	return status;
}

enum status import_children_write(struct import_writer *writer, struct draft *draft)
{
	struct import_job *job = writer->job;
	enum import_action action = writer->step.action;
	enum status status = STATUS_OK;
	struct record **there;
	size_t count = 0;

	if (!draft->child_count || action == ACTION_SKIP)
		return STATUS_OK;
	if (action == ACTION_UPDATE)
		return replace_lines(writer, draft);
	if (action == ACTION_FILL)
		status = children_load(job->store, job->child->record, writer->step.match.id, &job->row, &there, &count);
	for (size_t k = 0; !status && !count && k < draft->child_count; k++) {
		status = read_line(writer, draft, &draft->children[k]);
		if (!status)
			status = write_line(writer, draft, k + 1, NULL);
	}
	return status;
}
