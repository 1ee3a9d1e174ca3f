/* What the files of the search for duplicates share: what is known of a record (keys.c), names within a few edits (near.c),
 * candidates (pairs.c), scores (score.c), decisions (rejected.c). */
#ifndef CRM_DEDUPE_DEDUPE_PARTS_H
#define CRM_DEDUPE_DEDUPE_PARTS_H

#include "dedupe/dedupe.h"

enum key_sort { SORT_TAX, SORT_EMAIL, SORT_PHONE, SORT_NAME, SORT_ALIKE, SORT_WEBSITE, SORTS };
enum { KEY_LIMIT = 24 };

/* One key of a record (store/key.h). Records with equal text (and sort) are candidates. */
struct key {
	enum key_sort sort;
	const char *text;
	bool shared;           /* phones: at work, so that colleagues have it too */
	const char *extension; /* phones: "" when there is none */
};

struct facts {
	struct arena arena; /* holds the texts; reset by the next reading */
	int64_t id;
	uint32_t filled;    /* fields that somebody filled in */
	const char *name;   /* without legal form, case, blanks; never NULL */
	const char *alike;  /* what names that look the same share; never NULL */
	const char *scope;  /* the company within which a name counts; "" when there is none */
	struct key keys[KEY_LIMIT];
	size_t count;
};

/* How the records of one type are read. */
struct keys {
	struct store *store;
	const struct type *type;
	struct arena arena;
	const struct field *fields[KEY_LIMIT], *scope, *title;
	size_t count;
	bool scoped, person;
	const char *select;          /* "select … from … t" */
	struct statement *one;
	struct text scratch;
};
enum status keys_open(struct keys *keys, struct store *store, const struct type *type);
void keys_close(struct keys *keys);
/* From a row of keys->select. */
void keys_read(struct keys *keys, struct statement *statement, struct facts *facts);
/* *there is false when the record is gone. */
enum status keys_load(struct keys *keys, int64_t id, struct facts *facts, bool *there);

/* How much two names are alike in percent, 0 when they are not close. Equal ones are 100. */
int near_alike(const char *a, const char *b);
/* The hashes that a name shares with every name one edit away, and with most that are two away if it is long. Equal hashes are
 * candidates only. */
enum { NEAR_LETTERS = 60, NEAR_HASHES = NEAR_LETTERS + 3 };
size_t near_hashes(const char *name, const char *scope, uint64_t hashes[NEAR_HASHES]);

/* All records of a type, by row: their place in the order of ids. */
struct pairs {
	const struct dedupe_options *options;
	size_t rows;
	int64_t *ids;
	uint32_t *filled, *deals;
	size_t *names, *scopes;       /* offsets in texts; a name that an earlier row has is 0 */
	struct text texts;
	struct entries {
		struct key_entry { uint64_t hash; uint32_t row; } *items;
		size_t count;
	} entries[SORTS];
	uint64_t *items;              /* candidates: the smaller row in the upper half */
	size_t count;
	bool full;
	size_t since;                 /* the first row of which pairs are wanted: in a run of equal hashes rows ascend */
};
void pairs_add_row(struct pairs *pairs, const struct facts *facts);
size_t pairs_row(const struct pairs *pairs, int64_t id); /* rows when there is none */
/* Finds the candidates: each pair once, in ascending order. */
void pairs_find(struct pairs *pairs, const struct record_type *record);
void pairs_free(struct pairs *pairs);

/* Percent, and the reasons. */
int score_pair(const struct keys *keys, const struct facts *a, const struct facts *b, unsigned *reasons);

/* The rejected pairs of a type as pairs of rows, ascending. The caller frees them. */
enum status rejected_rows(struct store *store, const struct record_type *record, const struct pairs *pairs, uint64_t **out, size_t *count);

#endif
