#include "io/yaml.h"

#include "base/utf8.h"
#include "io/decode.h"
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

enum { NODE_LIMIT = 1000000, KEY_LIMIT = 1000 };

/* A collection that is being filled. */
struct level {
	struct yaml_node *node;
	struct yaml_node *last; /* its newest child */
	const char *key; /* in a mapping: read, and waiting for its value */
	size_t key_line, key_column;
};

struct reader {
	struct arena *arena;
	const char *name;
	const char *data;
	size_t length;
	yaml_parser_t parser;
	struct level levels[YAML_DEPTH_LIMIT + 1]; /* level 0 is the sequence of documents */
	size_t depth;
	size_t nodes;
	struct error *error;
};

static enum status fail(const struct reader *reader, yaml_mark_t mark, const char *message)
{
	return error_at(reader->error, STATUS_DATA, reader->name, mark.line + 1, mark.column + 1, "%s", message);
}

/* For bytes of which libyaml tells only the offset. */
static yaml_mark_t mark_of(const char *data, size_t offset)
{
	yaml_mark_t mark = { .index = offset };

	for (size_t i = 0; i < offset; i++) {
		if (data[i] == '\n') {
			mark.line++;
			mark.column = 0;
		} else {
			mark.column += ((unsigned char)data[i] & 0xC0) != 0x80;
		}
	}
	return mark;
}

static enum status parser_failed(const struct reader *reader)
{
	const yaml_parser_t *parser = &reader->parser;
	const char *problem = parser->problem ? parser->problem : "broken YAML";

	if (parser->error == YAML_MEMORY_ERROR)
		memory_exhausted();
	if (parser->error == YAML_READER_ERROR) {
		yaml_mark_t mark = mark_of(reader->data,
			parser->problem_offset < reader->length ? parser->problem_offset : reader->length);
		return error_at(reader->error, STATUS_DATA, reader->name, mark.line + 1, mark.column + 1,
			"the character U+%04X must be written as an escape in double quotes", (unsigned)parser->problem_value);
	}
	if (parser->context)
		return error_at(reader->error, STATUS_DATA, reader->name, parser->problem_mark.line + 1, parser->problem_mark.column + 1,
			"%s, %s", problem, parser->context);
	return fail(reader, parser->problem_mark, problem);
}

static enum status add_node(struct reader *reader, enum yaml_type type, yaml_mark_t mark, struct yaml_node **out)
{
	struct level *level = &reader->levels[reader->depth];

	if (++reader->nodes > NODE_LIMIT)
		return fail(reader, mark, "more than 1,000,000 values in one file");
	struct yaml_node *node = arena_alloc(reader->arena, sizeof *node);
	*node = (struct yaml_node){ .type = type, .text = "", .line = mark.line + 1, .column = mark.column + 1 };
	if (level->node->type == YAML_MAPPING) {
		node->key = level->key;
		node->key_line = level->key_line;
		node->key_column = level->key_column;
		level->key = NULL;
	}
	if (level->last)
		level->last->next = node;
	else
		level->node->child = node;
	level->last = node;
	level->node->count++;
	*out = node;
	return STATUS_OK;
}

static bool expects_key(const struct reader *reader)
{
	const struct level *level = &reader->levels[reader->depth];

	return level->node->type == YAML_MAPPING && !level->key;
}

static enum status take_key(struct reader *reader, const yaml_event_t *event)
{
	struct level *level = &reader->levels[reader->depth];
	size_t length = event->data.scalar.length;

	if (length == 0)
		return fail(reader, event->start_mark, "an empty key; write a name before the colon");
	if (length > KEY_LIMIT)
		return fail(reader, event->start_mark, "a key longer than 1,000 bytes");
	level->key = arena_copy(reader->arena, (const char *)event->data.scalar.value, length);
	level->key_line = event->start_mark.line + 1;
	level->key_column = event->start_mark.column + 1;
	return STATUS_OK;
}

