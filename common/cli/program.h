/* Other programs that a verb runs, without a shell. */
#ifndef CRM_CLI_PROGRAM_H
#define CRM_CLI_PROGRAM_H

#include "base/arena.h"
#include "base/text.h"
#include <signal.h>
#include <stdbool.h>
#include <sys/types.h>

/* A command, a program with arguments separated by blanks, and the words behind it (NULL-ended), as an argument vector in the arena. */
char **program_words(struct arena *arena, const char *command, const char *const *more);

/* Starts it with these descriptors as its standard input, output and error, each -1 for that of this program. defaults: signals that this program ignores and it must
 * not; NULL: SIGPIPE. Returns an errno, 0 when it runs. */
int program_start(char **words, const int ends[3], const sigset_t *defaults, pid_t *child);

enum program_end {
	PROGRAM_SUCCEEDED = 1,
	PROGRAM_FAILED,     /* it ended with another exit code, which says that it did not do what it was to do */
	PROGRAM_MISSING,    /* it could not be started: nothing was done */
	PROGRAM_UNKNOWN,    /* it was killed, or its end was not seen: it may have done its work */
};

/* Runs it with a descriptor as its standard input, and waits for its end. What it writes to standard output and standard error is read; its beginning, or why it
 * could not be started, is appended to why: bytes of any encoding, without control characters. */
enum program_end program_feed(char **words, int input, struct text *why);

#endif
