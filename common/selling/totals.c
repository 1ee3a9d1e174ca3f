#include "selling/totals.h"

#include "base/money.h"
#include "selling/totals_parts.h"

static enum status too_large(struct error *error)
{
	return error_set(error, STATUS_DATA, "the amounts are too large to be summed up; check quantities and prices");
}

static uint64_t magnitude(int64_t number)
{
	return number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
}

bool totals_spread(const struct totals_document *document, const int64_t *weights, size_t count, struct share_ratio ratio, struct arena *arena, int64_t *parts,
	int64_t *sum)
{
	if (document->to_largest)
		return share_to_largest(weights, count, ratio, document->rounding, parts, sum);
	return share_spread(weights, count, ratio, document->rounding, arena, parts, sum);
}

/* Both discounts of a line or of the document, in themselves. */
static enum status check_discount(int64_t percent, int64_t amount, struct error *error)
{
	if (percent < 0 || percent > WIDE_WHOLE)
		return error_set(error, STATUS_DATA, "a discount is from 0 to 100 %%");
	if (amount < 0)
		return error_set(error, STATUS_DATA, "a discount cannot be negative; give it without the sign, or raise the price");
	if (percent && amount)
		return error_set(error, STATUS_DATA, "a discount is a percentage or an amount, not both; drop one");
	return STATUS_OK;
}

static enum status check_document(const struct totals_document *document, struct error *error)
{
	if (document->digits < 0 || document->digits > WIDE_DIGITS)
		return error_set(error, STATUS_INTERNAL, "totals with %d digits", document->digits);
	if (document->tax_count > TOTALS_TAXES)
		return error_set(error, STATUS_DATA, "%zu different taxes in one document; at most %d are possible", document->tax_count, TOTALS_TAXES);
	for (size_t i = 0; i < document->tax_count; i++)
		if (document->taxes[i].rate < 0 || document->taxes[i].rate > TOTALS_RATE_LIMIT)
			return error_set(error, STATUS_DATA, "tax %s: a rate is from 0 to 1000 %%", document->taxes[i].name);
	return check_discount(document->discount_percent, document->discount_amount, error);
}

static enum status check_taxes(const struct totals_document *document, uint32_t set, struct error *error)
{
	if ((uint64_t)set >> document->tax_count)
		return error_set(error, STATUS_INTERNAL, "a tax that the document does not have");
	return STATUS_OK;
}

/* "…: the discount of 5.00 is more than the 3.00 …" */
static enum status discount_exceeds(const struct totals_document *document, int64_t discount, int64_t sum, const char *what, struct error *error)
{
	struct text text = { 0 };

	text_add(&text, "the discount of ");
	money_format(&text, discount, document->digits);
	text_add(&text, " is more than the ");
	money_format(&text, sum < 0 ? -sum : sum, document->digits);
	enum status status = error_set(error, STATUS_DATA, "%s %s; lower it", text_string(&text), what);
	text_free(&text);
	return status;
}

static enum status compute_line(const struct totals_document *document, const struct totals_line *line, struct totals_line_result *result,
	struct error *error)
{
	enum status status = check_discount(line->discount_percent, line->discount_amount, error);

	if (!status)
		status = check_taxes(document, line->taxes, error);
	if (!status)
		status = wide_product(line->quantity, line->price, document->digits, document->rounding, &result->gross, error);
	if (!status && line->discount_percent)
		status = wide_product_less(line->quantity, line->price, line->discount_percent, document->digits, document->rounding,
			&result->amount, error);
	if (status)
		return status;
	if (line->part) {
		result->amount = line->part->amount;
		return int64_from_wide((wide)result->gross - result->amount, &result->discount) ? STATUS_OK : too_large(error);
	}
	if (magnitude(line->discount_amount) > magnitude(result->gross))
		return discount_exceeds(document, line->discount_amount, result->gross, "of the line", error);
	if (!line->discount_percent)
		result->amount = result->gross < 0 ? result->gross + line->discount_amount : result->gross - line->discount_amount;
	result->discount = result->gross - result->amount;
	return STATUS_OK;
}

