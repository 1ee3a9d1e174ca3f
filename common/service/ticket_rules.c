/* The rules of tickets: states and their clock, hand-overs with a reason, closing with a solution. */
#include "service/service.h"

#include "base/date.h"
#include "service/asset_service.h"
#include "service/ticket_clock.h"
#include "service/ticket_moves.h"
#include "service/ticket_repeat.h"
#include "store/check.h"
#include "store/rule.h"
#include "store/save.h"
#include "store/settle.h"
#include <string.h>

static bool is_closed(const struct record *ticket)
{
	return rule_pick(ticket, "status", "closed");
}

static void take(struct record *ticket, const char *field, const struct record *from, const char *of)
{
	if (from && rule_open(ticket, field))
		*record_value(ticket, field) = *record_value(from, of);
}

/* What is not said comes from the unit, then from the person; the owner is who looks after the customer. */
enum status ticket_initial(struct store *store, struct record *ticket, struct arena *arena)
{
	const void *desk = schema_entry_at(store->schema, &section_desks, 0);
	struct record *asset, *contact, *customer;
	enum status status = rule_load(store, &record_asset, record_integer(ticket, "asset"), arena, &asset);

	if (!status)
		status = rule_load(store, &record_contact, record_integer(ticket, "contact"), arena, &contact);
	if (status)
		return status;
	take(ticket, "product", asset, "product");
	take(ticket, "customer", asset, "customer");
	take(ticket, "customer", contact, "customer");
	status = rule_load(store, &record_customer, record_integer(ticket, "customer"), arena, &customer);
	if (status)
		return status;
	take(ticket, "owner", customer, "owner");
	if (desk && rule_open(ticket, "desk"))
		*record_value(ticket, "desk") = value_text(section_entry_name(desk));
	return STATUS_OK;
}

/* Nothing was opened, answered or closed in the future, and nothing before it was opened. */
static enum status check_times(struct store *store, const struct record *old, const struct record *ticket, struct arena *arena)
{
	static const char *const times[] = { "opened_at", "first_response_at", "closed_at" };
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < sizeof times / sizeof *times; i++)
		if (rule_changed(old, ticket, times[i]) && strcmp(record_text(ticket, times[i]), rule_now(store, arena).text) > 0)
			status = error_set(store->error, STATUS_DATA, "%s: it is in the future", times[i]);
	if (!status && !is_closed(ticket) && *record_text(ticket, "closed_at") && rule_changed(old, ticket, "closed_at"))
		status = error_set(store->error, STATUS_DATA, "closed_at: the ticket is not closed; write status=closed and solution=… too");
	return status;
}

static enum status check_score(struct store *store, const struct record *old, const struct record *ticket)
{
	const struct value *score = record_value(ticket, "callback_score");

	if (score->type == VALUE_NULL || !rule_changed(old, ticket, "callback_score") || (score->integer >= 1 && score->integer <= 5))
		return STATUS_OK;
	return error_set(store->error, STATUS_DATA, "callback_score: %lld is not a score from 1 to 5", (long long)score->integer);
}

/* What passes from one desk or worker to another does so for a reason. Who takes what nobody works on needs none. */
static enum status check_reason(struct store *store, const struct record *old, const struct record *ticket)
{
	if (!old || *record_text(ticket, "why") || !ticket_is_handed(old, ticket))
		return STATUS_OK;
	return error_set(store->error, STATUS_REFUSED, "say why it goes to another desk or worker: crm-ticket hand tk%lld desk=… worker=… why='…'", (long long)ticket->id);
}

static enum status check_unit(struct store *store, const struct record *old, const struct record *ticket, struct arena *arena)
{
	static const char *const fields[] = { "asset", "customer", NULL };
	struct record *asset;

	if (!record_integer(ticket, "asset") || !rule_concerns(old, ticket, fields))
		return STATUS_OK;
	enum status status = rule_load(store, &record_asset, record_integer(ticket, "asset"), arena, &asset);
	if (!status && asset && record_integer(asset, "customer") != record_integer(ticket, "customer"))
		status = error_set(store->error, STATUS_REFUSED, "asset: as%lld belongs to c%lld", (long long)asset->id, (long long)record_integer(asset, "customer"));
	return status;
}

/* A promise to the customer is held before the ticket ends. */
static enum status check_promises(struct store *store, const struct record *ticket)
{
	int64_t task = 0;
	enum status status = db_one(store->db, &task, "select min(id) from task where about = %jd and kind = 'promise' and status <> 'done'",
	                            anyref_pack(&record_ticket, ticket->id));

	if (!status && task)
		status = error_set(store->error, STATUS_REFUSED, "a promise to the customer is open: t%lld; run crm-task done t%lld first", (long long)task, (long long)task);
	return status;
}

static enum status check_closing(struct store *store, const struct record *old, const struct record *ticket)
{
	if (!is_closed(ticket) || !(rule_changed(old, ticket, "status") || rule_changed(old, ticket, "solution")))
		return STATUS_OK;
	if (!*record_text(ticket, "solution"))
		return error_set(store->error, STATUS_REFUSED, "solution: a ticket is closed with a solution: solution='…'");
	return rule_changed(old, ticket, "status") ? check_promises(store, ticket) : STATUS_OK;
}

