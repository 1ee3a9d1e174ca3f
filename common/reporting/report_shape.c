/* What is done with the rows of a report behind its source: chosen columns, another order, a limit; and handing them out. */
#include "reporting/report_parts.h"

#include "base/utf8.h"
#include <stdlib.h>
#include <string.h>

/* Chosen columns: where each was. */
struct report_shape {
	size_t *places;
	size_t count;
	struct report_column *columns;
	struct out_cell *cells;
	struct value *values;
	struct report_row row;
};

static const char *next_column(void *context)
{
	const struct report_column ***at = context;

	return **at ? (*(*at)++)->name : NULL;
}

static enum status unknown_column(struct report *report, const char *option, const char *name)
{
	const struct report_column **names = arena_alloc(&report->arena, (report->column_count + 1) * sizeof *names), **at = names;
	struct text list = { 0 };

	for (size_t i = 0; i < report->column_count; i++) {
		names[i] = &report->columns[i];
		text_printf(&list, "%s%s", i ? ", " : "", report->columns[i].name);
	}
	const char *near = error_nearest(name, next_column, &at);
	if (near)
		error_set(report->store->error, STATUS_USAGE, "%s: there is no column '%s'; did you mean '%s'?", option, name, near);
	else
		error_set(report->store->error, STATUS_USAGE, "%s: there is no column '%s'; there are %s", option, name, list.data);
	text_free(&list);
	return STATUS_USAGE;
}

static bool find_column(const struct report *report, const char *name, size_t *place)
{
	for (size_t i = 0; i < report->column_count; i++)
		if (strcmp(report->columns[i].name, name) == 0 || strcmp(report->columns[i].label, name) == 0) {
			*place = i;
			return true;
		}
	return false;
}

static enum status choose(struct report *report)
{
	struct report_shape *shape = arena_alloc(&report->arena, sizeof *shape);

	for (char *rest = arena_string(&report->arena, report->request.columns); rest && *rest;) {
		const char *name = utf8_item(&rest);
		size_t place;
		if (!find_column(report, name, &place))
			return unknown_column(report, "--columns", name);
		shape->places = array_grow(&report->arena, shape->places, shape->count, sizeof *shape->places);
		shape->places[shape->count++] = place;
	}
	if (!shape->count)
		return error_set(report->store->error, STATUS_USAGE, "--columns requires the name of a column");
	shape->columns = arena_alloc(&report->arena, shape->count * sizeof *shape->columns);
	shape->cells = arena_alloc(&report->arena, shape->count * sizeof *shape->cells);
	shape->values = arena_alloc(&report->arena, shape->count * sizeof *shape->values);
	for (size_t i = 0; i < shape->count; i++)
		shape->columns[i] = report->columns[shape->places[i]];
	report->shape = shape;
	return STATUS_OK;
}

/* One column that rows are put in order by. */
struct order {
	size_t place;
	bool down;
};

struct sorted {
	const struct report_row *row;
	size_t was;
	const struct order *orders;
	size_t count;
};

static int compare_values(const struct value *a, const struct value *b)
{
	if (a->type != VALUE_TEXT)
		return a->integer < b->integer ? -1 : a->integer > b->integer;
	return strcmp(a->text, b->text);
}

/* Empties last, whichever way it goes; ties as they were. */
static int compare_rows(const void *left, const void *right)
{
	const struct sorted *a = left, *b = right;

	for (size_t i = 0; i < a->count; i++) {
		const struct value *one = &a->row->values[a->orders[i].place], *other = &b->row->values[a->orders[i].place];
		if ((one->type == VALUE_NULL) != (other->type == VALUE_NULL))
			return one->type == VALUE_NULL ? 1 : -1;
		int order = one->type == VALUE_NULL ? 0 : compare_values(one, other);
		if (order)
			return a->orders[i].down ? -order : order;
	}
	return a->was < b->was ? -1 : a->was > b->was;
}

/* Rows alone, for subtotals belong to another order; and the totals below a list. */
static enum status sort(struct report *report, const char *list)
{
	struct order *orders = NULL;
	size_t count = 0, rows = 0;