/* Puts what a line was given into its result. */
static bool take_part(const struct totals_document *document, const struct totals_part *part, struct totals_line_result *result)
{
	wide tax = 0;

	result->net = part->net;
	result->discounted_net = part->discounted_net;
	for (size_t t = 0; t < document->tax_count; t++) {
		tax += part->taxes[t];
		if (result->taxes)
			result->taxes[t] = part->taxes[t];
	}
	return int64_from_wide(tax, &result->tax) &&
	       int64_from_wide((wide)result->discounted_net + (document->prices_include_tax ? result->tax : 0), &result->discounted) &&
	       int64_from_wide((wide)result->amount - result->discounted, &result->share);
}

static bool take_parts(const struct totals_document *document, const struct totals_line *lines, size_t count, struct totals *totals)
{
	bool fits = true;

	for (size_t i = 0; fits && i < count; i++)
		fits = !lines[i].part || take_part(document, lines[i].part, &totals->lines[i]);
	return fits;
}

/* The ratio by which the discount of the document is taken off the amounts of the lines that are no parts, which have that sum. */
static enum status discount_ratio(const struct totals_document *document, int64_t sum, struct share_ratio *ratio, struct error *error)
{
	*ratio = (struct share_ratio){ .times = document->discount_percent, .over = WIDE_WHOLE };
	if (!document->discount_amount)
		return STATUS_OK;
	if (document->incomplete && magnitude(document->discount_amount) > magnitude(sum)) {
		*ratio = (struct share_ratio){ .times = sum != 0, .over = 1 };
		return STATUS_OK;
	}
	if (sum == 0)
		return error_set(error, STATUS_DATA,
			"the lines sum to zero: an amount of discount cannot be spread over them; give a percentage or discount the lines");
	if (magnitude(document->discount_amount) > magnitude(sum))
		return discount_exceeds(document, document->discount_amount, sum, "of all lines", error);
	*ratio = (struct share_ratio){ .times = document->discount_amount, .over = sum < 0 ? -sum : sum };
	return STATUS_OK;
}

static enum status spread_discount(const struct totals_document *document, const struct totals_line *lines, struct totals *totals, size_t count,
	struct arena *arena, struct error *error)
{
	struct totals_document rest = *document;
	struct totals_line_result *results = totals->lines;
	int64_t *shares = arena_alloc(arena, count * sizeof *shares), own;
	struct share_ratio ratio;
	wide all = 0, sum = 0;
	bool parts = false;

	for (size_t i = 0; i < count; i++) {
		all += results[i].amount;
		shares[i] = lines[i].part ? 0 : results[i].amount;
		sum += shares[i];
		parts |= lines[i].part != NULL;
		results[i].discounted = results[i].amount;
		if (lines[i].part && take_part(document, lines[i].part, &results[i]) && rest.discount_amount)
			rest.discount_amount -= results[i].share < rest.discount_amount ? results[i].share : rest.discount_amount;
	}
	if (!int64_from_wide(all, &totals->amount) || !int64_from_wide(sum, &own))
		return too_large(error);
	rest.incomplete |= parts;
	enum status status = discount_ratio(&rest, own, &ratio, error);
	if (status || !ratio.times)
		return status;
	if (!totals_spread(document, shares, count, ratio, arena, shares, &totals->discount))
		return too_large(error);
	for (size_t i = 0; i < count; i++) {
		if (lines[i].part)
			continue;
		results[i].share = shares[i];
		if (!int64_from_wide((wide)results[i].amount - shares[i], &results[i].discounted))
			return too_large(error);
	}
	return STATUS_OK;
}

/* The taxes of the lines, then of shipping, which is a line that is alone. */
static long long number_of(const struct totals_line *lines, size_t i)
{
	return lines[i].number ? (long long)lines[i].number : (long long)i + 1;
}

/* Shipping that is a part: what it contains, or bears, of tax. */
static bool part_shipping(const struct totals_document *document, struct totals_line_result *shipping)
{
	wide tax = 0;

	for (size_t t = 0; t < document->tax_count; t++)
		tax += document->shipping_part[t];
	struct totals_part part = { .amount = shipping->amount, .taxes = document->shipping_part };
	if (!int64_from_wide(shipping->amount - (document->prices_include_tax ? tax : 0), &part.net))
		return false;
	part.discounted_net = part.net;
	return take_part(document, &part, shipping);
}

