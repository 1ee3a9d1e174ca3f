/* The parts of a recurrence rule (RFC 5545) as text: FREQ=WEEKLY;COUNT=5. */
#ifndef CRM_BASE_RECURRENCE_RULE_H
#define CRM_BASE_RECURRENCE_RULE_H

#include "base/text.h"
#include <stdbool.h>

/* Where the value of a part is, and how long; NULL when the rule has no such part. */
const char *recurrence_part(const char *rule, const char *name, size_t *length);

/* Appends the rule with another value of the part, at its end; NULL: without it. */
void recurrence_with(struct text *out, const char *rule, const char *name, const char *value);

#endif
