#include "io/sheet_scan.h"

/* To the first of newline, return and quote from `i` on. */
static size_t skip_plain(struct sheet_scan *scan, const char *row, size_t i, size_t length, bool quoting)
{
	const char quote = quoting ? '"' : '\n';

	for (; i + 8 <= length; i += 8) {
		uint64_t word = sheet_word(row + i);
		if (sheet_has(word, '\n') | sheet_has(word, '\r') | sheet_has(word, quote))
			break;
		scan->bytes |= word;
	}
	for (; i < length && row[i] != '\n' && row[i] != '\r' && row[i] != quote; i++)
		scan->bytes |= (unsigned char)row[i];
	return i;
}

/* To the quote that may close the cell, counting line ends on the way. */
static size_t skip_quoted(struct sheet_scan *scan, const char *row, size_t i, size_t length)
{
	const char *quote = memchr(row + i, '"', length - i);
	size_t end = quote ? (size_t)(quote - row) : length;

	scan->bytes = sheet_highs;
	for (; i < end; i++)
		scan->breaks += row[i] == '\n' || (row[i] == '\r' && (i + 1 == length || row[i + 1] != '\n'));
	return end;
}

bool sheet_scan_row(struct sheet_scan *scan, const char *row, size_t length, bool last, char delimiter, bool quoting)
{
	size_t i = scan->offset;

	while (i < length) {
		if (scan->quoted) {
			size_t end = length;
			if (!last && row[length - 1] == '\r')
				end--;
			i = skip_quoted(scan, row, i, end);
			if (i >= end || (i + 1 == length && !last))
				break;
			scan->quoted = i + 1 < length && row[i + 1] == '"';
			i += scan->quoted ? 2 : 1;
			continue;
		}
		i = skip_plain(scan, row, i, length, quoting);
		if (i == length)
			break;
		if (row[i] != '"') {
			scan->offset = i;
			return row[i] == '\n' || i + 1 < length || last;
		}
		if (i == 0 || row[i - 1] == delimiter) {
			scan->quoted = true;
			scan->opened = i;
		}
		i++;
	}
	scan->offset = i;
	return last && !scan->quoted;
}

size_t sheet_count_characters(const char *data, size_t length)
{
	size_t continuing = 0, i = 0;

	for (; i + 8 <= length; i += 8) {
		uint64_t word = sheet_word(data + i);
		continuing += (((word >> 7) & ~(word >> 6) & sheet_ones) * sheet_ones) >> 56;
	}
	for (; i < length; i++)
		continuing += ((unsigned char)data[i] & 0xC0) == 0x80;
	return length - continuing;
}

size_t sheet_find(const char *text, size_t i, size_t length, char delimiter)
{
	for (; i + 8 <= length; i += 8) {
		if (sheet_has(sheet_word(text + i), delimiter))
			break;
	}
	while (i < length && text[i] != delimiter)
		i++;
	return i;
}
