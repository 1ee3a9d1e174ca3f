/* What the verbs share: opening the database, operands, output, and the frame of every writer. */
#ifndef CRM_CLI_SESSION_H
#define CRM_CLI_SESSION_H

#include "base/map.h"
#include "cli/command.h"
#include "io/out.h"
#include "query/query.h"

/* Opens the database of the session, as the verb's access says. */
enum status session_open(struct session *session);
/* Whether this run of the verb reads the database and writes nothing: it is a reader, or a writer that only reads with these options and operands. */
bool session_reads(const struct session *session);
/* The path that --db, $CRM_DB, configuration or the default give, in this order. */
const char *session_database(struct session *session);
/* A path of the configuration, where no shell has put the home directory in the place of ~/. NULL stays NULL. */
const char *session_home(struct session *session, const char *path);

/* Records that operands name. */
struct target {
	const struct record_type *record;
	int64_t id;
	int64_t named; /* the record of another type that led here, as an any-reference; 0 when it was named itself */
};
struct targets {
	struct target *items;
	size_t count;
	bool of_operands; /* what a verb wrote: one record for each distinct operand, in their order, whatever its type */
	bool each_named; /* what targets_distinct leaves of a record that records of another type led to: one for each of these */
};

/* What the operands named, one after another: places in a list where each record stands once. */
struct named {
	struct targets targets;
	uint32_t *items;
	size_t count;
};

/* True for `field=value`, `field+=value`, `field-=value`, whether or not there is such a field; a label with a blank or hyphen in it must be one of some field. */
bool operand_is_assignment(const struct session *session, const char *word);
/* What follows the = of an assignment to this field; NULL when the word is none. */
const char *operand_assigns(const struct session *session, const char *word, const char *field);

/* Takes WORD=VALUE out of the operands, of a word that is no field that can be assigned, or means more; NULL when there is none. The last one counts. */
const char *operand_take(struct session *session, const char *word);

/* The FIELD=PATH words of --file; NULL when the verb has no such option. */
const struct words *operands_files(const struct session *session);
/* Of a verb that needs one value: where no operand gives it as VALUE=…, the last one does that is neither the first nor `-` nor an assignment, whatever it
 * looks like; it becomes VALUE=… at the end. STATUS_USAGE for a text that looks like another record of the command's own. */
enum status operands_value(struct session *session);

/* Reads operand words, and with `-` standard input, into words (drained before any lock is taken): each is one reference or name.
 * On standard input the first TAB field of each line counts, or NDJSON's ref; # lines and empty ones do not. */
enum status operands_drain(struct session *session, const char *const *words, size_t count, struct words *out);
/* Takes out what is there a second time, so that a record named twice is worked on once. session->named then says which item each operand named, by which
 * writer_end prints a reference for every operand. For lists that operands_find and operands_read did not make. */
void targets_distinct(struct session *session, struct targets *targets);
/* The same while the list grows: take after each addition, end at last; all zero at first. It takes no memory while the records ascend, and a number for each
 * operand once one of them names an earlier one. */
struct distinct {
	struct map places; /* of the items, counted from 1, by hashes of what they are */
	bool sparse;       /* they do not ascend: places are noted */
	size_t done;       /* items that were looked at */
	struct named *named;
};
void distinct_take(struct session *session, struct distinct *distinct, struct targets *targets);
void distinct_end(struct session *session, struct distinct *distinct, const struct targets *targets);
/* Room for one more, which the caller fills. */
struct target *targets_next(struct session *session, struct targets *targets);
/* From words to records of the own type, each once: references, ranges, bare ids, names; references to other types are followed where one way leads (own NULL: any type is taken as it is, and numbers of documents stand for theirs).
 * Words from standard input: references and document numbers only. */
