/* The rules of payments and of what they pay. */
#include "selling/selling.h"
#include "store/child_number.h"
#include "store/rule.h"

#include "base/money.h"
#include "base/wide.h"
#include "selling/documents.h"
#include "selling/due_plan.h"
#include "selling/early_discount.h"
#include "selling/payments.h"
#include "store/save.h"
#include "store/settle.h"
#include <string.h>

/* What is taken is spoken of in the currency that the records share. */
static enum status too_much(struct store *store, const char *field, const char *currency, int digits, int64_t wanted, const char *whose, int64_t open)
{
	struct text more = { 0 }, there = { 0 };

	money_format(&more, wanted, digits);
	money_format(&there, open > 0 ? open : 0, digits);
	error_set(store->error, STATUS_REFUSED, "%s: %s %s is more than %s, %s %s", field, currency, more.data, whose, currency, there.data);
	text_free(&more);
	text_free(&there);
	return STATUS_REFUSED;
}

enum status payment_initial(struct store *store, struct record *payment, struct arena *arena)
{
	struct record *from;
	enum status status = rule_load(store, &record_payment, record_integer(payment, "original"), arena, &from);

	/* A refund goes back to where the money came from; a deposit comes from the customer of its order. */
	if (!status && !from)
		status = rule_load(store, &record_order, record_integer(payment, "order"), arena, &from);
	if (!status && from && record_value(payment, "customer")->type == VALUE_NULL && record_value(payment, "supplier")->type == VALUE_NULL)
		*record_value(payment, "customer") = *record_value(from, "customer");
	if (!status && !from)
		status = rule_load(store, &record_customer, record_integer(payment, "customer"), arena, &from);
	if (!status && !from)
		status = rule_load(store, &record_supplier, record_integer(payment, "supplier"), arena, &from);
	if (!status && from)
		status = rule_take_currency(store, payment, from);
	if (!status && record_value(payment, "kind")->type == VALUE_NULL && record_integer(payment, "supplier"))
		*record_value(payment, "kind") = value_text("payment");
	return status;
}

static enum status check_party(struct store *store, const struct record *payment)
{
	bool customer = record_integer(payment, "customer") != 0, supplier = record_integer(payment, "supplier") != 0;

	if (customer == supplier)
		return error_set(store->error, STATUS_DATA, "a payment is from a customer or to a supplier: write customer=… or supplier=…");
	if (rule_kind(payment, "receipt") && supplier)
		return error_set(store->error, STATUS_DATA, "kind: a receipt is from a customer; money to a supplier is a payment");
	if (rule_kind(payment, "payment") && customer)
		return error_set(store->error, STATUS_DATA, "kind: a payment goes to a supplier; money back to a customer is a refund");
	if (!*record_text(payment, "kind"))
		return error_set(store->error, STATUS_DATA, "kind is required: receipt, refund or payment");
	return STATUS_OK;
}

/* Without what this refund itself takes, which is part of the advance that the database tells. */
static enum status check_refund(struct store *store, const struct record *old, const struct record *payment, struct arena *arena)
{
	struct record *original;
	int64_t advance = 0, own = old && record_integer(old, "original") == record_integer(payment, "original") ? record_integer(old, "amount") : 0;
	enum status status = rule_load(store, &record_payment, record_integer(payment, "original"), arena, &original);

	if (status || !original)
		return status;
	if (!rule_kind(payment, "refund"))
		return error_set(store->error, STATUS_DATA, "original: only a refund has one; write kind=refund");
	if (rule_kind(original, "refund"))
		return error_set(store->error, STATUS_REFUSED, "original: pay%lld is a refund itself", (long long)original->id);
	if (record_integer(original, "customer") != record_integer(payment, "customer") || record_integer(original, "supplier") != record_integer(payment, "supplier"))
		return error_set(store->error, STATUS_REFUSED, "original: pay%lld belongs to somebody else", (long long)original->id);
	if (strcmp(record_text(original, "currency"), record_text(payment, "currency")) != 0)
		return error_set(store->error, STATUS_REFUSED, "currency: pay%lld is in %s; a refund of it must be too", (long long)original->id, record_text(original, "currency"));
	status = payment_advance(store, original->id, &advance);
	if (!status && record_integer(payment, "amount") > advance + own)
		status = too_much(store, "amount", record_text(payment, "currency"), record_digits(payment), record_integer(payment, "amount"),
		                  "what is left of the payment", advance + own);
	return status;
}

