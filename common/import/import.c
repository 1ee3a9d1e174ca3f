/* The course of an import: open and check, then the rows of a sheet or the lines of a plan. */
#include "import/import.h"

#include "base/sentence.h"
#include "import/import_apply.h"
#include "import/import_conflict.h"
#include "import/import_map_out.h"
#include "import/import_preset.h"
#include "import/import_readings.h"
#include "import/import_rows.h"
#include "import/import_source.h"
#include "store/bulk.h"
#include "store/save.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Its parts, each of which knows those before it. */
struct import {
	struct import_job job;
	struct sheet *sheet; /* NULL when a plan is applied */
	struct import_mapping mapping;
	struct import_references references;
	struct import_keys keys;
	struct import_hooked hooked;
	struct import_plan plan;
	struct import_plan_reader reader;
	struct import_writer writer;
	struct import_rejects rejects;
	struct import_rows rows;
	bool ran;
};

static bool refers(const struct type *type, const struct record_type *target)
{
	for (size_t i = 0; type && i < type->count; i++)
		if (type->fields[i]->kind == KIND_REF && type->fields[i]->target == target)
			return true;
	return false;
}

static enum status check_create(const struct import_job *job)
{
	for (size_t i = 0; i < job->options.create_count; i++) {
		const char *name = job->options.create[i];
		const struct record_type *type = record_by_name(name);
		if (!type || type->internal)
			return error_set(job->store->error, STATUS_USAGE, "--create: '%s' is not a record type", name);
		if ((!refers(job->type, type) && !refers(job->child, type)) || type == &record_user)
			return error_set(job->store->error, STATUS_USAGE, "--create: no field of %s %s can create %s %s by name", sentence_a(job->type->record->name), job->type->record->name, sentence_a(name), name);
	}
	return STATUS_OK;
}

/* Whether a column of the record is about the field. */
static bool has_column(const struct import *import, size_t index)
{
	for (size_t i = 0; i < import->mapping.count; i++) {
		const struct import_column *column = &import->mapping.columns[i];
		if (!column->child && column->role == COLUMN_FIELD && column->index == index)
			return true;
	}
	return false;
}

static enum status check_key(const struct import *import)
{
	const struct import_job *job = &import->job;

	if (import->keys.option == SIZE_MAX || sheet_kind(import->sheet) == SHEET_NDJSON || job->options.relabel || has_column(import, import->keys.option))
		return STATUS_OK;
	return error_set(job->store->error, STATUS_USAGE, "--key: %s has no column for %s", job->name, job->options.key);
}

/* Where no preset is named, the header of the file may choose one: it says what columns mean, and suggests how cells are written that could mean two things. */
static void recognize(struct import *import)
{
	struct import_options *options = &import->job.options;
	const struct sheet_row *header;

	sheet_header(import->sheet, &header);
	if (options->preset || sheet_is_ours(import->sheet))
		return;
	options->preset = import_preset_recognize(options->presets, header);
}

static enum status open_sheet(struct import *import)
{
	struct import_job *job = &import->job;
	const struct import_options *options = &job->options;
	const struct sheet_options how = {
		.format = options->format, .encoding = options->encoding, .named = options->sheet, .conventions = &job->store->conventions, .delimiter = options->delimiter,
		.header_line = options->header_line, .names = import_mapping_names, .context = &import->mapping, .nulls = options->nulls,
	};
	const struct sheet_maker *const *makers = options->hook && !options->format ? options->hook->makers : NULL;
	enum status status = import_mapping_open(&import->mapping, job);

	if (!status)
		status = sheet_open_made(&import->sheet, options->path, makers, options->encoding, &job->store->conventions, job->store->error);
	if (!status && !import->sheet)
		status = sheet_open_with(&import->sheet, options->path, &how, job->store->error);
	if (status)
		return status;
	job->name = sheet_name(import->sheet);
	/* An address book that comes again brings what is new. */
	if (sheet_kind(import->sheet) == SHEET_MADE && job->options.may_skip)
		job->options.on_duplicate = IMPORT_SKIP;
	recognize(import);
	import->rejects.sheet = import->rows.sheet = import->sheet;
	status = import_mapping_read(&import->mapping, import->sheet);
	if (!status)
		status = import_conflict_check(&import->mapping, import->sheet);
	if (!status)
		status = import_readings_decide(&import->mapping, import->sheet);
	if (!status)
		status = import_writer_open(&import->writer);
	if (!status)
		status = import_keys_open(&import->keys, job);
	if (!status)
		status = check_key(import);
	if (!status)
		status = import_plan_open(&import->plan, job);
	if (!status)
		status = import_rejects_open(&import->rejects);
	return status;
}

static enum status open_plan(struct import *import)
{
	struct import_job *job = &import->job;
	const struct import_options *options = &job->options;

