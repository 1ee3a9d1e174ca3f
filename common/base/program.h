/* Other programs that a verb runs, without a shell. */
#ifndef CRM_BASE_PROGRAM_H
#define CRM_BASE_PROGRAM_H

#include "base/arena.h"
#include "base/text.h"
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* A command, a program with arguments separated by blanks, and the words behind it (NULL-ended), as an argument vector in the arena. */
char **program_words(struct arena *arena, const char *command, const char *const *more);

/* Starts it with these descriptors as its standard input, output and error, each -1 for that of this program. defaults: signals that this program ignores and it must
 * not; NULL: SIGPIPE. environment: "NAME=value"…, ended by NULL; NULL: that of this program. Returns an errno, 0 when it runs. */
int program_start(char **words, const int ends[3], const sigset_t *defaults, char *const *environment, pid_t *child);

enum program_end {
	PROGRAM_SUCCEEDED = 1,
	PROGRAM_FAILED,     /* it ended with another exit code, which says that it did not do what it was to do */
	PROGRAM_MISSING,    /* it could not be started: nothing was done */
	PROGRAM_UNKNOWN,    /* it was killed, or its end was not seen: it may have done its work */
};

/* Runs it with a descriptor as its standard input, and waits for its end. What it writes to standard output and standard error is read; its beginning, or why it
 * could not be started, is appended to why: bytes of any encoding, without control characters. */
enum program_end program_feed(char **words, int input, struct text *why);

/* What a converter may take. */
struct program_limits {
	int64_t bytes;  /* of output */
	int seconds;    /* of processor time */
	int64_t memory; /* bytes of address space */
};

/* Runs a converter from the file of one descriptor to that of another, with nothing of this program's environment but PATH, and in UTF-8. What it writes to
 * standard error is dropped. Appends to why what went wrong: "it ended with exit code 1". PROGRAM_UNKNOWN: it was killed, or went beyond a limit; what it wrote is worth nothing. */
enum program_end program_convert(char **words, int input, int output, const struct program_limits *limits, struct text *why);

#endif
