/* Purchase days of customers in one ordered pass: cohorts by the month of the first one, and who is overdue for the next. */
#include "reporting/passes.h"

#include "base/calendar.h"
#include "base/date.h"
#include "base/order.h"
#include "base/wide.h"
#include "reporting/reporting.h"
#include <stdlib.h>
#include <string.h>

/* Purchase days by customer, then by day: several orders of a day come several times. */
static enum status ask_purchases(struct report_making *making, struct statement **out)
{
	return db_ask(making->store->db, out, "select customer, ordered_on from \"order\" where status in ('approved', 'closed') and ordered_on is not null order by customer, ordered_on");
}

/* Months since the year 0. */
static int64_t month_number(const char *day)
{
	struct calendar_day parts = calendar_from_number(date_number(day));

	return (int64_t)parts.year * 12 + parts.month - 1;
}

enum { COHORT_MONTHS = 12 };

/* Who bought first in a month, and how many of them bought in the months behind it; [0] are all of them. */
struct cohort {
	int64_t month;
	int64_t bought[COHORT_MONTHS + 1];
};

struct cohorts {
	struct cohort *items;
	size_t count;
};

static struct cohort *cohort_of(struct cohorts *cohorts, struct arena *arena, int64_t month)
{
	for (size_t i = cohorts->count; i-- > 0;)
		if (cohorts->items[i].month == month)
			return &cohorts->items[i];
	cohorts->items = array_grow(arena, cohorts->items, cohorts->count, sizeof *cohorts->items);
	cohorts->items[cohorts->count] = (struct cohort){ .month = month };
	return &cohorts->items[cohorts->count++];
}

static enum status read_cohorts(struct report_making *making, struct cohorts *cohorts)
{
	struct statement *statement;
	struct cohort *cohort = NULL;
	int64_t customer = 0, first = 0, counted = 0;
	enum status status = ask_purchases(making, &statement);

	while (db_next(statement, &status)) {
		int64_t month = month_number(db_text(statement, 1));
		if (customer != db_integer(statement, 0)) {
			customer = db_integer(statement, 0);
			first = counted = month;
			cohort = cohort_of(cohorts, making->arena, first);
			cohort->bought[0]++;
		} else if (month != counted) {
			counted = month;
			if (month - first <= COHORT_MONTHS)
				cohort->bought[month - first]++;
		}
	}
	db_done(statement);
	if (cohorts->count)
		qsort(cohorts->items, cohorts->count, sizeof *cohorts->items, order_integers);
	return status;
}

enum status pass_cohorts(struct report_making *making)
{
	static const struct pass_column columns[] = {
		{ "month", "First purchase", "首购月份", .kind = PASS_TEXT, .group = true }, { "customers", "Customers", "客户数", .kind = PASS_COUNT },
		{ "m1", "1 month later", "1个月后", .kind = PASS_PERCENT }, { "m2", "2", "2", .kind = PASS_PERCENT }, { "m3", "3", "3", .kind = PASS_PERCENT }, { "m4", "4", "4", .kind = PASS_PERCENT },
		{ "m5", "5", "5", .kind = PASS_PERCENT }, { "m6", "6", "6", .kind = PASS_PERCENT }, { "m7", "7", "7", .kind = PASS_PERCENT }, { "m8", "8", "8", .kind = PASS_PERCENT },
		{ "m9", "9", "9", .kind = PASS_PERCENT }, { "m10", "10", "10", .kind = PASS_PERCENT }, { "m11", "11", "11", .kind = PASS_PERCENT }, { "m12", "12", "12", .kind = PASS_PERCENT }, { 0 },
	};
	struct cohorts cohorts = { 0 };
	struct pass pass;

	pass_begin(&pass, making, columns);
	enum status status = read_cohorts(making, &cohorts);
	int64_t now = month_number(making->on);
	for (size_t i = 0; !status && i < cohorts.count; i++) {
		const struct cohort *cohort = &cohorts.items[i];
		struct value values[COHORT_MONTHS + 2] = { { 0 }, value_integer(cohort->bought[0]) };
		char day[DATE_SIZE];
		date_from_number(calendar_number((struct calendar_day){ .year = (int)(cohort->month / 12), .month = (int)(cohort->month % 12) + 1, .day = 1 }), day);
		if (making->period && (strcmp(day, making->period->last) > 0 || strncmp(day, making->period->first, 7) < 0))
			continue;
		day[7] = '\0';
		values[0] = value_text(day);
		for (int64_t later = 1; later <= COHORT_MONTHS && cohort->month + later <= now; later++)
			values[later + 1] = pass_percent(cohort->bought[later], cohort->bought[0]);
		pass_row(&pass, values, NULL, NULL);
	}
	return pass_end(&pass, status);
}

