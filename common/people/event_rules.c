#include "people/people.h"
#include "store/rule.h"

#include "base/date.h"
#include "people/event_conflict.h"
#include "people/event_series.h"
#include "store/save.h"
#include <string.h>

/* What participants must be informed of (RFC 5546, 2.1.4). */
static const char *const revised[] = { "starts_at", "ends_at", "all_day", "timezone", "repeat", "location", "status", NULL };
/* When it is, and for whom. */
static const char *const placed[] = { "starts_at", "ends_at", "all_day", "timezone", "repeat", "attendees", "contacts", "leads", "owner", "status", NULL };

static bool is_planned(const struct record *event)
{
	const char *status = record_text(event, "status");

	return !*status || strcmp(status, "planned") == 0;
}

static void add_one(struct record *record, const char *field)
{
	*record_value(record, field) = value_integer(record_integer(record, field) + 1);
}

static enum status check_zone(struct store *store, const struct record *old, const struct record *record)
{
	const char *zone = record_text(record, "timezone");

	if (!*zone || !rule_changed(old, record, "timezone") || !date_zone_check(zone, store->error))
		return STATUS_OK;
	return store->error->status = STATUS_DATA;
}

enum status event_before(struct store *store, const struct record *old, struct record *record, struct arena *arena)
{
	(void)arena;
	if (!record)
		return STATUS_OK;
	if (old && is_planned(old) && is_planned(record) && rule_changed(old, record, "starts_at") && !rule_changed(old, record, "moved") &&
	    !rule_changed(old, record, "sequence"))
		add_one(record, "moved");
	if (old && record_value(old, "sequence")->type == VALUE_INTEGER && !rule_changed(old, record, "sequence") && rule_concerns(old, record, revised))
		add_one(record, "sequence");
	return check_zone(store, old, record);
}

/* The first contact with a lead that was held, and so has begun, is our response to it. */
static enum status respond(struct store *store, const struct record *old, const struct record *record, struct arena *arena)
{
	int64_t id;

	if (strcmp(record_text(record, "status"), "held") != 0)
		return STATUS_OK;
	if (old && !rule_changed(old, record, "status") && !rule_changed(old, record, "about"))
		return STATUS_OK;
	if (anyref_unpack(record_integer(record, "about"), &id) != &record_lead || strcmp(record_text(record, "starts_at"), rule_now(store, arena).text) > 0)
		return STATUS_OK;
	struct record *lead;
	enum status status = row_load(store, store_type(store, &record_lead), id, arena, &lead);
	if (status || !lead || *record_text(lead, "first_response_at"))
		return status;
	struct record *answered = record_copy(arena, lead);
	*record_value(answered, "first_response_at") = *record_value(record, "starts_at");
	return save_set(store, lead, answered, arena);
}

enum status event_after(struct store *store, const struct record *old, const struct record *record, struct arena *arena)
{
	enum status status = record ? respond(store, old, record, arena) : STATUS_OK;

	if (status || !record)
		return status;
	if (old && *record_text(old, "repeat") && rule_changed(old, record, "starts_at"))
		status = series_moved(store, record, timestamp_seconds(record_text(old, "starts_at")), arena);
	if (!status && is_planned(record) && rule_concerns(old, record, placed))
		status = event_conflicts(store, record, arena);
	return status;
}
