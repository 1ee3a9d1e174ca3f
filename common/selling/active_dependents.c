#include "selling/active_dependents.h"

#include "base/sentence.h"
#include "selling/selling.h"
#include "store/check.h"
#include "store/rule.h"
#include <string.h>

enum { NAMED = 6 }; /* more would not be read */

enum status active_dependents_list(struct store *store, const struct record_type *record, const char *sql, int64_t id, struct text *names,
                          int64_t *count)
{
	struct statement *statement;
	enum status status = db_ask(store->db, &statement, "%-s", sql);

	*count = 0;
	if (status)
		return status;
	db_bind_integer(statement, 1, id);
	while (db_next(statement, &status)) {
		if (++*count > NAMED)
			continue;
		text_add(names, names->length ? ", " : "");
		if (record->parent)
			status = store_reference(store, record, db_integer(statement, 0), names);
		else
			reference_format(names, record, db_integer(statement, 0));
		if (status)
			break;
	}
	db_done(statement);
	sentence_more(names, *count > NAMED ? (size_t)(*count - NAMED) : 0);
	return status;
}

static enum status refuse(struct store *store, const struct document_kind *kind, const struct record *document, const struct document_dependent *dependent)
{
	struct text names = { 0 };
	int64_t count = 0;
	enum status status = active_dependents_list(store, dependent->record, dependent->sql, document->id, &names, &count);

	if (!status && count && dependent->pays)
		status = error_set(store->error, STATUS_REFUSED,
		                   *dependent->remedy ? "%s: %s%lld is paid by %s; release that first, or %s" : "%s: %s%lld is paid by %s; release that first%s",
		                   kind->state, kind->record->prefix, (long long)document->id, names.data, dependent->remedy);
	else if (!status && count)
		status = error_set(store->error, STATUS_REFUSED,
		                   sentence_plural(count, "%s: %s%lld cannot be changed while %s is in force; %s first", "%s: %s%lld cannot be changed while %s are in force; %s first"),
		                   kind->state, kind->record->prefix, (long long)document->id, names.data, dependent->remedy);
	text_free(&names);
	return status;
}

enum status active_dependents_refuse(struct store *store, const struct document_kind *kind, const struct record *document)
{
	enum status status = STATUS_OK;

	for (const struct document_dependent *dependent = kind->dependents; !status && dependent && dependent->record; dependent++)
		if (dependent->remedy)
			status = refuse(store, kind, document, dependent);
	return status;
}

/* Whether a document in this state may not have the records of the row. One that has its number was issued, though it may be open for changes again. */
static bool forbids(const struct document_kind *kind, const struct record *document, const struct document_dependent *dependent)
{
	bool numbered = type_field(document->type, "number", NULL) && *record_text(document, "number");

	return (dependent->remedy && document_is_withdrawn(document)) || (dependent->needs_issued && document_is_draft(kind, document) && !numbered);
}

static enum status find(struct store *store, const struct record *document, const char *state, const struct document_dependent *dependent, struct text *findings)
{
	struct text names = { 0 };
	int64_t count = 0;
	enum status status = active_dependents_list(store, dependent->record, dependent->sql, document->id, &names, &count);

	if (!status && count)
		finding_add(findings, state, sentence_plural(count, "it is %s, while %s is in force", "it is %s, while %s are in force"), record_text(document, state), names.data);
	text_free(&names);
	return status;
}

enum status active_dependents_check(struct store *store, const struct document_kind *kind, const struct record *document, struct text *findings)
{
	enum status status = STATUS_OK;

	for (const struct document_dependent *dependent = kind->dependents; !status && dependent && dependent->record; dependent++)
		if (forbids(kind, document, dependent))
			status = find(store, document, kind->state, dependent, findings);
	return status;
}

static enum status is_active(struct store *store, const struct record *document, const struct document_dependent *dependent, const struct record *record, bool *out)
{
	struct statement *statement;
	enum status status = db_ask(store->db, &statement, "select 1 from (%-s) as dependent where dependent.id = ?", dependent->sql);

	*out = false;
	if (status)
		return status;
	db_bind_integer(statement, 1, document->id);
	db_bind_integer(statement, 2, record->id);
	*out = db_next(statement, &status);
	db_done(statement);
	return status;
}

