/* Cells that name other records: by reference, by name, or (--relabel) by the reference that they had where the file comes from. */
#include "import/import_internal.h"

#include "base/company.h"
#include "base/utf8.h"
#include "query/resolve.h"
#include "store/save.h"
#include <string.h>

enum { SORT_NAME = 'n', SORT_CLOSE = 'c' };

enum status import_known(struct import *import, const struct record_type *type, int64_t *last)
{
	int64_t *known = &import->known[type->number];
	enum status status = STATUS_OK;

	/* What this change has given out itself is not in the table before it is sealed. */
	if (*known < 0)
		status = db_one(import->store->db, known, "select value from counter where name = %s", type->name);
	*last = *known;
	return status;
}

static void folded_name(struct text *out, const char *name, size_t length)
{
	while (length && *name == ' ') {
		name++;
		length--;
	}
	while (length && name[length - 1] == ' ')
		length--;
	utf8_casefold(out, name, length);
}

static void add_name(struct import *import, struct index *index, const char *name, size_t length, int64_t id)
{
	struct text *key = &import->scratch;

	text_clear(key);
	folded_name(key, name, length);
	if (key->length)
		index_add(index, index_hash(index, SORT_NAME, key->data, key->length), id);
	if (import->options.match != IMPORT_MATCH_CLOSE)
		return;
	text_clear(key);
	company_key(key, name, length);
	if (key->length)
		index_add(index, index_hash(index, SORT_CLOSE, key->data, key->length), id);
}

static void add_aliases(struct import *import, struct index *index, const char *aliases, int64_t id)
{
	while (aliases && *aliases) {
		size_t length = strcspn(aliases, ",");
		if (length)
			add_name(import, index, aliases, length, id);
		aliases += length + (aliases[length] == ',');
	}
}

/* Reads all names of a type once: a sheet mostly refers to many records, and a look-up that ignores case reads them all each time. */
static enum status load_names(struct import *import, const struct record_type *target)
{
	struct index *index = &import->names[target->number];
	bool aliases = type_field(store_type(import->store, target), "aliases", NULL) != NULL;
	struct statement *statement;

	enum status status = db_ask(import->store->db, &statement, "select id, \"%s\", %-s from \"%s\"", target->title, aliases ? "aliases" : "null",
	                            target->name);
	while (db_next(statement, &status)) {
		struct value name = db_value(statement, 1);
		if (name.type == VALUE_TEXT)
			add_name(import, index, name.text, name.length, db_integer(statement, 0));
		add_aliases(import, index, db_text(statement, 2), db_integer(statement, 0));
	}
	db_done(statement);
	import->named[target->number] = true;
	return status;
}

enum status import_name_added(struct import *import, const struct record *record)
{
	const struct record_type *type = record->type->record;
	const char *name = record_text(record, type->title);

	if (import->named[type->number])
		add_name(import, &import->names[type->number], name, strlen(name), record->id);
	return STATUS_OK;
}

/* True when the record is still there and has the name. */
static enum status verify(struct import *import, const struct record_type *target, int64_t id, const char *key, bool close, bool *same)
{
	bool aliases = type_field(store_type(import->store, target), "aliases", NULL) != NULL;
	struct text own = { 0 };
	struct statement *statement;
	bool row;

	*same = false;
	enum status status = db_ask(import->store->db, &statement, "select \"%s\", %-s from \"%s\" where id = %jd", target->title,
	                            aliases ? "aliases" : "null", target->name, id);
	row = db_next(statement, &status);
	struct value name = !status && row ? db_value(statement, 0) : (struct value){ 0 };
	if (name.type == VALUE_TEXT && close)
		company_key(&own, name.text, name.length);
	else if (name.type == VALUE_TEXT)
		folded_name(&own, name.text, name.length);
	*same = own.length && strcmp(own.data, key) == 0;
	for (const char *alias = !status && row ? db_text(statement, 1) : NULL; alias && *alias && !*same;) {
		size_t length = strcspn(alias, ",");
		text_clear(&own);
		if (close)
			company_key(&own, alias, length);
		else
			folded_name(&own, alias, length);
		*same = own.length && strcmp(own.data, key) == 0;
		alias += length + (alias[length] == ',');
	}
	db_done(statement);
	text_free(&own);
	return status;
}

enum status import_name_find(struct import *import, const struct record_type *target, const char *text, bool close, int64_t ids[2])
{
	struct index *index = &import->names[target->number];
	enum status status = import->named[target->number] ? STATUS_OK : load_names(import, target);
	struct text key = { 0 };
	size_t at = 0;
	int64_t id;

	ids[0] = ids[1] = 0;
	if (close)
		company_key(&key, text, strlen(text));
	else
		folded_name(&key, text, strlen(text));
	uint64_t hash = index_hash(index, close ? SORT_CLOSE : SORT_NAME, text_string(&key), key.length);
	while (!status && key.length && !ids[1] && (id = index_find(index, hash, &at))) {
		bool same;
		status = verify(import, target, id, key.data, close, &same);
		if (!status && same && id != ids[0])
			ids[ids[0] != 0] = id;
	}
	text_free(&key);
	return status;
}

enum status import_create(struct import *import, const struct record_type *target, struct record *record)
{
	int64_t last;
	enum status status = import_known(import, target, &last);

	if (!status)
		status = save_add(import->store, record, &import->row);
	if (status)
		return error_prefix(import->store->error, "a new %s: ", target->name);
	import->result->created++;
	return import_name_added(import, record);
}

static bool may_create(const struct import *import, const struct record_type *target)
{
	for (size_t i = 0; i < import->options.create_count; i++)
		if (strcmp(import->options.create[i], target->name) == 0)
			return true;
	return false;
}

