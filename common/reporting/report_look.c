#include "reporting/report_look.h"

#include "base/hash.h"
#include "base/map.h"
#include "base/money.h"
#include <math.h>
#include <string.h>

/* What the figures of a column are; only those of one class have a scale in common. */
enum figure { FIGURE_NONE, FIGURE_MONEY, FIGURE_DECIMAL, FIGURE_COUNT, FIGURE_PERCENT, FIGURE_CLASSES };

struct look {
	struct report *report;
	struct arena *arena;
	bool chinese;
	const struct report_column *columns;
	size_t column_count, groups;
	const struct report_row *rows;
	size_t row_count;
	enum figure figure;       /* what the chart is of */
	size_t measure;           /* the first column of that */
	const char *currency;     /* of the chart; "": none */
	bool one_of;              /* there are amounts in others, too */
};

static enum figure figure_of(const struct report_column *column)
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

static double scale_of(const struct look *look, const struct report_column *column)
{
	int digits = currency_digits(look->currency);

	if (figure_of(column) == FIGURE_MONEY)
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

static const char *cell_text(const struct look *look, const struct report_row *row, size_t column)
{
	return row->cells[column].length ? arena_copy(look->arena, row->cells[column].text, row->cells[column].length) : "";
}

/* Amounts before other figures, since they are what reports are about; the first column of the class that comes first. */
static void choose_measure(struct look *look)
{
	for (int class = FIGURE_MONEY; class < FIGURE_CLASSES && !look->figure; class++)
		for (size_t i = 0; i < look->column_count && !look->figure; i++)
			if (figure_of(&look->columns[i]) == (enum figure)class) {
				look->figure = (enum figure)class;
				look->measure = i;
			}
}

/* Amounts of different currencies have no scale in common: those of the first one are drawn. */
static bool is_drawn(const struct look *look, const struct report_row *row)
{
	return !row->total && (look->figure != FIGURE_MONEY || !row->currency || !*row->currency || strcmp(row->currency, look->currency) == 0);
}

/* Whether there are others. */
static bool choose_currency(struct look *look)
{
	bool others = false;

	look->currency = "";
	for (size_t i = 0; look->figure == FIGURE_MONEY && i < look->row_count; i++) {
		const char *currency = look->rows[i].currency;
		if (look->rows[i].total || !currency || !*currency)
			continue;
		if (!*look->currency)
			look->currency = arena_string(look->arena, currency);
		others |= strcmp(look->currency, currency) != 0;
	}
	return others;
}

/* "c12 海澄水务": in a picture the name alone. */
static const char *name_in(const struct look *look, const struct report_row *row, size_t column)
{
	const struct report_column *of = &look->columns[column];
	const char *text = cell_text(look, row, column), *blank = strchr(text, ' ');
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
		if (figure_of(&look->columns[i]) == FIGURE_NONE && row->cells[i].length) {
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

	for (size_t i = 0; i < look->row_count; i++)
		if (is_drawn(look, &look->rows[i]))
			places[i] = (struct place){ place_of(look->arena, &categories, row_name(look, &look->rows[i], last)),
				place_of(look->arena, &names, name_in(look, &look->rows[i], last)) };
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
		cells[places[i].series].labels[places[i].category] = cell_text(look, &look->rows[i], look->measure);
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
		if (figure_of(&look->columns[i]) == look->figure && strchr(look->columns[i].name, '@'))
			first = look->columns[i].name;
	if (figure_of(of) != look->figure || !first)
		return figure_of(of) == look->figure;
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
				cells.labels[place++] = cell_text(look, &look->rows[i], k);
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

static enum chart_kind kind_of(const char *name)
{
	for (int kind = CHART_BAR; name && kind <= CHART_HEATMAP; kind++)
		if (strcmp(chart_kind_names[kind], name) == 0)
			return (enum chart_kind)kind;
	return 0;
}

static const char *unit_of(const struct look *look, const struct chart *chart)
{
	const char *unit = look->figure == FIGURE_MONEY ? look->currency : look->figure == FIGURE_PERCENT ? "%" : "";
	const char *label = arena_string(look->arena, look->columns[look->measure].label);

	if (look->one_of)
		unit = arena_printf(look->arena, look->chinese ? "仅 %s" : "%s only", unit);
	if (chart->series_count > 1 && look->groups < 2)
		return unit;
	return *unit ? arena_printf(look->arena, "%s, %s", label, unit) : label;
}

static const struct chart *draw(struct look *look, enum chart_kind kind, const struct board_panel *panel)
{
	struct chart *chart = arena_alloc(look->arena, sizeof *chart);

	look->one_of = choose_currency(look);
	*chart = (struct chart){ .kind = kind, .title = panel->title, .subtitle = panel->subtitle, .chinese = look->chinese };
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

const char *report_total_label(const struct report_row *row, bool chinese)
{
	if (!row->total)
		return NULL;
	return row->level == 0 ? chinese ? "合计" : "Total" : chinese ? "小计" : "Subtotal";
}

static void take_rows(const struct look *look, struct board_panel *panel)
{
	const struct record_type *record = report_record(look->report);
	struct board_column *columns = arena_alloc(look->arena, (look->column_count + 1) * sizeof *columns);
	struct board_row *rows = arena_alloc(look->arena, (look->row_count + 1) * sizeof *rows);

	for (size_t k = 0; k < look->column_count; k++)
		columns[k] = (struct board_column){ arena_string(look->arena, look->columns[k].label), look->columns[k].type == OUT_NUMBER || look->columns[k].type == OUT_AMOUNT };
	for (size_t i = 0; i < look->row_count; i++) {
		const struct report_row *row = &look->rows[i];
		const char **cells = arena_alloc(look->arena, (look->column_count + 1) * sizeof *cells), *label = report_total_label(row, look->chinese);
		for (size_t k = 0; k < look->column_count; k++) {
			cells[k] = cell_text(look, row, k);
			if (label && !*cells[k] && (look->columns[k].group || k == 0)) {
				cells[k] = label;
				label = NULL;
			}
		}
		rows[i] = (struct board_row){ .level = row->level, .total = row->total, .cells = cells };
		if (record && row->filter && *row->filter)
			rows[i].command = arena_printf(look->arena, "crm-%s list %s", record->name, row->filter);
	}
	panel->columns = columns;
	panel->column_count = look->column_count;
	panel->rows = rows;
	panel->row_count = look->row_count;
}

/* What all rows come to, in each currency: their total, or the first measure, but no part of a stack. */
static const char *grand_total(const struct look *look, enum chart_kind kind)
{
	const char *figure = NULL;
	size_t column = look->measure;

	for (size_t i = 0; i < look->column_count; i++)
		if (figure_of(&look->columns[i]) == look->figure && strcmp(look->columns[i].name, "total") == 0)
			column = i;
	if (column == look->measure && kind == CHART_STACKED && look->groups < 2)
		return NULL;
	for (size_t i = 0; look->figure && i < look->row_count; i++) {
		const struct report_row *row = &look->rows[i];
		if (!row->total || row->level > 0 || !row->cells[column].length)
			continue;
		bool money = look->figure == FIGURE_MONEY && row->currency && *row->currency;
		const char *one = arena_printf(look->arena, "%s%s%s", cell_text(look, row, column), money ? " " : "", money ? row->currency : "");
		figure = figure ? arena_printf(look->arena, "%s · %s", figure, one) : one;
	}
	return figure;
}

static enum chart_kind choose_kind(const struct report *report, const char *chart)
{
	enum chart_kind own = kind_of(report_resolved(report)->chart);

	if (!chart || !*chart)
		return own ? own : chart ? CHART_BAR : 0;
	return kind_of(chart);
}

enum status report_look(struct report *report, const char *chart, bool chinese, struct arena *arena, struct board_panel *panel)
{
	struct look look = { .report = report, .arena = arena, .chinese = chinese, .currency = "" };
	const struct report_definition *definition = report_resolved(report);
	enum status status = report_rows(report, &look.rows, &look.row_count);

	if (status)
		return status;
	look.columns = report_columns(report, &look.column_count);
	while (look.groups < look.column_count && look.columns[look.groups].group)
		look.groups++; /* of the columns that were chosen: not all groups need be there */
	*panel = (struct board_panel){ .title = arena_string(arena, report_title(report)), .subtitle = arena_string(arena, report_subtitle(report)),
		.description = definition->description ? arena_string(arena, definition->description) : NULL };
	choose_measure(&look);
	take_rows(&look, panel);
	enum chart_kind kind = choose_kind(report, chart);
	panel->figure = grand_total(&look, kind);
	if (kind && look.figure && look.row_count > 0)
		panel->chart = draw(&look, kind, panel);
	return STATUS_OK;
}
