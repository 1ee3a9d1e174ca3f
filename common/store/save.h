/* Writing records with their rules and the journal. All of it within change_begin … change_commit. */
#ifndef CRM_STORE_SAVE_H
#define CRM_STORE_SAVE_H

#include "store/row.h"

/* Gives a new record its id and what it lacks (initial values, owner, currency, time), applies the rules, checks, writes, journals. */
enum status save_add(struct store *store, struct record *record, struct arena *arena);
/* Writes what differs from old; nothing when nothing differs. */
enum status save_set(struct store *store, const struct record *old, struct record *record, struct arena *arena);
/* The same without rules, for references that follow a merged record: they mean what they meant, so that an issued document may have them. */
enum status save_redirected(struct store *store, const struct record *old, struct record *record, struct arena *arena);
/* Removes a record. What refers to it must be gone (see dependents.h). */
enum status save_remove(struct store *store, const struct record *old, struct arena *arena);

/* Whether the rules would let it go, asked before what belongs to it goes. */
enum status save_may_remove(struct store *store, const struct record *old, struct arena *arena);

/* Checks one record against the table: required, unique, references, cycles. changed NULL: every field. */
enum status save_check(struct store *store, const struct record *record, const bool *changed);
/* The same of one stored or KIND_REFS field. */
enum status save_check_field(struct store *store, const struct record *record, size_t index);

/* Whether save_add may give a new record a value in the field when nobody says one; rules may do so besides. */
bool save_fills(struct store *store, const struct type *type, size_t index);
/* Forgets what it found out about the types: they are read anew, or the store is closed. */
void save_release(struct store *store);

#endif
