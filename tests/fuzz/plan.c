/* Plans of imports, carried out and rolled back. The first byte chooses the type; the head line is put before the input when it lacks one. */
#include "store.h"
#include "import/import.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct store *store = fuzz_store();
	const struct type *type = fuzz_type(store, &data, &size);
	struct import *import;
	struct import_result result = { 0 };
	struct text plan = { 0 };

	if (!type)
		return 0;
	fuzz_ok(change_begin(store, "fuzz"));
	if (!size || data[0] != '#')
		text_printf(&plan, "#crm-plan\t1\t%s\t%s\t%lld\tmatch=close\n", type->record->name, schema_value(store->schema, "uuid"), (long long)store->change.id - 1);
	text_append(&plan, (const char *)data, size);
	struct import_options options = { .apply = fuzz_file("input", (const uint8_t *)text_string(&plan), plan.length) };
	enum status status = import_read(&import, store, type, &options);
	if (!status)
		status = import_run(import, &(struct import_listener){ 0 }, &result);
	if (!status)
		status = change_seal(store);
	MUST(status == STATUS_OK || status == STATUS_USAGE || status == STATUS_REFUSED || status == STATUS_DATA);
	change_rollback(store);
	import_free(import);
	text_free(&plan);
	return 0;
}
