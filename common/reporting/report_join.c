/* Summaries side by side: join='sales targets on=month' runs each by month, and puts what has the same first group into one row. */
#include "reporting/report_parts.h"

#include "reporting/definition.h"
#include <stdlib.h>
#include <string.h>

enum { JOINED = 6 };

struct joined {
	struct report *reports[JOINED];
	const char *names[JOINED];
	const struct report_row *rows[JOINED];
	size_t counts[JOINED], columns[JOINED], first[JOINED]; /* first: of its columns here */
	size_t count;
};

static void close_join(struct report *report)
{
	struct joined *joined = report->state;

	for (size_t i = 0; i < joined->count; i++)
		report_close(joined->reports[i]);
}

static const struct report_source source = { .close = close_join, .collected = true };

/* The names, and what behind on=. */
static enum status read_member(struct report *report, struct joined *joined, const char **on)
{
	char *rest = arena_string(&report->arena, report->definition.join);

	for (const char *word; (word = report_next_word(&rest));) {
		if (strncmp(word, "on=", 3) == 0) {
			*on = word + 3;
			continue;
		}
		if (joined->count == JOINED)
			return error_set(report->store->error, STATUS_USAGE, "join: at most %d reports", JOINED);
		joined->names[joined->count++] = word;
	}
	size_t count = joined->count;
	joined->count = 0;
	if (count < 2 || !*on)
		return error_set(report->store->error, STATUS_USAGE, "join: name two or more reports and what they have in common: sales targets on=month");
	return STATUS_OK;
}

/* What was said of the join that each of its parts knows too. */
static const char **assignments_of(struct report *report, const struct report_definition *definition, const char *on)
{
	static const char *const shared[] = { "period", "on", "rate_on", "in_currency" };
	const char **words = arena_alloc(&report->arena, (sizeof shared / sizeof *shared + 2) * sizeof *words);
	size_t count = 0;

	words[count++] = arena_printf(&report->arena, "by=%s", on);
	for (size_t i = 0; i < sizeof shared / sizeof *shared; i++) {
		const char *value = i == 0 ? report->definition.period : i == 3 ? report->definition.in_currency : parameters_value(report->parameters, shared[i]);
		if (value && *value && (i || definition->date || definition->pass))
			words[count++] = arena_printf(&report->arena, "%s=%s", shared[i], value);
	}
	return words;
}

static enum status open_one(struct report *report, struct joined *joined, const char *name, const char *on)
{
	struct report_definition *definition = arena_alloc(&report->arena, sizeof *definition);
	struct report_request request = { .limit = -1, .human = report->request.human };
	struct report **own = &joined->reports[joined->count];
	enum status status = definition_find(report->store, name, &report->arena, definition);

	if (!status && definition->join)
		status = error_set(report->store->error, STATUS_USAGE, "'%s' is a join itself", name);
	request.assignments = status ? NULL : assignments_of(report, definition, on);
	if (!status)
		status = report->trial ? report_try(report->store, definition) : report_open(report->store, definition, &request, own);
	if (status) {
		error_prefix(report->store->error, "join: %s: ", name);
		return report->store->error->status = STATUS_USAGE;
	}
	if (report->trial)
		return STATUS_OK;
	joined->names[joined->count++] = name;
	if (report_groups(*own) != 1)
		return error_set(report->store->error, STATUS_USAGE, "join: %s has %zu groups; summaries side by side have one, %s", name, report_groups(*own), on);
	return report_rows(*own, &joined->rows[joined->count - 1], &joined->counts[joined->count - 1]);
}

static size_t group_place(const struct report_column *columns, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (columns[i].group)
			return i;
	return 0;
}

/* The group, then what each report has besides, under its name. */
static void take_columns(struct report *report, struct joined *joined)
{
	for (size_t at = 0; at < joined->count; at++) {
		const struct report_column *columns = report_columns(joined->reports[at], &joined->columns[at]);
		size_t group = group_place(columns, joined->columns[at]);
		for (size_t i = 0; i < joined->columns[at]; i++) {
			if (i == group && at)
				continue;
			report->columns = array_grow(&report->arena, report->columns, report->column_count, sizeof *report->columns);
			struct report_column *own = &report->columns[report->column_count++];
			*own = columns[i];
			if (i == group)
				continue;
			own->name = arena_printf(&report->arena, "%s.%s", joined->names[at], columns[i].name);
			own->label = arena_printf(&report->arena, "%s: %s", report_title(joined->reports[at]), columns[i].label);
		}
	}
	report->groups = 1;
}

