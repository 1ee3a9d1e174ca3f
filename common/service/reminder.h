/* Reminders: rules of the schema say of which records users are reminded, and when. An occurrence, such as a birthday of this year, is one record for each recipient and
 * channel, so that nobody is reminded of it twice. */
#ifndef CRM_SERVICE_REMINDER_H
#define CRM_SERVICE_REMINDER_H

#include "base/calendar.h"
#include "record/section.h"
#include "store/row.h"

/* A rule: an entry of the section `reminders`. A text that is not set is NULL or "". */
struct reminder_rule {
	const char *name, *en, *zh;
	const char *type;    /* name of a record type; "" for a rule that knows itself what it looks at (remind_special.c) */
	const char *where;   /* a filter: of which records */
	const char *day;     /* a field, a day, an anniversary or an instant; "": the reminder is about what holds now */
	const char *minutes; /* a field that lists minutes before the instant, in place of `before` */
	const char *before;  /* "3d, 0d" before that day, "-7d" after it, "15min" */
	const char *every;   /* "7d": how often while it holds, of rules without a day */
	const char *to;      /* owner, manager, administrator, all, or logins */
	const char *text;    /* with {{fields}} */
	bool yearly;         /* of a day: every year */
	bool off;
};

extern const struct schema_section section_reminders;

/* The rule whose findings remind_prepare looks for. */
#define REMINDER_CHECK "check"

/* Spans as "3d, 0d" or "15min", one after another: false behind the last, and for what is none. Days are counted in days, all else in seconds. */
struct remind_span {
	bool days;
	int64_t count;
};
bool remind_next_span(const char **text, struct remind_span *out);

/* What was found when, of one run. */
struct remind_run {
	struct store *store;
	struct arena arena; /* of one rule */
	char now[TIMESTAMP_SIZE], today[DATE_SIZE];
	int64_t found;      /* reminders that were added */
	int64_t findings;   /* of crm-db check, at the first run of a day */
	bool checked_all;   /* there was time for everything */
	bool trial;         /* nothing is written: each is handed to `report` */
	void (*report)(void *context, const struct record *reminder);
	void *context;
	/* A rule that cannot be read does not stop the others. */
	void (*failed)(void *context, const struct reminder_rule *rule, const char *message);
};

/* Before the change of remind_find: what takes time, and needs no transaction that writes, is looked at once a day. It fills in findings. */
enum status remind_prepare(struct remind_run *run);
/* Adds the reminders that are due since each rule was asked last, within a change (or in a trial). */
enum status remind_find(struct remind_run *run);

/* One reminder, unless it is there already. record NULL: it is about none. occurrence: names it among those of the rule and the record. due: an instant, or a day, on which
 * it is sent at the hour of the recipient. */
enum status remind_add(struct remind_run *run, const struct reminder_rule *rule, const struct record_type *record, int64_t id, const char *occurrence,
                       int64_t recipient, const char *due, const char *text);

#endif
