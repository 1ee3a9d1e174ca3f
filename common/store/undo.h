/* Undoing changes, and looking at records as they were: both walk the journal backwards. */
#ifndef CRM_STORE_UNDO_H
#define CRM_STORE_UNDO_H

#include "store/journal.h"

/* Within change_begin …: reverses all of one change. Refuses with STATUS_REFUSED when something it touched was changed since, or when what it made is referred to, naming it;
 * or when what it leaves is nothing that a program would have saved. *schema: settings of the schema were written. They are in force, and schema_check (schema/) is asked by the caller. */
enum status undo_change(struct store *store, int64_t change, bool *schema);

/* The newest change of the acting user before `before` that is neither an undo nor undone; for redo: the newest undo that was not undone. 0 when there is none.
 * INT64_MAX asks for the very newest; who takes back several asks on from the last one, so that what is undone by then is not passed over again and again. */
enum status undo_newest(struct store *store, bool redo, int64_t before, int64_t *change);

/* Lays tables of the past over today's: from now on every query of this connection sees the records as they were at the instant (stored form). The connection can only read afterwards. */
enum status asof_open(struct store *store, const char *instant);
/* Lays a temporary copy over one table, so that rows that are in no file can stand beside its own. */
enum status asof_table(struct store *store, const char *table);
/* Lays an empty one over it, for rows of the past that were kept elsewhere. */
enum status asof_empty(struct store *store, const char *table);

#endif
