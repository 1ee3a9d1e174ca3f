/* crm-calendar: events as a calendar, and calendar files. */
#include "cli/verbs.h"
#include "people/people.h"
#include "service/service.h"

const struct command command = {
	.name = "crm-calendar",
	.place = 65,
	.summary = "Shows events as a calendar, finds free time, reads and writes calendar files.",
	.about = &record_event,
	.verbs = calendar_verbs,
};
