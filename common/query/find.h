/* Finding records of all types by what people remember of them: pieces of names, addresses, telephone numbers. */
#ifndef CRM_QUERY_FIND_H
#define CRM_QUERY_FIND_H

#include "store/row.h"

struct find_hit {
	const struct record_type *record;
	int64_t id;
	const char *name;  /* its title */
	const struct field *field; /* where the first word was found */
	const char *piece; /* what stands there, cut around the word */
};

/* The records in which every word is found: first those whose name is or begins with the words, then the newest. limit < 0: all. type NULL: all types.
 * Hits are in the arena. STATUS_USAGE when the words hold nothing that can be looked up. */
enum status find_records(struct store *store, const struct record_type *type, const char *const *words, size_t count, int64_t limit, struct arena *arena,
                         struct find_hit **hits, size_t *hit_count);

#endif
