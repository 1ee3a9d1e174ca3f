#include "query/path.h"

#include "store/private.h"
#include <stdio.h>
#include <string.h>

enum { SEGMENT_SIZE = 200 }; /* labels of custom fields may be long */

size_t path_ways(struct store *store, const struct record_type *from, const struct record_type *to, const struct field *fields[WAY_LIMIT])
{
	const struct type *type = store_type(store, from);
	size_t count = 0;

	for (size_t i = 0; i < type->count && count < WAY_LIMIT; i++) {
		const struct field *field = type->fields[i];
		bool leads = (field->kind == KIND_ANYREF && field->composition) || ((field->kind == KIND_REF || field->kind == KIND_REFS) && field->target == to);
		if (!leads || field->hidden)
			continue;
		if (field->composition && field->kind == KIND_REF) {
			fields[0] = field;
			return 1;
		}
		fields[count++] = field;
	}
	return count;
}

/* The type whose plural, or whose label in either language, a step back is called by. */
static const struct record_type *type_called(const char *segment)
{
	const struct record_type *found = record_by_plural(segment);
	struct text wanted = { 0 }, label = { 0 };

	if (!found)
		label_normal(&wanted, segment);
	for (struct record_walk walk = record_walk(); !found && wanted.length && walk.record; record_step(&walk)) {
		text_clear(&label);
		label_normal(&label, walk.record->zh ? walk.record->zh : "");
		if (!walk.record->internal && label.length && strcmp(label.data, wanted.data) == 0)
			found = walk.record;
	}
	text_free(&wanted);
	text_free(&label);
	return found;
}

static enum status parse_segment(struct store *store, const char *text, const char *segment, const char **rest, struct path *path, const struct type **at)
{
	const struct field *field = type_field(*at, segment, NULL);
	bool last = !*rest, itself = last && (strcmp(segment, "id") == 0 || strcmp(segment, "ref") == 0);

	/* Names come before plurals, and labels after both. */
	if (!field && !itself && !record_by_plural(segment))
		field = type_written(*at, segment, NULL);
	const struct field *lines = field && field->kind == KIND_LINES ? field : NULL;

	if (lines)
		field = NULL;
	/* A field of one value that shares its name with a plural (notes) leads there when something follows. */
	if (field && !last && field->kind != KIND_REF && field->kind != KIND_REFS && field->kind != KIND_ANYREF && record_by_plural(segment))
		field = NULL;
	if (field && (last || (field->kind != KIND_REF && field->kind != KIND_REFS && field->kind != KIND_ANYREF))) {
		path->field = field;
		path->record = (*at)->record;
		if (!last)
			return error_set(store->error, STATUS_USAGE, "%s: %s does not lead to another record", text, segment);
		return STATUS_OK;
	}
	if (itself) {
		path->record = (*at)->record;
		return STATUS_OK;
	}
	if (path->count == PATH_LIMIT)
		return error_set(store->error, STATUS_USAGE, "%s: a path has at most %d steps", text, PATH_LIMIT);
	struct step *step = &path->steps[path->count++];
	*step = (struct step){ .from = (*at)->record };
	if (field) {
		step->type = field->kind == KIND_REF ? STEP_REF : field->kind == KIND_REFS ? STEP_LINK : STEP_ANYREF;
		step->fields[step->field_count++] = field;
		step->to = field->target;
		path->many |= step->type == STEP_LINK;
		if (step->type == STEP_LINK && field->roles && strcmp(*rest, "role") == 0) {
			*rest = NULL;
			path->role = true;
			path->record = field->target;
			return STATUS_OK;
		}
		if (step->type == STEP_ANYREF) {
			char name[64];
			size_t length = strcspn(*rest, ".");
			snprintf(name, sizeof name, "%.*s", (int)length, *rest);
			step->to = record_by_word(name);
			if (!step->to)
				return error_set(store->error, STATUS_USAGE, "%s: after %s comes the type it leads to, like %s.customer.name", text, segment, segment);
			*rest = (*rest)[length] ? *rest + length + 1 : NULL;
		}
	} else {
		step->type = STEP_REVERSE;
		step->to = lines ? lines->target : type_called(segment);
		path->many = true;
		if (step->to)
			step->field_count = path_ways(store, step->to, step->from, step->fields);
		if (!step->field_count) {
			const struct record_type *meant = record_by_name(segment);
			if (meant && meant->plural)
				error_set(store->error, STATUS_USAGE, "unknown field '%s'; did you mean '%s'?", segment, meant->plural);
			else
				type_unknown(*at, segment, store->error);
			return strchr(text, '.') ? error_prefix(store->error, "%s: ", text) : STATUS_USAGE;
		}
	}
	*at = store_type(store, step->to);
	path->record = step->to;
	return STATUS_OK;
}

