#include "store/check.h"
#include "store/search.h"

#include "database.h"
#include "people/people.h"
#include "selling/document_convert.h"

#include <fcntl.h>
#include <sys/stat.h>

static struct text findings;
static int64_t found, fixed;

static void take(void *context, const struct finding *finding)
{
	(void)context;
	text_printf(&findings, "%s\n", finding->line);
}

static const char *check(bool fix)
{
	text_clear(&findings);
	ok(store_check(store, fix, take, NULL, &found, &fixed));
	return text_string(&findings);
}

static void run(const char *sql)
{
	ok(db_run(store->db, sql));
}

static void is_clean(void)
{
	const char *text = check(false);

	if (*text)
		fail_msg("%s", text);
	assert_int_equal(found, 0);
}

/* Customers c1, c2 (referred by c1), contact p1, deal d1 with it, task t1 about c1. */
static void fill(void)
{
	begin();
	add(&record_customer, "name", "Acme 公司", "phone", "0512-1234567", "email", "a@b.cn", "website", "b.cn", "class", "a", "tags", "vip,old", "founded_on",
	    "2001-02-03", "birthday", "--05-17", "annual_revenue", "10", NULL);
	add(&record_customer, "name", "Other", "referred_by", "c1", NULL);
	add(&record_contact, "name", "Wang", "customer", "c1", NULL);
	add(&record_deal, "name", "Big", "customer", "c1", "close_on", "2026-04-01", "contacts", "p1:champion", NULL);
	add(&record_task, "subject", "Call", "about", "c1", "repeat", "FREQ=DAILY", NULL);
	commit();
}

static void a_sound_database_has_no_findings(void **state)
{
	(void)state;
	is_clean();
	fill();
	is_clean();
	ok(store_check(store, true, NULL, NULL, &found, &fixed));
	assert_int_equal(fixed, 0);
	begin();
	ok(undo_change(store, 2, &(bool){ false }));
	commit();
	is_clean();
}

/* SQL of our own does not keep the words in step. */
static void make_words(void)
{
	ok(db_begin(store->db));
	ok(search_rebuild(store));
	ok(db_commit(store->db));
}

static void finds(const char *sql, const char *finding, const char *mend)
{
	run(sql);
	make_words();
	const char *text = check(false);
	if (!strstr(text, finding))
		fail_msg("%s: '%s' does not say '%s'", sql, text, finding);
	assert_int_equal(found, 1);
	run(mend);
	make_words();
	is_clean();
}

static void words_out_of_step_are_found_and_made_anew(void **state)
{
	(void)state;
	fill();
	run("update customer set name = 'Altered' where id = 2");
	const char *text = check(false);
	assert_string_equal(text, "c2: its words in the full-text table do not match the record\n");
	check(true);
	assert_int_equal(fixed, 1);
	is_clean();
	run("insert into search (rowid, words) values (2 * 256 + 2, 'stranger ')");
	check(false);
	assert_int_equal(found, 1);
	check(true);
	is_clean();
	run("insert into search (rowid, words) values (2 * 256 + 240, 'stranger ')");
	assert_string_equal(check(false), "the words of the full-text table belong to other records\n");
	check(true);
	is_clean();
}

static void finds_values(void **state)
{
	(void)state;
	fill();
	finds("update customer set bill_city = '' where id = 1", "c1: bill_city: an empty text instead of no value\n", "update customer set bill_city = null");
	finds("update customer set name = 'e' || char(769) where id = 2", "c2: name: the text is not in normal form C",
	      "update customer set name = 'é' where id = 2");
	finds("update customer set name = cast(x'41ff' as text) where id = 2", "c2: name: byte 2 is not UTF-8", "update customer set name = 'x' where id = 2");
	finds("update customer set class = 'z' where id = 1", "c1: class: 'z' is not one of its values", "update customer set class = 'a' where id = 1");
	finds("update customer set class = 'unset' where id = 1", "c1: class: unset is stored as no value", "update customer set class = 'a' where id = 1");
	finds("update customer set founded_on = '2024-02-30' where id = 1", "c1: founded_on: 2024-02-30: February 2024 has no day 30",
	      "update customer set founded_on = null");
	finds("update customer set founded_on = '2024/02/03' where id = 1", "c1: founded_on: 2024/02/03 is not in its stored form, 2024-02-03",
	      "update customer set founded_on = null");
	finds("update customer set created_at = 'then' where id = 1", "c1: created_at: ", "update customer set created_at = '2026-03-05T01:00:00Z'");
	finds("update customer set archived = 2 where id = 1", "c1: archived: neither yes (1) nor no (0)", "update customer set archived = 0");
	finds("update customer set currency = 'XYZ' where id = 1", "c1: currency: XYZ is not a currency", "update customer set currency = 'CNY'");
	finds("update customer set currency = 'cny' where id = 1", "c1: currency: cny does not match the pattern", "update customer set currency = 'CNY'");
	finds("update customer set email = 'nobody' where id = 1", "c1: email: nobody is not an e-mail address", "update customer set email = null");
	finds("update customer set tags = ',b,a,' where id = 1", "c1: tags: ,b,a, is not in its stored form, ,a,b,", "update customer set tags = null");
	finds("update customer set tags = 'a' where id = 1", "c1: tags: the value is damaged", "update customer set tags = null");
	finds("update task set repeat = 'ALWAYS'", "t1: repeat: ALWAYS is not a recurrence rule", "update task set repeat = null");
	finds("update deal set pipeline = 'other'", "d1: stage: the pipeline other has no stage prospecting", "update deal set pipeline = 'sales'");
	finds("update deal_contacts set role = 'hero'", "d1: contacts: p1: 'hero' is not a role", "update deal_contacts set role = null");
}

