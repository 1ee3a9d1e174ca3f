/* A file that a verb writes where the user says so: all of it, or none. */
#ifndef CRM_CLI_OUTPUT_FILE_H
#define CRM_CLI_OUTPUT_FILE_H

#include "base/arena.h"
#include "base/status.h"
#include <stdio.h>

/* Has `write` write into a file beside the path, which then takes its place; a device, a pipe, and what a link leads to, is written as it is.
 * what: "the document", for messages. STATUS_CREATE, STATUS_IO, or what write returns. */
enum status output_file(struct arena *arena, const char *path, const char *what, enum status (*write)(void *context, FILE *file), void *context, struct error *error);

#endif
