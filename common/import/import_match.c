#include "import/import_match.h"
#include "base/sentence.h"

#include <string.h>

/* What the plan calls the keys of a sort; the job's `key` is called by its field. */
static const struct {
	enum key_sort sort;
	const char *what;
} sorts[] = {
	{ SORT_TAX, "tax number" }, { SORT_NAME, "name" }, { SORT_EMAIL, "e-mail" }, { SORT_PHONE, "phone" }, { SORT_PERSON, "name and phone" }, { SORT_CLOSE, "close name" },
};

void import_match_clear(struct import_match *match)
{
	match->id = match->other = match->keep = 0;
	text_clear(&match->why);
}

/* A record that was made at another time is another record under the same number: the export of another database. */
static enum status check_origin(struct import_job *job, const struct draft *draft, int64_t id)
{
	struct record *record;

	if (!draft->created_at || strlen(draft->created_at) != strlen("2026-03-05T06:00:00Z"))
		return STATUS_OK;
	enum status status = row_load(job->store, job->type, id, &job->row, &record);
	if (status || !record || strcmp(record_text(record, "created_at"), draft->created_at) == 0)
		return status;
	return error_set(job->store->error, STATUS_DATA, "ref: the %s %s of this file was created at another time than the one here, so it is from another database; --relabel "
	                 "treats its references as labels", job->type->record->name, draft->reference);
}

/* Into a type that never had a record references are kept; else they name records that are there. */
static enum status by_reference(struct import_match *match, struct import_job *job, const struct draft *draft)
{
	struct store *store = job->store;
	const struct record_type *type = job->type->record;
	struct reference reference;
	struct record *there;

	if (!reference_like(draft->reference) || reference_parse(draft->reference, &reference, NULL) || reference.type != type)
		return error_set(store->error, STATUS_DATA, "ref: '%s' is not a reference to %s %s, such as %s12", draft->reference, sentence_a(type->name), type->name, type->prefix);
	if (!job->keeps) {
		enum status status = store_find(store, &reference, &match->id);
		if (status && store->error->code == ERROR_NOT_FOUND)
			return error_set(store->error, STATUS_DATA, "ref: there is no %s %s here; --relabel treats the references of the file as labels, --map 'ref=' ignores them",
			                 type->name, draft->reference);
		text_printf(&match->why, "ref %s", draft->reference);
		/* What was merged into another stands for that one. */
		return status || match->id != reference.id ? status : check_origin(job, draft, match->id);
	}
	enum status status = row_load(store, job->type, reference.id, &job->row, &there);
	if (!status && there)
		return error_set(store->error, STATUS_DATA, "ref: %s is in the file twice", draft->reference);
	match->keep = reference.id;
	return status;
}

/* The reference becomes the label under which the file's other references find the record. */
static enum status label(const struct import_keys *keys, struct import_values *values, struct draft *draft)
{
	size_t index = keys->external_id;
	struct error *error = keys->job->store->error;

	if (index == SIZE_MAX)
		return error_set(error, STATUS_DATA, "%s %s has no external_id that could hold the reference", sentence_a(keys->job->type->record->name), keys->job->type->record->name);
	const struct draft_cell *cell = import_draft_cell(draft, index);
	if (cell && strcmp(cell->text, draft->reference) != 0) {
		draft->column = cell->column;
		return error_set(error, STATUS_DATA, "the line has a reference and an external_id, and only one can be the label; --map 'external_id=' ignores the latter");
	}
	import_draft_give(draft, index, draft->reference, 0);
	values->values[index] = value_text(draft->reference);
	return STATUS_OK;
}

/* Two records that have the external_id at most: one is enough to know, the second to tell that it is not unique. */
static enum status by_external_id(struct import_match *match, const struct import_keys *keys, const struct value *value, const struct draft *draft)
{
	const struct import_job *job = keys->job;
	const struct draft_cell *cell = import_draft_cell(draft, keys->external_id);
	struct statement *statement;

	if (value->type == VALUE_NULL || !import_labels_may(&keys->labels, value))
		return STATUS_OK;
	enum status status = db_ask(job->store->db, &statement, "select id from \"%s\" where \"%s\" = ? order by id limit 2", job->type->record->name,
	                            field_column(job->type->fields[keys->external_id]));
	if (!status)
		db_bind(statement, 1, value);
	if (db_next(statement, &status)) {
		match->id = db_integer(statement, 0);
		text_printf(&match->why, "external_id %s", cell ? cell->text : "");
		match->other = db_next(statement, &status) ? db_integer(statement, 0) : 0;
	}
	db_done(statement);
	return status;
}

/* Whether the record has the key today by any rule of the sort. Others of the same type may have taken the id of one that was rolled back. */
static enum status verify(const struct import_keys *keys, enum key_sort sort, const struct text *key, int64_t id, bool *same, struct record **record)
{
	struct import_job *job = keys->job;
	struct text own = { 0 };
	enum status status = row_load(job->store, job->type, id, &job->row, record);

	*same = false;
	for (size_t i = 0; !status && *record && i < keys->count && !*same; i++)
		*same = keys->rules[i].sort == sort && import_key(keys, &keys->rules[i], (*record)->values, &own) && own.length == key->length &&
		        memcmp(own.data, key->data, own.length) == 0;
	text_free(&own);
	return status;
}

static void explain(struct import_match *match, const struct import_job *job, const struct key_rule *rule, const struct value *value, const struct record *found)
{
	const char *what = job->options.key;
	struct text formatted = { 0 };

	for (size_t i = 0; i < sizeof sorts / sizeof *sorts; i++)
		if (sorts[i].sort == rule->sort)
			what = sorts[i].what;
	field_format(job->type->fields[rule->index], value, 0, &formatted);
	text_printf(&match->why, "%s %s", what, text_string(&formatted));
	text_free(&formatted);
	if (rule->sort != SORT_CLOSE)
		return;
	text_printf(&match->why, " ~ %s ", record_text(found, job->type->record->title));
	reference_format(&match->why, job->type->record, found->id);
}

static enum status by_key(struct import_match *match, const struct import_keys *keys, const struct key_rule *rule, const struct value *values)
{
	struct text key = { 0 };
	enum status status = STATUS_OK;
	uint32_t at = 0;
	int64_t id;

	if (import_key(keys, rule, values, &key)) {
		uint64_t hash = import_key_hash(keys, rule, &key);
		while (!status && !match->other && (id = map_next(&keys->index.map, hash, &at))) {
			struct record *record;
			bool same;
			status = verify(keys, rule->sort, &key, id, &same, &record);
			if (status || !same || id == match->id)
				continue;
			if (match->id) {
				match->other = id;
			} else {
				match->id = id;
				explain(match, keys->job, rule, &values[rule->index], record);
			}
		}
	}
	text_free(&key);
	return status;
}

enum status import_match_find(struct import_match *match, const struct import_keys *keys, struct import_values *values, struct draft *draft)
{
	struct import_job *job = keys->job;
	enum status status = STATUS_OK;

	if (draft->reference && *draft->reference)
		status = job->options.relabel ? label(keys, values, draft) : by_reference(match, job, draft);
	if (!status && !match->id && keys->external_id != SIZE_MAX)
		status = by_external_id(match, keys, &values->values[keys->external_id], draft);
	for (size_t i = 0; !status && !match->id && i < keys->count; i++)
		status = by_key(match, keys, &keys->rules[i], values->values);
	return status;
}
