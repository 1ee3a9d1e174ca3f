/* What the files of exchange_diff share. */
#ifndef CRM_EXCHANGE_DIFF_PARTS_H
#define CRM_EXCHANGE_DIFF_PARTS_H

#include "exchange/exchange_parts.h"
#include <stdio.h>

struct ids {
	int64_t *ids; /* ascending */
	size_t count;
};

/* One record type on both sides. Fields are those of the first side, where the commands run; `there` finds each on the second. */
struct diff_type {
	const struct type *from, *to;
	size_t *there;      /* by index in `from`: its index in `to`, SIZE_MAX when it has none */
	size_t order;       /* records of earlier types are made first and go last */
	struct ids added, removed, changed; /* changed: by themselves, or by their children */
	struct ids open;    /* those that were not brought to what they should be */
	bool unnumbered;    /* children whose numbers do not matter */
	bool renumbered;    /* new records would get other references than they have */
	int64_t made;       /* the last new record that was made; 0: none */
};

struct diff_rule;

struct diff {
	struct store *from, *to;   /* from: once something differs, a copy of the first side, on which every command is tried before it is written */
	const struct diff_rule *rules; /* ends with record NULL */
	struct diff_type types[RECORD_TYPE_LIMIT]; /* by number; from NULL: not compared */
	struct text line;          /* the command or comment at hand */
	FILE *commands;            /* what was written, behind the comments that come first */
	int64_t tried;             /* how many commands were found to work */
	bool again;                /* a type turned out to be renumbered: its commands are to name variables */
	void (*write)(void *context, const char *data, size_t length);
	void *context;
};

/* diff_ids.c */
bool ids_have(const struct ids *ids, int64_t id);
void ids_add(struct ids *ids, int64_t id); /* at the end */
void ids_tidy(struct ids *ids);            /* puts them into their order, each once */

/* diff_compare.c: what is there on one side only, or differs; each record of both sides. A type that has no parent, or a child. */
enum status diff_survey(struct diff *diff);
enum status diff_both(struct diff *diff, struct diff_type *type,
                      enum status (*each)(struct diff *diff, struct diff_type *type, const struct record *from, const struct record *to));
/* Whether a field matters for whether records are the same. */
bool diff_counts(const struct diff_type *type, size_t index);
bool diff_same(const struct diff *diff, const struct diff_type *type, const struct record *from, const struct record *to);
/* Whether a field differs; one that names a child when that is of another record, or has another number there. currency: that of the record differs, so that an amount
 * of the same number is another one. */
bool diff_differs(const struct diff *diff, const struct diff_type *type, size_t index, const struct record *from, const struct record *to, bool currency);
bool diff_currency_differs(const struct diff *diff, const struct diff_type *type, const struct record *from, const struct record *to);
/* The id that a child of the second side has on the first; 0 when it is not there. */
int64_t diff_child(struct store *from, struct store *to, const struct record_type *record, int64_t id);
/* The field by which what the program writes beside a record belongs to it; NULL of types that belong to none, and of those that only record what is done. */
const struct field *diff_owner(const struct record_type *record);

/* diff_trial.c: commands are tried on a copy. */
struct diff_trial;
/* Makes the copy, which is `from` from then on. */
enum status diff_trial_begin(struct diff *diff, struct exchange_side *side);
/* Throws the copy away, with the commands that were tried on it; `from` is the first side again. Nothing when there is none. */
void diff_trial_end(struct diff *diff, struct store *from, struct exchange_side *side);
/* What a command does to one record. */
struct diff_write {
	enum { DIFF_ADD = 1, DIFF_SET, DIFF_REMOVE, DIFF_MERGE } what;
	const struct type *type;
	int64_t id, other;            /* other: what is merged into it */
	struct record *record;        /* as it is to be; of a new one what is given */
	enum { DIFF_NUMBER = 0, DIFF_GIVEN_NUMBER, DIFF_ANY_NUMBER } number; /* a child must get that of the record, is given it, or gets any */
};
/* Does it, and writes the command in diff->line; else takes it back, and the command is none: *done. The line is empty then. */
enum status diff_try(struct diff *diff, struct diff_write *writes, size_t count, struct arena *arena, bool *done);

/* diff_bring.c: makes a record of the first side what it is on the second. */
enum diff_phase { DIFF_MAKE = 1, DIFF_CHANGE, DIFF_FINISH };
enum status diff_bring(struct diff *diff, struct diff_type *type, int64_t id, enum diff_phase phase);

/* diff_rest.c: comments on what differs still. */
enum status diff_rest(struct diff *diff);

/* diff_field.c */
/* Whether a command can set the field, and with it the second side's value. */
bool diff_is_set(const struct diff_type *type, size_t index, const struct record *to);
/* The second side's value of a field of the first; null where it has none. */
const struct value *diff_value(const struct diff_type *type, size_t index, const struct record *to);
/* True when the value names a new record that is made after `record`, so that it cannot be named yet. */
bool diff_waits(const struct diff *diff, const struct diff_type *type, size_t index, const struct record *to);
/* True when the value fits no word: it is too long, or a writer would take it for a template. It comes from standard input then. */
bool diff_from_input(const struct diff_type *type, size_t index, const struct record *to);
/* Appends ` field=value` of the second side. */
void diff_assign(struct diff *diff, const struct diff_type *type, size_t index, const struct record *to, struct text *line);
/* Puts before and behind the line what hands the value to standard input. */
void diff_input(const struct diff_type *type, size_t index, const struct record *to, struct text *line);
/* Appends the reference as a command names it: c7, "$c7", so1.2, "$so1".2. */
void diff_reference(const struct diff *diff, const struct record_type *record, int64_t id, struct text *out);
void diff_begin(const struct diff *diff, const struct record_type *record, const char *verb, int64_t id, struct text *line);

#endif
