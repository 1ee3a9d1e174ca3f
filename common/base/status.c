#include "base/status.h"

#include "base/text.h"
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum {
	SUBJECTS = sizeof ((struct error *)NULL)->subjects / sizeof *((struct error *)NULL)->subjects,
	ROOM = sizeof ((struct error *)NULL)->message - 1,
	NAME_ROOM = ROOM * 3 / 4, /* of a file in its place: the sentence keeps the rest */
};

static bool is_inside(char byte)
{
	return ((unsigned char)byte & 0xC0) == 0x80;
}

/* How much of the text ends with a whole character and has room. */
static size_t whole(const char *text, size_t room)
{
	size_t length = strlen(text);

	if (length <= room)
		return length;
	while (room > 0 && is_inside(text[room]))
		room--;
	return room;
}

/* The parts one after another are the message; they may point into the old one. The sentence gives way where there is too much. */
static enum status compose(struct error *error, const char *place, size_t place_length, const char *sentence, const char *suffix)
{
	size_t behind = whole(suffix, ROOM - place_length), length = whole(sentence, ROOM - place_length - behind);
	char fresh[ROOM + 1];

	snprintf(fresh, sizeof fresh, "%.*s%.*s%.*s", (int)place_length, place, (int)length, sentence, (int)behind, suffix);
	memcpy(error->message, fresh, sizeof fresh);
	error->place = place_length;
	return error->status;
}

/* How long the "WORD: " is that the format begins with, in which there may be one %s; 0: it begins otherwise. alone: nothing follows it. */
static size_t subject_of(const char *format, va_list arguments, bool *alone)
{
	size_t length = 0;
	bool filled = false;
	va_list copy;

	for (; *format && *format != ' '; format++, length++) {
		if (format[0] == ':' && format[1] == ' ')
			return *alone = !format[2], length ? length + 2 : 0;
		if (*format != '%')
			continue;
		if (filled || format[1] != 's')
			return 0;
		va_copy(copy, arguments);
		const char *name = va_arg(copy, const char *);
		va_end(copy);
		if (!name)
			return 0;
		length += strlen(name) - 1; /* and one by the loop */
		filled = true;
		format++;
	}
	return 0;
}

/* "leads.csv:14:7: "; of a name that is too long its end, which tells more than its beginning. */
static size_t write_place(char out[ROOM + 1], const char *file, size_t line, size_t column)
{
	size_t length = file ? strlen(file) : 0;
	const char *cut = length > NAME_ROOM ? "…" : "";
	char numbers[2 * sizeof ":18446744073709551615"] = "";

	if (!file)
		return 0;
	for (file += length > NAME_ROOM ? length - NAME_ROOM : 0; *cut && is_inside(*file);)
		file++;
	if (line)
		snprintf(numbers, sizeof numbers, column ? ":%zu:%zu" : ":%zu", line, column);
	return (size_t)snprintf(out, ROOM, "%s%s%s: ", cut, file, numbers);
}

enum status error_vat(struct error *error, enum status status, const char *file, size_t line, size_t column, const char *format,
                      va_list arguments)
{
	char place[ROOM + 1], sentence[ROOM + 2]; /* a byte more than there is room for: so compose sees where a character is cut */

	if (!error)
		return status;
	bool alone;
	size_t subject = subject_of(format, arguments, &alone);
	vsnprintf(sentence, sizeof sentence, format, arguments);
	error->status = status;
	error->code = ERROR_PLAIN;
	memset(error->subjects, 0, sizeof error->subjects);
	error->subjects[0] = subject;
	return compose(error, place, write_place(place, file, line, column), sentence, "");
}

enum status error_at(struct error *error, enum status status, const char *file, size_t line, size_t column, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	error_vat(error, status, file, line, column, format, arguments);
	va_end(arguments);
	return status;
}

enum status error_set(struct error *error, enum status status, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	error_vat(error, status, NULL, 0, 0, format, arguments);
	va_end(arguments);
	return status;
}

enum status error_place(struct error *error, const char *file, size_t line, size_t column)
{
	char place[ROOM + 1];

	return error->place ? error->status : compose(error, place, write_place(place, file, line, column), error->message, "");
}

enum status error_unplace(struct error *error)
{
	return compose(error, "", 0, error_sentence(error), "");
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

const char *error_about(const struct error *error, const char *name)
{
	const char *at = error_sentence(error);
	size_t length = strlen(name), left = strlen(at);

	for (size_t i = 0; i < SUBJECTS && error->subjects[i] && error->subjects[i] <= left; i++) {
		if (error->subjects[i] == length + 2 && strncmp(at, name, length) == 0)
			return at + length + 2;
		at += error->subjects[i];
		left -= error->subjects[i];
	}
	return NULL;
}

/* A subject of its own goes before those that are there; words that are none make them part of the sentence. */
static void put_subject(struct error *error, size_t subject, bool alone)
{
	if (alone)
		memmove(error->subjects + 1, error->subjects, sizeof error->subjects - sizeof *error->subjects);
	else
		memset(error->subjects, 0, sizeof error->subjects);
	error->subjects[0] = subject;
}

enum status error_prefix(struct error *error, const char *format, ...)
{
	struct text sentence = { 0 };
	va_list arguments;

	va_start(arguments, format);
	bool alone = false;
	size_t subject = subject_of(format, arguments, &alone);
	put_subject(error, subject, alone);
	text_vprintf(&sentence, format, arguments);
	va_end(arguments);
	text_add(&sentence, error_sentence(error));
	compose(error, error->message, error->place, text_string(&sentence), "");
	text_free(&sentence);
	return error->status;
}

enum status error_suffix(struct error *error, const char *format, ...)
{
	struct text suffix = { 0 };
	va_list arguments;

	va_start(arguments, format);
	text_vprintf(&suffix, format, arguments);
	va_end(arguments);
	compose(error, error->message, error->place, error_sentence(error), text_string(&suffix));
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

struct row_walk {
	const char *at;
	size_t size;
};

static const char *next_row(void *state)
{
	struct row_walk *walk = state;
	const char *name = *(const char *const *)(const void *)walk->at;

	walk->at += walk->size;
	return name;
}

const char *error_nearest_row(const char *word, const void *rows, size_t size)
{
	return error_nearest(word, next_row, &(struct row_walk){ rows, size });
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
