/* Which reminders are due: every rule is asked for what became due since it was asked last. */
#include "service/reminder.h"

#include "base/anniversary.h"
#include "base/date.h"
#include "people/occurrence.h"
#include "query/assign.h"
#include "query/query.h"
#include "service/service.h"
#include "service/absence.h"
#include "store/rule.h"
#include "store/save.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	CATCH_UP_DAYS = 31,     /* what was missed longer ago is no news */
	EVENT_DAYS_AHEAD = 8,   /* minutes before an event may be so many days */
};

/* One rule while it is asked. */
struct asking {
	struct remind_run *run;
	const struct reminder_rule *rule;
	const struct type *type;
	struct merge *text;
	char since[TIMESTAMP_SIZE]; /* up to when it was asked */
	const char *at;             /* of an event: when it takes place, which comes before the text; NULL otherwise */
};

static const char *set(const char *text)
{
	return text ? text : "";
}

/* ---- Recipients ------------------------------------------------------------------------------------------------- */

/* Who stands in for a user who is absent or has left: his deputy; 0 when there is nobody. */
static enum status present(struct remind_run *run, int64_t id, int64_t *out)
{
	struct record *user = NULL;
	enum status status = STATUS_OK;

	*out = 0;
	/* A circle of deputies who are all absent ends with the first. */
	for (int steps = 0; !status && id && steps < 4; steps++) {
		status = rule_load(run->store, &record_user, id, &run->arena, &user);
		if (status || !user)
			return status;
		if (record_integer(user, "active") && !absence_of(user, run->today)) {
			*out = id;
			return STATUS_OK;
		}
		if (record_integer(user, "active") && !*out)
			*out = id;
		id = record_integer(user, "deputy");
	}
	return status;
}

static enum status add_for(struct asking *asking, int64_t id, int64_t user, const char *occurrence, const char *due, const char *text)
{
	int64_t recipient;
	enum status status = present(asking->run, user, &recipient);

	if (status || !recipient)
		return status;
	return remind_add(asking->run, asking->rule, asking->type ? asking->type->record : NULL, id, occurrence, recipient, due, text);
}

static enum status add_for_all(struct asking *asking, int64_t id, const char *occurrence, const char *due, const char *text)
{
	int64_t *users;
	size_t count;
	enum status status = db_integers(asking->run->store->db, &asking->run->arena, &users, &count, "select id from \"user\" where active = 1 order by id");

	for (size_t i = 0; !status && i < count; i++)
		status = add_for(asking, id, users[i], occurrence, due, text);
	return status;
}

/* Logins joined by commas; an unknown one is left out. */
static enum status add_for_logins(struct asking *asking, int64_t id, const char *occurrence, const char *due, const char *text)
{
	enum status status = STATUS_OK;

	for (const char *p = set(asking->rule->to); !status && *p; p += strcspn(p, ","), p += *p == ',') {
		const char *login = arena_copy(&asking->run->arena, p, strcspn(p, ","));
		int64_t user;
		status = db_one(asking->run->store->db, &user, "select id from \"user\" where login = %s", login);
		if (!status && user)
			status = add_for(asking, id, user, occurrence, due, text);
	}
	return status;
}

static enum status add_occurrence(struct asking *asking, int64_t id, const char *occurrence, const char *due)
{
	struct store *store = asking->run->store;
	const char *to = set(asking->rule->to);
	struct text text = { 0 };
	int64_t owner = 0;
	size_t index;

	if (asking->at) {
		timestamp_local(&text, asking->at);
		text_add(&text, " ");
	}
	enum status status = asking->text ? merge_text(store, asking->text, id, &text) : STATUS_OK;

	if (!status && type_field(asking->type, "owner", &index))
		status = db_one(store->db, &owner, "select owner from \"%s\" where id = %jd", asking->type->record->name, id);
	if (!status && strcmp(to, "manager") == 0 && owner)
		status = db_one(store->db, &owner, "select coalesce(manager, id) from \"user\" where id = %jd", owner);
	if (!status) {
		if (strcmp(to, "all") == 0)
			status = add_for_all(asking, id, occurrence, due, text_string(&text));
		else if (strcmp(to, "owner") == 0 || strcmp(to, "manager") == 0 || !*to)
			status = add_for(asking, id, owner, occurrence, due, text_string(&text));
		else
			status = add_for_logins(asking, id, occurrence, due, text_string(&text));
	}
	text_free(&text);
	return status;
}