/* What was allocated or paid back of a payment holds it as it is. */
static enum status check_taken(struct store *store, const struct record *old, const struct record *payment)
{
	static const char *const fixed[] = { "customer", "supplier", "currency", "kind", "original" };
	int64_t allocated = 0, refunded = 0;
	enum status status = payment_allocated(store, payment->id, &allocated);

	if (!status)
		status = db_one(store->db, &refunded, "select sum(amount) from payment where original = %jd and kind = 'refund'", payment->id);
	if (status || (!allocated && !refunded))
		return status;
	for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
		if (rule_changed(old, payment, fixed[i]))
			return error_set(store->error, STATUS_REFUSED, allocated ? "%s: pay%lld already pays something; run crm-payment release first" :
			                 "%s: pay%lld was paid back, wholly or in part, by a refund", fixed[i], (long long)payment->id);
	if ((wide)allocated + refunded > record_integer(payment, "amount"))
		return too_much(store, "amount", record_text(payment, "currency"), record_digits(payment), allocated + refunded,
		                "the new amount, and is allocated or paid back already", record_integer(payment, "amount"));
	return STATUS_OK;
}

/* What it pays would be owed again without a word. In a cascade its allocations go before it. */
static enum status check_removal(struct store *store, const struct record *payment)
{
	int64_t allocated = 0;
	enum status status = payment_allocated(store, payment->id, &allocated);

	if (status || !allocated)
		return status;
	struct text amount = { 0 };
	money_format(&amount, allocated, record_digits(payment));
	error_set(store->error, STATUS_REFUSED, "pay%lld pays %s %s of what is owed; crm-payment release pay%lld first", (long long)payment->id, record_text(payment, "currency"),
	          amount.data, (long long)payment->id);
	text_free(&amount);
	return STATUS_REFUSED;
}

enum status payment_before(struct store *store, const struct record *old, struct record *payment, struct arena *arena)
{
	struct record *order;

	if (!payment)
		return check_removal(store, old);
	enum status status = rule_currency(store, old, payment);
	if (!status)
		status = check_party(store, payment);
	if (!status && record_integer(payment, "amount") > RULE_AMOUNT_LIMIT)
		status = error_set(store->error, STATUS_DATA, "amount: it is too large to be summed");
	if (!status)
		status = rule_load(store, &record_order, record_integer(payment, "order"), arena, &order);
	if (!status && order && record_integer(order, "customer") != record_integer(payment, "customer"))
		status = error_set(store->error, STATUS_REFUSED, "order: so%lld belongs to another customer", (long long)order->id);
	if (!status)
		status = check_refund(store, old, payment, arena);
	if (!status && old)
		status = check_taken(store, old, payment);
	if (!status && old && rule_changed(old, payment, "paid_on"))
		status = early_discount_keep(store, payment, arena);
	return status;
}

enum status allocation_initial(struct store *store, struct record *allocation, struct arena *arena)
{
	struct record *payment;
	int64_t number = 0, parent = record_integer(allocation, "parent");
	enum status status = rule_load(store, &record_payment, parent, arena, &payment);

	if (!status && payment)
		*record_value(allocation, "currency") = *record_value(payment, "currency");
	if (status || !payment || record_value(allocation, "number")->type != VALUE_NULL)
		return status;
	status = child_number_last(store, &record_allocation, parent, &number);
	if (number < record_integer(payment, "last_allocation"))
		number = record_integer(payment, "last_allocation");
	*record_value(allocation, "number") = value_integer(number + 1);
	return status;
}

/* What is taken back pays no discount any more. */
enum status allocation_after(struct store *store, const struct record *old, const struct record *allocation, struct arena *arena)
{
	const struct record *either = allocation ? allocation : old;
	enum status status = STATUS_OK;

	if (allocation)
		settle_defer(store, &record_payment, record_integer(allocation, "parent"));
	if (allocation && record_integer(allocation, "invoice"))
		settle_defer(store, &record_allocation, allocation->id);
	if (old && (!allocation || record_integer(allocation, "amount") < record_integer(old, "amount")))
		status = early_discount_withdraw(store, record_integer(old, "invoice"), arena);
	if (!status)
		status = due_plan_paid(store, &record_invoice, record_integer(either, "invoice"));
	return status ? status : due_plan_paid(store, &record_bill, record_integer(either, "bill"));
}

