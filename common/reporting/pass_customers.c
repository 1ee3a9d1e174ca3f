/* Customers by what they bought: new and lost ones, the biggest, those to win back. */
#include "reporting/passes.h"

#include "base/calendar.h"
#include "base/date.h"
#include "reporting/reporting.h"
#include <string.h>

enum { LOST_DAYS = 365 };

/* Of the months of the period, counted from the first. */
struct month {
	int64_t first; /* day number */
	int64_t created, new, lost;
};

static struct month *month_of(struct month *months, size_t count, int64_t day)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (months[middle].first <= day)
			low = middle + 1;
		else
			high = middle;
	}
	return low ? &months[low - 1] : NULL;
}

/* A customer is new in the month of his first purchase, and lost in that of the 366th day behind the last one, when that has come. */
static enum status read_purchases(struct report_making *making, struct month *months, size_t count)
{
	struct statement *statement;
	int64_t last = date_number(making->period->last), today = date_number(making->on);
	enum status status = db_ask(making->store->db, &statement,
	                            "select min(ordered_on), max(ordered_on) from \"order\" where status in ('approved', 'closed') and ordered_on is not null group by customer");

	while (db_next(statement, &status)) {
		int64_t first = date_number(db_text(statement, 0)), gone = date_number(db_text(statement, 1)) + LOST_DAYS + 1;
		struct month *month = first <= last ? month_of(months, count, first) : NULL;
		if (month)
			month->new++;
		month = gone <= last && gone <= today ? month_of(months, count, gone) : NULL;
		if (month)
			month->lost++;
	}
	db_done(statement);
	return status;
}

static enum status read_created(struct report_making *making, struct month *months, size_t count)
{
	struct statement *statement;
	enum status status = db_ask(making->store->db, &statement, "select local_day(created_at), count(*) from customer where local_day(created_at) between %s and %s group by 1",
	                            pass_first(making), pass_last(making));

	while (db_next(statement, &status)) {
		struct month *month = month_of(months, count, date_number(db_text(statement, 0)));
		if (month)
			month->created += db_integer(statement, 1);
	}
	db_done(statement);
	return status;
}

enum status pass_new_lost(struct report_making *making)
{
	static const struct pass_column columns[] = {
		{ "month", "Month", "月份", .kind = PASS_TEXT, .group = true }, { "entered", "Entered", "建档", .kind = PASS_COUNT, .total = true },
		{ "new", "New", "新客户", .kind = PASS_COUNT, .total = true }, { "lost", "Lost", "流失", .kind = PASS_COUNT, .total = true }, { 0 },
	};
	struct month *months = NULL;
	size_t count = 0;
	struct pass pass;

	if (!making->period)
		return error_set(making->store->error, STATUS_USAGE, "period: say which months: period=2026");
	pass_begin(&pass, making, columns);
	for (int64_t day = date_number(making->period->first); day <= date_number(making->period->last); day = calendar_around(day, CALENDAR_MONTH).last + 1) {
		months = array_grow(making->arena, months, count, sizeof *months);
		months[count++] = (struct month){ .first = day };
	}
	enum status status = read_purchases(making, months, count);
	if (!status)
		status = read_created(making, months, count);
	for (size_t i = 0; !status && i < count; i++) {
		char day[DATE_SIZE];
		date_from_number(months[i].first, day);
		day[7] = '\0';
		const struct value values[] = { value_text(day), value_integer(months[i].created), value_integer(months[i].new), value_integer(months[i].lost) };
		pass_row(&pass, values, NULL, NULL);
	}
	return pass_end(&pass, status);
}

#define REVENUE "in_currency(o.total, o.currency, %s, o.rate, o.ordered_on)"

/* The day of last year that is as far in it as today in this one; 28 February for the 29th. */
static void year_before(const char *day, char out[DATE_SIZE])
{
	date_from_number(calendar_add(date_number(day), (struct calendar_offset){ -1, CALENDAR_YEAR }), out);
}

static const char *currency_of(const struct report_making *making)
{
	return making->currency ? making->currency : making->store->conventions.currency;
}

