/* Mail as other programs keep it: a Maildir, an mbox, one message; one mail after another, whatever their number. */
#ifndef CRM_SERVICE_MAIL_SOURCE_H
#define CRM_SERVICE_MAIL_SOURCE_H

#include "base/arena.h"
#include "base/status.h"
#include "base/text.h"
#include <stdbool.h>

struct mail_source;

/* Whether a path is mail, by a look at it: a directory with `cur` or `new`, or a file that begins with "From " or with a header. */
bool mail_source_is_mail(const char *path);
/* STATUS_DATA for what is none. path "-": standard input. */
enum status mail_source_open(struct mail_source **out, const char *path, struct error *error);
/* The next mail, until the next call; *data is NULL behind the last. STATUS_DATA with file and line for one that is too large. */
enum status mail_source_next(struct mail_source *source, const char **data, size_t *length, struct error *error);
/* Gives an error of the mail at hand its place: the file of a Maildir, or the line of an mbox where it begins. */
enum status mail_source_place(const struct mail_source *source, struct error *error);
void mail_source_close(struct mail_source *source); /* NULL is fine */

#endif
