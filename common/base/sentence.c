#include "base/sentence.h"

#include <string.h>

const char *sentence_plural(long long count, const char *one, const char *many)
{
	return count == 1 ? one : many;
}

const char *sentence_a(const char *noun)
{
	return noun && *noun && strchr("aeio", *noun) ? "an" : "a"; /* a user */
}

void sentence_more(struct text *list, size_t more)
{
	struct text whole = { 0 };

	if (!more)
		return;
	text_printf(&whole, sentence_plural((long long)more, "%s and %zu more", "%s and %zu more"), text_string(list), more);
	text_free(list);
	*list = whole;
}
