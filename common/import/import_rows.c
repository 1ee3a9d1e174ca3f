/* The rows of a sheet, one by one or document by document: written, or set aside whole. */
#include "import/import_internal.h"

#include <stdlib.h>
#include <string.h>

enum { PROGRESS_LINES = 1000 };

/* Errors of one line; all others end the import whatever --keep-going says. */
static bool is_of_line(enum status status)
{
	return status == STATUS_DATA || status == STATUS_REFUSED || status == STATUS_USAGE;
}

static enum status with_place(struct import *import, enum status status)
{
	if (!is_of_line(status))
		return status;
	error_place(import->store->error, import->name, import->draft.line, import->draft.column);
	return import->store->error->status = STATUS_DATA;
}

/* What a bad line wrote before it turned out to be bad is taken back, and so is what the change knows of it. */
static enum status take_back(struct import *import, const struct change *before)
{
	enum status status = db_execute(import->store->db, "rollback to line");

	if (!status)
		status = db_execute(import->store->db, "release line");
	change_recall(import->store, before);
	import->generation++;
	return status;
}

/* The rows of one record, and nothing else. */
static enum status take_alone(struct import *import)
{
	enum status status = STATUS_OK;

	import->lines_follow = false;
	for (size_t i = 0; i < import->row_count && import->lines; i++)
		import->lines_follow |= import_group_has(import, &import->rows[i]);
	status = import_write(import);
	for (size_t i = 0; !status && i < import->row_count && import->lines; i++)
		status = import_lines_take(import, &import->rows[i]);
	if (!status && import->lines)
		status = import_lines_write(import);
	if (!status && import->listener->each)
		import->listener->each(import->listener->context, import->draft.id);
	return status;
}

/* The row with the mistake has its reason; the others of the record go with it, for half a document is none. */
static void reject_rows(struct import *import, const struct error *reason)
{
	size_t bad = import->draft.line;
	struct error others;

	error_set(&others, STATUS_DATA, "line %zu of the same %s is bad", bad, import->type->record->name);
	for (size_t i = 0; i < import->row_count; i++) {
		const struct sheet_row *row = &import->rows[i];
		bool own = row->line == bad;
		if (!own)
			import->draft.column = 0;
		if (!row->more)
			import_reject(import, row, own ? reason : &others);
	}
}

static enum status take_rows(struct import *import)
{
	struct store *store = import->store;
	struct import_result counts = *import->result;
	struct change before;
	bool alone = import->options.keep_going || import->plan;
	size_t deferred = import->deferred_count;

	enum status status = import_draft_row(import, &import->rows[0]);
	if (!status && !alone)
		status = take_alone(import);
	if (status && !(alone && is_of_line(status)))
		return with_place(import, status);
	if (status) {
		reject_rows(import, store->error);
		return STATUS_OK;
	}
	if (!alone)
		return STATUS_OK;
	before = store->change;
	if ((status = db_execute(store->db, "savepoint line")))
		return status;
	status = take_alone(import);
	if (!status)
		return db_execute(store->db, "release line");
	if (!is_of_line(status))
		return status;
	const struct error reason = *store->error;
	if ((status = take_back(import, &before)))
		return status;
	*import->result = counts;
	while (import->deferred_count > deferred)
		free(import->deferred[--import->deferred_count].text);
	reject_rows(import, &reason);
	return STATUS_OK;
}

/* Writes what is held. */
static enum status take_held(struct import *import)
{
	if (!import->row_count)
		return STATUS_OK;
	arena_reset(&import->row);
	enum status status = take_rows(import);
	import_group_forget(import);
	return status;
}

static enum status take_row(struct import *import, const struct sheet_row *row)
{
	struct sheet_row only = *row;

	if (import->lines) {
		enum status status = import_group_goes_on(import, row) ? STATUS_OK : take_held(import);
		if (!status)
			import_group_hold(import, row);
		return status;
	}
	if (row->more)
		return error_at(import->store->error, STATUS_DATA, import->name, row->line, 0, "a %s has no lines that a list of objects could be",
		                import->type->record->name);
	arena_reset(&import->row);
	import->rows = &only;
	import->row_count = 1;
	enum status status = take_rows(import);
	arena_reset(&import->group);
	import->rows = NULL;
	import->row_count = 0;
	return status;
}

enum status import_rows_run(struct import *import)
{
	const struct sheet_row *row;
	struct error *error = import->store->error;
	bool alone = import->options.keep_going || import->plan;
	enum status status = import->rule_count ? import_keys_load(import) : STATUS_OK;

	while (!status) {
		status = sheet_next(import->sheet, &row, error);
		if (!row || (status && !(alone && is_of_line(status))))
			break;
		import->result->lines++;
		if (status)
			import_reject(import, row, error);
		status = status ? STATUS_OK : take_row(import, row);
		if (!status && import->listener->progress && import->result->lines % PROGRESS_LINES == 0)
			import->listener->progress(import->listener->context, import->result->lines);
	}
	return status ? status : take_held(import);
}
