#include "selling/early_discount.h"

#include "base/decimal.h"
#include "base/wide.h"
#include "selling/document_convert_parts.h"
#include "selling/early_offer.h"
#include "selling/payments.h"
#include "selling/printed.h"
#include "selling/selling.h"
#include "selling/shares.h"
#include "store/check.h"
#include "store/rule.h"
#include "store/save.h"
#include <string.h>

/* The day of the last payment of an invoice: "" when it has none. */
static enum status last_paid(struct store *store, int64_t invoice, char day[DATE_SIZE])
{
	struct statement *statement;
	enum status status = db_ask(store->db, &statement, "select max(paid.paid_on) from allocation as part join payment as paid on paid.id = part.parent"
	                            " where part.invoice = %jd", invoice);

	*day = '\0';
	if (db_next(statement, &status) && db_text(statement, 0) && strlen(db_text(statement, 0)) == DATE_SIZE - 1)
		memcpy(day, db_text(statement, 0), DATE_SIZE);
	db_done(statement);
	return status;
}

static enum status find_note(struct store *store, int64_t invoice, int64_t *note)
{
	return db_one(store->db, note, "select id from invoice where original = %jd and status = 'issued' and early_discount = 1 limit 1", invoice);
}

/* What an invoice came to with tax, for each set of taxes; an opening invoice has none. */
struct taxed {
	struct value tax, rates;
};

static void add(struct taxed *sets, int64_t *grosses, size_t *count, const struct record *record, const char *const fields[2], int64_t gross)
{
	size_t i = 0;

	while (i < *count && (!value_equal(&sets[i].tax, record_value(record, fields[0])) || !value_equal(&sets[i].rates, record_value(record, fields[1]))))
		i++;
	if (i == *count) {
		sets[i] = (struct taxed){ *record_value(record, fields[0]), *record_value(record, fields[1]) };
		grosses[(*count)++] = 0;
	}
	grosses[i] += gross;
}

static enum status find_sets(struct store *store, const struct record *invoice, struct arena *arena, struct taxed **sets, int64_t **grosses, size_t *count)
{
	struct document_totals totals;
	enum status status = document_totals(store, document_kind(&record_invoice), invoice, arena, &totals);

	*count = 0;
	*sets = arena_alloc(arena, (totals.count + 2) * sizeof **sets);
	*grosses = arena_alloc(arena, (totals.count + 2) * sizeof **grosses);
	if (status)
		return status;
	for (size_t i = 0; i < totals.count; i++)
		add(*sets, *grosses, count, totals.records[i], (const char *const[]){ "tax", "tax_rates" },
		    totals.result.lines[i].discounted_net + totals.result.lines[i].tax);
	if (totals.document.shipping)
		add(*sets, *grosses, count, invoice, (const char *const[]){ "shipping_tax", "shipping_rates" }, totals.result.shipping_net + totals.result.shipping_tax);
	if (*count == 0)
		(*grosses)[(*count)++] = record_integer(invoice, "total");
	return STATUS_OK;
}

static enum status describe(struct store *store, const struct record *invoice, int64_t percent, struct arena *arena, const char **out)
{
	enum page_language language;
	struct text text = { 0 };
	enum status status = printed_language(store, record_integer(invoice, "customer"), &language);

	text_add(&text, language == PAGE_ZH ? "提前付款折扣 " : "Discount for early payment, ");
	decimal_format(&text, percent, DECIMAL_PERCENT);
	text_printf(&text, "%% %s", *record_text(invoice, "number") ? record_text(invoice, "number") : record_text(invoice, "external_id"));
	*out = text_take(&text, arena);
	return status;
}

/* Of the invoice it has whom it is for, the rate of its currency and the addresses; its sums are those of its own lines, which contain their tax. */
static enum status make_head(struct store *store, const struct record *invoice, const char *subject, struct arena *arena, struct record **head)
{
	static const char *const sums[] = { "discount", "discount_amount", "shipping", "shipping_tax", "shipping_rates", "adjustment", "payment_terms" };
	enum status status = document_head(store, invoice, &record_invoice, arena, head);

	if (status)
		return status;
	for (size_t i = 0; i < sizeof sums / sizeof *sums; i++)
		document_give(*head, sums[i], (struct value){ 0 });
	document_give(*head, "kind", value_text("credit-note"));
	document_give(*head, "original", value_integer(invoice->id));
	document_give(*head, "subject", value_text(subject));
	document_give(*head, "tax_mode", value_text("individual"));
	document_give(*head, "prices_include_tax", value_integer(1));
	document_give(*head, "early_discount", value_integer(1));
	return save_add(store, *head, arena);
}

static enum status make_line(struct store *store, int64_t note, const char *description, const struct taxed *set, int64_t amount, int digits, struct arena *arena)
{
	struct record *line = document_new(store, &record_invoice_line, arena);

