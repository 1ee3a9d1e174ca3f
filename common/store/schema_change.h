/* What follows when settings of the schema are written, whoever writes them. */
#ifndef CRM_STORE_SCHEMA_CHANGE_H
#define CRM_STORE_SCHEMA_CHANGE_H

#include "store/store.h"

/* Within the change that wrote them: reads the schema again, and makes columns, indexes and search words fit. Records and types of before are gone. When the
 * change is rolled back, store_reload is the caller's. */
enum status schema_changed(struct store *store);

#endif
