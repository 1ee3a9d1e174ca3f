/* Whether an undo leaves records that a program would have saved: it goes by the journal, and asks no rule on the way. What crm-db check says of the records
 * that it touches, and of those that these refer to, is compared before and after. */
#ifndef CRM_STORE_UNDO_CHECK_H
#define CRM_STORE_UNDO_CHECK_H

#include "store/journal.h"

struct undo_check;

/* Looks at the records before anything of the change is taken back. *out goes with undo_check_free, NULL too. */
enum status undo_check_begin(struct store *store, int64_t change, struct undo_check **out);
/* Whether the change wrote settings of the schema. */
bool undo_check_schema(const struct undo_check *check);
/* When all of it is: STATUS_REFUSED when there is a finding that there was not before, or when something changed that is to stay as it is. */
enum status undo_check_end(struct undo_check *check);
void undo_check_free(struct undo_check *check);

#endif
