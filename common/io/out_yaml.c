#include "io/out_internal.h"

#include "base/arena.h"
#include "base/utf8.h"
#include <string.h>
#include <strings.h>

enum { VALUE_INDENT = 4, LINE_INDENT = 8 };

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

/* The double-quoted style understands every escape of JSON. */
void out_yaml_scalar(struct text *text, const char *data, size_t length, int indent)
{
	if (is_plain(data, length))
		text_append(text, data, length);
	else if (is_block(data, length))
		add_block(text, data, length, indent);
	else
		out_json_string(text, data, length);
}

static void add_list(struct out *out, const struct out_cell *cell, int indent)
{
	struct out_cell rest = *cell;

	text_clear(&out->scratch);
	while (out_next_item(&rest, &out->scratch)) {
		text_printf(&out->line, "\n%*s- ", indent, "");
		out_yaml_scalar(&out->line, text_string(&out->scratch), out->scratch.length, indent + 2);
		text_clear(&out->scratch);
	}
}

static void add_scalar(struct out *out, enum out_type type, const struct out_cell *cell, int indent)
{
	text_byte(&out->line, ' ');
	if (cell->length == 0)
		text_byte(&out->line, '~');
	else if (type == OUT_NUMBER && out_is_number(cell))
		text_append(&out->line, cell->text, cell->length);
	else if (type == OUT_BOOL && out_cell_is(cell, "yes"))
		text_add(&out->line, "true");
	else if (type == OUT_BOOL && out_cell_is(cell, "no"))
		text_add(&out->line, "false");
	else
		out_yaml_scalar(&out->line, cell->text, cell->length, indent);
}

static void add_key(struct text *line, const char *name)
{
	if (is_plain(name, strlen(name)))
		text_add(line, name);
	else
		out_json_string(line, name, strlen(name));
	text_byte(line, ':');
}

static void add_lines(struct out *out)
{
	const struct out_lines *lines = &out->lines;

	text_add(&out->line, lines->row_count ? "" : " []");
	for (size_t row = 0; row < lines->row_count; row++) {
		for (size_t i = 0; i < lines->column_count; i++) {
			const struct out_cell *cell = &lines->cells[row * lines->column_count + i];
			text_add(&out->line, i ? "\n      " : "\n    - ");
			add_key(&out->line, lines->columns[i].name);
			if (lines->columns[i].type == OUT_LIST && cell->length > 0)
				add_list(out, cell, LINE_INDENT);
			else
				add_scalar(out, lines->columns[i].type, cell, LINE_INDENT);
		}
	}
}

static void add_value(struct out *out, enum out_type type, const struct out_cell *cell)
{
	if (type == OUT_LINES)
		add_lines(out);
	else if (type == OUT_LIST && cell->length > 0)
		add_list(out, cell, VALUE_INDENT);
	else
		add_scalar(out, type, cell, VALUE_INDENT);
}

static void yaml_begin(struct out *out)
{
	out->keys = memory_alloc(out->count * sizeof *out->keys);
	for (size_t i = 0; i < out->count; i++) {
		const char *name = out->columns[i].name;
		out->keys[i] = (struct text){ 0 };
		text_add(&out->keys[i], i > 0 ? "  " : "- ");
		add_key(&out->keys[i], name);
	}
}

static void yaml_row(struct out *out, const struct out_cell *cells)
{
	text_clear(&out->line);
	for (size_t i = 0; i < out->count; i++) {
		text_append(&out->line, out->keys[i].data, out->keys[i].length);
		add_value(out, out->columns[i].type, &cells[i]);
		text_byte(&out->line, '\n');
	}
	out_write(out, out->line.data, out->line.length);
}

static void yaml_end(struct out *out)
{
	if (out->rows == 0)
		out_write(out, "[]\n", 3);
}

const struct out_writer out_yaml = { .begin = yaml_begin, .row = yaml_row, .end = yaml_end };
