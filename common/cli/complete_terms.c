/* Terms of filters and assignments: a path of fields, an operator, values. */
#include "cli/complete_internal.h"

#include "query/assign.h"
#include "query/path.h"
#include <string.h>

const char *complete_help(struct completion *completion, const struct field *field)
{
	const char *language = complete_store(completion)->conventions.language;

	return strncmp(language, "zh", 2) == 0 ? field_label(field, language) : field->help;
}

static void offer_with(struct completion *completion, const char *name, const char *end, const char *description)
{
	struct text whole = { 0 };

	text_printf(&whole, "%s%s", name, end);
	complete_offer(completion, whole.data, description, true);
	text_free(&whole);
}

/* A field by its name, and by its labels once the word has begun: who types one wants to go on with it. */
static void offer_field(struct completion *completion, const char *before, const struct field *field, const char *end)
{
	struct arena *arena = &completion->session.arena;
	const char *const labels[] = { field->en, field->zh };

	offer_with(completion, arena_printf(arena, "%s%s", before, field->name), end, complete_help(completion, field));
	for (size_t i = 0; *complete_piece(completion) && i < sizeof labels / sizeof *labels; i++)
		if (labels[i] && strcmp(labels[i], field->name) != 0)
			offer_with(completion, arena_printf(arena, "%s%s", before, labels[i]), end, field->name);
}

/* The short names of address fields: city for bill_city. */
static void offer_address(struct completion *completion, const struct type *type)
{
	for (const char *const *name = (const char *const[]){ "street", "city", "state", "code", "country", NULL }; *name; name++) {
		const struct field *field = type_field(type, *name, NULL);
		if (field && strcmp(field->name, *name) != 0)
			offer_with(completion, *name, "=", complete_help(completion, field));
	}
}

/* The fields of a type, and the ways that lead on from it. */
static void offer_path(struct completion *completion, const struct type *type)
{
	struct store *store = complete_store(completion);
	struct path_end end;

	for (size_t i = 0; i < type->count; i++) {
		const struct field *field = type->fields[i];
		if (field->hidden)
			continue;
		offer_field(completion, "", field, "=");
		if (field->kind == KIND_REF || field->kind == KIND_REFS || field->kind == KIND_ANYREF || field->kind == KIND_LINES)
			offer_field(completion, "", field, ".");
	}
	offer_address(completion, type);
	for (struct record_walk walk = record_walk(); walk.record; record_step(&walk)) {
		const struct record_type *other = walk.record;
		if (!other->internal && path_find(store, type, arena_printf(&completion->session.arena, "%s.id", other->plural), &end) == STATUS_OK)
			offer_with(completion, other->plural, ".", other->help);
	}
}

/* The names of types, behind an any-reference. */
static void offer_type_steps(struct completion *completion)
{
	for (struct record_walk walk = record_walk(); walk.record; record_step(&walk))
		if (!walk.record->internal)
			offer_with(completion, walk.record->name, ".", walk.record->help);
}

/* What a day or time has behind a colon. */
static void offer_parts(struct completion *completion, const struct type *type, const char *piece, const char *colon)
{
	struct arena *arena = &completion->session.arena;
	struct path path;

	completion->head += (size_t)(colon + 1 - piece);
	for (size_t i = 0; path_part(i); i++)
		if (path_parse_term(complete_store(completion), type, arena, arena_printf(arena, "%.*s%s", (int)(colon + 1 - piece), piece, path_part(i)), &path) == STATUS_OK)
			offer_with(completion, path_part(i), "=", "in the time zone of the database");
}

/* The last segment of a path that has begun. */
static void offer_segment(struct completion *completion, const struct type *type, const char *piece)
{
	struct arena *arena = &completion->session.arena;
	struct store *store = complete_store(completion);
	const char *dot = strrchr(piece, '.');
	const char *colon = strchr(piece, ':');
	struct path_end end;
	struct path path;

	if (colon) {
		offer_parts(completion, type, piece, colon);
		return;
	}
	if (!dot) {
		offer_path(completion, type);
		return;
	}
	const char *way = arena_copy(arena, piece, (size_t)(dot - piece));
	completion->head += (size_t)(dot + 1 - piece);
	if (path_find(store, type, way, &end) == STATUS_OK && end.field && end.field->kind == KIND_ANYREF) {
		offer_type_steps(completion);
		return;
	}
	if (path_parse(store, type, arena_printf(arena, "%s.role", way), &path) == STATUS_OK && path.role)
		offer_with(completion, "role", "=", "role in that record");
	if (path_find(store, type, arena_printf(arena, "%s.id", way), &end) == STATUS_OK && end.record)
		offer_path(completion, store_type(store, end.record));
}

/* Where the last of the items behind an operator begins: behind a comma that separates, or behind the dots of a range. */
static const char *last_item(const char *items)
{
	const char *last = items;

	for (const char *p = items; *p; p++) {
		if (*p == '\\' && p[1] == ',')
			p++;
		else if (*p == ',' && p[1] != ' ')
			last = p + 1;
		else if (*p == '.' && p[1] == '.')
			last = ++p + 1;
	}
	return last;
}

static void offer_items(struct completion *completion, const struct type *type, const char *piece, size_t name_length, const char *items)
{
	struct store *store = complete_store(completion);
	static const char *const orders[] = { ".gt", ".ge", ".lt", ".le" };
	const char *dot = NULL;
	struct path path;

	for (size_t i = 0; i < sizeof orders / sizeof *orders; i++)
		if (name_length > 3 && strncmp(piece + name_length - 3, orders[i], 3) == 0)
			dot = piece + name_length - 3;
	const char *name = arena_copy(&completion->session.arena, piece, dot ? (size_t)(dot - piece) : name_length);
	if (path_parse_term(store, type, &completion->session.arena, name, &path) != STATUS_OK)
		return;
	completion->head += (size_t)(last_item(items) - piece);
	if (path.role && path.count)
		complete_picks(completion, path.steps[path.count - 1].fields[0]->roles);
	else if (path.field)
		complete_value(completion, path.record, path.field, PLACE_FILTER);
}

