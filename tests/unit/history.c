/* What the journal reports of records with a long history: the same however it is asked, and in a time that grows with the number of entries. */
#include "database.h"

#include <time.h>

enum { FEW = 120, MANY = 8 * FEW };

static struct text out;

static enum status tell(void *context, const struct reported *told)
{
	(void)context;
	text_printf(&out, "ch%lld %s%lld/%lld.%lld %d %s %s>%s\n", (long long)told->change, told->record->prefix, (long long)told->id, (long long)told->parent,
	            (long long)told->number, (int)told->operation, told->field ? told->field->name : "-", told->before, told->after);
	return STATUS_OK;
}

static enum status count(void *context, const struct reported *told)
{
	(void)told;
	++*(int *)context;
	return STATUS_OK;
}

/* Each change sets one of several fields; the others keep what earlier ones set. */
static void write_one(int64_t id, int number)
{
	static const char *const fields[] = { "bill_city", "notes", "credit_limit", "website", "credit_limit" };
	char value[20];

	snprintf(value, sizeof value, "%d", number);
	if (number % 6 < 5)
		ok(set(&record_customer, id, fields[number % 6], value, NULL));
	else
		ok(set(&record_customer, id, "credit_limit", "", "currency", number % 4 < 2 ? "JPY" : "CNY", NULL));
}

static void next_change(void)
{
	ok(change_next(store));
	arena_reset(&arena);
}

static char *reported(int64_t first, int64_t last)
{
	text_clear(&out);
	ok(journal_report(store, first, last, tell, NULL));
	return memory_string(text_string(&out));
}

static char *one_by_one(int64_t first, int64_t last)
{
	text_clear(&out);
	for (int64_t change = first; change <= last; change++)
		ok(journal_report(store, change, change, tell, NULL));
	return memory_string(text_string(&out));
}

/* The lines of one record among those of all. */
static char *lines_of(const char *all, const char *record)
{
	struct text lines = { 0 };

	for (const char *line = all, *end; (end = strchr(line, '\n')); line = end + 1) {
		const char *found = strstr(line, record);
		if (found && found < end)
			text_printf(&lines, "%.*s", (int)(end - line + 1), line);
	}
	char *text = memory_string(text_string(&lines));
	text_free(&lines);
	return text;
}

/* Three records made as a run, changed in turns, some several times in one change, removed, restored as a run, changed again. */
static int64_t fill_in_turns(void)
{
	begin();
	for (int i = 0; i < 3; i++)
		assert_int_not_equal(add(&record_customer, "name", "C", NULL), 0);
	for (int i = 0; i < 60; i++) {
		if (i % 5 == 0)
			next_change();
		write_one(i % 4 % 3 + 1, i);
	}
	next_change();
	for (int64_t id = 1; id <= 3; id++)
		ok(save_remove(store, load(&record_customer, id), &arena));
	int64_t removal = store->change.id;
	next_change();
	ok(undo_change(store, removal, &(bool){ false }));
	for (int i = 60; i < 90; i++) {
		if (i % 2 == 0)
			next_change();
		write_one(i % 3 + 1, i);
	}
	next_change();
	ok(save_remove(store, load(&record_customer, 2), &arena));
	return commit();
}

static void it_is_the_same_however_it_is_asked(void **state)
{
	(void)state;
	int64_t last = fill_in_turns();
	char *all = reported(1, last), *single = one_by_one(1, last);
	assert_string_equal(all, single);
	for (int64_t id = 1; id <= 3; id++) {
		char name[32];
		snprintf(name, sizeof name, " c%lld/", (long long)id);
		char *lines = lines_of(all, name);
		text_clear(&out);
		ok(journal_report_record(store, &record_customer, id, tell, NULL));
		assert_string_equal(lines, text_string(&out));
		assert_non_null(strstr(lines, "credit_limit"));
		free(lines);
	}
	free(all);
	free(single);
	all = reported(3, 7), single = one_by_one(3, 7);
	assert_string_equal(all, single);
	free(all);
	free(single);
	assert_string_equal(all = reported(last + 1, last + 100), "");
	free(all);
}

/* The values after an entry are those before the next one that names the field. */
static void values_follow_each_other(void **state)
{
	int found = 0;

	(void)state;
	fill_in_turns();
	text_clear(&out);
	ok(journal_report_record(store, &record_customer, 1, tell, NULL));
	char last[40] = "";
	for (char *line = strtok(out.data, "\n"); line; line = strtok(NULL, "\n")) {
		char *website = strstr(line, " website "), *arrow = website ? strchr(website, '>') : NULL;
		if (!website)
			continue;
		*arrow = '\0';
		assert_string_equal(website + strlen(" website "), last);
		snprintf(last, sizeof last, "%s", arrow + 1);
		found++;
	}
	is(&record_customer, 1, "website", last);
	assert_true(found > 5);
}

