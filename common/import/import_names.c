#include "import/import_names.h"

#include "base/company.h"
#include "base/utf8.h"
#include <string.h>

enum { SORT_NAME = 'n', SORT_CLOSE = 'c' };

/* The name as it is compared; names without any equal no other. */
static void key_of(struct text *out, const char *name, size_t length, bool close)
{
	if (close) {
		company_key(out, name, length);
		return;
	}
	while (length && *name == ' ') {
		name++;
		length--;
	}
	while (length && name[length - 1] == ' ')
		length--;
	utf8_casefold(out, name, length);
}

static uint64_t hash_of(const struct import_names *names, const struct text *key, bool close)
{
	return index_hash(names->job->seed, close ? SORT_CLOSE : SORT_NAME, text_string(key), key->length);
}

static void add_name(struct import_names *names, const struct record_type *type, const char *name, size_t length, int64_t id)
{
	bool close = names->job->options.match == IMPORT_MATCH_CLOSE;
	struct text *key = &names->key;

	for (int i = 0; i <= close; i++) {
		text_clear(key);
		key_of(key, name, length, i);
		if (key->length)
			index_add(&names->of[type->number], hash_of(names, key, i), id);
	}
}

/* The next one of a list of aliases, and how long it is; NULL at the end. */
static const char *next_alias(const char **rest, size_t *length)
{
	const char *alias = *rest;

	if (!alias || !*alias)
		return NULL;
	*length = strcspn(alias, ",");
	*rest = alias + *length + (alias[*length] == ',');
	return alias;
}

/* Begins the SQL that reads names and aliases. */
static void select_names(struct import_names *names, const struct record_type *target, struct text *sql)
{
	bool aliases = type_field(store_type(names->job->store, target), "aliases", NULL) != NULL;

	text_printf(sql, "select id, \"%s\", %s from \"%s\"", target->title, aliases ? "aliases" : "null", target->name);
}

static enum status load(struct import_names *names, const struct record_type *target)
{
	struct text sql = { 0 };
	struct statement *statement;

	select_names(names, target, &sql);
	enum status status = db_ask(names->job->store->db, &statement, "%-s", sql.data);
	text_free(&sql);
	while (db_next(statement, &status)) {
		struct value name = db_value(statement, 1);
		const char *rest = db_text(statement, 2), *alias;
		size_t length;
		if (name.type == VALUE_TEXT)
			add_name(names, target, name.text, name.length, db_integer(statement, 0));
		while ((alias = next_alias(&rest, &length)))
			add_name(names, target, alias, length, db_integer(statement, 0));
	}
	db_done(statement);
	names->loaded[target->number] = true;
	return status;
}

void import_names_add(struct import_names *names, const struct record *record)
{
	const struct record_type *type = record->type->record;
	const char *name = record_text(record, type->title);

	if (names->loaded[type->number])
		add_name(names, type, name, strlen(name), record->id);
}

static bool has_key(const char *name, size_t length, const struct text *key, bool close)
{
	struct text own = { 0 };

	key_of(&own, name, length, close);
	bool same = own.length && strcmp(own.data, text_string(key)) == 0;
	text_free(&own);
	return same;
}

/* True when the record is still there and has the name. */
static enum status verify(struct import_names *names, const struct record_type *target, int64_t id, const struct text *key, bool close, bool *same)
{
	struct text sql = { 0 };
	struct statement *statement;

	*same = false;
	select_names(names, target, &sql);
	enum status status = db_ask(names->job->store->db, &statement, "%-s where id = %jd", sql.data, id);
	text_free(&sql);
	if (db_next(statement, &status)) {
		struct value name = db_value(statement, 1);
		const char *rest = db_text(statement, 2), *alias;
		size_t length;
		*same = name.type == VALUE_TEXT && has_key(name.text, name.length, key, close);
		while (!*same && (alias = next_alias(&rest, &length)))
			*same = has_key(alias, length, key, close);
	}
	db_done(statement);
	return status;
}

enum status import_names_find(struct import_names *names, const struct record_type *target, const char *text, bool close, int64_t ids[2])
{
	enum status status = names->loaded[target->number] ? STATUS_OK : load(names, target);
	struct text key = { 0 };
	size_t at = 0;
	int64_t id;

	ids[0] = ids[1] = 0;
	key_of(&key, text, strlen(text), close);
	uint64_t hash = hash_of(names, &key, close);
	while (!status && key.length && !ids[1] && (id = index_find(&names->of[target->number], hash, &at))) {
		bool same;
		status = verify(names, target, id, &key, close, &same);
		if (!status && same && id != ids[0])
			ids[ids[0] != 0] = id;
	}
	text_free(&key);
	return status;
}

void import_names_free(struct import_names *names)
{
	for (size_t i = 0; i < RECORD_TYPE_LIMIT; i++)
		index_free(&names->of[i]);
	text_free(&names->key);
}
