/* What is particular of orders: that they are changed once they were approved, and their plans of instalments. */
#include "selling/document_kinds.h"

#include "selling/order_revisions.h"

enum status order_before(struct store *store, const struct record *old, struct record *order, struct arena *arena)
{
	(void)arena;
	return order_revision_before(store, old, order);
}

enum status order_issue(struct store *store, struct record *order, struct arena *arena)
{
	enum status status = credit_check(store, order, arena);

	return status ? status : order_revision_approve(store, order, arena);
}

/* The parts of two plans would come to more than the whole. */
enum status order_merge(struct store *store, const struct record *keep, const struct record *drop)
{
	const struct record *numbered = *record_text(drop, "number") ? drop : keep;
	int64_t planned;

	if (*record_text(numbered, "number"))
		return error_set(store->error, STATUS_REFUSED, "so%lld was approved as %s and is being changed; such an order cannot be merged", (long long)numbered->id,
		                 record_text(numbered, "number"));
	enum status status = db_one(store->db, &planned, "select count(distinct \"order\") from instalment where \"order\" in (%jd, %jd)", keep->id, drop->id);

	if (status || planned < 2)
		return status;
	return error_set(store->error, STATUS_REFUSED, "so%lld and so%lld have a plan of instalments each; only one of two drafts that are merged may have one",
	                 (long long)keep->id, (long long)drop->id);
}
