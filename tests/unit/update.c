/* Setting many records at once leaves what setting them one by one does; and rules look at what changed, and at no more fields than they say. */
#include "database.h"
#include "people/people.h"
#include "selling/document_convert.h"
#include "reporting/reporting.h"
#include "service/service.h"

#include "store/journal.h"
#include "store/rules.h"
#include "store/settle.h"
#include "store/update.h"
#include <sys/wait.h>

enum { RECORDS = 60, ROUNDS = 60 };

static uint64_t seed;

static uint64_t chance(uint64_t below)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (seed >> 33) % below;
}

static struct value some_text(void)
{
	static const char *const pieces[] = { "a", "海", "\t", "\n", "\r", "\\", " ", "é", "\"", "'", "0" };
	struct text text = { 0 };

	for (uint64_t left = chance(6); left; left--)
		text_add(&text, pieces[chance(sizeof pieces / sizeof *pieces)]);
	struct value value = value_text(arena_string(&arena, text_string(&text)));
	text_free(&text);
	return value;
}

static const char *text_or_empty(struct value value)
{
	return value.type == VALUE_TEXT ? value.text : "";
}

/* What a person could have written, or nothing. References are to a record that is there, now and then not. */
static struct value some_value(const struct field *field)
{
	if (chance(5) == 0)
		return (struct value){ 0 };
	if (field->kind == KIND_REF)
		return value_integer(chance(200) ? 1 : 77);
	if (field->kind == KIND_ANYREF)
		return value_integer(anyref_pack(&record_lead, 1));
	if (field->kind == KIND_PICK && field->picks && field->picks->key) {
		size_t count = 0;
		while (field->picks[count].key)
			count++;
		return value_text(field->picks[chance(count)].key);
	}
	static const char *const written[] = { "a1", "yes", "no", "-1", "0", "2", "3.5", "2026-03-05", "2026-03-05T08:00:00Z", "+86 21 55556666", "a@b.example", "https://a.example" };
	const char *text = chance(3) == 0 ? text_or_empty(some_text()) : written[chance(sizeof written / sizeof *written)];
	char currency[4] = "CNY";
	struct value value = { 0 };
	if (field_parse(&store->conventions, field, text, &arena, currency, &value, &(struct error){ 0 }))
		return (struct value){ 0 };
	return value;
}

static bool is_free(const struct type *type, size_t i)
{
	return !type->fields[i]->computed && update_is_plain(store, type, type->fields[i]);
}

/* What is set: for each touched field one value for all records, or one for each of two halves of them. */
struct setting {
	const struct type *type;
	bool *touched;
	struct value *even, *odd;
};

static enum status apply(void *context, struct record *record, struct arena *memory)
{
	const struct setting *setting = context;

	(void)memory;
	for (size_t i = 0; i < setting->type->count; i++)
		if (setting->touched[i])
			record->values[i] = record->id / 7 % 2 ? setting->odd[i] : setting->even[i];
	return STATUS_OK;
}

static enum status keep(void *context, int64_t id, enum status status)
{
	(void)context, (void)id;
	return status;
}

static enum status one_by_one(const struct setting *setting, const int64_t *ids, size_t count)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < count; i++) {
		struct record *old = load(setting->type->record, ids[i]);
		if (!old)
			return error_set(&error, STATUS_REFUSED, "there is no %s %s%lld", setting->type->record->name, setting->type->record->prefix,
			                 (long long)ids[i]);
		struct record *record = record_copy(&arena, old);
		apply((void *)(uintptr_t)setting, record, &arena);
		status = save_set(store, old, record, &arena);
	}
	return status;
}

static const char *journal(void)
{
	struct statement *statement;
	struct text all = { 0 };
	enum status status = db_ask(store->db, &statement, "select id || ' ' || change || ' ' || type || ' ' || record || ' ' || coalesce(last, '') || ' ' ||"
	                            " operation || ' ' || coalesce(before, '-') from entry order by id");

	while (db_next(statement, &status))
		text_printf(&all, "%s\n", db_text(statement, 0));
	db_done(statement);
	const char *text = arena_string(&arena, text_string(&all));
	text_free(&all);
	return text;
}

