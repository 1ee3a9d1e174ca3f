#include "db/function.h"

#include "base/arena.h"
#include "base/wide.h"
#include "db/db_parts.h"
#include <stdlib.h>
#include <string.h>

struct db_call {
	sqlite3_context *context;
	sqlite3_value **values;
};

struct function {
	void (*run)(struct db_call *call);
	void *context;
};

static void call_function(sqlite3_context *context, int count, sqlite3_value **values)
{
	struct function *function = sqlite3_user_data(context);
	struct db_call call = { .context = context, .values = values };

	(void)count;
	function->run(&call);
}

enum status db_function(struct db *db, const char *name, int arguments, bool constant, void (*run)(struct db_call *call), void *context)
{
	struct function *function = memory_alloc(sizeof *function);

	*function = (struct function){ .run = run, .context = context };
	int code = sqlite3_create_function_v2(db->handle, name, arguments, SQLITE_UTF8 | SQLITE_INNOCUOUS | (constant ? SQLITE_DETERMINISTIC : 0),
	                                      function, call_function, NULL, NULL, free);
	return code == SQLITE_OK ? STATUS_OK : db_failed(db, code, name);
}

void *db_call_context(struct db_call *call)
{
	struct function *function = sqlite3_user_data(call->context);

	return function->context;
}

static struct value value_of(sqlite3_value *from)
{
	switch (sqlite3_value_type(from)) {
	case SQLITE_NULL: return (struct value){ 0 };
	case SQLITE_INTEGER: return value_integer(sqlite3_value_int64(from));
	}
	const char *text = (const char *)sqlite3_value_text(from);
	return (struct value){ .type = text ? VALUE_TEXT : VALUE_NULL, .text = text, .length = (size_t)sqlite3_value_bytes(from) };
}

struct value db_call_value(struct db_call *call, int argument)
{
	return value_of(call->values[argument]);
}

void db_return(struct db_call *call, const struct value *value)
{
	switch (value->type) {
	case VALUE_NULL: sqlite3_result_null(call->context); break;
	case VALUE_INTEGER: sqlite3_result_int64(call->context, value->integer); break;
	case VALUE_TEXT: sqlite3_result_text64(call->context, value->text, value->length, SQLITE_TRANSIENT, SQLITE_UTF8); break;
	}
}

void db_return_error(struct db_call *call, const char *message)
{
	sqlite3_result_error(call->context, message, -1);
	sqlite3_result_error_code(call->context, SQLITE_MISMATCH);
}

void *db_call_cached(struct db_call *call, int argument)
{
	return sqlite3_get_auxdata(call->context, argument);
}

void db_call_cache(struct db_call *call, int argument, void *data, void (*release)(void *))
{
	sqlite3_set_auxdata(call->context, argument, data, release);
}

struct total {
	unsigned char sum[sizeof(wide)]; /* SQLite's memory is aligned to eight bytes, and a wide wants sixteen */
	bool any;
};

static void add_to_sum(sqlite3_context *context, int count, sqlite3_value **values)
{
	struct total *total = sqlite3_aggregate_context(context, sizeof *total);
	int type = sqlite3_value_type(values[0]);

	(void)count;
	if (type == SQLITE_NULL)
		return;
	if (!total) {
		sqlite3_result_error_nomem(context);
		return;
	}
	wide sum;
	memcpy(&sum, total->sum, sizeof sum);
	/* The others are differences of sums as these, so that they are far from what 128 bits hold. */
	sum += type == SQLITE_FLOAT ? (wide)sqlite3_value_double(values[0]) : sqlite3_value_int64(values[0]);
	memcpy(total->sum, &sum, sizeof sum);
	total->any = true;
}

static void end_sum(sqlite3_context *context)
{
	const struct total *total = sqlite3_aggregate_context(context, 0);
	wide sum = 0;

	if (total)
		memcpy(&sum, total->sum, sizeof sum);
	if (!total || !total->any)
		sqlite3_result_null(context);
	else if (sum >= INT64_MIN && sum <= INT64_MAX)
		sqlite3_result_int64(context, (int64_t)sum);
	else
		sqlite3_result_double(context, (double)sum);
}

enum status db_exact_sums(struct db *db)
{
	int code = sqlite3_create_function_v2(db->handle, "sum", 1, SQLITE_UTF8 | SQLITE_INNOCUOUS | SQLITE_DETERMINISTIC, NULL, NULL, add_to_sum, end_sum, NULL);

	return code == SQLITE_OK ? STATUS_OK : db_failed(db, code, "sum");
}

enum status db_collation(struct db *db, const char *name, int (*compare)(void *, int, const void *, int, const void *), void *context)
{
	int code = sqlite3_create_collation(db->handle, name, SQLITE_UTF8, context, compare);

	return code == SQLITE_OK ? STATUS_OK : db_failed(db, code, name);
}
