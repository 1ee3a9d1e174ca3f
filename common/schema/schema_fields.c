/* Custom fields in a schema file. */
#include "schema/schema_field.h"

#include "base/sentence.h"
#include "store/ddl.h"
#include <string.h>

enum { NAME_LIMIT = 60, FIELD_LIMIT = 500 /* of one type: SQLite's tables have 2,000 columns at most */ };

static bool is_name(const char *name)
{
	return strncmp(name, "x_", 2) == 0 && name[2] && strlen(name) <= NAME_LIMIT && name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_")] == '\0';
}

static const struct field *find_custom(const struct type *type, const char *name)
{
	for (size_t i = 0; i < type->count; i++)
		if (type->fields[i]->column && strcmp(type->fields[i]->name, name) == 0)
			return type->fields[i];
	return NULL;
}

/* Ids are not used again, not even where the change that gave them was undone: the column still holds what was entered. */
static enum status next_id(struct reader *reader, const struct type *type, int *id)
{
	int *next = &reader->next_id[type->record->number];

	if (!*next) {
		int64_t last;
		enum status status = ddl_last_custom(reader->store->db, type->record, &last);
		if (status)
			return status;
		if (last < CUSTOM_FIELD_FIRST - 1)
			last = CUSTOM_FIELD_FIRST - 1;
		for (size_t i = 0; i < type->count; i++)
			if (type->fields[i]->column && type->fields[i]->id > last)
				last = type->fields[i]->id;
		*next = (int)last + 1;
	}
	*id = (*next)++;
	return STATUS_OK;
}

/* Which field of today the file means: by `was:`, else by name. A rename that was made before is none any more. */
static enum status find_old(struct reader *reader, const struct type *type, const struct yaml_node *node, const struct field **old)
{
	const struct yaml_node *was = yaml_get(node, "was");
	const char *name;

	*old = find_custom(type, node->key);
	if (!was)
		return STATUS_OK;
	enum status status = schema_line(reader, was, &name);
	if (status)
		return status;
	const struct field *before = find_custom(type, name);
	if (*old && before && before != *old)
		return schema_fail(reader, was, AT_VALUE, STATUS_REFUSED, (*old)->hidden ? "%s: there is a hidden field of that name besides %s; choose another name"
				                  : "%s: there is a field of that name besides %s; choose another name", node->key, name);
	if (!*old && !before)
		return schema_fail(reader, was, AT_VALUE, STATUS_DATA, "%s: there is no custom field %s of %s", node->key, name, type->record->name);
	if (before)
		*old = before;
	return STATUS_OK;
}

static enum status is_taken(struct reader *reader, const struct planned *planned)
{
	for (const struct planned *other = planned->next; other; other = other->next) {
		if (other->record != planned->record)
			continue;
		if (planned->old && other->old == planned->old)
			return schema_fail(reader, planned->node, AT_KEY, STATUS_DATA, "%s and %s are one field", planned->field.name, other->field.name);
	}
	return STATUS_OK;
}

static const char *default_label(struct reader *reader, const char *name)
{
	char *label = arena_string(&reader->plan->arena, name + 2);

	for (char *p = label; *p; p++)
		if (*p == '_')
			*p = ' ';
	return label;
}

static enum status start_field(struct reader *reader, const struct type *type, struct planned *planned)
{
	const struct yaml_node *node = planned->node;

	if (planned->old) {
		planned->field = *planned->old;
		planned->field.hidden = false;
	} else {
		int id = 0;
		enum status status = next_id(reader, type, &id);
		if (status)
			return status;
		if (id >= CUSTOM_FIELD_FIRST + FIELD_LIMIT)
			return schema_fail(reader, node, AT_KEY, STATUS_REFUSED, "%s %s has had %d custom fields; there is no room for more", sentence_a(type->record->name), type->record->name,
					   FIELD_LIMIT);
		planned->field = (struct field){ .id = id, .help = "custom field" };
		planned->field.en = planned->field.zh = default_label(reader, node->key);
		planned->field.column = arena_printf(&reader->plan->arena, "x_%d", id);
	}
	planned->field.name = node->key;
	return STATUS_OK;
}

