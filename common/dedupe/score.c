/* How likely two records are the same; dedupe.h has the table. */
#include "dedupe/dedupe_parts.h"

#include <string.h>

static const struct weights {
	int tax, email, phone, shared_phone, name, close, close_here, person, website;
	int other_tax, other_name; /* what is left, in percent, of a score that these speak against */
} company_weights = { .tax = 90, .email = 80, .phone = 75, .shared_phone = 75, .name = 80, .close = 70, .close_here = 70,
	              .website = 50, .other_tax = 50, .other_name = 100 },
  scoped_weights = { .tax = 90, .email = 90, .phone = 85, .shared_phone = 20, .name = 50, .close = 30, .close_here = 70, .person = 90,
	             .website = 20, .other_tax = 50, .other_name = 70 };

enum { ONE = 1000000 };

/* What is left of the doubt when one more reason, in percent, speaks for it. */
static void lessen(int64_t *doubt, int percent)
{
	*doubt = *doubt * (100 - percent) / 100;
}

/* Two numbers of one switchboard with different extensions are different telephones. */
static bool equal_keys(const struct key *a, const struct key *b)
{
	return a->sort == b->sort && strcmp(a->text, b->text) == 0 && (!*a->extension || !*b->extension || strcmp(a->extension, b->extension) == 0);
}

/* The best reason of a sort: a second number in common says little more. */
static int weigh_sort(const struct weights *weights, enum key_sort sort, const struct facts *a, const struct facts *b)
{
	int best = 0;

	for (size_t i = 0; i < a->count; i++) {
		for (size_t j = 0; a->keys[i].sort == sort && j < b->count; j++) {
			if (!equal_keys(&a->keys[i], &b->keys[j]))
				continue;
			bool shared = a->keys[i].shared || b->keys[j].shared;
			int weight = sort == SORT_TAX ? weights->tax : sort == SORT_EMAIL ? weights->email : sort == SORT_WEBSITE ? weights->website
			             : shared ? weights->shared_phone : weights->phone;
			best = weight > best ? weight : best;
		}
	}
	return best;
}

static bool has_sort(const struct facts *facts, enum key_sort sort)
{
	for (size_t i = 0; i < facts->count; i++)
		if (facts->keys[i].sort == sort)
			return true;
	return false;
}

static int weigh_name(const struct keys *keys, const struct weights *weights, const struct facts *a, const struct facts *b, unsigned *reasons)
{
	int alike = *a->name && *b->name ? near_alike(a->name, b->name) : 0;
	if (*a->alike && strcmp(a->alike, b->alike) == 0)
		alike = 100;
	bool here = keys->scoped && *a->scope && strcmp(a->scope, b->scope) == 0;

	if (!alike)
		return 0;
	if (alike == 100 && here) {
		*reasons |= keys->person ? DEDUPE_PERSON : DEDUPE_NAME;
		return weights->person;
	}
	*reasons |= DEDUPE_NAME;
	if (alike == 100)
		return weights->name;
	return (here ? weights->close_here : weights->close) * alike / 100;
}

int score_pair(const struct keys *keys, const struct facts *a, const struct facts *b, unsigned *reasons)
{
	static const struct {
		enum key_sort sort;
		enum dedupe_reason reason;
	} sorts[] = { { SORT_TAX, DEDUPE_TAX }, { SORT_EMAIL, DEDUPE_EMAIL }, { SORT_PHONE, DEDUPE_PHONE }, { SORT_WEBSITE, DEDUPE_WEBSITE } };
	const struct weights *weights = keys->scoped ? &scoped_weights : &company_weights;
	int64_t doubt = ONE;

	*reasons = 0;
	for (size_t i = 0; i < sizeof sorts / sizeof *sorts; i++) {
		int weight = weigh_sort(weights, sorts[i].sort, a, b);
		if (weight)
			*reasons |= sorts[i].reason;
		lessen(&doubt, weight);
	}
	int name = weigh_name(keys, weights, a, b, reasons);
	lessen(&doubt, name);
	int64_t score = ONE - doubt;
	if (!name)
		score = score * weights->other_name / 100;
	if (!(*reasons & DEDUPE_TAX) && has_sort(a, SORT_TAX) && has_sort(b, SORT_TAX))
		score = score * weights->other_tax / 100;
	return (int)((score * 100 + ONE / 2) / ONE);
}
