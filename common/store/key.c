/* Which fields hold keys, and the look-up of the records that have one. */
#include "store/key.h"

#include "base/hash.h"
#include "base/order.h"
#include "store/row.h"
#include "store/search.h"
#include <stdlib.h>
#include <string.h>

enum { CANDIDATES = 1000 /* with more it is as quick to read all rows */, PENDING = 1000 /* rows without words are read up to so many, then get theirs */ };

unsigned key_kinds(const struct type *type, const struct field *field)
{
	unsigned kinds = field->keys;

	if (field->hidden || !field_stored(field))
		return 0;
	switch (field->kind) {
	case KIND_PHONE: kinds |= KEY_PHONE; break;
	case KIND_EMAIL: kinds |= KEY_EMAIL | KEY_MAILBOX; break;
	case KIND_URL: kinds |= KEY_WEBSITE; break;
	case KIND_TEXT:
	case KIND_LONGTEXT:
		if (strcmp(field->name, type->record->title) == 0)
			kinds |= KEY_NAME | KEY_COMPANY | KEY_PERSON | KEY_ALIKE;
		break;
	default: break;
	}
	return kinds;
}

const struct field *key_scope(const struct type *type)
{
	static const char *const names[] = { "customer", "company", "about" };
	const struct field *field;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if ((field = type_field(type, names[i], NULL)) && field_stored(field) && field->kind != KIND_LONGTEXT)
			return field;
	return NULL;
}

struct keyed {
	const struct field *field;
	size_t index;   /* in the type */
	unsigned kinds; /* of its keys */
};

/* The fields of a type with keys of some kinds, and the beginning of a select of its rows. */
struct key_reading {
	const struct record_type *record;
	struct keyed *fields;
	size_t count;
	bool searched; /* all of them */
	const char *sql;
	struct key_reading *next;
};

static struct key_reading *read_fields(struct arena *arena, const struct type *type, unsigned kinds)
{
	struct key_reading *reading = arena_alloc(arena, sizeof *reading);
	struct text sql = { 0 };

	*reading = (struct key_reading){ .record = type->record, .searched = !type->record->internal };
	text_add(&sql, "select id");
	for (size_t i = 0; i < type->count; i++) {
		const struct field *field = type->fields[i];
		unsigned own = key_kinds(type, field) & kinds;
		if (!own)
			continue;
		reading->fields = array_grow(arena, reading->fields, reading->count, sizeof *reading->fields);
		reading->fields[reading->count++] = (struct keyed){ field, i, own };
		reading->searched &= field->search;
		text_printf(&sql, ", \"%s\"", field_column(field));
	}
	text_printf(&sql, " from \"%s\"", type->record->name);
	reading->sql = text_take(&sql, arena);
	return reading;
}

/* What the index was loaded with; NULL when it was not, or is none. */
static struct key_reading *reading_of(const struct key_index *index, const struct record_type *record)
{
	struct key_reading *reading = index ? index->readings : NULL;

	while (reading && reading->record != record)
		reading = reading->next;
	return reading;
}

/* One value of a field after another: itself, or what stands between the commas of a list. */
static bool next_value(const struct field *field, const char **text, size_t *length)
{
	*text += *length;
	if (field->kind == KIND_TAGS)
		*text += strspn(*text, ",");
	*length = field->kind == KIND_TAGS ? strcspn(*text, ",") : strlen(*text);
	return *length > 0;
}

struct lookup {
	struct store *store;
	unsigned kinds;
	struct text key, own; /* that is looked for; of the value at hand */
	int64_t *candidates;  /* any-references, ascending */
	size_t candidate_count;
	bool all;             /* there are no candidates: every row is read */
	struct arena scratch, *arena;
	struct key_found *found;
	size_t count;
};

static bool has_key(struct lookup *lookup, const struct field *field, const char *text)
{
	size_t length = 0;

	while (text && next_value(field, &text, &length)) {
		text_clear(&lookup->own);
		key_text(&lookup->store->conventions, lookup->kinds, text, length, &lookup->own);
		if (lookup->own.length == lookup->key.length && memcmp(lookup->own.data, lookup->key.data, lookup->key.length) == 0)
			return true;
	}
	return false;
}

static void keep(struct lookup *lookup, const struct key_found *found)
{
	lookup->found = array_grow(lookup->arena, lookup->found, lookup->count, sizeof *found);
	lookup->found[lookup->count++] = *found;
}

