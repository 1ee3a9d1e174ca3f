#include "service/asset_service.h"

#include "service/ticket_sections.h"
#include "service/service.h"
#include "store/rule.h"
#include "store/save.h"
#include <string.h>

static bool names(const char *text, const char *wanted)
{
	return text && *text && strcmp(text, wanted) == 0;
}

enum status asset_next_service(struct store *store, int64_t id, const char *day, struct arena *arena, char out[DATE_SIZE])
{
	const struct service_interval *interval, *found = NULL;
	struct record *product;
	enum status status = rule_load(store, &record_product, id, arena, &product);

	*out = '\0';
	for (size_t i = 0; !status && product && (interval = schema_entry_at(store->schema, &section_service_every, i)); i++) {
		if (names(interval->product, record_text(product, "code"))) {
			found = interval;
			break;
		}
		if (!found && names(interval->category, record_text(product, "category")))
			found = interval;
	}
	if (found)
		service_day_after(day, found->every, out);
	return status;
}

/* The day of the newest visit while the ticket was open; "" when there was none. */
static enum status find_visit(struct store *store, const struct record *ticket, char day[DATE_SIZE])
{
	struct statement *statement;
	enum status status = db_ask(store->db, &statement,
	                            "select max(starts_at) from event where kind = 'visit' and status = 'held' and about in (%jd, %jd) and starts_at between %s and %s",
	                            anyref_pack(&record_ticket, ticket->id), anyref_pack(&record_asset, record_integer(ticket, "asset")),
	                            record_text(ticket, "opened_at"), record_text(ticket, "closed_at"));

	*day = '\0';
	if (db_next(statement, &status) && db_text(statement, 0))
		timestamp_day(db_text(statement, 0), day);
	db_done(statement);
	return status;
}

enum status asset_serviced(struct store *store, const struct record *ticket, struct arena *arena)
{
	struct record *asset;
	char day[DATE_SIZE] = "", next[DATE_SIZE];
	enum status status = rule_load(store, &record_asset, record_integer(ticket, "asset"), arena, &asset);

	if (status || !asset)
		return status;
	status = find_visit(store, ticket, day);
	if (!status && !*day && rule_pick(ticket, "category", "service"))
		timestamp_day(record_text(ticket, "closed_at"), day);
	if (status || !*day)
		return status;
	status = asset_next_service(store, record_integer(asset, "product"), day, arena, next);
	if (status || !*next)
		return status;
	struct record *serviced = record_copy(arena, asset);
	*record_value(serviced, "next_service_on") = value_text(arena_string(arena, next));
	return save_set(store, asset, serviced, arena);
}

/* A unit that was installed, and of which nobody says when it is serviced, is due an interval later. */
enum status asset_service_before(struct store *store, const struct record *old, struct record *asset, struct arena *arena)
{
	char next[DATE_SIZE];

	if (!asset || !*record_text(asset, "installed_on") || *record_text(asset, "next_service_on") || !rule_changed(old, asset, "installed_on"))
		return STATUS_OK;
	enum status status = asset_next_service(store, record_integer(asset, "product"), record_text(asset, "installed_on"), arena, next);
	if (!status && *next)
		*record_value(asset, "next_service_on") = value_text(arena_string(arena, next));
	return status;
}
