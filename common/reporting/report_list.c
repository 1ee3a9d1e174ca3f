/* Lists: a row for each record, or for each pair with the records of a many-sided relation; subtotals by group, sums of amounts by currency. */
#include "reporting/report_list.h"

#include "base/map.h"
#include "base/money.h"
#include "base/utf8.h"
#include "base/wide.h"
#include "io/out.h"
#include "query/compile.h"
#include <string.h>

enum { LIST_CURRENCIES = 8 };

/* The sums of one level since it began, by currency. */
struct sums {
	char currencies[LIST_CURRENCIES][4];
	wide *sums;          /* of each column, for each currency */
	bool *any;
	size_t currency_count;
	struct map seen;     /* which records were counted, where pairs repeat them: joins × columns */
	int64_t rows;
};

struct list {
	struct query query;
	struct list_values read;
	struct out_cell *cells;   /* of the row */
	struct value *values;
	int joins[QUERY_JOINS];   /* the places of the ids of what is joined */
	size_t *of_join;          /* for each column: 0, or the join that it comes from plus 1 */
	struct sums levels[SUMMARY_GROUPS + 1]; /* 0: all */
	struct value keys[SUMMARY_GROUPS];
	const char *key_texts[SUMMARY_GROUPS];
	struct report_row *waiting; /* totals that come before the next row */
	size_t waiting_count, given;
	struct report_row row, held;
	bool has_held, ended, began, adds; /* adds: there is a column whose sum means something */
	struct arena totals;
};

static size_t join_of(const struct query *query, const char *path)
{
	for (size_t i = 0; i < query->join_count; i++) {
		size_t length = strlen(query->joins[i].way);
		if (strncmp(path, query->joins[i].way, length) == 0 && path[length] == '.')
			return i + 1;
	}
	return 0;
}

/* The related types: those that one record leads to need nothing, the others are joined. */
static enum status join_types(struct report *report, struct query *query)
{
	enum status status = STATUS_OK;

	for (char *rest = report->definition.with ? arena_string(&report->arena, report->definition.with) : NULL; !status && rest && *rest;) {
		const char *way = utf8_item(&rest);
		const struct field *field = type_written(report->type, way, NULL);
		if (field && (field->kind == KIND_REF || field->kind == KIND_ANYREF))
			continue;
		status = query_join(query, way);
		if (status)
			error_prefix(report->store->error, "with: ");
	}
	return status;
}

static enum status add_paths(struct report *report, struct list *list, const char *member, const char *paths)
{
	enum status status = STATUS_OK;

	for (char *rest = paths ? arena_string(&report->arena, paths) : NULL; !status && rest && *rest;) {
		const char *path = utf8_item(&rest);
		if (*path)
			status = list_show(&list->read, path);
	}
	return status ? error_prefix(report->store->error, "%s: ", member) : status;
}

/* The groups first, then the reference, then the columns: but a reference is the first column of every list, so that it pipes. */
static enum status choose_columns(struct report *report, struct list *list)
{
	struct query *query = &list->query;
	const char *columns = report->definition.columns;
	enum status status = list_show(&list->read, "ref");

	if (!status)
		status = add_paths(report, list, "group", report->definition.group);
	report->groups = list->read.count ? list->read.count - 1 : 0;
	if (!status && report->groups > SUMMARY_GROUPS)
		return error_set(report->store->error, STATUS_USAGE, "group: at most %d fields", SUMMARY_GROUPS);
	if (!status)
		status = add_paths(report, list, "columns", columns ? columns : report->type->record->list);
	if (!status && !columns)
		for (size_t i = 0; !status && i < query->join_count; i++) {
			struct path_end end;
			const char *title = arena_printf(&report->arena, "%s.%s", query->joins[i].way, query->joins[i].type->record->title);
			if (query_end(query, title, &end) == STATUS_OK)
				status = add_paths(report, list, "with", title);
		}
	return status ? status : list_values_compile(&list->read, !columns);
}

static void describe_columns(struct report *report, struct list *list)
{
	const struct list_values *read = &list->read;

	report->column_count = read->count;
	report->columns = arena_alloc(&report->arena, read->count * sizeof *report->columns);
	list->of_join = arena_alloc(&report->arena, read->count * sizeof *list->of_join);
	for (size_t i = 0; i < read->count; i++) {
		if (read->shown[i].computed) {
			report->columns[i] = list_computed_column(read->shown[i].computed);
			continue;
		}
		const struct column *column = &list->query.columns[read->shown[i].place];
		const struct field *field = column->field;
		list->of_join[i] = join_of(&list->query, column->name);
		report->columns[i] = (struct report_column){ .name = column->name, .field = field, .record = field ? NULL : column->record,
			.label = report_label_of(report, column->record, field, column->name), .type = out_type_of(field), .group = i && i <= report->groups,
			.money = field && field->kind == KIND_MONEY, .text = field && strcmp(kinds[field->kind].sql, "TEXT") == 0,
			.total = i > report->groups && field && (field->kind == KIND_MONEY || field->kind == KIND_DECIMAL || field->kind == KIND_INT) };
		list->adds |= report->columns[i].total;
	}
}

