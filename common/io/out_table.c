#include "io/out_internal.h"

#include "base/arena.h"
#include "base/utf8.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { HELD_ROWS = 1000, GAP = 2, NARROWEST = 10, COMFORTABLE = 14 /* texts are not cut below it as long as there are columns that can go */ };

#define NEWLINE_SIGN "\xE2\x8F\x8E"   /* ⏎ */
#define ELLIPSIS_SIGN "\xE2\x80\xA6" /* … */
#define STYLE_HEADER "\033[1;4m"
#define STYLE_LABEL "\033[1m"
#define STYLE_REFERENCE "\033[2m"
#define STYLE_END "\033[0m"

/* A cell as it is shown: nothing in it acts on a terminal. */
struct shown {
	const char *text;
	size_t length, width;
};

struct out_table {
	struct arena arena;    /* texts of the rows held back */
	struct shown *header;
	struct shown *rows;    /* HELD_ROWS times count cells */
	size_t held;
	size_t *widths;
	size_t limit;          /* columns of the terminal, 0 when nothing is cut */
	bool *left_out;        /* columns that do not fit; a line that leaves some out ends with … */
	bool cut_short;        /* there are such */
	bool *filled;          /* columns with anything in them */
	bool streaming;        /* the widths are settled, rows go out at once */
	struct text line, cut;
	size_t blanks;         /* owed to the line: blanks at its end are never written */
};

static bool is_plain_ascii(const char *data, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (data[i] < 0x20 || data[i] > 0x7E)
			return false;
	return true;
}

/* The text is copied into the arena; newlines become ⏎, so that a row stays one line. */
static struct shown show_cell(struct out *out, const char *data, size_t length)
{
	struct out_cell rest = { data, length }, line;
	struct arena *arena = &out->table->arena;

	if (length == 0)
		return (struct shown){ .text = "" };
	if (is_plain_ascii(data, length))
		return (struct shown){ arena_copy(arena, data, length), length, length };
	text_clear(&out->scratch);
	while (out_next_line(&rest, &line)) {
		utf8_visible(&out->scratch, line.text, line.length);
		if (rest.text)
			text_add(&out->scratch, NEWLINE_SIGN);
	}
	length = out->scratch.length;
	const char *text = arena_copy(arena, text_string(&out->scratch), length);
	return (struct shown){ text, length, utf8_width(text, length) };
}

static bool is_right_aligned(const struct out *out, size_t i)
{
	return out->columns[i].type == OUT_NUMBER || out->columns[i].type == OUT_AMOUNT;
}

/* A reference, a number or a time that was cut would be a wrong one. */
static bool may_shrink(const struct out *out, size_t i)
{
	return out->table->limit > 0 && i > 0 && !is_right_aligned(out, i) && out->columns[i].type != OUT_TIME && !(out->options.fits && out->options.fits[i].whole);
}

static void take_widths(struct out *out, const struct shown *cells)
{
	for (size_t i = 0; i < out->count; i++) {
		if (cells[i].width > out->table->widths[i])
			out->table->widths[i] = cells[i].width;
		out->table->filled[i] |= cells[i].length > 0;
	}
}

/* Columns that a line takes when no text column is wider than cap. */
static size_t total_width(const struct out *out, size_t cap)
{
	size_t total = out->table->cut_short ? GAP : 0; /* of the … at the end */

	for (size_t i = 0; i < out->count; i++) {
		size_t width = out->table->widths[i];
		if (out->table->left_out[i])
			continue;
		total += (i > 0 ? GAP : 0) + (width > cap && may_shrink(out, i) ? cap : width);
	}
	return total;
}

/* Narrows the widest text columns to a common width, at least NARROWEST, that makes the line fit; what is left over of
 * the line goes to the first of them. */
static void shrink_columns(struct out *out)
{
	struct out_table *table = out->table;
	size_t low = NARROWEST, high = table->limit > NARROWEST ? table->limit : NARROWEST;

	while (low < high) {
		size_t middle = low + (high - low + 1) / 2;
		if (total_width(out, middle) <= table->limit)
			low = middle;
		else
			high = middle - 1;
	}
	size_t total = total_width(out, low), spare = table->limit > total ? table->limit - total : 0;
	for (size_t i = 0; i < out->count; i++) {
		if (table->left_out[i] || table->widths[i] <= low || !may_shrink(out, i))
			continue;
		table->widths[i] = low;
		if (spare > 0) {
			table->widths[i]++;
			spare--;
		}
	}
}

