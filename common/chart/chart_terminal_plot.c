/* Lines and areas on a terminal: eight dots of braille in each character, or a sign for each series. */
#include "chart/chart_terminal_parts.h"

#include "base/utf8.h"
#include <math.h>
#include <string.h>

enum { COMMON_LINES = 12, ACROSS = 2, DOWN = 4 }; /* dots of a character */

struct grid {
	struct terminal *terminal;
	struct chart_scale scale;
	size_t width, height;      /* characters */
	unsigned char *dots;       /* of each character, as the last byte of U+2800 counts them */
	unsigned char *series;     /* of each character: 1 + the one drawn last, 0: none */
	bool stacked;
	double *base;              /* of a stack */
};

/* Unicode 15, table of braille patterns: dots 1 to 8, by row and column. */
static const unsigned char braille[DOWN][ACROSS] = { { 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 } };

static void set_dot(struct grid *grid, size_t series, long x, long y)
{
	if (x < 0 || y < 0 || x >= (long)(grid->width * ACROSS) || y >= (long)(grid->height * DOWN))
		return;
	size_t cell = (size_t)(y / DOWN) * grid->width + (size_t)(x / ACROSS);
	grid->dots[cell] |= braille[y % DOWN][x % ACROSS];
	grid->series[cell] = (unsigned char)(series + 1);
}

static long column_of(const struct grid *grid, size_t category)
{
	size_t count = grid->terminal->chart->category_count, dots = grid->width * ACROSS;

	return count == 1 ? (long)dots / 2 : (long)llround((double)category / (double)(count - 1) * (double)(dots - 1));
}

static long row_of(const struct grid *grid, double value)
{
	return llround((1 - chart_scale_place(&grid->scale, value)) * (double)(grid->height * DOWN - 1));
}

/* Each column of dots between two points: its dot, and those between it and the one before, so that nothing is torn. */
static void draw_segment(struct grid *grid, size_t series, long x1, long y1, long x2, long y2)
{
	long before = y1;

	for (long x = x1; x <= x2; x++) {
		long y = x2 == x1 ? y2 : y1 + lround((double)(y2 - y1) * (double)(x - x1) / (double)(x2 - x1));
		for (long at = before < y ? before : y; at <= (before < y ? y : before); at++)
			if (at != before || at == y)
				set_dot(grid, series, x, at);
		before = y;
	}
}

static void fill_segment(struct grid *grid, size_t series, long x1, long y1, long x2, long y2, long zero)
{
	for (long x = x1; x <= x2; x++) {
		long y = x2 == x1 ? y2 : y1 + lround((double)(y2 - y1) * (double)(x - x1) / (double)(x2 - x1));
		for (long at = y < zero ? y : zero; at <= (y < zero ? zero : y); at++)
			set_dot(grid, series, x, at);
	}
}

static double value_of(const struct grid *grid, size_t series, size_t category)
{
	double value = grid->terminal->chart->series[series].values[category];

	if (!grid->stacked)
		return value;
	return grid->base[category] += isnan(value) ? 0 : value;
}

static void draw_series(struct grid *grid, size_t series, bool filled)
{
	long x1 = 0, y1 = 0, zero = row_of(grid, 0);
	bool joined = false;

	for (size_t i = 0; i < grid->terminal->chart->category_count; i++) {
		double value = value_of(grid, series, i);
		if (isnan(value)) {
			joined = false;
			continue;
		}
		long x2 = column_of(grid, i), y2 = row_of(grid, value);
		if (filled)
			fill_segment(grid, series, joined ? x1 : x2, joined ? y1 : y2, x2, y2, zero);
		else
			draw_segment(grid, series, joined ? x1 : x2, joined ? y1 : y2, x2, y2);
		x1 = x2;
		y1 = y2;
		joined = true;
	}
}

/* The areas of a stack cover each other from the highest edge down: drawn from the last to the first, since each begins at zero. */
static void draw_stack(struct grid *grid)
{
	const struct chart *chart = grid->terminal->chart;

	for (size_t last = chart->series_count; last-- > 0; ) {
		for (size_t i = 0; i < chart->category_count; i++) {
			grid->base[i] = 0;
			for (size_t s = 0; s < last; s++)
				value_of(grid, s, i);
		}
		draw_series(grid, last, true);
	}
}

