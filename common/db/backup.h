/* A copy of a database in use, and what the engine itself finds wrong with one. */
#ifndef CRM_DB_BACKUP_H
#define CRM_DB_BACKUP_H

#include "db/db.h"

/* Copies the whole database into a new file by the online backup API. */
enum status db_backup(struct db *db, const char *path);
/* SQLite's own integrity and foreign-key checks; each finding is handed to report. */
enum status db_verify(struct db *db, void (*report)(void *context, const char *finding), void *context);

#endif