/* One with nothing in it goes first, an amount of no rank of its own last. */
static int rank_of(const struct out *out, size_t i)
{
	const struct out_fit *fits = out->options.fits;

	if (!out->table->filled[i])
		return UCHAR_MAX + 2;
	return !fits || (!fits[i].rank && out->columns[i].type == OUT_AMOUNT) ? 0 : fits[i].rank + 1;
}

/* The column that can be done without most easily: that of the highest rank, the last of several. 0: there is none. */
static size_t least_useful(const struct out *out)
{
	const struct out_table *table = out->table;
	int highest = -1;
	size_t found = 0;

	for (size_t i = out->count; i-- > 2;) {
		int rank = rank_of(out, i);
		if (!table->left_out[i] && rank > highest) {
			highest = rank;
			found = i;
		}
	}
	return found;
}

/* Where the columns are too wide together even when texts are cut a little, the least useful ones are left out, and a … takes their place. */
static void settle_widths(struct out *out)
{
	struct out_table *table = out->table;
	size_t least;

	if (table->limit == 0 || total_width(out, SIZE_MAX) <= table->limit)
		return;
	while (total_width(out, COMFORTABLE) > table->limit && (least = least_useful(out)))
		table->left_out[least] = table->cut_short = true;
	if (out->count > 1 && total_width(out, NARROWEST) > table->limit)
		table->left_out[1] = table->cut_short = true;
	shrink_columns(out);
}

static void add_styled(struct out_table *table, const char *text, size_t length, const char *style)
{
	if (length == 0)
		return;
	text_printf(&table->line, "%*s", (int)table->blanks, "");
	table->blanks = 0;
	if (style)
		text_add(&table->line, style);
	text_append(&table->line, text, length);
	if (style)
		text_add(&table->line, STYLE_END);
}

static void put_line(struct out *out)
{
	struct out_table *table = out->table;

	text_byte(&table->line, '\n');
	out_write(out, table->line.data, table->line.length);
	text_clear(&table->line);
	table->blanks = 0;
}

static void put_row(struct out *out, const struct shown *cells, const char *style, const char *reference_style)
{
	struct out_table *table = out->table;

	for (size_t i = 0; i < out->count; i++) {
		struct shown cell = cells[i];
		if (table->left_out[i])
			continue;
		if (cell.width > table->widths[i] && may_shrink(out, i)) {
			text_clear(&table->cut);
			utf8_cut(&table->cut, cell.text, cell.length, table->widths[i]);
			cell.text = text_string(&table->cut);
			cell.length = table->cut.length;
			cell.width = utf8_width(cell.text, cell.length);
		}
		size_t room = table->widths[i] > cell.width ? table->widths[i] - cell.width : 0;
		table->blanks += (i > 0 ? GAP : 0) + (is_right_aligned(out, i) ? room : 0);
		add_styled(table, cell.text, cell.length, i == 0 ? reference_style : style);
		table->blanks += is_right_aligned(out, i) ? 0 : room;
	}
	if (table->cut_short) {
		table->blanks++;
		add_styled(table, ELLIPSIS_SIGN, strlen(ELLIPSIS_SIGN), NULL);
	}
	put_line(out);
}

static void put_cells(struct out *out, const struct shown *cells)
{
	put_row(out, cells, NULL, out->options.colour ? STYLE_REFERENCE : NULL);
}

/* Writes the header and the rows held back; from now on rows are written as they come. */
static void release_rows(struct out *out)
{
	struct out_table *table = out->table;
	const char *style = out->options.colour ? STYLE_HEADER : NULL;

	settle_widths(out);
	put_row(out, table->header, style, style);
	for (size_t i = 0; i < table->held; i++)
		put_cells(out, table->rows + i * out->count);
	table->streaming = true;
}

