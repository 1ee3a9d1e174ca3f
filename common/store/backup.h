/* Copies of a database, and the way back. */
#ifndef CRM_STORE_BACKUP_H
#define CRM_STORE_BACKUP_H

#include "base/date.h"
#include "store/store.h"

/* Copies the database while others go on writing, verifies the copy, and only then gives it its name.
 *
 * target  a directory: the copy is NAME-YYYYMMDDTHHMMSSZ.db in it, NAME being the database's own without .db; the clock is conventions.now.
 *         Else the file to make, which must not exist. NULL: the directory of the database.
 * keep    in a directory, how many copies of this database to keep, the newest, this one included; 0: all. Only files named as above are removed.
 * made    the path of the copy is appended; the content of files lies beside it, as it does beside the database
 * missing how much of that content was not there to be copied, which is no error: crm-db check says what
 * The copy has the mode and group of the database. STATUS_CREATE when it cannot be made or is there already; STATUS_DATA when the copy is damaged,
 * which means that the database is. */
enum status backup_make(struct store *store, const char *target, int64_t keep, struct text *made, int64_t *missing);

/* A note beside the database, PATH.last-backup, that a backup was made now, and where; and when that was, false when there is no such note. A backup whose note
 * cannot be written is one all the same. */
void backup_note(const struct store *store, const char *made);
bool backup_last(const struct store *store, char at[TIMESTAMP_SIZE]);

/* Puts a backup in the place of the database at path, which is kept as PATH.before-restore (with its log, PATH.before-restore-wal, when it is damaged).
 * The backup itself stays as it is.
 *
 * force  also over a database of another UUID, and over an older PATH.before-restore
 * STATUS_BUSY while anyone has the database open; STATUS_DATA when the backup is damaged or none of ours; STATUS_CONFIG when it is of a newer schema;
 * STATUS_REFUSED without force. The present database is untouched unless all went well. */
enum status backup_restore(const char *backup, const char *path, bool force, struct error *error);

/* Appends the names of the copies of the database that lie beside it, from backups, restores and migrations, joined by ", ". */
void backup_beside(const struct store *store, struct text *names);

/* Opens a copy and looks at all of it: that it is ours and of a schema that is known, its integrity and its foreign keys. */
enum status backup_verify(const char *path, struct error *error);

#endif