/* A record in force although the document forbids it: a finding, or, where nobody collects these, a refusal. */
static enum status ask_document(struct store *store, const struct document_kind *kind, const struct document_dependent *dependent, const struct record *record,
                                int64_t id, struct arena *arena, struct text *findings)
{
	const char *prefix = kind->record->prefix, *name = kind->record->name, *own = record->type->record->prefix;
	struct record *document;
	bool active = false;
	enum status status = rule_load(store, kind->record, id, arena, &document);

	if (!status && document && forbids(kind, document, dependent))
		status = is_active(store, document, dependent, record, &active);
	if (status || !active)
		return status;
	const char *state = record_text(document, kind->state);
	bool draft = document_is_draft(kind, document);
	if (findings)
		finding_add(findings, dependent->field, "%s%lld is %s, so %s%lld cannot be in force", prefix, (long long)id, state, own, (long long)record->id);
	else
		status = error_set(store->error, STATUS_REFUSED, draft ? "%s: %s%lld is %s, so %s%lld cannot be in force; first run crm-%s %s %s%lld"
		                   : "%s: %s%lld is %s, so %s%lld cannot be in force; to create a new one, run crm-%s %s %s%lld", dependent->field, prefix, (long long)id,
		                   state, own, (long long)record->id, name, draft ? kind->moves->verb : "copy", prefix, (long long)id);
	return status;
}

/* Asks each document that the record names. */
static enum status ask_named(struct store *store, const struct document_kind *kind, const struct document_dependent *dependent, const struct record *record,
                             struct arena *arena, struct text *findings)
{
	const struct value *value = record_value(record, dependent->field);
	const char *rest = value->type == VALUE_TEXT ? value->text : "";
	enum status status = value->type == VALUE_INTEGER ? ask_document(store, kind, dependent, record, value->integer, arena, findings) : STATUS_OK;
	int64_t id;
	char role[40];

	while (!status && row_next_link(&rest, &id, role))
		status = ask_document(store, kind, dependent, record, id, arena, findings);
	return status;
}

/* The documents that the record names, and those that another one names by way of it. */
static enum status ask(struct store *store, const struct document_kind *kind, const struct document_dependent *dependent, const struct record *record,
                       struct arena *arena, struct text *findings)
{
	struct record *other = NULL;
	enum status status = ask_named(store, kind, dependent, record, arena, findings);

	if (!status && dependent->through)
		status = rule_load(store, dependent->record, record_integer(record, dependent->through), arena, &other);
	return status || !other ? status : ask_named(store, kind, dependent, other, arena, findings);
}

/* Whether the write changes what a row reads of the record. */
static bool matters(const struct document_dependent *dependent, const struct record *old, const struct record *record)
{
	const char *const read[] = { dependent->field, dependent->through, "status", "total" };

	for (size_t i = 0; old && record && i < sizeof read / sizeof *read; i++)
		if (read[i] && type_field(record->type, read[i], NULL) && rule_changed(old, record, read[i]))
			return true;
	return !old || !record;
}

enum status active_dependents_after(struct store *store, const struct record *old, const struct record *record, struct arena *arena)
{
	const struct record_type *type = (record ? record : old)->type->record;
	const struct document_kind *kind = NULL;
	enum status status = STATUS_OK;

	while (!status && (kind = document_kind_next(kind)))
		for (const struct document_dependent *dependent = kind->dependents; !status && dependent && dependent->record; dependent++) {
			if (dependent->record != type || !matters(dependent, old, record))
				continue;
			if (old)
				status = ask(store, kind, dependent, old, arena, NULL);
			if (!status && record)
				status = ask(store, kind, dependent, record, arena, NULL);
		}
	return status;
}

enum status active_dependents_find(struct store *store, const struct record *record, struct arena *arena, struct text *findings)
{
	const struct document_kind *kind = NULL;
	enum status status = STATUS_OK;

	while (!status && (kind = document_kind_next(kind)))
		for (const struct document_dependent *dependent = kind->dependents; !status && dependent && dependent->record; dependent++)
			if (dependent->record == record->type->record)
				status = ask(store, kind, dependent, record, arena, findings);
	return status;
}
