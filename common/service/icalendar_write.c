#include "service/icalendar.h"

#include "base/calendar.h"
#include "base/recurrence_rule.h"
#include "people/occurrence.h"
#include "people/people.h"
#include "service/icalendar_line.h"
#include "service/icalendar_zone.h"
#include "store/private.h"
#include "store/rule.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* 20260305T060000Z of a stored instant, or with `local` what the clock shows. */
static void instant(struct text *out, int64_t seconds, bool local)
{
	char day[DATE_SIZE];
	int second;
	int64_t number = calendar_local(seconds, &second);

	if (!local) {
		number = seconds / CALENDAR_DAY_SECONDS - (seconds % CALENDAR_DAY_SECONDS < 0);
		second = (int)(seconds - number * CALENDAR_DAY_SECONDS);
	}
	date_from_number(number, day);
	text_printf(out, "%.4s%.2s%.2sT%02d%02d%02d%s", day, day + 5, day + 8, second / 3600 % 24, second / 60 % 60, second % 60, local ? "" : "Z");
}

static void day_text(struct text *out, int64_t seconds)
{
	char day[DATE_SIZE];
	int second;

	date_from_number(calendar_local(seconds, &second), day);
	text_printf(out, "%.4s%.2s%.2s", day, day + 5, day + 8);
}

/* How the times of an event are written: as days, on the clock of a zone, or in UTC where neither repeats nor zone ask for more. */
struct time_form {
	bool days;
	const char *zone; /* NULL: UTC */
};

static struct time_form form_of(const struct store *store, const struct record *event)
{
	const char *zone = record_text(event, "timezone");

	if (record_integer(event, "all_day"))
		return (struct time_form){ .days = true };
	if (*zone || *record_text(event, "repeat") || record_integer(event, "series"))
		return (struct time_form){ .zone = *zone ? zone : store->conventions.zone };
	return (struct time_form){ 0 };
}

static void time_line(struct text *out, const struct time_form *form, const char *name, int64_t seconds)
{
	struct text value = { 0 };
	struct calendar_stay stay = { 0 };
	struct error ignored = { 0 };

	if (form->days) {
		day_text(&value, seconds);
		icalendar_line(out, "%s;VALUE=DATE:%s", name, text_string(&value));
	} else if (form->zone && strcmp(form->zone, "UTC") != 0 && !calendar_enter(form->zone, &stay, &ignored)) {
		instant(&value, seconds, true);
		calendar_leave(&stay);
		icalendar_line(out, "%s;TZID=%s:%s", name, form->zone, text_string(&value));
	} else {
		instant(&value, seconds, false);
		icalendar_line(out, "%s:%s", name, text_string(&value));
	}
	text_free(&value);
}

/* UNTIL is of the same kind as the start; and months that lack the day have their last one here, which other programs must be given. */
static void rule_line(struct text *out, const char *rule, const struct time_form *form, int64_t starts)
{
	struct text bare = { 0 }, until = { 0 }, whole = { 0 };
	char day[DATE_SIZE];
	size_t length;
	int second;
	const char *said = recurrence_part(rule, "UNTIL", &length), *frequency = recurrence_part(rule, "FREQ", &length);

	date_from_number(calendar_local(starts, &second), day);
	recurrence_with(&bare, rule, "UNTIL", NULL);
	if (said)
		length = strcspn(said, ";");
	if (said && (length == 8) == form->days)
		text_append(&until, said, length);
	else if (said && form->days)
		text_append(&until, said, 8);
	else if (said)
		instant(&until, calendar_instant(calendar_number((struct calendar_day){ atoi(said) / 10000, atoi(said) / 100 % 100, atoi(said) % 100 }), 86399), false);
	recurrence_with(&whole, text_string(&bare), "UNTIL", said ? text_string(&until) : NULL);
	if (atoi(day + 8) > 28 && !strstr(rule, "BY") && frequency && (strncmp(frequency, "MONTHLY", 7) == 0 || (strncmp(frequency, "YEARLY", 6) == 0 && atoi(day + 5) == 2))) {
		text_add(&whole, *frequency == 'Y' ? ";BYMONTH=2;BYMONTHDAY=28" : ";BYMONTHDAY=28");
		for (int n = 29; n <= atoi(day + 8); n++)
			text_printf(&whole, ",%d", n);
		text_add(&whole, ";BYSETPOS=-1");
	}
	icalendar_line(out, "RRULE:%s", text_string(&whole));
	text_free(&bare);
	text_free(&until);
	text_free(&whole);
}

