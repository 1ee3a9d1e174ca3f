/* Charts on a terminal: title and legend above what the files of the kinds draw. */
#include "chart/chart_terminal_parts.h"

#include "base/utf8.h"
#include <string.h>

static void put_line(struct terminal *terminal, const char *text, const char *style)
{
	if (!*text)
		return;
	if (terminal->screen.colour)
		text_add(terminal->out, style);
	utf8_cut(terminal->out, text, strlen(text), terminal->screen.width);
	terminal_end(terminal);
	terminal_newline(terminal);
}

/* one_of: of several charts each says of what it is. */
static void put_title(struct terminal *terminal, bool one_of)
{
	const struct chart *chart = terminal->chart;
	bool both = *chart->title && *chart->unit && !one_of;

	put_line(terminal, both ? arena_printf(terminal->arena, "%s (%s)", chart->title, chart->unit) : *chart->title ? chart->title : chart->unit, "\033[1m");
	put_line(terminal, chart->subtitle, "\033[2m");
	if (one_of && *chart->title)
		put_line(terminal, chart->unit, "\033[1m");
}

/* As many items in a line as it has room for. A legend that needs more than a third of the lines is cut. */
static void put_legend(struct terminal *terminal)
{
	const struct chart *chart = terminal->chart;
	size_t at = 0, most = terminal->lines == SIZE_MAX ? SIZE_MAX : terminal->lines / 3, taken = 1;

	if (chart->series_count < 2 || chart->kind == CHART_HEATMAP || most == 0)
		return;
	for (size_t s = 0; s < chart->series_count; s++) {
		struct text name = { 0 };
		utf8_cut(&name, chart->series[s].name, strlen(chart->series[s].name), terminal->screen.width - 4);
		size_t width = 2 + utf8_width(text_string(&name), name.length);
		if (at > 0 && at + 2 + width > terminal->screen.width) {
			if (taken++ == most) {
				text_free(&name);
				break;
			}
			terminal_newline(terminal);
			at = 0;
		}
		text_add(terminal->out, at > 0 ? "  " : "");
		terminal_begin(terminal, s);
		text_add(terminal->out, terminal_sign(terminal, s));
		terminal_end(terminal);
		text_printf(terminal->out, " %s", text_string(&name));
		at += width + (at > 0 ? 2 : 0);
		text_free(&name);
	}
	terminal_newline(terminal);
}

static void draw_one(struct arena *arena, const struct chart *chart, const struct chart_screen *screen, bool one_of, struct text *out)
{
	static void (*const parts[CHART_HEATMAP + 1])(struct terminal *) = {
		[CHART_BAR] = terminal_bars, [CHART_STACKED] = terminal_stacked, [CHART_LINE] = terminal_plot, [CHART_AREA] = terminal_plot,
		[CHART_PIE] = terminal_shares, [CHART_FUNNEL] = terminal_shares, [CHART_HEATMAP] = terminal_heat,
	};
	struct terminal terminal = { .arena = arena, .chart = chart, .screen = *screen, .out = out };

	if (screen->width < CHART_NARROWEST)
		terminal.screen.width = CHART_NARROWEST;
	terminal.lines = screen->height == 0 ? SIZE_MAX : screen->height < CHART_LOWEST ? CHART_LOWEST : screen->height;
	put_title(&terminal, one_of);
	put_legend(&terminal);
	if (terminal.chart->category_count)
		parts[terminal.chart->kind](&terminal);
	else
		put_line(&terminal, chart_no_data(terminal.chart), "\033[2m");
}

/* Several share the lines; those that have no room are counted. */
void chart_terminal(const struct chart *from, const struct chart_screen *screen, struct text *out)
{
	struct arena arena = { 0 };
	const struct chart *chart = chart_clean(&arena, from);
	size_t count = 0, drawn = 0;

	for (const struct chart *each = chart; each; each = each->next)
		count++;
	size_t fitting = screen->height == 0 ? count : (screen->height - (count > 1)) / CHART_LOWEST;
	if (fitting >= count)
		fitting = count;
	else if (fitting == 0)
		fitting = 1;
	struct chart_screen each = *screen;
	if (each.height > 0 && count > 1)
		each.height = (each.height - (fitting < count)) / fitting;
	for (; drawn < fitting; chart = chart->next, drawn++)
		draw_one(&arena, chart, &each, count > 1, out);
	if (drawn < count)
		text_printf(out, chart->chinese ? "另有 %zu 项\n" : "%zu more\n", count - drawn);
	arena_free(&arena);
}
