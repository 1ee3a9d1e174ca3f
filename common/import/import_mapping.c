#include "import/import_mapping.h"

#include "import/import_hook.h"
#include "import/import_preset.h"
#include "import/import_unknown.h"
#include "query/assign.h"

#include <string.h>

/* Columns that our own export writes and that no file can set. */
static bool is_of_export(const struct import_job *job, const char *name)
{
	return job->ours && (strcmp(name, "id") == 0 || strchr(name, '.'));
}

static const struct field *by_name(const struct type *type, const char *normal, size_t *index)
{
	const struct field *found = NULL;
	struct text name = { 0 };

	for (size_t i = 0; i < type->count && !found; i++) {
		text_clear(&name);
		label_normal(&name, type->fields[i]->name);
		if (type->fields[i]->hidden || strcmp(text_string(&name), normal) != 0)
			continue;
		found = type->fields[i];
		*index = i;
	}
	text_free(&name);
	return found;
}

/* 数量 and 单价 mean the lines of a document that has no such fields itself. */
static const struct field *of_line(const struct import_job *job, const char *normal)
{
	size_t index;
	bool twice;
	const struct field *field = job->child ? by_name(job->child, normal, &index) : NULL;

	return field || !job->child ? field : type_labelled(job->child, normal, &index, &twice);
}

static enum status by_line(const struct import_job *job, struct import_column *column, const char *name);

static void take_target(struct import_column *column, const struct import_target *target)
{
	column->role = target->role;
	column->child = target->child;
	column->linked = target->linked;
	column->lenient = target->lenient;
	column->index = target->index;
}

/* A hook knows the words of its sheets better than the labels do. */
static bool by_heading(const struct import_job *job, struct import_column *column, const char *normal)
{
	struct import_target target = { 0 };
	bool found = !column->child && import_target_heading(job, normal, &target);

	if (found)
		take_target(column, &target);
	return found;
}

/* CustomerID links to a customer by the key that it has where the file comes from. */
static bool by_key(const struct import_job *job, struct import_column *column, const char *normal)
{
	column->linked = import_target_linked(column->child ? job->child : job->type, normal, &column->index, &column->guessed);
	if (column->linked)
		column->role = COLUMN_FIELD;
	return column->linked;
}

/* What is called like no field: parts of names, keys, what the notes are for, what the preset says of all others. */
static bool by_rest(const struct import_job *job, struct import_column *column, const char *normal)
{
	const struct import_preset *preset = job->options.preset;
	size_t key;
	bool notes = !column->child && type_field(job->type, "notes", NULL) != NULL;

	if (!column->child && import_target_part(job->type, normal, &column->role))
		return true;
	if (!column->child && import_target_own(job->type, normal, &key)) {
		column->role = COLUMN_FIELD;
		column->index = key;
		column->weak = true;
		return true;
	}
	if (notes && (label_listed(job->type->record->noted, normal) || (preset && preset->rest && *preset->rest)))
		column->role = COLUMN_NOTE;
	return column->role == COLUMN_NOTE;
}

/* Whether the name, or a label, of the field has this normal form. */
static bool is_called(const struct field *field, const char *normal)
{
	return label_listed(field->name, normal) || label_listed(field->en, normal) || label_listed(field->zh, normal);
}

static enum status by_field(const struct import_job *job, struct import_column *column, const struct field *field, const char *normal)
{
	if (field->kind == KIND_LINES)
		return STATUS_OK;
	column->weak = !is_called(field, normal);
	/* Who calls a column otherwise has other users and other lists. */
	column->lenient = column->weak && !job->ours && !column->child && (field->kind == KIND_PICK || field->target == &record_user);
	if (assign_is_writable(field) || (!job->ours && !column->child && import_target_takes(field))) {
		column->role = COLUMN_FIELD;
		return STATUS_OK;
	}
	if (!column->child && field->computed && !field->derived && !field->hidden)
		column->role = COLUMN_RESTORED;
	if (job->ours)
		return STATUS_OK;
	column->role = COLUMN_UNKNOWN;
	return error_set(job->store->error, STATUS_DATA, "%s is calculated by the program; ignore the column with --map '%s='", field->name, column->name);
}

