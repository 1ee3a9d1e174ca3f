/* The parts of a zip archive, within limits; the only includer of minizip, which it opens (base/library.h). */
#ifndef CRM_IO_ZIP_H
#define CRM_IO_ZIP_H

#include "base/status.h"
#include <stdbool.h>
#include <stddef.h>

enum { ZIP_MIB_LIMIT = 512 }; /* of all that is read of one archive, unpacked: a million rows of five cells come to it */

struct zip;

/* Opens the archive that a descriptor of a regular file leads to; its offset is left where it is. name: of the file, for messages; lives until zip_close. purpose:
 * what needs minizip. STATUS_DATA when it is none, STATUS_CONFIG without minizip. *out is NULL on failure. */
enum status zip_open(struct zip **out, int fd, const char *purpose, const char *name, struct error *error);

/* Goes to a part by its path, whose case does not count; false when there is none. */
bool zip_find(struct zip *zip, const char *part);

/* Reads on in the part that zip_find went to; *got is 0 at its end. zip is a struct zip, so that this is an xml_source. STATUS_DATA for what is damaged, and
 * beyond ZIP_MIB_LIMIT. */
enum status zip_read(void *zip, char *buffer, size_t room, size_t *got, struct error *error);

void zip_close(struct zip *zip); /* NULL is fine */

#endif
