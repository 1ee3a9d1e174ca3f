/* Escapes, before-values and links as they may stand in a damaged database. The first byte chooses the type. */
#include "store.h"
#include "store/journal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct store *store = fuzz_store();
	const struct type *type = fuzz_type(store, &data, &size);
	struct arena arena = { 0 };
	struct text text = { 0 };
	char role[40];
	int64_t id;

	if (!type)
		return 0;
	char *string = fuzz_string(data, size);
	struct record *record = record_new(&arena, type);
	bool *seen = arena_alloc(&arena, type->count * sizeof *seen);
	journal_read(string, record, seen, &arena);
	for (size_t i = 0; i < type->count; i++)
		if (seen[i] && type->fields[i]->kind != KIND_LINES)
			field_format(type->fields[i], &record->values[i], 2, &text);
	for (const char *link = string; row_next_link(&link, &id, role);)
		MUST(strlen(role) < sizeof role);
	text_clear(&text);
	text_escape(&text, string, strlen(string));
	if (text.length) {
		size_t length = text_unescape(text.data, text.length);
		MUST(length == strlen(string) && memcmp(text.data, string, length) == 0);
	}
	MUST(text_unescape(string, strlen(string)) <= size);
	text_free(&text);
	arena_free(&arena);
	free(string);
	return 0;
}
