#include "database.h"

#include "people/convert.h"
#include "people/handover.h"
#include "people/people.h"

static enum status convert(int64_t lead, const struct conversion *conversion, struct converted *out)
{
	return lead_convert(store, lead, conversion, &arena, out);
}

static struct assignment *assign(const struct record_type *type, const char *word)
{
	struct assignment *assignment = arena_alloc(&arena, sizeof *assignment);

	ok(assign_parse(store, store_type(store, type), store_type(store, &record_lead), word, &arena, assignment));
	return assignment;
}

static int64_t fill(void)
{
	begin();
	add(&record_campaign, "name", "Fair", NULL);
	add(&record_user, "login", "mei", "name", "Mei", NULL);
	int64_t lead = add(&record_lead, "name", "王伟", "company", "上海泵业有限公司", "title", "经理", "phone", "021-5555 6666",
	                   "mobile", "13800138000", "email", "w@example.com", "website", "https://example.com", "source", "trade-show",
	                   "annual_revenue", "5000000", "employees", "80", "street", "1 Road", "city", "上海", "campaign", "cp1",
	                   "tags", "hot,fair", "notes", "met at the fair", "owner", "u2", NULL);
	add(&record_task, "subject", "Call", "about", "l1", NULL);
	add(&record_event, "subject", "Talk", "about", "l1", "starts_at", "2026-03-04", "status", "held", NULL);
	add(&record_note, "title", "Hint", "about", "l1", NULL);
	commit();
	return lead;
}

static void becomes_three(void **state)
{
	struct converted out;

	(void)state;
	int64_t lead = fill();
	const char *before = everything();
	begin();
	struct assignment *close_on = assign(&record_deal, "close_on=2026-06-30");
	ok(convert(lead, &(struct conversion){ .make_deal = true, .deal_fields = close_on, .deal_count = 1 }, &out));
	int64_t change = commit();
	assert_true(out.made_customer);
	assert_true(out.made_contact);
	is(&record_customer, out.customer, "name", "上海泵业有限公司");
	is(&record_customer, out.customer, "kind", "company");
	is(&record_customer, out.customer, "employees", "80");
	is(&record_customer, out.customer, "annual_revenue", "5000000.00");
	is(&record_customer, out.customer, "website", "https://example.com");
	is(&record_customer, out.customer, "bill_city", "上海");
	is(&record_customer, out.customer, "ship_street", "1 Road");
	is(&record_customer, out.customer, "owner", "u2");
	is(&record_customer, out.customer, "tags", "fair,hot");
	is(&record_customer, out.customer, "phone", "");
	is(&record_contact, out.contact, "name", "王伟");
	is(&record_contact, out.contact, "customer", "c1");
	is(&record_contact, out.contact, "title", "经理");
	is(&record_contact, out.contact, "mobile", "13800138000");
	is(&record_contact, out.contact, "city", "上海");
	is(&record_contact, out.contact, "source", "trade-show");
	is(&record_contact, out.contact, "notes", "met at the fair");
	is(&record_deal, out.deal, "name", "上海泵业有限公司");
	is(&record_deal, out.deal, "customer", "c1");
	is(&record_deal, out.deal, "contacts", "p1");
	is(&record_deal, out.deal, "source", "trade-show");
	is(&record_deal, out.deal, "campaign", "cp1");
	is(&record_deal, out.deal, "stage", "prospecting");
	is(&record_task, 1, "about", "p1");
	is(&record_event, 1, "about", "p1");
	is(&record_note, 1, "about", "p1");
	is(&record_lead, lead, "status", "converted");
	is(&record_lead, lead, "converted_customer", "c1");
	is(&record_lead, lead, "converted_contact", "p1");
	is(&record_lead, lead, "converted_deal", "d1");
	begin();
	refused(convert(lead, &(struct conversion){ 0 }, &out), "l1 has already been converted, to c1 and p1");
	change_rollback(store);
	undo_gives(change, before);
}

static void close_names_are_refused(void **state)
{
	struct converted out;

	(void)state;
	int64_t lead = fill();
	begin();
	add(&record_customer, "name", "上海泵业", "industry", "", "website", "https://old.example.com", NULL);
	commit();
	begin();
	refused(convert(lead, &(struct conversion){ 0 }, &out), "撞单: '上海泵业有限公司' is similar to c1 上海泵业; use --customer=c1, or --new-customer");
	change_rollback(store);
	begin();
	ok(convert(lead, &(struct conversion){ .customer = 1, .activities = ACTIVITIES_CUSTOMER }, &out));
	assert_int_equal(out.customer, 1);
	assert_false(out.made_customer);
	is(&record_customer, 1, "name", "上海泵业");
	is(&record_customer, 1, "website", "https://old.example.com");
	is(&record_customer, 1, "employees", "80");
	is(&record_customer, 1, "notes", "met at the fair");
	is(&record_task, 1, "about", "c1");
	change_rollback(store);
	begin();
	ok(convert(lead, &(struct conversion){ .new_customer = true }, &out));
	assert_int_equal(out.customer, 2);
	change_rollback(store);
	begin();
	add(&record_customer, "name", "上海泵业有限公司", NULL);
	ok(convert(lead, &(struct conversion){ 0 }, &out));
	assert_int_equal(out.customer, 2);
	assert_false(out.made_customer);
	change_rollback(store);
	begin();
	refused(convert(lead, &(struct conversion){ .customer = 77 }, &out), "there is no customer c77");
	refused(convert(lead, &(struct conversion){ .customer = 1, .new_customer = true }, &out), "exclude each other");
	refused(convert(lead, &(struct conversion){ .activities = ACTIVITIES_DEAL }, &out), "not created");
	refused(convert(77, &(struct conversion){ 0 }, &out), "there is no lead l77");
	refused(convert(lead, &(struct conversion){ .customer = 1, .make_deal = true }, &out), "deal: close_on is required");
	change_rollback(store);
}

