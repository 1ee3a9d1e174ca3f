#include "base/decimal.h"
#include "base/text.h"
#include "query/summary_compute.h"
#include "query/summary_groups.h"
#include "base/order.h"
#include "query/summary_notes.h"
#include "query/summary_unit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static int64_t number(int year, int month, int day)
{
	return calendar_number((struct calendar_day){ .year = year, .month = month, .day = day });
}

static void days_fall_into_units(void **state)
{
	static const struct {
		enum summary_unit unit;
		int fiscal, year, month, day;
		const char *label, *first, *last, *year_before;
	} cases[] = {
		{ UNIT_DAY, 1, 2024, 2, 29, "2024-02-29", "2024-02-29", "2024-02-29", "2023-02-28" },
		{ UNIT_WEEK, 1, 2026, 1, 1, "2026-W01", "2025-12-29", "2026-01-04", "2025-W01" },
		{ UNIT_WEEK, 1, 2027, 1, 3, "2026-W53", "2026-12-28", "2027-01-03", "2025-W52" },
		{ UNIT_WEEK, 1, 2024, 12, 30, "2025-W01", "2024-12-30", "2025-01-05", "2024-W01" },
		{ UNIT_MONTH, 4, 2024, 2, 29, "2024-02", "2024-02-01", "2024-02-29", "2023-02" },
		{ UNIT_QUARTER, 4, 2026, 12, 31, "2026-Q4", "2026-10-01", "2026-12-31", "2025-Q4" },
		{ UNIT_YEAR, 4, 2026, 1, 1, "2026", "2026-01-01", "2026-12-31", "2025" },
		{ UNIT_FISCAL_YEAR, 4, 2026, 3, 31, "2025/26", "2025-04-01", "2026-03-31", "2024/25" },
		{ UNIT_FISCAL_YEAR, 4, 2026, 4, 1, "2026/27", "2026-04-01", "2027-03-31", "2025/26" },
		{ UNIT_FISCAL_YEAR, 4, 1999, 12, 31, "1999/00", "1999-04-01", "2000-03-31", "1998/99" },
		{ UNIT_FISCAL_YEAR, 1, 2026, 12, 31, "2026", "2026-01-01", "2026-12-31", "2025" },
		{ UNIT_FISCAL_QUARTER, 4, 2026, 2, 1, "2025/26-Q4", "2026-01-01", "2026-03-31", "2024/25-Q4" },
		{ UNIT_FISCAL_QUARTER, 12, 2026, 12, 1, "2026/27-Q1", "2026-12-01", "2027-02-28", "2025/26-Q1" },
		{ UNIT_FISCAL_QUARTER, 1, 2026, 12, 1, "2026-Q4", "2026-10-01", "2026-12-31", "2025-Q4" },
	};
	struct text text = { 0 };
	char day[DATE_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int64_t first, last, bucket = unit_bucket(cases[i].unit, (struct calendar_day){ cases[i].year, cases[i].month, cases[i].day }, cases[i].fiscal);
		assert_true(bucket >= 0);
		text_clear(&text);
		unit_format(cases[i].unit, bucket, cases[i].fiscal, NULL, &text);
		assert_string_equal(text_string(&text), cases[i].label);
		unit_days(cases[i].unit, bucket, cases[i].fiscal, &first, &last);
		date_from_number(first, day);
		assert_string_equal(day, cases[i].first);
		date_from_number(last, day);
		assert_string_equal(day, cases[i].last);
		text_clear(&text);
		unit_format(cases[i].unit, unit_year_before(cases[i].unit, bucket, cases[i].fiscal), cases[i].fiscal, NULL, &text);
		assert_string_equal(text_string(&text), cases[i].year_before);
	}
	text_free(&text);
}

