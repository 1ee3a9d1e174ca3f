/* Heat maps on a terminal: a shade and the value in each cell. */
#include "chart/chart_terminal_parts.h"

#include "base/utf8.h"
#include <math.h>
#include <string.h>

enum { NARROWEST_CELL = 2 };

/* Of the value that is farthest from zero. A value is never as blank as none. */
static const char *shade_of(const struct terminal *terminal, double value, double far)
{
	static const char *const plain[] = { ".", ":", "+", "#" }, *const blocks[] = { "░", "▒", "▓", "█" };
	int shade = far > 0 ? (int)(fabs(value) / far * 4) : 0;

	shade = shade > 3 ? 3 : shade;
	return terminal->screen.ascii ? plain[shade] : blocks[shade];
}

static void put_cell(struct terminal *terminal, size_t series, size_t category, size_t width, bool labelled, double far)
{
	double value = terminal->chart->series[series].values[category];
	const char *label = terminal->chart->series[series].labels[category];

	if (isnan(value)) {
		terminal_field(terminal, "", width, true);
		return;
	}
	size_t shades = labelled ? width - utf8_width(label, strlen(label)) - 2 : width - 1;
	terminal_begin(terminal, value < 0 ? 3 : 0); /* red below zero, else blue */
	for (size_t i = 0; i < shades; i++)
		text_add(terminal->out, shade_of(terminal, value, far));
	terminal_end(terminal);
	text_byte(terminal->out, ' ');
	if (labelled)
		text_printf(terminal->out, "%s ", label);
}

/* Of months and days that do not fit the end is what differs: "…-03". */
static void put_name(struct terminal *terminal, const char *name, size_t width)
{
	size_t length = strlen(name), wide = utf8_width(name, length);

	if (wide == length && wide > width && name[0] >= '0' && name[0] <= '9')
		name = width > 1 ? arena_printf(terminal->arena, "…%s", name + length - width + 1) : "";
	terminal_field(terminal, name, width, false);
	text_byte(terminal->out, ' ');
}

void terminal_heat(struct terminal *terminal)
{
	const struct chart *chart = terminal->chart;
	size_t left = 0, label = terminal_widest_label(chart), rows = chart->series_count, width = terminal->screen.width;
	double low, high;

	for (size_t s = 0; s < chart->series_count; s++) {
		size_t name = terminal_widest(&chart->series[s].name, 1);
		left = name > left ? name : left;
	}
	left = left > width / 3 ? width / 3 : left;
	size_t cell = (width - left - 1) / chart->category_count, columns = chart->category_count, widest = terminal_widest(chart->categories, columns) + 2;
	widest = widest > label + 5 ? widest : label + 5;
	cell = cell > widest ? widest : cell < NARROWEST_CELL ? NARROWEST_CELL : cell;
	if (cell * columns > width - left - 1)
		columns = (width - left - 1) / cell;
	chart_range(chart, &low, &high);
	terminal_field(terminal, "", left + 1, false);
	for (size_t i = 0; i < columns; i++)
		put_name(terminal, chart->categories[i], cell - 1);
	terminal_newline(terminal);
	if (terminal->lines < rows + (columns < chart->category_count))
		rows = terminal->lines > 1 ? terminal->lines - 1 : 0;
	for (size_t s = 0; s < rows; s++) {
		terminal_field(terminal, chart->series[s].name, left, false);
		text_byte(terminal->out, ' ');
		for (size_t i = 0; i < columns; i++)
			put_cell(terminal, s, i, cell, cell >= label + 3, fmax(fabs(low), fabs(high)));
		terminal_newline(terminal);
	}
	if (rows == chart->series_count && columns == chart->category_count)
		return;
	text_printf(terminal->out, chart->chinese ? "共 %zu 行 %zu 列" : "of %zu rows and %zu columns", chart->series_count, chart->category_count);
	terminal_newline(terminal);
}
