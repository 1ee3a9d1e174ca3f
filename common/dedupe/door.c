/* New records that look the same as others. */
#include "dedupe/dedupe_parts.h"

#include "base/order.h"
#include "store/key.h"
#include "store/row.h"
#include "store/search.h"
#include <stdlib.h>
#include <string.h>

/* A look-up costs as much as reading PER_LOOK_UP rows. Beyond both limits it would take more than a quarter of a second. */
enum { FEW = 10, LOOKED_UP = 250 /* new records */, COMPARED = 50000 /* rows, all together */, PER_LOOK_UP = 200, CANDIDATES = 100 /* of one record */ };

struct looking {
	struct store *store;
	const struct type *type;
	struct dedupe_result *out;
	struct keys keys;
	struct facts own, other;
	struct arena arena; /* of one record */
	int64_t candidates[CANDIDATES];
	size_t count;
};

/* What weighs enough by itself. */
static const unsigned sorts[] = { KEY_TAX_NUMBER, KEY_MAILBOX, KEY_PHONE, KEY_ALIKE };

static enum status look_up(struct looking *looking, unsigned kind, const char *text)
{
	const struct record_type *types[] = { looking->type->record, NULL };
	struct key_found *found;
	size_t count;
	enum status status = key_find(looking->store, NULL, types, kind, text, &looking->arena, &found, &count);

	for (size_t i = 0; !status && i < count && looking->count < CANDIDATES; i++)
		if (found[i].id < looking->own.id)
			looking->candidates[looking->count++] = found[i].id;
	return status;
}

/* Those that have a key in common with it, each once. */
static enum status find_candidates(struct looking *looking, const struct record *record)
{
	enum status status = STATUS_OK;
	size_t kept = 0;

	looking->count = 0;
	for (size_t i = 0; !status && i < looking->type->count; i++) {
		unsigned kinds = key_kinds(looking->type, looking->type->fields[i]);
		const struct value *value = &record->values[i];
		if (value->type != VALUE_TEXT || kinds & (KEY_ELSEWHERE | KEY_SHARED))
			continue;
		for (size_t k = 0; !status && k < sizeof sorts / sizeof *sorts; k++)
			if (kinds & sorts[k])
				status = look_up(looking, sorts[k], value->text);
	}
	if (looking->count > 1)
		qsort(looking->candidates, looking->count, sizeof *looking->candidates, order_integers);
	for (size_t i = 0; i < looking->count; i++)
		if (!kept || looking->candidates[kept - 1] != looking->candidates[i])
			looking->candidates[kept++] = looking->candidates[i];
	looking->count = kept;
	return status;
}

static enum status compare(struct looking *looking, int64_t id)
{
	struct dedupe_result *out = looking->out;
	struct dedupe_pair pair = { .keep = id, .drop = looking->own.id };
	bool there;
	enum status status = keys_load(&looking->keys, id, &looking->other, &there);

	if (status || !there)
		return status;
	pair.score = score_pair(&looking->keys, &looking->own, &looking->other, &pair.reasons);
	if (pair.score < DEDUPE_DOOR)
		return STATUS_OK;
	out->pairs = array_grow(NULL, out->pairs, out->count, sizeof *out->pairs);
	out->pairs[out->count++] = pair;
	return STATUS_OK;
}

static enum status look_at(struct looking *looking, int64_t id)
{
	struct record *record;
	bool there;

	arena_reset(&looking->arena);
	enum status status = row_load(looking->store, looking->type, id, &looking->arena, &record);
	if (!status)
		status = keys_load(&looking->keys, id, &looking->own, &there);
	if (status || !record || !there)
		return status;
	status = find_candidates(looking, record);
	for (size_t i = 0; !status && i < looking->count; i++)
		status = compare(looking, looking->candidates[i]);
	return status;
}

static enum status look_each(struct store *store, const struct type *type, const struct dedupe_door *door, struct dedupe_result *out)
{
	struct looking looking = { .store = store, .type = type, .out = out };
	enum status status = keys_open(&looking.keys, store, type);

	/* Else each look-up would read all rows whose words are not yet made. */
	if (!status && door->count > 1)
		status = search_flush(store);
	for (size_t i = 0; !status && i < door->count; i++)
		status = look_at(&looking, door->ids[i]);
	keys_close(&looking.keys);
	arena_free(&looking.own.arena);
	arena_free(&looking.other.arena);
	arena_free(&looking.arena);
	return status;
}

static int by_new_record(const void *a, const void *b)
{
	const struct dedupe_pair *left = a, *right = b;

	if (left->drop != right->drop)
		return left->drop < right->drop ? -1 : 1;
	return left->score != right->score ? (left->score > right->score ? -1 : 1) : left->keep < right->keep ? -1 : left->keep > right->keep;
}

static enum status compare_all(struct store *store, const struct type *type, const struct dedupe_door *door, struct dedupe_result *out)
{
	const struct dedupe_options options = { .least = DEDUPE_DOOR, .most = 100, .exact = true, .since = door->since };
	enum status status = dedupe_find(store, type, &options, out);

	for (size_t i = 0; i < out->count; i++) {
		struct dedupe_pair *pair = &out->pairs[i];
		int64_t newer = pair->keep > pair->drop ? pair->keep : pair->drop;
		*pair = (struct dedupe_pair){ .keep = pair->keep + pair->drop - newer, .drop = newer, .score = pair->score, .reasons = pair->reasons };
	}
	return status;
}

enum status dedupe_at_door(struct store *store, const struct type *type, const struct dedupe_door *door, struct dedupe_result *out, bool *compared)
{
	int64_t rows = 0;
	enum status status = STATUS_OK;

	*out = (struct dedupe_result){ 0 };
	*compared = true;
	if (door->count > FEW)
		status = db_one(store->db, &rows, "select count(*) from (select 1 from \"%s\" limit %d)", type->record->name, COMPARED + 1);
	if (status)
		return status;
	bool few = door->count <= FEW || (door->count <= LOOKED_UP && (int64_t)door->count * PER_LOOK_UP < rows);
	if (!few && rows > COMPARED && !door->all)
		*compared = false;
	else
		status = few ? look_each(store, type, door, out) : compare_all(store, type, door, out);
	if (out->count > 1)
		qsort(out->pairs, out->count, sizeof *out->pairs, by_new_record);
	return status;
}
