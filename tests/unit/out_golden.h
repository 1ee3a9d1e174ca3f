/* Rows, and a comparison of what out.h makes of them with a golden string; for the tests of the output formats. */
#ifndef CRM_TESTS_OUT_GOLDEN_H
#define CRM_TESTS_OUT_GOLDEN_H

#include "io/out.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define ESC "\033"
#define RTL "\xE2\x80\x8F"

enum { COLUMNS = 6 };

static const struct out_column columns[COLUMNS] = {
	{ .name = "ref", .label = "Ref", .type = OUT_STRING },
	{ .name = "name", .label = "Name", .type = OUT_STRING },
	{ .name = "probability", .label = "Prob.", .type = OUT_NUMBER },
	{ .name = "amount", .label = "金额", .type = OUT_AMOUNT },
	{ .name = "active", .label = "Active", .type = OUT_BOOL },
	{ .name = "tags", .label = "Tags", .type = OUT_LIST },
};

/* Rows of COLUMNS values; what is missing is empty. */
static const char *const plain_rows[][COLUMNS] = {
	{ "c1", "Acme", "5", "-1.50", "yes", "vip,old" },
	{ "c12", "苏州𠮷😀", "100", "1234.00", "no", NULL },
	{ "c3" },
};

static const char *const hostile_rows[][COLUMNS] = {
	{ "c1", "a\tb\nc\rd\\e", "007", "10", "maybe", "a\\,b,\"c\"" },
	{ "c2", "=1+1,\"x\"" RTL ESC "[31m", "-0.5e3", NULL, NULL, ",x" },
};

/* Writes rows to a temporary file and returns what stands in it; the caller frees it. */
static char *written(const struct out_options *options, const struct out_column *columns_of, size_t count,
	const char *const *values, size_t rows, size_t *length)
{
	FILE *file = tmpfile();
	struct out_options here = *options;
	struct error error = { 0 };

	assert_non_null(file);
	here.fd = fileno(file);
	struct out *out = out_open(&here, columns_of, count);
	for (size_t row = 0; row < rows; row++) {
		struct out_cell cells[16] = { 0 };
		for (size_t i = 0; i < count; i++) {
			const char *value = values[row * count + i];
			if (value)
				cells[i] = (struct out_cell){ value, strlen(value) };
		}
		out_row(out, cells);
	}
	assert_false(out_broken(out));
	assert_int_equal(out_close(out, &error), STATUS_OK);
	off_t size = lseek(here.fd, 0, SEEK_END);
	char *data = malloc((size_t)size + 1);
	assert_non_null(data);
	assert_int_equal(pread(here.fd, data, (size_t)size, 0), size);
	data[size] = '\0';
	fclose(file);
	*length = (size_t)size;
	return data;
}

static void expect(struct out_options options, const char *const *values, size_t rows, const char *golden, size_t size)
{
	size_t length;
	char *data = written(&options, columns, COLUMNS, values, rows, &length);

	if (size == strlen(golden))
		assert_string_equal(data, golden);
	assert_int_equal(length, size);
	assert_memory_equal(data, golden, size);
	free(data);
}

#define EXPECT(rows, count, golden, ...) \
	expect((struct out_options){ __VA_ARGS__ }, (rows)[0], count, golden, sizeof(golden) - 1)

#endif
