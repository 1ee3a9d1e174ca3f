/* By what records are known: names, telephone numbers, e-mail addresses, tax numbers, bank accounts. One notion of "the same" for each kind of key, and the
 * look-up from a key to the records that have it.
 *
 * Which keys a field holds follows from its kind and from its flags in the record table (key_kinds): no type is known by name here. */
#ifndef CRM_STORE_KEY_H
#define CRM_STORE_KEY_H

#include "base/map.h"
#include "store/store.h"

/* Appends the key that equal texts share; nothing when the text says too little to be one.
 *
 *   KEY_NAME, KEY_ALIAS        without case and blanks at the ends
 *   KEY_COMPANY, KEY_TAX_NAME  the name of a company under any spelling (base/company.h)
 *   KEY_PERSON                 without case, accents, blanks and signs; a person's name has no legal form
 *   KEY_ALIKE                  names of firms and people that look the same (base/company.h): a reason to look, never one to decide
 *   KEY_PHONE                  base/phone.h, without the extension
 *   KEY_EMAIL                  base/email.h
 *   KEY_MAILBOX                the mailbox of an address, likewise
 *   KEY_WEBSITE                the domain without www.; nothing where it says nothing about its owner: mail providers, shops, hosting
 *   KEY_TAX_NUMBER             half-width capitals without blanks, hyphens and full stops; at least six
 *   KEY_ACCOUNT                ASCII letters and digits; at least six: a shorter one would be anybody's
 *
 * kinds: one of them, or several of one line above. Telephone numbers and web addresses end with a NUL; other texts need none. */
void key_text(const struct conventions *conventions, unsigned kinds, const char *text, size_t length, struct text *out);

/* Whether both texts have the key, and the same one. */
bool key_same(const struct conventions *conventions, unsigned kinds, const char *a, const char *b);

/* The kinds of keys that a field of the type holds, with KEY_SHARED and KEY_ELSEWHERE where they apply; 0 for a field that is hidden or has no column. */
unsigned key_kinds(const struct type *type, const struct field *field);

/* The field within which a name counts: the customer or company of a person, what a note is about. NULL where names count alone. */
const struct field *key_scope(const struct type *type);

struct key_found {
	const struct record_type *record;
	int64_t id;
	const struct field *field; /* the first one that has the key */
};

struct key_index;

/* The records that have the key of a text in a field of these kinds, each once, in the order of the types (which end with NULL) and of the ids; none when
 * the text has no key. Candidates come from `index`, or where that is NULL from the words of the full-text table, and are verified on the row.
 *
 * All rows of a type are read instead where the words cannot answer: one of its fields with such keys is not searched, the type is internal, the text holds no
 * word, too many rows have its words, the words are to be made anew, or the tables are those of another day (--as-of). What the open change has written is found
 * too. The one thing that words miss is a company whose Latin name another spelling joins by a katakana middle dot.
 * For KEY_ALIKE no more than a thousand rows with its words are looked at.
 *
 * The result lives in the arena. */
enum status key_find(struct store *store, const struct key_index *index, const struct record_type *const *types, unsigned kinds, const char *text,
                     struct arena *arena, struct key_found **found, size_t *count);

/* For many look-ups: a table from the hashes of the keys of all records to candidates. It keeps no texts: about 32 bytes a key. */
struct key_index {
	struct map map;
	uint64_t seed;
	struct key_reading *readings; /* of the types that were loaded */
	struct arena arena;
};

/* An empty table, whose hashes the author of a file cannot know. */
void key_index_open(struct key_index *index);
/* Reads the keys of these kinds of every record of a type, and adds them for key_find. */
enum status key_index_load(struct key_index *index, struct store *store, const struct record_type *record, unsigned kinds);
/* Adds those of a record that was written since, where its type was loaded. */
void key_index_record(struct key_index *index, struct store *store, const struct record *record);
/* The hash of a key; of equal ones of different sorts they differ. key_find looks for sort 0 and any-references. */
uint64_t key_index_hash(const struct key_index *index, unsigned sort, const char *data, size_t length);
void key_index_add(struct key_index *index, uint64_t hash, int64_t value); /* value > 0; twice in a row is once */
void key_index_free(struct key_index *index);

#endif
