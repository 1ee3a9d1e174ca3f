/* Likely duplicates among the records of one type: pairs with a score, the reasons for it, and which of the two to keep.
 *
 * A reason weighs as much as it would be right alone, in percent; reasons join as independent doubts do: 1 - (1 - a)(1 - b)…
 *
 *                                           companies      people and other things that belong to a company
 *   tax      the same tax number                   90                90
 *   email    the same address                      80                90
 *   phone    the same number                       75                85; 20 for a phone at work, which colleagues share
 *   name     the same but for the legal form       80                50
 *            the same in another order or script, see KEY_ALIKE: as `name`
 *            close                         70 × alike                30 × alike; 70 × alike at the same company
 *   person   the same name, the same company        -                90 (reported as `name` where the type is no person)
 *   website  the same domain                       50                20
 *
 * What speaks against it: tax numbers that differ halve the score; names of people that are neither the same nor close take
 * 30 % off it. `alike` is 1 - edits / length; names are close from 0.8 on, when the digits in them are the same. Pairs below
 * DEDUPE_LEAST are not reported.
 *
 * Candidates are found by equal keys, never by comparing all with all. A key that more than DEDUPE_SHARED records have (a
 * switchboard, the domain of a group) says little and would give endless pairs: it is passed over, and that is reported. */
#ifndef CRM_DEDUPE_DEDUPE_H
#define CRM_DEDUPE_DEDUPE_H

#include "store/store.h"

enum { DEDUPE_LEAST = 50, DEDUPE_SHARED = 30, DEDUPE_PAIRS = 16 * 1000 * 1000 };

enum dedupe_reason {
	DEDUPE_PHONE = 1,
	DEDUPE_EMAIL = 2,
	DEDUPE_WEBSITE = 4,
	DEDUPE_NAME = 8,
	DEDUPE_TAX = 16,
	DEDUPE_PERSON = 32,
};

/* Why the one is kept: in this order of importance. */
enum dedupe_because { DEDUPE_DEALS = 1, DEDUPE_COMPLETE, DEDUPE_OLDER };

struct dedupe_pair {
	int64_t keep, drop;
	int score;          /* percent */
	unsigned reasons;   /* of enum dedupe_reason */
	enum dedupe_because because;
	uint32_t keep_has, drop_has; /* deals, or fields that are filled in */
};

struct dedupe_options {
	int least, most;     /* scores that are wanted, in percent; least is at least DEDUPE_LEAST */
	bool filtered;       /* only pairs whose kept record is one of these: */
	const int64_t *kept; /* in ascending order */
	size_t kept_count;
	bool exact;          /* without names that are only close */
	int64_t since;       /* only pairs with a record of this id or a later one; 0: all */
	void (*report)(void *context, const char *message); /* what was passed over; NULL: nobody wants to know */
	void *context;
};

struct dedupe_result {
	struct dedupe_pair *pairs; /* the highest score first, then by the kept reference */
	size_t count;
};

/* STATUS_USAGE for types without duplicates (children, internal ones). The caller frees the result, also after an error. */
enum status dedupe_find(struct store *store, const struct type *type, const struct dedupe_options *options, struct dedupe_result *out);
void dedupe_free(struct dedupe_result *result);

/* What was added at the door. */
struct dedupe_door {
	int64_t since;   /* the ids of the new records are this one and later ones, */
	int64_t *ids;    /* which are these, in ascending order */
	size_t count;
	bool all;        /* compare them whatever it takes */
};

enum { DEDUPE_DOOR = 70 /* percent: a name of a firm, an address, a number of one's own, not a domain or a common name of a person */ };

/* Finds for new records the others that look the same (DEDUPE_DOOR), new ones among them: `drop` is the new record, `keep` the older one, `because` nothing.
 * A few are looked up by the words of their keys; many are compared through a table of all keys, and where that would take long *compared becomes false, unless
 * `all` is set. Needs no commit. The caller frees the result, also after an error. */
enum status dedupe_at_door(struct store *store, const struct type *type, const struct dedupe_door *door, struct dedupe_result *out, bool *compared);

/* "phone,name"; "deals (3, 1)". */
void dedupe_reasons(struct text *out, unsigned reasons);
void dedupe_because(struct text *out, const struct dedupe_pair *pair);

/* Within an open change: remembers that two records are not the same; saying it twice is saying it once. They must be there and
 * differ (STATUS_REFUSED). */
enum status dedupe_reject(struct store *store, const struct record_type *record, int64_t a, int64_t b, struct arena *arena);
/* Hands over the pairs that were rejected, by type and reference, of one type or of all (record NULL); merged ones as what they
 * were merged into. Pairs whose records are gone, or have become one since, are not reported. */
enum status dedupe_rejected(struct store *store, const struct record_type *record,
                            enum status (*each)(void *context, const struct record_type *record, int64_t first, int64_t second), void *context);

#endif