/* One record with so many changes; the number of the last. */
static int64_t fill_one(int changes)
{
	begin();
	assert_int_not_equal(add(&record_customer, "name", "One", NULL), 0);
	for (int i = 0; i < changes; i++) {
		next_change();
		write_one(1, i + 6);
	}
	return commit();
}

/* All of them in one change. */
static int64_t fill_at_once(int changes)
{
	begin();
	assert_int_not_equal(add(&record_customer, "name", "One", NULL), 0);
	next_change();
	for (int i = 0; i < changes; i++)
		write_one(1, i + 6);
	return commit();
}

static void report_record(int64_t last)
{
	int lines = 0;

	(void)last;
	ok(journal_report_record(store, &record_customer, 1, count, &lines));
	assert_true(lines > FEW);
}

static void report_changes(int64_t last)
{
	int lines = 0;

	ok(journal_report(store, 1, last, count, &lines));
	assert_true(lines > FEW);
}

static void undo_oldest(int64_t last)
{
	(void)last;
	begin();
	for (int i = 0; i < 20; i++)
		refused(undo_change(store, 4, &(bool){ false }), "undo that first");
	change_rollback(store);
}

static void undo_newest_ones(int64_t last)
{
	int64_t newest = INT64_MAX;

	begin();
	while (newest > 3) {
		ok(undo_newest(store, false, newest, &newest));
		ok(undo_change(store, newest, &(bool){ false }));
		next_change();
	}
	int lines = 0;
	ok(journal_report(store, last + 1, store->change.id, count, &lines));
	assert_true(last < 20 || lines > FEW);
	is(&record_customer, 1, "notes", "");
	change_rollback(store);
}

static void look_back(int64_t last)
{
	(void)last;
	ok(asof_open(store, "2026-03-05T01:30:00Z"));
	assert_null(load(&record_customer, 1));
}

/* Processor time of the work on a database of its own, the least of three. */
static double seconds(int64_t (*fill)(int), int changes, void (*work)(int64_t))
{
	double least = 0;

	assert_int_equal(database_setup(NULL), 0);
	int64_t last = fill(changes);
	for (int i = 0; i < 3; i++) {
		database_reopen("2026-03-05T02:00:00Z");
		clock_t start = clock();
		work(last);
		double taken = (double)(clock() - start) / CLOCKS_PER_SEC;
		least = i == 0 || taken < least ? taken : least;
	}
	assert_int_equal(database_teardown(NULL), 0);
	return least;
}

/* Eight times as many entries take about eight times as long, and not sixty-four. What is done in less than some milliseconds is not measured. */
static void grows_with_the_entries(int64_t (*fill)(int), void (*work)(int64_t))
{
	double few = seconds(fill, FEW, work), many = seconds(fill, MANY, work);

	if (few < 0.005)
		few = 0.005;
	if (many > 24 * few)
		fail_msg("%d changes take %.3f s, %d take %.3f s", FEW, few, MANY, many);
}

static void the_history_of_a_record_is_read_once(void **state)
{
	(void)state;
	grows_with_the_entries(fill_one, report_record);
	grows_with_the_entries(fill_at_once, report_record);
}

static void a_range_of_changes_is_read_once(void **state)
{
	(void)state;
	grows_with_the_entries(fill_one, report_changes);
	grows_with_the_entries(fill_at_once, report_changes);
}

static void undoing_reads_what_it_needs(void **state)
{
	(void)state;
	grows_with_the_entries(fill_one, undo_oldest);
	grows_with_the_entries(fill_one, undo_newest_ones);
	grows_with_the_entries(fill_at_once, undo_newest_ones);
}

static void the_past_is_read_once(void **state)
{
	(void)state;
	grows_with_the_entries(fill_one, look_back);
	grows_with_the_entries(fill_at_once, look_back);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(it_is_the_same_however_it_is_asked, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(values_follow_each_other, database_setup, database_teardown),
		cmocka_unit_test(the_history_of_a_record_is_read_once),
		cmocka_unit_test(a_range_of_changes_is_read_once),
		cmocka_unit_test(undoing_reads_what_it_needs),
		cmocka_unit_test(the_past_is_read_once),
	};

	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	text_free(&out);
	return failed;
}
