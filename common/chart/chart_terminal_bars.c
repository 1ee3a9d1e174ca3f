/* Bars, stacked bars, pies and funnels on a terminal: a line for each bar, with its name, its value and blocks of eighths. */
#include "chart/chart_terminal_parts.h"

#include "base/utf8.h"
#include <math.h>
#include <string.h>

enum { GAP = 1, LEAST_BAR = 8 };

/* Where the columns of a line are. */
struct columns {
	size_t name, label, bar;
};

/* Names give way where the bars would have too little room; figures never. */
static struct columns columns_for(const struct terminal *terminal, size_t label)
{
	size_t name = terminal_widest(terminal->chart->categories, terminal->chart->category_count), width = terminal->screen.width;
	size_t third = width / 3;

	name = name > third ? third : name;
	if (name + label + 2 * GAP + LEAST_BAR > width)
		name = label + 2 * GAP + LEAST_BAR + 4 > width ? 4 : width - label - 2 * GAP - LEAST_BAR;
	size_t taken = name + label + GAP + (label > 0 ? GAP : 0);
	return (struct columns){ name, label, taken < width ? width - taken : 0 };
}

static void repeat(struct terminal *terminal, const char *sign, size_t count)
{
	for (size_t i = 0; i < count; i++)
		text_add(terminal->out, sign);
}

/* A bar that begins at a whole column, with its end in eighths. What is not zero is seen. */
static void put_bar(struct terminal *terminal, size_t series, double share, size_t width)
{
	static const char *const ends[] = { "", "▏", "▎", "▍", "▌", "▋", "▊", "▉" };
	size_t eighths = (size_t)llround(share * (double)width * 8);

	if (share > 0 && eighths == 0)
		eighths = 1;
	terminal_begin(terminal, series);
	if (terminal->screen.ascii) {
		repeat(terminal, terminal_sign(terminal, series), share > 0 && eighths < 8 ? 1 : (eighths + 4) / 8);
	} else {
		repeat(terminal, terminal->screen.colour ? "█" : terminal_sign(terminal, series), eighths / 8);
		text_add(terminal->out, series == 0 || terminal->screen.colour ? ends[eighths % 8] : eighths < 8 ? terminal_sign(terminal, series) : "");
	}
	terminal_end(terminal);
}

/* To the left of zero: whole columns, since no block fills its right part by eighths. */
static void put_left_bar(struct terminal *terminal, size_t series, double share, size_t width)
{
	size_t columns = (size_t)llround(share * (double)width);

	columns = columns == 0 && share > 0 ? 1 : columns;
	repeat(terminal, " ", width - columns);
	terminal_begin(terminal, series);
	repeat(terminal, terminal_sign(terminal, series), columns);
	terminal_end(terminal);
}

/* The series of a category in lines of their own; the first has the name. */
static void put_group(struct terminal *terminal, const struct columns *columns, size_t category, double low, double high)
{
	const struct chart *chart = terminal->chart;
	size_t left = low < 0 ? (size_t)llround((double)(columns->bar - 1) * -low / (high - low)) : 0, right = columns->bar - left - (low < 0);

	for (size_t s = 0; s < chart->series_count; s++) {
		double value = chart->series[s].values[category];
		terminal_field(terminal, s == 0 ? chart->categories[category] : "", columns->name, false);
		text_byte(terminal->out, ' ');
		terminal_field(terminal, chart->series[s].labels[category], columns->label, true);
		text_byte(terminal->out, ' ');
		if (low < 0) {
			put_left_bar(terminal, s, value < 0 ? value / low : 0, left);
			text_add(terminal->out, terminal->screen.ascii ? "|" : "│");
		}
		if (value > 0)
			put_bar(terminal, s, high > 0 ? value / high : 0, right);
		terminal_newline(terminal);
	}
}

/* How many categories of that many lines there is room for; one line is for what is left out. */
static size_t fitting(const struct terminal *terminal, size_t lines)
{
	size_t count = terminal->chart->category_count;

	if (terminal->lines == SIZE_MAX || terminal->lines / lines >= count)
		return count;
	return terminal->lines > lines ? (terminal->lines - 1) / lines : 0;
}

static void put_rest(struct terminal *terminal, size_t shown)
{
	if (shown < terminal->chart->category_count)
		terminal_more(terminal, terminal->chart->category_count - shown);
}