	for (char *rest = arena_string(&report->arena, list); rest && *rest; count++) {
		const char *name = utf8_item(&rest);
		bool down = *name == '-';
		orders = array_grow(&report->arena, orders, count, sizeof *orders);
		orders[count].down = down;
		if (!find_column(report, name + down, &orders[count].place))
			return unknown_column(report, "sort", name + down);
	}
	struct sorted *sorted = arena_alloc(&report->arena, (report->row_count + 1) * sizeof *sorted);
	struct report_row *own = arena_alloc(&report->arena, (report->row_count + 1) * sizeof *own);
	for (size_t i = 0; i < report->row_count; i++)
		if (!report->rows[i].total) {
			sorted[rows] = (struct sorted){ &report->rows[i], i, orders, count };
			rows++;
		}
	qsort(sorted, rows, sizeof *sorted, compare_rows);
	for (size_t i = 0; i < rows; i++)
		own[i] = *sorted[i].row;
	for (size_t i = 0; report->collects && i < report->row_count; i++)
		if (report->rows[i].total)
			own[rows++] = report->rows[i];
	report->rows = own;
	report->row_count = rows;
	return STATUS_OK;
}

const struct report_column *report_columns(const struct report *report, size_t *count)
{
	*count = report->shape ? report->shape->count : report->column_count;
	return report->shape ? report->shape->columns : report->columns;
}

size_t report_groups(const struct report *report)
{
	return report->groups;
}

static const struct report_row *shaped(struct report *report, const struct report_row *row)
{
	struct report_shape *shape = report->shape;

	if (!shape)
		return row;
	shape->row = *row;
	for (size_t i = 0; i < shape->count; i++) {
		shape->cells[i] = row->cells[shape->places[i]];
		shape->values[i] = row->values[shape->places[i]];
	}
	shape->row.cells = shape->cells;
	shape->row.values = shape->values;
	return &shape->row;
}

enum status report_next(struct report *report, const struct report_row **row)
{
	enum status status = STATUS_OK;

	if (report->kept) {
		*row = report->kept_given < report->kept_count ? &report->kept[report->kept_given++] : NULL;
		return STATUS_OK;
	}
	do {
		if (report->source->collected || report->collects)
			*row = report->given < report->row_count ? &report->rows[report->given++] : NULL;
		else
			status = report->source->next(report, row);
		if (status || !*row)
			return status;
	} while ((*row)->total ? !report->request.totals : report->left == 0);
	if (!(*row)->total && report->left > 0)
		report->left--;
	*row = shaped(report, *row);
	return STATUS_OK;
}

/* Appends what is lent until the next row. */
static struct report_row *copy_row(struct arena *arena, struct report_row *rows, size_t *count, size_t columns, const struct report_row *row)
{
	struct out_cell *cells = arena_alloc(arena, columns * sizeof *cells);
	struct value *values = arena_alloc(arena, columns * sizeof *values);

	for (size_t i = 0; i < columns; i++) {
		cells[i] = (struct out_cell){ arena_copy(arena, row->cells[i].text, row->cells[i].length), row->cells[i].length };
		values[i] = row->values[i];
		if (values[i].type == VALUE_TEXT)
			values[i].text = arena_copy(arena, values[i].text, values[i].length);
	}
	rows = array_grow(arena, rows, *count, sizeof *rows);
	rows[*count] = *row;
	rows[*count].cells = cells;
	rows[*count].values = values;
	rows[*count].currency = arena_string(arena, row->currency ? row->currency : "");
	rows[(*count)++].filter = row->filter ? arena_string(arena, row->filter) : NULL;
	return rows;
}

enum status report_rows(struct report *report, const struct report_row **out, size_t *count)
{
	struct report_row *rows = NULL;
	const struct report_row *row;
	enum status status;
	size_t columns;

	*out = report->kept;
	*count = report->kept_count;
	if (report->kept)
		return STATUS_OK;
	report_columns(report, &columns);
	while (!(status = report_next(report, &row)) && row)
		rows = copy_row(&report->arena, rows, count, columns, row);
	*out = rows;
	if (!status && rows) {
		report->kept = rows;
		report->kept_count = *count;
	}
	return status;
}

static enum status collect(struct report *report)
{
	const struct report_row *row;
	enum status status;

	while (!(status = report->source->next(report, &row)) && row)
		report->rows = copy_row(&report->arena, report->rows, &report->row_count, report->column_count, row);
	return status;
}

enum status report_shape_open(struct report *report)
{
	const struct report_request *request = &report->request;
	const char *order = report->definition.sort;
	enum status status = STATUS_OK;

	report->left = request->limit > 0 || request->limit == 0 ? request->limit : -1;
	if (report->collects && !report->trial)
		status = collect(report);
	if (!status && (report->source->collected || report->collects) && order)
		status = sort(report, order);
	return status || !request->columns ? status : choose(report);
}
