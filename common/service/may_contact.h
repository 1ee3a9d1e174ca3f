/* The gate that every sender asks: may this person be contacted through this channel now? It looks at nothing but what it is handed. */
#ifndef CRM_SERVICE_MAY_CONTACT_H
#define CRM_SERVICE_MAY_CONTACT_H

#include "record/schema.h"
#include "store/row.h"
#include <stdbool.h>

enum { CONTACT_REASON = 200, BOUNCES_STOP = 2 /* failures of delivery after which an address is given up */ };

/* What is known of a person, as stored; "" for what is not set. */
struct contact_person {
	bool archived, do_not_call, do_not_email;
	const char *channel;  /* the one that is preferred; none: leave alone */
	const char *declined; /* tags: channels */
	const char *every;    /* weekly, monthly, quarterly, yearly, never */
	int64_t bounces;      /* of the e-mail address */
};

/* A marketing touch that there was; the newest first. */
struct contact_touch {
	const char *day; /* YYYY-MM-DD in the zone of the database */
	const char *channel, *purpose;
};

/* Entries of the sections contact_limits and quiet_hours. */
struct contact_limit {
	const char *name; /* a channel, a purpose, or any */
	int64_t max;
	const char *per;  /* 30d */
};
struct quiet_hours {
	const char *name;  /* a channel */
	const char *hours; /* 12:00-13:30, 18:30-09:00 */
};

struct contact_question {
	const char *channel, *purpose;
	const char *day; /* today */
	int minute;      /* of the day, in the zone of the database */
	bool service;    /* limits and contact_every are not asked */
};

struct contact_refusal {
	const char *rule;           /* archived, channel, declined, do_not_call, do_not_email, bounced, quiet_hours, the name of a limit, contact_every */
	char day[11];               /* the first day on which it would pass; "" when none is known */
	char sentence[CONTACT_REASON];
};

/* Whether a mail, call or letter of this purpose counts as marketing; all others are service, which is never counted and never stopped. */
bool contact_is_marketing(const char *purpose);

/* True when it may be; else why not. The rules are asked in the order of contact_refusal.rule. quiet NULL: the channel has none. */
bool may_contact(const struct contact_person *person, const struct contact_question *question, const struct contact_touch *touches, size_t count,
                 const struct contact_limit *const *limits, size_t limit_count, const struct quiet_hours *quiet, struct contact_refusal *out);

/* The same of a record, customer, contact or lead, with what its database knows: its touches, the schema, the clock. *allowed: what may_contact says. */
enum status may_contact_record(struct store *store, const struct record *person, const char *channel, const char *purpose, bool service, bool *allowed,
                               struct contact_refusal *out);

/* "12:00-13:30" and the like as spans of minutes, which may pass midnight; false for what is none. */
bool quiet_next(const char **text, int *first, int *last);
/* "30d" as days; 0 for what is no such span. */
int64_t limit_days(const char *per);

#endif
