/* What the files that make a record of the first side what it is on the second share. */
#ifndef CRM_EXCHANGE_DIFF_BRINGING_H
#define CRM_EXCHANGE_DIFF_BRINGING_H

#include "exchange/diff_rule.h"

/* One record while it is brought there. */
struct bringing {
	struct diff *diff;
	struct diff_type *type;
	const struct diff_rule *rule;
	enum diff_phase phase;
	struct arena arena;
	struct record *to, *now;
	bool open; /* something was refused, or waits */
};

/* Tries the command in the line of the comparison; what is refused stays open. */
enum status bringing_try(struct bringing *bringing, struct diff_write write, bool *done);
/* Whether `add` would fill the field in by itself, so that it must be said to be empty. */
bool bringing_fills(const struct field *field);
/* An empty new record; what is given to it is said, be it nothing. */
struct record *bringing_new(struct arena *arena, const struct diff_type *type, int64_t id);
/* Gives a record of the first side the value that the second side has in a field, or in all. */
void bringing_give(struct diff *diff, const struct diff_type *type, size_t index, const struct record *to, struct record *record);
void bringing_give_all(struct diff *diff, const struct diff_type *type, const struct record *to, struct record *record);

/* diff_children.c: the children of the record. again: what a rule filled in of a new one is set to what it should be. */
enum status bringing_children(struct bringing *bringing, const struct record_type *child, bool again);

#endif
