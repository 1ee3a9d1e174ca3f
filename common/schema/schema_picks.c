/* Pick values in a schema file. */
#include "schema/schema_form.h"
#include "schema/schema_list.h"

#include <string.h>

enum { PICK_LIMIT = 1000 };

/* The mark moves with the file: where it marks one, an older mark elsewhere goes; two marks in the file are an error. */
static enum status settle_initial(struct schema_list *list, bool marked)
{
	const struct pick *first = NULL;

	for (size_t i = 0; i < list->count; i++) {
		struct pick *pick = &list->fresh[i];
		if (marked && !schema_list_marks(list->nodes[i]))
			pick->initial = false;
		if (pick->initial && first)
			return schema_fail(list->reader, list->nodes[i], AT_VALUE, STATUS_DATA, "%s: %s is already the initial value; only one can be",
					   list->path, first->key);
		if (pick->initial)
			first = pick;
	}
	return STATUS_OK;
}

static enum status check_stages(struct schema_list *list, const struct yaml_node *node)
{
	size_t outcomes[3] = { 0 };

	for (size_t i = 0; i < list->count; i++) {
		const struct pick *pick = &list->fresh[i];
		outcomes[pick->outcome]++;
		if ((strcmp(pick->key, "won") == 0 && pick->outcome != OUTCOME_WON) || (strcmp(pick->key, "lost") == 0 && pick->outcome != OUTCOME_LOST))
			return schema_fail(list->reader, list->nodes[i], AT_VALUE, STATUS_REFUSED, "%s: the outcome of stage %s is %s", list->path, pick->key,
					   pick->key);
		if (pick->initial && pick->outcome != OUTCOME_OPEN)
			return schema_fail(list->reader, list->nodes[i], AT_VALUE, STATUS_DATA, "%s: no deal begins as %s", list->path, pick->key);
	}
	if (!outcomes[OUTCOME_OPEN] || !outcomes[OUTCOME_WON] || !outcomes[OUTCOME_LOST])
		return schema_fail(list->reader, node, AT_VALUE, STATUS_DATA,
				   "%s: a pipeline must have an open stage, one with outcome: won and one with outcome: lost", list->path);
	return STATUS_OK;
}

static enum status make_room(struct schema_list *list, const struct yaml_node *node)
{
	struct arena *arena = &list->reader->plan->arena;
	const struct yaml_node *added = list->changes ? yaml_get(node, "add") : NULL;

	list->room = list->changes ? (added ? added->count : 0) : node->count;
	for (const struct pick *old = list->changes ? list->old : NULL; old && old->key; old++)
		list->room++;
	if (list->room > PICK_LIMIT)
		return schema_fail(list->reader, node, AT_VALUE, STATUS_DATA, "%s: more than %d values", list->path, PICK_LIMIT);
	list->fresh = arena_alloc(arena, (list->room + 1) * sizeof *list->fresh);
	list->nodes = arena_alloc(arena, (list->room + 1) * sizeof *list->nodes);
	return STATUS_OK;
}

enum status schema_list_read(struct schema_list *list, const struct yaml_node *node)
{
	bool marked = false;

	list->changes = node->type == YAML_MAPPING && list->old && list->old->key;
	if ((node->type != YAML_SEQUENCE && !list->changes) || !node->count)
		return schema_fail(list->reader, node, AT_VALUE, STATUS_DATA, "%s: a list is expected here, a line `- {key: …, en: …, zh: …}` for each value",
				   list->path);
	enum status status = make_room(list, node);
	if (!status && list->changes)
		status = schema_list_change(list, node);
	for (const struct yaml_node *child = node->child; !status && !list->changes && child; child = child->next)
		status = schema_list_pick(list, child);
	for (size_t i = 0; i < list->count; i++)
		marked |= schema_list_marks(list->nodes[i]);
	if (!status)
		status = settle_initial(list, marked);
	if (!status && list->group)
		status = check_stages(list, node);
	return status;
}

static enum status field_list(struct reader *reader, const struct record_type *record, const struct field *field, bool stored, const struct yaml_node *node)
{
	struct arena *arena = &reader->plan->arena;
	struct schema_list list = { .reader = reader, .record = record, .field = field, .stored = stored, .old = field->picks };

	list.name = arena_printf(arena, "%s.%s", record->name, field->name);
	list.path = arena_printf(arena, "picks.%s", list.name);
	enum status status = schema_list_read(&list, node);
	if (!status)
		status = schema_list_labels(&list, list.fresh);
	if (!status)
		status = schema_list_compare(&list, node);
	if (!status)
		schema_list_write(reader, record, field, list.fresh);
	return status;
}

enum status schema_field_picks(struct reader *reader, struct planned *planned, const struct yaml_node *node)
{
	if (planned->has_picks)
		return schema_fail(reader, node, AT_KEY, STATUS_DATA, "the values of %s.%s are given twice", planned->record->name, planned->field.name);
	planned->has_picks = true;
	return field_list(reader, planned->record, &planned->field, planned->old != NULL, node);
}

static enum status picks_of(struct reader *reader, const struct yaml_node *node)
{
	const char *dot = strchr(node->key, '.');
	const struct record_type *record;

	if (!dot)
		return schema_fail(reader, node, AT_KEY, STATUS_DATA, "'%s' is not a field; write TYPE.FIELD as in lead.source", node->key);
	enum status status = schema_type_of(reader, node, node->key, (size_t)(dot - node->key), &record);
	if (status)
		return status;
	for (struct planned *planned = reader->planned; planned; planned = planned->next)
		if (planned->record == record && strcmp(planned->field.name, dot + 1) == 0 && planned->field.kind == KIND_PICK)
			return schema_field_picks(reader, planned, node);
	const struct type *type = store_type(reader->store, record);
	const struct field *field = type_field(type, dot + 1, NULL);
	if (!field) {
		type_unknown(type, dot + 1, reader->store->error);
		struct error error = *reader->store->error;
		return schema_fail(reader, node, AT_KEY, STATUS_DATA, "%s", error.message);
	}
	if (field->kind != KIND_PICK)
		return schema_fail(reader, node, AT_KEY, STATUS_DATA, "%s is a field of kind %s and has no list of values", node->key, kinds[field->kind].name);
	if (field->picks->key && field->picks->group)
		return schema_fail(reader, node, AT_KEY, STATUS_DATA, "the values of %s are the stages under pipelines:", node->key);
	return field_list(reader, record, field, true, node);
}

enum status schema_read_picks(struct reader *reader, const struct yaml_node *section)
{
	enum status status = schema_mapping(reader, section, "picks");

	for (const struct yaml_node *node = section->child; !status && node; node = node->next)
		status = picks_of(reader, node);
	return status;
}
