/* The operands of add and log: assignments, bare references, and one bare title, in any order.
 *
 *   a word in the form of a reference goes into the field that `-` would choose
 *   field=value is an assignment; a word that only looks like one is an error
 *   one other word is the title: the field that the type calls its bare word; so is all that follows --
 *   - stands for references on standard input, each of which makes a record of its own */
#ifndef CRM_CLI_BARE_H
#define CRM_CLI_BARE_H

#include "cli/session.h"

struct bare {
	struct words references;      /* as written, in their order */
	const struct field **fields;  /* the one that each of them goes into */
	bool piped;                   /* `-` is among the operands */
};

/* Reads the operands of the session, and leaves assignments in their place: those that were written, then what the title and the references are to
 * the new record. Nothing of the database is read. as: of --as,
 * NULL when it is not given. STATUS_USAGE: two titles, two references for one field, a verb where the title should be. */
enum status bare_read(struct session *session, const char *as, struct bare *out);

/* The field of a new record that takes a reference to a record of that type: the one that --as names, or the only one that can. */
enum status bare_field(struct session *session, const char *as, const struct record_type *from, const struct field **field, size_t *index);

#endif
