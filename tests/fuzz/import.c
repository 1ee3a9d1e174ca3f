/* A sheet imported into one type and rolled back. The first byte chooses the type, the second the options. */
#include "store.h"
#include "import/import.h"
#include "people/people.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const create[] = { "customer", "contact" }, *const nulls[] = { "NULL", "\\N", NULL };
	struct store *store = fuzz_store();
	const struct type *type = fuzz_type(store, &data, &size);
	struct import *import;
	struct import_result result = { 0 };
	char plan[128];

	if (!type || !size)
		return 0;
	uint8_t flags = data[0];
	struct import_options options = { .on_duplicate = (enum import_duplicate)(flags & 3), .match = flags & 4 ? IMPORT_MATCH_CLOSE : IMPORT_MATCH_EXACT,
		                          .keep_going = flags & 8, .create = create, .create_count = type->record == &record_deal ? 2 : 0, .year = flags & 32 ? 2026 : 0,
		                          .ignore_unknown = flags & 16, .clear = flags & 16, .nulls = flags & 128 ? nulls : NULL, .preset = flags & 128 ? people_presets[0] : NULL };
	fuzz_directory();
	snprintf(plan, sizeof plan, "%s", fuzz_path("plan"));
	options.plan = flags & 64 ? plan : NULL;
	options.path = fuzz_file("input", data + 1, size - 1);
	fuzz_ok(change_begin(store, "fuzz"));
	enum status status = import_read(&import, store, type, &options);
	if (!status)
		status = import_run(import, &(struct import_listener){ 0 }, &result);
	if (!status)
		status = change_seal(store);
	MUST(status == STATUS_OK || status == STATUS_USAGE || status == STATUS_REFUSED || status == STATUS_DATA);
	change_rollback(store);
	import_free(import);
	unlink(plan);
	return 0;
}
