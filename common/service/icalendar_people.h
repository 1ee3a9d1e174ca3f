/* The participants of calendar files: for icalendar_import.c. */
#ifndef CRM_SERVICE_ICALENDAR_PEOPLE_H
#define CRM_SERVICE_ICALENDAR_PEOPLE_H

#include "service/icalendar.h"

/* ATTENDEE: users, contacts and leads, by their e-mail addresses, with what they answered. Within a change: a sentence for those whom nobody knows. An event without
 * participants in the file keeps those that it has. */
enum status icalendar_people_take(struct store *store, const struct icalendar_component *component, struct record *event, struct arena *arena);

/* The same, but only what participants of the event answered. */
enum status icalendar_people_answer(struct store *store, const struct icalendar_component *component, struct record *event, struct arena *arena);

#endif