/* ---- Records ---------------------------------------------------------------------------------------------------- */

/* Calls add for each record of the type that the rule's filter and another one have; day: the value of its field, as text. */
static enum status each_record(struct asking *asking, const char *filter, enum status (*add)(struct asking *asking, int64_t id, const char *day, void *context), void *context)
{
	struct store *store = asking->run->store;
	const char *path = set(asking->rule->day);
	struct query query;
	struct expr *expr;
	struct text scratch = { 0 };
	struct found { int64_t id; const char *day; } *found = NULL;
	size_t count = 0;
	bool row = true;
	int64_t id;

	query_init(&query, store, asking->type);
	enum status status = query_columns(&query, *path ? arena_printf(&query.arena, "ref,%s", path) : "ref");
	if (!status)
		status = filter_parse_string(&query.arena, store->schema, asking->type->record, arena_printf(&query.arena, "%s %s", set(asking->rule->where), filter), &expr, store->error);
	if (!status)
		status = query_filter(&query, expr);
	if (!status)
		status = query_open(&query);
	/* All of them first: what is added may be what is read. */
	while (!status && !(status = query_next(&query, &id, &row)) && row) {
		const char *day = "";
		size_t length = 0;
		if (*path)
			query_cell(&query, &query.columns[query.column_count - 1], &scratch, &day, &length);
		found = array_grow(&asking->run->arena, found, count, sizeof *found);
		found[count++] = (struct found){ id, arena_copy(&asking->run->arena, day, length) };
	}
	query_free(&query);
	text_free(&scratch);
	for (size_t i = 0; !status && i < count; i++)
		status = add(asking, found[i].id, found[i].day, context);
	return status;
}

static enum status add_instant(struct asking *asking, int64_t id, const char *day, void *context)
{
	const struct remind_span *span = context;
	char due[TIMESTAMP_SIZE];

	timestamp_from_seconds(timestamp_seconds(day) - (span->days ? span->count * CALENDAR_DAY_SECONDS : span->count), due);
	return add_occurrence(asking, id, arena_printf(&asking->run->arena, "%s-%lld%s", day, (long long)span->count, span->days ? "d" : ""), due);
}

/* Instants: those whose time, less the span, came since the rule was asked. */
static enum status ask_instants(struct asking *asking)
{
	const char *rest = set(asking->rule->before);
	struct remind_span span;
	char first[TIMESTAMP_SIZE], last[TIMESTAMP_SIZE];
	enum status status = STATUS_OK;

	while (!status && remind_next_span(&rest, &span)) {
		int64_t seconds = span.days ? span.count * CALENDAR_DAY_SECONDS : span.count;
		timestamp_from_seconds(timestamp_seconds(asking->since) + seconds, first);
		timestamp_from_seconds(timestamp_seconds(asking->run->now) + seconds, last);
		const char *filter = arena_printf(&asking->run->arena, "%s.gt=%s %s.le=%s", asking->rule->day, first, asking->rule->day, last);
		status = each_record(asking, filter, add_instant, &span);
	}
	return status;
}

/* A day on which records are looked for, and the day on which that is due. */
struct due_day {
	const char *day, *due;
};

static enum status add_day(struct asking *asking, int64_t id, const char *day, void *context)
{
	const struct due_day *due = context;

	(void)day;
	return add_occurrence(asking, id, due->day, due->due);
}

static enum status add_yearly(struct asking *asking, int64_t id, const char *day, void *context)
{
	const struct due_day *due = context;
	bool leap = strcmp(due->day + 5, "02-28") == 0 && calendar_month_days((int)strtol(due->day, NULL, 10), 2) == 28;

