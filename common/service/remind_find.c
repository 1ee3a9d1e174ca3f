/* Which reminders are due: every rule is asked for what became due since it was asked last. */
#include "service/remind_parts.h"

#include "base/date.h"
#include "query/query.h"
#include "service/service.h"
#include "store/check.h"
#include "store/rule.h"
#include "store/save.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHECK_SECONDS = 20 };
enum { CATCH_UP_DAYS = 31 }; /* what was missed longer ago is no news */

/* Calls add for each record of the type that the rule's filter and another one have; day: the value of its field, as text. */
static enum status each_record(struct asking *asking, const char *filter, enum status (*add)(struct asking *asking, int64_t id, const char *day, void *context), void *context)
{
	struct store *store = asking->run->store;
	const char *path = remind_text(asking->rule->day);
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
		status = filter_parse_string(&query.arena, store->schema, asking->type->record, arena_printf(&query.arena, "%s %s", remind_text(asking->rule->where), filter), &expr, store->error);
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
	return remind_occurrence(asking, id, arena_printf(&asking->run->arena, "%s-%lld%s", day, (long long)span->count, span->days ? "d" : ""), due);
}

/* Instants: those whose time, less the span, came since the rule was asked. */
static enum status ask_instants(struct asking *asking)
{
	const char *rest = remind_text(asking->rule->before);
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
	return remind_occurrence(asking, id, due->day, due->due);
}

static enum status add_yearly(struct asking *asking, int64_t id, const char *day, void *context)
{
	const struct due_day *due = context;
	bool leap = strcmp(due->day + 5, "02-28") == 0 && calendar_month_days((int)strtol(due->day, NULL, 10), 2) == 28;

	if (strlen(day) != 10 || (strcmp(day + 5, due->day + 5) != 0 && !(leap && strcmp(day + 5, "02-29") == 0)) || strcmp(day, due->day) >= 0)
		return STATUS_OK;
	return remind_occurrence(asking, id, due->day, due->due);
}

/* Days: each one since the rule was asked. */
static enum status ask_days(struct asking *asking, int64_t first, int64_t last)
{
	enum status status = STATUS_OK;

	for (int64_t day = first; !status && day <= last; day++) {
		const char *rest = remind_text(asking->rule->before);
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

/* What holds now. */
static enum status add_state(struct asking *asking, int64_t id, const char *day, void *context)
{
	bool recently;
	enum status status = remind_recently(asking, id, &recently);

	(void)day;
	(void)context;
	return status || recently ? status : remind_occurrence(asking, id, asking->run->today, asking->run->today);
}

static bool is_daily(const struct asking *asking)
{
	const struct field *field = asking->type && *remind_text(asking->rule->day) ? type_field(asking->type, asking->rule->day, NULL) : NULL;

	return !field || field->kind != KIND_TIMESTAMP;
}

static enum status ask(struct asking *asking)
{
	struct remind_run *run = asking->run;
	const struct reminder_rule *rule = asking->rule;
	char since[DATE_SIZE];

	if (*remind_text(rule->text)) {
		enum status status = merge_parse(run->store, asking->type, rule->text, &run->arena, &asking->text);
		if (status)
			return status;
	}
	if (asking->type->record == &record_event && *remind_text(rule->minutes))
		return remind_events(asking);
	if (!is_daily(asking))
		return ask_instants(asking);
	if (!*remind_text(rule->day))
		return *remind_text(rule->every) ? each_record(asking, "", add_state, NULL) : STATUS_OK;
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
	const struct record_type *record = *remind_text(rule->type) ? record_by_name(rule->type) : NULL;
	struct asking asking = { .run = run, .rule = rule, .type = record ? store_type(run->store, record) : NULL };
	struct record *state;
	char day[DATE_SIZE];
	int64_t found = run->found;
	enum status status = read_state(&asking, &state);

	if (status || (*remind_text(rule->type) && !record))
		return status;
	timestamp_day(asking.since, day);
	bool first = !state || strcmp(day, run->today) != 0;
	if (!first && (asking.type ? is_daily(&asking) : !remind_always(rule)))
		return STATUS_OK;
	status = asking.type ? ask(&asking) : remind_special(&asking);
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

enum status remind_prepare(struct remind_run *run)
{
	const struct reminder_rule *rule = schema_entry(run->store->schema, &section_reminders, REMINDER_CHECK);
	struct asking asking = { .run = run, .rule = rule };
	struct record *state = NULL;
	char day[DATE_SIZE];
	enum status status = STATUS_OK;

	timestamp_now(&run->store->conventions, run->now);
	date_today(&run->store->conventions, run->today);
	if (rule && !rule->off)
		status = read_state(&asking, &state);
	timestamp_day(state ? record_text(state, "asked_at") : "", day);
	if (!status && rule && !rule->off && strcmp(day, run->today) != 0)
		status = store_check_quick(run->store, CHECK_SECONDS, (size_t)date_number(run->today), &run->findings, &run->checked_all);
	arena_free(&run->arena);
	return status;
}
