/* Published answers as a directory of plain HTML. */
#ifndef CRM_SERVICE_FAQ_PUBLISH_H
#define CRM_SERVICE_FAQ_PUBLISH_H

#include "base/status.h"
#include <stdint.h>

struct store;

/* Writes index.html and a page for each category, of what is published and has not expired, of one language (NULL: all). The directory is made beside the place
 * of the old one and takes it by renaming, so that nobody sees half of it. *count: how many answers it has.
 * STATUS_REFUSED for a directory that holds anything but an earlier one of these, STATUS_CREATE, STATUS_IO. */
enum status faq_publish(struct store *store, const char *directory, const char *language, int64_t *count);

#endif
