/* Every value of every record against its field: one statement and one pass per type. */
#include "store/check_parts.h"

#include "base/calendar.h"
#include "base/money.h"
#include "base/pattern.h"
#include "base/utf8.h"
#include "record/section.h"
#include <stdlib.h>
#include <string.h>

struct column {
	const struct field *field;
	struct pattern *pattern; /* NULL: none */
	bool is_currency;
	const struct schema_section *section; /* whose entries the value names; NULL: none */
	int group; /* of stages: the column that holds their pipeline; -1: none */
	int from;  /* the column whose day is not after its own; -1: none */
};

struct pass {
	struct checker *checker;
	const struct type *type;
	struct statement *statement;
	struct column *columns;
	int count;
	struct arena arena; /* reset per value */
	struct error error; /* likewise */
	int64_t id;
};

static enum status report(struct pass *pass, const struct column *column, const char *message)
{
	check_report(pass->checker, pass->type->record, pass->id, column->field->name, "%s", message);
	return STATUS_OK;
}

static bool misses_pattern(struct pass *pass, const struct column *column, const struct value *value)
{
	bool matches = false;

	if (pattern_match(column->pattern, value->text, value->length, &matches, &pass->error))
		report(pass, column, pass->error.message);
	else if (!matches)
		check_report(pass->checker, pass->type->record, pass->id, column->field->name, "%s does not match the pattern %s", value->text,
			   column->field->pattern);
	return !matches;
}

static enum status value_of_text(struct pass *pass, const struct column *column, const struct value *value)
{
	size_t length = value->length, bad;

	if (!utf8_valid(value->text, value->length, &bad)) {
		check_report(pass->checker, pass->type->record, pass->id, column->field->name, "byte %zu is not UTF-8", bad + 1);
		return STATUS_OK;
	}
	if (column->field->kind == KIND_TEXT) {
		const char *normal = utf8_nfc(&pass->arena, value->text, &length);
		if (length != value->length || memcmp(normal, value->text, length) != 0)
			return report(pass, column, "the text is not in normal form C");
	}
	if (column->pattern && misses_pattern(pass, column, value))
		return STATUS_OK;
	if (column->is_currency && currency_digits(value->text) < 0)
		check_report(pass->checker, pass->type->record, pass->id, column->field->name, "%s is not a currency", value->text);
	return STATUS_OK;
}

static enum status value_of_pick(struct pass *pass, const struct column *column, const struct value *value)
{
	const struct record_type *record = pass->type->record;
	const char *pipeline = column->group < 0 ? NULL : db_text(pass->statement, column->group);
	bool known = false;

	for (const struct pick *pick = column->field->picks; pick->key; pick++) {
		if (strcmp(pick->key, value->text) != 0)
			continue;
		if (pick_is_empty(pick)) {
			check_report(pass->checker, record, pass->id, column->field->name, "%s is stored as no value", value->text);
			return STATUS_OK;
		}
		known = true;
		if (!pick->group || (pipeline && strcmp(pick->group, pipeline) == 0))
			return STATUS_OK;
	}
	if (known)
		check_report(pass->checker, record, pass->id, column->field->name, "the pipeline %s has no stage %s", pipeline ? pipeline : "(none)",
			   value->text);
	else
		check_report(pass->checker, record, pass->id, column->field->name, "'%s' is not one of its values", value->text);
	return STATUS_OK;
}

/* What a person could have written, now or with an earlier version, and the field would keep as it is. */
static enum status value_parsed(struct pass *pass, const struct column *column, const struct value *value)
{
	const struct kind *kind = &kinds[column->field->kind];
	struct text text = { 0 };
	struct error error = { 0 };
	struct value again = { 0 };
	char currency[4] = "";

	if (!utf8_valid(value->text, value->length, NULL))
		return report(pass, column, "the value is not UTF-8");
	field_format(column->field, value, 2, &text);
	if (!text.length)
		report(pass, column, "the value is damaged");
	else if ((kind->parse_stored ? kind->parse_stored : kind->parse)(&pass->checker->store->conventions, column->field, text.data, &pass->arena, currency, &again, &error))
		report(pass, column, error.message);
	else if (!value_equal(&again, value))
		check_report(pass->checker, pass->type->record, pass->id, column->field->name, "%s is not in its stored form, %s", value->text,
			   again.type == VALUE_TEXT ? again.text : "empty");
	text_free(&text);
	return STATUS_OK;
}

/* Each name is that of an entry of the section; taxes of documents keep their rates, so that the day does not matter. */
static enum status value_of_entries(struct pass *pass, const struct column *column, const struct schema_section *section, const struct value *value)
{
	const struct schema *schema = pass->checker->store->schema;
	struct error error = { 0 };

	if (!utf8_valid(value->text, value->length, NULL))
		return report(pass, column, "the value is not UTF-8");
	for (const char *rest = value->text; *rest;) {
		size_t length = strcspn(rest, ",");
		const char *name = arena_copy(&pass->arena, rest, length);
		rest += length + (rest[length] == ',');
		if (length && !schema_entry(schema, section, name)) {
			schema_entry_unknown(schema, section, name, &error);
			report(pass, column, error.message);
		}
	}
	return value_parsed(pass, column, value);
}

/* What the field itself has against a value, in a sentence about it. */
static enum status report_refused(struct pass *pass, const struct column *column, enum status status, const struct error *error)
{
	return status ? report(pass, column, error_about(error, column->field->name)) : STATUS_OK;
}

static enum status value_of_number(struct pass *pass, const struct column *column, const struct value *value)
{
	struct error error = { 0 };

