/* What the parts of completion share: the word at the cursor, what it stands for, and where candidates go.
 *
 * Every part offers whole candidates for the piece of the word that begins at `head`; complete_offer keeps those that begin as the piece does and
 * writes them as the shell wants them. */
#ifndef CRM_CLI_COMPLETE_INTERNAL_H
#define CRM_CLI_COMPLETE_INTERNAL_H

#include "cli/session.h"

enum shell { SHELL_PLAIN = 1, SHELL_BASH, SHELL_ZSH, SHELL_FISH };

enum { OFFER_LIMIT = 50, RECENT_ROWS = 2000, PIECE_ROWS = 300 }; /* names at most; rows that are looked through where there is no index */

struct completion {
	struct session session;   /* command, verb, operands and the options before the cursor */
	enum shell shell;
	const char *word;         /* at the cursor, up to it, without quotes */
	size_t head;              /* bytes of word before the piece that is completed */
	size_t kept;              /* bytes of word that the shell itself leaves in place: bash cuts words at = and : */
	char quote;               /* the quote that is open at the cursor, or 0 */
	bool within;              /* the candidate has the piece within it */
	bool in_string;           /* the piece is part of a filter in one string: a blank would end it */
	bool opened, stored;      /* the store was asked for; it is a database, not the built-in schema alone */
	struct store built_in;
	struct text out, last;
};

/* How a value is written: in a filter `,` separates and `\,` is a comma; in an assignment to a single-valued field all is literal, to a list of links
 * `,` and `:` separate; an operand may also be a reference to another type, which is followed. */
enum value_place { PLACE_FILTER = 1, PLACE_ASSIGNMENT, PLACE_LIST, PLACE_OPERAND };

/* complete_shell.c: what differs between shells. */

/* The word without its quotes, in the arena; NULL when it holds something that the shell would expand. *quote: the one left open. *kept: bytes of the
 * result that bash leaves in place, by its word breaks. */
const char *complete_unquote(struct arena *arena, enum shell shell, const char *raw, const char *breaks, char *quote, size_t *kept);
/* Offers a candidate if it begins as the piece does. more: the word goes on behind it, without a blank. */
void complete_offer(struct completion *completion, const char *candidate, const char *description, bool more);
/* The same for a candidate that may differ from the piece in the case of letters. */
void complete_offer_loosely(struct completion *completion, const char *candidate, const char *description, bool more);
/* The same for one that has the piece within it, and takes its place: shells must not cut several of them down to what they have in common. */
void complete_offer_piece(struct completion *completion, const char *candidate, const char *description);
/* The shell is to complete the names of files for the rest of the word. */
void complete_files(struct completion *completion);
/* The piece that is completed. */
const char *complete_piece(const struct completion *completion);

/* complete.c */

/* The database, read-only; where there is none, the built-in schema: never NULL. */
struct store *complete_store(struct completion *completion);
/* The type of the command with its custom fields; NULL when it has none. */
const struct type *complete_type(struct completion *completion);

/* complete_words.c: verbs, options and their arguments. */
void complete_verbs(struct completion *completion);
void complete_types(struct completion *completion);
void complete_options(struct completion *completion, const bool *given);
void complete_argument(struct completion *completion, const struct opt *opt);

/* complete_terms.c: fields by their paths. */
void complete_term(struct completion *completion);
void complete_assignment(struct completion *completion);
/* What --help says of a field, or its label where labels are Chinese. */
const char *complete_help(struct completion *completion, const struct field *field);

/* complete_values.c: values of fields. */
void complete_value(struct completion *completion, const struct record_type *record, const struct field *field, enum value_place place);
void complete_picks(struct completion *completion, const struct pick *picks);
void complete_days(struct completion *completion);
void complete_tags(struct completion *completion, const struct record_type *record, const char *sign);

/* complete_names.c: records. */

/* A text as it is written at that place, in the arena; NULL where it would be read as something else. */
const char *complete_written(struct completion *completion, const char *text, enum value_place place);

/* Records of a type by reference and name; types other than `record` by a reference that has begun. record NULL: those alone. */
void complete_records(struct completion *completion, const struct record_type *record, enum value_place place);
/* Names alone: those that begin as the piece does, and where there is none those that have it within them. */
void complete_names(struct completion *completion, const struct record_type *record, enum value_place place);
/* The two halves of that. The first returns how many it offered; the second takes records of any type where record is NULL. */
size_t complete_prefixes(struct completion *completion, const struct record_type *record, enum value_place place);
void complete_pieces(struct completion *completion, const struct record_type *record, enum value_place place);

#endif
