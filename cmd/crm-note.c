/* crm-note: all it does are the verbs that every type has. */
#include "cli/command.h"
#include "people/people.h"

const struct command command = { .name = "crm-note", .place = 70, .type = &record_note };
