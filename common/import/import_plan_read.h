/* Reads a plan line by line; what it says is for import_apply.c to carry out. */
#ifndef CRM_IMPORT_IMPORT_PLAN_READ_H
#define CRM_IMPORT_IMPORT_PLAN_READ_H

#include "import/import_plan.h"

struct import_plan_reader {
	struct import_job *job;
	struct lines *lines;
	int64_t change;    /* the last change that the plan knows */
	uint64_t mark;     /* by the content of what was read: the same plan has the same */
};

struct import_plan_line {
	size_t place;      /* line of the plan */
	size_t line;       /* of the sheet */
	const char *word;  /* the action as written */
	enum import_action action;
	const char *target; /* reference, type, or number of the line above */
	const char *why;
	char *rest;        /* the cells field=value, for import_plan_cell */
};

/* Opens the plan of the job's options, reads its first line, and puts what it was made with into these options. STATUS_DATA when it is none,
 * STATUS_REFUSED when it was made for another type or database. */
enum status import_plan_read(struct import_plan_reader *reader, struct import_job *job);
void import_plan_read_free(struct import_plan_reader *reader);

/* The next line that is not empty, not yet cut into its cells: line->rest, NULL at the end. It lives until the next call. */
enum status import_plan_next(struct import_plan_reader *reader, struct import_plan_line *line);

/* Whether the line belongs to the record above: a line of it, or a record that such a line asks for. */
bool import_plan_goes_on(const struct import_plan_line *line);

/* Reads its first four cells. STATUS_DATA without place. */
enum status import_plan_parse(const struct import_job *job, struct import_plan_line *line);

/* The next cell of the line, unescaped; NULL at its end. It is the caller's to change. */
char *import_plan_cell(struct import_plan_line *line);

#endif
