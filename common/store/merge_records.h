/* Merging two records of one type. */
#ifndef CRM_STORE_MERGE_RECORDS_H
#define CRM_STORE_MERGE_RECORDS_H

#include "store/row.h"

/* Within change_begin …: makes one record of two, so that nothing is lost. `drop` goes, and its reference stays as an alias of `keep`.
 *
 * - Every reference to drop leads to keep; links are not doubled and keep their roles; children follow keep's own, with new numbers. A
 *   reference that would make a record its own parent, however far away, is emptied.
 * - Empty fields of keep are filled from drop; where both are set, the value of keep wins, or with prefer_drop that of drop, and the
 *   other one goes to the notes as a line `merged from c9: phone: 123`. Amounts go with their currency. A wish not to be called or
 *   written to wins always.
 * - Tags, aliases and links are merged; drop's name becomes an alias when it differs; the earlier created_at stays.
 * - The rules may refuse, and say what adds up: documents are merged while they are drafts.
 * STATUS_REFUSED when one of them is not there, both are the same, or drop is the acting user. */
enum status merge_records(struct store *store, const struct type *type, int64_t keep, int64_t drop, bool prefer_drop, struct arena *arena);

#endif
