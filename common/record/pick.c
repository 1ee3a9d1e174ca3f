#include "record/record.h"

#include "base/utf8.h"
#include <string.h>

/* True when string folds to what is wanted; scratch is overwritten. */
static bool folds_to(struct text *scratch, const char *string, const struct text *wanted)
{
	text_clear(scratch);
	utf8_casefold(scratch, string, strlen(string));
	return scratch->length == wanted->length && strcmp(text_string(scratch), text_string(wanted)) == 0;
}

/* Keys go before labels, so that a relabelled pick cannot take another one's key. */
const struct pick *pick_find(const struct pick *picks, const char *text)
{
	struct text wanted = { 0 }, scratch = { 0 };
	const struct pick *found = NULL;

	if (!picks || !*text)
		return NULL;
	for (const struct pick *pick = picks; pick->key; pick++)
		if (strcmp(pick->key, text) == 0)
			return pick;
	utf8_casefold(&wanted, text, strlen(text));
	for (const struct pick *pick = picks; pick->key && !found; pick++)
		if (folds_to(&scratch, pick->key, &wanted))
			found = pick;
	for (const struct pick *pick = picks; pick->key && !found; pick++)
		if ((pick->en && folds_to(&scratch, pick->en, &wanted)) ||
		    (pick->zh && folds_to(&scratch, pick->zh, &wanted)))
			found = pick;
	text_free(&wanted);
	text_free(&scratch);
	return found;
}

const struct pick *pick_initial(const struct pick *picks)
{
	for (const struct pick *pick = picks; pick && pick->key; pick++)
		if (pick->initial)
			return pick;
	return NULL;
}

bool pick_is_empty(const struct pick *pick)
{
	return pick && pick->initial &&
	       (strcmp(pick->key, "unset") == 0 || strcmp(pick->key, "unknown") == 0 || strcmp(pick->key, "none") == 0);
}