/* Sets the meaning of a column that no map names. */
static enum status by_header(const struct import_job *job, struct import_column *column, const char *normal)
{
	bool twice = false;
	struct error *error = job->store->error;
	const struct type *type = column->child ? job->child : job->type;
	const struct field *field = by_name(type, normal, &column->index);

	if (!field && strcmp(normal, "ref") == 0) {
		column->role = COLUMN_REFERENCE;
		return STATUS_OK;
	}
	if (!field && by_heading(job, column, normal))
		return STATUS_OK;
	if (!field)
		field = type_labelled(type, normal, &column->index, &twice);
	if (twice)
		return error_set(error, STATUS_DATA, "'%s' is the label of two fields; choose one with --map '%s=field'", column->name, column->name);
	if (!field && (strcmp(normal, "reason") == 0 || is_of_export(job, column->name)))
		return STATUS_OK;
	/* What sheets of other programs call a field of the record besides is of a line where that calls its own so. */
	const struct field *line = column->child || (field && is_called(field, normal)) ? NULL : of_line(job, normal);
	if (line && (!field || is_called(line, normal)))
		return by_line(job, column, column->name);
	if (field)
		return by_field(job, column, field, normal);
	if (by_key(job, column, normal) || by_rest(job, column, normal))
		return STATUS_OK;
	column->role = COLUMN_UNKNOWN;
	return column->probed ? STATUS_DATA : import_unknown(error, type, column->name);
}

/* A column of the lines, which is called this once the word for them is gone. */
static enum status by_line(const struct import_job *job, struct import_column *column, const char *name)
{
	struct import_column line = { .name = name, .role = COLUMN_IGNORED, .child = true, .probed = column->probed };
	struct text normal = { 0 };

	label_normal(&normal, name);
	enum status status = by_header(job, &line, text_string(&normal));
	text_free(&normal);
	line.name = column->name;
	line.map = column->map;
	*column = line;
	return status;
}

static enum status meaning(struct import_mapping *mapping, struct import_column *column)
{
	struct import_job *job = mapping->job;
	const struct import_map *map = import_maps_find(&mapping->maps, job, column->name);
	struct text normal = { 0 };
	enum status status = STATUS_OK;

	if (map && map->value_count)
		column->map = map;
	if (map && map->means) {
		take_target(column, &map->target);
		column->given = true;
		return STATUS_OK;
	}
	const char *line_name = import_header_of_line(job, column->name);
	label_normal(&normal, column->name);
	if (line_name)
		status = by_line(job, column, line_name);
	else if (!normal.length && job->options.hook && job->options.hook->unnamed)
		take_target(column, &(struct import_target){ .role = COLUMN_SLOT, .index = (size_t)job->options.hook->unnamed });
	else if (!normal.length)
		column->role = COLUMN_UNNAMED;
	else
		status = by_header(job, column, normal.data);
	text_free(&normal);
	return status;
}

/* How the cells of a column may be written. Our own export writes in one way, unless a spreadsheet saved it with semicolons since. */
static struct import_reading reading_of(const struct import_mapping *mapping, const struct import_column *column)
{
	const struct import_job *job = mapping->job;
	bool field = column->role == COLUMN_FIELD || column->role == COLUMN_RESTORED;

	if (mapping->exact || (job->ours && mapping->delimiter != ';' && !job->options.decimal && !job->options.dates))
		return (struct import_reading){ 0 };
	enum kind_id kind = column->role == COLUMN_SLOT ? job->options.hook->slot_kinds[column->index]
	                    : field                     ? (column->child ? job->child : job->type)->fields[column->index]->kind
	                                                : (enum kind_id)0;
	return import_reading_of(kind, job->options.decimal, job->options.dates, job->store->conventions.now);
}

