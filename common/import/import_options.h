/* What the caller of an import wants, and what it is reported (import.h says what an import is). */
#ifndef CRM_IMPORT_IMPORT_OPTIONS_H
#define CRM_IMPORT_IMPORT_OPTIONS_H

#include "io/sheet.h"
#include <stdint.h>

enum import_match_by { IMPORT_MATCH_NONE = 0, IMPORT_MATCH_EXACT, IMPORT_MATCH_CLOSE };
enum import_duplicate { IMPORT_ERROR = 0, IMPORT_SKIP, IMPORT_UPDATE /* set what is not empty */, IMPORT_FILL /* only empty fields */ };

struct import_hook;
struct import_preset;

/* All texts stay the caller's and live until import_free. */
struct import_options {
	const char *path;                    /* "-" is standard input; not used with apply */
	enum sheet_format format;
	const char *encoding;                /* NULL guesses */
	const char *sheet;                   /* of a spreadsheet, by name or number; NULL: the first */
	const struct import_preset *preset;  /* what is known of such files (import_preset.h), or NULL; lives until import_free */
	const struct import_preset *const *presets; /* of which the header of the file may choose one, where none is named; ends with NULL, and may be NULL */
	const char *const *maps;             /* 'Header=field', 'Header=' to leave the column out, or a YAML file of such pairs */
	size_t map_count;
	const char *key;                     /* the field whose equality means the same record; NULL: external_id where the file has it */
	enum import_match_by match;          /* what else does: exact: name, tax number, e-mail, phone; close: names by company_key too */
	enum import_duplicate on_duplicate;
	bool may_skip;                       /* nobody said what becomes of them: address books skip them */
	const char *const *create;           /* names of types: a name that is not there makes a record of that type */
	size_t create_count;
	const char *const *assignments;      /* 'field=value': what new records have where the file says nothing; tags+= adds */
	size_t assignment_count;
	const char *decimal;                 /* "point" or "comma" stands before decimals; NULL: each column decides */
	const char *dates;                   /* "dmy", "mdy" or "ymd" is the order of days in numbers; NULL likewise */
	int year;                            /* of dates without one; 0: they are refused */
	bool ignore_unknown;                 /* columns that mean no field are left out */
	const char *map_out;                 /* file that takes the map of the file ("-": standard output), in place of an import; NULL: none */
	char delimiter;                      /* between the cells of CSV; 0: what the file suggests */
	size_t header_line;                  /* where the header stands; 0: it is looked for */
	const char *const *nulls;            /* what cells without a value hold; ends with NULL. NULL: nothing */
	bool clear;                          /* an empty cell empties the field of a record that is there */
	bool keep_going;                     /* bad lines are counted, not the end */
	const char *rejects;                 /* file that takes them, with a last column `reason`; NULL: none */
	const char *plan;                    /* file to write the plan to ("-": standard output), or NULL */
	const char *apply;                   /* plan to carry out ("-": standard input), or NULL */
	const struct import_hook *hook;      /* of the type (import_hook.h), or NULL; lives until import_free */
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
	size_t ignored;      /* of those skipped: lines that make no record, whatever is there */
	size_t created;      /* records of other types, by `create` */
	uint64_t plan_mark;  /* of the plan that was applied, by its content; 0: none was */
	enum status status;  /* STATUS_DATA when lines were rejected: what the command ends with after its commit */
};

#endif
