#include "chart/chart_frame.h"

#include "chart/chart_measure.h"
#include "chart/chart_plot.h"
#include <math.h>

enum { SUBTITLE_LINES = 3, TITLE_LINES = 2 };

static double within(double value, double least, double most)
{
	return value < least ? least : value > most ? most : value;
}

/* Type grows more slowly than pictures: those are seen from farther away, or made smaller. */
static struct plot plot_of(struct arena *arena, const struct chart *chart, struct chart_size size, struct chart_canvas *canvas)
{
	double unit = within(sqrt(size.width / 640), 0.94, 1.9), edge = 10 * unit;

	return (struct plot){ .arena = arena, .chart = chart, .canvas = canvas, .unit = unit, .size = round(120 * unit) / 10,
		.box = { edge, edge, size.width - 2 * edge, size.height - 2 * edge } };
}

static void take_top(struct plot *plot, double height)
{
	plot->box.y += height;
	plot->box.height -= height;
}

static void put_lines(struct plot *plot, const char *text, size_t most, struct chart_type type)
{
	const char *lines[SUBTITLE_LINES];
	size_t count = chart_wrap(plot->arena, text, type.size * (type.bold ? 1.06 : 1), plot->box.width, lines, most);

	for (size_t i = 0; i < count; i++) {
		if (plot->canvas)
			plot->canvas->text(plot->canvas, (struct chart_point){ plot->box.x, plot->box.y + type.size }, lines[i], type);
		take_top(plot, type.size * 1.35);
	}
}

/* one_of: of several charts each says of what it is. */
static void put_title(struct plot *plot, bool one_of)
{
	const struct chart *chart = plot->chart;
	const char *below = one_of ? chart->subtitle : *chart->unit && *chart->subtitle ? arena_printf(plot->arena, "%s · %s", chart->unit, chart->subtitle) :
		*chart->unit ? chart->unit : chart->subtitle;

	put_lines(plot, chart->title, TITLE_LINES, (struct chart_type){ .size = round(plot->size * 13) / 10, .paint = PAINT_INK, .bold = true });
	put_lines(plot, below, SUBTITLE_LINES, (struct chart_type){ .size = plot->size, .paint = PAINT_MUTED });
	if (one_of)
		put_lines(plot, chart->unit, 1, (struct chart_type){ .size = plot->size, .paint = PAINT_INK, .bold = true });
	take_top(plot, 6 * plot->unit);
}

static void put_swatch(const struct plot *plot, size_t series, double x, double y, double width)
{
	if (plot->chart->kind == CHART_LINE) {
		struct chart_point points[] = { { x, y }, { x + width, y } };
		plot->canvas->line(plot->canvas, points, 2, chart_series_stroke(plot, series));
	} else {
		plot->canvas->box(plot->canvas, (struct chart_box){ x, y - width / 4, width, width / 2 },
			(struct chart_fill){ .paint = chart_paint_series(series) });
	}
}

/* One item after another, in as many lines as they need. */
static void put_legend(struct plot *plot)
{
	const struct chart *chart = plot->chart;
	double at = 0, line = plot->size * 1.5, swatch = plot->size * 1.6, gap = plot->size;

	if (chart->series_count < 2 || chart->kind == CHART_HEATMAP)
		return;
	for (size_t s = 0; s < chart->series_count; s++) {
		const char *name = chart_shorten(plot->arena, chart->series[s].name, plot->size, plot->box.width - swatch - plot->size);
		double width = swatch + plot->size * 0.5 + chart_text_width(name, plot->size);
		if (at > 0 && at + width > plot->box.width) {
			at = 0;
			take_top(plot, line);
		}
		if (plot->canvas) {
			put_swatch(plot, s, plot->box.x + at, plot->box.y + line / 2, swatch);
			chart_put(plot, plot->box.x + at + swatch + plot->size * 0.5, plot->box.y + line / 2, name, ANCHOR_START, PAINT_INK);
		}
		at += width + gap;
	}
	take_top(plot, line + 6 * plot->unit);
}

struct part {
	double (*height)(const struct plot *);
	void (*draw)(const struct plot *);
};

static const struct part parts[CHART_HEATMAP + 1] = {
	[CHART_BAR] = { chart_bars_height, chart_bars_draw }, [CHART_STACKED] = { chart_bars_height, chart_bars_draw },
	[CHART_LINE] = { chart_lines_height, chart_lines_draw }, [CHART_AREA] = { chart_lines_height, chart_lines_draw },
	[CHART_PIE] = { chart_pie_height, chart_pie_draw }, [CHART_FUNNEL] = { chart_funnel_height, chart_funnel_draw },
	[CHART_HEATMAP] = { chart_heat_height, chart_heat_draw },
};

/* What the content of one chart needs. */
static double height_of(struct arena *arena, const struct chart *chart, double width, bool one_of)
{
	struct plot plot = plot_of(arena, chart, (struct chart_size){ width, 0 }, NULL);

	put_title(&plot, one_of);
	put_legend(&plot);
	return plot.box.y + (chart->category_count ? parts[chart->kind].height(&plot) : 60 * plot.unit) + 10 * plot.unit;
}

static double height_of_all(struct arena *arena, const struct chart *chart, double width)
{
	double height = 0;
	bool one_of = chart->next != NULL;

	for (; chart; chart = chart->next)
		height += height_of(arena, chart, width, one_of);
	return height;
}

struct chart_size chart_frame_size(struct arena *arena, const struct chart *chart, struct chart_size size)
{
	size.width = round(within(size.width, CHART_LEAST, CHART_MOST));
	if (size.height <= 0)
		size.height = height_of_all(arena, chart, size.width);
	size.height = round(within(size.height, CHART_LEAST / 2, CHART_MOST));
	return size;
}

static void draw_one(struct plot *plot, bool one_of)
{
	const struct chart *chart = plot->chart;

	put_title(plot, one_of);
	put_legend(plot);
	if (chart->category_count)
		parts[chart->kind].draw(plot);
	else
		chart_put(plot, plot->box.x + plot->box.width / 2, plot->box.y + plot->box.height / 2, chart_no_data(chart), ANCHOR_MIDDLE, PAINT_MUTED);
}

/* Several share the height as their contents would. */
void chart_frame_draw(struct arena *arena, const struct chart *chart, struct chart_size size, struct chart_canvas *canvas)
{
	double top = 0, all = height_of_all(arena, chart, size.width);
	bool one_of = chart->next != NULL;

	canvas->box(canvas, (struct chart_box){ 0, 0, size.width, size.height }, (struct chart_fill){ .paint = PAINT_PAPER });
	for (; chart; chart = chart->next) {
		double height = one_of ? size.height * height_of(arena, chart, size.width, one_of) / all : size.height;
		struct plot plot = plot_of(arena, chart, (struct chart_size){ size.width, height }, canvas);
		plot.box.y += top;
		draw_one(&plot, one_of);
		top += height;
	}
}
