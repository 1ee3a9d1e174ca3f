/* Values as YAML: quoted only where a reader would take them for something else. */
#include "io/yaml.h"

#include "base/utf8.h"
#include "io/out_internal.h"
#include <string.h>
#include <strings.h>

/* What YAML 1.1 readers still take for a boolean or null. */
static bool is_keyword(const char *data, size_t length)
{
	static const char *const words[] = { "null", "true", "false", "yes", "no", "on", "off", "y", "n" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strlen(words[i]) == length && strncasecmp(words[i], data, length) == 0)
			return true;
	return false;
}

/* Integers, floats, hexadecimal, sexagesimal, days and instants all begin with a digit (or a sign or a full stop, which
 * are quoted anyway) and consist of these. */
static bool is_numeric(const char *data, size_t length)
{
	if (data[0] < '0' || data[0] > '9')
		return false;
	for (size_t i = 0; i < length; i++)
		if (data[i] == '\0' || !strchr("0123456789abcdefABCDEFxXoO_.:+-TtZz ", data[i]))
			return false;
	return true;
}

static bool is_word_byte(char byte)
{
	return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
		(unsigned char)byte >= 0x80;
}

/* True when no character acts; newline and TAB do not count when `text_blanks` is set. */
static bool is_printable(const char *data, size_t length, bool text_blanks)
{
	for (size_t i = 0; i < length;) {
		uint32_t character;
		i += utf8_next(data + i, length - i, &character);
		if (out_acts(character) && !(text_blanks && (character == '\n' || character == '\t')))
			return false;
	}
	return true;
}

/* True for text that every reader takes for the same string without quotes (YAML 1.2, 7.3.3, and stricter). */
static bool is_plain(const char *data, size_t length)
{
	if (length == 0 || !(is_word_byte(data[0]) || data[0] == '/' || data[0] == '_' || data[0] == '('))
		return false;
	if (data[length - 1] == ' ' || data[length - 1] == ':')
		return false;
	for (size_t i = 0; i < length; i++) {
		if (data[i] == ':' && data[i + 1] == ' ')
			return false;
		if (data[i] == '#' && data[i - 1] == ' ')
			return false;
		if (!is_word_byte(data[i]) && (data[i] == '\0' || !strchr(" _-./()+=;@$%&*!?<>~'|\\^:#", data[i])))
			return false;
	}
	return !is_keyword(data, length) && !is_numeric(data, length) && is_printable(data, length, false);
}

/* True for lines that a literal block gives back byte for byte: at most one newline at the end, and no line that begins
 * with a blank at the top or with TAB, or that consists of blanks. */
static bool is_block(const char *data, size_t length)
{
	struct out_cell rest = { data, length }, line;

	if (length == 0 || !memchr(data, '\n', length) || data[0] == ' ' || data[0] == '\n')
		return false;
	if (length > 1 && data[length - 1] == '\n' && data[length - 2] == '\n')
		return false;
	while (out_next_line(&rest, &line)) {
		size_t blanks = 0;
		while (blanks < line.length && line.text[blanks] == ' ')
			blanks++;
		if (line.length > 0 && (blanks == line.length || line.text[blanks] == '\t'))
			return false;
	}
	return is_printable(data, length, true);
}

static void add_block(struct text *text, const char *data, size_t length, int indent)
{
	struct out_cell rest = { data, length }, line;
	bool last = data[length - 1] == '\n';

	text_add(text, last ? "|" : "|-");
	if (last)
		rest.length--;
	while (out_next_line(&rest, &line)) {
		text_byte(text, '\n');
		if (line.length > 0) {
			text_printf(text, "%*s", indent, "");
			text_append(text, line.text, line.length);
		}
	}
}

void yaml_scalar(struct text *text, const char *data, size_t length, int indent)
{
	if (is_plain(data, length))
		text_append(text, data, length);
	else if (is_block(data, length))
		add_block(text, data, length, indent);
	else
		out_quoted(text, data, length, true);
}

void yaml_item(struct text *text, const char *data, size_t length, int indent)
{
	text_printf(text, "\n%*s- ", indent, "");
	yaml_scalar(text, data, length, indent + 2);
}

void yaml_key(struct text *text, const char *name)
{
	if (is_plain(name, strlen(name)))
		text_add(text, name);
	else
		out_quoted(text, name, strlen(name), true);
	text_byte(text, ':');
}

/* Numbers, days and yes go without the quotes that other readers would need to take them for text: here everything is text. */
static bool is_bare(const char *text)
{
	const char *first = text + (*text == '-');
	char before = ' ';

	if (*first < '0' || *first > 'z' || (*first > '9' && *first < 'A') || (*first > 'Z' && *first < 'a'))
		return false;
	for (const char *p = first; *p; before = *p++) {
		bool plain = (*p >= '0' && *p <= '9') || (*p >= 'A' && *p <= 'Z') || (*p >= 'a' && *p <= 'z') || strchr("_.:+-", *p);
		if (!plain && (*p != ' ' || before == ':' || before == ' '))
			return false;
	}
	return before != ' ' && before != ':';
}

void yaml_bare(struct text *text, const char *data, size_t length, int indent)
{
	if (is_bare(data))
		text_append(text, data, length);
	else
		yaml_scalar(text, data, length, indent);
}
