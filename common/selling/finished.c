/* When the records of selling are finished: a handover leaves them with who did them. */
#include "selling/selling_rules.h"

#include <string.h>

enum status offered_finished(struct store *store, const struct record *record, bool open_only, bool *out)
{
	(void)store;
	*out = open_only && !record_integer(record, "active");
	return STATUS_OK;
}

enum status asset_finished(struct store *store, const struct record *asset, bool open_only, bool *out)
{
	(void)store;
	(void)asset;
	(void)open_only;
	*out = false;
	return STATUS_OK;
}

/* Documents that are through: who did them stays to be seen. */
static const struct through {
	const struct record_type *type;
	const char *field, *values[4];
} through[] = {
	{ &record_quote, "stage", { "accepted", "rejected", "expired" } },
	{ &record_order, "status", { "closed", "cancelled" } },
	{ &record_delivery, "status", { "received", "cancelled" } },
	{ &record_purchase, "status", { "received", "cancelled" } },
	{ &record_bill, "status", { "cancelled" } },
	{ &record_invoice, "status", { "cancelled" } },
};

static bool is_through(const struct record *record)
{
	for (size_t i = 0; i < sizeof through / sizeof *through; i++)
		for (const char *const *value = through[i].values; record->type->record == through[i].type && *value; value++)
			if (strcmp(record_text(record, through[i].field), *value) == 0)
				return true;
	return false;
}

/* Of invoices and bills: nothing is left to be paid. A draft is still work. */
static enum status is_paid(struct store *store, const struct record *record, bool *paid)
{
	int64_t balance;

	*paid = false;
	if (strcmp(record_text(record, "status"), "draft") == 0)
		return STATUS_OK;
	enum status status = row_derived(store, record->type->record, "balance", record->id, &balance);
	*paid = !status && balance <= 0;
	return status;
}

enum status document_finished(struct store *store, const struct record *document, bool open_only, bool *out)
{
	const struct record_type *type = document->type->record;

	(void)open_only;
	*out = is_through(document);
	return *out || (type != &record_invoice && type != &record_bill) ? STATUS_OK : is_paid(store, document, out);
}
