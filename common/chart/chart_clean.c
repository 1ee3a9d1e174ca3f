#include "chart/chart_clean.h"

#include "base/decimal.h"
#include "page/page_words.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *const chart_kind_names[CHART_HEATMAP + 1] = {
	[CHART_BAR] = "bar", [CHART_STACKED] = "stacked", [CHART_LINE] = "line", [CHART_AREA] = "area", [CHART_PIE] = "pie",
	[CHART_FUNNEL] = "funnel", [CHART_HEATMAP] = "heatmap",
};

static const double LARGEST = 1e19;

static const char *clean_text(struct arena *arena, const char *text)
{
	char *line = arena_string(arena, page_clean(arena, text));

	for (char *at = line; (at = strchr(at, '\n')); )
		*at = ' ';
	return line;
}

static const char *value_text(struct arena *arena, double value)
{
	struct text text = { 0 };

	if (fabs(value) < 1e15)
		decimal_format(&text, llround(value * 100), 2);
	else
		text_printf(&text, "%.0f", value);
	return text_take(&text, arena);
}

static struct chart_series clean_series(struct arena *arena, const struct chart_series *series, size_t count)
{
	double *values = arena_alloc(arena, count * sizeof *values);
	const char **labels = arena_alloc(arena, count * sizeof *labels);

	for (size_t i = 0; i < count; i++) {
		double value = series->values[i];
		bool drawn = isfinite(value) && fabs(value) <= LARGEST;
		values[i] = drawn ? value : NAN;
		labels[i] = !drawn ? "" : series->labels && series->labels[i] ? clean_text(arena, series->labels[i]) : value_text(arena, value);
	}
	return (struct chart_series){ .name = clean_text(arena, series->name), .values = values, .labels = labels };
}

static bool has_value(const struct chart *chart, bool negative)
{
	for (size_t s = 0; s < chart->series_count; s++)
		for (size_t i = 0; i < chart->category_count; i++)
			if (negative ? chart->series[s].values[i] < 0 : !isnan(chart->series[s].values[i]))
				return true;
	return false;
}

static void add_remark(struct arena *arena, struct chart *chart, const char *remark)
{
	chart->subtitle = *chart->subtitle ? arena_printf(arena, "%s · %s", chart->subtitle, remark) : remark;
}

/* A slice of it or a stage of it cannot be less than nothing. */
static void need_no_negative(struct arena *arena, struct chart *chart)
{
	if (chart->series_count > 1)
		add_remark(arena, chart, chart->series[0].name);
	chart->series_count = chart->series_count > 0;
	if (!has_value(chart, true))
		return;
	chart->kind = CHART_BAR;
	add_remark(arena, chart, chart->chinese ? "有负值，改用条形图" : "bars, since values are below zero");
}

struct slice {
	double value;
	size_t place;
};

static int larger_first(const void *a, const void *b)
{
	const struct slice *left = a, *right = b;

	if (left->value != right->value)
		return left->value > right->value ? -1 : 1;
	return left->place < right->place ? -1 : left->place > right->place;
}

/* The largest slices stay in their order; those of nothing go. */
static void put_slices_together(struct arena *arena, struct chart *chart)
{
	struct chart_series *series = arena_alloc(arena, sizeof *series);
	size_t count = 0, room = chart->category_count;
	struct slice *slices = arena_alloc(arena, (room + 1) * sizeof *slices);
	double *values = arena_alloc(arena, (room + 1) * sizeof *values), rest = 0;
	const char **labels = arena_alloc(arena, (room + 1) * sizeof *labels), **categories = arena_alloc(arena, (room + 1) * sizeof *categories);

	for (size_t i = 0; i < room; i++)
		if (chart->series[0].values[i] > 0)
			slices[count++] = (struct slice){ chart->series[0].values[i], i };
	qsort(slices, count, sizeof *slices, larger_first);
	size_t own = count > CHART_SLICES ? CHART_SLICES - 1 : count, at = 0;
	bool *chosen = arena_alloc(arena, (room + 1) * sizeof *chosen);
	for (size_t i = 0; i < own; i++)
		chosen[slices[i].place] = true;
	for (size_t i = 0; i < room; i++) {
		if (chosen[i]) {
			values[at] = chart->series[0].values[i];
			labels[at] = chart->series[0].labels[i];
			categories[at++] = chart->categories[i];
		} else if (chart->series[0].values[i] > 0) {
			rest += chart->series[0].values[i];
		}
	}
	if (own < count) {
		values[at] = rest;
		labels[at] = value_text(arena, rest);
		categories[at++] = arena_printf(arena, chart->chinese ? "其他 %zu 项" : "%zu others", count - own);
	}
	*series = (struct chart_series){ .name = chart->series[0].name, .values = values, .labels = labels };
	chart->series = series;
	chart->categories = categories;
	chart->category_count = at;
}

