/* The clock of tickets against 60 examples that were worked out minute by minute by another program, and what service levels, classes and calendars do to it. */
#include "database.h"

#include "base/date.h"
#include "schema/schema_file.h"
#include "service/escalation.h"
#include "service/service.h"
#include "store/check.h"
#include "store/rule.h"

static const char schema[] = "zone: Asia/Shanghai\n"
                             "country: '86'\n"
                             "calendars:\n"
                             "  berlin: {zone: Europe/Berlin, holidays: none, mon: 08:00-17:00, tue: 08:00-17:00, wed: 08:00-17:00, thu: 08:00-17:00, fri: 08:00-17:00, sun: 00:00-24:00}\n"
                             "desks:\n"
                             "  berlin: {calendar: berlin}\n"
                             "  night: {calendar: always}\n";

static void apply(const char *yaml)
{
	struct yaml_node *documents;
	struct schema_plan plan = { 0 };

	begin();
	ok(yaml_parse(&arena, "s.yaml", yaml, strlen(yaml), &documents, &error));
	ok(schema_plan(store, "s.yaml", documents, true, &plan));
	ok(schema_apply(store, &plan));
	schema_plan_free(&plan);
	commit();
}

static void travel(const char *local)
{
	char stored[TIMESTAMP_SIZE];

	ok(timestamp_parse(&store->conventions, local, stored, &error));
	store->conventions.now = timestamp_seconds(stored);
	store->pinned = true;
}

static const char *local_time(const struct record *record, const char *field)
{
	struct text text = { 0 };

	if (*record_text(record, field))
		timestamp_local(&text, record_text(record, field));
	return text_take(&text, &arena);
}

static int64_t add_ticket(const char *desk, const char *priority, int64_t customer)
{
	struct record *ticket = record_new(&arena, store_type(store, &record_ticket));

	begin();
	*record_value(ticket, "title") = value_text("leak");
	*record_value(ticket, "priority") = value_text(priority);
	if (*desk)
		*record_value(ticket, "desk") = value_text(desk);
	if (customer)
		*record_value(ticket, "customer") = value_integer(customer);
	ok(save_add(store, ticket, &arena));
	commit();
	return ticket->id;
}

static void set_text(const struct record_type *type, int64_t id, const char *field, const char *text)
{
	struct record *old = load(type, id), *record = record_copy(&arena, old);

	begin();
	*record_value(record, field) = value_text(text);
	ok(save_set(store, old, record, &arena));
	commit();
}

static void check_clean(void)
{
	int64_t found, fixed;

	ok(store_check(store, false, NULL, NULL, &found, &fixed));
	assert_int_equal(found, 0);
}

/* Desk, priority, opened; when it began (w) and ended (o) waiting for the customer; first response and solution due, all by the clock of Shanghai. The standard
 * levels: urgent 1 and 8 hours, high 4 and 16, others 8 and 40. The first two are those of the domain's own description. */
