#include "import/import_map.h"

#include "import/import_preset.h"
#include "io/yaml.h"
#include <string.h>
#include <strings.h>

/* The last word counts, but an argument goes before any file. */
static void add_map(struct import_maps *maps, struct import_job *job, const struct import_map *map)
{
	for (size_t i = 0; i < maps->count; i++) {
		if (strcmp(maps->maps[i].header, map->header) != 0)
			continue;
		if (map->required || !maps->maps[i].required)
			maps->maps[i] = *map;
		return;
	}
	maps->maps = array_grow(&job->memory, maps->maps, maps->count, sizeof *map);
	maps->maps[maps->count++] = *map;
}

static enum status read_target(struct import_map *map, struct import_job *job, const char *field)
{
	map->means = true;
	return import_target_read(job, field, &map->target);
}

static const struct field *field_of(const struct import_job *job, const struct import_map *map)
{
	return map->means && map->target.role == COLUMN_FIELD ? (map->target.child ? job->child : job->type)->fields[map->target.index] : NULL;
}

/* values: what texts of the column mean. */
static enum status read_values(struct import_map *map, struct import_job *job, const char *path, const struct yaml_node *values)
{
	const struct field *field = field_of(job, map);

	if (values->type != YAML_MAPPING)
		return yaml_fail(job->store->error, STATUS_DATA, path, values, AT_VALUE, "write lines of the form Text: value");
	for (const struct yaml_node *node = values->child; node; node = node->next) {
		const char *value = node->null ? "" : node->text;
		if (node->type != YAML_SCALAR)
			return yaml_fail(job->store->error, STATUS_DATA, path, node, AT_VALUE, "one value is expected here");
		if (*value && field && field->kind == KIND_PICK && !pick_find(field->picks, value))
			return yaml_fail(job->store->error, STATUS_DATA, path, node, AT_VALUE, "%s: '%s' is not one of its values", field->name, value);
		map->values = array_grow(&job->memory, map->values, map->value_count, sizeof *map->values);
		map->values[map->value_count++] = (struct import_value){ .text = node->key, .value = value };
	}
	return STATUS_OK;
}

/* Header: field, or Header: with the keys field and values. */
static enum status read_node(struct import_map *map, struct import_job *job, const char *path, const struct yaml_node *node)
{
	struct error *error = job->store->error;
	enum status status;

	if (node->type == YAML_SCALAR) {
		status = read_target(map, job, node->null ? "" : node->text);
		return status ? error_place(error, path, node->line, node->column) : STATUS_OK;
	}
	if (node->type != YAML_MAPPING)
		return yaml_fail(error, STATUS_DATA, path, node, AT_VALUE, "one field name is expected here");
	for (const struct yaml_node *part = node->child; part; part = part->next) {
		if (strcmp(part->key, "field") == 0 && part->type == YAML_SCALAR) {
			status = read_target(map, job, part->null ? "" : part->text);
			if (status)
				return error_place(error, path, part->line, part->column);
		} else if (strcmp(part->key, "values") != 0) {
			return yaml_fail(error, STATUS_DATA, path, part, AT_KEY, "the keys of a column are field and values");
		}
	}
	const struct yaml_node *values = yaml_get(node, "values");
	return values ? read_values(map, job, path, values) : STATUS_OK;
}

static enum status read_map_file(struct import_maps *maps, struct import_job *job, const char *path)
{
	struct yaml_node *documents;
	enum status status = yaml_parse_file(&job->memory, path, &documents, job->store->error);

	for (struct yaml_node *document = status ? NULL : documents->child; document; document = document->next) {
		if (document->type != YAML_MAPPING)
			return error_at(job->store->error, STATUS_DATA, path, document->line, document->column, "write lines of the form Header: field");
		for (struct yaml_node *node = document->child; node; node = node->next) {
			struct import_map map = { .header = node->key };
			status = read_node(&map, job, path, node);
			if (status)
				return status;
			add_map(maps, job, &map);
		}
	}
	return status;
}

enum status import_maps_read(struct import_maps *maps, struct import_job *job)
{
	for (size_t i = 0; i < job->options.map_count; i++) {
		const char *given = job->options.maps[i], *equal = strrchr(given, '=');
		if (!equal) {
			enum status status = read_map_file(maps, job, given);
			if (status)
				return status;
			continue;
		}
		struct import_map map = { .header = arena_copy(&job->memory, given, (size_t)(equal - given)), .required = true };
		enum status status = read_target(&map, job, equal + 1);
		if (status)
			return error_prefix(job->store->error, "--map '%s': ", given);
		add_map(maps, job, &map);
	}
	return STATUS_OK;
}

static struct import_map *find_given(struct import_maps *maps, const char *header, const char *normal)
{
	struct import_map *found = NULL;
	struct text name = { 0 };

	for (size_t i = 0; i < maps->count && !found; i++)
		if (strcmp(maps->maps[i].header, header) == 0)
			found = &maps->maps[i];
	for (size_t i = 0; i < maps->count && !found && *normal; i++) {
		text_clear(&name);
		label_normal(&name, maps->maps[i].header);
		if (strcmp(text_string(&name), normal) == 0)
			found = &maps->maps[i];
	}
	text_free(&name);
	return found;
}

/* What the preset says; a field that the type does not have is passed over. */
static struct import_map *find_preset(struct import_job *job, const char *header, const char *normal)
{
	const struct import_preset *preset = job->options.preset;

	for (const struct import_heading *heading = preset ? preset->headings : NULL; heading && heading->header; heading++) {
		struct import_map map = { .header = header, .means = true, .target = { .role = COLUMN_SLOT, .index = (size_t)heading->slot } };
		if (!import_preset_means(heading, normal) || (heading->field && import_target_read(job, heading->field, &map.target)))
			continue;
		struct import_map *found = arena_alloc(&job->memory, sizeof *found);
		*found = map;
		return found;
	}
	return NULL;
}

const struct import_map *import_maps_find(struct import_maps *maps, struct import_job *job, const char *header)
{
	struct text normal = { 0 };

	label_normal(&normal, header);
	struct import_map *found = find_given(maps, header, text_string(&normal));
	if (found)
		found->used = true;
	else if (normal.length)
		found = find_preset(job, header, normal.data);
	text_free(&normal);
	return found;
}

const char *import_map_value(const struct import_map *map, const char *text)
{
	for (size_t i = 0; i < map->value_count; i++)
		if (strcmp(map->values[i].text, text) == 0)
			return map->values[i].value;
	for (size_t i = 0; i < map->value_count; i++)
		if (strcasecmp(map->values[i].text, text) == 0)
			return map->values[i].value;
	return text;
}