static void write_field(struct reader *reader, const struct planned *planned)
{
	struct text setting = { 0 }, value = { 0 }, old = { 0 };

	text_printf(&setting, "field.%s.%d", planned->record->name, planned->field.id);
	field_write(&value, &planned->field);
	if (planned->old)
		field_write(&old, planned->old);
	if (strcmp(text_string(&old), text_string(&value)) != 0) {
		schema_edit(reader, setting.data, value.data);
		schema_column(reader, planned->record, &planned->field);
	}
	text_free(&setting);
	text_free(&value);
	text_free(&old);
}

static enum status read_field(struct reader *reader, const struct type *type, const struct yaml_node *node)
{
	struct planned *planned = arena_alloc(&reader->plan->arena, sizeof *planned);

	if (!is_name(node->key))
		return schema_fail(reader, node, AT_KEY, STATUS_DATA, "'%s' is not the name of a custom field; write x_ and letters a-z, digits and _", node->key);
	*planned = (struct planned){ .next = reader->planned, .record = type->record, .node = node };
	enum status status = schema_mapping(reader, node, node->key);
	if (!status)
		status = find_old(reader, type, node, &planned->old);
	if (!status)
		status = start_field(reader, type, planned);
	if (!status)
		status = is_taken(reader, planned);
	if (!status)
		status = schema_field_attributes(reader, type, planned);
	if (status)
		return status;
	reader->planned = planned;
	schema_field_report(reader, planned);
	write_field(reader, planned);
	if (!planned->picks)
		return STATUS_OK;
	if (planned->field.kind != KIND_PICK)
		return schema_fail(reader, planned->picks, AT_KEY, STATUS_DATA, "%s: only a field of kind pick has picks", node->key);
	return schema_field_picks(reader, planned, planned->picks);
}

static bool is_planned(const struct reader *reader, const struct field *field)
{
	for (const struct planned *planned = reader->planned; planned; planned = planned->next)
		if (planned->old == field)
			return true;
	return false;
}

static void hide(struct reader *reader, const struct type *type, const struct field *field)
{
	struct text setting = { 0 }, value = { 0 };
	struct field hidden = *field;

	hidden.hidden = true;
	text_printf(&setting, "field.%s.%d", type->record->name, field->id);
	field_write(&value, &hidden);
	schema_report(reader, "fields.%s.%s: hidden; its values are kept", type->record->name, field->name);
	schema_edit(reader, setting.data, value.data);
	text_free(&setting);
	text_free(&value);
}

static enum status count_values(struct reader *reader, const struct type *type, const struct field *field, int64_t *count)
{
	return db_one(reader->store->db, count, "select count(*) from \"%s\" where \"%s\" is not null", type->record->name, field_column(field));
}

/* Fields that the file leaves out. */
static enum status hide_others(struct reader *reader, const struct type *type, const struct yaml_node *node)
{
	struct text names = { 0 };
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < type->count; i++) {
		const struct field *field = type->fields[i];
		int64_t count = 0;
		if (!field->column || field->hidden || is_planned(reader, field))
			continue;
		hide(reader, type, field);
		if (!reader->drop)
			status = count_values(reader, type, field, &count);
		text_printf(&names, sentence_plural(count, "%s%s (%lld record)", "%s%s (%lld records)"), names.length ? ", " : "", field->name, (long long)count);
	}
	if (!status && names.length && !reader->drop)
		status = schema_fail(reader, node, AT_KEY, STATUS_REFUSED, "fields.%s: the file leaves out, and would hide, %s; name them too, write add: to keep them, or say --drop",
				     type->record->name, names.data);
	text_free(&names);
	return status;
}

