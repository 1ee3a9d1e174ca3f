#include "base/text.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void text_free(struct text *text)
{
	free(text->data);
	*text = (struct text){ 0 };
}

void text_clear(struct text *text)
{
	text->length = 0;
	if (text->data)
		text->data[0] = '\0';
}

void text_reserve(struct text *text, size_t more)
{
	size_t need = text->length + more + 1;

	if (need <= text->capacity)
		return;
	text->data = array_reserve(text->data, &text->capacity, need > 128 ? need : 128, 1);
	text->data[text->length] = '\0';
}

void text_append(struct text *text, const char *data, size_t length)
{
	text_reserve(text, length);
	if (length)
		memcpy(text->data + text->length, data, length);
	text->length += length;
	text->data[text->length] = '\0';
}

void text_add(struct text *text, const char *string)
{
	text_append(text, string, strlen(string));
}

void text_byte(struct text *text, char byte)
{
	text_append(text, &byte, 1);
}

void text_quote(struct text *text, const char *data, size_t length)
{
	text_byte(text, '\'');
	for (size_t i = 0; i < length; i++) {
		if (data[i] == '\'')
			text_add(text, "'\\''");
		else
			text_byte(text, data[i]);
	}
	text_byte(text, '\'');
}

void text_word(struct text *text, const char *word)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.,:=+-/@%";
	bool safe = *word != '\0';

	/* A ~ may be a home directory at the beginning, and behind = and the points of a path. */
	for (const char *p = word; *p; p++)
		safe = safe && ((unsigned char)*p >= 0x80 || strchr(plain, *p) || (*p == '~' && p > word && !strchr(":=", p[-1])));
	if (safe)
		text_add(text, word);
	else
		text_quote(text, word, strlen(word));
}

void text_integer(struct text *text, int64_t number)
{
	char digits[24];
	char *end = digits + sizeof digits, *p = end;
	uint64_t magnitude = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;

	do
		*--p = (char)('0' + magnitude % 10);
	while (magnitude /= 10);
	if (number < 0)
		*--p = '-';
	text_append(text, p, (size_t)(end - p));
}

void text_vprintf(struct text *text, const char *format, va_list arguments)
{
	va_list again;

	/* Most texts are short: they are written at once, and only what did not fit is written again. */
	text_reserve(text, 0);
	va_copy(again, arguments);
	size_t room = text->capacity - text->length;
	int length = vsnprintf(text->data + text->length, room, format, again);
	va_end(again);
	if ((size_t)length >= room) {
		text_reserve(text, (size_t)length);
		vsnprintf(text->data + text->length, (size_t)length + 1, format, arguments);
	}
	text->length += (size_t)length;
}

void text_printf(struct text *text, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	text_vprintf(text, format, arguments);
	va_end(arguments);
}

const char *text_string(const struct text *text)
{
	return text->data ? text->data : "";
}

char *text_take(struct text *text, struct arena *arena)
{
	char *taken = arena_copy(arena, text_string(text), text->length);

	text_free(text);
	return taken;
}

void text_escape(struct text *text, const char *data, size_t length)
{
	text_reserve(text, length * 2);
	char *to = text->data + text->length;
	for (const char *from = data, *end = data + length; from < end; from++) {
		char letter = 0;
		switch (*from) {
		case '\t': letter = 't'; break;
		case '\n': letter = 'n'; break;
		case '\r': letter = 'r'; break;
		case '\\': letter = '\\'; break;
		}
		if (letter)
			*to++ = '\\';
		*to++ = letter ? letter : *from;
	}
	*to = '\0';
	text->length = (size_t)(to - text->data);
}

size_t text_unescape(char *data, size_t length)
{
	char *to = data;

	for (const char *from = data, *end = data + length; from < end; from++) {
		char byte = *from;
		if (byte == '\\' && from + 1 < end) {
			switch (from[1]) {
			case 't': byte = '\t'; from++; break;
			case 'n': byte = '\n'; from++; break;
			case 'r': byte = '\r'; from++; break;
			case '\\': from++; break;
			}
		}
		*to++ = byte;
	}
	*to = '\0'; /* data has room for its own terminator */
	return (size_t)(to - data);
}