static const struct {
	const char *desk, *priority, *opened, *steps, *response, *solution;
} examples[] = {
	{ "", "high", "2026-03-06 17:30", "", "2026-03-09 13:30", "2026-03-10 17:30" },
	{ "", "high", "2026-03-06 17:30", "w2026-03-09T09:00 o2026-03-09T11:00", "2026-03-09 15:30", "2026-03-11 10:30" },
	{ "", "urgent", "2026-02-13 16:20", "", "2026-02-13 17:20", "2026-02-14 16:20" },
	{ "", "high", "2026-02-14 17:45", "", "2026-02-24 13:45", "2026-02-25 17:45" },
	{ "", "normal", "2026-02-17 10:00", "", "2026-02-24 18:00", "2026-02-28 18:00" },
	{ "", "urgent", "2026-02-23 23:59", "", "2026-02-24 10:00", "2026-02-24 18:00" },
	{ "", "high", "2026-02-27 17:01", "", "2026-02-28 13:01", "2026-03-02 17:01" },
	{ "", "normal", "2026-04-03 11:30", "", "2026-04-07 11:30", "2026-04-13 11:30" },
	{ "", "urgent", "2026-04-30 17:59", "", "2026-05-06 09:59", "2026-05-06 17:59" },
	{ "", "high", "2026-05-08 15:15", "", "2026-05-09 10:15", "2026-05-11 15:15" },
	{ "", "normal", "2026-06-18 13:00", "", "2026-06-22 12:00", "2026-06-26 12:00" },
	{ "", "urgent", "2026-09-18 12:30", "", "2026-09-18 14:00", "2026-09-20 12:00" },
	{ "", "high", "2026-09-24 09:00", "", "2026-09-24 14:00", "2026-09-28 18:00" },
	{ "", "normal", "2026-09-30 08:00", "", "2026-09-30 18:00", "2026-10-12 18:00" },
	{ "", "urgent", "2026-10-09 17:10", "", "2026-10-10 09:10", "2026-10-10 17:10" },
	{ "", "high", "2026-01-02 12:00", "", "2026-01-04 14:00", "2026-01-05 18:00" },
	{ "", "normal", "2026-01-03 18:00", "", "2026-01-04 18:00", "2026-01-08 18:00" },
	{ "", "urgent", "2025-09-26 16:00", "", "2025-09-26 17:00", "2025-09-28 16:00" },
	{ "", "high", "2025-09-30 17:00", "", "2025-10-09 12:00", "2025-10-10 17:00" },
	{ "", "normal", "2025-01-24 17:30", "", "2025-01-26 17:30", "2025-02-07 17:30" },
	{ "", "urgent", "2026-03-05 12:00", "", "2026-03-05 14:00", "2026-03-06 12:00" },
	{ "", "high", "2026-03-05 18:00", "", "2026-03-06 14:00", "2026-03-09 18:00" },
	{ "", "normal", "2026-03-05 09:00", "", "2026-03-05 18:00", "2026-03-11 18:00" },
	{ "", "urgent", "2026-03-08 03:33", "", "2026-03-09 10:00", "2026-03-09 18:00" },
	{ "berlin", "urgent", "2026-03-27 20:00", "", "2026-03-27 21:00", "2026-03-29 11:00" },
	{ "berlin", "high", "2026-03-27 20:00", "", "2026-03-28 00:00", "2026-03-29 19:00" },
	{ "berlin", "urgent", "2026-03-28 22:30", "", "2026-03-29 08:00", "2026-03-29 15:00" },
	{ "berlin", "high", "2026-03-28 22:30", "", "2026-03-29 11:00", "2026-03-29 23:00" },
	{ "berlin", "urgent", "2026-03-29 09:15", "", "2026-03-29 10:15", "2026-03-29 17:15" },
	{ "berlin", "high", "2026-03-29 09:15", "", "2026-03-29 13:15", "2026-03-30 01:15" },
	{ "berlin", "urgent", "2026-10-23 21:45", "", "2026-10-23 22:45", "2026-10-25 12:45" },
	{ "berlin", "high", "2026-10-23 21:45", "", "2026-10-25 08:45", "2026-10-25 20:45" },
	{ "berlin", "urgent", "2026-10-25 08:10", "", "2026-10-25 09:10", "2026-10-25 16:10" },
	{ "berlin", "high", "2026-10-25 08:10", "", "2026-10-25 12:10", "2026-10-26 00:10" },
	{ "berlin", "urgent", "2026-10-24 12:00", "", "2026-10-25 07:00", "2026-10-25 14:00" },
	{ "berlin", "high", "2026-10-24 12:00", "", "2026-10-25 10:00", "2026-10-25 22:00" },
	{ "night", "high", "2026-02-17 20:00", "", "2026-02-18 00:00", "2026-02-18 12:00" },
	{ "night", "high", "2026-03-07 23:10", "", "2026-03-08 03:10", "2026-03-08 15:10" },
	{ "", "normal", "2026-02-07 04:19", "w2026-02-07T20:43 o2026-02-09T06:45 w2026-02-09T08:34 o2026-02-11T09:54 w2026-02-11T12:41 o2026-02-11T19:41", "2026-02-12 15:54", "2026-02-25 15:54" },
	{ "", "high", "2026-06-27 01:33", "w2026-06-28T09:43 o2026-06-29T11:12 w2026-06-29T11:25 o2026-07-01T00:36 w2026-07-01T09:23 o2026-07-02T21:22", "2026-07-03 13:24", "2026-07-06 17:24" },
	{ "", "urgent", "2026-04-27 09:59", "w2026-04-28T16:36 o2026-04-28T22:19", "2026-04-27 10:59", "2026-04-28 09:59" },
	{ "", "urgent", "2026-01-17 03:46", "w2026-01-18T09:53 o2026-01-18T11:25", "2026-01-19 10:00", "2026-01-19 18:00" },
	{ "berlin", "high", "2026-01-18 11:14", "w2026-01-19T19:20 o2026-01-20T16:38", "2026-01-18 15:14", "2026-01-19 03:14" },
	{ "", "urgent", "2026-03-18 23:19", "w2026-03-20T14:48 o2026-03-22T06:16 w2026-03-22T12:03 o2026-03-24T16:47 w2026-03-24T19:12 o2026-03-26T11:26", "2026-03-19 10:00", "2026-03-19 18:00" },
	{ "", "urgent", "2026-05-11 02:15", "w2026-05-12T05:46 o2026-05-14T15:22 w2026-05-15T11:17 o2026-05-16T16:34 w2026-05-16T21:29 o2026-05-19T03:48", "2026-05-11 10:00", "2026-05-11 18:00" },
	{ "berlin", "high", "2026-03-15 05:44", "w2026-03-15T10:09 o2026-03-15T19:20", "2026-03-15 20:11", "2026-03-16 16:11" },
	{ "", "normal", "2026-01-18 09:09", "w2026-01-18T13:08 o2026-01-19T02:30 w2026-01-19T05:08 o2026-01-20T14:43", "2026-01-21 14:43", "2026-01-27 14:43" },
	{ "", "normal", "2026-09-23 10:23", "w2026-09-24T19:13 o2026-09-27T12:32 w2026-09-28T05:44 o2026-09-30T00:05", "2026-09-24 10:23", "2026-10-10 10:23" },
	{ "berlin", "urgent", "2026-09-08 07:24", "w2026-09-09T23:12 o2026-09-12T00:43 w2026-09-13T02:11 o2026-09-13T15:40", "2026-09-08 15:00", "2026-09-08 22:00" },
	{ "", "normal", "2026-06-21 11:08", "w2026-06-22T04:12 o2026-06-24T22:25 w2026-06-24T22:39 o2026-06-26T08:53 w2026-06-26T10:55 o2026-06-26T18:26", "2026-06-29 16:05", "2026-07-03 16:05" },
	{ "", "high", "2026-03-25 10:49", "w2026-03-26T02:26 o2026-03-27T09:45 w2026-03-28T13:16 o2026-03-28T19:07", "2026-03-25 15:49", "2026-03-30 11:34" },
	{ "berlin", "high", "2026-03-12 09:05", "w2026-03-13T19:32 o2026-03-16T01:01 w2026-03-16T15:34 o2026-03-17T00:35 w2026-03-17T18:38 o2026-03-19T03:44", "2026-03-12 19:00", "2026-03-16 03:29" },
	{ "berlin", "normal", "2026-07-03 01:38", "w2026-07-03T02:03 o2026-07-03T05:30", "2026-07-03 22:00", "2026-07-06 21:00" },
	{ "", "urgent", "2026-04-22 16:49", "w2026-04-23T18:44 o2026-04-24T09:57 w2026-04-24T17:55 o2026-04-25T21:24", "2026-04-22 17:49", "2026-04-23 16:49" },
	{ "", "urgent", "2026-03-08 19:28", "w2026-03-10T02:23 o2026-03-12T01:00", "2026-03-09 10:00", "2026-03-09 18:00" },
	{ "", "normal", "2026-08-27 08:01", "w2026-08-27T12:51 o2026-08-27T21:49 w2026-08-28T21:43 o2026-08-29T03:37 w2026-08-29T12:00 o2026-08-30T22:29", "2026-08-28 15:00", "2026-09-03 15:00" },
	{ "", "urgent", "2026-06-25 20:04", "w2026-06-26T08:37 o2026-06-27T00:37 w2026-06-28T11:07 o2026-06-30T17:41", "2026-07-01 09:41", "2026-07-01 17:41" },
	{ "", "normal", "2026-03-01 00:15", "w2026-03-02T01:18 o2026-03-04T02:16 w2026-03-05T13:05 o2026-03-06T13:03", "2026-03-04 18:00", "2026-03-11 17:58" },
	{ "berlin", "urgent", "2026-01-20 22:23", "w2026-01-21T00:03 o2026-01-22T14:32", "2026-01-20 23:23", "2026-01-22 21:23" },
	{ "berlin", "normal", "2026-03-04 02:43", "w2026-03-04T18:20 o2026-03-05T20:13 w2026-03-07T11:07 o2026-03-08T19:34 w2026-03-08T23:21 o2026-03-10T18:57", "2026-03-06 15:53", "2026-03-12 21:03" },
	{ "", "normal", "2026-03-15 08:45", "w2026-03-15T22:22 o2026-03-16T19:18", "2026-03-17 18:00", "2026-03-23 18:00" },
	{ "berlin", "high", "2026-07-25 07:53", "w2026-07-26T06:01 o2026-07-27T12:36", "2026-07-27 17:59", "2026-07-28 20:59" },
};

