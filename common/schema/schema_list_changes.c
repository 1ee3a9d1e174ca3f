/* A list of a schema file that says what changes: {add: […], rename: {…}, remove: […]}. */
#include "schema/schema_form.h"
#include "schema/schema_list.h"

#include <string.h>

static struct pick *find(struct schema_list *list, const char *key, size_t *place)
{
	for (*place = 0; *place < list->count; ++*place)
		if (strcmp(list->fresh[*place].key, key) == 0)
			return &list->fresh[*place];
	return NULL;
}

static enum status missing(struct schema_list *list, const struct yaml_node *node, enum yaml_place place, const char *key)
{
	const char *nearest = list->count ? error_nearest_row(key, list->fresh, sizeof *list->fresh) : NULL;

	return schema_fail(list->reader, node, place, STATUS_DATA, nearest ? "%s: there is no value '%s'; did you mean '%s'?" : "%s: there is no value '%s'", list->path,
			   key, nearest);
}

static enum status remove_one(struct schema_list *list, const struct yaml_node *node)
{
	const char *key;
	size_t place;
	enum status status = schema_line(list->reader, node, &key);

	if (status)
		return status;
	struct pick *pick = find(list, key, &place);
	if (!pick)
		return missing(list, node, AT_VALUE, key);
	memmove(pick, pick + 1, (list->count - place) * sizeof *pick); /* with the end, which has no key */
	memmove(&list->nodes[place], &list->nodes[place + 1], (list->count - place - 1) * sizeof *list->nodes);
	list->count--;
	return STATUS_OK;
}

/* `fair: {en: Trade fair, zh: 展会}`; one text is the label in the language of the database. The key is what records have, and stays. */
static enum status rename_one(struct schema_list *list, const struct yaml_node *node)
{
	size_t place;
	struct pick *pick = find(list, node->key, &place);
	enum status status = STATUS_OK;

	if (!pick)
		return missing(list, node, AT_KEY, node->key);
	if (node->type == YAML_SCALAR && !node->null) {
		const char *language = strcmp(list->reader->store->conventions.language, "zh") == 0 ? "zh" : "en";
		return schema_form_value(list->reader, list->path, form_find(&pick_form, language), node, pick);
	}
	if (node->type != YAML_MAPPING)
		return schema_fail(list->reader, node, AT_VALUE, STATUS_DATA, "%s: %s: a label is expected here, or {en: …, zh: …}", list->path, node->key);
	list->nodes[place] = node;
	for (const struct yaml_node *child = node->child; !status && child; child = child->next)
		status = strcmp(child->key, "key") == 0 ? schema_fail(list->reader, child, AT_KEY, STATUS_DATA, "%s: the key of a value is permanent", list->path)
							: schema_list_attribute(list, child, pick);
	return status;
}

/* New stages stand before those that end a deal, other values at the end. */
static void place_last(struct schema_list *list, size_t before)
{
	size_t place = 0;

	if (!list->group || list->count == before)
		return;
	while (place < before && list->fresh[place].outcome == OUTCOME_OPEN)
		place++;
	struct pick pick = list->fresh[before];
	const struct yaml_node *node = list->nodes[before];
	if (pick.outcome != OUTCOME_OPEN)
		return;
	memmove(&list->fresh[place + 1], &list->fresh[place], (before - place) * sizeof pick);
	memmove(&list->nodes[place + 1], &list->nodes[place], (before - place) * sizeof node);
	list->fresh[place] = pick;
	list->nodes[place] = node;
}

static enum status add_one(struct schema_list *list, const struct yaml_node *node)
{
	size_t before = list->count;
	enum status status = schema_list_pick(list, node);

	if (!status)
		place_last(list, before);
	return status;
}

static enum status change_each(struct schema_list *list, const struct yaml_node *node, enum yaml_type type, enum status (*change)(struct schema_list *, const struct yaml_node *))
{
	enum status status = STATUS_OK;

	if (node && node->type != type)
		return schema_fail(list->reader, node, AT_VALUE, STATUS_DATA, "%s: %s takes %s", list->path, node->key, type == YAML_MAPPING ? "{key: label}" : "a list");
	for (const struct yaml_node *child = node ? node->child : NULL; !status && child; child = child->next)
		status = change(list, child);
	return status;
}

enum status schema_list_change(struct schema_list *list, const struct yaml_node *node)
{
	static const char *const names[] = { "add", "rename", "remove", NULL };
	enum status status = STATUS_OK;

	for (const struct yaml_node *child = node->child; child; child = child->next)
		if (strcmp(child->key, "add") != 0 && strcmp(child->key, "rename") != 0 && strcmp(child->key, "remove") != 0)
			return schema_unknown(list->reader, child, "change of a list", names);
	for (const struct pick *old = list->old; old->key; old++) {
		if (list->group && (!old->group || strcmp(old->group, list->group) != 0))
			continue;
		list->nodes[list->count] = node;
		list->fresh[list->count++] = *old;
	}
	status = change_each(list, yaml_get(node, "remove"), YAML_SEQUENCE, remove_one);
	if (!status)
		status = change_each(list, yaml_get(node, "rename"), YAML_MAPPING, rename_one);
	return status ? status : change_each(list, yaml_get(node, "add"), YAML_SEQUENCE, add_one);
}
