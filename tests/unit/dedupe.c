#include "database.h"

#include "dedupe/dedupe_parts.h"
#include "people/people.h"

/* near */

static void names_within_edits(void **state)
{
	(void)state;
	assert_int_equal(near_alike("海澄泵业", "海澄泵业"), 100);
	assert_int_equal(near_alike("上海海澄泵业", "上海海城泵业"), 84);
	assert_int_equal(near_alike("hansenpumps", "hansenpump"), 91);
	assert_int_equal(near_alike("hansenpumps", "hansnepumps"), 91);
	assert_int_equal(near_alike("hansenpumps", "hamsempumps"), 82);
	assert_int_equal(near_alike("hansenpumps", "hamsempumpe"), 0);
	assert_int_equal(near_alike("hansen", "hamsem"), 0);
	assert_int_equal(near_alike("海澄泵业", "海城泵业"), 0);
	assert_int_equal(near_alike("plant1north", "plant2north"), 0);
	assert_int_equal(near_alike("plant1north", "plant1nort"), 90);
	assert_int_equal(near_alike("abc1def", "abcd1ef"), 0);
	assert_int_equal(near_alike("第一分公司上海", "第二分公司上海"), 0);
	assert_int_equal(near_alike("", ""), 100);
	assert_int_equal(near_alike("", "a"), 0);
	assert_int_equal(near_alike("123456", "123457"), 0);
}

static bool share(const char *a, const char *scope_a, const char *b, const char *scope_b)
{
	uint64_t left[NEAR_HASHES], right[NEAR_HASHES];
	size_t left_count = near_hashes(a, scope_a, left), right_count = near_hashes(b, scope_b, right);

	for (size_t i = 0; i < left_count; i++)
		for (size_t j = 0; j < right_count; j++)
			if (left[i] == right[j])
				return true;
	return false;
}

/* Whatever one edit does, wherever: the two share a hash. */
static void every_edit_is_found(void **state)
{
	const char name[] = "hansenpump";
	char edited[32];

	(void)state;
	for (size_t i = 0; i < sizeof name - 1; i++) {
		strcpy(edited, name);
		edited[i] = 'x';
		assert_true(share(name, "", edited, ""));
		strcpy(edited, name);
		memmove(edited + i, edited + i + 1, sizeof name - i - 1);
		assert_true(share(name, "", edited, ""));
		strcpy(edited, name);
		memmove(edited + i + 1, edited + i, sizeof name - i);
		edited[i] = 'y';
		assert_true(share(name, "", edited, ""));
		if (i + 2 < sizeof name) {
			strcpy(edited, name);
			edited[i] = name[i + 1];
			edited[i + 1] = name[i];
			assert_true(share(name, "", edited, ""));
		}
	}
	assert_false(share("hansenpump", "", "nielsenpipe", ""));
	assert_false(share("hansenpump", "", "hansenpump1", ""));
	assert_false(share("hansenpump", "#1", "hansenpump", "#2"));
	assert_true(share("hansenmaskinfabrik", "", "hansenmxskxnfabrik", ""));
}

static void names_of_any_length(void **state)
{
	uint64_t hashes[NEAR_HASHES];
	char name[4 * NEAR_LETTERS + 8] = "";

	(void)state;
	assert_int_equal(near_hashes("", "", hashes), 0);
	assert_int_equal(near_hashes("12345678", "", hashes), 0);
	assert_int_equal(near_hashes("ab", "", hashes), 0);
	assert_int_equal(near_hashes("aaaa", "", hashes), 2);
	for (size_t i = 0; i < NEAR_LETTERS; i++)
		strcat(name, i % 2 ? "海" : "澄");
	assert_int_equal(near_hashes(name, "", hashes), NEAR_HASHES);
	strcat(name, "泵");
	assert_int_equal(near_hashes(name, "", hashes), 0);
	assert_int_equal(near_alike(name, name), 100);
}

/* The search. */

static struct text told;

static void listen(void *context, const char *message)
{
	(void)context;
	text_printf(&told, "%s\n", message);
}

static void finds_between(const struct record_type *record, int least, int most, const char *wanted)
{
	struct dedupe_options options = { .least = least, .most = most, .report = listen };
	struct dedupe_result result;
	struct text found = { 0 };

	text_clear(&told);
	ok(dedupe_find(store, store_type(store, record), &options, &result));
	for (size_t i = 0; i < result.count; i++) {
		text_printf(&found, "%s%lld %lld %d ", i ? "; " : "", (long long)result.pairs[i].keep, (long long)result.pairs[i].drop, result.pairs[i].score);
		dedupe_reasons(&found, result.pairs[i].reasons);
		text_byte(&found, ' ');
		dedupe_because(&found, &result.pairs[i]);
	}
	assert_string_equal(text_string(&found), wanted);
	text_free(&found);
	dedupe_free(&result);
}

static void finds(const struct record_type *record, const char *wanted)
{
	finds_between(record, 0, 100, wanted);
}

static void companies(void **state)
{
	(void)state;
	finds(&record_customer, "");
	begin();
	add(&record_customer, "name", "Pumpe GmbH", "phone", "021-55556666", NULL);
	finds(&record_customer, "");
	add(&record_customer, "name", "PUMPE AG", "phone", "+86 21 5555 6666", "email", "a@a.example", NULL);
	add(&record_customer, "name", "Other", "email", "A@A.example", NULL);
	finds(&record_customer, "2 1 95 phone,name more complete (3, 2); 2 3 80 email more complete (3, 2)");
	finds_between(&record_customer, 81, 100, "2 1 95 phone,name more complete (3, 2)");
	finds_between(&record_customer, 0, 94, "2 3 80 email more complete (3, 2)");
	add(&record_deal, "name", "x", "customer", "c1", "close_on", "2026-05-01", NULL);
	finds_between(&record_customer, 95, 100, "1 2 95 phone,name deals (1, 0)");
	assert_string_equal(text_string(&told), "");
	commit();
}

