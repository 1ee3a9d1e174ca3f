#include "database.h"
#include "people/people.h"

static int64_t customer(const char *name)
{
	return add(&record_customer, "name", name, NULL);
}

static void deals_move(void **state)
{
	int64_t moves;

	(void)state;
	begin();
	int64_t c = customer("Acme"), d = add(&record_deal, "name", "Pumps", "customer", "c1", "close_on", "2026-06-30", NULL);
	assert_int_equal(c, 1);
	assert_int_equal(d, 1);
	commit();
	is(&record_deal, d, "stage", "prospecting");
	is(&record_stage_move, 1, "parent", "d1");
	is(&record_stage_move, 1, "number", "1");
	is(&record_stage_move, 1, "from_stage", "");
	is(&record_stage_move, 1, "to_stage", "prospecting");
	is(&record_stage_move, 1, "at", "2026-03-05T02:00:00Z");
	is(&record_stage_move, 1, "who", "u1");

	const char *before = everything();
	begin();
	ok(set(&record_deal, d, "stage", "won", NULL));
	int64_t change = commit();
	is(&record_deal, d, "closed_at", "2026-03-05T02:00:00Z");
	is(&record_stage_move, 2, "number", "2");
	is(&record_stage_move, 2, "from_stage", "prospecting");
	is(&record_stage_move, 2, "to_stage", "won");
	undo_gives(change, before);

	begin();
	ok(set(&record_deal, d, "stage", "lost", "lost_reason", "price", NULL));
	ok(set(&record_deal, d, "stage", "proposal", NULL));
	ok(set(&record_deal, d, "name", "Pumps and valves", NULL));
	commit();
	is(&record_deal, d, "closed_at", "");
	is(&record_deal, d, "lost_reason", "price");
	ok(db_one(store->db, &moves, "select count(*) from stage_move where parent = 1"));
	assert_int_equal(moves, 3);
}

static void deals_are_in_a_stage(void **state)
{
	(void)state;
	begin();
	customer("Acme");
	int64_t d = add(&record_deal, "name", "Pumps", "customer", "c1", "close_on", "2026-06-30", NULL);
	refused(set(&record_deal, d, "stage", "", NULL), "always in a stage: prospecting");
	refused(set(&record_deal, d, "pipeline", "service", NULL), "no pipeline 'service'; there are: sales");
	refused(set(&record_deal, d, "pipeline", "", NULL), "no pipeline ''");
	assert_int_equal(add(&record_deal, "name", "x", "customer", "c1", "close_on", "2026-06-30", "pipeline", "service", NULL), 0);
	commit();
}

static void probability_follows_the_stage(void **state)
{
	(void)state;
	begin();
	customer("Acme");
	int64_t d = add(&record_deal, "name", "Pumps", "customer", "c1", "close_on", "2026-06-30", "probability", "15", NULL);
	is(&record_deal, d, "probability", "15");
	ok(set(&record_deal, d, "name", "Valves", NULL));
	is(&record_deal, d, "probability", "15");
	ok(set(&record_deal, d, "stage", "proposal", NULL));
	is(&record_deal, d, "probability", "");
	ok(set(&record_deal, d, "stage", "negotiation", "probability", "90", NULL));
	is(&record_deal, d, "probability", "90");
	refused(set(&record_deal, d, "probability", "100.5", NULL), "100.5% is not from 0% to 100%");
	refused(set(&record_deal, d, "probability", "-1", NULL), "-1% is not");
	commit();
}

/* A pipeline of the database's own: a new deal in it begins in its first stage. */
static void other_pipelines(void **state)
{
	static const struct pick stages[] = {
		{ .key = "prospecting", .en = "Prospecting", .zh = "初步接洽", .group = "sales", .initial = true },
		{ .key = "won", .en = "Won", .zh = "赢单", .group = "sales", .outcome = OUTCOME_WON },
		{ .key = "visit", .en = "Visit", .zh = "上门", .group = "service" },
		{ .key = "done", .en = "Done", .zh = "完成", .group = "service", .outcome = OUTCOME_WON },
		{ 0 },
	};
	struct text value = { 0 };

	(void)state;
	picks_write(&value, stages);
	begin();
	assert_int_not_equal(add(&record_setting, "name", "picks.deal.5", "value", value.data, NULL), 0);
	commit();
	text_free(&value);
	ok(store_reload(store));
	begin();
	customer("Acme");
	int64_t d = add(&record_deal, "name", "Repair", "customer", "c1", "close_on", "2026-06-30", "pipeline", "service", NULL);
	if (!d)
		fail_msg("%s", error.message);
	is(&record_deal, d, "stage", "visit");
	refused(set(&record_deal, d, "stage", "won", NULL), "won is not a stage of the pipeline service: visit, done");
	ok(set(&record_deal, d, "stage", "done", NULL));
	is(&record_deal, d, "closed_at", "2026-03-05T02:00:00Z");
	refused(set(&record_deal, d, "pipeline", "x", NULL), "there are: sales, service");
	commit();
}

