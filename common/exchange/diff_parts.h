/* What the files of exchange_diff share. */
#ifndef CRM_EXCHANGE_DIFF_PARTS_H
#define CRM_EXCHANGE_DIFF_PARTS_H

#include "exchange/exchange_parts.h"

struct ids {
	int64_t *ids; /* ascending */
	size_t count;
};

/* One record type on both sides. Fields are those of the first side, where the commands run; `there` finds each on the second. */
struct diff_type {
	const struct type *from, *to;
	size_t *there;      /* by index in `from`: its index in `to`, SIZE_MAX when it has none */
	size_t order;       /* records of earlier types are made first and go last */
	struct ids added, removed;
	bool renumbered;    /* new records would get other references than they have */
};

struct diff {
	struct store *from, *to;
	struct diff_type types[RECORD_TYPE_LIMIT]; /* by number; from NULL: not compared */
	struct text line;
	struct text later;  /* commands that wait until all new records are there */
	void (*write)(void *context, const char *data, size_t length);
	void *context;
};

bool ids_have(const struct ids *ids, int64_t id);
void ids_add(struct ids *ids, int64_t id); /* at the end */

/* diff_compare.c: what is there on one side only; and each record of both sides. */
enum status diff_survey(struct diff *diff);
enum status diff_both(struct diff *diff, struct diff_type *type,
                      enum status (*each)(struct diff *diff, struct diff_type *type, const struct record *from, const struct record *to));

/* diff_lines.c: tells whose lines, movements and the like differ. */
enum status diff_lines(struct diff *diff);

/* diff_field.c */
/* Whether a command can set the field, and with it the second side's value. */
bool diff_is_set(const struct diff_type *type, size_t index, const struct record *to);
/* The second side's value of a field of the first; null where it has none. */
const struct value *diff_value(const struct diff_type *type, size_t index, const struct record *to);
/* True when the value names a new record that is made after `record`, so that it cannot be named yet. */
bool diff_waits(const struct diff *diff, const struct diff_type *type, size_t index, const struct record *to);
/* Appends ` field=value` of the second side, or to `later` a command of its own where the value fits no word. */
void diff_assign(struct diff *diff, struct diff_type *type, size_t index, const struct record *to, struct text *line);
/* Appends the reference as a command names it: c7, or "$c7". */
void diff_reference(const struct diff *diff, const struct record_type *record, int64_t id, struct text *out);
void diff_begin(const struct diff *diff, const struct diff_type *type, const char *verb, int64_t id, struct text *line);
void diff_flush(struct diff *diff, struct text *line); /* hands over a text and empties it */

#endif
