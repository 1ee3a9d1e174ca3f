#include "service/screen_verbs.h"

#include "base/utf8.h"
#include <stdio.h>
#include <string.h>

static const char *label_of(const struct session *session, const struct column *column)
{
	return column->field ? field_label(column->field, session->store->conventions.language) : "";
}

/* Prints the cells of the row that the query found; labels are padded to one width. */
static void print_cells(struct session *session, struct query *query)
{
	struct text line = { 0 }, scratch = { 0 };
	int width = 0;

	for (size_t i = 1; i < query->column_count; i++) {
		const char *label = label_of(session, &query->columns[i]), *text;
		size_t length;
		query_cell(query, &query->columns[i], &scratch, &text, &length);
		int columns = length ? (int)utf8_width(label, strlen(label)) : 0;
		width = columns > width ? columns : width;
	}
	for (size_t i = 1; i < query->column_count; i++) {
		const char *label = label_of(session, &query->columns[i]), *text;
		size_t length;
		query_cell(query, &query->columns[i], &scratch, &text, &length);
		if (!length)
			continue;
		text_clear(&line);
		text_printf(&line, "%s%*s  %.*s", label, width - (int)utf8_width(label, strlen(label)), "", (int)length, text);
		session_print_line(session, line.data);
	}
	text_free(&line);
	text_free(&scratch);
}

enum status screen_card(struct session *session, const struct record_type *record, int64_t id, const char *columns)
{
	struct query query;
	bool row = false;

	query_init(&query, session->store, store_type(session->store, record));
	query.human = true;
	enum status status = query_columns(&query, columns);
	if (!status) {
		query_id(&query, id);
		status = query_open(&query);
	}
	if (!status)
		status = query_next(&query, NULL, &row);
	if (!status && row)
		print_cells(session, &query);
	query_free(&query);
	return status;
}

enum status screen_list(struct session *session, const struct screen_list *list, const char *filter)
{
	struct out_options options;
	struct query query;
	struct expr *expr;
	int64_t count = 0;

	out_options_of(session, &options);
	query_init(&query, session->store, store_type(session->store, list->record));
	query.human = options.format == OUT_TABLE;
	query.limit = list->limit ? list->limit : -1;
	enum status status = query_columns(&query, list->columns);
	if (!status && list->sort)
		status = query_sort(&query, list->sort);
	if (!status)
		status = filter_parse_string(&query.arena, session->store->schema, list->record, filter, &expr, &session->error);
	if (!status)
		status = query_filter(&query, expr);
	if (!status)
		status = query_count(&query, &count);
	if (!status && count)
		status = block_print(session, &query, strcmp(session->store->conventions.language, "zh") == 0 ? list->record->zh : list->record->plural, count, &options);
	query_free(&query);
	return status;
}
