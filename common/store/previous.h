/* Version 2 of the schema, the one before this: an any-reference was id × 64 + number of the type, in columns, in the before-values of the journal, and as rowid of
 * the full-text table; and the children of a parent had an index of their own beside the one of their numbers. */
#ifndef CRM_STORE_PREVIOUS_H
#define CRM_STORE_PREVIOUS_H

#include "store/store.h"

/* For a reader: views that hide the tables concerned and show what they hold as this version has it. The schema has been read. */
enum status previous_views(struct store *store);
/* Appends an any-reference of that version, a column, as this version has it. */
void previous_packed(struct text *sql, const char *column);
/* The step of the migration. The words of the full-text table are not its work: they are made anew (migrate.h). */
enum status previous_migrate(struct store *store);

#endif
