#include "reporting/shipped.h"

#include <string.h>

const struct shipped_module shipped_modules[] = {
	{ "Sales", "销售", shipped_sales },
	{ "Marketing", "市场", shipped_marketing },
	{ "Customers", "客户", shipped_customers },
	{ "Goods", "货物", shipped_goods },
	{ "Finance", "财务", shipped_finance },
	{ "Service", "服务", shipped_service },
	{ "Activities", "活动", shipped_activities },
	{ "System", "系统", shipped_system },
	{ 0 },
};

const struct report_definition *shipped_next(const struct report_definition *after)
{
	bool found = !after;

	for (const struct shipped_module *module = shipped_modules; module->en; module++)
		for (const struct report_definition *report = module->reports; report->name; report++) {
			if (found)
				return report;
			found = report == after;
		}
	return NULL;
}

const struct report_definition *shipped_find(const char *name, const struct shipped_module **at)
{
	for (const struct shipped_module *module = shipped_modules; module->en; module++)
		for (const struct report_definition *report = module->reports; report->name; report++)
			if (strcmp(report->name, name) == 0 || strcmp(report->en, name) == 0 || strcmp(report->zh, name) == 0) {
				if (at)
					*at = module;
				return report;
			}
	return NULL;
}

bool shipped_folder(const char *name)
{
	for (const struct shipped_module *module = shipped_modules; module->en; module++)
		if (strcmp(module->en, name) == 0 || strcmp(module->zh, name) == 0)
			return true;
	return false;
}
