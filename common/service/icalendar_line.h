/* The lines of calendar files (RFC 5545, 3.1), as they are written: for icalendar_write.c. */
#ifndef CRM_SERVICE_ICALENDAR_LINE_H
#define CRM_SERVICE_ICALENDAR_LINE_H

#include "io/content_line.h"

/* Appends a line, folded. */
void icalendar_line(struct text *out, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* NAME:value with the value escaped; nothing for an empty one. */
void icalendar_text_line(struct text *out, const char *name, const char *value);

#endif
