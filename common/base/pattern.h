/* Regular expressions that people write: POSIX extended, within limits that keep the compiler of the C library from eating the machine. */
#ifndef CRM_BASE_PATTERN_H
#define CRM_BASE_PATTERN_H

#include "base/status.h"

enum { PATTERN_LENGTH_LIMIT = 1000, PATTERN_DEPTH_LIMIT = 50, PATTERN_SIZE_LIMIT = 1500 };

/* STATUS_DATA with what is wrong when the text is no such expression, has back-references (which take exponential time), or becomes larger than
 * PATTERN_SIZE_LIMIT when its repetitions are written out. */
enum status pattern_check(const char *pattern, struct error *error);

#endif
