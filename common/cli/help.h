/* --help: from the tables that the parser reads. */
#ifndef CRM_CLI_HELP_H
#define CRM_CLI_HELP_H

#include "cli/command.h"

/* Appends the operands of a verb as help shows them: a value that may stand alone as [stage=]STAGE; of add and log, the title by the name of its field, or no
 * title where the type takes none. */
void help_synopsis(struct text *out, const struct command *command, const struct verb *verb);

/* Appends the help of a command, or of one of its verbs. */
void help_command(struct text *out, const struct command *command);
void help_verb(struct text *out, const struct command *command, const struct verb *verb);

#endif
