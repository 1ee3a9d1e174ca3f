/* From calendar files to events and tasks. */
#include "service/icalendar.h"

#include "base/calendar.h"
#include "people/event_series.h"
#include "people/people.h"
#include "query/resolve.h"
#include "service/icalendar_people.h"
#include "store/private.h"
#include "store/rule.h"
#include "store/save.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct importing {
	struct store *store;
	const char *name, *method;
	struct arena *arena;
	void (*touched)(void *context, const struct record_type *type, int64_t id);
	void *context;
};

static enum status refuse(const struct importing *importing, int line, const char *what, const char *value)
{
	return error_set(importing->store->error, STATUS_DATA, "%s:%d: '%.60s' is not %s", importing->name, line, value, what);
}

static struct value stored(struct arena *arena, int64_t seconds)
{
	char text[TIMESTAMP_SIZE];

	timestamp_from_seconds(seconds, text);
	return value_text(arena_string(arena, text));
}

/* The value of a property as the field has it, checked by the field's kind. */
static enum status set_text(const struct importing *importing, struct record *record, const char *field, const struct icalendar_property *property, const char *text)
{
	size_t index;
	const struct field *written = type_field(record->type, field, &index);
	char currency[4] = "";
	enum status status = field_parse(&importing->store->conventions, written, text, importing->arena, currency, &record->values[index], importing->store->error);

	return status ? error_prefix(importing->store->error, "%s:%d: ", importing->name, property->line) : STATUS_OK;
}

static enum status take_text(const struct importing *importing, const struct icalendar_component *component, const char *name, struct record *record, const char *field)
{
	const struct icalendar_property *property = icalendar_find(component, name);
	struct text plain = { 0 };

	if (!property)
		return STATUS_OK;
	icalendar_text(property->value, &plain);
	enum status status = set_text(importing, record, field, property, text_string(&plain));
	text_free(&plain);
	return status;
}

static enum status read_time(const struct importing *importing, const struct icalendar_property *property, int64_t *seconds, bool *whole_day, char zone[64])
{
	if (icalendar_instant(property, property->value, seconds, whole_day, zone))
		return STATUS_OK;
	return refuse(importing, property->line, "a time of a zone that is known", property->value);
}

/* The id in our own identifiers, e12.UUID@crm; 0 for those of others. */
static int64_t own_id(const struct store *store, const char *uid, const char *prefix)
{
	const char *uuid = schema_value(store->schema, "uuid");
	size_t length = strlen(prefix), digits = strncmp(uid, prefix, length) == 0 ? strspn(uid + length, "0123456789") : 0;
	const char *rest = uid + length + digits;

	if (!digits || digits > REFERENCE_DIGITS || !uuid || *rest != '.' || strncmp(rest + 1, uuid, strlen(uuid)) != 0 || strcmp(rest + 1 + strlen(uuid), "@crm") != 0)
		return 0;
	return strtoll(uid + length, NULL, 10);
}

static enum status load(const struct importing *importing, const struct record_type *type, int64_t id, struct record **out)
{
	*out = NULL;
	return id ? row_load(importing->store, store_type(importing->store, type), id, importing->arena, out) : STATUS_OK;
}

/* What is known of an event: itself, or for one occurrence its series, and the event that the occurrence became. */
struct known {
	struct record *event, *series;
	int64_t occurrence;
	bool single; /* one occurrence is meant */
};

static enum status find_event(const struct importing *importing, const struct icalendar_component *component, const char *uid, struct known *known)
{
	struct store *store = importing->store;
	const struct icalendar_property *recurrence = icalendar_find(component, "RECURRENCE-ID");
	struct record *whole;
	int64_t id = own_id(store, uid, "e");
	enum status status = STATUS_OK;
	bool whole_day;

	*known = (struct known){ .single = recurrence };
	if (!id)
		status = db_one(store->db, &id, "select id from event where uid = %s and occurrence is null order by id", uid);
	if (!status)
		status = load(importing, &record_event, id, &whole);
	if (!status && recurrence)
		status = read_time(importing, recurrence, &known->occurrence, &whole_day, NULL);
	if (status)
		return status;
	if (!recurrence) {
		known->event = whole;
		return STATUS_OK;
	}
	char at[TIMESTAMP_SIZE];
	timestamp_from_seconds(known->occurrence, at);
	known->series = whole;
	if (whole)
		status = db_one(store->db, &id, "select id from event where series = %jd and occurrence = %s order by id", whole->id, at);
	else
		status = db_one(store->db, &id, "select id from event where uid = %s and occurrence = %s order by id", uid, at);
	return status ? status : load(importing, &record_event, id, &known->event);
}

