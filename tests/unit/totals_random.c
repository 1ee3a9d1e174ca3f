/* What must hold of the totals of every document, tried on 100,000 random ones; the widest numbers; speed. */
#include "totals_case.h"

#include <stdlib.h>
#include <time.h>

/* xorshift64*: the same documents on every machine. */
static uint64_t seed;

static uint64_t any(uint64_t below)
{
	seed ^= seed >> 12;
	seed ^= seed << 25;
	seed ^= seed >> 27;
	return (seed * UINT64_C(2685821657736338717) >> 11) % below;
}

static int64_t scaled(int64_t most)
{
	int64_t number = (int64_t)any((uint64_t)most) + 1;

	for (uint64_t cuts = any(6); cuts && number > 10; cuts--)
		number /= 10;
	return number;
}

static void random_line(struct totals_line *line, size_t taxes)
{
	*line = (struct totals_line){ .quantity = any(2) ? (int64_t)any(20) * 1000000 + 1000000 : scaled(100000000), .price = scaled(1000000000) };
	if (any(8) == 0)
		line->quantity = -line->quantity;
	if (any(4) == 0)
		line->discount_percent = (int64_t)any(10001) * 100;
	else if (any(6) == 0)
		line->discount_amount = scaled(500);
	line->taxes = any(3) ? (uint32_t)((UINT32_C(1) << taxes) - 1) : (uint32_t)any(UINT64_C(1) << taxes);
}

static void random_case(struct test_case *made)
{
	static const int64_t rates[] = { 130000, 90000, 60000, 30000, 0, 55000, 72500, 1, 1000000 };
	struct totals_document *document = &made->document;

	*document = (struct totals_document){ .digits = (int)any(4), .taxes = made->taxes, .tax_count = any(4) };
	document->rounding = any(2) ? ROUNDING_HALF_EVEN : ROUNDING_HALF_UP;
	document->prices_include_tax = any(2);
	document->group_tax = any(2);
	for (size_t t = 0; t < document->tax_count; t++)
		made->taxes[t] = (struct totals_tax){ .name = "tax", .rate = rates[any(sizeof rates / sizeof rates[0])] };
	if (any(3) == 0)
		document->discount_percent = (int64_t)any(1000001);
	else if (any(3) == 0)
		document->discount_amount = scaled(5000);
	document->shipping = any(2) ? 0 : scaled(100000);
	document->shipping_taxes = (uint32_t)any(UINT64_C(1) << document->tax_count);
	document->adjustment = (int64_t)any(201) - 100;
	made->count = any(8) + (any(100) == 0 ? 30 : 1);
	for (size_t i = 0; i < made->count; i++)
		random_line(&made->lines[i], document->tax_count);
}

static int64_t rates_of(const struct test_case *made, uint32_t set)
{
	int64_t rates = 0;

	for (size_t t = 0; t < made->document.tax_count; t++)
		rates += set >> t & 1 ? made->taxes[t].rate : 0;
	return rates;
}

/* |number × times ÷ over - result| <= 1/2 */
static void assert_nearest(int64_t value, int64_t times, int64_t over, int64_t result)
{
	wide off = (wide)value * times - (wide)result * over;

	assert_true((off < 0 ? -off : off) * 2 <= over);
}

/* What must hold of one line, and of shipping. */
static void check_line(const struct test_case *made, const struct totals_line_result *line, uint32_t set, bool alone)
{
	int64_t parts = 0, rates = rates_of(made, set);

	assert_int_equal(line->gross - line->discount, line->amount);
	assert_int_equal(line->amount - line->share, line->discounted);
	for (size_t t = 0; t < made->document.tax_count; t++) {
		parts += line->taxes[t];
		if (!(set >> t & 1))
			assert_int_equal(line->taxes[t], 0);
		else if (alone && !made->document.prices_include_tax)
			assert_nearest(line->discounted_net, made->taxes[t].rate, WIDE_WHOLE, line->taxes[t]);
	}
	assert_int_equal(parts, line->tax);
	if (!made->document.prices_include_tax) {
		assert_int_equal(line->discounted_net, line->discounted);
		return;
	}
	assert_int_equal(line->discounted_net + line->tax, line->discounted);
	if (alone)
		assert_nearest(line->discounted, WIDE_WHOLE, WIDE_WHOLE + rates, line->discounted_net);
}

