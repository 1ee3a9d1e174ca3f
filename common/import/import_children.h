/* The lines of a record: the children of its draft.
 *
 * A record that is new gets them all. Of one that is there, --on-duplicate decides: with update the lines of the draft are its lines from then on, matched by
 * their numbers, without numbers by their order; with fill it gets them where it has none; with skip it keeps its own. */
#ifndef CRM_IMPORT_IMPORT_CHILDREN_H
#define CRM_IMPORT_IMPORT_CHILDREN_H

#include "import/import_write.h"

/* Writes the lines of the draft that was written last, as writer->step says. STATUS_DATA and STATUS_REFUSED; where a line is to blame, line, place and
 * column of the draft become those of the line. */
enum status import_children_write(struct import_writer *writer, struct draft *draft);

#endif
