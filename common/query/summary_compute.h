/* Computed columns: arithmetic over numbers that have names, in exact decimals. Numbers are × 10^6, in 128 bits while they are computed. */
#ifndef CRM_QUERY_SUMMARY_COMPUTE_H
#define CRM_QUERY_SUMMARY_COMPUTE_H

#include "base/arena.h"
#include "base/status.h"
#include "base/text.h"
#include "base/wide.h"
#include <stdbool.h>
#include <stddef.h>

enum { FORMULA_SCALE = 1000000, FORMULA_DEPTH = 50, FORMULA_LENGTH = 4000 };

struct formula; /* in the arena */

/* name: where a name in it is found; its number is handed to `value` then. */
struct formula_names {
	enum status (*find)(void *context, const char *name, size_t *number);
	void *context;
};

/* One line of `compute`: name = expression [" as " names of 1, 2, 3 …, between commas]. */
struct formula_line {
	const char *name, *text, *names; /* names: NULL: the numbers are shown */
};
/* Takes the next line, which ends with a newline or a semicolon, off what is there, which it changes (NULL: nothing); name is NULL behind the last. STATUS_USAGE */
enum status formula_line(char **rest, struct formula_line *out, struct error *error);
/* Appends which of the names the number × 10^6 stands for: 2 is the second one; false when it is none of them. */
bool formula_name(const char *names, int64_t number, struct text *out);

/* expression := term (("+"|"-") term)*      term := factor (("*"|"/") factor)*
 * factor := number ["%"] | name | "(" expression ")" | "-" factor | "if" "(" expression op expression "," expression "," expression ")"
 * op := = != < <= > >=       A % behind a number says that the result is in percent, and nothing else. STATUS_USAGE. */
enum status formula_parse(struct arena *arena, const char *text, const struct formula_names *names, struct formula **out, struct error *error);
bool formula_percent(const struct formula *formula);

/* False when it is nothing: what one of its numbers is, a division by nothing or by zero, what is beyond the limits. A comparison with nothing is not true. Quotients are rounded
 * half up to 10^-6. */
bool formula_value(const struct formula *formula, bool (*value)(const void *context, size_t number, wide *out), const void *context, wide *out);

#endif
