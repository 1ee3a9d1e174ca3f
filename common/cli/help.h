/* --help: from the tables that the parser reads. */
#ifndef CRM_CLI_HELP_H
#define CRM_CLI_HELP_H

#include "cli/command.h"

/* Appends the help of a command, or of one of its verbs. */
void help_command(struct text *out, const struct command *command);
void help_verb(struct text *out, const struct command *command, const struct verb *verb);

#endif
