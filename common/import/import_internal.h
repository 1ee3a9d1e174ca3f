/* What the files of the import share. */
#ifndef CRM_IMPORT_IMPORT_INTERNAL_H
#define CRM_IMPORT_IMPORT_INTERNAL_H

#include "import/import.h"
#include "query/assign.h"
#include <stdio.h>

enum import_role {
	COLUMN_IGNORED = 1, /* left out by a map, derived in our own export, or `reason` */
	COLUMN_UNNAMED,     /* has no header: its cells must be empty */
	COLUMN_RESTORED,    /* kept by the program, in our own export: read only where references are kept too */
	COLUMN_SLOT,        /* of the hook: index is the slot */
	COLUMN_LINE,        /* of a line of the record: the column of that place in import->lines says what */
	COLUMN_FIELD,
	COLUMN_REFERENCE,   /* the record's own reference */
};

struct import_column {
	const char *name;   /* as the sheet has it: the same pointer for the same name */
	enum import_role role;
	size_t index;       /* of the field in the type */
};

struct import_map {
	const char *header, *field;
	bool used, required; /* required: given as an argument, so that the file must have it */
};

enum import_action { ACTION_ADD = 1, ACTION_UPDATE, ACTION_FILL, ACTION_SKIP, ACTION_REJECT, ACTION_CREATE, ACTION_LINE };

/* One line on its way into a record. */
struct draft {
	size_t line;            /* of the sheet */
	size_t place;           /* line in the file being read: that of the plan when one is applied */
	size_t column;          /* of the cell that is wrong; 0 unknown */
	const struct sheet_row *row; /* NULL when a plan is applied */
	const char *reference;  /* text of the record's own reference, NULL when there is none */
	const char *created_at; /* of the record that our own export wrote, NULL when it does not say */
	size_t *given;          /* indexes of the fields that the line gives */
	size_t given_count;
	const char **texts;     /* by field index: the text given, NULL when none; "" empties (plans only) */
	size_t *columns;        /* by field index: where it stands */
	struct value *values;   /* by field index, but for money; the defaults where the line says nothing */
	bool *deferred;         /* by field index: refers to a record that may still come */
	enum import_action action;
	int64_t id;             /* the record that is there already; 0: none */
	int64_t other;          /* another one that is just as much the same; 0: none */
	int64_t keep;           /* id that a new record shall have; 0: the next */
	struct text why;
};

/* What a row, or a line of a plan, says of one line of a document. */
struct line_draft {
	size_t line, place;    /* as in a draft */
	size_t *given, *columns;
	const char **texts;    /* "": emptied, whatever the product has */
	size_t count;
};

/* A reference within the type that could not be followed when its line was read. */
struct deferred {
	int64_t id;
	size_t index, line, column;
	char *text;
};

/* Hashes of keys and the ids that have them: candidates, which the caller verifies. */
struct index {
	struct index_slot *slots;
	size_t used, capacity; /* a power of two */
	uint64_t seed;
};

struct labels {
	uint64_t *bits; /* NULL: anything may be there */
	uint64_t mask;
};

struct key_rule {
	char sort;          /* rules of one sort share their keys */
	size_t index, scope; /* of fields; SIZE_MAX: no scope */
};
enum { KEY_RULE_LIMIT = 16 };

struct import {
	struct store *store;
	const struct type *type;
	struct import_options options;
	struct arena memory, row;
	struct text scratch;

	struct sheet *sheet;
	struct lines *plan_lines;
	const char *name;             /* of the file, for messages */
	bool ours;                    /* written by our export: texts stay as they are */
	struct import_map *maps;
	size_t map_count;
	struct import_column *columns; /* by position */
	size_t column_count;
	uint64_t plan_mark;           /* see struct import_result */
	bool has_reason;              /* the last column is one that we added */

	struct assignment *assignments;
	struct record *defaults;
	struct draft draft;
	struct memo **memos;          /* by field index: values parsed lately; NULL while there is none */
	size_t currency;              /* index of the field, SIZE_MAX: none */
	size_t external_id;

	bool keeps;                   /* the type never had a record: references are kept */
	int64_t known[RECORD_TYPE_LIMIT]; /* by number of type: the last id before this import; -1 while not read */
	unsigned generation;          /* of memos: grows when something is taken back */

	struct key_rule rules[KEY_RULE_LIMIT];
	size_t rule_count;
	size_t key_field;             /* index of options.key, SIZE_MAX: none */
	struct index index;           /* keys of the type's records */
	struct labels labels;         /* their external ids */
	bool indexed;
	struct index names[RECORD_TYPE_LIMIT]; /* names of records that cells refer to */
	bool named[RECORD_TYPE_LIMIT];

	struct deferred *deferred;
	size_t deferred_count, deferred_room;

	/* Of a type with lines (store/children.h): another import, of the type of the lines, that reads the same rows. NULL: it has none. */
	struct import *lines;
	const struct field *lines_field;
	struct arena group;           /* the rows and lines of one record */
	struct sheet_row *rows;       /* that make one record */
	size_t row_count, row_room;
	struct line_draft *line_drafts;
	size_t line_count, line_room;
	const char *slots[IMPORT_SLOTS]; /* of the row, for the hook */
	void *hook_state;
	bool lines_follow;            /* the record that is being written has lines here: they may differ though it does not */