static struct shown show_label(struct out *out, size_t i)
{
	const char *label = out->columns[i].label ? out->columns[i].label : out->columns[i].name;

	return show_cell(out, label, strlen(label));
}

static void table_begin(struct out *out)
{
	struct out_table *table = memory_alloc(sizeof *table);

	*table = (struct out_table){
		.header = memory_alloc(out->count * sizeof *table->header),
		.widths = memory_alloc(out->count * sizeof *table->widths),
		.limit = out->options.terminal && out->options.width > 0 ? (size_t)out->options.width : 0,
		.left_out = memory_alloc(out->count * sizeof *table->left_out),
		.filled = memory_alloc(out->count * sizeof *table->filled),
	};
	memset(table->left_out, 0, out->count * sizeof *table->left_out);
	memset(table->filled, 0, out->count * sizeof *table->filled);
	out->table = table;
	for (size_t i = 0; i < out->count; i++) {
		table->header[i] = show_label(out, i);
		table->widths[i] = table->header[i].width;
	}
}

static void table_row(struct out *out, const struct out_cell *cells)
{
	struct out_table *table = out->table;

	if (!table->rows)
		table->rows = memory_alloc(HELD_ROWS * out->count * sizeof *table->rows);
	struct shown *row = table->rows + (table->streaming ? 0 : table->held * out->count);
	for (size_t i = 0; i < out->count; i++)
		row[i] = show_cell(out, cells[i].text, cells[i].length);
	if (table->streaming) {
		put_cells(out, row);
		arena_reset(&table->arena);
		return;
	}
	take_widths(out, row);
	if (++table->held == HELD_ROWS) {
		release_rows(out);
		arena_reset(&table->arena);
	}
}

static void table_end(struct out *out)
{
	if (!out->table->streaming && out->table->held > 0)
		release_rows(out);
}

static void table_release(struct out *out)
{
	struct out_table *table = out->table;

	arena_free(&table->arena);
	free(table->header);
	free(table->rows);
	free(table->widths);
	free(table->left_out);
	free(table->filled);
	text_free(&table->line);
	text_free(&table->cut);
	free(table);
}

const struct out_writer out_table = {
	.begin = table_begin, .row = table_row, .end = table_end, .release = table_release,
};

/* The layout of one record for a person: a label and a value on each line, empty fields left out. */

static void fields_begin(struct out *out)
{
	table_begin(out);
	for (size_t i = 1; i < out->count; i++)
		if (out->table->widths[i] > out->table->widths[0])
			out->table->widths[0] = out->table->widths[i];
}

/* The first line stands beside the label, the others below it; a newline at the end of the text is not shown. */
static void put_field(struct out *out, const struct shown *label, struct out_cell cell, const char *style)
{
	struct out_table *table = out->table;
	struct out_cell line;
	size_t indent = table->widths[0] + GAP;

	add_styled(table, label->text, label->length, out->options.colour ? STYLE_LABEL : NULL);
	table->blanks = indent - label->width;
	if (cell.text[cell.length - 1] == '\n')
		cell.length--;
	if (cell.length > 0 && cell.text[cell.length - 1] == '\r')
		cell.length--;
	while (out_next_line(&cell, &line)) {
		text_clear(&out->scratch);
		utf8_visible(&out->scratch, line.text, line.length);
		add_styled(table, text_string(&out->scratch), out->scratch.length, style);
		put_line(out);
		table->blanks = indent;
	}
	table->blanks = 0;
}

static void fields_row(struct out *out, const struct out_cell *cells)
{
	const struct out_fit *fits = out->options.fits;
	int group = fits ? fits[0].group : 0;

	if (out->rows > 0)
		out_write(out, "\n", 1);
	for (size_t i = 0; i < out->count; i++) {
		if (cells[i].length == 0)
			continue;
		if (fits && fits[i].group != group)
			out_write(out, "\n", 1);
		group = fits ? fits[i].group : 0;
		put_field(out, &out->table->header[i], cells[i],
			i == 0 && out->options.colour ? STYLE_REFERENCE : NULL);
	}
}

const struct out_writer out_table_fields = { .begin = fields_begin, .row = fields_row, .release = table_release };
