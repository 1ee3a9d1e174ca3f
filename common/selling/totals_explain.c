#include "base/decimal.h"
#include "base/money.h"
#include "base/sentence.h"
#include "selling/totals_parts.h"
#include <string.h>

/* One explanation while it is written. */
struct story {
	const struct totals_document *document;
	const struct totals *totals;
	const char *rounded; /* how it is rounded */
	bool parts; /* some lines are parts of others */
	struct text *out;
};

static void money(const struct story *story, int64_t minor)
{
	money_format(story->out, minor, story->document->digits);
}

static void percent(const struct story *story, int64_t number)
{
	decimal_format(story->out, number, DECIMAL_PERCENT);
	text_add(story->out, " %");
}

static void tax_name(const struct story *story, size_t tax)
{
	text_escape(story->out, story->document->taxes[tax].name, strlen(story->document->taxes[tax].name));
}

/* Begins a step: what it is about. line counts from 1; 0 is the document. */
static void step(const struct story *story, const char *about, size_t line)
{
	text_add(story->out, about);
	if (line)
		text_printf(story->out, " %zu", line);
	text_byte(story->out, '\t');
}

/* Ends a step whose numbers were written. */
static void result(const struct story *story, int64_t minor)
{
	text_byte(story->out, '\t');
	money(story, minor);
	text_byte(story->out, '\n');
}

/* How a share of what several lines have together is rounded. */
static const char down[] = "rounded down";

/* What a share got beyond that: the remainder. */
static void remainder_of(const struct story *story, int64_t weight, struct share_ratio ratio, int64_t part)
{
	int64_t plain;

	if (!int64_from_wide((wide)weight * ratio.times / ratio.over, &plain) || plain == part)
		return;
	text_add(story->out, part < plain ? " - " : " + ");
	money(story, part < plain ? plain - part : part - plain);
	text_add(story->out, " remainder");
}

/* 12.00 × 13 % */
static void times_rate(const struct story *story, int64_t base, int64_t rate)
{
	money(story, base);
	text_add(story->out, " × ");
	percent(story, rate);
}

/* "gross - discount = amount" of one line. */
static void explain_amount(const struct story *story, const struct totals_line *line, const struct totals_line_result *values, size_t number)
{
	struct text *out = story->out;
	const char *amount = story->document->prices_include_tax ? "agreed amount" : "net";

	step(story, "line", number);
	text_printf(out, "gross = quantity × price, %s\t", story->rounded);
	decimal_format(out, line->quantity, DECIMAL_QUANTITY);
	text_add(out, " × ");
	decimal_format(out, line->price, DECIMAL_QUANTITY);
	result(story, values->gross);
	if (line->part) {
		step(story, "line", number);
		text_printf(out, "%s = part of the line that it takes from: what is due up to here, %s, less what was taken before\t", amount, story->rounded);
		result(story, values->amount);
		return;
	}
	if (line->discount_percent) {
		step(story, "line", number);
		text_printf(out, "%s = quantity × price × (100 %% - discount), %s once\t", amount, story->rounded);
		decimal_format(out, line->quantity, DECIMAL_QUANTITY);
		text_add(out, " × ");
		decimal_format(out, line->price, DECIMAL_QUANTITY);
		text_add(out, " × (100 % - ");
		percent(story, line->discount_percent);
		text_byte(out, ')');
		result(story, values->amount);
	}
	if (line->discount_percent || !line->discount_amount)
		return;
	step(story, "line", number);
	text_printf(out, "%s = gross - discount\t", amount);
	money(story, values->gross);
	text_add(out, values->discount < 0 ? " + " : " - ");
	money(story, values->discount < 0 ? -values->discount : values->discount);
	result(story, values->amount);
}

/* "discounted net = net - share" */
static void explain_discounted(const struct story *story, const struct totals_line_result *values, size_t number)
{
	const char *amount = story->document->prices_include_tax ? "agreed amount" : "net";

	step(story, "line", number);
	text_printf(story->out, "discounted %s = %s - share\t", amount, amount);
	money(story, values->amount);
	text_add(story->out, values->share < 0 ? " + " : " - ");
	money(story, values->share < 0 ? -values->share : values->share);
	result(story, values->discounted);
}

