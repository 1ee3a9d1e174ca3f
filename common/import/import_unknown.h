/* Headers that mean nothing: all of a file are reported at once, with the options that say what they mean, ready to paste. */
#ifndef CRM_IMPORT_IMPORT_UNKNOWN_H
#define CRM_IMPORT_IMPORT_UNKNOWN_H

#include "import/import_job.h"
#include "io/sheet.h"

struct import_unknown {
	const struct type *type; /* of the records: whose fields are suggested */
	size_t count, shown;
	struct error first;      /* the message about the first one */
	struct text maps;        /* --map 'Header=field' of each; those beyond what a message can hold are counted */
	const char *name;        /* of the first one, and where it stands */
	size_t line, column;
};

/* The message about one header: STATUS_DATA. */
enum status import_unknown(struct error *error, const struct type *type, const char *header);

/* Adds a header, by its cell, whose message was just set. */
void import_unknown_add(struct import_unknown *unknown, const struct import_job *job, size_t line, const struct sheet_cell *cell);

/* status, or STATUS_DATA with the message where headers were added; and frees. */
enum status import_unknown_report(struct import_unknown *unknown, struct import_job *job, enum status status);

#endif
