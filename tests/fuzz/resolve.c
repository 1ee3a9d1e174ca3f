/* Names, numbers and addresses that people write for records; and crm-find. The first byte chooses the type. */
#include "store.h"
#include "query/find.h"
#include "query/resolve.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct store *store = fuzz_store();
	const struct type *type = fuzz_type(store, &data, &size);
	char *string = type ? fuzz_string(data, size) : NULL;
	struct arena arena = { 0 };
	struct find_hit *hits;
	size_t count;
	int64_t *ids, id;

	if (!string)
		return 0;
	enum status status = resolve_all(store, type->record, string, &arena, &ids, &count);
	MUST(status == STATUS_OK || status == STATUS_REFUSED || status == STATUS_DATA || status == STATUS_USAGE);
	MUST(status || count);
	resolve_one(store, type->record, string, &id);
	const char *const words[] = { string };
	status = find_records(store, size & 1 ? type->record : NULL, words, 1, 10, &arena, &hits, &count);
	MUST(status == STATUS_OK || status == STATUS_USAGE);
	arena_free(&arena);
	free(string);
	return 0;
}
