/* Results of reports as text: a table with title and subtotals for people; TSV, CSV, JSON and the like for scripts. */
#include "reporting/report_verbs.h"

#include "base/money.h"
#include "base/wide.h"
#include "reporting/report_spans.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* A unit of amounts that people read. */
struct unit {
	const char *name;
	int64_t divisor;
};

static const struct unit units[] = { { "k", 1000 }, { "m", 1000000 }, { "万", 10000 }, { 0 } };

static const struct unit *find_unit(const char *name)
{
	const struct unit *unit = units;

	while (name && unit->name && strcmp(unit->name, name) != 0)
		unit++;
	return name && unit->name ? unit : NULL;
}

struct writing_out {
	struct session *session;
	struct report *report;
	const struct report_output *output;
	const struct report_column *columns;
	size_t count;
	struct out_column *out_columns;
	struct out_cell *cells;
	const struct unit *unit;
	struct report_spans spans;
	struct arena row;
};

bool report_format_is_human(const char *format)
{
	return format && (strcmp(format, "table") == 0 || strcmp(format, "markdown") == 0 || strcmp(format, "html") == 0 || strcmp(format, "xlsx") == 0);
}

static enum out_format format_of(const char *name)
{
	static const struct {
		const char *name;
		enum out_format format;
	} formats[] = { { "table", OUT_TABLE }, { "csv", OUT_CSV }, { "json", OUT_JSON }, { "ndjson", OUT_NDJSON }, { "yaml", OUT_YAML },
		{ "markdown", OUT_MARKDOWN }, { "xlsx", OUT_XLSX }, { "ids", OUT_IDS } };

	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (strcmp(formats[i].name, name) == 0)
			return formats[i].format;
	return OUT_TSV;
}

/* An amount in units: minor units ÷ (unit × 10^digits), with two decimals, half up. */
static struct out_cell in_unit(struct writing_out *writing, const struct value *value, const char *currency)
{
	int digits = currency && *currency ? currency_digits(currency) : 2;
	int64_t over = writing->unit->divisor;
	bool negative = value->integer < 0;

	for (int i = 0; i < digits; i++)
		over *= 10;
	wide hundredths = ((negative ? -(wide)value->integer : (wide)value->integer) * 200 + over) / (2 * (wide)over);
	const char *text = arena_printf(&writing->row, "%s%lld.%02lld", negative && hundredths ? "-" : "", (long long)(hundredths / 100), (long long)(hundredths % 100));
	return (struct out_cell){ text, strlen(text) };
}

static const char *words(const struct writing_out *writing, const char *en, const char *zh)
{
	return strcmp(writing->session->store->conventions.language, "zh") == 0 ? zh : en;
}

/* What stands in a total where its next group would be. */
static const char *total_label(struct writing_out *writing, const struct report_row *row)
{
	const char *label = row->level == 0 ? words(writing, "Total", "合计") : words(writing, "Subtotal", "小计");
	bool shown = false;

	for (size_t i = 0; i < writing->count; i++)
		shown |= strcmp(writing->columns[i].name, "currency") == 0;
	return shown || !row->currency || !*row->currency ? label : arena_printf(&writing->row, "%s %s", label, row->currency);
}

static void write_row(struct writing_out *writing, struct out *out, const struct report_row *row)
{
	bool labelled = !row->total;
	int64_t first = report_spans_take(&writing->spans, row);

	arena_reset(&writing->row);
	if (first >= 0 && !writing->unit)
		out_take_total(out, &(struct out_total){ first, writing->spans.adds });
	for (size_t i = 0; i < writing->count; i++) {
		writing->cells[i] = row->cells[i];
		if (writing->unit && writing->columns[i].money && row->values[i].type == VALUE_INTEGER)
			writing->cells[i] = in_unit(writing, &row->values[i], row->currency);
		if (!labelled && !row->cells[i].length && (writing->columns[i].group || i == 0)) {
			const char *label = total_label(writing, row);
			writing->cells[i] = (struct out_cell){ label, strlen(label) };
			labelled = true;
		}
	}
	if (writing->output->filters)
		writing->cells[writing->count] = (struct out_cell){ row->filter ? row->filter : "", row->filter ? strlen(row->filter) : 0 };
	out_row(out, writing->cells);
}

static void take_columns(struct writing_out *writing)
{
	struct arena *arena = &writing->session->arena;

	writing->columns = report_columns(writing->report, &writing->count);
	writing->out_columns = arena_alloc(arena, (writing->count + 1) * sizeof *writing->out_columns);
	writing->cells = arena_alloc(arena, (writing->count + 1) * sizeof *writing->cells);
	for (size_t i = 0; i < writing->count; i++) {
		const struct report_column *column = &writing->columns[i];
		bool divided = writing->unit && column->money;
		writing->out_columns[i] = (struct out_column){ column->name, divided ? arena_printf(arena, "%s (%s)", column->label, writing->unit->name) : column->label, column->type };
	}
	report_spans_begin(&writing->spans, writing->count, arena);
	writing->out_columns[writing->count] = (struct out_column){ "filter", words(writing, "Filter", "筛选"), OUT_STRING };
}

/* Above a table for people. */
static void write_head(struct writing_out *writing, enum out_format format)
{
	if (format != OUT_TABLE)
		return;
	fflush(stdout);
	dprintf(writing->output->fd, "%s\n%s\n\n", report_title(writing->report), report_subtitle(writing->report));
}

enum status report_write(struct session *session, struct report *report, const struct report_output *output, int64_t *rows)
{
	struct writing_out writing = { .session = session, .report = report, .output = output, .unit = find_unit(output->unit) };
	enum out_format format = format_of(output->format);
	struct out_options options = { .format = format, .header = output->header, .bom = output->bom, .nul = output->nul, .terminal = output->terminal,
		.colour = output->colour, .width = output->width, .fd = output->fd };
	const struct report_row *row;
	int64_t before = *rows;
	enum status status;

	if (output->unit && !writing.unit)
		return error_set(&session->error, STATUS_USAGE, "--unit takes one of k, m, 万, not '%s'", output->unit);
	if (output->unit && !report_format_is_human(output->format))
		return error_set(&session->error, STATUS_USAGE, "--unit is for what people read: --format=table, markdown");
	take_columns(&writing);
	write_head(&writing, format);
	struct out *out = out_open(&options, writing.out_columns, writing.count + output->filters);
	while (!(status = report_next(report, &row)) && row && !out_broken(out)) {
		*rows += !row->total;
		write_row(&writing, out, row);
	}
	arena_free(&writing.row);
	bool empty = !status && format == OUT_TABLE && *rows == before;
	status = session_close_out(session, out, status);
	if (empty)
		dprintf(output->fd, "%s\n", words(&writing, "no records", "没有记录。"));
	return status;
}