struct key {
	const struct value *value;
	const char *currency;
	size_t was;
};

static int compare_keys(const void *left, const void *right)
{
	const struct key *a = left, *b = right;

	if ((a->value->type == VALUE_NULL) != (b->value->type == VALUE_NULL))
		return a->value->type == VALUE_NULL ? 1 : -1;
	int order = a->value->type == VALUE_TEXT && b->value->type == VALUE_TEXT ? strcmp(a->value->text, b->value->text)
	            : a->value->integer < b->value->integer ? -1 : a->value->integer > b->value->integer;
	return order ? order : strcmp(a->currency, b->currency);
}

/* Every group of any of them, once for each currency. A report without amounts stands beside each. */
static struct key *gather_keys(struct report *report, struct joined *joined, size_t *count)
{
	struct key *keys = NULL;
	size_t kept = 0;

	*count = 0;
	for (size_t at = 0; at < joined->count; at++) {
		size_t columns;
		size_t group = group_place(report_columns(joined->reports[at], &columns), joined->columns[at]);
		for (size_t i = 0; i < joined->counts[at]; i++) {
			keys = array_grow(&report->arena, keys, *count, sizeof *keys);
			keys[*count] = (struct key){ &joined->rows[at][i].values[group], joined->rows[at][i].currency, *count };
			++*count;
		}
	}
	if (*count)
		qsort(keys, *count, sizeof *keys, compare_keys);
	for (size_t i = 0; i < *count; i++) {
		if (kept && compare_keys(&keys[kept - 1], &keys[i]) == 0)
			continue;
		/* "" is before every currency of the same group: it gives way to one. */
		if (kept && !*keys[kept - 1].currency && compare_keys(&(struct key){ keys[kept - 1].value, keys[i].currency, 0 }, &keys[i]) == 0)
			kept--;
		keys[kept++] = keys[i];
	}
	*count = kept;
	return keys;
}

static const struct report_row *row_of(const struct joined *joined, size_t at, size_t group, const struct key *key)
{
	for (size_t i = 0; i < joined->counts[at]; i++) {
		const struct report_row *row = &joined->rows[at][i];
		struct key own = { &row->values[group], *row->currency ? row->currency : key->currency, 0 };
		if (compare_keys(&own, key) == 0)
			return row;
	}
	return NULL;
}

static void put_row(struct report *report, struct joined *joined, const struct key *key)
{
	struct out_cell *cells = arena_alloc(&report->arena, report->column_count * sizeof *cells);
	struct value *values = arena_alloc(&report->arena, report->column_count * sizeof *values);
	size_t place = 0;

	for (size_t at = 0; at < joined->count; at++) {
		size_t columns;
		size_t group = group_place(report_columns(joined->reports[at], &columns), joined->columns[at]);
		const struct report_row *row = row_of(joined, at, group, key);
		for (size_t i = 0; i < joined->columns[at]; i++) {
			if (i == group && at)
				continue;
			cells[place] = row ? row->cells[i] : (struct out_cell){ "", 0 };
			values[place++] = row ? row->values[i] : (struct value){ 0 };
		}
		/* The group is that of whichever report has it. */
		if (row && !cells[group_place(report->columns, report->column_count)].length) {
			cells[group_place(report->columns, report->column_count)] = row->cells[group];
			values[group_place(report->columns, report->column_count)] = row->values[group];
		}
	}
	report->rows = array_grow(&report->arena, report->rows, report->row_count, sizeof *report->rows);
	report->rows[report->row_count++] = (struct report_row){ .level = 1, .cells = cells, .values = values, .currency = key->currency };
}

enum status report_open_join(struct report *report)
{
	struct joined *joined = arena_alloc(&report->arena, sizeof *joined);
	const char *on = NULL;
	size_t count;

	report->source = &source;
	report->state = joined;
	enum status status = read_member(report, joined, &on);
	char *rest = status ? NULL : arena_string(&report->arena, report->definition.join);
	for (const char *word; !status && (word = report_next_word(&rest));)
		if (strncmp(word, "on=", 3) != 0)
			status = open_one(report, joined, word, on);
	if (status || report->trial)
		return status;
	for (size_t i = 0; i < joined->count; i++)
		text_add(&report->sql, report_sql(joined->reports[i]));
	take_columns(report, joined);
	struct key *keys = gather_keys(report, joined, &count);
	for (size_t i = 0; i < count; i++)
		put_row(report, joined, &keys[i]);
	return STATUS_OK;
}