static void explain_share(const struct story *story, const struct totals_line_result *values, size_t number, struct share_ratio ratio)
{
	step(story, "line", number);
	text_printf(story->out, "share of the document's discount, in proportion to the %s, %s\t", story->document->prices_include_tax ? "agreed amount" : "net", down);
	if (story->document->discount_amount) {
		money(story, ratio.times);
		text_add(story->out, " × ");
		money(story, values->amount);
		text_add(story->out, " ÷ ");
		money(story, ratio.over);
	} else {
		times_rate(story, values->amount, ratio.times);
	}
	remainder_of(story, values->amount, ratio, values->share);
	result(story, values->share);
	explain_discounted(story, values, number);
}

/* A part that something is of. */
static void explain_part(const struct story *story, const char *about, size_t number, const char *what, int64_t amount)
{
	step(story, about, number);
	text_printf(story->out, "%s, a part as well\t", what);
	result(story, amount);
}

/* Where lines are parts of others, the discount is what they have of that of those. */
static void explain_discount_of_parts(const struct story *story, size_t count)
{
	step(story, "discount", 0);
	text_add(story->out, "the document's discount = sum of the shares\t");
	result(story, story->totals->discount);
	for (size_t i = 0; i < count; i++) {
		explain_part(story, "line", i + 1, "share of the document's discount", story->totals->lines[i].share);
		explain_discounted(story, &story->totals->lines[i], i + 1);
	}
}

/* The discount of the document and what each line bears of it. */
static void explain_discount(const struct story *story, size_t count)
{
	const struct totals_document *document = story->document;
	const struct totals *totals = story->totals;
	struct share_ratio ratio = { .times = document->discount_percent, .over = WIDE_WHOLE };

	if (!document->discount_percent && (!document->discount_amount || !totals->amount))
		return;
	if (story->parts) {
		explain_discount_of_parts(story, count);
		return;
	}
	step(story, "discount", 0);
	if (document->discount_amount) {
		ratio = (struct share_ratio){ .times = totals->discount < 0 ? -totals->discount : totals->discount,
			.over = totals->amount < 0 ? -totals->amount : totals->amount };
		text_add(story->out, ratio.times < document->discount_amount ? "the document's discount, as much as the lines come to so far\t" :
		                                                               "the document's discount, an amount\t");
		money(story, totals->discount);
	} else {
		text_printf(story->out, "the document's discount = percentage of all lines, %s once\t", story->rounded);
		times_rate(story, totals->amount, document->discount_percent);
	}
	result(story, totals->discount);
	for (size_t i = 0; i < count; i++)
		explain_share(story, &totals->lines[i], i + 1, ratio);
}

/* The taxes of a part, and within a price its net. */
static void explain_taxes_of_part(const struct story *story, const char *about, size_t number, const struct totals_line_result *values, uint32_t set)
{
	if (story->document->prices_include_tax)
		explain_part(story, about, number, number ? "discounted net" : "net of shipping", values->discounted_net);
	for (size_t tax = 0; tax < story->document->tax_count; tax++) {
		if (!(set >> tax & 1))
			continue;
		step(story, about, number);
		tax_name(story, tax);
		text_add(story->out, ", a part as well\t");
		result(story, values->taxes[tax]);
	}
}

static void explain_rate(const struct story *story, const char *about, size_t number, const struct totals_line_result *values, size_t tax)
{
	struct share_ratio ratio = { .times = story->document->taxes[tax].rate, .over = WIDE_WHOLE };
	bool shared = story->document->group_tax && number;

	step(story, about, number);
	tax_name(story, tax);
	text_add(story->out, shared ? " = share of the tax, rate × " : " = rate × ");
	text_printf(story->out, "%s, %s\t", number ? "discounted net" : "shipping", shared ? down : story->rounded);
	times_rate(story, values->discounted_net, ratio.times);
	if (shared)
		remainder_of(story, values->discounted_net, ratio, values->taxes[tax]);
	result(story, values->taxes[tax]);
}

