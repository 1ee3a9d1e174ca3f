/* Where something stands in a file. Looked for only when it has to be reported, so that reading need not remember. */
#include "exchange/exchange_parts.h"

#include <string.h>

/* The byte behind the string that begins at i. */
static size_t string_end(const char *data, size_t i, size_t length)
{
	for (i++; i < length && data[i] != '"'; i++)
		i += data[i] == '\\';
	return i < length ? i + 1 : length;
}

static size_t blanks(const char *data, size_t i, size_t length)
{
	while (i < length && strchr(" \t\r\n", data[i]))
		i++;
	return i;
}

/* Characters since the line began, counted from 1. */
static size_t column_at(const char *data, size_t offset)
{
	size_t column = 1;

	for (size_t i = 0; i < offset; i++)
		column = data[i] == '\n' ? 1 : column + ((data[i] & 0xC0) != 0x80);
	return column;
}

/* The row is an object that was read already: sound JSON, one level deep but for lists. */
size_t exchange_column(const struct sheet_row *row, const char *key)
{
	const char *data = row->raw;
	size_t length = row->raw_length, wanted = key ? strlen(key) : 0;

	for (size_t i = 0; key && i < length;) {
		if (data[i] != '"') {
			i++;
			continue;
		}
		size_t end = string_end(data, i, length), colon = blanks(data, end, length);
		bool found = end - i == wanted + 2 && memcmp(data + i + 1, key, wanted) == 0;
		if (found && colon < length && data[colon] == ':')
			return column_at(data, blanks(data, colon + 1, length));
		i = end;
	}
	return 1;
}

static bool is_wanted(const struct sheet_row *row, const char *key, const char *value)
{
	for (size_t i = 0; i < row->count; i++)
		if (strcmp(row->cells[i].name, key) == 0)
			return strcmp(row->cells[i].text, value) == 0;
	return false;
}

bool exchange_place(struct error *error, const char *directory, const char *name, const char *key, const char *value, const char *at)
{
	struct text path = { 0 };
	struct sheet *sheet = NULL;
	struct error ignored;
	const struct sheet_row *row;
	size_t line = 0, column = 0;

	exchange_path(&path, directory, name);
	if (key && !sheet_open(&sheet, path.data, SHEET_NDJSON, "UTF-8", NULL, &ignored))
		while (!line && !sheet_next(sheet, &row, &ignored) && row)
			if (is_wanted(row, key, value)) {
				line = row->line;
				column = exchange_column(row, at);
			}
	sheet_close(sheet);
	error_place(error, path.data, line, column);
	text_free(&path);
	return line;
}
