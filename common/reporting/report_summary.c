/* Summaries: the rows of query/summary.h. */
#include "reporting/report_parts.h"

#include <string.h>

struct summary_state {
	struct summary *summary;
	struct report_row row;
	struct text words;
};

static enum status next_row(struct report *report, const struct report_row **row)
{
	struct summary_state *state = report->state;
	const struct summary_row *next;
	enum status status = summary_next(state->summary, &next);

	*row = NULL;
	if (status || !next)
		return status;
	state->row = (struct report_row){ .level = next->level, .total = next->level < (int)report->groups, .others = next->others, .cells = next->cells,
	                                .values = next->values, .currency = next->currency ? next->currency : "" };
	if (report->request.filters) {
		text_clear(&state->words);
		summary_filter(state->summary, next, &state->words);
		state->row.filter = state->words.length ? state->words.data : NULL;
	}
	*row = &state->row;
	return STATUS_OK;
}

static void close_summary(struct report *report)
{
	struct summary_state *state = report->state;

	if (state->summary)
		summary_close(state->summary);
	text_free(&state->words);
}

static const struct report_source source = { .next = next_row, .close = close_summary };

static void take_columns(struct report *report, const struct summary *summary)
{
	size_t count;
	const struct summary_column *columns = summary_columns(summary, &count);

	report->columns = arena_alloc(&report->arena, (count + 1) * sizeof *report->columns);
	report->column_count = count;
	for (size_t i = 0; i < count; i++) {
		const struct summary_column *column = &columns[i];
		report->columns[i] = (struct report_column){ .name = column->name, .label = column->label, .type = column->type, .field = column->field, .group = column->group,
			.percent = column->percent, .decimal = column->decimal, .money = column->field && column->field->kind == KIND_MONEY && !column->group,
			.text = column->type == OUT_STRING && !column->field,
			.total = !column->group && (strncmp(column->name, "count", 5) == 0 || strncmp(column->name, "sum:", 4) == 0) };
	}
	report->groups = summary_groups(summary);
}

enum status report_open_summary(struct report *report)
{
	const struct report_definition *definition = &report->definition;
	struct summary_state *state = arena_alloc(&report->arena, sizeof *state);
	struct summary_spec spec = {
		.group = definition->group, .columns = definition->columns, .compute = definition->compute, .pivot = definition->pivot, .having = definition->having,
		.sort = definition->sort, .date = definition->date, .period = report->has_period ? &report->period : NULL, .currency = definition->in_currency,
		.rate_on = report->rate_on, .top = definition->top, .all_values = definition->all_values, .no_totals = !report->request.totals,
	};
	enum status status;

	report->source = &source;
	report->state = state;
	if (report->has_period && !definition->date)
		return error_set(report->store->error, STATUS_USAGE, "period: of which field? name it: date=created_at");
	status = summary_open(report->store, report->type, &spec, report->where, report->request.human, &state->summary);
	if (status)
		return status;
	take_columns(report, state->summary);
	text_add(&report->sql, summary_sql(state->summary));
	return STATUS_OK;
}
