#include "import/import_rows.h"
#include "base/sentence.h"


/* Errors of one line; all others end the import whatever --keep-going says. */
static bool is_of_line(enum status status)
{
	return status == STATUS_DATA || status == STATUS_REFUSED || status == STATUS_USAGE;
}

/* Bad lines are set aside one by one. */
static bool sets_aside(const struct import_job *job)
{
	return job->options.keep_going || job->options.plan;
}

static enum status with_place(const struct import_job *job, const struct draft *draft, enum status status)
{
	if (!is_of_line(status))
		return status;
	error_place(job->store->error, job->name, draft->line, draft->column);
	return job->store->error->status = STATUS_DATA;
}

/* What our own export left empty was empty: a product's tax does not take its place. */
static void keep_empty(const struct import_mapping *mapping, struct draft *child)
{
	for (size_t i = 0; i < mapping->count; i++) {
		const struct import_column *column = &mapping->columns[i];
		if (column->child && column->role == COLUMN_FIELD && !import_draft_cell(child, column->index))
			import_draft_give(child, column->index, "", 0);
	}
}

/* Takes what a row says of a line of the record. */
static enum status take_child(struct import_rows *rows, const struct sheet_row *row)
{
	struct import_job *job = rows->job;
	struct draft *draft = &rows->draft;
	size_t column = 0;
	enum status status = import_group_check(&rows->group, row, &column);

	if (!status && !import_group_has(&rows->group, row))
		return STATUS_OK;
	if (!status) {
		struct draft *child = import_draft_child(draft, job->child, row->line, row->line);
		status = import_draft_row(child, rows->mapping, row);
		column = child->column;
		if (!status && job->ours && rows->writer->step.action == ACTION_ADD)
			keep_empty(rows->mapping, child);
	}
	if (status) {
		draft->line = draft->place = row->line;
		draft->column = column;
	}
	return status;
}

/* Writes the record of the rows at hand, and nothing else; the cells of the record itself have been taken. */
static enum status take_alone(struct import_rows *rows)
{
	struct import_job *job = rows->job;
	struct import_group *group = &rows->group;
	bool has_lines = false;

	for (size_t i = 0; i < group->count && job->child; i++)
		has_lines |= import_group_has(group, &group->rows[i]);
	enum status status = import_write(rows->writer, &rows->draft, has_lines);
	for (size_t i = 0; !status && i < group->count && job->child; i++)
		status = take_child(rows, &group->rows[i]);
	if (!status && job->child)
		status = import_children_write(rows->writer, &rows->draft);
	if (!status && job->listener->each)
		job->listener->each(job->listener->context, rows->writer->step.match.id);
	return status;
}

/* What a bad record wrote before it turned out to be bad is taken back, and so is what the change knows of it. */
static enum status take_back(struct import_rows *rows)
{
	struct store *store = rows->job->store;
	enum status status = db_execute(store->db, "rollback to line");

	if (!status)
		status = db_execute(store->db, "release line");
	change_recall(store, &rows->before);
	rows->writer->references->generation++;
	return status;
}

/* Writes it, or takes it back: *bad. */
static enum status try_alone(struct import_rows *rows, bool *bad)
{
	struct store *store = rows->job->store;
	struct import_result counts = rows->job->result;
	size_t deferred = rows->writer->deferred_count;
	enum status status = db_execute(store->db, "savepoint line");

	if (status)
		return status;
	change_mark(store, &rows->before);
	status = take_alone(rows);
	*bad = is_of_line(status);
	if (!status)
		return db_execute(store->db, "release line");
	if (!*bad)
		return status;
	rows->job->result = counts;
	import_write_forget(rows->writer, deferred);
	struct error reason = *store->error;
	status = take_back(rows);
	if (!status)
		*store->error = reason;
	return status;
}

/* The row with the mistake has its reason; the others of the record go with it, for half a record is none. */
static void reject_rows(struct import_rows *rows, const struct error *reason)
{
	struct import_job *job = rows->job;
	size_t bad = rows->draft.line;
	struct error others;

	error_set(&others, STATUS_DATA, "line %zu of the same %s is bad", bad, job->type->record->name);
	for (size_t i = 0; i < rows->group.count; i++) {
		const struct sheet_row *row = &rows->group.rows[i];
		bool own = row->line == bad;
		if (!row->more)
			import_reject(rows->rejects, row, own ? reason : &others, own ? &rows->draft : NULL);
	}
}

static enum status take_rows(struct import_rows *rows)
{
	struct import_job *job = rows->job;
	const struct sheet_row *first = &rows->group.rows[0];
	bool bad = false;

