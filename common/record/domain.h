/* The domains: people, selling, and those that come. A domain exports one row with all that it brings: types, rules, saved filters. The list of them,
 * in common/domains.c, is what the layers below walk; they know no type of a domain by name. */
#ifndef CRM_RECORD_DOMAIN_H
#define CRM_RECORD_DOMAIN_H

#include "base/date.h"
#include "base/wide.h"
#include "record/record.h"

struct rule; /* store/store.h */
struct store;
struct schema_section; /* record/section.h */
struct document_kind; /* selling/documents.h */

/* A filter that a type has before anyone saves one: @name. */
struct saved_filter {
	const struct record_type *type;
	const char *name, *filter;
};

/* Fields that a domain adds to a type of an earlier one. They follow the field called after, and are fields of the type like its own: their ids are of its range,
 * and stay taken. */
struct type_extension {
	const struct record_type *type;
	const char *after;
	const struct field *fields; /* ends with kind 0 */
};

/* The extension of a type with that index, in the order of the domains; NULL behind the last. */
const struct type_extension *record_extension(const struct record_type *record, size_t index);

/* From one currency to another, on a day. */
struct exchange {
	char from[4], to[4], day[DATE_SIZE];
	wide times, over; /* what one unit is in the other; over 0: not looked up yet, which the domain does at first */
};

struct domain {
	const char *name;
	const struct record_type *const *types;   /* ends with NULL; fewer than 256 */
	const struct rule *rules;                 /* ends with type NULL; may name types of earlier domains, whose own rules come first. NULL: none */
	const struct document_kind *documents;    /* ends with record NULL; NULL: none */
	const struct type_extension *extensions;  /* ends with type NULL; NULL: none */
	const struct saved_filter *filters;       /* ends with type NULL; NULL: none */
	const struct schema_section *const *sections; /* of the schema, in the order of the file; ends with NULL; NULL: none */
	enum status (*functions)(struct store *store); /* makes the SQL functions that its expressions call; NULL: none */
	/* Makes an amount in minor units one of the other currency, half up. STATUS_REFUSED names currencies and day when there is no rate; NULL: it has no rates. */
	enum status (*exchange)(struct store *store, struct exchange *exchange, int64_t amount, int64_t *out);
};

/* Every domain, each after those it builds on; ends with NULL. */
extern const struct domain *const domains[];

/* The types that belong to the system itself: users, settings, changes, aliases, rejected pairs. The first of the domains. */
extern const struct domain domain_system;

#endif
