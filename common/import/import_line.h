/* Lines in the hands of the hook that a domain adds (import_hook.h). Nothing happens where there is none. */
#ifndef CRM_IMPORT_IMPORT_LINE_H
#define CRM_IMPORT_IMPORT_LINE_H

#include "import/import_draft.h"

struct import_hooked {
	struct import_job *job; /* its options have the hook */
	void *state;            /* the hook's */
};

/* Hands over a draft whose cells have been taken. Errors are those of the hook. */
enum status import_hook_prepare(struct import_hooked *hooked, struct draft *draft);

/* Hands over a record that is about to be added. has_lines: the sheet says what its lines are. *same: the record that the line was imported as before, 0:
 * none. Errors are those of the hook. */
enum status import_hook_match(struct import_hooked *hooked, struct draft *draft, struct record *record, bool has_lines, struct text *why, int64_t *same);

/* Frees what a hook was handed; it may be called twice. */
void import_hook_release(struct import_hooked *hooked);

#endif
