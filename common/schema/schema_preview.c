/* The schema as it would be with one section of a file, for a look at it: nothing is written. */
#include "schema/schema_parts.h"

#include <string.h>

enum status schema_preview(struct store *store, const char *file, const struct yaml_node *documents, const struct schema_section *section, struct schema_plan *plan,
                           struct schema **out)
{
	struct reader reader = { .store = store, .file = file, .plan = plan };
	const char *const names[] = { section->name, NULL };
	const struct yaml_node *root = documents->child;

	*plan = (struct schema_plan){ 0 };
	*out = NULL;
	if (!root)
		return schema_planned(&reader, out);
	enum status status = schema_mapping(&reader, root, "schema");
	for (const struct yaml_node *node = root->child; !status && node; node = node->next)
		status = strcmp(node->key, section->name) == 0 ? schema_read_section(&reader, section, node) : schema_unknown(&reader, node, "section", names);
	return status ? status : schema_planned(&reader, out);
}
