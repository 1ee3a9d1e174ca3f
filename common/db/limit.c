/* A limit of time for all that is read. */
#include "db/db_parts.h"

#include <time.h>

enum { STEPS = 10000 /* of the engine's machine between two looks at the clock: some 0.1 ms */ };

static int64_t milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int is_late(void *context)
{
	struct db *db = context;

	db->late = db->late || milliseconds() >= db->deadline;
	return db->late;
}

void db_limit(struct db *db, int seconds)
{
	db->deadline = seconds ? milliseconds() + (int64_t)seconds * 1000 : 0;
	db->late = false;
	sqlite3_progress_handler(db->handle, seconds ? STEPS : 0, seconds ? is_late : NULL, db);
}

bool db_late(const struct db *db)
{
	return db->late;
}
