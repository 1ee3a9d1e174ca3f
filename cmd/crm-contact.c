/* crm-contact: all it does are the verbs that every type has. */
#include "cli/command.h"
#include "people/people.h"

const struct command command = { .name = "crm-contact", .place = 20, .type = &record_contact, .import = &contact_import, .presets = people_presets };
