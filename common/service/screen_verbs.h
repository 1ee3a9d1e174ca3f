/* What crm-call and crm-today print on a terminal: cards of records, and lists under headings. */
#ifndef CRM_SERVICE_SCREEN_VERBS_H
#define CRM_SERVICE_SCREEN_VERBS_H

#include "cli/verbs.h"

/* The values of a record that are set, a line each; columns as in --columns. */
enum status screen_card(struct session *session, const struct record_type *record, int64_t id, const char *columns);

/* What a filter finds, under the name of the type with their number; nothing when it finds none. */
struct screen_list {
	const struct record_type *record;
	const char *columns, *sort;
	int64_t limit;
};
enum status screen_list(struct session *session, const struct screen_list *list, const char *filter);

#endif