static struct setting some_setting(const struct type *type)
{
	struct setting setting = { .type = type, .touched = arena_alloc(&arena, type->count) };
	bool halves = chance(3) == 0;

	setting.even = arena_alloc(&arena, type->count * sizeof *setting.even);
	setting.odd = arena_alloc(&arena, type->count * sizeof *setting.odd);
	for (uint64_t left = 1 + chance(4); left; left--) {
		size_t i = (size_t)chance(type->count);
		if (!is_free(type, i))
			continue;
		setting.touched[i] = true;
		setting.even[i] = setting.odd[i] = some_value(type->fields[i]);
		if (halves)
			setting.odd[i] = some_value(type->fields[i]);
	}
	return setting;
}

/* Rising, with gaps and repetitions, or in any order; some that are not there. */
static size_t some_ids(int64_t *ids)
{
	bool rising = chance(4) > 0;
	uint64_t most = 1 + chance(12);
	size_t count = 0;

	for (int64_t id = 1; id <= RECORDS; id += rising ? (int64_t)chance(most + 1) : 1) {
		ids[count] = rising ? id : 1 + (int64_t)chance(RECORDS);
		if (load(&record_customer, ids[count]) || chance(300) == 0)
			count++;
		if (count == 3 * RECORDS)
			break;
	}
	return count;
}

static void agrees(const struct type *type, const char *before)
{
	int64_t ids[3 * RECORDS];
	size_t count = some_ids(ids);
	struct setting setting = some_setting(type);
	struct update update = { .type = type, .touched = setting.touched, .set = apply, .refused = keep, .context = &setting };

	begin();
	enum status wanted = one_by_one(&setting, ids, count);
	struct error said = error;
	const char *rows = everything(), *entries = journal();
	change_rollback(store);
	begin();
	enum status status = update_each(store, &update, ids, count);
	assert_int_equal(status, wanted);
	if (status) {
		assert_string_equal(error.message, said.message);
		change_rollback(store);
		return;
	}
	assert_string_equal(everything(), rows);
	assert_string_equal(journal(), entries);
	if (chance(10) || change_is_empty(store)) {
		change_rollback(store);
		return;
	}
	undo_gives(commit(), before);
}

/* All types have the ids that customers have, so that one list of ids serves. */
static void many_are_set_as_one_by_one(void **state)
{
	static const struct record_type *const types[] = { &record_customer, &record_product, &record_note, &record_task };

	(void)state;
	for (seed = 1; seed <= 3; seed++) {
		uint64_t start = seed;
		if (seed > 1)
			database_teardown(state), database_setup(state);
		begin();
		for (size_t t = 0; t < sizeof types / sizeof *types; t++)
			for (int i = 1; i <= RECORDS; i++)
				assert_int_equal(add(types[t], types[t]->title, arena_printf(&arena, "n%d", i), NULL), i);
		for (int i = 5; i <= RECORDS; i += 11)
			for (size_t t = 0; t < sizeof types / sizeof *types; t++)
				ok(save_remove(store, load(types[t], i), &arena));
		commit();
		database_reopen("2026-03-05T03:00:00Z");
		const char *before = everything();
		for (int round = 0; round < ROUNDS; round++) {
			struct setting filled = some_setting(store_type(store, types[round % 4]));
			int64_t ids[3 * RECORDS];
			begin();
			if (one_by_one(&filled, ids, some_ids(ids)))
				change_rollback(store);
			else
				commit(), before = everything();
			agrees(filled.type, before);
		}
		seed = start;
	}
}

