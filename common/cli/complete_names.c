/* Records as candidates: by reference, by name, users by login. Nothing here reads a whole table: names are found by an index or among the
 * newest rows. */
#include "cli/complete_internal.h"

#include "base/utf8.h"
#include "query/resolve.h"
#include "store/private.h"
#include "store/search.h"
#include <stdlib.h>
#include <string.h>

/* Above all that begins with a prefix: the highest character behind it. */
#define HIGHEST "\xf4\x8f\xbf\xbf"

const char *complete_written(struct completion *completion, const char *name, enum value_place place)
{
	struct text written = { 0 };

	if (!*name || strchr("-\"/[+@", *name) || strchr(name, '\\') || reference_like(name) || name[strspn(name, "0123456789")] == '\0')
		return NULL;
	if (place == PLACE_ASSIGNMENT)
		return name;
	if (place == PLACE_LIST)
		return strpbrk(name, ",:") ? NULL : name;
	if (place == PLACE_OPERAND)
		return operand_is_assignment(&completion->session, name) ? NULL : name;
	for (const char *p = name; *p; p++)
		text_printf(&written, *p == ',' && p[1] != ' ' ? "\\%c" : "%c", *p);
	return text_take(&written, &completion->session.arena);
}

/* The piece as a name: a filter's `\,` is a comma. */
static char *read_name(struct completion *completion, enum value_place place)
{
	char *name = arena_string(&completion->session.arena, complete_piece(completion)), *to = name;

	for (const char *from = name; *from; from++)
		if (!(place == PLACE_FILTER && from[0] == '\\' && from[1] == ','))
			*to++ = *from;
	*to = '\0';
	return name;
}

static bool is_hidden(struct completion *completion, const struct record_type *record, int64_t id)
{
	bool hidden;

	return private_hides_id(complete_store(completion), record, id, &hidden) || hidden;
}

/* Rows of (id, text) whose text begins with prefix. */
static size_t offer_prefix(struct completion *completion, const struct record_type *record, const struct field *field, const char *prefix,
                           enum value_place place)
{
	struct store *store = complete_store(completion);
	struct arena *arena = &completion->session.arena;
	const char *column = field_column(field), *table = record->name;
	struct statement *statement;
	size_t count = 0;

	if (!field_stored(field) || field->expr)
		return 0;
	const char *from = field->index || field->unique
	                           ? arena_printf(arena, "\"%s\"", table)
	                           : arena_printf(arena, "(select id, \"%s\" from \"%s\" order by id desc limit %d) as recent", column, table, RECENT_ROWS);
	enum status status = db_ask(store->db, &statement, "select id, \"%s\" from %-s where \"%s\" >= %s and \"%s\" < %s order by \"%s\" limit %d", column, from,
	                            column, prefix, column, arena_printf(arena, "%s" HIGHEST, prefix), column, OFFER_LIMIT);
	while (db_next(statement, &status)) {
		struct text reference = { 0 };
		const char *text = db_text(statement, 1);
		const char *name = text && !is_hidden(completion, record, db_integer(statement, 0)) ? complete_written(completion, text, place) : NULL;
		reference_format(&reference, record, db_integer(statement, 0));
		if (name)
			complete_offer_loosely(completion, name, reference.data, false);
		count += name != NULL;
		text_free(&reference);
	}
	db_done(statement);
	return count;
}

size_t complete_prefixes(struct completion *completion, const struct record_type *record, enum value_place place)
{
	const struct type *type = store_type(complete_store(completion), record);
	const struct field *title = type_field(type, record->title, NULL);
	char *prefix = read_name(completion, place);
	size_t count = 0;

	/* Numbers of documents and codes of products name records too. */
	for (const struct field *field = record->fields; completion->stored && record != &record_user && field->kind; field++)
		if (field->unique && field->kind == KIND_TEXT && field != title)
			count += offer_prefix(completion, record, field, prefix, place);
	if (!completion->stored || !title || title->kind != KIND_TEXT)
		return count;
	size_t named = offer_prefix(completion, record, title, prefix, place);
	if (!named && *prefix >= 'a' && *prefix <= 'z') {
		*prefix = (char)(*prefix - 'a' + 'A');
		named = offer_prefix(completion, record, title, prefix, place);
	}
	return count + named;
}

/* Whether a folded name has the piece within it; letters and digits of Latin script only where a word begins. */
static bool has_piece(const char *name, const char *piece)
{
	bool word = (*piece >= 'a' && *piece <= 'z') || (*piece >= '0' && *piece <= '9');

	for (const char *at = strstr(name, piece); at; at = strstr(at + 1, piece))
		if (!word || at == name || !((at[-1] >= 'a' && at[-1] <= 'z') || (at[-1] >= '0' && at[-1] <= '9')))
			return true;
	return false;
}

/* The record if its name has the piece. */
static bool offer_named(struct completion *completion, const struct record_type *record, int64_t id, const char *name, const char *piece, enum value_place place)
{
	struct text folded = { 0 }, reference = { 0 };
	const char *written = NULL;

	utf8_fold(&folded, name, strlen(name));
	if (folded.length && has_piece(folded.data, piece) && !is_hidden(completion, record, id))
		written = complete_written(completion, arena_string(&completion->session.arena, name), place);
	reference_format(&reference, record, id);
	if (written)
		complete_offer_piece(completion, written, reference.data);
	text_free(&folded);
	text_free(&reference);
	return written != NULL;
}

static bool has_names(struct completion *completion, const struct record_type *record)
{
	const struct field *title = type_field(store_type(complete_store(completion), record), record->title, NULL);

	return !record->internal && !record->parent && title && title->kind == KIND_TEXT && field_stored(title);
}