static void customers(void **state)
{
	(void)state;
	begin();
	int64_t c = add(&record_customer, "name", "Acme", "tax_number", "91350100m000100y43", "payment_terms", "NET 30", NULL);
	is(&record_customer, c, "tax_number", "91350100M000100Y43");
	is(&record_customer, c, "payment_terms", "net 30");
	is(&record_customer, c, "currency", "CNY");
	refused(set(&record_customer, c, "tax_number", "91350100M000100Y44", NULL), "tax_number: 91350100M000100Y44: the check digit should be 3");
	refused(set(&record_customer, c, "payment_terms", "30% order", NULL), "payment_terms: the parts add up to 30%");
	refused(set(&record_customer, c, "currency", "ABC", NULL), "ABC is not an ISO 4217 currency");
	ok(set(&record_customer, c, "credit_limit", "100.00", NULL));
	refused(set(&record_customer, c, "currency", "JPY", NULL), "credit_limit is CNY 100.00; write the amount in JPY too");
	ok(set(&record_customer, c, "currency", "USD", NULL));
	assert_int_equal(add(&record_campaign, "name", "Fair", "currency", "XXQ", NULL), 0);
	assert_int_equal(add(&record_campaign, "name", "Fair", "starts_on", "2026-03-05", "ends_on", "2026-03-01", NULL), 0);
	assert_non_null(strstr(error.message, "ends_on: 2026-03-01 is before starts_on, 2026-03-05"));
	commit();
}

static void leads(void **state)
{
	(void)state;
	begin();
	int64_t l = add(&record_lead, "name", "Wang", NULL);
	refused(set(&record_lead, l, "status", "converted", NULL), "crm-lead convert");
	assert_int_equal(add(&record_lead, "name", "Li", "status", "converted", NULL), 0);
	customer("Acme");
	refused(set(&record_lead, l, "converted_customer", "c1", NULL), "keep the converted lead");
	ok(set(&record_lead, l, "converted_customer", "c1", "status", "converted", NULL));
	refused(set(&record_lead, l, "status", "hot", NULL), "l1 is converted, which is final");
	ok(set(&record_lead, l, "name", "Wang Wei", NULL));
	commit();
}

static void tasks(void **state)
{
	(void)state;
	begin();
	int64_t t = add(&record_task, "subject", "Call", "due_on", "2026-03-10", NULL);
	ok(set(&record_task, t, "status", "done", NULL));
	is(&record_task, t, "done_at", "2026-03-05T02:00:00Z");
	ok(set(&record_task, t, "status", "waiting", NULL));
	is(&record_task, t, "done_at", "");
	refused(set(&record_task, t, "start_on", "2026-03-11", NULL), "due_on: 2026-03-10 is before start_on, 2026-03-11");
	commit();
}

static void events(void **state)
{
	(void)state;
	begin();
	int64_t l = add(&record_lead, "name", "Wang", NULL);
	assert_int_equal(add(&record_event, "subject", "Call", "starts_at", "2026-03-05T10:00:00Z", "ends_at", "2026-03-05T09:00:00Z", NULL), 0);
	assert_non_null(strstr(error.message, "ends_at: "));
	int64_t e = add(&record_event, "subject", "Call", "starts_at", "2026-03-05T01:00:00Z", "about", "l1", NULL);
	is(&record_lead, l, "first_response_at", "");
	ok(set(&record_event, e, "status", "held", NULL));
	is(&record_lead, l, "first_response_at", "2026-03-05T01:00:00Z");
	add(&record_event, "subject", "Again", "starts_at", "2026-03-05T01:30:00Z", "about", "l1", "status", "held", NULL);
	is(&record_lead, l, "first_response_at", "2026-03-05T01:00:00Z");
	commit();
}

static void users(void **state)
{
	(void)state;
	begin();
	refused(set(&record_user, 1, "active", "no", NULL), "last active user");
	refused(save_remove(store, load(&record_user, 1), &arena), "last active user");
	int64_t u = add(&record_user, "login", "mei", "name", "Mei", NULL);
	assert_int_not_equal(u, 0);
	ok(set(&record_user, u, "active", "no", NULL));
	refused(set(&record_user, 1, "active", "no", NULL), "last active user");
	assert_int_equal(add(&record_user, "login", "Mei Li", "name", "Mei", NULL), 0);
	assert_int_equal(add(&record_user, "login", "9mei", "name", "Mei", NULL), 0);
	assert_int_equal(add(&record_user, "login", "梅", "name", "Mei", NULL), 0);
	assert_int_not_equal(add(&record_user, "login", "_m.e-i_9", "name", "Mei", NULL), 0);
	commit();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(deals_move, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(deals_are_in_a_stage, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(probability_follows_the_stage, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(other_pipelines, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(customers, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(leads, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(tasks, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(events, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(users, database_setup, database_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
