/* Parts of days and times that a filter may ask for: the day of the week, the hour. */
#include "query/path.h"

#include <string.h>

static const struct pick weekdays[] = {
	{ .key = "mon", .en = "Monday", .zh = "周一" },
	{ .key = "tue", .en = "Tuesday", .zh = "周二" },
	{ .key = "wed", .en = "Wednesday", .zh = "周三" },
	{ .key = "thu", .en = "Thursday", .zh = "周四" },
	{ .key = "fri", .en = "Friday", .zh = "周五" },
	{ .key = "sat", .en = "Saturday", .zh = "周六" },
	{ .key = "sun", .en = "Sunday", .zh = "周日" },
	{ 0 },
};

/* The names are those of units of groups. */
static const struct {
	const char *name, *function;
	enum kind_id kind;
	const struct pick *picks;
	bool time; /* days have none */
} parts[] = {
	{ "weekday", "local_weekday", KIND_PICK, weekdays, false },
	{ "hour", "local_hour", KIND_INT, NULL, true },
};

enum { PARTS = sizeof parts / sizeof *parts };

const char *path_part(size_t index)
{
	return index < PARTS ? parts[index].name : NULL;
}

enum status path_parse_term(struct store *store, const struct type *type, struct arena *arena, const char *text, struct path *path)
{
	const char *colon = strchr(text, ':');
	size_t part = 0;

	if (!colon)
		return path_parse(store, type, text, path);
	enum status status = path_parse(store, type, arena_copy(arena, text, (size_t)(colon - text)), path);
	if (status)
		return status;
	while (part < PARTS && strcmp(parts[part].name, colon + 1) != 0)
		part++;
	if (part == PARTS)
		return error_set(store->error, STATUS_USAGE, "%s: after the colon only weekday and hour can be written; other periods are ranges of days, such as 2026-03 or 2026-Q1", text);
	const struct field *field = path->role ? NULL : path->field;
	if (!field || (field->kind != KIND_TIMESTAMP && field->kind != KIND_DATE) || (parts[part].time && field->kind != KIND_TIMESTAMP))
		return error_set(store->error, STATUS_USAGE, "%.*s holds no %s, so it has no %s", (int)(colon - text), text, parts[part].time ? "times" : "days", parts[part].name);
	struct field *made = arena_alloc(arena, sizeof *made);
	*made = (struct field){ .id = field->id, .name = parts[part].name, .kind = parts[part].kind, .picks = parts[part].picks, .derived = true, .shown = field->shown,
		.expr = field->expr ? arena_printf(arena, "%s(%s)", parts[part].function, field->expr) : arena_printf(arena, "%s($.\"%s\")", parts[part].function, field_column(field)) };
	path->field = made;
	return STATUS_OK;
}
