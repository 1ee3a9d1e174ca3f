/* Paths from a record to a field: customer.city, deals.stage, contacts.role, about.deal.stage. */
#ifndef CRM_QUERY_PATH_H
#define CRM_QUERY_PATH_H

#include "query/compile.h"

enum step_type {
	STEP_REF = 1, /* a reference field */
	STEP_ANYREF,  /* an any-reference that leads to one named type */
	STEP_LINK,    /* the links of a KIND_REFS field */
	STEP_REVERSE, /* records of a type that refer to this one */
};

enum { PATH_LIMIT = 8, WAY_LIMIT = 8 };

struct step {
	enum step_type type;
	const struct record_type *from, *to;
	const struct field *fields[WAY_LIMIT]; /* one; STEP_REVERSE: all that lead back */
	size_t field_count;
};

struct path {
	struct step steps[PATH_LIMIT];
	size_t count;
	const struct field *field;         /* at the end; NULL: the record itself, by its id */
	const struct record_type *record;  /* whose field it is */
	bool role;                         /* the end is the role of the last link */
	bool many;
};

/* The fields by which records of `from` lead to one of `to`: what a plural path, or a reference of another type in a filter, means. The field by which a
 * record belongs to just that type is the only one; any-references count when the record belongs to what they name. Returns how many there are. */
size_t path_ways(struct store *store, const struct record_type *from, const struct record_type *to, const struct field *fields[WAY_LIMIT]);

/* STATUS_USAGE for a path that leads nowhere, with the nearest name. The path lives as long as the schema of the store. */
enum status path_parse(struct store *store, const struct type *type, const char *text, struct path *path);

/* The same of a path in a filter, at whose end a day or time may be followed by what it has of a week or a day: starts_at:weekday, starts_at:hour. Such a field is made in the arena,
 * a pick of days or a number. */
enum status path_parse_term(struct store *store, const struct type *type, struct arena *arena, const char *text, struct path *path);
/* What may be behind the colon: the one with that index, NULL behind the last. */
const char *path_part(size_t index);

/* Reads a field of the row called alias, null where the row is private to somebody else. */
void path_value(struct store *store, struct text *sql, const struct record_type *record, const struct field *field, const char *alias);

/* Opens "exists (select 1 … where <way> and " for one step from the row `alias` to a row `to` (its link row is `link`); the caller closes it with ")".
 * indexed: what follows is asked of a column with an index, which SQLite must not read for each row instead of that of the way. */
void path_step(struct store *store, struct text *sql, const struct step *step, const char *alias, const char *to, const char *link, bool indexed);
/* Appends the left join that does the same: of a step to many records a row for each, and one of nulls where there is none. */
void path_join(struct store *store, struct text *sql, const struct step *step, const char *alias, const char *to, const char *link);

#endif
