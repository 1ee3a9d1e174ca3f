#include "chart/chart_plot.h"

#include <math.h>

const char *chart_hint(const struct plot *plot, size_t series, size_t category)
{
	const struct chart *chart = plot->chart;
	const struct chart_series *of = &chart->series[series];
	bool named = chart->series_count > 1 && *of->name;

	return arena_printf(plot->arena, "%s%s%s: %s", chart->categories[category], named ? " · " : "", named ? of->name : "", of->labels[category]);
}

struct chart_fill chart_series_fill(const struct plot *plot, size_t series, size_t category)
{
	return (struct chart_fill){ .paint = chart_paint_series(series), .hint = chart_hint(plot, series, category) };
}

struct chart_stroke chart_series_stroke(const struct plot *plot, size_t series)
{
	/* A pale line is hard to see: the second one of a colour is dashed. */
	return (struct chart_stroke){ .paint = chart_paint_series(series % CHART_COLOURS), .width = round(20 * plot->unit) / 10,
		.dash = series >= CHART_COLOURS ? 3 * plot->unit : 0 };
}

void chart_put(const struct plot *plot, double x, double y, const char *text, enum chart_anchor anchor, enum chart_paint paint)
{
	/* Figures and capitals are 0.7 high, so that their middle is 0.35 above the baseline. */
	plot->canvas->text(plot->canvas, (struct chart_point){ x, y + plot->size * 0.36 }, text,
		(struct chart_type){ .size = plot->size, .paint = paint, .anchor = anchor });
}
