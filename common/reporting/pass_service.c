/* How soon leads and tickets are answered, and tickets solved: in working time. */
#include "reporting/passes.h"

#include "base/date.h"
#include "reporting/reporting.h"
#include "service/ticket_clock.h"
#include <stdlib.h>
#include <string.h>

enum { HOUR = 3600 };

enum status pass_lead_response(struct report_making *making)
{
	static const struct pass_column columns[] = {
		{ "by", "By", "分组", .kind = PASS_TEXT, .group = true }, { "leads", "Leads", "线索数", .kind = PASS_COUNT, .total = true },
		{ "answered", "Answered", "已响应", .kind = PASS_COUNT, .total = true }, { "hours", "Hours on average", "平均响应小时", .kind = PASS_DECIMAL },
		{ "slowest", "Slowest", "最慢小时", .kind = PASS_DECIMAL }, { 0 },
	};
	const char *by = report_parameter(making, "by");
	struct statement *statement;
	struct pass pass;

	pass_begin(&pass, making, columns);
	enum status status = db_ask(making->store->db, &statement,
	                            "select name, count(*), count(seconds), sum(seconds), max(seconds) from (select case %s when 'source' then l.source when 'owner' then u.login"
	                            " when 'status' then l.status end as name, working_seconds(l.created_at, l.first_response_at) as seconds from lead l"
	                            " left join \"user\" u on u.id = l.owner where local_day(l.created_at) between %s and %s) as answered group by name order by name is null, name",
	                            by, pass_first(making), pass_last(making));
	while (db_next(statement, &status)) {
		const struct value values[] = { db_value(statement, 0), db_value(statement, 1), db_value(statement, 2), pass_mean(db_integer(statement, 3), db_integer(statement, 2) * HOUR),
		                                db_integer(statement, 2) ? pass_mean(db_integer(statement, 4), HOUR) : (struct value){ 0 } };
		pass_row(&pass, values, NULL, NULL);
	}
	db_done(statement);
	return pass_end(&pass, status);
}

/* The tickets of one group. */
struct times {
	const char *name;
	int64_t tickets, answered, response, closed, solution, late_response, late_solution;
};

struct all_times {
	struct times *items;
	size_t count;
};

static int by_name(const void *a, const void *b)
{
	const struct times *left = a, *right = b;

	return strcmp(left->name, right->name);
}

static struct times *times_of(struct all_times *all, struct arena *arena, const char *name)
{
	for (size_t i = 0; i < all->count; i++)
		if (strcmp(all->items[i].name, name) == 0)
			return &all->items[i];
	all->items = array_grow(arena, all->items, all->count, sizeof *all->items);
	all->items[all->count] = (struct times){ .name = arena_string(arena, name) };
	return &all->items[all->count++];
}

/* The seconds to the first response, and those that the clock ran until it was closed: it stood still while it waited for the customer. */
static enum status add_ticket(struct report_making *making, struct times *times, int64_t id, struct arena *arena)
{
	struct record *ticket;
	struct ticket_clock clock;
	enum status status = row_load(making->store, store_type(making->store, &record_ticket), id, arena, &ticket);

	if (status || !ticket || (status = ticket_clock_open(making->store, ticket, &clock, arena)))
		return status;
	const char *response = record_text(ticket, "first_response_at"), *closed = record_text(ticket, "closed_at");
	times->tickets++;
	if (*response) {
		times->answered++;
		times->response += working_time_between(&clock.working, timestamp_seconds(record_text(ticket, "opened_at")), timestamp_seconds(response));
	}
	if (*closed) {
		times->closed++;
		times->solution += ticket_clock_used(&clock, ticket, timestamp_seconds(closed));
	}
	return STATUS_OK;
}

static enum status read_tickets(struct report_making *making, struct all_times *all)
{
	static const char *const paths[] = { "ref", "", "response_breached", "solution_breached", "opened_at" };
	struct arena arena = { 0 };
	struct query query;
	struct text name = { 0 };
	bool row = true;
	int64_t id;
	char day[DATE_SIZE];
	enum status status = STATUS_OK;

	query_init(&query, making->store, store_type(making->store, &record_ticket));
	for (size_t i = 0; !status && i < sizeof paths / sizeof *paths; i++)
		status = query_column(&query, *paths[i] ? paths[i] : report_parameter(making, "by"));
	if (!status && making->where)
		status = query_filter(&query, making->where);
	if (!status)
		status = query_open(&query);
	while (!status && !(status = query_next(&query, &id, &row)) && row) {
		const char *text;
		size_t length;
		timestamp_day(db_text(query.statement, query.columns[4].value), day);
		if (strcmp(day, pass_first(making)) < 0 || strcmp(day, pass_last(making)) > 0)
			continue;
		query_cell(&query, &query.columns[1], &name, &text, &length);
		struct times *times = times_of(all, making->arena, arena_copy(&arena, text, length));
		times->late_response += db_integer(query.statement, query.columns[2].value);
		times->late_solution += db_integer(query.statement, query.columns[3].value);
		status = add_ticket(making, times, id, &arena);
		arena_reset(&arena);
	}
	query_free(&query);
	text_free(&name);
	arena_free(&arena);
	return status;
}

enum status pass_ticket_times(struct report_making *making)
{
	static const struct pass_column columns[] = {
		{ "by", "By", "分组", .kind = PASS_TEXT, .group = true }, { "tickets", "Tickets", "服务单数", .kind = PASS_COUNT, .total = true },
		{ "answered", "Answered", "已响应", .kind = PASS_COUNT, .total = true }, { "response", "Hours to response", "响应小时", .kind = PASS_DECIMAL },
		{ "closed", "Closed", "已关闭", .kind = PASS_COUNT, .total = true }, { "solution", "Hours to solution", "解决小时", .kind = PASS_DECIMAL },
		{ "late_response", "Responses late", "响应超时", .kind = PASS_COUNT, .total = true }, { "late_solution", "Solutions late", "解决超时", .kind = PASS_COUNT, .total = true },
		{ 0 },
	};
	struct all_times all = { 0 };
	struct pass pass;

	pass_begin(&pass, making, columns);
	enum status status = read_tickets(making, &all);
	if (all.count)
		qsort(all.items, all.count, sizeof *all.items, by_name);
	for (size_t i = 0; !status && i < all.count; i++) {
		const struct times *times = &all.items[i];
		const struct value values[] = {
			value_text(times->name), value_integer(times->tickets), value_integer(times->answered), pass_mean(times->response, times->answered * HOUR),
			value_integer(times->closed), pass_mean(times->solution, times->closed * HOUR), value_integer(times->late_response), value_integer(times->late_solution),
		};
		pass_row(&pass, values, NULL, NULL);
	}
	return pass_end(&pass, status);
}
