#include "reporting/report_list.h"

#include "base/decimal.h"
#include "base/money.h"
#include "base/utf8.h"
#include "query/compile.h"
#include <string.h>

enum status list_values_open(struct list_values *values, struct report *report, struct query *query)
{
	const struct report_definition *definition = &report->definition;
	char *rest = definition->compute ? arena_string(&report->arena, definition->compute) : NULL;
	struct formula_line line;

	values->report = report;
	values->query = query;
	enum status status = conversion_open(&values->conversion, report->store, &report->arena, definition->in_currency, report->rate_on);
	while (!status && !(status = formula_line(&rest, &line, report->store->error)) && line.name) {
		values->computed = array_grow(&report->arena, values->computed, values->computed_count, sizeof *values->computed);
		values->computed[values->computed_count++] = (struct list_computed){ .line = line };
	}
	return status;
}

static struct list_computed *find_computed(const struct list_values *values, const char *name)
{
	for (size_t i = 0; i < values->computed_count; i++)
		if (strcmp(values->computed[i].line.name, name) == 0)
			return &values->computed[i];
	return NULL;
}

/* The column of the query with that path, which is added unless it is there. */
static enum status find_column(struct query *query, const char *path, size_t *place)
{
	for (*place = 0; *place < query->column_count; ++*place)
		if (strcmp(query->columns[*place].name, path) == 0)
			return STATUS_OK;
	return query_column(query, path);
}

enum status list_show(struct list_values *values, const char *word)
{
	struct list_shown shown = { .computed = values->count ? find_computed(values, word) : NULL }; /* the reference comes first, whatever is called so */
	enum status status = shown.computed ? STATUS_OK : find_column(values->query, word, &shown.place);

	if (status)
		return status;
	for (size_t i = 0; i < values->count; i++)
		if (values->shown[i].computed == shown.computed && values->shown[i].place == shown.place)
			return STATUS_OK;
	values->shown = array_grow(&values->report->arena, values->shown, values->count, sizeof *values->shown);
	values->shown[values->count++] = shown;
	return STATUS_OK;
}

static enum status compile_computed(struct list_values *values, struct list_computed *computed);

static bool is_number(const struct field *field)
{
	return field && (field->kind == KIND_INT || field->kind == KIND_DECIMAL || field->kind == KIND_MONEY || field->kind == KIND_PERCENT || field->kind == KIND_RATE);
}

/* Names have numbers: even ones are columns of the query, odd ones are computed. */
static enum status find_name(void *context, const char *name, size_t *number)
{
	struct list_values *values = context;
	struct list_computed *computed = find_computed(values, name);
	struct error *error = values->report->store->error;
	size_t place;

	if (computed) {
		*number = (size_t)(computed - values->computed) * 2 + 1;
		return computed->line.names ? error_set(error, STATUS_USAGE, "%s is not a number", name) : compile_computed(values, computed);
	}
	enum status status = find_column(values->query, name, &place);
	*number = place * 2;
	if (!status && !is_number(values->query->columns[place].field))
		return error_set(error, STATUS_USAGE, "%s is not a number", name);
	return status;
}

static enum status compile_computed(struct list_values *values, struct list_computed *computed)
{
	const struct formula_names names = { .find = find_name, .context = values };
	struct error *error = values->report->store->error;

	if (computed->formula && !computed->open)
		return STATUS_OK;
	if (computed->open)
		return error_set(error, STATUS_USAGE, "compute: %s is computed from itself", computed->line.name);
	computed->open = true;
	enum status status = formula_parse(&values->report->arena, computed->line.text, &names, &computed->formula, error);
	computed->open = false;
	if (!status)
		values->order[values->ordered++] = (size_t)(computed - values->computed);
	if (status && !error_about(error, "compute"))
		error_prefix(error, "compute: %s: ", computed->line.name);
	return status;
}

/* The rate that is frozen in the record of an amount, or in the document of a line. */
static enum status find_rate(struct list_values *values, size_t amount, size_t *place)
{
	const struct column *column = &values->query->columns[amount];
	const struct record_type *record = column->record;
	struct store *store = values->report->store;
	const char *dot = strrchr(column->name, '.'), *rate = NULL;

	if (conversion_has_rate(store, record))
		rate = "rate";
	else if (record->parent && conversion_has_rate(store, record->parent))
		rate = "parent.rate";
	return rate ? find_column(values->query, arena_printf(&values->report->arena, "%.*s%s", dot ? (int)(dot + 1 - column->name) : 0, column->name, rate), place) : STATUS_OK;
}

enum status list_values_compile(struct list_values *values, bool all)
{
	struct arena *arena = &values->report->arena;
	struct query *query = values->query;
	enum status status = STATUS_OK;

	values->order = arena_alloc(arena, (values->computed_count + 1) * sizeof *values->order);
	for (size_t i = 0; !status && i < values->computed_count; i++) {
		status = compile_computed(values, &values->computed[i]);
		if (!status && all)
			status = list_show(values, values->computed[i].line.name);
	}
	/* Rates are columns themselves, which have none. */
	size_t count = query->column_count;
	values->rates = arena_alloc(arena, (count * 2 + 1) * sizeof *values->rates);
	for (size_t i = 0; !status && values->conversion.currency && i < count; i++)
		if (query->columns[i].field && query->columns[i].field->kind == KIND_MONEY)
			status = find_rate(values, i, &values->rates[i]);
	values->values = arena_alloc(arena, (query->column_count + 1) * sizeof *values->values);
	values->currencies = arena_alloc(arena, (query->column_count + 1) * sizeof *values->currencies);
	values->scratch = arena_alloc(arena, (values->count + 1) * sizeof *values->scratch);
	return status;
}