static enum status take_scalar(struct reader *reader, const yaml_event_t *event)
{
	const char *text = (const char *)event->data.scalar.value;
	size_t length = event->data.scalar.length;
	struct yaml_node *node;

	if (event->data.scalar.anchor)
		return fail(reader, event->start_mark,
			"anchors (&) are not supported; put the text in quotes or write it out");
	if (event->data.scalar.tag)
		return fail(reader, event->start_mark, "tags (!) are not supported; put the text in quotes");
	if (!utf8_valid(text, length, NULL))
		return fail(reader, event->start_mark, "an escape that is not a character, such as \\0");
	if (expects_key(reader))
		return take_key(reader, event);
	enum status status = add_node(reader, YAML_SCALAR, event->start_mark, &node);
	if (status != STATUS_OK)
		return status;
	if (event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE && (length == 0 || strcmp(text, "~") == 0)) {
		node->null = true;
		return STATUS_OK;
	}
	node->text = arena_copy(reader->arena, text, length);
	node->length = length;
	return STATUS_OK;
}

static enum status enter(struct reader *reader, const yaml_event_t *event, enum yaml_type type)
{
	const yaml_char_t *anchor = event->data.sequence_start.anchor, *tag = event->data.sequence_start.tag;
	struct yaml_node *node;

	if (type == YAML_MAPPING) {
		anchor = event->data.mapping_start.anchor;
		tag = event->data.mapping_start.tag;
	}
	if (anchor)
		return fail(reader, event->start_mark, "anchors (&) are not supported; write the value out");
	if (tag)
		return fail(reader, event->start_mark, "tags (!) are not supported");
	if (expects_key(reader))
		return fail(reader, event->start_mark, "a list or mapping cannot be a key; put the text in quotes");
	if (reader->depth == YAML_DEPTH_LIMIT)
		return fail(reader, event->start_mark, "nested more than 32 levels deep");
	enum status status = add_node(reader, type, event->start_mark, &node);
	if (status != STATUS_OK)
		return status;
	reader->levels[++reader->depth] = (struct level){ .node = node };
	return STATUS_OK;
}

static int compare_keys(const void *a, const void *b)
{
	const struct yaml_node *left = *(struct yaml_node *const *)a, *right = *(struct yaml_node *const *)b;
	int order = strcmp(left->key, right->key);

	if (order != 0)
		return order;
	if (left->key_line != right->key_line)
		return left->key_line < right->key_line ? -1 : 1;
	return (left->key_column > right->key_column) - (left->key_column < right->key_column);
}

/* Sorts the keys of a mapping, so that a large hostile one costs no more than sorting. */
static enum status refuse_duplicates(struct reader *reader, const struct yaml_node *mapping)
{
	struct yaml_node **children = memory_alloc(mapping->count * sizeof *children);
	struct yaml_node *again = NULL;
	size_t first_line = 0, count = 0;

	for (struct yaml_node *child = mapping->child; child; child = child->next)
		children[count++] = child;
	qsort(children, count, sizeof *children, compare_keys);
	for (size_t i = 1; i < count; i++) {
		bool earlier = !again || children[i]->key_line < again->key_line;
		if (earlier && strcmp(children[i - 1]->key, children[i]->key) == 0) {
			again = children[i];
			first_line = children[i - 1]->key_line;
		}
	}
	free(children);
	if (!again)
		return STATUS_OK;
	return error_at(reader->error, STATUS_DATA, reader->name, again->key_line, again->key_column,
		"the key '%s' is given twice, first in line %zu; delete one", again->key, first_line);
}

static enum status leave(struct reader *reader)
{
	const struct yaml_node *node = reader->levels[reader->depth--].node;

	return node->type == YAML_MAPPING && node->count > 1 ? refuse_duplicates(reader, node) : STATUS_OK;
}

