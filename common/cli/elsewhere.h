/* What other programs call verbs, options and commands: so that a word of theirs is answered with ours. */
#ifndef CRM_CLI_ELSEWHERE_H
#define CRM_CLI_ELSEWHERE_H

#include <stddef.h>

/* The i-th name here of a verb that is called `word` elsewhere, the likeliest first; NULL behind the last one. Not every command has it. */
const char *elsewhere_verb(const char *word, size_t i);
/* The option of that name elsewhere; NULL when none is known. */
const char *elsewhere_option(const char *word);
/* The format of output of that name elsewhere: excel is xlsx. The word itself when none is known. */
const char *elsewhere_format(const char *word);
/* The command of that name elsewhere, perhaps with its verb ("customer", "db init"); NULL when none is known. */
const char *elsewhere_command(const char *word);

#endif