	job->name = strcmp(options->apply, "-") == 0 ? "standard input" : options->apply;
	if (options->plan || options->rejects || options->map_count || options->preset || options->ignore_unknown || options->delimiter || options->sheet || options->header_line || options->nulls || options->clear || options->map_out || options->assignment_count || options->create_count || options->key || options->relabel || options->decimal || options->dates ||
	    options->match != IMPORT_MATCH_NONE || options->on_duplicate != IMPORT_ERROR)
		return error_set(job->store->error, STATUS_USAGE, "--apply takes everything from the plan; it can only be combined with --keep-going");
	enum status status = import_plan_read(&import->reader, job);
	return status ? status : import_keys_open(&import->keys, job);
}

static void note_made(void *context, size_t line, const struct record *record)
{
	struct import_plan *plan = context;

	if (plan->file)
		import_plan_create(plan, line, record);
}

/* Tells the parts of each other. */
static void join(struct import *import)
{
	struct import_job *job = &import->job;

	import->references = (struct import_references){ .job = job, .names.job = job, .made = note_made, .context = &import->plan };
	import->hooked.job = job;
	import->plan.job = job;
	import->writer = (struct import_writer){
		.job = job, .mapping = &import->mapping, .references = &import->references, .keys = &import->keys, .hooked = &import->hooked, .plan = &import->plan,
	};
	import->rejects = (struct import_rejects){ .job = job, .mapping = &import->mapping, .plan = &import->plan };
	import->rows = (struct import_rows){ .job = job, .mapping = &import->mapping, .writer = &import->writer, .rejects = &import->rejects };
	import_values_open(&import->writer.values, &import->references, job->type, &job->row);
	if (job->child)
		import_values_open(&import->writer.line_values, &import->references, job->child, &job->line);
}

enum status import_read(struct import **out, struct store *store, const struct type *type, const struct import_options *options)
{
	struct import *import = memory_alloc(sizeof *import);
	struct import_job *job = &import->job;

	*out = NULL;
	*import = (struct import){ 0 };
	import_job_open(job, store, type, options);
	import_preset_take(&job->options);
	join(import);
	enum status status = import_drain(options->apply ? &job->options.apply : &job->options.path, store->error);
	if (!status)
		status = check_create(job);
	if (!status)
		status = options->apply ? open_plan(import) : open_sheet(import);
	if (status)
		import_free(import);
	else
		*out = import;
	return status;
}

static bool remark_guess(const struct import *import, struct text *out)
{
	return import->sheet && sheet_guess(import->sheet, out);
}

static bool remark_header(const struct import *import, struct text *out)
{
	const struct sheet_row *header;

	if (!import->sheet || !sheet_skips(import->sheet) || import->job.options.header_line)
		return false;
	sheet_header(import->sheet, &header);
	text_printf(out, "%s: line %zu is the header, because it is the first one with names of fields and more cells than those above it, which are left out", import->job.name,
	            header->line);
	return true;
}

static bool remark_totals(const struct import *import, struct text *out)
{
	const struct import_totals *totals = &import->rows.totals;

	if (!totals->count)
		return false;
	text_printf(out, totals->count > 1 ? "%s: lines %zu to %zu" : "%s: line %zu", import->job.name, totals->first, totals->last);
	text_printf(out, totals->count > 1 ? " are left out, because they are totals below the records and none themselves: %s"
	                                   : " is left out, because it is a total below the records and none itself: %s", totals->text);
	return true;
}

static bool remark_put_aside(const struct import *import, struct text *out)
{
	struct text columns = { 0 };

	for (size_t i = 0; i < import->mapping.count; i++)
		if (import->mapping.columns[i].put_aside)
			text_printf(&columns, columns.length ? ", %s (%zu)" : "%s (%zu)", import->mapping.columns[i].name, import->mapping.columns[i].put_aside);
	if (columns.length)
		text_printf(out, "%s: these cells went to the notes, because their fields do not take them: %s", import->job.name, columns.data);
	bool any = columns.length > 0;
	text_free(&columns);
	return any;
}

static bool remark_left_out(const struct import *import, struct text *out)
{
	const struct text *names = &import->mapping.left_out;

	if (names->length)
		text_printf(out, "%s: these columns are left out: %s", import->job.name, names->data);
	return names->length > 0;
}

static bool remark_not_read(const struct import *import, struct text *out)
{
	const char *names = import->sheet ? sheet_left_out(import->sheet) : "";

	if (*names)
		text_printf(out, "%s: left out, because no field takes them: %s", import->job.name, names);
	return *names;
}

