/* The part of convert.h that carries values from a lead to what it becomes. All of these fill only what is empty. */
#ifndef CRM_PEOPLE_CONVERT_FIELDS_H
#define CRM_PEOPLE_CONVERT_FIELDS_H

#include "store/row.h"

/* One field; a pick only when the target has that value. */
void carry_field(const struct record *lead, const char *from, struct record *to, const char *field);
/* Owner, tags (merged) and custom fields of the same name and kind. */
enum status carry_common(struct store *store, const struct record *lead, struct record *to, struct arena *arena);
/* The lead's notes behind those that are there. */
void carry_notes(const struct record *lead, struct record *to, struct arena *arena);

/* Into a new record: the fields that a lead has in common with it. person: the customer is the person, not the company. */
void carry_to_customer(const struct record *lead, struct record *customer, bool person);
void carry_to_contact(const struct record *lead, struct record *contact);
void carry_to_deal(const struct record *lead, struct record *deal);

#endif