	return report_refused(pass, column, field_bound(column->field, value, &error), &error);
}

static enum status check_value(struct pass *pass, const struct column *column, const struct value *value)
{
	int64_t number;

	/* The tables are STRICT: only a damaged file has texts among numbers. */
	if (value->type != kind_value_type(column->field->kind))
		return report(pass, column, value->type == VALUE_TEXT ? "a text instead of a number" : "a number instead of a text");
	if (value->type == VALUE_TEXT && !value->length)
		return report(pass, column, "an empty text instead of no value");
	if (column->section)
		return value_of_entries(pass, column, column->section, value);
	switch (column->field->kind) {
	case KIND_TEXT:
	case KIND_LONGTEXT: return value_of_text(pass, column, value);
	case KIND_PICK: return value_of_pick(pass, column, value);
	case KIND_DATE:
		if (calendar_stored_day(value->text, &number))
			return STATUS_OK;
		return value_parsed(pass, column, value);
	case KIND_TIMESTAMP:
		if (calendar_stored_instant(value->text, &number))
			return STATUS_OK;
		return value_parsed(pass, column, value);
	case KIND_BOOL:
		if (value->integer != 0 && value->integer != 1)
			return report(pass, column, "neither yes (1) nor no (0)");
		return STATUS_OK;
	default:
		/* Every integer is the stored form of some number; references are looked up by check_references. */
		return value->type == VALUE_TEXT ? value_parsed(pass, column, value) : column->field->bound ? value_of_number(pass, column, value) : STATUS_OK;
	}
}

/* Currencies in their own field are ISO codes; their pattern alone lets XXX pass. */
static bool holds_currency(const struct field *field)
{
	return field->kind == KIND_TEXT && !field->column && strcmp(field->name, "currency") == 0;
}

static void make_columns(struct pass *pass, struct text *sql)
{
	const struct type *type = pass->type;
	int pipeline = -1;

	text_add(sql, "select id");
	for (size_t i = 0; i < type->count; i++) {
		const struct field *field = type->fields[i];
		if (!field_stored(field))
			continue;
		struct column *column = &pass->columns[pass->count++];
		*column = (struct column){ .field = field, .is_currency = holds_currency(field), .section = section_of_field(field), .group = -1, .from = -1 };
		if (field->pattern)
			pattern_new(field->pattern, &column->pattern, NULL);
		if (strcmp(field->name, "pipeline") == 0)
			pipeline = pass->count;
		if (field->kind == KIND_PICK && field->picks->group)
			column->group = pipeline;
		text_printf(sql, ", \"%s\"", field_column(field));
	}
	for (int i = 0; i < pass->count; i++)
		for (int other = 0; pass->columns[i].field->from && other < pass->count; other++)
			if (strcmp(pass->columns[other].field->name, pass->columns[i].field->from) == 0)
				pass->columns[i].from = other + 1;
	text_printf(sql, " from \"%s\" where id between ? and ?", type->record->name);
}

static enum status value_behind(struct pass *pass, const struct column *column, const struct value *value)
{
	struct value from = db_value(pass->statement, column->from);
	struct error error = { 0 };

	return report_refused(pass, column, field_order(column->field->from, &from, column->field->name, value, &error), &error);
}

static enum status check_row(void *context, struct statement *statement)
{
	struct pass *pass = context;
	enum status status = STATUS_OK;

	pass->id = db_integer(statement, 0);
	for (int i = 0; !status && i < pass->count; i++) {
		const struct column *column = &pass->columns[i];
		struct value value = db_value(statement, i + 1);
		if (value.type != VALUE_NULL) {
			status = check_value(pass, column, &value);
			if (!status && column->from >= 0)
				status = value_behind(pass, column, &value);
			arena_reset(&pass->arena);
		} else if (column->field->required && !column->field->column) {
			status = report(pass, column, "is required, but empty");
		}
	}
	return status;
}

/* The index of a custom field that is unique may be damaged, or not be made yet: an undo that makes the field unique again looks at this first. While there is
 * one, it keeps single records apart. */
static enum status check_unique(struct pass *pass, const struct column *column)
{
	const char *name = field_column(column->field);
	struct statement *statement;

	enum status status = db_ask(pass->checker->store->db, &statement,
		"select min(id), max(id) from \"%s\" where \"%s\" is not null group by \"%s\" having count(*) > 1", pass->type->record->name, name, name);
	while (db_next(statement, &status))
		check_report(pass->checker, pass->type->record, db_integer(statement, 1), column->field->name, "%s%lld has the same value, which must be unique",
			   pass->type->record->prefix, (long long)db_integer(statement, 0));
	db_done(statement);
	return status;
}

enum status check_values(struct checker *checker, const struct type *type)
{
	struct pass pass = { .checker = checker, .type = type };
	struct text sql = { 0 };

	pass.columns = memory_alloc((type->count + 1) * sizeof *pass.columns);
	make_columns(&pass, &sql);
	enum status status = db_ask(checker->store->db, &pass.statement, "%-s", sql.data);
	text_free(&sql);
	status = check_each(checker, type, status, pass.statement, check_row, &pass);
	for (int i = 0; i < pass.count; i++) {
		if (!status && (!checker->scope || scope_has_all(checker->scope, type->record)) && pass.columns[i].field->unique && pass.columns[i].field->column)
			status = check_unique(&pass, &pass.columns[i]);
		pattern_free(pass.columns[i].pattern);
	}
	arena_free(&pass.arena);
	free(pass.columns);
	return status;
}
