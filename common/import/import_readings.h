/* The readings of all columns of a sheet, which is looked at once before its rows are read. */
#ifndef CRM_IMPORT_IMPORT_READINGS_H
#define CRM_IMPORT_IMPORT_READINGS_H

#include "import/import_mapping.h"

/* Looks at all rows where a column needs it, and goes back to the first. Rows that cannot be read are left to who reads them for good. Errors are those of going
 * back. */
enum status import_readings_decide(struct import_mapping *mapping, struct sheet *sheet);

#endif
