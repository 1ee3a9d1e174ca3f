/* `field=value` assignments: `phone=` empties, `tags+=vip`, `tags-=old`; values may merge fields of a record at hand: 'call {{customer.name}}'. */
#ifndef CRM_QUERY_ASSIGN_H
#define CRM_QUERY_ASSIGN_H

#include "store/row.h"

enum assign_operation { ASSIGN_SET = 1, ASSIGN_ADD, ASSIGN_REMOVE };

struct assignment {
	const struct field *field;
	size_t index;               /* in the type */
	enum assign_operation operation;
	const char *text;           /* the value as written */
	struct merge *merge;        /* when text holds {{…}} and there is a record at hand; NULL otherwise */
	bool own;                   /* text holds {{…}}, which is filled in from the record itself, once all else is assigned */
	bool fixed;                 /* value is what the text means for every record (assign_fix) */
	struct value value;
};

/* Parses one word. at: the type whose fields {{…}} may name (the record at hand), NULL when there is none: braces are
 * then text, unless the caller sets own where assign_has_braces. Unknown, derived, computed and hidden fields
 * are STATUS_USAGE, += on a field of one value too. Nothing of the database is read. */
enum status assign_parse(struct store *store, const struct type *type, const struct type *at, const char *word, struct arena *arena, struct assignment *out);

/* Finds out once what assignments mean that mean the same for every record of the type, for writers of many. Within the change: it may look up records.
 * A value that is none is left for assign_apply to report. */
void assign_fix(struct store *store, const struct type *type, struct assignment *assignments, size_t count, struct arena *arena);

/* Applies assignments to a record in memory, currency first. Merged texts are taken from the record of type `at` with id `at_id`. STATUS_DATA/REFUSED for
 * values that are none; nothing is written. */
enum status assign_apply(struct store *store, const struct assignment *assignments, size_t count, struct record *record, int64_t at_id, struct arena *arena);

/* The text with its {{path}} and {{path|default}} replaced; an empty field without default leaves nothing. */
enum status merge_parse(struct store *store, const struct type *at, const char *text, struct arena *arena, struct merge **out);
enum status merge_text(struct store *store, const struct merge *merge, int64_t id, struct text *out);
void merge_release(struct merge *merge);

/* Appends the text with its {{path}} replaced from the values of a record that need not be in the database: its own fields, and what is behind its references.
 * amounts: those among the values are known. STATUS_USAGE for paths that lead nowhere. */
enum status merge_own(struct store *store, const struct type *type, const struct value *values, bool amounts, const char *text, struct text *out);

/* Whether the text is to be filled in from the record itself, where there is no other at hand. */
bool assign_has_braces(const struct assignment *assignment);

/* Whether people and files may write the field. */
bool assign_is_writable(const struct field *field);

#endif
