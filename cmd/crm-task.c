/* crm-task: the shared verbs, done and snooze. */
#include "cli/verbs.h"
#include "people/people.h"

const struct command command = { .name = "crm-task", .place = 50, .type = &record_task, .verbs = task_verbs };
