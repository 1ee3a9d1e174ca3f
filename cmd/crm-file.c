/* crm-file: the shared verbs, and get; add takes paths. */
#include "cli/verbs.h"
#include "service/service.h"

const struct command command = { .name = "crm-file", .place = 76, .type = &record_file, .verbs = file_verbs };
