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
	column.label = summary->listed_count > 1 ? arena_printf(&summary->query.arena, "%s %s", text_string(&name), shown->label) : text_take(&name, &summary->query.arena);
	text_free(&name);
	add_column(summary, asked, across, &column);
}

static void add_measures(struct summary *summary, uint32_t across)
{
	for (size_t i = 0; i < summary->listed_count; i++)
		add_measure(summary, summary->listed[i], across);
}

void summary_make_columns(struct summary *summary)
{
	uint32_t *codes;
	size_t count = summary_pivot_codes(summary, &codes);

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
	free(codes);
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

static bool adds_up(const struct summary *summary, const struct summary_asked *asked)
{
	enum summary_function function = asked->shows == SHOWS_MEASURE ? summary->measures[asked->index].function : MEASURE_AVERAGE;

	return function == MEASURE_COUNT || function == MEASURE_FILLED || function == MEASURE_SUM || function == MEASURE_DISTINCT;
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
		group = groups_known(&summary->groups, group | GROUP_ACROSS, place->across);
	/* Where all values are asked for, no record comes to 0. */
	if (group == GROUP_NONE && summary->spec.all_values && adds_up(summary, asked)) {
		group = line->group;
		number = 0;
	} else if (!summary_cell(summary, group, place->asked, &number)) {
		return STATUS_OK;
	}
	return summary_write_cell(summary, group, place->asked, number, out, &summary->values[column]);
}

/* Whether the cell of a group is that of the row before, which is most often so of those further above. */
static bool is_written(struct summary *summary, const struct summary_line *line, size_t column)
{
	uint32_t group = line->group;

	if (column >= summary->key_count)
		return false;
	while (summary->groups.items[group].level > column + 1)
		group = summary->groups.items[group].above;
	uint32_t known = summary->written[column], code = line->level > column ? summary->groups.items[group].code : 0;
	summary->written[column] = code;
	return code && code == known;
}

enum status summary_make_cells(struct summary *summary, const struct summary_line *line)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < summary->column_count; i++) {
		struct text *out = &summary->cells_text[i];
		if (is_written(summary, line, i))
			continue;
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