	FILE *plan, *rejects;
	bool rejects_begun;
	struct text creates;          /* lines of the plan that stand before the one that asked for them */
	int64_t plan_change;          /* the last change that an applied plan knew */
	bool fresh;                   /* nothing was written since */
	const struct import_listener *listener;
	struct import_result *result;
};

/* import_source.c: files. Drains what is no regular file; *path is then "-". */
enum status import_drain(const char **path, struct error *error);
enum status import_create_file(FILE **out, const char *path, const char *input, struct error *error);

/* import_map.c */
enum status import_maps(struct import *import);
struct import_map *import_map_find(struct import *import, const char *header);

/* import_header.c: what a column means. line and column of the header stand in the message. */
enum status import_header(struct import *import);
enum status import_column(struct import *import, struct import_column *column, const char *name, size_t line, size_t place);

/* import_draft.c: from cells to texts, import_cell.c: to values. Errors have no place yet; draft->column says where. */
void import_draft_clear(struct import *import);
void import_draft_give(struct import *import, size_t index, const char *text, size_t column);
enum status import_draft_row(struct import *import, const struct sheet_row *row);
enum status import_draft_values(struct import *import);
enum status import_draft_money(struct import *import, struct record *record);

/* import_memo.c */
struct memo *memo_new(struct arena *arena);
bool memo_find(struct memo *memo, unsigned generation, const char *text, struct arena *arena, struct value *out);
void memo_keep(struct memo *memo, unsigned generation, const char *text, const struct value *value);
void memo_free(struct memo *memo);

/* import_reference.c: cells that name other records. defer: a record of the own type may still come; *later tells. */
enum status import_reference(struct import *import, const struct field *field, const char *text, bool defer, struct value *out, bool *later);
enum status import_name_added(struct import *import, const struct record *record);
enum status import_known(struct import *import, const struct record_type *type, int64_t *last);
enum status import_create(struct import *import, const struct record_type *target, struct record *record);
enum status import_name_find(struct import *import, const struct record_type *target, const char *text, bool close, int64_t ids[2]);

/* import_index.c */
uint64_t index_hash(const struct index *index, char sort, const char *data, size_t length);
void index_add(struct index *index, uint64_t hash, int64_t id);
int64_t index_find(const struct index *index, uint64_t hash, size_t *at); /* *at 0 at first; 0 at the end */
void index_free(struct index *index);

/* import_labels.c: which external ids may be there. lines: about as many as will come; records: no fewer than there are. */
enum status import_labels_load(struct import *import, int64_t lines, int64_t records);
void import_labels_add(struct import *import, const struct record *record);
bool import_labels_may(const struct import *import, const struct value *value);
void import_labels_free(struct import *import);

/* import_key.c: what makes two records the same. */
enum status import_rules(struct import *import);
bool import_key(struct import *import, const struct key_rule *rule, const struct value *values, struct text *out);
enum status import_keys_load(struct import *import);
void import_keys_add(struct import *import, const struct record *record);

/* import_match.c: fills draft->id, other, keep and why. */
enum status import_match(struct import *import);

/* import_write.c */
enum status import_write(struct import *import);
enum status import_write_deferred(struct import *import);

/* import_hook.c: what a domain adds; nothing where there is no hook. */
const struct import_hook *import_hook(const struct import *import);
bool import_hook_header(struct import *import, struct import_column *column, const char *normal);
void import_hook_cell(struct import *import, size_t slot, const char *text);
enum status import_hook_prepare(struct import *import);
enum status import_hook_match(struct import *import, struct record *record);
void import_hook_rejected(const struct import *import, size_t line, struct text *values);
void import_hook_free(struct import *import);

/* import_lines.c: the lines of documents. */
void import_lines_open(struct import *import);
void import_lines_free(struct import *import);
/* What is left of a header, or of the right side of a map, when it names a field of a line: line.qty, 明细.数量; NULL for others. */
const char *import_lines_header(const struct import *import, const char *header);
/* Takes what a row says of a line, or a line of a plan; then writes all of them into the record, whose line was just written. */
enum status import_lines_take(struct import *import, const struct sheet_row *row);
void import_lines_keep(struct import *import); /* what the draft of import->lines holds */
enum status import_lines_write(struct import *import);

/* import_rows.c */
enum status import_rows_run(struct import *import);

/* import_group.c: the rows of one document. */
bool import_group_has(const struct import *import, const struct sheet_row *row);
/* Whether the row goes on with the record of the rows that are held. */
bool import_group_goes_on(const struct import *import, const struct sheet_row *row);
void import_group_hold(struct import *import, const struct sheet_row *row);
void import_group_forget(struct import *import);
/* STATUS_DATA for a row that tells something else of the document than its first one. */
enum status import_group_check(struct import *import, const struct sheet_row *row);

/* import_plan.c */
enum status import_plan_head(struct import *import);
void import_plan_values(struct import *import, const struct record *old, const struct record *record, struct text *out);
void import_plan_line(struct import *import, const char *values);
void import_plan_create(struct import *import, const struct record *record);
void import_plan_creates(struct import *import);
void import_plan_reject(struct import *import, size_t line, const char *reason);
extern const char *const import_actions[];

/* import_apply.c */
enum status import_apply_open(struct import *import);
enum status import_apply_run(struct import *import);
/* STATUS_REFUSED when the record, which is the same as a new one, was written after the plan was made. */
enum status import_apply_came(struct import *import, int64_t id);

/* import_reject.c */
void import_reject(struct import *import, const struct sheet_row *row, const struct error *error);

#endif
