#include "import/import_map_out.h"

#include "base/utf8.h"
#include "import/import_hook.h"
#include "import/import_source.h"
#include "io/yaml.h"
#include <stdlib.h>
#include <string.h>

enum { TEXT_LIMIT = 100, TEXT_BYTES = 100 }; /* texts of a column that are listed, and what one may have: a column of others is no list of picks */

/* The texts of a column that its picks do not have, in the order in which they come. */
struct texts {
	const char *texts[TEXT_LIMIT];
	size_t count;
};

static const struct field *field_of(const struct import_mapping *mapping, const struct import_column *column)
{
	const struct import_job *job = mapping->job;

	return column->role == COLUMN_FIELD ? (column->child ? job->child : job->type)->fields[column->index] : NULL;
}

static void note_text(struct import_mapping *mapping, struct texts *texts, const struct field *field, const char *text)
{
	size_t length = strlen(text);

	while (length && text[length - 1] == ' ')
		length--;
	const char *own = arena_copy(&mapping->job->row, text, length);
	if (!length || length > TEXT_BYTES || texts->count == TEXT_LIMIT || pick_find(field->picks, own))
		return;
	for (size_t i = 0; i < texts->count; i++)
		if (strcmp(texts->texts[i], own) == 0)
			return;
	texts->texts[texts->count++] = arena_string(&mapping->job->memory, own);
}

/* Goes through all rows. */
static enum status note_texts(struct import_mapping *mapping, struct sheet *sheet, struct texts *texts)
{
	const struct sheet_row *row;
	enum status status;

	while (!(status = sheet_next(sheet, &row, mapping->job->store->error)) && row) {
		for (size_t i = 0; i < row->count && i < mapping->count; i++) {
			const struct field *field = field_of(mapping, &mapping->columns[i]);
			if (field && field->kind == KIND_PICK && !mapping->columns[i].map)
				note_text(mapping, &texts[i], field, row->cells[i].text + strspn(row->cells[i].text, " "));
		}
		arena_reset(&mapping->job->row);
	}
	return status;
}

/* The right side of the map of a column. */
static void append_target(const struct import_mapping *mapping, const struct import_column *column, struct text *out)
{
	const struct import_job *job = mapping->job;
	const struct import_heading *heading = job->options.hook ? job->options.hook->headings : NULL;

	switch (column->role) {
	case COLUMN_NOTE: text_add(out, "+notes"); return;
	case COLUMN_REFERENCE: text_add(out, "ref"); return;
	case COLUMN_GIVEN: text_add(out, "First name"); return;
	case COLUMN_FAMILY: text_add(out, "Last name"); return;
	case COLUMN_SLOT:
		while (heading && heading->header && (heading->field || (size_t)heading->slot != column->index))
			heading++;
		text_add(out, heading && heading->header ? heading->header : "");
		return;
	case COLUMN_FIELD:
		if (column->child)
			text_printf(out, "%s.", job->lines->name);
		text_printf(out, column->linked ? "%s.external_id" : "%s", field_of(mapping, column)->name);
		return;
	default: return;
	}
}

static void append_values(const struct field *field, const struct texts *texts, struct text *out)
{
	text_add(out, "  values: # one of");
	for (const struct pick *pick = field->picks; pick->key; pick++)
		text_printf(out, " %s", pick->key);
	for (size_t i = 0; i < texts->count; i++) {
		text_add(out, "\n    ");
		yaml_key(out, texts->texts[i]);
	}
	text_byte(out, '\n');
}

static void append_column(const struct import_mapping *mapping, const struct import_column *column, const struct texts *texts, struct text *out)
{
	const char *nearest = column->role == COLUMN_UNKNOWN ? type_nearest(mapping->job->type, column->name) : NULL;
	struct text target = { 0 };

	append_target(mapping, column, &target);
	yaml_key(out, column->name);
	if (texts->count)
		text_add(out, "\n  field:");
	if (target.length) {
		text_byte(out, ' ');
		yaml_bare(out, target.data, target.length, 0);
	}
	if (column->role == COLUMN_UNKNOWN)
		text_printf(out, nearest ? " # no field has this name; %s?" : " # no field has this name: left out", nearest);
	text_byte(out, '\n');
	if (texts->count)
		append_values(field_of(mapping, column), texts, out);
	text_free(&target);
}

enum status import_map_out(struct import_mapping *mapping, struct sheet *sheet)
{
	struct import_job *job = mapping->job;
	struct texts *texts = memory_alloc((mapping->count + 1) * sizeof *texts);
	struct text out = { 0 };
	FILE *file = NULL;

	memset(texts, 0, (mapping->count + 1) * sizeof *texts);
	enum status status = mapping->count ? note_texts(mapping, sheet, texts)
	                                    : error_set(job->store->error, STATUS_DATA, "%s: a map is of the columns of a header, and JSON has none", job->name);
	for (size_t i = 0; i < mapping->count; i++)
		if (mapping->columns[i].role != COLUMN_UNNAMED)
			append_column(mapping, &mapping->columns[i], &texts[i], &out);
	if (!status)
		status = import_create_file(&file, job->options.map_out, job->options.path, job->store->error);
	if (file)
		fwrite(text_string(&out), 1, out.length, file);
	enum status closed = import_close_file(&file, job->options.map_out, job->store->error);
	text_free(&out);
	free(texts);
	return status ? status : closed;
}
