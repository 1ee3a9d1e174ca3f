/* The journal: for each changed record the before-values of its changed fields, in the same transaction as the change.
 *
 * An entry's before-values are lines `field id⇥value`, values as stored, escaped as in TSV; an empty value is a null. A creation has none and may
 * stand for a run of ids (record … last); a removal has all that were set. */
#ifndef CRM_STORE_JOURNAL_H
#define CRM_STORE_JOURNAL_H

#include "store/row.h"

enum operation { OPERATION_CREATE = 1, OPERATION_UPDATE, OPERATION_REMOVE };

struct entry {
	int64_t id, change;
	const struct record_type *record;
	int64_t first, last; /* ids of records; equal but for runs of creations */
	enum operation operation;
	const char *before;  /* NULL for creations */
};

/* Entries of the open change: a record was written anew; with the before-values of the changed fields, by their place in the type; it goes. */
enum status journal_created(struct store *store, const struct record_type *record, int64_t id);
enum status journal_updated(struct store *store, const struct record *old, const bool *changed);
enum status journal_removed(struct store *store, const struct record *old);

/* Reads before-values into record->values; seen (count of the type's fields, may be NULL) marks those that were there. Fields unknown today are skipped. */
void journal_read(const char *before, struct record *record, bool *seen, struct arena *arena);

/* Entries from a query over the columns id, change, type, record, last, operation, before (in this order); ends as db_next does. */
extern const char journal_columns[]; /* "e.id, e.change, e.type, e.record, e.last, e.operation, e.before" */
bool journal_next(struct statement *statement, struct entry *entry, enum status *status);

/* One field's change as reported to people: called for each entry of changes or of a record. Texts are formatted, "" when empty. */
struct reported {
	int64_t change;
	const char *at, *who, *command;
	const struct record_type *record;
	int64_t id;
	int64_t parent, number; /* of a child: what names it, also when it is gone; 0 of others */
	enum operation operation;
	const struct field *field; /* NULL for a creation without fields to each and for a removal's own line */
	const char *before, *after;
};
/* Hands over the entries of the changes first … last, or all entries of one record, the oldest first. Reads each entry of a record once, however many there are. */
enum status journal_report(struct store *store, int64_t first, int64_t last, enum status (*each)(void *context, const struct reported *reported), void *context);
enum status journal_report_record(struct store *store, const struct record_type *record, int64_t id,
                                enum status (*each)(void *context, const struct reported *reported), void *context);

/* Whether a change is one of those that touched a record. */
enum status journal_touched(struct store *store, const struct record_type *record, int64_t id, int64_t change, bool *touched);
/* The newest change that touched a record: its version. 0 when the journal does not know it. */
enum status journal_version(struct store *store, const struct record_type *record, int64_t id, int64_t *change);

#endif
