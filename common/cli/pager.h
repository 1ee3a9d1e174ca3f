/* Tables on a terminal go through a pager, which shows those that are longer than the screen page by page. */
#ifndef CRM_CLI_PAGER_H
#define CRM_CLI_PAGER_H

#include "cli/session.h"

/* $CRM_PAGER, else what the configuration says (NULL: nothing), else $PAGER, else less -FRX; NULL where there is to be none: it is empty or cat, or the terminal is dumb. */
const char *pager_command(const char *configured);

/* Of a reader whose standard output is a terminal: from now on what it writes there goes to the pager. Does nothing for all others, the second time, and where the
 * pager cannot be started. */
void pager_begin(struct session *session, const char *configured);
/* Ends what the pager reads and waits until the user has seen it: before messages, and before the process ends. */
void pager_end(struct session *session);

#endif
