#include "selling/early_offer.h"

#include "base/wide.h"
#include "selling/documents.h"
#include "store/rule.h"
#include <string.h>

enum status early_offers(struct store *store, const struct record *invoice, struct early_offer out[TERMS_EARLY_LIMIT], size_t *count)
{
	static const char credited[] =
		"select sum(total) from invoice where original = %jd and kind = 'credit-note' and status = 'issued' and coalesce(early_discount, 0) = 0";
	struct error unread = { 0 };
	struct terms terms = { 0 };
	int64_t others = 0;
	const char *text = document_kind(invoice->type->record)->discounts ? record_text(invoice, "payment_terms") : "";
	enum status status = STATUS_OK;

	*count = 0;
	if (!*text || document_gives_back(invoice) || !document_is_owed(invoice) || terms_parse(text, &terms, &unread) || !terms.early_count)
		return STATUS_OK;
	status = db_one(store->db, &others, credited, invoice->id);
	for (size_t i = 0; !status && i < terms.early_count; i++) {
		struct early_offer *offer = &out[(*count)++];
		offer->percent = terms.early[i].percent;
		status = term_early_day(&terms.early[i], record_text(invoice, "issued_on"), offer->last, store->error);
		if (!status && !wide_ratio(record_integer(invoice, "total") - others, offer->percent, TERMS_WHOLE, ROUNDING_HALF_UP, &offer->amount))
			status = error_set(store->error, STATUS_DATA, "in%lld: its total is too large for a discount", (long long)invoice->id);
	}
	return status;
}

enum status early_offered(struct store *store, int64_t id, const char *day, struct arena *arena, int64_t *amount)
{
	struct early_offer offers[TERMS_EARLY_LIMIT];
	struct record *invoice;
	size_t count = 0;
	enum status status = rule_load(store, &record_invoice, id, arena, &invoice);

	*amount = 0;
	if (!status && invoice)
		status = early_offers(store, invoice, offers, &count);
	for (size_t i = 0; i < count && !*amount; i++)
		if (strcmp(day, offers[i].last) <= 0)
			*amount = offers[i].amount;
	return status;
}
