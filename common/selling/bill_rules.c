/* What is particular of bills: when they are due, what a supplier's credit note corrects, and that none is entered twice. */
#include "selling/document_kinds.h"

#include "base/money.h"
#include "selling/line_links.h"
#include "store/check.h"
#include "store/rule.h"
#include <string.h>

/* A bill has no states in which it would be issued: its day is known when it is made. Of a credit note no part waits for anything. */
static enum status take_due(struct store *store, struct record *bill, struct arena *arena)
{
	const char *day = document_day(store, document_kind(&record_bill), bill, arena);

	if (rule_kind(bill, "credit-note"))
		*record_value(bill, "due_on") = value_text(day);
	else if (*record_text(bill, "payment_terms"))
		return due_plan_take(store, bill, day, arena);
	return STATUS_OK;
}

/* What a credit note corrects says whose it is, and how prices are written in it. */
static enum status take_original(struct store *store, struct record *note, struct arena *arena)
{
	static const char *const fields[] = { "supplier", "purchase", "currency", "prices_include_tax", "tax_mode" };
	struct record *original;
	enum status status = rule_load(store, &record_bill, record_integer(note, "original"), arena, &original);

	for (size_t i = 0; !status && original && i < sizeof fields / sizeof *fields; i++)
		if (rule_open(note, fields[i]))
			*record_value(note, fields[i]) = *record_value(original, fields[i]);
	return status;
}

enum status bill_initial(struct store *store, struct record *bill, struct arena *arena)
{
	enum status status = take_original(store, bill, arena);

	if (!status)
		status = document_take_party(store, bill, arena);
	return status || !rule_open(bill, "due_on") ? status : take_due(store, bill, arena);
}

/* What was paid, or credited, of a bill says which kind it is. */
static enum status check_kind(struct store *store, const struct record *old, const struct record *bill)
{
	static const char *const fields[] = { "kind", "original" };
	bool note = rule_kind(bill, "credit-note");
	int64_t taken = 0;
	enum status status = STATUS_OK;

	if (record_integer(bill, "original") && !note)
		return error_set(store->error, STATUS_DATA, "original: only a credit note corrects a bill: kind=credit-note");
	if (record_integer(bill, "rebill") && !note)
		return error_set(store->error, STATUS_DATA, "rebill: only a credit note says whether what it takes back is billed again");
	for (size_t i = 0; !status && old && i < sizeof fields / sizeof *fields; i++) {
		if (!rule_changed(old, bill, fields[i]))
			continue;
		status = db_one(store->db, &taken, "select (select count(*) from allocation where bill = %jd) + (select count(*) from bill where original = %jd and status <> 'cancelled')",
		                bill->id, bill->id);
		if (!status && taken)
			status = error_set(store->error, STATUS_REFUSED, "%s: bl%lld is paid or credited, so it cannot be changed; release that first, or cancel the credit note", fields[i],
			                   (long long)bill->id);
	}
	return status;
}

static enum status too_much(struct store *store, const struct record *note, int64_t amount, const struct record *original, int64_t left)
{
	struct text wanted = { 0 }, open = { 0 };

	money_format(&wanted, amount, record_digits(note));
	money_format(&open, left > 0 ? left : 0, record_digits(note));
	error_set(store->error, STATUS_REFUSED, "bl%lld credits %s, more than the %s that is left of bl%lld; lower its quantities or prices", (long long)note->id, wanted.data,
	          open.data, (long long)original->id);
	text_free(&wanted);
	text_free(&open);
	return STATUS_REFUSED;
}

/* The bill that a credit note corrects is of the same supplier, which party_links.c says, and currency, is none itself, and claims no less than all its credit
 * notes take back. */
static enum status check_original(struct store *store, const struct record *note, struct arena *arena)
{
	struct record *original;
	int64_t others = 0, amount = record_integer(note, "total");
	enum status status = rule_load(store, &record_bill, record_integer(note, "original"), arena, &original);

	if (status || !original || document_is_withdrawn(note))
		return status;
	if (document_is_withdrawn(original) || rule_kind(original, "credit-note"))
		return error_set(store->error, STATUS_REFUSED, "original: bl%lld is %s, so there is nothing to credit", (long long)original->id,
		                 document_is_withdrawn(original) ? "cancelled" : "a credit note itself");
	if (strcmp(record_text(original, "currency"), record_text(note, "currency")) != 0)
		return error_set(store->error, STATUS_REFUSED, "currency: bl%lld, which it corrects, is in %s", (long long)original->id, record_text(original, "currency"));
	status = db_one(store->db, &others, "select sum(total) from bill where original = %jd and id <> %jd and kind = 'credit-note' and status <> 'cancelled'", original->id, note->id);
	int64_t left = record_integer(original, "total") - others;
	return status || amount <= left ? status : too_much(store, note, amount, original, left);
}

