#include "selling/document_left.h"

#include "base/decimal.h"
#include "base/sentence.h"
#include "store/rule.h"
#include <string.h>

enum { NAMED_LINES = 5 };

static enum status left_of(struct store *store, const struct document_left *left, int64_t line, int64_t *quantity)
{
	int64_t claimed = 0;
	enum status status = left->came(store, line, 0, quantity);

	if (!status)
		status = left->claimed(store, line, 0, &claimed);
	*quantity -= claimed;
	return status;
}

/* Of what is claimed by instalments, or as a whole, the amounts say what is left. */
static enum status is_claimed(struct store *store, const struct document_left *left, const struct record *document, bool *claimed)
{
	struct statement *statement;
	int64_t amount = 0;
	enum status status = db_ask(store->db, &statement, "%-s", left->total);

	if (!status)
		db_bind_integer(statement, 1, document->id);
	if (!status && db_next(statement, &status))
		amount = db_integer(statement, 0);
	db_done(statement);
	*claimed = amount >= record_integer(document, "total");
	return status;
}

/* Appends "4 of po1.1, 2 of po1.3". */
static enum status name_left(struct store *store, const struct document_kind *kind, const struct record *document, struct arena *arena, struct text *names)
{
	struct record **lines;
	size_t count = 0, named = 0;
	bool claimed = false;
	enum status status = is_claimed(store, kind->left, document, &claimed);

	if (!status && !claimed)
		status = document_lines(store, kind, document->id, arena, &lines, &count);
	for (size_t i = 0; !status && i < count; i++) {
		int64_t quantity = 0;
		status = left_of(store, kind->left, lines[i]->id, &quantity);
		if (status || quantity <= 0 || named++ >= NAMED_LINES)
			continue;
		text_add(names, names->length ? ", " : "");
		decimal_format(names, quantity, DECIMAL_QUANTITY);
		text_printf(names, " of %s%lld.%lld", kind->record->prefix, (long long)document->id, (long long)record_integer(lines[i], "number"));
	}
	sentence_more(names, named > NAMED_LINES ? named - NAMED_LINES : 0);
	return status;
}

static enum status report_left(struct store *store, const struct document_kind *kind, long long id, const char *names)
{
	const struct document_left *left = kind->left;
	const char *name = kind->record->name, *prefix = kind->record->prefix;

	if (left->ours)
		return error_set(store->error, STATUS_REFUSED, "status: %s was %s and is not %s; crm-%s %s %s%lld --%s %ss it, crm-%s close %s%lld --leave='reason' leaves it",
		                 names, left->brought, left->billed, name, left->bill, prefix, id, left->brought, left->bill, name, prefix, id);
	change_warn(store, "%s was %s and is not %s; crm-%s %s %s%lld --%s %ss it", names, left->brought, left->billed, name, left->bill, prefix, id, left->brought, left->bill);
	return STATUS_OK;
}

enum status document_left_before(struct store *store, const struct record *old, struct record *document, struct arena *arena)
{
	struct text names = { 0 };
	enum status status = STATUS_OK;

	if (!old || !document || !rule_changed(old, document, "status"))
		return STATUS_OK;
	const struct document_kind *kind = document_kind(document->type->record);
	if (strcmp(record_text(document, "status"), "closed") != 0)
		*record_value(document, "leave_reason") = (struct value){ 0 };
	else if (!*record_text(document, "leave_reason"))
		status = name_left(store, kind, document, arena, &names);
	if (!status && names.length)
		status = report_left(store, kind, document->id, names.data);
	text_free(&names);
	return status;
}

enum status taking_left(struct store *store, const struct record *document, struct taking *taking)
{
	const struct document_kind *kind = document_kind(document->type->record);
	const struct document_left *left = kind->left;
	bool any = false;
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < taking->count; i++) {
		int64_t open = 0;
		status = left_of(store, left, taking->lines[i]->id, &open);
		taking->now[i] = open > taking->open[i] ? taking->open[i] : open > 0 ? open : 0;
		any |= taking->now[i] > 0;
	}
	if (!status && !any)
		status = error_set(store->error, STATUS_REFUSED, "%s%lld: nothing was %s that is not %s; crm-%s %s %s%lld %ss what is open", kind->record->prefix,
		                   (long long)document->id, left->brought, left->billed, kind->record->name, left->bring, kind->record->prefix, (long long)document->id, left->bring);
	return status;
}
