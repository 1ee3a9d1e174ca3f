/* Whether the due plan of a claim is as it should be: for crm-db check. */
#include "selling/due_plan.h"

#include "base/money.h"
#include "selling/documents.h"
#include "store/check.h"
#include <string.h>

static bool has_day(const struct record *record, const char *day)
{
	return strcmp(record_text(record, "due_on"), day) == 0;
}

static void compare(const struct record *claim, const struct due_part *part, size_t number, struct text *findings)
{
	const struct record *row = part->record;
	struct text stored = { 0 }, wanted = { 0 };

	if (record_integer(row, "number") != (int64_t)number || record_integer(row, "percent") != part->percent || strcmp(record_text(row, "due"), part->due) != 0 ||
	    strcmp(record_text(row, "currency"), record_text(claim, "currency")) != 0)
		finding_add(findings, "payment_terms", "part %zu of the due plan is not what the terms say", number);
	money_format(&stored, record_integer(row, "amount"), record_digits(claim));
	money_format(&wanted, part->amount, record_digits(claim));
	if (record_integer(row, "amount") != part->amount)
		finding_add(findings, "total", "part %zu of the due plan is %s, but %s is stored", number, wanted.data, stored.data);
	if (!has_day(row, part->day))
		finding_add(findings, "due_on", "part %zu of the due plan is due %s%s, but %s is stored", number, *part->day ? "on " : "later", part->day,
		            *record_text(row, "due_on") ? record_text(row, "due_on") : "no day");
	text_free(&stored);
	text_free(&wanted);
}

enum status due_plan_check(struct store *store, const struct record *claim, struct arena *arena, struct text *findings)
{
	int64_t there = 0;
	struct due_plan plan;
	enum status status = due_plan(store, claim, arena, &plan);

	if (!status)
		status = db_one(store->db, &there, "select count(*) from due_part where \"%s\" = %jd", document_kind(claim->type->record)->claim, claim->id);
	if (status || !there || document_is_withdrawn(claim))
		return status;
	if ((size_t)there != plan.count) {
		finding_add(findings, "payment_terms", "the due plan has %lld parts, not %zu", (long long)there, plan.count);
		return STATUS_OK;
	}
	for (size_t i = 0; i < plan.count; i++)
		compare(claim, &plan.parts[i], i + 1, findings);
	if (!has_day(claim, plan.day))
		finding_add(findings, "due_on", "by the due plan it is due %s%s, but %s is stored", *plan.day ? "on " : "later", plan.day,
		            *record_text(claim, "due_on") ? record_text(claim, "due_on") : "no day");
	return STATUS_OK;
}
