/* What is particular of bills: when they are due, and that none is entered twice. */
#include "selling/document_kinds.h"

#include "selling/line_links.h"
#include "store/check.h"
#include "store/rule.h"

/* A bill has no states in which it would be issued: its day is known when it is made. */
static enum status take_due(struct store *store, struct record *bill, struct arena *arena)
{
	if (!*record_text(bill, "payment_terms"))
		return STATUS_OK;
	return due_plan_take(store, bill, document_day(store, document_kind(&record_bill), bill, arena), arena);
}

enum status bill_initial(struct store *store, struct record *bill, struct arena *arena)
{
	enum status status = document_take_party(store, bill, arena);

	return status || !rule_open(bill, "due_on") ? status : take_due(store, bill, arena);
}

enum status bill_before(struct store *store, const struct record *old, struct record *bill, struct arena *arena)
{
	enum status status = line_links_keep(store, old, bill, (const char *const[]){ "purchase", NULL });

	if (status || !old || !bill || !rule_changed(old, bill, "payment_terms") || rule_changed(old, bill, "due_on"))
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
enum status bill_numbers_merge(struct store *store, struct record *keep, struct record *drop, bool prefer_drop)
{
	int64_t twice = 0;
	enum status status = db_one(store->db, &twice, "select min(other.id) from bill as one join bill as other on " NUMBER_KEY("one.supplier_number") " = "
	                            NUMBER_KEY("other.supplier_number") " where one.supplier = %jd and other.supplier = %jd and one.status <> 'cancelled'"
	                            " and other.status <> 'cancelled'", keep->id, drop->id);

	(void)prefer_drop;
	if (status || !twice)
		return status;
	return error_set(store->error, STATUS_REFUSED, "su%lld has a bill with the number of bl%lld, which is of su%lld; if it was entered twice, crm-bill cancel bl%lld",
	                 (long long)keep->id, (long long)twice, (long long)drop->id, (long long)twice);
}
