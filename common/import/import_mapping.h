/* What the columns of a sheet mean: field names, labels in both languages, address groups, what the domain calls them, and what the user mapped. */
#ifndef CRM_IMPORT_IMPORT_MAPPING_H
#define CRM_IMPORT_IMPORT_MAPPING_H

#include "import/import_map.h"
#include "import/import_reading.h"

struct import_column {
	const char *name;   /* as the sheet has it: the same pointer for the same name */
	enum import_role role;
	bool child, linked, lenient; /* as those of a struct import_target */
	bool guessed;       /* that it is linked follows from its name alone: CustomerID */
	bool weak;          /* its header is none of the names and labels of the field, but one that sheets use besides */
	bool probed;        /* it may be a cell of any line: nobody wants to know what is wrong with it */
	bool further;       /* another column has the field: this one is for rows where that is empty, and for the notes */
	size_t index;
	size_t put_aside;   /* cells that were left to the notes */
	const struct import_map *map; /* what its texts mean; NULL: themselves */
	const struct import_implied *implied; /* what the header says of another field; NULL: nothing */
	bool left_out;      /* because it means nothing, and not because a map says so */
	bool given;         /* its meaning, by a map or the preset */
	struct import_reading reading;
};

struct import_mapping {
	struct import_job *job;
	struct import_maps maps;
	struct import_column *columns; /* by position; of JSON in the order in which keys come */
	size_t count;
	char delimiter;                /* of the sheet */
	bool has_further;              /* some column is further */
	bool exact;                    /* numbers and days in the sheet can be read in one way alone */
	bool has_reason;               /* the last column is one that we added to a file of rejects */
	struct text left_out;          /* headers that nothing knows, or that are known twice, where these are ignored; joined by commas */
};

/* Reads the maps, by which the header is found. STATUS_USAGE and STATUS_DATA for maps that are wrong. */
enum status import_mapping_open(struct import_mapping *mapping, struct import_job *job);
/* Whether a cell may be a header: of a struct import_mapping, for sheet_options.names. */
bool import_mapping_names(void *mapping, const char *cell);

/* Reads the header of the sheet; sets job->ours. STATUS_DATA "leads.csv:1:7: unknown field …", with all headers that mean nothing, STATUS_USAGE
 * for maps of columns that are not there. The caller frees it in the end. */
enum status import_mapping_read(struct import_mapping *mapping, const struct sheet *sheet);

/* The column of cell i. A key of JSON that no row had before becomes a column. Errors have their place. */
enum status import_mapping_column(struct import_mapping *mapping, const struct sheet_row *row, size_t i, const struct import_column **column);

/* The same without making one: NULL for a key that no row had before. */
const struct import_column *import_mapping_find(const struct import_mapping *mapping, const struct sheet_row *row, size_t i);

/* Leaves a column out, and remembers its header for the remark. */
void import_mapping_leave_out(struct import_mapping *mapping, struct import_column *column);

/* Frees the columns and what they remember; a mapping that failed to be made may be freed too. */
void import_mapping_free(struct import_mapping *mapping);

#endif