enum status operands_find(struct session *session, const struct words *words, const struct record_type *own, struct targets *out);
/* Where the first operand is a line of a document (q3.2), lines are meant: session->type becomes their type. */
void operands_children(struct session *session);
/* Both at once, for readers. Missing records are remembered in *missing and the rest found: readers print what exists, then exit 1. */
enum status operands_read(struct session *session, const char *const *words, size_t count, const struct record_type *own, struct targets *out, enum status *missing);
/* Pairs from standard input: fields 1 and 2 of each line, as crm-dedupe prints them. As in operands_drain, nothing is looked up. */
struct operand_pair {
	const char *keep, *drop;
	size_t line; /* of standard input */
};
enum status operands_pairs(struct session *session, struct operand_pair **pairs, size_t *count);
/* Says in which line of standard input the session's error lies, unless it has a place already: what came from there is no usage, but data. */
enum status input_fault(struct session *session, size_t line);
void targets_add(struct session *session, struct targets *targets, const struct record_type *record, int64_t id);

/* Output. */
/* The terminal that standard output goes to, by itself or through a pager; -1 when it goes to none. */
int session_terminal(const struct session *session);
struct out *session_out(struct session *session, const struct query *query, bool records, const struct out_options *adjust);
struct out_column *session_columns(struct session *session, const struct query *query); /* in the arena of the session */
/* What a reader writes on a terminal goes to the pager from now on. */
void session_page(struct session *session);
/* Starts the pager for a table; out_options_unpaged never does: for what is short, or turns out to be no table. */
void out_options_of(struct session *session, struct out_options *options);
void out_options_unpaged(struct session *session, struct out_options *options);
/* Writes all rows of an opened query; *rows counts them. */
enum status session_print(struct session *session, struct query *query, struct out *out, int64_t *rows);
/* Opens the query, and writes its rows as a list with the options of the session, which `adjust` takes the place of unless NULL. */
enum status session_list(struct session *session, struct query *query, const struct out_options *adjust, int64_t *rows);
enum status session_close_out(struct session *session, struct out *out, enum status status);
bool session_is_human(const struct session *session, int format); /* a table or form for a terminal */
int session_format(const struct session *session);               /* enum out_format */
/* The columns that an address book has of the type where nobody names others, in the arena of the session; NULL for other formats. */
const char *session_address_columns(struct session *session);

/* The filter of operands and of the text of --where, put into the query; where may be NULL. words may be NULL-ended or counted. */
enum status session_filter(struct session *session, struct query *query, const char *const *words, size_t count, const char *where);

/* The same as a tree: what the words and the text say together; NULL when they say nothing. */
enum status session_expression(struct session *session, struct arena *arena, const char *const *words, size_t count, const char *where, struct expr **out);

/* Writers: begin the change, then do the work, collecting references, then finish: commit and print them, or with --dry-run print the change and roll back. */
enum status writer_begin(struct session *session);
enum status writer_end(struct session *session, enum status status, const struct targets *touched);
/* How --dry-run ends: rolls the change back and prints the journal's entries of the changes first … last that were in it. */
enum status writer_report(struct session *session, int64_t first, int64_t last);
/* Prints changes as crm-history REF does: those from first to last, or with first 0 those of one record; limit as in --limit, counted down, or NULL.
 * session_close_out ends it. */
struct out *changes_open(struct session *session, int fd);
enum status changes_print(struct session *session, struct out *out, int64_t first, int64_t last, const struct record_type *record, int64_t id, int64_t *limit);

/* One line of prose on standard error, once no pager is on the screen. Messages quote data, so control bytes are shown visibly, and newlines with them. */
void session_report(const struct session *session, const char *message);

/* A line of data on standard output, visibly where that is a terminal. */
void session_print_line(const struct session *session, const char *line);

/* Before standard input is read: refuses the second time. */
enum status session_take_input(struct session *session);
/* Reads a whole file or standard input ("-") as text. */
enum status read_file(struct session *session, const char *path, const char **text, size_t *length);

#endif
