/* What the verbs of crm-dedupe share. */
#ifndef CRM_CLI_VERB_DEDUPE_H
#define CRM_CLI_VERB_DEDUPE_H

#include "cli/verbs.h"

/* For error_nearest: the names of the types that have duplicates; state is a struct record_walk. */
const char *dedupe_next_type(void *state);

extern const struct verb dedupe_reject_verb, dedupe_rejected_verb;

#endif
