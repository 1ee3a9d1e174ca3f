#include "query/query.h"

#include "base/date.h"
#include "base/money.h"
#include "base/utf8.h"
#include "query/compile.h"
#include "store/functions.h"
#include "store/private.h"
#include <string.h>

void query_init(struct query *query, struct store *store, const struct type *type)
{
	*query = (struct query){ .store = store, .type = type, .limit = -1 };
}

void query_free(struct query *query)
{
	query_close(query);
	arena_free(&query->arena);
	text_free(&query->select);
	text_free(&query->from);
	text_free(&query->where);
	text_free(&query->order);
	text_free(&query->scratch);
	text_free(&query->sql);
	*query = (struct query){ 0 };
}

enum status query_filter(struct query *query, const struct expr *expr)
{
	if (!expr)
		return STATUS_OK;
	text_add(&query->where, query->where.length ? " and " : " where ");
	return compile_expr(query, expr, &query->where);
}

void query_id(struct query *query, int64_t id)
{
	text_printf(&query->where, "%st.id = ?", query->where.length ? " and " : " where ");
	query_bind_integer(query, id);
}

void query_parent(struct query *query, int64_t id)
{
	text_printf(&query->where, "%st.parent = ?", query->where.length ? " and " : " where ");
	query_bind_integer(query, id);
}

static int select_expression(struct query *query, const char *path, enum path_what what, enum status *status)
{
	text_add(&query->select, ", ");
	*status = query_expression(query, path, what, &query->select);
	return ++query->selected;
}

static enum status add_column(struct query *query, const char *path, struct column *column)
{
	struct path_end end;
	enum status status = query_end(query, path, &end);

	if (status)
		return status;
	*column = (struct column){ .name = arena_string(&query->arena, path), .field = end.field, .record = end.record, .currency = -1, .title = -1 };
	if (!end.field && !end.many && strchr(path, '.') == NULL)
		return STATUS_OK; /* the record's own reference: id is always selected first */
	if (query->raw && end.field && end.field->expr && !end.field->derived && !strchr(path, '.')) {
		bool masked = private_masks(end.record, end.field);
		text_add(&query->select, masked ? ", case when " : ", ");
		if (masked)
			private_condition(query->store, end.record, "t", &query->select);
		text_printf(&query->select, "%st.\"%s\"%s", masked ? " then null else " : "", field_column(end.field), masked ? " end" : "");
		column->value = ++query->selected;
		return STATUS_OK;
	}
	column->value = select_expression(query, path, PATH_VALUE, &status);
	if (!status && end.field && end.field->kind == KIND_MONEY)
		column->currency = select_expression(query, path, PATH_CURRENCY, &status);
	if (!status && query->human && end.field && (end.field->kind == KIND_REF || end.field->kind == KIND_ANYREF))
		column->title = select_expression(query, path, PATH_TITLE, &status);
	return status;
}

enum status query_column(struct query *query, const char *path)
{
	query->columns = array_grow(&query->arena, query->columns, query->column_count, sizeof *query->columns);
	struct column *columns = query->columns;
	enum status status = add_column(query, path, &columns[query->column_count]);
	if (status)
		return status;
	query->column_count++;
	/* A child's reference is reported by its parent and number. */
	if (query->column_count == 1 && query->type->record->parent) {
		columns[0].currency = select_expression(query, "parent", PATH_VALUE, &status);
		if (!status)
			columns[0].title = select_expression(query, "number", PATH_VALUE, &status);
	}
	return status;
}

/* Puts the currency into the column before it, where that is an amount. */
static bool fold_currency(struct query *query, enum status *status)
{
	struct column *before = &query->columns[query->column_count - 1];

	if (!before->field || (before->field->kind != KIND_MONEY && before->field->kind != KIND_DECIMAL))
		return false;
	if (before->currency < 0)
		before->currency = select_expression(query, "currency", PATH_VALUE, status);
	before->folded = true;
	return true;
}

static enum status add_list(struct query *query, const char *list, bool folds)
{
	enum status status = STATUS_OK;

