/* Texts with {{path}} and {{path|default}}: filled in from a record. */
#include "query/assign.h"

#include "base/money.h"
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

/* What is between the braces: a path, and what stands for an empty field. */
static char *read_inside(struct arena *arena, const char *inside, size_t length, const char **fallback)
{
	char *path = arena_copy(arena, inside, length);
	char *bar = strchr(path, '|');

	if (bar) {
		*bar = '\0';
		*fallback = bar + 1;
	}
	while (*path == ' ')
		path++;
	for (size_t end = strlen(path); end && path[end - 1] == ' ';)
		path[--end] = '\0';
	return path;
}

static enum status add_field(struct store *store, struct merge *merge, struct piece *piece, const char *inside, size_t length, struct arena *arena)
{
	char *path = read_inside(arena, inside, length, &piece->fallback);

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

/* A record that is being made, and the text that is put together from it. */
struct own {
	struct store *store;
	const struct type *type;
	const struct value *values;
	bool amounts; /* they are among the values */
	struct arena arena;
};

/* Appends what a path behind a reference leads to. */
static enum status behind(struct own *own, const struct field *field, const struct value *value, const char *rest, struct text *out)
{
	struct merge *merge;

	if (value->type != VALUE_INTEGER)
		return STATUS_OK;
	enum status status = merge_parse(own->store, store_type(own->store, field->target), arena_printf(&own->arena, "{{%s}}", rest), &own->arena, &merge);
	if (!status)
		status = merge_text(own->store, merge, value->integer, out);
	merge_release(merge);
	return status;
}

static enum status own_field(struct own *own, const char *path, struct text *out)
{
	struct error *error = own->store->error;
	size_t length = strcspn(path, "."), index, money;
	const char *name = arena_copy(&own->arena, path, length);
	const struct field *field = type_written(own->type, name, &index);

	if (!field)
		return type_unknown(own->type, name, error);
	if (field->derived || field->kind == KIND_LINES)
		return error_set(error, STATUS_USAGE, "a new record has no %s yet", name);
	if (field->kind == KIND_MONEY && !own->amounts)
		return error_set(error, STATUS_USAGE, "amounts of a sheet cannot be put into other fields");
	if (path[length] && field->kind != KIND_REF)
		return error_set(error, STATUS_USAGE, "%s does not lead to another record", name);
	if (path[length])
		return behind(own, field, &own->values[index], path + length + 1, out);
	bool amounts = type_field(own->type, "currency", &money) && own->values[money].type == VALUE_TEXT;
	field_format(field, &own->values[index], currency_digits(amounts ? own->values[money].text : own->store->conventions.currency), out);
	return STATUS_OK;
}

enum status merge_own(struct store *store, const struct type *type, const struct value *values, bool amounts, const char *text, struct text *out)
{
	struct own own = { .store = store, .type = type, .values = values, .amounts = amounts };
	enum status status = STATUS_OK;

	while (!status && *text) {
		const char *open = strstr(text, "{{"), *end = open ? strstr(open, "}}") : NULL, *fallback = "";
		text_append(out, text, end ? (size_t)(open - text) : strlen(text));
		if (open && !end)
			status = error_set(store->error, STATUS_USAGE, "a {{ has no }}");
		if (!end)
			break;
		const char *path = read_inside(&own.arena, open + 2, (size_t)(end - open - 2), &fallback);
		size_t before = out->length;
		status = own_field(&own, path, out);
		if (status)
			error_prefix(store->error, "{{%s}}: ", path);
		else if (out->length == before)
			text_add(out, fallback);
		text = end + 2;
	}
	arena_free(&own.arena);
	return status;
}
