/* The figures of a report as charts, one for each currency. */
#include "reporting/report_look_parts.h"

#include "base/hash.h"
#include "base/map.h"
#include "base/money.h"
#include <math.h>
#include <string.h>

enum { LOOK_CURRENCIES = 16 }; /* that are drawn */

enum figure look_figure(const struct report_column *column)
{
	if (column->group || column->record || column->text)
		return FIGURE_NONE;
	if (column->money)
		return FIGURE_MONEY;
	if (column->percent)
		return FIGURE_PERCENT;
	if (column->decimal)
		return FIGURE_DECIMAL;
	switch (column->field ? column->field->kind : KIND_INT) {
	case KIND_MONEY: return FIGURE_MONEY;
	case KIND_PERCENT: return FIGURE_PERCENT;
	case KIND_DECIMAL:
	case KIND_RATE: return FIGURE_DECIMAL;
	case KIND_INT: return column->type == OUT_NUMBER ? FIGURE_COUNT : FIGURE_NONE;
	default: return FIGURE_NONE;
	}
}

const char *look_text(const struct look *look, const struct report_row *row, size_t column)
{
	return row->cells[column].length ? arena_copy(look->arena, row->cells[column].text, row->cells[column].length) : "";
}

static double scale_of(const struct look *look, const struct report_column *column)
{
	int digits = currency_digits(look->currency);

	if (look_figure(column) == FIGURE_MONEY)
		return pow(10, *look->currency && digits >= 0 ? digits : 2);
	if (column->field)
		return column->field->kind == KIND_PERCENT ? 1e4 : column->field->kind == KIND_DECIMAL ? 1e6 : column->field->kind == KIND_RATE ? 1e10 : 1;
	return column->percent || column->decimal ? 1e6 : 1;
}

static double number_of(const struct look *look, size_t column, const struct report_row *row)
{
	const struct value *value = &row->values[column];

	return value->type == VALUE_INTEGER ? (double)value->integer / scale_of(look, &look->columns[column]) : NAN;
}

/* Amounts of different currencies have no scale in common: each is drawn in a chart of its own. */
static bool is_drawn(const struct look *look, const struct report_row *row)
{
	return !row->total && (look->figure != FIGURE_MONEY || !row->currency || !*row->currency || strcmp(row->currency, look->currency) == 0);
}

/* The next currency in the order of the rows, behind the one that was drawn last; "" when there is none. */
static const char *next_currency(const struct look *look, const char *const *drawn, size_t count)
{
	for (size_t i = 0; look->figure == FIGURE_MONEY && i < look->row_count; i++) {
		const char *currency = look->rows[i].currency;
		bool known = look->rows[i].total || !currency || !*currency;
		for (size_t k = 0; !known && k < count; k++)
			known = strcmp(drawn[k], currency) == 0;
		if (!known)
			return arena_string(look->arena, currency);
	}
	return "";
}

/* "c12 海澄水务": in a picture the name alone. */
static const char *name_in(const struct look *look, const struct report_row *row, size_t column)
{
	const struct report_column *of = &look->columns[column];
	const char *text = look_text(look, row, column), *blank = strchr(text, ' ');
	bool reference = of->record || (of->field && (of->field->kind == KIND_REF || of->field->kind == KIND_ANYREF));

	return reference && blank && blank[1] ? blank + 1 : text;
}

/* What a row is called: its groups up to `count`; of a list the first column that is a text, behind the reference. */
static const char *row_name(const struct look *look, const struct report_row *row, size_t count)
{
	const char *name = "";

	for (size_t i = 0; i < count; i++)
		name = i == 0 ? name_in(look, row, i) : arena_printf(look->arena, "%s · %s", name, name_in(look, row, i));
	for (size_t i = 0; count == 0 && i < look->column_count; i++)
		if (look_figure(&look->columns[i]) == FIGURE_NONE && row->cells[i].length) {
			name = name_in(look, row, i);
			if (i > 0 || look->columns[i].record)
				break;
		}
	return name;
}

/* Names, each once, in the order in which they came. */
struct names {
	struct map places; /* counted from 1 */
	const char **items;
	size_t count;
};

