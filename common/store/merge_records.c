#include "store/merge_records.h"

#include "base/sentence.h"
#include "store/child_number.h"
#include "store/children.h"
#include "store/dependents.h"
#include "store/rules.h"
#include "store/save.h"
#include "store/merge_values.h"
#include <string.h>

struct merge_pair {
	struct store *store;
	const struct type *type;
	int64_t keep, drop;
	struct record *merged;   /* keep as it will be */
	struct arena *arena;
};

static bool is_self_reference(const struct merge_pair *both, const struct field *field)
{
	return field->kind == KIND_REF && field_stored(field) && field->target == both->type->record;
}

/* True when following the field from `at` upward comes to `wanted`. drop counts as keep, and keep leads where the merged record will. */
static enum status leads_to(struct merge_pair *both, size_t index, int64_t at, int64_t wanted, bool *leads)
{
	enum status status = STATUS_OK;

	*leads = false;
	for (int steps = 0; !status && at && steps < 10000; steps++) {
		if (at == both->drop)
			at = both->keep;
		if (at == wanted) {
			*leads = true;
			break;
		}
		if (at == both->keep)
			at = both->merged->values[index].type == VALUE_INTEGER ? both->merged->values[index].integer : 0;
		else
			status = db_one(both->store->db, &at, "select \"%s\" from \"%s\" where id = %jd", field_column(both->type->fields[index]),
			                both->type->record->name, at);
	}
	return status;
}

/* keep's parent and the like: its own unless it was the other record; drop's where keep has none, unless that leads back. */
static enum status choose_above(struct merge_pair *both, const struct record *keep, const struct record *drop, bool prefer_drop,
                                size_t index)
{
	struct value own = keep->values[index], other = drop->values[index];
	struct value *merged = &both->merged->values[index];
	bool leads;

	if (own.type == VALUE_INTEGER && (own.integer == both->drop || own.integer == both->keep))
		own = (struct value){ 0 };
	if (other.type == VALUE_INTEGER && (other.integer == both->drop || other.integer == both->keep))
		other = (struct value){ 0 };
	*merged = own;
	if (other.type == VALUE_NULL || (own.type != VALUE_NULL && !prefer_drop))
		return STATUS_OK;
	enum status status = leads_to(both, index, other.integer, both->keep, &leads);
	if (!status && !leads)
		*merged = other;
	return status;
}

/* A reference upward that keep has lost to the other one is reported in the notes, as any other value is. */
static void note_above(struct merge_pair *both, const struct record *loser, const struct record *drop, size_t index)
{
	const struct value *lost = &loser->values[index];
	size_t notes;

	if (lost->type != VALUE_INTEGER || value_equal(lost, &both->merged->values[index]) || lost->integer == both->keep ||
	    lost->integer == both->drop ||
	    !type_field(both->type, "notes", &notes))
		return;
	struct text line = { 0 };
	const char *before = record_text(both->merged, "notes");
	text_printf(&line, "%s%s%s ", before, *before ? "\n" : "", loser == drop ? "merged from" : "before merging");
	reference_format(&line, both->type->record, both->drop);
	text_printf(&line, ": %s: ", both->type->fields[index]->name);
	reference_format(&line, both->type->record, lost->integer);
	both->merged->values[notes] = value_text(text_take(&line, both->arena));
}

/* References upward are written first: the checks on the records that move find keep as it will be. */
static enum status save_above(struct merge_pair *both, const struct record *keep)
{
	struct record *first = record_copy(both->arena, keep);

	for (size_t i = 0; i < both->type->count; i++)
		if (is_self_reference(both, both->type->fields[i]))
			first->values[i] = both->merged->values[i];
	return save_set(both->store, keep, first, both->arena);
}

static enum status redirect(struct merge_pair *both, struct record *record, const struct field *field, size_t index)
{
	struct value *value = &record->values[index];
	bool own_type = record->type == both->type, leads = false;
	enum status status = STATUS_OK;

	if (field->kind == KIND_REFS) {
		*value = merge_links(field, value, &(struct value){ 0 }, both->drop, both->keep, both->arena);
	} else if (field->kind == KIND_ANYREF) {
		*value = own_type && record->id == both->keep ? (struct value){ 0 } : value_integer(anyref_pack(both->type->record, both->keep));
	} else {
		if (is_self_reference(both, field) && own_type)
			status = leads_to(both, index, both->keep, record->id, &leads);
		*value = leads ? (struct value){ 0 } : value_integer(both->keep);
	}
	return status;
}

static enum status move(void *context, const struct type *type, const struct field *field, int64_t id)
{
	struct merge_pair *both = context;
	struct record *old;
	size_t index;

	if (type == both->type && (id == both->drop || (id == both->keep && is_self_reference(both, field))))
		return STATUS_OK;
	enum status status = row_load(both->store, type, id, both->arena, &old);
	if (status || !old || !type_field_id(type, field->id, &index))
		return status;
	struct record *record = record_copy(both->arena, old);
	status = redirect(both, record, field, index);
	if (status)
		return status;
	return save_redirected(both->store, old, record, both->arena);
}

/* The type whose records are parts of those of this one, such as the lines of a document; NULL when there is none. */
static const struct record_type *find_part(const struct record_type *whole)
{
	struct record_walk walk = record_walk();

	while (walk.record && walk.record->parent != whole)
		record_step(&walk);
	return walk.record;
}

/* The highest number that a part of keep ever had, which may be gone, and the last place among those that are there. */
static enum status find_last(struct merge_pair *both, const struct record *keep, const struct type *part, int64_t *number, int64_t *place)
{
	const char *name = part->record->name;
	size_t index;