static enum status put_date(struct report *report, struct query *query)
{
	const char *date = report->definition.date;
	struct expr *expr = NULL;

	if (!report->has_period)
		return STATUS_OK;
	if (!date)
		return error_set(report->store->error, STATUS_USAGE, "period: of which field? name it: date=created_at");
	const char *word = arena_printf(&report->arena, "%s=%s..%s", date, report->period.first, report->period.last);
	enum status status = filter_parse(&report->arena, report->store->schema, report->type->record, &word, 1, &expr, report->store->error);
	if (!status)
		status = query_filter(query, expr);
	return status ? error_prefix(report->store->error, "date: ") : status;
}

static enum status sort_list(struct report *report, struct list *list)
{
	const struct report_definition *definition = &report->definition;
	struct text order = { 0 };
	enum status status = STATUS_OK;

	if (definition->having)
		return error_set(report->store->error, STATUS_USAGE, "having: a list has no groups to leave out; choose its records by where=");
	report->collects = list_sorts_computed(&list->read, definition->sort);
	if (report->collects && definition->group)
		return error_set(report->store->error, STATUS_USAGE, "sort: what is computed cannot be sorted by within groups; leave out group=, or sort by fields");
	text_add(&order, definition->group ? definition->group : "");
	if (definition->sort && !report->collects)
		text_printf(&order, "%s%s", order.length ? "," : "", definition->sort);
	if (order.length && (status = query_sort(&list->query, order.data)))
		error_prefix(report->store->error, definition->sort ? "sort: " : "group: ");
	text_free(&order);
	return status;
}

static enum status prepare(struct report *report, struct list *list)
{
	struct query *query = &list->query;
	enum status status = join_types(report, query);

	if (!status)
		status = list_values_open(&list->read, report, query);
	if (!status)
		status = choose_columns(report, list);
	if (!status)
		status = sort_list(report, list);
	if (!status) {
		status = query_filter(query, report->where);
		if (status)
			error_prefix(report->store->error, "where: ");
	}
	if (!status)
		status = put_date(report, query);
	for (size_t i = 0; !status && i < query->join_count; i++)
		list->joins[i] = query_join_id(query, i);
	if (status)
		return status;
	describe_columns(report, list);
	return query_open(query);
}

/* Room for the sums of one level. */
static void begin_level(struct report *report, struct sums *sums)
{
	if (!sums->sums) {
		sums->sums = arena_alloc(&report->arena, report->column_count * LIST_CURRENCIES * sizeof *sums->sums);
		sums->any = arena_alloc(&report->arena, report->column_count * LIST_CURRENCIES * sizeof *sums->any);
	}
	memset(sums->sums, 0, report->column_count * LIST_CURRENCIES * sizeof *sums->sums);
	memset(sums->any, 0, report->column_count * LIST_CURRENCIES * sizeof *sums->any);
	sums->currency_count = 0;
	sums->rows = 0;
	map_free(&sums->seen);
}

static size_t currency_place(struct sums *sums, const char *currency)
{
	size_t i = 0;

	while (i < sums->currency_count && strcmp(sums->currencies[i], currency) != 0)
		i++;
	if (i == sums->currency_count && i < LIST_CURRENCIES) {
		memcpy(sums->currencies[i], currency, strlen(currency) < 4 ? strlen(currency) + 1 : 4);
		sums->currencies[i][3] = '\0';
		sums->currency_count++;
	}
	return i;
}

/* Of what a row shows, only what is of a record that was not counted yet. */
static bool is_new(struct list *list, struct sums *sums, size_t join, int64_t id)
{
	uint64_t key = (uint64_t)id * (QUERY_JOINS + 1) + join + 1;

	if (!list->query.join_count)
		return true;
	if (map_get(&sums->seen, key))
		return false;
	map_add(&sums->seen, key, 1);
	return true;
}

static void add_up(struct report *report, struct list *list, struct sums *sums, int64_t id)
{
	bool fresh[QUERY_JOINS + 1];

	fresh[0] = is_new(list, sums, 0, id);
	sums->rows += fresh[0];
	for (size_t i = 0; i < list->query.join_count; i++) {
		int64_t other = db_integer(list->query.statement, list->joins[i]);
		fresh[i + 1] = other && is_new(list, sums, i + 1, other);
	}
	for (size_t i = 0; i < report->column_count; i++) {
		if (!report->columns[i].total || list->values[i].type != VALUE_INTEGER || !fresh[list->of_join[i]])
			continue;
		const char *currency = list->read.currencies[list->read.shown[i].place];
		size_t place = currency_place(sums, currency ? currency : "");
		if (place == LIST_CURRENCIES)
			continue;
		sums->sums[i * LIST_CURRENCIES + place] += list->values[i].integer;
		sums->any[i * LIST_CURRENCIES + place] = true;
	}
}

static void format_sum(struct report *report, size_t column, wide sum, const char *currency, struct value *value, struct text *text)
{
	text_clear(text);
	if (sum > INT64_MAX || sum < INT64_MIN)
		return;
	*value = value_integer((int64_t)sum);
	report_format(report, &report->columns[column], value, currency, text);
}