static void worked_examples(void **state)
{
	(void)state;
	apply(schema);
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		travel(examples[i].opened);
		int64_t id = add_ticket(examples[i].desk, examples[i].priority, 0);
		for (const char *step = examples[i].steps; *step; step += strspn(step, " ")) {
			char when[20];
			snprintf(when, sizeof when, "%.10s %.5s", step + 1, step + 12);
			travel(when);
			set_text(&record_ticket, id, "status", *step == 'w' ? "waiting" : "in-progress");
			step += strcspn(step, " ");
		}
		struct record *ticket = load(&record_ticket, id);
		if (strcmp(local_time(ticket, "response_due_at"), examples[i].response) != 0 || strcmp(local_time(ticket, "due_at"), examples[i].solution) != 0)
			fail_msg("example %zu, opened %s: %s and %s, not %s and %s", i + 1, examples[i].opened, local_time(ticket, "response_due_at"), local_time(ticket, "due_at"),
			         examples[i].response, examples[i].solution);
	}
	check_clean();
}

static int64_t add_named(const struct record_type *type, const char *field, const char *name)
{
	struct record *record = record_new(&arena, store_type(store, type));

	begin();
	*record_value(record, field) = value_text(name);
	if (type == &record_user)
		*record_value(record, "login") = value_text(name);
	ok(save_add(store, record, &arena));
	commit();
	return record->id;
}

