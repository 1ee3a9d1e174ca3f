/* The parser of filters: what it makes of words, and that no words, however odd or many, do harm. */
#include "query/filter.h"
#include "people/people.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct arena arena;
static struct schema *schema;
static struct error error;

static int setup(void **state)
{
	(void)state;
	schema = schema_new();
	error = (struct error){ 0 };
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	schema_free(schema);
	arena_free(&arena);
	return 0;
}

static struct expr *parse(const char *string)
{
	struct expr *expr = NULL;

	if (filter_parse_string(&arena, schema, &record_deal, string, &expr, &error))
		fail_msg("%s: %s", string, error.message);
	return expr;
}

static void print(struct text *out, const struct expr *expr)
{
	static const char *const operators[] = { "", "=", "!=", "~", ">", ">=", "<", "<=" };
	static const char *const items[] = { "", "", "empty:", "exact:", "pattern:" };

	switch (expr->type) {
	case EXPR_AND:
	case EXPR_OR:
		if (!expr->child->next) {
			print(out, expr->child);
			return;
		}
		text_byte(out, '(');
		for (const struct expr *child = expr->child; child; child = child->next) {
			print(out, child);
			if (child->next)
				text_add(out, expr->type == EXPR_AND ? " & " : " | ");
		}
		text_byte(out, ')');
		return;
	case EXPR_NOT:
		text_byte(out, '!');
		print(out, expr->child);
		return;
	case EXPR_TERM:
		text_printf(out, "%s %s ", expr->path, operators[expr->op]);
		for (const struct item *item = expr->items; item; item = item->next)
			text_printf(out, "{%s%s}", items[item->type], item->text);
		return;
	case EXPR_TAG: text_printf(out, "tag:%s", expr->text); return;
	case EXPR_WORD: text_printf(out, "word:%s", expr->text); return;
	case EXPR_REFERENCE:
		text_printf(out, "%s%lld", expr->first.type ? expr->first.type->prefix : "#", (long long)expr->first.id);
		if (expr->last != expr->first.id)
			text_printf(out, "..%lld", (long long)expr->last);
		return;
	}
}