/* More than one stretch, and texts that end one early. */
static void stretches_join(void **state)
{
	const struct type *type = store_type(store, &record_customer);
	struct setting setting = { .type = type, .touched = arena_alloc(&arena, type->count) };
	struct update update = { .type = type, .touched = setting.touched, .set = apply, .refused = keep, .context = &setting };
	size_t city = type_index(type, "bill_city"), street = type_index(type, "bill_street");
	static char large[400 * 1000];
	int64_t ids[1300], count;

	(void)state;
	memset(large, 'x', sizeof large - 1);
	begin();
	for (int i = 1; i <= 1300; i++) {
		assert_int_equal(add(&record_customer, "name", "n", "bill_street", i > 600 && i < 610 ? large : "s", NULL), i);
		ids[i - 1] = i;
	}
	commit();
	setting.even = arena_alloc(&arena, type->count * sizeof *setting.even);
	setting.odd = setting.even;
	setting.even[city] = value_text("海口");
	setting.even[street] = value_text("t");
	setting.touched[city] = setting.touched[street] = true;
	begin();
	ok(update_each(store, &update, ids, 1300));
	int64_t change = commit();
	ok(db_one(store->db, &count, "select count(*) from customer where bill_city = '海口' and bill_street = 't'"));
	assert_int_equal(count, 1300);
	ok(db_one(store->db, &count, "select count(*) from entry where change = %jd", change));
	assert_int_equal(count, 1300);
	begin();
	ok(undo_change(store, change, &(bool){ false }));
	commit();
	ok(db_one(store->db, &count, "select count(*) from customer where bill_city is null and length(bill_street) = %jd", sizeof large - 1));
	assert_int_equal(count, 9);
}

/* Records in states that rules care about. */
static void fill_people(void)
{
	begin();
	assert_int_equal(add(&record_customer, "name", "Acme", "annual_revenue", "12", NULL), 1);
	assert_int_equal(add(&record_contact, "name", "Li", "customer", "c1", NULL), 1);
	assert_int_equal(add(&record_lead, "company", "Acme", "name", "Li", "annual_revenue", "5", NULL), 1);
	assert_int_equal(add(&record_lead, "company", "Bolt", "name", "Wu", "status", "contacted", NULL), 2);
	ok(set(&record_lead, 2, "status", "converted", "converted_customer", "c1", NULL));
	assert_int_equal(add(&record_deal, "name", "Pumps", "customer", "c1", "close_on", "2026-06-30", "stage", "won", "amount", "9", NULL), 1);
	assert_int_equal(add(&record_deal, "name", "Pumps", "customer", "c1", "close_on", "2026-06-30", NULL), 2);
	assert_int_equal(add(&record_task, "subject", "Call", "status", "done", "start_on", "2026-06-30", "due_on", "2026-07-01", NULL), 1);
	assert_int_equal(add(&record_event, "subject", "Call", "about", "l1", "starts_at", "2026-03-05 10:00", "ends_at", "2026-03-05 11:00", NULL), 1);
	assert_int_equal(add(&record_event, "subject", "Call", "about", "c1", "starts_at", "2026-03-05 10:00", "status", "held", NULL), 2);
	assert_int_equal(add(&record_note, "body", "asked for the price list", NULL), 1);
	assert_int_equal(add(&record_campaign, "name", "Fair", "starts_on", "2026-06-30", "ends_on", "2026-07-01", NULL), 1);
	commit();
	is(&record_lead, 1, "first_response_at", "");
}

