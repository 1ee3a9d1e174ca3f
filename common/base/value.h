/* A stored value: what a column of the database holds. */
#ifndef CRM_BASE_VALUE_H
#define CRM_BASE_VALUE_H

#include <stddef.h>
#include <stdint.h>
#include <stdbool.h>

enum value_type { VALUE_NULL = 0, VALUE_INTEGER, VALUE_TEXT };

struct value {
	enum value_type type;
	int64_t integer;
	const char *text; /* NUL-terminated; owned by whoever made the value, mostly an arena */
	size_t length;
};

/* The integer as a value. */
static inline struct value value_integer(int64_t integer)
{
	return (struct value){ .type = VALUE_INTEGER, .integer = integer };
}

struct value value_text(const char *string); /* NULL and "" give the null value: there is no empty string */
bool value_equal(const struct value *a, const struct value *b);

#endif
