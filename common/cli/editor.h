/* The user's editor on a text of ours: the file it works on, and running it. */
#ifndef CRM_CLI_EDITOR_H
#define CRM_CLI_EDITOR_H

#include "base/arena.h"
#include "base/status.h"
#include "cli/config.h"
#include <stdbool.h>
#include <stddef.h>

/* A file of mode 0600 alone in a directory of mode 0700, under $TMPDIR or /tmp. The paths live in the arena. */
struct editor_file {
	const char *directory;
	const char *path; /* ends in /edit.yaml: editors colour by the ending */
};

/* STATUS_CREATE or STATUS_IO; then nothing is left behind. */
enum status editor_create(struct arena *arena, const char *data, size_t length, struct editor_file *out, struct error *error);
/* Removes the file, what the editor left beside it (back-ups hold the same data), and the directory. */
void editor_remove(const struct editor_file *file);

/* $VISUAL, else $EDITOR, else the key `editor` of the configuration, else vi. Values of blanks alone do not count. */
const char *editor_command(const struct configuration *configuration);

/* Runs the command, a program with arguments separated by blanks, on the file and waits for its end; no shell is involved. piped: standard input was
 * read to its end, so the editor gets the terminal. Its output goes to the terminal or standard error, never among our data.
 * STATUS_REFUSED when it cannot be started or fails. */
enum status editor_run(struct arena *arena, const char *command, const char *path, bool piped, struct error *error);

#endif
