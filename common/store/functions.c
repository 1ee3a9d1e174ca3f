#include "store/functions.h"

#include "base/calendar.h"
#include "base/date.h"
#include "base/email.h"
#include "base/money.h"
#include "base/pattern.h"
#include "base/phone.h"
#include "base/utf8.h"
#include "record/domain.h"
#include "store/functions_parts.h"
#include <locale.h>
#include <stdlib.h>
#include <string.h>

static void return_text(struct db_call *call, const char *text)
{
	struct value value = value_text(text);

	db_return(call, &value);
}

static void return_integer(struct db_call *call, int64_t integer)
{
	struct value value = value_integer(integer);

	db_return(call, &value);
}

static void return_null(struct db_call *call)
{
	db_return(call, &(struct value){ 0 });
}

static void today(struct db_call *call)
{
	struct store *store = db_call_context(call);
	char day[DATE_SIZE];

	date_today(&store->conventions, day);
	return_text(call, day);
}

static void now(struct db_call *call)
{
	struct store *store = db_call_context(call);
	char instant[TIMESTAMP_SIZE];

	timestamp_now(&store->conventions, instant);
	return_text(call, instant);
}

static void local_day(struct db_call *call)
{
	struct value instant = db_call_value(call, 0);
	char day[DATE_SIZE];

	if (instant.type != VALUE_TEXT || instant.length != TIMESTAMP_SIZE - 1) {
		return_null(call);
		return;
	}
	timestamp_day(instant.text, day);
	return_text(call, day);
}

/* Of a stored day or instant, in the zone: mon to sun. */
static void local_weekday(struct db_call *call)
{
	struct value at = db_call_value(call, 0);
	char day[DATE_SIZE] = "";
	int64_t number;

	if (at.type == VALUE_TEXT && at.length == TIMESTAMP_SIZE - 1)
		timestamp_day(at.text, day);
	else if (at.type == VALUE_TEXT && at.length == DATE_SIZE - 1)
		memcpy(day, at.text, sizeof day);
	if (calendar_stored_day(day, &number))
		return_text(call, calendar_weekdays[number - calendar_around(number, CALENDAR_WEEK).first]);
	else
		return_null(call);
}

/* The hour of a stored instant in the zone: 0 to 23. */
static void local_hour(struct db_call *call)
{
	struct value at = db_call_value(call, 0), hour;
	int64_t seconds;
	int second;

	if (at.type != VALUE_TEXT || !calendar_stored_instant(at.text, &seconds)) {
		return_null(call);
		return;
	}
	calendar_local(seconds, &second);
	hour = value_integer(second / 3600);
	db_return(call, &hour);
}

static void days_between(struct db_call *call)
{
	struct value first = db_call_value(call, 0), second = db_call_value(call, 1);
	char from[DATE_SIZE];

	if (first.type != VALUE_TEXT || second.type != VALUE_TEXT || first.length != DATE_SIZE - 1 || second.length != DATE_SIZE - 1) {
		return_null(call);
		return;
	}
	memcpy(from, first.text, DATE_SIZE);
	return_integer(call, date_number(second.text) - date_number(from));
}

/* An amount in minor units as people write it, with its currency: CNY 100.00. */
static void money_text(struct db_call *call)
{
	struct value amount = db_call_value(call, 0), currency = db_call_value(call, 1);
	int digits = currency.type == VALUE_TEXT ? currency_digits(currency.text) : -1;
	struct text text = { 0 };

	if (amount.type != VALUE_INTEGER || currency.type != VALUE_TEXT) {
		return_null(call);
		return;
	}
	text_printf(&text, "%s ", currency.text);
	money_format(&text, amount.integer, digits < 0 ? 2 : digits);
	return_text(call, text.data);
	text_free(&text);
}

static void with_text(struct db_call *call, void (*fold)(struct text *, const char *, size_t))
{
	struct value value = db_call_value(call, 0);
	struct text folded = { 0 };

	if (value.type != VALUE_TEXT) {
		return_null(call);
		return;
	}
	fold(&folded, value.text, value.length);
	return_text(call, text_string(&folded));
	text_free(&folded);
}

static void fold(struct db_call *call)
{
	with_text(call, utf8_fold);
}

static void casefold(struct db_call *call)
{
	with_text(call, utf8_casefold);
}

static void release_pattern(void *pattern)
{
	pattern_free(pattern);
}