static enum status check_values(struct store *store, const struct record *old, const struct record *ticket, struct arena *arena)
{
	enum status status = rule_entries(store, old, ticket, "desk");

	if (!status)
		status = check_times(store, old, ticket, arena);
	if (!status)
		status = check_score(store, old, ticket);
	if (!status)
		status = check_reason(store, old, ticket);
	if (!status)
		status = check_unit(store, old, ticket, arena);
	return status ? status : check_closing(store, old, ticket);
}

/* The call-back is due some working days after the ticket was closed, by the standard calendar. */
static enum status set_callback(struct store *store, struct record *ticket, struct arena *arena)
{
	int64_t days = schema_callback_days(store->schema);
	struct working_time working;
	char day[DATE_SIZE];

	if (!days)
		return STATUS_OK;
	enum status status = working_time_open(&working, store, NULL);
	if (status)
		return status == STATUS_DATA ? STATUS_OK : status; /* the schema has no such calendar any more */
	int64_t on = working_time_days_after(&working, working_time_local(&working, timestamp_seconds(record_text(ticket, "closed_at"))), days);
	working_time_warn(&working, store);
	if (on < 0)
		return STATUS_OK;
	date_from_number(on, day);
	*record_value(ticket, "callback_on") = value_text(arena_string(arena, day));
	return STATUS_OK;
}

/* A time of closing that was given with the change stays, for what is brought from elsewhere. */
static enum status close(struct store *store, const struct record *old, struct record *ticket, struct ticket_clock *clock, struct arena *arena)
{
	if (!*record_text(ticket, "closed_at"))
		*record_value(ticket, "closed_at") = rule_now(store, arena);
	/* Where the clock stands still already, as of what was merged into this one, all is said. */
	if (*record_text(ticket, "clock_from")) {
		ticket_clock_due(clock, ticket, arena);
		ticket_clock_stop(clock, ticket, record_text(ticket, "closed_at"));
	}
	return old && !rule_changed(old, ticket, "callback_on") ? set_callback(store, ticket, arena) : STATUS_OK;
}

/* What the clock does when the state is another one; a new ticket comes from nowhere, when it was opened. */
static enum status move_clock(struct store *store, const struct record *old, struct record *ticket, struct ticket_clock *clock, struct arena *arena)
{
	const char *at = old ? rule_now(store, arena).text : record_text(ticket, "opened_at");
	bool runs = *record_text(ticket, "clock_from");

	if (!old)
		ticket_clock_restart(ticket, at);
	else if (is_closed(old))
		ticket_clock_restart(ticket, at);
	else if (!runs && !is_closed(ticket) && !rule_pick(ticket, "status", "waiting"))
		ticket_clock_run(ticket, at);
	if (is_closed(ticket))
		return close(store, old, ticket, clock, arena);
	if (rule_pick(ticket, "status", "waiting"))
		ticket_clock_stop(clock, ticket, at);
	if (old && is_closed(old))
		*record_value(ticket, "callback_on") = (struct value){ 0 };
	return STATUS_OK;
}

/* A clock that has run since the ticket was opened follows when that is corrected. */
static void follow_opening(const struct record *old, struct record *ticket)
{
	const char *opened = record_text(ticket, "opened_at");

	if (old && rule_changed(old, ticket, "opened_at") && strcmp(record_text(old, "opened_at"), record_text(old, "clock_from")) == 0)
		ticket_clock_run(ticket, opened);
}

static enum status find_repeat(struct store *store, const struct record *old, struct record *ticket)
{
	static const char *const fields[] = { "asset", "fault", "customer", "product", "category", NULL };
	const char *priority = record_text(ticket, "priority");
	int64_t id = 0;

	if (is_closed(ticket) || !rule_concerns(old, ticket, fields))
		return STATUS_OK;
	enum status status = ticket_repeat_find(store, ticket, &id);
	if (status)
		return status;
	bool again = id && id != record_integer(ticket, "repeat_of");
	*record_value(ticket, "repeat_of") = id ? value_integer(id) : (struct value){ 0 };
	if (again && (!*priority || strcmp(priority, "low") == 0 || strcmp(priority, "normal") == 0))
		*record_value(ticket, "priority") = value_text("high");
	return STATUS_OK;
}

enum status ticket_before(struct store *store, const struct record *old, struct record *ticket, struct arena *arena)
{
	struct ticket_clock clock;

