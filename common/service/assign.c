#include "service/assign.h"

#include "base/date.h"
#include "base/wide.h"
#include "service/absence.h"
#include "service/service.h"
#include "store/rule.h"
#include <string.h>

enum { HOURS = 40 };
#define HOUR INT64_C(1000000)

static bool is_ticket(const struct assigning *assigning)
{
	return assigning->type->record == &record_ticket;
}

static const char *open_records(const struct assigning *assigning)
{
	return is_ticket(assigning) ? "select worker as who from ticket where status <> 'closed'"
	                            : "select owner as who from lead where coalesce(status, '') not in ('lost', 'junk', 'converted')";
}

/* Whoever got the newest record was the last whose turn it was. */
static enum status find_turn(struct assigning *assigning)
{
	int64_t last = 0;
	enum status status = db_one(assigning->store->db, &last, "select \"%s\" from \"%s\" where \"%s\" is not null and id < %jd order by id desc limit 1",
	                            assigning->field, assigning->type->record->name, assigning->field, assigning->before);

	for (size_t i = 0; i < assigning->count; i++)
		if (assigning->assignees[i].id <= last)
			assigning->next = (i + 1) % assigning->count;
	return status;
}

enum status assign_begin(struct assigning *assigning, const char *team)
{
	struct store *store = assigning->store;
	struct statement *statement;
	char today[DATE_SIZE];

	date_today(&store->conventions, today);
	enum status status = db_ask(store->db, &statement,
	                            "select u.id, u.login, u.hours_per_week, u.absent_from, u.absent_until, (select count(*) from (%-s) as had where had.who = u.id)"
	                            " from \"user\" as u where coalesce(u.active, 1) = 1 and (%s is null or u.team = %s) order by u.id", open_records(assigning), team, team);
	while (db_next(statement, &status)) {
		if (absence_covers(db_text(statement, 3), db_text(statement, 4), today))
			continue;
		assigning->assignees = array_grow(assigning->arena, assigning->assignees, assigning->count, sizeof *assigning->assignees);
		assigning->assignees[assigning->count++] = (struct assignee){ .id = db_integer(statement, 0), .login = arena_string(assigning->arena, db_text(statement, 1)),
			                                                      .hours = db_integer(statement, 2) > 0 ? db_integer(statement, 2) : HOURS * HOUR,
			                                                      .open = db_integer(statement, 5) };
	}
	db_done(statement);
	if (!status && !assigning->count)
		return error_set(store->error, STATUS_REFUSED, team ? "nobody of the team %s is active and present" : "nobody is active and present", team ? team : "");
	return status || assigning->how != ASSIGN_ROUND_ROBIN ? status : find_turn(assigning);
}

/* Region and city of the customer of a ticket, or of a lead. */
static enum status find_place(struct assigning *assigning, const struct record *record, const char **region, const char **city)
{
	struct record *customer;

	*region = *city = "";
	if (!is_ticket(assigning)) {
		*city = record_text(record, "city");
		return STATUS_OK;
	}
	enum status status = rule_load(assigning->store, &record_customer, record_integer(record, "customer"), assigning->arena, &customer);
	if (!status && customer) {
		*region = record_text(customer, "region");
		*city = record_text(customer, "bill_city");
	}
	return status;
}

/* How many customers of the place each of them owns; the region counts where it is known, else the city. */
static enum status count_fitting(struct assigning *assigning, const char *region, const char *city)
{
	const char *field = *region ? "region" : "bill_city", *value = *region ? region : city;
	struct statement *statement;

	/* Records that come one after another are often of one place, and no index leads there. */
	if (assigning->place && strcmp(assigning->place, value) == 0 && assigning->by_region == (*region != '\0'))
		return STATUS_OK;
	assigning->place = arena_string(assigning->arena, value);
	assigning->by_region = *region != '\0';
	for (size_t i = 0; i < assigning->count; i++)
		assigning->assignees[i].fitting = 0;
	if (!*value)
		return STATUS_OK;
	enum status status = db_ask(assigning->store->db, &statement, "select owner, count(*) from customer where \"%s\" = %s group by owner", field, value);
	while (db_next(statement, &status))
		for (size_t i = 0; i < assigning->count; i++)
			if (assigning->assignees[i].id == db_integer(statement, 0))
				assigning->assignees[i].fitting = db_integer(statement, 1);
	db_done(statement);
	return status;
}

/* Whether a comes before b. Who is first in the list stays first where nothing tells them apart. */
static bool is_better(const struct assigning *assigning, const struct assignee *a, const struct assignee *b)
{
	if (assigning->how == ASSIGN_REGION && a->fitting != b->fitting)
		return a->fitting > b->fitting;
	if (assigning->how == ASSIGN_CAPACITY)
		return (wide)a->open * b->hours < (wide)b->open * a->hours;
	return a->open < b->open;
}

static const char *reason(const struct assigning *assigning, const struct assignee *chosen, const char *place)
{
	long long open = (long long)chosen->open;

	switch (assigning->how) {
	case ASSIGN_ROUND_ROBIN: return arena_printf(assigning->arena, "the next in turn of %zu", assigning->count);
	case ASSIGN_CAPACITY: return arena_printf(assigning->arena, "%lld open for %lld hours a week, the least", open, (long long)(chosen->hours / HOUR));
	case ASSIGN_REGION:
		if (chosen->fitting)
			return arena_printf(assigning->arena, "%lld customers in %s, the most; %lld open", (long long)chosen->fitting, place, open);
		return arena_printf(assigning->arena, *place ? "nobody has customers in %s; %lld open, the least" : "its place is not known%s; %lld open, the least", place, open);
	default: return arena_printf(assigning->arena, "%lld open, the least", open);
	}
}

enum status assign_choose(struct assigning *assigning, const struct record *record, struct assignee **chosen, const char **why)
{
	struct assignee *best = &assigning->assignees[assigning->next];
	const char *region = "", *city = "";
	enum status status = STATUS_OK;

	if (assigning->how == ASSIGN_REGION)
		status = find_place(assigning, record, &region, &city);
	if (!status && assigning->how == ASSIGN_REGION)
		status = count_fitting(assigning, region, city);
	if (status)
		return status;
	if (assigning->how == ASSIGN_ROUND_ROBIN)
		assigning->next = (assigning->next + 1) % assigning->count;
	else
		for (size_t i = 0; i < assigning->count; i++)
			if (is_better(assigning, &assigning->assignees[i], best))
				best = &assigning->assignees[i];
	*why = reason(assigning, best, *region ? region : city);
	best->open++;
	*chosen = best;
	return STATUS_OK;
}