/* Every day is within the days of its bucket, and one bucket follows the other without a gap. */
static void no_day_is_left_out(void **state)
{
	(void)state;
	for (int fiscal = 1; fiscal <= 12; fiscal++) {
		for (enum summary_unit unit = UNIT_DAY; unit <= UNIT_LAST_SPAN; unit++) {
			int64_t before = -1, first, last;
			for (int64_t day = number(2019, 12, 1); day < number(2029, 2, 1); day++) {
				int64_t bucket = unit_bucket(unit, calendar_from_number(day), fiscal);
				unit_days(unit, bucket, fiscal, &first, &last);
				assert_true(first <= day && day <= last);
				assert_true(before < 0 || bucket == before || (day == first && bucket == unit_step(unit, before, 1)));
				before = bucket;
			}
		}
	}
}

static void units_have_names(void **state)
{
	struct text text = { 0 };

	(void)state;
	assert_int_equal(unit_named("fiscal-year"), UNIT_FISCAL_YEAR);
	assert_int_equal(unit_named("fortnight"), UNIT_NONE);
	assert_string_equal(unit_name(0), "day");
	for (size_t i = 0; unit_name(i); i++)
		assert_int_equal(unit_named(unit_name(i)), i + 1);
	int64_t sunday = unit_bucket(UNIT_WEEKDAY, (struct calendar_day){ 2026, 3, 1 }, 1);
	unit_format(UNIT_WEEKDAY, sunday, 1, NULL, &text);
	text_byte(&text, ' ');
	unit_format(UNIT_WEEKDAY, sunday, 1, "zh", &text);
	text_byte(&text, ' ');
	unit_format(UNIT_HOUR, 7, 1, NULL, &text);
	text_byte(&text, ' ');
	unit_format(UNIT_HOUR, 7, 1, "en", &text);
	assert_string_equal(text.data, "sun 周日 07 07:00");
	text_free(&text);
}

static void sums_are_exact_beyond_64_bits(void **state)
{
	struct tally tally = { 0 };

	(void)state;
	for (int i = 0; i < 3; i++)
		tally_add(&tally, INT64_MAX);
	assert_true(tally_sum(&tally) == (wide)INT64_MAX * 3);
	for (int i = 0; i < 5; i++)
		tally_add(&tally, INT64_MIN);
	assert_true(tally_sum(&tally) == (wide)INT64_MAX * 3 + (wide)INT64_MIN * 5);
	for (int i = 0; i < 2; i++)
		tally_add(&tally, INT64_MAX);
	assert_true(tally_sum(&tally) == -5);
	assert_int_equal(tally.count, 10);
}

static void values_have_codes(void **state)
{
	static const int64_t numbers[] = { 0, 1, 0x7ffffffd, 0x7ffffffe, INT64_MAX, -1, INT64_MIN };
	struct values values = { 0 };
	uint32_t codes[7];

	(void)state;
	for (size_t i = 0; i < 7; i++)
		codes[i] = values_number(&values, numbers[i]);
	for (size_t i = 0; i < 7; i++) {
		assert_int_equal(values_number(&values, numbers[i]), codes[i]);
		assert_true(values_integer(&values, codes[i]) == numbers[i]);
		assert_true(codes[i] != 0 && codes[i] != CODE_OTHERS);
		for (size_t k = 0; k < 7; k++)
			assert_int_equal(values_order(&values, codes[i], codes[k]), numbers[i] < numbers[k] ? -1 : numbers[i] > numbers[k]);
		assert_int_equal(values_order(&values, codes[i], 0), -1);
	}
	values_free(&values);
	uint32_t b = values_text(&values, "b", 1), a = values_text(&values, "ab", 2), c = values_text(&values, "ä", 2);
	values_rank(&values);
	assert_int_equal(values_text(&values, "ab", 2), a);
	assert_int_equal(values_order(&values, a, b), -1);
	assert_int_equal(values_order(&values, c, b), 1);
	assert_int_equal(values_order(&values, 0, c), 1);
	values_free(&values);
}

