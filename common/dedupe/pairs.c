/* Candidates by equal keys. Keys are 64-bit hashes in sorted arrays: a hundred bytes or so a record; whoever scores a pair
 * compares the keys themselves. */
#include "dedupe/dedupe_parts.h"

#include "base/order.h"
#include "base/sentence.h"
#include "base/hash.h"
#include <stdlib.h>
#include <string.h>

enum { NEAR_ENTRIES = 4 * 1000 * 1000 /* at a time */, RADIX = 256 };

static const char *const sort_names[] = { [SORT_TAX] = "tax", [SORT_EMAIL] = "email", [SORT_PHONE] = "phone", [SORT_NAME] = "name", [SORT_WEBSITE] = "website" };

static void add_entry(struct entries *entries, uint64_t hash, size_t row)
{
	entries->items = array_grow(NULL, entries->items, entries->count, sizeof *entries->items);
	entries->items[entries->count++] = (struct key_entry){ .hash = hash, .row = (uint32_t)row };
}

static void release(struct entries *entries)
{
	free(entries->items);
	*entries = (struct entries){ 0 };
}

static int by_hash(const void *a, const void *b)
{
	const struct key_entry *left = a, *right = b;

	if (left->hash != right->hash)
		return left->hash < right->hash ? -1 : 1;
	return left->row < right->row ? -1 : left->row > right->row;
}

/* First into 256 heaps by the upper byte, in place: then qsort needs no second array as large as the first. */
static void sort_entries(struct entries *entries)
{
	size_t count[RADIX] = { 0 }, at[RADIX], end[RADIX], sum = 0;

	for (size_t i = 0; i < entries->count; i++)
		count[entries->items[i].hash >> 56]++;
	for (size_t heap = 0; heap < RADIX; heap++) {
		at[heap] = sum;
		end[heap] = sum += count[heap];
	}
	for (size_t heap = 0; heap < RADIX; heap++) {
		while (at[heap] < end[heap]) {
			struct key_entry entry = entries->items[at[heap]];
			size_t home = entry.hash >> 56;
			if (home == heap) {
				at[heap]++;
				continue;
			}
			entries->items[at[heap]] = entries->items[at[home]];
			entries->items[at[home]++] = entry;
		}
	}
	for (size_t heap = 0; heap < RADIX; heap++)
		if (count[heap] > 1)
			qsort(entries->items + end[heap] - count[heap], count[heap], sizeof *entries->items, by_hash);
}

static size_t keep_text(struct pairs *pairs, const char *text)
{
	if (!pairs->texts.length)
		text_append(&pairs->texts, "", 1); /* what stands at 0 is empty */
	if (!*text)
		return 0;
	size_t offset = pairs->texts.length;
	text_append(&pairs->texts, text, strlen(text) + 1);
	return offset;
}

void pairs_add_row(struct pairs *pairs, const struct facts *facts)
{
	size_t row = pairs->rows++;

	pairs->ids = array_grow(NULL, pairs->ids, row, sizeof *pairs->ids);
	pairs->filled = array_grow(NULL, pairs->filled, row, sizeof *pairs->filled);
	pairs->deals = array_grow(NULL, pairs->deals, row, sizeof *pairs->deals);
	pairs->names = array_grow(NULL, pairs->names, row, sizeof *pairs->names);
	pairs->scopes = array_grow(NULL, pairs->scopes, row, sizeof *pairs->scopes);
	pairs->ids[row] = facts->id;
	pairs->filled[row] = facts->filled;
	pairs->deals[row] = 0;
	pairs->names[row] = keep_text(pairs, facts->name);
	pairs->scopes[row] = keep_text(pairs, facts->scope);
	uint64_t scope = hash_bytes(0, facts->scope, strlen(facts->scope));
	if (*facts->name)
		add_entry(&pairs->entries[SORT_NAME], hash_bytes(scope, facts->name, strlen(facts->name)), row);
	if (*facts->alike)
		add_entry(&pairs->entries[SORT_ALIKE], hash_bytes(scope, facts->alike, strlen(facts->alike)), row);
	for (size_t i = 0; i < facts->count; i++) {
		struct entries *entries = &pairs->entries[facts->keys[i].sort];
		uint64_t hash = hash_bytes(0, facts->keys[i].text, strlen(facts->keys[i].text));
		/* One number with two extensions is one entry. */
		if (!entries->count || entries->items[entries->count - 1].hash != hash || entries->items[entries->count - 1].row != row)
			add_entry(entries, hash, row);
	}
}

