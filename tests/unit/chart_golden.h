/* Golden files of charts and boards, in tests/golden/charts. With CHART_GOLDEN=write they are written instead of compared. */
#ifndef CHART_GOLDEN_H
#define CHART_GOLDEN_H

#include "base/utf8.h"
#include "chart/chart.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static inline char *read_file(const char *path)
{
	FILE *file = fopen(path, "r");
	char *data = calloc(1, 1 << 20);

	assert_non_null(data);
	if (!file)
		fail_msg("cannot read %s", path);
	assert_true(fread(data, 1, (1 << 20) - 1, file) > 0);
	fclose(file);
	return data;
}

static inline void write_file(const char *folder, const char *name, const char *data, size_t length)
{
	char path[512];

	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	assert_int_equal(fwrite(data, 1, length, file), length);
	fclose(file);
}

static const char golden_folder[] = "tests/golden/charts";

/* The golden text, or NULL after it was written. */
static inline char *golden(const char *name, const char *data, size_t length)
{
	char path[512];

	if (getenv("CHART_GOLDEN")) {
		write_file(golden_folder, name, data, length);
		return NULL;
	}
	snprintf(path, sizeof path, "%s/%s", golden_folder, name);
	return read_file(path);
}

static inline void assert_golden(const char *name, const struct text *text)
{
	char *expected = golden(name, text->data, text->length);

	if (expected)
		assert_string_equal(text->data, expected);
	free(expected);
}

/* The columns of a line, without sequences of colour. */
static inline size_t columns_of(const char *line, size_t length)
{
	struct text plain = { 0 };

	for (size_t i = 0; i < length; i++) {
		if (line[i] == '\033')
			while (line[i] != 'm')
				i++;
		else
			text_byte(&plain, line[i]);
	}
	size_t width = plain.length ? utf8_width(plain.data, plain.length) : 0;
	text_free(&plain);
	return width;
}

static inline void assert_fits(const struct text *text, const struct chart_screen *screen, const char *name)
{
	size_t lines = 0;

	for (const char *at = text->data; *at; lines++) {
		size_t length = strcspn(at, "\n"), width = columns_of(at, length);
		if (width > screen->width)
			fail_msg("%s: a line of %zu columns in %zu: %.*s", name, width, screen->width, (int)length, at);
		at += length + 1;
	}
	if (screen->height && lines > screen->height)
		fail_msg("%s: %zu lines in %zu", name, lines, screen->height);
}

#endif