static void groups_are_found_again(void **state)
{
	struct groups groups = { .each = 1 };
	struct group_pairs pairs = { 0 };
	uint32_t root = groups_find(&groups, GROUP_NONE, 1, true);

	(void)state;
	for (int round = 0; round < 2; round++) {
		for (uint32_t i = 0; i < 20000; i++) {
			uint32_t group = groups_find(&groups, root, i, round == 0), across = groups_find(&groups, group | GROUP_ACROSS, i % 7, round == 0);
			assert_int_equal(group, 1 + 2 * i);
			assert_int_equal(across, 2 + 2 * i);
			assert_int_equal(groups.items[group].level, 1);
			assert_int_equal(groups.items[across].level, 1);
			assert_int_equal(groups.items[across].above, group);
			assert_int_equal(group_pairs_add(&pairs, group, (int64_t)i << 40, 5), round == 0);
		}
	}
	assert_int_equal(groups_find(&groups, root, 20000, false), GROUP_NONE);
	groups_free(&groups);
	group_pairs_free(&pairs);
}

static void add_notes(const void *context, const struct tally *from, struct tally *into)
{
	(void)context;
	into->low += from->low;
	into->count += from->count;
}

/* 70000 groups in an order of their own, each noted three times; code 0, no value, is behind the others of the same group above. */
static void notes_are_sorted_and_summed_up(void **state)
{
	enum { CODES = 35000, PRIME = 69997 };
	struct notes notes = { .size = sizeof(struct note) + sizeof(struct tally) };

	(void)state;
	for (uint64_t i = 0; i < 3 * 2 * CODES; i++) {
		uint32_t which = (uint32_t)(i * PRIME % (2 * CODES));
		if (notes_full(&notes))
			notes_make_room(&notes, add_notes, NULL);
		struct note *note = notes_take(&notes, note_key(7 + which / CODES, which % CODES));
		tally_add(note->tallies, which);
		assert_ptr_equal(notes_take(&notes, note->key), note);
	}
	notes_settle(&notes, add_notes, NULL);
	assert_int_equal(notes.count, 2 * CODES);
	for (uint32_t i = 0; i < notes.count; i++) {
		uint32_t above = i / CODES, code = (i % CODES + 1) % CODES;
		const struct tally *tally = notes_at(&notes, i)->tallies;
		assert_int_equal(note_above(notes_at(&notes, i)), 7 + above);
		assert_int_equal(note_code(notes_at(&notes, i)), code);
		assert_int_equal(tally->low, 3 * (uint64_t)(above * CODES + code));
		assert_int_equal(tally->count, 3);
	}
	notes_free(&notes);
}

static void appended_groups_are_found(void **state)
{
	struct groups groups = { .each = 1 };
	uint32_t root = groups_find(&groups, GROUP_NONE, 1, true);

	(void)state;
	for (uint32_t i = 0; i < 1000; i++)
		assert_int_equal(groups_append(&groups, root, i), i + 1);
	assert_int_equal(groups_known(&groups, GROUP_NONE, 1), root);
	for (uint32_t i = 0; i < 1001; i++)
		assert_int_equal(groups_find(&groups, root, i, true), i + 1);
	assert_int_equal(groups_known(&groups, root, 999), 1000);
	assert_int_equal(groups.count, 1002);
	groups_free(&groups);
}

/* a is 3, b is 0, none is nothing, huge is beyond what can be multiplied. */
static enum status find_name(void *context, const char *name, size_t *number)
{
	static const char *const names[] = { "a", "b", "none", "huge", "sum:customer.x", "close_on:fiscal-year", "数量" };

	for (*number = 0; *number < sizeof names / sizeof *names; ++*number)
		if (strcmp(names[*number], name) == 0)
			return STATUS_OK;
	return error_set(context, STATUS_USAGE, "unknown %s", name);
}

static bool value_of(const void *context, size_t number, wide *out)
{
	(void)context;
	*out = number == 1 ? 0 : number == 3 ? (wide)INT64_MAX * FORMULA_SCALE * FORMULA_SCALE : 3 * FORMULA_SCALE;
	return number != 2;
}

