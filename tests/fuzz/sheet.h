/* Reads the input as a table of one format. */
#ifndef CRM_TESTS_FUZZ_SHEET_H
#define CRM_TESTS_FUZZ_SHEET_H

#include "fuzz.h"
#include "io/sheet.h"

static inline void fuzz_cells(const struct sheet_row *row)
{
	for (size_t i = 0; i < row->count; i++) {
		MUST(row->cells[i].name && strlen(row->cells[i].text) == row->cells[i].length);
		MUST(row->cells[i].length <= SHEET_CELL_LIMIT && utf8_valid(row->cells[i].text, row->cells[i].length, NULL));
	}
}

static inline void fuzz_sheet(const uint8_t *data, size_t size, enum sheet_format format, const char *encoding)
{
	struct error error = { 0 };
	struct sheet *sheet;
	const struct sheet_row *row;
	enum status status;
	const char *path = fuzz_file("input", data, size);

	setenv("PATH", "/nonexistent", 1); /* no converter of old spreadsheets */
	if (sheet_open(&sheet, path, format, encoding, &(struct conventions){ .country = "86" }, &error)) {
		MUST(error.status && *error.message);
		return;
	}
	sheet_header(sheet, &row);
	if (row)
		fuzz_cells(row);
	MUST(sheet_header_line(sheet) && sheet_name(sheet));
	size_t line = 0;
	do {
		status = sheet_next(sheet, &row, &error);
		if (status)
			MUST(status == STATUS_DATA && strncmp(error.message, path, strlen(path)) == 0);
		if (!row)
			break;
		MUST(row->line >= line && strlen(row->raw) >= row->raw_length);
		line = row->line;
		if (!status)
			fuzz_cells(row);
	} while (row);
	sheet_close(sheet);
}

#endif
