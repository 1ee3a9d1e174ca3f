/* The rows of a sheet, one by one or record by record: written, or set aside whole. */
#ifndef CRM_IMPORT_IMPORT_ROWS_H
#define CRM_IMPORT_IMPORT_ROWS_H

#include "import/import_children.h"
#include "import/import_group.h"
#include "import/import_reject.h"
#include "import/import_totals.h"

struct import_rows {
	struct import_job *job;
	struct sheet *sheet;
	struct import_mapping *mapping;
	struct import_writer *writer;
	struct import_rejects *rejects;
	struct import_group group;
	struct draft draft; /* of the rows at hand */
	struct import_totals totals;
	struct change_mark before; /* what the change knew before them */
};

/* Reads all rows of the sheet and writes what they say. With keep_going or a plan, bad ones are set aside; else the first ends it, and STATUS_DATA has
 * its place: "leads.csv:14:7: …". The mapping has been read, and the writer opened. */
enum status import_rows_run(struct import_rows *rows);

#endif
