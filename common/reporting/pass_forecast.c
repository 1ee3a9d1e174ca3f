/* Targets and forecasts: what is wanted, what there is, what may still come. */
#include "reporting/passes.h"

#include "base/calendar.h"
#include "base/date.h"
#include "base/decimal.h"
#include "base/money.h"
#include "base/wide.h"
#include "reporting/figures.h"
#include "reporting/reporting.h"
#include "reporting/target.h"
#include <string.h>

/* Weighted amounts of open deals that are to close in a period, in minor units. team NULL: of everybody; person 0: anybody. */
static enum status weighted(struct report_making *making, const struct period *period, const struct measured *measured, int64_t *out)
{
	const struct field *field = type_field(store_type(making->store, &record_deal), "weighted", NULL);
	const char *team = measured->team && *measured->team ? measured->team : NULL;
	struct text amount = { 0 };

	row_expression(&amount, &record_deal, field, "d");
	enum status status = db_one(making->store->db, out,
	                            "select sum(in_currency(%-s, d.currency, %s, null, %s)) from deal d left join \"user\" u on u.id = d.owner"
	                            " where stage_outcome(d.pipeline, d.stage) = 0 and d.close_on between %s and %s and (%jd = 0 or d.owner = %jd) and (%s is null or u.team = %s)",
	                            amount.data, measured->currency, making->rate_on, period->first, period->last, measured->person, measured->person, team, team);
	text_free(&amount);
	return status;
}

/* Targets of just that period that are not filtered, and not a part of another one of the same period: in 10^-6; null when there are none. */
static enum status wanted(struct report_making *making, const struct measured *measured, struct value *out)
{
	struct statement *statement;
	enum status status = db_ask(making->store->db, &statement,
	                            "select sum(value) from target where measure = %s and period = %s and coalesce(currency, '') = %s and filter is null and value is not null"
	                            " and not exists (select 1 from target whole where whole.id = target.parent and whole.period = target.period)",
	                            measured->measure->key, measured->period, measured->currency);

	*out = db_next(statement, &status) ? db_value(statement, 0) : (struct value){ 0 };
	db_done(statement);
	return status;
}

/* From 10^-6 to minor units of a currency. */
static int64_t minor_of(int64_t number, const char *currency)
{
	int64_t step = 1;

	decimal_of_minor(1, currency, &step);
	return (int64_t)wide_round(number, step, ROUNDING_HALF_UP);
}

static enum status forecast_month(struct pass *pass, struct measured *measured, int64_t first)
{
	struct report_making *making = pass->making;
	struct store *store = making->store;
	struct calendar_span span = calendar_around(first, CALENDAR_MONTH);
	struct period period;
	char month[8];
	struct value target, values[7] = { 0 };
	int64_t actual, open, elapsed, days, pace;
	bool known;

	date_from_number(span.first, period.first);
	date_from_number(span.last, period.last);
	memcpy(month, period.first, 7);
	month[7] = '\0';
	measured->period = month;
	enum status status = wanted(making, measured, &target);
	if (!status)
		status = measure_sum(store, measured, &actual, &known);
	if (!status)
		status = weighted(making, &period, measured, &open);
	if (!status)
		status = target_days(store, month, &elapsed, &days);
	if (status)
		return status;
	values[0] = value_text(month);
	values[2] = value_integer(minor_of(actual, measured->currency));
	values[3] = value_integer(open);
	values[4] = value_integer(values[2].integer + open);
	if (target.type == VALUE_INTEGER) {
		values[1] = value_integer(minor_of(target.integer, measured->currency));
		values[5] = value_integer(values[1].integer - values[2].integer);
		if (figure_pace(target.integer, actual, elapsed, days, &pace))
			values[6] = pass_percent(pace, WIDE_WHOLE);
	}
	pass_row(pass, values, measured->currency, NULL);
	return STATUS_OK;
}

enum status pass_forecast(struct report_making *making)
{
	static const struct pass_column columns[] = {
		{ "month", "Month", "月份", .kind = PASS_TEXT, .group = true }, { "target", "Target", "目标", .kind = PASS_MONEY, .total = true },
		{ "actual", "Actual", "实际", .kind = PASS_MONEY, .total = true }, { "open", "Open deals, weighted", "加权商机", .kind = PASS_MONEY, .total = true },
		{ "forecast", "Forecast", "预测", .kind = PASS_MONEY, .total = true }, { "gap", "Gap", "差额", .kind = PASS_MONEY, .total = true },
		{ "pace", "Pace", "进度", .kind = PASS_PERCENT }, { 0 },
	};
	struct measured measured = { .measure = measure_find(report_parameter(making, "measure")), .currency = making->currency };
	struct pass pass;
	enum status status = STATUS_OK;

