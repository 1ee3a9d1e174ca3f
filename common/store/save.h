/* Writing records with their rules and the journal. All of it within change_begin … change_commit. */
#ifndef CRM_STORE_SAVE_H
#define CRM_STORE_SAVE_H

#include "store/row.h"

/* Gives a new record its id and what it lacks (initial values, owner, currency, time), applies the rules, checks, writes, journals. */
enum status save_add(struct store *store, struct record *record, struct arena *arena);
/* Writes what differs from old; nothing when nothing differs. */
enum status save_set(struct store *store, const struct record *old, struct record *record, struct arena *arena);
/* Removes a record. What refers to it must be gone (see dependents.h). */
enum status save_remove(struct store *store, const struct record *old, struct arena *arena);

/* Checks one record against the table: required, unique, references, cycles. changed NULL: every field. */
enum status save_check(struct store *store, const struct record *record, const bool *changed);

#endif