static void only_the_wanted_ones(void **state)
{
	const int64_t kept[] = { 1, 3 };
	struct dedupe_options options = { .most = 100, .filtered = true, .kept = kept, .kept_count = 2 };
	struct dedupe_result result;

	(void)state;
	begin();
	for (int i = 0; i < 2; i++) {
		add(&record_customer, "name", "Alpha", NULL);
		add(&record_customer, "name", "Beta", NULL);
	}
	ok(dedupe_find(store, store_type(store, &record_customer), &options, &result));
	assert_int_equal(result.count, 1);
	assert_int_equal(result.pairs[0].keep, 1);
	assert_int_equal(result.pairs[0].drop, 3);
	dedupe_free(&result);
	options.kept_count = 0;
	ok(dedupe_find(store, store_type(store, &record_customer), &options, &result));
	assert_int_equal(result.count, 0);
	dedupe_free(&result);
	assert_int_equal(dedupe_find(store, store_type(store, &record_stage_move), &options, &result), STATUS_USAGE);
	dedupe_free(&result);
	commit();
}

static void people(void **state)
{
	(void)state;
	begin();
	add(&record_customer, "name", "Alpha", NULL);
	add(&record_contact, "name", "王伟", "customer", "c1", "phone", "021-55556666", NULL);
	add(&record_contact, "name", "李娜", "customer", "c1", "phone", "021-55556666", NULL);
	add(&record_contact, "name", "王 伟", "customer", "c1", "phone", "021-55556666", NULL);
	add(&record_contact, "name", "Anna Hansen", "mobile", "13800138000", NULL);
	add(&record_contact, "name", "A. B. Miller", "mobile", "13800138000", NULL);
	finds(&record_contact, "1 3 92 phone,person older; 4 5 60 phone older");
	add(&record_deal, "name", "x", "customer", "c1", "close_on", "2026-05-01", "contacts", "p3:user", NULL);
	finds_between(&record_contact, 90, 100, "3 1 92 phone,person deals (1, 0)");
	commit();
}

static void common_keys(void **state)
{
	(void)state;
	begin();
	for (int i = 0; i < DEDUPE_SHARED; i++)
		add(&record_customer, "name", "Same", NULL);
	struct dedupe_options options = { .most = 100, .report = listen };
	struct dedupe_result result;
	text_clear(&told);
	ok(dedupe_find(store, store_type(store, &record_customer), &options, &result));
	assert_int_equal(result.count, DEDUPE_SHARED * (DEDUPE_SHARED - 1) / 2);
	dedupe_free(&result);
	assert_string_equal(text_string(&told), "");
	add(&record_customer, "name", "Same", NULL);
	finds(&record_customer, "");
	assert_string_equal(text_string(&told), "name: ignored 1 value that more than 30 records share; the most common, which 31 have, is that of c1\n");
	commit();
}

static enum status write_rejected(void *context, const struct record_type *record, int64_t first, int64_t second)
{
	text_printf(context, "%s%lld %lld;", record->prefix, (long long)first, (long long)second);
	return STATUS_OK;
}

static void rejected_are(const struct record_type *record, const char *wanted)
{
	struct text found = { 0 };

	ok(dedupe_rejected(store, record, write_rejected, &found));
	assert_string_equal(text_string(&found), wanted);
	text_free(&found);
}

static void decisions(void **state)
{
	(void)state;
	begin();
	for (int i = 0; i < 3; i++)
		add(&record_customer, "name", "Alpha", NULL);
	commit();
	const char *before = everything();
	begin();
	ok(dedupe_reject(store, &record_customer, 2, 1, &arena));
	ok(dedupe_reject(store, &record_customer, 1, 2, &arena));
	ok(dedupe_reject(store, &record_customer, 2, 3, &arena));
	refused(dedupe_reject(store, &record_customer, 1, 1, &arena), "is one record");
	refused(dedupe_reject(store, &record_customer, 1, 9, &arena), "there is no customer c9");
	refused(dedupe_reject(store, &record_change, 1, 2, &arena), "has no duplicates");
	int64_t change = commit();
	rejected_are(NULL, "c1 2;c2 3;");
	rejected_are(&record_contact, "");
	finds(&record_customer, "1 3 80 name older");
	undo_gives(change, before);
	rejected_are(NULL, "");
	finds(&record_customer, "1 2 80 name older; 1 3 80 name older; 2 3 80 name older");
}

static int end(void **state)
{
	text_free(&told);
	return database_teardown(state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_within_edits),
		cmocka_unit_test(every_edit_is_found),
		cmocka_unit_test(names_of_any_length),
		cmocka_unit_test_setup_teardown(companies, database_setup, end),
		cmocka_unit_test_setup_teardown(only_the_wanted_ones, database_setup, end),
		cmocka_unit_test_setup_teardown(people, database_setup, end),
		cmocka_unit_test_setup_teardown(common_keys, database_setup, end),
		cmocka_unit_test_setup_teardown(decisions, database_setup, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
