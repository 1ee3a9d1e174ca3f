/* What a domain says of its types for crm-db diff, where add, set and rm are not all there is. */
#ifndef CRM_EXCHANGE_DIFF_RULE_H
#define CRM_EXCHANGE_DIFF_RULE_H

#include "exchange/diff_parts.h"

/* A row is about a type of records, or about children. */
struct diff_rule {
	const struct record_type *record;

	/* Records whose state moves step by step: its field, and the next state on the way to that of `wanted`, NULL when there is none. last: also a state in which
	 * nothing is left to do, to which a record moves when all that depends on it has been made. */
	const char *state;
	const char *(*step)(const struct record *now, const struct record *wanted, bool last);
	/* Records that one command makes with their children: appends it, but for the words field=value; `named` says which field of the record needs none. False when
	 * no command makes this one. */
	enum status (*made)(struct diff *diff, const struct record *record, struct record *const *children, size_t count, struct text *line, bool *can);

	/* Records of which more follows by a command of its own: appends that, and says what it writes. now: the record on the first side. *count: 0 when there is nothing;
	 * *waits: something follows only after another command. */
	enum status (*follow)(struct diff *diff, const struct record *now, const struct record *to, struct arena *arena, struct text *line,
	                      struct diff_write **writes, size_t *count, bool *waits);

	/* Children: appends the command that does what the verb says, "add", "set" or "rm", but for the words field=value. False when none does it. */
	enum status (*child)(struct diff *diff, const struct record *child, const char *verb, struct text *line, bool *can);
	const char *named;  /* a field that needs no word of its own */
	bool complete;      /* the command needs no words at all, and takes everything that the child has */
	bool renumbered;    /* its number follows from when it was written, and may be another one */
	const char *filler; /* the one field that makes a child which only takes a number, for one that is no longer there; NULL: no child does */
	const char *const *implied; /* computed fields that follow from the command of `made`; ends with NULL; NULL: none */
	const char *acting; /* the field that gets the acting user, whoever it was there; NULL: none */
};
/* The row of a type, an empty one where there is none. */
const struct diff_rule *diff_rule_of(const struct diff *diff, const struct record_type *record);

#endif
