/* One value of a list in a schema file. */
#include "schema/schema_form.h"
#include "schema/schema_list.h"

#include <stdint.h>
#include <string.h>

enum { PERCENT_MOST = 1000000 };

static const char key_letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
static const char *const pick_keys[] = { "key", "en", "zh", "initial", NULL };
static const char *const stage_keys[] = { "key", "en", "zh", "initial", "probability", "outcome", NULL };

static bool is_key(const char *text)
{
	return *text && strlen(text) <= 60 && text[strspn(text, key_letters)] == '\0';
}

enum status schema_list_attribute(struct schema_list *list, const struct yaml_node *node, struct pick *pick)
{
	const char *const *keys = list->group ? stage_keys : pick_keys;

	for (size_t i = 0; keys[i]; i++)
		if (strcmp(keys[i], node->key) == 0)
			return i == 0 ? STATUS_OK : schema_form_value(list->reader, list->path, form_find(&pick_form, node->key), node, pick);
	return schema_unknown(list->reader, node, list->group ? "key of a stage" : "key of a value", keys);
}

static enum status fill_missing(struct schema_list *list, const struct yaml_node *node, const struct pick *old, struct pick *pick)
{
	bool en = yaml_get(node, "en"), zh = yaml_get(node, "zh");

	if (!old && !en)
		pick->en = zh ? pick->zh : pick->key;
	if (!old && !zh)
		pick->zh = pick->en;
	if (!list->group || old || yaml_get(node, "probability"))
		return STATUS_OK;
	if (pick->outcome == OUTCOME_OPEN)
		return schema_fail(list->reader, node, AT_VALUE, STATUS_DATA, "%s: stage %s has no probability in percent", list->path, pick->key);
	pick->probability = pick->outcome == OUTCOME_WON ? PERCENT_MOST : 0;
	return STATUS_OK;
}

/* `- {key: fair, en: Fair, zh: 展会}`, or `- fair` for short. */
enum status schema_list_pick(struct schema_list *list, const struct yaml_node *node)
{
	const struct yaml_node *key_node = node->type == YAML_MAPPING ? yaml_get(node, "key") : node;
	const char *key;

	if (!key_node)
		return schema_fail(list->reader, node, AT_VALUE, STATUS_DATA, "%s: a value has no key", list->path);
	enum status status = schema_line(list->reader, key_node, &key);
	if (status)
		return status;
	if (!is_key(key))
		return schema_fail(list->reader, key_node, AT_VALUE, STATUS_DATA, "%s: '%s' is not a key; write letters a-z, digits and -", list->path, key);
	struct pick *there = (struct pick *)(uintptr_t)schema_pick(list->fresh, key, list->group);
	if (there && !list->changes)
		return schema_fail(list->reader, key_node, AT_VALUE, STATUS_DATA, "%s: %s is given twice", list->path, key);
	const struct pick *old = schema_pick(list->old, key, list->group);
	struct pick *pick = there ? there : &list->fresh[list->count];
	if (!there)
		*pick = old ? *old : (struct pick){ .key = key };
	pick->group = list->group;
	for (const struct yaml_node *child = node->type == YAML_MAPPING ? node->child : NULL; !status && child; child = child->next)
		status = schema_list_attribute(list, child, pick);
	if (!status)
		status = fill_missing(list, node, old, pick);
	list->nodes[pick - list->fresh] = node;
	list->count += !there;
	return status;
}

bool schema_list_marks(const struct yaml_node *node)
{
	const char *text = node->type == YAML_MAPPING ? yaml_string(node, "initial") : NULL;

	return text && (strcmp(text, "yes") == 0 || strcmp(text, "true") == 0);
}
