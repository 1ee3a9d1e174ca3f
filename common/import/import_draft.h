/* What the cells of a row, or a line of a plan, say of one record: the texts of its fields, and the lines of the record as drafts of their own. */
#ifndef CRM_IMPORT_IMPORT_DRAFT_H
#define CRM_IMPORT_IMPORT_DRAFT_H

#include "import/import_hook.h"
#include "import/import_mapping.h"

struct draft_cell {
	size_t index;     /* of the field in the type */
	size_t column;    /* where it stands in its line; 0: nowhere */
	const char *text; /* without blanks around it; "" empties the field */
	bool linked;      /* of references: it is the external_id of the record that it leads to */
};

struct draft {
	const struct type *type;
	struct arena *arena;     /* of cells, of lines, and of texts that were made; other texts are those of the row */
	size_t line;             /* of the sheet */
	size_t place;            /* line in the file being read: that of the plan when one is applied */
	size_t column;           /* of the cell that is wrong, once a function failed because of one; 0: unknown */
	struct draft_cell *cells;
	size_t count;
	uint16_t *numbers;       /* by field index: of its cell, from 1; 0: it has none */
	const char *reference;   /* text of the record's own reference, NULL when there is none */
	const char *created_at;  /* of the record that our own export wrote, NULL when it does not say */
	const char *given, *family; /* parts of the name, where the type has no fields for them; NULL: none */
	const char *remarks;     /* lines that the notes have at their end, of columns that go there; NULL: none */
	const char *slots[IMPORT_SLOTS]; /* texts for the hook, NULL where there is none */
	const char *aside;       /* the first cell of a column that is left out and that the hook minds, with its header; NULL: none */
	const char *ignored;     /* why the hook makes no record of it; NULL: it does */
	struct draft *children;  /* of the lines of the record, in their order */
	size_t child_count;
};

/* An empty draft. The arena is the caller's and is not reset while the draft is used. */
void import_draft_begin(struct draft *draft, const struct type *type, struct arena *arena, size_t line, size_t place);

/* Appends an empty draft of a line, in the same arena. It moves when the next one is appended. */
struct draft *import_draft_child(struct draft *draft, const struct type *type, size_t line, size_t place);

/* What the draft gives for a field, NULL: nothing. */
const struct draft_cell *import_draft_cell(const struct draft *draft, size_t index);

/* Gives the field a text, in place of what it had. */
void import_draft_give(struct draft *draft, size_t index, const char *text, size_t column);

/* Takes those cells of the row that are about the record, or about the line when the draft is of the child's type. Two telephone numbers in a cell go to
 * two fields, but for our own export. STATUS_DATA, whose place is draft->column or stands in the message. */
enum status import_draft_row(struct draft *draft, struct import_mapping *mapping, const struct sheet_row *row);

#endif
