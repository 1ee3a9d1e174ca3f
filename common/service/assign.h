/* Who gets what comes in: tickets their worker, leads their owner. The same records, users and days give the same answer. */
#ifndef CRM_SERVICE_ASSIGN_H
#define CRM_SERVICE_ASSIGN_H

#include "store/row.h"

enum assign_how {
	ASSIGN_ROUND_ROBIN = 1, /* in turn, beginning behind who got the newest of those that were assigned before */
	ASSIGN_LEAST_BUSY,      /* who has the least of what is open */
	ASSIGN_CAPACITY,        /* who has the least for his hours per week; without hours 40 are taken */
	ASSIGN_REGION,          /* who has most of the customers of the region or city, then who is least busy */
};

/* One who may get something: active, and not absent today. In the order of ids. */
struct assignee {
	int64_t id;
	const char *login;
	int64_t open;    /* records of the type that are open and his */
	int64_t hours;   /* per week, in 10^-6 */
	int64_t fitting; /* customers in the region of the record at hand */
};

struct assigning {
	struct store *store;
	const struct type *type; /* tickets or leads */
	const char *field;       /* worker or owner */
	enum assign_how how;
	struct assignee *assignees;
	size_t count;
	size_t next;             /* round-robin: whose turn it is */
	const char *place;       /* of which `fitting` of the assignees was counted; NULL: of none yet */
	bool by_region;
	int64_t before;          /* records of earlier ids say whose turn it was */
	struct arena *arena;
};

/* Within a change: finds the users. team: only those of one; NULL: all. STATUS_REFUSED when there is none. */
enum status assign_begin(struct assigning *assigning, const char *team);
/* Who gets this record, and why as a sentence in the arena; the record counts as his from then on. */
enum status assign_choose(struct assigning *assigning, const struct record *record, struct assignee **chosen, const char **why);

#endif
