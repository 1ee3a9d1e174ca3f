/* New records at the door: what looks the same as one that is there already is reported, or refused. */
#ifndef CRM_CLI_DOOR_H
#define CRM_CLI_DOOR_H

#include "cli/session.h"

struct door {
	bool asked;    /* somebody wants to know: the type is compared, or --unique was given */
	bool unique;   /* refuse */
	int64_t last;  /* the highest id before */
};

/* After writer_begin, before anything is written. */
enum status door_open(struct session *session, bool unique, struct door *door);

/* Before writer_end: compares the new records of the session's type among those that were written (dedupe.h), and adds a warning for each of a few that look the
 * same as another, and how many more there are. STATUS_REFUSED where unique was asked and there is one. */
enum status door_close(struct session *session, const struct door *door, const struct targets *written);

#endif
