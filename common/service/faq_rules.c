/* The rules of answers to frequent questions. */
#include "service/service.h"
#include "base/date.h"
#include "store/rule.h"

#include <string.h>

enum status faq_before(struct store *store, const struct record *old, struct record *faq, struct arena *arena)
{
	char today[DATE_SIZE];

	(void)arena;
	if (!faq || !rule_pick(faq, "status", "published") || !(rule_changed(old, faq, "status") || rule_changed(old, faq, "expires_on")))
		return STATUS_OK;
	date_today(&store->conventions, today);
	if (*record_text(faq, "expires_on") && strcmp(record_text(faq, "expires_on"), today) < 0)
		return error_set(store->error, STATUS_REFUSED, "status: the answer expired on %s; set expires_on first", record_text(faq, "expires_on"));
	return STATUS_OK;
}

enum status faq_finished(struct store *store, const struct record *faq, bool open_only, bool *out)
{
	(void)store;
	*out = open_only && rule_pick(faq, "status", "obsolete");
	return STATUS_OK;
}
