/* A plan: what would happen, line by line, for people to read and edit (import.h shows one). Written here, read in import_plan_read.h. */
#ifndef CRM_IMPORT_IMPORT_PLAN_H
#define CRM_IMPORT_IMPORT_PLAN_H

#include "import/import_match.h"
#include <stdio.h>

enum import_action { ACTION_ADD = 1, ACTION_UPDATE, ACTION_FILL, ACTION_SKIP, ACTION_REJECT, ACTION_CREATE, ACTION_LINE };

/* What a plan calls them, by action; ends with NULL. */
extern const char *const import_actions[];

/* What becomes of one draft. */
struct import_step {
	enum import_action action;
	struct import_match match;
};

struct import_plan {
	struct import_job *job;
	FILE *file;          /* NULL: no plan is wanted */
	struct text pending; /* lines of the record at hand, which may yet be rejected */
};

/* Creates the file where the job's options want one. STATUS_USAGE, STATUS_CREATE, STATUS_IO. */
enum status import_plan_open(struct import_plan *plan, struct import_job *job);
/* Writes the first line, within the change. Errors are those of the database. */
enum status import_plan_head(struct import_plan *plan);
/* STATUS_IO when not all could be written. */
enum status import_plan_close(struct import_plan *plan);
void import_plan_free(struct import_plan *plan);

/* Appends the fields in which the record differs from old (NULL: from nothing) as ⇥field=value. Where a value leads to a record that this import makes,
 * it is what the draft says: the number of that record is not certain. */
void import_plan_values(const struct import_values *values, const struct draft *draft, const struct record *old, const struct record *record, struct text *out);

/* The lines of a record, in this order: records that its cells have made, itself, and after each further ones its line. They are in the plan once
 * import_plan_flush is called. */
void import_plan_create(struct import_plan *plan, size_t line, const struct record *record);
void import_plan_record(struct import_plan *plan, const struct draft *draft, const struct import_step *step, const char *values);
void import_plan_child(struct import_plan *plan, const struct draft *draft, const struct draft *child, const char *values);
void import_plan_flush(struct import_plan *plan);

/* Instead of them, for each row of the record. draft: whose texts stand behind the reason, so that a person can put right what is wrong and write add
 * instead of reject; NULL: no texts. */
void import_plan_reject(struct import_plan *plan, size_t line, const char *reason, const struct draft *draft);

#endif
