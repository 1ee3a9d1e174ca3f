/* What the columns of a sheet mean: field names, labels in both languages, address groups, what the domain calls them, and what the user mapped. */
#ifndef CRM_IMPORT_IMPORT_MAPPING_H
#define CRM_IMPORT_IMPORT_MAPPING_H

#include "import/import_map.h"
#include "import/import_reading.h"

enum import_role {
	COLUMN_IGNORED = 1, /* left out by a map, derived in our own export, or `reason` */
	COLUMN_UNNAMED,     /* has no header: its cells must be empty */
	COLUMN_RESTORED,    /* kept by the program, in our own export: read only where references are kept too */
	COLUMN_SLOT,        /* of the hook: index is the slot */
	COLUMN_FIELD,
	COLUMN_REFERENCE,   /* the record's own reference */
};

struct import_column {
	const char *name;   /* as the sheet has it: the same pointer for the same name */
	enum import_role role;
	bool child;         /* it says something of a line of the record */
	size_t index;       /* of the field in the type of the record, or of its lines */
	struct import_reading reading;
};

struct import_mapping {
	struct import_job *job;
	struct import_maps maps;
	struct import_column *columns; /* by position; of JSON in the order in which keys come */
	size_t count;
	char delimiter;                /* of the sheet */
	bool has_reason;               /* the last column is one that we added to a file of rejects */
};

/* Reads the maps, then the header of the sheet; sets job->ours. STATUS_DATA "leads.csv:1:7: unknown field …", STATUS_USAGE for maps. */
enum status import_mapping_read(struct import_mapping *mapping, struct import_job *job, const struct sheet *sheet);

/* The column of cell i. A key of JSON that no row had before becomes a column. Errors have their place. */
enum status import_mapping_column(struct import_mapping *mapping, const struct sheet_row *row, size_t i, const struct import_column **column);

/* The same without making one: NULL for a key that no row had before. */
const struct import_column *import_mapping_find(const struct import_mapping *mapping, const struct sheet_row *row, size_t i);

#endif
