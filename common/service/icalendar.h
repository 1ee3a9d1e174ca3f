/* Calendar files (RFC 5545) and invitations (RFC 5546): events and tasks written, read, and filed. */
#ifndef CRM_SERVICE_ICALENDAR_H
#define CRM_SERVICE_ICALENDAR_H

#include "store/row.h"

/* Writing. */

struct icalendar_content {
	const char *method; /* "PUBLISH", "REQUEST", "CANCEL" */
	const int64_t *events;
	size_t event_count;
	const int64_t *tasks;
	size_t task_count;
};
/* Appends a VCALENDAR: CRLF, folded lines, the time zones that it names. A series is written with what became of its occurrences; an occurrence that is named
 * itself is written alone. Of an event that is private to somebody else there is only when it is. */
enum status icalendar_write(struct store *store, const struct icalendar_content *content, struct arena *arena, struct text *out);

/* The request by which participants are invited to an event, or informed of a revision; CANCEL where it does not take place. For crm-event invite, and for mail. */
enum status icalendar_request(struct store *store, int64_t event, struct arena *arena, struct text *out);

/* Appends what identifies an event in other calendars: that of its series; where it was imported, what the file said. */
enum status icalendar_uid(struct store *store, const struct record *event, struct text *out);

/* Reading. */

enum {
	ICALENDAR_SIZE = 16 * 1024 * 1024, /* bytes of a file */
	ICALENDAR_LINE = 1024 * 1024,      /* of a line without its folds */
	ICALENDAR_DEPTH = 8,               /* of components in each other */
	ICALENDAR_COUNT = 50000,           /* of events and tasks */
};

struct icalendar_property {
	const char *name, *parameters, *value; /* name in capitals; the parameters as written, "TZID=Asia/Shanghai;…"; the value as written */
	int line;                              /* where it begins, from 1 */
};

struct icalendar_component {
	const char *name;  /* "VEVENT", "VTODO" */
	int line;
	struct icalendar_property *properties; /* without those of alarms but for the first TRIGGER of each, which are there as TRIGGER */
	size_t count;
};

struct icalendar_file {
	const char *method; /* in capitals; "" when there is none */
	struct icalendar_component *components;
	size_t count;
};
/* STATUS_DATA with the line, "name:12: …", for what is no calendar file, or beyond the limits. name: the file in messages. text is valid UTF-8. */
enum status icalendar_read(const char *name, const char *text, size_t length, struct arena *arena, struct icalendar_file *out, struct error *error);

/* The first property of that name; NULL when there is none. */
const struct icalendar_property *icalendar_find(const struct icalendar_component *component, const char *name);
/* Appends the value of a parameter without quotes; false when the property has none. */
bool icalendar_parameter(const struct icalendar_property *property, const char *name, struct text *out);
/* Appends a text value without its escapes. */
void icalendar_text(const char *value, struct text *out);

/* 20260305, 20260305T140000, 20260305T140000Z, in the zone that TZID names or in that of the process. zone: what TZID says where it is a zone that is known, else
 * ""; may be NULL. False for what is none. */
bool icalendar_instant(const struct icalendar_property *property, const char *value, int64_t *seconds, bool *whole_day, char zone[64]);
/* -P1DT2H, PT15M, P2W in seconds. */
bool icalendar_duration(const char *text, int64_t *seconds);

/* Within a change: files what was read. Events and tasks that are known are updated unless they are newer here; a cancellation, and the answer of a participant, are
 * noted at the event. touched is handed each record that was written, or found as it is. STATUS_DATA, with the line, for values that are none. */
enum status icalendar_import(struct store *store, const char *name, const struct icalendar_file *file, struct arena *arena,
                             void (*touched)(void *context, const struct record_type *type, int64_t id), void *context);

#endif