	if (strlen(day) != 10 || (strcmp(day + 5, due->day + 5) != 0 && !(leap && strcmp(day + 5, "02-29") == 0)) || strcmp(day, due->day) >= 0)
		return STATUS_OK;
	return add_occurrence(asking, id, due->day, due->due);
}

/* Days: each one since the rule was asked. */
static enum status ask_days(struct asking *asking, int64_t first, int64_t last)
{
	enum status status = STATUS_OK;

	for (int64_t day = first; !status && day <= last; day++) {
		const char *rest = set(asking->rule->before);
		struct remind_span span;
		while (!status && remind_next_span(&rest, &span)) {
			char on[DATE_SIZE], at[DATE_SIZE];
			date_from_number(day + (span.days ? span.count : 0), on);
			date_from_number(day, at);
			struct due_day due = { on, at };
			const char *field = asking->rule->day;
			status = asking->rule->yearly ? each_record(asking, arena_printf(&asking->run->arena, "%s!=", field), add_yearly, &due)
			                              : each_record(asking, arena_printf(&asking->run->arena, "%s=%s", field, on), add_day, &due);
		}
	}
	return status;
}

/* What holds now: unless the last reminder of it is not as old as the rule says. */
static enum status add_state(struct asking *asking, int64_t id, const char *day, void *context)
{
	const int64_t *every = context;
	int64_t lately;
	char oldest[DATE_SIZE];

	(void)day;
	date_from_number(date_number(asking->run->today) - *every + 1, oldest);
	enum status status = db_one(asking->run->store->db, &lately, "select 1 from reminder where key >= %s and key < %s limit 1",
		arena_printf(&asking->run->arena, "%s|%s%lld|%s", asking->rule->name, asking->type->record->prefix, (long long)id, oldest),
		arena_printf(&asking->run->arena, "%s|%s%lld|9999-99-99~", asking->rule->name, asking->type->record->prefix, (long long)id));
	return status || lately ? status : add_occurrence(asking, id, asking->run->today, asking->run->today);
}

/* ---- Events ----------------------------------------------------------------------------------------------------- */

/* Reminds of one event at the instant at which it takes place: as many minutes before as it says itself, or else the rule. */
static enum status add_event(struct asking *asking, int64_t id, int64_t at, const char *minutes)
{
	int64_t since = timestamp_seconds(asking->since), now = timestamp_seconds(asking->run->now);
	const char *rest = minutes && *minutes ? minutes : set(asking->rule->before);
	bool own = minutes && *minutes;
	struct remind_span span;
	enum status status = STATUS_OK;

	while (!status) {
		char *end;
		if (own) {
			rest += strspn(rest, ", ");
			span.count = strtol(rest, &end, 10) * 60;
			if (end == rest)
				break;
			rest = end;
		} else if (!remind_next_span(&rest, &span)) {
			break;
		} else if (span.days) {
			span.count *= CALENDAR_DAY_SECONDS;
		}
		int64_t due = at - span.count;
		char text[TIMESTAMP_SIZE], start[TIMESTAMP_SIZE];
		if (due <= since || due > now)
			continue;
		timestamp_from_seconds(due, text);
		timestamp_from_seconds(at, start);
		asking->at = start;
		status = add_occurrence(asking, id, arena_printf(&asking->run->arena, "%s-%lld", start, (long long)span.count), text);
		asking->at = NULL;
	}
	return status;
}

/* Events that do not repeat are asked by their start, which is indexed, and only those that are planned; series are worked out. */
static enum status ask_events(struct asking *asking)
{
	struct store *store = asking->run->store;
	struct arena *arena = &asking->run->arena;
	int64_t since = timestamp_seconds(asking->since), now = timestamp_seconds(asking->run->now), ahead = (int64_t)EVENT_DAYS_AHEAD * CALENDAR_DAY_SECONDS;
	char first[TIMESTAMP_SIZE], last[TIMESTAMP_SIZE];
	struct statement *statement;
	struct event { int64_t id, at; const char *minutes; } *events = NULL;
	size_t count = 0;

