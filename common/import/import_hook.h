/* What a domain adds to the import of one type: what else its columns are called, and what a line means that its cells do not say. */
#ifndef CRM_IMPORT_IMPORT_HOOK_H
#define CRM_IMPORT_IMPORT_HOOK_H

#include "store/row.h"

enum { IMPORT_SLOTS = 8 };

struct import_heading {
	const char *header; /* as people write it; upper and lower case, blanks and _ are the same */
	const char *field;  /* that it means; NULL: a slot of the hook */
	int slot;           /* 0 … IMPORT_SLOTS - 1: cells of several columns are joined with blanks */
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
	struct draft *draft;        /* for the functions below */
	const struct type *child;   /* of the lines of the record, NULL: it has none */
};

struct import_hook {
	const struct record_type *record;
	const struct import_heading *headings;                 /* ends with header NULL */
	enum kind_id slot_kinds[IMPORT_SLOTS];                 /* of amounts and days, whose cells are brought into the form that the kind reads; 0: texts */
	enum status (*prepare)(struct import_line *line);      /* before the texts of the line are read; may be NULL */
	enum status (*match)(struct import_line *line);        /* before a new record is added: fills in what it lacks, or refuses it */
	void (*release)(void *state);
};

/* The text that the line gives for a field, NULL when none; and giving one. Texts must live as long as the line. */
const char *import_line_text(const struct import_line *line, const char *field);
void import_line_give(struct import_line *line, const char *field, const char *text);
/* Proposes a line of the record (KIND_LINES) with two fields; the plan shows it. */
void import_line_propose(struct import_line *line, const char *first, const char *text, const char *second, const char *other);

#endif