static const char *uuid_of(const struct store *store)
{
	const char *uuid = schema_value(store->schema, "uuid");

	return uuid ? uuid : "";
}

static enum status person_line(struct store *store, const struct record_type *type, int64_t id, const char *property, const char *role, struct text *out)
{
	static const struct {
		const char *role, *answer;
	} answers[] = { { "invited", "NEEDS-ACTION" }, { "accepted", "ACCEPTED" }, { "tentative", "TENTATIVE" }, { "declined", "DECLINED" } };
	struct arena arena = { 0 };
	struct record *person;
	struct text whole = { 0 };
	enum status status = row_load(store, store_type(store, type), id, &arena, &person);

	if (!status && person) {
		const char *name = record_text(person, type->title), *email = record_text(person, "email");
		text_printf(&whole, "%s;CN=\"", property);
		for (const char *p = name; *p; p++)
			if ((unsigned char)*p >= ' ' && *p != '"')
				text_byte(&whole, *p);
		text_byte(&whole, '"');
		for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
			if (strcmp(role, answers[i].role) == 0)
				text_printf(&whole, ";PARTSTAT=%s%s", answers[i].answer, i == 0 ? ";RSVP=TRUE" : "");
		if (*email && !strpbrk(email, " \r\n\t"))
			text_printf(&whole, ":mailto:%s", email);
		else
			text_printf(&whole, ":urn:x-crm:%s%lld.%s", type->prefix, (long long)id, uuid_of(store));
		content_fold(out, text_string(&whole), whole.length);
	}
	text_free(&whole);
	arena_free(&arena);
	return status;
}

static enum status people_lines(struct store *store, const struct record *event, struct text *out)
{
	static const struct {
		const char *field;
		const struct record_type *type;
	} links[] = { { "attendees", &record_user }, { "contacts", &record_contact }, { "leads", &record_lead } };
	enum status status = STATUS_OK;
	bool any = false;
	char role[40];
	int64_t id;

	for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
		for (const char *rest = record_text(event, links[i].field); !status && row_next_link(&rest, &id, role);) {
			if (!any && record_integer(event, "owner"))
				status = person_line(store, &record_user, record_integer(event, "owner"), "ORGANIZER", "", out);
			any = true;
			if (!status)
				status = person_line(store, links[i].type, id, "ATTENDEE", role, out);
		}
	}
	return status;
}

static void alarm_lines(const char *minutes, struct text *out)
{
	for (const char *p = minutes; *p; p++) {
		if (*p == ',')
			continue;
		icalendar_line(out, "BEGIN:VALARM");
		icalendar_line(out, "ACTION:DISPLAY");
		icalendar_line(out, "DESCRIPTION:Reminder");
		icalendar_line(out, "TRIGGER:-PT%dM", atoi(p));
		icalendar_line(out, "END:VALARM");
		p += strcspn(p, ",") - 1;
	}
}

static void tags_line(struct text *out, const char *tags)
{
	size_t length = strlen(tags);

	if (length > 2)
		icalendar_line(out, "CATEGORIES:%.*s", (int)length - 2, tags + 1);
}

static void priority_line(struct text *out, const struct record *record)
{
	const char *priority = record_text(record, "priority");

	if (strcmp(priority, "high") == 0 || strcmp(priority, "low") == 0)
		icalendar_line(out, "PRIORITY:%d", *priority == 'h' ? 1 : 9);
}

enum status icalendar_uid(struct store *store, const struct record *event, struct text *out)
{
	bool is_event = event->type->record == &record_event;
	const char *own = is_event ? record_text(event, "uid") : "";
	int64_t series = is_event ? record_integer(event, "series") : 0;
	struct statement *statement;
	enum status status = STATUS_OK;
	bool said = *own;

