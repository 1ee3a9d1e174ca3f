/* Bars side by side or on each other, upright or lying. */
#include "chart/chart_axes.h"
#include "chart/chart_measure.h"

#include <math.h>

struct bars {
	const struct plot *plot;
	struct chart_scale scale;
	struct chart_names names; /* upright */
	struct chart_box box;     /* of the bars alone */
	bool lying, stacked;
	bool labelled;            /* upright: every value has its label, or none */
	double slot, thick;       /* of a category, of a bar */
};

/* Upright where the names have room below, lying where they do not: names in a column are easier to read than turned ones. */
static bool is_lying(const struct plot *plot)
{
	const struct chart *chart = plot->chart;
	double slot = (plot->box.width - 4 * plot->size) / (double)chart->category_count, longest = chart_longest_name(plot);

	if (chart_is_sequence(plot) && longest < plot->box.width / 3)
		return false;
	return longest + plot->size * 0.5 > slot;
}

static size_t beside(const struct plot *plot)
{
	return chart_is_stacked(plot->chart) ? 1 : plot->chart->series_count;
}

static double lying_slot(const struct plot *plot)
{
	return plot->size * (beside(plot) == 1 ? 1.9 : 0.8 + 1.15 * (double)beside(plot));
}

double chart_bars_height(const struct plot *plot)
{
	if (is_lying(plot))
		return lying_slot(plot) * (double)plot->chart->category_count + 2 * plot->size;
	return fmin(fmax(plot->box.width * 0.5, 190 * plot->unit), 330 * plot->unit);
}

/* From the value at which it begins to that at which it ends. */
static struct chart_box bar_box(const struct bars *bars, size_t category, size_t place, double from, double to)
{
	double group = bars->thick * (double)(bars->stacked ? 1 : bars->plot->chart->series_count);
	double across = bars->slot * ((double)category + 0.5) - group / 2 + bars->thick * (double)place;
	double begin = chart_scale_place(&bars->scale, fmin(from, to)), end = chart_scale_place(&bars->scale, fmax(from, to));

	if (bars->lying)
		return (struct chart_box){ bars->box.x + bars->box.width * begin, bars->box.y + across, bars->box.width * (end - begin), bars->thick };
	return (struct chart_box){ bars->box.x + across, bars->box.y + bars->box.height * (1 - end), bars->thick, bars->box.height * (end - begin) };
}

/* Within its part of a stack, where there is room. */
static void put_within(const struct bars *bars, size_t series, const char *label, struct chart_box box)
{
	const struct plot *plot = bars->plot;

	if (box.height > plot->size * 1.2 && box.width > chart_text_width(label, plot->size) + plot->size * 0.6)
		chart_put(plot, box.x + box.width / 2, box.y + box.height / 2, label, ANCHOR_MIDDLE, chart_paint_letters(chart_paint_series(series)));
}

/* Beyond the end of its bar. */
static void put_beyond(const struct bars *bars, const char *label, double value, struct chart_box box)
{
	const struct plot *plot = bars->plot;
	double width = chart_text_width(label, plot->size);

	if (bars->lying && bars->thick >= plot->size) {
		double end = value < 0 ? box.x : box.x + box.width, right = plot->box.x + plot->box.width;
		bool fits = value < 0 ? end - width - 8 * plot->unit > bars->box.x : end + width + 6 * plot->unit < right;
		if (fits)
			chart_put(plot, end + (value < 0 ? -4 : 4) * plot->unit, box.y + box.height / 2, label, value < 0 ? ANCHOR_END : ANCHOR_START, PAINT_INK);
	} else if (bars->labelled) {
		chart_put(plot, box.x + box.width / 2, value < 0 ? box.y + box.height + plot->size * 0.7 : box.y - plot->size * 0.6, label, ANCHOR_MIDDLE, PAINT_INK);
	}
}

