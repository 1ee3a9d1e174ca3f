/* Whether a record may be written as it is: what it needs, what it refers to, what no other may have. */
#include "store/save_parts.h"

bool save_keeps(const struct field *field)
{
	return field_stored(field) || field->kind == KIND_REFS;
}

enum status save_check_unique(struct store *store, const struct record *record, const struct field *field, const struct value *value)
{
	struct text other = { 0 };
	struct statement *statement;

	enum status status = db_ask(store->db, &statement, "select id from \"%s\" where \"%s\" = ? and id <> %jd", record->type->record->name,
	                            field_column(field), record->id);
	if (status)
		return status;
	db_bind(statement, 1, value);
	if (db_next(statement, &status)) {
		reference_format(&other, record->type->record, db_integer(statement, 0));
		if (value->type == VALUE_TEXT)
			status = error_set(store->error, STATUS_REFUSED, "%s: %s is taken by %s", field->name, value->text, other.data);
		else
			status = error_set(store->error, STATUS_REFUSED, "%s: the value is taken by %s", field->name, other.data);
		text_free(&other);
	}
	db_done(statement);
	return status;
}

/* q1.2 is one line for ever. */
static enum status check_number(struct store *store, const struct record *record)
{
	const struct record_type *type = record->type->record;
	int64_t other, parent = record_integer(record, "parent"), number = record_integer(record, "number");
	enum status status = db_one(store->db, &other, "select id from \"%s\" where parent = %jd and number = %jd and id <> %jd", type->name, parent, number, record->id);

	if (!status && other)
		status = error_set(store->error, STATUS_REFUSED, "number: %s%lld.%lld is taken", type->parent->prefix, (long long)parent, (long long)number);
	return status;
}

enum status save_taken(struct store *store, const struct record *record)
{
	const struct type *type = record->type;
	struct error refused = *store->error;
	enum status status = type->record->parent ? check_number(store, record) : STATUS_OK;

	for (size_t i = 0; !status && i < type->count; i++)
		if (type->fields[i]->unique && record->values[i].type != VALUE_NULL)
			status = save_check_unique(store, record, type->fields[i], &record->values[i]);
	if (status)
		return status;
	*store->error = refused;
	return refused.status;
}

static enum status check_exists(struct store *store, const struct field *field, const struct record_type *target, int64_t id)
{
	int64_t found;

	if (!target)
		return error_set(store->error, STATUS_DATA, "%s: refers to a record of unknown type", field->name);
	if (change_type(store, target)->there == id)
		return STATUS_OK;
	enum status status = db_one(store->db, &found, "select 1 from \"%s\" where id = %jd", target->name, id);
	if (!status && found)
		change_type(store, target)->there = id;
	if (!status && !found)
		status = store_missing(store, target, id), error_prefix(store->error, "%s: ", field->name);
	return status;
}

/* A reference to the own type must not come back to the record: parent, reports_to, referred_by. */
static enum status check_cycle(struct store *store, const struct record *record, const struct field *field, int64_t above)
{
	enum status status = STATUS_OK;
	int64_t at = above;

	for (int steps = 0; !status && at && steps < 10000; steps++) {
		if (at == record->id) {
			const char *prefix = record->type->record->prefix;
			status = error_set(store->error, STATUS_REFUSED, "%s: %s%lld would be its own %s, by way of %s%lld", field->name, prefix,
			                   (long long)record->id, field->name, prefix, (long long)above);
			break;
		}
		status = db_one(store->db, &at, "select \"%s\" from \"%s\" where id = %jd", field_column(field), record->type->record->name, at);
	}
	return status;
}

static enum status check_links(struct store *store, const struct field *field, const struct value *value)
{
	const char *rest = value->text;
	enum status status = STATUS_OK;
	int64_t id;
	char role[40];

	while (!status && row_next_link(&rest, &id, role))
		status = check_exists(store, field, field->target, id);
	return status;
}

enum status save_check_alone(struct store *store, const struct record *record, size_t index)
{
	const struct field *field = record->type->fields[index];
	const struct value *value = &record->values[index];

	if (value->type == VALUE_NULL) {
		if (field->required && !field->hidden)
			return error_set(store->error, STATUS_DATA, "%s is required: write %s=…", field->name, field->name);
		return STATUS_OK;
	}
	if (field->bound)
		return field_bound(field, value, store->error);
	if (field->from)
		return field_order(field->from, record_value(record, field->from), field->name, value, store->error);
	switch (field->kind) {
	case KIND_REF: {
		enum status status = check_exists(store, field, field->target, value->integer);
		if (!status && field->target == record->type->record && !field->mutual)
			status = check_cycle(store, record, field, value->integer);
		return status;
	}
	case KIND_ANYREF: {
		int64_t id;
		const struct record_type *target = anyref_unpack(value->integer, &id);
		return check_exists(store, field, target, id);
	}
	case KIND_REFS: return check_links(store, field, value);
	default: return STATUS_OK;
	}
}

enum status save_check_field(struct store *store, const struct record *record, size_t index)
{
	const struct field *field = record->type->fields[index];
	const struct value *value = &record->values[index];
	enum status status = save_check_alone(store, record, index);

	if (!status && field->unique && value->type != VALUE_NULL)
		status = save_check_unique(store, record, field, value);
	return status;
}

/* Whether what it comes after changed. */
static bool is_behind(const struct type *type, const struct field *field, const bool *changed)
{
	size_t from;

	return field->from && type_field(type, field->from, &from) && changed[from];
}

enum status save_check(struct store *store, const struct record *record, const bool *changed)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < record->type->count; i++) {
		const struct field *field = record->type->fields[i];
		if (!save_keeps(field) || (changed && !changed[i] && !is_behind(record->type, field, changed)))
			continue;
		status = save_check_field(store, record, i);
	}
	return status;
}