bool import_remark(const struct import *import, unsigned *next, struct text *out)
{
	static const struct {
		bool (*remark)(const struct import *, struct text *);
		bool after; /* all rows are read */
	} remarks[] = { { remark_guess, false }, { remark_header, false }, { remark_left_out, false }, { remark_not_read, false }, { remark_put_aside, true },
		{ remark_totals, true } };

	for (; *next < sizeof remarks / sizeof *remarks && (import->ran || !remarks[*next].after);)
		if (remarks[(*next)++].remark(import, out))
			return true;
	return false;
}

enum status import_write_map(struct import *import)
{
	return import_map_out(&import->mapping, import->sheet);
}

/* Whether a hook looks into the table, and fills in fields, while rows are added. */
static bool matches(const struct import_job *job)
{
	return job->options.hook && job->options.hook->match;
}

enum { LINE_BYTES = 100 };

/* How many lines the file may have, by its size; 0: nobody knows. */
static int64_t lines_ahead(const struct import *import)
{
	struct stat found;

	if (import->job.options.apply || stat(import->job.options.path, &found) != 0 || !S_ISREG(found.st_mode))
		return 0;
	return found.st_size / LINE_BYTES;
}

/* As many when they are worth to put the indexes of their table aside, 0 when lines are looked up there. */
static int64_t rows_ahead(const struct import *import)
{
	const struct import_job *job = &import->job;
	const struct field *key = import->keys.option == SIZE_MAX ? NULL : job->type->fields[import->keys.option];

	if (job->options.plan || matches(job) || (key && !key->unique))
		return 0;
	for (size_t i = 0; i < job->type->count; i++)
		if (job->type->fields[i]->target == job->type->record && has_column(import, i))
			return 0;
	return lines_ahead(import);
}

/* References are kept only where none was ever given out. */
static enum status look_around(struct import *import)
{
	struct import_job *job = &import->job;
	struct import_keys *keys = &import->keys;
	int64_t last, highest = 0;
	enum status status = import_job_last(job, job->type->record, &last);

	if (!status)
		status = db_one(job->store->db, &highest, "select max(id) from \"%s\"", job->type->record->name);
	job->keeps = !last && !highest && !job->options.relabel;
	if (status || keys->external_id == SIZE_MAX)
		return status;
	return import_labels_load(&keys->labels, job, job->type->fields[keys->external_id], lines_ahead(import), highest);
}

/* By field index: what new records may have a value in. Cells of JSON name fields that no header knows. */
static const bool *filled_fields(struct import *import)
{
	struct import_job *job = &import->job;
	const struct import_mapping *mapping = &import->mapping;
	const struct value *defaults = import->writer.values.defaults->values;
	bool *filled = arena_alloc(&job->memory, job->type->count * sizeof *filled);

	for (size_t i = 0; i < job->type->count; i++)
		filled[i] = !mapping->count || matches(job) || save_fills(job->store, job->type, i) || defaults[i].type != VALUE_NULL;
	for (size_t i = 0; i < mapping->count; i++)
		if (!mapping->columns[i].child && (mapping->columns[i].role == COLUMN_FIELD || mapping->columns[i].role == COLUMN_RESTORED))
			filled[mapping->columns[i].index] = true;
	return filled;
}

static enum status run_sheet(struct import *import)
{
	struct import_job *job = &import->job;
	struct bulk *bulk = NULL;
	enum status status = import->plan.file ? import_plan_head(&import->plan) : STATUS_OK;

	if (!status)
		status = bulk_begin(job->store, job->type, filled_fields(import), rows_ahead(import), &bulk);
	if (!status)
		status = import_rows_run(&import->rows);
	if (!status)
		status = bulk_end(job->store, bulk);
	bulk_free(bulk);
	return status;
}

enum status import_run(struct import *import, const struct import_listener *listener, struct import_result *result)
{
	struct import_job *job = &import->job;
	int *year = &job->store->conventions.year, before = *year;

	job->listener = listener;
	*year = job->options.year;
	enum status status = look_around(import);
	if (!status)
		status = job->options.apply ? import_apply_run(&import->reader, &import->writer) : run_sheet(import);
	if (!status)
		status = import_write_deferred(&import->writer);
	import->ran = true;
	import_plan_flush(&import->plan);
	*year = before;
	if (!status)
		status = import_plan_close(&import->plan);
	if (!status)
		status = import_rejects_close(&import->rejects);
	job->result.plan_mark = import->reader.mark;
	job->result.status = job->result.rejected ? STATUS_DATA : STATUS_OK;
	*result = job->result;
	return status;
}

void import_free(struct import *import)
{
	if (!import)
		return;
	import_hook_release(&import->hooked);
	import_writer_free(&import->writer);
	import_names_free(&import->references.names);
	import_keys_free(&import->keys);
	import_plan_free(&import->plan);
	import_rejects_free(&import->rejects);
	import_plan_read_free(&import->reader);
	import_mapping_free(&import->mapping);
	sheet_close(import->sheet);
	import_job_free(&import->job);
	free(import);
}
