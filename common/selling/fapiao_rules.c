/* The rules of tax invoices: they follow the invoices that they cover. */
#include "selling/selling.h"
#include "store/rule.h"

#include "base/wide.h"
#include <string.h>

/* A red one takes back what it corrects, unless it says what. */
static enum status take_original(struct store *store, struct record *fapiao, struct arena *arena)
{
	static const char *const taken[] = { "kind", "customer", "invoices" };
	struct record *original;
	enum status status = rule_load(store, &record_fapiao, record_integer(fapiao, "original"), arena, &original);

	if (status || !original)
		return status;
	for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
		if (record_value(fapiao, taken[i])->type == VALUE_NULL)
			*record_value(fapiao, taken[i]) = *record_value(original, taken[i]);
	status = rule_take_currency(store, fapiao, original);
	if (!status && record_value(fapiao, "net")->type == VALUE_NULL && record_value(fapiao, "tax")->type == VALUE_NULL) {
		*record_value(fapiao, "net") = value_integer(-record_integer(original, "net"));
		*record_value(fapiao, "tax") = value_integer(-record_integer(original, "tax"));
	}
	return status;
}

/* Which part of an invoice a second fapiao covers, only the fapiao itself says. */
static enum status refuse_second(struct store *store, int64_t invoice)
{
	int64_t other = 0;
	enum status status = db_one(store->db, &other, "select fapiao from fapiao_invoices where invoice = %jd order by fapiao limit 1", invoice);

	if (!status && other)
		status = error_set(store->error, STATUS_DATA, "net: in%lld already has the fapiao fp%lld; write net=… and tax=… for this one", (long long)invoice,
		                   (long long)other);
	return status;
}

/* The first invoice says for whom and in which currency; all together say how much, unless the fapiao does. */
static enum status take_invoices(struct store *store, struct record *fapiao, struct arena *arena)
{
	const char *rest = record_text(fapiao, "invoices");
	bool unsaid = *rest && record_value(fapiao, "net")->type == VALUE_NULL && record_value(fapiao, "tax")->type == VALUE_NULL;
	wide net = 0, tax = 0;
	int64_t id, sum;
	char role[40];
	enum status status = STATUS_OK;

	while (!status && row_next_link(&rest, &id, role)) {
		struct record *invoice;
		status = rule_load(store, &record_invoice, id, arena, &invoice);
		if (status || !invoice)
			continue; /* that it is there is said by the table */
		int sign = rule_kind(invoice, "credit-note") ? -1 : 1;
		if (record_value(fapiao, "customer")->type == VALUE_NULL)
			*record_value(fapiao, "customer") = *record_value(invoice, "customer");
		status = rule_take_currency(store, fapiao, invoice);
		net += sign * ((wide)record_integer(invoice, "total") - record_integer(invoice, "tax_total"));
		tax += sign * (wide)record_integer(invoice, "tax_total");
		if (!status && unsaid)
			status = refuse_second(store, id);
	}
	if (!status && unsaid && int64_from_wide(net, &sum)) {
		*record_value(fapiao, "net") = value_integer(sum);
		if (int64_from_wide(tax, &sum))
			*record_value(fapiao, "tax") = value_integer(sum);
	}
	return status;
}

enum status fapiao_initial(struct store *store, struct record *fapiao, struct arena *arena)
{
	enum status status = take_original(store, fapiao, arena);

	return status ? status : take_invoices(store, fapiao, arena);
}

static enum status check_invoices(struct store *store, const struct record *fapiao, struct arena *arena)
{
	const char *rest = record_text(fapiao, "invoices");
	int64_t id;
	char role[40];
	enum status status = STATUS_OK;

	while (!status && row_next_link(&rest, &id, role)) {
		struct record *invoice;
		status = rule_load(store, &record_invoice, id, arena, &invoice);
		if (status || !invoice)
			continue;
		if (record_integer(invoice, "customer") != record_integer(fapiao, "customer"))
			status = error_set(store->error, STATUS_REFUSED, "invoices: in%lld is of another customer; each customer gets a fapiao of its own", (long long)id);
		else if (strcmp(record_text(invoice, "currency"), record_text(fapiao, "currency")) != 0)
			status = error_set(store->error, STATUS_REFUSED, "invoices: in%lld is in %s, the fapiao in %s", (long long)id, record_text(invoice, "currency"),
			                   record_text(fapiao, "currency"));
		else if (strcmp(record_text(invoice, "status"), "cancelled") == 0)
			status = error_set(store->error, STATUS_REFUSED, "invoices: in%lld is cancelled: there is nothing to cover", (long long)id);
	}
	return status;
}

