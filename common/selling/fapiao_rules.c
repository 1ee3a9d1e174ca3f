/* The rules of tax invoices: they follow the invoices that they cover. Each is asked when a fapiao is written, and by crm-db check, which collects what is wrong. */
#include "selling/active_dependents.h"
#include "selling/selling.h"
#include "store/rule.h"

#include "base/wide.h"
#include "store/check.h"
#include <stdarg.h>
#include <string.h>

/* A finding, where they are collected; else a refusal with this status. */
static enum status wrong(struct store *store, struct text *findings, enum status status, const char *field, const char *format, ...)
	__attribute__((format(printf, 5, 6)));
static enum status wrong(struct store *store, struct text *findings, enum status status, const char *field, const char *format, ...)
{
	struct text sentence = { 0 };
	va_list arguments;

	va_start(arguments, format);
	text_vprintf(&sentence, format, arguments);
	va_end(arguments);
	if (findings)
		finding_add(findings, field, "%s", sentence.data);
	else
		error_set(store->error, status, "%s: %s", field, sentence.data);
	text_free(&sentence);
	return findings ? STATUS_OK : status;
}

static bool is_unsaid(const struct record *fapiao)
{
	return record_value(fapiao, "net")->type == VALUE_NULL && record_value(fapiao, "tax")->type == VALUE_NULL;
}

static enum status put_amounts(struct store *store, struct record *fapiao, wide net, wide tax)
{
	int64_t amounts[2];

	if (!int64_from_wide(net, &amounts[0]) || !int64_from_wide(tax, &amounts[1]))
		return error_set(store->error, STATUS_DATA, "net: the invoices are too large to be summed");
	*record_value(fapiao, "net") = value_integer(amounts[0]);
	*record_value(fapiao, "tax") = value_integer(amounts[1]);
	return STATUS_OK;
}

/* What is left of a fapiao, after the red ones besides this. */
static enum status left_of(struct store *store, const struct record *original, int64_t besides, wide *net, wide *tax)
{
	struct statement *statement;
	enum status status = db_ask(store->db, &statement, "select coalesce(sum(net), 0), coalesce(sum(tax), 0) from fapiao where original = %jd and id <> %jd", original->id, besides);

	*net = record_integer(original, "net");
	*tax = record_integer(original, "tax");
	if (db_next(statement, &status)) {
		*net += db_integer(statement, 0);
		*tax += db_integer(statement, 1);
	}
	db_done(statement);
	return status;
}

static enum status names_credit_notes(struct store *store, const struct record *fapiao, struct arena *arena, bool *out)
{
	const char *rest = record_text(fapiao, "invoices");
	enum status status = STATUS_OK;
	int64_t id;
	char role[40];

	*out = false;
	while (!status && !*out && row_next_link(&rest, &id, role)) {
		struct record *invoice;
		status = rule_load(store, &record_invoice, id, arena, &invoice);
		*out = !status && invoice && rule_kind(invoice, "credit-note");
	}
	return status;
}

/* A red one takes back what is left of what it corrects, unless it says what, or names the credit notes that it is for. */
static enum status take_original(struct store *store, struct record *fapiao, struct arena *arena)
{
	static const char *const taken[] = { "kind", "customer", "invoices" };
	struct record *original;
	bool credits = false;
	wide net, tax;
	enum status status = rule_load(store, &record_fapiao, record_integer(fapiao, "original"), arena, &original);

	if (status || !original)
		return status;
	status = names_credit_notes(store, fapiao, arena, &credits);
	for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
		if (record_value(fapiao, taken[i])->type == VALUE_NULL)
			*record_value(fapiao, taken[i]) = *record_value(original, taken[i]);
	if (!status)
		status = rule_take_currency(store, fapiao, original);
	if (status || credits || !is_unsaid(fapiao))
		return status;
	status = left_of(store, original, 0, &net, &tax);
	return status ? status : put_amounts(store, fapiao, -net, -tax);
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

/* What an invoice claims, less what credit notes took back; what a credit note takes back is below zero. */
static enum status add_claim(struct store *store, const struct record *invoice, wide *net, wide *tax)
{
	int sign = rule_kind(invoice, "credit-note") ? -1 : 1;
	struct statement *statement;
	enum status status = db_ask(store->db, &statement, "select coalesce(sum(total), 0), coalesce(sum(tax_total), 0) from invoice where original = %jd"
	                            " and kind = 'credit-note' and status = 'issued'", invoice->id);

