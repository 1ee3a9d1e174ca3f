/* Regular expressions that people write: POSIX extended, within limits that keep the compiler of the C library from eating the machine. */
#ifndef CRM_BASE_PATTERN_H
#define CRM_BASE_PATTERN_H

#include "base/status.h"
#include <stdbool.h>
#include <stddef.h>

enum { PATTERN_LENGTH_LIMIT = 1000, PATTERN_DEPTH_LIMIT = 50, PATTERN_SIZE_LIMIT = 1500 };

/* STATUS_DATA with what is wrong when the text is no such expression, has back-references (which take exponential time), or becomes larger than
 * PATTERN_SIZE_LIMIT when its repetitions are written out. */
enum status pattern_check(const char *pattern, struct error *error);

/* A compiled pattern; pattern_free takes NULL too. STATUS_DATA for what is no expression at all; the limits are asked by pattern_check. */
struct pattern;
enum status pattern_new(const char *pattern, struct pattern **out, struct error *error);
void pattern_free(struct pattern *pattern);

/* Whether it matches some part of a text, which is valid UTF-8 that ends with NUL. Takes time by the length of the text, and as long as that product is small
 * also by the number of parts of the pattern that many characters match; else STATUS_DATA, saying so: seconds would become hours. */
enum status pattern_match(struct pattern *pattern, const char *text, size_t length, bool *hit, struct error *error);

#endif
