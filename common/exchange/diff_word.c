/* Words of shell commands: whatever the data is, the shell and the terminal see nothing but text. */
#include "exchange/exchange_parts.h"

#include "base/utf8.h"
#include <string.h>

/* Bytes that no shell reads as anything but themselves, also where a word begins or after `=`. Others than ASCII are letters
 * to it, as long as they are no blanks of some locale. */
static bool is_plain(uint32_t character)
{
	return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
	       (character < 0x80 && character && strchr("_./:@%+,-", (int)character)) || utf8_is_cjk(character) ||
	       (character >= 0xC0 && character <= 0x24F && character != 0xD7 && character != 0xF7);
}

/* What acts on a terminal or reorders what it shows; newline and tab are harmless between quotes. */
static bool acts(uint32_t character)
{
	if (character < 0x80)
		return (character < 0x20 && character != '\n' && character != '\t') || character == 0x7F;
	return (character >= 0x200B && character <= 0x200D) || utf8_is_hidden(character);
}

static bool any(const char *value, size_t length, bool (*is)(uint32_t), bool wanted)
{
	for (size_t i = 0; i < length;) {
		uint32_t character;
		i += utf8_next(value + i, length - i, &character);
		if (is(character) == wanted)
			return true;
	}
	return false;
}

/* A command substitution loses newlines at the end: those follow it. printf would take a - at the beginning for an option. */
static void print(struct text *out, const char *value, size_t length)
{
	size_t end = length;

	while (end && value[end - 1] == '\n')
		end--;
	text_add(out, "\"$(printf '");
	for (size_t i = 0; i < end;) {
		uint32_t character;
		size_t size = utf8_next(value + i, end - i, &character);
		for (size_t k = i; acts(character) && k < i + size; k++)
			text_printf(out, "\\%03o", (unsigned)(unsigned char)value[k]);
		if (character == '\'' || (character == '-' && i == 0))
			text_add(out, character == '-' ? "\\055" : "\\047");
		else if (character == '\n')
			text_add(out, "\\n");
		else if (character == '%')
			text_add(out, "%%");
		else if (character == '\\')
			text_add(out, "\\\\");
		else if (!acts(character))
			text_append(out, value + i, size);
		i += size;
	}
	text_add(out, "')\"");
	if (end < length)
		text_quote(out, value + end, length - end);
}

void diff_quote(struct text *out, const char *value, size_t length)
{
	if (any(value, length, acts, true))
		print(out, value, length);
	else if (any(value, length, is_plain, false))
		text_quote(out, value, length);
	else
		text_append(out, value, length);
}

void diff_word(struct text *out, const char *name, const char *value, size_t length)
{
	text_printf(out, " %s=", name);
	diff_quote(out, value, length);
}