	*net += sign * ((wide)record_integer(invoice, "total") - record_integer(invoice, "tax_total"));
	*tax += sign * (wide)record_integer(invoice, "tax_total");
	if (db_next(statement, &status)) {
		*net -= (wide)db_integer(statement, 0) - db_integer(statement, 1);
		*tax -= db_integer(statement, 1);
	}
	db_done(statement);
	return status;
}

/* The first invoice says for whom and in which currency; all together say how much, unless the fapiao does. */
static enum status take_invoices(struct store *store, struct record *fapiao, struct arena *arena)
{
	const char *rest = record_text(fapiao, "invoices");
	bool unsaid = *rest && is_unsaid(fapiao), red = record_integer(fapiao, "original") != 0;
	wide net = 0, tax = 0;
	int64_t id;
	char role[40];
	enum status status = STATUS_OK;

	while (!status && row_next_link(&rest, &id, role)) {
		struct record *invoice;
		status = rule_load(store, &record_invoice, id, arena, &invoice);
		if (status || !invoice)
			continue; /* that it is there is said by the table */
		if (record_value(fapiao, "customer")->type == VALUE_NULL)
			*record_value(fapiao, "customer") = *record_value(invoice, "customer");
		status = rule_take_currency(store, fapiao, invoice);
		if (!status && unsaid && (!red || rule_kind(invoice, "credit-note")))
			status = add_claim(store, invoice, &net, &tax);
		if (!status && unsaid && !red)
			status = refuse_second(store, id);
	}
	return status || !unsaid ? status : put_amounts(store, fapiao, net, tax);
}

/* Whether the buyer has a tax number, or one of the invoices has the one that he had. */
static enum status has_tax_number(struct store *store, const struct record *fapiao, struct arena *arena, bool *out)
{
	const char *rest = record_text(fapiao, "invoices");
	struct record *record;
	int64_t id;
	char role[40];
	enum status status = rule_load(store, &record_customer, record_integer(fapiao, "customer"), arena, &record);

	*out = !status && record && *record_text(record, "tax_number");
	while (!status && !*out && row_next_link(&rest, &id, role)) {
		status = rule_load(store, &record_invoice, id, arena, &record);
		*out = !status && record && *record_text(record, "tax_number");
	}
	return status;
}

/* Only who has a tax number deducts the tax, and is given a special one. */
enum status fapiao_initial(struct store *store, struct record *fapiao, struct arena *arena)
{
	bool special = true;
	enum status status = take_original(store, fapiao, arena);

	if (!status)
		status = take_invoices(store, fapiao, arena);
	if (!status && rule_open(fapiao, "kind"))
		status = has_tax_number(store, fapiao, arena, &special);
	if (!special)
		*record_value(fapiao, "kind") = value_text("ordinary");
	return status;
}

static enum status check_buyer(struct store *store, const struct record *fapiao, struct arena *arena, struct text *findings)
{
	bool special = rule_kind(fapiao, "special") || rule_kind(fapiao, "electronic-special"), has = true;
	long long customer = record_integer(fapiao, "customer");

	if (!customer)
		return wrong(store, findings, STATUS_DATA, "customer", "a fapiao is made out to somebody; write customer=… or invoices=…");
	enum status status = special && !record_integer(fapiao, "original") ? has_tax_number(store, fapiao, arena, &has) : STATUS_OK;
	return status || has ? status : wrong(store, findings, STATUS_REFUSED, "kind", "a special fapiao is for a buyer with a tax number, and c%lld has none;"
	                                      " crm-customer set c%lld tax_number=…, or kind=ordinary", customer, customer);
}

static enum status check_invoices(struct store *store, const struct record *fapiao, struct arena *arena, struct text *findings)
{
	const char *rest = record_text(fapiao, "invoices"), *currency = record_text(fapiao, "currency");
	int64_t id;
	char role[40];
	enum status status = STATUS_OK;

