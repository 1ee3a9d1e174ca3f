/* Customers that a name may mean. */
#ifndef CRM_PEOPLE_MATCH_H
#define CRM_PEOPLE_MATCH_H

#include "store/row.h"

struct match {
	int64_t id;
	const char *name;
	bool exact;       /* the name or an alias is the same but for case */
};

/* Every customer whose name or one of whose aliases is that name, or another spelling of it (company_key), in the order of their ids.
 * One pass over all customers: names are not indexed by what is compared. Results live in the arena. */
enum status match_customers(struct store *store, const char *name, struct arena *arena, struct match **out, size_t *count);

#endif
