#include "exchange/diff_parts.h"

#include "base/order.h"
#include <stdlib.h>

bool ids_have(const struct ids *ids, int64_t id)
{
	return ids->count && bsearch(&id, ids->ids, ids->count, sizeof *ids->ids, order_integers);
}

void ids_add(struct ids *ids, int64_t id)
{
	ids->ids = array_grow(NULL, ids->ids, ids->count, sizeof *ids->ids);
	ids->ids[ids->count++] = id;
}

void ids_tidy(struct ids *ids)
{
	size_t kept = 0;

	if (ids->count)
		qsort(ids->ids, ids->count, sizeof *ids->ids, order_integers);
	for (size_t i = 0; i < ids->count; i++)
		if (!kept || ids->ids[kept - 1] != ids->ids[i])
			ids->ids[kept++] = ids->ids[i];
	ids->count = kept;
}
