/* The files of an import: what is read, drained first where a pipe feeds it, and what is written. */
#ifndef CRM_IMPORT_IMPORT_SOURCE_H
#define CRM_IMPORT_IMPORT_SOURCE_H

#include "base/status.h"
#include <stdio.h>

/* Reads what is no regular file to its end, into a temporary file that takes the place of standard input; *path is then "-". A path that leads nowhere
 * is left to the reader. STATUS_DATA, STATUS_PERMISSION, STATUS_CREATE, STATUS_IO. */
enum status import_drain(const char **path, struct error *error);

/* Creates a file to write, or opens standard output for "-". STATUS_USAGE when it is the input, STATUS_CREATE, STATUS_IO. The caller closes it. */
enum status import_create_file(FILE **out, const char *path, const char *input, struct error *error);

/* Closes it and sets *file to NULL; nothing happens when it is NULL. STATUS_IO when not all could be written. */
enum status import_close_file(FILE **file, const char *path, struct error *error);

#endif
