#include "database.h"
#include "people/people.h"

#include "store/remove.h"

static enum status removed(const struct record_type *type, int64_t id, bool cascade)
{
	return remove_record(store, store_type(store, type), id, cascade, &arena);
}

static void fill(void)
{
	begin();
	add(&record_customer, "name", "Acme", "tags", "vip,old", NULL);
	add(&record_customer, "name", "Acme Suzhou", "parent", "c1", "referred_by", "c1", NULL);
	add(&record_contact, "name", "Wang", "customer", "c1", NULL);
	add(&record_contact, "name", "Li", "customer", "c2", "reports_to", "p1", NULL);
	add(&record_deal, "name", "Pumps", "customer", "c1", "close_on", "2026-06-30", "contacts", "p1:champion,p2:user", NULL);
	add(&record_deal, "name", "Valves", "customer", "c2", "close_on", "2026-06-30", "contacts", "p1:champion,p2:user", NULL);
	ok(set(&record_deal, 1, "stage", "proposal", NULL));
	add(&record_task, "subject", "Call", "about", "d1", "contact", "p2", NULL);
	add(&record_task, "subject", "About a task", "about", "t1", NULL);
	add(&record_note, "title", "Hint", "about", "c1", NULL);
	add(&record_event, "subject", "Fair", "starts_at", "2026-03-06", "contacts", "p1,p2", NULL);
	add(&record_lead, "name", "Wang", NULL);
	ok(set(&record_lead, 1, "status", "converted", "converted_customer", "c1", NULL));
	commit();
}

static void names_what_depends(void **state)
{
	(void)state;
	fill();
	begin();
	refused(removed(&record_customer, 1, false), "c1 is referred to by c2, p1, l1, d1, n1; --cascade");
	refused(removed(&record_contact, 1, false), "p1 is referred to by p2, d1, d2, e1; --cascade");
	refused(removed(&record_customer, 9, false), "there is no customer c9");
	for (int i = 0; i < 9; i++)
		add(&record_note, "title", "More", "about", "c2", NULL);
	refused(removed(&record_customer, 2, false), "c2 is referred to by p2, d2, n2, n3, n4 and 6 more; --cascade");
	change_rollback(store);
}

static void children_go_along(void **state)
{
	(void)state;
	fill();
	const char *before = everything();
	begin();
	ok(removed(&record_deal, 2, false));
	int64_t change = commit();
	assert_null(load(&record_deal, 2));
	assert_null(load(&record_stage_move, 2));
	undo_gives(change, before);
}

static void cascades(void **state)
{
	(void)state;
	fill();
	const char *before = everything();
	begin();
	ok(removed(&record_customer, 1, true));
	int64_t change = commit();
	assert_null(load(&record_customer, 1));
	assert_null(load(&record_contact, 1));
	assert_null(load(&record_deal, 1));
	assert_null(load(&record_task, 1));
	assert_null(load(&record_task, 2));
	assert_null(load(&record_note, 1));
	is(&record_customer, 2, "parent", "");
	is(&record_customer, 2, "referred_by", "");
	is(&record_contact, 2, "reports_to", "");
	is(&record_deal, 2, "contacts", "p2:user");
	is(&record_event, 1, "contacts", "p2");
	is(&record_lead, 1, "converted_customer", "");
	undo_gives(change, before);
}

/* Tasks about each other, and one about itself. */
static void rings(void **state)
{
	(void)state;
	begin();
	for (int i = 0; i < 3; i++)
		add(&record_task, "subject", "Ring", NULL);
	ok(set(&record_task, 1, "about", "t2", NULL));
	ok(set(&record_task, 2, "about", "t1", NULL));
	ok(set(&record_task, 3, "about", "t3", NULL));
	commit();
	const char *before = everything();
	begin();
	ok(removed(&record_task, 3, false));
	refused(removed(&record_task, 1, false), "t1 is referred to by t2");
	ok(removed(&record_task, 1, true));
	int64_t change = commit();
	assert_null(load(&record_task, 2));
	undo_gives(change, before);
}

static void long_chains(void **state)
{
	enum { LENGTH = 3000 };

	(void)state;
	begin();
	add(&record_task, "subject", "1", NULL);
	for (int i = 1; i < LENGTH; i++)
		assert_int_equal(add(&record_task, "subject", "next", "about", arena_printf(&arena, "t%d", i), NULL), i + 1);
	commit();
	begin();
	ok(removed(&record_task, 1, true));
	commit();
	assert_null(load(&record_task, LENGTH));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(names_what_depends, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(children_go_along, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(cascades, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(rings, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(long_chains, database_setup, database_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
