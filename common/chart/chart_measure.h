/* How much room text takes in a picture. No font is asked, so that a layout is the same wherever it is made: what is said here is a little more than what
 * common fonts without serifs take. */
#ifndef CRM_CHART_CHART_MEASURE_H
#define CRM_CHART_CHART_MEASURE_H

#include "base/arena.h"
#include <stddef.h>

/* Of text in type of that size, in the unit of size. */
double chart_text_width(const char *text, double size);

/* The text, or its beginning with … behind it, so that it is at most that wide. */
const char *chart_shorten(struct arena *arena, const char *text, double size, double width);

/* At most `most` lines, broken at blanks and between Chinese characters; the last is shortened. Returns how many; lines has room for most. */
size_t chart_wrap(struct arena *arena, const char *text, double size, double width, const char **lines, size_t most);

#endif
