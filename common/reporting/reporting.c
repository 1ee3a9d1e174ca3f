#include "reporting/reporting.h"

#include "store/rule.h"

static const struct record_type *const types[] = { &record_folder, &record_report, &record_target, NULL };

static const struct rule rules[] = {
	{ .type = &record_report, .before = report_before, .check = report_check },
	{ 0 },
};

const struct domain domain_reporting = { .name = "reporting", .types = types, .rules = rules };
