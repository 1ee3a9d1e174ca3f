/* Schema files, compared, applied, shown, applied again without a difference, and rolled back. */
#include "store.h"

static enum status apply(struct store *store, const char *data, size_t size, size_t *lines)
{
	struct arena arena = { 0 };
	struct yaml_node *documents;
	struct schema_plan plan = { 0 };
	enum status status = yaml_parse(&arena, "input", data, size, &documents, store->error);

	if (!status)
		status = schema_plan(store, "input", documents, true, &plan);
	if (!status)
		status = schema_apply(store, &plan);
	*lines = plan.line_count;
	schema_plan_free(&plan);
	arena_free(&arena);
	return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct store *store = fuzz_store();
	struct text shown = { 0 };
	size_t lines;

	fuzz_ok(change_begin(store, "fuzz"));
	enum status status = apply(store, (const char *)data, size, &lines);
	MUST(status == STATUS_OK || status == STATUS_REFUSED || status == STATUS_DATA);
	bool changed = !status && lines;
	if (changed) {
		schema_show(store, &shown);
		fuzz_ok(apply(store, text_string(&shown), shown.length, &lines));
		MUST(lines == 0);
	}
	change_rollback(store);
	if (changed || !status)
		fuzz_ok(store_reload(store));
	text_free(&shown);
	return 0;
}