bool list_sorts_computed(const struct list_values *values, const char *sort)
{
	for (char *rest = sort ? arena_string(&values->report->arena, sort) : NULL; rest && *rest;) {
		const char *name = utf8_item(&rest);
		if (find_computed(values, name + (*name == '-')))
			return true;
	}
	return false;
}

struct report_column list_computed_column(const struct list_computed *computed)
{
	const struct formula_line *line = &computed->line;

	return (struct report_column){ .name = line->name, .label = line->name, .type = line->names ? OUT_STRING : OUT_AMOUNT, .decimal = true, .percent = formula_percent(computed->formula),
	                               .text = line->names != NULL };
}

static enum status read_columns(struct list_values *values)
{
	struct query *query = values->query;
	enum status status = STATUS_OK;

	for (size_t i = 0; i < query->column_count; i++) {
		const struct column *column = &query->columns[i];
		values->values[i] = column->field ? db_value_as(query->statement, column->value, kind_value_type(column->field->kind)) : value_integer(db_integer(query->statement, column->value));
		bool amount = column->currency >= 0 && column->field && values->values[i].type;
		values->currencies[i] = amount ? db_text(query->statement, column->currency) : NULL;
	}
	for (size_t i = 0; !status && values->conversion.currency && i < query->column_count; i++) {
		if (!values->currencies[i])
			continue;
		const struct value *rate = values->rates[i] ? &values->values[values->rates[i]] : NULL;
		status = conversion_run(&values->conversion, values->currencies[i], rate && rate->type == VALUE_INTEGER ? rate->integer : 0, &values->values[i].integer);
		values->currencies[i] = values->conversion.currency;
	}
	return status;
}

/* Amounts of a formula are of one currency: of several there is no sum. */
struct place {
	const struct list_values *values;
	const char **currency;
};

static bool same_currency(const struct place *place, const char *currency)
{
	if (*place->currency && currency && strcmp(*place->currency, currency) != 0)
		return false;
	if (currency)
		*place->currency = currency;
	return true;
}

static bool field_value(const struct place *place, size_t column, wide *out)
{
	const struct list_values *values = place->values;
	const char *currency = values->currencies[column];
	int digits = currency ? currency_digits(currency) : 2;

	*out = values->values[column].integer;
	switch (values->query->columns[column].field->kind) {
	case KIND_INT: *out *= FORMULA_SCALE; break;
	case KIND_PERCENT: *out *= 100; break;
	case KIND_RATE: *out = wide_round(*out, 10000, ROUNDING_HALF_UP); break;
	case KIND_MONEY:
		for (int i = digits < 0 ? 2 : digits; i < DECIMAL_QUANTITY; i++)
			*out *= 10;
		return same_currency(place, currency);
	default: break;
	}
	return true;
}

static bool value_of(const void *context, size_t number, wide *out)
{
	const struct place *place = context;
	const struct list_values *values = place->values;

	if (number % 2) {
		const struct list_computed *computed = &values->computed[number / 2];
		*out = computed->result.integer;
		return computed->result.type == VALUE_INTEGER && same_currency(place, computed->currency);
	}
	return values->values[number / 2].type == VALUE_INTEGER && field_value(place, number / 2, out);
}

static void compute(struct list_values *values)
{
	for (size_t i = 0; i < values->ordered; i++) {
		struct list_computed *computed = &values->computed[values->order[i]];
		const struct place place = { .values = values, .currency = &computed->currency };
		int64_t number;
		wide value;
		computed->currency = NULL;
		computed->result = (struct value){ 0 };
		if (formula_value(computed->formula, value_of, &place, &value) && int64_from_wide(value, &number))
			computed->result = value_integer(number);
	}
}

static void show_computed(struct list_values *values, size_t index, struct out_cell *cell, struct value *out)
{
	const struct list_computed *computed = values->shown[index].computed;
	struct text *text = &values->scratch[index];

	*out = computed->result;
	if (out->type == VALUE_INTEGER && (!computed->line.names || !formula_name(computed->line.names, out->integer, text)))
		report_format(values->report, &values->report->columns[index], out, NULL, text);
	*cell = (struct out_cell){ text_string(text), text->length };
}

/* A field, as the query writes it unless it is converted; the currency beside amounts that are converted is the one they are in now. */
static void show_field(struct list_values *values, size_t index, struct out_cell *cell, struct value *out)
{
	const struct report *report = values->report;
	size_t place = values->shown[index].place;
	const struct column *column = &values->query->columns[place];
	const char *currency = values->conversion.currency;
	struct text *text = &values->scratch[index];

	*out = values->values[place];
	if (currency && values->currencies[place]) {
		report_format(values->report, &report->columns[index], out, currency, text);
	} else if (currency && index > report->groups && column->field && strcmp(column->field->name, "currency") == 0 && out->type == VALUE_TEXT) {
		*out = value_text(currency);
		text_add(text, currency);
	} else {
		query_cell(values->query, column, text, &cell->text, &cell->length);
		return;
	}
	*cell = (struct out_cell){ text_string(text), text->length };
}

enum status list_values_read(struct list_values *values, struct out_cell *cells, struct value *out, const char **currency)
{
	enum status status = read_columns(values);

	if (!status)
		compute(values);
	for (size_t i = 0; !status && i < values->count; i++) {
		text_clear(&values->scratch[i]);
		if (values->shown[i].computed) {
			show_computed(values, i, &cells[i], &out[i]);
			continue;
		}
		show_field(values, i, &cells[i], &out[i]);
		const char *own = values->currencies[values->shown[i].place];
		if (own && !**currency)
			*currency = own;
	}
	return status;
}

void list_values_close(struct list_values *values)
{
	for (size_t i = 0; values->scratch && i < values->count; i++)
		text_free(&values->scratch[i]);
}
