#include "people/people.h"
#include "store/rule.h"

#include <string.h>

enum status task_before(struct store *store, const struct record *old, struct record *record, struct arena *arena)
{
	if (!record)
		return STATUS_OK;
	struct value *done_at = record_value(record, "done_at");
	bool done = strcmp(record_text(record, "status"), "done") == 0;

	if (!rule_concerns(old, record, (const char *const[]){ "status", "done_at", NULL }))
		return rule_order(store, old, record, "start_on", "due_on");
	if (!done)
		*done_at = (struct value){ 0 };
	else if (done_at->type == VALUE_NULL)
		*done_at = rule_now(store, arena);
	return rule_order(store, old, record, "start_on", "due_on");
}
