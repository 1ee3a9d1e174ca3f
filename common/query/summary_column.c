/* The columns of a summary, and the cells of its rows. */
#include "query/summary_parts.h"

#include <stdlib.h>
#include <string.h>

static void add_column(struct summary *summary, size_t asked, uint32_t across, const struct summary_column *column)
{
	struct arena *arena = &summary->query.arena;

	summary->columns = array_grow(arena, summary->columns, summary->column_count, sizeof *summary->columns);
	summary->places = array_grow(arena, summary->places, summary->column_count, sizeof *summary->places);
	summary->columns[summary->column_count] = *column;
	summary->places[summary->column_count++] = (struct summary_place){ .asked = asked, .across = across };
}

static void add_measure(struct summary *summary, size_t asked, uint32_t across)
{
	const struct summary_asked *shown = &summary->asked[asked];
	const struct summary_key *pivot = &summary->keys[summary->key_count];
	struct summary_column column = { .name = shown->name, .label = shown->label, .type = shown->type, .field = shown->field, .decimal = shown->decimal, .percent = shown->percent };
	struct text name = { 0 };

	if (across == GROUP_NONE) {
		add_column(summary, asked, across, &column);
		return;
	}
	bool human = summary->human;
	for (size_t i = 0; i < 2; i++) {
		text_clear(&name);
		summary->human = i > 0;
		summary_write_code(summary, pivot, across, &name);
		if (i == 0)
			column.name = arena_printf(&summary->query.arena, "%s@%s", shown->name, text_string(&name));
	}
	summary->human = human;
	column.label = summary->measured_columns > 1 ? arena_printf(&summary->query.arena, "%s %s", text_string(&name), shown->label) : text_take(&name, &summary->query.arena);
	text_free(&name);
	add_column(summary, asked, across, &column);
}

static void add_measures(struct summary *summary, uint32_t across)
{
	for (size_t i = 0; i < summary->asked_count; i++)
		if (summary->asked[i].shows == SHOWS_MEASURE)
			add_measure(summary, i, across);
}

/* The values of the pivot, in their order. */
static size_t pivot_codes(struct summary *summary, uint32_t **out)
{
	const struct values *values = &summary->keys[summary->key_count].values;
	uint32_t *codes = NULL;
	size_t count = 0;

	for (size_t i = 0; i < summary->groups.count; i++) {
		const struct group *group = &summary->groups.items[i];
		if (!group->across || group->level)
			continue;
		size_t at = count;
		while (at > 0 && values_order(values, group->code, codes[at - 1]) < 0)
			at--;
		if (at > 0 && codes[at - 1] == group->code)
			continue;
		codes = array_grow(&summary->query.arena, codes, count, sizeof *codes);
		memmove(codes + at + 1, codes + at, (count - at) * sizeof *codes);
		codes[at] = group->code;
		count++;
	}
	*out = codes;
	return count;
}

void summary_make_columns(struct summary *summary)
{
	uint32_t *codes = NULL;
	size_t count = summary->pivoted ? pivot_codes(summary, &codes) : 0;

	for (size_t i = 0; i < summary->asked_count; i++) {
		const struct summary_asked *asked = &summary->asked[i];
		struct summary_column column = { .name = asked->name, .label = asked->label, .type = asked->type, .field = asked->field, .group = true };
		if (asked->shows == SHOWS_GROUP)
			add_column(summary, i, GROUP_NONE, &column);
	}
	for (size_t i = 0; i < count; i++)
		add_measures(summary, codes[i]);
	if (!summary->pivoted || !summary->spec.no_totals)
		add_measures(summary, GROUP_NONE);
	for (size_t i = 0; i < summary->asked_count; i++)
		if (summary->asked[i].shows == SHOWS_CURRENCY)
			add_column(summary, i, GROUP_NONE, &(struct summary_column){ .name = summary->asked[i].name, .label = summary->asked[i].label, .type = OUT_STRING });
	summary->cells_text = arena_alloc(&summary->query.arena, summary->column_count * sizeof *summary->cells_text);
	summary->cells = arena_alloc(&summary->query.arena, summary->column_count * sizeof *summary->cells);
	summary->values = arena_alloc(&summary->query.arena, summary->column_count * sizeof *summary->values);
}

/* A group cell of a row: of subtotals the deeper ones are empty, but for people the first of these says that it is a total. */
static enum status write_group(struct summary *summary, const struct summary_line *line, size_t key, struct text *out)
{
	uint32_t group = line->group;

	if (key >= line->level) {
		if (summary->human && key == line->level)
			text_add(out, strcmp(summary->store->conventions.language, "zh") == 0 ? "合计" : "Total");
		return STATUS_OK;
	}
	while (summary->groups.items[group].level > key + 1)
		group = summary->groups.items[group].above;
	return summary_write_code(summary, &summary->keys[key], summary->groups.items[group].code, out);
}

static enum status write_cell(struct summary *summary, const struct summary_line *line, size_t column, struct text *out)
{
	const struct summary_place *place = &summary->places[column];
	const struct summary_asked *asked = &summary->asked[place->asked];
	uint32_t group = line->group;
	int64_t number;

	summary->values[column] = (struct value){ 0 };
	if (asked->shows == SHOWS_GROUP)
		return write_group(summary, line, asked->index, out);
	if (asked->shows == SHOWS_CURRENCY) {
		text_add(out, summary_currency(summary, group));
		return STATUS_OK;
	}
	if (place->across != GROUP_NONE)
		group = groups_find(&summary->groups, group | GROUP_ACROSS, place->across, false);
	if (!summary_cell(summary, group, place->asked, &number))
		return STATUS_OK;
	return summary_write_cell(summary, group, place->asked, number, out, &summary->values[column]);
}

enum status summary_make_cells(struct summary *summary, const struct summary_line *line)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < summary->column_count; i++) {
		struct text *out = &summary->cells_text[i];
		text_clear(out);
		status = write_cell(summary, line, i, out);
		summary->cells[i] = (struct out_cell){ .text = text_string(out), .length = out->length };
		if (summary->values[i].type == VALUE_NULL && out->length)
			summary->values[i] = (struct value){ .type = VALUE_TEXT, .text = out->data, .length = out->length };
	}
	summary->row = (struct summary_row){ .level = line->level, .others = line->others, .cells = summary->cells, .values = summary->values,
	                                     .currency = summary->money ? summary_currency(summary, line->group) : "" };
	return status;
}
