/* YAML, read and written. It is read into a tree: the schema, configuration, `edit` documents, import maps. The only includer of yaml.h. Every scalar is a string (no YAML booleans); anchors,
 * aliases and tags are refused; limits on depth, nodes and size. */
#ifndef CRM_IO_YAML_H
#define CRM_IO_YAML_H

#include "base/arena.h"
#include "base/status.h"
#include "base/text.h"
#include <stdbool.h>
#include <stddef.h>

enum yaml_type { YAML_SCALAR = 1, YAML_SEQUENCE, YAML_MAPPING };
enum { YAML_DEPTH_LIMIT = 32, YAML_SIZE_LIMIT = 64 * 1024 * 1024 };

struct yaml_node {
	enum yaml_type type;
	const char *key;        /* in a mapping; duplicate keys are an error */
	const char *text;       /* of a scalar; valid UTF-8, NUL-terminated, "" when empty */
	size_t length;
	size_t line, column;    /* 1-based, of the value */
	size_t key_line, key_column;
	bool null;              /* a plain empty scalar or ~ */
	struct yaml_node *child; /* first */
	struct yaml_node *next;  /* sibling */
	size_t count;           /* of children */
};

/* Parses all documents of the text; the result is a sequence with one node per document. name stands in errors "name:line:column: …" (STATUS_DATA). */
enum status yaml_parse(struct arena *arena, const char *name, const char *data, size_t length, struct yaml_node **documents, struct error *error);
enum status yaml_parse_file(struct arena *arena, const char *path, struct yaml_node **documents, struct error *error); /* "-" is standard input */
struct yaml_node *yaml_get(const struct yaml_node *mapping, const char *key); /* NULL when missing or no mapping */
const char *yaml_string(const struct yaml_node *mapping, const char *key);    /* text of a scalar child, or NULL */

/* Sets the message at the place of a node, of its value or of its key, and returns the status. file as in yaml_parse. */
enum yaml_place { AT_VALUE = 1, AT_KEY };
enum status yaml_fail(struct error *error, enum status status, const char *file, const struct yaml_node *node, enum yaml_place place, const char *format, ...)
	__attribute__((format(printf, 6, 7)));
enum status yaml_vfail(struct error *error, enum status status, const char *file, const struct yaml_node *node, enum yaml_place place, const char *format,
	va_list arguments);

/* Plain when safe outside of [a, b] and {a: b}, else double-quoted; with newlines a `|` block when that round-trips. No newline at the end.
 * indent: blanks before each line of a block, more than the mapping or sequence around it has. */
void yaml_scalar(struct text *text, const char *data, size_t length, int indent);
/* The same for yaml_parse alone, to which everything is text: numbers, days and yes go without quotes. data ends with NUL. */
void yaml_bare(struct text *text, const char *data, size_t length, int indent);
/* An item of a block sequence, on a line of its own: newline, indent, `- `, scalar. */
void yaml_item(struct text *text, const char *data, size_t length, int indent);
/* A name and its colon. */
void yaml_key(struct text *text, const char *name);

#endif
