/* Making a database: file modes, tables, first user. */
#include "store/save.h"

#include "base/locale.h"
#include "base/utf8.h"
#include "db/dialect.h"
#include "store/backup_file.h"
#include "store/ddl.h"
#include "store/staged.h"
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/vfs.h>
#endif

/* SQLite's locks and shared memory do not work across machines. Numbers from statfs(2). */
static bool is_network(const char *directory)
{
#ifdef __linux__
	static const unsigned long network[] = { 0x6969 /* nfs */, 0x517B /* smb */, 0xFF534D42 /* cifs */, 0xFE534D42 /* smb2 */,
		                                 0x5346414F /* afs */, 0x73757245 /* coda */, 0x00C36400 /* ceph */ };
	struct statfs found;
	if (statfs(directory, &found) == 0)
		for (size_t i = 0; i < sizeof network / sizeof *network; i++)
			if ((unsigned long)found.f_type == network[i])
				return true;
#endif
	(void)directory;
	return false;
}

static char *directory_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *directory = memory_string(slash ? path : ".");

	if (slash)
		directory[slash == path ? 1 : slash - path] = '\0';
	return directory;
}

/* Makes the directories above the database that are missing, for the owner alone. */
static enum status make_directories(const char *directory, struct error *error)
{
	char *copy = memory_string(directory);
	enum status status = STATUS_OK;

	for (char *slash = copy + 1; !status && slash; ) {
		slash = strchr(slash, '/');
		if (slash)
			*slash = '\0';
		if (mkdir(copy, 0700) != 0 && errno != EEXIST)
			status = error_set(error, errno == EACCES ? STATUS_PERMISSION : STATUS_CREATE, "cannot create the directory %s: %s", copy, strerror(errno));
		if (slash)
			*slash++ = '/';
	}
	free(copy);
	return status;
}

static enum status check_directory(const char *directory, const char *group, struct error *error)
{
	struct stat found;

	if (stat(directory, &found) != 0 || !S_ISDIR(found.st_mode))
		return error_set(error, STATUS_CREATE, "%s is not a directory", directory);
	if (access(directory, W_OK | X_OK) != 0)
		return error_set(error, STATUS_PERMISSION, "no permission to create a file in %s", directory);
	if (is_network(directory))
		return error_set(error, STATUS_CREATE, "%s is on a network file system, where locks cannot be trusted; use a local disk", directory);
	if (!group)
		return STATUS_OK;
	struct group *entry = getgrnam(group);
	if (!entry)
		return error_set(error, STATUS_USAGE, "there is no group %s; create it with: groupadd %s", group, group);
	if (found.st_gid != entry->gr_gid || !(found.st_mode & S_ISGID) || (found.st_mode & 0070) != 0070)
		return error_set(error, STATUS_CREATE, "%s must belong to the group and pass it on; run: chgrp %s %s && chmod 2770 %s", directory, group, directory, directory);
	return STATUS_OK;
}

/* The file is made with its final mode before SQLite opens it: it is never readable by others, not even for a moment. */
static enum status make_file(const char *path, const char *group, struct error *error)
{
	mode_t mode = group ? 0660 : 0600;
	struct group *entry = group ? getgrnam(group) : NULL;
	mode_t old = umask(0777 & ~mode);
	struct db *db;

	enum status status = db_open(&db, path, DB_CREATE, BUSY_SECONDS, error);
	db_close(status ? NULL : db);
	umask(old);
	if (!status && (chmod(path, mode) != 0 || (entry && chown(path, (uid_t)-1, entry->gr_gid) != 0)))
		status = error_set(error, STATUS_CREATE, "cannot set the mode of %s: %s", path, strerror(errno));
	return status;
}

static enum status add_setting(struct store *store, struct arena *arena, const char *name, const char *value)
{
	struct record *setting = record_new(arena, store_type(store, &record_setting));

	*record_value(setting, "name") = value_text(name);
	*record_value(setting, "value") = value_text(arena_string(arena, value));
	return save_add(store, setting, arena);
}

/* What nobody said is that of the locale, and what that does not say that of store.c. */
static enum status add_conventions(struct store *store, struct arena *arena, const struct locale_said *said)
{
	enum status status = add_setting(store, arena, "zone", said->zone);

	if (!status)
		status = add_setting(store, arena, "currency", *said->currency ? said->currency : store->conventions.currency);
	if (!status && *said->country)
		status = add_setting(store, arena, "country", said->country);
	if (!status && *said->language)
		status = add_setting(store, arena, "language", said->language);
	return status;
}

static enum status add_uuid(struct store *store, struct arena *arena)
{
	unsigned char random[16];
	char uuid[37];
	FILE *source = fopen("/dev/urandom", "rb");

