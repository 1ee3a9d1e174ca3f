/* `crm-db check`: whether everything in a database is as the record table says. */
#ifndef CRM_STORE_CHECK_H
#define CRM_STORE_CHECK_H

#include "store/store.h"

struct scope;

enum finding_about { FINDING_DATABASE, FINDING_RECORD, FINDING_COUNTER, FINDING_ENTRY };

/* What is wrong, and with what. */
struct finding {
	enum finding_about about;
	const struct record_type *type; /* of the record or the counter */
	int64_t id;                     /* of the record or the entry of the journal */
	const char *field;              /* of the record; NULL: all of it */
	const char *sentence;           /* "bill_city: …", with the field but without the record */
	const char *line;               /* "c12: bill_city: …" */
};

/* Adds to what the `check` of a store_rule finds. field is the field of the record that is wrong, or NULL. */
void finding_add(struct text *findings, const char *field, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* What a rule refuses becomes a finding; any other status is returned. */
enum status finding_refused(struct text *findings, enum status status, struct error *error);
/* The next of these findings, NULL at the end; *rest goes on behind it. *field, in memory of the arena, is NULL where there is none. */
const char *finding_next(const char **rest, const char **field, struct arena *arena);

/* Checks the file (SQLite's integrity, foreign keys), every value of every record, references, cycles, what the rules keep in step (`check` of a
 * store_rule), merged references, counters and the journal.
 * Each finding is handed to report; its texts live until report returns. report may be NULL.
 *
 * A custom field that was made required later is no finding where it is empty: such records stay valid until they are written.
 *
 * fix    raises counters, empties optional references that lead nowhere, and settles what rules found, as one change of the acting user
 * found  how many findings there were, the fixed ones too
 * fixed  how many of them are fixed now
 * The status is STATUS_OK whatever was found; else the check itself could not be done. Not within an open change. */
enum status store_check(struct store *store, bool fix, void (*report)(void *context, const struct finding *finding), void *context, int64_t *found, int64_t *fixed);
/* The same without what reads all indexes, words and files again, and no longer than so many seconds.
 *
 * first  the type to begin with, any number: with another one each day, each type has its turn in a database that is too large for the time
 * all    whether there was time for everything; *found counts what was found until then */
enum status store_check_quick(struct store *store, int seconds, size_t first, int64_t *found, bool *all);
/* The same findings, of the records of a scope alone, and within a change if one is open: what saving would have refused in them. */
enum status store_check_scope(struct store *store, struct scope *scope, void (*report)(void *context, const struct finding *finding), void *context);

#endif
