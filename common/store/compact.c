#include "store/compact.h"

enum status compact_oldest(struct store *store, int64_t *change)
{
	return db_one(store->db, change, "select min(id) from change");
}

enum status compact_before(struct store *store, const char *instant, int64_t *count)
{
	int64_t newest, until;
	enum status status = db_one(store->db, &newest, "select max(id) from change");

	*count = 0;
	/* In the order of their numbers: a clock may have run backwards. */
	if (!status)
		status = db_one(store->db, &until, "select coalesce(min(id), %jd) from change where at >= %s", newest, instant);
	if (!status && until > newest)
		until = newest;
	if (!status)
		status = db_one(store->db, count, "select count(*) from change where id < %jd", until);
	if (!status && *count)
		status = db_execute(store->db, "delete from entry where change < %jd", until);
	if (!status && *count)
		status = db_execute(store->db, "delete from change where id < %jd", until);
	return status;
}
