/* Assignments, a line each, applied to a record, which is then written; all is rolled back. The first byte chooses the type; a new record when the second
 * is `+`, else the first one there is. */
#include "store.h"

enum { WORDS_LIMIT = 16 };

static enum status write_record(struct store *store, const struct type *type, bool fresh, char *string, struct arena *arena)
{
	struct record *old = NULL, *record;
	struct assignment assignments[WORDS_LIMIT];
	size_t count = 0;
	enum status status = fresh ? STATUS_OK : row_load(store, type, 1, arena, &old);

	record = old ? record_copy(arena, old) : record_new(arena, type);
	while (!status && string && count < WORDS_LIMIT) {
		char *next = strchr(string, '\n');
		if (next)
			*next++ = '\0';
		status = assign_parse(store, type, old ? type : NULL, string, arena, &assignments[count]);
		count += !status;
		string = next;
	}
	if (!status)
		status = assign_apply(store, assignments, count, record, old ? old->id : 0, arena);
	if (!status)
		status = old ? save_set(store, old, record, arena) : save_add(store, record, arena);
	if (!status)
		status = change_seal(store);
	for (size_t i = 0; i < count; i++)
		merge_release(assignments[i].merge);
	return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct store *store = fuzz_store();
	const struct type *type = fuzz_type(store, &data, &size);
	struct arena arena = { 0 };

	if (!type)
		return 0;
	bool fresh = size && data[0] == '+';
	char *string = fuzz_string(data + fresh, size - fresh);
	fuzz_ok(change_begin(store, "fuzz"));
	enum status status = write_record(store, type, fresh, string, &arena);
	MUST(status == STATUS_OK || status == STATUS_USAGE || status == STATUS_REFUSED || status == STATUS_DATA);
	change_rollback(store);
	arena_free(&arena);
	free(string);
	return 0;
}
