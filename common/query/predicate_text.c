/* Pieces of text and of telephone numbers, and words alone. */
#include "query/predicate_parts.h"

#include "base/phone.h"
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

/* The digits of a telephone number count, not how they are set apart. */
void contains_phone(struct query *query, struct text *sql, const char *value, const char *text)
{
	struct text digits = { 0 };

	phone_piece(text, PIECE_LEAST, &digits);
	text_byte(sql, '(');
	contains_text(query, sql, value, text);
	if (digits.length >= PIECE_LEAST) {
		text_add(sql, " or ");
		dialect_contains(sql, "phone_key", value);
		query_bind_text(query, digits.data);
	}
	text_byte(sql, ')');
	text_free(&digits);
}

/* A word alone looks into every field that is marked for search. */
enum status predicate_word(struct query *query, const char *alias, const char *word, struct text *sql)
{
	bool any = false;

	if (query->type->record->internal)
		return error_set(query->store->error, STATUS_USAGE, "'%s': there is no word index for a %s; name a field", word, query->type->record->name);
	if (query->store->past)
		return error_set(query->store->error, STATUS_USAGE, "'%s': words are only searched in current records; with --as-of name a field, like name~%s", word, word);
	text_byte(sql, '(');
	/* The full-text table names candidates; the row decides. */
	struct text match = { 0 };
	if (search_expression(&match, word)) {
		text_printf(sql, "%s.id in (select rowid / %d from ", alias, RECORD_TYPE_LIMIT);
		search_candidates(sql);
		text_printf(sql, " where rowid %% %d = %d) and ", RECORD_TYPE_LIMIT,
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
		if (field->kind == KIND_PHONE)
			contains_phone(query, sql, value.data, word);
		else
			contains_text(query, sql, value.data, word);
		text_free(&value);
		any = true;
	}
	text_add(sql, any ? ")" : "0 = 1)");
	private_exclude(query->store, query->type->record, alias, sql);
	text_byte(sql, ')');
	return STATUS_OK;
}
