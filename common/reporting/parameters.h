/* What the two files of parameters share. */
#ifndef CRM_REPORTING_PARAMETERS_H
#define CRM_REPORTING_PARAMETERS_H

#include "reporting/report_parts.h"

/* A value that a parameter has, or may have, or what an item of it stands for. */
struct parameter {
	const char *name, *value;
	const char *choices;  /* separated by blanks; NULL: any */
	struct parameter *next;
};

struct stand_in {
	const char *name, *item, *text;
	struct stand_in *next;
};

struct parameters {
	struct parameter *first;
	struct stand_in *stand_ins;
	struct arena *arena;
};

struct parameter *parameters_find(const struct parameters *parameters, const char *name); /* NULL: there is none */
/* The one of that name, made if need be; value NULL leaves what it has. */
struct parameter *parameters_add(struct parameters *parameters, const char *name, const char *value);
enum status parameters_unknown(struct report *report, const char *name);

/* Finds the days of the run, by which ${first} and the like have values. */
enum status parameters_days(struct report *report);
/* Fills in one member. */
enum status parameters_fill(struct report *report, const struct report_member *member);

#endif
