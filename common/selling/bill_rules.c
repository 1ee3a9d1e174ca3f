/* What is particular of bills: when they are due. */
#include "selling/document_kinds.h"

#include "base/terms.h"
#include "selling/line_links.h"
#include "store/rule.h"

/* A bill has no states in which it would be issued: its day is known when it is made. */
static enum status take_due(struct store *store, struct record *bill, struct arena *arena)
{
	const struct document_kind *kind = document_kind(&record_bill);
	struct record *supplier = NULL;
	struct terms terms;
	char due[DATE_SIZE];
	enum status status = rule_open(bill, "due_on") ? document_party(store, kind, bill, arena, &supplier) : STATUS_OK;

	if (status || !supplier || !*record_text(supplier, "payment_terms"))
		return status;
	status = terms_parse(record_text(supplier, "payment_terms"), &terms, store->error);
	if (!status)
		status = terms_due(&terms, document_day(store, kind, bill, arena), due, store->error);
	if (status)
		return error_prefix(store->error, "payment_terms of su%lld: ", (long long)supplier->id);
	*record_value(bill, "due_on") = value_text(arena_string(arena, due));
	return STATUS_OK;
}

enum status bill_initial(struct store *store, struct record *bill, struct arena *arena)
{
	enum status status = document_take_party(store, bill, arena);

	return status ? status : take_due(store, bill, arena);
}

enum status bill_before(struct store *store, const struct record *old, struct record *bill, struct arena *arena)
{
	(void)arena;
	return line_links_keep(store, old, bill, (const char *const[]){ "purchase", NULL });
}
