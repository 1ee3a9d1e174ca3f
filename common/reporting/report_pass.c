/* Reports whose rows are made in C. */
#include "reporting/report_parts.h"

#include <string.h>

static const struct report_source source = { .collected = true };

/* Rows that are made when they are asked for. */
struct made {
	report_next_made *next;
	void *context;
	struct value *values;
	struct out_cell *cells;
	struct text *texts;
	struct report_row row;
};

static enum status next_made(struct report *report, const struct report_row **row)
{
	struct made *made = report->state;
	int level = (int)report->groups;
	const char *currency = "";

	*row = NULL;
	memset(made->values, 0, report->column_count * sizeof *made->values);
	if (!made->next(made->context, made->values, &level, &currency))
		return STATUS_OK;
	for (size_t i = 0; i < report->column_count; i++) {
		text_clear(&made->texts[i]);
		report_format(report, &report->columns[i], &made->values[i], currency, &made->texts[i]);
		made->cells[i] = (struct out_cell){ text_string(&made->texts[i]), made->texts[i].length };
	}
	made->row = (struct report_row){ .level = level < 0 ? 0 : level, .total = level < (int)report->groups, .cells = made->cells, .values = made->values, .currency = currency };
	*row = &made->row;
	return STATUS_OK;
}

static void close_made(struct report *report)
{
	struct made *made = report->state;

	for (size_t i = 0; i < report->column_count; i++)
		text_free(&made->texts[i]);
}

static const struct report_source made_source = { .next = next_made, .close = close_made };

/* Rows that are to be sorted otherwise are collected first. */
void report_make_rows(struct report_making *making, report_next_made *next, void *context)
{
	struct report *report = making->report;
	size_t count = report->column_count;
	struct made *made = arena_alloc(&report->arena, sizeof *made);

	*made = (struct made){ .next = next, .context = context, .values = arena_alloc(&report->arena, count * sizeof *made->values),
		.cells = arena_alloc(&report->arena, count * sizeof *made->cells), .texts = arena_alloc(&report->arena, count * sizeof *made->texts) };
	if (!report->request.sort) {
		report->state = made;
		report->source = &made_source;
		return;
	}
	int level = (int)report->groups;
	const char *currency = "";
	while (memset(made->values, 0, count * sizeof *made->values), next(context, made->values, &level, &currency)) {
		report_add_row(making, level, made->values, currency, NULL);
		level = (int)report->groups;
	}
}

const char *report_parameter(const struct report_making *making, const char *name)
{
	const char *value = parameters_value(making->report->parameters, name);

	return value ? value : "";
}

enum status report_open_pass(struct report *report)
{
	struct report_making making = {
		.store = report->store, .type = report->type, .definition = &report->definition, .period = report->has_period ? &report->period : NULL,
		.on = report->on, .rate_on = report->rate_on, .currency = report->definition.in_currency, .where = report->where,
		.arena = &report->arena, .sql = &report->sql, .report = report,
	};

	report->source = &source;
	for (int i = 0; i < 2 && !report->definition.chooses; i++) {
		const char *where = i ? report->request.where : report->definition.where;
		if (where && *where)
			return error_set(report->store->error, STATUS_USAGE, "%s: this report is made of all records; no criteria can be added to it", i ? "--where" : "where");
	}
	return report->trial ? STATUS_OK : report->definition.pass(&making);
}
