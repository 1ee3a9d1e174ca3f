/* Which rows there are, and in which order. Groups are ordered among those of the same group above, so that subtotals keep theirs together. */
#include "query/summary_parts.h"

#include "base/order.h"
#include "base/utf8.h"
#include <stdlib.h>
#include <string.h>

static int compare_numbers(int64_t a, int64_t b)
{
	return a < b ? -1 : a > b;
}

static int currency_rank(const struct summary *summary, uint32_t group)
{
	const char *currency = summary_currency(summary, group);

	return strcmp(currency, summary->store->conventions.currency) == 0 ? 0 : 1;
}

static int compare_currencies(const struct summary *summary, uint32_t a, uint32_t b)
{
	int order = compare_numbers(currency_rank(summary, a), currency_rank(summary, b));

	return order ? order : strcmp(summary_currency(summary, a), summary_currency(summary, b));
}

static uint32_t ancestor(const struct summary *summary, uint32_t group, size_t level)
{
	while (summary->groups.items[group].level > level)
		group = summary->groups.items[group].above;
	return group;
}

/* What has no value comes last, whichever way round. */
static int compare_measured(const struct summary *summary, const struct summary_criterion *criterion, uint32_t a, uint32_t b)
{
	int64_t left = 0, right = 0;
	bool first = summary_cell(summary, a, criterion->index, &left), second = summary_cell(summary, b, criterion->index, &right);

	if (!first || !second)
		return second - first;
	return criterion->down ? compare_numbers(right, left) : compare_numbers(left, right);
}

/* Two groups of the same group above. */
static int compare_siblings(const struct summary *summary, size_t level, uint32_t a, uint32_t b)
{
	const struct values *values = &summary->keys[level - 1].values;
	uint32_t first = summary->groups.items[a].code, second = summary->groups.items[b].code;

	for (size_t i = 0; i < summary->criterion_count; i++) {
		const struct summary_criterion *criterion = &summary->criteria[i];
		int order = 0;
		if (!criterion->group)
			order = compare_measured(summary, criterion, a, b);
		else if (criterion->index == level - 1)
			order = first && second && criterion->down ? values_order(values, second, first) : values_order(values, first, second);
		if (order)
			return order;
	}
	return values_order(values, first, second);
}

static int compare(const struct summary *summary, uint32_t a, uint32_t b)
{
	int order = summary->currency_first ? compare_currencies(summary, a, b) : 0;

	for (size_t level = 1; !order && level <= summary->key_count; level++) {
		uint32_t left = ancestor(summary, a, level), right = ancestor(summary, b, level);
		if (summary->groups.items[left].code != summary->groups.items[right].code)
			order = compare_siblings(summary, level, left, right);
	}
	return order ? order : compare_currencies(summary, a, b);
}

/* By merging runs: qsort could not be handed the summary. */
static void sort_groups(const struct summary *summary, uint32_t *groups, uint32_t *spare, size_t count)
{
	if (count < 2)
		return;
	size_t half = count / 2, left = 0, right = half;
	sort_groups(summary, groups, spare, half);
	sort_groups(summary, groups + half, spare, count - half);
	if (compare(summary, groups[half - 1], groups[half]) <= 0)
		return;
	memcpy(spare, groups, half * sizeof *groups);
	for (size_t at = 0; left < half; at++)
		groups[at] = right < count && compare(summary, groups[right], spare[left]) < 0 ? groups[right++] : spare[left++];
}

static int compare_roots(const struct summary *summary, const uint32_t *a, const uint32_t *b)
{
	return compare_currencies(summary, *a, *b);
}

static size_t find_roots(struct summary *summary, uint32_t *roots)
{
	size_t count = 0;

	for (size_t i = 0; i < summary->currency_count; i++) {
		uint32_t root = groups_known(&summary->groups, GROUP_NONE, (uint32_t)i + 1), at = (uint32_t)count;
		for (; root != GROUP_NONE && at > 0 && compare_roots(summary, &root, &roots[at - 1]) < 0; at--)
			roots[at] = roots[at - 1];
		if (root != GROUP_NONE) {
			roots[at] = root;
			count++;
		}
	}
	return count;
}

/* The value of a code in the order of its key; false when order is not by one number. */
static bool order_value(const struct values *values, uint32_t code, uint64_t *out)
{
	const struct listed *listed = values_listed(values, code);

	*out = listed ? listed->rank : code - 1;
	return !listed || listed->text;
}

struct packing {
	uint64_t least, most;
	unsigned bits;
	bool down;
};

static bool is_down(const struct summary *summary, size_t key)
{
	for (size_t i = 0; i < summary->criterion_count; i++)
		if (summary->criteria[i].group && summary->criteria[i].index == key)
			return summary->criteria[i].down;
	return false;
}

