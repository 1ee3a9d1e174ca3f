/* The lines of calendar files (RFC 5545, 3.1) and address books (RFC 6350, 3.2), as they are written. */
#ifndef CRM_IO_CONTENT_LINE_H
#define CRM_IO_CONTENT_LINE_H

#include "base/text.h"

/* Appends a line that ends with CRLF, and is folded at characters where it is longer than 75 octets. */
void content_fold(struct text *out, const char *line, size_t length);
/* Appends a text with its escapes: \n \\ \; and \, . Control characters, which these files have no place for, are left out. */
void content_escape(struct text *out, const char *text);

#endif
