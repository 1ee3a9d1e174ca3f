/* Which records a check looks at: runs of ids, by type. */
#ifndef CRM_STORE_SCOPE_H
#define CRM_STORE_SCOPE_H

#include "base/arena.h"
#include <stdbool.h>
#include <stdint.h>

struct record_type;
struct store;

struct scope_run {
	int64_t first, last;
};

struct scope {
	struct store *store;
	struct arena arena;
	struct scope_part *parts; /* by index of the type */
};

/* An empty scope, which goes with scope_free. */
void scope_open(struct scope *scope, struct store *store);
void scope_free(struct scope *scope);

/* Adds records, in any order and as often as one likes. */
void scope_add(struct scope *scope, const struct record_type *record, int64_t first, int64_t last);
void scope_add_all(struct scope *scope, const struct record_type *record);

/* The runs of a type, ascending and apart from each other; NULL as the scope stands for all records of all types. */
size_t scope_runs(struct scope *scope, const struct record_type *record, const struct scope_run **runs);
bool scope_has(struct scope *scope, const struct record_type *record, int64_t id);
/* Whether it holds all records of a type. */
bool scope_has_all(struct scope *scope, const struct record_type *record);

#endif
