/* Sentences are whole, one format each, so that they can be translated: none is put together from halves. */
#ifndef CRM_BASE_SENTENCE_H
#define CRM_BASE_SENTENCE_H

#include "base/text.h"

/* The format for a number of things, as ngettext chooses it: `one` for 1, `many` for all others. Both take the same arguments. */
const char *sentence_plural(long long count, const char *one, const char *many) __attribute__((format_arg(2), format_arg(3)));

/* The article that goes before the name of a type, "an" of an order; NULL is nothing. */
const char *sentence_a(const char *noun);

/* Ends a list of which only the first items are named, "c1 Acme, c2 Beta", with how many there are besides; 0: nothing is added. */
void sentence_more(struct text *list, size_t more);

#endif
