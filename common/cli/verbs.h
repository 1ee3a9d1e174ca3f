/* The shared verbs. Each is a function of the session; the table in verbs.c gives them their options. */
#ifndef CRM_CLI_VERBS_H
#define CRM_CLI_VERBS_H

#include "cli/session.h"
#include "query/assign.h"

enum status verb_list(struct session *session);
enum status verb_count(struct session *session);
enum status verb_export(struct session *session);
enum status verb_show(struct session *session);
enum status verb_history(struct session *session);
enum status verb_fields(struct session *session);
enum status verb_add(struct session *session);
enum status verb_copy(struct session *session);
enum status verb_set(struct session *session);
enum status verb_edit(struct session *session);
enum status verb_remove(struct session *session);
enum status verb_merge(struct session *session);
enum status verb_import(struct session *session);

void release_assignments(struct assignment *assignments, size_t count);
/* Applies assignments to one record and saves it; what is refused is told with its reference. */
enum status set_one(struct session *session, const struct target *target, const struct assignment *assignments, size_t count, struct arena *arena);
/* What `set` does with --batch. */
enum status set_batch(struct session *session);

/* --batch of any verb: batch_drain reads the files before the lock is taken, batch_run hands what each line names, and says, to `each`. */
struct batch;
struct batching {
	const struct type *own;  /* whose records the lines name */
	const struct type *type; /* whose fields they set */
	enum status (*each)(void *context, const struct target *target, const struct assignment *assignments, size_t count, struct arena *arena);
	void *context;
};
enum status batch_drain(struct session *session, struct batch **out);
enum status batch_run(struct session *session, const struct batch *batches, const struct batching *batching);

/* The frame of the verbs that write to the records that are named first: words and input are read before the lock is taken, then `each` is called for every
 * record. It adds to touched what is printed. what, example: the verb, and what stands behind the reference, in the message when nothing is named. */
enum assigns { ASSIGNS_NOTHING = 0, ASSIGNS_ANYTHING, ASSIGNS_SOMETHING };
struct writing {
	struct session *session;
	enum status (*each)(struct writing *writing, const struct target *target);
	struct assignment *assignments;
	size_t count;
	struct arena arena; /* reset for each record */
	struct targets touched;
};
enum status write_each(struct session *session, const char *what, const char *example, enum assigns assigns,
                       enum status (*each)(struct writing *writing, const struct target *target));
/* The same for verbs that can do better with all records at once; where they cannot, `all` is write_in_turn, and `each` is set. */
enum status write_all(struct writing *writing, const char *what, const char *example, enum assigns assigns,
                      enum status (*all)(struct writing *writing, const struct targets *targets));
enum status write_in_turn(struct writing *writing, const struct targets *targets);
/* The adjustment of the verb (command.h): whether it is asked for, whether that is possible, and doing it to a record. */
bool adjusts(const struct session *session);
enum status check_adjustment(struct session *session);
void adjust_record(const struct session *session, struct record *record);
/* Puts the reference before the message of what is refused; returns the status. */
enum status locate_refusal(struct session *session, enum status status, const struct target *target);

/* Own verbs of some commands. */
/* From state to state: issue, accept, approve, cancel and the like; the verb's name says which. */
enum status verb_move(struct session *session);
enum status verb_revise(struct session *session);
enum status verb_order(struct session *session);
enum status verb_invoice(struct session *session);
enum status verb_deliver(struct session *session);
enum status verb_credit(struct session *session);
enum status verb_bill(struct session *session);
enum status verb_receive(struct session *session);
enum status verb_plan(struct session *session);
bool plan_only_reads(const struct session *session);
enum status verb_recur(struct session *session);
enum status verb_stage(struct session *session);
enum status verb_done(struct session *session);
enum status verb_log(struct session *session);
enum status verb_convert(struct session *session);
/* The lines of documents (verb_line.c), and what they come to (verb_explain.c). */
enum status verb_line(struct session *session);
bool line_only_reads(const struct session *session);
enum status verb_explain(struct session *session);
enum status verb_price(struct session *session);
enum status verb_put(struct session *session);
enum status verb_drop(struct session *session);
enum status verb_prices(struct session *session);
enum status verb_stock(struct session *session);
bool stock_only_reads(const struct session *session);
enum status verb_stocktake(struct session *session);
enum status verb_reorder(struct session *session);
enum status verb_print(struct session *session);
enum status verb_allocate(struct session *session);
enum status verb_release(struct session *session);
enum status verb_refund(struct session *session);
enum status verb_balance(struct session *session);
enum status verb_handover(struct session *session);
enum status verb_search(struct session *session);
enum status verb_dedupe(struct session *session);
enum status verb_reject(struct session *session);
enum status verb_rejected(struct session *session);
enum status verb_changes(struct session *session);
enum status verb_undo(struct session *session);
enum status verb_redo(struct session *session);
enum status verb_init(struct session *session);
enum status verb_status(struct session *session);
enum status verb_check(struct session *session);
enum status verb_backup(struct session *session);
enum status verb_restore(struct session *session);
enum status verb_migrate(struct session *session);
enum status verb_schema(struct session *session);
enum status verb_export_all(struct session *session);
enum status verb_import_all(struct session *session);
enum status verb_diff(struct session *session);

/* The query of a reader: its columns ("name,city", "all", NULL: the default ones), order, limit, day and filter. */
enum status reader_prepare(struct session *session, struct query *query, const char *columns);
/* Prints what it finds. */
enum status reader_print(struct session *session, const char *columns, const struct out_options *options);
/* How a reader ends that could read: with 1 for a reference that leads nowhere, and for no record when --exit-code asks. */
enum status reader_conclude(struct session *session, const struct query *query, int64_t rows);

/* A query for the children of a record in their order, such as the lines of a document. */
enum status lines_query(struct session *session, const struct record_type *child, int64_t parent, struct query *query);

/* --as-of: lays the past over the tables when it is asked for. */
enum status reader_as_of(struct session *session);

/* Splits operands into references (words before the first assignment) and assignments; a word behind them that is none is an error. */
enum status split_operands(struct session *session, size_t *references);
/* Parses the words from `first` on, and --file FIELD=PATH; `at` as in assign_parse. */
enum status parse_assignments(struct session *session, const struct type *type, const struct type *at, size_t first, struct assignment **out, size_t *count);

#endif