static void offer_saved(struct completion *completion, const struct type *type)
{
	const struct schema *schema = complete_store(completion)->schema;
	const char *name;

	for (size_t i = 0; (name = schema_filters(schema, type->record, i)); i++)
		complete_offer(completion, arena_printf(&completion->session.arena, "@%s", name), schema_filter(schema, type->record, name), false);
}

void complete_term(struct completion *completion)
{
	const struct type *type = complete_type(completion);
	const char *piece = complete_piece(completion);
	size_t length = strcspn(piece, "=!");

	if (!type)
		return;
	if (length && (piece[length] == '=' || (piece[length] == '!' && piece[length + 1] == '='))) {
		offer_items(completion, type, piece, length, piece + length + (piece[length] == '!' ? 2 : 1));
		return;
	}
	if (piece[0] == '+') {
		complete_tags(completion, type->record, "+");
		return;
	}
	if (*piece == '@' || !*piece)
		offer_saved(completion, type);
	if (*piece == '@')
		return;
	if (piece[strcspn(piece, "0123456789")])
		complete_records(completion, NULL, PLACE_FILTER);
	if (!strchr(piece, '.')) {
		complete_offer(completion, "or", "either what precedes or what follows", false);
		complete_offer(completion, "not", "not what follows", false);
	}
	offer_segment(completion, type, piece);
}

static bool is_assigned(const struct session *session, const char *name)
{
	size_t length = strlen(name);

	for (size_t i = 0; i < session->operand_count; i++)
		if (strncmp(session->operands[i], name, length) == 0 && session->operands[i][length] == '=')
			return true;
	return false;
}

static void offer_writable(struct completion *completion, const struct type *type, const char *before)
{
	for (size_t i = 0; i < type->count; i++) {
		const struct field *field = type->fields[i];
		char *name = arena_printf(&completion->session.arena, "%s%s", before, field->name);
		if (assign_is_writable(field) && !is_assigned(&completion->session, name))
			offer_field(completion, before, field, "=");
	}
}

/* Values of what stands before the `=`, its last item where the field is a list. */
static void offer_assigned(struct completion *completion, const struct type *type, const char *name, const char *equals)
{
	const struct field *field = type_written(type, name, NULL);

	if (!field || !assign_is_writable(field))
		return;
	completion->head = (size_t)(equals + 1 - completion->word);
	const char *comma = strrchr(complete_piece(completion), ',');
	if (kinds[field->kind].list && comma)
		completion->head = (size_t)(comma + 1 - completion->word);
	complete_value(completion, type->record, field, PLACE_ASSIGNMENT);
}

/* What a verb takes before the `=` stands in its synopsis: FIELD is any of the own type, customer.FIELD of another, to=USER a word of
 * its own. */
static void read_form(struct completion *completion, const char *form, const char *name, const char *equals)
{
	struct store *store = complete_store(completion);
	struct arena *arena = &completion->session.arena;
	size_t length = strcspn(form, "="), word = strspn(form, "abcdefghijklmnopqrstuvwxyz_");
	const struct type *own = complete_type(completion);

	if (own && strncmp(form, "FIELD=", 6) == 0) {
		if (equals)
			offer_assigned(completion, own, name, equals);
		else
			offer_writable(completion, own, "");
	} else if (word && strncmp(form + word, ".FIELD=", 7) == 0) {
		const struct record_type *record = record_by_name(arena_copy(arena, form, word));
		if (!record)
			return;
		if (!equals)
			offer_writable(completion, store_type(store, record), arena_copy(arena, form, word + 1));
		else if (strncmp(name, form, word + 1) == 0)
			offer_assigned(completion, store_type(store, record), name + word + 1, equals);
	} else if (word && word == length) {
		const char *own_name = arena_copy(arena, form, word);
		bool known = own && type_field(own, own_name, NULL);
		if (known && strstr(completion->session.verb->synopsis, "FIELD="))
			return; /* FIELD covers it */
		if (!equals) {
			offer_with(completion, own_name, "=", "");
		} else if (known && strcmp(name, own_name) == 0) {
			offer_assigned(completion, own, name, equals);
		} else if (strcmp(name, own_name) == 0) {
			char *target = arena_copy(arena, form + length + 1, strcspn(form + length + 1, " ]."));
			for (char *p = target; *p; p++)
				*p = (char)(*p >= 'A' && *p <= 'Z' ? *p - 'A' + 'a' : *p);
			completion->head = (size_t)(equals + 1 - completion->word);
			if (record_by_name(target))
				complete_records(completion, record_by_name(target), PLACE_ASSIGNMENT);
		}
	}
}

void complete_assignment(struct completion *completion)
{
	const char *word = completion->word, *equals = strchr(word, '=');
	const struct verb *verb = completion->session.verb;
	const char *synopsis = verb && verb->synopsis ? verb->synopsis : "";
	size_t length = equals ? (size_t)(equals - word) : 0;

	if (length && (word[length - 1] == '+' || word[length - 1] == '-'))
		length--;
	const char *name = arena_copy(&completion->session.arena, word, length);
	for (const char *form = synopsis; *form; form += strcspn(form, " ")) {
		form += strspn(form, " [");
		if (strcspn(form, "=") < strcspn(form, " "))
			read_form(completion, form, name, equals);
	}
}
