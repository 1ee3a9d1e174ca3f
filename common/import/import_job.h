/* What all parts of one import know: nothing of how they work. */
#ifndef CRM_IMPORT_IMPORT_JOB_H
#define CRM_IMPORT_IMPORT_JOB_H

#include "import/import_options.h"
#include "store/row.h"

struct import_job {
	struct store *store;
	const struct type *type;       /* of the records */
	const struct field *lines;     /* their field of KIND_LINES; NULL: they have none */
	const struct type *child;      /* of their lines; NULL likewise */
	struct import_options options; /* with those of the plan that is applied */
	const struct import_listener *listener;
	struct import_result result;
	const char *name;              /* of the file that is read, for messages */
	bool below_zero;               /* a column of numbers that are fields has one below zero; looked at where the hook minds signs, or cells could mean two things */
	bool ours;                     /* our own export wrote it: texts stay as they are */
	bool keeps;                    /* the type never had a record: references are kept */
	struct arena memory;           /* until the end */
	struct arena row;              /* until the record at hand and its lines are written */
	struct arena line;             /* until the line at hand of that record is written */
	int64_t known[RECORD_TYPE_LIMIT]; /* see import_job_last */
};

/* options are copied, their texts are not. */
void import_job_open(struct import_job *job, struct store *store, const struct type *type, const struct import_options *options);
void import_job_free(struct import_job *job);

/* *last: the highest id of the type that was given out before this import. Errors are those of the database. */
enum status import_job_last(struct import_job *job, const struct record_type *type, int64_t *last);

/* Counts a line that was read, and informs the listener now and then. */
void import_job_progress(struct import_job *job);

#endif
