/* The verbs of people and companies, for struct command.verbs. */
#ifndef CRM_PEOPLE_PEOPLE_VERBS_H
#define CRM_PEOPLE_PEOPLE_VERBS_H

#include "cli/verbs.h"
#include "people/people.h"

extern const struct verb *const deal_verbs[], *const task_verbs[], *const event_verbs[], *const lead_verbs[], *const user_verbs[];

#endif
