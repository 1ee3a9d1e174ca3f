#include "io/out_internal.h"
#include "io/yaml.h"

#include "base/arena.h"
#include <string.h>

enum { VALUE_INDENT = 4, LINE_INDENT = 8 };

static void add_list(struct out *out, const struct out_cell *cell, int indent)
{
	struct out_cell rest = *cell;

	text_clear(&out->scratch);
	while (out_next_item(&rest, &out->scratch)) {
		yaml_item(&out->line, text_string(&out->scratch), out->scratch.length, indent);
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
		yaml_scalar(&out->line, cell->text, cell->length, indent);
}

static void add_lines(struct out *out)
{
	const struct out_lines *lines = &out->lines;

	text_add(&out->line, lines->row_count ? "" : " []");
	for (size_t row = 0; row < lines->row_count; row++) {
		for (size_t i = 0; i < lines->column_count; i++) {
			const struct out_cell *cell = &lines->cells[row * lines->column_count + i];
			text_add(&out->line, i ? "\n      " : "\n    - ");
			yaml_key(&out->line, lines->columns[i].name);
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
		yaml_key(&out->keys[i], name);
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
