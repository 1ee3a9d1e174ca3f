/* Pies and funnels: what is a part of what. */
#include "chart/chart_measure.h"
#include "chart/chart_plot.h"

#include <math.h>

static const char *with_share(const struct plot *plot, size_t i, double whole)
{
	const struct chart_series *series = &plot->chart->series[0];
	const char *share = chart_percent(plot->arena, series->values[i], whole);

	return *share ? arena_printf(plot->arena, "%s · %s", series->labels[i], share) : series->labels[i];
}

/* The pie beside its list where both have room, else above it. */
static bool is_beside(const struct plot *plot)
{
	return plot->box.width > plot->size * 38;
}

static double list_height(const struct plot *plot)
{
	return plot->size * 2.1 * (double)plot->chart->category_count;
}

double chart_pie_height(const struct plot *plot)
{
	double diameter = 240 * plot->unit;

	return is_beside(plot) ? fmax(diameter, list_height(plot)) : fmin(diameter, plot->box.width) + plot->size + list_height(plot);
}

static void put_list(const struct plot *plot, struct chart_box box, double total)
{
	double line = fmin(plot->size * 2.1, box.height / (double)plot->chart->category_count), swatch = plot->size;

	for (size_t i = 0; i < plot->chart->category_count; i++) {
		double y = box.y + line * ((double)i + 0.5);
		const char *figure = with_share(plot, i, total);
		double room = box.width - 2 * swatch - chart_text_width(figure, plot->size) - plot->size;
		plot->canvas->box(plot->canvas, (struct chart_box){ box.x, y - swatch / 2, swatch, swatch }, (struct chart_fill){ .paint = chart_paint_series(i) });
		chart_put(plot, box.x + 1.6 * swatch, y, chart_shorten(plot->arena, plot->chart->categories[i], plot->size, room), ANCHOR_START, PAINT_INK);
		chart_put(plot, box.x + box.width, y, figure, ANCHOR_END, PAINT_INK);
	}
}

static void draw_slices(const struct plot *plot, double x, double y, double radius, double total)
{
	const struct chart_series *series = &plot->chart->series[0];
	double from = 0;

	for (size_t i = 0; i < plot->chart->category_count; i++) {
		double share = series->values[i] / total, middle = (from + share / 2) * 2 * 3.14159265358979;
		plot->canvas->sector(plot->canvas, (struct chart_sector){ x, y, radius, from, from + share },
			(struct chart_fill){ .paint = chart_paint_series(i), .hint = chart_hint(plot, 0, i) });
		const char *text = chart_percent(plot->arena, series->values[i], total);
		/* Where the slice is wider than its text, two thirds out. */
		if (share * 2 * 3.14 * radius * 0.68 > chart_text_width(text, plot->size) * 0.8 + plot->size * 0.4)
			chart_put(plot, x + sin(middle) * radius * 0.68 * (share < 0.999), y - cos(middle) * radius * 0.68 * (share < 0.999), text, ANCHOR_MIDDLE,
				chart_paint_letters(chart_paint_series(i)));
		from += share;
	}
}

void chart_pie_draw(const struct plot *plot)
{
	struct chart_box box = plot->box;
	double total = chart_total(plot->chart);
	bool beside = is_beside(plot);
	double list = beside ? box.height : fmin(list_height(plot), box.height * 0.6);
	double diameter = beside ? fmin(box.height, box.width * 0.45) : fmin(box.height - list - plot->size, box.width);
	double radius = diameter / 2;

	if (beside) {
		double gap = 2 * plot->size, width = fmin(box.width - diameter - gap, plot->size * 34), height = fmin(list_height(plot), box.height);
		draw_slices(plot, box.x + radius, box.y + box.height / 2, radius, total);
		put_list(plot, (struct chart_box){ box.x + diameter + gap, box.y + (box.height - height) / 2, width, height }, total);
	} else {
		draw_slices(plot, box.x + box.width / 2, box.y + radius, radius, total);
		put_list(plot, (struct chart_box){ box.x, box.y + diameter + plot->size, box.width, list }, total);
	}
}

double chart_funnel_height(const struct plot *plot)
{
	return plot->size * 2.8 * (double)plot->chart->category_count;
}

static double widest_figure(const struct plot *plot, double first)
{
	double widest = 0;

	for (size_t i = 0; i < plot->chart->category_count; i++)
		widest = fmax(widest, chart_text_width(with_share(plot, i, first), plot->size));
	return widest;
}

/* From one stage to the next the sides slope; the share is that of the first stage. */
void chart_funnel_draw(const struct plot *plot)
{
	const struct chart *chart = plot->chart;
	const double *values = chart->series[0].values;
	/* A wider one would have its figures far from its stages. */
	struct chart_box box = { plot->box.x, plot->box.y, fmin(plot->box.width, 64 * plot->size), plot->box.height };
	double slot = box.height / (double)chart->category_count, gap = plot->size, first = isnan(values[0]) ? 0 : values[0], most = 0, longest = 0;

	for (size_t i = 0; i < chart->category_count; i++) {
		most = fmax(most, values[i]);
		longest = fmax(longest, chart_text_width(chart->categories[i], plot->size));
	}
	double left = fmin(longest, box.width * 0.3), right = widest_figure(plot, first), width = box.width - left - right - 2 * gap;
	double middle = box.x + left + gap + width / 2;
	for (size_t i = 0; i < chart->category_count; i++) {
		double y = box.y + slot * (double)i, deep = slot * 0.82, next = i + 1 < chart->category_count ? values[i + 1] : values[i];
		double half = isnan(values[i]) || most <= 0 ? 0 : width / 2 * values[i] / most, half_next = isnan(next) || most <= 0 ? 0 : width / 2 * next / most;
		double below = half + (half_next - half) * 0.5;
		struct chart_point points[] = { { middle - half, y }, { middle + half, y }, { middle + below, y + deep }, { middle - below, y + deep } };
		plot->canvas->polygon(plot->canvas, points, 4, (struct chart_fill){ .paint = PAINT_SERIES, .hint = chart_hint(plot, 0, i) });
		chart_put(plot, box.x + left, y + deep / 2, chart_shorten(plot->arena, chart->categories[i], plot->size, left), ANCHOR_END, PAINT_INK);
		chart_put(plot, box.x + box.width, y + deep / 2, with_share(plot, i, first), ANCHOR_END, PAINT_INK);
	}
}
