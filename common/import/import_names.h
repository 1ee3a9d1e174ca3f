/* Which records of a type have a name: all names of the type, read once. A sheet mostly refers to many records, and a look-up that ignores case would read
 * them all each time. */
#ifndef CRM_IMPORT_IMPORT_NAMES_H
#define CRM_IMPORT_IMPORT_NAMES_H

#include "import/import_index.h"
#include "import/import_job.h"

struct import_names {
	struct import_job *job;
	struct index of[RECORD_TYPE_LIMIT]; /* by number of type: names and aliases, and their company_key where the job matches close names */
	bool loaded[RECORD_TYPE_LIMIT];
	struct text key;
};

/* The records that have the name now, case aside, two at most; 0: none. close: names of the same company_key. Errors are those of the database. */
enum status import_names_find(struct import_names *names, const struct record_type *target, const char *text, bool close, int64_t ids[2]);

/* A record was written: its name is known from now on. */
void import_names_add(struct import_names *names, const struct record *record);

void import_names_free(struct import_names *names);

#endif
