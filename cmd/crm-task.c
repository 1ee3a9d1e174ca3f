/* crm-task: the shared verbs, and done. */
#include "cli/verbs.h"
#include "people/people.h"

const struct command command = { .name = "crm-task", .place = 50, .type = &record_task, .verbs = task_verbs };
