/* Columns of a header that mean the same, and those that are left out because another one says it better. */
#ifndef CRM_IMPORT_IMPORT_CONFLICT_H
#define CRM_IMPORT_IMPORT_CONFLICT_H

#include "import/import_mapping.h"

/* Settles which of the columns counts, and which are left out. STATUS_DATA where two mean the same in the same right. */
enum status import_conflict_check(struct import_mapping *mapping, const struct sheet *sheet);

#endif
