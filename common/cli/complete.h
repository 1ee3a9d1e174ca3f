/* Completion: candidates for the word at the cursor, one per line as `candidate⇥description`, from the same tables that the parser reads. */
#ifndef CRM_CLI_COMPLETE_H
#define CRM_CLI_COMPLETE_H

#include "cli/command.h"

/* Answers `crm-NOUN __complete --shell=bash|zsh|fish --cword=N -- words…` (words[0] of the completed line is the command itself). Opens the database
 * read-only, never migrates, and never prints an error: exits 0 with what it found. */
int complete_main(const struct command *command, int count, char **words);

#endif
