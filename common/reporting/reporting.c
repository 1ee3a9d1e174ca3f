#include "reporting/reporting.h"
#include "reporting/sections.h"
#include "store/rule.h"

static const struct record_type *const types[] = { &record_folder, &record_report, &record_target, NULL };

static const struct rule rules[] = {
	{ .type = &record_report, .before = report_before, .check = report_check },
	{ .type = &record_target, .before = target_before, .check = target_check },
	{ 0 },
};

static const struct schema_section *const sections[] = { &section_workload, &section_seller, NULL };

const struct domain domain_reporting = {
	.name = "reporting", .types = types, .rules = rules,
	.extensions = reporting_extensions, .sections = sections, .functions = reporting_functions,
};
