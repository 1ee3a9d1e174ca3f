#include "chart/chart_axes.h"

#include "chart/chart_measure.h"
#include <math.h>
#include <string.h>

double chart_longest_name(const struct plot *plot)
{
	double longest = 0;

	for (size_t i = 0; i < plot->chart->category_count; i++)
		longest = fmax(longest, chart_text_width(plot->chart->categories[i], plot->size));
	return longest;
}

bool chart_is_sequence(const struct plot *plot)
{
	for (size_t i = 0; i < plot->chart->category_count; i++)
		if (plot->chart->categories[i][0] < '0' || plot->chart->categories[i][0] > '9')
			return false;
	return true;
}

static size_t steps_for(double need, double slot)
{
	return slot > 0 && need > slot ? (size_t)ceil(need / slot) : 1;
}

struct chart_names chart_names_fit(const struct plot *plot, double slot)
{
	double longest = chart_longest_name(plot), line = plot->size * 1.6, most = fmin(plot->size * 9, plot->box.width / 3);
	struct chart_names names = { .size = plot->size, .height = line + 3 * plot->unit, .length = longest, .every = 1 };

	if (longest + plot->size * 0.5 <= slot)
		return names;
	if (chart_is_sequence(plot) && longest <= most) {
		names.every = steps_for(longest + plot->size, slot);
		return names;
	}
	names.length = fmin(longest, most);
	names.angle = slot >= plot->size * 1.7 ? -45 : -90;
	names.height = (names.angle == -45 ? 0.71 * (names.length + plot->size) : names.length + plot->size * 0.5) + 4 * plot->unit;
	names.every = steps_for(plot->size * 1.2, slot);
	return names;
}

void chart_names_put(const struct plot *plot, const struct chart_names *names, double x, double y, double slot)
{
	const struct chart *chart = plot->chart;
	struct chart_type type = { .size = names->size, .paint = PAINT_MUTED, .anchor = names->angle ? ANCHOR_END : ANCHOR_MIDDLE, .angle = names->angle };

	for (size_t i = 0; i < chart->category_count; i += names->every) {
		const char *name = chart_shorten(plot->arena, chart->categories[i], names->size, names->length);
		struct chart_point at = { x + (double)i * slot, y + names->size * 1.3 + 2 * plot->unit };
		if (names->angle == -90)
			at = (struct chart_point){ at.x + names->size * 0.36, y + 4 * plot->unit };
		else if (names->angle)
			at = (struct chart_point){ at.x + names->size * 0.3, y + names->size * 0.8 + 2 * plot->unit };
		plot->canvas->text(plot->canvas, at, name, type);
	}
}

static const char *label_of(const struct plot *plot, const struct chart_scale *scale, int64_t tick)
{
	struct text text = { 0 };

	chart_scale_label(scale, tick, &text);
	return text_take(&text, plot->arena);
}

double chart_ticks_width(const struct plot *plot, const struct chart_scale *scale)
{
	double width = 0;

	for (int64_t tick = scale->first; tick <= scale->last; tick++)
		width = fmax(width, chart_text_width(label_of(plot, scale, tick), plot->size));
	return width + 6 * plot->unit;
}

static struct chart_stroke grid_stroke(const struct plot *plot, int64_t tick)
{
	return (struct chart_stroke){ .paint = tick == 0 ? PAINT_MUTED : PAINT_GRID, .width = round(plot->unit * 10) / 10 };
}

void chart_ticks_left(const struct plot *plot, const struct chart_scale *scale, struct chart_box box)
{
	for (int64_t tick = scale->first; tick <= scale->last; tick++) {
		double y = round(box.y + box.height * (1 - chart_scale_place(scale, chart_scale_tick(scale, tick)))) + 0.5;
		struct chart_point ends[] = { { box.x, y }, { box.x + box.width, y } };
		plot->canvas->line(plot->canvas, ends, 2, grid_stroke(plot, tick));
		chart_put(plot, box.x - 6 * plot->unit, y, label_of(plot, scale, tick), ANCHOR_END, PAINT_MUTED);
	}
}

void chart_ticks_below(const struct plot *plot, const struct chart_scale *scale, struct chart_box box)
{
	for (int64_t tick = scale->first; tick <= scale->last; tick++) {
		double x = round(box.x + box.width * chart_scale_place(scale, chart_scale_tick(scale, tick))) + 0.5;
		struct chart_point ends[] = { { x, box.y }, { x, box.y + box.height } };
		plot->canvas->line(plot->canvas, ends, 2, grid_stroke(plot, tick));
		chart_put(plot, x, box.y + box.height + plot->size * 0.8, label_of(plot, scale, tick), ANCHOR_MIDDLE, PAINT_MUTED);
	}
}
