/* What makes two records the same: the keys of a record, and the index of those that are there.
 *
 * Companies are known by tax number, name, e-mail and phone. People share names and the phone at work: their name counts
 * within one company, and the phone at work only together with the name. */
#include "import/import_internal.h"

#include "base/company.h"
#include "base/phone.h"
#include "base/utf8.h"
#include <string.h>

/* In the order in which matches count. Rules of one sort look into the same keys. */
enum { SORT_OPTION = 'k', SORT_TAX = 't', SORT_NAME = 'n', SORT_EMAIL = 'e', SORT_PHONE = 'p', SORT_PERSON = 'q', SORT_CLOSE = 'c' };

static void add_rule(struct import *import, char sort, const char *field, size_t scope)
{
	size_t index;

	if (!type_field(import->type, field, &index) || import->rule_count == KEY_RULE_LIMIT)
		return;
	import->rules[import->rule_count++] = (struct key_rule){ sort, index, scope };
}

/* The company or record within which a name is unique. */
static size_t scope_of(const struct type *type)
{
	static const char *const names[] = { "customer", "company", "about" };
	size_t index;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (type_field(type, names[i], &index))
			return index;
	return SIZE_MAX;
}

static void match_rules(struct import *import)
{
	const struct type *type = import->type;
	const char *title = type->record->title;
	size_t scope = scope_of(type);
	bool people = type->record->person;

	add_rule(import, SORT_TAX, "tax_number", SIZE_MAX);
	add_rule(import, SORT_NAME, title, scope);
	add_rule(import, SORT_EMAIL, "email", SIZE_MAX);
	add_rule(import, SORT_EMAIL, "email2", SIZE_MAX);
	add_rule(import, people ? SORT_PERSON : SORT_PHONE, "phone", people ? type_index(type, title) : SIZE_MAX);
	add_rule(import, SORT_PHONE, "phone2", SIZE_MAX);
	add_rule(import, SORT_PHONE, "mobile", SIZE_MAX);
	if (import->options.match == IMPORT_MATCH_CLOSE)
		add_rule(import, SORT_CLOSE, title, scope);
}

enum status import_rules(struct import *import)
{
	const char *key = import->options.key;

	import->key_field = SIZE_MAX;
	if (key && strcmp(key, "ref") != 0) {
		if (!type_written(import->type, key, &import->key_field))
			return error_prefix(import->store->error, "--key: "), type_unknown(import->type, key, import->store->error);
		const struct field *field = import->type->fields[import->key_field];
		if (!field_stored(field) || field->kind == KIND_MONEY)
			return error_set(import->store->error, STATUS_USAGE, "--key: %s cannot tell records apart; use external_id, email, phone or another plain field", key);
		/* external_id has an index of its own and is always looked up there. */
		if (import->key_field != import->external_id)
			add_rule(import, SORT_OPTION, field->name, SIZE_MAX);
	}
	if (import->options.match != IMPORT_MATCH_NONE)
		match_rules(import);
	return STATUS_OK;
}

static void without_blanks(struct text *out, const char *text)
{
	for (; *text; text++)
		if (*text != ' ')
			text_byte(out, *text);
}

/* The part of a key that one value gives, by the kind's notion of equality. */
static void part(struct import *import, size_t index, const struct value *value, char sort, struct text *out)
{
	enum kind_id kind = import->type->fields[index]->kind;
	struct text half = { 0 };

	if (value->type == VALUE_INTEGER) {
		text_printf(out, "#%lld", (long long)value->integer);
	} else if (value->type == VALUE_TEXT && kind == KIND_PHONE) {
		phone_key(&import->store->conventions, value->text, out);
	} else if (value->type == VALUE_TEXT && sort == SORT_CLOSE) {
		company_key(out, value->text, value->length);
	} else if (value->type == VALUE_TEXT && sort == SORT_OPTION && kind != KIND_EMAIL) {
		text_append(out, value->text, value->length);
	} else if (value->type == VALUE_TEXT && kind == KIND_EMAIL) {
		utf8_casefold(out, value->text, value->length);
	} else if (value->type == VALUE_TEXT) {
		utf8_halfwidth(&half, value->text, value->length);
		struct text folded = { 0 };
		utf8_casefold(&folded, text_string(&half), half.length);
		without_blanks(out, text_string(&folded));
		text_free(&folded);
	}
	text_free(&half);
}

bool import_key(struct import *import, const struct key_rule *rule, const struct value *values, struct text *out)
{
	text_clear(out);
	part(import, rule->index, &values[rule->index], rule->sort, out);
	if (!out->length)
		return false;
	if (rule->scope == SIZE_MAX)
		return true;
	text_byte(out, '\n'); /* no part has one: what follows is the scope */
	size_t length = out->length;
	part(import, rule->scope, &values[rule->scope], rule->sort == SORT_PERSON ? SORT_NAME : rule->sort, out);
	return rule->sort != SORT_PERSON || out->length > length;
}

static void add_keys(struct import *import, const struct value *values, int64_t id)
{
	struct text *key = &import->scratch;

	for (size_t i = 0; i < import->rule_count; i++)
		if (import_key(import, &import->rules[i], values, key))
			index_add(&import->index, index_hash(&import->index, import->rules[i].sort, key->data, key->length), id);
}

void import_keys_add(struct import *import, const struct record *record)
{
	import_labels_add(import, record);
	if (import->indexed)
		add_keys(import, record->values, record->id);
}

/* Reads the fields that keys are made of, of every record, once. */
enum status import_keys_load(struct import *import)
{
	size_t columns[KEY_RULE_LIMIT * 2], count = 0;
	struct text sql = { 0 };
	struct statement *statement;

	text_add(&sql, "select id");
	for (size_t i = 0; i < import->rule_count * 2; i++) {
		const struct key_rule *rule = &import->rules[i / 2];
		size_t index = i % 2 ? rule->scope : rule->index, known = 0;
		while (known < count && columns[known] != index)
			known++;
		if (index == SIZE_MAX || known < count)
			continue;
		columns[count++] = index;
		text_printf(&sql, ", \"%s\"", field_column(import->type->fields[index]));
	}
	text_printf(&sql, " from \"%s\"", import->type->record->name);
	enum status status = db_ask(import->store->db, &statement, "%-s", sql.data);
	text_free(&sql);
	struct arena arena = { 0 };
	struct record *record = record_new(&arena, import->type);
	while (db_next(statement, &status)) {
		for (size_t i = 0; i < count; i++)
			record->values[columns[i]] = db_value(statement, (int)i + 1);
		add_keys(import, record->values, db_integer(statement, 0));
	}
	db_done(statement);
	arena_free(&arena);
	import->indexed = true;
	return status;
}
