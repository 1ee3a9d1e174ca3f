/* Pictures on pages: PNG files, read with limits. */
#ifndef CRM_PAGE_PAGE_PICTURE_H
#define CRM_PAGE_PAGE_PICTURE_H

#include "base/status.h"
#include "base/text.h"

/* Appends the bytes of a PNG file. what is "logo" or "seal". STATUS_CONFIG for anything else than a regular file of that format, and for a picture whose file or
 * unpacked size is no logo's: the size is in the head, and a file of a megabyte may unpack to gigabytes. That the rest of it is sound is not looked at. */
enum status page_picture_read(const char *what, const char *path, struct text *out, struct error *error);

#endif