static enum status take_event(struct reader *reader, const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_SCALAR_EVENT:
		return take_scalar(reader, event);
	case YAML_SEQUENCE_START_EVENT:
		return enter(reader, event, YAML_SEQUENCE);
	case YAML_MAPPING_START_EVENT:
		return enter(reader, event, YAML_MAPPING);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		return leave(reader);
	case YAML_ALIAS_EVENT:
		return fail(reader, event->start_mark,
			"aliases (*) are not supported; put the text in quotes or write it out");
	default: /* begin and end of the stream and of documents */
		return STATUS_OK;
	}
}

static enum status read_events(struct reader *reader)
{
	for (;;) {
		yaml_event_t event;
		if (!yaml_parser_parse(&reader->parser, &event))
			return parser_failed(reader);
		bool last = event.type == YAML_STREAM_END_EVENT;
		enum status status = take_event(reader, &event);
		yaml_event_delete(&event);
		if (last || status != STATUS_OK)
			return status;
	}
}

enum status yaml_parse(struct arena *arena, const char *name, const char *data, size_t length,
	struct yaml_node **documents, struct error *error)
{
	struct reader reader = { .arena = arena, .name = name, .data = data, .length = length, .error = error };
	size_t bad = 0;

	*documents = NULL;
	if (length > YAML_SIZE_LIMIT)
		return error_at(error, STATUS_DATA, name, 0, 0, "longer than 64 MiB");
	if (length > 0 && !utf8_valid(data, length, &bad))
		return fail(
			&reader, mark_of(data, bad), "a byte that is not valid UTF-8, or NUL; save the file as UTF-8");
	if (!yaml_parser_initialize(&reader.parser))
		memory_exhausted();
	yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&reader.parser, (const unsigned char *)(length > 0 ? data : ""), length);
	struct yaml_node *root = arena_alloc(arena, sizeof *root);
	*root = (struct yaml_node){ .type = YAML_SEQUENCE, .text = "", .line = 1, .column = 1 };
	reader.levels[0].node = root;
	enum status status = read_events(&reader);
	yaml_parser_delete(&reader.parser);
	if (status == STATUS_OK)
		*documents = root;
	return status;
}

enum status yaml_parse_file(struct arena *arena, const char *path, struct yaml_node **documents, struct error *error)
{
	struct decode *source;
	enum status status = decode_open(&source, path, "UTF-8", NULL, error);

	*documents = NULL;
	if (status != STATUS_OK)
		return status;
	while (status == STATUS_OK && !source->finished && source->end - source->begin <= YAML_SIZE_LIMIT)
		status = decode_more(source, error);
	if (status == STATUS_OK)
		status = yaml_parse(arena, source->name, source->data + source->begin, source->end - source->begin,
			documents, error);
	decode_close(source);
	return status;
}

struct yaml_node *yaml_get(const struct yaml_node *mapping, const char *key)
{
	if (!mapping || mapping->type != YAML_MAPPING)
		return NULL;
	for (struct yaml_node *child = mapping->child; child; child = child->next) {
		if (strcmp(child->key, key) == 0)
			return child;
	}
	return NULL;
}

const char *yaml_string(const struct yaml_node *mapping, const char *key)
{
	const struct yaml_node *node = yaml_get(mapping, key);

	return node && node->type == YAML_SCALAR ? node->text : NULL;
}

enum status yaml_vfail(struct error *error, enum status status, const char *file, const struct yaml_node *node, enum yaml_place place, const char *format,
	va_list arguments)
{
	bool key = place == AT_KEY && node->key;

	return error_vat(error, status, file, key ? node->key_line : node->line, key ? node->key_column : node->column, format, arguments);
}

enum status yaml_fail(struct error *error, enum status status, const char *file, const struct yaml_node *node, enum yaml_place place, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	yaml_vfail(error, status, file, node, place, format, arguments);
	va_end(arguments);
	return status;
}
