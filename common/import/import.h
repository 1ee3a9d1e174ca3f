/* Reads a sheet (sheet.h) into the records of one type, or carries out a plan that was made from one.
 *
 * Into a type that never had a record, our own export brings its references with it, and what the program keeps (created_at, closed_at, converted_…).
 *
 * Three steps: import_read opens the file and maps its columns without any lock (what is no regular file is drained first);
 * then the caller begins a change; import_run streams the rows into it. The caller commits, or rolls back for --dry-run and
 * --plan. Memory is constant in the number of rows but for what recognizes duplicates: a hash and an id per key.
 *
 * A plan is TSV that people read and edit (escapes of text_escape):
 *   #crm-plan⇥1⇥TYPE⇥uuid of the database⇥last change[⇥match=close][⇥key=email]
 *   line⇥add⇥- or the reference to keep⇥why⇥field=value…
 *   line⇥update|fill|skip⇥c12⇥close name 上海泵业有限公司 ~ 上海泵业 c12⇥field=value…
 *   line⇥reject⇥-⇥what is wrong
 *   line⇥create⇥customer⇥why⇥name=…        a record that the line after it refers to by name
 *   line⇥line⇥14⇥⇥product=…                a line of the document that line 14 makes, which stands above it
 *
 * What lines a document gets, and when, is told in import_lines.c. */
#ifndef CRM_IMPORT_IMPORT_H
#define CRM_IMPORT_IMPORT_H

#include "io/sheet.h"
#include "store/row.h"
#include <stdint.h>

enum import_match { IMPORT_MATCH_NONE = 0, IMPORT_MATCH_EXACT, IMPORT_MATCH_CLOSE };
enum import_duplicate { IMPORT_ERROR = 0, IMPORT_SKIP, IMPORT_UPDATE /* set what is not empty */, IMPORT_FILL /* only empty fields */ };

/* What a domain adds to the import of one type: what else its columns are called, and what a line means that its cells do not say. */
enum { IMPORT_SLOTS = 8 };

struct import_heading {
	const char *header; /* as people write it; upper and lower case, blanks and _ are the same */
	const char *field;  /* that it means; NULL: a slot of the hook */
	int slot;           /* 0 … IMPORT_SLOTS - 1: cells of several columns are joined with blanks */
};

/* A line in the hands of a hook. */
struct import_line {
	struct store *store;
	struct arena *arena;        /* lives as long as the line */
	void **state;               /* the hook's own: NULL at first, released in the end */
	const char *const *slots;   /* texts by slot, NULL where there is none */
	struct record *record;      /* of match: what is about to be added, with its values */
	struct text *why;           /* what the plan says of the line */
	bool only_same;             /* a plan is applied: nothing but `same` is wanted */
	bool has_lines;             /* the sheet says itself what the lines of the record are */
	int64_t same;               /* out: the record that the line was imported as before; it is skipped */
	struct import *import;
};

struct import_hook {
	const struct record_type *record;
	const struct import_heading *headings;                 /* ends with header NULL */
	enum status (*prepare)(struct import_line *line);      /* before the texts of the line are read */
	enum status (*match)(struct import_line *line);        /* before a new record is added: fills in what it lacks, or refuses it */
	void (*release)(void *state);
};

/* The text that the line gives for a field, NULL when none; and giving one. Texts must live as long as the line. */
const char *import_line_text(const struct import_line *line, const char *field);
void import_line_give(struct import_line *line, const char *field, const char *text);
/* Proposes a line of the record (KIND_LINES) with two fields; the plan shows it. */
void import_line_propose(struct import_line *line, const char *first, const char *text, const char *second, const char *other);

/* All texts stay the caller's and live until import_free. */
struct import_options {
	const char *path;                    /* "-" is standard input; not used with apply */
	enum sheet_format format;
	const char *encoding;                /* NULL guesses */
	const char *const *maps;             /* 'Header=field', 'Header=' to leave the column out, or a YAML file of such pairs */
	size_t map_count;
	const char *key;                     /* the field whose equality means the same record; NULL: external_id where the file has it */
	enum import_match match;             /* what else does: exact: name, tax number, e-mail, phone; close: names by company_key too */
	enum import_duplicate on_duplicate;
	const char *const *create;           /* names of types: a name that is not there makes a record of that type */
	size_t create_count;
	const char *const *assignments;      /* 'field=value': what new records have where the file says nothing; tags+= adds */
	size_t assignment_count;
	int year;                            /* of dates without one; 0: they are refused */
	bool keep_going;                     /* bad lines are counted, not the end */
	const char *rejects;                 /* file that takes them, with a last column `reason`; NULL: none */
	const char *plan;                    /* file to write the plan to ("-": standard output), or NULL */
	const char *apply;                   /* plan to carry out ("-": standard input), or NULL */
	const struct import_hook *hook;      /* of the type, or NULL; lives until import_free */
	bool relabel;                        /* references of the file are labels: `ref` goes to external_id and is looked up there */
};

struct import_listener {
	void *context;
	void (*each)(void *context, int64_t id);                                 /* every record written or matched, in file order; may be NULL */
	void (*rejected)(void *context, size_t line, const char *message);       /* "leads.csv:14:7: …"; may be NULL */
	void (*progress)(void *context, size_t lines);                           /* every thousand lines; may be NULL */
};

struct import_result {
	size_t lines, added, updated, filled, skipped, rejected;
	size_t created;      /* records of other types, by `create` */
	uint64_t plan_mark;  /* of the plan that was applied, by its content; 0: none was */
	enum status status;  /* STATUS_DATA when lines were rejected: what the command ends with after its commit */
};

struct import;

/* Opens and checks file, header, maps, key, assignments and the files to write. Needs no transaction. STATUS_DATA "leads.csv:1:7: unknown field
 * 'custmer'; did you mean 'customer'?", STATUS_USAGE for options that are wrong. On failure *out is NULL. */
enum status import_read(struct import **out, struct store *store, const struct type *type, const struct import_options *options);

/* Within change_begin …: writes all rows, or none when it fails (the caller rolls back). With keep_going or a plan, bad lines are set aside
 * and the result says so. A plan that no longer fits the database is STATUS_REFUSED. Called once. */
enum status import_run(struct import *import, const struct import_listener *listener, struct import_result *result);

void import_free(struct import *import); /* NULL is fine */

#endif
