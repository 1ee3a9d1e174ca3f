/* What cells of one column meant before: a city or an owner comes again and again, and each would be looked up again. */
#ifndef CRM_IMPORT_IMPORT_MEMO_H
#define CRM_IMPORT_IMPORT_MEMO_H

#include "base/arena.h"
#include "base/value.h"
#include <stdbool.h>

/* An empty memo; it lives in the arena but for its texts, which memo_free frees. */
struct memo *memo_new(struct arena *arena);
/* False when it is not known. The value's text is copied into the arena. generation: what was remembered in another one counts no more. */
bool memo_find(struct memo *memo, unsigned generation, const char *text, struct arena *arena, struct value *out);
/* Remembers what a text means in this generation; it replaces what was remembered of it. */
void memo_keep(struct memo *memo, unsigned generation, const char *text, const struct value *value);
void memo_free(struct memo *memo); /* its texts; NULL is fine */

#endif
