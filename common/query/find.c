#include "query/find.h"

#include "base/email.h"
#include "base/phone.h"
#include "base/utf8.h"
#include "store/key.h"
#include "store/private.h"
#include "store/search.h"
#include <string.h>

enum { PHONE_LEAST = 4, PIECE_BEFORE = 24, PIECE_LENGTH = 120 };

struct needle {
	const char *folded;   /* of a word */
	const char *national; /* its digits without a leading zero, when it may be part of a telephone number; else NULL */
	const char *address;  /* as the key of an e-mail address has it */
};

struct finding {
	struct store *store;
	const struct record_type *only;
	struct needle *needles;
	size_t needle_count;
	int64_t limit;
	struct arena *arena;
	struct find_hit *hits;
	size_t count;
};

static const char *fold_copy(struct arena *arena, const char *data, size_t length)
{
	struct text folded = { 0 };

	utf8_fold(&folded, data, length);
	return text_take(&folded, arena);
}

static bool in_field(struct store *store, const struct needle *needle, const struct field *field, const struct value *value, struct arena *arena, size_t *at)
{
	const char *folded = fold_copy(arena, value->text, value->length), *found = strstr(folded, needle->folded);

	*at = 0;
	if (found) {
		*at = (size_t)(found - folded);
		return true;
	}
	const char *piece = field->kind == KIND_PHONE ? needle->national : field->kind == KIND_EMAIL ? needle->address : NULL;
	if (!piece || !*piece)
		return false;
	struct text key = { 0 };
	key_text(&store->conventions, field->kind == KIND_PHONE ? KEY_PHONE : KEY_EMAIL, value->text, value->length, &key);
	bool within = strstr(text_string(&key), piece);
	text_free(&key);
	return within;
}

/* The text around the place where the word stands; folding may have moved it a little, so that the cut is generous. */
static const char *piece_of(struct arena *arena, const struct value *value, size_t at)
{
	size_t from = at > PIECE_BEFORE && at < value->length ? at - PIECE_BEFORE : 0, to = from + PIECE_LENGTH;

	if (to > value->length)
		to = value->length;
	while (from < value->length && ((unsigned char)value->text[from] & 0xC0) == 0x80)
		from++;
	while (to < value->length && ((unsigned char)value->text[to] & 0xC0) == 0x80)
		to++;
	return arena_copy(arena, value->text + from, to - from);
}

/* Candidates are verified on the row: every word stands in some field. */
static bool verify(struct finding *finding, const struct record *record, struct arena *scratch, struct find_hit *hit)
{
	for (size_t n = 0; n < finding->needle_count; n++) {
		bool found = false;
		for (size_t i = 0; !found && i < record->type->count; i++) {
			const struct field *field = record->type->fields[i];
			const struct value *value = &record->values[i];
			size_t at;
			if (!field->search || field->hidden || value->type != VALUE_TEXT || !in_field(finding->store, &finding->needles[n], field, value, scratch, &at))
				continue;
			found = true;
			if (n == 0) {
				hit->field = field;
				hit->piece = piece_of(finding->arena, value, at);
			}
		}
		if (!found)
			return false;
	}
	return true;
}

static enum status take(struct finding *finding, const struct record_type *record, int64_t id, struct arena *scratch)
{
	struct find_hit hit = { .record = record, .id = id };
	struct record *row;

	for (size_t i = 0; i < finding->count; i++)
		if (finding->hits[i].record == record && finding->hits[i].id == id)
			return STATUS_OK;
	arena_reset(scratch);
	enum status status = row_load(finding->store, store_type(finding->store, record), id, scratch, &row);
	if (row && record->privacy)
		private_acting(finding->store);
	if (status || !row || private_hides(finding->store, row) || !verify(finding, row, scratch, &hit))
		return status;
	hit.name = arena_string(finding->arena, record_text(row, record->title));
	finding->hits = array_grow(finding->arena, finding->hits, finding->count, sizeof *finding->hits);
	finding->hits[finding->count++] = hit;
	return STATUS_OK;
}

