/* --map and --preset: what is said of the columns of a file. */
#ifndef CRM_IMPORT_IMPORT_MAP_H
#define CRM_IMPORT_IMPORT_MAP_H

#include "import/import_target.h"

/* What a text of a column means: for picks whose labels are others elsewhere. */
struct import_value {
	const char *text, *value;
};

struct import_map {
	const char *header;
	bool means;                  /* it says what the column is about: target; else only what its texts mean */
	struct import_target target;
	struct import_value *values;
	size_t value_count;
	bool used, required;         /* required: given as an argument, so that the file must have it */
};

struct import_maps {
	struct import_map *maps;
	size_t count;
};

/* Reads the maps of the job's options. STATUS_USAGE and STATUS_DATA for fields that are unknown or take no value. */
enum status import_maps_read(struct import_maps *maps, struct import_job *job);

/* The map of a header, which is then used: one that was given, else one of the preset; NULL when there is none. */
const struct import_map *import_maps_find(struct import_maps *maps, struct import_job *job, const char *header);

/* What a text of the column means by the map, itself where the map does not say. */
const char *import_map_value(const struct import_map *map, const char *text);

#endif
