/* Decides what becomes of a draft, and does it. */
#ifndef CRM_IMPORT_IMPORT_WRITE_H
#define CRM_IMPORT_IMPORT_WRITE_H

#include "import/import_line.h"
#include "import/import_plan.h"

struct import_writer {
	struct import_job *job;
	const struct import_mapping *mapping;
	struct import_references *references;
	struct import_keys *keys;
	struct import_hooked *hooked;
	struct import_plan *plan;
	struct import_values values;      /* of the record at hand */
	struct import_values line_values; /* of its line at hand, where the job's type has lines */
	struct assignment *assignments;   /* those of the job's options */
	struct import_step step;          /* what was decided about the draft at hand */
	struct deferred *deferred;        /* references that could not be followed when their line was read */
	size_t deferred_count;
	int64_t change;                   /* of a plan that is applied: the last change that it knows */
	bool fresh;                       /* nothing was written since */
};

/* Reads the assignments of the job's options: what new records have where the file says nothing. STATUS_USAGE, STATUS_DATA, STATUS_REFUSED. The other
 * members are the caller's to fill in before. */
enum status import_writer_open(struct import_writer *writer);
void import_writer_free(struct import_writer *writer);

/* Finds the record that the draft means, decides by the job's `on_duplicate`, and writes. has_lines: the record gets lines afterwards, so that it may
 * differ though its own fields do not. writer->step says what was done. STATUS_DATA and STATUS_REFUSED, with draft->column where a cell is to blame. */
enum status import_write(struct import_writer *writer, struct draft *draft, bool has_lines);

/* The same for a draft whose values were read and whose step was decided, by a plan. */
enum status import_write_step(struct import_writer *writer, struct draft *draft, bool has_lines);

/* Notes down that a draft makes no record, since the hook said so: draft->ignored. */
void import_write_ignored(struct import_writer *writer, const struct draft *draft);

/* STATUS_REFUSED when the record was written after the plan was made, by another change than this one; what: what the message says of it. */
enum status import_write_unchanged(struct import_writer *writer, int64_t id, const char *what);

/* All lines are in: follows the references that led to later ones. Errors have the place of the cell. */
enum status import_write_deferred(struct import_writer *writer);
/* Forgets those but the first: their lines were taken back. */
void import_write_forget(struct import_writer *writer, size_t count);

#endif