	while (!status && row_next_link(&rest, &id, role)) {
		struct record *invoice;
		status = rule_load(store, &record_invoice, id, arena, &invoice);
		if (status || !invoice)
			continue;
		/* crm-db check asks party_check for the customer, and active_dependents_find for the state. */
		if (!findings && record_integer(invoice, "customer") != record_integer(fapiao, "customer"))
			status = error_set(store->error, STATUS_REFUSED, "invoices: in%lld is of another customer; each customer gets a fapiao of its own", (long long)id);
		else if (!findings && strcmp(record_text(invoice, "status"), "cancelled") == 0)
			status = error_set(store->error, STATUS_REFUSED, "invoices: in%lld is cancelled: there is nothing to cover", (long long)id);
		else if (strcmp(record_text(invoice, "currency"), currency) != 0)
			status = wrong(store, findings, STATUS_REFUSED, "invoices", "in%lld is in %s, the fapiao in %s", (long long)id, record_text(invoice, "currency"), currency);
	}
	return status;
}

static bool all_digits(const char *text)
{
	return text[strspn(text, "0123456789")] == '\0';
}

/* Fully digital ones have 20 digits and no code; those on forms 8 digits and a code of 10 or 12. */
static enum status check_number(struct store *store, const struct record *fapiao, struct text *findings)
{
	const char *number = record_text(fapiao, "number"), *code = record_text(fapiao, "code");
	size_t digits = strlen(number), form = strlen(code);

	if (rule_kind(fapiao, "other"))
		return STATUS_OK;
	if (!all_digits(number) || (digits != 20 && digits != 8))
		return wrong(store, findings, STATUS_DATA, "number", "%s has %zu characters; a fapiao has 20 digits, or 8 and a code of 10 or 12; kind=other takes any", number, digits);
	if (digits == 20)
		return form ? wrong(store, findings, STATUS_DATA, "code", "a fapiao with a number of 20 digits has no code") : STATUS_OK;
	if (!all_digits(code) || (form != 10 && form != 12))
		return wrong(store, findings, STATUS_DATA, "code", "it has 10 or 12 digits, beside a number of 8; kind=other takes any");
	return STATUS_OK;
}

static enum status check_sign(struct store *store, const struct record *fapiao, struct text *findings)
{
	int64_t net = record_integer(fapiao, "net"), tax = record_integer(fapiao, "tax");

	if ((net < 0 && tax > 0) || (net > 0 && tax < 0))
		return wrong(store, findings, STATUS_DATA, "tax", "net and tax are both negative, on a red fapiao, or neither is");
	if ((net < 0 || tax < 0) && !record_integer(fapiao, "original"))
		return wrong(store, findings, STATUS_DATA, "net", "a red fapiao names the one it corrects: original=…");
	return STATUS_OK;
}

/* All that corrects a fapiao together takes back no more than it says. */
static enum status check_original(struct store *store, const struct record *fapiao, struct arena *arena, struct text *findings)
{
	struct record *original;
	wide net, tax;
	enum status status = rule_load(store, &record_fapiao, record_integer(fapiao, "original"), arena, &original);

	if (status || !original)
		return status;
	if (record_integer(fapiao, "net") > 0 || record_integer(fapiao, "tax") > 0)
		return wrong(store, findings, STATUS_DATA, "original", "only a red fapiao has one; its net and tax are negative");
	if (original->id == fapiao->id || record_integer(original, "original"))
		return wrong(store, findings, STATUS_REFUSED, "original", "fp%lld is red itself", (long long)original->id);
	if (!findings && record_integer(original, "customer") != record_integer(fapiao, "customer"))
		return error_set(store->error, STATUS_REFUSED, "original: fp%lld is of another customer", (long long)original->id);
	if (strcmp(record_text(original, "currency"), record_text(fapiao, "currency")) != 0)
		return wrong(store, findings, STATUS_REFUSED, "original", "fp%lld is in %s", (long long)original->id, record_text(original, "currency"));
	status = left_of(store, original, fapiao->id, &net, &tax);
	if (!status && (net + record_integer(fapiao, "net") < 0 || tax + record_integer(fapiao, "tax") < 0))
		status = wrong(store, findings, STATUS_REFUSED, "net", "it takes back more than what is left of fp%lld", (long long)original->id);
	return status;
}

/* What the tax office has of a fapiao that was corrected stays. */
static enum status check_frozen(struct store *store, const struct record *old, const struct record *fapiao)
{
	static const char *const frozen[] = { "number", "code", "kind", "customer", "invoices", "issued_on", "net", "tax", "currency", "original" };
	int64_t red = 0;
	enum status status = db_one(store->db, &red, "select id from fapiao where original = %jd order by id limit 1", old->id);

