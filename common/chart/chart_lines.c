/* Lines and areas. */
#include "chart/chart_axes.h"
#include "chart/chart_measure.h"

#include <math.h>

struct lines {
	const struct plot *plot;
	struct chart_scale scale;
	struct chart_box box;
	double slot;
	bool stacked;
	double *base; /* of each category: where the next area of a stack begins */
};

double chart_lines_height(const struct plot *plot)
{
	return fmin(fmax(plot->box.width * 0.5, 190 * plot->unit), 330 * plot->unit);
}

static struct chart_point point_of(const struct lines *lines, size_t category, double value)
{
	return (struct chart_point){ lines->box.x + lines->slot * ((double)category + 0.5),
		lines->box.y + lines->box.height * (1 - chart_scale_place(&lines->scale, value)) };
}

/* The categories from `from` on that have a value without a gap; a stack has no gaps. Returns the end; *begin == the end: there is none. */
static size_t next_run(const struct lines *lines, size_t series, size_t from, size_t *begin)
{
	const double *values = lines->plot->chart->series[series].values;
	size_t count = lines->plot->chart->category_count, end;

	if (lines->stacked) {
		*begin = from;
		return count;
	}
	while (from < count && isnan(values[from]))
		from++;
	*begin = from;
	for (end = from; end < count && !isnan(values[end]); )
		end++;
	return end;
}

static double top_of(const struct lines *lines, size_t series, size_t category)
{
	double value = lines->plot->chart->series[series].values[category];

	return (lines->stacked ? lines->base[category] : 0) + (isnan(value) ? 0 : value);
}

/* Its upper edge, then its lower one backwards. A single category is as wide as half of its slot, since it would not be seen otherwise. */
static void draw_area(const struct lines *lines, size_t series, size_t begin, size_t end)
{
	const struct plot *plot = lines->plot;
	size_t count = end - begin, at = 0;
	struct chart_point *points = arena_alloc(plot->arena, (2 * count + 2) * sizeof *points);
	double half = count == 1 ? lines->slot / 4 : 0;

	for (size_t i = begin; i < end; i++) {
		points[at] = point_of(lines, i, top_of(lines, series, i));
		points[at++].x -= half;
	}
	if (half > 0) {
		points[at] = points[at - 1];
		points[at++].x += 2 * half;
	}
	size_t upper = at;
	for (size_t i = end; i-- > begin; ) {
		points[at] = point_of(lines, i, lines->stacked ? lines->base[i] : 0);
		points[at++].x += half;
	}
	if (half > 0) {
		points[at] = points[at - 1];
		points[at++].x -= 2 * half;
	}
	struct chart_fill fill = { .paint = chart_paint_series(series), .opacity = lines->stacked ? 1 : 0.3,
		.hint = plot->chart->series[series].name };
	plot->canvas->polygon(plot->canvas, points, at, fill);
	plot->canvas->line(plot->canvas, points, upper, chart_series_stroke(plot, series));
}

static void draw_line(const struct lines *lines, size_t series, size_t begin, size_t end)
{
	const struct plot *plot = lines->plot;
	struct chart_point *points = arena_alloc(plot->arena, (end - begin) * sizeof *points);

	for (size_t i = begin; i < end; i++)
		points[i - begin] = point_of(lines, i, top_of(lines, series, i));
	if (end - begin > 1)
		plot->canvas->line(plot->canvas, points, end - begin, chart_series_stroke(plot, series));
	/* A value between two gaps is a point whatever room there is. */
	bool dots = lines->slot > 9 * plot->unit || end - begin == 1;
	for (size_t i = begin; dots && i < end; i++)
		plot->canvas->sector(plot->canvas, (struct chart_sector){ points[i - begin].x, points[i - begin].y, 3.2 * plot->unit, 0, 1 },
			(struct chart_fill){ .paint = chart_series_stroke(plot, series).paint, .hint = chart_hint(plot, series, i) });
}

/* Above the points of a single series, below those of a valley. */
static void put_labels(const struct lines *lines)
{
	const struct plot *plot = lines->plot;
	const struct chart_series *series = &plot->chart->series[0];
	double widest = 0;

	for (size_t i = 0; i < plot->chart->category_count; i++)
		widest = fmax(widest, chart_text_width(series->labels[i], plot->size));
	if (plot->chart->series_count > 1 || widest + plot->size * 0.5 > lines->slot)
		return;
	for (size_t i = 0; i < plot->chart->category_count; i++) {
		double value = series->values[i];
		if (isnan(value))
			continue;
		bool valley = i > 0 && i + 1 < plot->chart->category_count && series->values[i - 1] > value && series->values[i + 1] > value;
		struct chart_point point = point_of(lines, i, value);
		bool below = valley && point.y + plot->size * 2 < lines->box.y + lines->box.height;
		chart_put(plot, point.x, point.y + plot->size * (below ? 1.1 : -1.1), series->labels[i], ANCHOR_MIDDLE, PAINT_INK);
	}
}

static void draw_series(struct lines *lines, size_t series)
{
	size_t begin, count = lines->plot->chart->category_count;

	for (size_t end = 0; end < count; ) {
		end = next_run(lines, series, end, &begin);
		if (begin == end)
			break;
		if (lines->plot->chart->kind == CHART_AREA)
			draw_area(lines, series, begin, end);
		else
			draw_line(lines, series, begin, end);
	}
	for (size_t i = 0; lines->stacked && i < count; i++)
		lines->base[i] = top_of(lines, series, i);
}

void chart_lines_draw(const struct plot *plot)
{
	struct lines lines = { .plot = plot, .stacked = chart_is_stacked(plot->chart) };
	double low, high;
	int most = (int)(plot->box.height / plot->size / 3.2);

	chart_range(plot->chart, &low, &high);
	lines.scale = plot->chart->kind == CHART_LINE ? chart_scale_near(low, high, most > 8 ? 8 : most, plot->chart->chinese) :
		chart_scale_make(fmin(low, 0), fmax(high, 0), most > 8 ? 8 : most, plot->chart->chinese);
	double left = chart_ticks_width(plot, &lines.scale);
	lines.slot = (plot->box.width - left) / (double)plot->chart->category_count;
	struct chart_names names = chart_names_fit(plot, lines.slot);
	lines.box = (struct chart_box){ plot->box.x + left, plot->box.y + plot->size, plot->box.width - left, plot->box.height - plot->size - names.height };
	lines.base = arena_alloc(plot->arena, plot->chart->category_count * sizeof *lines.base);
	chart_ticks_left(plot, &lines.scale, lines.box);
	chart_names_put(plot, &names, lines.box.x + lines.slot / 2, lines.box.y + lines.box.height, lines.slot);
	for (size_t s = 0; s < plot->chart->series_count; s++)
		draw_series(&lines, s);
	put_labels(&lines);
}