void import_mapping_leave_out(struct import_mapping *mapping, struct import_column *column)
{
	text_printf(&mapping->left_out, mapping->left_out.length ? ", %s" : "%s", column->name);
	column->role = COLUMN_IGNORED;
	column->left_out = true;
}

/* Appends the column of a cell. One that nothing knows is appended too: whether it may be left out is asked for first. */
static enum status add_column(struct import_mapping *mapping, const struct sheet_row *row, size_t i)
{
	const struct sheet_cell *cell = &row->cells[i];
	struct import_column *column = &mapping->columns[mapping->count];

	*column = (struct import_column){ .name = cell->name, .role = COLUMN_IGNORED };
	enum status status = meaning(mapping, column);
	if (status && column->role == COLUMN_UNKNOWN && mapping->job->options.map_out)
		status = STATUS_OK; /* it is what the map is to say */
	const struct import_preset *preset = mapping->job->options.preset;
	bool ignored = mapping->job->options.ignore_unknown || (preset && preset->rest);
	if (status && column->role == COLUMN_UNKNOWN && ignored) {
		import_mapping_leave_out(mapping, column);
		status = STATUS_OK;
	}
	column->reading = status ? column->reading : reading_of(mapping, column);
	column->implied = column->child ? NULL : import_implied_find(mapping->job->options.hook, column->name);
	mapping->count += !status;
	return status ? error_place(mapping->job->store->error, mapping->job->name, row->line, cell->column) : STATUS_OK;
}

const struct import_column *import_mapping_find(const struct import_mapping *mapping, const struct sheet_row *row, size_t i)
{
	const char *name = row->cells[i].name;

	if (i < mapping->count && mapping->columns[i].name == name)
		return &mapping->columns[i];
	for (size_t k = 0; k < mapping->count; k++)
		if (mapping->columns[k].name == name)
			return &mapping->columns[k];
	return NULL;
}

enum status import_mapping_column(struct import_mapping *mapping, const struct sheet_row *row, size_t i, const struct import_column **column)
{
	struct import_job *job = mapping->job;

	*column = import_mapping_find(mapping, row, i);
	if (*column)
		return STATUS_OK;
	if (mapping->count == SHEET_COLUMN_LIMIT)
		return error_at(job->store->error, STATUS_DATA, job->name, row->line, 0, "more than %d fields", SHEET_COLUMN_LIMIT);
	if (!mapping->count)
		job->ours = strcmp(row->cells[0].name, "ref") == 0;
	*column = &mapping->columns[mapping->count];
	return add_column(mapping, row, i);
}

/* Walks through a copy of the header that loses its first cell at each step. */
static const char *next_cell(void *state)
{
	struct sheet_row *rest = state;

	if (!rest->count)
		return NULL;
	rest->count--;
	return (rest->cells++)->name;
}

/* A column that a map was given for but that is not there comes first: the header that the map misses may be unknown only because of that. */
static enum status check_maps(struct import_mapping *mapping, const struct sheet_row *header)
{
	for (size_t i = 0; i < header->count; i++)
		import_maps_find(&mapping->maps, mapping->job, header->cells[i].name);
	for (size_t i = 0; i < mapping->maps.count; i++) {
		const struct import_map *map = &mapping->maps.maps[i];
		if (!map->required || map->used)
			continue;
		struct sheet_row rest = *header;
		const char *nearest = error_nearest(map->header, next_cell, &rest);
		return error_set(mapping->job->store->error, STATUS_USAGE,
		                 nearest ? "--map: %s has no column '%s'; did you mean '%s'?" : "--map: %s has no column '%s'", mapping->job->name, map->header, nearest);
	}
	return STATUS_OK;
}

