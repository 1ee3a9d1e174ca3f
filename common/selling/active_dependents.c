#include "selling/active_dependents.h"

#include "base/sentence.h"
#include "selling/selling.h"
#include "store/check.h"
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
	bool cancelled = strcmp(record_text(document, kind->state), "cancelled") == 0, draft = document_is_draft(kind, document);
	enum status status = STATUS_OK;

	for (const struct document_dependent *dependent = kind->dependents; !status && dependent && dependent->record; dependent++)
		if ((cancelled && dependent->remedy) || (draft && dependent->needs_issued))
			status = find(store, document, kind->state, dependent, findings);
	return status;
}
