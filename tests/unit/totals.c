/* Totals against tests/golden/totals.tsv, which bc worked out (tests/golden/totals.sh); their sentences and explanations. */
#include "totals_case.h"

#include "base/decimal.h"
#include <stdio.h>
#include <stdlib.h>

enum { COLUMN_LIMIT = 20 };

static const char *golden_path(void)
{
	static const char *const paths[] = { "tests/golden/totals.tsv", "../tests/golden/totals.tsv", "../../tests/golden/totals.tsv", NULL };

	for (size_t i = 0; paths[i]; i++) {
		FILE *file = fopen(paths[i], "r");
		if (file) {
			fclose(file);
			return paths[i];
		}
	}
	fail_msg("tests/golden/totals.tsv is not here; run the test in the folder of the sources");
	return NULL; /* fail_msg does not return */
}

static int64_t number(const char *text, int scale)
{
	struct error error = { 0 };
	int64_t result = 0;

	if (decimal_parse(text, scale, &result, &error) != STATUS_OK)
		fail_msg("%s", error.message);
	return result;
}

static uint32_t read_set(const char *list)
{
	uint32_t set = 0;

	while (list && *list) {
		char *end;
		set |= UINT32_C(1) << (strtoul(list, &end, 10) - 1);
		list = *end ? end + 1 : end;
	}
	return set;
}

/* "10%" or "5.00" or nothing. */
static void read_discount(char *text, int digits, int64_t *percent, int64_t *amount)
{
	*percent = *amount = 0;
	if (!text || strcmp(text, "-") == 0)
		return;
	if (strchr(text, '%')) {
		cut(text, '%');
		*percent = number(text, DECIMAL_PERCENT);
	} else {
		*amount = number(text, digits);
	}
}

static void read_lines(char *words, struct test_case *read)
{
	read->count = 0;
	for (char *word = strcmp(words, "-") == 0 ? NULL : words, *next; word; word = next) {
		next = cut(word, ' ');
		struct totals_line line = { 0 };
		size_t repeat = 1;
		char *rest = cut(word, '#');
		if (rest) {
			repeat = strtoul(word, NULL, 10);
			word = rest;
		}
		line.taxes = read_set(cut(word, '@'));
		read_discount(cut(word, '~'), read->document.digits, &line.discount_percent, &line.discount_amount);
		line.price = number(cut(word, '*'), DECIMAL_QUANTITY);
		line.quantity = number(word, DECIMAL_QUANTITY);
		assert_true(read->count + repeat <= LINES);
		while (repeat--)
			read->lines[read->count++] = line;
	}
}

static void read_case(char **column, struct test_case *read)
{
	struct totals_document *document = &read->document;

	*document = (struct totals_document){ .digits = atoi(column[1]), .taxes = read->taxes };
	document->rounding = strcmp(column[2], "even") == 0 ? ROUNDING_HALF_EVEN : ROUNDING_HALF_UP;
	document->prices_include_tax = strcmp(column[3], "inclusive") == 0;
	document->group_tax = strcmp(column[4], "group") == 0;
	for (char *rate = strcmp(column[5], "-") == 0 ? NULL : column[5], *next; rate; rate = next) {
		next = cut(rate, ' ');
		read->taxes[document->tax_count++] = (struct totals_tax){ .name = "tax", .rate = number(rate, DECIMAL_PERCENT) };
	}
	read_discount(column[6], document->digits, &document->discount_percent, &document->discount_amount);
	document->shipping_taxes = read_set(cut(column[7], '@'));
	document->shipping = strcmp(column[7], "-") == 0 ? 0 : number(column[7], document->digits);
	document->adjustment = strcmp(column[8], "-") == 0 ? 0 : number(column[8], document->digits);
	read_lines(column[9], read);
}

