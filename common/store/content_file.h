/* The content of files: bytes beside the database, in DB.files/ab/cdef…, each named by its SHA-256, so that the same content is there once. A field that is flagged
 * `content` (record/record.h) holds such a name. Directories and files have the modes and the group of the database. */
#ifndef CRM_STORE_CONTENT_FILE_H
#define CRM_STORE_CONTENT_FILE_H

#include "base/sha256.h"
#include "store/store.h"

struct content {
	char sum[SHA256_TEXT];
	int64_t size;
	char *staged; /* the file that holds it until it is placed; NULL: none */
};

/* Appends the path of the directory, and of one content in it. */
void content_directory(struct text *out, const char *database);
void content_path(struct text *out, const char *database, const char *sum);
/* The sum of a path within that directory, from its last two parts; false for what content_path makes no name of. */
bool content_sum(const char *folder, const char *name, char sum[SHA256_TEXT]);

/* Reads all of a descriptor into a staged file, outside of any transaction. what: its name in messages. slot: tells apart the contents that one process stages at a time.
 * STATUS_DATA beyond limit bytes; STATUS_IO, STATUS_CREATE. */
enum status content_stage(const char *database, int input, const char *what, int64_t limit, size_t slot, struct content *out, struct error *error);
/* The same of bytes. */
enum status content_stage_bytes(const char *database, const void *data, size_t length, size_t slot, struct content *out, struct error *error);
/* Removes what is staged; zero-filled, and once placed, it is nothing. */
void content_discard(struct content *content);
/* Within a change: gives staged content its name, unless the same is there already. A rollback takes it away again. */
enum status content_place(struct store *store, struct content *content);

/* Reads a content and compares it with its name: STATUS_DATA with why it is not that, ERROR_NOT_FOUND when it is missing. size NULL: not wanted. */
enum status content_verify(const char *path, const char *sum, int64_t *size, struct error *error);
/* Copies one content to the place of its name beside another database, which need not be there yet, verified on the way; nothing when it is there. like: the
 * database whose mode and group it gets. As content_verify. */
enum status content_copy(const char *path, const char *sum, const char *database, const char *like, struct error *error);
/* Calls each for every content beside a database, in no order, with its path. */
enum status content_each(const char *database, enum status (*each)(void *context, const char *path, const char *sum), void *context);
/* Copies all content beside one database to another one; what is there already stays. */
enum status content_copy_all(const char *from, const char *to, const char *like, struct error *error);
/* Removes the directory with all content: of a copy that is removed itself. */
void content_remove_all(const char *database);

/* What was placed in a change that is rolled back goes; called by change_rollback. */
void content_take_back(struct change *change);

#endif
