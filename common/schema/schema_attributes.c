/* What a custom field of a schema file says of itself. */
#include "schema/schema_field.h"
#include "schema/schema_form.h"

#include "base/pattern.h"
#include "base/sentence.h"
#include <string.h>
#include <strings.h>

/* Kinds whose stored values another kind takes as they are. Everything else would need every record to be rewritten. */
static const struct {
	enum kind_id from, to;
} same_form[] = {
	{ KIND_TEXT, KIND_LONGTEXT },  { KIND_EMAIL, KIND_TEXT },	  { KIND_EMAIL, KIND_LONGTEXT },   { KIND_URL, KIND_TEXT },
	{ KIND_URL, KIND_LONGTEXT },   { KIND_PHONE, KIND_TEXT },	  { KIND_PHONE, KIND_LONGTEXT },   { KIND_PICK, KIND_TEXT },
	{ KIND_PICK, KIND_LONGTEXT },  { KIND_DATE, KIND_TEXT },	  { KIND_DATE, KIND_LONGTEXT },	   { KIND_DATE, KIND_ANNIVERSARY },
	{ KIND_TIMESTAMP, KIND_TEXT }, { KIND_TIMESTAMP, KIND_LONGTEXT }, { KIND_ANNIVERSARY, KIND_TEXT }, { KIND_ANNIVERSARY, KIND_LONGTEXT },
	{ KIND_RRULE, KIND_TEXT },     { KIND_RRULE, KIND_LONGTEXT },	  { KIND_BOOL, KIND_INT },
};

static const char *const attribute_names[] = { "label",	 "kind",    "target",  "help",	"required", "unique", "index",
					       "search", "pattern", "initial", "picks", "was",	    NULL };

static enum status fail(struct reader *reader, const struct planned *planned, const struct yaml_node *node, enum status status, const char *message)
{
	return schema_fail(reader, node ? node : planned->node, node ? AT_VALUE : AT_KEY, status, "fields.%s.%s: %s", planned->record->name,
			   planned->field.name, message);
}

static const char *path_of(struct reader *reader, const struct planned *planned)
{
	return arena_printf(&reader->plan->arena, "fields.%s.%s", planned->record->name, planned->field.name);
}

/* `label: Size`, or `label: {en: Size, zh: 规模}`. */
static enum status read_label(struct reader *reader, struct planned *planned, const struct yaml_node *node)
{
	static const char *const languages[] = { "en", "zh", NULL };
	struct field *field = &planned->field;
	const char *path = path_of(reader, planned);
	enum status status = STATUS_OK;

	if (node->type == YAML_SEQUENCE)
		return fail(reader, planned, node, STATUS_DATA, "label: a text, or {en: …, zh: …}");
	if (node->type == YAML_SCALAR) {
		status = schema_form_value(reader, path, form_find(&field_form, "en"), node, field);
		field->zh = field->en;
	}
	for (const struct yaml_node *child = node->child; !status && child; child = child->next) {
		bool known = strcmp(child->key, "en") == 0 || strcmp(child->key, "zh") == 0;
		status = known ? schema_form_value(reader, path, form_find(&field_form, child->key), child, field)
			       : schema_unknown(reader, child, "language", languages);
	}
	if (!planned->old && node->child && !yaml_get(node, "zh"))
		field->zh = field->en;
	if (!planned->old && node->child && !yaml_get(node, "en"))
		field->en = field->zh;
	return status;
}

static bool is_allowed(enum kind_id kind)
{
	return kind != KIND_REFS && kind != KIND_LINES;
}

static enum status unknown_kind(struct reader *reader, const struct yaml_node *node, const char *name)
{
	const char *names[KIND_LAST + 1];
	struct yaml_node named = *node;
	size_t count = 0;

	for (int kind = 1; kind <= KIND_LAST; kind++)
		if (is_allowed((enum kind_id)kind))
			names[count++] = kinds[kind].name;
	names[count] = NULL;
	named.key = name;
	named.key_line = node->line;
	named.key_column = node->column;
	return schema_unknown(reader, &named, "kind", names);
}

static enum status change_kind(struct reader *reader, const struct planned *planned, const struct yaml_node *node, enum kind_id kind)
{
	enum kind_id old = planned->old ? planned->old->kind : kind;

	if (kind == old)
		return STATUS_OK;
	for (size_t i = 0; i < sizeof same_form / sizeof *same_form; i++)
		if (same_form[i].from == old && same_form[i].to == kind)
			return STATUS_OK;
	return schema_fail(reader, node, AT_VALUE, STATUS_REFUSED,
			   "fields.%s.%s: kind %s → %s is refused: the stored values would not fit; create a new field and copy the values", planned->record->name,
			   planned->field.name, kinds[old].name, kinds[kind].name);
}

