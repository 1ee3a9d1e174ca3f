/* Whether payments and what they pay agree: for crm-db check. */
#include "selling/selling.h"
#include "store/rule.h"

#include "base/money.h"
#include "selling/document_kinds.h"
#include "selling/documents.h"
#include "selling/due_plan.h"
#include "selling/early_discount.h"
#include "selling/payments.h"
#include "store/check.h"
#include <string.h>

static void report(struct text *findings, const struct record *record, const char *what, int64_t taken, const char *of)
{
	struct text sum = { 0 }, amount = { 0 };

	money_format(&sum, taken, record_digits(record));
	money_format(&amount, record_integer(record, of), record_digits(record));
	finding_add(findings, of, "%s %s, more than %s", sum.data, what, amount.data);
	text_free(&sum);
	text_free(&amount);
}

/* Allocations to what is somebody else's, in another currency, cancelled, or nothing at all. */
static enum status check_claims(struct store *store, const struct record *payment, struct text *findings)
{
	static const char sql[] =
		"select part.number, part.amount > 0, (part.invoice is null) <> (part.bill is null),"
		" part.currency = paid.currency and part.currency = coalesce(claim.currency, debt.currency),"
		" coalesce(claim.customer = paid.customer, debt.supplier = paid.supplier, 0), coalesce(claim.status, debt.status) <> 'cancelled'"
		" from allocation as part join payment as paid on paid.id = part.parent left join invoice as claim on claim.id = part.invoice"
		" left join bill as debt on debt.id = part.bill where part.parent = %jd order by part.number";
	static const char *const wrong[] = { "its amount is not greater than zero", "it does not pay exactly one claim", "its currency is not that of the payment and the claim",
		                             "what it pays belongs to somebody else", "what it pays is cancelled" };
	struct statement *statement;
	enum status status = db_ask(store->db, &statement, sql, payment->id);

	while (db_next(statement, &status))
		for (int i = 0; i < 5; i++)
			if (!db_integer(statement, i + 1))
				finding_add(findings, NULL, "allocation %lld: %s", (long long)db_integer(statement, 0), wrong[i]);
	db_done(statement);
	return status;
}

enum status payment_check(struct store *store, const struct record *payment, struct arena *arena, struct text *findings)
{
	int64_t advance = 0, allocated = 0, last = 0;
	enum status status = payment_advance(store, payment->id, &advance);

	(void)arena;
	if (!status)
		status = payment_allocated(store, payment->id, &allocated);
	if (!status)
		status = db_one(store->db, &last, "select max(number) from allocation where parent = %jd", payment->id);
	if (status)
		return status;
	if (advance < 0)
		report(findings, payment, "is allocated or paid back", record_integer(payment, "amount") - advance, "amount");
	if (record_integer(payment, "original") && allocated)
		finding_add(findings, "original", "a refund of a payment pays nothing else, but it has allocations");
	if (last > record_integer(payment, "last_allocation"))
		finding_add(findings, "last_allocation", "an allocation has the number %lld, but %lld is stored", (long long)last,
		            (long long)record_integer(payment, "last_allocation"));
	return check_claims(store, payment, findings);
}

/* An invoice that claims an instalment stays with its order (line_links_keep). */
static enum status check_instalment(struct store *store, const struct record *invoice, struct text *findings)
{
	int64_t found = 0;
	enum status status = db_one(store->db, &found, "select id from instalment where id = %jd and \"order\" = %jd", record_integer(invoice, "instalment"),
	                            record_integer(invoice, "order"));

	if (!status && !found)
		finding_add(findings, "instalment", "it is not one of the order that the invoice names");
	return status;
}

enum status claim_check(struct store *store, const struct record *claim, struct arena *arena, struct text *findings)
{
	int64_t allocated = 0, credited = 0;
	enum status status = document_check(store, claim, arena, findings);

	if (!status)
		status = db_one(store->db, &allocated, "select sum(amount) from allocation where \"%s\" = %jd", document_kind(claim->type->record)->claim, claim->id);
	if (!status && type_field(claim->type, "instalment", NULL) && record_integer(claim, "instalment"))
		status = check_instalment(store, claim, findings);
	if (!status && allocated && allocated > record_integer(claim, "total"))
		report(findings, claim, "was allocated to it", allocated, "total");
	if (!status && document_kind(claim->type->record)->gives_back)
		status = claim_credited(store, claim, &credited);
	if (!status && credited && credited > record_integer(claim, "total"))
		report(findings, claim, "is taken back by credit notes", credited, "total");
	if (!status && type_field(claim->type, "early_discount", NULL))
		status = early_discount_check(store, claim, arena, findings);
	return status ? status : due_plan_check(store, claim, arena, findings);
}
