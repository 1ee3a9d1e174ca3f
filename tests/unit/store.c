#include "store/store.h"

#include "database.h"
#include "people/people.h"
#include "store/ddl.h"
#include "store/dependents.h"
#include "store/migrate.h"
#include "store/remove.h"
#include "store/rule.h"
#include "store/settle.h"

#include <pwd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static struct text out;

static int64_t number(const char *sql)
{
	int64_t found;

	ok(db_one(store->db, &found, "%-s", sql));
	return found;
}

static const char *path_of(const char *name)
{
	return arena_printf(&arena, "%s/%s", database_directory, name);
}

static void drop(const char *name)
{
	static const char *const ends[] = { "", "-wal", "-shm" };

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		unlink(arena_printf(&arena, "%s%s", path_of(name), ends[i]));
}

static int64_t add_customer(const char *name)
{
	begin();
	int64_t id = add(&record_customer, "name", name, NULL);
	assert_int_not_equal(id, 0);
	commit();
	return id;
}

static int64_t undo(int64_t change)
{
	begin();
	ok(undo_change(store, change, &(bool){ false }));
	return commit();
}

static void undo_refused(int64_t change, const char *says)
{
	begin();
	refused(undo_change(store, change, &(bool){ false }), says);
	change_rollback(store);
}

static void a_new_database_is_private(void **state)
{
	struct stat found;
	struct error sub = { 0 };

	(void)state;
	mode_t old = umask(0);
	ok(store_create(path_of("sub/dir/new.db"), NULL, "2026-03-05T01:00:00Z", NULL, &error));
	umask(old);
	assert_int_equal(stat(path_of("sub/dir/new.db"), &found), 0);
	assert_int_equal(found.st_mode & 0777, 0600);
	assert_int_equal(stat(path_of("sub"), &found), 0);
	assert_int_equal(found.st_mode & 0777, 0700);
	assert_int_equal(store_create(path_of("sub/dir/new.db"), NULL, NULL, NULL, &sub), STATUS_CREATE);
	assert_non_null(strstr(sub.message, "already exists"));
	/* What stands in the way is not harmed. */
	struct db *db;
	ok(db_open(&db, path_of("sub/dir/new.db"), DB_READ, 1, &error));
	int64_t users;
	ok(db_one(db, &users, "select count(*) from \"user\""));
	assert_int_equal(users, 1);
	db_close(db);
	assert_int_equal(store_create(path_of("g.db"), "no-such-group-here", NULL, NULL, &sub), STATUS_USAGE);
	assert_int_not_equal(access(path_of("g.db"), F_OK), 0);
	drop("sub/dir/new.db");
	rmdir(path_of("sub/dir"));
	rmdir(path_of("sub"));
}

static enum status die(void *context, const char *path)
{
	(void)context, (void)path;
	_exit(1);
}

/* Killed before it had all, it leaves no database, and what else it leaves is removed by the next one. */
static void a_database_is_there_as_a_whole(void **state)
{
	const struct store_furnishing deadly = { die, NULL };
	int result;

	(void)state;
	mkdir(path_of("whole"), 0700);
	pid_t child = fork();
	if (child == 0)
		_exit(store_create(path_of("whole/new.db"), NULL, NULL, &deadly, &error) == STATUS_OK ? 2 : 3);
	assert_int_equal(waitpid(child, &result, 0), child);
	assert_int_equal(WEXITSTATUS(result), 1);
	assert_int_not_equal(access(path_of("whole/new.db"), F_OK), 0);
	ok(store_create(path_of("whole/new.db"), NULL, NULL, NULL, &error));
	drop("whole/new.db");
	assert_int_equal(rmdir(path_of("whole")), 0);
}

static void a_shared_database_wants_its_directory(void **state)
{
	struct stat found;
	struct error sub = { 0 };

	(void)state;
	mkdir(path_of("shared"), 0700);
	assert_int_equal(stat(path_of("shared"), &found), 0);
	/* The group of the directory, whatever it is called here. */
	if (found.st_gid != 0)
		skip();
	assert_int_equal(store_create(path_of("shared/crm.db"), "root", NULL, NULL, &sub), STATUS_CREATE);
	assert_non_null(strstr(sub.message, "chmod 2770"));
	chmod(path_of("shared"), 02770);
	mode_t old = umask(077);
	ok(store_create(path_of("shared/crm.db"), "root", NULL, NULL, &error));
	umask(old);
	assert_int_equal(stat(path_of("shared/crm.db"), &found), 0);
	assert_int_equal(found.st_mode & 0777, 0660);
	drop("shared/crm.db");
	rmdir(path_of("shared"));
}