/* Whether the hook can do without columns other than those that mean something. */
static bool suffices(const struct import_mapping *mapping)
{
	struct import_job *job = mapping->job;
	const struct import_hook *hook = job->options.hook;
	bool *fields = arena_alloc(&job->memory, job->type->count * sizeof *fields), *slots = arena_alloc(&job->memory, IMPORT_SLOTS * sizeof *slots);

	for (size_t i = 0; i < mapping->count; i++) {
		const struct import_column *column = &mapping->columns[i];
		if (column->role == COLUMN_SLOT)
			slots[column->index] = true;
		else if (column->role == COLUMN_FIELD && !column->child)
			fields[column->index] = true;
	}
	return hook && hook->suffices && !job->ours && hook->suffices(&(struct import_columns){ .type = job->type, .fields = fields, .slots = slots });
}

/* Of two columns that mean the same field of a statement one is needed: that whose meaning was given, else the first. */
static void leave_out_twice(struct import_mapping *mapping)
{
	for (size_t i = 0; i < mapping->count; i++)
		for (size_t k = 0; k < i; k++) {
			struct import_column *later = &mapping->columns[i], *first = &mapping->columns[k];
			if (later->role != COLUMN_FIELD || first->role != COLUMN_FIELD || later->child || first->child || later->index != first->index)
				continue;
			if (!later->given)
				import_mapping_leave_out(mapping, later);
			else if (!first->given)
				import_mapping_leave_out(mapping, first);
		}
}

/* All columns of the header; those that mean nothing are reported together. */
static enum status add_columns(struct import_mapping *mapping, const struct sheet_row *header)
{
	struct import_unknown unknown = { .type = mapping->job->type };
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < header->count; i++) {
		status = add_column(mapping, header, i);
		if (status != STATUS_DATA)
			continue;
		import_unknown_add(&unknown, mapping->job, header->line, &header->cells[i]);
		status = STATUS_OK;
	}
	bool again = unknown.count && !mapping->job->options.ignore_unknown && suffices(mapping);
	status = import_unknown_report(&unknown, mapping->job, status);
	if (!again)
		return status;
	mapping->job->options.ignore_unknown = true;
	mapping->count = 0;
	return add_columns(mapping, header);
}

enum status import_mapping_open(struct import_mapping *mapping, struct import_job *job)
{
	mapping->job = job;
	return import_maps_read(&mapping->maps, job);
}

bool import_mapping_names(void *mapping, const char *cell)
{
	struct import_column column = { .name = cell, .role = COLUMN_IGNORED, .probed = true };

	return cell[strspn(cell, " \t")] && !meaning(mapping, &column) && column.role != COLUMN_UNNAMED;
}

enum status import_mapping_read(struct import_mapping *mapping, const struct sheet *sheet)
{
	struct import_job *job = mapping->job;
	const struct sheet_row *header;
	enum status status;

	sheet_header(sheet, &header);
	for (size_t i = 0; i < mapping->maps.count; i++)
		mapping->maps.maps[i].used = false; /* the lines above the header do not count */
	job->ours = sheet_is_ours(sheet);
	mapping->delimiter = sheet_delimiter(sheet);
	mapping->exact = sheet_kind(sheet) == SHEET_MADE;
	mapping->columns = arena_alloc(&job->memory, SHEET_COLUMN_LIMIT * sizeof *mapping->columns);
	if (sheet_kind(sheet) == SHEET_NDJSON)
		return STATUS_OK;
	/* A day without a booking has a statement, too. */
	if (!header->count && mapping->exact)
		return STATUS_OK;
	if (!header->count && job->options.header_line)
		return error_at(job->store->error, STATUS_DATA, job->name, job->options.header_line, 0, "the file has no such line for --header-line, and none after it");
	if (!header->count)
		return error_at(job->store->error, STATUS_DATA, job->name, 1, 1, "the file is empty; its first line must name the fields");
	status = check_maps(mapping, header);
	if (!status)
		status = add_columns(mapping, header);
	if (!status && suffices(mapping))
		leave_out_twice(mapping);
	mapping->has_reason = !status && strcmp(header->cells[header->count - 1].name, "reason") == 0 &&
	                      mapping->columns[header->count - 1].role == COLUMN_IGNORED;
	return status;
}

void import_mapping_free(struct import_mapping *mapping)
{
	text_free(&mapping->left_out);
}
