/* What is particular of orders: their plans of instalments. */
#include "selling/document_kinds.h"

/* The parts of two plans would come to more than the whole. */
enum status order_merge(struct store *store, const struct record *keep, const struct record *drop)
{
	int64_t planned;
	enum status status = db_one(store->db, &planned, "select count(distinct \"order\") from instalment where \"order\" in (%jd, %jd)", keep->id, drop->id);

	if (status || planned < 2)
		return status;
	return error_set(store->error, STATUS_REFUSED, "so%lld and so%lld have a plan of instalments each; only one of two drafts that are merged may have one",
	                 (long long)keep->id, (long long)drop->id);
}