static size_t place_of(struct arena *arena, struct names *names, const char *name)
{
	uint64_t key = hash_bytes(0, name, strlen(name));
	uint32_t at = 0;

	for (int64_t place; (place = map_next(&names->places, key, &at)); )
		if (strcmp(names->items[place - 1], name) == 0)
			return (size_t)place - 1;
	names->items = array_grow(arena, names->items, names->count, sizeof *names->items);
	names->items[names->count] = name;
	map_add(&names->places, key, (int64_t)++names->count);
	return names->count - 1;
}

/* Where a row stands among categories and series. */
struct place {
	size_t category, series;
};

struct cells {
	double *values;
	const char **labels;
};

static struct cells cells_of(struct arena *arena, size_t count)
{
	struct cells cells = { arena_alloc(arena, (count + 1) * sizeof *cells.values), arena_alloc(arena, (count + 1) * sizeof *cells.labels) };

	for (size_t i = 0; i < count; i++) {
		cells.values[i] = NAN;
		cells.labels[i] = "";
	}
	return cells;
}

/* One measure by two groups and more: the last one makes the series. What is beyond the limits of a chart is counted, and has no cells. */
static void take_groups(const struct look *look, struct chart *chart)
{
	struct names categories = { .items = NULL }, names = { .items = NULL };
	struct place *places = arena_alloc(look->arena, (look->row_count + 1) * sizeof *places);
	size_t last = look->groups - 1;
	const char *measure = look->columns[look->measure].name;
	/* A line goes down to zero where there are no records; an average of none is none. */
	bool adds = chart->kind == CHART_LINE && (strcmp(measure, "count") == 0 || strncmp(measure, "sum:", 4) == 0);

	/* A series has its colour in the charts of all currencies. */
	for (size_t i = 0; i < look->row_count; i++) {
		if (look->rows[i].total)
			continue;
		places[i].series = place_of(look->arena, &names, name_in(look, &look->rows[i], last));
		if (is_drawn(look, &look->rows[i]))
			places[i].category = place_of(look->arena, &categories, row_name(look, &look->rows[i], last));
	}
	size_t drawn = names.count < CHART_ROWS ? names.count : CHART_ROWS, across = categories.count < CHART_CATEGORIES ? categories.count : CHART_CATEGORIES;
	struct chart_series *series = arena_alloc(look->arena, (names.count + 1) * sizeof *series);
	struct cells *cells = arena_alloc(look->arena, (drawn + 1) * sizeof *cells);
	for (size_t s = 0; s < drawn; s++) {
		cells[s] = cells_of(look->arena, across);
		for (size_t i = 0; adds && i < across; i++)
			cells[s].values[i] = 0;
		series[s] = (struct chart_series){ .name = names.items[s], .values = cells[s].values, .labels = cells[s].labels };
	}
	for (size_t i = 0; i < look->row_count; i++) {
		if (!is_drawn(look, &look->rows[i]) || places[i].series >= drawn || places[i].category >= across)
			continue;
		cells[places[i].series].values[places[i].category] = number_of(look, look->measure, &look->rows[i]);
		cells[places[i].series].labels[places[i].category] = look_text(look, &look->rows[i], look->measure);
	}
	chart->categories = categories.items;
	chart->category_count = categories.count;
	chart->series = series;
	chart->series_count = names.count;
	map_free(&categories.places);
	map_free(&names.places);
}

/* The columns of a matrix are MEASURE@VALUE, beside those of the measure over all values: one measure of them is drawn, without these. */
static bool is_series(const struct look *look, size_t column, enum chart_kind kind)
{
	const struct report_column *of = &look->columns[column];
	const char *first = NULL;

	/* The sum of what lies on each other beside it. */
	if ((kind == CHART_STACKED || kind == CHART_AREA) && column > look->measure && strcmp(of->name, "total") == 0)
		return false;

	for (size_t i = 0; i < look->column_count && !first; i++)
		if (look_figure(&look->columns[i]) == look->figure && strchr(look->columns[i].name, '@'))
			first = look->columns[i].name;
	if (look_figure(of) != look->figure || !first)
		return look_figure(of) == look->figure;
	size_t length = strcspn(first, "@") + 1;
	return strncmp(of->name, first, length) == 0;
}

