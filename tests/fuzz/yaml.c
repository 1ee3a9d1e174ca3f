#include "fuzz.h"
#include "io/yaml.h"

static size_t walk(const struct yaml_node *node, size_t depth)
{
	size_t children = 0;

	MUST(depth <= YAML_DEPTH_LIMIT + 1 && node->line && node->column);
	if (node->type == YAML_SCALAR)
		MUST(strlen(node->text) == node->length && utf8_valid(node->text, node->length, NULL));
	for (const struct yaml_node *child = node->child; child; child = child->next, children++) {
		if (node->type == YAML_MAPPING)
			MUST(utf8_valid(child->key, strlen(child->key), NULL) && yaml_get(node, child->key) == child);
		walk(child, depth + 1);
	}
	MUST(children == node->count);
	return children;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	struct error error = { 0 };
	struct yaml_node *documents;
	enum status status = yaml_parse(&arena, "input", (const char *)data, size, &documents, &error);

	if (status)
		MUST(status == STATUS_DATA && strncmp(error.message, "input:", 6) == 0);
	else
		for (const struct yaml_node *document = documents->child; document; document = document->next)
			walk(document, 0);
	arena_free(&arena);
	return 0;
}