/* How the values of each key fit into a few bits; false when they do not, or measures are sorted by. */
static bool find_packing(const struct summary *summary, const uint32_t *groups, size_t count, struct packing packings[SUMMARY_GROUPS])
{
	unsigned bits = 6; /* currencies */
	uint64_t value;

	for (size_t i = 0; i < summary->criterion_count; i++)
		if (!summary->criteria[i].group)
			return false;
	for (size_t i = 0; i < summary->key_count; i++)
		packings[i] = (struct packing){ .least = UINT64_MAX, .down = is_down(summary, i) };
	for (size_t i = 0; i < count; i++) {
		for (uint32_t at = groups[i]; summary->groups.items[at].level > 0; at = summary->groups.items[at].above) {
			size_t key = summary->groups.items[at].level - 1u;
			uint32_t code = summary->groups.items[at].code;
			struct packing *packing = &packings[key];
			if (!code)
				continue;
			if (!order_value(&summary->keys[key].values, code, &value))
				return false;
			packing->least = value < packing->least ? value : packing->least;
			packing->most = value > packing->most ? value : packing->most;
		}
	}
	for (size_t i = 0; i < summary->key_count; i++) {
		if (packings[i].least > packings[i].most)
			packings[i].least = packings[i].most;
		for (uint64_t span = packings[i].most - packings[i].least + 1; span; span >>= 1)
			packings[i].bits++;
		bits += packings[i].bits;
	}
	return bits <= 64;
}

struct packed {
	uint64_t order; /* order_by_number */
	uint32_t group;
};

static uint64_t pack(const struct summary *summary, uint32_t group, const struct packing *packings, const uint32_t *roots, size_t root_count)
{
	uint64_t order = 0, currency = 0, value;
	unsigned shift = summary->currency_first ? 0 : 6;

	for (; summary->groups.items[group].level > 0; group = summary->groups.items[group].above) {
		size_t key = summary->groups.items[group].level - 1u;
		const struct packing *packing = &packings[key];
		uint32_t code = summary->groups.items[group].code;
		if (code)
			order_value(&summary->keys[key].values, code, &value);
		value = !code ? packing->most - packing->least + 1 : packing->down ? packing->most - value : value - packing->least;
		order |= value << shift;
		shift += packing->bits;
	}
	while (currency < root_count && roots[currency] != group)
		currency++;
	return order | (summary->currency_first ? currency << shift : currency);
}

static bool in_order(const struct summary *summary, const uint32_t *groups, size_t count, const struct packing *packings, const uint32_t *roots, size_t root_count)
{
	uint64_t before = 0, order;

	for (size_t i = 0; i < count; i++, before = order)
		if ((order = pack(summary, groups[i], packings, roots, root_count)) < before)
			return false;
	return true;
}

/* In the order of their keys; what is sorted by what it comes to, or has too many values, is compared. */
static void put_in_order(struct summary *summary, uint32_t *groups, size_t count)
{
	struct packing packings[SUMMARY_GROUPS];
	uint32_t roots[SUMMARY_CURRENCIES];

	if (!find_packing(summary, groups, count, packings)) {
		uint32_t *spare = memory_alloc((count / 2 + 1) * sizeof *spare);
		sort_groups(summary, groups, spare, count);
		free(spare);
		return;
	}
	size_t root_count = find_roots(summary, roots);
	if (in_order(summary, groups, count, packings, roots, root_count))
		return;
	struct packed *items = memory_alloc((count + 1) * sizeof *items);
	for (size_t i = 0; i < count; i++)
		items[i] = (struct packed){ .order = pack(summary, groups[i], packings, roots, root_count), .group = groups[i] };
	order_by_number(items, count, sizeof *items);
	for (size_t i = 0; i < count; i++)
		groups[i] = items[i].group;
	free(items);
}

static void add_line(struct summary *summary, uint32_t group, size_t level, bool others)
{
	summary->lines = array_reserve(summary->lines, &summary->line_room, summary->line_count + 1, sizeof *summary->lines);
	summary->lines[summary->line_count++] = (struct summary_line){ .group = group, .level = (uint8_t)level, .others = others };
}

/* The group of another currency with the same keys; GROUP_NONE when there is none. */
static uint32_t counterpart(struct summary *summary, uint32_t group, uint32_t root)
{
	const struct group *item = &summary->groups.items[group];
	uint32_t above = item->level ? counterpart(summary, item->above, root) : root;

	return !item->level || above == GROUP_NONE ? above : groups_known(&summary->groups, above, item->code);
}

/* The rows of a group above those of the last level: one for each currency, unless each has its own part of the list. */
static void add_totals(struct summary *summary, uint32_t group, const uint32_t *roots, size_t root_count, const bool *above)
{
	bool apart = summary->currency_first && summary->groups.items[group].level > 0;

	for (size_t i = 0; i < root_count; i++) {
		uint32_t found = apart ? group : counterpart(summary, group, roots[i]);
		if (found != GROUP_NONE && above[found])
			add_line(summary, found, summary->groups.items[found].level, false);
		if (apart)
			return;
	}
}

