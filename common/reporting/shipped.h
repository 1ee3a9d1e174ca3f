/* The reports that ship, a table for each module; the module is their folder. How to add one: a row in the table of its module, in shipped_MODULE.c.
 * Its paragraph in crm-report(1), its completion, its checks come from the row. */
#ifndef CRM_REPORTING_SHIPPED_H
#define CRM_REPORTING_SHIPPED_H

#include "reporting/report.h"

struct shipped_module {
	const char *en, *zh;                    /* the name of the folder */
	const struct report_definition *reports; /* ends with name NULL */
};

/* Ends with en NULL. */
extern const struct shipped_module shipped_modules[];

extern const struct report_definition shipped_sales[], shipped_marketing[], shipped_customers[], shipped_goods[], shipped_finance[], shipped_service[],
	shipped_activities[], shipped_system[];

/* The one of that name, or title in either language; NULL when there is none. *module: where it is, may be NULL. */
const struct report_definition *shipped_find(const char *name, const struct shipped_module **module);
/* Whether a folder of theirs is called so. */
bool shipped_folder(const char *name);
/* All in their order: NULL starts, NULL ends. */
const struct report_definition *shipped_next(const struct report_definition *after);

#endif
