#include "db/db.h"

#include "database.h"

static void a_format_binds_and_quotes(void **state)
{
	struct statement *statement;
	const char *hostile = "'); drop table customer; --";
	int64_t number;

	(void)state;
	ok(db_one(store->db, &number, "select %jd + %d", INT64_C(1) << 40, 2));
	assert_true(number == (INT64_C(1) << 40) + 2);
	ok(db_execute(store->db, "create temp table \"%s\" (\"%s\" text, b integer)", "odd \"name\"", "a\"b"));
	ok(db_execute(store->db, "insert into \"%s\" values (%s, %jd), (%s, 10 %% 4)", "odd \"name\"", hostile, INT64_C(7), value_text("").text));
	enum status status = db_ask(store->db, &statement, "select \"%s\", b, '100%%?\"' from \"%s\" where b > ? order by b", "a\"b", "odd \"name\"");
	ok(status);
	db_bind_integer(statement, 1, 0);
	assert_true(db_next(statement, &status));
	assert_null(db_text(statement, 0));
	assert_int_equal(db_integer(statement, 1), 2);
	assert_true(db_next(statement, &status));
	assert_string_equal(db_text(statement, 0), hostile);
	assert_string_equal(db_text(statement, 2), "100%?\"");
	assert_false(db_next(statement, &status));
	assert_int_equal(status, STATUS_OK);
	db_done(statement);
	ok(db_one(store->db, &number, "select count(*) from customer where %-s", "1 = 1"));
	assert_int_equal(number, 0);
}

/* `?` and directives count together; a text that is gone before the first step was copied. */
static void parameters_are_counted(void **state)
{
	struct statement *statement;
	char text[] = "first";
	enum status status = db_ask(store->db, &statement, "select ? || %s || ? || %d, '?'", text, 4);

	(void)state;
	ok(status);
	memset(text, 'x', sizeof text - 1);
	db_bind_text(statement, 1, "zeroth ");
	db_bind_text(statement, 3, " third ");
	assert_true(db_next(statement, &status));
	assert_string_equal(db_text(statement, 0), "zeroth first third 4");
	db_done(statement);
}

static void what_is_wrong_is_reported(void **state)
{
	struct statement *statement;
	enum status status = db_ask(store->db, &statement, "select x from nowhere");
	int64_t number;

	(void)state;
	assert_int_equal(status, STATUS_DATA);
	assert_null(statement);
	assert_false(db_next(statement, &status));
	assert_int_equal(status, STATUS_DATA);
	db_done(statement);
	assert_int_equal(db_one(store->db, &number, "select '%s'", "x"), STATUS_INTERNAL);
	assert_int_equal(db_one(store->db, &number, "select %s + %s + %s + %s + %s + %s + %s + %s + %s + %s + %s + %s + %s + %s + %s + %s + %s", "", "", "", "", "", "", "",
	                        "", "", "", "", "", "", "", "", "", ""),
	                 STATUS_INTERNAL);
	assert_int_equal(db_execute(store->db, "insert into \"user\" (id, login) values (1, 'again')"), STATUS_REFUSED);
	/* A statement that failed is as good as new. */
	assert_int_equal(db_execute(store->db, "insert into \"user\" (id, login) values (1, 'again')"), STATUS_REFUSED);
}

static void numbers_are_listed(void **state)
{
	int64_t *numbers;
	size_t count;

	(void)state;
	ok(db_integers(store->db, &arena, &numbers, &count, "with recursive n (i) as (select 1 union all select i + 1 from n where i < %d) select i from n", 1000));
	assert_int_equal(count, 1000);
	assert_int_equal(numbers[999], 1000);
	ok(db_integers(store->db, &arena, &numbers, &count, "select 1 where 1 = 2"));
	assert_int_equal(count, 0);
	assert_null(numbers);
	ok(db_one(store->db, numbers = arena_alloc(&arena, sizeof *numbers), "select null"));
	assert_int_equal(*numbers, 0);
}