/* Prices without tax: what a line, or shipping with number 0, is taxed. */
static void explain_exclusive(const struct story *story, const char *about, size_t number, const struct totals_line_result *values, uint32_t set)
{
	for (size_t tax = 0; tax < story->document->tax_count; tax++)
		if (set >> tax & 1)
			explain_rate(story, about, number, values, tax);
}

/* Prices without tax, group mode: each tax on all lines that have it. */
static void explain_group_taxes(const struct story *story, const struct totals_line *lines, size_t count)
{
	for (size_t tax = 0; tax < story->document->tax_count; tax++) {
		wide base = 0, sum = 0; /* in the end they fit: it was computed */
		bool taxed = false;
		for (size_t i = 0; i < count; i++) {
			if (lines[i].part || !(lines[i].taxes >> tax & 1))
				continue;
			base += story->totals->lines[i].discounted_net;
			sum += story->totals->lines[i].taxes[tax];
			taxed = true;
		}
		if (!taxed)
			continue;
		step(story, "tax", 0);
		tax_name(story, tax);
		text_printf(story->out, " = rate × sum of the discounted nets, %s once\t", story->rounded);
		times_rate(story, (int64_t)base, story->document->taxes[tax].rate);
		result(story, (int64_t)sum);
	}
}

static bool is_first(const struct totals_line *lines, size_t line)
{
	for (size_t i = 0; i < line; i++)
		if (!lines[i].part && lines[i].taxes == lines[line].taxes)
			return false;
	return true;
}

/* Prices with tax, group mode: the net of all lines that have the same taxes. */
static void explain_group_nets(const struct story *story, const struct totals_line *lines, size_t count)
{
	for (size_t first = 0; first < count; first++) {
		wide gross = 0, net = 0;
		if (lines[first].part || !lines[first].taxes || !is_first(lines, first))
			continue;
		for (size_t i = first; i < count; i++) {
			if (lines[i].part || lines[i].taxes != lines[first].taxes)
				continue;
			gross += story->totals->lines[i].discounted;
			net += story->totals->lines[i].discounted_net;
		}
		step(story, "tax", 0);
		text_printf(story->out, "net of the lines taxed like line %zu = sum of what was agreed ÷ (100 %% + rates), %s once\t", first + 1, story->rounded);
		money(story, (int64_t)gross);
		text_add(story->out, " ÷ (100 % + ");
		percent(story, totals_rates(story->document, lines[first].taxes));
		text_byte(story->out, ')');
		result(story, (int64_t)net);
	}
}

/* gross ÷ (100 % + rates) */
static void explain_net(const struct story *story, const char *about, size_t number, const char *what, int64_t gross, int64_t rates, int64_t net)
{
	bool shared = story->document->group_tax && number;

	step(story, about, number);
	text_printf(story->out, "%s ÷ (100 %% + rates), %s\t", what, shared ? down : story->rounded);
	money(story, gross);
	text_add(story->out, " ÷ (100 % + ");
	percent(story, rates);
	text_byte(story->out, ')');
	if (shared)
		remainder_of(story, gross, (struct share_ratio){ .times = WIDE_WHOLE, .over = WIDE_WHOLE + rates }, net);
	result(story, net);
}

static void explain_split(const struct story *story, const char *about, size_t number, const struct totals_line_result *values, uint32_t set)
{
	int64_t rates = totals_rates(story->document, set);

	for (size_t tax = 0; rates && set & (set - 1) && tax < story->document->tax_count; tax++) {
		if (!(set >> tax & 1))
			continue;
		struct share_ratio ratio = { .times = story->document->taxes[tax].rate, .over = rates };
		step(story, about, number);
		tax_name(story, tax);
		text_printf(story->out, " = tax × its rate ÷ all rates, %s\t", down);
		times_rate(story, values->tax, ratio.times);
		text_add(story->out, " ÷ ");
		percent(story, rates);
		remainder_of(story, values->tax, ratio, values->taxes[tax]);
		result(story, values->taxes[tax]);
	}
}

