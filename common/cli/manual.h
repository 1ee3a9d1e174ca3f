/* The lists of the man pages, in mdoc(7), from the tables that the parser reads: tools/gen-man puts them into the hand-written prose of man/. */
#ifndef CRM_CLI_MANUAL_H
#define CRM_CLI_MANUAL_H

#include "cli/command.h"

/* Answers `crm-NOUN __man LIST`: writes one list to standard output and returns the exit status. Opens no database: fields and filters are the
 * built-in ones. The lists, of the command: synopsis, verbs, options, fields, filters; of the record table: types, kinds; of configuration: keys; of the
 * schema: sections. One more is no mdoc: command, a line of what the table of all commands says of this one. */
int manual_main(const struct command *command, int count, char **words);

/* A list that a command adds to these: @NAME@ in its page. */
struct manual_list {
	const char *name; /* NULL ends a table of them */
	void (*write)(struct text *out);
};
/* Appends text that mdoc prints as it is, and a text of one or several sentences on lines of their own. */
void manual_text(struct text *out, const char *text);
void manual_sentence(struct text *out, const char *text);

#endif
