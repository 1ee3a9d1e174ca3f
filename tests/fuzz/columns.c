/* Columns and orders by paths, and every cell as text. The first byte chooses the type; a NUL divides columns from order. */
#include "store.h"
#include "query/query.h"

static enum status read_rows(struct query *query)
{
	struct text scratch = { 0 };
	enum status status = query_open(query);
	const char *text;
	size_t length;
	int64_t id;
	bool row = true;

	while (!status && !(status = query_next(query, &id, &row)) && row)
		for (size_t i = 0; i < query->column_count; i++) {
			query_cell(query, &query->columns[i], &scratch, &text, &length);
			MUST(utf8_valid(text, length, NULL));
		}
	text_free(&scratch);
	return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct store *store = fuzz_store();
	const struct type *type = fuzz_type(store, &data, &size);
	struct query query;

	if (!type)
		return 0;
	char *columns = fuzz_string(data, size);
	size_t length = strlen(columns) + 1;
	char *order = length < size ? fuzz_string(data + length, size - length) : memory_string("name");
	query_init(&query, store, type);
	query.human = size & 1;
	query.raw = size & 2;
	enum status status = query_columns(&query, columns);
	if (!status)
		status = query_sort(&query, order);
	if (!status)
		status = read_rows(&query);
	MUST(status == STATUS_OK || status == STATUS_USAGE);
	query_free(&query);
	free(columns);
	free(order);
	return 0;
}