void terminal_bars(struct terminal *terminal)
{
	const struct chart *chart = terminal->chart;
	struct columns columns = columns_for(terminal, terminal_widest_label(chart));
	size_t shown = fitting(terminal, chart->series_count);
	double low, high;

	chart_range(chart, &low, &high);
	for (size_t i = 0; i < shown; i++)
		put_group(terminal, &columns, i, fmin(low, 0), fmax(high, 0));
	put_rest(terminal, shown);
}

/* The columns of the parts of a stack: rounded at their ends, so that they sum to those of the whole. */
static void put_stack(struct terminal *terminal, size_t category, double far, size_t width, bool negative)
{
	const struct chart *chart = terminal->chart;
	size_t ends[CHART_SERIES] = { 0 }, end = 0;
	double sum = 0;

	for (size_t s = 0; s < chart->series_count; s++) {
		double value = chart->series[s].values[category];
		if (!isnan(value) && (value < 0) == negative)
			sum += fabs(value);
		ends[s] = far > 0 ? (size_t)llround(sum / far * (double)width) : 0;
		end = ends[s];
	}
	repeat(terminal, " ", negative ? width - end : 0);
	for (size_t i = 0; i < chart->series_count; i++) {
		size_t s = negative ? chart->series_count - 1 - i : i, from = s > 0 ? ends[s - 1] : 0;
		if (ends[s] == from)
			continue;
		terminal_begin(terminal, s);
		repeat(terminal, terminal_sign(terminal, s), ends[s] - from);
		terminal_end(terminal);
	}
}

void terminal_stacked(struct terminal *terminal)
{
	const struct chart *chart = terminal->chart;
	struct columns columns = columns_for(terminal, 0);
	size_t shown = fitting(terminal, 1);
	double low, high;

	chart_range(chart, &low, &high);
	low = fmin(low, 0);
	high = fmax(high, 0);
	size_t left = low < 0 ? (size_t)llround((double)(columns.bar - 1) * -low / (high - low)) : 0, right = columns.bar - left - (low < 0);
	for (size_t i = 0; i < shown; i++) {
		terminal_field(terminal, chart->categories[i], columns.name, false);
		text_byte(terminal->out, ' ');
		if (low < 0) {
			put_stack(terminal, i, -low, left, true);
			text_add(terminal->out, terminal->screen.ascii ? "|" : "│");
		}
		put_stack(terminal, i, high, right, false);
		terminal_newline(terminal);
	}
	put_rest(terminal, shown);
}

/* Of the whole in a pie, of the first stage in a funnel, whose bars stand in the middle. */
void terminal_shares(struct terminal *terminal)
{
	const struct chart *chart = terminal->chart;
	const double *values = chart->series[0].values;
	bool funnel = chart->kind == CHART_FUNNEL;
	double whole = funnel ? fmax(values[0], 0) : chart_total(chart), low, high;
	const char **shares = arena_alloc(terminal->arena, chart->category_count * sizeof *shares);
	size_t label = terminal_widest_label(chart), shown = fitting(terminal, 1);

	chart_range(chart, &low, &high);
	for (size_t i = 0; i < chart->category_count; i++)
		shares[i] = chart_percent(terminal->arena, values[i], whole);
	size_t share = terminal_widest(shares, chart->category_count);
	struct columns columns = columns_for(terminal, label + GAP + share);
	for (size_t i = 0; i < shown; i++) {
		double part = isnan(values[i]) || high <= 0 ? 0 : values[i] / (funnel ? high : whole);
		terminal_field(terminal, chart->categories[i], columns.name, false);
		text_byte(terminal->out, ' ');
		terminal_field(terminal, chart->series[0].labels[i], label, true);
		text_byte(terminal->out, ' ');
		terminal_field(terminal, shares[i], share, true);
		text_byte(terminal->out, ' ');
		size_t thick = (size_t)llround(part * (double)columns.bar);
		repeat(terminal, " ", funnel && thick < columns.bar ? (columns.bar - thick) / 2 : 0);
		if (funnel)
			put_bar(terminal, 0, (double)thick / (double)columns.bar, columns.bar);
		else
			put_bar(terminal, 0, part, columns.bar);
		terminal_newline(terminal);
	}
	put_rest(terminal, shown);
}
