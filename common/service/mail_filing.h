/* Filing mail that comes from outside: under whom, in which thread, what is attached, what it says of an address. */
#ifndef CRM_SERVICE_MAIL_FILING_H
#define CRM_SERVICE_MAIL_FILING_H

#include "io/mime_read.h"
#include "store/key.h"
#include "store/row.h"

enum filed {
	FILED_NEW = 1,
	FILED_BEFORE,   /* it is there already, by its Message-ID */
};

struct filing {
	struct store *store;
	struct key_index users, people; /* addresses; those of people are loaded once several were looked up: a mail has all words of its addresses, so that every further
	                                   one makes looking them up there slower */
	int64_t looked_up;
	bool new_leads;      /* --new=lead: an unknown sender becomes a lead */
	bool new_tickets;    /* --new=ticket: what answers nothing opens a ticket */
	int64_t leads;       /* that were made */
	int64_t unknown;     /* mails of nobody known */
	int64_t bounces;     /* addresses to which something could not be delivered */
	int64_t answers;     /* to invitations, noted at their events */
	int64_t left_out;    /* attachments that are larger than the schema allows */
};

/* Within a change. */
enum status filing_open(struct filing *filing);
void filing_close(struct filing *filing);

/* Within a change: files one mail. raw: all of it, by which a mail without Message-ID is known. id: the mail. STATUS_DATA, STATUS_REFUSED. */
enum status mail_file(struct filing *filing, const struct mime_message *message, const char *raw, size_t length, struct arena *arena, enum filed *how, int64_t *id);

#endif
