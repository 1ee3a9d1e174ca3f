#include "import/import_apply.h"

#include "base/sentence.h"
#include "query/assign.h"
#include <stdlib.h>
#include <string.h>

struct apply {
	struct import_job *job;
	struct import_writer *writer;
	struct draft draft; /* of the record at hand, whose lines come one by one */
};

static enum status take_target(struct apply *apply, const char *text)
{
	struct import_job *job = apply->job;
	struct import_step *step = &apply->writer->step;
	struct reference reference;

	if (!reference_like(text) || reference_parse(text, &reference, NULL) || reference.type != job->type->record)
		return error_set(job->store->error, STATUS_DATA, "'%s' is not a reference to %s %s", text, sentence_a(job->type->record->name), job->type->record->name);
	enum status status = store_find(job->store, &reference, &step->match.id);
	return status || step->action == ACTION_SKIP ? status : import_write_unchanged(apply->writer, step->match.id, "was changed");
}

/* What is the same as a known record was the reader's choice; what came since is not. */
static enum status check_new(struct apply *apply, const char *reference)
{
	struct import_job *job = apply->job;
	struct import_writer *writer = apply->writer;
	struct import_match *match = &writer->step.match;
	enum status status = STATUS_OK;

	if (strcmp(reference, "-") != 0) {
		if (!job->keeps)
			return error_set(job->store->error, STATUS_REFUSED, "%s cannot be kept: %s have been added here since the plan was made; make it again with --plan",
			                 reference, job->type->record->plural);
		apply->draft.reference = reference;
	}
	if (!writer->fresh || apply->draft.reference)
		status = import_match_find(match, writer->keys, &writer->values, &apply->draft);
	if (!status && match->id)
		status = import_write_unchanged(writer, match->id, "is the same record, and was added or changed");
	match->id = 0;
	return status;
}

static const char *normal(struct import_job *job, const char *name)
{
	struct text text = { 0 };

	label_normal(&text, name);
	return text_take(&text, &job->row);
}

/* The cells field=value, into a draft; of references also field.external_id=key. */
static enum status take_values(struct import_job *job, struct import_plan_line *line, struct draft *draft)
{
	const struct type *type = draft->type;
	bool restores = job->keeps && type == job->type;
	size_t index;

	for (char *cell; (cell = import_plan_cell(line));) {
		char *equal = strchr(cell, '=');
		if (!equal || equal == cell)
			return error_set(job->store->error, STATUS_DATA, "'%s' is not of the form field=value", cell);
		*equal = '\0';
		bool guessed, linked = strchr(cell, '.') && import_target_linked(type, normal(job, cell), &index, &guessed);
		const struct field *field = linked ? type->fields[index] : type_field(type, cell, &index);
		if (!field)
			return type_unknown(type, cell, job->store->error);
		if (!import_target_takes(field) && !(restores && field->computed && !field->derived))
			return error_set(job->store->error, STATUS_DATA, "%s is calculated by the program and takes no value", field->name);
		import_draft_give(draft, index, equal + 1, 0);
		draft->cells[draft->numbers[index] - 1].linked = linked;
	}
	return STATUS_OK;
}

/* A line of a record names the line of the sheet from which the record comes: deleting that one from the plan leaves no lines to another record. */
static enum status take_child(struct apply *apply, struct import_plan_line *line)
{
	struct import_job *job = apply->job;
	struct draft *draft = &apply->draft;
	char *end;

	if (!job->child || !draft->line || strtoull(line->target, &end, 10) != draft->line || *end)
		return error_set(job->store->error, STATUS_DATA, "the line belongs to a record of line %s, which is not above it; delete both or neither", line->target);
	/* Its texts wait until all lines are there. */
	if (line->rest)
		line->rest = arena_string(&job->row, line->rest);
	return take_values(job, line, import_draft_child(draft, job->child, line->line, line->place));
}

static enum status take_create(struct apply *apply, struct import_plan_line *line)
{
	struct import_job *job = apply->job;
	struct error *error = job->store->error;
	const struct record_type *target = record_by_name(line->target);
	int64_t ids[2];

	if (!target || target->internal)
		return error_set(error, STATUS_DATA, "'%s' is not a record type", line->target);
	const struct type *type = store_type(job->store, target);
	struct record *record = record_new(&job->row, type);
	for (const char *cell; (cell = import_plan_cell(line));) {
		struct assignment assignment;
		enum status status = assign_parse(job->store, type, NULL, cell, &job->row, &assignment);
		if (!status)
			status = assign_apply(job->store, &assignment, 1, record, 0, &job->row);
		if (status)
			return status;
	}
	const char *title = record_text(record, target->title);
	enum status status = import_names_find(&apply->writer->references->names, target, title, false, ids);
	if (!status && ids[0])
		status = error_set(error, STATUS_REFUSED, "%s %s now exists as %s%lld; make the plan again with --plan", target->name, title, target->prefix,
		                   (long long)ids[0]);
	return status ? status : import_reference_create(apply->writer->references, record);
}

