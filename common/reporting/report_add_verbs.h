/* A report that is asked for step by step. */
#ifndef CRM_REPORTING_REPORT_ADD_VERBS_H
#define CRM_REPORTING_REPORT_ADD_VERBS_H

#include "cli/session.h"

/* Asks on the terminal, in the order of the manual: module, related modules, layout, columns, groups, calculations, criteria, name, description, folder, whether
 * to save and to run it. The answers become the operands of the session. *runs: it is to be run too. STATUS_REFUSED without a message when nothing is to be saved. */
enum status report_ask(struct session *session, bool *runs);
/* Runs what was saved. */
enum status report_run_asked(struct session *session);

#endif
