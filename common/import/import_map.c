/* --map: what the user says columns mean. */
#include "import/import_internal.h"

#include "io/yaml.h"
#include <string.h>

static enum status add_map(struct import *import, const char *header, const char *field, bool required)
{
	struct import_map map = { .header = header, .field = field, .required = required };
	const char *of_line = import_lines_header(import, field);
	const struct type *type = of_line ? import->lines->type : import->type;
	const struct field *found = *field ? type_written(type, of_line ? of_line : field, NULL) : NULL;

	if (*field && strcmp(field, "ref") != 0) {
		if (!found)
			return type_unknown(type, of_line ? of_line : field, import->store->error);
		if (!assign_is_writable(found))
			return error_set(import->store->error, STATUS_USAGE, "%s is worked out by the program and takes no value", field);
	}
	/* The last word counts, but an argument goes before any file. */
	for (size_t i = 0; i < import->map_count; i++) {
		if (strcmp(import->maps[i].header, header) != 0)
			continue;
		if (required || !import->maps[i].required)
			import->maps[i] = map;
		return STATUS_OK;
	}
	import->maps = arena_grow(&import->memory, import->maps, import->map_count * sizeof map, (import->map_count + 1) * sizeof map);
	import->maps[import->map_count++] = map;
	return STATUS_OK;
}

static enum status read_map_file(struct import *import, const char *path)
{
	struct yaml_node *documents;
	enum status status = yaml_parse_file(&import->memory, path, &documents, import->store->error);

	if (status)
		return status;
	for (struct yaml_node *document = documents->child; document; document = document->next) {
		if (document->type != YAML_MAPPING)
			return error_at(import->store->error, STATUS_DATA, path, document->line, document->column, "write lines of the form Header: field");
		for (struct yaml_node *node = document->child; node; node = node->next) {
			if (node->type != YAML_SCALAR)
				return error_at(import->store->error, STATUS_DATA, path, node->line, node->column, "one field name belongs here");
			status = add_map(import, node->key, node->null ? "" : node->text, false);
			if (status)
				return error_place(import->store->error, path, node->line, node->column);
		}
	}
	return STATUS_OK;
}

enum status import_maps(struct import *import)
{
	for (size_t i = 0; i < import->options.map_count; i++) {
		const char *map = import->options.maps[i], *equal = strrchr(map, '=');
		enum status status;
		if (!equal) {
			status = read_map_file(import, map);
		} else {
			status = add_map(import, arena_copy(&import->memory, map, (size_t)(equal - map)), equal + 1, true);
			if (status)
				error_prefix(import->store->error, "--map '%s': ", map);
		}
		if (status)
			return status;
	}
	return STATUS_OK;
}

struct import_map *import_map_find(struct import *import, const char *header)
{
	struct text wanted = { 0 }, name = { 0 };
	struct import_map *found = NULL;

	for (size_t i = 0; i < import->map_count && !found; i++)
		if (strcmp(import->maps[i].header, header) == 0)
			found = &import->maps[i];
	if (import->map_count && !found)
		label_normal(&wanted, header);
	for (size_t i = 0; i < import->map_count && !found; i++) {
		text_clear(&name);
		label_normal(&name, import->maps[i].header);
		if (wanted.length && strcmp(text_string(&name), text_string(&wanted)) == 0)
			found = &import->maps[i];
	}
	text_free(&wanted);
	text_free(&name);
	if (found)
		found->used = true;
	return found;
}