enum status path_parse(struct store *store, const struct type *type, const char *text, struct path *path)
{
	const char *rest = text;

	*path = (struct path){ .record = type->record };
	while (rest) {
		char segment[SEGMENT_SIZE];
		size_t length = strcspn(rest, ".");
		if (length == 0 || length >= sizeof segment)
			return error_set(store->error, STATUS_USAGE, "'%s' is not a field name", text);
		memcpy(segment, rest, length);
		segment[length] = '\0';
		rest = rest[length] ? rest + length + 1 : NULL;
		enum status status = parse_segment(store, text, segment, &rest, path, &type);
		if (status)
			return status;
	}
	return STATUS_OK;
}

enum status path_find(struct store *store, const struct type *type, const char *text, struct path_end *end)
{
	struct path path;
	enum status status = path_parse(store, type, text, &path);

	*end = (struct path_end){ .field = path.field, .record = path.record, .many = path.many };
	return status;
}

void path_value(struct store *store, struct text *sql, const struct record_type *record, const struct field *field, const char *alias)
{
	bool masked = private_masks(record, field);

	if (masked) {
		text_add(sql, "(case when ");
		private_condition(store, record, alias, sql);
		text_add(sql, " then null else ");
	}
	row_expression(sql, record, field, alias);
	text_add(sql, masked ? " end)" : "");
}

/* The ids of records that lead back to the row called alias, by one field. */
static void reverse_ids(struct store *store, struct text *sql, const struct step *step, const struct field *field, const char *alias)
{
	const char *table = step->to->name;
	bool masked = private_masks(step->to, field);

	if (field->kind == KIND_REFS) {
		text_printf(sql, "select link.\"%s\" from \"", table);
		row_link_table(sql, step->to, field);
		text_printf(sql, "\" link where link.\"%s\" = %s.id", step->from->name, alias);
		if (!masked)
			return;
		text_printf(sql, " and not exists (select 1 from \"%s\" own where own.id = link.\"%s\" and ", table, table);
		private_condition(store, step->to, "own", sql);
		text_byte(sql, ')');
		return;
	}
	text_printf(sql, "select own.id from \"%s\" own where own.\"%s\" = %s.id", table, field_column(field), alias);
	if (field->kind == KIND_ANYREF)
		text_printf(sql, " * %d + %d", RECORD_TYPE_LIMIT, step->from->number);
	if (masked)
		private_exclude(store, step->to, "own", sql);
}

/* " * 256 + 5" where an any-reference is compared with an id. */
static void packed_id(struct text *sql, const struct field *field, const struct record_type *record)
{
	if (field->kind == KIND_ANYREF)
		text_printf(sql, " * %d + %d", RECORD_TYPE_LIMIT, record->number);
}

/* A step back by a single column of the other type. */
static bool is_column(const struct step *step)
{
	return step->field_count == 1 && step->fields[0]->kind != KIND_REFS;
}