static void it_starts_with_its_user(void **state)
{
	struct passwd *entry = getpwuid(getuid());

	(void)state;
	assert_int_equal(number("select count(*) from \"user\""), 1);
	if (entry)
		is(&record_user, 1, "login", entry->pw_name);
	is(&record_user, 1, "active", "yes");
	assert_int_equal(number("select length(value) from setting where name = 'uuid'"), 36);
	assert_int_equal(number("pragma application_id"), APPLICATION_ID);
	assert_int_equal(number("pragma user_version"), SCHEMA_VERSION);
	/* What makes the database has no user yet. */
	assert_int_equal(number("select coalesce(who, 0) from change where id = 1"), 0);
}

static void foreign_and_newer_files_are_refused(void **state)
{
	struct store *other;
	struct error sub = { 0 };
	struct store_options options = { .mode = DB_READ };
	FILE *file = fopen(path_of("text"), "w");

	(void)state;
	for (int i = 0; i < 300; i++)
		fputs("no database at all. ", file);
	fclose(file);
	assert_int_equal(store_open(&other, path_of("text"), &options, &sub), STATUS_DATA);
	assert_int_equal(store_open(&other, path_of("none"), &options, &sub), STATUS_NO_DATABASE);
	unlink(path_of("text"));
	ok(db_run(store->db, "pragma user_version = 99"));
	assert_int_equal(store_open(&other, path_of("crm.db"), &options, &sub), STATUS_CONFIG);
	assert_non_null(strstr(sub.message, "install the newer crm"));
	options.any_version = true;
	ok(store_open(&other, path_of("crm.db"), &options, &error));
	store_close(other);
	options.any_version = false;
	ok(db_run(store->db, "pragma user_version = 0"));
	assert_int_equal(store_open(&other, path_of("crm.db"), &options, &sub), STATUS_CONFIG);
	assert_non_null(strstr(sub.message, "crm-db migrate"));
	ok(db_run(store->db, "pragma user_version = 1; pragma application_id = 7"));
	assert_int_equal(store_open(&other, path_of("crm.db"), &options, &sub), STATUS_DATA);
	assert_non_null(strstr(sub.message, "not a crm database"));
}

static void nothing_written_leaves_no_trace(void **state)
{
	(void)state;
	int64_t changes = number("select count(*) from change");
	begin();
	commit();
	int64_t id = add_customer("A");
	begin();
	ok(set(&record_customer, id, "name", "A", NULL));
	commit();
	begin();
	add(&record_customer, "name", "B", NULL);
	change_rollback(store);
	assert_int_equal(number("select count(*) from change"), changes + 1);
	assert_int_equal(number("select count(*) from customer"), 1);
	assert_int_equal(number("select count(*) from entry where change > 2"), 0);
}

static void ids_are_not_used_again(void **state)
{
	(void)state;
	assert_int_equal(add_customer("A"), 1);
	assert_int_equal(add_customer("B"), 2);
	begin();
	ok(save_remove(store, load(&record_customer, 2), &arena));
	commit();
	assert_int_equal(add_customer("C"), 3);
	undo(number("select max(id) from change"));
	assert_int_equal(number("select count(*) from customer where id = 3"), 0);
	assert_int_equal(add_customer("D"), 4);
	/* A change that was rolled back gave nothing out. */
	begin();
	assert_int_equal(add(&record_customer, "name", "E", NULL), 5);
	change_rollback(store);
	assert_int_equal(add_customer("F"), 5);
}

static void a_removal_is_undone(void **state)
{
	(void)state;
	add_customer("A");
	begin();
	add(&record_contact, "name", "王\t\n\\x", "customer", "c1", "tags", "b,a", "notes", "line\nline", NULL);
	add(&record_deal, "name", "D", "customer", "c1", "close_on", "2026-04-01", "contacts", "p1:champion", "amount", "10", NULL);
	commit();
	char *before = everything();
	begin();
	int64_t change = store->change.id;
	struct record *move = load(&record_stage_move, 1);
	if (move)
		ok(save_remove(store, move, &arena));
	ok(save_remove(store, load(&record_deal, 1), &arena));
	ok(save_remove(store, load(&record_contact, 1), &arena));
	commit();
	assert_int_equal(number("select count(*) from deal_contacts"), 0);
	undo_gives(change, before);
	is(&record_deal, 1, "contacts", "p1:champion");
}