static void arithmetic_is_exact(void **state)
{
	static const struct {
		const char *text, *result; /* NULL: nothing; ! an error */
	} cases[] = {
		{ "1+2*3", "7" }, { "(1+2)*3", "9" }, { "2-3-4", "-5" }, { "12/2/3", "2" }, { "-a", "-3" }, { "- -a + 0.1", "3.1" }, { "0.1+0.2", "0.3" }, { "1/3", "0.333333" }, { "2/3", "0.666667" },
		{ "-2/3", "-0.666667" }, { "2/-3", "-0.666667" }, { "1/0", NULL }, { "a/b", NULL }, { "none+1", NULL }, { "0*none", NULL }, { "0.000001*0.5", "0.000001" }, { "0.000001*0.4", "0" },
		{ "huge*huge", NULL }, { "huge", NULL }, { "huge/huge", "1" }, { "if(a > 2, 1, 0)", "1" }, { "if(a<=2,1,0)", "0" }, { "if(none = 0, 1, 2)", "2" }, { "if(a!=b,a/b,1)", NULL },
		{ "if(b=0, 0, a/b)", "0" }, { "if (a>=3, if(b<0,1,2), 3)", "2" }, { "sum:customer.x*2", "6" }, { "close_on:fiscal-year-1", "2" }, { "a-b", "3" }, { "数量 * 2", "6" }, { "a/4*100%", "75" },
		{ "", "!" }, { "(", "!" }, { "(1", "!" }, { "1)", "!" }, { "1 2", "!" }, { "1+", "!" }, { "x", "!" }, { "if(1,2,3)", "!" }, { "if(a>1,2)", "!" }, { "1.2.3", "!" }, { "*2", "!" },
		{ "99999999999999999999", "!" },
	};
	struct arena arena = { 0 };
	struct error error = { 0 };
	struct text text = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct formula_names names = { .find = find_name, .context = &error };
		struct formula *formula;
		int64_t number;
		wide value;
		enum status status = formula_parse(&arena, cases[i].text, &names, &formula, &error);
		if (cases[i].result && *cases[i].result == '!') {
			assert_int_equal(status, STATUS_USAGE);
			continue;
		}
		assert_int_equal(status, STATUS_OK);
		assert_int_equal(formula_percent(formula), strchr(cases[i].text, '%') != NULL);
		text_clear(&text);
		bool there = formula_value(formula, value_of, NULL, &value) && int64_from_wide(value, &number);
		if (there)
			decimal_format(&text, number, DECIMAL_QUANTITY);
		assert_int_equal(there, cases[i].result != NULL);
		assert_string_equal(text_string(&text), cases[i].result ? cases[i].result : "");
	}
	text_free(&text);
	arena_free(&arena);
}

static void deep_formulas_are_refused(void **state)
{
	struct arena arena = { 0 };
	struct error error = { 0 };
	const struct formula_names names = { .find = find_name, .context = &error };
	struct formula *formula;
	char text[5000];

	(void)state;
	memset(text, '(', 1000);
	text[1000] = '\0';
	assert_int_equal(formula_parse(&arena, text, &names, &formula, &error), STATUS_USAGE);
	memset(text, '1', 4999);
	text[4999] = '\0';
	assert_int_equal(formula_parse(&arena, text, &names, &formula, &error), STATUS_USAGE);
	arena_free(&arena);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(days_fall_into_units), cmocka_unit_test(no_day_is_left_out),  cmocka_unit_test(units_have_names),
		cmocka_unit_test(sums_are_exact_beyond_64_bits), cmocka_unit_test(values_have_codes), cmocka_unit_test(groups_are_found_again),
		cmocka_unit_test(notes_are_sorted_and_summed_up), cmocka_unit_test(appended_groups_are_found),
		cmocka_unit_test(arithmetic_is_exact), cmocka_unit_test(deep_formulas_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
