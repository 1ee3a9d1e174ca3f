/* What a domain adds to the import of one type: what else its columns are called, and what a line means that its cells do not say. */
#ifndef CRM_IMPORT_IMPORT_HOOK_H
#define CRM_IMPORT_IMPORT_HOOK_H

#include "io/sheet_made.h"
#include "store/row.h"

enum { IMPORT_SLOTS = 16 };

struct import_heading {
	const char *header; /* as people write it; upper and lower case, blanks and _ are the same */
	const char *field;  /* that it means; NULL: a slot of the hook */
	int slot;           /* 0 … IMPORT_SLOTS - 1: cells of several columns are joined with blanks */
};

/* What a header says of another field, where nothing else does: `amount (eur)` of the currency. */
struct import_implied {
	const char *header; /* % stands for any text */
	const char *field, *text;
};

/* What the columns of a sheet are about, for a hook to judge whether the others are needed. */
struct import_columns {
	const struct type *type;
	const bool *fields; /* by field index */
	const bool *slots;
};

struct draft;

/* A line in the hands of a hook. */
struct import_line {
	struct store *store;
	struct arena *arena;        /* lives as long as the line */
	void **state;               /* the hook's own: NULL at first, released in the end */
	const char *const *slots;   /* texts by slot, NULL where there is none */
	struct record *record;      /* of match: what is about to be added, with its values */
	struct text *why;           /* of match: what the plan says of the line */
	bool only_same;             /* a plan is applied: nothing but `same` is wanted */
	bool has_lines;             /* the sheet says itself what the lines of the record are */
	int64_t same;               /* out: the record that the line was imported as before; it is skipped */
	const char *aside;          /* of prepare: a cell of a column that is left out, for which hook->minds is true, with its header; NULL: there is none */
	bool signs;                 /* numbers of the sheet's columns say by a sign what is below zero: one without is above */
	const char *ignored;        /* out, of prepare: why the line makes no record; NULL: it does */
	struct draft *draft;        /* for the functions below */
	const struct type *child;   /* of the lines of the record, NULL: it has none */
};

struct import_hook {
	const struct record_type *record;
	const struct import_heading *headings;                 /* ends with header NULL */
	const struct import_implied *implied;                  /* ends with header NULL; may be NULL */
	enum kind_id slot_kinds[IMPORT_SLOTS];                 /* of amounts and days, whose cells are brought into the form that the kind reads; 0: texts */
	unsigned silent;                                       /* bits of slots in which signs alone, such as -- or /, say nothing */
	int unnamed;                                           /* slot of a column without a header; 0: its cells must be empty */
	const struct sheet_maker *const *makers;               /* of sheets out of files that are no tables (io/sheet_made.h), ends with NULL; NULL: none */
	bool minds_signs;                                      /* the hook looks at line->signs */
	bool (*suffices)(const struct import_columns *columns); /* whether columns that mean nothing can be left out; NULL: never */
	bool (*minds)(const char *text);                       /* whether a text of a column that is left out may say something all the same; may be NULL */
	enum status (*prepare)(struct import_line *line);      /* before the texts of the line are read; may be NULL */
	enum status (*match)(struct import_line *line);        /* before a new record is added: fills in what it lacks, or refuses it; may be NULL */
	void (*release)(void *state);
};

/* Whether a column is about the field of this name. */
bool import_columns_have(const struct import_columns *columns, const char *field);

/* The text that the line gives for a field, NULL when none; and giving one. Texts must live as long as the line. */
const char *import_line_text(const struct import_line *line, const char *field);
void import_line_give(struct import_line *line, const char *field, const char *text);
/* Proposes a line of the record (KIND_LINES) with two fields; the plan shows it. */
void import_line_propose(struct import_line *line, const char *first, const char *text, const char *second, const char *other);

#endif
