/* What the rules of the types share, and the rules themselves, each in the file of its type. Rules look at what a change touches only:
 * a record from before a rule came can still be worked with. */
#ifndef CRM_SALES_RULE_H
#define CRM_SALES_RULE_H

#include "store/row.h"

/* True when the field is not what it was; of a new record, when it is set. */
bool rule_changed(const struct record *old, const struct record *record, const char *field);

/* The currency is one of ISO 4217, and an amount is not left behind whose currency gets another number of decimals. */
enum status rule_currency(struct store *store, const struct record *old, const struct record *record);
/* A changed percentage is from 0 to 100. */
enum status rule_percent(struct store *store, const struct record *old, const struct record *record, const char *field);
/* Two days or two instants: when one of them changed, the second is not before the first. */
enum status rule_order(struct store *store, const struct record *old, const struct record *record, const char *first, const char *second);
/* The present instant as a value. */
struct value rule_now(struct store *store, struct arena *arena);

enum status customer_before(struct store *store, const struct record *old, struct record *record, struct arena *arena);
enum status lead_before(struct store *store, const struct record *old, struct record *record, struct arena *arena);
enum status deal_before(struct store *store, const struct record *old, struct record *record, struct arena *arena);
enum status deal_after(struct store *store, const struct record *old, const struct record *record, struct arena *arena);
enum status task_before(struct store *store, const struct record *old, struct record *record, struct arena *arena);
enum status event_before(struct store *store, const struct record *old, struct record *record, struct arena *arena);
enum status event_after(struct store *store, const struct record *old, const struct record *record, struct arena *arena);
enum status user_before(struct store *store, const struct record *old, struct record *record, struct arena *arena);
enum status campaign_before(struct store *store, const struct record *old, struct record *record, struct arena *arena);

#endif
