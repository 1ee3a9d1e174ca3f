#include "base/map.h"
#include "selling/totals_parts.h"

int64_t totals_rates(const struct totals_document *document, uint32_t set)
{
	int64_t rates = 0;

	for (size_t t = 0; t < document->tax_count; t++)
		if (set >> t & 1)
			rates += document->taxes[t].rate;
	return rates;
}

/* The work on one set of lines that are rounded together: their indices, and room for a number of each. */
struct work {
	const struct totals_document *document;
	const uint32_t *sets;
	struct totals_line_result *results;
	size_t *members;
	int64_t *numbers;
	struct arena *arena;
};

/* One tax on the discounted nets of the members. */
static bool add_tax(const struct work *work, const size_t *members, size_t count, size_t tax)
{
	struct share_ratio ratio = { .times = work->document->taxes[tax].rate, .over = WIDE_WHOLE };
	int64_t sum;

	for (size_t i = 0; i < count; i++)
		work->numbers[i] = work->results[members[i]].discounted_net;
	if (!totals_spread(work->document, work->numbers, count, ratio, work->arena, work->numbers, &sum))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct totals_line_result *result = &work->results[members[i]];
		result->taxes[tax] = work->numbers[i];
		if (!int64_from_wide((wide)result->tax + work->numbers[i], &result->tax))
			return false;
	}
	return true;
}

static bool exclusive(const struct work *work, size_t count, size_t *wrong)
{
	for (size_t i = 0; i < count; i++) {
		work->results[i].net = work->results[i].amount;
		work->results[i].discounted_net = work->results[i].discounted;
	}
	for (size_t tax = 0; tax < work->document->tax_count; tax++) {
		size_t members = 0;
		for (size_t i = 0; i < count; i++)
			if (work->sets[i] >> tax & 1)
				work->members[members++] = i;
		*wrong = members ? work->members[0] : 0;
		if (work->document->group_tax && !add_tax(work, work->members, members, tax))
			return false;
		for (size_t i = 0; !work->document->group_tax && i < members; i++) {
			*wrong = work->members[i];
			if (!add_tax(work, &work->members[i], 1, tax))
				return false;
		}
	}
	return true;
}

/* Splits the tax of the members of one sign over the taxes of their set: their sum in proportion to the rates, then of each member in turn in proportion to
 * what is left of each tax, so that members and taxes both sum up, and none turns its sign. */
static bool split_tax(const struct work *work, const size_t *members, size_t count, uint32_t set, bool negative)
{
	const struct totals_document *document = work->document;
	int64_t left[TOTALS_TAXES] = { 0 }, part[TOTALS_TAXES], sum;
	struct share_ratio ratio = { .over = totals_rates(document, set) };
	wide all = 0;

	for (size_t i = 0; i < count; i++) {
		int64_t tax = work->results[members[i]].tax;
		all += (tax < 0) == negative ? tax : 0;
	}
	for (size_t t = 0; t < document->tax_count; t++)
		left[t] = set >> t & 1 ? document->taxes[t].rate : 0;
	if (!int64_from_wide(all, &ratio.times) || !share_spread(left, document->tax_count, ratio, document->rounding, work->arena, left, &sum))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct totals_line_result *result = &work->results[members[i]];
		if (!result->tax || (result->tax < 0) != negative)
			continue;
		ratio = (struct share_ratio){ .times = result->tax < 0 ? -result->tax : result->tax, .over = (int64_t)(all < 0 ? -all : all) };
		if (!share_spread(left, document->tax_count, ratio, document->rounding, work->arena, part, &sum))
			return false;
		for (size_t t = 0; t < document->tax_count; t++) {
			left[t] -= part[t];
			result->taxes[t] = part[t];
		}
		all -= result->tax;
	}
	return true;
}

/* Takes the tax out of the members, which have the same taxes. */
static bool take_out(const struct work *work, const size_t *members, size_t count)
{
	uint32_t set = work->sets[members[0]];
	int64_t rates = totals_rates(work->document, set), sum;
	struct share_ratio ratio = { .times = WIDE_WHOLE, .over = WIDE_WHOLE + rates };

	for (size_t i = 0; i < count; i++)
		work->numbers[i] = work->results[members[i]].amount;
	if (!totals_spread(work->document, work->numbers, count, ratio, work->arena, work->numbers, &sum))
		return false;
	for (size_t i = 0; i < count; i++) {
		work->results[members[i]].net = work->numbers[i];
		work->numbers[i] = work->results[members[i]].discounted;
	}
	if (!totals_spread(work->document, work->numbers, count, ratio, work->arena, work->numbers, &sum))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct totals_line_result *result = &work->results[members[i]];
		result->discounted_net = work->numbers[i];
		if (!int64_from_wide((wide)result->discounted - result->discounted_net, &result->tax))
			return false;
	}
	return !rates || (split_tax(work, members, count, set, false) && split_tax(work, members, count, set, true));
}

/* Puts the indices of lines with the same taxes next to each other, in the order of the first of them. group[i] is the number of the i-th line's set,
 * ends[g] where the set ends in work->members. Returns how many sets there are. */
static size_t group_lines(const struct work *work, size_t count, size_t *ends)
{
	struct map numbers = { 0 }; /* by set, counted from 1 */
	size_t *group = arena_alloc(work->arena, count * sizeof *group), start = 0;

	for (size_t i = 0; i < count; i++) {
		int64_t *number = map_at(&numbers, work->sets[i]);
		if (!*number)
			*number = (int64_t)numbers.count;
		group[i] = (size_t)*number - 1;
		ends[group[i]]++;
	}
	const size_t groups = numbers.count;
	map_free(&numbers);
	for (size_t g = 0; g < groups; g++) {
		size_t members = ends[g];
		ends[g] = start;
		start += members;
	}
	for (size_t i = 0; i < count; i++)
		work->members[ends[group[i]]++] = i;
	return groups;
}

static bool inclusive(const struct work *work, size_t count, size_t *wrong)
{
	if (!work->document->group_tax || count == 1) {
		for (size_t i = 0; i < count; i++) {
			*wrong = i;
			if (!take_out(work, &i, 1))
				return false;
		}
		return true;
	}
	size_t *ends = arena_alloc(work->arena, count * sizeof *ends), start = 0;
	size_t groups = group_lines(work, count, ends);
	for (size_t g = 0; g < groups; g++) {
		*wrong = work->members[start];
		if (!take_out(work, &work->members[start], ends[g] - start))
			return false;
		start = ends[g];
	}
	return true;
}

enum status totals_tax_lines(const struct totals_document *document, const uint32_t *sets, struct totals_line_result *results, size_t count,
	struct arena *arena, size_t *wrong)
{
	struct work work = { .document = document, .sets = sets, .results = results, .arena = arena };

	work.members = arena_alloc(arena, count * sizeof *work.members);
	work.numbers = arena_alloc(arena, count * sizeof *work.numbers);
	bool fits = document->prices_include_tax ? inclusive(&work, count, wrong) : exclusive(&work, count, wrong);
	return fits ? STATUS_OK : STATUS_DATA;
}
