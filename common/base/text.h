/* A growing byte buffer, always NUL-terminated once something was appended. */
#ifndef CRM_BASE_TEXT_H
#define CRM_BASE_TEXT_H

#include "base/arena.h"
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

struct text {
	char *data; /* NULL while nothing was appended; use text_string() for a never-NULL view */
	size_t length;
	size_t capacity;
};

/* A zero-filled struct text is empty and ready for use. */
void text_free(struct text *text);
void text_clear(struct text *text); /* keeps the memory */
void text_reserve(struct text *text, size_t more);
void text_append(struct text *text, const char *data, size_t length);
void text_add(struct text *text, const char *string);
void text_byte(struct text *text, char byte);
void text_integer(struct text *text, int64_t number);
void text_printf(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
void text_vprintf(struct text *text, const char *format, va_list arguments);
const char *text_string(const struct text *text);
/* Moves what was appended into an arena, with a final NUL, and frees the text. */
char *text_take(struct text *text, struct arena *arena);

/* Appends data between apostrophes, for a shell one word that means itself. */
void text_quote(struct text *text, const char *data, size_t length);
/* Appends a word as one would type it in a shell: as it is where no shell reads more into it, else quoted. */
void text_word(struct text *text, const char *word);
/* Appends data with TAB, newline, carriage return and backslash written \t \n \r \\ : the escapes of
 * the TSV of every tool. */
void text_escape(struct text *text, const char *data, size_t length);
/* Undoes text_escape in place and returns the new length; an unknown escape stays as it is. */
size_t text_unescape(char *data, size_t length);

#endif
