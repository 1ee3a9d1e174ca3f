/* What everybody did, day by day or week by week. */
#include "reporting/passes.h"

#include "base/calendar.h"
#include "base/date.h"
#include "base/map.h"
#include "base/order.h"
#include "query/summary_unit.h"
#include "reporting/reporting.h"
#include <stdlib.h>
#include <string.h>

enum what { CALLS, VISITS, CUSTOMERS, QUOTES, ORDERS, SECONDS, WHATS };

/* What one person did in one span of time. */
struct work {
	int64_t user, bucket;
	int64_t done[WHATS];
};

struct works {
	enum summary_unit unit;
	struct work *items;
	size_t count;
	struct map places; /* of the items, counted from 1, by user and bucket */
};

static struct work *work_of(struct works *works, struct arena *arena, int64_t user, const char *day)
{
	int64_t bucket = works->unit ? unit_bucket(works->unit, calendar_from_number(date_number(day)), 1) : 0;
	uint64_t key = (uint64_t)user << 32 ^ (uint64_t)bucket;
	int64_t *place = map_at(&works->places, key);

	if (!*place) {
		works->items = array_grow(arena, works->items, works->count, sizeof *works->items);
		works->items[works->count++] = (struct work){ .user = user, .bucket = bucket };
		*place = (int64_t)works->count;
	}
	return &works->items[*place - 1];
}

static int by_user_and_time(const void *a, const void *b)
{
	const struct work *left = a, *right = b;

	return left->user != right->user ? order_integers(&left->user, &right->user) : order_integers(&left->bucket, &right->bucket);
}

/* Rows of what, whose, the day, and how much. */
static enum status read_works(struct report_making *making, struct works *works)
{
	struct statement *statement;
	enum status status = db_ask(making->store->db, &statement,
	                            "select what, owner, day, sum(amount) from ("
	                            "select case kind when 'call' then 0 else 1 end as what, owner, local_day(starts_at) as day, 1 as amount from event"
	                            " where kind in ('call', 'visit') and status = 'held' and starts_at <= now()"
	                            " union all select 5, owner, local_day(starts_at), seconds_between(starts_at, ends_at) from event where status = 'held' and starts_at <= now()"
	                            " union all select 2, c.owner, min(o.ordered_on), 1 from customer c join \"order\" o on o.customer = c.id where o.status in ('approved', 'closed')"
	                            " group by c.id, c.owner"
	                            " union all select 3, owner, issued_on, 1 from quote where stage <> 'draft' and previous is null"
	                            " union all select 4, owner, ordered_on, 1 from \"order\" where status in ('approved', 'closed')"
	                            ") as work where owner is not null and day between %s and %s group by what, owner, day",
	                            pass_first(making), pass_last(making));

	while (db_next(statement, &status)) {
		int64_t what = db_integer(statement, 0);
		if (what >= 0 && what < WHATS && db_text(statement, 2))
			work_of(works, making->arena, db_integer(statement, 1), db_text(statement, 2))->done[what] += db_integer(statement, 3);
	}
	db_done(statement);
	return status;
}

enum status pass_activity(struct report_making *making)
{
	static const struct pass_column columns[] = {
		{ "person", "Person", "人员", .kind = PASS_RECORD, .record = &record_user, .group = true }, { "time", "Time", "时间", .kind = PASS_TEXT, .group = true },
		{ "calls", "Calls", "电话", .kind = PASS_COUNT, .total = true }, { "visits", "Visits", "拜访", .kind = PASS_COUNT, .total = true },
		{ "customers", "New customers", "新客户", .kind = PASS_COUNT, .total = true }, { "quotes", "Quotes", "报价", .kind = PASS_COUNT, .total = true },
		{ "orders", "Orders", "订单", .kind = PASS_COUNT, .total = true }, { "hours", "Hours", "小时", .kind = PASS_DECIMAL, .total = true }, { 0 },
	};
	const char *by = report_parameter(making, "by"), *unit = strchr(by, ',');
	struct works works = { .unit = unit_named(unit ? unit + 1 : by) };
	struct pass pass;

	if (strcmp(by, "person") != 0 && (!works.unit || (unit && strncmp(by, "person,", 7) != 0)))
		return error_set(making->store->error, STATUS_USAGE, "by: write person, or person and a span of time: by=person,week");
	pass_begin(&pass, making, columns);
	enum status status = read_works(making, &works);
	if (works.count)
		qsort(works.items, works.count, sizeof *works.items, by_user_and_time);
	for (size_t i = 0; !status && i < works.count; i++) {
		const struct work *work = &works.items[i];
		struct text time = { 0 };
		if (works.unit)
			unit_format(works.unit, work->bucket, 1, NULL, &time);
		const struct value values[] = {
			value_integer(work->user), value_text(text_string(&time)), value_integer(work->done[CALLS]), value_integer(work->done[VISITS]),
			value_integer(work->done[CUSTOMERS]), value_integer(work->done[QUOTES]), value_integer(work->done[ORDERS]), pass_mean(work->done[SECONDS], 3600),
		};
		pass_row(&pass, values, NULL, NULL);
		text_free(&time);
	}
	map_free(&works.places);
	return pass_end(&pass, status);
}