	timestamp_from_seconds(since, first);
	timestamp_from_seconds(now + ahead, last);
	enum status status = db_ask(store->db, &statement, "select id, starts_at, remind_minutes from event where starts_at > %s and starts_at <= %s and repeat is null"
	                            " and coalesce(status, 'planned') = 'planned'", first, last);
	while (db_next(statement, &status)) {
		events = array_grow(arena, events, count, sizeof *events);
		events[count++] = (struct event){ db_integer(statement, 0), timestamp_seconds(db_text(statement, 1)), db_text(statement, 2) ? arena_string(arena, db_text(statement, 2)) : NULL };
	}
	db_done(statement);
	for (size_t i = 0; !status && i < count; i++)
		status = add_event(asking, events[i].id, events[i].at, events[i].minutes);
	int64_t *series;
	size_t series_count = 0;
	if (!status)
		status = db_integers(store->db, arena, &series, &series_count, "select id from event where repeat is not null and starts_at <= %s and coalesce(status, 'planned') = 'planned'", last);
	for (size_t i = 0; !status && i < series_count; i++) {
		struct record *event;
		struct occurrence *list;
		size_t list_count = 0;
		status = rule_load(store, &record_event, series[i], arena, &event);
		if (!status && event)
			status = occurrence_of(store, event, since, now + ahead, arena, &list, &list_count);
		for (size_t k = 0; !status && k < list_count; k++)
			status = add_event(asking, series[i], list[k].at, record_text(event, "remind_minutes"));
	}
	return status;
}

static bool is_daily(const struct asking *asking)
{
	const struct field *field = asking->type && *set(asking->rule->day) ? type_field(asking->type, asking->rule->day, NULL) : NULL;

	return !field || field->kind != KIND_TIMESTAMP;
}

/* ---- Rules ------------------------------------------------------------------------------------------------------ */

enum status remind_add(struct remind_run *run, const struct reminder_rule *rule, const struct record_type *record, int64_t id, const char *occurrence,
                       int64_t recipient, const char *due, const char *text)
{
	const struct type *type = store_type(run->store, &record_reminder);
	struct record *reminder = record_new(&run->arena, type), *user;
	int64_t there;
	enum status status = rule_load(run->store, &record_user, recipient, &run->arena, &user);

	if (status || !user)
		return status;
	const char *channel = *record_text(user, "remind_by") ? record_text(user, "remind_by") : *record_text(user, "email") ? "mail" : "print";
	if (strcmp(channel, "none") == 0)
		return STATUS_OK;
	const char *key = arena_printf(&run->arena, "%s|%s%lld|%s|u%lld|%s", rule->name, record ? record->prefix : "", (long long)id, occurrence, (long long)recipient, channel);
	status = db_one(run->store->db, &there, "select 1 from reminder where key = %s", key);
	if (status || there)
		return status;
	/* A day is due at the hour of the user. */
	if (strlen(due) == DATE_SIZE - 1) {
		const char *hour = *record_text(user, "remind_hour") ? record_text(user, "remind_hour") : "08:00";
		int64_t second = (strtol(hour, NULL, 10) * 60 + strtol(hour + 3, NULL, 10)) * 60;
		char *at = arena_alloc(&run->arena, TIMESTAMP_SIZE);
		timestamp_from_seconds(calendar_instant(date_number(due), (int)second), at);
		due = at;
	}
	*record_value(reminder, "key") = value_text(key);
	*record_value(reminder, "rule") = value_text(rule->name);
	if (record)
		*record_value(reminder, "about") = value_integer(anyref_pack(record, id));
	*record_value(reminder, "recipient") = value_integer(recipient);
	*record_value(reminder, "channel") = value_text(channel);
	*record_value(reminder, "due_at") = value_text(due);
	*record_value(reminder, "status") = value_text("pending");
	*record_value(reminder, "text") = value_text(arena_string(&run->arena, text));
	*record_value(reminder, "tries") = value_integer(0);
	run->found++;
	if (run->tell)
		run->tell(run->context, reminder);
	return run->trial ? STATUS_OK : save_add(run->store, reminder, &run->arena);
}

static enum status ask(struct asking *asking)
{
	struct remind_run *run = asking->run;
	const struct reminder_rule *rule = asking->rule;
	char since[DATE_SIZE];
	struct remind_span every;
	const char *rest = set(rule->every);

