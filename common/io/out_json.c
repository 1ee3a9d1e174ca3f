#include "io/out_internal.h"

#include "base/arena.h"
#include "base/utf8.h"
#include <string.h>

static void add_list(struct out *out, const struct out_cell *cell)
{
	struct out_cell rest = *cell;
	const char *before = "[";

	text_clear(&out->scratch);
	while (out_next_item(&rest, &out->scratch)) {
		text_add(&out->line, before);
		out_json_string(&out->line, text_string(&out->scratch), out->scratch.length);
		text_clear(&out->scratch);
		before = ",";
	}
	text_byte(&out->line, ']');
}

static void add_value(struct out *out, enum out_type type, const struct out_cell *cell);

static void add_lines(struct out *out)
{
	const struct out_lines *lines = &out->lines;

	text_byte(&out->line, '[');
	for (size_t row = 0; row < lines->row_count; row++) {
		text_add(&out->line, row ? ",{" : "{");
		for (size_t i = 0; i < lines->column_count; i++) {
			text_add(&out->line, i ? "," : "");
			out_json_string(&out->line, lines->columns[i].name, strlen(lines->columns[i].name));
			text_byte(&out->line, ':');
			add_value(out, lines->columns[i].type, &lines->cells[row * lines->column_count + i]);
		}
		text_byte(&out->line, '}');
	}
	text_byte(&out->line, ']');
}

/* A cell that is not what its column promises is a string rather than a broken document. */
static void add_value(struct out *out, enum out_type type, const struct out_cell *cell)
{
	if (type == OUT_LINES)
		add_lines(out);
	else if (cell->length == 0)
		text_append(&out->line, "null", 4);
	else if (type == OUT_LIST)
		add_list(out, cell);
	else if (type == OUT_NUMBER && out_is_number(cell))
		text_append(&out->line, cell->text, cell->length);
	else if (type == OUT_BOOL && out_cell_is(cell, "yes"))
		text_append(&out->line, "true", 4);
	else if (type == OUT_BOOL && out_cell_is(cell, "no"))
		text_append(&out->line, "false", 5);
	else
		out_json_string(&out->line, cell->text, cell->length);
}

static void json_begin(struct out *out)
{
	out->keys = memory_alloc(out->count * sizeof *out->keys);
	for (size_t i = 0; i < out->count; i++) {
		const char *name = out->columns[i].name;
		out->keys[i] = (struct text){ 0 };
		text_byte(&out->keys[i], i > 0 ? ',' : '{');
		out_json_string(&out->keys[i], name, strlen(name));
		text_byte(&out->keys[i], ':');
	}
}

static void put_object(struct out *out, const struct out_cell *cells, const char *before, const char *after)
{
	text_clear(&out->line);
	text_add(&out->line, before);
	for (size_t i = 0; i < out->count; i++) {
		text_append(&out->line, out->keys[i].data, out->keys[i].length);
		add_value(out, out->columns[i].type, &cells[i]);
	}
	text_byte(&out->line, '}');
	text_add(&out->line, after);
	out_write(out, out->line.data, out->line.length);
}

static void json_row(struct out *out, const struct out_cell *cells)
{
	put_object(out, cells, out->rows > 0 ? ",\n" : "[\n", "");
}

static void json_end(struct out *out)
{
	const char *end = out->rows > 0 ? "\n]\n" : "[]\n";

	out_write(out, end, strlen(end));
}

static void ndjson_row(struct out *out, const struct out_cell *cells)
{
	put_object(out, cells, "", "\n");
}

const struct out_writer out_json = { .begin = json_begin, .row = json_row, .end = json_end };
const struct out_writer out_ndjson = { .begin = json_begin, .row = ndjson_row };