static enum status create(struct import *import, const struct record_type *target, const char *text, int64_t *id)
{
	struct record *record = record_new(&import->row, store_type(import->store, target));
	size_t index = type_index(record->type, target->title);
	char currency[4] = "";
	enum status status = field_parse(&import->store->conventions, record->type->fields[index], text, &import->row, currency, &record->values[index],
	                                 import->store->error);

	if (!status && import->plan)
		import_plan_create(import, record);
	if (!status)
		status = import_create(import, target, record);
	*id = record->id;
	return status;
}

/* A name, and nothing that resolve_one would take for something else first. */
static bool is_name(const struct record_type *target, const char *text)
{
	if (target == &record_user || strchr(text, '@') || text[strspn(text, "+0123456789 -()./")] == '\0')
		return false;
	struct reference reference;
	return !reference_like(text) || reference_parse(text, &reference, NULL) != STATUS_OK;
}

static enum status by_name(struct import *import, const struct record_type *target, const char *text, bool defer, int64_t *id, bool *later)
{
	int64_t ids[2];
	enum status status = resolve_number(import->store, target, text, id);

	if (status || *id)
		return status;
	status = import_name_find(import, target, text, false, ids);
	if (!status && !ids[0] && import->options.match == IMPORT_MATCH_CLOSE)
		status = import_name_find(import, target, text, true, ids);
	*id = ids[0];
	if (status || (ids[0] && !ids[1]))
		return status;
	if (ids[1]) {
		/* An exact name decides between names that differ in case; else the message lists them. */
		status = resolve_one(import->store, target, text, id);
		return status && import->store->error->code == ERROR_NOT_FOUND
		               ? error_set(import->store->error, STATUS_DATA, "'%s' is like the names of %s%lld and %s%lld; write the reference", text, target->prefix,
		                           (long long)ids[0], target->prefix, (long long)ids[1])
		               : status;
	}
	*later = defer && target == import->type->record;
	if (*later)
		return STATUS_OK;
	if (may_create(import, target))
		return create(import, target, text, id);
	return error_set(import->store->error, STATUS_DATA, target == &record_user ? "there is no %s called '%s'" : "there is no %s called '%s'; --create %s makes it",
	                 target->name, text, target->name);
}

/* What had this reference where the file comes from: it has it as external_id here. */
static enum status by_label(struct import *import, const char *label, bool defer, int64_t *id, const struct record_type **type, bool *later)
{
	struct store *store = import->store;
	struct reference reference;

	if (reference_parse(label, &reference, store->error))
		return store->error->status = STATUS_DATA;
	*type = reference.type;
	if (reference.child || !type_field(store_type(store, *type), "external_id", NULL))
		return error_set(store->error, STATUS_DATA, "%s cannot be looked up as a label", label);
	enum status status = db_one(store->db, id, "select id from \"%s\" where external_id = %s", (*type)->name, label);
	*later = !status && !*id && defer && *type == import->type->record;
	if (status || *id || *later)
		return status;
	return error_set(store->error, STATUS_DATA, "%s is a label of the file, and no %s has it as external_id; import those first, or leave the column out", label,
	                 (*type)->name);
}

/* Replaces the labels in a list of references by references of this database. */
static enum status relabelled(struct import *import, const char *text, bool defer, const char **out, bool *later)
{
	struct text list = { 0 };
	enum status status = STATUS_OK;

	for (const char *item = text; !status && !*later && *item;) {
		size_t length = strcspn(item, ","), word = strcspn(item, ",:");
		char *label = arena_copy(&import->row, item, word);
		const struct record_type *type;
		int64_t id;
		if (list.length)
			text_byte(&list, ',');
		if (!reference_like(label)) {
			text_append(&list, item, length);
		} else if (!(status = by_label(import, label, defer, &id, &type, later))) {
			reference_format(&list, type, id);
			text_append(&list, item + word, length - word);
		}
		item += length + (item[length] == ',');
	}
	*out = arena_copy(&import->row, text_string(&list), list.length);
	text_free(&list);
	return status;
}

/* A reference to a record of the own type that is not there: it may be a later line. */
static bool may_come(const struct import *import, const struct field *field, const char *text)
{
	struct reference reference;

	return import->keeps && field->kind == KIND_REF && reference_like(text) && reference_parse(text, &reference, NULL) == STATUS_OK &&
	       reference.type == import->type->record;
}

enum status import_reference(struct import *import, const struct field *field, const char *text, bool defer, struct value *out, bool *later)
{
	enum status status = STATUS_OK;
	char currency[4] = "";

	*later = false;
	*out = (struct value){ 0 };
	/* Lines that are taken one by one cannot wait for later ones. */
	defer = defer && field->kind == KIND_REF && !import->options.keep_going;
	if (import->options.relabel)
		status = relabelled(import, text, defer, &text, later);
	if (!status && !*later && field->kind == KIND_REF && is_name(field->target, text)) {
		int64_t id;
		status = by_name(import, field->target, text, defer, &id, later);
		if (!status && !*later)
			*out = value_integer(id);
		return status ? error_prefix(import->store->error, "%s: ", field->name) : STATUS_OK;
	}
	if (status)
		return error_prefix(import->store->error, "%s: ", field->name);
	if (*later)
		return STATUS_OK;
	status = resolve_field(import->store, field, text, &import->row, currency, out);
	if (status && import->store->error->code == ERROR_NOT_FOUND && defer && may_come(import, field, text)) {
		*later = true;
		return STATUS_OK;
	}
	return status;
}