static void sums_are_exact(void **state)
{
	static const char numbers[] = "with n (i) as (select 9223372036854775807 union all select 9223372036854775800 union all select null union all select -9223372036854775800)";
	struct statement *statement;
	enum status status;
	int64_t number;

	(void)state;
	/* Beyond 64 bits on the way, and back. */
	ok(db_one(store->db, &number, "%-s select sum(i) from n", numbers));
	assert_true(number == INT64_MAX);
	ok(db_one(store->db, &number, "%-s select sum(i) from n where i < 0", numbers));
	assert_true(number == -INT64_C(9223372036854775800));
	ok(db_one(store->db, &number, "%-s select sum(i) is null from n where i is null", numbers));
	assert_int_equal(number, 1);
	assert_int_equal(db_one(store->db, &number, "%-s select sum(i) from n where i > 0", numbers), STATUS_DATA);
	ok(db_ask(store->db, &statement, "%-s select sum(i), sum(i) - 1, count(*) from n where i > 0", numbers));
	status = STATUS_OK;
	assert_true(db_next(statement, &status));
	for (int column = 0; column < 2; column++) {
		assert_int_equal(db_value(statement, column).type, VALUE_NULL);
		assert_int_equal(db_value_as(statement, column, VALUE_INTEGER).type, VALUE_NULL);
	}
	assert_int_equal(db_integer(statement, 2), 2);
	db_done(statement);
	/* A sum of such sums. */
	ok(db_one(store->db, &number, "%-s select sum(s) / 1000000000000000000 from (select sum(i) as s from n where i > 0 union all select sum(-i) from n where i > 0 union all select 1)", numbers));
	assert_int_equal(number, 0);
}

static void the_same_question_within_its_answer(void **state)
{
	static const char sql[] = "select 1 union all select 2 union all select 3";
	struct statement *outer, *inner;
	enum status status = db_ask(store->db, &outer, sql);
	int sum = 0;

	(void)state;
	while (db_next(outer, &status)) {
		status = db_ask(store->db, &inner, sql);
		while (db_next(inner, &status))
			sum += (int)(db_integer(outer, 0) * db_integer(inner, 0));
		db_done(inner);
	}
	db_done(outer);
	ok(status);
	assert_int_equal(sum, 36);
}

/* More statements than the cache holds, some of them in use: none is mixed up with another. */
static void statements_make_room(void **state)
{
	struct statement *statement, *held[20];
	enum status status = STATUS_OK;

	(void)state;
	for (int i = 0; i < 20; i++)
		ok(db_ask(store->db, &held[i], "select %-s", arena_printf(&arena, "1000 + %d", i)));
	for (int round = 0; round < 2; round++) {
		for (int i = 0; i < 1500; i++) {
			ok(db_ask(store->db, &statement, "select %-s + %d", arena_printf(&arena, "%d", i), round));
			assert_true(db_next(statement, &status));
			assert_int_equal(db_integer(statement, 0), i + round);
			db_done(statement);
		}
	}
	for (int i = 0; i < 20; i++) {
		assert_true(db_next(held[i], &status));
		assert_int_equal(db_integer(held[i], 0), 1000 + i);
		db_done(held[i]);
	}
}

static void transactions_do_not_nest(void **state)
{
	char expected[100];

	(void)state;
	ok(db_begin(store->db));
	snprintf(expected, sizeof expected, "a transaction is already open, from %s:%d", __FILE__, __LINE__ - 1);
	assert_int_equal(db_begin_reading(store->db), STATUS_INTERNAL);
	assert_non_null(strstr(error.message, expected));
	db_rollback(store->db);
	ok(db_begin_reading(store->db));
	ok(db_commit(store->db));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_format_binds_and_quotes, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(parameters_are_counted, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(what_is_wrong_is_reported, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(numbers_are_listed, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(sums_are_exact, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(the_same_question_within_its_answer, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(statements_make_room, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(transactions_do_not_nest, database_setup, database_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
