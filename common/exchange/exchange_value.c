/* Values in files: exact, and the same text for the same value. */
#include "exchange/exchange_parts.h"

#include "base/decimal.h"
#include "base/money.h"
#include "base/sentence.h"
#include "io/out.h"
#include <stdlib.h>
#include <string.h>

bool exchange_has(const struct field *field)
{
	return field_stored(field) || field->kind == KIND_REFS;
}

void exchange_key(const struct field *field, struct text *out)
{
	if (field->hidden && field->column)
		text_printf(out, "#%d", field->id);
	else
		text_add(out, field->name);
}

void exchange_select(const struct type *type, struct text *sql)
{
	text_add(sql, "select t.id");
	for (size_t i = 0; i < type->count; i++) {
		const struct field *field = type->fields[i];
		if (!exchange_has(field))
			continue;
		text_add(sql, ", ");
		/* The column itself, also where a field is read through an expression. */
		if (field->kind == KIND_REFS)
			row_expression(sql, type->record, field, "t");
		else
			text_printf(sql, "t.\"%s\"", field_column(field));
	}
	text_printf(sql, " from \"%s\" t order by t.id", type->record->name);
}

void exchange_row(struct statement *statement, struct record *record)
{
	int column = 1;

	record->id = db_integer(statement, 0);
	for (size_t i = 0; i < record->type->count; i++)
		if (exchange_has(record->type->fields[i]))
			record->values[i] = db_value(statement, column++);
}

int exchange_digits(const struct record *record)
{
	size_t index;

	if (!type_field(record->type, "currency", &index) || record->values[index].type != VALUE_TEXT)
		return 2;
	int digits = currency_digits(record->values[index].text);
	return digits < 0 ? 2 : digits;
}

static void quoted(const struct field *field, const struct value *value, int digits, struct text *out)
{
	text_byte(out, '"');
	field_format(field, value, digits, out);
	text_byte(out, '"');
}

void exchange_encode(const struct field *field, const struct value *value, int digits, struct text *out)
{
	int64_t id;

	switch (field->kind) {
	case KIND_INT: text_integer(out, value->integer); break;
	case KIND_DECIMAL:
	case KIND_MONEY:
	case KIND_PERCENT:
	case KIND_RATE:
	case KIND_REF: quoted(field, value, digits, out); break;
	case KIND_ANYREF:
		if (anyref_unpack(value->integer, &id))
			quoted(field, value, digits, out);
		else
			text_integer(out, value->integer);
		break;
	case KIND_BOOL:
		if (value->integer == 0 || value->integer == 1)
			text_add(out, value->integer ? "true" : "false");
		else
			text_integer(out, value->integer);
		break;
	case KIND_TAGS:
		out_json_string(out, value->length > 2 ? value->text + 1 : "", value->length > 2 ? value->length - 2 : 0);
		break;
	default: out_json_string(out, value->text, value->length); break;
	}
}

static enum status decode_integer(const char *text, struct value *out, struct error *error)
{
	out->type = VALUE_INTEGER;
	return integer_parse(text, &out->integer, error);
}

static enum status decode_decimal(const char *text, int scale, struct value *out, struct error *error)
{
	out->type = VALUE_INTEGER;
	return decimal_parse(text, scale, &out->integer, error);
}

static enum status decode_reference(const struct field *field, const char *text, struct value *out, struct error *error)
{
	struct reference reference;

	/* The message of an unknown prefix says which there are. */
	if (!reference_like(text) || reference_parse(text, &reference, error) || reference.child || (field->target && reference.type != field->target))
		return error_set(error, STATUS_DATA, field->target ? "'%s' is not a reference to %s %s" : "'%s' is not a reference", text, sentence_a(field->target ? field->target->name : NULL), field->target ? field->target->name : NULL);
	*out = value_integer(field->kind == KIND_ANYREF ? anyref_pack(reference.type, reference.id) : reference.id);
	return STATUS_OK;
}

/* The stored form is that of the kind's parser: by id, each once. Names are none. */
static enum status decode_links(const struct field *field, const char *text, struct arena *arena, struct value *out, struct error *error)
{
	static const struct conventions none = { 0 };
	char currency[4] = "";
	enum status status = kinds[KIND_REFS].parse(&none, field, text, arena, currency, out, error);

	if (!status && (out->type != VALUE_TEXT || strcmp(out->text, text) != 0))
		return error_set(error, STATUS_DATA, "%s must be written as %s", text, out->type == VALUE_TEXT ? out->text : "empty");
	return status;
}

static enum status decode_bool(const char *text, struct value *out, struct error *error)
{
	if (strcmp(text, "yes") != 0 && strcmp(text, "no") != 0)
		return error_set(error, STATUS_DATA, "%s is neither true nor false", text);
	*out = value_integer(text[0] == 'y');
	return STATUS_OK;
}

enum status exchange_decode(const struct field *field, const struct sheet_cell *cell, int digits, struct arena *arena, struct value *out, struct error *error)
{
	*out = (struct value){ 0 };
	if (cell->null)
		return STATUS_OK;
	switch (field->kind) {
	case KIND_INT: return decode_integer(cell->text, out, error);
	case KIND_DECIMAL: return decode_decimal(cell->text, DECIMAL_QUANTITY, out, error);
	case KIND_MONEY: return decode_decimal(cell->text, digits, out, error);
	case KIND_PERCENT: return decode_decimal(cell->text, DECIMAL_PERCENT, out, error);
	case KIND_RATE: return decode_decimal(cell->text, DECIMAL_RATE, out, error);
	case KIND_REF:
	case KIND_ANYREF: return decode_reference(field, cell->text, out, error);
	case KIND_REFS: return decode_links(field, cell->text, arena, out, error);
	case KIND_BOOL: return decode_bool(cell->text, out, error);
	case KIND_TAGS:
		*out = (struct value){ .type = VALUE_TEXT, .text = arena_printf(arena, ",%s,", cell->text), .length = cell->length + 2 };
		return STATUS_OK;
	default:
		*out = (struct value){ .type = VALUE_TEXT, .text = cell->text, .length = cell->length };
		return STATUS_OK;
	}
}
