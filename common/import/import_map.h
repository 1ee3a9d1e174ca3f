/* --map: what the user says columns mean. */
#ifndef CRM_IMPORT_IMPORT_MAP_H
#define CRM_IMPORT_IMPORT_MAP_H

#include "import/import_job.h"

struct import_map {
	const char *header, *field; /* field "": the column is left out */
	bool used, required;        /* required: given as an argument, so that the file must have it */
};

struct import_maps {
	struct import_map *maps;
	size_t count;
};

/* Reads the maps of the job's options. STATUS_USAGE and STATUS_DATA for fields that are unknown or take no value. */
enum status import_maps_read(struct import_maps *maps, struct import_job *job);

/* The map of a header, which is then used; NULL when there is none. */
const struct import_map *import_maps_find(struct import_maps *maps, const char *header);

/* What is left of a header, or of the right side of a map, when it names a field of a line: line.qty, 明细.数量; NULL for others. */
const char *import_header_of_line(const struct import_job *job, const char *header);

#endif
