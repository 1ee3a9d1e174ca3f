/* Which content of files the records of a database name, and whether it is there (content_file.h has the files themselves). */
#ifndef CRM_STORE_CONTENT_H
#define CRM_STORE_CONTENT_H

#include "store/content_file.h"

/* The sums that fields flagged `content` hold, sorted, each once. history: those of the journal too, since an undo may bring such a record back. */
enum status content_known(struct store *store, bool history, struct arena *arena, const char ***sums, size_t *count);
bool content_is_known(const char *const *sums, size_t count, const char *sum);

/* Copies what the database names, its journal included, beside another one. *missing counts what is not there, or no longer what it was, which is left out. */
enum status content_back_up(struct store *store, const char *to, int64_t *missing);

/* Removes content that neither a record nor the journal names, under the write lock, so that nobody is just adding it. Not within a change. */
enum status content_sweep(struct store *store, int64_t *removed);

#endif
