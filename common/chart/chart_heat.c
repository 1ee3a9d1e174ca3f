/* A heat map: a row for each series, a column for each category, the fuller the farther from zero. */
#include "chart/chart_axes.h"
#include "chart/chart_measure.h"

#include <math.h>

struct heat {
	const struct plot *plot;
	double left, far; /* the width of the names of the rows; the value that is farthest from zero */
	double slot;
	struct chart_names names;
};

static struct heat heat_of(const struct plot *plot)
{
	const struct chart *chart = plot->chart;
	struct heat heat = { .plot = plot };
	double low, high;

	for (size_t s = 0; s < chart->series_count; s++)
		heat.left = fmax(heat.left, chart_text_width(chart->series[s].name, plot->size));
	heat.left = fmin(heat.left, plot->box.width * 0.3);
	chart_range(chart, &low, &high);
	heat.far = fmax(fabs(low), fabs(high));
	heat.slot = (plot->box.width - heat.left - 8 * plot->unit) / (double)chart->category_count;
	heat.names = chart_names_fit(plot, heat.slot);
	return heat;
}

double chart_heat_height(const struct plot *plot)
{
	struct heat heat = heat_of(plot);
	double row = fmin(fmax(heat.slot * 0.7, plot->size * 1.7), plot->size * 3);

	return row * (double)plot->chart->series_count + heat.names.height;
}

static enum chart_paint shade_of(const struct heat *heat, double value)
{
	int shade = heat->far > 0 ? (int)(fabs(value) / heat->far * CHART_SHADES) : 0;

	shade = shade < CHART_SHADES ? shade : CHART_SHADES - 1;
	return (enum chart_paint)((value < 0 ? PAINT_WARM : PAINT_COOL) + shade);
}

/* Without a value there is nothing but the grid. */
static void draw_cell(const struct heat *heat, size_t series, size_t category, struct chart_box box)
{
	const struct plot *plot = heat->plot;
	double value = plot->chart->series[series].values[category];
	const char *label = plot->chart->series[series].labels[category];

	if (isnan(value))
		return;
	enum chart_paint shade = shade_of(heat, value);
	plot->canvas->box(plot->canvas, box, (struct chart_fill){ .paint = shade, .hint = chart_hint(plot, series, category) });
	if (chart_text_width(label, plot->size) + plot->size * 0.5 < box.width && box.height > plot->size * 1.15)
		chart_put(plot, box.x + box.width / 2, box.y + box.height / 2, label, ANCHOR_MIDDLE, chart_paint_letters(shade));
}

void chart_heat_draw(const struct plot *plot)
{
	const struct chart *chart = plot->chart;
	struct heat heat = heat_of(plot);
	double x = plot->box.x + heat.left + 8 * plot->unit, row = (plot->box.height - heat.names.height) / (double)chart->series_count;
	double gap = heat.slot > 8 ? 1 : 0;

	for (size_t s = 0; s < chart->series_count; s++) {
		double y = plot->box.y + row * (double)s;
		chart_put(plot, plot->box.x + heat.left, y + row / 2, chart_shorten(plot->arena, chart->series[s].name, plot->size, heat.left), ANCHOR_END, PAINT_INK);
		for (size_t i = 0; i < chart->category_count; i++)
			draw_cell(&heat, s, i, (struct chart_box){ x + heat.slot * (double)i, y, heat.slot - gap, row - gap });
	}
	chart_names_put(plot, &heat.names, x + heat.slot / 2, plot->box.y + plot->box.height - heat.names.height, heat.slot);
}
