/* Sections of the schema about the sales force. */
#ifndef CRM_REPORTING_SECTIONS_H
#define CRM_REPORTING_SECTIONS_H

#include "record/section.h"

/* Customers of a class, whose name is that of the entry in small letters. */
struct workload {
	const char *name;
	int64_t visits, minutes, travel; /* a year; of each, with its way */
};

/* What a seller has of time: days a year, hours a day in 10^-6, and what of it is for visits in 10^-4 of a percent. */
struct seller {
	int64_t days, hours, selling;
};

extern const struct schema_section section_workload, section_seller;

/* What the schema says of the sales force, built-in values for what it does not. */
struct seller schema_seller(const struct schema *schema);

#endif
