/* Who is away, and who stands in. */
#ifndef CRM_SERVICE_ABSENCE_H
#define CRM_SERVICE_ABSENCE_H

#include "store/row.h"

/* Whether an absence covers a day; both its days count. No last day: nobody is away. Either may be NULL or "". */
bool absence_covers(const char *from, const char *until, const char *day);
bool absence_of(const struct record *user, const char *day);

/* Who stands in on a day for a user who is absent or has left: his deputy, or the deputy of that; the first of them who is active where all are absent. 0: nobody is. */
enum status absence_stand_in(struct store *store, int64_t user, const char *day, struct arena *arena, int64_t *out);

#endif
