#include "import/import_key.h"

#include "base/utf8.h"
#include <string.h>

enum { LOOKED_AT = 16 };

static void add_rule(struct import_keys *keys, enum key_sort sort, const char *field, size_t scope)
{
	size_t index;

	if (!type_field(keys->job->type, field, &index) || keys->count == KEY_RULE_LIMIT)
		return;
	keys->rules[keys->count++] = (struct key_rule){ sort, index, scope };
}

static void match_rules(struct import_keys *keys)
{
	const struct type *type = keys->job->type;
	const char *title = type->record->title;
	const struct field *within = key_scope(type);
	size_t scope = within ? type_index(type, within->name) : SIZE_MAX;
	bool people = type->record->person;

	add_rule(keys, SORT_TAX, "tax_number", SIZE_MAX);
	add_rule(keys, SORT_NAME, title, scope);
	add_rule(keys, SORT_EMAIL, "email", SIZE_MAX);
	add_rule(keys, SORT_EMAIL, "email2", SIZE_MAX);
	add_rule(keys, people ? SORT_PERSON : SORT_PHONE, "phone", people ? type_index(type, title) : SIZE_MAX);
	add_rule(keys, SORT_PHONE, "phone2", SIZE_MAX);
	add_rule(keys, SORT_PHONE, "mobile", SIZE_MAX);
	if (keys->job->options.match == IMPORT_MATCH_CLOSE)
		add_rule(keys, SORT_CLOSE, title, scope);
}

enum status import_keys_open(struct import_keys *keys, struct import_job *job)
{
	const char *key = job->options.key;
	struct error *error = job->store->error;

	*keys = (struct import_keys){ .job = job, .option = SIZE_MAX };
	key_index_open(&keys->index);
	if (!type_field(job->type, "external_id", &keys->external_id))
		keys->external_id = SIZE_MAX;
	if (key && strcmp(key, "ref") != 0) {
		if (!type_written(job->type, key, &keys->option))
			return error_prefix(error, "--key: "), type_unknown(job->type, key, error);
		const struct field *field = job->type->fields[keys->option];
		if (!field_stored(field) || field->kind == KIND_MONEY)
			return error_set(error, STATUS_USAGE, "--key: %s cannot distinguish records; use external_id, email, phone or another plain field",
					 key);
		/* external_id has an index of its own and is always looked up there. */
		if (keys->option != keys->external_id)
			add_rule(keys, SORT_OPTION, job->type->fields[keys->option]->name, SIZE_MAX);
	}
	if (job->options.match != IMPORT_MATCH_NONE)
		match_rules(keys);
	return STATUS_OK;
}

void import_keys_free(struct import_keys *keys)
{
	key_index_free(&keys->index);
	import_labels_free(&keys->labels);
	text_free(&keys->scratch);
}

static void without_blanks(struct text *out, const char *text)
{
	for (; *text; text++)
		if (*text != ' ')
			text_byte(out, *text);
}

/* The part of a key that one value gives, by the kind's notion of equality. */
static void part(const struct import_job *job, size_t index, const struct value *value, enum key_sort sort, struct text *out)
{
	enum kind_id kind = job->type->fields[index]->kind;
	unsigned form = kind == KIND_PHONE ? KEY_PHONE : sort == SORT_CLOSE ? KEY_COMPANY : kind == KIND_EMAIL ? KEY_EMAIL : 0;

	if (value->type == VALUE_INTEGER) {
		text_printf(out, "#%lld", (long long)value->integer);
	} else if (value->type == VALUE_TEXT && form) {
		key_text(&job->store->conventions, form, value->text, value->length, out);
	} else if (value->type == VALUE_TEXT && sort == SORT_OPTION) {
		text_append(out, value->text, value->length);
	} else if (value->type == VALUE_TEXT) {
		struct text half = { 0 }, folded = { 0 };
		utf8_halfwidth(&half, value->text, value->length);
		utf8_casefold(&folded, text_string(&half), half.length);
		without_blanks(out, text_string(&folded));
		text_free(&half);
		text_free(&folded);
	}
}

bool import_key(const struct import_keys *keys, const struct key_rule *rule, const struct value *values, struct text *out)
{
	text_clear(out);
	part(keys->job, rule->index, &values[rule->index], rule->sort, out);
	if (!out->length)
		return false;
	if (rule->scope == SIZE_MAX)
		return true;
	text_byte(out, '\n'); /* no part has one: what follows is the scope */
	size_t length = out->length;
	part(keys->job, rule->scope, &values[rule->scope], rule->sort == SORT_PERSON ? SORT_NAME : rule->sort, out);
	return rule->sort != SORT_PERSON || out->length > length;
}

uint64_t import_key_hash(const struct import_keys *keys, const struct key_rule *rule, const struct text *key)
{
	return key_index_hash(&keys->index, rule->sort, key->data, key->length);
}

/* A record that is written again mostly has its old keys. Where more records than LOOKED_AT have one, adding it twice costs less than looking at them all. */
static bool is_known(const struct import_keys *keys, uint64_t hash, int64_t id)
{
	int64_t other;
	uint32_t at = 0;

	for (int i = 0; i < LOOKED_AT && (other = map_next(&keys->index.map, hash, &at)); i++)
		if (other == id)
			return true;
	return false;
}

static void add_keys(struct import_keys *keys, const struct value *values, int64_t id)
{
	for (size_t i = 0; i < keys->count; i++) {
		if (!import_key(keys, &keys->rules[i], values, &keys->scratch))
			continue;
		uint64_t hash = import_key_hash(keys, &keys->rules[i], &keys->scratch);
		if (!is_known(keys, hash, id))
			key_index_add(&keys->index, hash, id);
	}
}

void import_keys_add(struct import_keys *keys, const struct record *record)
{
	if (keys->external_id != SIZE_MAX)
		import_labels_add(&keys->labels, &record->values[keys->external_id]);
	if (keys->loaded)
		add_keys(keys, record->values, record->id);
}

enum status import_keys_load(struct import_keys *keys)
{
	size_t columns[KEY_RULE_LIMIT * 2], count = 0;
	const struct import_job *job = keys->job;
	struct text sql = { 0 };
	struct statement *statement;

	if (!keys->count)
		return STATUS_OK;
	text_add(&sql, "select id");
	for (size_t i = 0; i < keys->count * 2; i++) {
		const struct key_rule *rule = &keys->rules[i / 2];
		size_t index = i % 2 ? rule->scope : rule->index, known = 0;
		while (known < count && columns[known] != index)
			known++;
		if (index == SIZE_MAX || known < count)
			continue;
		columns[count++] = index;
		text_printf(&sql, ", \"%s\"", field_column(job->type->fields[index]));
	}
	text_printf(&sql, " from \"%s\"", job->type->record->name);
	enum status status = db_ask(job->store->db, &statement, "%-s", sql.data);
	text_free(&sql);
	struct arena arena = { 0 };
	struct record *record = record_new(&arena, job->type);
	while (db_next(statement, &status)) {
		for (size_t i = 0; i < count; i++)
			record->values[columns[i]] = db_value(statement, (int)i + 1);
		add_keys(keys, record->values, db_integer(statement, 0));
	}
	db_done(statement);
	arena_free(&arena);
	keys->loaded = true;
	return status;
}
