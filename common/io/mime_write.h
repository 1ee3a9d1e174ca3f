/* Writes a mail as MIME; the only writer of it. Headers are encoded (RFC 2047, RFC 2231); a value with a control character is refused, so that no data makes a
 * header of its own. */
#ifndef CRM_IO_MIME_WRITE_H
#define CRM_IO_MIME_WRITE_H

#include "base/status.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct mime_attachment {
	const char *name, *type, *path; /* type: media type; path: of the content */
};

/* Texts are UTF-8, "" where there is none. Addresses are joined by commas, Message-IDs are without angle brackets, references joined by blanks. */
struct mime_mail {
	const char *sender, *sender_name, *to, *cc, *bcc, *subject;
	const char *message_id, *in_reply_to, *references;
	const char *list_unsubscribe; /* <mailto:…> */
	int64_t date;                 /* seconds since 1970 */
	const char *text, *html;      /* html: beside the text, which then says the same */
	const char *calendar;         /* an iCalendar object (RFC 6047) */
	bool automatic;               /* Auto-Submitted: auto-replied */
	const struct mime_attachment *attachments;
	size_t attachment_count;
};

/* STATUS_DATA for a header that is refused, or an attachment that cannot be read; STATUS_IO. */
enum status mime_write(const struct mime_mail *mail, FILE *file, struct error *error);

#endif
