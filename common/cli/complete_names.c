/* Records as candidates: by reference, by name, users by login. Nothing here reads a whole table: names are found by an index or among the
 * newest rows. */
#include "cli/complete_internal.h"

#include "store/private.h"
#include <stdlib.h>
#include <string.h>

/* Above all that begins with a prefix: the highest character behind it. */
#define HIGHEST "\xf4\x8f\xbf\xbf"

/* A name as it is written at that place; NULL where it would be read as something else. */
static const char *write_name(struct completion *completion, const char *name, enum value_place place)
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
		const char *name = text && !is_hidden(completion, record, db_integer(statement, 0)) ? write_name(completion, text, place) : NULL;
		reference_format(&reference, record, db_integer(statement, 0));
		if (name)
			complete_offer_loosely(completion, name, reference.data, false);
		count += name != NULL;
		text_free(&reference);
	}
	db_done(statement);
	return count;
}

void complete_names(struct completion *completion, const struct record_type *record, enum value_place place)
{
	const struct type *type = store_type(complete_store(completion), record);
	const struct field *title = type_field(type, record->title, NULL);
	char *prefix = read_name(completion, place);

	/* Numbers of documents and codes of products name records too. */
	for (const struct field *field = record->fields; completion->stored && record != &record_user && field->kind; field++)
		if (field->unique && field->kind == KIND_TEXT && field != title)
			offer_prefix(completion, record, field, prefix, place);
	if (!completion->stored || !title || title->kind != KIND_TEXT || offer_prefix(completion, record, title, prefix, place))
		return;
	if (*prefix >= 'a' && *prefix <= 'z') {
		*prefix = (char)(*prefix - 'a' + 'A');
		offer_prefix(completion, record, title, prefix, place);
	}
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
