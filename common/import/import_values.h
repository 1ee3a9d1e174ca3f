/* From the texts of drafts to values: one struct for all drafts of a type, which holds the values of one draft at a time. */
#ifndef CRM_IMPORT_IMPORT_VALUES_H
#define CRM_IMPORT_IMPORT_VALUES_H

#include "import/import_draft.h"
#include "import/import_reference.h"
#include "query/assign.h"

struct import_values {
	struct import_job *job;
	struct import_references *references;
	const struct type *type;
	struct arena *arena;      /* what the values point into */
	size_t currency;          /* index of the field, SIZE_MAX: none */
	const struct assignment *assignments; /* of the options; those with {{…}} are made for each line */
	size_t assignment_count;
	struct record *defaults;  /* what a new record has where its draft says nothing */
	struct memo **memos;      /* by field index: what texts meant before; NULL while there is none */
	struct value *values;     /* by field index, but for money: those of the draft, else the defaults */
	bool *deferred;           /* by field index: the draft refers to a record that may come with a later line */
};

/* The arena is the job's: `row` for records, `line` for their lines. */
void import_values_open(struct import_values *values, struct import_references *references, const struct type *type, struct arena *arena);
void import_values_free(struct import_values *values);

/* Reads the texts of a draft, but for amounts: they depend on the currency of the record. STATUS_DATA, STATUS_REFUSED, with draft->column. */
enum status import_values_read(struct import_values *values, struct draft *draft);

/* Puts the values of the draft that was read last into the record, amounts too, and nothing where they are deferred. only_empty: fields that have a value
 * keep it. STATUS_DATA, with draft->column. */
enum status import_values_fill(struct import_values *values, struct draft *draft, struct record *record, bool only_empty);

#endif
