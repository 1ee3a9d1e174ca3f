#include "base/status.h"

#include "base/text.h"
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum {
	ROOM = sizeof ((struct error *)NULL)->message - 1,
	NAME_ROOM = ROOM * 3 / 4, /* of a file in its place: the sentence keeps the rest */
};

static bool is_inside(char byte)
{
	return ((unsigned char)byte & 0xC0) == 0x80;
}

/* How much of a text of this length, at most room bytes, ends with a whole character. */
static size_t whole(const char *text, size_t length, size_t room)
{
	if (length <= room)
		return length;
	while (room > 0 && is_inside(text[room]))
		room--;
	return room;
}

/* The parts one after another are the message; they may point into the old one. The sentence gives way where there is too much. */
static void compose(struct error *error, const struct text *place, const char *sentence, const char *suffix)
{
	size_t behind = whole(suffix, strlen(suffix), ROOM - place->length);
	size_t length = whole(sentence, strlen(sentence), ROOM - place->length - behind);
	char fresh[ROOM + 1];

	snprintf(fresh, sizeof fresh, "%s%.*s%.*s", text_string(place), (int)length, sentence, (int)behind, suffix);
	memcpy(error->message, fresh, sizeof fresh);
	error->place = place->length;
}

/* "leads.csv:14:7: "; of a name that is too long its end, which tells more than its beginning. */
static void write_place(struct text *out, const char *file, size_t line, size_t column)
{
	size_t length = strlen(file);

	if (length > NAME_ROOM) {
		file += length - NAME_ROOM;
		while (is_inside(*file))
			file++;
		text_add(out, "…");
	}
	text_add(out, file);
	if (line)
		text_printf(out, ":%zu", line);
	if (line && column)
		text_printf(out, ":%zu", column);
	text_add(out, ": ");
}

/* The place as it is now; to be freed. */
static struct text own_place(const struct error *error)
{
	struct text place = { 0 };

	text_append(&place, error->message, error->place);
	return place;
}

static void set(struct error *error, enum status status, const struct text *place, const char *format, va_list arguments)
{
	char sentence[ROOM + 2]; /* a byte more than there is room for: so compose sees where a character is cut */

	vsnprintf(sentence, sizeof sentence, format, arguments);
	error->status = status;
	error->code = ERROR_PLAIN;
	compose(error, place, sentence, "");
}

enum status error_set(struct error *error, enum status status, const char *format, ...)
{
	va_list arguments;

	if (!error)
		return status;
	va_start(arguments, format);
	set(error, status, &(struct text){ 0 }, format, arguments);
	va_end(arguments);
	return status;
}

enum status error_vat(struct error *error, enum status status, const char *file, size_t line, size_t column, const char *format,
                      va_list arguments)
{
	struct text place = { 0 };

	if (!error)
		return status;
	write_place(&place, file, line, column);
	set(error, status, &place, format, arguments);
	text_free(&place);
	return status;
}

enum status error_at(struct error *error, enum status status, const char *file, size_t line, size_t column, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	error_vat(error, status, file, line, column, format, arguments);
	va_end(arguments);
	return status;
}

enum status error_place(struct error *error, const char *file, size_t line, size_t column)
{
	struct text place = { 0 };

	if (error->place)
		return error->status;
	write_place(&place, file, line, column);
	compose(error, &place, error->message, "");
	text_free(&place);
	return error->status;
}

enum status error_unplace(struct error *error)
{
	compose(error, &(struct text){ 0 }, error_sentence(error), "");
	return error->status;
}

enum status error_mark(struct error *error, enum status status, enum error_code code)
{
	if (error)
		error->code = code;
	return status;
}

enum status error_silence(struct error *error, enum status status)
{
	*error = (struct error){ .status = status };
	return status;
}

const char *error_sentence(const struct error *error)
{
	return error->message + error->place;
}

enum status error_prefix(struct error *error, const char *format, ...)
{
	struct text place = own_place(error), sentence = { 0 };
	va_list arguments;

	va_start(arguments, format);
	text_vprintf(&sentence, format, arguments);
	va_end(arguments);
	text_add(&sentence, error_sentence(error));
	compose(error, &place, text_string(&sentence), "");
	text_free(&place);
	text_free(&sentence);
	return error->status;
}

enum status error_suffix(struct error *error, const char *format, ...)
{
	struct text place = own_place(error), suffix = { 0 };
	va_list arguments;

	va_start(arguments, format);
	text_vprintf(&suffix, format, arguments);
	va_end(arguments);
	compose(error, &place, error_sentence(error), text_string(&suffix));
	text_free(&place);
	text_free(&suffix);
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
