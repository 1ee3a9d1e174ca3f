#include "reporting/report_look_parts.h"

#include <string.h>

/* Amounts before other figures, since they are what reports are about; the first column of the class that comes first. */
static void choose_measure(struct look *look)
{
	for (int class = FIGURE_MONEY; class < FIGURE_CLASSES && !look->figure; class++)
		for (size_t i = 0; i < look->column_count && !look->figure; i++)
			if (look_figure(&look->columns[i]) == (enum figure)class) {
				look->figure = (enum figure)class;
				look->measure = i;
			}
}

static enum chart_kind kind_of(const char *name)
{
	for (int kind = CHART_BAR; name && kind <= CHART_HEATMAP; kind++)
		if (strcmp(chart_kind_names[kind], name) == 0)
			return (enum chart_kind)kind;
	return 0;
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
			cells[k] = look_text(look, row, k);
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
		if (look_figure(&look->columns[i]) == look->figure && strcmp(look->columns[i].name, "total") == 0)
			column = i;
	if (column == look->measure && kind == CHART_STACKED && look->groups < 2)
		return NULL;
	for (size_t i = 0; look->figure && i < look->row_count; i++) {
		const struct report_row *row = &look->rows[i];
		if (!row->total || row->level > 0 || !row->cells[column].length)
			continue;
		bool money = look->figure == FIGURE_MONEY && row->currency && *row->currency;
		const char *one = arena_printf(look->arena, "%s%s%s", look_text(look, row, column), money ? " " : "", money ? row->currency : "");
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
		panel->chart = look_draw(&look, kind, panel);
	return STATUS_OK;
}