/* Class, priority, desk, level and calendar: whichever changes, open tickets follow, within the same change; closed ones stay. */
static void due_times_follow(void **state)
{
	(void)state;
	apply(schema);
	travel("2026-03-05 09:00");
	int64_t customer = add_named(&record_customer, "name", "Alpha"), id = add_ticket("", "normal", customer), closed = add_ticket("", "normal", customer);
	set_text(&record_ticket, closed, "solution", "tightened");
	set_text(&record_ticket, closed, "status", "closed");
	assert_string_equal(local_time(load(&record_ticket, id), "due_at"), "2026-03-11 18:00");
	set_text(&record_ticket, id, "priority", "urgent");
	assert_string_equal(local_time(load(&record_ticket, id), "due_at"), "2026-03-05 18:00");
	apply("service_levels: {a: {class: a, response: 2, solution: 5}}");
	set_text(&record_customer, customer, "class", "a");
	assert_string_equal(local_time(load(&record_ticket, id), "due_at"), "2026-03-05 15:00");
	assert_string_equal(record_text(load(&record_ticket, id), "level"), "a");
	apply("service_levels: {a: {class: a, response: 0.5, solution: 6.5}}");
	assert_string_equal(local_time(load(&record_ticket, id), "due_at"), "2026-03-05 16:30");
	assert_string_equal(local_time(load(&record_ticket, id), "response_due_at"), "2026-03-05 09:30");
	apply("calendars: {standard: {thu: 09:00-12:00}}");
	assert_string_equal(local_time(load(&record_ticket, id), "due_at"), "2026-03-06 13:30");
	apply("calendars: {standard: {zone: Europe/Berlin}}");
	assert_string_equal(local_time(load(&record_ticket, id), "due_at"), "2026-03-06 20:30");
	apply("calendars: {standard: {zone: ~}}");
	apply("service_levels: {a: {class: a, calendar: always, solution: 6.5}}");
	assert_string_equal(local_time(load(&record_ticket, id), "due_at"), "2026-03-05 15:30");
	assert_string_equal(local_time(load(&record_ticket, closed), "due_at"), "2026-03-11 18:00");
	check_clean();
	apply("zone: Europe/Berlin");
	check_clean();
}

