/* The step to version 3. Before it an any-reference was id × 64 + number of the type, in columns and in the before-values of the journal; and the children of a parent
 * had an index of their own beside the one of their numbers. */
#ifndef CRM_STORE_MIGRATE_PACKED_H
#define CRM_STORE_MIGRATE_PACKED_H

#include "store/store.h"

/* The step of the migration. The words of the full-text table are not its work: they are made anew (migrate.h). */
enum status migrate_packed(struct store *store);

#endif