static void draw_category(const struct bars *bars, size_t i)
{
	const struct plot *plot = bars->plot;
	double up = 0, down = 0, gap = bars->stacked || bars->thick < 4 ? 0 : fmin(bars->thick * 0.1, 2);

	for (size_t s = 0; s < plot->chart->series_count; s++) {
		double value = plot->chart->series[s].values[i];
		if (isnan(value))
			continue;
		double *end = value < 0 ? &down : &up, from = bars->stacked ? *end : 0;
		struct chart_box box = bar_box(bars, i, bars->stacked ? 0 : s, from, from + value), drawn = box;
		*(bars->lying ? &drawn.height : &drawn.width) -= gap;
		*end += value;
		plot->canvas->box(plot->canvas, drawn, chart_series_fill(plot, s, i));
		if (bars->stacked)
			put_within(bars, s, plot->chart->series[s].labels[i], box);
		else
			put_beyond(bars, plot->chart->series[s].labels[i], value, box);
	}
}

static double widest_label(const struct plot *plot)
{
	double widest = 0;

	for (size_t s = 0; s < plot->chart->series_count; s++)
		for (size_t i = 0; i < plot->chart->category_count; i++)
			widest = fmax(widest, chart_text_width(plot->chart->series[s].labels[i], plot->size));
	return widest;
}

static void draw_upright(struct bars *bars)
{
	const struct plot *plot = bars->plot;
	double left = chart_ticks_width(plot, &bars->scale);

	bars->slot = (plot->box.width - left) / (double)plot->chart->category_count;
	bars->names = chart_names_fit(plot, bars->slot);
	bars->box = (struct chart_box){ plot->box.x + left, plot->box.y + plot->size, plot->box.width - left, plot->box.height - plot->size - bars->names.height };
	bars->thick = fmin(bars->slot * 0.76 / (double)beside(plot), 70 * plot->unit);
	bars->labelled = widest_label(plot) + plot->size * 0.4 < (beside(plot) > 1 ? bars->thick : bars->slot);
	chart_ticks_left(plot, &bars->scale, bars->box);
	chart_names_put(plot, &bars->names, bars->box.x + bars->slot / 2, bars->box.y + bars->box.height, bars->slot);
}

/* The room at the right in which the longest label beyond a bar has its place. */
static double room_beyond(const struct plot *plot)
{
	return chart_is_stacked(plot->chart) ? plot->size : fmin(widest_label(plot) + 8 * plot->unit, plot->box.width / 3);
}

static void draw_lying(struct bars *bars)
{
	const struct plot *plot = bars->plot;
	double left = fmin(chart_longest_name(plot), plot->box.width * 0.34), gap = 8 * plot->unit, below = plot->size * 1.6;

	bars->box = (struct chart_box){ plot->box.x + left + gap, plot->box.y, plot->box.width - left - gap - room_beyond(plot), plot->box.height - below };
	bars->slot = bars->box.height / (double)plot->chart->category_count;
	bars->thick = bars->slot * (beside(plot) == 1 ? 0.7 : 0.84) / (double)beside(plot);
	chart_ticks_below(plot, &bars->scale, bars->box);
	size_t every = bars->slot < plot->size * 1.05 ? (size_t)ceil(plot->size * 1.05 / bars->slot) : 1;
	for (size_t i = 0; i < plot->chart->category_count; i += every)
		chart_put(plot, plot->box.x + left, bars->box.y + bars->slot * ((double)i + 0.5),
			chart_shorten(plot->arena, plot->chart->categories[i], plot->size, left), ANCHOR_END, PAINT_INK);
}

void chart_bars_draw(const struct plot *plot)
{
	struct bars bars = { .plot = plot, .lying = is_lying(plot), .stacked = chart_is_stacked(plot->chart) };
	double low, high, along = bars.lying ? plot->box.width * 0.55 : plot->box.height;

	chart_range(plot->chart, &low, &high);
	int most = (int)(along / plot->size / (bars.lying ? 5 : 3.2));
	bars.scale = chart_scale_make(fmin(low, 0), fmax(high, 0), most > 8 ? 8 : most, plot->chart->chinese);
	if (bars.lying)
		draw_lying(&bars);
	else
		draw_upright(&bars);
	for (size_t i = 0; i < plot->chart->category_count; i++)
		draw_category(&bars, i);
}
