/* Texts with {{path}} and {{path|default}}: filled in from a record. */
#include "query/assign.h"

#include "query/query.h"
#include <stdlib.h>
#include <string.h>

struct piece {
	const char *text;     /* literal text before the field */
	const char *fallback; /* of an empty field; NULL: nothing */
	struct piece *next;
	int column;           /* in the query; -1: literal text alone */
};

struct merge {
	struct query query;
	struct piece *pieces;
};

static enum status add_field(struct store *store, struct merge *merge, struct piece *piece, const char *inside, size_t length, struct arena *arena)
{
	char *path = arena_copy(arena, inside, length);
	char *bar = strchr(path, '|');

	if (bar) {
		*bar = '\0';
		piece->fallback = bar + 1;
	}
	while (*path == ' ')
		path++;
	for (size_t end = strlen(path); end && path[end - 1] == ' ';)
		path[--end] = '\0';
	piece->column = (int)merge->query.column_count;
	enum status status = query_column(&merge->query, path);
	return status ? error_prefix(store->error, "{{%s}}: ", path) : STATUS_OK;
}

enum status merge_parse(struct store *store, const struct type *at, const char *text, struct arena *arena, struct merge **out)
{
	struct merge *merge = arena_alloc(arena, sizeof *merge);
	struct piece **tail = &merge->pieces;
	enum status status;

	*out = NULL;
	query_init(&merge->query, store, at);
	status = query_column(&merge->query, "ref");
	while (!status && *text) {
		const char *open = strstr(text, "{{"), *end = open ? strstr(open, "}}") : NULL;
		struct piece *piece = arena_alloc(arena, sizeof *piece);
		if (open && !end)
			status = error_set(store->error, STATUS_USAGE, "a {{ has no }}");
		piece->column = -1;
		piece->text = end ? arena_copy(arena, text, (size_t)(open - text)) : arena_string(arena, text);
		*tail = piece;
		tail = &piece->next;
		if (!end)
			break;
		if (!status)
			status = add_field(store, merge, piece, open + 2, (size_t)(end - open - 2), arena);
		text = end + 2;
	}
	if (status)
		query_free(&merge->query);
	else
		*out = merge;
	return status;
}

enum status merge_text(struct store *store, const struct merge *constant, int64_t id, struct text *out)
{
	/* The statement inside is prepared once and run for each record. */
	struct merge *merge = (struct merge *)constant;
	struct text scratch = { 0 };
	int64_t found;
	bool row = false;
	enum status status;

	if (!merge->query.statement)
		query_id(&merge->query, id);
	else
		merge->query.binds[merge->query.bind_count - 1] = value_integer(id);
	status = query_open(&merge->query);
	if (!status)
		status = query_next(&merge->query, &found, &row);
	if (!status && !row)
		status = error_set(store->error, STATUS_REFUSED, "there is no record to fill in {{…}} from");
	for (const struct piece *piece = merge->pieces; !status && piece; piece = piece->next) {
		const char *text;
		size_t length = 0;
		text_add(out, piece->text);
		if (piece->column < 0)
			continue;
		query_cell(&merge->query, &merge->query.columns[piece->column], &scratch, &text, &length);
		if (length)
			text_append(out, text, length);
		else if (piece->fallback)
			text_add(out, piece->fallback);
	}
	if (merge->query.statement)
		db_reset(merge->query.statement);
	text_free(&scratch);
	return status;
}

void merge_release(struct merge *merge)
{
	if (merge)
		query_free(&merge->query);
}
