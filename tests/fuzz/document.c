/* A document that comes back from the editor, laid over its record. `@@` at the beginning stands for the head that the document was written with. */
#include "store.h"
#include "cli/document.h"

static enum status read_back(struct store *store, const struct type *type, const uint8_t *data, size_t size, struct arena *arena)
{
	struct document document;
	struct text text = { 0 };
	struct record *now, *merged;
	enum status status = edited_load(store, type, 1, arena, &document);

	fuzz_ok(status);
	if (size > 1 && data[0] == '@' && data[1] == '@') {
		text_printf(&text, "ref: %s\nversion: %s\n", document.reference, document.version);
		data += 2;
		size -= 2;
	}
	text_append(&text, (const char *)data, size);
	status = document_read(document_name, text_string(&text), text.length, type, &document, 1, arena, store->error);
	if (!status)
		fuzz_ok(row_load(store, type, 1, arena, &now));
	if (!status && document.present)
		status = document_merge(store, &document, now, arena, &merged);
	text_free(&text);
	return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct store *store = fuzz_store();
	const struct type *type = fuzz_type(store, &data, &size);
	struct arena arena = { 0 };

	if (!type)
		return 0;
	enum status status = read_back(store, type, data, size, &arena);
	MUST(status == STATUS_OK || status == STATUS_REFUSED || status == STATUS_DATA);
	arena_free(&arena);
	return 0;
}
