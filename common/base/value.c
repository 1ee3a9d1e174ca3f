#include "base/value.h"

#include <string.h>

struct value value_text(const char *string)
{
	if (!string || !*string)
		return (struct value){ 0 };
	return (struct value){ .type = VALUE_TEXT, .text = string, .length = strlen(string) };
}

bool value_equal(const struct value *a, const struct value *b)
{
	if (a->type != b->type)
		return false;
	if (a->type == VALUE_INTEGER)
		return a->integer == b->integer;
	return a->type == VALUE_NULL || (a->length == b->length && memcmp(a->text, b->text, a->length) == 0);
}