static enum status take_reject(struct apply *apply, const struct import_plan_line *line)
{
	struct import_job *job = apply->job;

	if (!job->options.keep_going)
		return error_set(job->store->error, STATUS_DATA, "rejected: %s; correct the line in the file and plan again, delete it from the plan, or use --keep-going",
		                 line->why);
	job->result.rejected++;
	if (!job->listener->rejected)
		return STATUS_OK;
	struct error error;
	error_at(&error, STATUS_DATA, job->name, line->place, 0, "rejected: %s", line->why);
	job->listener->rejected(job->listener->context, line->line, error.message);
	return STATUS_OK;
}

static enum status take_record(struct apply *apply, struct import_plan_line *line)
{
	struct import_job *job = apply->job;
	struct import_writer *writer = apply->writer;
	enum import_action action = line->action;
	bool ignored = action == ACTION_SKIP && strcmp(line->target, "-") == 0;
	enum status status = action == ACTION_ADD || ignored ? STATUS_OK : take_target(apply, line->target);

	if (!status && action != ACTION_SKIP)
		status = take_values(job, line, &apply->draft);
	if (!status && action != ACTION_SKIP)
		status = import_values_read(&writer->values, &apply->draft);
	if (!status && action == ACTION_ADD)
		status = check_new(apply, line->target);
	if (!status)
		status = import_write_step(writer, &apply->draft, job->child != NULL);
	if (!status && job->listener->each && !ignored)
		job->listener->each(job->listener->context, writer->step.match.id);
	return status;
}

static enum status take_line(struct apply *apply, struct import_plan_line *line)
{
	struct import_job *job = apply->job;
	enum status status = import_plan_parse(job, line);

	if (status)
		return status;
	if (line->action == ACTION_CREATE)
		return take_create(apply, line);
	if (line->action == ACTION_LINE)
		return take_child(apply, line);
	import_draft_begin(&apply->draft, job->type, &job->row, line->line, line->place);
	import_match_clear(&apply->writer->step.match);
	apply->writer->step.action = line->action;
	switch (line->action) {
	case ACTION_ADD: case ACTION_UPDATE: case ACTION_FILL: case ACTION_SKIP: return take_record(apply, line);
	case ACTION_REJECT: return take_reject(apply, line);
	default: return error_set(job->store->error, STATUS_DATA, "'%s' is not an action; write add, update, fill or skip", line->word);
	}
}

/* The lines of the record above, which are all there now. */
static enum status write_lines(struct apply *apply)
{
	struct import_job *job = apply->job;
	struct draft *draft = &apply->draft;
	enum status status = import_children_write(apply->writer, draft);

	if (status == STATUS_DATA || status == STATUS_REFUSED)
		error_place(job->store->error, job->name, draft->place, 0);
	return status;
}

/* STATUS_REFUSED when the plan knows more changes than there are. */
static enum status look_around(struct import_job *job, struct import_writer *writer, int64_t change)
{
	int64_t last;
	enum status status = db_one(job->store->db, &last, "select max(id) from change");

	writer->change = change;
	writer->fresh = last == writer->change;
	if (!status && last < writer->change)
		return error_set(job->store->error, STATUS_REFUSED, "%s was made after ch%lld, and this copy of the database ends with ch%lld", job->name,
		                 (long long)writer->change, (long long)last);
	return status || writer->fresh ? status : import_keys_load(writer->keys);
}

enum status import_apply_run(struct import_plan_reader *reader, struct import_writer *writer)
{
	struct import_job *job = reader->job;
	struct error *error = job->store->error;
	struct apply apply = { .job = job, .writer = writer };
	enum status status = look_around(job, writer, reader->change);

	while (!status) {
		struct import_plan_line line;
		status = import_plan_next(reader, &line);
		if (status || !line.rest)
			break;
		if (!import_plan_goes_on(&line)) {
			status = write_lines(&apply);
			apply.draft = (struct draft){ 0 };
			arena_reset(&job->row);
		}
		if (status)
			return status;
		status = take_line(&apply, &line);
		if (status == STATUS_USAGE)
			status = error->status = STATUS_DATA;
		if (status)
			error_place(error, job->name, line.place, 0);
		else if (line.action != ACTION_CREATE)
			import_job_progress(job);
	}
	return status ? status : write_lines(&apply);
}
