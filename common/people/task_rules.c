#include "people/people.h"
#include "store/rule.h"

#include "base/calendar.h"
#include "base/recurrence.h"
#include "base/recurrence_rule.h"
#include "store/save.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum status task_before(struct store *store, const struct record *old, struct record *record, struct arena *arena)
{
	if (!record)
		return STATUS_OK;
	struct value *done_at = record_value(record, "done_at");
	bool done = strcmp(record_text(record, "status"), "done") == 0;

	if (!rule_concerns(old, record, (const char *const[]){ "status", "done_at", NULL }))
		return STATUS_OK;
	if (!done)
		*done_at = (struct value){ 0 };
	else if (done_at->type == VALUE_NULL)
		*done_at = rule_now(store, arena);
	return STATUS_OK;
}

/* A rule whose next start is not the first one: a day of the month that shorter months lack is named, and what has passed is not counted any more. */
static struct value next_rule(struct arena *arena, const char *rule, const char *day, long long passed)
{
	struct text named = { 0 }, rest = { 0 };
	size_t length;
	const char *count = recurrence_part(rule, "COUNT", &length), *frequency = recurrence_part(rule, "FREQ", &length);
	bool months = frequency && strncmp(frequency, "MONTHLY", length) == 0, years = frequency && strncmp(frequency, "YEARLY", length) == 0;
	char left[24];

	text_add(&named, rule);
	if (!strstr(rule, "BY") && atoi(day + 8) > 28 && (months || (years && atoi(day + 5) == 2))) {
		if (years)
			text_add(&named, ";BYMONTH=2");
		text_printf(&named, ";BYMONTHDAY=%d", atoi(day + 8));
	}
	snprintf(left, sizeof left, "%lld", count ? strtoll(count, NULL, 10) - passed : 0);
	recurrence_with(&rest, text_string(&named), "COUNT", count ? left : NULL);
	text_free(&named);
	return value_text(text_take(&rest, arena));
}

enum { NEXT_LIMIT = 20000, NEXT_YEARS = 12 };

/* The first day behind the one on which it was due that has not passed yet; days that passed with nothing done are lost. "" when the rule has ended. */
static enum status next_day(struct store *store, const char *rule, const char *due, struct arena *arena, char out[DATE_SIZE], long long *passed)
{
	char today[DATE_SIZE], until[DATE_SIZE], (*days)[DATE_SIZE];
	size_t count, next = 0;

	date_today(&store->conventions, today);
	date_from_number(date_number(strcmp(today, due) > 0 ? today : due) + 366 * NEXT_YEARS, until);
	enum status status = recurrence_days(rule, due, due, until, NEXT_LIMIT, arena, &days, &count, store->error);
	while (!status && next < count && strcmp(days[next], today) < 0)
		next++;
	*passed = (long long)next + 1;
	snprintf(out, DATE_SIZE, "%s", !status && next < count ? days[next] : "");
	return status;
}

static void move_days(struct record *record, const char *field, int64_t days, struct arena *arena)
{
	struct value *value = record_value(record, field);
	char text[TIMESTAMP_SIZE];

	if (value->type != VALUE_TEXT)
		return;
	if (strlen(value->text) == DATE_SIZE - 1) {
		date_from_number(date_number(value->text) + days, text);
	} else {
		int second;
		int64_t day = calendar_local(timestamp_seconds(value->text), &second);
		timestamp_from_seconds(calendar_instant(day + days, second), text);
	}
	*value = value_text(arena_string(arena, text));
}

static enum status make_next(struct store *store, const struct record *task, struct arena *arena)
{
	const char *rule = record_text(task, "repeat"), *due = record_text(task, "due_on");
	char today[DATE_SIZE], day[DATE_SIZE];
	long long passed;

	date_today(&store->conventions, today);
	due = *due ? due : today;
	enum status status = next_day(store, rule, due, arena, day, &passed);
	if (status)
		return error_prefix(store->error, "repeat: ");
	if (!*day)
		return STATUS_OK;
	struct record *next = record_new(arena, task->type);
	for (size_t i = 0; i < task->type->count; i++) {
		const struct field *field = task->type->fields[i];
		if (!field->nocopy && !field->unique && !field->computed && !field->derived)
			next->values[i] = task->values[i];
	}
	int64_t days = date_number(day) - date_number(due);
	*record_value(next, "due_on") = value_text(arena_string(arena, day));
	move_days(next, "start_on", days, arena);
	move_days(next, "remind_at", days, arena);
	*record_value(next, "repeat") = next_rule(arena, rule, due, passed);
	status = save_add(store, next, arena);
	if (!status)
		change_warn(store, "t%lld repeats: t%lld is due on %s", (long long)task->id, (long long)next->id, day);
	return status;
}

/* What repeats has its next when it is done. */
enum status task_after(struct store *store, const struct record *old, const struct record *record, struct arena *arena)
{
	if (!old || !record || !*record_text(record, "repeat") || !rule_changed(old, record, "status") || strcmp(record_text(record, "status"), "done") != 0)
		return STATUS_OK;
	return make_next(store, record, arena);
}
