#include "database.h"
#include "people/people.h"

#include "store/merge_records.h"

static enum status united(const struct record_type *type, int64_t keep, int64_t drop, bool prefer_drop)
{
	return merge_records(store, store_type(store, type), keep, drop, prefer_drop, &arena);
}

static void fill(void)
{
	begin();
	add(&record_customer, "name", "上海泵业", "phone", "021-1111 1111", "tags", "vip", "notes", "first", "external_id", "A1", NULL);
	add(&record_customer, "name", "上海泵业有限公司", "phone", "123", "fax", "021-2222 2222", "tags", "old,vip", "aliases", "泵", "notes",
	    "second", "do_not_call", "yes",
	    "external_id", "A2", NULL);
	add(&record_contact, "name", "Wang", "customer", "c2", NULL);
	add(&record_contact, "name", "Li", "customer", "c1", "reports_to", "p1", NULL);
	add(&record_deal, "name", "Pumps", "customer", "c2", "close_on", "2026-06-30", "contacts", "p1:champion,p2", NULL);
	add(&record_deal, "name", "Valves", "customer", "c1", "close_on", "2026-07-31", "contacts", "p1:user", NULL);
	ok(set(&record_deal, 1, "stage", "proposal", NULL));
	ok(set(&record_deal, 1, "stage", "won", NULL));
	add(&record_task, "subject", "Call", "about", "c2", NULL);
	add(&record_event, "subject", "Fair", "starts_at", "2026-03-06", "about", "c2", "contacts", "p1,p2", NULL);
	commit();
}

static void customers_merge(void **state)
{
	int64_t kept, id;

	(void)state;
	fill();
	const char *before = everything();
	begin();
	ok(united(&record_customer, 1, 2, false));
	int64_t change = commit();
	assert_null(load(&record_customer, 2));
	is(&record_customer, 1, "name", "上海泵业");
	is(&record_customer, 1, "phone", "021-1111 1111");
	is(&record_customer, 1, "fax", "021-2222 2222");
	is(&record_customer, 1, "tags", "old,vip");
	is(&record_customer, 1, "aliases", "上海泵业有限公司,泵");
	is(&record_customer, 1, "do_not_call", "yes");
	is(&record_customer, 1, "external_id", "A1");
	is(&record_customer, 1, "notes",
	   "first\nsecond\nmerged from c2: name: 上海泵业有限公司\nmerged from c2: phone: 123\n"
	   "before merging c2: do_not_call: no\nmerged from c2: external_id: A2");
	is(&record_contact, 1, "customer", "c1");
	is(&record_deal, 1, "customer", "c1");
	is(&record_task, 1, "about", "c1");
	is(&record_event, 1, "about", "c1");
	ok(store_surviving(store, &record_customer, 2, &kept));
	assert_int_equal(kept, 1);
	ok(store_find(store, &(struct reference){ .type = &record_customer, .id = 2 }, &id));
	assert_int_equal(id, 1);
	undo_gives(change, before);
	ok(store_surviving(store, &record_customer, 2, &kept));
	assert_int_equal(kept, 2);
}

static void the_dropped_may_win(void **state)
{
	(void)state;
	fill();
	const char *before = everything();
	begin();
	ok(united(&record_customer, 1, 2, true));
	int64_t change = commit();
	is(&record_customer, 1, "name", "上海泵业有限公司");
	is(&record_customer, 1, "phone", "123");
	is(&record_customer, 1, "aliases", "上海泵业,泵");
	is(&record_customer, 1, "external_id", "A2");
	assert_non_null(strstr(shown(&record_customer, 1, "notes"), "before merging c2: phone: 021-1111 1111"));
	undo_gives(change, before);
}

/* The key is free when keep takes it, and goes back when the merge is undone. */
static void unique_keys_pass_over(void **state)
{
	(void)state;
	begin();
	add(&record_customer, "name", "Acme", NULL);
	add(&record_customer, "name", "Acme", "external_id", "A2", NULL);
	add(&record_user, "login", "lin", "name", "Lin", NULL);
	add(&record_user, "login", "mei", "name", "Mei", NULL);
	commit();
	const char *before = everything();
	begin();
	ok(united(&record_customer, 1, 2, false));
	ok(united(&record_user, 2, 3, true));
	int64_t change = commit();
	is(&record_customer, 1, "external_id", "A2");
	is(&record_customer, 1, "aliases", "");
	is(&record_customer, 1, "notes", "");
	is(&record_user, 2, "login", "mei");
	undo_gives(change, before);
}

static void links_and_children(void **state)
{
	(void)state;
	fill();
	const char *before = everything();
	begin();
	ok(united(&record_contact, 2, 1, false));
	int64_t change = commit();
	is(&record_deal, 1, "contacts", "p2:champion");
	is(&record_deal, 2, "contacts", "p2:user");
	is(&record_event, 1, "contacts", "p2");
	is(&record_contact, 2, "reports_to", "");
	undo_gives(change, before);

	begin();
	ok(united(&record_deal, 2, 1, false));
	change = commit();
	is(&record_deal, 2, "contacts", "p1:user,p2");
	is(&record_deal, 2, "stage", "prospecting");
	is(&record_deal, 2, "closed_at", "");
	int64_t count, last;
	ok(db_one(store->db, &count, "select count(*) from stage_move where parent = 2"));
	ok(db_one(store->db, &last, "select max(number) from stage_move where parent = 2"));
	assert_int_equal(count, 4);
	assert_int_equal(last, 4);
	undo_gives(change, before);

	begin();
	ok(united(&record_deal, 2, 1, true));
	change = commit();
	is(&record_deal, 2, "stage", "won");
	is(&record_deal, 2, "closed_at", "2026-03-05T02:00:00Z");
	undo_gives(change, before);
}