	for (char *rest = arena_string(&query->arena, list); !status && rest;) {
		const char *name = utf8_item(&rest);
		if (*name == '+')
			name++;
		if (folds && strcmp(name, "currency") == 0 && fold_currency(query, &status))
			continue;
		if (*name && strcmp(name, "ref") != 0)
			status = query_column(query, name);
	}
	return status;
}

enum status query_columns(struct query *query, const char *list)
{
	enum status status = query_column(query, "ref");

	if (!status && list && strcmp(list, "all") == 0) {
		for (size_t i = 0; !status && i < query->type->count; i++)
			if (!query->type->fields[i]->hidden && query->type->fields[i]->kind != KIND_LINES)
				status = query_column(query, query->type->fields[i]->name);
		return status;
	}
	if (!status && (!list || *list == '+'))
		status = add_list(query, query->type->record->list, query->folded);
	if (!status && list)
		status = add_list(query, list, false);
	return status;
}

/* Picks sort by rank; a rank stands in a list of conditions. */
static void order_picks(struct text *order, const struct pick *picks, const char *expression)
{
	int rank = 0;

	text_printf(order, "case %s", expression);
	for (const struct pick *pick = picks; pick->key; pick++, rank++)
		if (!pick_is_empty(pick))
			text_printf(order, " when '%s' then %d", pick->key, rank);
	text_printf(order, " else %d end", rank);
}

/* By month and day; lunar ones by where they fall this year. */
static void order_anniversaries(struct query *query, const char *expression)
{
	char today[DATE_SIZE];

	date_today(&query->store->conventions, today);
	text_printf(&query->order, "anniversary_day(%s, %.4s)", expression, today);
}

enum { FEW_ROWS = 1000 };

/* The table sees to it for its own columns; records that are older than a custom field may lack it. */
static bool is_never_empty(const struct field *field)
{
	return field && field->required && field->id < CUSTOM_FIELD_FIRST;
}

static enum status sort_by(struct query *query, const char *path, bool down)
{
	struct text read = { 0 }, rank = { 0 };
	struct path_end end;
	enum status status = query_end(query, path, &end);

	if (!status)
		status = query_expression(query, path, PATH_VALUE, &read);
	if (!status && end.field && end.field->kind == KIND_MONEY)
		status = query_expression(query, path, PATH_RANK, &rank);
	if (!status) {
		text_add(&query->order, query->order.length ? ", " : " order by ");
		/* Empties last. What is never empty can be read in the order of its index, which pays for the first few: all rows are sorted faster than they
		 * are looked up one by one. */
		bool few = query->limit >= 0 && query->limit <= FEW_ROWS;
		if (!few || !is_never_empty(end.field) || strchr(path, '.'))
			text_printf(&query->order, "%s is null, ", read.data);
		if (end.field && end.field->kind == KIND_PICK)
			order_picks(&query->order, end.field->picks, read.data);
		else if (end.field && end.field->kind == KIND_MONEY)
			text_add(&query->order, rank.data);
		else if (end.field && end.field->kind == KIND_ANNIVERSARY)
			order_anniversaries(query, read.data);
		else
			text_add(&query->order, read.data);
		if (query->collation && end.field && strcmp(kinds[end.field->kind].sql, "TEXT") == 0)
			text_printf(&query->order, " collate %s", query->collation);
		if (down)
			text_add(&query->order, " desc");
	}
	text_free(&read);
	text_free(&rank);
	return status;
}

enum status query_sort(struct query *query, const char *list)
{
	enum status status = STATUS_OK;

	if (query->collation)
		status = functions_pinyin(query->store);
	for (char *rest = list ? arena_string(&query->arena, list) : NULL; !status && rest && *rest;) {
		const char *name = utf8_item(&rest);
		bool down = *name == '-';
		if (*name == '-' || *name == '+')
			name++;
		if (!*name)
			return error_set(query->store->error, STATUS_USAGE, "--sort requires a field name");
		status = sort_by(query, name, down);
	}
	return status;
}

/* How deep SQLite can nest is a limit of its build; what a person wrote and can fix is reported as such. */
static enum status prepare_sql(struct query *query, const char *sql, struct statement **statement)
{
	struct error *error = query->store->error;
	enum status status = db_prepare(query->store->db, sql, statement);

