/* Rows as they are stored, as one object of JSON: {"order":[{"id":1,"customer":3,"subject":"x"}],"order_line":[…]}, by table, under the names of their fields.
 * Integers and texts are what the database holds; a field without a value is left out. */
#ifndef CRM_IO_ROWS_JSON_H
#define CRM_IO_ROWS_JSON_H

#include "base/arena.h"
#include "base/status.h"
#include "base/text.h"
#include "base/value.h"

/* Appends a table of rows: open begins one, each row is an object, close ends what is open. */
struct rows_json {
	struct text *out;
	bool table, row; /* one is open, one was written in it */
};
void rows_json_table(struct rows_json *rows, const char *name);
void rows_json_row(struct rows_json *rows, int64_t id);
void rows_json_value(struct rows_json *rows, const char *field, const struct value *value);
void rows_json_row_end(struct rows_json *rows);
void rows_json_end(struct rows_json *rows);

/* What a reader is handed of each row, in order. */
struct rows_json_cell {
	const char *field;
	struct value value;
};
typedef enum status rows_json_each(void *context, const char *table, int64_t id, const struct rows_json_cell *cells, size_t count);
/* Hands over the rows; cells live until each returns. STATUS_DATA for what is no such object. */
enum status rows_json_read(const char *json, rows_json_each *each, void *context, struct error *error);

#endif
