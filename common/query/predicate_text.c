/* Pieces of text and of telephone numbers, and words alone. */
#include "query/predicate_parts.h"

#include "base/email.h"
#include "base/phone.h"
#include "base/sentence.h"
#include "base/utf8.h"
#include "db/dialect.h"
#include "store/private.h"
#include "store/search.h"
#include <string.h>

enum { PIECE_LEAST = 3 };

void contains_text(struct query *query, struct text *sql, const char *value, const char *text)
{
	struct text folded = { 0 };

	utf8_fold(&folded, text, strlen(text));
	dialect_contains(sql, "fold", value);
	query_bind_text(query, text_string(&folded));
	text_free(&folded);
}

/* The digits of a telephone number count, not how they are set apart; of an address what its domain spells. */
void contains_key(struct query *query, struct text *sql, const struct field *field, const char *value, const char *text)
{
	struct text piece = { 0 }, folded = { 0 };
	bool wanted = false;

	if (field->kind == KIND_PHONE) {
		phone_piece(text, PIECE_LEAST, &piece);
		wanted = piece.length >= PIECE_LEAST;
	} else if (field->kind == KIND_EMAIL) {
		email_key(text, strlen(text), &piece);
		utf8_fold(&folded, text, strlen(text));
		wanted = piece.length && strcmp(piece.data, text_string(&folded)) != 0;
	}
	text_add(sql, wanted ? "(" : "");
	contains_text(query, sql, value, text);
	if (wanted) {
		text_add(sql, " or ");
		dialect_contains(sql, field->kind == KIND_PHONE ? "phone_key" : "email_key", value);
		query_bind_text(query, piece.data);
		text_byte(sql, ')');
	}
	text_free(&piece);
	text_free(&folded);
}

/* A word alone looks into every field that is marked for search. */
enum status predicate_word(struct query *query, const char *alias, const char *word, struct text *sql)
{
	bool any = false;

	if (query->type->record->internal)
		return error_set(query->store->error, STATUS_USAGE, "'%s': there is no word index for %s %s; name a field", word, sentence_a(query->type->record->name), query->type->record->name);
	if (query->store->past)
		return error_mark(query->store->error,
		                  error_set(query->store->error, STATUS_USAGE, "'%s': words are only searched in current records; with --as-of name a field, like name~%s", word, word),
		                  ERROR_PAST);
	text_byte(sql, '(');
	/* The full-text table names candidates; the row decides. */
	struct text match = { 0 };
	if (search_expression(&match, word)) {
		text_printf(sql, "%s.id in (select rowid / %d from search(?) where rowid %% %d = %d) and ", alias, RECORD_TYPE_LIMIT, RECORD_TYPE_LIMIT,
		            query->type->record->number);
		query_bind_text(query, match.data);
	}
	text_free(&match);
	text_byte(sql, '(');
	for (size_t i = 0; i < query->type->count; i++) {
		const struct field *field = query->type->fields[i];
		if (!field->search || field->hidden || !field_stored(field))
			continue;
		struct text value = { 0 };
		row_expression(&value, query->type->record, field, alias);
		if (any)
			text_add(sql, " or ");
		contains_key(query, sql, field, value.data, word);
		text_free(&value);
		any = true;
	}
	text_add(sql, any ? ")" : "0 = 1)");
	private_exclude(query->store, query->type->record, alias, sql);
	text_byte(sql, ')');
	return STATUS_OK;
}
