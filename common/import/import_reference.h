/* Cells that name other records: by reference, by name, or (--relabel) by the reference that they had where the file comes from. */
#ifndef CRM_IMPORT_IMPORT_REFERENCE_H
#define CRM_IMPORT_IMPORT_REFERENCE_H

#include "import/import_names.h"

struct import_references {
	struct import_job *job;
	struct import_names names;
	unsigned generation; /* grows when records that were made are taken back: what a name meant may be wrong */
	size_t line;         /* of the sheet whose cells are read: for `made` */
	void (*made)(void *context, size_t line, const struct record *record); /* a record is about to be made because a cell names it; may be NULL */
	void *context;
};

struct import_reference {
	const struct field *field;
	const char *text;
	bool linked;                   /* it is an external_id */
	const struct record_type *own; /* type of the record that refers: others of it may come with later lines; NULL: this is the last chance */
	struct arena *arena;           /* of the value */
	struct value value;            /* out */
	bool later;                    /* out: the record may come with a later line; there is no value yet */
};

/* Looks up what a cell of a field of kind ref, refs or any-ref names, and makes it where the job's `create` says so. STATUS_DATA, STATUS_REFUSED and
 * STATUS_USAGE for texts that name none or several; the message begins with the field. */
enum status import_reference_read(struct import_references *references, struct import_reference *reference);

/* Saves a record that a cell names. */
enum status import_reference_create(struct import_references *references, struct record *record);

#endif
