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
	const struct field *fields[WAY_LIMIT]; /* one; several where a type refers back in several ways */
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

enum status path_parse(struct store *store, const struct type *type, const char *text, struct path *path);

/* Opens "exists (select 1 … where <way> and " for one step from the row `alias` to a row `to` (its link row is `link`); the caller closes it with ")". */
void path_step(struct text *sql, const struct step *step, const char *alias, const char *to, const char *link);

#endif