	text_add(out, own);
	if (!said && series) {
		status = db_ask(store->db, &statement, "select uid from event where id = %jd and uid is not null", series);
		if ((said = db_next(statement, &status)))
			text_add(out, db_text(statement, 0));
		db_done(statement);
	}
	if (!status && !said)
		text_printf(out, "%s%lld.%s@crm", event->type->record->prefix, (long long)(series ? series : event->id), uuid_of(store));
	return status;
}

static enum status identity(struct store *store, const struct record *record, struct text *out)
{
	struct text uid = { 0 };
	enum status status = icalendar_uid(store, record, &uid);
	const char *stamp = record_text(record, "updated_at");
	struct text at = { 0 };

	instant(&at, *stamp ? timestamp_seconds(stamp) : store->conventions.now, false);
	icalendar_text_line(out, "UID", text_string(&uid));
	icalendar_line(out, "DTSTAMP:%s", text_string(&at));
	text_free(&uid);
	text_free(&at);
	return status;
}

/* Occurrences that do not take place are left out of the series; others that became events of their own are written behind it. */
static enum status exception_lines(struct store *store, const struct record *series, const struct time_form *form, struct text *out)
{
	struct statement *statement;
	enum status status = db_ask(store->db, &statement, "select occurrence from event where series = %jd and occurrence is not null and status = 'not-held' order by occurrence",
	                            series->id);

	while (db_next(statement, &status))
		time_line(out, form, "EXDATE", timestamp_seconds(db_text(statement, 0)));
	db_done(statement);
	return status;
}

/* What takes place besides the days of the rule. */
static enum status addition_lines(struct store *store, const struct record *series, const struct time_form *form, struct arena *arena, struct text *out)
{
	struct statement *statement;
	enum status status = db_ask(store->db, &statement, "select occurrence from event where series = %jd and occurrence is not null and coalesce(status, '') <> 'not-held' order by occurrence",
	                            series->id);

	while (db_next(statement, &status)) {
		int64_t at = timestamp_seconds(db_text(statement, 0));
		bool by_rule = true;
		status = occurrence_by_rule(store, series, at, arena, &by_rule);
		if (!status && !by_rule)
			time_line(out, form, "RDATE", at);
	}
	db_done(statement);
	return status;
}

/* Whole days end on the day behind the last one. */
static int64_t end_of(const struct time_form *form, int64_t starts, int64_t ends)
{
	int second;

	return form->days ? calendar_instant(calendar_local(ends > starts ? ends : starts, &second) + 1, 0) : ends;
}

static enum status event_lines(struct store *store, const struct record *event, struct arena *arena, struct text *out)
{
	bool hidden = private_hides(store, event), cancelled = strcmp(record_text(event, "status"), "not-held") == 0;
	struct time_form form = form_of(store, event);
	int64_t starts = timestamp_seconds(record_text(event, "starts_at")), length = occurrence_length(event);
	const char *repeat = record_text(event, "repeat");

	icalendar_line(out, "BEGIN:VEVENT");
	enum status status = identity(store, event, out);
	icalendar_line(out, "SEQUENCE:%lld", (long long)record_integer(event, "sequence"));
	if (*record_text(event, "occurrence"))
		time_line(out, &form, "RECURRENCE-ID", timestamp_seconds(record_text(event, "occurrence")));
	time_line(out, &form, "DTSTART", starts);
	if (length || form.days)
		time_line(out, &form, "DTEND", end_of(&form, starts, starts + length));
	if (*repeat)
		rule_line(out, repeat, &form, starts);
	if (*repeat && !status)
		status = exception_lines(store, event, &form, out);
	if (*repeat && !status)
		status = addition_lines(store, event, &form, arena, out);
	icalendar_text_line(out, "SUMMARY", hidden ? "busy" : record_text(event, "subject"));
	if (*record_text(event, "visibility"))
		icalendar_line(out, "CLASS:%s", strcmp(record_text(event, "visibility"), "private") == 0 ? "PRIVATE" : "PUBLIC");
	if (!hidden) {
		icalendar_text_line(out, "LOCATION", record_text(event, "location"));
		icalendar_text_line(out, "DESCRIPTION", record_text(event, "notes"));
		tags_line(out, record_text(event, "tags"));
		priority_line(out, event);
		icalendar_line(out, "STATUS:%s", cancelled ? "CANCELLED" : "CONFIRMED");
		status = status ? status : people_lines(store, event, out);
		alarm_lines(record_text(event, "remind_minutes"), out);
	}
	icalendar_line(out, "END:VEVENT");
	return status;
}

