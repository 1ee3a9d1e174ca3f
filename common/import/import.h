/* Reads a sheet (sheet.h) into the records of one type, or carries out a plan that was made from one.
 *
 * Into a type that never had a record, our own export brings its references with it, and what the program keeps (created_at, closed_at, converted_…).
 *
 * Three steps: import_read opens the file and maps its columns without any lock (what is no regular file is drained first);
 * then the caller begins a change; import_run streams the rows into it. The caller commits, or rolls back for --dry-run and
 * --plan. Memory is constant in the number of rows but for what recognizes duplicates: a hash and an id per key.
 *
 * A plan is TSV that people read and edit (escapes of text_escape):
 *   #crm-plan⇥1⇥TYPE⇥uuid of the database⇥last change[⇥match=close][⇥key=email]
 *   line⇥add⇥- or the reference to keep⇥why⇥field=value…
 *   line⇥update|fill|skip⇥c12⇥close name 上海泵业有限公司 ~ 上海泵业 c12⇥field=value…
 *   line⇥skip⇥-⇥why it makes no record
 *   line⇥reject⇥-⇥what is wrong
 *   line⇥create⇥customer⇥why⇥name=…        a record that the line after it refers to by name
 *   line⇥line⇥14⇥⇥product=…                a line of the document that line 14 makes, which stands above it
 *
 * What lines a document gets, and when, import_children.h says. */
#ifndef CRM_IMPORT_IMPORT_H
#define CRM_IMPORT_IMPORT_H

#include "import/import_hook.h"
#include "import/import_options.h"

struct import;

/* Opens and checks file, header, maps, key, assignments and the files to write. Needs no transaction. STATUS_DATA "leads.csv:1:7: unknown field
 * 'custmer'; did you mean 'customer'?", STATUS_USAGE for options that are wrong. On failure *out is NULL. */
enum status import_read(struct import **out, struct store *store, const struct type *type, const struct import_options *options);

/* Within change_begin …: writes all rows, or none when it fails (the caller rolls back). With keep_going or a plan, bad lines are set aside
 * and the result says so. A plan that no longer fits the database is STATUS_REFUSED. Called once. */
enum status import_run(struct import *import, const struct import_listener *listener, struct import_result *result);

/* What was made of the file that nobody said, as messages for people: the encoding that was guessed, the line of the header, columns that are left out; once it
 * ran, totals below its rows. Appends one for each call, from *next = 0 on; false when there are no more yet. */
bool import_remark(const struct import *import, unsigned *next, struct text *out);

/* In place of import_run: writes the map of the file to where `map_out` says. Needs no transaction. */
enum status import_write_map(struct import *import);

void import_free(struct import *import); /* NULL is fine */

#endif