static void an_update_is_undone_and_redone(void **state)
{
	int64_t change, newest;

	(void)state;
	add_customer("A");
	is(&record_customer, 1, "updated_at", "2026-03-05T02:00:00Z");
	database_reopen("2026-03-05T03:00:00Z");
	char *before = everything();
	begin();
	ok(set(&record_customer, 1, "name", "B", "phone", "0512-1234567", NULL));
	change = commit();
	is(&record_customer, 1, "updated_at", "2026-03-05T03:00:00Z");
	char *after = everything();
	ok(undo_newest(store, false, INT64_MAX, &newest));
	assert_int_equal(newest, change);
	int64_t undoing = undo(change);
	assert_string_equal(everything(), before);
	undo_refused(change, "was already undone,");
	ok(undo_newest(store, true, INT64_MAX, &newest));
	assert_int_equal(newest, undoing);
	ok(undo_newest(store, false, INT64_MAX, &newest));
	assert_int_equal(newest, change - 1);
	undo(undoing);
	assert_string_equal(everything(), after);
	ok(undo_newest(store, false, INT64_MAX, &newest));
	assert_int_equal(newest, change);
	ok(undo_newest(store, true, INT64_MAX, &newest));
	assert_int_equal(newest, 0);
	undo_refused(999, "there is no change ch999");
}

/* Fields that nobody touched since are given back; those that somebody did are not. */
static void conflicts_are_refused(void **state)
{
	(void)state;
	add_customer("A");
	begin();
	ok(set(&record_customer, 1, "name", "B", NULL));
	int64_t first = commit();
	begin();
	ok(set(&record_customer, 1, "phone", "123456", NULL));
	int64_t other = commit();
	undo(first);
	is(&record_customer, 1, "name", "A");
	is(&record_customer, 1, "phone", "123456");
	begin();
	ok(set(&record_customer, 1, "phone", "234567", NULL));
	int64_t later = commit();
	undo_refused(other, "phone of c1 was since changed by ch");
	undo(later);
	undo(other);
	is(&record_customer, 1, "phone", "");
	/* Creations whose record was changed since stay, and so do those that are referred to. */
	begin();
	ok(set(&record_customer, 1, "name", "Z", NULL));
	commit();
	undo_refused(2, "was since changed");
	begin();
	add(&record_customer, "name", "K", NULL);
	int64_t made = commit();
	begin();
	add(&record_task, "subject", "T", "about", "c2", NULL);
	commit();
	undo_refused(made, "t1, created since, refers by about to a customer");
	begin();
	add(&record_contact, "name", "P", "customer", "c2", NULL);
	commit();
	undo_refused(made, "created since, refers by");
	assert_int_equal(number("select count(*) from customer"), 2);
	/* What is gone has nothing to give back. */
	begin();
	add(&record_note, "title", "N", NULL);
	int64_t note = commit();
	begin();
	ok(save_remove(store, load(&record_note, 1), &arena));
	commit();
	undo_refused(note, "n1 no longer exists");
}

/* Several changes undone at once stand again at once. */
static void an_undo_of_several_is_redone(void **state)
{
	int64_t newest;

	(void)state;
	add_customer("A");
	add_customer("B");
	char *before = everything();
	int64_t last = number("select max(id) from change");
	begin();
	ok(undo_change(store, last, &(bool){ false }));
	ok(undo_change(store, last - 1, &(bool){ false }));
	int64_t undoing = commit();
	assert_int_equal(number("select count(*) from customer"), 0);
	undo(undoing);
	assert_string_equal(everything(), before);
	assert_int_equal(number("select count(*) from change where undone_by is not null"), 1);
	ok(undo_newest(store, false, INT64_MAX, &newest));
	assert_int_equal(newest, last);
}