	if (!ticket)
		return STATUS_OK;
	if (!*record_text(ticket, "status"))
		return error_set(store->error, STATUS_DATA, "status is required: open, in-progress, waiting or closed");
	enum status status = check_values(store, old, ticket, arena);
	if (!status)
		status = find_repeat(store, old, ticket);
	if (!status)
		status = ticket_clock_open(store, ticket, &clock, arena);
	if (status)
		return status;
	if (!is_closed(ticket))
		*record_value(ticket, "closed_at") = (struct value){ 0 };
	else if (!*record_text(ticket, "closed_at"))
		*record_value(ticket, "closed_at") = rule_now(store, arena);
	if (!old || rule_changed(old, ticket, "status"))
		status = move_clock(store, old, ticket, &clock, arena);
	else
		follow_opening(old, ticket);
	if (!status && !is_closed(ticket))
		ticket_clock_due(&clock, ticket, arena);
	working_time_warn(&clock.working, store);
	return status;
}

enum status ticket_after(struct store *store, const struct record *old, const struct record *ticket, struct arena *arena)
{
	enum status status = STATUS_OK;

	if (!ticket)
		return STATUS_OK;
	if (old)
		status = ticket_move_add(store, old, ticket, arena);
	if (!status && old && is_closed(ticket) && !is_closed(old))
		status = asset_serviced(store, ticket, arena);
	if (!status && record_integer(ticket, "repeat_of") && rule_changed(old, ticket, "repeat_of"))
		status = ticket_repeat_notify(store, ticket, arena);
	if (*record_text(ticket, "why"))
		settle_defer(store, &record_ticket, ticket->id);
	return status;
}

/* The reason is with the move now; due times follow what changed elsewhere, by ticket_before. */
enum status ticket_settle(struct store *store, struct record *ticket, struct arena *arena)
{
	struct record *settled = record_copy(arena, ticket);
	struct ticket_clock clock;
	enum status status = STATUS_OK;

	*record_value(settled, "why") = (struct value){ 0 };
	if (!is_closed(ticket)) {
		status = ticket_clock_open(store, ticket, &clock, arena);
		if (!status)
			ticket_clock_due(&clock, settled, arena);
	}
	return status ? status : save_set(store, ticket, settled, arena);
}

/* The class of a customer says which service level applies. */
enum status ticket_customer_after(struct store *store, const struct record *old, const struct record *customer, struct arena *arena)
{
	int64_t *ids;
	size_t count = 0;

	if (!old || !customer || !rule_changed(old, customer, "class"))
		return STATUS_OK;
	enum status status = db_integers(store->db, arena, &ids, &count, "select id from ticket where customer = %jd and status <> 'closed' order by id", customer->id);
	for (size_t i = 0; !status && i < count; i++)
		settle_defer(store, &record_ticket, ids[i]);
	return status;
}

enum status ticket_check(struct store *store, const struct record *ticket, struct arena *arena, struct text *findings)
{
	static const char *const due[] = { "response_due_at", "response_half_at", "due_at", "half_at", "level" };
	const struct value *score = record_value(ticket, "callback_score");
	struct record *right = record_copy(arena, ticket);
	struct ticket_clock clock;

	if (is_closed(ticket) && !*record_text(ticket, "solution"))
		finding_add(findings, "solution", "it is closed without one");
	if (is_closed(ticket) != (*record_text(ticket, "closed_at") != '\0'))
		finding_add(findings, "closed_at", is_closed(ticket) ? "it is closed, and nobody knows when" : "it is not closed");
	if (score->type == VALUE_INTEGER && (score->integer < 1 || score->integer > 5))
		finding_add(findings, "callback_score", "%lld is not a score from 1 to 5", (long long)score->integer);
	if (is_closed(ticket))
		return STATUS_OK;
	enum status status = ticket_clock_open(store, ticket, &clock, arena);
	if (status)
		return status;
	ticket_clock_due(&clock, right, arena);
	for (size_t i = 0; i < sizeof due / sizeof *due; i++)
		if (!value_equal(record_value(right, due[i]), record_value(ticket, due[i])))
			finding_add(findings, due[i], "it is '%s', and should be '%s' by the service level", record_text(ticket, due[i]), record_text(right, due[i]));
	return STATUS_OK;
}

/* State and clock belong together: both are those of one of the two. Where the one that goes has the say, merging is the reason of a hand-over. */
enum status ticket_merge(struct store *store, struct record *keep, struct record *drop, bool prefer_drop, struct arena *arena)
{
	static const char *const own[] = { "closed_at", "response_due_at", "due_at", "callback_on", "level", "clock_from", "clock_used", "response_half_at", "half_at" };
	struct record *loser = prefer_drop ? keep : drop;

	(void)store;
	(void)arena;
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		*record_value(loser, own[i]) = (struct value){ 0 };
	if (record_integer(keep, "repeat_of") == drop->id)
		*record_value(keep, "repeat_of") = (struct value){ 0 };
	if (record_integer(drop, "repeat_of") == keep->id)
		*record_value(drop, "repeat_of") = (struct value){ 0 };
	if (prefer_drop && ticket_is_handed(keep, drop))
		*record_value(drop, "why") = value_text("merged");
	return STATUS_OK;
}

enum status ticket_finished(struct store *store, const struct record *ticket, bool open_only, bool *out)
{
	(void)store;
	(void)open_only;
	*out = is_closed(ticket);
	return STATUS_OK;
}
