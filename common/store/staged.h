/* The names that files have until they are complete, so that nobody takes half a file for a whole one. */
#ifndef CRM_STORE_STAGED_H
#define CRM_STORE_STAGED_H

#include "base/text.h"

/* Appends prefix and the number of this process: the path of a file that it makes now, in the directory of the prefix. What processes that are gone left under
 * such names is removed first, with the logs of SQLite beside it, so that a killed program leaves nothing for ever. One process makes one file of a prefix at a time. */
void staged_name(struct text *out, const char *prefix);
/* The second half of that alone. */
void staged_clean(const char *prefix);

#endif
