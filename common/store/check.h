/* `crm-db check`: whether everything in a database is as the record table says. */
#ifndef CRM_STORE_CHECK_H
#define CRM_STORE_CHECK_H

#include "store/store.h"

/* Checks the file (SQLite's integrity, foreign keys), every value of every record, references, cycles, what the rules keep in step (`check` of a
 * store_rule), merged references, counters and the journal.
 * Each finding is handed to report as one line, "c12: bill_city: …"; the text lives until report returns. report may be NULL.
 *
 * A custom field that was made required later is no finding where it is empty: such records stay valid until they are written.
 *
 * fix    raises counters, empties optional references that lead nowhere, and settles what rules found, as one change of the acting user
 * found  how many findings there were, the mended ones too
 * fixed  how many of them are mended now
 * The status is STATUS_OK whatever was found; else the check itself could not be done. Not within an open change. */
enum status store_check(struct store *store, bool fix, void (*report)(void *context, const char *finding), void *context, int64_t *found, int64_t *fixed);

#endif
