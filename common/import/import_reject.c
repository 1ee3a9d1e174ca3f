/* Lines that are set aside: into the file of rejects as they stood, with the reason as last column, so that the file can be mended and
 * imported again; or into the plan. */
#include "import/import_internal.h"

#include "io/out.h"
#include <string.h>

/* The delimiter is what stands before the second name of the header. */
static char delimiter_of(const struct sheet *sheet)
{
	const struct sheet_row *header;

	if (sheet_kind(sheet) == SHEET_TSV)
		return '\t';
	sheet_header(sheet, &header);
	if (header->count < 2 || header->cells[1].column < 2)
		return ',';
	size_t character = 1;
	for (const char *p = header->raw; *p; p++) {
		if (((unsigned char)p[1] & 0xC0) == 0x80)
			continue;
		if (character++ == header->cells[1].column - 1)
			return *p == ';' || *p == '\t' ? *p : ',';
	}
	return ',';
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

static void put_cell(const struct import *import, struct text *out, const char *text, size_t length, char delimiter)
{
	if (sheet_kind(import->sheet) == SHEET_TSV)
		text_escape(out, text, length);
	else
		put_csv(out, text, length, delimiter, sheet_is_ours(import->sheet));
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

static void put_row(struct import *import, struct text *out, const struct sheet_row *row, const char *reason)
{
	char delimiter = delimiter_of(import->sheet);
	const struct sheet_row *header;

	sheet_header(import->sheet, &header);
	if (import->has_reason && row->count) {
		/* Cell by cell: the last one of the row is the old reason. */
		for (size_t i = 0; i + 1 < header->count; i++) {
			put_cell(import, out, i < row->count ? row->cells[i].text : "", i < row->count ? row->cells[i].length : 0, delimiter);
			text_byte(out, delimiter);
		}
	} else {
		text_append(out, row->raw, row->raw_length);
		for (size_t i = row->count; row->count && i < header->count; i++)
			text_byte(out, delimiter);
		text_byte(out, delimiter);
	}
	put_cell(import, out, reason, strlen(reason), delimiter);
}

static void put_header(struct import *import)
{
	struct text line = { 0 };

	if (import->rejects_begun || sheet_kind(import->sheet) == SHEET_NDJSON)
		return;
	import->rejects_begun = true;
	text_add(&line, sheet_header_line(import->sheet));
	if (!import->has_reason)
		text_printf(&line, "%creason", delimiter_of(import->sheet));
	fprintf(import->rejects, "%s\n", line.data);
	text_free(&line);
}

static void tell(const struct import *import, size_t line, struct error error)
{
	error_place(&error, import->name, line, import->draft.column);
	if (import->listener->rejected)
		import->listener->rejected(import->listener->context, line, error.message);
}

static void put_reject(struct import *import, const struct sheet_row *row, const char *reason)
{
	struct text line = { 0 };

	put_header(import);
	if (sheet_kind(import->sheet) != SHEET_NDJSON)
		put_row(import, &line, row, reason);
	else if (row->raw_length && row->raw[0] == '{')
		put_json(&line, row, reason);
	else
		text_append(&line, row->raw, row->raw_length);
	fwrite(line.data, 1, line.length, import->rejects);
	fputc('\n', import->rejects);
	text_free(&line);
}

void import_reject(struct import *import, const struct sheet_row *row, const struct error *error)
{
	const char *reason = error_sentence(error); /* the place is that of the rejected line itself */

	import->result->rejected++;
	text_clear(&import->creates);
	tell(import, row->line, *error);
	if (import->plan)
		import_plan_reject(import, row->line, reason);
	if (import->rejects)
		put_reject(import, row, reason);
}
