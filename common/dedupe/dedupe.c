#include "dedupe/dedupe_parts.h"

#include "base/order.h"
#include "base/sentence.h"
#include "store/row.h"
#include <stdlib.h>
#include <string.h>

struct search {
	struct store *store;
	const struct dedupe_options *options;
	struct dedupe_result *out;
	struct keys keys;
	struct pairs pairs;
	uint64_t *rejected;
	size_t rejected_count;
};

static enum status read_rows(struct search *search)
{
	struct facts facts = { 0 };
	struct statement *statement;

	enum status status = db_ask(search->store->db, &statement, "%-s order by t.id", search->keys.select);
	while (db_next(statement, &status)) {
		if (search->pairs.rows == UINT32_MAX)
			status = error_set(search->store->error, STATUS_REFUSED, "more than %lu records cannot be compared", (unsigned long)UINT32_MAX);
		if (status)
			break;
		keys_read(&search->keys, statement, &facts);
		pairs_add_row(&search->pairs, &facts);
	}
	db_done(statement);
	arena_free(&facts.arena);
	return status;
}

static enum status count_by(struct search *search, const char *sql)
{
	struct statement *statement;
	enum status status = db_ask(search->store->db, &statement, "%-s", sql);

	while (db_next(statement, &status)) {
		size_t at = pairs_row(&search->pairs, db_integer(statement, 0));
		if (at < search->pairs.rows)
			search->pairs.deals[at] += (uint32_t)db_integer(statement, 1);
	}
	db_done(statement);
	return status;
}

/* How many records of a weighty type, such as deals, lead to each record, by whatever field of theirs. */
static enum status count_type(struct search *search, const struct type *other)
{
	const struct record_type *record = search->keys.type->record;
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < other->count && record != other->record; i++) {
		const struct field *field = other->fields[i];
		struct text sql = { 0 };
		if (field->target != record || record == &record_user)
			continue;
		if (field->kind == KIND_REF && field_stored(field)) {
			text_printf(&sql, "select \"%s\", count(*) from \"%s\" where \"%s\" is not null group by 1", field_column(field), other->record->name, field_column(field));
		} else if (field->kind == KIND_REFS) {
			text_printf(&sql, "select \"%s\", count(*) from \"", record->name);
			row_link_table(&sql, other->record, field);
			text_add(&sql, "\" group by 1");
		}
		if (sql.length)
			status = count_by(search, sql.data);
		text_free(&sql);
	}
	return status;
}

static enum status count_deals(struct search *search)
{
	enum status status = STATUS_OK;

	for (struct record_walk walk = record_walk(); !status && walk.record; record_step(&walk))
		if (walk.record->weighty)
			status = count_type(search, store_type(search->store, walk.record));
	return status;
}

/* Which of two rows stays: the one with more deals, then the more complete one, then the older one. */
static struct dedupe_pair choose(const struct pairs *pairs, size_t a, size_t b)
{
	struct dedupe_pair pair = { .because = DEDUPE_OLDER };
	bool swap = false;

	if (pairs->deals[a] != pairs->deals[b]) {
		pair.because = DEDUPE_DEALS;
		swap = pairs->deals[a] < pairs->deals[b];
	} else if (pairs->filled[a] != pairs->filled[b]) {
		pair.because = DEDUPE_COMPLETE;
		swap = pairs->filled[a] < pairs->filled[b];
	}
	size_t keep = swap ? b : a, drop = swap ? a : b;
	const uint32_t *has = pair.because == DEDUPE_DEALS ? pairs->deals : pairs->filled;
	pair.keep = pairs->ids[keep];
	pair.drop = pairs->ids[drop];
	pair.keep_has = has[keep];
	pair.drop_has = has[drop];
	return pair;
}

static bool is_wanted(const struct search *search, const struct dedupe_pair *pair)
{
	const struct dedupe_options *options = search->options;

	if (!options->filtered)
		return true;
	return options->kept_count && bsearch(&pair->keep, options->kept, options->kept_count, sizeof *options->kept, order_integers);
}

