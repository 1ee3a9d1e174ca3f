#include "import/import_write.h"

#include "query/assign.h"
#include "store/journal.h"
#include "store/save.h"
#include <stdlib.h>
#include <string.h>

struct deferred {
	int64_t id;
	size_t index, place, column;
	char *text;
	bool linked;
};

enum status import_writer_open(struct import_writer *writer)
{
	struct import_job *job = writer->job;
	const struct import_options *options = &job->options;
	enum status status = STATUS_OK;

	writer->assignments = arena_alloc(&job->memory, (options->assignment_count + 1) * sizeof *writer->assignments);
	for (size_t i = 0; !status && i < options->assignment_count; i++)
		if (!(status = assign_parse(job->store, job->type, NULL, options->assignments[i], &job->memory, &writer->assignments[i])))
			writer->assignments[i].own = assign_has_braces(&writer->assignments[i]);
	for (size_t i = 0; !status && i < options->assignment_count; i++)
		if (writer->assignments[i].own && writer->assignments[i].field->kind == KIND_MONEY)
			status = error_set(job->store->error, STATUS_USAGE, "%s: an amount cannot be put together from a sheet", writer->assignments[i].field->name);
	for (size_t i = 0; !status && i < options->assignment_count; i++)
		if (writer->assignments[i].operation == ASSIGN_SET && !writer->assignments[i].own)
			status = assign_apply(job->store, &writer->assignments[i], 1, writer->values.defaults, 0, &job->memory);
	writer->values.assignments = writer->assignments;
	writer->values.assignment_count = options->assignment_count;
	return status;
}

void import_writer_free(struct import_writer *writer)
{
	import_write_forget(writer, 0);
	free(writer->deferred);
	import_values_free(&writer->values);
	import_values_free(&writer->line_values);
	text_free(&writer->step.match.why);
}

static enum status decide(struct import_writer *writer)
{
	struct import_step *step = &writer->step;
	const char *prefix = writer->job->type->record->prefix, *why = text_string(&step->match.why);
	struct error *error = writer->job->store->error;
	long long id = step->match.id, other = step->match.other;

	step->action = ACTION_ADD;
	if (!id)
		return STATUS_OK;
	switch (writer->job->options.on_duplicate) {
	case IMPORT_SKIP: step->action = ACTION_SKIP; return STATUS_OK;
	case IMPORT_UPDATE: step->action = ACTION_UPDATE; break;
	case IMPORT_FILL: step->action = ACTION_FILL; break;
	case IMPORT_ERROR:
		return error_set(error, STATUS_DATA, "%s already exists as %s%lld; specify what to do with --on-duplicate=skip, update or fill", why, prefix, id);
	}
	if (!other)
		return STATUS_OK;
	return error_set(error, STATUS_DATA, "%s belongs to %s%lld and %s%lld; merge them, or distinguish them with --key or a ref column", why, prefix, id, prefix, other);
}

/* tags+= adds to what the line gives. */
static enum status add_to(struct import_writer *writer, struct record *record)
{
	struct import_job *job = writer->job;
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && writer->assignments && i < job->options.assignment_count; i++)
		if (writer->assignments[i].operation != ASSIGN_SET)
			status = assign_apply(job->store, &writer->assignments[i], 1, record, 0, &job->row);
	return status;
}

static void put_off(struct import_writer *writer, const struct draft *draft, int64_t id)
{
	for (size_t i = 0; i < draft->count; i++) {
		const struct draft_cell *cell = &draft->cells[i];
		if (!writer->values.deferred[cell->index])
			continue;
		writer->deferred = array_grow(NULL, writer->deferred, writer->deferred_count, sizeof *writer->deferred);
		writer->deferred[writer->deferred_count++] = (struct deferred){
			.id = id, .index = cell->index, .place = draft->place, .column = cell->column, .text = memory_string(cell->text), .linked = cell->linked,
		};
	}
}