	for (int i = digits; i < DECIMAL_QUANTITY; i++)
		if (!int64_from_wide((wide)amount * 10, &amount))
			return error_set(store->error, STATUS_DATA, "in%lld: its discount is too large for a price", (long long)note);
	document_give(line, "parent", value_integer(note));
	document_give(line, "description", value_text(description));
	document_give(line, "qty", value_integer(WIDE_WHOLE));
	document_give(line, "price", value_integer(amount));
	document_give(line, "tax", set->tax);
	document_give(line, "tax_rates", set->rates);
	document_give(line, "cost", value_integer(0));
	return save_add(store, line, arena);
}

static enum status credit(struct store *store, const struct record *invoice, int64_t percent, int64_t amount, struct arena *arena)
{
	struct record *head;
	struct taxed *sets;
	int64_t *grosses, sum = 0, credited = 0;
	size_t count;
	const char *description;
	enum status status = find_sets(store, invoice, arena, &sets, &grosses, &count);

	if (!status)
		status = describe(store, invoice, percent, arena, &description);
	if (!status)
		status = make_head(store, invoice, description, arena, &head);
	if (status)
		return status;
	for (size_t i = 0; i < count; i++)
		sum += grosses[i];
	if (sum <= 0 || !share_spread(grosses, count, (struct share_ratio){ amount, sum }, ROUNDING_HALF_UP, arena, grosses, &credited))
		return error_set(store->error, STATUS_REFUSED, "in%lld: its discount cannot be spread over its taxes; allocate with --no-discount", (long long)invoice->id);
	for (size_t i = 0; !status && i < count; i++)
		status = grosses[i] ? make_line(store, head->id, description, &sets[i], grosses[i], record_digits(invoice), arena) : STATUS_OK;
	return status ? status : document_change_state(store, document_kind(&record_invoice), head->id, "issued", NULL, arena);
}

enum status early_discount_grant(struct store *store, const struct record *allocation, struct arena *arena)
{
	struct early_offer offers[TERMS_EARLY_LIMIT];
	struct record *invoice;
	char day[DATE_SIZE];
	size_t count = 0, i = 0;
	int64_t balance = 0, note = 0;
	enum status status = rule_load(store, &record_invoice, record_integer(allocation, "invoice"), arena, &invoice);

	if (!status && invoice && !record_integer(allocation, "no_discount"))
		status = early_offers(store, invoice, offers, &count);
	if (status || !count)
		return status;
	status = payment_balance(store, &record_invoice, invoice->id, &balance);
	if (!status)
		status = last_paid(store, invoice->id, day);
	if (!status)
		status = find_note(store, invoice->id, &note);
	while (i < count && strcmp(day, offers[i].last) > 0)
		i++;
	if (status || note || balance <= 0 || i == count || balance > offers[i].amount)
		return status;
	return credit(store, invoice, offers[i].percent, balance, arena);
}

enum status early_discount_withdraw(struct store *store, int64_t invoice, struct arena *arena)
{
	int64_t id = 0;
	struct record *old;
	enum status status = invoice ? find_note(store, invoice, &id) : STATUS_OK;

	if (!status && id)
		status = document_load(store, &record_invoice, id, arena, &old);
	if (status || !id)
		return status;
	struct record *note = record_copy(arena, old);
	*record_value(note, "status") = value_text("cancelled");
	return save_set(store, old, note, arena);
}

/* Whether somebody who paid on that day got no more than was offered. */
static enum status is_earned(struct store *store, const struct record *note, const char *day, struct arena *arena, bool *earned)
{
	int64_t offered = 0;
	enum status status = early_offered(store, record_integer(note, "original"), day, arena, &offered);

	*earned = record_integer(note, "total") <= offered;
	return status;
}

enum status early_discount_keep(struct store *store, const struct record *payment, struct arena *arena)
{
	int64_t *ids;
	size_t count = 0;
	enum status status = db_integers(store->db, arena, &ids, &count, "select distinct note.id from allocation as part join invoice as note"
	                                 " on note.original = part.invoice and note.early_discount = 1 and note.status = 'issued' where part.parent = %jd", payment->id);

	for (size_t i = 0; !status && i < count; i++) {
		struct record *note;
		bool earned = true;
		status = document_load(store, &record_invoice, ids[i], arena, &note);
		if (!status)
			status = is_earned(store, note, record_text(payment, "paid_on"), arena, &earned);
		if (!status && !earned)
			status = error_set(store->error, STATUS_REFUSED, "paid_on: in%lld gives a discount for early payment, which pay%lld would not earn on that day;"
			                   " crm-payment release pay%lld first", (long long)ids[i], (long long)payment->id, (long long)payment->id);
	}
	return status;
}

enum status early_discount_check(struct store *store, const struct record *note, struct arena *arena, struct text *findings)
{
	char day[DATE_SIZE];
	bool earned = true;

	if (!record_integer(note, "early_discount") || strcmp(record_text(note, "status"), "issued") != 0)
		return STATUS_OK;
	enum status status = last_paid(store, record_integer(note, "original"), day);
	if (!status)
		status = is_earned(store, note, day, arena, &earned);
	if (!status && (!*day || !earned))
		finding_add(findings, "early_discount", "in%lld was not paid early enough for this discount", (long long)record_integer(note, "original"));
	return status;
}
