#include "chart/chart_measure.h"

#include "base/utf8.h"
#include <stdbool.h>
#include <string.h>

/* In hundredths of the size of the type. */
static double share_of_size(const char *at, size_t bytes, uint32_t character)
{
	if (bytes > 1)
		return utf8_width(at, bytes) > 1 ? 100 : utf8_width(at, bytes) > 0 ? 62 : 0;
	if (strchr(" iljI.,:;'|!", (int)character))
		return 30;
	if (strchr("frt()[]{}-/\\\"`*", (int)character))
		return 40;
	if (strchr("mwMW%@", (int)character))
		return 90;
	return character >= 'A' && character <= 'Z' ? 68 : 59;
}

double chart_text_width(const char *text, double size)
{
	double width = 0;
	uint32_t character;

	for (size_t left = strlen(text), bytes; left > 0; text += bytes, left -= bytes) {
		bytes = utf8_next(text, left, &character);
		width += share_of_size(text, bytes, character);
	}
	return width * size / 100;
}

/* The bytes of text that take at most that width. */
static size_t fitting(const char *text, double size, double width)
{
	size_t at = 0, length = strlen(text);
	uint32_t character;
	double taken = 0;

	while (at < length) {
		size_t bytes = utf8_next(text + at, length - at, &character);
		taken += share_of_size(text + at, bytes, character) * size / 100;
		if (taken > width)
			break;
		at += bytes;
	}
	return at;
}

const char *chart_shorten(struct arena *arena, const char *text, double size, double width)
{
	if (chart_text_width(text, size) <= width)
		return text;
	size_t length = fitting(text, size, width - chart_text_width("…", size));
	while (length > 0 && text[length - 1] == ' ')
		length--;
	return length > 0 ? arena_printf(arena, "%.*s…", (int)length, text) : "";
}

/* Where the line may end within what fits: behind a blank or a Chinese character; where there is no such place, where it is full. */
static size_t line_end(const char *text, size_t fits)
{
	size_t best = 0;
	uint32_t character;

	for (size_t at = 0, bytes; at < fits; at += bytes) {
		bytes = utf8_next(text + at, fits - at, &character);
		if (character == ' ' || utf8_is_cjk(character))
			best = at + bytes;
	}
	return best > fits / 3 ? best : fits;
}

size_t chart_wrap(struct arena *arena, const char *text, double size, double width, const char **lines, size_t most)
{
	size_t count = 0;

	while (*text && count + 1 < most) {
		size_t fits = fitting(text, size, width);
		if (!text[fits] || fits == 0)
			break;
		size_t end = line_end(text, fits);
		lines[count++] = arena_copy(arena, text, end - (text[end - 1] == ' '));
		text += end;
		while (*text == ' ')
			text++;
	}
	if (*text && most > 0)
		lines[count++] = chart_shorten(arena, text, size, width);
	return count;
}
