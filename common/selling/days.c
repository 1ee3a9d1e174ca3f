/* Days that make sense: nothing is issued, paid, delivered or counted after today, and what comes later is not before what comes first. Asked when a record is
 * written, and by crm-db check. */
#include "selling/documents.h"
#include "store/rule.h"

#include "base/date.h"
#include "store/check.h"
#include <string.h>

static const struct day {
	const struct record_type *type;
	const char *field;
	const char *first;  /* of the same record: a day that it is not before; NULL: none */
	const char *of;     /* of the same record: another one of its type, which `first` is of; NULL: itself */
	const char *unless; /* of the same record: it may be to come where this is set; NULL: none */
	bool drafts;        /* a draft may plan it */
	bool ahead;         /* it may always be to come */
} days[] = {
	{ .type = &record_quote, .field = "issued_on", .drafts = true },
	{ .type = &record_quote, .field = "valid_until", .first = "issued_on", .drafts = true, .ahead = true },
	{ .type = &record_order, .field = "ordered_on", .unless = "repeat", .drafts = true },
	{ .type = &record_delivery, .field = "shipped_on" },
	{ .type = &record_delivery, .field = "shipped_on", .first = "shipped_on", .of = "original", .ahead = true },
	{ .type = &record_delivery, .field = "received_on", .first = "shipped_on" },
	{ .type = &record_purchase, .field = "ordered_on", .drafts = true },
	{ .type = &record_bill, .field = "issued_on" },
	{ .type = &record_invoice, .field = "issued_on", .drafts = true },
	{ .type = &record_invoice, .field = "supplied_on", .drafts = true },
	{ .type = &record_fapiao, .field = "issued_on" },
	{ .type = &record_fapiao, .field = "sent_on", .first = "issued_on", .ahead = true },
	{ .type = &record_fapiao, .field = "received_on", .first = "sent_on" },
	{ .type = &record_fapiao, .field = "received_on", .first = "issued_on" },
	{ .type = &record_payment, .field = "paid_on" },
	{ .type = &record_stock_movement, .field = "moved_on" },
	{ 0 },
};

/* What was taken out of use happens no more. */
static bool is_planned(const struct day *day, const struct record *record)
{
	const struct document_kind *kind = document_kind(record->type->record);

	return kind && kind->record == record->type->record && ((day->drafts && document_is_draft(kind, record)) || document_is_withdrawn(record));
}

/* The record that the first day is of; NULL: there is none. */
static enum status find_first(struct store *store, const struct day *day, const struct record *record, struct arena *arena, const struct record **out)
{
	struct record *other;
	enum status status = day->of ? rule_load(store, day->type, record_integer(record, day->of), arena, &other) : STATUS_OK;

	*out = day->of ? status ? NULL : other : record;
	return status;
}

/* What is wrong with a day of a record, in the arena; NULL when it makes sense. */
static const char *fault(const struct day *day, const struct record *record, const struct record *other, const char *today, struct arena *arena)
{
	const char *value = record_text(record, day->field), *first = day->first && other ? record_text(other, day->first) : "";

	if (!*value || is_planned(day, record))
		return NULL;
	if (!day->ahead && !(day->unless && *record_text(record, day->unless)) && strcmp(value, today) > 0)
		return arena_printf(arena, "%s is in the future; write today, %s, or an earlier day", value, today);
	return *first && strcmp(value, first) < 0 ? arena_printf(arena, "%s is before %s, %s", value, day->first, first) : NULL;
}

static bool concerns(const struct day *day, const struct record *old, const struct record *record)
{
	const struct document_kind *kind = document_kind(record->type->record);

	return !old || rule_changed(old, record, day->field) || (day->first && rule_changed(old, record, day->first)) ||
	       (kind && kind->record == record->type->record && rule_changed(old, record, kind->state));
}

enum status days_before(struct store *store, const struct record *old, struct record *record, struct arena *arena)
{
	char today[DATE_SIZE];

	date_today(&store->conventions, today);
	for (const struct day *day = days; record && day->type; day++) {
		const struct record *first;
		if (day->type != record->type->record || !concerns(day, old, record))
			continue;
		enum status status = find_first(store, day, record, arena, &first);
		const char *wrong = status ? NULL : fault(day, record, first, today, arena);
		if (status || wrong)
			return status ? status : error_set(store->error, STATUS_DATA, "%s: %s", day->field, wrong);
	}
	return STATUS_OK;
}

/* Today, or the latest day on which something was written, where the clock of this process is behind that of another one. */
static enum status last_day(struct store *store, char out[DATE_SIZE])
{
	struct statement *statement;
	char written[DATE_SIZE];
	enum status status = db_ask(store->db, &statement, "select max(at) from change");

	date_today(&store->conventions, out);
	if (db_next(statement, &status) && db_text(statement, 0)) {
		timestamp_day(db_text(statement, 0), written);
		if (strcmp(written, out) > 0)
			memcpy(out, written, DATE_SIZE);
	}
	db_done(statement);
	return status;
}

enum status days_check(struct store *store, const struct record *record, struct arena *arena, struct text *findings)
{
	char today[DATE_SIZE];
	enum status status = STATUS_OK;

	date_today(&store->conventions, today);
	for (const struct day *day = days; !status && day->type; day++) {
		const struct record *first;
		if (day->type != record->type->record || (status = find_first(store, day, record, arena, &first)) || !fault(day, record, first, today, arena))
			continue;
		char last[DATE_SIZE];
		status = last_day(store, last);
		const char *wrong = status ? NULL : fault(day, record, first, last, arena);
		if (wrong)
			finding_add(findings, day->field, "%s", wrong);
	}
	return status;
}
