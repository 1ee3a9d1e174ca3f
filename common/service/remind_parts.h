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

/* The same with its text, and the owner that it has; 0: none. */
enum status remind_recipients(struct asking *asking, int64_t id, int64_t owner, const char *occurrence, const char *due, const char *text);

/* Whether a reminder of what holds, of this record, is not as old yet as the rule says with `every`. id 0: of no record. */
enum status remind_recently(struct asking *asking, int64_t id, bool *recently);

/* remind_events.c: events that begin. */
enum status remind_events(struct asking *asking);

/* remind_special.c: a rule without a type. */
enum status remind_special(struct asking *asking);
/* Whether such a rule is asked at every run, not only at the first one of a day. */
bool remind_always(const struct reminder_rule *rule);

/* remind_house.c: the age of the last backup, and findings of crm-db check. */
enum status remind_backup(struct asking *asking);
enum status remind_check(struct asking *asking);

/* remind_instalments.c: parts of orders that come due and are not invoiced yet. */
enum status remind_instalments(struct asking *asking);

#endif
