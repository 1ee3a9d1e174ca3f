#include "store/backup.h"

#include "database.h"
#include "people/people.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

static char there[256];

static const char *path_of(const char *name)
{
	return arena_printf(&arena, "%s/%s", database_directory, name);
}

static bool exists(const char *name)
{
	return access(path_of(name), F_OK) == 0;
}

static int remove_all(void **state)
{
	struct dirent *entry;

	store_close(store);
	store = NULL;
	DIR *listing = opendir(database_directory);
	while (listing && (entry = readdir(listing)))
		if (entry->d_name[0] != '.')
			unlink(path_of(entry->d_name));
	if (listing)
		closedir(listing);
	return database_teardown(state);
}

/* The files of the directory but the database itself, in order. */
static const char *files(void)
{
	struct dirent **entries;
	struct text all = { 0 };
	int count = scandir(database_directory, &entries, NULL, alphasort);

	for (int i = 0; i < count; i++) {
		if (entries[i]->d_name[0] != '.' && strcmp(entries[i]->d_name, "crm.db-wal") != 0 && strcmp(entries[i]->d_name, "crm.db-shm") != 0)
			text_printf(&all, "%s%s", all.length ? " " : "", entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
	const char *text = arena_string(&arena, text_string(&all));
	text_free(&all);
	return text;
}

static int64_t missing;

static const char *make(const char *target, int64_t keep)
{
	struct text made = { 0 };

	ok(backup_make(store, target, keep, &made, &missing));
	snprintf(there, sizeof there, "%s", text_string(&made));
	text_free(&made);
	return there;
}

static void add_customer(const char *name)
{
	begin();
	assert_int_not_equal(add(&record_customer, "name", name, NULL), 0);
	commit();
}

static void put(const char *name, const char *content)
{
	FILE *file = fopen(path_of(name), "w");

	assert_non_null(file);
	fputs(content, file);
	fclose(file);
}

static int64_t customers(const char *path)
{
	struct db *db;
	int64_t count;

	ok(db_open(&db, path, DB_READ, 1, &error));
	ok(db_one(db, &count, "select count(*) from customer"));
	db_close(db);
	return count;
}

static void copies_are_made_and_the_newest_kept(void **state)
{
	static const char *const times[] = { "2026-03-06T01:00:00Z", "2026-03-07T01:00:00Z", "2026-03-08T01:00:00Z" };
	struct stat mode;

	(void)state;
	add_customer("A");
	chmod(path_of("crm.db"), 0640);
	assert_string_equal(make(NULL, 2), path_of("crm-20260305T020000Z.db"));
	assert_int_equal(stat(there, &mode), 0);
	assert_int_equal(mode.st_mode & 0777, 0640);
	assert_int_equal(customers(there), 1);
	ok(backup_verify(there, &error));
	/* What only looks like one of ours stays. */
	put("crm-old-20200101T000000Z.db", "x");
	put("crm-20200101T000000Z.db.gz", "x");
	put("crm-2020010xT000000Z.db", "x");
	put("dcrm-20200101T000000Z.db", "x");
	for (size_t i = 0; i < 3; i++) {
		database_reopen(times[i]);
		make(database_directory, i == 2 ? 2 : 0);
	}
	assert_string_equal(files(), "crm-20200101T000000Z.db.gz crm-2020010xT000000Z.db crm-20260307T010000Z.db crm-20260308T010000Z.db "
				     "crm-old-20200101T000000Z.db crm.db dcrm-20200101T000000Z.db");
}

static void copies_have_a_name_of_their_own(void **state)
{
	struct text made = { 0 };

	(void)state;
	make(path_of("mine"), 1);
	assert_string_equal(there, path_of("mine"));
	assert_int_equal(backup_make(store, path_of("mine"), 1, &made, &missing), STATUS_CREATE);
	assert_non_null(strstr(error.message, "already exists"));
	assert_int_equal(backup_make(store, path_of("no/where"), 1, &made, &missing), STATUS_CREATE);
	assert_int_equal(backup_make(store, NULL, -1, &made, &missing), STATUS_USAGE);
	assert_int_equal(made.length, 0);
	assert_string_equal(files(), "crm.db mine");
}

static void a_backup_is_restored(void **state)
{
	struct stat mode;

	(void)state;
	add_customer("A");
	make(path_of("copy"), 0);
	add_customer("B");
	store_close(store);
	store = NULL;
	chmod(path_of("crm.db"), 0660);
	ok(backup_restore(path_of("copy"), path_of("crm.db"), false, &error));
	assert_string_equal(files(), "copy crm.db crm.db.before-restore");
	assert_int_equal(customers(path_of("crm.db")), 1);
	assert_int_equal(customers(path_of("crm.db.before-restore")), 2);
	assert_int_equal(customers(path_of("copy")), 1);
	stat(path_of("crm.db"), &mode);
	assert_int_equal(mode.st_mode & 0777, 0660);
	/* It goes on with a log, and with writes. */
	database_reopen("2026-03-05T03:00:00Z");
	add_customer("C");
	assert_true(exists("crm.db-wal"));
	store_close(store);
	store = NULL;
	/* What an earlier restore kept is not lost by accident. */
	assert_int_equal(backup_restore(path_of("copy"), path_of("crm.db"), false, &error), STATUS_REFUSED);
	assert_non_null(strstr(error.message, "exists from an earlier restore"));
	assert_int_equal(customers(path_of("crm.db")), 2);
	ok(backup_restore(path_of("copy"), path_of("crm.db"), true, &error));
	assert_int_equal(customers(path_of("crm.db")), 1);
	/* Where there is none, it is made. */
	unlink(path_of("crm.db"));
	ok(backup_restore(path_of("copy"), path_of("crm.db"), false, &error));
	assert_int_equal(customers(path_of("crm.db")), 1);
}

static void nobody_may_be_at_work(void **state)
{
	struct db *reader;
	int64_t number;

	(void)state;
	add_customer("A");
	make(path_of("copy"), 0);
	ok(db_open(&reader, path_of("crm.db"), DB_READ, 1, &error));
	ok(db_one(reader, &number, "select count(*) from customer"));
	store_close(store);
	store = NULL;
	assert_int_equal(backup_restore(path_of("copy"), path_of("crm.db"), true, &error), STATUS_BUSY);
	assert_non_null(strstr(error.message, "is in use"));
	assert_string_equal(files(), "copy crm.db");
	db_close(reader);
	database_reopen("2026-03-05T03:00:00Z");
	begin();
	assert_int_not_equal(add(&record_customer, "name", "B", NULL), 0);
	assert_int_equal(backup_restore(path_of("copy"), path_of("crm.db"), true, &error), STATUS_BUSY);
	commit();
	assert_int_equal(customers(path_of("crm.db")), 2);
}

static void broken_backups_are_refused(void **state)
{
	struct db *db;

	(void)state;
	add_customer("A");
	make(path_of("copy"), 0);
	store_close(store);
	store = NULL;
	put("text", "this is no database, however long it may be, and it never was one; nor will it be one tomorrow.");
	assert_int_equal(backup_restore(path_of("text"), path_of("crm.db"), true, &error), STATUS_DATA);
	assert_int_equal(backup_restore(path_of("none"), path_of("crm.db"), true, &error), STATUS_NO_DATABASE);
	ok(db_open(&db, path_of("copy"), DB_WRITE, 1, &error));
	ok(db_run(db, "pragma user_version = 99"));
	db_close(db);
	assert_int_equal(backup_restore(path_of("copy"), path_of("crm.db"), true, &error), STATUS_CONFIG);
	ok(db_open(&db, path_of("copy"), DB_WRITE, 1, &error));
	ok(db_run(db, "pragma user_version = 1; pragma application_id = 5"));
	db_close(db);
	assert_int_equal(backup_restore(path_of("copy"), path_of("crm.db"), true, &error), STATUS_DATA);
	assert_non_null(strstr(error.message, "is not a crm database"));
	assert_string_equal(files(), "copy crm.db text");
	assert_int_equal(customers(path_of("crm.db")), 1);
}

static void another_database_is_not_replaced(void **state)
{
	(void)state;
	add_customer("A");
	ok(store_create(path_of("other"), NULL, NULL, NULL, &error));
	assert_int_equal(backup_restore(path_of("crm.db"), path_of("other"), false, &error), STATUS_REFUSED);
	assert_non_null(strstr(error.message, "is not the database"));
	assert_int_equal(customers(path_of("other")), 0);
	ok(backup_restore(path_of("crm.db"), path_of("other"), true, &error));
	assert_int_equal(customers(path_of("other")), 1);
}

/* A damaged database is set aside with its log, whose frames must not run into the new file. */
static void a_damaged_database_is_replaced(void **state)
{
	(void)state;
	add_customer("A");
	make(path_of("copy"), 0);
	add_customer("B");
	store_close(store);
	store = NULL;
	int handle = open(path_of("crm.db"), O_RDWR);
	assert_int_equal(pwrite(handle, "nothing of what was", 19, 0), 19);
	close(handle);
	/* The log still holds page one, so that it has to go for the file to be damaged. */
	put("crm.db-wal", "");
	ok(backup_restore(path_of("copy"), path_of("crm.db"), false, &error));
	assert_int_equal(customers(path_of("crm.db")), 1);
	assert_true(exists("crm.db.before-restore"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(copies_are_made_and_the_newest_kept, database_setup, remove_all),
		cmocka_unit_test_setup_teardown(copies_have_a_name_of_their_own, database_setup, remove_all),
		cmocka_unit_test_setup_teardown(a_backup_is_restored, database_setup, remove_all),
		cmocka_unit_test_setup_teardown(nobody_may_be_at_work, database_setup, remove_all),
		cmocka_unit_test_setup_teardown(broken_backups_are_refused, database_setup, remove_all),
		cmocka_unit_test_setup_teardown(another_database_is_not_replaced, database_setup, remove_all),
		cmocka_unit_test_setup_teardown(a_damaged_database_is_replaced, database_setup, remove_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
