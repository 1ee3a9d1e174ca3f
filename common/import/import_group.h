/* The rows of one record: consecutive rows that name the same record, or no record at all, are one, each with a line of it. They are held until the next
 * record begins. */
#ifndef CRM_IMPORT_IMPORT_GROUP_H
#define CRM_IMPORT_IMPORT_GROUP_H

#include "import/import_mapping.h"

struct import_group {
	const struct import_mapping *mapping;
	bool json;              /* rows say themselves which belong together */
	struct sheet_row *rows; /* in the job's arena `row` */
	size_t count;
};

/* Whether the row says something of a line. */
bool import_group_has(const struct import_group *group, const struct sheet_row *row);
/* Whether it goes on with the record of the rows that are held. */
bool import_group_goes_on(const struct import_group *group, const struct sheet_row *row);
/* A copy of the row and its cells, in the arena. */
struct sheet_row import_group_copy(struct arena *arena, const struct sheet_row *row);
void import_group_hold(struct import_group *group, const struct sheet_row *row);
/* STATUS_DATA for a held row that says something else of the record than the first one; *column is then the cell's. The message has no place. */
enum status import_group_check(const struct import_group *group, const struct sheet_row *row, size_t *column);

#endif