	if (!source || fread(random, 1, sizeof random, source) != sizeof random) {
		if (source)
			fclose(source);
		return error_set(store->error, STATUS_IO, "cannot read /dev/urandom");
	}
	fclose(source);
	random[6] = (unsigned char)((random[6] & 0x0f) | 0x40); /* RFC 9562, version 4 */
	random[8] = (unsigned char)((random[8] & 0x3f) | 0x80);
	char *to = uuid;
	for (size_t i = 0; i < sizeof random; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			*to++ = '-';
		to += snprintf(to, 3, "%02x", random[i]);
	}
	return add_setting(store, arena, "uuid", uuid);
}

/* Whoever makes the database is its first user. */
static enum status add_user(struct store *store, struct arena *arena)
{
	struct passwd *entry = store_account();
	const char *login = entry ? entry->pw_name : arena_printf(arena, "uid%lld", (long long)getuid());
	struct record *user = record_new(arena, store_type(store, &record_user));
	const char *full = entry && entry->pw_gecos ? entry->pw_gecos : "";
	struct text text = { 0 };

	utf8_repair(&text, full, strcspn(full, ","));
	const char *name = text_take(&text, arena);
	*record_value(user, "login") = value_text(arena_string(arena, login));
	*record_value(user, "name") = value_text(*name ? name : arena_string(arena, login));
	return save_add(store, user, arena);
}

static enum status fill(const char *path, const char *now, struct error *error)
{
	struct db *db;
	struct store *store = NULL;
	struct arena arena = { 0 };
	struct locale_said said;
	enum status status = db_open(&db, path, DB_WRITE, BUSY_SECONDS, error);

	if (status)
		return status;
	status = db_begin(db);
	if (!status)
		status = dialect_set_application(db, APPLICATION_ID);
	if (!status)
		status = dialect_set_version(db, SCHEMA_VERSION);
	if (!status)
		status = ddl_create(db);
	if (!status)
		status = db_commit(db);
	db_close(db);
	locale_read(&said);
	if (!status)
		status = store_open(&store, path, &(struct store_options){ .mode = DB_WRITE, .now = now, .unruled = true }, error);
	if (!status)
		status = change_open(store, "crm-db init");
	if (!status)
		status = add_conventions(store, &arena, &said);
	if (!status)
		status = add_uuid(store, &arena);
	if (!status)
		status = add_user(store, &arena);
	if (!status)
		status = change_commit(store);
	store_close(store);
	arena_free(&arena);
	return status;
}

/* Leaves one file without log, so that it can take another name. */
static enum status fold_log(const char *path, struct error *error)
{
	struct db *db;
	enum status status = db_open(&db, path, DB_WRITE, BUSY_SECONDS, error);

	if (status)
		return status;
	status = dialect_take_alone(db);
	db_rollback(db);
	db_close(db);
	return status;
}

static enum status check_free(const char *path, struct error *error)
{
	struct stat found;
	enum status status = backup_check_link(path, error);

	if (!status && lstat(path, &found) == 0)
		status = error_set(error, STATUS_CREATE, "%s already exists; choose another name", path);
	return status;
}

/* A log that stayed from a database that was removed would be replayed into the next one of its name. */
static void remove_logs(const char *path)
{
	static const char *const logs[] = { "-journal", "-wal", "-shm" };

	for (size_t i = 0; i < sizeof logs / sizeof *logs; i++) {
		struct text name = { 0 };
		text_printf(&name, "%s%s", path, logs[i]);
		unlink(name.data);
		text_free(&name);
	}
}

/* By link(2), which replaces nothing that came meanwhile; some file systems have no links. */
static enum status take_name(const char *staged, const char *path, struct error *error)
{
	enum status status = check_free(path, error);

	if (status)
		return status;
	remove_logs(path);
	bool linked = link(staged, path) == 0;
	if (!linked)
		status = check_free(path, error);
	if (!status && !linked && rename(staged, path) != 0)
		status = error_set(error, STATUS_CREATE, "cannot create %s: %s", path, strerror(errno));
	if (!status)
		backup_sync_directory(path);
	return status;
}

enum status store_create(const char *path, const char *group, const char *now, const struct store_furnishing *furnishing, struct error *error)
{
	char *directory = directory_of(path);
	struct text staged = { 0 }, prefix = { 0 };
	enum status status = make_directories(directory, error);

	if (!status)
		status = check_directory(directory, group, error);
	text_printf(&prefix, "%s.init", path);
	staged_name(&staged, prefix.data);
	if (!status)
		status = check_free(path, error);
	if (!status) {
		status = make_file(staged.data, group, error);
		if (!status)
			status = fill(staged.data, now, error);
		if (!status && furnishing)
			status = furnishing->run(furnishing->context, staged.data);
		if (!status)
			status = fold_log(staged.data, error);
		if (!status)
			status = take_name(staged.data, path, error);
		backup_discard(staged.data);
		if (!status)
			backup_start_log(path, error);
	}
	text_free(&prefix);
	text_free(&staged);
	free(directory);
	return status;
}
