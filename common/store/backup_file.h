/* What backup.c and restore.c share. */
#ifndef CRM_STORE_BACKUP_FILE_H
#define CRM_STORE_BACKUP_FILE_H

#include "store/backup.h"

/* Copies the open database into a new file of the mode and group of the file `like` (0600 when that is not there), to disk, and verifies it.
 * What is left of a copy that failed is removed. */
enum status backup_copy(struct db *db, const char *to, const char *like, struct error *error);
/* STATUS_CREATE where a path is a symbolic link that leads nowhere: to make what it names is not what a link is for, and to replace it neither. */
enum status backup_check_link(const char *path, struct error *error);
/* A file that takes its place as a whole has no log; a database that is shared has one. */
void backup_start_log(const char *path, struct error *error);
/* Removes a copy that failed, with what SQLite left beside it. */
void backup_discard(const char *path);
/* Writes the directory of a file to disk, so that a new name in it lasts. */
void backup_sync_directory(const char *path);
/* The length of the directory part of a path with its slash; 0 when there is none. */
size_t backup_directory_length(const char *path);

#endif
