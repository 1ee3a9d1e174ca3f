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

static void put_title(struct terminal *terminal)
{
	const struct chart *chart = terminal->chart;
	bool both = *chart->title && *chart->unit;

	put_line(terminal, both ? arena_printf(terminal->arena, "%s (%s)", chart->title, chart->unit) : *chart->title ? chart->title : chart->unit, "\033[1m");
	put_line(terminal, chart->subtitle, "\033[2m");
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

void chart_terminal(const struct chart *from, const struct chart_screen *screen, struct text *out)
{
	static void (*const parts[CHART_HEATMAP + 1])(struct terminal *) = {
		[CHART_BAR] = terminal_bars, [CHART_STACKED] = terminal_stacked, [CHART_LINE] = terminal_plot, [CHART_AREA] = terminal_plot,
		[CHART_PIE] = terminal_shares, [CHART_FUNNEL] = terminal_shares, [CHART_HEATMAP] = terminal_heat,
	};
	struct arena arena = { 0 };
	struct terminal terminal = { .arena = &arena, .chart = chart_clean(&arena, from), .screen = *screen, .out = out };

	if (screen->width < CHART_NARROWEST)
		terminal.screen.width = CHART_NARROWEST;
	terminal.lines = screen->height == 0 ? SIZE_MAX : screen->height < CHART_LOWEST ? CHART_LOWEST : screen->height;
	put_title(&terminal);
	put_legend(&terminal);
	if (terminal.chart->category_count)
		parts[terminal.chart->kind](&terminal);
	else
		put_line(&terminal, chart_no_data(terminal.chart), "\033[2m");
	arena_free(&arena);
}