	if (*set(rule->text)) {
		enum status status = merge_parse(run->store, asking->type, rule->text, &run->arena, &asking->text);
		if (status)
			return status;
	}
	if (asking->type->record == &record_event && *set(rule->minutes))
		return ask_events(asking);
	if (!is_daily(asking))
		return ask_instants(asking);
	if (!*set(rule->day))
		return remind_next_span(&rest, &every) ? each_record(asking, "", add_state, &every.count) : STATUS_OK;
	timestamp_day(asking->since, since);
	return ask_days(asking, date_number(since) + 1, date_number(run->today));
}

/* Up to when the rule was asked; one that never was begins with today, or an hour ago, and what was missed for long is left out. */
static enum status read_state(struct asking *asking, struct record **state)
{
	struct store *store = asking->run->store;
	int64_t id, oldest = timestamp_seconds(asking->run->now) - (int64_t)CATCH_UP_DAYS * CALENDAR_DAY_SECONDS;
	enum status status = db_one(store->db, &id, "select id from remind_state where rule = %s", asking->rule->name);

	*state = NULL;
	if (!status && id)
		status = row_load(store, store_type(store, &record_remind_state), id, &asking->run->arena, state);
	if (status)
		return status;
	if (*state && timestamp_seconds(record_text(*state, "asked_at")) > oldest)
		snprintf(asking->since, sizeof asking->since, "%s", record_text(*state, "asked_at"));
	else
		timestamp_from_seconds(*state ? oldest : timestamp_seconds(asking->run->now) - (is_daily(asking) ? CALENDAR_DAY_SECONDS : 3600), asking->since);
	return STATUS_OK;
}

static enum status write_state(struct asking *asking, const struct record *old)
{
	struct store *store = asking->run->store;
	struct record *state = old ? record_copy(&asking->run->arena, old) : record_new(&asking->run->arena, store_type(store, &record_remind_state));

	if (asking->run->trial)
		return STATUS_OK;
	*record_value(state, "rule") = value_text(asking->rule->name);
	*record_value(state, "asked_at") = value_text(asking->run->now);
	return old ? save_set(store, old, state, &asking->run->arena) : save_add(store, state, &asking->run->arena);
}

/* A state is written when something was found, and once a day: a run that finds nothing writes nothing. */
static enum status ask_rule(struct remind_run *run, const struct reminder_rule *rule)
{
	const struct record_type *record = *set(rule->type) ? record_by_name(rule->type) : NULL;
	struct asking asking = { .run = run, .rule = rule, .type = record ? store_type(run->store, record) : NULL };
	struct record *state;
	char day[DATE_SIZE];
	int64_t found = run->found;
	enum status status = read_state(&asking, &state);

	if (status || (*set(rule->type) && !record))
		return status;
	timestamp_day(asking.since, day);
	bool first = !state || strcmp(day, run->today) != 0;
	if (!asking.type ? !first : is_daily(&asking) && !first)
		return STATUS_OK;
	status = asking.type ? ask(&asking) : remind_special(run, rule);
	merge_release(asking.text);
	if (!status && (first || run->found > found))
		status = write_state(&asking, state);
	return status;
}

enum status remind_find(struct remind_run *run)
{
	const struct reminder_rule *rule;
	enum status status = STATUS_OK;

	timestamp_now(&run->store->conventions, run->now);
	date_today(&run->store->conventions, run->today);
	for (size_t i = 0; !status && (rule = schema_entry_at(run->store->schema, &section_reminders, i)); i++) {
		arena_reset(&run->arena);
		if (rule->off)
			continue;
		status = ask_rule(run, rule);
		/* One that cannot be read, or a record that cannot: the others are asked all the same. */
		if ((status == STATUS_USAGE || status == STATUS_DATA || status == STATUS_REFUSED) && run->failed) {
			run->failed(run->context, rule, run->store->error->message);
			status = error_silence(run->store->error, STATUS_OK);
		}
	}
	arena_free(&run->arena);
	return status;
}
