/* The hooks of the rules of people and companies, each in the file of its type; people.c has the rows. */
#ifndef CRM_PEOPLE_PEOPLE_RULES_H
#define CRM_PEOPLE_PEOPLE_RULES_H

#include "people/people.h"
#include "store/rule.h"

enum status customer_before(struct store *store, const struct record *old, struct record *record, struct arena *arena);
enum status lead_before(struct store *store, const struct record *old, struct record *record, struct arena *arena);
enum status deal_before(struct store *store, const struct record *old, struct record *record, struct arena *arena);
enum status deal_after(struct store *store, const struct record *old, const struct record *record, struct arena *arena);
enum status task_before(struct store *store, const struct record *old, struct record *record, struct arena *arena);
enum status event_before(struct store *store, const struct record *old, struct record *record, struct arena *arena);
enum status event_after(struct store *store, const struct record *old, const struct record *record, struct arena *arena);
enum status note_before(struct store *store, const struct record *old, struct record *record, struct arena *arena);
enum status user_before(struct store *store, const struct record *old, struct record *record, struct arena *arena);
enum status campaign_before(struct store *store, const struct record *old, struct record *record, struct arena *arena);

/* Whether a record is done with (rule.h). Customers and contacts alike. */
enum status customer_finished(struct store *store, const struct record *record, bool open_only, bool *out);
enum status deal_finished(struct store *store, const struct record *deal, bool open_only, bool *out);
enum status task_finished(struct store *store, const struct record *task, bool open_only, bool *out);
enum status lead_finished(struct store *store, const struct record *lead, bool open_only, bool *out);
enum status event_finished(struct store *store, const struct record *event, bool open_only, bool *out);

#endif