/* A row for each currency, and those without any in the first. */
static void end_level(struct report *report, struct list *list, int level)
{
	struct sums *sums = &list->levels[level];
	size_t count = sums->currency_count ? sums->currency_count : 1;
	struct text text = { 0 };

	for (size_t at = 0; at < count && sums->rows; at++) {
		struct out_cell *cells = arena_alloc(&list->totals, report->column_count * sizeof *cells);
		struct value *values = arena_alloc(&list->totals, report->column_count * sizeof *values);
		for (size_t i = 0; i < report->column_count; i++) {
			text_clear(&text);
			if (sums->any[i * LIST_CURRENCIES + at])
				format_sum(report, i, sums->sums[i * LIST_CURRENCIES + at], sums->currencies[at], &values[i], &text);
			else if (i && i <= (size_t)level)
				text_add(&text, list->key_texts[i - 1]);
			cells[i] = (struct out_cell){ arena_copy(&list->totals, text_string(&text), text.length), text.length };
		}
		list->waiting = array_grow(&list->totals, list->waiting, list->waiting_count, sizeof *list->waiting);
		list->waiting[list->waiting_count++] = (struct report_row){ .level = level, .total = true, .cells = cells, .values = values,
		                                                          .currency = arena_string(&list->totals, sums->currency_count ? sums->currencies[at] : "") };
	}
	text_free(&text);
}

static bool same_key(const struct value *a, const struct value *b)
{
	return a->type == b->type && (a->type == VALUE_NULL || value_equal(a, b));
}

/* Ends the groups that this row is not of, the deepest first, and begins its own. */
static void turn_groups(struct report *report, struct list *list)
{
	size_t same = 0;

	while (list->began && same < report->groups && same_key(&list->keys[same], &list->values[same + 1]))
		same++;
	for (size_t level = report->groups; list->began && level > same; level--)
		end_level(report, list, (int)level);
	for (size_t level = list->began ? same + 1 : 0; level <= report->groups; level++)
		begin_level(report, &list->levels[level]);
	for (size_t i = same; i < report->groups; i++) {
		list->keys[i] = list->values[i + 1];
		if (list->keys[i].type == VALUE_TEXT)
			list->keys[i].text = arena_copy(&report->arena, list->keys[i].text, list->keys[i].length);
		list->key_texts[i] = arena_copy(&report->arena, list->cells[i + 1].text, list->cells[i + 1].length);
	}
	list->began = true;
}

static void end_list(struct report *report, struct list *list)
{
	for (size_t level = report->groups + 1; list->began && level-- > 0;)
		end_level(report, list, (int)level);
	list->ended = true;
}

static enum status read_row(struct report *report, struct list *list, int64_t id)
{
	const char *currency = "";
	enum status status = list_values_read(&list->read, list->cells, list->values, &currency);

	if (status)
		return status;
	list->row = (struct report_row){ .level = (int)report->groups, .cells = list->cells, .values = list->values, .currency = currency };
	if (!report->groups)
		list->row.level = 0;
	if (report->request.filters) {
		struct text words = { 0 };
		reference_format(&words, report->type->record, id);
		list->row.filter = arena_string(&list->totals, words.data);
		text_free(&words);
	}
	return STATUS_OK;
}

static enum status next_row(struct report *report, const struct report_row **row)
{
	struct list *list = report->state;
	enum status status = STATUS_OK;
	bool more = false;
	int64_t id;

	if (list->given < list->waiting_count) {
		*row = &list->waiting[list->given++];
		return STATUS_OK;
	}
	if (list->has_held) {
		list->has_held = false;
		*row = &list->row;
		return STATUS_OK;
	}
	list->waiting = NULL;
	list->waiting_count = list->given = 0;
	arena_reset(&list->totals);
	*row = NULL;
	if (list->ended || (status = query_next(&list->query, &id, &more)))
		return status;
	if (!more) {
		end_list(report, list);
		return next_row(report, row);
	}
	if ((status = read_row(report, list, id)))
		return status;
	if (report->request.totals && list->adds) {
		turn_groups(report, list);
		for (size_t level = 0; level <= report->groups; level++)
			add_up(report, list, &list->levels[level], id);
	}
	list->has_held = true;
	return next_row(report, row);
}

static void close_list(struct report *report)
{
	struct list *list = report->state;

	list_values_close(&list->read);
	for (size_t i = 0; i <= SUMMARY_GROUPS; i++)
		map_free(&list->levels[i].seen);
	arena_free(&list->totals);
	query_free(&list->query);
}

static const struct report_source source = { .next = next_row, .close = close_list };

enum status report_open_list(struct report *report)
{
	struct list *list = arena_alloc(&report->arena, sizeof *list);

	query_init(&list->query, report->store, report->type);
	list->query.human = report->request.human;
	enum status status = prepare(report, list);
	report->source = &source;
	report->state = list;
	list->cells = arena_alloc(&report->arena, (report->column_count + 1) * sizeof *list->cells);
	list->values = arena_alloc(&report->arena, (report->column_count + 1) * sizeof *list->values);
	text_add(&report->sql, text_string(&list->query.sql));
	return status;
}