	if (!making->period)
		return error_set(making->store->error, STATUS_USAGE, "period: say which months: period=2026");
	pass_begin(&pass, making, columns);
	if (!measured.currency)
		measured.currency = making->store->conventions.currency;
	for (int64_t day = date_number(making->period->first); !status && day <= date_number(making->period->last); day = calendar_around(day, CALENDAR_MONTH).last + 1)
		status = forecast_month(&pass, &measured, day);
	return pass_end(&pass, status);
}

/* Who it is of: the login of the person, or the team. */
static enum status who(struct store *store, const struct record *target, struct arena *arena, struct value *out)
{
	struct statement *statement;
	enum status status = STATUS_OK;

	*out = *record_value(target, "team");
	if (!record_integer(target, "person"))
		return STATUS_OK;
	status = db_ask(store->db, &statement, "select login from \"user\" where id = %jd", record_integer(target, "person"));
	if (db_next(statement, &status) && db_text(statement, 0))
		*out = value_text(arena_string(arena, db_text(statement, 0)));
	db_done(statement);
	return status;
}

/* In the order of its columns: a value of money is in major units, as it is in the record. */
static enum status target_row(struct pass *pass, const struct record *target)
{
	struct report_making *making = pass->making;
	struct store *store = making->store;
	struct target_figures figures;
	struct measured measured;
	struct period period;
	struct value values[10] = { 0 };
	struct text words = { 0 };
	int64_t open = 0, step = 1;
	enum status status = target_figures(store, target, &figures);

	target_measured(target, &measured);
	if (!status)
		status = date_period(&store->conventions, measured.period, &period, store->error);
	if (!status && measured.measure->amount)
		status = weighted(making, &period, &measured, &open);
	if (!status)
		status = who(store, target, making->arena, &values[1]);
	if (status)
		return status;
	values[0] = value_integer(target->id);
	values[2] = *record_value(target, "measure");
	values[3] = *record_value(target, "period");
	values[4] = *record_value(target, "value");
	if (figures.known)
		values[5] = value_integer(figures.actual);
	if (figures.has_attained)
		values[6] = pass_percent(figures.attained, WIDE_WHOLE);
	if (figures.has_pace)
		values[7] = pass_percent(figures.pace, WIDE_WHOLE);
	if (figures.wanted)
		values[8] = value_integer(figures.gap);
	if (measured.measure->amount && decimal_of_minor(1, measured.currency, &step))
		values[9] = value_integer(figures.actual + open * step);
	measure_words(&measured, &words);
	pass_row(pass, values, NULL, text_string(&words));
	text_free(&words);
	return STATUS_OK;
}

enum status pass_targets(struct report_making *making)
{
	static const struct pass_column columns[] = {
		{ "ref", "Ref", "编号", .kind = PASS_RECORD, .record = &record_target, .group = true }, { "who", "Who", "人员或团队", .kind = PASS_TEXT }, { "measure", "Measure", "指标", .kind = PASS_TEXT },
		{ "period", "Period", "期间", .kind = PASS_TEXT }, { "value", "Target", "目标", .kind = PASS_DECIMAL }, { "actual", "Actual", "实际", .kind = PASS_DECIMAL },
		{ "attained", "Attained", "完成率", .kind = PASS_PERCENT }, { "pace", "Pace", "进度", .kind = PASS_PERCENT }, { "gap", "Gap", "差额", .kind = PASS_DECIMAL },
		{ "forecast", "Forecast", "预测", .kind = PASS_DECIMAL }, { 0 },
	};
	struct pass pass;
	struct query query;
	int64_t *ids;
	size_t count = 0;

	pass_begin(&pass, making, columns);
	query_init(&query, making->store, making->type);
	enum status status = making->where ? query_filter(&query, making->where) : STATUS_OK;
	if (!status && !(status = query_column(&query, "ref")) && !(status = query_sort(&query, "period")))
		status = query_ids(&query, &ids, &count);
	for (size_t i = 0; !status && i < count; i++) {
		struct record *target;
		status = row_load(making->store, making->type, ids[i], making->arena, &target);
		if (!status && target)
			status = target_row(&pass, target);
	}
	query_free(&query);
	return pass_end(&pass, status);
}
