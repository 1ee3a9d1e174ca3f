#include "store/migrate.h"

#include "base/text.h"
#include "db/backup.h"
#include "db/dialect.h"
#include "store/backup_file.h"
#include "store/ddl.h"
#include "store/migrate_packed.h"
#include "store/search.h"
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Types and fields that came after a version get their tables and columns once all steps are done, as the record table has them: a step is for what becomes of
 * values that were there, and looks whether they were. */
static enum status additions_only(struct store *store)
{
	(void)store;
	return STATUS_OK;
}

/* Documents have too few states for an index of them. In a table with many columns SQLite holds it for as good as the index of a reference, and looks through all that
 * is issued for what one invoice was credited. */
static enum status without_indexes_of_states(struct store *store)
{
	return db_run(store->db, "drop index if exists \"quote_stage\"; drop index if exists \"order_status\"; drop index if exists \"delivery_status\";"
	              " drop index if exists \"purchase_status\"; drop index if exists \"invoice_status\"");
}

const struct migration migrations[] = {
	{ 2, "products, suppliers, price books, quotes, orders, deliveries, purchases, invoices, payments, stock", additions_only, false },
	{ 3, "room for 255 record types", migrate_packed, true },
	{ 4, "due plans, parts of documents; other words for telephone numbers and addresses", additions_only, true },
	{ 5, "service and communication: tickets, mail, files, series of events", additions_only, false },
	{ 6, "reports and targets", additions_only, false },
	{ 7, "returns, revisions of orders; what credit notes let be invoiced again", without_indexes_of_states, false },
	{ 8, "an index that holds what moved of each product", additions_only, false },
	{ 0, NULL, NULL, false },
};

enum status migrate_version(struct db *db, int64_t *version)
{
	return dialect_version(db, version);
}

/* The copy holds what the database holds: it gets its mode too, and replaces one from an earlier attempt. */
static enum status keep_backup(struct db *db, const char *path, int64_t version)
{
	struct text copy = { 0 };
	struct stat mode;

	text_printf(&copy, "%s.v%lld", path, (long long)version);
	enum status status = STATUS_OK;
	if (unlink(copy.data) != 0 && errno != ENOENT)
		status = error_set(db_error(db), STATUS_CREATE, "cannot replace the backup %s: %s", copy.data, strerror(errno));
	mode_t old = umask(077);
	if (!status)
		status = db_backup(db, copy.data);
	umask(old);
	if (!status && stat(path, &mode) == 0 && chmod(copy.data, mode.st_mode & 0777) != 0)
		status = error_set(db_error(db), STATUS_CREATE, "cannot set the mode of %s: %s", copy.data, strerror(errno));
	if (status)
		backup_discard(copy.data);
	text_free(&copy);
	return status;
}

enum status migrate_run(struct store *store, const struct migration *list, int target)
{
	struct db *db = store->db;
	int64_t version;
	bool words = false;
	enum status status = migrate_version(db, &version);

	if (status || version >= target)
		return status;
	if ((status = keep_backup(db, store->path, version)) || (status = db_begin(db)))
		return status;
	/* Another writer may have been faster. */
	status = migrate_version(db, &version);
	if (!status)
		status = store_reload(store);
	for (; !status && list->to; list++) {
		if (list->to > version && list->to <= target) {
			status = list->run(store);
			words |= list->words;
		}
	}
	if (!status && version < target)
		status = ddl_missing(db);
	if (!status && words)
		status = search_rebuild(store);
	if (!status && version < target)
		status = dialect_set_version(db, target);
	if (!status)
		return db_commit(db);
	db_rollback(db);
	return status;
}
