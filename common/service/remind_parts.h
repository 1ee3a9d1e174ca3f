/* What the files that find reminders share. */
#ifndef CRM_SERVICE_REMIND_PARTS_H
#define CRM_SERVICE_REMIND_PARTS_H

#include "query/assign.h"
#include "service/reminder.h"

/* One rule while it is asked. */
struct asking {
	struct remind_run *run;
	const struct reminder_rule *rule;
	const struct type *type;
	struct merge *text;
	char since[TIMESTAMP_SIZE]; /* up to when it was asked */
	const char *at;             /* of an event: when it takes place, which comes before the text; NULL otherwise */
};

/* A text of a rule; "" when it is not set. */
static inline const char *remind_text(const char *text)
{
	return text ? text : "";
}

/* remind_add.c: an occurrence of a record of the type, for all whom the rule names: whoever is absent has it go to his deputy. due as in remind_add. */
enum status remind_occurrence(struct asking *asking, int64_t id, const char *occurrence, const char *due);

/* remind_events.c: events that begin. */
enum status remind_events(struct asking *asking);

#endif