/* Several measures of one class, such as target and actual or the columns of a matrix, are series. */
static void take_measures(const struct look *look, struct chart *chart)
{
	const char **categories = arena_alloc(look->arena, (look->row_count + 1) * sizeof *categories);
	struct chart_series *series = arena_alloc(look->arena, (look->column_count + 1) * sizeof *series);
	size_t count = 0, at = 0;

	for (size_t i = 0; i < look->row_count; i++)
		if (is_drawn(look, &look->rows[i]))
			categories[count++] = row_name(look, &look->rows[i], look->groups);
	for (size_t k = 0; k < look->column_count; k++) {
		if (!is_series(look, k, chart->kind))
			continue;
		struct cells cells = cells_of(look->arena, count);
		size_t place = 0;
		for (size_t i = 0; i < look->row_count; i++)
			if (is_drawn(look, &look->rows[i])) {
				cells.values[place] = number_of(look, k, &look->rows[i]);
				cells.labels[place++] = look_text(look, &look->rows[i], k);
			}
		series[at++] = (struct chart_series){ .name = arena_string(look->arena, look->columns[k].label), .values = cells.values, .labels = cells.labels };
	}
	chart->categories = categories;
	chart->category_count = count;
	chart->series = series;
	chart->series_count = at;
}

/* A heat map of a matrix has its rows as the table has them. */
static void transpose(const struct look *look, struct chart *chart)
{
	struct chart_series *series = arena_alloc(look->arena, (chart->category_count + 1) * sizeof *series);
	const char **categories = arena_alloc(look->arena, (chart->series_count + 1) * sizeof *categories);

	for (size_t s = 0; s < chart->series_count; s++)
		categories[s] = chart->series[s].name;
	for (size_t i = 0; i < chart->category_count && i < CHART_ROWS; i++) {
		struct cells cells = cells_of(look->arena, chart->series_count);
		for (size_t s = 0; s < chart->series_count; s++) {
			cells.values[s] = chart->series[s].values[i];
			cells.labels[s] = chart->series[s].labels[i];
		}
		series[i] = (struct chart_series){ .name = chart->categories[i], .values = cells.values, .labels = cells.labels };
	}
	*chart = (struct chart){ .kind = chart->kind, .title = chart->title, .subtitle = chart->subtitle, .unit = chart->unit, .chinese = chart->chinese,
		.categories = categories, .category_count = chart->series_count, .series = series, .series_count = chart->category_count };
}

static const char *unit_of(const struct look *look, const struct chart *chart)
{
	const char *unit = look->figure == FIGURE_MONEY ? look->currency : look->figure == FIGURE_PERCENT ? "%" : "";
	const char *label = arena_string(look->arena, look->columns[look->measure].label);

	if (chart->series_count > 1 && look->groups < 2)
		return unit;
	return *unit ? arena_printf(look->arena, "%s, %s", label, unit) : label;
}

static struct chart *draw_one(const struct look *look, enum chart_kind kind)
{
	struct chart *chart = arena_alloc(look->arena, sizeof *chart);

	*chart = (struct chart){ .kind = kind, .chinese = look->chinese };
	if (look->groups > 1)
		take_groups(look, chart);
	else
		take_measures(look, chart);
	if ((kind == CHART_PIE || kind == CHART_FUNNEL) && look->groups < 2 && chart->series_count > 1)
		chart->series_count = 1;
	chart->unit = unit_of(look, chart);
	if (kind == CHART_HEATMAP && look->groups < 2)
		transpose(look, chart);
	return chart;
}

const struct chart *look_draw(struct look *look, enum chart_kind kind, const struct board_panel *panel)
{
	const char *drawn[LOOK_CURRENCIES];
	struct chart *first = NULL, *last = NULL;

	for (size_t count = 0; count < LOOK_CURRENCIES; count++) {
		drawn[count] = look->currency = next_currency(look, drawn, count);
		if (first && !*look->currency)
			break;
		struct chart *chart = draw_one(look, kind);
		if (last)
			last->next = chart;
		last = chart;
		first = first ? first : chart;
	}
	first->title = panel->title;
	first->subtitle = panel->subtitle;
	return first;
}
