/* Days that come every year: birthdays of contacts and customers, in the coming days. */
#include "reporting/passes.h"

#include "base/anniversary.h"
#include "base/date.h"
#include "base/order.h"
#include "reporting/reporting.h"
#include <stdlib.h>
#include <string.h>

/* A day that is ahead, and of whom; the texts of a row of the statement. */
struct coming {
	int64_t day;
	const char *reference, *name, *what, *since;
	struct value owner;
};

struct comings {
	struct coming *items;
	size_t count;
	struct lunar_month *months; /* of this year and the next */
	size_t month_count;
	int64_t first, last;
	size_t shown;
	char day[DATE_SIZE]; /* of the row that was made last */
};

/* By day, then by reference as a text. */
static int by_day(const void *a, const void *b)
{
	const struct coming *left = a, *right = b;

	return left->day != right->day ? order_integers(&left->day, &right->day) : strcmp(left->reference, right->reference);
}

/* This year's day, or that of the next year where it has passed. */
static bool next_day(const struct comings *comings, const char *since, int64_t *out)
{
	struct anniversary anniversary;
	int year = calendar_from_number(comings->first).year;

	if (!anniversary_read(since, &anniversary))
		return false;
	for (int later = -1; later < 2; later++) {
		*out = anniversary_in_year(&anniversary, year + later, comings->months, comings->month_count);
		if (*out >= comings->first)
			return *out <= comings->last;
	}
	return false;
}

static enum status read_comings(struct report_making *making, struct comings *comings)
{
	struct arena *arena = making->arena;
	struct statement *statement;
	int64_t day;
	enum status status = db_ask(making->store->db, &statement,
	                            "select 'p' || id, name, 'birthday', birthday, owner from contact where birthday is not null and coalesce(archived, 0) = 0"
	                            " union all select 'c' || id, name, 'birthday', birthday, owner from customer where birthday is not null and coalesce(archived, 0) = 0"
	                            " union all select 'c' || id, name, 'founded', founded_on, owner from customer where founded_on is not null and coalesce(archived, 0) = 0");

	while (db_next(statement, &status)) {
		if (!next_day(comings, db_text(statement, 3), &day))
			continue;
		comings->items = array_grow(arena, comings->items, comings->count, sizeof *comings->items);
		comings->items[comings->count++] = (struct coming){
			day, arena_string(arena, db_text(statement, 0)), arena_string(arena, db_text(statement, 1)), arena_string(arena, db_text(statement, 2)),
			arena_string(arena, db_text(statement, 3)), db_value(statement, 4),
		};
	}
	db_done(statement);
	return status;
}

static bool next_coming(void *context, struct value *values, int *level, const char **currency)
{
	struct comings *comings = context;

	(void)level;
	(void)currency;
	if (comings->shown == comings->count)
		return false;
	const struct coming *coming = &comings->items[comings->shown++];
	date_from_number(coming->day, comings->day);
	const struct value made[] = { value_text(coming->reference), value_text(coming->name), value_text(comings->day), value_text(coming->what), value_text(coming->since), coming->owner };
	memcpy(values, made, sizeof made);
	return true;
}

enum status pass_birthdays(struct report_making *making)
{
	static const struct pass_column columns[] = {
		{ "ref", "Ref", "编号", .kind = PASS_TEXT, .group = true }, { "name", "Name", "名称", .kind = PASS_TEXT }, { "day", "Day", "日期", .kind = PASS_TEXT },
		{ "what", "What", "事由", .kind = PASS_TEXT }, { "since", "Since", "起始", .kind = PASS_TEXT },
		{ "owner", "Owner", "负责人", .kind = PASS_RECORD, .record = &record_user }, { 0 },
	};
	struct comings *comings = arena_alloc(making->arena, sizeof *comings);
	struct pass pass;
	int64_t days;

	comings->first = date_number(making->on);
	int year = calendar_from_number(comings->first).year;
	pass_begin(&pass, making, columns);
	enum status status = pass_number(making, "days", 0, 366, &days);
	if (status)
		return status;
	comings->last = comings->first + days;
	status = lunar_months(year - 1, year + 1, making->arena, &comings->months, &comings->month_count, making->store->error);
	if (!status)
		status = read_comings(making, comings);
	if (comings->count)
		qsort(comings->items, comings->count, sizeof *comings->items, by_day);
	if (!status)
		report_make_rows(making, next_coming, comings);
	return status;
}
