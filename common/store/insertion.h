/* Inserting the rows of one type. A statement names only the columns that some row so far had a value for: of sixty fields most are never set, and
 * each would cost. */
#ifndef CRM_STORE_INSERTION_H
#define CRM_STORE_INSERTION_H

#include "store/row.h"

struct insertion;

/* schema: dialect_main or dialect_temp. */
struct insertion *insertion_new(const struct type *type, const char *schema);
/* Writes the record's own row, with its id; links have tables of their own. */
enum status insertion_run(struct db *db, struct insertion *insertion, const struct record *record);
void insertion_free(struct insertion *insertion);

#endif
