#include "query/summary_parts.h"

#include "query/compile.h"
#include <stdlib.h>

enum { FISCAL_FIRST = 1, FISCAL_LAST = 12, AHEAD = 16 };

static int fiscal_start(const struct summary *summary)
{
	const char *value = schema_value(summary->store->schema, "fiscal_year_start");
	int month = value ? atoi(value) : FISCAL_FIRST;

	return month < FISCAL_FIRST || month > FISCAL_LAST ? FISCAL_FIRST : month;
}

static void add_up(struct summary *summary)
{
	if (!summary_needs_totals(summary)) {
		summary_find_medians(summary);
		return;
	}
	summary_add_up(summary);
	summary_find_medians(summary);
	summary->extra_groups = 0;
	summary_extras(summary);
}

/* Groups that `having` leaves out are not in the totals either. */
static void leave_out(struct summary *summary)
{
	size_t count = summary->groups.count;
	bool *removed = memory_alloc(count * sizeof *removed), any = false;

	for (uint32_t i = 0; i < count; i++) {
		const struct group *group = &summary->groups.items[i];
		removed[i] = !group->across && group->level == summary->key_count && summary_in_period(summary, i) && !summary_has(summary, i);
		any |= removed[i];
	}
	for (size_t i = 0; i < count; i++)
		if (summary->groups.items[i].across)
			removed[i] = removed[summary->groups.items[i].above];
	summary->removed = removed;
	if (!any)
		return;
	summary_take_down(summary);
	add_up(summary);
}

static enum status run(struct summary *summary)
{
	enum status status = conversion_open(&summary->conversion, summary->store, &summary->query.arena, summary->spec.currency, summary->spec.rate_on);

	summary->spec.currency = summary->conversion.currency;
	if (!status)
		status = summary_read_spec(summary);
	if (!status)
		status = summary_read_columns(summary);
	if (!status)
		status = summary_read_having(summary);
	if (!status && summary->money)
		summary_ask(summary, &(struct summary_asked){ .name = "currency", .label = summary_chinese(summary) ? "币种" : "Currency", .shows = SHOWS_CURRENCY });
	if (!status)
		status = query_filter(&summary->query, summary->where);
	if (!status)
		status = summary_prepare(summary);
	if (!status)
		status = summary_read_all(summary);
	if (!status)
		summary_add_compared(summary);
	if (!status && summary->spec.all_values)
		status = summary_add_empty(summary);
	if (status)
		return status;
	summary_rank(summary);
	if (!summary->stream) {
		add_up(summary);
		if (summary->having)
			leave_out(summary);
		status = summary_order(summary);
	}
	if (!status)
		summary_make_columns(summary);
	return status;
}

enum status summary_open(struct store *store, const struct type *type, const struct summary_spec *spec, const struct expr *where, bool human, struct summary **out)
{
	struct summary *summary = memory_alloc(sizeof *summary);

	*summary = (struct summary){ .store = store, .type = type, .spec = *spec, .human = human };
	summary->fiscal = fiscal_start(summary);
	query_init(&summary->query, store, type);
	summary->where = where;
	enum status status = run(summary);
	*out = summary;
	if (status) {
		summary_close(summary);
		*out = NULL;
	}
	return status;
}

const struct summary_column *summary_columns(const struct summary *summary, size_t *count)
{
	*count = summary->column_count;
	return summary->columns;
}

size_t summary_groups(const struct summary *summary)
{
	return summary->key_count;
}

const char *summary_missing(const struct summary *summary)
{
	return summary->query.missing;
}

/* Sets `line` to the next row. */
static enum status next_line(struct summary *summary, bool *there)
{
	size_t next = summary->next;
	enum status status = STATUS_OK;

	*there = true;
	if (summary->stream)
		summary->line = (struct summary_line){ .group = summary->stream, .level = (uint8_t)summary->key_count };
	if (summary->stream && summary->counted)
		status = summary_read_counted(summary, there);
	else if (summary->stream && next < summary->notes.count)
		summary_take_note(summary, next);
	else if (next < summary->line_count)
		summary->line = summary->lines[next];
	else
		*there = false;
	summary->next += *there;
	return status;
}

enum status summary_next(struct summary *summary, const struct summary_row **row)
{
	*row = NULL;
	/* Groups in the order of the rows are far from each other in memory, which is asked for some rows ahead. */
	if (summary->next + AHEAD < summary->line_count) {
		uint32_t group = summary->lines[summary->next + AHEAD].group;
		__builtin_prefetch(&summary->groups.items[group]);
		__builtin_prefetch(groups_tally(&summary->groups, group, 0));
	}
	bool there;
	enum status status = next_line(summary, &there);
	if (!status && there)
		status = summary_make_cells(summary, &summary->line);
	if (!status && there)
		*row = &summary->row;
	return status;
}

const char *summary_sql(const struct summary *summary)
{
	return text_string(&summary->sql);
}

void summary_close(struct summary *summary)
{
	if (!summary)
		return;
	for (size_t i = 0; i < summary->pass_count; i++)
		text_free(&summary->passes[i].select);
	for (size_t i = 0; i < SUMMARY_GROUPS + 1; i++)
		values_free(&summary->keys[i].values);
	for (size_t i = 0; i < summary->measure_count; i++) {
		group_pairs_free(&summary->measures[i].pairs);
		values_free(&summary->measures[i].values);
	}
	for (size_t i = 0; summary->cells_text && i < summary->column_count; i++)
		text_free(&summary->cells_text[i]);
	groups_free(&summary->groups);
	map_free(&summary->offsets);
	db_done(summary->counted);
	notes_free(&summary->notes);
	free(summary->ordered);
	free(summary->lines);
	free(summary->shown);
	free(summary->extra);
	free(summary->removed);
	text_free(&summary->sql);
	query_free(&summary->query);
	free(summary);
}