/* What the versions before took, and is read in another way now: nobody is to be bothered with it. */
static void old_forms_are_values(void **state)
{
	static const char *const old[] = {
		"update customer set email = 'a@@b.com' where id = 1", "update customer set email = 'mailto:max@example.com' where id = 1",
		"update customer set email = 'a@-b.com.' where id = 1", "update customer set email = 'a@b.com' || char(8203) where id = 1",
		"update customer set tags = ',外贸，老客户,' where id = 1", "update customer set tags = ',a、b,c,' where id = 1",
	};

	(void)state;
	fill();
	for (size_t i = 0; i < sizeof old / sizeof *old; i++) {
		run(old[i]);
		make_words();
		is_clean();
	}
}

static void finds_cycles(void **state)
{
	(void)state;
	fill();
	finds("update customer set referred_by = 2 where id = 1", "c1: referred_by: c1 is its own referred_by, by way of c2",
	      "update customer set referred_by = null where id = 1");
	finds("update customer set referred_by = 1 where id = 1", "c1: referred_by: c1 is its own referred_by, by way of c1",
	      "update customer set referred_by = null where id = 1");
	finds("update contact set reports_to = 1", "p1: reports_to: p1 is its own", "update contact set reports_to = null");
}

static void counters_are_raised(void **state)
{
	(void)state;
	fill();
	run("update counter set value = 1 where name = 'customer'; delete from counter where name = 'task'");
	const char *text = check(false);
	assert_string_equal(text, "counter customer: it is 1, but c2 was assigned\ncounter task: it is 0, but t1 was assigned\n");
	check(true);
	assert_int_equal(found, 2);
	assert_int_equal(fixed, 2);
	is_clean();
	begin();
	assert_int_equal(add(&record_customer, "name", "Third", NULL), 3);
	commit();
	/* Ids of records that are gone count too. */
	begin();
	ok(save_remove(store, load(&record_customer, 3), &arena));
	commit();
	finds("update counter set value = 2 where name = 'customer'", "counter customer: it is 2, but c3 was assigned",
	      "update counter set value = 3 where name = 'customer'");
}

static void references_that_lead_nowhere_are_emptied(void **state)
{
	(void)state;
	fill();
	run("pragma foreign_keys = off; delete from contact; update customer set referred_by = 77 where id = 2; update task set about = 99 * 256 + 2; "
	    "pragma foreign_keys = on");
	make_words();
	const char *text = check(false);
	assert_non_null(strstr(text, "c2: referred_by: there is no customer c77\n"));
	assert_non_null(strstr(text, "d1: contacts: there is no contact p1\n"));
	assert_non_null(strstr(text, "t1: about: there is no customer c99\n"));
	assert_int_equal(found, 3);
	check(true);
	assert_int_equal(fixed, 3);
	is_clean();
	is(&record_customer, 2, "referred_by", "");
	is(&record_task, 1, "about", "");
	is(&record_deal, 1, "contacts", "");
	/* It is a change like any other. */
	int64_t change;
	ok(undo_newest(store, false, INT64_MAX, &change));
	assert_int_equal(change, 3);
	/* An any-reference to a type that there is not. */
	finds("update task set about = 5 * 256 + 59", "t1: about: 1339 refers to no known type", "update task set about = null");
	/* What is required cannot be emptied, and is reported. */
	run("pragma foreign_keys = off; update deal set customer = 55; pragma foreign_keys = on");
	check(true);
	assert_int_equal(found, 1);
	assert_int_equal(fixed, 0);
	assert_string_equal(text_string(&findings), "d1: customer: there is no customer c55\n");
}

