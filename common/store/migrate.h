/* Numbered migrations from one schema version to the next. Writers run them, under the write lock, after a backup. */
#ifndef CRM_STORE_MIGRATE_H
#define CRM_STORE_MIGRATE_H

#include "store/store.h"

struct migration {
	int to;                 /* the version it leads to; the list counts up by one */
	const char *what;       /* for the message of crm-db migrate */
	enum status (*run)(struct store *store); /* the settings have been read */
	bool words;             /* the words of the full-text table are made anew once all steps are done */
};

/* The migrations of this program; ends with to 0. */
extern const struct migration migrations[];

/* The schema version that is written in the file; 0: it has none. */
enum status migrate_version(struct db *db, int64_t *version);

/* Runs what is missing up to `target`; a backup is left beside the database as PATH.v<old>. Nothing to do is STATUS_OK. */
enum status migrate_run(struct store *store, const struct migration *list, int target);

#endif