/* Half of the limit concerns the owner, the whole his manager, and the deputy of either while he is absent. */
static void who_must_know(void **state)
{
	struct escalation *list;
	size_t count;

	(void)state;
	apply(schema);
	travel("2026-03-05 09:00");
	int64_t owner = store->user ? store->user : 1, boss = add_named(&record_user, "name", "boss"), deputy = add_named(&record_user, "name", "deputy");
	int64_t id = add_ticket("", "high", 0);
	struct record *old = load(&record_user, owner), *user = record_copy(&arena, old);
	begin();
	*record_value(user, "manager") = value_integer(boss);
	*record_value(user, "deputy") = value_integer(deputy);
	ok(save_set(store, old, user, &arena));
	commit();

	travel("2026-03-05 10:59");
	ok(escalation_list(store, &arena, &list, &count));
	assert_int_equal(count, 0);
	travel("2026-03-05 11:00");
	ok(escalation_list(store, &arena, &list, &count));
	assert_int_equal(count, 1);
	assert_true(list[0].response && !list[0].breached && list[0].ticket == id && list[0].user == owner && !list[0].instead_of);
	assert_string_equal(list[0].due, "2026-03-05T06:00:00Z");
	set_text(&record_user, owner, "absent_until", "2026-03-05");
	ok(escalation_list(store, &arena, &list, &count));
	assert_true(count == 1 && list[0].user == deputy && list[0].instead_of == owner);
	travel("2026-03-05 14:00:01");
	ok(escalation_list(store, &arena, &list, &count));
	assert_true(count == 1 && list[0].breached && list[0].user == boss);
	set_text(&record_user, boss, "absent_until", "2026-03-06");
	ok(escalation_list(store, &arena, &list, &count));
	assert_true(count == 1 && list[0].user == boss && !list[0].instead_of);
	set_text(&record_ticket, id, "first_response_at", "2026-03-05T06:00:01Z");
	ok(escalation_list(store, &arena, &list, &count));
	assert_int_equal(count, 0);
	/* Half of the solution is over at the end of the day; nothing happens while the customer is waited for. */
	travel("2026-03-05 18:00");
	ok(escalation_list(store, &arena, &list, &count));
	assert_true(count == 1 && !list[0].response && !list[0].breached);
	set_text(&record_ticket, id, "status", "waiting");
	ok(escalation_list(store, &arena, &list, &count));
	assert_int_equal(count, 0);
	check_clean();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(worked_examples, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(due_times_follow, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(who_must_know, database_setup, database_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
