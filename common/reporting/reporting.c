#include "reporting/reporting.h"

static const struct record_type *const types[] = { &record_folder, &record_report, &record_target, NULL };

const struct domain domain_reporting = { .name = "reporting", .types = types };
