/* The filter language, up to the rows that a filter finds. The first byte chooses the type. */
#include "store.h"
#include "query/query.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct store *store = fuzz_store();
	const struct type *type = fuzz_type(store, &data, &size);
	struct arena arena = { 0 };
	struct query query;
	struct expr *expr;
	int64_t count;
	char *string = type ? fuzz_string(data, size) : NULL;

	if (!type)
		return 0;
	query_init(&query, store, type);
	enum status status = filter_parse_string(&arena, store->schema, type->record, string, &expr, store->error);
	if (!status)
		status = query_filter(&query, expr);
	if (!status)
		status = query_count(&query, &count);
	MUST(status == STATUS_OK || status == STATUS_USAGE || status == STATUS_REFUSED || status == STATUS_DATA);
	query_free(&query);
	arena_free(&arena);
	free(string);
	return 0;
}