static void test_trees(void **state)
{
	static const struct {
		const char *filter, *tree;
	} cases[] = {
		{ "stage=won", "stage = {won}" },
		{ "a=1 b=2 or c=3", "((a = {1} & b = {2}) | c = {3})" },
		{ "a=1 and b=2 and c=3", "(a = {1} & b = {2} & c = {3})" },
		{ "a=1 [ b=2 or c=3 ]", "(a = {1} & (b = {2} | c = {3}))" },
		{ "not a=1 b=2", "(!a = {1} & b = {2})" },
		{ "not [ a=1 b=2 ]", "!(a = {1} & b = {2})" },
		{ "not not a=1", "!!a = {1}" },
		{ "a!=1", "a != {1}" },
		{ "a~x", "a ~ {x}" },
		{ "a.b.gt=1", "a.b > {1}" },
		{ "a.ge=1", "a >= {1}" },
		{ "a.lt=1", "a < {1}" },
		{ "a.le=1", "a <= {1}" },
		{ "a=", "a = {empty:}" },
		{ "a=,b", "a = {empty:}{b}" },
		{ "a=b,", "a = {b}{empty:}" },
		{ "a=\"\"", "a = {empty:}" },
		{ "a=\"b,c\",d", "a = {exact:b,c}{d}" },
		{ "a=\"b \\\"c\\\" \\\\\"", "a = {exact:b \"c\" \\}" },
		{ "a=b\\,c,d", "a = {b,c}{d}" },
		{ "a=b\\c", "a = {b\\c}" },
		{ "a=/b/", "a = {pattern:b}" },
		{ "a=/b,c/,d", "a = {pattern:b,c}{d}" },
		{ "a=/b\\/c/", "a = {pattern:b\\/c}" },
		{ "a=/b", "a = {/b}" },
		{ "a=b=c", "a = {b=c}" },
		{ "a=1..2,..3", "a = {1..2}{..3}" },
		{ "阶段=赢单", "阶段 = {赢单}" },
		{ "客户.城市!=上海", "客户.城市 != {上海}" },
		{ "Name~x", "Name ~ {x}" },
		{ "Close-on.gt=2026", "Close-on > {2026}" },
		{ "+vip", "tag:vip" },
		{ "+8613800138000", "word:+8613800138000" },
		{ "d1 d2 a=1 d3", "((d2 | d1) & a = {1} & d3)" },
		{ "d1..d9", "d1..9" },
		{ "1..9", "#1..9" },
		{ "17", "#17" },
		{ "c2", "c2" },
		{ "d1 and d2", "(d1 & d2)" },
		{ "017", "word:017" },
		{ "word", "word:word" },
		{ "\"two words\"", "word:two words" },
		{ "\"and\"", "word:and" },
		{ "\"=x\"", "word:=x" },
		{ "<b>", "word:<b>" },
		{ "\"a>b\"", "word:a>b" },
		{ "\"OR\"", "word:OR" },
		{ "\"~\"", "word:~" },
		{ "+", "word:+" },
		{ "@", "word:@" },
		{ "\"", NULL },
		{ "..", "word:.." },
		{ "d1..", "word:d1.." },
		{ "-", "word:-" },
		{ "上海", "word:上海" },
		{ "a=上海", "a = {上海}" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct text tree = { 0 };
		struct expr *expr = NULL;
		if (!cases[i].tree) {
			assert_int_equal(filter_parse_string(&arena, schema, &record_deal, cases[i].filter, &expr, &error), STATUS_USAGE);
			continue;
		}
		expr = parse(cases[i].filter);
		assert_non_null(expr);
		print(&tree, expr);
		assert_string_equal(text_string(&tree), cases[i].tree);
		text_free(&tree);
	}
}

/* Words of the command line keep their blanks. */
static void test_words(void **state)
{
	static const char *const words[] = { "name=a, b,c", "or", "x=\"y z\"" };
	struct expr *expr = NULL;
	struct text tree = { 0 };

	(void)state;
	assert_int_equal(filter_parse(&arena, schema, &record_deal, words, 3, &expr, &error), STATUS_OK);
	print(&tree, expr);
	assert_string_equal(text_string(&tree), "(name = {a, b}{c} | x = {exact:y z})");
	text_free(&tree);
	assert_int_equal(filter_parse(&arena, schema, &record_deal, words, 0, &expr, &error), STATUS_OK);
	assert_null(expr);
	assert_null(parse(" \t\n "));
}

static void test_refused(void **state)
{
	static const struct {
		const char *filter, *message;
	} cases[] = {
		{ "[ a=1", "has no ']'" },
		{ "a=1 ]", "has no '['" },
		{ "]", "a term is missing" },
		{ "[ ]", "a term is missing" },
		{ "or", "a term is missing before 'or'" },
		{ "a=1 or", "a term should follow" },
		{ "a=1 or or b=1", "a term is missing before 'or'" },
		{ "a=1 and", "a term must follow 'and'" },
		{ "a=1 and and b=2", "before 'and'" },
		{ "and a=1", "before 'and'" },
		{ "not", "a term must follow 'not'" },
		{ "[ not ]", "a term must follow 'not'" },
		{ "not or a=1", "a term must follow 'not'" },
		{ "not and a=1", "before 'and'" },
		{ "me", "'me'" },
		{ "a=\"b", "is not closed" },
		{ "a=\"b\"c", "ends with \"" },
		{ "@unknown", "no saved filter @unknown" },
		{ "99999999999999999999999", "too large" },
		{ "c1..d2", "of one type" },
		{ "zz1", "zz" },
		{ "\"\"", "empty word" },
		{ "a=\xff", "UTF-8" },
		{ "客户-=x", "unknown field '客户-'" },
		{ "=x", "no field before it" },
		{ "!=", "no field before it" },
		{ "name ~ x", "no field before it" },
		{ "~", "no field before it" },
		{ "amount>5", "write amount.gt=5;" },
		{ "amount<=5", "write amount.le=5;" },
		{ "amount > 5", "write field.gt=value;" },
		{ "a=1 OR b=2", "lower case;" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct expr *expr = NULL;
		error = (struct error){ 0 };
		if (filter_parse_string(&arena, schema, &record_deal, cases[i].filter, &expr, &error) != STATUS_USAGE)
			fail_msg("%s is taken", cases[i].filter);
		if (!strstr(error.message, cases[i].message))
			fail_msg("%s: %s", cases[i].filter, error.message);
	}
}

static enum status parse_many(const char *word, size_t count, const char *last, size_t last_count, struct expr **expr)
{
	const char **words = calloc(count + last_count + 1, sizeof *words);
	size_t at = 0;

	assert_non_null(words);
	while (at < count)
		words[at++] = word;
	words[at++] = "a=1";
	while (at < count + last_count + 1)
		words[at++] = last;
	enum status status = filter_parse(&arena, schema, &record_deal, words, at, expr, &error);
	free(words);
	return status;
}

static void test_depth(void **state)
{
	struct expr *expr;

	(void)state;
	assert_int_equal(parse_many("[", 90, "]", 90, &expr), STATUS_OK);
	assert_int_equal(parse_many("not", 90, "", 0, &expr), STATUS_OK);
	assert_int_equal(parse_many("[", FILTER_DEPTH_LIMIT + 1, "]", FILTER_DEPTH_LIMIT + 1, &expr), STATUS_USAGE);
	assert_non_null(strstr(error.message, "nested"));
	assert_int_equal(parse_many("[", 1000000, "]", 1000000, &expr), STATUS_USAGE);
	assert_int_equal(parse_many("[", 1000000, "", 0, &expr), STATUS_USAGE);
	assert_int_equal(parse_many("not", 1000000, "", 0, &expr), STATUS_USAGE);
	assert_int_equal(parse_many("]", 1000000, "", 0, &expr), STATUS_USAGE);
	assert_int_equal(parse_many("or", 1000000, "", 0, &expr), STATUS_USAGE);
	assert_int_equal(parse_many("x", 1000000, "", 0, &expr), STATUS_USAGE);
	assert_non_null(strstr(error.message, "terms"));
	assert_int_equal(parse_many("d1", FILTER_TERM_LIMIT - 1, "", 0, &expr), STATUS_OK);
	assert_int_equal(parse_many("d1", FILTER_TERM_LIMIT, "", 0, &expr), STATUS_USAGE);
}

/* A long string is read in one pass: brackets a million deep are refused at once. */
static void test_long_string(void **state)
{
	const size_t length = 2000000;
	char *string = malloc(length + 1);
	struct expr *expr;

	(void)state;
	assert_non_null(string);
	for (size_t i = 0; i < length; i++)
		string[i] = i % 2 ? ' ' : '[';
	string[length] = '\0';
	assert_int_equal(filter_parse_string(&arena, schema, &record_deal, string, &expr, &error), STATUS_USAGE);
	memset(string, '"', length);
	assert_int_equal(filter_parse_string(&arena, schema, &record_deal, string, &expr, &error), STATUS_OK);
	memset(string, '\\', length);
	assert_int_equal(filter_parse_string(&arena, schema, &record_deal, string, &expr, &error), STATUS_OK);
	free(string);
}

static void test_saved(void **state)
{
	struct text tree = { 0 };
	struct expr *expr;

	(void)state;
	assert_int_equal(schema_setting(schema, "filter.deal.either", "a=1 or b=2", &error), STATUS_OK);
	assert_int_equal(schema_setting(schema, "filter.deal.loop", "not @loop", &error), STATUS_OK);
	assert_int_equal(schema_setting(schema, "filter.deal.twice", "@twice @twice", &error), STATUS_OK);
	assert_int_equal(schema_setting(schema, "filter.deal.broken", "[ a=1", &error), STATUS_OK);
	assert_int_equal(schema_setting(schema, "filter.deal.blank", "  ", &error), STATUS_OK);
	print(&tree, parse("not @either c=3"));
	assert_string_equal(text_string(&tree), "(!(a = {1} | b = {2}) & c = {3})");
	text_free(&tree);
	assert_int_equal(filter_parse_string(&arena, schema, &record_deal, "@loop", &expr, &error), STATUS_USAGE);
	assert_int_equal(filter_parse_string(&arena, schema, &record_deal, "@twice", &expr, &error), STATUS_USAGE);
	assert_int_equal(filter_parse_string(&arena, schema, &record_deal, "@broken", &expr, &error), STATUS_USAGE);
	assert_non_null(strstr(error.message, "@broken: "));
	assert_int_equal(filter_parse_string(&arena, schema, &record_deal, "@blank", &expr, &error), STATUS_USAGE);
	assert_int_equal(filter_parse_string(&arena, schema, &record_customer, "@either", &expr, &error), STATUS_USAGE);
}

/* Every string of a few odd bytes is parsed or refused with a message. */
static void test_odd_words(void **state)
{
	static const char bytes[] = "a=!~./\",\\[]+@ 1";
	const size_t count = sizeof bytes - 1;
	char string[6] = "";

	(void)state;
	for (size_t n = 0; n < count * count * count * count; n++) {
		struct expr *expr = NULL;
		size_t rest = n;
		for (size_t i = 0; i < 4; i++, rest /= count)
			string[i] = bytes[rest % count];
		error = (struct error){ 0 };
		enum status status = filter_parse_string(&arena, schema, &record_deal, string, &expr, &error);
		assert_true(status == STATUS_OK || (status == STATUS_USAGE && error.message[0]));
		arena_reset(&arena);
	}
}

static void test_reserved(void **state)
{
	static const char *const reserved[] = { "or", "and", "not", "me", "gt", "ge", "lt", "le" };

	(void)state;
	for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
		assert_true(filter_is_reserved(reserved[i]));
	assert_false(filter_is_reserved("orr"));
	assert_false(filter_is_reserved(""));
	assert_false(filter_is_reserved("OR"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_trees, setup, teardown),
		cmocka_unit_test_setup_teardown(test_words, setup, teardown),
		cmocka_unit_test_setup_teardown(test_refused, setup, teardown),
		cmocka_unit_test_setup_teardown(test_depth, setup, teardown),
		cmocka_unit_test_setup_teardown(test_long_string, setup, teardown),
		cmocka_unit_test_setup_teardown(test_saved, setup, teardown),
		cmocka_unit_test_setup_teardown(test_odd_words, setup, teardown),
		cmocka_unit_test(test_reserved),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
