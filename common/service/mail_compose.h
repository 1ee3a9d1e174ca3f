/* From a mail record to a message, linked into crm-mail alone (io/mime_write.h). */
#ifndef CRM_SERVICE_MAIL_COMPOSE_H
#define CRM_SERVICE_MAIL_COMPOSE_H

#include "store/row.h"
#include <stdio.h>

/* What differs from the record. */
struct mail_variant {
	const char *to;      /* --test: the only address; NULL: those of the record */
	bool bare;           /* for an archive: without signature, List-Unsubscribe and Bcc */
};

/* The address that a mail is from, and its name: its own, that of its owner, the company's. STATUS_REFUSED when there is none. */
enum status mail_sender(struct store *store, const struct record *mail, struct arena *arena, const char **address, const char **name);
/* The Message-ID of a mail that is to be sent: the same whenever it is asked for. */
const char *mail_message_id(struct store *store, const struct record *mail, const char *sender, struct arena *arena);
/* Writes the message; message_id and sent_at are those of the record. */
enum status mail_compose(struct store *store, const struct record *mail, const struct mail_variant *variant, struct arena *arena, FILE *file);

#endif
