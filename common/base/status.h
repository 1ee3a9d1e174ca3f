/* What a function reports, and the one message that goes with it.
 *
 * The values are the exit codes of every tool (sysexits.h where it has one), so that main.c ends with
 * the status it was handed and nothing translates between two numberings.
 */
#ifndef CRM_BASE_STATUS_H
#define CRM_BASE_STATUS_H

#include <stddef.h>

enum status {
	STATUS_OK = 0,
	STATUS_REFUSED = 1,     /* no such or ambiguous record, conflict, findings of a check */
	STATUS_USAGE = 2,       /* bad arguments */
	STATUS_DATA = 65,       /* bad data read, or a file that is not a database */
	STATUS_NO_DATABASE = 66,
	STATUS_INTERNAL = 70,   /* a defect of ours */
	STATUS_CREATE = 73,     /* cannot create a file */
	STATUS_IO = 74,         /* reading or writing failed, disk full */
	STATUS_BUSY = 75,       /* another writer held the database beyond the time-out */
	STATUS_PERMISSION = 77,
	STATUS_CONFIG = 78,     /* configuration, or a database of a newer schema */
};

/* One message: a sentence without program name and without final newline. Every handle has one. */
struct error {
	enum status status;
	char message[1024];
};

/* Stores status and the formatted message, cut at a character boundary, and returns status, so that
 * a function can end with `return error_set(...)`. error may be NULL. */
enum status error_set(struct error *error, enum status status, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Puts the formatted text before the stored message: "leads.csv:14:7: " and the like. Returns its status. */
enum status error_prefix(struct error *error, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* The candidate nearest to word by edit distance, or NULL when none is near enough to suggest.
 * next yields the candidates one after another and NULL at the end. */
const char *error_nearest(const char *word, const char *(*next)(void *state), void *state);

#endif