/* c1 under c2 under c3 under c4, and c5 under c2. */
static void no_rings_come_about(void **state)
{
	(void)state;
	begin();
	for (int i = 0; i < 5; i++)
		add(&record_customer, "name", "Acme", NULL);
	ok(set(&record_customer, 1, "parent", "c2", NULL));
	ok(set(&record_customer, 2, "parent", "c3", NULL));
	ok(set(&record_customer, 3, "parent", "c4", NULL));
	ok(set(&record_customer, 5, "parent", "c2", NULL));
	commit();
	const char *before = everything();

	begin();
	ok(united(&record_customer, 1, 2, false)); /* its own parent: takes the parent's */
	int64_t change = commit();
	is(&record_customer, 1, "parent", "c3");
	is(&record_customer, 5, "parent", "c1");
	undo_gives(change, before);

	begin();
	ok(united(&record_customer, 1, 3, false)); /* c2 would be above and below */
	change = commit();
	is(&record_customer, 1, "parent", "c2");
	is(&record_customer, 2, "parent", "");
	undo_gives(change, before);

	begin();
	ok(united(&record_customer, 1, 3, true));
	change = commit();
	is(&record_customer, 1, "parent", "c4");
	is(&record_customer, 2, "parent", "c1");
	is(&record_customer, 1, "notes", "before merging c3: parent: c2");
	undo_gives(change, before);

	begin();
	ok(united(&record_customer, 4, 1, false)); /* c2, above c1, is below c4 */
	change = commit();
	is(&record_customer, 4, "parent", "");
	is(&record_customer, 4, "notes", "merged from c1: parent: c2");
	undo_gives(change, before);
}

static void amounts_keep_their_currency(void **state)
{
	(void)state;
	begin();
	add(&record_customer, "name", "Acme", "credit_limit", "100.00", NULL);
	add(&record_customer, "name", "Acme", "currency", "USD", "annual_revenue", "5000.00", NULL);
	add(&record_customer, "name", "Acme", NULL);
	commit();
	begin();
	ok(united(&record_customer, 1, 2, false));
	is(&record_customer, 1, "currency", "CNY");
	is(&record_customer, 1, "annual_revenue", "");
	is(&record_customer, 1, "notes", "merged from c2: annual_revenue: USD 5000.00");
	change_rollback(store);
	begin();
	ok(united(&record_customer, 1, 2, true));
	is(&record_customer, 1, "currency", "USD");
	is(&record_customer, 1, "annual_revenue", "5000.00");
	is(&record_customer, 1, "credit_limit", "");
	is(&record_customer, 1, "notes", "before merging c2: credit_limit: CNY 100.00");
	change_rollback(store);
	begin();
	ok(united(&record_customer, 3, 2, false));
	is(&record_customer, 3, "currency", "USD");
	is(&record_customer, 3, "annual_revenue", "5000.00");
	is(&record_customer, 3, "notes", "");
	change_rollback(store);
}

static void activities_about_each_other(void **state)
{
	(void)state;
	begin();
	add(&record_task, "subject", "One", NULL);
	add(&record_task, "subject", "Two", NULL);
	ok(set(&record_task, 1, "about", "t2", NULL));
	ok(set(&record_task, 2, "about", "t1", NULL));
	commit();
	begin();
	ok(united(&record_task, 1, 2, false));
	commit();
	is(&record_task, 1, "about", "");
}

static void refusals(void **state)
{
	(void)state;
	begin();
	add(&record_customer, "name", "Acme", NULL);
	add(&record_user, "login", "mei", "name", "Mei", NULL);
	add(&record_lead, "name", "Wang", NULL);
	add(&record_lead, "name", "Wang", NULL);
	ok(set(&record_lead, 2, "status", "converted", "converted_customer", "c1", NULL));
	refused(united(&record_customer, 1, 1, false), "with itself");
	refused(united(&record_customer, 1, 7, false), "there is no customer c7");
	refused(united(&record_customer, 7, 1, false), "there is no customer c7");
	refused(united(&record_user, 2, 1, false), "u1 is the acting user");
	refused(united(&record_stage_move, 1, 2, false), "cannot be merged");
	refused(united(&record_lead, 1, 2, false), "keep the converted lead");
	change_rollback(store);
}

/* Names with a comma stay one alias. */
static void commas_in_names(void **state)
{
	(void)state;
	begin();
	add(&record_customer, "name", "Acme", NULL);
	add(&record_customer, "name", "Acme, Inc.", NULL);
	ok(united(&record_customer, 1, 2, false));
	commit();
	is(&record_customer, 1, "aliases", "Acme， Inc.");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(customers_merge, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(the_dropped_may_win, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(unique_keys_pass_over, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(links_and_children, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(no_rings_come_about, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(amounts_keep_their_currency, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(activities_about_each_other, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(refusals, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(commas_in_names, database_setup, database_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