static void finds_in_the_journal(void **state)
{
	(void)state;
	fill();
	finds("insert into entry (id, change, type, record, operation) values (100, 9, 2, 1, 1)", "journal entry 100: ch9 does not have it",
	      "delete from entry where id = 100");
	run("update change set last_entry = first_entry - 1 where id = 2; delete from entry where change = 2");
	assert_string_equal(check(false), "ch2: its entries end (2) before they begin (3)\n");
}

static void finds_in_entries(void **state)
{
	int64_t first;

	(void)state;
	fill();
	ok(db_one(store->db, &first, "select first_entry from change where id = 2"));
	assert_int_equal(first, 3);
	finds("update entry set operation = 7 where id = 3", "journal entry 3 of ch2: it is not a valid creation, change or removal",
	      "update entry set operation = 1 where id = 3");
	finds("update entry set type = 59 where id = 3", "journal entry 3: its record is of no known type", "update entry set type = 2 where id = 3");
	finds("update change set undone_by = 9 where id = 2", "ch2: the change that it undoes, or that undid it, does not exist",
	      "update change set undone_by = null");
	finds("insert into change (id, at, command, first_entry, last_entry) values (3, '2026-03-05T01:00:00Z', 'x', 3, 3)",
	      "ch3: its entries begin at 3, which ch2 has too", "delete from change where id = 3");
}

static void finds_merged_references(void **state)
{
	(void)state;
	fill();
	begin();
	add(&record_alias, "type", "2", "record", "2", "kept", "1", NULL);
	ok(save_remove(store, load(&record_customer, 2), &arena));
	commit();
	is_clean();
	finds("update alias set kept = 9", "al1: c2 was merged into c9, which does not exist", "update alias set kept = 1");
	finds("update alias set kept = 2", "al1: c2 leads back to itself", "update alias set kept = 1");
	finds("update alias set type = 59", "al1: type: there is no type 59", "update alias set type = 2");
	finds("update alias set record = 1, kept = 1", "al1: c1 leads back to itself", "update alias set record = 2");
}

/* Bytes of the file itself are damaged: SQLite finds it, and nothing falls over. */
static void finds_damage(void **state)
{
	char path[80];

	(void)state;
	fill();
	run("pragma wal_checkpoint(truncate)");
	snprintf(path, sizeof path, "%s/crm.db", database_directory);
	int64_t root;
	ok(db_one(store->db, &root, "select rootpage from sqlite_schema where name = 'customer_name'"));
	store_close(store);
	store = NULL;
	int handle = open(path, O_RDWR);
	assert_int_equal(pwrite(handle, "\x0a\x00\x00\x00\x01\x00\x05", 7, (root - 1) * 4096), 7);
	close(handle);
	database_reopen("2026-03-05T02:00:00Z");
	text_clear(&findings);
	enum status status = store_check(store, false, take, NULL, &found, &fixed);
	assert_true(status == STATUS_DATA || found > 0);
}

/* Two orders, so1 partly delivered, invoiced and credited, so2 by instalments; a purchase, partly billed. */
static void fill_documents(void)
{
	const struct document_part two = { .line = 1, .quantity = 2000000, .counted = true, .serials = "A1,A2" };
	const struct document_request part = { .parts = &two, .part_count = 1 }, issued = { .parts = &two, .part_count = 1, .issue = true };
	int64_t made;

	begin();
	add(&record_customer, "name", "Acme", NULL);
	add(&record_supplier, "name", "Works", NULL);
	add(&record_product, "name", "Pump", "price", "100", NULL);
	add(&record_product, "name", "Valve", "price", "10", NULL);
	for (int64_t i = 1; i <= 2; i++) {
		assert_int_equal(add(&record_order, "customer", "c1", NULL), i);
		add(&record_order_line, "parent", i == 1 ? "so1" : "so2", "product", "pr1", "qty", "4", NULL);
		ok(document_change_state(store, document_kind(&record_order), i, "approved", NULL, &arena));
	}
	ok(order_deliver(store, 1, &part, &arena, &made));
	ok(order_invoice(store, 1, &issued, &arena, &made));
	ok(invoice_credit(store, 1, &(struct document_request){ .parts = &(struct document_part){ .line = 1, .quantity = 1000000, .counted = true }, .part_count = 1, .rebill = true }, &arena, &made));
	assert_int_equal(made, 2);
	ok(order_plan(store, 2, &(struct terms){ .count = 1, .parts = { { .percent = TERMS_WHOLE, .when = TERM_SIGNING } } }, &arena));
	ok(order_invoice(store, 2, &(struct document_request){ .instalment = 1 }, &arena, &made));
	for (int64_t i = 1; i <= 2; i++) {
		assert_int_equal(add(&record_purchase, "supplier", "su1", NULL), i);
		add(&record_purchase_line, "parent", i == 1 ? "po1" : "po2", "description", "Freight", "qty", "4", NULL);
	}
	ok(document_change_state(store, document_kind(&record_purchase), 1, "approved", NULL, &arena));
	ok(purchase_bill(store, 1, &part, &arena, &made));
	commit();
}