static void leads_back(struct store *store, struct text *sql, const struct step *step, const char *alias, const char *to)
{
	const struct field *field = step->fields[0];

	text_printf(sql, "%s.\"%s\" = %s.id", to, field_column(field), alias);
	packed_id(sql, field, step->from);
	if (private_masks(step->to, field))
		private_exclude(store, step->to, to, sql);
}

void path_step(struct store *store, struct text *sql, const struct step *step, const char *alias, const char *to, const char *link, bool indexed)
{
	const struct field *field = step->fields[0];
	const char *table = step->to->name;
	bool masked = step->type != STEP_REVERSE && private_masks(step->from, field);

	switch (step->type) {
	case STEP_REF:
		text_printf(sql, "exists (select 1 from \"%s\" %s where %s.id = %s.\"%s\"", table, to, to, alias, field_column(field));
		break;
	case STEP_ANYREF:
		text_printf(sql, "exists (select 1 from \"%s\" %s where %s.\"%s\" %% %d = %d and %s.id = %s.\"%s\" / %d", table, to, alias, field_column(field),
		            RECORD_TYPE_LIMIT, step->to->number, to, alias, field_column(field), RECORD_TYPE_LIMIT);
		break;
	case STEP_LINK:
		text_add(sql, "exists (select 1 from \"");
		row_link_table(sql, step->from, field);
		text_printf(sql, "\" %s join \"%s\" %s on %s.id = %s.\"%s\" where %s.\"%s\" = %s.id", link, table, to, to, link, table, link, step->from->name, alias);
		break;
	case STEP_REVERSE:
		text_printf(sql, "exists (select 1 from \"%s\" %s where ", table, to);
		if (!indexed && is_column(step)) {
			leads_back(store, sql, step, alias, to);
			break;
		}
		text_printf(sql, "%s.id in (", to);
		for (size_t i = 0; i < step->field_count; i++) {
			text_add(sql, i ? " union all " : "");
			reverse_ids(store, sql, step, step->fields[i], alias);
		}
		text_byte(sql, ')');
		break;
	}
	if (masked)
		private_exclude(store, step->from, alias, sql);
	text_add(sql, " and ");
}

static void join_reverse(struct store *store, struct text *sql, const struct step *step, const char *alias, const char *to)
{
	text_printf(sql, " left join \"%s\" %s on ", step->to->name, to);
	if (is_column(step)) {
		leads_back(store, sql, step, alias, to);
		return;
	}
	text_printf(sql, "%s.id in (", to);
	for (size_t i = 0; i < step->field_count; i++) {
		text_add(sql, i ? " union " : "");
		reverse_ids(store, sql, step, step->fields[i], alias);
	}
	text_byte(sql, ')');
}

void path_join(struct store *store, struct text *sql, const struct step *step, const char *alias, const char *to, const char *link)
{
	const struct field *field = step->fields[0];
	const char *table = step->to->name, *column = field_column(field);

	switch (step->type) {
	case STEP_REF: text_printf(sql, " left join \"%s\" %s on %s.id = %s.\"%s\"", table, to, to, alias, column); break;
	case STEP_ANYREF:
		text_printf(sql, " left join \"%s\" %s on %s.\"%s\" %% %d = %d and %s.id = %s.\"%s\" / %d", table, to, alias, column, RECORD_TYPE_LIMIT, step->to->number, to,
		            alias, column, RECORD_TYPE_LIMIT);
		break;
	case STEP_LINK:
		text_add(sql, " left join \"");
		row_link_table(sql, step->from, field);
		text_printf(sql, "\" %s on %s.\"%s\" = %s.id", link, link, step->from->name, alias);
		break;
	case STEP_REVERSE: join_reverse(store, sql, step, alias, to); return;
	}
	if (private_masks(step->from, field))
		private_exclude(store, step->from, alias, sql);
	if (step->type == STEP_LINK)
		text_printf(sql, " left join \"%s\" %s on %s.id = %s.\"%s\"", table, to, to, link, table);
}

