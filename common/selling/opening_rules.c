/* The rule of what was open on day one: invoices of kind opening, which have a balance instead of lines, and no number of ours. */
#include "selling/selling_rules.h"

#include "base/money.h"
#include <string.h>

static enum status check_allocated(struct store *store, const struct record *invoice)
{
	int64_t allocated = 0;
	enum status status = db_one(store->db, &allocated, "select sum(amount) from allocation where invoice = %jd", invoice->id);

	if (status || allocated <= record_integer(invoice, "opening_balance"))
		return status;
	struct text paid = { 0 };
	money_format(&paid, allocated, record_digits(invoice));
	error_set(store->error, STATUS_REFUSED, "opening_balance: %s of it is paid already; crm-payment release takes that back first", paid.data);
	text_free(&paid);
	return STATUS_REFUSED;
}

enum status opening_before(struct store *store, const struct record *old, const struct record *invoice)
{
	bool opening = rule_kind(invoice, "opening");

	if (!opening && rule_changed(old, invoice, "opening_balance") && record_value(invoice, "opening_balance")->type != VALUE_NULL)
		return error_set(store->error, STATUS_DATA, "opening_balance: only what was open on day one has one: kind=opening; others have lines");
	if (old && rule_changed(old, invoice, "kind") && strcmp(record_text(old, "status"), "draft") != 0)
		return error_set(store->error, STATUS_REFUSED, "kind: in%lld is %s, so that it stays what it is", (long long)invoice->id, record_text(old, "status"));
	if (!opening || strcmp(record_text(invoice, "status"), "draft") == 0)
		return STATUS_OK;
	if (record_integer(invoice, "opening_balance") <= 0)
		return error_set(store->error, STATUS_DATA, "opening_balance: what was open on day one is above zero;"
		                 " what a customer had paid in advance is a payment: crm-payment add");
	if (record_integer(invoice, "opening_balance") > RULE_AMOUNT_LIMIT)
		return error_set(store->error, STATUS_DATA, "opening_balance: it is so large that sums could not hold it");
	return old && rule_changed(old, invoice, "opening_balance") ? check_allocated(store, invoice) : STATUS_OK;
}
