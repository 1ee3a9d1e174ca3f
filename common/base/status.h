/* What a function reports, and the one message that goes with it.
 *
 * The values are the exit codes of every tool (sysexits.h where it has one), so that main.c ends with
 * the status it was handed and nothing translates between two numberings.
 */
#ifndef CRM_BASE_STATUS_H
#define CRM_BASE_STATUS_H

#include <stdarg.h>
#include <stddef.h>

enum status {
	STATUS_OK = 0,
	STATUS_REFUSED = 1,     /* no such or ambiguous record, conflict, findings of a check */
	STATUS_USAGE = 2,       /* bad arguments */
	STATUS_DATA = 65,       /* bad data read, or a file that is not a database */
	STATUS_NO_DATABASE = 66,
	STATUS_INTERNAL = 70,   /* a defect of ours */
	STATUS_MEMORY = 71,     /* there is not enough: the process ends at once (arena.h) */
	STATUS_CREATE = 73,     /* cannot create a file */
	STATUS_IO = 74,         /* reading or writing failed, disk full */
	STATUS_BUSY = 75,       /* another writer held the database beyond the time-out */
	STATUS_PERMISSION = 77,
	STATUS_CONFIG = 78,     /* configuration, or a database of a newer schema */
};

/* What callers tell apart beyond the status. Most errors have no code: nothing depends on which of them it is. */
enum error_code {
	ERROR_PLAIN = 0,
	ERROR_NOT_FOUND, /* a reference, number or name leads to no record; an ambiguous one has no code */
	ERROR_IN_USE,    /* a record stays because others refer to it; the sentence begins with its reference */
	ERROR_STALE,     /* the schema is not the one that was read before the lock was taken: what was prepared by it is to be done again */
	ERROR_PAST,      /* what is asked cannot be known of records as they were: full-text words */
	ERROR_LIMIT,     /* a statement is larger than the database engine takes: too many values, nested too deeply */
};

/* One message: a sentence without program name and without final newline. Every handle has one.
 *
 * The message may begin with a place, "leads.csv:14:7: ". It is there once: who knows the place best puts it there first, and later
 * calls of error_place leave it alone. */
struct error {
	enum status status;
	enum error_code code;
	size_t place;   /* bytes of the message that are its place; 0: it has none yet */
	size_t subjects[4]; /* bytes of the words that it begins with and that name what it is about, "rp1: folder: "; 0: no more */
	char message[1024];
};

/* Stores status and the formatted message, cut at a character boundary, and returns status, so that
 * a function can end with `return error_set(...)`. The message has neither code nor place. error may be NULL.
 *
 * A format that begins with a word and a colon, "qty: … ", "%s: …", "{{%s}}: …", says that the sentence is about that: see error_about. So does the format of a prefix. */
enum status error_set(struct error *error, enum status status, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* The same for a message with its place. line and column count from 1; column 0: the whole line; line 0: the whole file; file NULL: no place. */
enum status error_at(struct error *error, enum status status, const char *file, size_t line, size_t column, const char *format, ...)
	__attribute__((format(printf, 6, 7)));
enum status error_vat(struct error *error, enum status status, const char *file, size_t line, size_t column, const char *format,
                      va_list arguments);

/* Gives the message its place, unless it has one. A very long name of a file is cut at its beginning and the sentence at its end, so that
 * line and column are never lost. Returns its status. */
enum status error_place(struct error *error, const char *file, size_t line, size_t column);

/* Takes the place away: for a text that nobody sees, such as one that the program wrote itself. Returns its status. */
enum status error_unplace(struct error *error);

/* Says which case the message that was just set is: `error_mark(error, error_set(error, …), ERROR_NOT_FOUND)`. Returns status. error may be NULL. */
enum status error_mark(struct error *error, enum status status, enum error_code code);

/* Leaves a status without a message: nothing will be printed. Returns status. */
enum status error_silence(struct error *error, enum status status);

/* The message without its place. Valid until the error changes. */
const char *error_sentence(const struct error *error);

/* What the sentence says of the field, member or option of that name, "it is required" of "customer: it is required"; NULL: it is not about that. Texts from
 * outside that look alike make no difference. Valid until the error changes. */
const char *error_about(const struct error *error, const char *name);

/* Puts the formatted text before the sentence, behind the place if there is one: "customer: " and the like. Returns its status. */
enum status error_prefix(struct error *error, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Puts the formatted text behind the message, which is cut if need be so that this stays whole. Returns its status. */
enum status error_suffix(struct error *error, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* The candidate nearest to word by edit distance, or NULL when none is near enough to suggest.
 * next yields the candidates one after another and NULL at the end. */
const char *error_nearest(const char *word, const char *(*next)(void *state), void *state);
/* The same for the rows of a table, each of size bytes and with its name as first member; the row with NULL ends it. */
const char *error_nearest_row(const char *word, const void *rows, size_t size);

#endif