static void date_line(struct text *out, const char *name, const char *day)
{
	if (*day)
		icalendar_line(out, "%s;VALUE=DATE:%.4s%.2s%.2s", name, day, day + 5, day + 8);
}

static enum status task_lines(struct store *store, const struct record *task, struct text *out)
{
	const char *said = record_text(task, "status"), *due = record_text(task, "due_on"), *start = record_text(task, "start_on"), *repeat = record_text(task, "repeat");
	struct text at = { 0 };

	icalendar_line(out, "BEGIN:VTODO");
	enum status status = identity(store, task, out);
	icalendar_text_line(out, "SUMMARY", record_text(task, "subject"));
	date_line(out, "DTSTART", *start || !*repeat ? start : due);
	date_line(out, "DUE", due);
	if (*repeat && *due)
		rule_line(out, repeat, &(struct time_form){ .days = true }, calendar_instant(date_number(due), 0));
	icalendar_line(out, "STATUS:%s", strcmp(said, "done") == 0 ? "COMPLETED" : strcmp(said, "in-progress") == 0 ? "IN-PROCESS" : "NEEDS-ACTION");
	if (*record_text(task, "done_at")) {
		instant(&at, timestamp_seconds(record_text(task, "done_at")), false);
		icalendar_line(out, "COMPLETED:%s", text_string(&at));
	}
	priority_line(out, task);
	icalendar_text_line(out, "DESCRIPTION", record_text(task, "notes"));
	tags_line(out, record_text(task, "tags"));
	icalendar_line(out, "END:VTODO");
	text_free(&at);
	return status;
}

static enum status load(struct store *store, const struct record_type *type, int64_t id, struct arena *arena, struct record **out)
{
	enum status status = row_load(store, store_type(store, type), id, arena, out);

	return status || *out ? status : store_missing(store, type, id);
}

enum status icalendar_write(struct store *store, const struct icalendar_content *content, struct arena *arena, struct text *out)
{
	struct text body = { 0 }, zones = { 0 };
	struct record *record;
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < content->event_count; i++) {
		int64_t *own;
		size_t count = 0;
		status = load(store, &record_event, content->events[i], arena, &record);
		if (!status)
			status = event_lines(store, record, arena, &body);
		if (!status && !form_of(store, record).days && form_of(store, record).zone)
			icalendar_zone(form_of(store, record).zone, timestamp_seconds(record_text(record, "starts_at")), store->conventions.now, &zones);
		if (!status && *record_text(record, "repeat"))
			status = db_integers(store->db, arena, &own, &count, "select id from event where series = %jd and occurrence is not null and coalesce(status, '') <> 'not-held' order by id",
			                     record->id);
		for (size_t n = 0; !status && n < count; n++) {
			status = load(store, &record_event, own[n], arena, &record);
			if (!status)
				status = event_lines(store, record, arena, &body);
		}
	}
	for (size_t i = 0; !status && i < content->task_count; i++) {
		status = load(store, &record_task, content->tasks[i], arena, &record);
		if (!status)
			status = task_lines(store, record, &body);
	}
	if (!status) {
		icalendar_line(out, "BEGIN:VCALENDAR");
		icalendar_line(out, "VERSION:2.0");
		icalendar_line(out, "PRODID:-//crm//crm//EN");
		icalendar_line(out, "CALSCALE:GREGORIAN");
		icalendar_line(out, "METHOD:%s", content->method);
		text_append(out, text_string(&zones), zones.length);
		text_append(out, text_string(&body), body.length);
		icalendar_line(out, "END:VCALENDAR");
	}
	text_free(&body);
	text_free(&zones);
	return status;
}

enum status icalendar_request(struct store *store, int64_t event, struct arena *arena, struct text *out)
{
	struct record *record;
	enum status status = load(store, &record_event, event, arena, &record);
	bool cancelled = !status && strcmp(record_text(record, "status"), "not-held") == 0;
	struct icalendar_content content = { .method = cancelled ? "CANCEL" : "REQUEST", .events = &event, .event_count = 1 };

	return status ? status : icalendar_write(store, &content, arena, out);
}
