/* Lines that are set aside: into the file of rejects as they stood, with the reason as last column, so that the file can be corrected and
 * imported again; or into the plan. */
#ifndef CRM_IMPORT_IMPORT_REJECT_H
#define CRM_IMPORT_IMPORT_REJECT_H

#include "import/import_plan.h"

struct import_rejects {
	struct import_job *job;
	const struct import_mapping *mapping;
	const struct sheet *sheet;
	struct import_plan *plan;
	FILE *file;   /* NULL: none is wanted */
	bool begun;   /* its header is there */
};

/* Creates the file where the job's options want one. STATUS_USAGE, STATUS_CREATE, STATUS_IO. The other members are the caller's to fill in before. */
enum status import_rejects_open(struct import_rejects *rejects);
/* STATUS_IO when not all could be written. */
enum status import_rejects_close(struct import_rejects *rejects);
void import_rejects_free(struct import_rejects *rejects);

/* Counts the row, informs the listener, and writes. error: why, perhaps with its place. draft: what was read of the row, NULL: nothing. */
void import_reject(struct import_rejects *rejects, const struct sheet_row *row, const struct error *error, const struct draft *draft);

#endif