	import_draft_begin(&rows->draft, job->type, &job->row, first->line, first->line);
	enum status status = import_draft_row(&rows->draft, rows->mapping, first);
	if (!status && !job->ours)
		status = import_hook_prepare(rows->writer->hooked, &rows->draft);
	if (!status && rows->draft.ignored) {
		import_write_ignored(rows->writer, &rows->draft);
		import_plan_flush(rows->writer->plan);
		return STATUS_OK;
	}
	if (!sets_aside(job)) {
		status = status ? status : take_alone(rows);
		return with_place(job, &rows->draft, status);
	}
	if (status && !is_of_line(status))
		return status;
	if (status)
		bad = true;
	else
		status = try_alone(rows, &bad);
	if (bad) {
		reject_rows(rows, job->store->error);
		return STATUS_OK;
	}
	import_plan_flush(rows->writer->plan);
	return status;
}

/* Writes what is held. */
static enum status take_held(struct import_rows *rows)
{
	if (!rows->group.count)
		return STATUS_OK;
	enum status status = take_rows(rows);
	arena_reset(&rows->job->row);
	rows->group.rows = NULL;
	rows->group.count = 0;
	return status;
}

static enum status take_row(struct import_rows *rows, const struct sheet_row *row)
{
	struct import_job *job = rows->job;
	struct sheet_row only = *row;

	if (job->child) {
		enum status status = import_group_goes_on(&rows->group, row) ? STATUS_OK : take_held(rows);
		if (!status)
			import_group_hold(&rows->group, row);
		return status;
	}
	if (row->more)
		return error_at(job->store->error, STATUS_DATA, job->name, row->line, 0, "%s %s has no lines, and cannot hold a list of objects", sentence_a(job->type->record->name), job->type->record->name);
	/* It need not be copied. */
	rows->group.rows = &only;
	rows->group.count = 1;
	return take_held(rows);
}

/* What may be totals was followed by other rows: it is none. */
static enum status take_data(struct import_rows *rows)
{
	struct import_totals *totals = &rows->totals;
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < totals->held_count; i++) {
		import_totals_add(totals, &totals->held[i]);
		status = take_row(rows, &totals->held[i]);
	}
	totals->held_count = 0;
	arena_reset(&totals->memory);
	return status;
}

/* A row that may be one of totals: written where it is a record. */
static enum status try_record(struct import_rows *rows, const struct sheet_row *row, bool *bad)
{
	struct import_job *job = rows->job;
	struct sheet_row only = *row;

	rows->group.rows = &only;
	rows->group.count = 1;
	import_draft_begin(&rows->draft, job->type, &job->row, row->line, row->line);
	enum status status = import_draft_row(&rows->draft, rows->mapping, row);
	if (!status)
		status = import_hook_prepare(rows->writer->hooked, &rows->draft);
	*bad = is_of_line(status);
	if (!status)
		status = try_alone(rows, bad);
	if (*bad)
		text_clear(&rows->writer->plan->pending);
	else
		import_plan_flush(rows->writer->plan);
	rows->group.rows = NULL;
	rows->group.count = 0;
	arena_reset(&job->row);
	return *bad ? STATUS_OK : status;
}

/* The last rows, which may be totals. One that goes on with a document is a line of it. */
static enum status take_totals(struct import_rows *rows)
{
	struct import_totals *totals = &rows->totals;
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < totals->held_count; i++) {
		const struct sheet_row *row = &totals->held[i];
		bool bad = import_totals_is(totals, row);
		if (!bad && ((rows->job->child && import_group_goes_on(&rows->group, row)) || !import_totals_could(totals, row))) {
			status = take_row(rows, row);
			continue;
		}
		if (!bad && !(status = take_held(rows)))
			status = try_record(rows, row, &bad);
		if (bad)
			import_totals_leave(totals, row);
	}
	return status;
}

/* Takes the row, or keeps it until it is known what follows. */
static enum status take_next(struct import_rows *rows, const struct sheet_row *row)
{
	struct import_totals *totals = &rows->totals;
	bool looks = !rows->job->ours && sheet_kind(rows->sheet) != SHEET_NDJSON && sheet_kind(rows->sheet) != SHEET_MADE;

	if (looks && import_totals_may(totals, row) && import_totals_hold(totals, row))
		return STATUS_OK;
	enum status status = totals->held_count ? take_data(rows) : STATUS_OK;
	if (looks)
		import_totals_add(totals, row);
	return status ? status : take_row(rows, row);
}

enum status import_rows_run(struct import_rows *rows)
{
	struct import_job *job = rows->job;
	const struct sheet_row *row;
	enum status status = import_keys_load(rows->writer->keys);

	rows->before = (struct change_mark){ 0 };
	rows->group = (struct import_group){ .mapping = rows->mapping, .json = sheet_kind(rows->sheet) == SHEET_NDJSON };
	import_totals_open(&rows->totals, rows->mapping);
	while (!status) {
		status = sheet_next(rows->sheet, &row, job->store->error);
		if (!row || (status && !(sets_aside(job) && is_of_line(status))))
			break;
		if (status)
			import_reject(rows->rejects, row, job->store->error, NULL);
		status = status ? STATUS_OK : take_next(rows, row);
		if (!status)
			import_job_progress(job);
	}
	status = status ? status : take_totals(rows);
	status = status ? status : take_held(rows);
	import_totals_free(&rows->totals);
	change_mark_free(&rows->before);
	return status;
}