/* DTSTART, DTEND or DURATION. A day behind the last one ends whole days there. */
static enum status take_times(const struct importing *importing, const struct icalendar_component *component, struct record *record)
{
	const struct icalendar_property *start = icalendar_find(component, "DTSTART"), *end = icalendar_find(component, "DTEND"), *length = icalendar_find(component, "DURATION");
	int64_t starts, ends = 0, seconds;
	char zone[64];
	int second;
	bool whole_day, other;

	if (!start)
		return error_set(importing->store->error, STATUS_DATA, "%s:%d: the %s has no DTSTART", importing->name, component->line, component->name);
	enum status status = read_time(importing, start, &starts, &whole_day, zone);
	if (!status && end && !(status = read_time(importing, end, &ends, &other, NULL)) && other != whole_day)
		status = refuse(importing, end->line, whole_day ? "a day" : "a time", end->value);
	if (!status && !end && length && !icalendar_duration(length->value, &seconds))
		status = refuse(importing, length->line, "a duration", length->value);
	if (status)
		return status;
	if (!end && length)
		ends = starts + seconds;
	if (whole_day && ends)
		ends = calendar_instant(calendar_local(ends, &second) - 1, 0);
	*record_value(record, "starts_at") = stored(importing->arena, starts);
	*record_value(record, "ends_at") = ends > starts ? stored(importing->arena, ends) : (struct value){ 0 };
	*record_value(record, "all_day") = value_integer(whole_day);
	*record_value(record, "timezone") = value_text(*zone && strcmp(zone, importing->store->conventions.zone) != 0 ? arena_string(importing->arena, zone) : NULL);
	return STATUS_OK;
}

static enum status take_priority(const struct importing *importing, const struct icalendar_component *component, struct record *record)
{
	const struct icalendar_property *property = icalendar_find(component, "PRIORITY");
	int priority = property ? atoi(property->value) : 0;

	if (!property)
		return STATUS_OK;
	return set_text(importing, record, "priority", property, priority == 0 || priority == 5 ? "normal" : priority < 5 ? "high" : "low");
}

static enum status take_reminders(const struct importing *importing, const struct icalendar_component *component, struct record *record)
{
	struct text minutes = { 0 };
	const struct icalendar_property *last = NULL;
	int64_t seconds;

	for (size_t i = 0; i < component->count; i++) {
		const struct icalendar_property *property = &component->properties[i];
		if (strcmp(property->name, "TRIGGER") != 0 || !icalendar_duration(property->value, &seconds) || seconds > 0)
			continue;
		text_printf(&minutes, "%s%lld", minutes.length ? "," : "", (long long)(-seconds / 60));
		last = property;
	}
	enum status status = last ? set_text(importing, record, "remind_minutes", last, text_string(&minutes)) : STATUS_OK;
	text_free(&minutes);
	return status;
}

/* A cancelled event does not take place; what was held stays that. */
static void take_status(const struct icalendar_component *component, struct record *record)
{
	const struct icalendar_property *property = icalendar_find(component, "STATUS");
	bool cancelled = property && strcasecmp(property->value, "CANCELLED") == 0, was = strcmp(record_text(record, "status"), "not-held") == 0;

	if (cancelled || was)
		*record_value(record, "status") = value_text(cancelled ? "not-held" : "planned");
}

static enum status take_visibility(const struct importing *importing, const struct icalendar_component *component, struct record *record)
{
	const struct icalendar_property *property = icalendar_find(component, "CLASS");

	return property ? set_text(importing, record, "visibility", property, strcasecmp(property->value, "PUBLIC") == 0 ? "public" : "private") : STATUS_OK;
}

static enum status take_event(const struct importing *importing, const struct icalendar_component *component, struct record *record)
{
	const struct icalendar_property *rule = icalendar_find(component, "RRULE"), *sequence = icalendar_find(component, "SEQUENCE");
	enum status status = take_times(importing, component, record);