/* The results as the columns behind the case. */
static void write_lines(const struct test_case *read, const struct totals *totals, struct text *out)
{
	int64_t sums[6] = { 0 };

	for (size_t i = 0; i < read->count; i++) {
		const struct totals_line_result *line = &totals->lines[i];
		const int64_t values[] = { line->gross, line->amount, line->net, line->share, line->discounted_net, line->tax };
		assert_int_equal(line->gross - line->discount, line->amount);
		assert_int_equal(line->amount - line->share, line->discounted);
		for (size_t k = 0; k < 6; k++) {
			if (read->count > 12)
				sums[k] += values[k] * (int64_t)(i + 1);
			else
				text_printf(out, k ? ":%lld" : "%lld", (long long)values[k]);
		}
		for (size_t t = 0; read->count <= 12 && t < read->document.tax_count; t++)
			text_printf(out, ":%lld", (long long)line->taxes[t]);
		if (read->count <= 12)
			text_byte(out, ' ');
	}
	for (size_t k = 0; read->count > 12 && k < 6; k++)
		text_printf(out, k ? ":%lld" : "#%lld", (long long)sums[k]);
}

static void write_totals(const struct test_case *read, const struct totals *totals, struct text *out)
{
	text_printf(out, "ok\t%lld\t%lld\t%lld\t%lld\t%lld\t%lld\t", (long long)totals->subtotal, (long long)totals->discount_total,
		(long long)totals->shipping_net, (long long)totals->shipping_tax, (long long)totals->tax_total, (long long)totals->total);
	for (size_t t = 0; t < read->document.tax_count; t++)
		text_printf(out, "%lld:%lld ", (long long)totals->taxes[t].base, (long long)totals->taxes[t].tax);
	text_byte(out, '\t');
	write_lines(read, totals, out);
}

static const char *what_is_wrong(const struct error *error)
{
	if (strstr(error->message, "too large"))
		return "large";
	if (strstr(error->message, "is more than the"))
		return "exceeds";
	return strstr(error->message, "sum to zero") ? "zero" : error->message;
}

static void golden_cases(void **state)
{
	static char row[200000];
	static struct test_case read;
	FILE *file = fopen(golden_path(), "r");
	struct arena arena = { 0 };
	struct text got = { 0 };
	size_t cases = 0;

	(void)state;
	assert_non_null(file);
	for (; fgets(row, sizeof row, file); cases++) {
		char *column[COLUMN_LIMIT], *next = row;
		size_t columns = 0;
		row[strcspn(row, "\n")] = '\0';
		while (columns < 10) {
			assert_non_null(next);
			column[columns++] = next;
			next = cut(next, '\t');
		}
		assert_non_null(next);
		struct error error = { 0 };
		struct totals totals;
		read_case(column, &read);
		text_clear(&got);
		enum status status = totals_compute(&read.document, read.lines, read.count, &arena, &totals, &error);
		if (status)
			text_add(&got, what_is_wrong(&error));
		else
			write_totals(&read, &totals, &got);
		if (strcmp(text_string(&got), next) != 0)
			fail_msg("%s:\nexpected %s\ngot      %s", column[0], next, text_string(&got));
		assert_int_equal(status, strncmp(next, "ok", 2) == 0 ? STATUS_OK : STATUS_DATA);
		if (!status)
			check_explanation(&read, &totals);
		arena_reset(&arena);
	}
	assert_true(cases >= 60);
	fclose(file);
	text_free(&got);
	arena_free(&arena);
}

static void assert_refused(const struct totals_document *document, const struct totals_line *lines, size_t count, const char *sentence)
{
	struct arena arena = { 0 };
	struct error error = { 0 };
	struct totals totals;

	assert_int_equal(totals_compute(document, lines, count, &arena, &totals, &error), STATUS_DATA);
	assert_string_equal(error.message, sentence);
	arena_free(&arena);
}