static bool all_digits(const char *text)
{
	return text[strspn(text, "0123456789")] == '\0';
}

/* Fully digital ones have 20 digits and no code; those on forms 8 digits and a code of 10 or 12. */
static enum status check_number(struct store *store, const struct record *fapiao)
{
	const char *number = record_text(fapiao, "number"), *code = record_text(fapiao, "code");
	size_t digits = strlen(number), form = strlen(code);

	if (rule_kind(fapiao, "other"))
		return STATUS_OK;
	if (!all_digits(number) || (digits != 20 && digits != 8))
		return error_set(store->error, STATUS_DATA, "number: %s has %zu characters; a fapiao has 20 digits, or 8 and a code of 10 or 12;"
		                 " kind=other takes any", number, digits);
	if (form && (digits == 20 || !all_digits(code) || (form != 10 && form != 12)))
		return error_set(store->error, STATUS_DATA, digits == 20 ? "code: a fapiao with a number of 20 digits has no code" :
		                 "code: it has 10 or 12 digits; kind=other takes any");
	return STATUS_OK;
}

static enum status check_sign(struct store *store, const struct record *fapiao)
{
	int64_t net = record_integer(fapiao, "net"), tax = record_integer(fapiao, "tax");

	if ((net < 0 && tax > 0) || (net > 0 && tax < 0))
		return error_set(store->error, STATUS_DATA, "tax: net and tax are both negative, on a red fapiao, or neither is");
	if ((net < 0 || tax < 0) && !record_integer(fapiao, "original"))
		return error_set(store->error, STATUS_DATA, "net: a red fapiao names the one it corrects: original=…");
	return STATUS_OK;
}

/* All that corrects a fapiao together takes back no more than it says. */
static enum status check_original(struct store *store, const struct record *fapiao, struct arena *arena)
{
	struct record *original;
	int64_t others = 0;
	enum status status = rule_load(store, &record_fapiao, record_integer(fapiao, "original"), arena, &original);

	if (status || !original)
		return status;
	if (record_integer(fapiao, "net") > 0 || record_integer(fapiao, "tax") > 0)
		return error_set(store->error, STATUS_DATA, "original: only a red fapiao has one; its net and tax are negative");
	if (original->id == fapiao->id || record_integer(original, "original"))
		return error_set(store->error, STATUS_REFUSED, "original: fp%lld is red itself", (long long)original->id);
	if (record_integer(original, "customer") != record_integer(fapiao, "customer"))
		return error_set(store->error, STATUS_REFUSED, "original: fp%lld is of another customer", (long long)original->id);
	if (strcmp(record_text(original, "currency"), record_text(fapiao, "currency")) != 0)
		return error_set(store->error, STATUS_REFUSED, "original: fp%lld is in %s", (long long)original->id, record_text(original, "currency"));
	status = db_one(store->db, &others, "select sum(coalesce(net, 0) + coalesce(tax, 0)) from fapiao where original = %jd and id <> %jd", original->id,
	                fapiao->id);
	wide left = (wide)record_integer(original, "net") + record_integer(original, "tax") + others;
	if (!status && left + record_integer(fapiao, "net") + record_integer(fapiao, "tax") < 0)
		status = error_set(store->error, STATUS_REFUSED, "net: it takes back more than what is left of fp%lld", (long long)original->id);
	return status;
}

enum status fapiao_before(struct store *store, const struct record *old, struct record *fapiao, struct arena *arena)
{
	if (!fapiao)
		return STATUS_OK;
	bool amounts = rule_changed(old, fapiao, "net") || rule_changed(old, fapiao, "tax") || rule_changed(old, fapiao, "original");
	bool parties = rule_changed(old, fapiao, "customer") || rule_changed(old, fapiao, "currency");
	enum status status = rule_currency(store, old, fapiao);
	if (!status && (rule_changed(old, fapiao, "number") || rule_changed(old, fapiao, "code") || rule_changed(old, fapiao, "kind")))
		status = check_number(store, fapiao);
	if (!status && (parties || rule_changed(old, fapiao, "invoices")))
		status = check_invoices(store, fapiao, arena);
	if (!status && amounts)
		status = check_sign(store, fapiao);
	if (!status && (amounts || parties))
		status = check_original(store, fapiao, arena);
	return status;
}
