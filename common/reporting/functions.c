/* What targets come to, and the SQL functions of derived fields: target_actual(id), target_attained(id), target_pace(id), target_gap(id); home_value,
 * in_currency, working_seconds. */
#include "reporting/target.h"

#include "base/date.h"
#include "base/wide.h"
#include "db/function.h"
#include "reporting/figures.h"
#include "reporting/measure.h"
#include "reporting/reporting.h"
#include "service/working_time.h"
#include "store/rule.h"
#include <string.h>

void target_measured(const struct record *target, struct measured *out)
{
	*out = (struct measured){
		.measure = measure_find(record_text(target, "measure")), .person = record_integer(target, "person"), .team = record_text(target, "team"),
		.period = record_text(target, "period"), .filter = record_text(target, "filter"), .currency = record_text(target, "currency"),
	};
}

enum status target_days(struct store *store, const char *period, int64_t *elapsed, int64_t *days)
{
	struct working_time working;
	struct period span;
	char today[DATE_SIZE];
	enum status status = date_period(&store->conventions, period, &span, store->error);

	if (status || (status = working_time_open(&working, store, NULL)))
		return status;
	date_today(&store->conventions, today);
	*elapsed = *days = 0;
	for (int64_t day = date_number(span.first), last = date_number(span.last), now = date_number(today); day <= last; day++) {
		bool worked = working_time_day(&working, day);
		*days += worked;
		*elapsed += worked && day <= now;
	}
	return STATUS_OK;
}

enum status target_figures(struct store *store, const struct record *target, struct target_figures *out)
{
	struct measured measured;
	const struct value *value = record_value(target, "value");
	int64_t elapsed, days;
	bool known = false;
	enum status status = STATUS_OK;

	*out = (struct target_figures){ 0 };
	target_measured(target, &measured);
	if (!measured.measure || (measured.measure->amount && !*measured.currency))
		return STATUS_OK;
	if ((status = measure_sum(store, &measured, &out->actual, &known)) || !known)
		return status;
	out->known = true;
	if (value->type != VALUE_INTEGER)
		return STATUS_OK;
	out->wanted = true;
	out->gap = value->integer - out->actual;
	out->has_attained = figure_attained(value->integer, out->actual, measured.measure->hours, &out->attained);
	out->pace = out->attained;
	out->has_pace = out->has_attained;
	if (measured.measure->hours || (status = target_days(store, measured.period, &elapsed, &days)))
		return status;
	out->has_pace = figure_pace(value->integer, out->actual, elapsed, days, &out->pace);
	return STATUS_OK;
}

static void return_figure(struct db_call *call, bool (*which)(const struct target_figures *figures, int64_t *out))
{
	struct store *store = db_call_context(call);
	struct value id = db_call_value(call, 0), result = { 0 };
	struct arena arena = { 0 };
	struct record *target = NULL;
	struct target_figures figures;
	int64_t number;

	enum status status = id.type == VALUE_INTEGER ? rule_load(store, &record_target, id.integer, &arena, &target) : STATUS_OK;
	if (!status && target && !(status = target_figures(store, target, &figures)) && which(&figures, &number))
		result = value_integer(number);
	if (status)
		db_return_error(call, store->error->message);
	else
		db_return(call, &result);
	arena_free(&arena);
}

static bool actual_of(const struct target_figures *figures, int64_t *out)
{
	*out = figures->actual;
	return figures->known;
}

static bool gap_of(const struct target_figures *figures, int64_t *out)
{
	*out = figures->gap;
	return figures->wanted;
}

static bool attained_of(const struct target_figures *figures, int64_t *out)
{
	*out = figures->attained;
	return figures->has_attained;
}

static bool pace_of(const struct target_figures *figures, int64_t *out)
{
	*out = figures->pace;
	return figures->has_pace;
}

static void target_actual(struct db_call *call)
{
	return_figure(call, actual_of);
}

static void target_gap(struct db_call *call)
{
	return_figure(call, gap_of);
}

static void target_attained(struct db_call *call)
{
	return_figure(call, attained_of);
}

static void target_pace(struct db_call *call)
{
	return_figure(call, pace_of);
}

/* An amount in minor units of a currency, at a rate in 10^-10, in 10^-6 of the currency of the database, rounded to its minor unit: home_value(amount, currency, rate). */
static void home_value(struct db_call *call)
{
	const struct store *store = db_call_context(call);
	struct value amount = db_call_value(call, 0), currency = db_call_value(call, 1), rate = db_call_value(call, 2), result = { 0 };
	int64_t minor;

	if (amount.type == VALUE_INTEGER && currency.type == VALUE_TEXT && rate.type == VALUE_INTEGER &&
	    home_amount(store, amount.integer, currency.text, rate.integer, &minor) && decimal_of_minor(minor, store->conventions.currency, &minor))
		result = value_integer(minor);
	db_return(call, &result);
}

/* in_currency(amount, currency, to, rate, day): minor units of `to`, at the frozen rate where there is one and `to` is the currency of the database, else at
 * that of the day; as it is where `to` is null. A rate that is missing ends the statement. */
static void in_currency(struct db_call *call)
{
	struct store *store = db_call_context(call);
	struct value amount = db_call_value(call, 0), from = db_call_value(call, 1), to = db_call_value(call, 2), rate = db_call_value(call, 3), day = db_call_value(call, 4);
	int64_t out;

	if (amount.type != VALUE_INTEGER || from.type != VALUE_TEXT || to.type != VALUE_TEXT)
		db_return(call, &amount);
	else if (amount_in(store, &(struct amount){ amount.integer, from.text, rate.type == VALUE_INTEGER ? rate.integer : 0, day.text }, to.text, &out))
		db_return_error(call, store->error->message);
	else
		db_return(call, &(struct value){ .type = VALUE_INTEGER, .integer = out });
}

/* Seconds of working time between two instants in the standard calendar. */
static void working_seconds(struct db_call *call)
{
	struct store *store = db_call_context(call);
	struct value from = db_call_value(call, 0), until = db_call_value(call, 1), result = { 0 };
	struct working_time working;

	if (from.type == VALUE_TEXT && until.type == VALUE_TEXT && !working_time_open(&working, store, NULL))
		result = value_integer(working_time_between(&working, timestamp_seconds(from.text), timestamp_seconds(until.text)));
	db_return(call, &result);
}

static void seconds_between(struct db_call *call)
{
	struct value from = db_call_value(call, 0), until = db_call_value(call, 1), result = { 0 };

	if (from.type == VALUE_TEXT && until.type == VALUE_TEXT)
		result = value_integer(timestamp_seconds(until.text) - timestamp_seconds(from.text));
	db_return(call, &result);
}

enum status reporting_functions(struct store *store)
{
	static const struct {
		const char *name;
		int arguments;
		bool constant;
		void (*run)(struct db_call *call);
	} functions[] = {
		{ "target_actual", 1, false, target_actual }, { "target_gap", 1, false, target_gap }, { "target_attained", 1, false, target_attained },
		{ "target_pace", 1, false, target_pace },
		{ "home_value", 3, true, home_value }, { "in_currency", 5, false, in_currency },
		{ "working_seconds", 2, true, working_seconds }, { "seconds_between", 2, true, seconds_between },
	};
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < sizeof functions / sizeof *functions; i++)
		status = db_function(store->db, functions[i].name, functions[i].arguments, functions[i].constant, functions[i].run, store);
	return status;
}