enum status allocation_settle(struct store *store, struct record *allocation, struct arena *arena)
{
	return early_discount_grant(store, allocation, arena);
}

/* Numbers of allocations are permanent: that of one that was released is not given out again. */
enum status payment_settle(struct store *store, struct record *old, struct arena *arena)
{
	int64_t last;
	enum status status = db_one(store->db, &last, "select max(number) from allocation where parent = %jd", old->id);

	if (status || last <= record_integer(old, "last_allocation"))
		return status;
	struct record *payment = record_copy(arena, old);
	*record_value(payment, "last_allocation") = value_integer(last);
	return save_set(store, old, payment, arena);
}

/* Money in pays invoices, money out bills, money back credit notes without an invoice or a bill of their own. */
static enum status check_claim(struct store *store, const struct record *payment, const struct record *claim)
{
	const struct document_kind *kind = document_kind(claim->type->record);
	const char *party = kind->party, *prefix = claim->type->record->prefix;
	bool credit = document_gives_back(claim), refund = rule_kind(payment, "refund");

	if (record_integer(claim, party) != record_integer(payment, party))
		return error_set(store->error, STATUS_REFUSED, "%s%lld belongs to another %s than pay%lld", prefix, (long long)claim->id, party, (long long)payment->id);
	if (strcmp(record_text(claim, "currency"), record_text(payment, "currency")) != 0)
		return error_set(store->error, STATUS_REFUSED, "%s%lld is in %s, pay%lld in %s; enter the payment in the currency of the claim", prefix, (long long)claim->id,
		                 record_text(claim, "currency"), (long long)payment->id, record_text(payment, "currency"));
	if (strcmp(record_text(claim, "status"), "cancelled") == 0)
		return error_set(store->error, STATUS_REFUSED, "%s%lld is cancelled: nothing is owed on it", prefix, (long long)claim->id);
	if (credit == refund)
		return STATUS_OK;
	return error_set(store->error, STATUS_REFUSED, credit ? document_sells(kind) ? "%s%lld is a credit note: a refund pays it, not a receipt" : "%s%lld is a credit note: a refund pays it, not a payment"
	                 : document_sells(kind) ? "%s%lld is a claim: a refund does not pay it" : "%s%lld is a claim on us: a refund does not pay it", prefix, (long long)claim->id);
}

static enum status check_amounts(struct store *store, const struct record *old, const struct record *allocation, const struct record *payment, const struct record *claim)
{
	int64_t advance = 0, balance = 0, amount = record_integer(allocation, "amount"), own = old ? record_integer(old, "amount") : 0;
	int digits = record_digits(allocation);
	const char *currency = record_text(allocation, "currency");

	enum status status = payment_advance(store, payment->id, &advance);
	if (!status)
		status = payment_balance(store, claim->type->record, claim->id, &balance);
	if (status)
		return status;
	if (document_gives_back(claim))
		balance = -balance;
	if (amount > advance + own)
		return too_much(store, "amount", currency, digits, amount, "what is left of the payment", advance + own);
	if (amount > balance + own)
		return too_much(store, "amount", currency, digits, amount, "the balance of the claim", balance + own);
	return STATUS_OK;
}

enum status allocation_before(struct store *store, const struct record *old, struct record *allocation, struct arena *arena)
{
	struct record *payment, *invoice, *bill;

	if (!allocation)
		return STATUS_OK;
	enum status status = rule_load(store, &record_payment, record_integer(allocation, "parent"), arena, &payment);
	if (!status)
		status = rule_load(store, &record_invoice, record_integer(allocation, "invoice"), arena, &invoice);
	if (!status)
		status = rule_load(store, &record_bill, record_integer(allocation, "bill"), arena, &bill);
	if (status || !payment)
		return status;
	if (!invoice == !bill)
		return error_set(store->error, STATUS_DATA, "an allocation pays an invoice or a bill: write invoice=… or bill=…");
	if (old && (rule_changed(old, allocation, "invoice") || rule_changed(old, allocation, "bill") || rule_changed(old, allocation, "parent")))
		return error_set(store->error, STATUS_REFUSED, "an allocation cannot be moved; release it and allocate again");
	status = check_claim(store, payment, invoice ? invoice : bill);
	return status ? status : check_amounts(store, old, allocation, payment, invoice ? invoice : bill);
}
