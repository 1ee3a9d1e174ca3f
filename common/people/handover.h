/* Handing the work of one user to another. */
#ifndef CRM_PEOPLE_HANDOVER_H
#define CRM_PEOPLE_HANDOVER_H

#include "store/row.h"

struct handover {
	int64_t from, to;        /* users */
	bool open_only;          /* see below */
	const int64_t *only;     /* any-references (anyref_pack) of the records to look at; NULL: all */
	size_t only_count;
};

/* Within change_begin …: makes `to` the owner of the records that `from` owns, of types whose rules say when one is finished. What is finished stays, since it tells who did it:
 * deals that are won or lost, tasks that are done, documents that are through or paid; with open_only also archived customers and contacts,
 * leads that are lost, junk or converted, events that are not planned, and products, suppliers and price books that are not active.
 *
 * moved  out: record_count() counts, by index of the type
 * STATUS_REFUSED when a user is not there, `to` is not active, or both are the same. */
enum status handover_run(struct store *store, const struct handover *handover, int64_t *moved);

#endif
