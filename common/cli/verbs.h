/* The verbs that every type has, and what they are made of, for the verbs of the domains. */
#ifndef CRM_CLI_VERBS_H
#define CRM_CLI_VERBS_H

#include "cli/session.h"
#include "query/assign.h"

extern const struct verb list_verb, show_verb, count_verb, export_verb, add_verb, set_verb, copy_verb, edit_verb, remove_verb, merge_verb, import_verb, history_verb,
	fields_verb;

extern const struct verb database_schema_verb, database_field_verb, database_pick_verb;
extern const struct verb database_export_verb, database_import_verb, database_diff_verb, database_forget_verb, database_compact_verb;
/* Of the commands without a type. */
extern const struct verb *const database_verbs[], *const undo_verbs[], *const redo_verbs[], *const history_verbs[], *const find_verbs[], *const show_verbs[], *const dedupe_verbs[];

/* The options of add and of set, for verbs that do the same with some fields given. */
struct add_options {
	struct file_options files;
	const char *as, *key, *on_duplicate;
	bool unique;
	struct write_options write;
};
struct set_options {
	struct file_options files;
	struct words batch;
	struct write_options write;
};
extern const struct opt add_rows[], set_rows[]; /* without those of --file and --dry-run */
extern const struct opt_group add_groups[], set_groups[];

/* What a verb does to every record that it adds or sets, after the assignments: apply changes it, added writes more beside a new one. Either may be NULL. */
struct adjustment {
	void (*apply)(const void *context, struct record *record);
	enum status (*added)(const void *context, const struct record *record, struct arena *arena);
	const void *context;
};

/* The options of import, for verbs that read sheets besides. */
struct import_arguments {
	struct words maps, create, nulls;
	const char *key, *match, *on_duplicate, *encoding, *sheet, *rejects, *plan, *apply, *decimal, *dates, *preset, *delimiter, *map_out;
	int64_t year, header_line;
	bool keep_going, relabel, ignore_unknown, clear, unique;
	struct write_options write;
};
extern const struct opt import_rows[]; /* without that of --dry-run */
enum status import_sheet_run(struct session *session, void *arguments);

/* What add and set do with the operands. adjustment NULL: nothing. */
enum status add_run(struct session *session, const struct add_options *options, const struct adjustment *adjustment);
enum status set_run(struct session *session, const struct set_options *options, const struct adjustment *adjustment);

/* add_run in two steps, for a verb that assigns more in between: bare_read (bare.h), then this. */
struct bare;
enum status add_bare(struct session *session, const struct bare *bare, const struct add_options *options, const struct adjustment *adjustment);

/* Frees what parse_assignments made. */
void release_assignments(struct assignment *assignments, size_t count);
/* Applies assignments to one record and saves it; what is refused is reported with its reference. */
enum status set_one(struct session *session, const struct target *target, const struct assignment *assignments, size_t count, const struct adjustment *adjustment,
                    struct arena *arena);
/* What `set` does with --batch. */
enum status set_batch(struct session *session, const struct words *paths);

/* --batch of any verb: batch_drain reads the files before the lock is taken, batch_run hands what each line names, and says, to `each`. */
struct batch;
struct batching {
	const struct type *own;  /* whose records the lines name */
	const struct type *type; /* whose fields they set */
	enum status (*each)(void *context, const struct target *target, const struct assignment *assignments, size_t count, struct arena *arena);
	void *context;
};
enum status batch_drain(struct session *session, const struct words *paths, struct batch **out);
enum status batch_run(struct session *session, const struct batch *batches, size_t count, const struct batching *batching);

/* The frame of the verbs that write to the records that are named first: words and input are read before the lock is taken, then `each` is called for every
 * record. It adds to touched what is printed, and finds the options of the verb in writing->options. what, example: the verb, and what follows the reference, in the message when nothing is named. */
enum assigns { ASSIGNS_NOTHING = 0, ASSIGNS_ANYTHING, ASSIGNS_SOMETHING };
struct writing {
	struct session *session;
	const void *options;                   /* of the verb */
	const struct words *files;             /* of --file; NULL: the verb has none */
	const struct adjustment *adjustment;
	enum status (*each)(struct writing *writing, const struct target *target);
	struct assignment *assignments;
	size_t count;
	struct arena arena; /* reset for each record */
	struct targets touched;
};
enum status write_each(struct session *session, const void *options, const char *what, const char *example, enum assigns assigns,
                       enum status (*each)(struct writing *writing, const struct target *target));
/* The same for verbs that can do better with all records at once; where they cannot, `all` is write_in_turn, and `each` is set. */
enum status write_all(struct writing *writing, const char *what, const char *example, enum assigns assigns,
                      enum status (*all)(struct writing *writing, const struct targets *targets));
enum status write_in_turn(struct writing *writing, const struct targets *targets);
/* Puts the reference before the message of what is refused; returns the status. */
enum status locate_refusal(struct session *session, enum status status, const struct target *target);

/* The options of list, count and export. */
struct list_options {
	struct read_options read;
	struct as_of_options past;
};
extern const struct opt_group list_groups[];

/* The options of show. */
struct show_options {
	struct output_options output;
	const char *columns;
	bool related;
	struct as_of_options past;
};
extern const struct opt_group show_groups[];

/* The query of a reader: its columns ("name,city", "all", NULL: the default ones), order, limit, day and filter. */
enum status reader_prepare(struct session *session, const struct list_options *options, struct query *query, const char *columns, bool raw);
/* Prints what it finds; adjust: how an export is written, NULL for lists. */
enum status reader_print(struct session *session, const struct list_options *options, const char *columns, const struct out_options *adjust);
/* How a reader ends that could read: with 1 for a reference that leads nowhere, and for no record when --exit-code asks. */
enum status reader_conclude(struct session *session, const struct query *query, int64_t rows, bool exit_code);

/* Prints the rows of a summary, at most limit (-1: all), with the options of the session; *rows counts them. filters: behind each the words that list its records. */
struct summary;
enum status summary_print(struct session *session, struct summary *summary, int64_t limit, bool filters, int64_t *rows);

/* Below a record: what a query finds, under a heading with their number. The query is opened. */
enum status block_print(struct session *session, struct query *query, const char *heading, int64_t count, const struct out_options *options);

/* A query for the children of a record in their order, such as the lines of a document. */
enum status lines_query(struct session *session, const struct record_type *child, int64_t parent, struct query *query);

/* --as-of: lays the past over the tables when it is asked for. */
enum status reader_as_of(struct session *session, const struct as_of_options *options);

/* Splits operands into references (words before the first assignment) and assignments; a word behind them that is none is an error. */
enum status split_operands(struct session *session, size_t *references);
/* Parses the words from `first` on, and the FIELD=PATH words of --file (NULL: the verb has none); `at` as in assign_parse. */
enum status parse_assignments(struct session *session, const struct type *type, const struct type *at, size_t first, const struct words *files,
                              struct assignment **out, size_t *count);

#endif