/* A kept reference is the next number for once. */
static enum status save_new(struct import_writer *writer, struct record *record)
{
	struct import_job *job = writer->job;
	int64_t *counter = &change_type(job->store, job->type->record)->counter, keep = writer->step.match.keep, last, before;
	enum status status = import_job_last(job, job->type->record, &last);

	if (status || !keep)
		return status ? status : save_add(job->store, record, &job->row);
	before = *counter < 0 ? last : *counter;
	*counter = keep - 1;
	status = save_add(job->store, record, &job->row);
	if (*counter < before)
		*counter = before;
	return status;
}

/* What our own export left empty was empty: no initial value takes its place. */
static void keep_empty(struct import_writer *writer, struct record *record)
{
	record->given = arena_alloc(&writer->job->row, record->type->count * sizeof *record->given);
	for (size_t i = 0; i < writer->mapping->count; i++) {
		const struct import_column *column = &writer->mapping->columns[i];
		if (!column->child && (column->role == COLUMN_FIELD || column->role == COLUMN_RESTORED))
			record->given[column->index] = true;
	}
}

/* The record is there now: later lines find it. */
static void written(struct import_writer *writer, const struct draft *draft, const struct record *record, size_t *counted)
{
	put_off(writer, draft, record->id);
	import_keys_add(writer->keys, record);
	import_names_add(&writer->references->names, record);
	*counted += 1;
}

/* What the domain says: *same is the record that the line was imported as before. */
static enum status ask_hook(struct import_writer *writer, struct draft *draft, struct record *record, bool has_lines)
{
	struct import_match *match = &writer->step.match;
	bool applies = writer->job->options.apply != NULL;
	int64_t same;

	if (writer->job->ours || (applies && writer->fresh))
		return STATUS_OK;
	enum status status = import_hook_match(writer->hooked, draft, record, has_lines, &match->why, &same);
	if (status || !same)
		return status;
	if (applies)
		return import_write_unchanged(writer, same, "is the same record, and was added or changed");
	match->id = same;
	writer->step.action = ACTION_SKIP;
	writer->job->result.skipped++;
	return STATUS_OK;
}

static enum status add(struct import_writer *writer, struct draft *draft, bool has_lines, struct text *values)
{
	struct import_job *job = writer->job;
	struct record *record = record_new(&job->row, job->type);

	memcpy(record->values, writer->values.defaults->values, job->type->count * sizeof *record->values);
	enum status status = import_values_fill(&writer->values, draft, record, false);
	if (!status)
		status = add_to(writer, record);
	if (!status)
		status = ask_hook(writer, draft, record, has_lines);
	if (status || writer->step.action == ACTION_SKIP)
		return status;
	if (writer->plan->file)
		import_plan_values(&writer->values, draft, NULL, record, values);
	if (job->ours && writer->step.match.keep)
		keep_empty(writer, record);
	status = save_new(writer, record);
	if (status)
		return status;
	writer->step.match.id = record->id;
	written(writer, draft, record, &job->result.added);
	return STATUS_OK;
}

/* Whether the draft changes the record, be it by a reference that a later line brings. */
static bool changes(const struct import_writer *writer, const struct record *old, const struct record *record)
{
	for (size_t i = 0; i < old->type->count; i++)
		if (writer->values.deferred[i] || !value_equal(&old->values[i], &record->values[i]))
			return true;
	return false;
}

static enum status change(struct import_writer *writer, struct draft *draft, bool has_lines, struct text *values)
{
	struct import_job *job = writer->job;
	struct import_step *step = &writer->step;
	bool fill = step->action == ACTION_FILL;
	struct record *old;
	enum status status = row_load(job->store, job->type, step->match.id, &job->row, &old);

