/* Setting many records at once leaves what setting them one by one does; and rules look at the fields that they say and at no others. */
#include "database.h"
#include "people/people.h"

#include "store/journal.h"
#include "store/rules.h"
#include "store/update.h"

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

/* Any value that the column takes: what people may write is not the store's business. References are to a record that is there, now and then not. */
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
	if (chance(5) == 0 && kind_value_type(field->kind) == VALUE_TEXT)
		return value_text("a 1");
	return kind_value_type(field->kind) == VALUE_TEXT ? some_text() : value_integer((int64_t)chance(4) - 1);
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
	static const struct record_type *const types[] = { &record_customer, &record_campaign, &record_note, &record_task };

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
	ok(undo_change(store, change));
	commit();
	ok(db_one(store->db, &count, "select count(*) from customer where bill_city is null and length(bill_street) = %jd", sizeof large - 1));
	assert_int_equal(count, 9);
}

/* Records in states that rules care about. */
static void fill_for_rules(void)
{
	begin();
	assert_int_equal(add(&record_customer, "name", "Acme", "annual_revenue", "12", NULL), 1);
	assert_int_equal(add(&record_lead, "company", "Acme", "name", "Li", "annual_revenue", "5", NULL), 1);
	assert_int_equal(add(&record_deal, "name", "Pumps", "customer", "c1", "close_on", "2026-06-30", "stage", "won", "amount", "9", NULL), 1);
	assert_int_equal(add(&record_deal, "name", "Pumps", "customer", "c1", "close_on", "2026-06-30", NULL), 2);
	assert_int_equal(add(&record_task, "subject", "Call", "status", "done", "start_on", "2026-06-30", "due_on", "2026-07-01", NULL), 1);
	assert_int_equal(add(&record_event, "subject", "Call", "about", "l1", "starts_at", "2026-03-05 10:00", "ends_at", "2026-03-05 11:00", NULL), 1);
	assert_int_equal(add(&record_event, "subject", "Call", "about", "c1", "starts_at", "2026-03-05 10:00", "status", "held", NULL), 2);
	assert_int_equal(add(&record_campaign, "name", "Fair", "starts_on", "2026-06-30", "ends_on", "2026-07-01", NULL), 1);
	commit();
	is(&record_lead, 1, "first_response_at", "");
}

static void others_are_nothing_to(const struct rule *rule, const struct type *type, int64_t id)
{
	struct record *old = load(type->record, id);

	if (!old)
		return;
	struct record *record = record_copy(&arena, old);
	for (size_t i = 0; i < type->count; i++) {
		const struct field *field = type->fields[i];
		if (!save_is_ruled(store, type, field) && (field_stored(field) || field->kind == KIND_REFS))
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

/* Types that have a rule in common need not have all of its fields. */
static bool is_somewhere(const struct rule *rule, const char *name)
{
	for (struct record_walk walk = record_walk(); walk.record; record_step(&walk))
		for (const struct rule *const *other = rules_of(store, walk.record); *other; other++)
			if ((*other)->fields == rule->fields && type_field(store_type(store, walk.record), name, NULL))
				return true;
	return false;
}

static void rules_look_at_what_they_say(void **state)
{
	(void)state;
	fill_for_rules();
	seed = 9;
	begin();
	for (struct record_walk walk = record_walk(); walk.record; record_step(&walk)) {
		const struct type *type = store_type(store, walk.record);
		for (const struct rule *const *each = rules_of(store, walk.record); *each; each++) {
			const struct rule *rule = *each;
			for (const char *const *name = rule->fields; name && *name; name++)
				if (!is_somewhere(rule, *name))
					fail_msg("the rule of %s looks at %s, which there is not", type->record->name, *name);
			for (int round = 0; rule->fields && round < ROUNDS; round++)
				others_are_nothing_to(rule, type, 1 + round % 2);
		}
	}
	change_rollback(store);
}

/* A done task without its time, as a damaged file may have it, gets it when its status is set, not with its subject. */
static void a_rule_that_is_not_asked_does_nothing(void **state)
{
	(void)state;
	fill_for_rules();
	begin();
	ok(db_run(store->db, "update task set done_at = null"));
	ok(set(&record_task, 1, "subject", "Second call", NULL));
	is(&record_task, 1, "done_at", "");
	ok(set(&record_task, 1, "due_on", "2026-07-02", NULL));
	assert_string_not_equal(shown(&record_task, 1, "done_at"), "");
	commit();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(many_are_set_as_one_by_one, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(stretches_join, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(rules_look_at_what_they_say, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(a_rule_that_is_not_asked_does_nothing, database_setup, database_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
