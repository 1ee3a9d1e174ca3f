/* Reads the input as a file of one maker: rows have the cells of the header, in UTF-8, twice the same. */
#ifndef CRM_TESTS_FUZZ_MADE_H
#define CRM_TESTS_FUZZ_MADE_H

#include "fuzz.h"
#include "io/statement.h"

static inline void fuzz_made(const uint8_t *data, size_t size, const struct sheet_maker *maker)
{
	/* Whatever it begins with, it is read as the format. */
	struct sheet_maker any = *maker;
	const struct sheet_maker *const makers[] = { &any, NULL };
	struct error error = { 0 };
	struct sheet *sheet;
	const struct sheet_row *row, *header;
	const char *path = fuzz_file("input", data, size);

	any.recognizes = NULL;
	if (maker->recognizes)
		maker->recognizes((const char *)data, size < SHEET_MADE_SAMPLE ? size : SHEET_MADE_SAMPLE);
	if (sheet_open_made(&sheet, path, makers, NULL, &(struct conventions){ .country = "49" }, &error)) {
		MUST(error.status && *error.message);
		return;
	}
	if (!sheet)
		return;
	sheet_header(sheet, &header);
	for (int twice = 0; twice < 2; twice++) {
		while (MUST(!sheet_next(sheet, &row, &error)), row) {
			MUST(row->count == header->count && strlen(row->raw) == row->raw_length && row->line > 0);
			for (size_t i = 0; i < row->count; i++)
				MUST(strlen(row->cells[i].text) == row->cells[i].length && utf8_valid(row->cells[i].text, row->cells[i].length, NULL));
		}
		MUST(!sheet_rewind(sheet, &error));
	}
	sheet_close(sheet);
}

#endif