static void sentences(void **state)
{
	const struct totals_tax tax = { .name = "VAT", .rate = 130000 }, high = { .name = "VAT", .rate = TOTALS_RATE_LIMIT + 1 };
	struct totals_line lines[] = { { .quantity = 1000000, .price = 10000000 }, { .quantity = -1000000, .price = 10000000 } };
	struct totals_document document = { .digits = 2, .taxes = &tax, .tax_count = 1 };

	(void)state;
	document.discount_amount = 1;
	assert_refused(&document, lines, 2,
		"the lines sum to zero: an amount of discount cannot be spread over them; give a percentage or discount the lines");
	document.discount_amount = 1001;
	assert_refused(&document, lines, 1, "the discount of 10.01 is more than the 10.00 of all lines; lower it");
	document.discount_percent = 1;
	assert_refused(&document, lines, 1, "a discount is a percentage or an amount, not both; drop one");
	document.discount_amount = -1;
	assert_refused(&document, lines, 1, "a discount cannot be negative; give it without the sign, or raise the price");
	document.discount_percent = 1000001;
	assert_refused(&document, lines, 1, "a discount is from 0 to 100 %");
	document.discount_amount = document.discount_percent = 0;
	lines[1].discount_percent = -1;
	assert_refused(&document, lines, 2, "line 2: a discount is from 0 to 100 %");
	lines[1].discount_percent = 0;
	lines[1].discount_amount = 1001;
	assert_refused(&document, lines, 2, "line 2: the discount of 10.01 is more than the 10.00 of the line; lower it");
	lines[0] = (struct totals_line){ .quantity = INT64_MIN, .price = 1000000000000000 };
	assert_refused(&document, lines, 2, "line 1: -9223372036854.775808 × 1000000000 is too large for an amount; check quantity and price");
	lines[0] = (struct totals_line){ .quantity = 1000000, .price = INT64_MAX };
	document.digits = 6;
	document.adjustment = 1;
	assert_refused(&document, lines, 1, "the amounts are too large to be summed up; check quantities and prices");
	document.taxes = &high;
	assert_refused(&document, lines, 1, "tax VAT: a rate is from 0 to 1000 %");
	document.tax_count = 33;
	assert_refused(&document, lines, 1, "33 different taxes in one document; at most 32 are possible");
}

static const struct totals_tax two_taxes[] = { { .name = "VAT", .rate = 130000 }, { .name = "levy", .rate = 15000 } };

static void assert_explained(const struct totals_document *document, const struct totals_line *lines, size_t count, const char *expected)
{
	struct arena arena = { 0 };
	struct error error = { 0 };
	struct text text = { 0 };
	struct totals totals;

	assert_int_equal(totals_compute(document, lines, count, &arena, &totals, &error), STATUS_OK);
	totals_explain(document, lines, count, &totals, &text);
	assert_string_equal(text_string(&text), expected);
	text_free(&text);
	arena_free(&arena);
}

static void explains(void **state)
{
	const struct totals_line lines[] = {
		{ .quantity = 2000000, .price = 12500000, .discount_percent = 50000, .taxes = 1 },
		{ .quantity = 3000000, .price = 33333000, .discount_amount = 100, .taxes = 3 },
	};
	const struct totals_document document = { .digits = 2, .discount_percent = 100000, .shipping = 1000, .shipping_taxes = 1, .adjustment = -5,
		.taxes = two_taxes, .tax_count = 2 };

	(void)state;
	assert_explained(&document, lines, 2,
		"line 1\tgross = quantity × price, rounded half-up\t2 × 12.5\t25.00\n"
		"line 1\tnet = quantity × price × (100 % - discount), rounded half-up once\t2 × 12.5 × (100 % - 5 %)\t23.75\n"
		"line 2\tgross = quantity × price, rounded half-up\t3 × 33.333\t100.00\n"
		"line 2\tnet = gross - discount\t100.00 - 1.00\t99.00\n"
		"discount\tthe document's discount = percentage of all lines, rounded half-up once\t122.75 × 10 %\t12.28\n"
		"line 1\tshare of the document's discount, in proportion to the net, rounded down\t23.75 × 10 % + 0.01 remainder\t2.38\n"
		"line 1\tdiscounted net = net - share\t23.75 - 2.38\t21.37\n"
		"line 2\tshare of the document's discount, in proportion to the net, rounded down\t99.00 × 10 %\t9.90\n"
		"line 2\tdiscounted net = net - share\t99.00 - 9.90\t89.10\n"
		"line 1\tVAT = rate × discounted net, rounded half-up\t21.37 × 13 %\t2.78\n"
		"line 2\tVAT = rate × discounted net, rounded half-up\t89.10 × 13 %\t11.58\n"
		"line 2\tlevy = rate × discounted net, rounded half-up\t89.10 × 1.5 %\t1.34\n"
		"shipping\tVAT = rate × shipping, rounded half-up\t10.00 × 13 %\t1.30\n"
		"total\tsubtotal = sum of the nets before the document's discount\t2 lines\t122.75\n"
		"total\tdiscount_total = sum of the nets - sum of the discounted nets\t122.75 - 110.47\t12.28\n"
		"total\ttax_total = taxes of the lines + tax of shipping\t15.70 + 1.30\t17.00\n"
		"total\ttotal = subtotal - discount_total + tax_total + net of shipping + adjustment\t122.75 - 12.28 + 17.00 + 10.00 - 0.05\t137.42\n");
}

