/* Pipelines in a schema file: the stages of all of them are the values of one field, deal.stage. */
#include "schema/schema_list.h"

#include <string.h>

struct pipelines {
	struct reader *reader;
	const struct field *stage;
	const struct yaml_node *section;
	struct schema_list *lists; /* one per child of the section; those that go are empty */
	struct pick *whole;
	size_t count;
	const struct record_type *record; /* the type that has stages */
};

static bool is_name(const char *name)
{
	return *name && strlen(name) <= 40 && name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

static bool goes(const struct yaml_node *node)
{
	return node->type == YAML_SCALAR && node->null;
}

static enum status remove_pipeline(struct pipelines *pipelines, struct schema_list *list, const struct yaml_node *node)
{
	enum status status = STATUS_OK;
	bool known = false;

	if (strcmp(list->group, schema_first_pipeline) == 0)
		return schema_fail(pipelines->reader, node, AT_KEY, STATUS_REFUSED, "%s: new deals begin in it; it cannot be removed", list->path);
	for (const struct pick *pick = list->old; !status && pick->key; pick++) {
		if (strcmp(pick->group, list->group) != 0)
			continue;
		known = true;
		status = schema_list_removed(list, node, pick);
	}
	if (!status && known)
		schema_report(pipelines->reader, "pipelines: - %s", list->group);
	return status;
}

static enum status read_pipeline(struct pipelines *pipelines, struct schema_list *list, const struct yaml_node *node)
{
	struct reader *reader = pipelines->reader;
	bool known = false;

	if (!is_name(node->key))
		return schema_fail(reader, node, AT_KEY, STATUS_DATA, "'%s' is not the name of a pipeline; write letters a-z, digits and -", node->key);
	*list = (struct schema_list){ .reader = reader,
				      .record = pipelines->record,
				      .field = pipelines->stage,
				      .stored = true,
				      .name = arena_printf(&reader->plan->arena, "%s.%s", pipelines->record->name, pipelines->stage->name),
				      .group = node->key,
				      .old = pipelines->stage->picks };
	list->path = arena_printf(&reader->plan->arena, "pipelines.%s", node->key);
	if (goes(node))
		return remove_pipeline(pipelines, list, node);
	for (const struct pick *pick = list->old; pick->key; pick++)
		known |= strcmp(pick->group, list->group) == 0;
	if (!known)
		schema_report(reader, "pipelines: + %s", list->group);
	return schema_list_read(list, node);
}

static void append(struct pipelines *pipelines, const struct pick *pick)
{
	pipelines->whole[pipelines->count++] = *pick;
}

static bool has_group(const struct pick *picks, size_t count, const char *group)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(picks[i].group, group) == 0)
			return true;
	return false;
}

/* Present pipelines keep their place, with the stages of the file where it names them; new ones follow. */
static void put_together(struct pipelines *pipelines)
{
	const struct pick *old = pipelines->stage->picks;
	const struct yaml_node *node;
	size_t room = 1, i;

	for (const struct pick *pick = old; pick->key; pick++)
		room++;
	for (i = 0; i < pipelines->section->count; i++)
		room += pipelines->lists[i].count;
	pipelines->whole = arena_alloc(&pipelines->reader->plan->arena, room * sizeof *pipelines->whole);
	for (const struct pick *pick = old; pick->key; pick++) {
		for (i = 0, node = pipelines->section->child; node && strcmp(node->key, pick->group) != 0; node = node->next)
			i++;
		if (!node)
			append(pipelines, pick);
		else if (!has_group(old, (size_t)(pick - old), pick->group))
			for (size_t n = 0; n < pipelines->lists[i].count; n++)
				append(pipelines, &pipelines->lists[i].fresh[n]);
	}
	for (i = 0, node = pipelines->section->child; node; node = node->next, i++)
		if (pipelines->lists[i].count && !has_group(pipelines->whole, pipelines->count, node->key))
			for (size_t n = 0; n < pipelines->lists[i].count; n++)
				append(pipelines, &pipelines->lists[i].fresh[n]);
}

enum status schema_read_pipelines(struct reader *reader, const struct yaml_node *section)
{
	struct pipelines pipelines = { .reader = reader, .section = section, .record = record_with_stages() };
	enum status status = schema_mapping(reader, section, "pipelines");
	size_t i = 0;

	if (status || !section->count)
		return status;
	pipelines.stage = type_field(store_type(reader->store, pipelines.record), pipelines.record->stages, NULL);
	pipelines.lists = arena_alloc(&reader->plan->arena, section->count * sizeof *pipelines.lists);
	for (const struct yaml_node *node = section->child; !status && node; node = node->next)
		status = read_pipeline(&pipelines, &pipelines.lists[i++], node);
	if (status)
		return status;
	put_together(&pipelines);
	i = 0;
	for (const struct yaml_node *node = section->child; !status && node; node = node->next, i++) {
		if (goes(node))
			continue;
		status = schema_list_labels(&pipelines.lists[i], pipelines.whole);
		if (!status)
			status = schema_list_compare(&pipelines.lists[i], node);
	}
	if (!status)
		schema_list_write(reader, pipelines.record, pipelines.stage, pipelines.whole);
	return status;
}
