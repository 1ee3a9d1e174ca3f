/* What stands in a cell, for all formats: its lines and items, numbers, characters that act, strings of JSON. */
#include "io/out_internal.h"

#include "base/utf8.h"
#include "record/record.h"
#include <string.h>

bool out_next_line(struct out_cell *rest, struct out_cell *line)
{
	if (!rest->text)
		return false;
	const char *end = rest->length > 0 ? memchr(rest->text, '\n', rest->length) : NULL;
	*line = *rest;
	if (!end) {
		rest->text = NULL;
		return true;
	}
	line->length = (size_t)(end - rest->text);
	rest->text = end + 1;
	rest->length -= line->length + 1;
	if (line->length > 0 && end[-1] == '\r')
		line->length--;
	return true;
}

bool out_next_item(struct out_cell *rest, struct text *item)
{
	if (!rest->text)
		return false;
	for (size_t i = 0; i < rest->length; i++) {
		if (rest->text[i] == ',') {
			rest->text += i + 1;
			rest->length -= i + 1;
			return true;
		}
		if (rest->text[i] == '\\' && i + 1 < rest->length && rest->text[i + 1] == ',')
			i++;
		text_byte(item, rest->text[i]);
	}
	rest->text = NULL;
	return true;
}

bool out_acts(uint32_t character)
{
	return character < 0x20 || character == 0x7F || character == 0xFFFE || character == 0xFFFF || (character >= 0x80 && utf8_is_hidden(character));
}

bool out_cell_is(const struct out_cell *cell, const char *word)
{
	return cell->length == strlen(word) && memcmp(cell->text, word, cell->length) == 0;
}

static size_t digits(const char *text, size_t length)
{
	size_t n = 0;

	while (n < length && text[n] >= '0' && text[n] <= '9')
		n++;
	return n;
}

bool out_is_number(const struct out_cell *cell)
{
	const char *text = cell->text, *end = text + cell->length;

	if (text < end && *text == '-')
		text++;
	size_t whole = digits(text, (size_t)(end - text));
	if (whole == 0 || (whole > 1 && *text == '0'))
		return false;
	text += whole;
	if (text < end && *text == '.') {
		text++;
		size_t decimals = digits(text, (size_t)(end - text));
		if (decimals == 0)
			return false;
		text += decimals;
	}
	if (text < end && (*text == 'e' || *text == 'E')) {
		text++;
		if (text < end && (*text == '+' || *text == '-'))
			text++;
		size_t exponent = digits(text, (size_t)(end - text));
		if (exponent == 0)
			return false;
		text += exponent;
	}
	return text == end;
}

/* Beyond 16 bits JSON has two halves of a pair, which YAML does not know. */
static void add_number(struct text *text, uint32_t character, bool yaml)
{
	uint32_t rest = character - 0x10000;

	if (character < 0x10000)
		text_printf(text, "\\u%04x", (unsigned)character);
	else if (yaml)
		text_printf(text, "\\U%08x", (unsigned)character);
	else
		text_printf(text, "\\u%04x\\u%04x", (unsigned)(0xD800 + (rest >> 10)), (unsigned)(0xDC00 + (rest & 0x3FF)));
}

static void add_escape(struct text *text, uint32_t character, bool yaml)
{
	switch (character) {
	case '"': text_append(text, "\\\"", 2); break;
	case '\\': text_append(text, "\\\\", 2); break;
	case '\n': text_append(text, "\\n", 2); break;
	case '\r': text_append(text, "\\r", 2); break;
	case '\t': text_append(text, "\\t", 2); break;
	default: add_number(text, character, yaml); break;
	}
}

/* The bytes that begin a character of out_acts(); all other characters are copied in runs. */
static bool may_act(unsigned char byte)
{
	return byte < 0x20 || byte == '"' || byte == '\\' || byte == 0x7F || byte == 0xC2 || byte == 0xD8 || byte == 0xE1 ||
		byte == 0xE2 || byte == 0xEF || byte == 0xF0 || byte == 0xF3;
}

void out_quoted(struct text *text, const char *data, size_t length, bool yaml)
{
	size_t done = 0, i = 0;

	text_byte(text, '"');
	while (i < length) {
		if (!may_act((unsigned char)data[i])) {
			i++;
			continue;
		}
		uint32_t character;
		size_t size = utf8_next(data + i, length - i, &character);
		if (character == '"' || character == '\\' || out_acts(character)) {
			text_append(text, data + done, i - done);
			add_escape(text, character, yaml);
			done = i + size;
		}
		i += size;
	}
	if (length > done)
		text_append(text, data + done, length - done);
	text_byte(text, '"');
}

void out_json_string(struct text *text, const char *data, size_t length)
{
	out_quoted(text, data, length, false);
}

enum out_type out_type_of(const struct field *field)
{
	if (!field)
		return OUT_STRING;
	switch (field->kind) {
	case KIND_INT: return OUT_NUMBER;
	case KIND_DECIMAL:
	case KIND_MONEY:
	case KIND_PERCENT:
	case KIND_RATE: return OUT_AMOUNT;
	case KIND_BOOL: return OUT_BOOL;
	case KIND_TAGS:
	case KIND_REFS: return OUT_LIST;
	case KIND_DATE:
	case KIND_TIMESTAMP: return OUT_TIME;
	default: return OUT_STRING;
	}
}
