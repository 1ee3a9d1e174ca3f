#include "import/import_reject.h"

#include "import/import_source.h"
#include "io/out.h"
#include <string.h>

enum status import_rejects_open(struct import_rejects *rejects)
{
	const struct import_options *options = &rejects->job->options;

	return options->rejects ? import_create_file(&rejects->file, options->rejects, options->path, rejects->job->store->error) : STATUS_OK;
}

enum status import_rejects_close(struct import_rejects *rejects)
{
	return import_close_file(&rejects->file, rejects->job->options.rejects, rejects->job->store->error);
}

void import_rejects_free(struct import_rejects *rejects)
{
	if (rejects->file)
		fclose(rejects->file);
}

static void put_csv(struct text *out, const char *text, size_t length, char delimiter, bool guard)
{
	const char special[] = { delimiter, '"', '\n', '\r', '\0' };

	if (guard && delimiter == ',') {
		out_csv_cell(out, text, length);
		return;
	}
	if (!text[strcspn(text, special)] && *text != ' ' && (!length || text[length - 1] != ' ')) {
		text_append(out, text, length);
		return;
	}
	text_byte(out, '"');
	for (const char *p = text; *p; p++) {
		if (*p == '"')
			text_byte(out, '"');
		text_byte(out, *p);
	}
	text_byte(out, '"');
}

static void put_cell(const struct sheet *sheet, struct text *out, const char *text, size_t length, char delimiter)
{
	if (sheet_kind(sheet) == SHEET_TSV)
		text_escape(out, text, length);
	else
		put_csv(out, text, length, delimiter, sheet_is_ours(sheet));
}

/* The reason that we put in front of an object before is replaced. */
static const char *without_reason(const char *object, const char *end)
{
	static const char begin[] = "{\"reason\":\"";
	const char *p = object + strlen(begin);

	if ((size_t)(end - object) < strlen(begin) || memcmp(object, begin, strlen(begin)) != 0)
		return object + 1;
	while (p < end && *p != '"')
		p += *p == '\\' ? 2 : 1;
	if (p < end)
		p++;
	return p < end && *p == ',' ? p + 1 : p;
}

static void put_json(struct text *out, const struct sheet_row *row, const char *reason)
{
	const char *end = row->raw + row->raw_length, *rest = without_reason(row->raw, end), *next = rest;

	text_add(out, "{\"reason\":");
	out_json_string(out, reason, strlen(reason));
	while (next < end && strchr(" \t\r\n", *next))
		next++;
	if (next < end && *next != '}')
		text_byte(out, ',');
	if (rest < end)
		text_append(out, rest, (size_t)(end - rest));
}

static void put_row(const struct import_rejects *rejects, struct text *out, const struct sheet_row *row, const char *reason)
{
	char delimiter = sheet_delimiter(rejects->sheet);
	const struct sheet_row *header;

	sheet_header(rejects->sheet, &header);
	if (rejects->mapping->has_reason && row->count) {
		/* Cell by cell: the last one of the row is the old reason. */
		for (size_t i = 0; i + 1 < header->count; i++) {
			put_cell(rejects->sheet, out, i < row->count ? row->cells[i].text : "", i < row->count ? row->cells[i].length : 0, delimiter);
			text_byte(out, delimiter);
		}
	} else {
		text_append(out, row->raw, row->raw_length);
		for (size_t i = row->count; row->count && i < header->count; i++)
			text_byte(out, delimiter);
		text_byte(out, delimiter);
	}
	put_cell(rejects->sheet, out, reason, strlen(reason), delimiter);
}

static void put_header(struct import_rejects *rejects)
{
	struct text line = { 0 };

	if (rejects->begun || sheet_kind(rejects->sheet) == SHEET_NDJSON)
		return;
	rejects->begun = true;
	if (sheet_declares(rejects->sheet))
		text_printf(&line, "sep=%c\n", sheet_delimiter(rejects->sheet));
	text_add(&line, sheet_header_line(rejects->sheet));
	if (!rejects->mapping->has_reason)
		text_printf(&line, "%creason", sheet_delimiter(rejects->sheet));
	fprintf(rejects->file, "%s\n", line.data);
	text_free(&line);
}

static void report(const struct import_job *job, size_t line, size_t column, struct error error)
{
	error_place(&error, job->name, line, column);
	if (job->listener->rejected)
		job->listener->rejected(job->listener->context, line, error.message);
}

static void put_reject(struct import_rejects *rejects, const struct sheet_row *row, const char *reason)
{
	struct text line = { 0 };

	put_header(rejects);
	if (sheet_kind(rejects->sheet) != SHEET_NDJSON)
		put_row(rejects, &line, row, reason);
	else if (row->raw_length && row->raw[0] == '{')
		put_json(&line, row, reason);
	else
		text_append(&line, row->raw, row->raw_length);
	fwrite(line.data, 1, line.length, rejects->file);
	fputc('\n', rejects->file);
	text_free(&line);
}

void import_reject(struct import_rejects *rejects, const struct sheet_row *row, const struct error *error, const struct draft *draft)
{
	struct import_job *job = rejects->job;
	const struct import_hook *hook = job->options.hook;
	const char *reason = error_sentence(error); /* the place is that of the rejected line itself */

	job->result.rejected++;
	report(job, row->line, draft ? draft->column : 0, *error);
	if (rejects->plan->file)
		import_plan_reject(rejects->plan, row->line, reason, hook && hook->match ? draft : NULL);
	if (rejects->file)
		put_reject(rejects, row, reason);
}