size_t pairs_row(const struct pairs *pairs, int64_t id)
{
	size_t low = 0, high = pairs->rows;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (pairs->ids[middle] < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low < pairs->rows && pairs->ids[low] == id ? low : pairs->rows;
}

static void add_pair(struct pairs *pairs, uint32_t a, uint32_t b)
{
	if (pairs->count == DEDUPE_PAIRS) {
		pairs->full = true;
		return;
	}
	pairs->items = array_grow(NULL, pairs->items, pairs->count, sizeof *pairs->items);
	pairs->items[pairs->count++] = a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;
}

/* Keys that too many have. */
struct passed {
	size_t keys, most;
	uint32_t row;
};

static void pass(struct passed *passed, size_t size, uint32_t row)
{
	passed->keys++;
	if (size <= passed->most)
		return;
	passed->most = size;
	passed->row = row;
}

static void report(const struct pairs *pairs, const char *message)
{
	if (pairs->options->report)
		pairs->options->report(pairs->options->context, message);
}

static void report_passed(const struct pairs *pairs, const struct record_type *record, const char *what, const struct passed *passed)
{
	struct text message = { 0 };

	if (!passed->keys)
		return;
	text_printf(&message, sentence_plural((long long)passed->keys,
	                                      "%s: ignored %zu value that more than %d records share; the most common, which %zu have, is that of %s%lld",
	                                      "%s: ignored %zu values that more than %d records share; the most common, which %zu have, is that of %s%lld"),
	            what, passed->keys, DEDUPE_SHARED, passed->most, record->prefix, (long long)pairs->ids[passed->row]);
	report(pairs, message.data);
	text_free(&message);
}

typedef void (*each_pair)(struct pairs *pairs, uint32_t a, uint32_t b);

static void runs(struct pairs *pairs, const struct entries *entries, each_pair each, struct passed *passed)
{
	for (size_t first = 0, end; first < entries->count; first = end) {
		for (end = first + 1; end < entries->count && entries->items[end].hash == entries->items[first].hash;)
			end++;
		if (end - first > DEDUPE_SHARED) {
			pass(passed, end - first, entries->items[first].row);
			continue;
		}
		for (size_t i = first; i < end; i++)
			for (size_t j = i + 1; j < end; j++)
				if (entries->items[i].row != entries->items[j].row && entries->items[j].row >= pairs->since)
					each(pairs, entries->items[i].row, entries->items[j].row);
	}
}

/* Of records with the same name one stands for all where names are only close: the others are found through it. */
static void forget_repeated_names(struct pairs *pairs)
{
	const struct entries *entries = &pairs->entries[SORT_NAME];

	for (size_t i = 1; i < entries->count; i++)
		if (entries->items[i].hash == entries->items[i - 1].hash)
			pairs->names[entries->items[i].row] = 0;
}

static void add_near(struct pairs *pairs, uint32_t a, uint32_t b)
{
	if (near_alike(pairs->texts.data + pairs->names[a], pairs->texts.data + pairs->names[b]))
		add_pair(pairs, a, b);
}

/* In as many passes as keep the array small: each takes the hashes of one share. */
static void find_near(struct pairs *pairs, struct passed *passed)
{
	struct entries entries = { 0 };
	uint64_t hashes[NEAR_HASHES];
	size_t total = 0, passes = 1;

	for (size_t row = 0; row < pairs->rows; row++)
		if (pairs->names[row])
			total += near_hashes(pairs->texts.data + pairs->names[row], pairs->texts.data + pairs->scopes[row], hashes);
	while (total / passes > NEAR_ENTRIES)
		passes *= 2;
	for (size_t share = 0; share < passes; share++) {
		entries.count = 0;
		for (size_t row = 0; row < pairs->rows; row++) {
			size_t count = pairs->names[row] ? near_hashes(pairs->texts.data + pairs->names[row], pairs->texts.data + pairs->scopes[row], hashes) : 0;
			for (size_t i = 0; i < count; i++)
				if ((hashes[i] & (passes - 1)) == share)
					add_entry(&entries, hashes[i], row);
		}
		sort_entries(&entries);
		runs(pairs, &entries, add_near, passed);
	}
	release(&entries);
}

static void make_unique(struct pairs *pairs)
{
	size_t kept = 0;

	order_by_number(pairs->items, pairs->count, sizeof *pairs->items);
	for (size_t i = 0; i < pairs->count; i++)
		if (!kept || pairs->items[kept - 1] != pairs->items[i])
			pairs->items[kept++] = pairs->items[i];
	pairs->count = kept;
}

void pairs_find(struct pairs *pairs, const struct record_type *record)
{
	while (pairs->since < pairs->rows && pairs->ids[pairs->since] < pairs->options->since)
		pairs->since++;
	/* What says most comes first: it is not what a limit leaves out. */
	for (enum key_sort sort = SORT_TAX; sort < SORTS; sort++) {
		struct passed passed = { 0 }, near = { 0 };
		sort_entries(&pairs->entries[sort]);
		runs(pairs, &pairs->entries[sort], add_pair, &passed);
		if (sort == SORT_NAME)
			forget_repeated_names(pairs);
		release(&pairs->entries[sort]);
		/* Names that many share look the same too. */
		if (sort != SORT_ALIKE)
			report_passed(pairs, record, sort_names[sort], &passed);
		if (sort == SORT_NAME && !pairs->options->exact)
			find_near(pairs, &near);
		report_passed(pairs, record, "close names", &near);
	}
	make_unique(pairs);
	if (pairs->full)
		report(pairs, "more than 16 million pairs share something: the weakest of them were not compared");
}

void pairs_free(struct pairs *pairs)
{
	for (enum key_sort sort = SORT_TAX; sort < SORTS; sort++)
		release(&pairs->entries[sort]);
	free(pairs->ids);
	free(pairs->filled);
	free(pairs->deals);
	free(pairs->names);
	free(pairs->scopes);
	free(pairs->items);
	text_free(&pairs->texts);
	*pairs = (struct pairs){ 0 };
}
