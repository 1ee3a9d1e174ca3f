/* What a column can be about: the right side of a map, resolved once. */
#ifndef CRM_IMPORT_IMPORT_TARGET_H
#define CRM_IMPORT_IMPORT_TARGET_H

#include "import/import_job.h"

enum import_role {
	COLUMN_UNKNOWN = 0, /* nothing knows it, or the program calculates it: an error, unless such are ignored */
	COLUMN_IGNORED = 1, /* left out by a map or a preset, derived in our own export, or `reason` */
	COLUMN_UNNAMED,     /* has no header: its cells must be empty */
	COLUMN_NOTE,        /* its cells go to the notes, each behind the header */
	COLUMN_GIVEN,       /* given names, and family names, of a type whose name alone is a field */
	COLUMN_FAMILY,
	COLUMN_RESTORED,    /* kept by the program, in our own export: read only where references are kept too */
	COLUMN_SLOT,        /* of the hook: index is the slot */
	COLUMN_FIELD,
	COLUMN_REFERENCE,   /* the record's own reference */
};

struct import_target {
	enum import_role role;
	bool child;         /* it says something of a line of the record */
	bool linked;        /* of references: the cells are external ids of the records that they lead to */
	bool lenient;       /* what the field does not take goes to the notes */
	size_t index;       /* of the field in the type of the record, or of its lines; of the slot */
};

/* What is left of a header, or of the right side of a map, when it names a field of a line: line.qty, 明细.数量; NULL for others. */
const char *import_header_of_line(const struct import_job *job, const char *header);

/* The reference field that a header, or the right side of a map, links by: customer.external_id, CustomerID (guessed: without the word external_id). False when
 * it is none. */
bool import_target_linked(const struct type *type, const char *normal, size_t *index, bool *guessed);

/* Whether a header, in the normal form of labels, is that of given or family names in a type of people that has no such field. */
bool import_target_part(const struct type *type, const char *normal, enum import_role *role);

/* Whether a file may give a value for the field: created_at too, which no command sets. */
bool import_target_takes(const struct field *field);

/* Whether a header is that of the records' own keys: CustomerID in a file of customers. */
bool import_target_own(const struct type *type, const char *normal, size_t *index);

/* What a hook calls a column of the record, in the normal form of labels; % in its headings stands for any text. */
bool import_target_heading(const struct import_job *job, const char *normal, struct import_target *target);

/* What the right side of a map means: a field, "" (left out), ref, +notes, a field of a line, customer.external_id, a heading of the hook; field? takes what fits
 * and leaves the rest to the notes. STATUS_USAGE when it means nothing, or what the program calculates. */
enum status import_target_read(const struct import_job *job, const char *field, struct import_target *target);

#endif