	if (!icalendar_find(component, "SUMMARY") && !*record_text(record, "subject"))
		*record_value(record, "subject") = value_text("event");
	if (!status)
		status = take_text(importing, component, "SUMMARY", record, "subject");
	if (!status)
		status = take_text(importing, component, "LOCATION", record, "location");
	if (!status)
		status = take_text(importing, component, "DESCRIPTION", record, "notes");
	if (!status)
		status = take_text(importing, component, "CATEGORIES", record, "tags");
	if (!status && rule)
		status = set_text(importing, record, "repeat", rule, rule->value);
	/* A series of days that no rule says has one by its rule. */
	if (!rule)
		*record_value(record, "repeat") = icalendar_find(component, "RDATE") ? value_text("FREQ=DAILY;COUNT=1") : (struct value){ 0 };
	if (!status)
		status = take_priority(importing, component, record);
	if (!status)
		status = take_visibility(importing, component, record);
	if (!status)
		status = take_reminders(importing, component, record);
	take_status(component, record);
	if (sequence && (atoi(sequence->value) > 0 || record_value(record, "sequence")->type == VALUE_INTEGER))
		*record_value(record, "sequence") = value_integer(atoi(sequence->value));
	return status ? status : icalendar_people_take(importing->store, component, record, importing->arena);
}

/* EXDATE: occurrences that do not take place; RDATE: what takes place besides, an event of the series each. Of a period, its beginning counts. */
static enum status take_exceptions(const struct importing *importing, const struct icalendar_component *component, const struct record *series)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < component->count; i++) {
		const struct icalendar_property *property = &component->properties[i];
		bool more = strcmp(property->name, "RDATE") == 0;
		if (!more && strcmp(property->name, "EXDATE") != 0)
			continue;
		char *rest = arena_string(importing->arena, property->value);
		while (!status && rest) {
			char *value = rest, *comma = strchr(rest, ','), at[TIMESTAMP_SIZE];
			int64_t seconds, there = 0;
			bool whole_day;
			rest = comma ? comma + 1 : NULL;
			if (comma)
				*comma = '\0';
			if (more)
				value[strcspn(value, "/")] = '\0';
			if (!icalendar_instant(property, value, &seconds, &whole_day, NULL))
				return refuse(importing, property->line, "a time of a zone that is known", value);
			timestamp_from_seconds(seconds, at);
			status = db_one(importing->store->db, &there, "select id from event where series = %jd and occurrence = %s", series->id, at);
			if (status || there || (more && strcmp(at, record_text(series, "starts_at")) == 0))
				continue;
			struct record *record = series_occurrence(importing->arena, series, seconds);
			if (!more)
				*record_value(record, "status") = value_text("not-held");
			status = save_add(importing->store, record, importing->arena);
		}
	}
	return status;
}

static enum status save(const struct importing *importing, const struct icalendar_component *component, const struct record *old, struct record *record)
{
	enum status status = old ? save_set(importing->store, old, record, importing->arena) : save_add(importing->store, record, importing->arena);

	if (!status)
		importing->touched(importing->context, record->type->record, record->id);
	return status ? error_prefix(importing->store->error, "%s:%d: ", importing->name, component->line) : STATUS_OK;
}

/* The event that is written: a copy of what is known, an occurrence of its series, or a new one. */
static struct record *draft(const struct importing *importing, const struct known *known, const char *uid)
{
	struct record *record;

	if (known->event)
		return record_copy(importing->arena, known->event);
	if (known->series)
		return series_occurrence(importing->arena, known->series, known->occurrence);
	record = record_new(importing->arena, store_type(importing->store, &record_event));
	*record_value(record, "uid") = value_text(arena_string(importing->arena, uid));
	if (known->single)
		*record_value(record, "occurrence") = stored(importing->arena, known->occurrence);
	return record;
}

static enum status import_event(const struct importing *importing, const struct icalendar_component *component, const char *uid)
{
	struct known known;
	const struct icalendar_property *sequence = icalendar_find(component, "SEQUENCE");
	enum status status = find_event(importing, component, uid, &known);
	bool answers = strcmp(importing->method, "REPLY") == 0, cancels = strcmp(importing->method, "CANCEL") == 0;