static void explains_groups_within(void **state)
{
	const struct totals_line lines[] = {
		{ .quantity = 2000000, .price = 12500000, .discount_percent = 50000, .taxes = 3 },
		{ .quantity = 3000000, .price = 33333000, .discount_amount = 100, .taxes = 3 },
	};
	const struct totals_document document = { .digits = 2, .discount_amount = 1000, .prices_include_tax = true, .group_tax = true, .shipping = 1000,
		.shipping_taxes = 1, .adjustment = -5, .taxes = two_taxes, .tax_count = 2 };

	(void)state;
	assert_explained(&document, lines, 2,
		"line 1\tgross = quantity × price, rounded half-up\t2 × 12.5\t25.00\n"
		"line 1\tagreed amount = quantity × price × (100 % - discount), rounded half-up once\t2 × 12.5 × (100 % - 5 %)\t23.75\n"
		"line 2\tgross = quantity × price, rounded half-up\t3 × 33.333\t100.00\n"
		"line 2\tagreed amount = gross - discount\t100.00 - 1.00\t99.00\n"
		"discount\tthe document's discount, an amount\t10.00\t10.00\n"
		"line 1\tshare of the document's discount, in proportion to the agreed amount, rounded down\t10.00 × 23.75 ÷ 122.75\t1.93\n"
		"line 1\tdiscounted agreed amount = agreed amount - share\t23.75 - 1.93\t21.82\n"
		"line 2\tshare of the document's discount, in proportion to the agreed amount, rounded down\t10.00 × 99.00 ÷ 122.75 + 0.01 remainder\t8.07\n"
		"line 2\tdiscounted agreed amount = agreed amount - share\t99.00 - 8.07\t90.93\n"
		"tax\tnet of the lines taxed like line 1 = sum of what was agreed ÷ (100 % + rates), rounded half-up once\t112.75 ÷ (100 % + 14.5 %)\t98.47\n"
		"line 1\tnet = agreed amount ÷ (100 % + rates), rounded down\t23.75 ÷ (100 % + 14.5 %)\t20.74\n"
		"line 1\tdiscounted net = discounted agreed amount ÷ (100 % + rates), rounded down\t21.82 ÷ (100 % + 14.5 %) + 0.01 remainder\t19.06\n"
		"line 1\ttax = discounted agreed amount - discounted net: what was agreed stays\t21.82 - 19.06\t2.76\n"
		"line 1\tVAT = tax × its rate ÷ all rates, rounded down\t2.76 × 13 % ÷ 14.5 %\t2.47\n"
		"line 1\tlevy = tax × its rate ÷ all rates, rounded down\t2.76 × 1.5 % ÷ 14.5 % + 0.01 remainder\t0.29\n"
		"line 2\tnet = agreed amount ÷ (100 % + rates), rounded down\t99.00 ÷ (100 % + 14.5 %) + 0.01 remainder\t86.47\n"
		"line 2\tdiscounted net = discounted agreed amount ÷ (100 % + rates), rounded down\t90.93 ÷ (100 % + 14.5 %)\t79.41\n"
		"line 2\ttax = discounted agreed amount - discounted net: what was agreed stays\t90.93 - 79.41\t11.52\n"
		"line 2\tVAT = tax × its rate ÷ all rates, rounded down\t11.52 × 13 % ÷ 14.5 % + 0.01 remainder\t10.33\n"
		"line 2\tlevy = tax × its rate ÷ all rates, rounded down\t11.52 × 1.5 % ÷ 14.5 %\t1.19\n"
		"shipping\tnet = shipping ÷ (100 % + rates), rounded half-up\t10.00 ÷ (100 % + 13 %)\t8.85\n"
		"shipping\ttax = shipping - net: what was agreed stays\t10.00 - 8.85\t1.15\n"
		"total\tsubtotal = sum of the nets before the document's discount\t2 lines\t107.21\n"
		"total\tdiscount_total = sum of the nets - sum of the discounted nets\t107.21 - 98.47\t8.74\n"
		"total\ttax_total = taxes of the lines + tax of shipping\t14.28 + 1.15\t15.43\n"
		"total\ttotal = subtotal - discount_total + tax_total + net of shipping + adjustment\t107.21 - 8.74 + 15.43 + 8.85 - 0.05\t122.70\n");
}

