/* A database of its own for each test, in a directory of its own. */
#ifndef CRM_TESTS_DATABASE_H
#define CRM_TESTS_DATABASE_H

#include "selling/selling.h"
#include "store/save.h"
#include "store/undo.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char database_directory[64];
static struct store *store;
static struct error error;
static struct arena arena;

static inline void database_reopen(const char *now)
{
	char path[80];

	store_close(store);
	snprintf(path, sizeof path, "%s/crm.db", database_directory);
	if (store_open(&store, path, &(struct store_options){ .mode = DB_WRITE, .now = now, .proves_rules = true }, &error))
		fail_msg("%s", error.message);
}

static inline int database_setup(void **state)
{
	char path[80];

	(void)state;
	snprintf(database_directory, sizeof database_directory, "/tmp/crm-unit-XXXXXX");
	if (!mkdtemp(database_directory))
		return -1;
	snprintf(path, sizeof path, "%s/crm.db", database_directory);
	if (store_create(path, NULL, "2026-03-05T01:00:00Z", NULL, &error))
		fail_msg("%s", error.message);
	database_reopen("2026-03-05T02:00:00Z");
	return 0;
}

static inline int database_teardown(void **state)
{
	static const char *const files[] = { "crm.db", "crm.db-wal", "crm.db-shm" };
	char path[80];

	(void)state;
	store_close(store);
	store = NULL;
	arena_free(&arena);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		snprintf(path, sizeof path, "%s/%s", database_directory, files[i]);
		unlink(path);
	}
	return rmdir(database_directory);
}

static inline void ok(enum status status)
{
	if (status)
		fail_msg("status %d: %s", (int)status, error.message);
}

static inline void refused(enum status status, const char *says)
{
	if (!status)
		fail_msg("not refused: %s", says);
	if (!strstr(error.message, says))
		fail_msg("'%s' does not say '%s'", error.message, says);
}

static inline void begin(void)
{
	ok(change_begin(store, "test"));
}

static inline int64_t commit(void)
{
	int64_t change = store->change.id;

	ok(change_commit(store));
	return change;
}

/* Sets fields from name, text, …, NULL. */
static inline void database_fill(struct record *record, va_list fields)
{
	const char *name;

	while ((name = va_arg(fields, const char *))) {
		size_t index = type_index(record->type, name);
		char currency[4] = "CNY";
		ok(field_parse(&store->conventions, record->type->fields[index], va_arg(fields, const char *), &arena, currency,
		               &record->values[index], &error));
	}
}

/* Within an open change: adds a record; its id, or 0 when it was refused. */
static inline int64_t add(const struct record_type *type, ...)
{
	struct record *record = record_new(&arena, store_type(store, type));
	va_list fields;

	va_start(fields, type);
	database_fill(record, fields);
	va_end(fields);
	return save_add(store, record, &arena) ? 0 : record->id;
}

static inline struct record *load(const struct record_type *type, int64_t id)
{
	struct record *record;

	ok(row_load(store, store_type(store, type), id, &arena, &record));
	return record;
}

static inline enum status set(const struct record_type *type, int64_t id, ...)
{
	struct record *old = load(type, id), *record;
	va_list fields;

	if (!old)
		fail_msg("there is no %s%lld", type->prefix, (long long)id);
	record = record_copy(&arena, old);
	va_start(fields, id);
	database_fill(record, fields);
	va_end(fields);
	return save_set(store, old, record, &arena);
}

/* A field as text. */
static inline const char *shown(const struct record_type *type, int64_t id, const char *field)
{
	struct record *record = load(type, id);
	struct text out = { 0 };

	if (!record)
		fail_msg("there is no %s%lld", type->prefix, (long long)id);
	size_t index = type_index(record->type, field);
	field_format(record->type->fields[index], &record->values[index], 2, &out);
	const char *text = arena_string(&arena, text_string(&out));
	text_free(&out);
	return text;
}

static inline void is(const struct record_type *type, int64_t id, const char *field, const char *wanted)
{
	const char *found = shown(type, id, field);

	if (strcmp(found, wanted) != 0)
		fail_msg("%s%lld: %s is '%s', not '%s'", type->prefix, (long long)id, field, found, wanted);
}

/* Every row of every type but the journal's heads, as text. */
static inline char *everything(void)
{
	struct text all = { 0 };

	for (struct record_walk walk = record_walk(); walk.record; record_step(&walk)) {
		const struct type *type = store_type(store, walk.record);
		int64_t last;
		if (walk.record == &record_change)
			continue;
		ok(db_one(store->db, &last, "select max(id) from \"%s\"", walk.record->name));
		for (int64_t id = 1; id <= last; id++) {
			struct record *record = load(walk.record, id);
			if (!record)
				continue;
			text_printf(&all, "%s%lld\n", walk.record->prefix, (long long)id);
			for (size_t f = 0; f < type->count; f++) {
				if (record->values[f].type == VALUE_NULL)
					continue;
				text_printf(&all, "\t%s\t", type->fields[f]->name);
				field_format(type->fields[f], &record->values[f], 2, &all);
				text_byte(&all, '\n');
			}
		}
	}
	char *text = arena_string(&arena, text_string(&all));
	text_free(&all);
	return text;
}

/* Undoes the change and compares with what was before. */
static inline void undo_gives(int64_t change, const char *before)
{
	begin();
	ok(undo_change(store, change, &(bool){ false }));
	commit();
	assert_string_equal(everything(), before);
	int64_t broken;
	ok(db_one(store->db, &broken, "select count(*) from pragma_foreign_key_check"));
	assert_int_equal(broken, 0);
}

#endif
