/* What the files of the YAML documents share: document.c reads and writes a record, document_lines.c its lines. */
#ifndef CRM_CLI_DOCUMENT_PARTS_H
#define CRM_CLI_DOCUMENT_PARTS_H

#include "cli/document.h"
#include "io/yaml.h"

/* One document that is being read back. */
struct reading {
	const char *file; /* in messages */
	struct document *document;
	const struct type *type;
	struct arena *arena;
	struct error *error;
	bool *seen; /* by place in the type */
};

/* A value as it stands in a document. */
const char *document_text(struct store *store, const struct record *record, size_t index, struct arena *arena);
/* The writable fields of a record. */
void document_take_values(struct store *store, const struct record *record, struct arena *arena, struct document *out);
enum status document_read_field(const struct reading *reading, const struct yaml_node *node);

/* The lines of a document: loaded from the store, appended as text, and read from the node that holds them. */
enum status document_load_lines(struct store *store, const struct record_type *record, struct arena *arena, struct document *out);
void document_write_lines(const struct document *document, struct text *out);
enum status document_read_lines(const struct reading *reading, const struct yaml_node *node);

#endif