static size_t limit(struct arena *arena, struct chart *chart, size_t count, size_t most, const char *en, const char *zh)
{
	if (count <= most)
		return count;
	add_remark(arena, chart, arena_printf(arena, chart->chinese ? "%zu 个%s中的前 %zu 个" : "of %zu %s the first %zu", count, chart->chinese ? zh : en, most));
	return most;
}

const struct chart *chart_clean(struct arena *arena, const struct chart *from)
{
	struct chart *chart = arena_alloc(arena, sizeof *chart);

	*chart = *from;
	chart->title = clean_text(arena, from->title);
	chart->subtitle = clean_text(arena, from->subtitle);
	chart->unit = clean_text(arena, from->unit);
	chart->category_count = limit(arena, chart, from->category_count, CHART_CATEGORIES, "categories", "类别");
	chart->series_count = limit(arena, chart, from->series_count, from->kind == CHART_HEATMAP ? CHART_ROWS : CHART_SERIES, "series", "系列");
	struct chart_series *series = arena_alloc(arena, (chart->series_count + 1) * sizeof *series);
	const char **categories = arena_alloc(arena, (chart->category_count + 1) * sizeof *categories);
	for (size_t s = 0; s < chart->series_count; s++)
		series[s] = clean_series(arena, &from->series[s], chart->category_count);
	for (size_t i = 0; i < chart->category_count; i++)
		categories[i] = clean_text(arena, from->categories[i]);
	chart->series = series;
	chart->categories = categories;
	if ((chart->kind == CHART_PIE || chart->kind == CHART_FUNNEL) && chart->series_count > 0)
		need_no_negative(arena, chart);
	if (chart->kind == CHART_PIE && chart->series_count > 0)
		put_slices_together(arena, chart);
	if (!has_value(chart, false))
		chart->category_count = chart->series_count = 0;
	if (from->next)
		chart->next = chart_clean(arena, from->next);
	return chart;
}

bool chart_is_stacked(const struct chart *chart)
{
	return chart->kind == CHART_STACKED || (chart->kind == CHART_AREA && chart->series_count > 1 && !has_value(chart, true));
}

bool chart_range(const struct chart *chart, double *low, double *high)
{
	bool stacked = chart_is_stacked(chart), found = false;

	*low = *high = 0;
	for (size_t i = 0; i < chart->category_count; i++) {
		double up = 0, down = 0;
		for (size_t s = 0; s < chart->series_count; s++) {
			double value = chart->series[s].values[i];
			if (isnan(value))
				continue;
			if (stacked)
				*(value < 0 ? &down : &up) += value;
			else
				up = down = value;
			*low = found && *low < down ? *low : down;
			*high = found && *high > up ? *high : up;
			found = true;
		}
	}
	return found;
}

double chart_total(const struct chart *chart)
{
	double total = 0;

	for (size_t i = 0; chart->series_count > 0 && i < chart->category_count; i++)
		if (!isnan(chart->series[0].values[i]))
			total += chart->series[0].values[i];
	return total;
}

const char *chart_percent(struct arena *arena, double value, double whole)
{
	struct text text = { 0 };

	if (isnan(value) || whole <= 0)
		return "";
	decimal_fixed(&text, llround(value / whole * 1000), 1);
	text_add(&text, " %");
	return text_take(&text, arena);
}

const char *chart_no_data(const struct chart *chart)
{
	return chart->chinese ? "没有数据" : "No data";
}
