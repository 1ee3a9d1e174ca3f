/* What makes two records the same: the keys of a record, and the index of those that are there.
 *
 * Companies are known by tax number, name, e-mail and phone. People share names and the phone at work: their name counts
 * within one company, and the phone at work only together with the name. */
#ifndef CRM_IMPORT_IMPORT_KEY_H
#define CRM_IMPORT_IMPORT_KEY_H

#include "import/import_labels.h"
#include "store/key.h"

enum key_sort { SORT_OPTION = 'k', SORT_TAX = 't', SORT_NAME = 'n', SORT_EMAIL = 'e', SORT_PHONE = 'p', SORT_PERSON = 'q', SORT_CLOSE = 'c' };

struct key_rule {
	enum key_sort sort;  /* rules of one sort look into the same keys */
	size_t index, scope; /* of fields; SIZE_MAX: no scope */
};
enum { KEY_RULE_LIMIT = 16 };

struct import_keys {
	struct import_job *job;
	struct key_rule rules[KEY_RULE_LIMIT]; /* in the order in which matches count */
	size_t count;
	size_t option;               /* index of the field of the job's `key`, SIZE_MAX: none */
	size_t external_id;          /* index of the field, which has an index in the database; SIZE_MAX: none */
	struct key_index index;          /* of the job's type */
	struct import_labels labels; /* their external ids */
	bool loaded;
	struct text scratch;
};

/* Works out the rules by the job's options. STATUS_USAGE for a `key` that is no field, or none that tells records apart. */
enum status import_keys_open(struct import_keys *keys, struct import_job *job);
void import_keys_free(struct import_keys *keys);

/* Reads the keys of all records, where there are rules. Errors are those of the database. */
enum status import_keys_load(struct import_keys *keys);

/* A record was written. */
void import_keys_add(struct import_keys *keys, const struct record *record);

/* Replaces out by the key that the values, by field index, have by a rule; false when they have none. */
bool import_key(const struct import_keys *keys, const struct key_rule *rule, const struct value *values, struct text *out);

/* The hash of that key in the index. */
uint64_t import_key_hash(const struct import_keys *keys, const struct key_rule *rule, const struct text *key);

#endif
