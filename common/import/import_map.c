/* --map: what the user says columns mean. */
#include "import/import_internal.h"

#include "base/utf8.h"
#include "io/yaml.h"
#include <string.h>

/* Headers are compared by what people mean: half-width, case-folded, without blanks, _ and -, the star of what must be filled in, and a colon. */
void import_normal_header(struct text *out, const char *header)
{
	struct text half = { 0 }, folded = { 0 };

	utf8_halfwidth(&half, header, strlen(header));
	utf8_casefold(&folded, text_string(&half), half.length);
	for (const char *p = text_string(&folded); *p; p++) {
		if (strncmp(p, "\xC2\xA0", 2) == 0)
			p++;
		else if (!strchr(" \t\r\n_-*:#", *p))
			text_byte(out, *p);
	}
	text_free(&half);
	text_free(&folded);
}

static enum status add_map(struct import *import, const char *header, const char *field, bool required)
{
	struct import_map map = { .header = header, .field = field, .required = required };
	const char *of_line = import_lines_header(import, field);
	const struct type *type = of_line ? import->lines->type : import->type;
	const struct field *found = *field ? type_field(type, of_line ? of_line : field, NULL) : NULL;

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
			return yaml_fail(import->store->error, STATUS_DATA, path, document, AT_VALUE, "write lines of the form Header: field");
		for (struct yaml_node *node = document->child; node; node = node->next) {
			if (node->type != YAML_SCALAR)
				return yaml_fail(import->store->error, STATUS_DATA, path, node, AT_VALUE, "one field name belongs here");
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
		import_normal_header(&wanted, header);
	for (size_t i = 0; i < import->map_count && !found; i++) {
		text_clear(&name);
		import_normal_header(&name, import->maps[i].header);
		if (wanted.length && strcmp(text_string(&name), text_string(&wanted)) == 0)
			found = &import->maps[i];
	}
	text_free(&wanted);
	text_free(&name);
	if (found)
		found->used = true;
	return found;
}
