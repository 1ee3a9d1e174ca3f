/* Records that are private to their owner (struct record_type, privacy): others see of them only the fields that are `shown`, and cannot change them. Whoever has no owner
 * is private to nobody. Of the journal others do not see commands that wrote such records. What copies and checks whole databases asks none of this. */
#ifndef CRM_STORE_PRIVATE_H
#define CRM_STORE_PRIVATE_H

#include "store/row.h"

/* private.c: records in memory. */
/* Whether the acting user (store->user; 0: nobody) must not see the field of a record that is hidden. */
bool private_masks(const struct record_type *record, const struct field *field);
/* Whether a record is private to its owner, whoever acts. */
bool private_is(const struct record *record);
/* Whether a record is private to somebody else than the acting user. */
bool private_hides(const struct store *store, const struct record *record);
/* STATUS_REFUSED "e1 is private to u2, who alone can change it" when it is. */
enum status private_refuse(struct store *store, const struct record *record);

/* private_read.c: records in the database. These look up who acts; a login that is no user is nobody. */
void private_acting(struct store *store);
/* Appends a condition that is true, never null, of rows called alias that are hidden. */
void private_condition(struct store *store, const struct record_type *record, const char *alias, struct text *sql);
/* Appends " and not (…)" where rows of the type may be hidden. */
void private_exclude(struct store *store, const struct record_type *record, const char *alias, struct text *sql);
enum status private_hides_id(struct store *store, const struct record_type *record, int64_t id, bool *hidden);
/* Whether a change of somebody else wrote a record that is hidden, or was before or since. */
enum status private_change(struct store *store, int64_t change, bool *hidden);

#endif
