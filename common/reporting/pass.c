#include "reporting/pass.h"

#include "base/decimal.h"
#include "base/wide.h"
#include <string.h>

enum { PASS_COLUMNS = 32 }; /* of one report, at most */

struct pass_sum {
	const char *currency;
	wide *totals; /* by column */
};

void pass_begin(struct pass *pass, struct report_making *making, const struct pass_column *columns)
{
	bool chinese = strcmp(making->store->conventions.language, "zh") == 0;

	*pass = (struct pass){ .making = making, .columns = columns };
	for (const struct pass_column *column = columns; column->name; column++) {
		struct report_column made = {
			.name = column->name, .label = chinese ? column->zh : column->en, .record = column->record, .group = column->group, .total = column->total,
			.type = column->kind == PASS_COUNT ? OUT_NUMBER : column->kind <= PASS_TEXT ? OUT_STRING : OUT_AMOUNT,
			.text = column->kind == PASS_TEXT, .money = column->kind == PASS_MONEY, .decimal = column->kind == PASS_DECIMAL, .percent = column->kind == PASS_PERCENT,
		};
		report_add_column(making, &made);
		pass->count++;
		pass->groups += column->group;
		pass->money = pass->money || column->kind == PASS_MONEY;
	}
	if (pass->money)
		report_add_column(making, &(struct report_column){ .name = "currency", .label = chinese ? "币种" : "Currency", .type = OUT_STRING, .text = true });
}

static struct pass_sum *sum_of(struct pass *pass, const char *currency)
{
	struct arena *arena = pass->making->arena;

	for (size_t i = 0; i < pass->sum_count; i++)
		if (strcmp(pass->sums[i].currency, currency) == 0)
			return &pass->sums[i];
	pass->sums = array_grow(arena, pass->sums, pass->sum_count, sizeof *pass->sums);
	pass->sums[pass->sum_count] = (struct pass_sum){ arena_string(arena, currency), arena_alloc(arena, (pass->count + 1) * sizeof(wide)) };
	return &pass->sums[pass->sum_count++];
}

void pass_row(struct pass *pass, const struct value *values, const char *currency, const char *filter)
{
	struct pass_sum *sum = sum_of(pass, currency ? currency : "");

	for (size_t i = 0; i < pass->count; i++)
		if (pass->columns[i].total && values[i].type == VALUE_INTEGER)
			sum->totals[i] += values[i].integer;
	pass_row_of(pass, (int)pass->groups, values, currency, filter);
}

void pass_row_of(struct pass *pass, int level, const struct value *values, const char *currency, const char *filter)
{
	struct value all[PASS_COLUMNS];

	memcpy(all, values, pass->count * sizeof *all);
	all[pass->count] = value_text(currency);
	report_add_row(pass->making, level, all, currency, filter);
}

enum status pass_statement(struct pass *pass, struct statement *statement, enum status status)
{
	struct value *values = arena_alloc(pass->making->arena, (pass->count + 1) * sizeof *values);

	if (statement)
		text_printf(pass->making->sql, "%s%s", pass->making->sql->length ? ";\n" : "", db_sql(statement));
	while (db_next(statement, &status)) {
		for (size_t i = 0; i < pass->count; i++)
			values[i] = db_value(statement, (int)i);
		pass_row(pass, values, (size_t)db_columns(statement) > pass->count ? db_text(statement, (int)pass->count) : NULL, NULL);
	}
	db_done(statement);
	return status;
}

enum status pass_end(struct pass *pass, enum status status)
{
	struct value *values = arena_alloc(pass->making->arena, (pass->count + 1) * sizeof *values);
	bool any = false;

	for (size_t i = 0; i < pass->count; i++)
		any = any || pass->columns[i].total;
	for (size_t n = 0; !status && any && n < pass->sum_count; n++) {
		memset(values, 0, pass->count * sizeof *values);
		for (size_t i = 0; i < pass->count; i++) {
			if (!pass->columns[i].total)
				continue;
			values[i].type = VALUE_INTEGER;
			if (!int64_from_wide(pass->sums[n].totals[i], &values[i].integer))
				return error_set(pass->making->store->error, STATUS_REFUSED, "%s: the sum is beyond what can be counted", pass->columns[i].name);
		}
		pass_row_of(pass, pass->groups ? 0 : REPORT_TOTAL, values, pass->sums[n].currency, NULL);
	}
	return status;
}

enum status pass_ask(struct report_making *making, const struct pass_column *columns, struct statement *statement, enum status status)
{
	struct pass pass;

	pass_begin(&pass, making, columns);
	return pass_end(&pass, pass_statement(&pass, statement, status));
}

const char *pass_first(const struct report_making *making)
{
	return making->period ? making->period->first : "0000-01-01";
}

const char *pass_last(const struct report_making *making)
{
	return making->period ? making->period->last : "9999-12-31";
}

enum status pass_instants(const struct report_making *making, struct period *out)
{
	const struct conventions *conventions = &making->store->conventions;
	struct period last;

	*out = (struct period){ .first = "0000-01-01", .last = "9999-12-31" };
	if (!making->period)
		return STATUS_OK;
	enum status status = timestamp_period(conventions, pass_first(making), out, making->store->error);
	if (!status)
		status = timestamp_period(conventions, pass_last(making), &last, making->store->error);
	if (!status)
		memcpy(out->last, last.last, sizeof out->last);
	return status;
}

enum status pass_number(const struct report_making *making, const char *name, int64_t least, int64_t most, int64_t *out)
{
	struct error *error = making->store->error;
	enum status status = decimal_parse(report_parameter(making, name), 0, out, error);

	if (status)
		return error_prefix(error, "%s: ", name);
	if (*out < least || *out > most)
		return error_set(error, STATUS_USAGE, "%s: write a number from %lld to %lld", name, (long long)least, (long long)most);
	return STATUS_OK;
}

struct value pass_percent(int64_t part, int64_t whole)
{
	int64_t out;

	return whole > 0 && wide_ratio(part, 1000, whole, ROUNDING_HALF_UP, &out) ? value_integer(out * 100000) : (struct value){ 0 };
}

struct value pass_share(int64_t part, int64_t whole)
{
	int64_t out;

	return whole > 0 && wide_ratio(part, 10000, whole, ROUNDING_HALF_UP, &out) ? value_integer(out * 10000) : (struct value){ 0 };
}

struct value pass_mean(int64_t sum, int64_t count)
{
	int64_t out;

	return count > 0 && wide_ratio(sum, 100, count, ROUNDING_HALF_UP, &out) ? value_integer(out * 10000) : (struct value){ 0 };
}
