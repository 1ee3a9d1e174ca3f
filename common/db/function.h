/* SQL functions and collations written in C. */
#ifndef CRM_DB_FUNCTION_H
#define CRM_DB_FUNCTION_H

#include "db/db.h"

struct db_call;

/* An SQL function in C; context is handed to it. Arguments count from 0. */
enum status db_function(struct db *db, const char *name, int arguments, bool constant, void (*function)(struct db_call *call), void *context);
void *db_call_context(struct db_call *call);
struct value db_call_value(struct db_call *call, int argument);
void db_return(struct db_call *call, const struct value *value); /* text is copied */
void db_return_error(struct db_call *call, const char *message); /* the statement fails with STATUS_DATA and these words */
/* Keeps data of a constant argument (a compiled pattern) between calls. */
void *db_call_cached(struct db_call *call, int argument);
void db_call_cache(struct db_call *call, int argument, void *data, void (*release)(void *));

/* Makes the SQL function sum exact: SQLite's own fails with an error that takes the whole statement along once it is, or is on the way, beyond 64 bits.
 * This one adds up in 128 bits, and what does not fit in the end is a floating-point number, as it is for + and -. Where such a number comes out of a
 * statement, db_value has no value and db_one fails. */
enum status db_exact_sums(struct db *db);

/* A collation by a function that compares two texts. */
enum status db_collation(struct db *db, const char *name, int (*compare)(void *context, int, const void *, int, const void *), void *context);

#endif
