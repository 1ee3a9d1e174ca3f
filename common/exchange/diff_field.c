/* One field of a record as the word of a command. */
#include "exchange/diff_parts.h"

#include "query/assign.h"
#include <stdlib.h>
#include <string.h>

enum { WORD_LIMIT = 100000 }; /* bytes; Linux takes arguments of 128 KiB */

const struct value *diff_value(const struct diff_type *type, size_t index, const struct record *to)
{
	static const struct value none = { 0 };

	return type->there[index] == SIZE_MAX ? &none : &to->values[type->there[index]];
}

bool diff_is_set(const struct diff_type *type, size_t index, const struct record *to)
{
	const struct field *field = type->from->fields[index];

	if (!assign_is_writable(field))
		return false;
	const struct value *value = diff_value(type, index, to);
	const struct pick *pick = field->kind == KIND_PICK && value->type == VALUE_TEXT ? pick_find(field->picks, value->text) : NULL;
	return !pick || !pick->computed;
}

static bool is_later(const struct diff *diff, const struct diff_type *type, int64_t id, const struct record_type *target, int64_t to)
{
	const struct diff_type *other = &diff->types[target->number];

	return ids_have(&other->added, to) && (other->order > type->order || (other == type && to >= id));
}

bool diff_waits(const struct diff *diff, const struct diff_type *type, size_t index, const struct record *to)
{
	const struct field *field = type->from->fields[index];
	const struct value *value = diff_value(type, index, to);
	const struct record_type *target = field->target;
	int64_t id = value->integer;
	char role[40];

	if (field->required || value->type == VALUE_NULL)
		return false;
	if (field->kind == KIND_REFS) {
		for (const char *rest = value->text; row_next_link(&rest, &id, role);)
			if (is_later(diff, type, to->id, target, id))
				return true;
		return false;
	}
	if (field->kind == KIND_ANYREF)
		target = anyref_unpack(value->integer, &id);
	return (field->kind == KIND_REF || field->kind == KIND_ANYREF) && target && is_later(diff, type, to->id, target, id);
}

void diff_reference(const struct diff *diff, const struct record_type *record, int64_t id, struct text *out)
{
	const struct diff_type *type = &diff->types[record->number];
	bool variable = type->renumbered && ids_have(&type->added, id);

	if (record->parent) {
		int64_t parent = 0, number = 0;
		if (db_one(diff->to->db, &parent, "select parent from \"%s\" where id = %jd", record->name, id) ||
		    db_one(diff->to->db, &number, "select number from \"%s\" where id = %jd", record->name, id))
			return; /* what is no longer there is tried in vain */
		diff_reference(diff, record->parent, parent, out);
		text_printf(out, ".%lld", (long long)number);
		return;
	}
	text_add(out, variable ? "\"$" : "");
	reference_format(out, record, id);
	text_add(out, variable ? "\"" : "");
}

static void add_links(const struct diff *diff, const struct field *field, const char *links, struct text *out)
{
	const char *before = "";
	char role[40];
	int64_t id;

	while (row_next_link(&links, &id, role)) {
		text_add(out, before);
		diff_reference(diff, field->target, id, out);
		if (*role)
			text_byte(out, ':');
		diff_quote(out, role, strlen(role));
		before = ",";
	}
}

static bool names_records(const struct field *field, const struct value *value, const struct record_type **target, int64_t *id)
{
	*target = field->target;
	*id = value->integer;
	if (field->kind == KIND_ANYREF)
		*target = anyref_unpack(value->integer, id);
	return (field->kind == KIND_REF || field->kind == KIND_ANYREF) && *target;
}

void diff_begin(const struct diff *diff, const struct record_type *record, const char *verb, int64_t id, struct text *line)
{
	text_printf(line, "crm-%s %s", record->name, verb);
	if (id) {
		text_byte(line, ' ');
		diff_reference(diff, record, id, line);
	}
}

bool diff_from_input(const struct diff_type *type, size_t index, const struct record *to)
{
	const struct field *field = type->from->fields[index];
	const struct value *value = diff_value(type, index, to);

	return (field->kind == KIND_TEXT || field->kind == KIND_LONGTEXT) && value->type == VALUE_TEXT &&
	       (strlen(value->text) > WORD_LIMIT || strstr(value->text, "{{"));
}

void diff_input(const struct diff_type *type, size_t index, const struct record *to, struct text *line)
{
	const char *value = diff_value(type, index, to)->text;
	struct text command = { 0 };

	text_add(&command, "printf %s ");
	diff_quote(&command, value, strlen(value));
	text_printf(&command, " | %s --file %s=-", text_string(line), type->from->fields[index]->name);
	text_clear(line);
	text_append(line, command.data, command.length);
	text_free(&command);
}

void diff_assign(struct diff *diff, const struct diff_type *type, size_t index, const struct record *to, struct text *line)
{
	const struct field *field = type->from->fields[index];
	const struct value *value = diff_value(type, index, to);
	const struct record_type *target = NULL;
	struct text text = { 0 };
	int64_t id = 0;

	if (value->type != VALUE_NULL && (field->kind == KIND_REFS || names_records(field, value, &target, &id))) {
		text_printf(line, " %s=", field->name);
		if (field->kind == KIND_REFS)
			add_links(diff, field, value->text, line);
		else
			diff_reference(diff, target, id, line);
		return;
	}
	field_format(field, value, exchange_digits(to), &text);
	diff_word(line, field->name, text_string(&text), text.length);
	text_free(&text);
}
