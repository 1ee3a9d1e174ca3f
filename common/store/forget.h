/* Privacy: what a database knows of somebody is taken out of it, out of its journal too, where an undo would find it. */
#ifndef CRM_STORE_FORGET_H
#define CRM_STORE_FORGET_H

#include "store/row.h"

/* Within change_begin …: forgets a record, which may have been removed or merged long ago. What belongs to it goes, as with `rm --cascade`; types that are kept for
 * the books (record/record.h) stay, without the fields that say who somebody is, and so does the record when one of them needs it: without its texts, numbers and
 * days, under the name "forgotten". Of all of these, what the journal had of such values is gone, and the commands of the changes that wrote them are cut to
 * program and verb. No undo brings any of it back.
 *
 * STATUS_REFUSED for a record that is itself kept for the books, for a user, and when the journal knows of no such record. */
enum status forget_record(struct store *store, const struct record_type *record, int64_t id);

/* Whether the journal entry is of a record that was forgotten: what it had before is not known. */
bool forget_is_mark(const char *before);

/* Not within a change: removes content of files that nothing names any more, and writes the file anew, so that nothing of what was removed is left in it or in its log. STATUS_BUSY while others read it. */
enum status forget_finish(struct store *store);

#endif