/* One damage may have several findings. */
static void finds_among(const char *sql, const char *finding, const char *mend)
{
	run(sql);
	const char *text = check(false);
	if (!strstr(text, finding))
		fail_msg("%s: '%s' does not say '%s'", sql, text, finding);
	run(mend);
	is_clean();
}

/* What no write can bring about: tests/line_links.t has the refusals. */
static void finds_links_of_lines(void **state)
{
	(void)state;
	fill_documents();
	is_clean();
	finds_among("update delivery_line set order_line = 2", "dn1: line 1: order_line: so2.1 is not a line of so1, which dn1 names\n", "update delivery_line set order_line = 1");
	finds_among("update delivery set \"order\" = 2", "dn1: line 1: order_line: so1.1 is not a line of so2, which dn1 names\n", "update delivery set \"order\" = 1");
	finds_among("update delivery_line set qty = 5000000", "so1: line 1: 5 is delivered, and it has 4\n", "update delivery_line set qty = 2000000");
	finds_among("update delivery_line set serials = ',A1,A2,A3,'", "dn1: line 1: serials: there are more serial numbers than units\n",
	            "update delivery_line set serials = ',A1,A2,'");
	finds_among("update asset set delivery = 1, product = 2 where id = 1", "as1: delivery: dn1 delivered 0 of pr2", "update asset set product = 1");
	finds_among("update delivery_line set qty = 1000000", "as2: delivery: dn1 delivered 1 of pr1, and 1 of them are other assets\n", "update delivery_line set qty = 2000000");
	finds_among("update delivery set status = 'cancelled'", "as1: delivery: dn1 delivered 0 of pr1", "update delivery set status = 'shipped'");
	finds_among("update invoice_line set order_line = 2 where id = 1", "in1: line 1: order_line: so2.1 is not a line of so1, which in1 names\n",
	            "update invoice_line set order_line = 1 where id = 1");
	finds_among("update invoice set \"order\" = null where id = 1", "in1: line 1: order_line: so1.1 is not a line of what in1 names; order=so1 names it\n",
	            "update invoice set \"order\" = 1 where id = 1");
	finds_among("update invoice_line set qty = 6000000 where id = 1", "so1: line 1: 5 is invoiced, and it has 4\n", "update invoice_line set qty = 2000000 where id = 1");
	finds_among("update invoice_line set qty = 3000000 where id = 2", "in1: line 1: 3 is credited, and it has 2\n", "update invoice_line set qty = 1000000 where id = 2");
	finds_among("update invoice_line set qty = 3000000 where id = 2", "so1: line 1: more of it is credited than is invoiced\n", "update invoice_line set qty = 1000000 where id = 2");
	finds_among("update invoice_line set order_line = null where id = 2", "in2: line 1: order_line: in1.1, which it credits, invoices so1.1\n",
	            "update invoice_line set order_line = 1 where id = 2");
	finds_among("update invoice_line set original = 3 where id = 2", "in2: line 1: original: in3.1 is not a line of in1, which in2 names\n",
	            "update invoice_line set original = 1 where id = 2");
	finds_among("update invoice set \"order\" = 1 where id = 3", "in3: instalment: it is not one of the order that the invoice names\n", "update invoice set \"order\" = 2 where id = 3");
	finds_among("update bill_line set purchase_line = 2", "bl1: line 1: purchase_line: po2.1 is not a line of po1, which bl1 names\n", "update bill_line set purchase_line = 1");
	finds_among("update bill_line set qty = 5000000", "po1: line 1: 5 is billed, and it has 4\n", "update bill_line set qty = 2000000");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_sound_database_has_no_findings, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(finds_values, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(words_out_of_step_are_found_and_made_anew, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(old_forms_are_values, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(finds_cycles, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(counters_are_raised, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(references_that_lead_nowhere_are_emptied, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(finds_in_the_journal, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(finds_in_entries, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(finds_merged_references, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(finds_links_of_lines, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(finds_damage, database_setup, database_teardown),
	};
	int failures = cmocka_run_group_tests(tests, NULL, NULL);

	text_free(&findings);
	return failures;
}
