/* Files and dumps for the tests of the readers. */
#ifndef CRM_UNIT_SHEET_DUMP_H
#define CRM_UNIT_SHEET_DUMP_H

#include "io/sheet.h"

#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static inline void write_file(const char *name, const char *data, size_t length)
{
	FILE *file = fopen(name, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(data, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
}

static inline char *repeated(const char *unit, size_t count, size_t *length)
{
	size_t size = strlen(unit);
	char *data = malloc(size * count + 1);

	assert_non_null(data);
	for (size_t i = 0; i < count; i++)
		memcpy(data + i * size, unit, size);
	data[size * count] = '\0';
	*length = size * count;
	return data;
}

static inline size_t encode(const char *encoding, const char *utf8, char *out, size_t room)
{
	iconv_t converter = iconv_open(encoding, "UTF-8");
	char *from = (char *)(uintptr_t)utf8, *to = out;
	size_t left = strlen(utf8), before = room;

	assert_true(converter != (iconv_t)-1);
	assert_int_equal(iconv(converter, &from, &left, &to, &room), 0);
	iconv_close(converter);
	return before - room;
}

/* Prints the header and the rows: `line@column name=text|…`, or the first error. NULL cells show as ∅. */
static inline void dump(char *out, size_t size, const char *name, enum sheet_format format, const char *encoding)
{
	struct sheet *sheet;
	struct error error = { 0 };
	const struct sheet_row *row;
	size_t used = 0;

	out[0] = '\0';
	if (sheet_open(&sheet, name, format, encoding, &(struct conventions){ .country = "86" }, &error) != STATUS_OK) {
		snprintf(out, size, "%s", error.message);
		return;
	}
	for (;;) {
		enum status status = sheet_next(sheet, &row, &error);
		if (status != STATUS_OK) {
			assert_int_equal(status, STATUS_DATA);
			snprintf(out + used, size - used, "%s", error.message);
			break;
		}
		if (!row)
			break;
		used += (size_t)snprintf(out + used, size - used, "%zu", row->line);
		for (size_t i = 0; i < row->count && used < size; i++) {
			const struct sheet_cell *cell = &row->cells[i];
			assert_int_equal(strlen(cell->text), cell->length);
			used += (size_t)snprintf(out + used, size - used, "|%zu %s=%s", cell->column, cell->name,
				cell->null ? "∅" : cell->text);
		}
		assert_true(used + 1 < size);
		used += (size_t)snprintf(out + used, size - used, "\n");
	}
	sheet_close(sheet);
}

#endif
