/* Who is away, and who stands in. */
#ifndef CRM_SERVICE_ABSENCE_H
#define CRM_SERVICE_ABSENCE_H

#include "store/row.h"

/* Whether an absence covers a day; both its days count. No last day: nobody is away. Either may be NULL or "". */
bool absence_covers(const char *from, const char *until, const char *day);
bool absence_of(const struct record *user, const char *day);

#endif
