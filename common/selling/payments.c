#include "selling/payments.h"

#include "base/wide.h"
#include "selling/documents.h"
#include "selling/early_offer.h"
#include "store/save.h"
#include <string.h>

enum status payment_allocated(struct store *store, int64_t payment, int64_t *allocated)
{
	return row_derived(store, &record_payment, "allocated", payment, allocated);
}

enum status payment_advance(struct store *store, int64_t payment, int64_t *advance)
{
	return row_derived(store, &record_payment, "advance", payment, advance);
}

enum status payment_balance(struct store *store, const struct record_type *claim, int64_t id, int64_t *balance)
{
	return row_derived(store, claim, "balance", id, balance);
}

/* A credit note is below zero until it is paid back, an invoice when more was credited or paid than it claims. */
enum status payment_open(struct store *store, const struct record_type *claim, int64_t id, int64_t *open)
{
	int64_t credit = 0;
	enum status status = payment_balance(store, claim, id, open);

	if (status || *open >= 0)
		return status;
	if (document_kind(claim)->gives_back)
		status = db_one(store->db, &credit, "select 1 from \"%s\" where id = %jd and kind = 'credit-note'", claim->name, id);
	*open = credit ? -*open : 0;
	return status;
}

const struct record_type *payment_claim_type(const struct record *payment)
{
	return record_integer(payment, "supplier") ? &record_bill : &record_invoice;
}

static enum status find_allocation(struct store *store, int64_t payment, const struct record_type *claim, int64_t id, int64_t *allocation)
{
	return db_one(store->db, allocation, "select id from allocation where parent = %jd and \"%s\" = %jd", payment, document_kind(claim)->claim, id);
}

enum status payment_allocate(struct store *store, int64_t payment, const struct record_type *claim, int64_t id, int64_t amount, bool discount,
                             struct arena *arena, int64_t *allocated)
{
	const struct type *type = store_type(store, &record_allocation);
	int64_t advance = 0, open = 0, there = 0;
	struct record *old = NULL, *record;
	enum status status = payment_advance(store, payment, &advance);

	if (!status)
		status = payment_open(store, claim, id, &open);
	if (!amount)
		amount = advance < open ? advance : open;
	if (allocated)
		*allocated = amount;
	if (!status)
		status = find_allocation(store, payment, claim, id, &there);
	if (!status && there)
		status = row_load(store, type, there, arena, &old);
	if (status)
		return status;
	if (amount <= 0)
		return error_set(store->error, STATUS_REFUSED, advance <= 0 ? "nothing is left of pay%lld for %s%lld; crm-payment release removes its allocations" :
		                 "nothing is left to pay for pay%lld of %s%lld", (long long)payment, claim->prefix, (long long)id);
	if (old) {
		/* What is too much for a number is too much for the rule as well. */
		if (!int64_from_wide((wide)record_integer(old, "amount") + amount, &amount))
			amount = INT64_MAX;
		record = record_copy(arena, old);
		*record_value(record, "amount") = value_integer(amount);
		if (!discount)
			*record_value(record, "no_discount") = value_integer(1);
		return save_set(store, old, record, arena);
	}
	record = record_new(arena, type);
	*record_value(record, "parent") = value_integer(payment);
	*record_value(record, document_kind(claim)->claim) = value_integer(id);
	*record_value(record, "amount") = value_integer(amount);
	if (!discount)
		*record_value(record, "no_discount") = value_integer(1);
	return save_add(store, record, arena);
}

enum status payment_claims(struct store *store, const struct record *payment, struct arena *arena, int64_t **ids, size_t *count)
{
	static const char bills[] = "select id from bill where supplier = %jd and status = 'open' and currency = %s and coalesce(kind, '') <> 'credit-note'"
	                            " order by due_on is null, due_on, id";
	static const char back_from_supplier[] =
		"select id from bill where supplier = %jd and status = 'open' and currency = %s and kind = 'credit-note' and original is null order by issued_on is null, issued_on, id";
	static const char invoices[] =
		"select id from invoice where customer = %jd and status = 'issued' and currency = %s and kind <> 'credit-note'"
		" order by case when \"order\" = %jd then 0 else 1 end, due_on is null, due_on, id";
	static const char credits[] =
		"select id from invoice where customer = %jd and status = 'issued' and currency = %s and kind = 'credit-note' and original is null order by issued_on is null, issued_on, id";
	bool out = record_integer(payment, "supplier") != 0, back = strcmp(record_text(payment, "kind"), "refund") == 0;
	const char *currency = record_text(payment, "currency");

