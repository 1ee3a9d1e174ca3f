/* Which records of a type have a name: all names of the type, read once. A sheet mostly refers to many records, and each look-up in the database would cost more. */
#ifndef CRM_IMPORT_IMPORT_NAMES_H
#define CRM_IMPORT_IMPORT_NAMES_H

#include "import/import_job.h"
#include "store/key.h"

struct import_names {
	struct import_job *job;
	struct key_index index; /* names and aliases, as names of companies too where the job matches close names */
	bool loaded[RECORD_TYPE_LIMIT];
};

/* The records that have the name now, case aside, two at most; 0: none. close: the same name of a company. Errors are those of the database. */
enum status import_names_find(struct import_names *names, const struct record_type *target, const char *text, bool close, int64_t ids[2]);

/* A record was written: its name is known from now on. */
void import_names_add(struct import_names *names, const struct record *record);

/* Frees the names; what was never filled may be freed too. */
void import_names_free(struct import_names *names);

#endif
