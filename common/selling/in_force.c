#include "selling/in_force.h"

#include "selling/selling.h"
#include "store/check.h"
#include <string.h>

enum { NAMED = 6 }; /* more would not be read */

struct follower {
	const struct record_type *document, *record;
	const char *sql, *mend;
};

static const struct follower followers[] = {
	{ &record_order, &record_delivery, "select id from delivery where \"order\" = ? and status <> 'cancelled' order by id",
	  "crm-delivery cancel" },
	/* An invoice that credit notes take back altogether claims nothing any more. */
	{ &record_order, &record_invoice,
	  "select claim.id from invoice as claim where claim.\"order\" = ? and claim.kind <> 'credit-note' and claim.status <> 'cancelled' "
	  "and claim.total > coalesce(("
	  "select sum(note.total) from invoice as note where note.original = claim.id and note.status = 'issued'), 0) order by claim.id",
	  "crm-invoice cancel" },
	{ &record_purchase, &record_bill, "select id from bill where purchase = ? and status <> 'cancelled' order by id",
	  "crm-bill cancel" },
	{ &record_invoice, &record_allocation, "select id from allocation where invoice = ? order by id", NULL },
	{ &record_invoice, &record_invoice, "select id from invoice where original = ? and status <> 'cancelled' order by id",
	  "crm-invoice cancel" },
	/* The tax office knows of it until a red one takes it back. */
	{ &record_invoice, &record_fapiao,
	  "select slip.id from fapiao_invoices as link join fapiao as slip on slip.id = link.fapiao where link.invoice = ? and slip.original is null "
	  "and not exists (select 1 from fapiao as red where red.original = slip.id) order by slip.id",
	  "crm-fapiao add original=… for the red one" },
	{ &record_bill, &record_allocation, "select id from allocation where bill = ? order by id", NULL },
};

enum status in_force_list(struct store *store, const struct record_type *record, const char *sql, int64_t id, struct text *names,
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
	if (*count > NAMED)
		text_printf(names, " and %lld more", (long long)(*count - NAMED));
	return status;
}

enum status in_force_refuse(struct store *store, const struct document_kind *kind, const struct record *document)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < sizeof followers / sizeof *followers; i++) {
		struct text names = { 0 };
		int64_t count = 0;
		if (followers[i].document != kind->record)
			continue;
		status = in_force_list(store, followers[i].record, followers[i].sql, document->id, &names, &count);
		if (!status && count && followers[i].mend)
			status = error_set(store->error, STATUS_REFUSED, "%s: %s%lld stays while %s %s in force; %s first", kind->state,
			                   kind->record->prefix, (long long)document->id, names.data, count == 1 ? "is" : "are",
			                   followers[i].mend);
		else if (!status && count)
			status = error_set(store->error, STATUS_REFUSED, "%s: %s%lld is paid by %s; take that off it first%s", kind->state,
			                   kind->record->prefix, (long long)document->id, names.data,
			                   kind->record == &record_invoice ? ", or make a credit note: crm-invoice credit" : "");
		text_free(&names);
	}
	return status;
}

static enum status tell_followers(struct store *store, const struct record *document, const char *state, const struct follower *follower,
                                  struct text *findings)
{
	struct text names = { 0 };
	int64_t count = 0;
	enum status status = in_force_list(store, follower->record, follower->sql, document->id, &names, &count);

	if (!status && count)
		finding_add(findings, state, count == 1 ? "it is %s, while %s is in force" : "it is %s, while %s are in force", record_text(document, state), names.data);
	text_free(&names);
	return status;
}

enum status in_force_check(struct store *store, const struct document_kind *kind, const struct record *document, struct text *findings)
{
	/* What is made of nothing but an issued document. */
	static const struct follower relying[] = {
		{ &record_order, &record_delivery, "select id from delivery where \"order\" = ? and status <> 'cancelled' order by id", NULL },
		{ &record_invoice, &record_invoice, "select id from invoice where original = ? and status = 'issued' order by id", NULL },
	};
	bool cancelled = strcmp(record_text(document, kind->state), "cancelled") == 0;
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && cancelled && i < sizeof followers / sizeof *followers; i++)
		if (followers[i].document == kind->record)
			status = tell_followers(store, document, kind->state, &followers[i], findings);
	for (size_t i = 0; !status && document_is_draft(kind, document) && i < sizeof relying / sizeof *relying; i++)
		if (relying[i].document == kind->record)
			status = tell_followers(store, document, kind->state, &relying[i], findings);
	return status;
}