static void known_contacts_are_taken(void **state)
{
	struct converted out;

	(void)state;
	int64_t lead = fill();
	begin();
	add(&record_customer, "name", "上海泵业有限公司", NULL);
	add(&record_contact, "name", "王伟", "customer", "c1", "mobile", "13900139000", NULL);
	add(&record_contact, "name", "王伟", "customer", "c1", "mobile", "+86 138 0013 8000", NULL);
	ok(convert(lead, &(struct conversion){ 0 }, &out));
	commit();
	assert_int_equal(out.contact, 2);
	assert_false(out.made_contact);
	is(&record_contact, 2, "title", "经理");
	is(&record_contact, 2, "mobile", "+86 138 0013 8000");
}

static void a_person_alone(void **state)
{
	struct converted out;

	(void)state;
	begin();
	add(&record_customer, "name", "王芳", "kind", "person", "phone", "13700137000", NULL);
	add(&record_lead, "name", "王伟", "mobile", "13800138000", NULL);
	add(&record_lead, "name", "王芳", "mobile", "13800138000", NULL);
	add(&record_lead, "name", "王芳", "mobile", "137 0013 7000", NULL);
	commit();
	begin();
	struct assignment *region = assign(&record_customer, "region={{name}}");
	ok(convert(1, &(struct conversion){ .customer_fields = region, .customer_count = 1 }, &out));
	merge_release(region->merge);
	is(&record_customer, out.customer, "name", "王伟");
	is(&record_customer, out.customer, "kind", "person");
	is(&record_customer, out.customer, "phone", "13800138000");
	is(&record_customer, out.customer, "region", "王伟");
	is(&record_contact, out.contact, "customer", "c2");
	commit();
	begin();
	refused(convert(2, &(struct conversion){ 0 }, &out), "'王芳' is similar to c1 王芳");
	ok(convert(3, &(struct conversion){ 0 }, &out));
	assert_int_equal(out.customer, 1);
	commit();
}

static void work_is_handed_over(void **state)
{
	int64_t moved[RECORD_TYPE_LIMIT];

	(void)state;
	begin();
	add(&record_user, "login", "mei", "name", "Mei", NULL);
	add(&record_user, "login", "old", "name", "Old", "active", "no", NULL);
	add(&record_customer, "name", "Acme", NULL);
	add(&record_customer, "name", "Gone", "archived", "yes", NULL);
	add(&record_customer, "name", "Other", "owner", "u2", NULL);
	add(&record_deal, "name", "Open", "customer", "c1", "close_on", "2026-06-30", NULL);
	add(&record_deal, "name", "Won", "customer", "c1", "close_on", "2026-06-30", "stage", "won", NULL);
	add(&record_task, "subject", "Open", NULL);
	add(&record_task, "subject", "Done", "status", "done", NULL);
	add(&record_event, "subject", "Held", "starts_at", "2026-03-01", "status", "held", NULL);
	add(&record_event, "subject", "Planned", "starts_at", "2026-03-09", NULL);
	commit();
	const char *before = everything();
	begin();
	ok(handover_run(store, &(struct handover){ .from = 1, .to = 2 }, moved));
	int64_t change = commit();
	assert_int_equal(moved[schema_index(store->schema, &record_customer)], 2);
	assert_int_equal(moved[schema_index(store->schema, &record_event)], 2);
	is(&record_deal, 1, "owner", "u2");
	is(&record_deal, 2, "owner", "u1");
	is(&record_task, 1, "owner", "u2");
	is(&record_task, 2, "owner", "u1");
	undo_gives(change, before);

	begin();
	int64_t only[] = { anyref_pack(&record_event, 2), anyref_pack(&record_customer, 2), anyref_pack(&record_customer, 1) };
	ok(handover_run(store, &(struct handover){ .from = 1, .to = 2, .open_only = true, .only = only, .only_count = 3 }, moved));
	is(&record_customer, 1, "owner", "u2");
	is(&record_customer, 2, "owner", "u1");
	is(&record_event, 2, "owner", "u2");
	is(&record_deal, 1, "owner", "u1");
	refused(handover_run(store, &(struct handover){ .from = 1, .to = 3 }, moved), "u3 is not active");
	refused(handover_run(store, &(struct handover){ .from = 1, .to = 9 }, moved), "there is no user u9");
	refused(handover_run(store, &(struct handover){ .from = 1, .to = 1 }, moved), "already has the work");
	change_rollback(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(becomes_three, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(close_names_are_refused, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(known_contacts_are_taken, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(a_person_alone, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(work_is_handed_over, database_setup, database_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
