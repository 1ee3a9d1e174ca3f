/* The course of an import: open and check, then rows one by one. */
#include "import/import_internal.h"

#include "store/bulk.h"
#include "store/save.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

static enum status check_create(struct import *import)
{
	for (size_t i = 0; i < import->options.create_count; i++) {
		const char *name = import->options.create[i];
		const struct record_type *type = record_by_name(name);
		bool referred = false;
		if (!type || type->internal)
			return error_set(import->store->error, STATUS_USAGE, "--create: '%s' is no record type", name);
		for (size_t k = 0; k < import->type->count; k++)
			referred = referred || (import->type->fields[k]->kind == KIND_REF && import->type->fields[k]->target == type);
		for (size_t k = 0; import->lines && k < import->lines->type->count; k++)
			referred = referred || (import->lines->type->fields[k]->kind == KIND_REF && import->lines->type->fields[k]->target == type);
		if (!referred || type == &record_user)
			return error_set(import->store->error, STATUS_USAGE, "--create: no field of a %s makes a %s by name", import->type->record->name, name);
	}
	return STATUS_OK;
}

/* What the arguments say of every new record is worked out once. */
static enum status read_assignments(struct import *import)
{
	const struct import_options *options = &import->options;
	enum status status = STATUS_OK;

	import->assignments = arena_alloc(&import->memory, (options->assignment_count + 1) * sizeof *import->assignments);
	for (size_t i = 0; !status && i < options->assignment_count; i++) {
		struct assignment *assignment = &import->assignments[i];
		status = assign_parse(import->store, import->type, NULL, options->assignments[i], &import->memory, assignment);
	}
	for (size_t i = 0; !status && i < options->assignment_count; i++)
		if (import->assignments[i].operation == ASSIGN_SET)
			status = assign_apply(import->store, &import->assignments[i], 1, import->defaults, 0, &import->memory);
	return status;
}

static void make_draft(struct import *import)
{
	size_t count = import->type->count + 1;
	struct arena *memory = &import->memory;
	struct draft *draft = &import->draft;

	draft->given = arena_alloc(memory, count * sizeof *draft->given);
	draft->texts = arena_alloc(memory, count * sizeof *draft->texts);
	draft->columns = arena_alloc(memory, count * sizeof *draft->columns);
	draft->deferred = arena_alloc(memory, count * sizeof *draft->deferred);
	draft->values = arena_alloc(memory, count * sizeof *draft->values);
	memcpy(draft->values, import->defaults->values, import->type->count * sizeof *draft->values);
	import->memos = arena_alloc(memory, count * sizeof *import->memos);
}

static size_t find_index(const struct type *type, const char *name)
{
	size_t index;

	return type_field(type, name, &index) ? index : SIZE_MAX;
}

static enum status check_key(struct import *import)
{
	if (import->key_field == SIZE_MAX || sheet_kind(import->sheet) == SHEET_NDJSON || import->options.relabel)
		return STATUS_OK;
	for (size_t i = 0; i < import->column_count; i++)
		if (import->columns[i].role == COLUMN_FIELD && import->columns[i].index == import->key_field)
			return STATUS_OK;
	return error_set(import->store->error, STATUS_USAGE, "--key: %s has no column for %s", import->name, import->options.key);
}

static enum status open_sheet(struct import *import)
{
	struct import_options *options = &import->options;
	struct error *error = import->store->error;
	enum status status = sheet_open(&import->sheet, options->path, options->format, options->encoding, error);

	if (status)
		return status;
	import->name = sheet_name(import->sheet);
	status = import_maps(import);
	if (!status)
		status = import_header(import);
	if (!status)
		status = read_assignments(import);
	if (!status)
		status = import_rules(import);
	if (!status)
		status = check_key(import);
	if (!status && options->plan)
		status = import_create_file(&import->plan, options->plan, options->path, error);
	if (!status && options->rejects)
		status = import_create_file(&import->rejects, options->rejects, options->path, error);
	return status;
}

static enum status open_plan(struct import *import)
{
	struct import_options *options = &import->options;

	import->name = strcmp(options->apply, "-") == 0 ? "standard input" : options->apply;
	if (options->plan || options->rejects || options->map_count || options->assignment_count || options->create_count || options->key || options->relabel ||
	    options->match != IMPORT_MATCH_NONE || options->on_duplicate != IMPORT_ERROR)
		return error_set(import->store->error, STATUS_USAGE, "--apply takes everything from the plan; only --keep-going goes with it");
	enum status status = import_apply_open(import);
	return status ? status : import_rules(import);
}

enum status import_read(struct import **out, struct store *store, const struct type *type, const struct import_options *options)
{
	struct import *import = memory_alloc(sizeof *import);

	*out = NULL;
	*import = (struct import){ .store = store, .type = type, .options = *options };
	import->defaults = record_new(&import->memory, type);
	import->currency = find_index(type, "currency");
	import->external_id = find_index(type, "external_id");
	import_lines_open(import);
	import->index.seed = (uint64_t)(uintptr_t)import ^ (uint64_t)time(NULL) << 32;
	for (size_t i = 0; i < RECORD_TYPE_LIMIT; i++) {
		import->names[i].seed = import->index.seed;
		import->known[i] = -1;
	}
	enum status status = import_drain(options->apply ? &import->options.apply : &import->options.path, store->error);
	if (!status)
		status = check_create(import);
	if (!status)
		status = options->apply ? open_plan(import) : open_sheet(import);
	make_draft(import);
	if (import->lines)
		make_draft(import->lines);
	if (status)
		import_free(import);
	else
		*out = import;
	return status;
}