static void explains_remainders(void **state)
{
	const struct totals_line line = { .quantity = -1000000, .price = 10000000, .taxes = 1 }, lines[] = { line, line, line };
	const struct totals_document document = { .digits = 2, .rounding = ROUNDING_HALF_EVEN, .discount_percent = 333333, .group_tax = true,
		.taxes = two_taxes, .tax_count = 1 };

	(void)state;
	assert_explained(&document, lines, 3,
		"line 1\tgross = quantity × price, rounded half-even\t-1 × 10\t-10.00\n"
		"line 2\tgross = quantity × price, rounded half-even\t-1 × 10\t-10.00\n"
		"line 3\tgross = quantity × price, rounded half-even\t-1 × 10\t-10.00\n"
		"discount\tthe document's discount = percentage of all lines, rounded half-even once\t-30.00 × 33.3333 %\t-10.00\n"
		"line 1\tshare of the document's discount, in proportion to the net, rounded down\t-10.00 × 33.3333 % - 0.01 remainder\t-3.34\n"
		"line 1\tdiscounted net = net - share\t-10.00 + 3.34\t-6.66\n"
		"line 2\tshare of the document's discount, in proportion to the net, rounded down\t-10.00 × 33.3333 %\t-3.33\n"
		"line 2\tdiscounted net = net - share\t-10.00 + 3.33\t-6.67\n"
		"line 3\tshare of the document's discount, in proportion to the net, rounded down\t-10.00 × 33.3333 %\t-3.33\n"
		"line 3\tdiscounted net = net - share\t-10.00 + 3.33\t-6.67\n"
		"tax\tVAT = rate × sum of the discounted nets, rounded half-even once\t-20.00 × 13 %\t-2.60\n"
		"line 1\tVAT = share of the tax, rate × discounted net, rounded down\t-6.66 × 13 %\t-0.86\n"
		"line 2\tVAT = share of the tax, rate × discounted net, rounded down\t-6.67 × 13 % - 0.01 remainder\t-0.87\n"
		"line 3\tVAT = share of the tax, rate × discounted net, rounded down\t-6.67 × 13 % - 0.01 remainder\t-0.87\n"
		"total\tsubtotal = sum of the nets before the document's discount\t3 lines\t-30.00\n"
		"total\tdiscount_total = sum of the nets - sum of the discounted nets\t-30.00 + 20.00\t-10.00\n"
		"total\ttax_total = taxes of the lines + tax of shipping\t-2.60 + 0.00\t-2.60\n"
		"total\ttotal = subtotal - discount_total + tax_total + net of shipping + adjustment\t-30.00 + 10.00 - 2.60 + 0.00 + 0.00\t-22.60\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(golden_cases),
		cmocka_unit_test(sentences),
		cmocka_unit_test(explains),
		cmocka_unit_test(explains_groups_within),
		cmocka_unit_test(explains_remainders),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
