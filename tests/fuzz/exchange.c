/* One file of an exported database as somebody else may have written it: NAME, newline, content. The others are those of a good export. */
#include "store.h"
#include "exchange/exchange.h"

static struct store *target;
static char directory[128];
static int64_t missing;

static void prepare(void)
{
	static const struct store_options options = { .mode = DB_WRITE, .now = "2026-03-05T01:00:00Z" };
	struct store *source = fuzz_store();
	char path[128];

	snprintf(directory, sizeof directory, "%s/export", fuzz_directory());
	fuzz_ok(exchange_export(source, directory, true, &missing));
	snprintf(path, sizeof path, "%s", fuzz_path("crm.empty.db"));
	fuzz_ok(store_create(path, NULL, options.now, NULL, &fuzz_error));
	fuzz_ok(store_open(&target, path, &options, &fuzz_error));
}

static void put(const char *name, const char *data, size_t size)
{
	char path[256];

	snprintf(path, sizeof path, "export/%s.ndjson", name);
	fuzz_file(path, (const uint8_t *)data, size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = { "database", "counter", "change", "entry", "setting", "customer", "deal", "task", "user", "alias", "stage_move", "contact" };
	static char *good[12];
	static size_t lengths[12];
	const uint8_t *content = size ? memchr(data, '\n', size) : NULL;
	size_t name = 0;

	if (!target)
		prepare();
	for (size_t i = 0; content && i < 12; i++)
		if (strlen(names[i]) == (size_t)(content - data) && memcmp(names[i], data, (size_t)(content - data)) == 0)
			name = i;
	if (!content)
		return 0;
	content++;
	if (!good[name]) {
		char path[256];
		snprintf(path, sizeof path, "%s/%s.ndjson", directory, names[name]);
		FILE *file = fopen(path, "rb");
		good[name] = memory_alloc(1 << 16);
		lengths[name] = file ? fread(good[name], 1, 1 << 16, file) : 0;
		if (file)
			fclose(file);
	}
	put(names[name], (const char *)content, size - (size_t)(content - data));
	enum status status = exchange_import(target, directory, "fuzz");
	MUST(status == STATUS_OK || status == STATUS_DATA || status == STATUS_REFUSED || status == STATUS_CONFIG);
	change_rollback(target);
	fuzz_ok(store_reload(target));
	put(names[name], good[name], lengths[name]);
	return 0;
}
