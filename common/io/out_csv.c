#include "io/out_internal.h"

#include "base/utf8.h"
#include <string.h>

/* A spreadsheet takes = + - @ at the start for a formula, and some do behind a tab or line end (OWASP, CSV injection). A cell that already has apostrophes before
 * such a sign gains one too, so that a reader that strips one gets back what was there. */
bool out_csv_guards(const char *data, size_t length)
{
	size_t i = 0;

	while (i < length && data[i] == '\'')
		i++;
	return i < length && data[i] && strchr("=+-@\t\r\n", data[i]);
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

/* RFC 4180 (2) asks for quotes around , " CR LF; blanks at the ends are quoted since some readers trim them. */
static bool needs_quotes(const char *data, size_t length)
{
	if (length > 0 && (is_blank(data[0]) || is_blank(data[length - 1])))
		return true;
	for (size_t i = 0; i < length; i++)
		if (data[i] == ',' || data[i] == '"' || data[i] == '\r' || data[i] == '\n')
			return true;
	return false;
}

void out_csv_cell(struct text *text, const char *data, size_t length)
{
	bool quotes = needs_quotes(data, length);

	if (quotes)
		text_byte(text, '"');
	if (out_csv_guards(data, length))
		text_byte(text, '\'');
	while (quotes && length > 0) {
		const char *quote = memchr(data, '"', length);
		if (!quote)
			break;
		size_t run = (size_t)(quote - data) + 1;
		text_append(text, data, run);
		text_byte(text, '"');
		data += run;
		length -= run;
	}
	if (length > 0)
		text_append(text, data, length);
	if (quotes)
		text_byte(text, '"');
}

/* On a terminal nothing but line ends stays raw. */
static void add_visible(struct out *out, const struct out_cell *cell)
{
	struct out_cell rest = *cell, line;

	text_clear(&out->scratch);
	while (out_next_line(&rest, &line)) {
		utf8_visible(&out->scratch, line.text, line.length);
		if (rest.text)
			text_byte(&out->scratch, '\n');
	}
	out_csv_cell(&out->line, text_string(&out->scratch), out->scratch.length);
}

static void add_cell(struct out *out, size_t i, const struct out_cell *cell)
{
	if (i > 0)
		text_byte(&out->line, ',');
	if (cell->length == 0 && out->count == 1)
		text_add(&out->line, "\"\""); /* an empty line would be no record at all */
	else if (cell->length > 0 && out->options.terminal)
		add_visible(out, cell);
	else if (cell->length > 0)
		out_csv_cell(&out->line, cell->text, cell->length);
}

/* RFC 4180 has CR LF; what other tools of a pipe expect is LF. With a byte order mark the reader is a spreadsheet. */
static void put_line(struct out *out)
{
	text_add(&out->line, out->options.bom ? "\r\n" : "\n");
	out_write(out, out->line.data, out->line.length);
	text_clear(&out->line);
}

static void csv_begin(struct out *out)
{
	if (out->options.bom)
		out_write(out, "\xEF\xBB\xBF", 3);
	for (size_t i = 0; i < out->count; i++) {
		const char *name = out->columns[i].name;
		add_cell(out, i, &(struct out_cell){ name, strlen(name) });
	}
	put_line(out);
}

static void csv_row(struct out *out, const struct out_cell *cells)
{
	for (size_t i = 0; i < out->count; i++)
		add_cell(out, i, &cells[i]);
	put_line(out);
}

const struct out_writer out_csv = { .begin = csv_begin, .row = csv_row };