static bool is_full(const struct finding *finding)
{
	return finding->limit >= 0 && (int64_t)finding->count >= finding->limit;
}

/* Names that are just this, then names that begin with it, by the index on names: a common word would bury them under newer records. */
static enum status take_names(struct finding *finding, const struct record_type *record, const char *text, struct arena *scratch)
{
	struct text end = { 0 };
	struct statement *statement;
	const char *name = record->title;

	text_printf(&end, "%s\xF4\x8F\xBF\xBF", text); /* behind every continuation */
	enum status status = db_ask(finding->store->db, &statement, "select id from \"%s\" where \"%s\" >= %s and \"%s\" < %s order by \"%s\", id limit %jd",
	                            record->name, name, text, name, end.data, name, finding->limit);
	while (!is_full(finding) && db_next(statement, &status))
		status = take(finding, record, db_integer(statement, 0), scratch);
	db_done(statement);
	text_free(&end);
	return status;
}

static enum status take_newest(struct finding *finding, const char *expression, struct arena *scratch)
{
	struct statement *statement;
	enum status status = search_ask(finding->store, expression, true, &statement);

	while (!is_full(finding) && db_next(statement, &status)) {
		int64_t id;
		const struct record_type *record = anyref_unpack(db_integer(statement, 0), &id);
		if (record && (!finding->only || record == finding->only))
			status = take(finding, record, id, scratch);
	}
	db_done(statement);
	return status;
}

static bool is_wanted(const struct record_type *record, const struct record_type *only)
{
	return only ? record == only : !record->internal;
}

/* Titles without an index, such as the subjects of tasks, are found as words alone: they would have to be read one by one. */
static bool has_names(struct store *store, const struct record_type *record)
{
	const struct field *title = type_field(store_type(store, record), record->title, NULL);

	return title->index || title->unique;
}

enum status find_records(struct store *store, const struct record_type *type, const char *const *words, size_t count, int64_t limit, struct arena *arena,
                         struct find_hit **hits, size_t *hit_count)
{
	struct finding finding = { .store = store, .only = type, .limit = limit, .arena = arena };
	struct text expression = { 0 }, whole = { 0 };
	struct arena scratch = { 0 };
	enum status status = STATUS_OK;

	finding.needles = arena_alloc(arena, (count + 1) * sizeof *finding.needles);
	for (size_t i = 0; !status && i < count; i++) {
		struct text one = { 0 };
		if (!utf8_valid(words[i], strlen(words[i]), NULL)) {
			status = error_set(store->error, STATUS_USAGE, "'%s' is not UTF-8", words[i]);
			break;
		}
		struct needle *needle = &finding.needles[finding.needle_count++];
		struct text digits = { 0 }, address = { 0 };
		needle->folded = fold_copy(arena, words[i], strlen(words[i]));
		email_key(words[i], strlen(words[i]), &address);
		needle->address = text_take(&address, arena);
		phone_piece(words[i], PHONE_LEAST, &digits);
		if (phone_like(words[i]) && digits.length >= PHONE_LEAST)
			needle->national = arena_string(arena, digits.data);
		text_free(&digits);
		if (!search_expression(&one, words[i]))
			status = error_set(store->error, STATUS_USAGE, "'%s' contains nothing to look up", words[i]);
		text_printf(&expression, "%s(%s)", i ? " AND " : "", text_string(&one));
		text_printf(&whole, "%s%s", i ? " " : "", words[i]);
		text_free(&one);
	}
	for (struct record_walk walk = record_walk(); !status && limit >= 0 && walk.record; record_step(&walk))
		if (is_wanted(walk.record, type) && has_names(store, walk.record))
			status = take_names(&finding, walk.record, text_string(&whole), &scratch);
	if (!status && count)
		status = take_newest(&finding, text_string(&expression), &scratch);
	text_free(&expression);
	text_free(&whole);
	arena_free(&scratch);
	*hits = finding.hits;
	*hit_count = finding.count;
	return status;
}