static void a_run_of_creations_is_one_entry(void **state)
{
	(void)state;
	begin();
	for (int i = 0; i < 100; i++)
		assert_int_equal(add(&record_lead, "name", "L", NULL), i + 1);
	int64_t change = commit();
	assert_int_equal(number("select count(*) from entry where type = 4"), 1);
	assert_int_equal(number("select last from entry where type = 4"), 100);
	int64_t version;
	ok(journal_version(store, &record_lead, 57, &version));
	assert_int_equal(version, change);
	begin();
	ok(set(&record_lead, 57, "name", "M", NULL));
	commit();
	ok(journal_version(store, &record_lead, 57, &version));
	assert_int_equal(version, change + 1);
	ok(journal_version(store, &record_lead, 101, &version));
	assert_int_equal(version, 0);
	undo(change + 1);
	undo(change);
	assert_int_equal(number("select count(*) from lead"), 0);
}

static enum status tell(void *context, const struct reported *told)
{
	(void)context;
	text_printf(&out, "%s%lld %s %s %s>%s\n", told->record->prefix, (long long)told->id,
		    told->operation == OPERATION_CREATE	  ? "made"
		    : told->operation == OPERATION_UPDATE ? "set"
							  : "gone",
		    told->field ? told->field->name : "-", told->before, told->after);
	return STATUS_OK;
}

static void tells(int64_t change, const struct record_type *type, int64_t id, const char *wanted)
{
	text_clear(&out);
	ok(change ? journal_report(store, change, change, tell, NULL) : journal_report_record(store, type, id, tell, NULL));
	assert_string_equal(text_string(&out), wanted);
}

static void the_journal_tells(void **state)
{
	(void)state;
	begin();
	add(&record_note, "title", "one", NULL);
	int64_t first = commit();
	begin();
	ok(set(&record_note, 1, "title", "two", "body", "a\nb", NULL));
	int64_t second = commit();
	begin();
	ok(save_remove(store, load(&record_note, 1), &arena));
	int64_t third = commit();
	static const char made[] = "n1 made title >one\nn1 made owner >u1\nn1 made created_at >2026-03-05T02:00:00Z\n";
	static const char changed[] = "n1 set title one>two\nn1 set body >a\nb\n";
	static const char gone[] = "n1 gone title two>\nn1 gone body a\nb>\nn1 gone owner u1>\nn1 gone created_at 2026-03-05T02:00:00Z>\n";
	tells(first, NULL, 0, made);
	tells(second, NULL, 0, changed);
	tells(third, NULL, 0, gone);
	char all[500];
	snprintf(all, sizeof all, "%s%s%s", made, changed, gone);
	tells(0, &record_note, 1, all);
	tells(0, &record_note, 2, "");
	tells(999, NULL, 0, "");
}

static void the_past_is_seen(void **state)
{
	(void)state;
	add_customer("A");
	begin();
	add(&record_contact, "name", "P", "customer", "c1", NULL);
	add(&record_deal, "name", "D", "customer", "c1", "close_on", "2026-04-01", "contacts", "p1", NULL);
	commit();
	char *then = everything();
	database_reopen("2026-03-06T00:00:00Z");
	begin();
	ok(set(&record_customer, 1, "name", "B", NULL));
	ok(set(&record_deal, 1, "contacts", "", "stage", "proposal", NULL));
	add(&record_customer, "name", "C", NULL);
	commit();
	database_reopen("2026-03-07T00:00:00Z");
	begin();
	ok(save_remove(store, load(&record_contact, 1), &arena));
	ok(set(&record_customer, 1, "name", "E", NULL));
	commit();
	database_reopen("2026-03-08T00:00:00Z");
	ok(asof_open(store, "2026-03-05T23:59:59Z"));
	assert_string_equal(everything(), then);
	assert_int_equal(number("select count(*) from deal_contacts"), 1);
	database_reopen("2026-03-08T00:00:00Z");
	ok(asof_open(store, "2026-03-06T23:59:59Z"));
	is(&record_customer, 1, "name", "B");
	is(&record_contact, 1, "name", "P");
	is(&record_deal, 1, "stage", "proposal");
	assert_int_equal(number("select count(*) from customer"), 2);
	/* The tables of today are as they are. */
	assert_int_equal(number("select count(*) from main.contact"), 0);
	database_reopen("2026-03-08T00:00:00Z");
	ok(asof_open(store, "2026-03-08T00:00:00Z"));
	is(&record_customer, 1, "name", "E");
}

static enum status add_colour(struct store *within)
{
	return db_run(within->db, "alter table note add column colour TEXT");
}

static enum status index_colour(struct store *within)
{
	return db_run(within->db, "create index note_colour on note (colour)");
}

