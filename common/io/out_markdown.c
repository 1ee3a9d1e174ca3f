/* Tables of Markdown as GitHub and pandoc read them. */
#include "io/out_internal.h"

#include "base/utf8.h"
#include <string.h>

/* What Markdown or the HTML in it would take for its own stands for itself; a line end cannot be in a table. */
static void add_text(struct text *line, const char *data, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (data[i] == '\n')
			text_add(line, "<br>");
		else if (data[i] == '&')
			text_add(line, "&amp;");
		else if (data[i] == '<')
			text_add(line, "&lt;");
		else if (strchr("\\`*_[]>|~", data[i]))
			text_printf(line, "\\%c", data[i]);
		else
			text_byte(line, data[i]);
	}
}

static void add_cell(struct out *out, const struct out_cell *cell)
{
	struct out_cell rest = *cell, line;

	text_clear(&out->scratch);
	while (cell->length && out_next_line(&rest, &line)) {
		utf8_visible(&out->scratch, line.text, line.length);
		if (rest.text && rest.length)
			text_byte(&out->scratch, '\n');
	}
	text_add(&out->line, " ");
	add_text(&out->line, text_string(&out->scratch), out->scratch.length);
	text_add(&out->line, " |");
}

static void put_line(struct out *out)
{
	text_byte(&out->line, '\n');
	out_write(out, out->line.data, out->line.length);
	text_clear(&out->line);
}

static void begin(struct out *out)
{
	text_byte(&out->line, '|');
	for (size_t i = 0; i < out->count; i++)
		add_cell(out, &(struct out_cell){ out->columns[i].label, strlen(out->columns[i].label) });
	put_line(out);
	text_byte(&out->line, '|');
	for (size_t i = 0; i < out->count; i++)
		text_add(&out->line, out->columns[i].type == OUT_NUMBER || out->columns[i].type == OUT_AMOUNT ? " ---: |" : " --- |");
	put_line(out);
}

static void row(struct out *out, const struct out_cell *cells)
{
	text_byte(&out->line, '|');
	for (size_t i = 0; i < out->count; i++)
		add_cell(out, &cells[i]);
	put_line(out);
}

const struct out_writer out_markdown = { .begin = begin, .row = row };
