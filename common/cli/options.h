/* Reads the command line by the option tables. */
#ifndef CRM_CLI_OPTIONS_H
#define CRM_CLI_OPTIONS_H

#include "cli/command.h"

/* Fills session->verb, arguments, operands. Options may stand anywhere before `--`; there are no abbreviations. STATUS_USAGE with a suggestion for
 * what is unknown. A missing verb leaves session->verb NULL: the caller shows help. */
enum status options_parse(struct session *session, int count, char **words);

/* Whether value is one of the words in "a|b|c". */
bool options_is_choice(const char *choices, const char *value);

/* The option called name (without dashes) that a verb takes; NULL when it takes none. verb NULL: the common ones. */
const struct opt *options_find(const struct verb *verb, const char *name);
/* Walks all rows of a verb: the i-th, NULL behind the last. */
const struct opt *options_at(const struct verb *verb, size_t i);

/* Whether every row of the command's verbs and options is whole and fits the struct that it fills; STATUS_INTERNAL with the first finding. */
enum status options_lint(const struct command *of, struct error *error);

#endif
