/* Asks the rules that the domains have for a type, in the order of the domains. None is asked in a store that is opened `unruled`. */
#ifndef CRM_STORE_RULES_H
#define CRM_STORE_RULES_H

#include "store/rule.h"

/* The rules of the type; ends with NULL. */
const struct rule *const *rules_of(struct store *store, const struct record_type *record);

/* Whether one of the rules has this hook. */
bool rules_check_something(struct store *store, const struct record_type *record);
bool rules_settle_something(struct store *store, const struct record_type *record);
bool rules_print_something(struct store *store, const struct record_type *record);

/* Whether before or after of a rule is asked when this field of a record changes. */
bool rules_look_at(struct store *store, const struct type *type, const struct field *field);

/* What the hooks of struct rule do, one rule after another until one refuses. Texts are appended. changed, by the fields of the type: what differs between
 * old and record, brought up to date after every rule that is asked; NULL for a new record and for one that goes. */
enum status rules_initial(struct store *store, struct record *record, struct arena *arena);
enum status rules_before(struct store *store, const struct record *old, struct record *record, bool *changed, struct arena *arena);
enum status rules_after(struct store *store, const struct record *old, const struct record *record, const bool *changed, struct arena *arena);
/* Of a record that is written without its rules: aborts when one of them would not have let it pass unchanged. Nothing unless the store proves rules. */
void rules_prove(struct store *store, const struct record *old, const struct record *record, struct arena *arena);
enum status rules_settle(struct store *store, struct record *record, struct arena *arena);
enum status rules_printed_content(struct store *store, const struct record *record, struct arena *arena, struct text *out);
enum status rules_check(struct store *store, const struct record *record, struct arena *arena, struct text *findings);

/* The other hooks, likewise: one rule after another, the first that refuses ends it. A record is finished when a rule says so. */
bool rules_finish_something(struct store *store, const struct record_type *record);
enum status rules_finished(struct store *store, const struct record *record, bool open_only, bool *out);
enum status rules_merge(struct store *store, struct record *keep, struct record *drop, bool prefer_drop, struct arena *arena);
enum status rules_copy(struct store *store, const struct record *from, const struct record *copy);
enum status rules_undone(struct store *store, const struct record *now, const struct record *then, int64_t change);
enum status rules_conflict(struct store *store, const struct record *record, int64_t change);

/* Forgets what was looked up: the store is closed. */
void rules_release(struct store *store);

#endif
