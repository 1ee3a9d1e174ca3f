/* Bytes as text of 64 characters. */
#ifndef CRM_BASE_BASE64_H
#define CRM_BASE_BASE64_H

#include "base/text.h"

/* Appends data in base64 with padding and without line ends (RFC 4648, section 4). */
void base64_add(struct text *out, const void *data, size_t length);

#endif