/* Appends the scalar select that reads the title of the record whose id the expression is, nothing of one that is private to somebody else. */
static void title_of(struct store *store, struct text *sql, const struct record_type *record, const char *alias, const char *column, const char *divided)
{
	text_printf(sql, "(select n.\"%s\" from \"%s\" n where n.id = %s.\"%s\"%s", record->title, record->name, alias, column, divided);
	private_exclude(store, record, "n", sql);
	text_byte(sql, ')');
}

/* The type that an any-reference names is known by row only. */
static void anyref_title(struct store *store, struct text *sql, const char *column, const char *alias)
{
	char divided[24];

	snprintf(divided, sizeof divided, " / %d", RECORD_TYPE_LIMIT);
	text_printf(sql, "(case %s.\"%s\" %% %d", alias, column, RECORD_TYPE_LIMIT);
	for (struct record_walk walk = record_walk(); walk.record; record_step(&walk)) {
		if (walk.record->internal)
			continue;
		text_printf(sql, " when %d then ", walk.record->number);
		title_of(store, sql, walk.record, alias, column, divided);
	}
	text_add(sql, " end)");
}

static void add_title(struct query *query, const struct path *path, const char *alias, struct text *sql)
{
	const char *column = field_column(path->field);

	if (path->field->kind == KIND_ANYREF)
		anyref_title(query->store, sql, column, alias);
	else
		title_of(query->store, sql, path->field->target, alias, column, "");
}

static void add_rank(struct query *query, const struct path *path, const char *alias, struct text *sql)
{
	struct text value = { 0 };

	path_value(query->store, &value, path->record, path->field, alias);
	money_rank(sql, path->field, alias, value.data);
	text_free(&value);
}

/* Nested scalar selects, one per step. */
static enum status nested(struct query *query, const struct path *path, size_t at, const char *alias, enum path_what what, struct text *sql)
{
	char to[24];

	if (at < path->count) {
		const struct step *step = &path->steps[at];
		const char *column = field_column(step->fields[0]);
		snprintf(to, sizeof to, "r%zu", at + 1);
		text_add(sql, "(select ");
		enum status status = nested(query, path, at + 1, to, what, sql);
		text_printf(sql, " from \"%s\" %s where ", step->to->name, to);
		if (step->type == STEP_ANYREF)
			text_printf(sql, "%s.\"%s\" %% %d = %d and %s.id = %s.\"%s\" / %d", alias, column, RECORD_TYPE_LIMIT, step->to->number, to, alias, column, RECORD_TYPE_LIMIT);
		else
			text_printf(sql, "%s.id = %s.\"%s\"", to, alias, column);
		if (private_masks(step->from, step->fields[0]))
			private_exclude(query->store, step->from, alias, sql);
		text_byte(sql, ')');
		return status;
	}
	bool masked = (what == PATH_TITLE || what == PATH_RANK) && private_masks(path->record, path->field);
	if (masked) {
		text_add(sql, "(case when ");
		private_condition(query->store, path->record, alias, sql);
		text_add(sql, " then null else ");
	}
	if (what == PATH_CURRENCY)
		text_printf(sql, "%s.\"currency\"", alias);
	else if (what == PATH_TITLE)
		add_title(query, path, alias, sql);
	else if (what == PATH_RANK)
		add_rank(query, path, alias, sql);
	else if (path->field)
		path_value(query->store, sql, path->record, path->field, alias);
	else
		text_printf(sql, "%s.id", alias);
	text_add(sql, masked ? " end)" : "");
	return STATUS_OK;
}

enum status path_expression(struct query *query, const struct type *type, const char *alias, const char *text, enum path_what what, struct text *sql)
{
	struct path path;
	enum status status = path_parse(query->store, type, text, &path);

	if (status)
		return status;
	if (path.many || path.role)
		return error_set(query->store->error, STATUS_USAGE, "%s leads to many records; it can be used in a filter, but not here", text);
	return nested(query, &path, 0, alias, what, sql);
}