static enum status stumble(struct store *within)
{
	enum status status = db_run(within->db, "create table half (id INTEGER primary key) strict");

	return status ? status : db_run(within->db, "alter table nothing add column x TEXT");
}

enum { NEXT = SCHEMA_VERSION + 1, AFTER = SCHEMA_VERSION + 2 };

static const struct migration good[] = {
	{ NEXT, "notes have colours", add_colour, false },
	{ AFTER, "colours are found fast", index_colour, true },
	{ 0, NULL, NULL, false },
};
static const struct migration bad[] = {
	{ NEXT, "notes have colours", add_colour, false },
	{ AFTER, "stumbles", stumble, false },
	{ 0, NULL, NULL, false },
};

static const char *version_file(int version)
{
	return arena_printf(&arena, "crm.db.v%d", version);
}

static void migrations_run_once_and_wholly(void **state)
{

	(void)state;
	add_customer("A");
	assert_int_not_equal(migrate_run(store, bad, AFTER), STATUS_OK);
	assert_int_equal(number("pragma user_version"), SCHEMA_VERSION);
	assert_int_equal(number("select count(*) from sqlite_schema where name = 'half'"), 0);
	assert_int_equal(number("select count(*) from pragma_table_info('note') where name = 'colour'"), 0);
	/* The backup is of before. */
	struct db *copy;
	int64_t version;
	ok(db_open(&copy, path_of(version_file(SCHEMA_VERSION)), DB_READ, 1, &error));
	ok(migrate_version(copy, &version));
	assert_int_equal(version, SCHEMA_VERSION);
	db_close(copy);
	ok(migrate_run(store, good, NEXT));
	assert_int_equal(number("pragma user_version"), NEXT);
	assert_int_equal(number("select count(*) from sqlite_schema where name = 'note_colour'"), 0);
	ok(migrate_run(store, good, AFTER));
	assert_int_equal(number("pragma user_version"), AFTER);
	assert_int_equal(number("select count(*) from sqlite_schema where name = 'note_colour'"), 1);
	ok(migrate_run(store, good, AFTER));
	assert_int_equal(number("select count(*) from customer"), 1);
	drop(version_file(SCHEMA_VERSION));
	drop(version_file(NEXT));
	assert_int_not_equal(access(path_of(version_file(AFTER)), F_OK), 0);
}

static const char *tables(struct db *db)
{
	struct statement *statement;
	/* Columns that came later stand behind the others. */
	enum status status = db_ask(db, &statement,
	                            "select name, case type when 'index' then sql end from sqlite_schema union all "
	                            "select s.name || '.' || c.name, c.type || ' ' || c.\"notnull\" || ' ' || c.pk from sqlite_schema as s, pragma_table_info(s.name) as c "
	                            "where s.type = 'table' union all "
	                            "select s.name || '.' || k.\"from\", k.\"table\" from sqlite_schema as s, pragma_foreign_key_list(s.name) as k where s.type = 'table' order by 1, 2");

	text_clear(&out);
	while (db_next(statement, &status))
		text_printf(&out, "%s: %s\n", db_text(statement, 0), db_text(statement, 1) ? db_text(statement, 1) : "");
	db_done(statement);
	return arena_string(&arena, text_string(&out));
}

/* A database as the first version made it. */
static struct db *first_version(const char *path)
{
	struct text sql = { 0 };
	struct db *db;
	char block[4096];
	size_t length;
	FILE *file = fopen("tests/golden/schema-1.sql", "r");

	assert_non_null(file);
	while ((length = fread(block, 1, sizeof block, file)) > 0)
		text_append(&sql, block, length);
	fclose(file);
	text_printf(&sql, "pragma application_id = %d; pragma user_version = 1", APPLICATION_ID);
	ok(db_open(&db, path, DB_CREATE, 1, &error));
	ok(db_run(db, sql.data));
	text_free(&sql);
	return db;
}

/* The first version and all migrations lead to what a new database has. */
static void a_migrated_schema_is_a_fresh_one(void **state)
{
	const struct store_options options = { .mode = DB_WRITE, .any_version = true };
	const char *fresh = tables(store->db);
	struct store *old;

	(void)state;
	db_close(first_version(path_of("old.db")));
	ok(store_open(&old, path_of("old.db"), &options, &error));
	ok(migrate_run(old, migrations, SCHEMA_VERSION));
	assert_string_equal(tables(old->db), fresh);
	int last = 1;
	for (const struct migration *migration = migrations; migration->to; migration++) {
		assert_int_equal(migration->to, last + 1);
		last = migration->to;
	}
	assert_int_equal(last, SCHEMA_VERSION);
	store_close(old);
	drop("old.db");
	drop("old.db.v1");
}