/* Group mode: each set of lines that is rounded together is right as a whole. */
static void check_groups(const struct test_case *made, const struct totals *totals)
{
	for (size_t t = 0; !made->document.prices_include_tax && t < made->document.tax_count; t++) {
		int64_t base = 0, tax = 0;
		for (size_t i = 0; i < made->count; i++) {
			base += made->lines[i].taxes >> t & 1 ? totals->lines[i].discounted_net : 0;
			tax += totals->lines[i].taxes[t];
		}
		assert_nearest(base, made->taxes[t].rate, WIDE_WHOLE, tax);
	}
	for (uint32_t set = 0; made->document.prices_include_tax && set < 8; set++) {
		int64_t gross = 0, net = 0;
		for (size_t i = 0; i < made->count; i++) {
			gross += made->lines[i].taxes == set ? totals->lines[i].discounted : 0;
			net += made->lines[i].taxes == set ? totals->lines[i].discounted_net : 0;
		}
		assert_nearest(gross, WIDE_WHOLE, WIDE_WHOLE + rates_of(made, set), net);
	}
}

static void check_sums(const struct test_case *made, const struct totals *totals)
{
	const struct totals_document *document = &made->document;
	struct totals_line_result sum = { 0 };

	for (size_t i = 0; i < made->count; i++) {
		const struct totals_line_result *line = &totals->lines[i];
		sum.amount += line->amount;
		sum.share += line->share;
		sum.net += line->net;
		sum.discounted += line->discounted;
		sum.discounted_net += line->discounted_net;
		sum.tax += line->tax;
	}
	assert_int_equal(sum.amount, totals->amount);
	assert_int_equal(sum.share, totals->discount);
	assert_int_equal(sum.net, totals->subtotal);
	assert_int_equal(sum.net - sum.discounted_net, totals->discount_total);
	assert_int_equal(sum.tax + totals->shipping_tax, totals->tax_total);
	assert_int_equal(totals->total, totals->subtotal - totals->discount_total + totals->tax_total + totals->shipping_net + document->adjustment);
	int64_t taxes = 0;
	for (size_t t = 0; t < document->tax_count; t++)
		taxes += totals->taxes[t].tax;
	assert_int_equal(taxes, totals->tax_total);
	if (document->discount_amount)
		assert_int_equal(llabs(totals->discount), document->discount_amount);
	else
		assert_nearest(totals->amount, document->discount_percent, WIDE_WHOLE, totals->discount);
	if (document->prices_include_tax) {
		assert_int_equal(totals->shipping_net + totals->shipping_tax, document->shipping);
		assert_int_equal(totals->total, sum.discounted + document->shipping + document->adjustment);
	} else {
		assert_int_equal(totals->shipping_net, document->shipping);
		assert_int_equal(totals->discount, totals->discount_total);
	}
}

/* All of it with the sign turned: the results turn theirs. */
static void check_turned(struct test_case *made, const struct totals *totals, struct arena *arena)
{
	struct error error;
	struct totals turned;

	for (size_t i = 0; i < made->count; i++)
		made->lines[i].quantity = -made->lines[i].quantity;
	made->document.shipping = -made->document.shipping;
	made->document.adjustment = -made->document.adjustment;
	assert_int_equal(totals_compute(&made->document, made->lines, made->count, arena, &turned, &error), STATUS_OK);
	assert_int_equal(turned.total, -totals->total);
	assert_int_equal(turned.tax_total, -totals->tax_total);
	assert_int_equal(turned.subtotal, -totals->subtotal);
	for (size_t i = 0; i < made->count; i++)
		assert_int_equal(turned.lines[i].discounted_net, -totals->lines[i].discounted_net);
}

