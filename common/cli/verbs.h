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

/* The frame of the verbs that write to the records that are named first: words and input are read before the lock is taken, then `each` is called for every
 * record. It adds to touched what is printed. what, example: the verb, and what stands behind the reference, in the message when nothing is named. */
enum assigns { ASSIGNS_NOTHING = 0, ASSIGNS_ANYTHING, ASSIGNS_SOMETHING };
struct writing {
	struct session *session;
	struct assignment *assignments;
	size_t count;
	struct arena arena; /* reset for each record */
	struct targets touched;
};
enum status write_each(struct session *session, const char *what, const char *example, enum assigns assigns,
                       enum status (*each)(struct writing *writing, const struct target *target));

/* Own verbs of some commands. */
enum status verb_stage(struct session *session);
enum status verb_done(struct session *session);
enum status verb_log(struct session *session);
enum status verb_convert(struct session *session);
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

/* --as-of: lays the past over the tables when it is asked for. */
enum status reader_as_of(struct session *session);

/* Splits operands into references (words before the first assignment) and assignments; a word behind them that is none is an error. */
enum status split_operands(struct session *session, size_t *references);
/* Parses the words from `first` on, and --file FIELD=PATH; `at` as in assign_parse. */
enum status parse_assignments(struct session *session, const struct type *type, const struct type *at, size_t first, struct assignment **out, size_t *count);

#endif
