/* What the rules of the types share. Rules look at what a change touches only: a record from before a rule came can still be worked with. */
#ifndef CRM_STORE_RULE_H
#define CRM_STORE_RULE_H

#include "record/domain.h"
#include "store/row.h"

/* A rule of a domain for one type: a row of struct domain. Several domains may have rules for a type; they are asked in the order of the domains. old is NULL for a new record, new for one that goes. Memory that must live as long as the record comes from the arena.
 *
 * fields  NULL: the rule is asked at every write of its type. Only types that are written by the hundred thousand name fields, ending with NULL: a record
 *         that stays and keeps the values of all of them is written without before and after, which must neither refuse, nor set, nor write anything then,
 *         whatever the record has (store_options.proves_rules). They may look at other fields besides when they are asked.
 * initial runs first for a new record, before its initial values are filled in: it takes what is not given from other records.
 * before  runs before the row is written: it may set further fields of `new`; refusing stops the whole change. It writes no other record, so that a
 *         refused record leaves nothing behind.
 * after   runs when the row is written: it writes the records that follow from it (the move of a deal to another stage). Either may be NULL.
 * settle  runs once before the change ends, for a record that settle_defer named (settle.h).
 * printed_content  reports as text what of a stored record is to stay as it is, nothing while it may change: an undo keeps it.
 * check   reports what in a stored record is not as the rules keep it, each by finding_add (check.h); it only reads. For undo, and for crm-db check, whose --fix settles
 *         the record.
 * finished says whether a record is done with: a handover leaves it with its owner. open_only: also what is only put aside. Types that have it are handed over.
 * merge   is asked before two records become one, and refuses where they cannot. It is handed copies of both, from which the values of the one are taken, and may
 *         change them: by what adds up, and by what drop is not to bring along. prefer_drop: where both have a value, that of drop is taken.
 * copy    is asked before a copy is made with its children, of which other values may have been said, and refuses where the children would not fit these.
 * undone   refuses the undo of a change that made the record `then` what it is now, NULL: that created it, where nothing takes that back: it left the house.
 * conflict refuses, where it knows better than "undo that first", the undo of a change that meets this record changed since. */
struct rule {
	const struct record_type *type;
	const char *const *fields;
	enum status (*initial)(struct store *store, struct record *new, struct arena *arena);
	enum status (*before)(struct store *store, const struct record *old, struct record *new, struct arena *arena);
	enum status (*after)(struct store *store, const struct record *old, const struct record *new, struct arena *arena);
	enum status (*settle)(struct store *store, struct record *record, struct arena *arena);
	enum status (*printed_content)(struct store *store, const struct record *record, struct arena *arena, struct text *out);
	enum status (*check)(struct store *store, const struct record *record, struct arena *arena, struct text *findings);
	enum status (*finished)(struct store *store, const struct record *record, bool open_only, bool *out);
	enum status (*merge)(struct store *store, struct record *keep, struct record *drop, bool prefer_drop, struct arena *arena);
	enum status (*copy)(struct store *store, const struct record *from, const struct record *copy);
	enum status (*undone)(struct store *store, const struct record *now, const struct record *then, int64_t change);
	enum status (*conflict)(struct store *store, const struct record *record, int64_t change);
};

/* The largest amount of money that moved or was open on day one: thousands of them can still be summed. */
#define RULE_AMOUNT_LIMIT (INT64_MAX / 10000)
/* The largest quantity of a line or movement, 10^9 units: more than any trade needs, and less than a bar code that was scanned into the wrong field. */
#define RULE_QUANTITY_LIMIT INT64_C(1000000000000000)

/* True when the field is not what it was; of a new record, when it is set. */
bool rule_changed(const struct record *old, const struct record *record, const char *field);
/* True of a new record, and when one of the fields is not what it was; the list ends with NULL. */
bool rule_concerns(const struct record *old, const struct record *record, const char *const *fields);

/* True when a new record has nothing in the field, and nobody said that it is to be empty. */
bool rule_open(const struct record *record, const char *field);

/* The currency is one of ISO 4217, and an amount is not left behind whose currency gets another number of decimals. */
enum status rule_currency(struct store *store, const struct record *old, const struct record *record);
/* A new record without a currency takes that of another one. Its amounts were read in the currency of the database: 100 of them are 100 of the new one. */
enum status rule_take_currency(struct store *store, struct record *record, const struct record *from);
/* A changed quantity is not beyond RULE_QUANTITY_LIMIT, whatever its sign. */
enum status rule_quantity(struct store *store, const struct record *old, const struct record *record, const char *field);
enum status rule_quantity_limit(struct store *store, const char *field, int64_t quantity);
/* The entries of a section of the schema that a changed field names, such as taxes, are there. Of a text: the one that it names. */
enum status rule_entries(struct store *store, const struct record *old, const struct record *record, const char *field);
/* A changed tax_number is one, of a person or of a company; it is put into its tidy form. */
enum status rule_tax_number(struct store *store, const struct record *old, struct record *record, bool person, struct arena *arena);
/* The present instant as a value. */
struct value rule_now(struct store *store, struct arena *arena);

/* The record of that id; NULL when there is none, or id is 0. */
enum status rule_load(struct store *store, const struct record_type *type, int64_t id, struct arena *arena, struct record **out);
/* Whether a pick field has this key, and the same of the field `kind`. */
bool rule_pick(const struct record *record, const char *field, const char *key);
bool rule_kind(const struct record *record, const char *kind);

#endif