/* What the version before lacks is empty to a reader, who changes nothing. */
static void a_reader_reads_one_version_back(void **state)
{
	struct store *old;
	struct db *db = first_version(path_of("old.db"));
	int64_t found = -1;

	(void)state;
	ok(db_run(db, "insert into customer (name, currency) values ('A', 'CNY'); insert into task (subject, about) values ('call', 1 * 256 + 2)"));
	assert_int_equal(store_open(&old, path_of("old.db"), &(struct store_options){ .mode = DB_READ }, &error), STATUS_CONFIG);
	text_clear(&out);
	text_printf(&out, "pragma user_version = %d", SCHEMA_VERSION - 1);
	ok(db_run(db, text_string(&out)));
	db_close(db);
	ok(store_open(&old, path_of("old.db"), &(struct store_options){ .mode = DB_READ }, &error));
	ok(db_one(old->db, &found, "select count(*) from product"));
	assert_int_equal(found, 0);
	ok(db_one(old->db, &found, "select count(*) from customer"));
	assert_int_equal(found, 1);
	ok(db_one(old->db, &found, "select about from task"));
	assert_int_equal(found, anyref_pack(&record_customer, 1));
	ok(db_one(old->db, &found, "pragma main.user_version"));
	assert_int_equal(found, SCHEMA_VERSION - 1);
	store_close(old);
	drop("old.db");
}

static enum status collect(void *context, const struct type *type, const struct field *field, int64_t id)
{
	(void)context;
	text_printf(&out, "%s%lld %s\n", type->record->prefix, (long long)id, field->name);
	return STATUS_OK;
}

static void dependents_are_found(void **state)
{
	(void)state;
	add_customer("A");
	add_customer("B");
	begin();
	add(&record_contact, "name", "P", "customer", "c1", NULL);
	add(&record_deal, "name", "D", "customer", "c2", "close_on", "2026-04-01", "contacts", "p1", NULL);
	add(&record_task, "subject", "T", "about", "c1", NULL);
	add(&record_task, "subject", "U", "about", "p1", "contact", "p1", NULL);
	commit();
	text_clear(&out);
	ok(dependents_each(store, &record_customer, 1, 1, collect, NULL));
	assert_string_equal(text_string(&out), "p1 customer\nt1 about\n");
	text_clear(&out);
	ok(dependents_each(store, &record_contact, 1, 1, collect, NULL));
	assert_string_equal(text_string(&out), "d1 contacts\nt2 about\nt2 contact\n");
	text_clear(&out);
	ok(dependents_each(store, &record_customer, 3, 9, collect, NULL));
	assert_string_equal(text_string(&out), "");
}

static void writes_are_checked(void **state)
{
	(void)state;
	add_customer("A");
	begin();
	assert_int_equal(add(&record_customer, "phone", "123456", NULL), 0);
	assert_non_null(strstr(error.message, "name is required"));
	assert_int_equal(add(&record_contact, "name", "P", "customer", "c9", NULL), 0);
	assert_non_null(strstr(error.message, "customer: there is no customer c9"));
	assert_int_equal(add(&record_task, "subject", "T", "about", "d9", NULL), 0);
	assert_non_null(strstr(error.message, "about: there is no deal d9"));
	refused(set(&record_customer, 1, "referred_by", "c1", NULL), "c1 would be its own referred_by");
	ok(set(&record_customer, 1, "external_id", "X1", NULL));
	assert_int_equal(add(&record_customer, "name", "B", "external_id", "X1", NULL), 0);
	assert_non_null(strstr(error.message, "external_id: X1 is taken by c1"));
	change_rollback(store);
	assert_int_equal(number("select count(*) from customer where external_id is not null"), 0);
}

