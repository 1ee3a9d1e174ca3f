/* Carries out a plan: exactly, or not at all. */
#ifndef CRM_IMPORT_IMPORT_APPLY_H
#define CRM_IMPORT_IMPORT_APPLY_H

#include "import/import_children.h"
#include "import/import_plan_read.h"

/* Reads the rest of the plan and does what it says. The reader has been opened, and so has the writer. Errors have their place in the plan; a plan that no
 * longer fits the database is STATUS_REFUSED. */
enum status import_apply_run(struct import_plan_reader *reader, struct import_writer *writer);

#endif
