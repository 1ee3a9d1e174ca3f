/* What the rules say of the records that an undo touches, and of those that these refer to: an undo goes by the journal and asks no rule. */
#ifndef CRM_STORE_UNDO_CHECK_H
#define CRM_STORE_UNDO_CHECK_H

#include "store/journal.h"

struct undo_check;

/* Looks at the records before anything of the change is taken back. *out goes with undo_check_free, NULL too. */
enum status undo_check_begin(struct store *store, int64_t change, struct undo_check **out);
/* When all of it is: STATUS_REFUSED when a rule finds what it did not find before, or when something changed that is to stay as it is. */
enum status undo_check_end(struct undo_check *check);
void undo_check_free(struct undo_check *check);

#endif
