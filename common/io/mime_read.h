/* Reads a mail; the only reader of MIME. Its author is a stranger: everything has limits, HTML becomes text and is neither executed nor fetched. */
#ifndef CRM_IO_MIME_READ_H
#define CRM_IO_MIME_READ_H

#include "base/arena.h"
#include "base/status.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	MIME_PARTS = 10000,
	MIME_DEPTH = 50,               /* parts within parts, mails within mails */
	MIME_HEADER = 1024 * 1024,     /* bytes of the headers of a mail */
	MIME_MESSAGE = 256 * 1024 * 1024,
	MIME_TEXT = 4 * 1024 * 1024,   /* of text that is kept; what is longer is cut, saying so */
};

struct mime_file {
	const char *name, *type;
	const char *data;
	size_t length;
};

/* A report that a mail could not be delivered (RFC 3464). */
struct mime_failure {
	const char *address, *status, *message_id; /* of the mail that failed: "" when the report does not say */
	bool hard;                                 /* it will never arrive: 5.x.x */
};

/* Texts are UTF-8 without control characters but line breaks, "" where there is none; Message-IDs without angle brackets. */
struct mime_message {
	const char *sender, *sender_name, *subject, *message_id, *in_reply_to, *references;
	const char *to, *cc; /* addresses joined by ", " */
	int64_t date;        /* seconds since 1970; 0: none */
	const char *text;
	bool automatic;      /* Auto-Submitted, or Precedence bulk, junk or list, or a report: nothing answers it */
	struct mime_file *files;
	size_t file_count;
	struct mime_failure *failures;
	size_t failure_count;
};

/* All memory is the arena's, but where the data itself stands. STATUS_DATA for what is beyond the limits or no mail. */
enum status mime_read(struct arena *arena, const char *data, size_t length, struct mime_message *out, struct error *error);

/* HTML as text: tags go, paragraphs are lines, entities are what they stand for. */
struct text;
void mime_html_text(struct text *out, const char *html, size_t length);

#endif
