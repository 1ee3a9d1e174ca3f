#include "query/query.h"

#include "base/date.h"
#include "base/money.h"
#include <string.h>

/* A record that is in no file is known by a name. */
static const char *name_of(struct query *query, const struct record_type *record, int64_t id)
{
	return query->store->reference_name && record ? query->store->reference_name(query->store, record, id) : NULL;
}

static void cell_reference(struct query *query, const struct column *column, struct text *scratch)
{
	const struct record_type *record = query->type->record;
	const char *name = name_of(query, column->record, db_integer(query->statement, column->value));

	if (name) {
		text_add(scratch, name);
	} else if (record->parent && column->value == 0) {
		reference_format(scratch, record->parent, db_integer(query->statement, column->currency));
		text_printf(scratch, ".%lld", (long long)db_integer(query->statement, column->title));
	} else if (db_integer(query->statement, column->value)) {
		reference_format(scratch, column->record, db_integer(query->statement, column->value));
	}
}

static int digits_of(struct query *query, const struct column *column)
{
	const char *currency = column->currency >= 0 ? db_text(query->statement, column->currency) : NULL;
	int digits = currency ? currency_digits(currency) : 2;

	return digits < 0 ? 2 : digits;
}

/* A child is reported by its parent and its number there: so1.2. */
static void cell_value(struct query *query, const struct column *column, const struct value *value, struct text *scratch)
{
	const struct record_type *target = column->field->kind == KIND_REF ? column->field->target : NULL;
	int64_t id = value->integer;

	if (column->field->kind == KIND_ANYREF)
		target = anyref_unpack(value->integer, &id);
	const char *name = name_of(query, target, id);
	if (name)
		text_add(scratch, name);
	if (name || (target && target->parent && store_reference(query->store, target, id, scratch) == STATUS_OK))
		return;
	field_format(column->field, value, digits_of(query, column), scratch);
}

/* What a person at a terminal sees in place of the key: the label, the local time, the name behind a reference. */
static bool cell_for_people(struct query *query, const struct column *column, const struct value *value, struct text *scratch)
{
	switch (column->field->kind) {
	case KIND_PICK: {
		const struct pick *pick = pick_find(column->field->picks, value->text);
		if (!pick)
			return false;
		text_add(scratch, strcmp(query->store->conventions.language, "zh") == 0 && pick->zh && *pick->zh ? pick->zh : pick->en && *pick->en ? pick->en : pick->key);
		return true;
	}
	case KIND_TIMESTAMP: timestamp_local(scratch, value->text); return true;
	case KIND_REF:
	case KIND_ANYREF: {
		const char *title = column->title >= 0 ? db_text(query->statement, column->title) : NULL;
		cell_value(query, column, value, scratch);
		if (title && !(column->field->kind == KIND_REF && name_of(query, column->field->target, value->integer)))
			text_printf(scratch, " %s", title);
		return true;
	}
	default: return false;
	}
}

void query_cell(struct query *query, const struct column *column, struct text *scratch, const char **text, size_t *length)
{
	text_clear(scratch);
	if (!column->field) {
		cell_reference(query, column, scratch);
	} else {
		struct value value = db_value_as(query->statement, column->value, kind_value_type(column->field->kind));
		if (value.type == VALUE_TEXT && !query->human && column->field->kind != KIND_TAGS) {
			*text = value.text;
			*length = value.length;
			return;
		}
		if (value.type != VALUE_NULL && !(query->human && cell_for_people(query, column, &value, scratch)))
			cell_value(query, column, &value, scratch);
		if (column->folded && scratch->length && db_text(query->statement, column->currency))
			text_printf(scratch, " %s", db_text(query->statement, column->currency));
	}
	*text = text_string(scratch);
	*length = scratch->length;
}