/* What was paid of a bill, and what credit notes took back of it, is still in it. */
static enum status check_taken(struct store *store, const struct record *bill)
{
	int64_t credited = 0, paid = 0, total = record_integer(bill, "total");
	enum status status = claim_credited(store, bill, &credited);

	if (!status)
		status = db_one(store->db, &paid, "select sum(amount) from allocation where bill = %jd", bill->id);
	if (status || (credited <= total && paid <= total))
		return status;
	struct text taken = { 0 };
	money_format(&taken, credited > total ? credited : paid, record_digits(bill));
	error_set(store->error, STATUS_REFUSED, credited > total ? "total: %s of bl%lld is credited, more than would be left; cancel the credit note first" :
	          "total: %s of bl%lld is paid, more than would be left; release that first", taken.data, (long long)bill->id);
	text_free(&taken);
	return STATUS_REFUSED;
}

enum status bill_before(struct store *store, const struct record *old, struct record *bill, struct arena *arena)
{
	if (!bill)
		return STATUS_OK;
	enum status status = line_links_keep(store, old, bill, (const char *const[]){ "purchase", "original", "kind", NULL });
	if (!status)
		status = check_kind(store, old, bill);
	if (!status && rule_concerns(old, bill, (const char *const[]){ "kind", "original", "currency", "total", "status", NULL }))
		status = rule_kind(bill, "credit-note") ? check_original(store, bill, arena) : check_taken(store, bill);
	if (!status && old && rule_changed(old, bill, "rebill")) {
		status = record_integer(bill, "rebill") ? STATUS_OK : line_links_gone(store, bill, arena);
		status = status ? status : line_links_turn(store, bill, arena);
	}
	if (status || !old || !rule_changed(old, bill, "payment_terms") || rule_changed(old, bill, "due_on"))
		return status;
	*record_value(bill, "due_on") = (struct value){ 0 };
	return take_due(store, bill, arena);
}

/* Numbers are the same however they are written: by case, width and blanks. */
#define NUMBER_KEY(number) "replace(fold(" number "), ' ', '')"

/* Another bill in force of the same supplier with the same number; *other is 0 when there is none. */
static enum status find_same_number(struct store *store, const struct record *bill, int64_t *other)
{
	*other = 0;
	if (document_is_withdrawn(bill) || !*record_text(bill, "supplier_number"))
		return STATUS_OK;
	return db_one(store->db, other, "select min(id) from bill where supplier = %jd and id <> %jd and status <> 'cancelled'"
	              " and " NUMBER_KEY("supplier_number") " = " NUMBER_KEY("%s"), record_integer(bill, "supplier"), bill->id, record_text(bill, "supplier_number"));
}

enum status bill_number_before(struct store *store, const struct record *old, struct record *bill, struct arena *arena)
{
	int64_t other = 0;
	enum status status = STATUS_OK;

	(void)arena;
	if (bill && rule_concerns(old, bill, (const char *const[]){ "supplier", "supplier_number", "status", NULL }))
		status = find_same_number(store, bill, &other);
	if (status || !other)
		return status;
	return error_set(store->error, STATUS_REFUSED, "supplier_number: bl%lld of su%lld has the number %s already; if that was entered by mistake, crm-bill cancel bl%lld", (long long)other,
	                 (long long)record_integer(bill, "supplier"), record_text(bill, "supplier_number"), (long long)other);
}

enum status bill_number_check(struct store *store, const struct record *bill, struct arena *arena, struct text *findings)
{
	int64_t other = 0;
	enum status status = find_same_number(store, bill, &other);

	(void)arena;
	if (!status && other)
		finding_add(findings, "supplier_number", "bl%lld of the same supplier has the number %s too", (long long)other, record_text(bill, "supplier_number"));
	return status;
}

/* Before two suppliers become one: neither has billed what the other has. */
enum status bill_numbers_merge(struct store *store, struct record *keep, struct record *drop, bool prefer_drop, struct arena *arena)
{
	int64_t twice = 0;
	enum status status = db_one(store->db, &twice, "select min(other.id) from bill as one join bill as other on " NUMBER_KEY("one.supplier_number") " = "
	                            NUMBER_KEY("other.supplier_number") " where one.supplier = %jd and other.supplier = %jd and one.status <> 'cancelled'"
	                            " and other.status <> 'cancelled'", keep->id, drop->id);

	(void)prefer_drop;
	(void)arena;
	if (status || !twice)
		return status;
	return error_set(store->error, STATUS_REFUSED, "su%lld has a bill with the number of bl%lld, which is of su%lld; if it was entered twice, crm-bill cancel bl%lld",
	                 (long long)keep->id, (long long)twice, (long long)drop->id, (long long)twice);
}
