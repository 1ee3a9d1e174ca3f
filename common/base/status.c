#include "base/status.h"

#include "base/text.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Drops a character that the end of the buffer cut in two. */
static void trim_character(char *message, size_t size)
{
	size_t length = strlen(message);

	if (length + 1 < size)
		return;
	while (length > 0 && ((unsigned char)message[length - 1] & 0xC0) == 0x80)
		length--;
	if (length > 0 && (unsigned char)message[length - 1] >= 0xC0)
		length--;
	message[length] = '\0';
}

enum status error_set(struct error *error, enum status status, const char *format, ...)
{
	if (!error)
		return status;
	/* The arguments may point into the old message. */
	char fresh[sizeof error->message];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(fresh, sizeof fresh, format, arguments);
	va_end(arguments);
	error->status = status;
	memcpy(error->message, fresh, sizeof fresh);
	trim_character(error->message, sizeof error->message);
	return status;
}

enum status error_prefix(struct error *error, const char *format, ...)
{
	struct text whole = { 0 };
	va_list arguments;

	va_start(arguments, format);
	text_vprintf(&whole, format, arguments);
	va_end(arguments);
	text_add(&whole, error->message);
	snprintf(error->message, sizeof error->message, "%s", whole.data);
	text_free(&whole);
	trim_character(error->message, sizeof error->message);
	return error->status;
}

enum { WORD_LIMIT = 64 };

/* Edits between two words: insert, delete, replace, or swap two neighbours (Damerau), by bytes. */
static size_t distance(const char *a, const char *b)
{
	size_t m = strlen(a), n = strlen(b);
	size_t row[3][WORD_LIMIT + 1];

	if (m > WORD_LIMIT || n > WORD_LIMIT)
		return WORD_LIMIT;
	for (size_t j = 0; j <= n; j++)
		row[0][j] = j;
	for (size_t i = 1; i <= m; i++) {
		size_t *current = row[i % 3], *above = row[(i + 2) % 3], *before = row[(i + 1) % 3];
		current[0] = i;
		for (size_t j = 1; j <= n; j++) {
			size_t best = above[j - 1] + (a[i - 1] != b[j - 1]);
			if (above[j] + 1 < best)
				best = above[j] + 1;
			if (current[j - 1] + 1 < best)
				best = current[j - 1] + 1;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && before[j - 2] + 1 < best)
				best = before[j - 2] + 1;
			current[j] = best;
		}
	}
	return row[m % 3][n];
}

const char *error_nearest(const char *word, const char *(*next)(void *state), void *state)
{
	const char *nearest = NULL, *candidate;
	size_t least = strlen(word) / 3 + 1;

	while ((candidate = next(state))) {
		size_t edits = distance(word, candidate);
		size_t length = strlen(candidate);
		if (edits <= least && edits < length && (!nearest || edits < least)) {
			least = edits;
			nearest = candidate;
		}
	}
	return nearest;
}