/* Callers ask for the code where the status leaves several cases open. */
static void errors_have_codes(void **state)
{
	static const struct {
		const char *begin, *repeated, *end;
		size_t times;
	} large[] = { { "select 1 where 1 in (0", ",?", ")", 300000 }, { "select 1", "+1", "", 20000 }, { "select ", "(", "", 20000 } };
	static const char *const broken[] = { "select none", "select 1 from nowhere", "selec" };
	struct statement *statement;
	int64_t id;

	(void)state;
	add_customer("There is no customer c9");
	assert_int_equal(store_find(store, &(struct reference){ .type = &record_customer, .id = 9 }, &id), STATUS_REFUSED);
	assert_int_equal(error.code, ERROR_NOT_FOUND);
	assert_int_equal(store_find(store, &(struct reference){ .type = &record_quote_line, .id = 9, .child = 1 }, &id), STATUS_REFUSED);
	assert_int_equal(error.code, ERROR_NOT_FOUND);
	begin();
	assert_int_equal(add(&record_contact, "name", "P", "customer", "c9", NULL), 0);
	assert_int_equal(error.code, ERROR_NOT_FOUND);
	add(&record_contact, "name", "P", "customer", "c1", NULL);
	assert_int_equal(remove_record(store, store_type(store, &record_customer), 1, false, &arena), STATUS_REFUSED);
	assert_int_equal(error.code, ERROR_IN_USE);
	change_rollback(store);
	for (size_t i = 0; i < sizeof large / sizeof *large; i++) {
		struct text sql = { 0 };
		text_add(&sql, large[i].begin);
		for (size_t k = 0; k < large[i].times; k++)
			text_add(&sql, large[i].repeated);
		text_add(&sql, large[i].end);
		assert_int_equal(db_prepare(store->db, sql.data, &statement), STATUS_INTERNAL);
		if (error.code != ERROR_LIMIT)
			fail_msg("%s", error.message);
		text_free(&sql);
	}
	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
		assert_int_equal(db_prepare(store->db, broken[i], &statement), i < 2 ? STATUS_DATA : STATUS_INTERNAL);
		assert_int_equal(error.code, ERROR_PLAIN);
	}
}

/* The statement that inserts widens with the columns that come, and what a later row lacks stays empty. */
static void rows_of_different_columns_follow_each_other(void **state)
{
	(void)state;
	begin();
	assert_int_equal(add(&record_customer, "name", "A", NULL), 1);
	assert_int_equal(add(&record_customer, "name", "B", "phone", "123456", "external_id", "X1", NULL), 2);
	assert_int_equal(add(&record_customer, "name", "C", "employees", "7", NULL), 3);
	assert_int_equal(add(&record_customer, "name", "D", "external_id", "X1", NULL), 0);
	assert_int_equal(add(&record_customer, "name", "E", NULL), 5);
	commit();
	assert_int_equal(number("select count(*) from customer where phone is not null"), 1);
	assert_int_equal(number("select id from customer where employees = 7 and external_id is null and phone is null"), 3);
	assert_int_equal(number("select id from customer where name = 'E' and employees is null and external_id is null and currency = 'CNY'"), 5);
}

static void writers_wait_for_each_other(void **state)
{
	struct db *other;

	(void)state;
	ok(db_open(&other, path_of("crm.db"), DB_WRITE, 0, &error));
	begin();
	assert_int_equal(db_begin(other), STATUS_BUSY);
	/* A reader does not wait. */
	int64_t users;
	ok(db_one(other, &users, "select count(*) from \"user\""));
	assert_int_equal(users, 1);
	change_rollback(store);
	ok(db_begin(other));
	db_close(other);
}

/* A copy that a backup made has no log, and somebody keeps it to himself. */
static void a_log_is_not_waited_for_forever(void **state)
{
	struct db *own, *other;
	int64_t started;

	(void)state;
	store_close(store);
	store = NULL;
	ok(db_open(&own, path_of("crm.db"), DB_WRITE, 1, &error));
	ok(db_run(own, "pragma journal_mode = delete"));
	ok(db_open(&other, path_of("crm.db"), DB_WRITE, 1, &error));
	ok(db_run(own, "begin exclusive"));
	started = (int64_t)time(NULL);
	assert_int_equal(db_begin(other), STATUS_BUSY);
	assert_in_range((int64_t)time(NULL) - started, 0, 5);
	db_close(other);
	db_close(own);
	database_reopen("2026-03-05T02:00:00Z");
}