static void random_documents(void **state)
{
	static struct test_case made;
	struct arena arena = { 0 };
	size_t done = 0, refused = 0;

	(void)state;
	seed = UINT64_C(20260305);
	while (done < 100000) {
		struct error error = { 0 };
		struct totals totals;
		random_case(&made);
		enum status status = totals_compute(&made.document, made.lines, made.count, &arena, &totals, &error);
		if (status) { /* a discount of more than there is */
			assert_null(strstr(error.message, "too large"));
			assert_int_equal(status, STATUS_DATA);
			refused++;
			continue;
		}
		for (size_t i = 0; i < made.count; i++)
			check_line(&made, &totals.lines[i], made.lines[i].taxes, !made.document.group_tax);
		check_line(&made, &totals.shipping, made.document.shipping_taxes, true);
		check_sums(&made, &totals);
		if (made.document.group_tax)
			check_groups(&made, &totals);
		if (done % 10 == 0)
			check_turned(&made, &totals, &arena);
		if (done % 100 == 0)
			check_explanation(&made, &totals);
		arena_reset(&arena);
		done++;
	}
	assert_true(refused < done);
	arena_free(&arena);
}

/* The widest numbers that callers can hand over end in a sentence, whatever the mode. */
static void extremes(void **state)
{
	static const int64_t numbers[] = { INT64_MIN, INT64_MIN + 1, -1, 0, 1, 1000000, INT64_MAX };
	enum { NUMBERS = sizeof numbers / sizeof numbers[0] };
	const struct totals_tax taxes[] = { { .name = "a\tb", .rate = TOTALS_RATE_LIMIT }, { .name = "", .rate = 1 } };
	struct arena arena = { 0 };
	struct text text = { 0 };

	(void)state;
	seed = 4;
	for (int round = 0; round < 20000; round++) {
		struct totals_line lines[3];
		struct totals_document document = { .taxes = taxes, .tax_count = 2, .prices_include_tax = any(2), .group_tax = any(2) };
		document.digits = (int)any(7);
		document.rounding = any(2) ? ROUNDING_HALF_EVEN : ROUNDING_HALF_UP;
		document.shipping = numbers[any(NUMBERS)];
		document.adjustment = numbers[any(NUMBERS)];
		document.discount_amount = any(4) ? 0 : numbers[any(NUMBERS)];
		document.discount_percent = any(4) ? 0 : numbers[any(NUMBERS)];
		document.shipping_taxes = (uint32_t)any(4);
		for (size_t i = 0; i < 3; i++)
			lines[i] = (struct totals_line){ .quantity = any(2) ? 1000000 : numbers[any(NUMBERS)], .price = numbers[any(NUMBERS)],
				.discount_amount = any(4) ? 0 : numbers[any(NUMBERS)], .discount_percent = any(4) ? 0 : numbers[any(NUMBERS)], .taxes = (uint32_t)any(4) };
		struct error error = { 0 };
		struct totals totals;
		size_t count = any(4);
		enum status status = totals_compute(&document, lines, count, &arena, &totals, &error);
		assert_true(status == STATUS_OK || status == STATUS_DATA);
		assert_true(status == STATUS_OK || error.message[0]);
		if (!status)
			totals_explain(&document, lines, count, &totals, &text);
		text_clear(&text);
		arena_reset(&arena);
	}
	text_free(&text);
	arena_free(&arena);
}

/* 1,000 lines in well under a millisecond; under sanitizers and on a busy machine there is room. */
static void is_quick(void **state)
{
	static struct test_case made;
	struct arena arena = { 0 };
	struct error error;
	struct totals totals;
	struct timespec from, to;

	(void)state;
	seed = 9;
	do
		random_case(&made);
	while (made.document.tax_count != 3);
	made.document.discount_amount = 0;
	made.document.group_tax = made.document.prices_include_tax = true;
	for (made.count = 0; made.count < LINES; made.count++) {
		random_line(&made.lines[made.count], 3);
		made.lines[made.count].discount_amount = 0;
	}
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
	for (int round = 0; round < 100; round++) {
		assert_int_equal(totals_compute(&made.document, made.lines, made.count, &arena, &totals, &error), STATUS_OK);
		arena_reset(&arena);
	}
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
	double milliseconds = ((double)(to.tv_sec - from.tv_sec) * 1e9 + (double)(to.tv_nsec - from.tv_nsec)) / 1e6 / 100;
	print_message("# 1000 lines: %.3f ms\n", milliseconds);
	assert_true(milliseconds < 10);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_documents),
		cmocka_unit_test(extremes),
		cmocka_unit_test(is_quick),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
