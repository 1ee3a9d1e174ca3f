/* A side of a comparison: exports become temporary databases, so that both sides are asked alike. */
#include "exchange/exchange_parts.h"

#include "db/backup.h"
#include "store/content_file.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum status make_directory(struct exchange_side *side, struct error *error)
{
	const char *base = getenv("TMPDIR");
	struct text path = { 0 };

	text_printf(&path, "%s/crm-diff.XXXXXX", base && *base == '/' ? base : "/tmp");
	if (!mkdtemp(path.data)) {
		enum status status = error_set(error, STATUS_CREATE, "cannot create a directory for a temporary database, %s: %s", path.data, strerror(errno));
		text_free(&path);
		return status;
	}
	side->directory = path.data;
	return STATUS_OK;
}

static enum status import_side(struct exchange_side *side, const char *path, const struct store_options *options, struct error *error)
{
	/* Whoever compares is the first user of that database, whatever he is called elsewhere. */
	/* Without rules: what differs is reported of figures that do not add up, too. */
	struct store_options own = { .mode = DB_WRITE, .now = options->now, .unruled = true };
	struct text database = { 0 };
	enum status status = make_directory(side, error);

	text_printf(&database, "%s/crm.db", side->directory ? side->directory : "");
	if (!status)
		status = store_create(database.data, NULL, options->now, NULL, error);
	if (!status)
		status = store_open(&side->store, database.data, &own, error);
	if (!status)
		status = exchange_import(side->store, path, "crm-db diff");
	if (!status)
		status = exchange_commit(side->store);
	text_free(&database);
	return status;
}

enum status exchange_open(struct exchange_side *side, const char *path, const struct store_options *options, struct error *error)
{
	struct stat found;

	*side = (struct exchange_side){ 0 };
	if (stat(path, &found) != 0 || !S_ISDIR(found.st_mode))
		return store_open(&side->store, path, options, error);
	return import_side(side, path, options, error);
}

enum status exchange_copy(struct exchange_side *side, struct store *store, const char *now)
{
	struct store_options options = { .mode = DB_WRITE, .now = now, .acting = store->acting };
	struct text database = { 0 };

	*side = (struct exchange_side){ 0 };
	enum status status = make_directory(side, store->error);
	text_printf(&database, "%s/crm.db", side->directory ? side->directory : "");
	if (!status)
		status = db_backup(store->db, database.data);
	if (!status)
		status = store_open(&side->store, database.data, &options, store->error);
	text_free(&database);
	return status;
}

void exchange_close(struct exchange_side *side)
{
	static const char *const files[] = { "crm.db", "crm.db-wal", "crm.db-shm" };

	store_close(side->store);
	side->store = NULL;
	if (!side->directory)
		return;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct text path = { 0 };
		text_printf(&path, "%s/%s", side->directory, files[i]);
		unlink(path.data);
		text_free(&path);
	}
	struct text database = { 0 };
	text_printf(&database, "%s/crm.db", side->directory);
	content_remove_all(database.data);
	text_free(&database);
	rmdir(side->directory);
	free(side->directory);
	side->directory = NULL;
}