static enum status compute_taxes(const struct totals_document *document, const struct totals_line *lines, size_t count, struct arena *arena,
	struct totals *totals, struct error *error)
{
	uint32_t *sets = arena_alloc(arena, count * sizeof *sets);
	int64_t *taxes = arena_alloc(arena, (count + 1) * document->tax_count * sizeof *taxes);
	struct totals_line_result *shipping = &totals->shipping;
	size_t wrong = 0;

	for (size_t i = 0; i < count; i++) {
		sets[i] = lines[i].part ? 0 : lines[i].taxes; /* a part is no member of any group */
		totals->lines[i].taxes = taxes + i * document->tax_count;
	}
	shipping->taxes = taxes + count * document->tax_count;
	bool fits = int64_from_wide(document->shipping, &shipping->amount);
	shipping->gross = shipping->discounted = shipping->amount;
	if (totals_tax_lines(document, sets, totals->lines, count, arena, &wrong))
		return error_set(error, STATUS_DATA, "line %lld: the amounts are too large for its taxes; check quantity and price", number_of(lines, wrong));
	if (!fits || totals_tax_lines(document, &document->shipping_taxes, shipping, 1, arena, &wrong) || (document->shipping_part && !part_shipping(document, shipping)))
		return error_set(error, STATUS_DATA, "shipping is too large for an amount; check it");
	return STATUS_OK;
}

static bool sum_taxes(const struct totals_document *document, const struct totals_line *lines, size_t count, struct totals *totals)
{
	bool fits = true;

	for (size_t t = 0; t < document->tax_count; t++) {
		bool shipped = document->shipping_taxes >> t & 1;
		wide base = shipped ? totals->shipping.discounted_net : 0, tax = totals->shipping.taxes[t];
		for (size_t i = 0; i < count; i++) {
			if (lines[i].taxes >> t & 1)
				base += totals->lines[i].discounted_net;
			tax += totals->lines[i].taxes[t];
		}
		fits = fits && int64_from_wide(base, &totals->taxes[t].base) && int64_from_wide(tax, &totals->taxes[t].tax);
	}
	return fits;
}

static bool sum_document(const struct totals_document *document, size_t count, struct totals *totals)
{
	wide subtotal = 0, net = 0, tax = 0;
	int64_t fits; /* also what explanations subtract and negate */

	wide discount = 0;

	for (size_t i = 0; i < count; i++) {
		discount += totals->lines[i].share;
		subtotal += totals->lines[i].net;
		net += totals->lines[i].discounted_net;
		tax += totals->lines[i].tax;
	}
	totals->shipping_net = totals->shipping.discounted_net;
	totals->shipping_tax = totals->shipping.tax;
	if (!int64_from_wide(net, &fits) || !int64_from_wide(tax, &fits) || !int64_from_wide(document->adjustment, &fits))
		return false;
	tax += totals->shipping_tax;
	return int64_from_wide(discount, &totals->discount) && int64_from_wide(subtotal, &totals->subtotal) && int64_from_wide(subtotal - net, &totals->discount_total) && int64_from_wide(tax, &totals->tax_total)
		&& int64_from_wide(net + tax + totals->shipping_net + document->adjustment, &totals->total);
}

enum status totals_compute(const struct totals_document *document, const struct totals_line *lines, size_t count, struct arena *arena,
	struct totals *out, struct error *error)
{
	*out = (struct totals){ .lines = arena_alloc(arena, count * sizeof *out->lines),
		.taxes = arena_alloc(arena, document->tax_count * sizeof *out->taxes) };
	enum status status = check_document(document, error);
	if (!status)
		status = check_taxes(document, document->shipping_taxes, error);
	for (size_t i = 0; !status && i < count; i++) {
		status = compute_line(document, &lines[i], &out->lines[i], error);
		if (status == STATUS_DATA)
			error_prefix(error, "line %lld: ", number_of(lines, i));
	}
	if (!status)
		status = spread_discount(document, lines, out, count, arena, error);
	if (!status)
		status = compute_taxes(document, lines, count, arena, out, error);
	if (!status && (!take_parts(document, lines, count, out) || !sum_taxes(document, lines, count, out) || !sum_document(document, count, out)))
		status = too_large(error);
	return status;
}
