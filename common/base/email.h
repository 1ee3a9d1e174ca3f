/* E-mail addresses: kept as written, compared by a key. */
#ifndef CRM_BASE_EMAIL_H
#define CRM_BASE_EMAIL_H

#include "base/status.h"
#include "base/text.h"
#include <stdbool.h>

/* Appends the address to store: what people and programs copy with it goes (mailto: and its ?subject=, "E-mail:", angle brackets, characters that nothing is drawn
 * for, a full stop, comma or semicolon at the end), full-width signs become ASCII. STATUS_DATA for what is no address of RFC 5322 and 6531 without comments and
 * quotes: one @, and behind it a domain of labels, or an address in brackets. Full stops anywhere in front of the @ pass: Japanese telephones have them. */
enum status email_parse(const char *text, struct text *out, struct error *error);

/* Whether it is what was an address before they were looked at closely: something before and behind an @. */
bool email_was_stored(const char *text);

/* Appends the key that equal addresses share: without case, and without what email_parse leaves out; a domain that is written xn--… is what it spells. Any text
 * has one. */
void email_key(const char *text, size_t length, struct text *out);

/* Appends the key of the mailbox that an address leads to: email_key without +tag in front of the @, and for Google's mail without the full stops there. */
void email_mailbox(const char *text, size_t length, struct text *out);

#endif
