/* Files: from content beside the database to a record, and the names that they have. */
#ifndef CRM_SERVICE_FILE_H
#define CRM_SERVICE_FILE_H

#include "service/service.h"
#include "store/content_file.h"
#include "store/row.h"

/* The most bytes that a file may have, as the schema says (files: size-limit). */
int64_t file_size_limit(const struct schema *schema);

/* Appends the last part of a path as the name of a record: without what a terminal or another program would take for more than letters. */
void file_tidy_name(struct text *out, const char *path, size_t length);
/* What files of such a name mostly hold; application/octet-stream for others. */
const char *file_media_type(const char *name);

/* Within a change: a new file record, unsaved, with what the content says of itself; its other fields are the caller's. Places the content. */
enum status file_record(struct store *store, const char *name, struct content *content, struct arena *arena, struct record **out);

#endif
