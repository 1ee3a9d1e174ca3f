/* What a credit note takes that is made by --returned: of an invoice what came back from the customer, of a bill what went back to the supplier. */
#include "selling/document_convert_parts.h"

#include "selling/fulfilment.h"
#include "selling/selling.h"

static enum status find_credited(struct store *store, const struct document_kind *kind, int64_t line, int rebill, int64_t *quantity)
{
	const char *claim = kind->record->name;

	return db_one(store->db, quantity, "select sum(back.qty) from \"%s_line\" as back join \"%s\" as note on note.id = back.parent"
	              " where back.\"%s\" = %jd and note.kind = 'credit-note' and note.status <> 'cancelled' and coalesce(note.rebill, 0) = %d",
	              claim, claim, kind->returned->source->name, line, rebill);
}

/*
 * How much of a line of an order or purchase was returned that its credit notes do not answer for. It is no more than was returned, less what was credited and not
 * claimed again since, and no more than is claimed beyond what is held: a unit that was replaced is still to be paid for. Where what is credited is to be claimed again,
 * a unit that was replaced may be credited too, once.
 */
static enum status find_uncredited(struct store *store, const struct document_kind *kind, int64_t line, bool rebill, int64_t *quantity)
{
	const struct document_returned *side = kind->returned;
	int64_t returned = 0, final = 0, again = 0, claimed = 0, held = 0, whole = 0;
	enum status status = side->returned(store, line, 0, &returned);

	if (!status)
		status = find_credited(store, kind, line, 0, &final);
	if (!status)
		status = find_credited(store, kind, line, 1, &again);
	if (!status)
		status = side->claimed(store, line, 0, &claimed);
	if (!status)
		status = side->held(store, line, 0, &held);
	if (!status)
		status = db_one(store->db, &whole, "select qty from \"%s\" where id = %jd", side->source->name, line);
	int64_t open = whole - claimed, beyond = claimed - final - held;
	int64_t unanswered = returned - final - (again < open ? again : open), once = returned - final - again;
	*quantity = unanswered < beyond ? unanswered : beyond;
	if (rebill && *quantity < once)
		*quantity = once;
	return status;
}

enum status taking_returned(struct store *store, const struct record_type *record, const struct record *document, bool rebill, struct taking *taking)
{
	const struct document_kind *kind = document_kind(record);
	const char *field = kind->returned->source->name;
	bool any = false;
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < taking->count; i++) {
		int64_t back = 0, line = record_integer(taking->lines[i], field);
		if (!line)
			continue;
		status = find_uncredited(store, kind, line, rebill, &back);
		/* A line before it may be of the same line of the order or purchase. */
		for (size_t k = 0; k < i; k++)
			if (record_integer(taking->lines[k], field) == line)
				back -= taking->now[k];
		taking->now[i] = back > taking->open[i] ? taking->open[i] : back > 0 ? back : 0;
		any |= taking->now[i] > 0;
	}
	if (!status && !any)
		status = error_set(store->error, STATUS_REFUSED, "%s%lld: %s", record->prefix, (long long)document->id, kind->returned->nothing);
	return status;
}
