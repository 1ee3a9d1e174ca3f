/* When the records of people and companies are finished: a handover leaves them with who did them. */
#include "people/people.h"
#include "store/rule.h"

#include <string.h>

enum status customer_finished(struct store *store, const struct record *record, bool open_only, bool *out)
{
	(void)store;
	*out = open_only && record_integer(record, "archived");
	return STATUS_OK;
}

enum status deal_finished(struct store *store, const struct record *deal, bool open_only, bool *out)
{
	const struct pick *stage = schema_stage(store->schema, record_text(deal, "pipeline"), record_text(deal, "stage"));

	(void)open_only;
	*out = stage && stage->outcome != OUTCOME_OPEN;
	return STATUS_OK;
}

enum status task_finished(struct store *store, const struct record *task, bool open_only, bool *out)
{
	(void)store;
	(void)open_only;
	*out = strcmp(record_text(task, "status"), "done") == 0;
	return STATUS_OK;
}

enum status lead_finished(struct store *store, const struct record *lead, bool open_only, bool *out)
{
	const char *status = record_text(lead, "status");

	(void)store;
	*out = open_only && (strcmp(status, "lost") == 0 || strcmp(status, "junk") == 0 || strcmp(status, "converted") == 0);
	return STATUS_OK;
}

enum status event_finished(struct store *store, const struct record *event, bool open_only, bool *out)
{
	const char *status = record_text(event, "status");

	(void)store;
	*out = open_only && *status && strcmp(status, "planned") != 0;
	return STATUS_OK;
}
