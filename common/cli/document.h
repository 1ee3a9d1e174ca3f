/* Records as YAML documents for the editor, and back: `ref`, `version`, then the writable fields in the order of the table.
 *
 * A document outlives the schema that it was written by: the database may be closed and opened again, with another clock and other fields,
 * while people edit. So it holds texts and the stable ids of fields, no values. All memory is the arena's. */
#ifndef CRM_CLI_DOCUMENT_H
#define CRM_CLI_DOCUMENT_H

#include "store/row.h"

/* A field as it was when the document was written. */
struct document_value {
	int field;         /* id */
	const char *name;
	bool list;         /* a sequence in YAML; text has commas between its items */
	const char *text;  /* "" when unset */
	size_t length;
	bool hidden_count;       /* not in the document: the currency of a line, which is that of the record */
};

/* A field that came back with another text. */
struct document_edit {
	const struct field *field;
	size_t index;      /* in the type */
	const char *text;  /* "" unsets */
	const char *before;
	size_t line, column;
};

struct document {
	int64_t id;        /* 0: a new line */
	const char *reference;
	const char *version; /* the change that last touched the record, "ch5"; "" when the journal does not know it */
	struct document_value *values;
	size_t count;
	/* By document_read: */
	const char *file;    /* in messages */
	bool present;        /* still in the file */
	struct document_edit *edits; /* `currency` first: amounts are read by it */
	size_t edit_count;
	/* Of a record with lines (store/children.h): they are documents themselves, in their order, with a number in place of ref and version. */
	const char *lines_name;   /* the key they stand under; NULL: the type has none */
	const struct type *line_type; /* that of today: set before document_read */
	struct document *lines;
	size_t line_count;
	int64_t number;           /* of a line */
	bool lines_present;       /* by document_read: the key is there, and these lines stand under it, in this order */
	struct document **taken;
	size_t taken_count;
	size_t line;              /* of the file: where a line stands */
};

extern const char document_name[]; /* stands in messages for the file that an editor is given: "edit.yaml" */

/* Reads one record; STATUS_REFUSED when there is none of that id. */
enum status edited_load(struct store *store, const struct type *type, int64_t id, struct arena *arena, struct document *out);
/* Appends the document. Between two of them stands a line ---. */
void document_write(const struct document *document, struct text *out);

/* Reads the file back: fills present and edits of the documents. What is left out is as before. type is that of today. The text is hostile:
 * STATUS_DATA "FILE:7:1: …" for broken YAML, unknown fields, a changed version; STATUS_REFUSED for a record that was not asked for. */
enum status document_read(const char *file, const char *data, size_t length, const struct type *type, struct document *documents, size_t count, struct arena *arena,
                          struct error *error);

/* The references that a text names, and the versions that it was written at ("" where it says none): for a text that no editor is running on. As document_read. */
enum status document_heads(const char *file, const char *data, size_t length, struct arena *arena, const char ***references, const char ***versions, size_t *count, struct error *error);
/* Makes of the document that edited_load read what it was at an earlier version, so that what others changed since is no edit of the text. STATUS_REFUSED where that
 * cannot be said: for records with lines, and versions that never were. */
enum status document_go_back(struct store *store, const struct type *type, struct document *document, const char *version, struct arena *arena);

/* Within a change, after the record itself: changes, adds, removes and reorders its lines as the document has them. What somebody else changed meanwhile is
 * reported as STATUS_REFUSED; lines that somebody else added stay behind the others. */
enum status document_save_lines(struct store *store, const struct document *document, struct arena *arena);

/* Lays the edits of a document over the record as it is now. Where it was changed since the document was written and says something else, both texts
 * are reported as STATUS_REFUSED. An amount and its currency are one thing here. *out is a copy of now; nothing is written. */
enum status document_merge(struct store *store, const struct document *document, const struct record *now, struct arena *arena, struct record **out);

#endif