static void explain_inclusive(const struct story *story, const char *about, size_t number, const struct totals_line_result *values, uint32_t set)
{
	int64_t rates = totals_rates(story->document, set);

	if (!number) {
		explain_net(story, about, number, "net = shipping", values->amount, rates, values->discounted_net);
	} else {
		explain_net(story, about, number, "net = agreed amount", values->amount, rates, values->net);
		if (values->share)
			explain_net(story, about, number, "discounted net = discounted agreed amount", values->discounted, rates, values->discounted_net);
	}
	step(story, about, number);
	text_printf(story->out, "tax = %s: what was agreed stays\t",
		!number ? "shipping - net" : values->share ? "discounted agreed amount - discounted net" : "agreed amount - net");
	money(story, values->discounted);
	text_add(story->out, " - ");
	money(story, values->discounted_net);
	result(story, values->tax);
	explain_split(story, about, number, values, set);
}

static void explain_taxes(const struct story *story, const struct totals_line *lines, size_t count)
{
	void (*explain)(const struct story *, const char *, size_t, const struct totals_line_result *, uint32_t) =
		story->document->prices_include_tax ? explain_inclusive : explain_exclusive;

	if (story->document->group_tax)
		(story->document->prices_include_tax ? explain_group_nets : explain_group_taxes)(story, lines, count);
	for (size_t i = 0; i < count; i++)
		(lines[i].part ? explain_taxes_of_part : explain)(story, "line", i + 1, &story->totals->lines[i], lines[i].taxes);
	if (story->document->shipping)
		(story->document->shipping_part ? explain_taxes_of_part : explain)(story, "shipping", 0, &story->totals->shipping, story->document->shipping_taxes);
}

/* Appends a sum of terms with their signs. */
static void add_terms(const struct story *story, const int64_t *terms, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (i)
			text_add(story->out, terms[i] < 0 ? " - " : " + ");
		money(story, i && terms[i] < 0 ? -terms[i] : terms[i]);
	}
}

static void explain_sums(const struct story *story, size_t count)
{
	const struct totals *totals = story->totals;
	int64_t net = totals->subtotal - totals->discount_total;

	step(story, "total", 0);
	text_printf(story->out, sentence_plural((long long)count, "subtotal = sum of the nets before the document's discount\t%zu line",
	                                        "subtotal = sum of the nets before the document's discount\t%zu lines"), count);
	result(story, totals->subtotal);
	step(story, "total", 0);
	text_add(story->out, "discount_total = sum of the nets - sum of the discounted nets\t");
	add_terms(story, (int64_t[]){ totals->subtotal, -net }, 2);
	result(story, totals->discount_total);
	step(story, "total", 0);
	text_add(story->out, "tax_total = taxes of the lines + tax of shipping\t");
	add_terms(story, (int64_t[]){ totals->tax_total - totals->shipping_tax, totals->shipping_tax }, 2);
	result(story, totals->tax_total);
	step(story, "total", 0);
	text_add(story->out, "total = subtotal - discount_total + tax_total + net of shipping + adjustment\t");
	add_terms(story, (int64_t[]){ totals->subtotal, -totals->discount_total, totals->tax_total, totals->shipping_net, story->document->adjustment }, 5);
	result(story, totals->total);
}

void totals_explain(const struct totals_document *document, const struct totals_line *lines, size_t count, const struct totals *totals,
	struct text *out)
{
	struct story story = { .document = document, .totals = totals, .out = out,
		.rounded = document->rounding == ROUNDING_HALF_EVEN ? "rounded half-even" : "rounded half-up" };

	for (size_t i = 0; i < count; i++) {
		story.parts |= lines[i].part != NULL;
		explain_amount(&story, &lines[i], &totals->lines[i], i + 1);
	}
	explain_discount(&story, count);
	explain_taxes(&story, lines, count);
	explain_sums(&story, count);
}