	*place = 0;
	enum status status = child_number_last(both->store, part->record, both->keep, number);
	if (!status && type_field(part, "position", NULL))
		status = db_one(both->store->db, place, "select max(position) from \"%s\" where parent = %jd", name, both->keep);
	if (type_field(both->type, "last_line", &index) && keep->values[index].type == VALUE_INTEGER && keep->values[index].integer > *number)
		*number = keep->values[index].integer;
	return status;
}

/* The parts of drop follow those of keep, in their order, with numbers that none of them ever had. */
static enum status move_parts(struct merge_pair *both, const struct record *keep)
{
	const struct record_type *part = find_part(both->type->record);
	struct record **parts = NULL;
	size_t count = 0, position;
	int64_t number = 0, place = 0;
	enum status status = part ? find_last(both, keep, store_type(both->store, part), &number, &place) : STATUS_OK;

	if (!status && part)
		status = children_load(both->store, part, both->drop, both->arena, &parts, &count);
	both->store->merging = true;
	for (size_t i = 0; !status && i < count; i++) {
		struct record *moved = record_copy(both->arena, parts[i]);
		*record_value(moved, "parent") = value_integer(both->keep);
		*record_value(moved, "number") = value_integer(++number);
		if (type_field(moved->type, "position", &position))
			moved->values[position] = value_integer(++place);
		status = save_set(both->store, parts[i], moved, both->arena);
	}
	both->store->merging = false;
	return status;
}

/* keep may have changed meanwhile (a rule, an any-reference to drop): only what the union changes is put over it. */
static enum status save_merged(struct merge_pair *both, const struct record *before)
{
	struct record *now;
	enum status status = row_load(both->store, both->type, both->keep, both->arena, &now);

	if (status)
		return status;
	struct record *record = record_copy(both->arena, now);
	for (size_t i = 0; i < both->type->count; i++) {
		const struct field *field = both->type->fields[i];
		int64_t id;
		if (value_equal(&both->merged->values[i], &before->values[i]))
			continue;
		record->values[i] = both->merged->values[i];
		if (field->kind == KIND_ANYREF && record->values[i].type == VALUE_INTEGER &&
		    anyref_unpack(record->values[i].integer, &id) == both->type->record && (id == both->keep || id == both->drop))
			record->values[i] = now->values[i];
	}
	return save_set(both->store, now, record, both->arena);
}

static enum status remove_dropped(struct merge_pair *both)
{
	struct record *now;
	enum status status = row_load(both->store, both->type, both->drop, both->arena, &now);

	if (!status && now)
		status = save_remove(both->store, now, both->arena);
	if (status)
		return status;
	struct record *alias = record_new(both->arena, store_type(both->store, &record_alias));
	*record_value(alias, "type") = value_integer(both->type->record->number);
	*record_value(alias, "record") = value_integer(both->drop);
	*record_value(alias, "kept") = value_integer(both->keep);
	return save_add(both->store, alias, both->arena);
}

static enum status load(struct merge_pair *both, int64_t id, struct record **out)
{
	const struct record_type *record = both->type->record;
	enum status status = row_load(both->store, both->type, id, both->arena, out);

	if (!status && !*out)
		status = store_missing(both->store, record, id);
	return status;
}

static enum status check(struct merge_pair *both)
{
	const struct record_type *record = both->type->record;

	if (record->no_common_fields || record->internal)
		return error_set(both->store->error, STATUS_USAGE, "%s %s cannot be merged", sentence_a(record->name), record->name);
	if (record->unmerged)
		return error_set(both->store->error, STATUS_REFUSED, "two %s cannot be merged, because the total of one would be lost; crm-%s rm removes what was entered twice",
		                 record->plural, record->name);
	if (both->keep == both->drop)
		return error_set(both->store->error, STATUS_REFUSED, "%s%lld cannot be merged with itself", record->prefix, (long long)both->keep);
	if (record == &record_user && both->drop == both->store->user)
		return error_set(both->store->error, STATUS_REFUSED, "u%lld is the acting user: keep that one, or let u%lld do it",
		                 (long long)both->drop, (long long)both->keep);
	return STATUS_OK;
}

enum status merge_records(struct store *store, const struct type *type, int64_t keep_id, int64_t drop_id, bool prefer_drop,
                          struct arena *arena)
{
	struct merge_pair both = { .store = store, .type = type, .keep = keep_id, .drop = drop_id, .arena = arena };
	struct record *keep, *drop;
	enum status status = check(&both);

	if (!status)
		status = load(&both, keep_id, &keep);
	if (!status)
		status = load(&both, drop_id, &drop);
	if (status)
		return status;
	both.merged = record_copy(arena, keep);
	struct record *given = record_copy(arena, drop);
	status = rules_merge(store, both.merged, given, prefer_drop, arena);
	if (!status)
		status = merge_values(store, record_copy(arena, both.merged), given, prefer_drop, both.merged, arena);
	for (size_t i = 0; !status && i < type->count; i++) {
		if (!is_self_reference(&both, type->fields[i]))
			continue;
		status = choose_above(&both, keep, drop, prefer_drop, i);
		if (!status) {
			note_above(&both, keep, drop, i);
			note_above(&both, drop, drop, i);
		}
	}
	if (!status)
		status = save_above(&both, keep);
	if (!status)
		status = move_parts(&both, keep);
	if (!status)
		status = dependents_each(store, type->record, drop_id, drop_id, move, &both);
	if (!status)
		status = remove_dropped(&both);
	return status ? status : save_merged(&both, keep);
}