/* Keeps those of a run of rows that have the key. */
static enum status verify(struct lookup *lookup, const struct record_type *record, const struct key_reading *reading, int64_t first, int64_t last)
{
	struct statement *statement;
	enum status status = db_ask(lookup->store->db, &statement, "%-s where id between %jd and %jd order by id", reading->sql, first, last);

	while (db_next(statement, &status)) {
		for (size_t i = 0; i < reading->count; i++) {
			const struct keyed *keyed = &reading->fields[i];
			if (!(keyed->kinds & lookup->kinds) || !has_key(lookup, keyed->field, db_text(statement, (int)i + 1)))
				continue;
			keep(lookup, &(struct key_found){ .record = record, .id = db_integer(statement, 0), .field = keyed->field });
			break;
		}
	}
	db_done(statement);
	return status;
}

static bool is_wanted(const struct record_type *const *types, int64_t packed)
{
	int64_t id;
	const struct record_type *record = anyref_unpack(packed, &id);

	for (; record && *types; types++)
		if (*types == record)
			return true;
	return false;
}

static void take_candidate(struct lookup *lookup, int64_t packed)
{
	lookup->candidates = array_grow(&lookup->scratch, lookup->candidates, lookup->candidate_count, sizeof packed);
	lookup->candidates[lookup->candidate_count++] = packed;
}

static bool write_expression(const struct lookup *lookup, const char *text, struct text *out)
{
	if (lookup->kinds & KEY_PHONE)
		return search_phone(out, lookup->key.data);
	if (lookup->kinds & (KEY_NAME | KEY_ALIAS))
		return search_same(out, text);
	if (lookup->kinds & KEY_ALIKE)
		return search_alike(out, lookup->key.data);
	if (lookup->kinds & KEY_MAILBOX)
		return search_mailbox(out, lookup->key.data);
	if (lookup->kinds & (KEY_EMAIL | KEY_WEBSITE))
		return search_same(out, lookup->key.data);
	return search_squeezed(out, lookup->key.data);
}

static enum status candidates_by_words(struct lookup *lookup, const struct record_type *const *types, const char *text)
{
	struct text expression = { 0 };
	struct statement *statement = NULL;
	enum status status = STATUS_OK;

	bool known = write_expression(lookup, text, &expression), hint = lookup->kinds & KEY_ALIKE;
	lookup->all = !hint && (lookup->store->past || lookup->store->change.search_anew || !known);
	if (!lookup->all && known)
		status = search_ask(lookup->store, expression.data, false, &statement);
	while (statement && lookup->candidate_count <= CANDIDATES && db_next(statement, &status))
		if (is_wanted(types, db_integer(statement, 0)))
			take_candidate(lookup, db_integer(statement, 0));
	lookup->all |= lookup->candidate_count > CANDIDATES && !hint;
	db_done(statement);
	text_free(&expression);
	return status;
}

static void candidates_by_index(struct lookup *lookup, const struct key_index *index, const struct record_type *const *types)
{
	uint64_t hash = key_index_hash(index, 0, lookup->key.data, lookup->key.length);
	uint32_t at = 0;
	int64_t packed;
	size_t kept = 0;

	while ((packed = map_next(&index->map, hash, &at)))
		if (is_wanted(types, packed))
			take_candidate(lookup, packed);
	if (lookup->candidate_count > 1)
		qsort(lookup->candidates, lookup->candidate_count, sizeof *lookup->candidates, order_integers);
	for (size_t i = 0; i < lookup->candidate_count; i++)
		if (!i || lookup->candidates[i] != lookup->candidates[i - 1])
			lookup->candidates[kept++] = lookup->candidates[i];
	lookup->candidate_count = kept;
}

/* Makes the words of rows that are too many to be read one by one. */
static enum status flush_pending(struct lookup *lookup, const struct record_type *const *types)
{
	int64_t first, last;

	for (; *types; types++)
		if (search_pending(lookup->store, *types, &first, &last) && last - first >= PENDING && !lookup->store->change.search_anew)
			return search_flush(lookup->store);
	return STATUS_OK;
}

static int by_id(const void *a, const void *b)
{
	const struct key_found *left = a, *right = b;

	return left->id < right->id ? -1 : left->id > right->id;
}

static enum status find_in(struct lookup *lookup, const struct record_type *record, const struct key_index *index)
{
	const struct key_reading *reading = reading_of(index, record);
	int64_t first, last, id;
	size_t before = lookup->count;
	enum status status = STATUS_OK;