/* Documents that are issued, and drafts. */
static void fill_selling(void)
{
	const struct document_part two = { .line = 1, .quantity = 2000000, .counted = true, .serials = "A1,A2" };
	const struct document_part one = { .line = 1, .quantity = 1000000, .counted = true, .serials = "A2" };
	const struct document_request part = { .parts = &two, .part_count = 1 };
	int64_t made;

	begin();
	assert_int_equal(add(&record_supplier, "name", "Works", NULL), 1);
	assert_int_equal(add(&record_product, "name", "Pump", "price", "100", "supplier", "su1", "sold_from", "2026-01-01", "sold_until", "2026-12-31", NULL), 1);
	assert_int_equal(add(&record_pricebook, "name", "Trade", "standard", "yes", NULL), 1);
	assert_int_equal(add(&record_pricebook_entry, "parent", "pb1", "product", "pr1", "price", "90", NULL), 1);
	assert_int_equal(add(&record_rate, "currency", "USD", "rate", "7", "valid_from", "2026-01-01", NULL), 1);
	assert_int_equal(add(&record_quote, "customer", "c1", "subject", "Station", NULL), 1);
	assert_int_equal(add(&record_quote_line, "parent", "q1", "product", "pr1", "qty", "4", NULL), 1);
	ok(quote_order(store, 1, &(struct document_request){ 0 }, &arena, &made));
	ok(document_change_state(store, document_kind(&record_order), 1, "approved", NULL, &arena));
	ok(order_deliver(store, 1, &part, &arena, &made));
	ok(order_invoice(store, 1, &(struct document_request){ .parts = &two, .part_count = 1, .issue = true }, &arena, &made));
	ok(order_invoice(store, 1, &(struct document_request){ 0 }, &arena, &made));
	ok(invoice_credit(store, 1, &(struct document_request){ 0 }, &arena, &made));
	ok(document_change_state(store, document_kind(&record_order), 1, "draft", NULL, &arena));
	ok(document_change_state(store, document_kind(&record_order), 1, "approved", NULL, &arena));
	assert_int_equal(add(&record_purchase, "supplier", "su1", NULL), 1);
	assert_int_equal(add(&record_purchase_line, "parent", "po1", "product", "pr1", "qty", "5", NULL), 1);
	ok(settle_run(store));
	ok(purchase_receive(store, 1, &(struct document_request){ 0 }, &arena, &made));
	ok(purchase_bill(store, 1, &(struct document_request){ 0 }, &arena, &made));
	ok(bill_credit(store, 1, &(struct document_request){ 0 }, &arena, &made));
	assert_int_equal(made, 2);
	struct assignment reason;
	ok(assign_parse(store, store_type(store, &record_delivery), NULL, "reason=leaks", &arena, &reason));
	ok(delivery_return(store, 1, &(struct document_request){ .fields = &reason, .field_count = 1, .parts = &one, .part_count = 1 }, &arena, &made));
	assert_int_equal(made, 2);
	assert_int_equal(add(&record_fapiao, "number", "12345678901234567890", "invoices", "in1", NULL), 1);
	assert_int_equal(add(&record_payment, "customer", "c1", "amount", "50", NULL), 1);
	assert_int_equal(add(&record_allocation, "parent", "pay1", "invoice", "in1", "amount", "20", NULL), 1);
	commit();
}

static void fill_service(void)
{
	begin();
	assert_int_equal(add(&record_ticket, "title", "Leak", "customer", "c1", NULL), 1);
	assert_int_equal(add(&record_comment, "parent", "tk1", "text", "sent somebody", NULL), 1);
	assert_int_equal(add(&record_faq, "question", "How?", "answer", "So.", NULL), 1);
	assert_int_equal(add(&record_template, "name", "Letter", "subject", "Hello", "body", "text", NULL), 1);
	assert_int_equal(add(&record_mail, "subject", "Hello", "to", "a@b.example", "body", "text", NULL), 1);
	assert_int_equal(add(&record_reminder, "key", "k", "rule", "task-due", "recipient", "u1", "channel", "mail", "due_at", "2026-03-05", NULL), 1);
	commit();
}

static void fill_reporting(void)
{
	begin();
	assert_int_equal(add(&record_report, "name", "Deals", "from", "deal", "group", "stage", "columns", "count", NULL), 1);
	assert_int_equal(add(&record_target, "person", "u1", "measure", "calls", "period", "2026-03", "value", "20", NULL), 1);
	commit();
}

