/* The verb `assign` as a table, for a command of an earlier domain: struct command.shared. */
#ifndef CRM_SERVICE_ASSIGN_VERBS_H
#define CRM_SERVICE_ASSIGN_VERBS_H

#include "cli/verbs.h"

extern const struct verb *const lead_assign_verbs[];

#endif
