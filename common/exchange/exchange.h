/* A database as a directory of text files, made for version control; and the differences between two databases, as commands.
 *
 * Every file is NDJSON in UTF-8: one record to a line, sorted by id, keys in the order of the record table, only fields that
 * are set.
 *   database.ndjson   one line: format, version, schema, uuid, history
 *   TYPE.ndjson       the records of each type, those written by rules (stage_move), merged references (alias) and settings
 *                     (setting) too; `ref` is the record's own reference
 *   counter.ndjson    name, value: the last id of each type that was given out
 *   change.ndjson     with history: the heads of the journal
 *   entry.ndjson      with history: its entries, as their columns are stored
 *   attachments/      the content of files, each named by its SHA-256; an import refuses what no record has, and what its name is
 *                     not true of
 *
 * Values are exact: integers are JSON numbers; amounts have the digits of their currency and, like decimals and percentages,
 * are strings; yes and no are true and false; days and points in time (UTC) are as stored; references are texts like c12,
 * links p3:champion, comma-joined; tags are comma-joined. A custom field that the schema has hidden is called #1003, after its
 * id. */
#ifndef CRM_EXCHANGE_EXCHANGE_H
#define CRM_EXCHANGE_EXCHANGE_H

#include "store/store.h"

/* Writes the directory, made with mode 0700 where there is none, files with 0600. All of it is one point in time. Every file
 * is written under another name first and takes its place when all are there; files of history that an earlier export left go
 * when there is no history now. Refused for a directory with other things in it or with the export of another database; names
 * that begin with a dot, and what is beside an export, do not matter.
 * missing: how much content of files was missing or damaged, and is not there.
 * STATUS_CREATE, STATUS_IO, STATUS_PERMISSION when a file cannot be written. */
enum status exchange_export(struct store *store, const char *directory, bool history, int64_t *missing);

/* Reads a directory into a database that is as crm-db init made it; all of its own goes, so that what was exported is exactly
 * what is there: ids, counters, UUID, settings, times, and the journal where the export has it. Without history, what was read
 * is journalled: settings and users as the first change, of nobody, as crm-db init does; all the rest as one change of the
 * acting user.
 *
 * command  for the journal
 * STATUS_REFUSED for a database that had records. STATUS_DATA "customer.ndjson:14:7: …" for a bad line and for everything that
 * crm-db check would find fault with. After STATUS_OK a transaction is open: exchange_commit ends it, change_rollback takes it
 * all back; on failure it is rolled back. */
enum status exchange_import(struct store *store, const char *directory, const char *command);
enum status exchange_commit(struct store *store);

/* One side of a comparison: a database, or an export, which is read into a temporary database. */
struct exchange_side {
	struct store *store;
	char *directory; /* of the temporary database; NULL: none */
};
enum status exchange_open(struct exchange_side *side, const char *path, const struct store_options *options, struct error *error);
/* A temporary copy of an open database, to be written, with the rules of the domains. now as in struct store_options. */
enum status exchange_copy(struct exchange_side *side, struct store *store, const char *now);
void exchange_close(struct exchange_side *side);

struct diff_rule; /* exchange/diff_rule.h */

/* Hands over the commands that make the first database hold what the second one holds, whole lines for a POSIX shell: values
 * are quoted so that nothing in them acts on the shell or on a terminal. Each was tried on a copy of the first database, so that
 * they can be run in their order. Records that would get another reference than they have are kept in variables:
 * c7=$(crm-customer add …) and "$c7". What no command brings about (times that the program keeps, the schema, what the rules
 * refuse) comes first, in comments.
 * rules: what the domains say of their types, ending with record NULL. error receives the messages of both. */
enum status exchange_diff(struct store *from, struct store *to, const struct diff_rule *rules,
                          void (*write)(void *context, const char *data, size_t length), void *context);

#endif