/* Of a rule that is asked always no field is changed: it has nothing to say of a record that stays as it is. */
static void others_are_nothing_to(const struct rule *rule, const struct type *type, int64_t id)
{
	struct record *old = load(type->record, id);

	if (!old)
		return;
	struct record *record = record_copy(&arena, old);
	for (size_t i = 0; i < type->count; i++) {
		const struct field *field = type->fields[i];
		if (rule->fields && !rules_look_at(store, type, field) && (field_stored(field) || field->kind == KIND_REFS))
			record->values[i] = some_value(field);
	}
	struct record *given = record_copy(&arena, record);
	int64_t entries = store->change.next_entry;
	ok(rule->before ? rule->before(store, old, record, &arena) : STATUS_OK);
	for (size_t i = 0; i < type->count; i++)
		if (!value_equal(&record->values[i], &given->values[i]))
			fail_msg("the rule of %s sets %s, though nothing changed that it says it looks at", type->record->name, type->fields[i]->name);
	ok(rule->after ? rule->after(store, old, record, &arena) : STATUS_OK);
	if (store->change.next_entry != entries || store->change.creations)
		fail_msg("the rule of %s writes records, though nothing changed that it says it looks at", type->record->name);
}

/* A first record of a type that is not among those above: with what it must have, a child below a first record of its parent. */
static void fill(const struct record_type *record)
{
	const struct type *type = store_type(store, record);
	struct record *new = record_new(&arena, type);

	for (size_t i = 0; i < type->count; i++) {
		const struct field *field = type->fields[i];
		for (int tries = 0; tries < 100 && field->required && field_stored(field) && !field->computed && new->values[i].type == VALUE_NULL; tries++)
			new->values[i] = field->target ? value_integer(1) : some_value(field);
		if (new->values[i].type == VALUE_INTEGER && field->target && !load(field->target, 1))
			fill(field->target);
	}
	if (save_add(store, new, &arena))
		fail_msg("there is no record here for the rules of %s, and one with required fields alone is refused (%s): add one above", record->name, store->error->message);
}

/* Only these are written by the hundred thousand: the rules of all others are always asked. */
static bool may_list_fields(const struct record_type *record)
{
	static const struct record_type *const types[] = { &record_customer, &record_contact, &record_lead, &record_deal, &record_task, &record_event, &record_product };

	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (types[i] == record)
			return true;
	return false;
}

static void rules_look_at_what_they_say(void **state)
{
	(void)state;
	fill_people();
	fill_selling();
	fill_service();
	fill_reporting();
	seed = 9;
	begin();
	for (size_t d = 0; domains[d]; d++)
		for (const struct rule *rule = domains[d]->rules; rule && rule->type; rule++)
			if (rule->type != &record_file && !load(rule->type, 1))
				fill(rule->type);
	commit();
	begin();
	for (size_t d = 0; domains[d]; d++)
		for (const struct rule *rule = domains[d]->rules; rule && rule->type; rule++) {
			const struct type *type = store_type(store, rule->type);
			if (rule->type == &record_file) /* needs content: tests/files.t */
				continue;
			if (rule->fields && !may_list_fields(rule->type))
				fail_msg("the rule of %s lists fields: it is asked at every write, unless the type is written by the hundred thousand", rule->type->name);
			for (const char *const *name = rule->fields; name && *name; name++)
				if (!type_field(type, *name, NULL))
					fail_msg("the rule of %s looks at %s, which there is not", rule->type->name, *name);
			for (int round = 0; round < (rule->fields ? ROUNDS : 3); round++)
				others_are_nothing_to(rule, type, 1 + round % 3);
		}
	change_rollback(store);
}

