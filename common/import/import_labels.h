/* Which external ids may be there: a Bloom filter. Most lines of a sheet bring one that is new, and need not be looked up to know it. */
#ifndef CRM_IMPORT_IMPORT_LABELS_H
#define CRM_IMPORT_IMPORT_LABELS_H

#include "import/import_job.h"

struct import_labels {
	uint64_t *bits; /* NULL: anything may be there */
	uint64_t mask;
	uint64_t seed;
};

/* Reads the labels of all records of the job's type, where that is worth it. lines: about as many as will come, 0: nobody knows; records: no fewer than
 * there are. Errors are those of the database. */
enum status import_labels_load(struct import_labels *labels, struct import_job *job, const struct field *field, int64_t lines, int64_t records);
void import_labels_add(struct import_labels *labels, const struct value *value);
bool import_labels_may(const struct import_labels *labels, const struct value *value);
void import_labels_free(struct import_labels *labels);

#endif