enum status pass_biggest(struct report_making *making)
{
	static const struct pass_column columns[] = {
		{ "ref", "Customer", "客户", .kind = PASS_RECORD, .record = &record_customer, .group = true }, { "last_year", "Last year", "去年", .kind = PASS_MONEY, .total = true },
		{ "by_now", "Last year by this day", "去年同期", .kind = PASS_MONEY, .total = true }, { "this_year", "This year", "今年", .kind = PASS_MONEY, .total = true },
		{ "trend", "Trend", "同比", .kind = PASS_PERCENT }, { 0 },
	};
	const char *on = making->on, *currency = currency_of(making);
	struct calendar_span this_year = calendar_around(date_number(on), CALENDAR_YEAR);
	struct statement *statement;
	char before[DATE_SIZE], first[DATE_SIZE], start[DATE_SIZE];
	struct pass pass;
	int64_t top;

	pass_begin(&pass, making, columns);
	enum status status = pass_number(making, "n", 1, 1000000, &top);
	if (status)
		return status;
	year_before(on, before);
	date_from_number(this_year.first, first);
	year_before(first, start);
	status = db_ask(making->store->db, &statement,
	                "select customer, sum(case when day < %s then amount else 0 end) as whole, sum(case when day <= %s then amount else 0 end), sum(case when day >= %s then amount else 0 end)"
	                " from (select o.customer as customer, o.ordered_on as day, " REVENUE " as amount from \"order\" o where o.status in ('approved', 'closed')"
	                " and o.ordered_on between %s and %s) as bought group by customer having sum(case when day < %s then 1 else 0 end) > 0 order by whole desc, customer limit %jd",
	                first, before, first, currency, start, on, first, top);
	while (db_next(statement, &status)) {
		int64_t then = db_integer(statement, 2), now = db_integer(statement, 3);
		const struct value values[] = { db_value(statement, 0), db_value(statement, 1), value_integer(then), value_integer(now), pass_percent(now - then, then) };
		pass_row(&pass, values, currency, NULL);
	}
	db_done(statement);
	return pass_end(&pass, status);
}

enum status pass_win(struct report_making *making)
{
	static const struct pass_column columns[] = {
		{ "ref", "Customer", "客户", .kind = PASS_RECORD, .record = &record_customer, .group = true }, { "last_purchase", "Last purchase", "最近购买", .kind = PASS_TEXT },
		{ "last_year", "Last year", "去年", .kind = PASS_MONEY, .total = true }, { "ever", "Ever", "历来", .kind = PASS_MONEY, .total = true },
		{ "open", "Open deals, weighted", "加权商机", .kind = PASS_MONEY, .total = true }, { 0 },
	};
	const char *currency = currency_of(making);
	struct calendar_span this_year = calendar_around(date_number(making->on), CALENDAR_YEAR);
	struct text weighted = { 0 };
	struct statement *statement;
	struct pass pass;
	char first[DATE_SIZE], start[DATE_SIZE];
	int64_t top;

	pass_begin(&pass, making, columns);
	enum status status = pass_number(making, "n", 1, 1000000, &top);
	if (status)
		return status;
	date_from_number(this_year.first, first);
	year_before(first, start);
	row_expression(&weighted, &record_deal, type_field(store_type(making->store, &record_deal), "weighted", NULL), "d");
	status = db_ask(making->store->db, &statement,
	                "select customer, newest, last_year, ever, (select sum(in_currency(%-s, d.currency, %s, null, %s)) from deal d where d.customer = bought.customer"
	                " and stage_outcome(d.pipeline, d.stage) = 0) as open, %s from (select o.customer as customer, max(o.ordered_on) as newest,"
	                " sum(case when o.ordered_on >= %s then " REVENUE " else 0 end) as last_year, sum(" REVENUE ") as ever"
	                " from \"order\" o where o.status in ('approved', 'closed') and o.ordered_on is not null group by o.customer having max(o.ordered_on) < %s) as bought"
	                " order by last_year desc, ever desc, customer limit %jd",
	                weighted.data, currency, making->rate_on, currency, start, currency, currency, first, top);
	text_free(&weighted);
	return pass_end(&pass, pass_statement(&pass, statement, status));
}