static void matches(struct db_call *call)
{
	struct value expression = db_call_value(call, 0), value = db_call_value(call, 1);
	struct error error = { 0 };
	bool hit;

	if (expression.type != VALUE_TEXT || value.type != VALUE_TEXT) {
		return_integer(call, 0);
		return;
	}
	struct pattern *known = db_call_cached(call, 0), *pattern = known;
	if (!known)
		setlocale(LC_CTYPE, "C.UTF-8"); /* so that . is a character, not a byte */
	if ((!known && pattern_new(expression.text, &pattern, &error)) || pattern_match(pattern, value.text, value.length, &hit, &error))
		db_return_error(call, error.message);
	else
		return_integer(call, hit);
	if (!known && pattern)
		db_call_cache(call, 0, pattern, release_pattern);
}

static void key_of_phone(struct db_call *call)
{
	struct store *store = db_call_context(call);
	struct value value = db_call_value(call, 0);
	struct text key = { 0 };

	if (value.type != VALUE_TEXT) {
		return_null(call);
		return;
	}
	phone_key(&store->conventions, value.text, &key);
	return_text(call, text_string(&key));
	text_free(&key);
}

static void key_of_email(struct db_call *call)
{
	struct value value = db_call_value(call, 0);
	struct text key = { 0 };

	if (value.type != VALUE_TEXT) {
		return_null(call);
		return;
	}
	email_key(value.text, value.length, &key);
	return_text(call, text_string(&key));
	text_free(&key);
}

static const struct pick *stage_of(struct db_call *call)
{
	struct store *store = db_call_context(call);
	struct value pipeline = db_call_value(call, 0), stage = db_call_value(call, 1);
	char name[64];

	if (stage.type != VALUE_TEXT || pipeline.length >= sizeof name)
		return NULL;
	memcpy(name, pipeline.type == VALUE_TEXT ? pipeline.text : "", pipeline.type == VALUE_TEXT ? pipeline.length + 1 : 1);
	return schema_stage(store->schema, name, stage.text);
}

static void stage_probability(struct db_call *call)
{
	const struct pick *stage = stage_of(call);

	if (stage)
		return_integer(call, stage->probability);
	else
		return_null(call);
}

static void stage_outcome(struct db_call *call)
{
	const struct pick *stage = stage_of(call);

	return_integer(call, stage ? (int64_t)stage->outcome : OUTCOME_OPEN);
}

enum status functions_register(struct store *store)
{
	static const struct {
		const char *name;
		int arguments;
		void (*run)(struct db_call *call);
	} functions[] = {
		{ "today", 0, today },
		{ "now", 0, now },
		{ "local_day", 1, local_day },
		{ "local_weekday", 1, local_weekday },
		{ "local_hour", 1, local_hour },
		{ "days_between", 2, days_between },
		{ "money_text", 2, money_text },
		{ "fold", 1, fold },
		{ "casefold", 1, casefold },
		{ "matches", 2, matches },
		{ "phone_key", 1, key_of_phone },
		{ "email_key", 1, key_of_email },
		{ "anniversary_in", 3, function_anniversary_in },
		{ "anniversary_day", 2, function_anniversary_day },
		{ "stage_probability", 2, stage_probability },
		{ "stage_outcome", 2, stage_outcome },
	};
	enum status status = db_exact_sums(store->db);

	for (size_t i = 0; !status && i < sizeof functions / sizeof *functions; i++)
		status = db_function(store->db, functions[i].name, functions[i].arguments, true, functions[i].run, store);
	for (size_t i = 0; !status && domains[i]; i++)
		status = domains[i]->functions ? domains[i]->functions(store) : STATUS_OK;
	return status;
}

static int compare_pinyin(void *context, int left_length, const void *left, int right_length, const void *right)
{
	struct text a = { 0 }, b = { 0 };

	text_append(&a, left, (size_t)left_length);
	text_append(&b, right, (size_t)right_length);
	int order = strcoll_l(text_string(&a), text_string(&b), *(locale_t *)context);
	if (order == 0)
		order = strcmp(text_string(&a), text_string(&b));
	text_free(&a);
	text_free(&b);
	return order;
}

enum status functions_pinyin(struct store *store)
{
	static locale_t chinese; /* one per process; lives as long */

	if (!chinese)
		chinese = newlocale(LC_COLLATE_MASK | LC_CTYPE_MASK, "zh_CN.UTF-8", (locale_t)0);
	if (!chinese)
		return error_set(store->error, STATUS_CONFIG, "--collate=pinyin needs the locale zh_CN.UTF-8; on Debian: dpkg-reconfigure locales");
	return db_collation(store->db, "pinyin", compare_pinyin, &chinese);
}