	if (!status && !old)
		status = error_set(job->store->error, STATUS_REFUSED, "the %s %s%lld no longer exists", job->type->record->name, job->type->record->prefix,
		                   (long long)step->match.id);
	if (status)
		return status;
	struct record *record = record_copy(&job->row, old);
	status = import_values_fill(&writer->values, draft, record, fill);
	if (status)
		return status;
	if (!has_lines && !changes(writer, old, record)) {
		step->action = ACTION_SKIP;
		text_add(&step->match.why, "; nothing differs");
		job->result.skipped++;
		return STATUS_OK;
	}
	if (writer->plan->file)
		import_plan_values(&writer->values, draft, old, record, values);
	status = save_set(job->store, old, record, &job->row);
	if (!status)
		written(writer, draft, record, fill ? &job->result.filled : &job->result.updated);
	return status;
}

enum status import_write_step(struct import_writer *writer, struct draft *draft, bool has_lines)
{
	struct text values = { 0 };
	enum status status = STATUS_OK;

	switch (writer->step.action) {
	case ACTION_ADD: status = add(writer, draft, has_lines, &values); break;
	case ACTION_UPDATE: case ACTION_FILL: status = change(writer, draft, has_lines, &values); break;
	default: writer->job->result.skipped++; break;
	}
	if (!status && writer->plan->file)
		import_plan_record(writer->plan, draft, &writer->step, text_string(&values));
	text_free(&values);
	return status;
}

enum status import_write(struct import_writer *writer, struct draft *draft, bool has_lines)
{
	enum status status = import_values_read(&writer->values, draft);

	import_match_clear(&writer->step.match);
	if (!status)
		status = import_match_find(&writer->step.match, writer->keys, &writer->values, draft);
	if (!status)
		status = decide(writer);
	return status ? status : import_write_step(writer, draft, has_lines);
}

void import_write_ignored(struct import_writer *writer, const struct draft *draft)
{
	struct import_step *step = &writer->step;

	import_match_clear(&step->match);
	step->action = ACTION_SKIP;
	text_add(&step->match.why, draft->ignored);
	writer->job->result.skipped++;
	writer->job->result.ignored++;
	if (writer->plan->file)
		import_plan_record(writer->plan, draft, step, "");
}

enum status import_write_unchanged(struct import_writer *writer, int64_t id, const char *what)
{
	struct store *store = writer->job->store;
	const struct record_type *type = writer->job->type->record;
	int64_t change = 0;
	enum status status = writer->fresh ? STATUS_OK : journal_version(store, type, id, &change);

	if (status || !change || change <= writer->change || change == store->change.id)
		return status;
	return error_set(store->error, STATUS_REFUSED, "%s%lld %s by ch%lld since the plan was made; make it again with --plan", type->prefix, (long long)id, what,
	                 (long long)change);
}

static enum status follow(struct import_writer *writer, const struct deferred *deferred)
{
	struct import_job *job = writer->job;
	struct import_reference reference = { .field = job->type->fields[deferred->index], .text = deferred->text, .linked = deferred->linked, .arena = &job->row };
	struct record *old;

	arena_reset(&job->row);
	enum status status = import_reference_read(writer->references, &reference);
	if (!status)
		status = row_load(job->store, job->type, deferred->id, &job->row, &old);
	if (status || !old)
		return status;
	struct record *record = record_copy(&job->row, old);
	record->values[deferred->index] = reference.value;
	return save_set(job->store, old, record, &job->row);
}

enum status import_write_deferred(struct import_writer *writer)
{
	struct error *error = writer->job->store->error;
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < writer->deferred_count; i++) {
		const struct deferred *deferred = &writer->deferred[i];
		status = follow(writer, deferred);
		if (!status)
			continue;
		error_place(error, writer->job->name, deferred->place, deferred->column);
		status = error->status = status == STATUS_REFUSED ? STATUS_DATA : status;
	}
	return status;
}

void import_write_forget(struct import_writer *writer, size_t count)
{
	while (writer->deferred_count > count)
		free(writer->deferred[--writer->deferred_count].text);
}