/* Among the newest records, at most so many. */
static size_t pieces_recent(struct completion *completion, const struct record_type *record, int rows, const char *piece, enum value_place place)
{
	struct statement *statement;
	size_t offered = 0;

	if (!has_names(completion, record))
		return 0;
	enum status status = db_ask(complete_store(completion)->db, &statement, "select id, \"%s\" from \"%s\" order by id desc limit %d", record->title, record->name, rows);
	while (offered < OFFER_LIMIT && db_next(statement, &status))
		if (db_text(statement, 1))
			offered += offer_named(completion, record, db_integer(statement, 0), db_text(statement, 1), piece, place);
	db_done(statement);
	return offered;
}

/* By the full-text table, the newest of those that it has. What is usual there was among the newest, so this is for what is rare, which is found at once. */
static void pieces_by_words(struct completion *completion, const struct record_type *record, const char *expression, const char *piece, enum value_place place)
{
	struct store *store = complete_store(completion);
	struct statement *statement;
	size_t offered = 0, seen = 0;
	enum status status = search_ask(store, expression, true, &statement);

	while (offered < OFFER_LIMIT && seen++ < PIECE_ROWS && db_next(statement, &status)) {
		int64_t id;
		const struct record_type *found = anyref_unpack(db_integer(statement, 0), &id);
		struct text name = { 0 };
		if (found && (!record || found == record) && has_names(completion, found) && resolve_title(store, found, id, &name) == STATUS_OK && name.length)
			offered += offer_named(completion, found, id, name.data, piece, place);
		text_free(&name);
	}
	db_done(statement);
}

void complete_pieces(struct completion *completion, const struct record_type *record, enum value_place place)
{
	const char *piece = read_name(completion, place);
	struct text expression = { 0 }, folded = { 0 };
	size_t offered = 0;

	/* One letter begins too many words, and a reference means a record. */
	complete_store(completion);
	if (!completion->stored || ((unsigned char)*piece < 0x80 && strlen(piece) < 2) || reference_like(piece))
		return;
	utf8_fold(&folded, piece, strlen(piece));
	if (folded.length && record)
		offered = pieces_recent(completion, record, RECENT_ROWS, folded.data, place);
	for (struct record_walk walk = record_walk(); folded.length && !record && walk.record; record_step(&walk))
		offered += pieces_recent(completion, walk.record, PIECE_ROWS, folded.data, place);
	if (folded.length && !offered && search_expression(&expression, piece))
		pieces_by_words(completion, record, expression.data, folded.data, place);
	text_free(&expression);
	text_free(&folded);
}

void complete_names(struct completion *completion, const struct record_type *record, enum value_place place)
{
	if (!complete_prefixes(completion, record, place))
		complete_pieces(completion, record, place);
}

static void offer_logins(struct completion *completion)
{
	struct store *store = complete_store(completion);
	struct statement *statement;

	if (!completion->stored)
		return;
	enum status status = db_ask(store->db, &statement, "select login, name from \"user\" where coalesce(active, 1) = 1 order by login limit 500");
	while (db_next(statement, &status)) {
		const char *login = db_text(statement, 0), *name = db_text(statement, 1);
		if (login)
			complete_offer(completion, login, name, false);
	}
	db_done(statement);
}

static void offer_range(struct completion *completion, const struct record_type *record, int64_t first, int64_t last, int *left)
{
	struct store *store = complete_store(completion);
	struct statement *statement;

	if (*left <= 0)
		return;
	enum status status = db_ask(store->db, &statement, "select id, \"%s\" from \"%s\" where id between %jd and %jd order by id desc limit %d", record->title,
	                            record->name, first, last, *left);
	while (db_next(statement, &status)) {
		struct text reference = { 0 };
		reference_format(&reference, record, db_integer(statement, 0));
		complete_offer(completion, reference.data, is_hidden(completion, record, db_integer(statement, 0)) ? "" : db_text(statement, 1), false);
		text_free(&reference);
		--*left;
	}
	db_done(statement);
}

/* c1 begins c1, c10 … c19, c100 … c199: a range of ids for each number of digits. Without a digit, the newest records. */
static void offer_references(struct completion *completion, const struct record_type *record, const char *digits)
{
	struct store *store = complete_store(completion);
	int64_t first = 1, last = INT64_MAX, highest;
	int left = OFFER_LIMIT;

	bool number = digits[strspn(digits, "0123456789")] == '\0' && *digits != '0' && strlen(digits) <= REFERENCE_DIGITS;
	if (!completion->stored || record->parent || !number)
		return;
	if (!*digits) {
		offer_range(completion, record, first, last, &left);
		return;
	}
	if (db_one(store->db, &highest, "select max(id) from \"%s\"", record->name))
		return;
	for (first = last = strtoll(digits, NULL, 10); first <= highest; first *= 10, last = last * 10 + 9)
		offer_range(completion, record, first, last, &left);
}

void complete_records(struct completion *completion, const struct record_type *record, enum value_place place)
{
	const char *piece = complete_piece(completion);
	size_t letters = strspn(piece, "abcdefghijklmnopqrstuvwxyz");
	const struct record_type *named = letters && (piece[letters] || !record) ? record_by_prefix(piece, letters) : NULL;

	if (record == &record_user && place != PLACE_OPERAND)
		complete_offer(completion, "me", "yourself", false);
	if (record == &record_user)
		offer_logins(completion);
	complete_store(completion);
	if (named && (!named->internal || named == record)) {
		if (!record || record == named || place == PLACE_OPERAND)
			offer_references(completion, named, piece + letters);
	} else if (record && !piece[letters] && strncmp(record->prefix, piece, letters) == 0 && record != &record_user) {
		offer_references(completion, record, "");
	}
	if (record && *piece && !record->internal)
		complete_names(completion, record, place);
}