/* A customer with purchase days at a mean distance of so many days. */
struct rhythm {
	int64_t ratio; /* days since the last one ÷ mean distance, in hundredths: what they are ordered by */
	int64_t customer, days, since, mean;
	char last[DATE_SIZE];
};

/* The greatest ratio first; of equals the first customer. */
static int by_ratio(const void *a, const void *b)
{
	const struct rhythm *left = a, *right = b;

	return left->ratio != right->ratio ? order_integers(&right->ratio, &left->ratio) : order_integers(&left->customer, &right->customer);
}

struct rhythms {
	struct rhythm *items;
	size_t count;
	int64_t today, least, risk; /* least purchase days; risk in hundredths */
};

static void end_rhythm(struct rhythms *rhythms, struct arena *arena, struct rhythm *rhythm, int64_t first)
{
	int64_t last = date_number(rhythm->last), span = last - first;

	if (!rhythm->customer || rhythm->days < rhythms->least || rhythm->days < 2 || span <= 0)
		return;
	rhythm->since = rhythms->today - last;
	rhythm->mean = wide_ratio(span, 10, rhythm->days - 1, ROUNDING_HALF_UP, &rhythm->mean) ? rhythm->mean : 0;
	if (!wide_ratio(rhythm->since, 100 * (rhythm->days - 1), span, ROUNDING_HALF_UP, &rhythm->ratio) || rhythm->ratio < rhythms->risk)
		return;
	rhythms->items = array_grow(arena, rhythms->items, rhythms->count, sizeof *rhythms->items);
	rhythms->items[rhythms->count++] = *rhythm;
}

static enum status read_rhythms(struct report_making *making, struct rhythms *rhythms)
{
	struct statement *statement;
	struct rhythm rhythm = { 0 };
	int64_t first = 0;
	enum status status = ask_purchases(making, &statement);

	while (db_next(statement, &status)) {
		const char *day = db_text(statement, 1);
		if (rhythm.customer != db_integer(statement, 0)) {
			end_rhythm(rhythms, making->arena, &rhythm, first);
			rhythm = (struct rhythm){ .customer = db_integer(statement, 0) };
			first = date_number(day);
		}
		if (strcmp(day, rhythm.last) == 0 || strlen(day) >= sizeof rhythm.last)
			continue;
		rhythm.days++;
		memcpy(rhythm.last, day, strlen(day) + 1);
	}
	if (!status)
		end_rhythm(rhythms, making->arena, &rhythm, first);
	db_done(statement);
	return status;
}

enum status pass_churn(struct report_making *making)
{
	static const struct pass_column columns[] = {
		{ "ref", "Customer", "客户", .kind = PASS_RECORD, .record = &record_customer, .group = true }, { "purchase_days", "Purchase days", "购买天数", .kind = PASS_COUNT },
		{ "last_purchase", "Last purchase", "最近购买", .kind = PASS_TEXT }, { "interval", "Days between purchases", "购买间隔天数", .kind = PASS_DECIMAL },
		{ "since", "Days since", "距今天数", .kind = PASS_COUNT }, { "ratio", "Ratio", "倍数", .kind = PASS_DECIMAL }, { 0 },
	};
	struct rhythms rhythms = { .today = date_number(making->on) };
	struct pass pass;

	pass_begin(&pass, making, columns);
	enum status status = pass_number(making, "least", 2, 1000, &rhythms.least);
	if (!status)
		status = pass_number(making, "percent", 0, 100000, &rhythms.risk);
	if (!status)
		status = read_rhythms(making, &rhythms);
	if (rhythms.count)
		qsort(rhythms.items, rhythms.count, sizeof *rhythms.items, by_ratio);
	for (size_t i = 0; !status && i < rhythms.count; i++) {
		const struct rhythm *rhythm = &rhythms.items[i];
		const struct value values[] = { value_integer(rhythm->customer), value_integer(rhythm->days), value_text(rhythm->last),
		                                value_integer(rhythm->mean * 100000), value_integer(rhythm->since), value_integer(rhythm->ratio * 10000) };
		pass_row(&pass, values, NULL, NULL);
	}
	return pass_end(&pass, status);
}
