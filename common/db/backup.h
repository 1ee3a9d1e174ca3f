/* A copy of a database in use, and what the engine itself finds wrong with one. */
#ifndef CRM_DB_BACKUP_H
#define CRM_DB_BACKUP_H

#include "db/db.h"

/* Copies the whole database into a new file by the online backup API. */
enum status db_backup(struct db *db, const char *path);
/* SQLite's own checks; quick: without comparing indexes with their tables. Each finding of the
 * integrity check is handed to damaged, each row whose foreign key leads nowhere to dangling. */
enum status db_verify(struct db *db, bool quick, void (*damaged)(void *context, const char *finding), void (*dangling)(void *context, const char *finding), void *context);

#endif
