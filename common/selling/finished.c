/* When the records of selling are finished: a handover leaves them with who did them. */
#include "selling/documents.h"
#include "selling/selling.h"
#include "store/rule.h"

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

/* Of claims: nothing is left to be paid. A draft is still work. */
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
	const struct document_kind *kind = document_kind(document->type->record);

	(void)open_only;
	*out = document_is_finished(kind, document);
	return *out || !kind->claim ? STATUS_OK : is_paid(store, document, out);
}