static enum status remove_field(struct reader *reader, const struct type *type, const struct yaml_node *node)
{
	const char *name;
	int64_t count = 0;
	enum status status = schema_line(reader, node, &name);
	const struct field *field = status ? NULL : find_custom(type, name);

	if (status)
		return status;
	if (!field || is_planned(reader, field))
		return schema_fail(reader, node, AT_VALUE, STATUS_DATA, field ? "fields.%s: %s is changed and removed" : "fields.%s: there is no custom field %s",
				   type->record->name, name);
	if (!reader->drop && !field->hidden)
		status = count_values(reader, type, field, &count);
	if (!status && count)
		status = schema_fail(reader, node, AT_VALUE, STATUS_REFUSED,
				     sentence_plural(count, "fields.%s.%s: %lld record has a value in it, which would be hidden; say --drop",
						     "fields.%s.%s: %lld records have values in it, which would be hidden; say --drop"),
				     type->record->name, name, (long long)count);
	if (!status && !field->hidden)
		hide(reader, type, field);
	return status;
}

/* `x_old: x_new` is `x_new: {was: x_old}`. */
static enum status rename_field(struct reader *reader, const struct type *type, const struct yaml_node *node)
{
	struct arena *arena = &reader->plan->arena;
	struct yaml_node *was = arena_alloc(arena, sizeof *was), *field = arena_alloc(arena, sizeof *field);
	const char *name;
	enum status status = schema_line(reader, node, &name);

	*was = (struct yaml_node){ .type = YAML_SCALAR, .key = "was", .text = node->key, .length = strlen(node->key), .line = node->key_line, .column = node->key_column };
	*field = *node;
	*field = (struct yaml_node){ .type = YAML_MAPPING, .key = name, .line = node->line, .column = node->column, .key_line = node->line, .key_column = node->column,
		.child = was, .count = 1 };
	return status ? status : read_field(reader, type, field);
}

/* {add: {x_size: …}, rename: {x_old: x_new}, remove: [x_hall]}: the other fields stay. */
static const struct field_change {
	const char *name;
	enum yaml_type takes;
	enum status (*each)(struct reader *reader, const struct type *type, const struct yaml_node *node);
} changes[] = {
	{ "add", YAML_MAPPING, read_field },
	{ "rename", YAML_MAPPING, rename_field },
	{ "remove", YAML_SEQUENCE, remove_field },
};

static const struct field_change *find_change(const char *name)
{
	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
		if (strcmp(changes[i].name, name) == 0)
			return &changes[i];
	return NULL;
}

static enum status read_change(struct reader *reader, const struct type *type, const struct yaml_node *node, const struct field_change *change)
{
	enum status status = STATUS_OK;

	if (node->type != change->takes)
		return schema_fail(reader, node, AT_VALUE, STATUS_DATA, "fields.%s: %s takes %s", type->record->name, change->name,
				   change->takes == YAML_SEQUENCE ? "a list of names" : "lines of `name: …`");
	for (const struct yaml_node *child = node->child; !status && child; child = child->next)
		status = change->each(reader, type, child);
	return status;
}

static enum status read_type(struct reader *reader, const struct yaml_node *node)
{
	const struct record_type *record;
	bool whole = true;
	enum status status = schema_type_of(reader, node, node->key, strlen(node->key), &record);

	if (!status)
		status = schema_mapping(reader, node, node->key);
	if (status)
		return status;
	const struct type *type = store_type(reader->store, record);
	for (const struct yaml_node *child = node->child; !status && child; child = child->next) {
		const struct field_change *change = find_change(child->key);
		whole &= !change;
		status = change ? read_change(reader, type, child, change) : read_field(reader, type, child);
	}
	if (!status)
		status = schema_field_labels(reader, type);
	return status || !whole ? status : hide_others(reader, type, node);
}

enum status schema_read_fields(struct reader *reader, const struct yaml_node *section)
{
	enum status status = schema_mapping(reader, section, "fields");

	for (const struct yaml_node *node = section->child; !status && node; node = node->next)
		status = read_type(reader, node);
	return status;
}