	if (!status && known.event)
		status = private_refuse(importing->store, known.event);
	if (status)
		return status;
	if ((answers || cancels) && !known.event && !(known.series && cancels)) {
		if (!known.series)
			return error_set(importing->store->error, STATUS_REFUSED, "%s:%d: no event here is known as %.100s", importing->name, component->line, uid);
		known.event = known.series; /* the answer of a participant who is not asked again for each occurrence */
	}
	if (!answers && known.event && sequence && record_integer(known.event, "sequence") > atoi(sequence->value)) {
		importing->touched(importing->context, &record_event, known.event->id);
		return STATUS_OK;
	}
	struct record *record = draft(importing, &known, uid);
	if (answers)
		status = icalendar_people_answer(importing->store, component, record, importing->arena);
	else if (cancels)
		*record_value(record, "status") = value_text("not-held");
	else
		status = take_event(importing, component, record);
	if (!status)
		status = save(importing, component, known.event, record);
	return status || answers || cancels || !*record_text(record, "repeat") ? status : take_exceptions(importing, component, record);
}

static enum status take_day(const struct importing *importing, const struct icalendar_component *component, const char *name, struct record *record, const char *field)
{
	const struct icalendar_property *property = icalendar_find(component, name);
	int64_t seconds;
	bool whole_day;
	char day[DATE_SIZE], at[TIMESTAMP_SIZE];

	if (!property)
		return STATUS_OK;
	enum status status = read_time(importing, property, &seconds, &whole_day, NULL);
	if (status)
		return status;
	timestamp_from_seconds(seconds, at);
	timestamp_day(at, day);
	*record_value(record, field) = value_text(arena_string(importing->arena, day));
	return STATUS_OK;
}

static enum status import_task(const struct importing *importing, const struct icalendar_component *component, const char *uid)
{
	const struct icalendar_property *said = icalendar_find(component, "STATUS"), *rule = icalendar_find(component, "RRULE");
	struct record *old, *record;
	int64_t id = own_id(importing->store, uid, "t");
	enum status status = STATUS_OK;

	if (!id)
		status = db_one(importing->store->db, &id, "select id from task where external_id = %s order by id", uid);
	if (!status)
		status = load(importing, &record_task, id, &old);
	if (status)
		return status;
	record = old ? record_copy(importing->arena, old) : record_new(importing->arena, store_type(importing->store, &record_task));
	if (!old) {
		*record_value(record, "external_id") = value_text(arena_string(importing->arena, uid));
		*record_value(record, "subject") = value_text("task");
	}
	if ((status = take_text(importing, component, "SUMMARY", record, "subject")) || (status = take_text(importing, component, "DESCRIPTION", record, "notes")) ||
	    (status = take_text(importing, component, "CATEGORIES", record, "tags")) || (status = take_day(importing, component, "DUE", record, "due_on")) ||
	    (status = take_day(importing, component, "DTSTART", record, "start_on")) || (status = take_priority(importing, component, record)) ||
	    (rule && (status = set_text(importing, record, "repeat", rule, rule->value))))
		return status;
	if (said && strcasecmp(said->value, "COMPLETED") == 0)
		*record_value(record, "status") = value_text("done");
	else if (said && strcasecmp(said->value, "IN-PROCESS") == 0)
		*record_value(record, "status") = value_text("in-progress");
	else if (said && (strcmp(record_text(record, "status"), "done") == 0 || strcmp(record_text(record, "status"), "in-progress") == 0))
		*record_value(record, "status") = value_text("not-started");
	return save(importing, component, old, record);
}

static enum status import_all(const struct importing *importing, const struct icalendar_file *file, bool occurrences)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < file->count; i++) {
		const struct icalendar_component *component = &file->components[i];
		const struct icalendar_property *uid = icalendar_find(component, "UID");
		bool event = strcmp(component->name, "VEVENT") == 0, occurrence = icalendar_find(component, "RECURRENCE-ID");
		if (occurrence != occurrences)
			continue;
		if (!uid || !*uid->value || strlen(uid->value) > 1000)
			return error_set(importing->store->error, STATUS_DATA, "%s:%d: the %s has no UID that identifies it", importing->name, component->line, component->name);
		status = event ? import_event(importing, component, uid->value) : import_task(importing, component, uid->value);
	}
	return status;
}

/* Series first, whatever the order of the file: their occurrences belong to them. */
enum status icalendar_import(struct store *store, const char *name, const struct icalendar_file *file, struct arena *arena,
                             void (*touched)(void *context, const struct record_type *type, int64_t id), void *context)
{
	const struct importing importing = { .store = store, .name = name, .method = file->method, .arena = arena, .touched = touched, .context = context };
	enum status status = import_all(&importing, file, false);

	return status ? status : import_all(&importing, file, true);
}
