#include "selling/documents.h"

#include "base/date.h"
#include "store/child_number.h"
#include "store/rule.h"
#include <string.h>

const struct document_kind *document_kind_next(const struct document_kind *kind)
{
	bool past = !kind;

	if (kind && kind[1].record)
		return kind + 1;
	for (size_t i = 0; domains[i]; i++) {
		if (past && domains[i]->documents)
			return domains[i]->documents;
		for (const struct document_kind *row = domains[i]->documents; row && row->record; row++)
			past = past || row == kind;
	}
	return NULL;
}

const struct document_kind *document_kind(const struct record_type *record)
{
	const struct document_kind *kind = NULL;

	while ((kind = document_kind_next(kind)) && kind->record != record && kind->line != record)
		;
	return kind;
}

bool document_sells(const struct document_kind *kind)
{
	return strcmp(kind->party, "customer") == 0;
}

enum status document_party(struct store *store, const struct document_kind *kind, const struct record *document, struct arena *arena, struct record **party)
{
	return rule_load(store, type_field(document->type, kind->party, NULL)->target, record_integer(document, kind->party), arena, party);
}

enum status document_line_count(struct store *store, const struct document_kind *kind, int64_t id, int64_t *count)
{
	return db_one(store->db, count, "select count(*) from \"%s\" where parent = %jd", kind->line->name, id);
}

bool document_gives_back(const struct record *document)
{
	const struct document_kind *kind = document_kind(document->type->record);

	return kind->gives_back && kind->gives_back(document);
}

bool document_is_withdrawn(const struct record *document)
{
	const struct document_kind *kind = document_kind(document->type->record);

	return strcmp(record_text(document, kind->state), kind->withdrawn) == 0;
}

bool document_is_draft(const struct document_kind *kind, const struct record *document)
{
	return strcmp(record_text(document, kind->state), kind->moves->from) == 0;
}

bool document_is_owed(const struct record *document)
{
	const struct document_kind *kind = document_kind(document->type->record);

	return kind->owed && strcmp(record_text(document, kind->state), kind->owed) == 0;
}

bool document_is_out(const struct document_kind *kind, const struct record *document)
{
	return !document_is_draft(kind, document) || (kind->issued_at_once && kind->issued_at_once(document));
}

const struct move *document_move(const struct document_kind *kind, const char *from, const char *to)
{
	for (const struct move *move = kind->moves; move->from; move++)
		if (strcmp(move->from, from) == 0 && strcmp(move->to, to) == 0)
			return move;
	return NULL;
}

enum status document_illegal(struct store *store, const struct document_kind *kind, const struct record *document, const char *from, const char *to)
{
	struct text legal = { 0 }, reference = { 0 };

	for (const struct move *move = kind->moves; move->from; move++)
		if (strcmp(move->from, from) == 0)
			text_printf(&legal, "%s%s", legal.length ? ", " : "", move->to);
	reference_format(&reference, kind->record, document->id);
	if (legal.length)
		error_set(store->error, STATUS_REFUSED, "%s: %s is %s: from there it can become %s, not %s", kind->state, reference.data, from, legal.data,
		          *to ? to : "empty");
	else
		error_set(store->error, STATUS_REFUSED, "%s: %s is %s, which is final", kind->state, reference.data, from);
	text_free(&legal);
	text_free(&reference);
	return STATUS_REFUSED;
}

const char *document_number(const struct record *document)
{
	const struct document_kind *kind = document_kind(document->type->record);

	return record_text(document, kind->opening && kind->opening(document) ? "external_id" : "number");
}

const char *document_series_of(const struct document_kind *kind, const struct record *document)
{
	return kind->series ? kind->series(document) : kind->numbers[0].name;
}

bool document_is_finished(const struct document_kind *kind, const struct record *document)
{
	for (size_t i = 0; i < DOCUMENT_FINISHED_LIMIT && kind->finished[i]; i++)
		if (strcmp(record_text(document, kind->state), kind->finished[i]) == 0)
			return true;
	return false;
}

const char *document_day(struct store *store, const struct document_kind *kind, const struct record *document, struct arena *arena)
{
	const char *day = record_text(document, kind->day);
	char today[DATE_SIZE];

	if (*day)
		return day;
	date_today(&store->conventions, today);
	return arena_string(arena, today);
}

/* Lines that were removed may have had higher numbers than those that are there; of drafts from before the counters, the document alone knows. */
static enum status last_line(struct store *store, const struct document_kind *kind, const struct record *document, int64_t *last)
{
	int64_t known = kind->priced ? record_integer(document, "last_line") : 0;

	enum status status = child_number_last(store, kind->line, document->id, last);
	if (*last < known)
		*last = known;
	return status;
}

enum status document_context(struct store *store, const struct document_kind *kind, int64_t id, struct document_context **out)
{
	struct change *change = &store->change;
	struct document_context *context = change_type(store, kind->record)->cache;

	*out = context;
	if (context && context->id == id)
		return STATUS_OK;
	context = arena_alloc(&change->memory, sizeof *context);
	*context = (struct document_context){ .id = id, .kind = kind };
	enum status status = row_load(store, store_type(store, kind->record), id, &change->memory, &context->document);
	if (!status && !context->document)
		status = store_missing(store, kind->record, id);
	if (!status)
		status = last_line(store, kind, context->document, &context->last_line);
	if (status)
		return status;
	context->digits = record_digits(context->document);
	context->day = document_day(store, kind, context->document, &change->memory);
	change_type(store, kind->record)->cache = *out = context;
	return STATUS_OK;
}

void document_forget(struct store *store, const struct document_kind *kind)
{
	change_type(store, kind->record)->cache = NULL;
}