/* What a rejected record was warned of is not told. */
static void warnings_go_with_what_is_taken_back(void **state)
{
	(void)state;
	begin();
	change_warn(store, "first");
	struct change_mark mark = { 0 };
	change_mark(store, &mark);
	change_warn(store, "second, %d", 2);
	change_recall(store, &mark);
	change_mark_free(&mark);
	assert_string_equal(text_string(&store->warnings), "first\n");
	change_warn(store, "third");
	assert_string_equal(text_string(&store->warnings), "first\nthird\n");
	change_rollback(store);
	assert_string_equal(text_string(&store->warnings), "");
}

/* The rule of a note whose settling never ends: it calls for itself. */
static enum status settle_again(struct store *within, struct record *record, struct arena *memory)
{
	(void)memory;
	settle_defer(within, record->type->record, record->id);
	return STATUS_OK;
}

/* The rule of a task counts its days down, and is asked again as long as there are some. */
static enum status settle_down(struct store *within, struct record *record, struct arena *memory)
{
	struct record *less = record_copy(memory, record);
	size_t index = type_index(record->type, "subject");
	int64_t rest = record->values[index].text[0] - '0';

	if (rest == 0)
		return STATUS_OK;
	settle_defer(within, record->type->record, record->id);
	less->values[index] = value_text(arena_printf(memory, "%lld", (long long)rest - 1));
	return save_set(within, record, less, memory);
}

/* In the place of the rules that the domains have. */
static void rule_alone(const struct rule *rule)
{
	const struct rule **rules = memory_alloc(2 * sizeof *rules);
	struct prepared_type *prepared = &store->prepared[schema_index(store->schema, rule->type)];

	rules[0] = rule;
	rules[1] = NULL;
	free(prepared->rules);
	prepared->rules = rules;
}

static void settling_that_does_not_end_is_an_error(void **state)
{
	static const struct rule notes = { .type = &record_note, .settle = settle_again }, tasks = { .type = &record_task, .settle = settle_down };

	(void)state;
	rule_alone(&notes);
	rule_alone(&tasks);
	char *before = everything();
	begin();
	int64_t note = add(&record_note, "title", "again", NULL);
	settle_defer(store, &record_note, note);
	settle_defer(store, &record_note, note + 100);
	assert_int_equal(change_commit(store), STATUS_INTERNAL);
	refused(STATUS_INTERNAL, "n1: still not settled after 8 rounds");
	assert_string_equal(everything(), before);

	/* Many of them, each named twice, though not one after another. */
	begin();
	for (int i = 0; i < 7; i++)
		add(&record_note, "title", "again", NULL);
	for (int64_t id = 1; id <= 14; id++)
		settle_defer(store, &record_note, (id - 1) % 7 + 1);
	assert_int_equal(change_seal(store), STATUS_INTERNAL);
	refused(STATUS_INTERNAL, "n1, n2, n3, n4, n5 and 2 more: still not settled");
	change_rollback(store);

	/* Eight rounds are enough for what needs eight, and the next change begins with nothing to settle. */
	begin();
	int64_t task = add(&record_task, "subject", "7", NULL);
	settle_defer(store, &record_task, task);
	commit();
	is(&record_task, task, "subject", "0");
	begin();
	ok(set(&record_task, task, "subject", "8", NULL));
	settle_defer(store, &record_task, task);
	assert_int_equal(change_commit(store), STATUS_INTERNAL);
	is(&record_task, task, "subject", "0");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_new_database_is_private, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(a_database_is_there_as_a_whole, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(a_shared_database_wants_its_directory, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(it_starts_with_its_user, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(foreign_and_newer_files_are_refused, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(nothing_written_leaves_no_trace, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(ids_are_not_used_again, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(a_removal_is_undone, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(an_update_is_undone_and_redone, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(conflicts_are_refused, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(an_undo_of_several_is_redone, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(a_run_of_creations_is_one_entry, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(the_journal_tells, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(the_past_is_seen, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(migrations_run_once_and_wholly, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(a_reader_reads_one_version_back, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(a_migrated_schema_is_a_fresh_one, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(dependents_are_found, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(writes_are_checked, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(errors_have_codes, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(rows_of_different_columns_follow_each_other, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(writers_wait_for_each_other, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(a_log_is_not_waited_for_forever, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(settling_that_does_not_end_is_an_error, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(warnings_go_with_what_is_taken_back, database_setup, database_teardown),
	};
	int failures = cmocka_run_group_tests(tests, NULL, NULL);

	text_free(&out);
	return failures;
}