static bool same_keys(const struct summary *summary, uint32_t a, uint32_t b, size_t level)
{
	for (size_t i = 1; i <= level; i++)
		if (summary->groups.items[ancestor(summary, a, i)].code != summary->groups.items[ancestor(summary, b, i)].code)
			return false;
	return level == 0 || !summary->currency_first || ancestor(summary, a, 0) == ancestor(summary, b, 0);
}

static void write_lines(struct summary *summary, const uint32_t *groups, size_t count, uint32_t others_from)
{
	uint32_t roots[SUMMARY_CURRENCIES];
	size_t root_count = find_roots(summary, roots);
	bool *above = summary->spec.no_totals ? NULL : memory_alloc((summary->groups.count + 1) * sizeof *above); /* there are rows below it */

	if (above)
		memset(above, 0, summary->groups.count * sizeof *above);
	for (size_t i = 0; above && i < count; i++)
		for (uint32_t at = groups[i]; summary->groups.items[at].level > 0; at = summary->groups.items[at].above)
			above[summary->groups.items[at].above] = true;
	for (size_t i = 0; i < count; i++) {
		add_line(summary, groups[i], summary->key_count, groups[i] >= others_from);
		for (size_t level = summary->key_count; above && level-- > 0;)
			if (i + 1 == count || !same_keys(summary, groups[i], groups[i + 1], level))
				add_totals(summary, ancestor(summary, groups[i], level), roots, root_count, above);
	}
	free(above);
}

/* The groups beyond the first `top` of each group above become one. *others_from: groups from there on are such. */
static size_t keep_top(struct summary *summary, uint32_t *groups, size_t count)
{
	size_t kept = 0, before = summary->groups.count;
	uint32_t *into = memory_alloc(before * sizeof *into);
	int64_t taken = 0;

	for (size_t i = 0; i < before; i++)
		into[i] = GROUP_NONE;
	for (size_t i = 0; i < count; i++) {
		uint32_t group = groups[i], parent = summary->groups.items[group].above;
		bool first = i == 0 || !kept || summary->groups.items[groups[kept - 1]].above != parent;
		taken = first ? 0 : taken;
		if (taken++ < summary->spec.top) {
			groups[kept++] = group;
			continue;
		}
		into[group] = groups_find(&summary->groups, parent, CODE_OTHERS, true);
		if (groups[kept - 1] != into[group])
			groups[kept++] = into[group];
	}
	for (size_t i = 0; i < before; i++) {
		const struct group item = summary->groups.items[i];
		if (item.across && into[item.above] != GROUP_NONE)
			into[i] = groups_find(&summary->groups, into[item.above] | GROUP_ACROSS, item.code, true);
	}
	summary_merge(summary, into, before);
	summary->shown = memory_alloc(before * sizeof *summary->shown);
	for (size_t i = 0; i < before; i++)
		summary->shown[i] = into[i] == GROUP_NONE;
	free(into);
	return kept;
}

static bool is_shown(const struct summary *summary, uint32_t group)
{
	return !(summary->removed && summary->removed[group]) && (!summary->compares || summary_in_period(summary, group));
}

/* Ranks and fifths, and what is computed of them, are known only once there is an order: by groups, for those that are equal. */
static bool sorts_by_ranks(const struct summary *summary)
{
	bool ranks = false, sorted = false;

	for (size_t i = 0; i < summary->asked_count; i++)
		ranks |= summary->asked[i].late;
	for (size_t i = 0; i < summary->criterion_count; i++) {
		const struct summary_criterion *criterion = &summary->criteria[i];
		sorted |= !criterion->group && (summary->asked[criterion->index].late || summary->asked[criterion->index].shows == SHOWS_COMPUTED);
	}
	return ranks && sorted;
}

enum status summary_order(struct summary *summary)
{
	size_t count = 0;
	uint32_t *groups = memory_alloc((summary->groups.count + 1) * sizeof *groups);

	for (uint32_t i = 0; i < summary->groups.count; i++)
		if (summary->groups.items[i].level == summary->key_count && !summary->groups.items[i].across && is_shown(summary, i))
			groups[count++] = i;
	put_in_order(summary, groups, count);
	summary_late_extras(summary, groups, count, false);
	if (sorts_by_ranks(summary)) {
		put_in_order(summary, groups, count);
		summary_late_extras(summary, groups, count, true);
	}
	uint32_t others_from = (uint32_t)summary->groups.count;
	if (summary->spec.top > 0 && summary->key_count)
		count = keep_top(summary, groups, count);
	summary_find_medians(summary);
	summary_extras(summary);
	write_lines(summary, groups, count, others_from);
	free(groups);
	return STATUS_OK;
}