	if (status && error->code == ERROR_LIMIT)
		return error_set(error, STATUS_USAGE, "the filter is too long or nested too deeply for SQLite; write it with fewer brackets and values");
	return status;
}

static enum status prepare(struct query *query, const char *select)
{
	struct text *sql = &query->sql;

	text_clear(sql);
	text_add(sql, "select ");
	text_add(sql, select);
	text_printf(sql, " from \"%s\" t%s", query->type->record->name, text_string(&query->from));
	text_add(sql, text_string(&query->where));
	text_add(sql, text_string(&query->order));
	text_add(sql, query->order.length ? ", t.id" : " order by t.id");
	for (size_t i = 0; i < query->join_count; i++)
		text_printf(sql, ", %s.id", query->joins[i].alias);
	if (query->limit >= 0)
		text_printf(sql, " limit %lld", (long long)query->limit);
	return prepare_sql(query, sql->data, &query->statement);
}

static void bind_all(struct query *query)
{
	for (size_t i = 0; i < query->bind_count; i++)
		db_bind(query->statement, (int)i + 1, &query->binds[i]);
}

enum status query_open(struct query *query)
{
	struct text select = { 0 };
	enum status status = STATUS_OK;

	if (!query->statement) {
		text_add(&select, "t.id");
		text_add(&select, text_string(&query->select));
		status = prepare(query, select.data);
		text_free(&select);
	} else {
		db_reset(query->statement);
	}
	if (!status)
		bind_all(query);
	return status;
}

enum status query_next(struct query *query, int64_t *id, bool *row)
{
	enum status status = STATUS_OK;

	*row = db_next(query->statement, &status);
	if (!status && *row && id)
		*id = db_integer(query->statement, 0);
	return status;
}

void query_close(struct query *query)
{
	db_done(query->statement);
	query->statement = NULL;
}

/* A column for each filter, whose values are bound before those of the filter of the query. */
static enum status select_counts(struct query *query, const struct expr *const *filters, size_t count, struct text *sql)
{
	struct value *binds = query->binds;
	size_t bind_count = query->bind_count;
	enum status status = STATUS_OK;

	query->binds = NULL;
	query->bind_count = 0;
	text_add(sql, "select count(*)");
	for (size_t i = 0; !status && i < count; i++) {
		text_add(sql, ", count(case when ");
		status = compile_expr(query, filters[i], sql);
		text_add(sql, " then 1 end)");
	}
	for (size_t i = 0; i < bind_count; i++)
		query_bind(query, &binds[i]);
	return status;
}

enum status query_count_each(struct query *query, const struct expr *const *filters, size_t filter_count, int64_t *count, int64_t *found)
{
	struct text sql = { 0 };
	struct statement *statement = NULL;
	enum status status = select_counts(query, filters, filter_count, &sql);

	text_printf(&sql, " from \"%s\" t%s", query->type->record->name, text_string(&query->where));
	if (!status)
		status = prepare_sql(query, sql.data, &statement);
	text_free(&sql);
	if (status)
		return status;
	for (size_t i = 0; i < query->bind_count; i++)
		db_bind(statement, (int)i + 1, &query->binds[i]);
	bool row = db_next(statement, &status);
	*count = row ? db_integer(statement, 0) : 0;
	for (size_t i = 0; i < filter_count; i++)
		found[i] = row ? db_integer(statement, (int)i + 1) : 0;
	db_done(statement);
	return status;
}

enum status query_count(struct query *query, int64_t *count)
{
	return query_count_each(query, NULL, 0, count, NULL);
}

enum status query_ids(struct query *query, int64_t **ids, size_t *count)
{
	enum status status = prepare(query, "t.id");

	*ids = NULL;
	*count = 0;
	if (status)
		return status;
	bind_all(query);
	while (db_next(query->statement, &status)) {
		*ids = array_grow(&query->arena, *ids, *count, sizeof **ids);
		(*ids)[(*count)++] = db_integer(query->statement, 0);
	}
	query_close(query);
	return status;
}