/* What one series has drawn side by side is one run of its colour. */
static void put_cells(const struct grid *grid, size_t cell)
{
	struct terminal *terminal = grid->terminal;
	bool signs = terminal->screen.ascii || (!terminal->screen.colour && terminal->chart->series_count > 1);

	for (size_t end = cell + grid->width, before = 0; cell < end; cell++) {
		size_t series = grid->series[cell];
		if (series != before && series)
			terminal_begin(terminal, series - 1);
		if (series == 0)
			text_byte(terminal->out, ' ');
		else if (signs)
			text_add(terminal->out, terminal_sign(terminal, series - 1));
		else
			utf8_append(terminal->out, 0x2800u + grid->dots[cell]);
		if (series && (cell + 1 == end || grid->series[cell + 1] != series))
			terminal_end(terminal);
		before = series;
	}
}

/* The tick whose place is in that line, or none. */
static bool tick_in(const struct grid *grid, size_t line, int64_t *tick)
{
	for (*tick = grid->scale.first; *tick <= grid->scale.last; ++*tick)
		if ((size_t)row_of(grid, chart_scale_tick(&grid->scale, *tick)) / DOWN == line)
			return true;
	return false;
}

static const char *tick_label(const struct grid *grid, int64_t tick)
{
	struct text text = { 0 };

	chart_scale_label(&grid->scale, tick, &text);
	return text_take(&text, grid->terminal->arena);
}

static size_t ticks_width(const struct grid *grid)
{
	size_t widest = 0;

	for (int64_t tick = grid->scale.first; tick <= grid->scale.last; tick++) {
		const char *label = tick_label(grid, tick);
		size_t width = utf8_width(label, strlen(label));
		widest = width > widest ? width : widest;
	}
	return widest;
}

/* Names below, from left to right, each in the middle below its point as far as the line allows, with two blanks between them. */
static void put_names(const struct grid *grid, size_t left)
{
	struct terminal *terminal = grid->terminal;
	const struct chart *chart = terminal->chart;
	size_t at = 0, end = left + grid->width;

	for (size_t i = 0; i < chart->category_count; i++) {
		size_t width = utf8_width(chart->categories[i], strlen(chart->categories[i])), middle = left + (size_t)(column_of(grid, i) / ACROSS);
		if (width > end)
			continue;
		size_t begin = middle < width / 2 ? 0 : middle - width / 2;
		if (begin + width > end)
			begin = end - width;
		if (at > 0 && begin < at + 2)
			continue;
		for (; at < begin; at++)
			text_byte(terminal->out, ' ');
		text_add(terminal->out, chart->categories[i]);
		at += width;
	}
	terminal_newline(terminal);
}

void terminal_plot(struct terminal *terminal)
{
	const struct chart *chart = terminal->chart;
	struct grid grid = { .terminal = terminal, .stacked = chart_is_stacked(chart) };
	double low, high;

	chart_range(chart, &low, &high);
	grid.height = terminal->lines == SIZE_MAX ? COMMON_LINES : terminal->lines > 1 ? terminal->lines - 1 : 1;
	int most = (int)grid.height / 2;
	grid.scale = chart->kind == CHART_LINE ? chart_scale_near(low, high, most, chart->chinese) : chart_scale_make(fmin(low, 0), fmax(high, 0), most, chart->chinese);
	size_t left = ticks_width(&grid);
	grid.width = terminal->screen.width > left + 3 ? terminal->screen.width - left - 2 : 1;
	grid.dots = arena_alloc(terminal->arena, grid.width * grid.height);
	grid.series = arena_alloc(terminal->arena, grid.width * grid.height);
	grid.base = arena_alloc(terminal->arena, chart->category_count * sizeof *grid.base);
	if (grid.stacked)
		draw_stack(&grid);
	else
		for (size_t s = chart->series_count; s-- > 0; )
			draw_series(&grid, s, chart->kind == CHART_AREA);
	for (size_t line = 0; line < grid.height; line++) {
		int64_t tick;
		bool marked = tick_in(&grid, line, &tick);
		terminal_field(terminal, marked ? tick_label(&grid, tick) : "", left, true);
		text_add(terminal->out, terminal->screen.ascii ? marked ? " +" : " |" : marked ? " ┤" : " │");
		put_cells(&grid, line * grid.width);
		terminal_newline(terminal);
	}
	put_names(&grid, left + 2);
}