	if (!reading)
		reading = read_fields(&lookup->scratch, store_type(lookup->store, record), lookup->kinds);
	if (!reading->count)
		return STATUS_OK;
	if (lookup->all || (!index && !reading->searched))
		return verify(lookup, record, reading, 1, INT64_MAX);
	for (size_t i = 0; !status && i < lookup->candidate_count; i++)
		if (anyref_unpack(lookup->candidates[i], &id) == record)
			status = verify(lookup, record, reading, id, id);
	if (status || index || !search_pending(lookup->store, record, &first, &last))
		return status;
	status = verify(lookup, record, reading, first, last);
	if (lookup->count > before)
		qsort(lookup->found + before, lookup->count - before, sizeof *lookup->found, by_id);
	return status;
}

enum status key_find(struct store *store, const struct key_index *index, const struct record_type *const *types, unsigned kinds, const char *text,
                     struct arena *arena, struct key_found **found, size_t *count)
{
	struct lookup lookup = { .store = store, .kinds = kinds, .arena = arena };
	enum status status = STATUS_OK;

	key_text(&store->conventions, kinds, text, strlen(text), &lookup.key);
	if (lookup.key.length && index) {
		candidates_by_index(&lookup, index, types);
	} else if (lookup.key.length) {
		status = flush_pending(&lookup, types);
		if (!status)
			status = candidates_by_words(&lookup, types, text);
	}
	for (; !status && lookup.key.length && *types; types++)
		status = find_in(&lookup, *types, index);
	*found = lookup.found;
	*count = lookup.count;
	text_free(&lookup.key);
	text_free(&lookup.own);
	arena_free(&lookup.scratch);
	return status;
}

void key_index_open(struct key_index *index)
{
	*index = (struct key_index){ .seed = hash_seed(index) };
}

uint64_t key_index_hash(const struct key_index *index, unsigned sort, const char *data, size_t length)
{
	return hash_bytes(index->seed + sort, data, length);
}

void key_index_add(struct key_index *index, uint64_t hash, int64_t value)
{
	const struct map_entry *before = index->map.count ? &index->map.entries[index->map.count - 1] : NULL;

	if (!before || before->key != hash || before->value != value)
		map_add(&index->map, hash, value);
}

void key_index_free(struct key_index *index)
{
	map_free(&index->map);
	arena_free(&index->arena);
}

/* Adds the keys of one value under each form that its field has. */
static void add_keys(struct key_index *index, struct lookup *lookup, const struct keyed *keyed, const char *text, int64_t packed)
{
	static const unsigned forms[] = { KEY_NAME | KEY_ALIAS, KEY_COMPANY | KEY_TAX_NAME, KEY_PERSON, KEY_ALIKE, KEY_PHONE, KEY_EMAIL, KEY_MAILBOX, KEY_WEBSITE, KEY_TAX_NUMBER, KEY_ACCOUNT };
	size_t length = 0;

	while (text && next_value(keyed->field, &text, &length)) {
		for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
			text_clear(&lookup->key);
			if (keyed->kinds & forms[i])
				key_text(&lookup->store->conventions, forms[i], text, length, &lookup->key);
			if (lookup->key.length)
				key_index_add(index, key_index_hash(index, 0, lookup->key.data, lookup->key.length), packed);
		}
	}
}

enum status key_index_load(struct key_index *index, struct store *store, const struct record_type *record, unsigned kinds)
{
	struct key_reading *reading = read_fields(&index->arena, store_type(store, record), kinds);
	struct lookup lookup = { .store = store };
	struct statement *statement;

	reading->next = index->readings;
	index->readings = reading;
	enum status status = db_ask(store->db, &statement, "%-s order by id", reading->sql);
	while (db_next(statement, &status))
		for (size_t i = 0; i < reading->count; i++)
			add_keys(index, &lookup, &reading->fields[i], db_text(statement, (int)i + 1), anyref_pack(record, db_integer(statement, 0)));
	db_done(statement);
	text_free(&lookup.key);
	return status;
}

void key_index_record(struct key_index *index, struct store *store, const struct record *record)
{
	const struct key_reading *reading = reading_of(index, record->type->record);
	struct lookup lookup = { .store = store };

	for (size_t i = 0; reading && i < reading->count; i++) {
		const struct value *value = &record->values[reading->fields[i].index];
		if (value->type == VALUE_TEXT)
			add_keys(index, &lookup, &reading->fields[i], value->text, anyref_pack(record->type->record, record->id));
	}
	text_free(&lookup.key);
}