static void add(struct search *search, const struct dedupe_pair *pair)
{
	struct dedupe_result *out = search->out;

	out->pairs = array_grow(NULL, out->pairs, out->count, sizeof *out->pairs);
	out->pairs[out->count++] = *pair;
}

static enum status score_one(struct search *search, uint64_t item, struct facts *a, struct facts *b)
{
	const struct pairs *pairs = &search->pairs;
	size_t first = (size_t)(item >> 32), second = (size_t)(item & UINT32_MAX);
	struct dedupe_pair pair = choose(pairs, first, second);
	enum status status = STATUS_OK;
	bool there = true;

	if (!is_wanted(search, &pair) || (search->rejected_count && bsearch(&item, search->rejected, search->rejected_count, sizeof item, order_hashes)))
		return STATUS_OK;
	if (a->id != pairs->ids[first])
		status = keys_load(&search->keys, pairs->ids[first], a, &there);
	if (status || !there)
		return status;
	status = keys_load(&search->keys, pairs->ids[second], b, &there);
	if (status || !there)
		return status;
	pair.score = score_pair(&search->keys, a, b, &pair.reasons);
	if (pair.score >= search->options->least && pair.score >= DEDUPE_LEAST && pair.score <= search->options->most)
		add(search, &pair);
	return STATUS_OK;
}

static enum status score_all(struct search *search)
{
	struct facts a = { 0 }, b = { 0 };
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < search->pairs.count; i++)
		status = score_one(search, search->pairs.items[i], &a, &b);
	arena_free(&a.arena);
	arena_free(&b.arena);
	return status;
}

static int by_score(const void *a, const void *b)
{
	const struct dedupe_pair *left = a, *right = b;

	if (left->score != right->score)
		return left->score > right->score ? -1 : 1;
	if (left->keep != right->keep)
		return left->keep < right->keep ? -1 : 1;
	return left->drop < right->drop ? -1 : left->drop > right->drop;
}

enum status dedupe_find(struct store *store, const struct type *type, const struct dedupe_options *options, struct dedupe_result *out)
{
	struct search search = { .store = store, .options = options, .out = out, .pairs = { .options = options } };

	*out = (struct dedupe_result){ 0 };
	if (type->record->internal || type->record->parent)
		return error_set(store->error, STATUS_USAGE, "%s %s has no duplicates", sentence_a(type->record->name), type->record->name);
	enum status status = keys_open(&search.keys, store, type);
	if (!status)
		status = read_rows(&search);
	if (!status && !options->since)
		status = count_deals(&search);
	if (!status)
		status = rejected_rows(store, type->record, &search.pairs, &search.rejected, &search.rejected_count);
	if (!status) {
		pairs_find(&search.pairs, type->record);
		status = score_all(&search);
	}
	if (!status && out->count)
		qsort(out->pairs, out->count, sizeof *out->pairs, by_score);
	free(search.rejected);
	pairs_free(&search.pairs);
	keys_close(&search.keys);
	return status;
}

void dedupe_free(struct dedupe_result *result)
{
	free(result->pairs);
	*result = (struct dedupe_result){ 0 };
}

void dedupe_reasons(struct text *out, unsigned reasons)
{
	static const struct {
		enum dedupe_reason reason;
		const char *name;
	} names[] = { { DEDUPE_PHONE, "phone" }, { DEDUPE_EMAIL, "email" }, { DEDUPE_WEBSITE, "website" }, { DEDUPE_NAME, "name" }, { DEDUPE_TAX, "tax" },
		      { DEDUPE_PERSON, "person" } };
	bool any = false;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (!(reasons & names[i].reason))
			continue;
		text_printf(out, "%s%s", any ? "," : "", names[i].name);
		any = true;
	}
}

void dedupe_because(struct text *out, const struct dedupe_pair *pair)
{
	switch (pair->because) {
	case DEDUPE_DEALS: text_printf(out, "deals (%lu, %lu)", (unsigned long)pair->keep_has, (unsigned long)pair->drop_has); return;
	case DEDUPE_COMPLETE: text_printf(out, "more complete (%lu, %lu)", (unsigned long)pair->keep_has, (unsigned long)pair->drop_has); return;
	case DEDUPE_OLDER: text_add(out, "older"); return;
	}
}
