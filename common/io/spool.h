/* What comes through a pipe, kept so that it can be read again. */
#ifndef CRM_IO_SPOOL_H
#define CRM_IO_SPOOL_H

#include "base/status.h"
#include <stddef.h>
#include <stdio.h>

/* Reads all of a file into one without a name, readable by nobody else, which takes the place of standard input: readers need to know nothing of it. */
enum status spool(int from, const char *name, struct error *error);
/* The same for standard input itself, unless it is a file already. */
enum status spool_input(struct error *error);

/* Opens a file without a name in $TMPDIR, readable by nobody else; programs that are run do not inherit it. STATUS_CREATE. The caller closes it. */
enum status spool_file(int *out, struct error *error);
/* The same as a stream, for reading and writing; *out is NULL unless it is open. */
enum status spool_stream(FILE **out, struct error *error);
/* Writes what the stream still holds, and goes back to the beginning of the file, for whoever reads the stream or its descriptor. STATUS_IO. */
enum status spool_rewind(FILE *stream, struct error *error);
/* Writes all of the data into such a file. STATUS_IO. */
enum status spool_write(int to, const char *data, size_t length, struct error *error);

#endif
