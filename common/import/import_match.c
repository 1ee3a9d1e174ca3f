/* Which record a line means: the one of its reference, of its external_id, or one that has a key in common with it. */
#include "import/import_internal.h"

#include <string.h>

static const struct {
	char sort;
	const char *what;
} sorts[] = { { 'k', NULL }, { 't', "tax number" }, { 'n', "name" }, { 'e', "e-mail" }, { 'p', "phone" }, { 'q', "name and phone" }, { 'c', "close name" } };

/* A record that was made at another time is another record under the same number: the export of another database. */
static enum status check_origin(struct import *import, int64_t id)
{
	const struct draft *draft = &import->draft;
	struct error *error = import->store->error;
	struct record *record;

	if (!draft->created_at || strlen(draft->created_at) != strlen("2026-03-05T06:00:00Z"))
		return STATUS_OK;
	enum status status = row_load(import->store, import->type, id, &import->row, &record);
	if (status || !record || strcmp(record_text(record, "created_at"), draft->created_at) == 0)
		return status;
	return error_set(error, STATUS_DATA, "ref: the %s %s of this file was made at another time than the one here, so it is of another database; --relabel takes its "
	                 "references as labels", import->type->record->name, draft->reference);
}

/* Into a type that never had a record references are kept; else they name records that are there. */
static enum status by_reference(struct import *import)
{
	struct store *store = import->store;
	struct draft *draft = &import->draft;
	const struct record_type *type = import->type->record;
	struct reference reference;
	bool there;

	if (!reference_like(draft->reference) || reference_parse(draft->reference, &reference, NULL) || reference.type != type)
		return error_set(store->error, STATUS_DATA, "ref: '%s' is no reference to a %s, as %s12 is one", draft->reference, type->name, type->prefix);
	if (!import->keeps) {
		enum status status = store_find(store, &reference, &draft->id);
		if (status && store->error->code == ERROR_NOT_FOUND)
			return error_set(store->error, STATUS_DATA, "ref: there is no %s %s here; --relabel takes the references of the file as labels, --map 'ref=' leaves them out",
			                 type->name, draft->reference);
		text_printf(&draft->why, "ref %s", draft->reference);
		/* What was merged into another stands for that one. */
		return status || draft->id != reference.id ? status : check_origin(import, draft->id);
	}
	enum status status = row_exists(import->store, import->type->record, reference.id, &there);
	if (!status && there)
		return error_set(store->error, STATUS_DATA, "ref: %s stands in the file twice", draft->reference);
	draft->keep = reference.id;
	return status;
}

/* The reference becomes the label under which the file's other references find the record. */
static enum status label(struct import *import)
{
	struct draft *draft = &import->draft;
	size_t index = import->external_id;

	if (index == SIZE_MAX)
		return error_set(import->store->error, STATUS_DATA, "a %s has no external_id that could keep the reference", import->type->record->name);
	if (draft->texts[index] && strcmp(draft->texts[index], draft->reference) != 0) {
		draft->column = draft->columns[index];
		return error_set(import->store->error, STATUS_DATA, "the line has a reference and an external_id, and only one can be the label; --map 'external_id=' leaves that out");
	}
	import_draft_give(import, index, draft->reference, 0);
	draft->values[index] = value_text(draft->reference);
	return STATUS_OK;
}

/* Two records that have the value at most: one is enough to know, the second to tell that it is not unique. */
static enum status by_field(struct import *import, size_t index, const char *what)
{
	struct draft *draft = &import->draft;
	const struct value *value = &draft->values[index];
	struct statement *statement;
	bool row;

	if (value->type == VALUE_NULL)
		return STATUS_OK;
	enum status status = db_ask(import->store->db, &statement, "select id from \"%s\" where \"%s\" = ? order by id limit 2", import->type->record->name,
	                            field_column(import->type->fields[index]));
	if (status)
		return status;
	db_bind(statement, 1, value);
	if (db_next(statement, &status)) {
		draft->id = db_integer(statement, 0);
		text_printf(&draft->why, "%s %s", what, draft->texts[index] ? draft->texts[index] : "");
		row = db_next(statement, &status);
		draft->other = !status && row ? db_integer(statement, 0) : 0;
	}
	db_done(statement);
	return status;
}

/* Whether the record has the key today by any rule of the sort. Others of the same type may have taken the id of one that was rolled back. */
static enum status verify(struct import *import, char sort, const struct text *key, int64_t id, bool *same, struct record **record)
{
	struct text own = { 0 };
	enum status status = row_load(import->store, import->type, id, &import->row, record);

	*same = false;
	for (size_t i = 0; !status && *record && i < import->rule_count && !*same; i++)
		*same = import->rules[i].sort == sort && import_key(import, &import->rules[i], (*record)->values, &own) && own.length == key->length &&
		        memcmp(own.data, key->data, own.length) == 0;
	text_free(&own);
	return status;
}

static void explain(struct import *import, const struct key_rule *rule, const struct record *found)
{
	struct draft *draft = &import->draft;
	const char *what = import->options.key;

	for (size_t i = 1; i < sizeof sorts / sizeof *sorts; i++)
		if (sorts[i].sort == rule->sort)
			what = sorts[i].what;
	struct text formatted = { 0 };
	field_format(import->type->fields[rule->index], &draft->values[rule->index], 0, &formatted);
	text_printf(&draft->why, "%s %s", what, text_string(&formatted));
	text_free(&formatted);
	if (rule->sort == 'c') {
		text_printf(&draft->why, " ~ %s ", record_text(found, import->type->record->title));
		reference_format(&draft->why, import->type->record, found->id);
	}
}

static enum status by_key(struct import *import, const struct key_rule *rule)
{
	struct draft *draft = &import->draft;
	struct text key = { 0 };
	enum status status = STATUS_OK;
	size_t at = 0;
	int64_t id;

	if (import_key(import, rule, draft->values, &key)) {
		uint64_t hash = index_hash(&import->index, rule->sort, key.data, key.length);
		while (!status && !draft->other && (id = index_find(&import->index, hash, &at))) {
			struct record *record;
			bool same;
			status = verify(import, rule->sort, &key, id, &same, &record);
			if (status || !same || id == draft->id)
				continue;
			if (draft->id) {
				draft->other = id;
			} else {
				draft->id = id;
				explain(import, rule, record);
			}
		}
	}
	text_free(&key);
	return status;
}

enum status import_match(struct import *import)
{
	struct draft *draft = &import->draft;
	enum status status = STATUS_OK;

	if (draft->reference && *draft->reference)
		status = import->options.relabel ? label(import) : by_reference(import);
	if (!status && !draft->id && import->external_id != SIZE_MAX && import_labels_may(import, &draft->values[import->external_id]))
		status = by_field(import, import->external_id, "external_id");
	for (size_t i = 0; !status && !draft->id && i < import->rule_count; i++)
		status = by_key(import, &import->rules[i]);
	return status;
}
