#include "service/tickets_settle.h"

#include "service/service.h"
#include "store/settle.h"

enum status tickets_settle(struct store *store)
{
	struct arena arena = { 0 };
	int64_t *ids;
	size_t count = 0;
	enum status status = db_integers(store->db, &arena, &ids, &count, "select id from ticket where status <> 'closed' order by id");

	for (size_t i = 0; !status && i < count; i++)
		settle_defer(store, &record_ticket, ids[i]);
	arena_free(&arena);
	return status;
}
