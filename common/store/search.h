/* The words of all records in one full-text table, so that any piece of a name, in Chinese too, is found at once.
 *
 * Words are prepared here and read by a tokenizer that only splits at blanks:
 *   Latin script and digits   words without case and accents: müller → muller
 *   Han, Kana, Hangul         overlapping pairs, and the last character alone: 上海泵业 → 上海 海泵 泵业 业
 *   telephone numbers         every four neighbouring digits of the number's key (phone.h), behind a mark: §5126 §1266 … §8888
 * The table keeps no text and no positions (detail=none): what it finds are candidates, to be verified on the row. Its rowid is an any-reference. It can forget
 * only what it is reported exactly, so words always come from the row as it is before and after it is written. */
#ifndef CRM_STORE_SEARCH_H
#define CRM_STORE_SEARCH_H

#include "store/row.h"

extern const char search_ddl[];

/* Keeps the words in step with row_insert, row_update and row_delete on dialect_main, which call these. New rows are gathered in runs and read again when the run
 * ends, so that an import makes its words at the end; everything else ends the run first. */
enum status search_created(struct store *store, const struct record_type *record, int64_t id);
enum status search_changing(struct store *store, const struct type *type, int64_t id, const bool *changed); /* before the row is written; changed NULL: it goes */
enum status search_changed(struct store *store, const struct type *type, int64_t id, const bool *changed);  /* after it was */
/* Before a run of rows goes: their words go one by one, or, when most of all words would, all are made anew at the end of the change. */
enum status search_removing_run(struct store *store, const struct type *type, int64_t first, int64_t last);
enum status search_flush(struct store *store); /* before commit, and before anything is searched for in an open change */

/* Forgets all and makes the words of every record anew. */
enum status search_rebuild(struct store *store);
/* Words that were taken out leave the table only when its parts are merged: merges all of them. */
enum status search_tidy(struct store *store);
/* Hands the words of every record to each, with its rowid in the table. */
enum status search_each(struct store *store, enum status (*each)(void *context, int64_t rowid, const char *words), void *context);
/* The words that the table has, each with the rowid it has it for. For db_done; *out is NULL after an error. */
enum status search_terms(struct store *store, struct statement **out);

/* Asks for what a match expression finds, the oldest or the newest ids first: rows of one any-reference, for db_done. In other SQL, search(?) is a table of these,
 * whose rowid is the any-reference. */
enum status search_ask(struct store *store, const char *expression, bool backwards, struct statement **out);

/* Appends the words of a text as they stand in the table, with a blank after each; of a word of more than 32,768 bytes the first 32,768, be it within a character. */
void search_words(struct text *out, const char *text, size_t length);
/* The same of the value of a field: of a telephone number its digits, of an address also what its domain spells. */
void search_field_words(const struct conventions *conventions, const struct field *field, const struct value *value, struct text *out);

/* The rows first … last of a type whose words are not yet made; false when there are none. While store->change.search_anew is set, the table says nothing of
 * what the change wrote. */
bool search_pending(const struct store *store, const struct record_type *record, int64_t *first, int64_t *last);

/* Match expressions for texts that are the same in some way, so that no such row is missed; what else they find is to be told apart on the row. False when a text
 * holds nothing that can be looked up.
 * same      texts that utf8_casefold makes equal, whole or as a part between separators
 * squeezed  texts that a key stands for: fold, blanks and signs left out, and legal forms as company_key leaves them out
 * alike     names that an alike_key stands for
 * mailbox   addresses of that email_mailbox
 * phone     numbers of that phone_key */
bool search_same(struct text *out, const char *text);
bool search_alike(struct text *out, const char *key);
bool search_mailbox(struct text *out, const char *key);
bool search_squeezed(struct text *out, const char *key);
bool search_phone(struct text *out, const char *key);

/* Appends the match expression that finds what people typed: words as prefixes, Chinese as pairs, four digits or more as part of a telephone number too.
 * False when the text holds nothing that can be looked up. */
bool search_expression(struct text *out, const char *text);

#endif