static enum status close_file(FILE **file, const char *path, struct error *error)
{
	if (!*file)
		return STATUS_OK;
	bool failed = ferror(*file) != 0;
	failed = fclose(*file) != 0 || failed;
	*file = NULL;
	return failed ? error_set(error, STATUS_IO, "cannot write %s: %s", path, strerror(errno)) : STATUS_OK;
}

enum { LINE_BYTES = 100 };

/* How many lines the file may have, by its size; 0: nobody knows. */
static int64_t lines_ahead(const struct import *import)
{
	struct stat found;

	if (import->options.apply || stat(import->options.path, &found) != 0 || !S_ISREG(found.st_mode))
		return 0;
	return found.st_size / LINE_BYTES;
}

/* As many when they are worth to put the indexes of their table aside, 0 when lines are looked up there. */
static int64_t rows_ahead(const struct import *import)
{
	const struct import_options *options = &import->options;
	const struct field *key = options->key ? type_written(import->type, options->key, NULL) : NULL;

	if (options->plan || import_hook(import) || (key && !key->unique))
		return 0;
	for (size_t i = 0; i < import->column_count; i++) {
		const struct import_column *column = &import->columns[i];
		const struct field *field = column->role == COLUMN_FIELD ? import->type->fields[column->index] : NULL;
		if (field && field->target == import->type->record)
			return 0;
	}
	return lines_ahead(import);
}

/* References are kept only where none was ever given out. */
static enum status look_around(struct import *import)
{
	int64_t last, highest = 0;
	enum status status = import_known(import, import->type->record, &last);

	if (!status)
		status = db_one(import->store->db, &highest, "select max(id) from \"%s\"", import->type->record->name);
	import->keeps = !last && !highest && !import->options.relabel;
	return status ? status : import_labels_load(import, lines_ahead(import), highest);
}

/* By field index: what new records may have a value in. Cells of JSON name fields that no header knows. */
static const bool *filled_fields(struct import *import)
{
	bool *filled = arena_alloc(&import->memory, import->type->count * sizeof *filled);

	for (size_t i = 0; i < import->type->count; i++)
		filled[i] = !import->column_count || import_hook(import) || save_fills(import->store, import->type, i) || import->defaults->values[i].type != VALUE_NULL;
	for (size_t i = 0; i < import->column_count; i++)
		if (import->columns[i].role == COLUMN_FIELD || import->columns[i].role == COLUMN_RESTORED)
			filled[import->columns[i].index] = true;
	return filled;
}

static enum status run_in_bulk(struct import *import)
{
	struct bulk *bulk;
	enum status status = bulk_begin(import->store, import->type, filled_fields(import), rows_ahead(import), &bulk);

	if (!status)
		status = import_rows_run(import);
	if (!status)
		status = bulk_end(import->store, bulk);
	bulk_free(bulk);
	return status;
}

enum status import_run(struct import *import, const struct import_listener *listener, struct import_result *result)
{
	struct error *error = import->store->error;
	int *year = &import->store->conventions.year, before = *year;

	*result = (struct import_result){ 0 };
	import->listener = listener;
	import->result = result;
	if (import->lines) {
		import->lines->listener = listener;
		import->lines->result = result;
		import->lines->plan = import->plan;
	}
	*year = import->options.year;
	enum status status = look_around(import);
	if (!status && import->plan)
		status = import_plan_head(import);
	if (!status)
		status = import->options.apply ? import_apply_run(import) : run_in_bulk(import);
	if (!status)
		status = import_write_deferred(import);
	if (import->plan)
		import_plan_creates(import);
	*year = before;
	if (!status)
		status = close_file(&import->plan, import->options.plan, error);
	if (!status)
		status = close_file(&import->rejects, import->options.rejects, error);
	result->plan_mark = import->plan_mark;
	result->status = result->rejected ? STATUS_DATA : STATUS_OK;
	return status;
}

void import_free(struct import *import)
{
	if (!import)
		return;
	import_lines_free(import);
	import_hook_free(import);
	for (size_t i = 0; i < import->type->count; i++)
		memo_free(import->memos[i]);
	for (size_t i = 0; i < RECORD_TYPE_LIMIT; i++)
		index_free(&import->names[i]);
	for (size_t i = 0; i < import->deferred_count; i++)
		free(import->deferred[i].text);
	free(import->deferred);
	index_free(&import->index);
	import_labels_free(import);
	if (import->plan)
		fclose(import->plan);
	if (import->rejects)
		fclose(import->rejects);
	sheet_close(import->sheet);
	lines_close(import->plan_lines);
	text_free(&import->scratch);
	text_free(&import->creates);
	text_free(&import->draft.why);
	arena_free(&import->memory);
	arena_free(&import->row);
	arena_free(&import->group);
	free(import);
}