static enum status read_kind(struct reader *reader, struct planned *planned, const struct yaml_node *node)
{
	const char *name;
	enum status status = schema_line(reader, node, &name);

	if (status)
		return status;
	for (int kind = 1; kind <= KIND_LAST; kind++) {
		if (strcmp(kinds[kind].name, name) != 0)
			continue;
		if (!is_allowed((enum kind_id)kind))
			return fail(reader, planned, node, STATUS_DATA, "custom fields have one value: only built-in fields can be refs or lines");
		planned->field.kind = (enum kind_id)kind;
		return change_kind(reader, planned, node, (enum kind_id)kind);
	}
	return unknown_kind(reader, node, name);
}

static enum status read_target(struct reader *reader, struct planned *planned, const struct yaml_node *node)
{
	const char *name;
	const struct record_type *target = NULL;
	struct yaml_node named = *node;
	enum status status = schema_line(reader, node, &name);

	named.key_line = node->line;
	named.key_column = node->column;
	if (!status)
		status = schema_type_of(reader, &named, name, strlen(name), &target);
	if (!status && planned->old && planned->old->target != target)
		return fail(reader, planned, node, STATUS_REFUSED, "its target cannot be changed: the stored values refer to the other type; create a new field");
	planned->field.target = target;
	return status;
}

static enum status read_attribute(struct reader *reader, struct planned *planned, const struct yaml_node *node)
{
	const struct form_field *field = form_find(&field_form, node->key);

	if (strcmp(node->key, "label") == 0)
		return read_label(reader, planned, node);
	if (strcmp(node->key, "kind") == 0)
		return read_kind(reader, planned, node);
	if (strcmp(node->key, "target") == 0)
		return read_target(reader, planned, node);
	if (strcmp(node->key, "picks") == 0)
		planned->picks = node;
	else if (field && !field->apart)
		return schema_form_value(reader, path_of(reader, planned), field, node, &planned->field);
	else if (strcmp(node->key, "was") != 0)
		return schema_unknown(reader, node, "key of a field", attribute_names);
	return STATUS_OK;
}

static bool is_text(enum kind_id kind)
{
	return kind == KIND_TEXT || kind == KIND_LONGTEXT;
}

static enum status check_kind(struct reader *reader, const struct type *type, const struct planned *planned)
{
	const struct field *field = &planned->field;
	bool searchable = is_text(field->kind) || field->kind == KIND_PHONE || field->kind == KIND_EMAIL || field->kind == KIND_URL || field->kind == KIND_TAGS;

	if (!field->kind)
		return fail(reader, planned, NULL, STATUS_DATA, "its kind is missing: text, int, date, pick, … (crm-schema(5) lists them)");
	if ((field->kind == KIND_REF) != (field->target != NULL))
		return fail(reader, planned, yaml_get(planned->node, "target"), STATUS_DATA,
			    field->target ? "only a field of kind ref has a target" : "a field of kind ref needs its target, as target: customer");
	if (field->search && !searchable)
		return fail(reader, planned, yaml_get(planned->node, "search"), STATUS_DATA, "search: only text, phone, email, url and tags can be searched");
	if (field->kind == KIND_MONEY && !type_field(type, "currency", NULL))
		return fail(reader, planned, yaml_get(planned->node, "kind"), STATUS_DATA,
			    "money needs a currency field, which this type does not have; use decimal");
	if (field->initial && field->kind == KIND_PICK)
		return fail(reader, planned, yaml_get(planned->node, "initial"), STATUS_DATA, "initial: mark one of its picks with initial: yes instead");
	if (field->pattern && field->kind != KIND_TEXT)
		return fail(reader, planned, yaml_get(planned->node, "pattern"), STATUS_DATA, "pattern: only text has one; write pattern: ~");
	return STATUS_OK;
}

static enum status check_texts(struct reader *reader, struct planned *planned)
{
	struct store *store = reader->store;
	const struct field *field = &planned->field;
	struct value value = { 0 };
	struct error error = { 0 };
	char currency[4];

	if (field->pattern && pattern_check(field->pattern, &error))
		return fail(reader, planned, yaml_get(planned->node, "pattern"), STATUS_DATA,
			    arena_printf(&reader->plan->arena, "pattern: %s", error.message));
	memcpy(currency, store->conventions.currency, sizeof currency);
	if (field->initial && kinds[field->kind].parse(&store->conventions, field, field->initial, &reader->plan->arena, currency, &value, &error))
		return schema_fail(reader, yaml_get(planned->node, "initial") ? yaml_get(planned->node, "initial") : planned->node, AT_VALUE, STATUS_DATA,
				   "fields.%s.%s: initial: %s", planned->record->name, field->name, error.message);
	return STATUS_OK;
}

