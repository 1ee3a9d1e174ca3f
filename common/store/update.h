/* Setting fields of many records from which nothing follows but the journal: what save_set would do, but only the columns that are needed are read,
 * in stretches of ids, and they are written in runs of equal values. Within change_begin … change_commit. */
#ifndef CRM_STORE_UPDATE_H
#define CRM_STORE_UPDATE_H

#include "store/row.h"

/* Whether a changed value of the field concerns its own row alone: no rule looks at it, no word is searched in it, it is not unique, and it cannot
 * lead back to a record of its own type. Every other field is set by save_set. */
bool update_is_plain(struct store *store, const struct type *type, const struct field *field);

/* What is done to each record. set gets one of which the id, the touched fields and the currency are filled in, and may change the touched fields; the
 * memory of new values comes from the arena or lives as long as the update. */
struct update {
	const struct type *type;
	const bool *touched; /* by the type's fields: each of them is plain */
	enum status (*set)(void *context, struct record *record, struct arena *arena);
	/* Called when a record is refused, by set or here: may put its reference before the message. Returns the status. */
	enum status (*refused)(void *context, int64_t id, enum status status);
	void *context;
};

/* The records in the order of the ids, which may repeat themselves; that order is the journal's. Rising ids are fast. */
enum status update_each(struct store *store, const struct update *update, const int64_t *ids, size_t count);

#endif
