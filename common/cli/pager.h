/* Tables on a terminal go through a pager, which shows those that are longer than the screen page by page. */
#ifndef CRM_CLI_PAGER_H
#define CRM_CLI_PAGER_H

#include "base/text.h"
#include "cli/session.h"
#include <signal.h>
#include <sys/types.h>

/* One that is running. */
struct pager {
	pid_t process;
	struct sigaction before; /* what SIGINT did */
	struct text messages;
};

/* Where standard output is a terminal, from now on what is written there goes to the pager: $CRM_PAGER, else what the configuration says (NULL: nothing), else $PAGER,
 * else less -FRX. Does nothing elsewhere, the second time, where the pager is empty or cat or cannot be started, and on a dumb terminal. */
void pager_begin(struct session *session, const char *configured);
/* Ends what the pager reads and waits until the user has seen it, then prints the messages that waited for that: before the process ends. A user who leaves the pager
 * early has seen enough, which is no error. */
void pager_end(struct session *session);

#endif
