#include "import/import_map.h"

#include "io/yaml.h"
#include "query/assign.h"
#include "store/children.h"
#include <string.h>

/* What stands behind a word that means the lines, and a separator. */
static const char *behind(const char *header, const char *word)
{
	static const char *const marks[] = { ".", ":", "：", "．", " " };
	size_t length = strlen(word);

	if (!length || strncmp(header, word, length) != 0)
		return NULL;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (strncmp(header + length, marks[i], strlen(marks[i])) == 0 && header[length + strlen(marks[i])])
			return header + length + strlen(marks[i]);
	return NULL;
}

const char *import_header_of_line(const struct import_job *job, const char *header)
{
	const char *found = NULL;
	struct text word = { 0 };

	if (!job->child)
		return NULL;
	children_word(&word, job->lines);
	const char *const words[] = { job->lines->name, word.data, job->lines->en, job->lines->zh, "Line", "行" };
	for (size_t i = 0; i < sizeof words / sizeof *words && !found; i++)
		found = behind(header, words[i]);
	text_free(&word);
	return found;
}

static enum status add_map(struct import_maps *maps, struct import_job *job, const char *header, const char *field, bool required)
{
	struct import_map map = { .header = header, .field = field, .required = required };
	const char *of_line = import_header_of_line(job, field);
	const struct type *type = of_line ? job->child : job->type;
	const struct field *found = *field ? type_written(type, of_line ? of_line : field, NULL) : NULL;

	if (*field && strcmp(field, "ref") != 0) {
		if (!found)
			return type_unknown(type, of_line ? of_line : field, job->store->error);
		if (!assign_is_writable(found))
			return error_set(job->store->error, STATUS_USAGE, "%s is calculated by the program and takes no value", field);
	}
	/* The last word counts, but an argument goes before any file. */
	for (size_t i = 0; i < maps->count; i++) {
		if (strcmp(maps->maps[i].header, header) != 0)
			continue;
		if (required || !maps->maps[i].required)
			maps->maps[i] = map;
		return STATUS_OK;
	}
	maps->maps = array_grow(&job->memory, maps->maps, maps->count, sizeof map);
	maps->maps[maps->count++] = map;
	return STATUS_OK;
}

static enum status read_map_file(struct import_maps *maps, struct import_job *job, const char *path)
{
	struct yaml_node *documents;
	enum status status = yaml_parse_file(&job->memory, path, &documents, job->store->error);

	if (status)
		return status;
	for (struct yaml_node *document = documents->child; document; document = document->next) {
		if (document->type != YAML_MAPPING)
			return error_at(job->store->error, STATUS_DATA, path, document->line, document->column, "write lines of the form Header: field");
		for (struct yaml_node *node = document->child; node; node = node->next) {
			if (node->type != YAML_SCALAR)
				return error_at(job->store->error, STATUS_DATA, path, node->line, node->column, "one field name is expected here");
			status = add_map(maps, job, node->key, node->null ? "" : node->text, false);
			if (status)
				return error_place(job->store->error, path, node->line, node->column);
		}
	}
	return STATUS_OK;
}

enum status import_maps_read(struct import_maps *maps, struct import_job *job)
{
	for (size_t i = 0; i < job->options.map_count; i++) {
		const char *map = job->options.maps[i], *equal = strrchr(map, '=');
		enum status status;
		if (!equal) {
			status = read_map_file(maps, job, map);
		} else {
			status = add_map(maps, job, arena_copy(&job->memory, map, (size_t)(equal - map)), equal + 1, true);
			if (status)
				error_prefix(job->store->error, "--map '%s': ", map);
		}
		if (status)
			return status;
	}
	return STATUS_OK;
}

const struct import_map *import_maps_find(struct import_maps *maps, const char *header)
{
	struct text wanted = { 0 }, name = { 0 };
	struct import_map *found = NULL;

	for (size_t i = 0; i < maps->count && !found; i++)
		if (strcmp(maps->maps[i].header, header) == 0)
			found = &maps->maps[i];
	if (maps->count && !found)
		label_normal(&wanted, header);
	for (size_t i = 0; i < maps->count && !found; i++) {
		text_clear(&name);
		label_normal(&name, maps->maps[i].header);
		if (wanted.length && strcmp(text_string(&name), text_string(&wanted)) == 0)
			found = &maps->maps[i];
	}
	text_free(&wanted);
	text_free(&name);
	if (found)
		found->used = true;
	return found;
}