/* A done task without its time, as a damaged file may have it, gets it when its status is set, not with its subject or its days. */
static void a_rule_that_is_not_asked_does_nothing(void **state)
{
	(void)state;
	fill_people();
	begin();
	ok(db_run(store->db, "update task set done_at = null"));
	ok(set(&record_task, 1, "subject", "Second call", NULL));
	is(&record_task, 1, "done_at", "");
	ok(set(&record_task, 1, "due_on", "2026-07-02", NULL));
	is(&record_task, 1, "done_at", "");
	ok(set(&record_task, 1, "status", "waiting", NULL));
	ok(set(&record_task, 1, "status", "done", NULL));
	assert_string_not_equal(shown(&record_task, 1, "done_at"), "");
	commit();
}

/* Rules of notes that list too few fields. */
static enum status refuses(struct store *into, const struct record *old, struct record *record, struct arena *memory)
{
	(void)old, (void)record, (void)memory;
	return error_set(into->error, STATUS_REFUSED, "never");
}

static enum status sets(struct store *into, const struct record *old, struct record *record, struct arena *memory)
{
	(void)into, (void)old, (void)memory;
	*record_value(record, "body") = value_text("x");
	return STATUS_OK;
}

static enum status writes(struct store *into, const struct record *old, const struct record *record, struct arena *memory)
{
	struct record *campaign = record_new(memory, store_type(into, &record_campaign));

	(void)old, (void)record;
	*record_value(campaign, "name") = value_text("x");
	return save_add(into, campaign, memory);
}

static enum status has_no_objection(struct store *into, const struct record *old, struct record *record, struct arena *memory)
{
	(void)into, (void)old, (void)record, (void)memory;
	return STATUS_OK;
}

/* Writes a note under one rule that says it looks at the customer only; by save_set, or by many at once. Whether the process aborts. */
static bool aborts(const struct rule *rule, bool many)
{
	const struct rule **rules = memory_alloc(2 * sizeof *rules);
	struct setting setting = { .type = store_type(store, &record_note), .touched = arena_alloc(&arena, store_type(store, &record_note)->count) };
	struct update update = { .type = setting.type, .touched = setting.touched, .set = apply, .refused = keep, .context = &setting };
	size_t body = type_index(setting.type, "body");
	int64_t one = 1;
	int status;

	rules[0] = rule;
	rules[1] = NULL;
	const struct rule ***slot = &store->prepared[schema_index(store->schema, &record_note)].rules;
	free(*slot);
	*slot = rules;
	setting.touched[body] = true;
	setting.even = setting.odd = arena_alloc(&arena, setting.type->count * sizeof *setting.even);
	setting.even[body] = value_text("y");
	fflush(NULL);
	pid_t child = fork();
	if (!child) {
		fclose(stderr);
		_exit(many ? (int)update_each(store, &update, &one, 1) : (int)set(&record_note, 1, "body", "y", NULL));
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	if (WIFEXITED(status))
		assert_int_equal(WEXITSTATUS(status), 0);
	return !WIFEXITED(status);
}

static void a_rule_that_lists_too_little_is_caught(void **state)
{
	static const char *const fields[] = { "about", NULL };
	const struct rule refusing = { .type = &record_note, .fields = fields, .before = refuses }, setting = { .type = &record_note, .fields = fields, .before = sets };
	const struct rule writing = { .type = &record_note, .fields = fields, .after = writes }, sound = { .type = &record_note, .fields = fields, .before = has_no_objection };

	(void)state;
	begin();
	assert_int_equal(add(&record_note, "title", "n", "body", "b", NULL), 1);
	for (int many = 0; many < 2; many++) {
		assert_false(aborts(&sound, many));
		assert_true(aborts(&refusing, many));
		assert_true(aborts(&setting, many));
		assert_true(aborts(&writing, many));
	}
	store->proves_rules = false;
	assert_false(aborts(&refusing, false));
	change_rollback(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(many_are_set_as_one_by_one, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(stretches_join, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(rules_look_at_what_they_say, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(a_rule_that_is_not_asked_does_nothing, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(a_rule_that_lists_too_little_is_caught, database_setup, database_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