/* Values that were entered while the field was not unique yet. */
static enum status check_doubles(struct reader *reader, const struct planned *planned)
{
	int64_t doubles;

	if (!planned->field.unique || !planned->old || planned->old->unique)
		return STATUS_OK;
	const char *column = field_column(&planned->field);
	enum status status = db_one(reader->store->db, &doubles,
		"select count(*) from (select \"%s\" from \"%s\" where \"%s\" is not null group by \"%s\" having count(*) > 1) as doubled", column,
	                            planned->record->name, column, column);
	if (!status && doubles)
		return schema_fail(reader, yaml_get(planned->node, "unique") ? yaml_get(planned->node, "unique") : planned->node, AT_VALUE, STATUS_REFUSED,
				   sentence_plural(doubles, "fields.%s.%s: it cannot be unique: %lld value is in more than one record; change these first",
				                   "fields.%s.%s: it cannot be unique: %lld values are in more than one record; change these first"),
				   planned->record->name, planned->field.name, (long long)doubles);
	return status;
}

/* Values that were entered while there was no pattern, or another one. */
static enum status check_matches(struct reader *reader, const struct planned *planned)
{
	const struct field *field = &planned->field;
	struct text sql = { 0 };
	int64_t others;

	if (!field->pattern || !planned->old || (planned->old->pattern && strcmp(planned->old->pattern, field->pattern) == 0))
		return STATUS_OK;
	text_printf(&sql, "\"%s\"", field_column(field));
	enum status status = db_one(reader->store->db, &others, "select count(*) from \"%s\" where %-s is not null and matches(%s, %-s) = 0", planned->record->name,
	                            sql.data, field->pattern, sql.data);
	text_free(&sql);
	if (!status && others)
		return schema_fail(reader, yaml_get(planned->node, "pattern") ? yaml_get(planned->node, "pattern") : planned->node, AT_VALUE, STATUS_REFUSED,
				   sentence_plural(others, "fields.%s.%s: %lld record has a value that does not match the pattern %s; change it first",
				                   "fields.%s.%s: %lld records have values that do not match the pattern %s; change these first"),
				   planned->record->name, field->name, (long long)others, field->pattern);
	return status;
}

enum status schema_field_attributes(struct reader *reader, const struct type *type, struct planned *planned)
{
	enum status status = STATUS_OK;

	for (const struct yaml_node *child = planned->node->child; !status && child; child = child->next)
		status = read_attribute(reader, planned, child);
	if (!status)
		status = check_kind(reader, type, planned);
	if (!status)
		status = check_texts(reader, planned);
	if (!status)
		status = check_matches(reader, planned);
	return status ? status : check_doubles(reader, planned);
}

static bool confusable(const struct field *a, const struct field *b)
{
	const char *const of_a[] = { a->name, a->en, a->zh }, *const of_b[] = { b->name, b->en, b->zh };

	for (size_t i = 0; i < 3; i++)
		for (size_t j = 0; j < 3; j++)
			if (strcasecmp(of_a[i], of_b[j]) == 0)
				return true;
	return false;
}

enum status schema_field_labels(struct reader *reader, const struct type *type)
{
	for (const struct planned *planned = reader->planned; planned && planned->record == type->record; planned = planned->next) {
		const struct field *other = NULL;
		for (const struct planned *second = planned->next; second && second->record == type->record; second = second->next)
			if (confusable(&planned->field, &second->field))
				other = &second->field;
		for (size_t i = 0; i < type->count; i++)
			if (!type->fields[i]->column && confusable(&planned->field, type->fields[i]))
				other = type->fields[i];
		if (other)
			return schema_fail(reader, planned->node, AT_KEY, STATUS_DATA, "fields.%s.%s: %s also has its name or label, %s", planned->record->name,
					   planned->field.name, other->name, other->en);
	}
	return STATUS_OK;
}

void schema_field_report(struct reader *reader, const struct planned *planned)
{
	const struct field *old = planned->old, *field = &planned->field;
	const char *type = planned->record->name;

	if (!old) {
		schema_report(reader, "fields.%s.%s: + %s%s%s", type, field->name, kinds[field->kind].name, field->target ? " to " : "",
			    field->target ? field->target->name : "");
		return;
	}
	if (old->hidden)
		schema_report(reader, "fields.%s.%s: restored with its values", type, field->name);
	if (strcmp(old->name, field->name) != 0)
		schema_report(reader, "fields.%s.%s: was %s", type, field->name, old->name);
	schema_form_compare(reader, path_of(reader, planned), &field_form, old, field);
}
