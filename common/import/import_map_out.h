/* The map of a file, to be edited and given with --map: a line for each column, and for picks the texts that are none of theirs. */
#ifndef CRM_IMPORT_IMPORT_MAP_OUT_H
#define CRM_IMPORT_IMPORT_MAP_OUT_H

#include "import/import_mapping.h"

/* Writes the map of the sheet, which is read to its end, to the file that the options name. STATUS_USAGE, STATUS_CREATE and STATUS_IO for that file, STATUS_DATA
 * for a sheet that names no columns, or cannot be read. */
enum status import_map_out(struct import_mapping *mapping, struct sheet *sheet);

#endif