	for (size_t i = 0; !status && red && i < sizeof frozen / sizeof *frozen; i++)
		if (rule_changed(old, fapiao, frozen[i]) && record_value(old, frozen[i])->type != VALUE_NULL)
			status = error_set(store->error, STATUS_REFUSED, "%s: fp%lld is corrected by fp%lld, so it cannot be changed", frozen[i], (long long)old->id, (long long)red);
	return status;
}

enum status fapiao_before(struct store *store, const struct record *old, struct record *fapiao, struct arena *arena)
{
	if (!fapiao)
		return STATUS_OK;
	bool amounts = rule_changed(old, fapiao, "net") || rule_changed(old, fapiao, "tax") || rule_changed(old, fapiao, "original");
	bool parties = !old || rule_changed(old, fapiao, "customer") || rule_changed(old, fapiao, "currency"), kind = rule_changed(old, fapiao, "kind");
	bool covers = parties || rule_changed(old, fapiao, "invoices");
	enum status status = old ? check_frozen(store, old, fapiao) : STATUS_OK;

	if (!status)
		status = rule_currency(store, old, fapiao);
	if (!status && (kind || rule_changed(old, fapiao, "number") || rule_changed(old, fapiao, "code")))
		status = check_number(store, fapiao, NULL);
	if (!status && covers)
		status = check_invoices(store, fapiao, arena, NULL);
	if (!status && (kind || covers))
		status = check_buyer(store, fapiao, arena, NULL);
	if (!status && amounts)
		status = check_sign(store, fapiao, NULL);
	if (!status && (amounts || parties))
		status = check_original(store, fapiao, arena, NULL);
	return status;
}

enum status fapiao_after(struct store *store, const struct record *old, const struct record *fapiao, struct arena *arena)
{
	static const char *const read[] = { "net", "tax", "invoices", "original", NULL };
	const struct record *known = fapiao ? fapiao : old;
	int64_t original = record_integer(known, "original"), before = old ? record_integer(old, "original") : 0;
	enum status status = active_dependents_after(store, old, fapiao, arena);

	if (status || (fapiao && old && !rule_concerns(old, fapiao, read)))
		return status;
	/* A red one that goes, or is of another one now, gives back what it took. */
	if (before)
		status = fapiao_cover(store, before, false, NULL);
	return status || original || !fapiao ? status : fapiao_cover(store, known->id, true, NULL);
}

enum status fapiao_check(struct store *store, const struct record *fapiao, struct arena *arena, struct text *findings)
{
	enum status status = active_dependents_find(store, fapiao, arena, findings);

	if (!status)
		status = check_number(store, fapiao, findings);
	if (!status)
		status = check_invoices(store, fapiao, arena, findings);
	if (!status)
		status = check_buyer(store, fapiao, arena, findings);
	if (!status)
		status = check_sign(store, fapiao, findings);
	if (!status)
		status = check_original(store, fapiao, arena, findings);
	return status || record_integer(fapiao, "original") ? status : fapiao_cover(store, fapiao->id, false, findings);
}

/* A special fapiao needs the tax number that its buyer would lose. */
enum status fapiao_buyer_before(struct store *store, const struct record *old, struct record *customer, struct arena *arena)
{
	int64_t special = 0;

	(void)arena;
	if (!old || !customer || !*record_text(old, "tax_number") || *record_text(customer, "tax_number"))
		return STATUS_OK;
	enum status status = db_one(store->db, &special, "select slip.id from fapiao as slip where slip.customer = %jd and slip.kind in ('special', 'electronic-special')"
	                            " and slip.original is null and not exists (select 1 from fapiao_invoices as link join invoice as claim on claim.id = link.invoice"
	                            " where link.fapiao = slip.id and claim.tax_number is not null) order by slip.id limit 1", old->id);
	if (!status && special)
		status = error_set(store->error, STATUS_REFUSED, "tax_number: the special fapiao fp%lld is made out to c%lld", (long long)special, (long long)old->id);
	return status;
}
