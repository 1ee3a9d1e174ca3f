/* Mail: who gets one, what may be in it, and the states through which it goes.
 *
 *   draft      it can be changed
 *   queued     it waits to be sent
 *   uncertain  it was handed to the mail transfer agent, which has not yet said whether it took it: set before the agent is started, so that a crash leaves it, and
 *              nothing is ever sent twice by itself
 *   sent, failed
 *   received   it came from outside */
#ifndef CRM_SERVICE_MAIL_H
#define CRM_SERVICE_MAIL_H

#include "service/service.h"
#include "store/key.h"
#include "store/row.h"

enum { MAIL_ADDRESSES = 200 /* of one header */ };

/* Addresses of a list, separated by commas or semicolons, in their stored form joined by ", ". STATUS_DATA for what is none, or too many. */
enum status mail_addresses(const char *list, struct text *out, struct error *error);

/* Who gets a mail about a record: itself where it is a contact, customer or lead, or else its contact, the first of its contacts, its customer. *type is NULL when there
 * is nobody. */
enum status mail_recipient(struct store *store, const struct record_type *type, int64_t id, const struct record_type **recipient, int64_t *recipient_id);
/* The address of a contact, customer or lead; of a customer without one, that of its first contact who has one. "" when there is none. In the arena. */
enum status mail_address_of(struct store *store, const struct record_type *type, int64_t id, struct arena *arena, const char **out);
/* The contact, customer or lead with that address, in this order; *type is NULL when nobody has it. index: of their addresses, for many look-ups; NULL: the words of the
 * database are asked. */
enum status mail_person(struct store *store, const struct key_index *index, const char *address, const struct record_type **type, int64_t *id);
/* Whether the address is one of ours: of a user, or of the company. */
enum status mail_is_ours(struct store *store, const struct key_index *index, const char *address, bool *ours);

/* Fills in what follows from other fields of a new mail: recipient and address from each other, the mail that it answers. */
enum status mail_complete(struct store *store, struct record *mail, struct arena *arena);

/* The ticket that "[tk12]" in a subject names; 0 when none does, or it is not there. */
enum status mail_named_ticket(struct store *store, const char *subject, int64_t *id);
/* A mail about a ticket that came becomes a comment, unless a program wrote it, and ends waiting. */
enum status mail_to_ticket(struct store *store, const struct record *mail, struct arena *arena);
/* Opens a ticket of a mail; type: of who wrote it, NULL: nobody known. */
enum status mail_open_ticket(struct store *store, const char *subject, const char *text, const struct record_type *type, int64_t person, struct arena *arena, int64_t *id);
/* Queues an automatic answer to a mail that came: it was received. */
enum status mail_acknowledge(struct store *store, const struct record *mail, struct arena *arena);
/* Puts [tk12] behind the subject of a new mail about a ticket. */
void mail_tag_subject(struct record *mail, struct arena *arena);

/* Fills in what a new mail does not say from its template. list: of {{list}}; NULL: the line of what it is about. */
enum status mail_fill_in(struct store *store, struct record *mail, const char *list, struct arena *arena);
/* Appends the line of a record for {{list}}: number or title, amount, day. */
enum status mail_list_line(struct store *store, const struct record_type *record, int64_t id, struct text *out);

#endif