	if (out || back)
		return db_integers(store->db, arena, ids, count, out ? back ? back_from_supplier : bills : credits, record_integer(payment, out ? "supplier" : "customer"), currency);
	return db_integers(store->db, arena, ids, count, invoices, record_integer(payment, "customer"), currency, record_integer(payment, "order"));
}

/* What of each claim is to be paid: *discounted of them less their discounts, when the advance is just that. */
static enum status find_discounted(struct store *store, const struct record *payment, const int64_t *ids, size_t count, int64_t advance, struct arena *arena,
                                   int64_t *amounts, size_t *discounted)
{
	wide sum = 0;
	enum status status = STATUS_OK;

	*discounted = 0;
	for (size_t i = 0; !status && i < count && sum < advance; i++) {
		int64_t offered = 0;
		status = payment_balance(store, &record_invoice, ids[i], &amounts[i]);
		if (!status && amounts[i] > 0)
			status = early_offered(store, ids[i], record_text(payment, "paid_on"), arena, &offered);
		amounts[i] -= offered < amounts[i] ? offered : 0;
		sum += amounts[i] > 0 ? amounts[i] : 0;
		*discounted = sum == advance ? i + 1 : 0;
	}
	return status;
}

enum status payment_allocate_oldest(struct store *store, int64_t id, bool discount, struct arena *arena)
{
	struct record *payment;
	int64_t *ids, advance = 0, *amounts = NULL;
	size_t count = 0, discounted = 0;
	enum status status = row_load(store, store_type(store, &record_payment), id, arena, &payment);

	if (!status && !payment)
		status = error_set(store->error, STATUS_REFUSED, "there is no payment pay%lld", (long long)id);
	if (!status && strcmp(record_text(payment, "kind"), "refund") == 0)
		status = error_set(store->error, STATUS_REFUSED, "pay%lld is a refund: name the credit note that it pays", (long long)id);
	if (!status)
		status = payment_advance(store, id, &advance);
	if (!status)
		status = payment_claims(store, payment, arena, &ids, &count);
	if (!status && discount && document_kind(payment_claim_type(payment))->discounts) {
		amounts = arena_alloc(arena, (count + 1) * sizeof *amounts);
		status = find_discounted(store, payment, ids, count, advance, arena, amounts, &discounted);
	}
	for (size_t i = 0; !status && i < count && advance > 0; i++) {
		const struct record_type *claim = payment_claim_type(payment);
		int64_t balance = 0, taken = 0;
		status = payment_balance(store, claim, ids[i], &balance);
		if (!status && balance > 0)
			status = payment_allocate(store, id, claim, ids[i], i < discounted ? amounts[i] : 0, discount, arena, &taken);
		advance -= taken;
	}
	return status;
}

enum status payment_release(struct store *store, int64_t payment, const struct record_type *claim, int64_t id, struct arena *arena)
{
	const struct type *type = store_type(store, &record_allocation);
	int64_t allocation = 0;
	bool any = false;
	enum status status;

	do {
		struct record *old = NULL;
		status = claim ? find_allocation(store, payment, claim, id, &allocation) :
		                 db_one(store->db, &allocation, "select id from allocation where parent = %jd order by id limit 1", payment);
		if (!status && allocation)
			status = row_load(store, type, allocation, arena, &old);
		if (!status && old)
			status = save_remove(store, old, arena);
		any = any || old;
	} while (!status && allocation);
	if (!status && claim && !any)
		status = error_set(store->error, STATUS_REFUSED, "pay%lld pays nothing of %s%lld", (long long)payment, claim->prefix, (long long)id);
	return status;
}
