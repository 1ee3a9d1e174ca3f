#include "record/domain.h"

#include "record/schema.h"
#include <regex.h>
#include <string.h>
#include <strings.h>

enum { OWN_LAST = 399, SHARED_LAST = 499, COMMON_LAST = 599, PROBABILITY_MOST = 1000000 };

static const char lower[] = "abcdefghijklmnopqrstuvwxyz";
static const char key_letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
static const char name_letters[] = "abcdefghijklmnopqrstuvwxyz0123456789_";

/* Every function below has its error under this name. */
#define FINDING(...) error_set(error, STATUS_INTERNAL, __VA_ARGS__)

static bool consists_of(const char *text, const char *letters)
{
	return text && *text && text[strspn(text, letters)] == '\0';
}

static bool empty(const char *text)
{
	return !text || !*text;
}

/* Words of the filter language, and the keys of an edited document that are no fields. */
static bool reserved(const char *name)
{
	static const char *const words[] = { "or", "and", "not", "me", "gt", "ge", "lt", "le", "id", "ref", "version" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(name, words[i]) == 0)
			return true;
	return false;
}

static enum status lint_pick(const struct pick *picks, const struct pick *pick, struct error *error)
{
	if (!consists_of(pick->key, key_letters))
		return FINDING("pick key '%s' is not of a-z, 0-9 and -", pick->key);
	if (empty(pick->en) || empty(pick->zh))
		return FINDING("pick '%s' lacks a label", pick->key);
	if (pick_find(picks, pick->key) != pick)
		return FINDING("pick '%s' is there twice", pick->key);
	if (pick_find(picks, pick->en) != pick || pick_find(picks, pick->zh) != pick)
		return FINDING("a label of pick '%s' means another one too", pick->key);
	if (pick->initial && pick_initial(picks) != pick)
		return FINDING("pick '%s' is the second initial one", pick->key);
	if (pick->probability < 0 || pick->probability > PROBABILITY_MOST)
		return FINDING("pick '%s' has a probability beyond 0 to 100 %%", pick->key);
	if (!pick->group != !picks->group)
		return FINDING("pick '%s': all of a list have a group, or none", pick->key);
	return STATUS_OK;
}

static enum status lint_picks(const struct pick *picks, struct error *error)
{
	if (!picks->key)
		return FINDING("the pick list is empty");
	for (const struct pick *pick = picks; pick->key; pick++) {
		enum status status = lint_pick(picks, pick, error);
		if (status)
			return status;
	}
	return STATUS_OK;
}

/* What every field must say, whatever its kind. */
static enum status lint_names(const struct field *field, struct error *error)
{
	if (!consists_of(field->name, name_letters) || !strchr(lower, *field->name))
		return FINDING("field %d has no name of a-z, 0-9 and _", field->id);
	if (reserved(field->name) || strncmp(field->name, "x_", 2) == 0)
		return FINDING("the name is reserved");
	if (field->column)
		return FINDING("a built-in field has no column of another name");
	if (empty(field->en) || empty(field->zh))
		return FINDING("it lacks a label");
	if (empty(field->help))
		return FINDING("it lacks help");
	if (field->help[strlen(field->help) - 1] == '.')
		return FINDING("help is a phrase and ends without a full stop");
	return STATUS_OK;
}

static bool is_text(const struct field *field)
{
	return field->kind == KIND_TEXT || field->kind == KIND_LONGTEXT;
}

static bool is_searchable(const struct field *field)
{
	return is_text(field) || field->kind == KIND_PHONE || field->kind == KIND_EMAIL || field->kind == KIND_URL ||
	       field->kind == KIND_TAGS;
}

/* What fits one kind only. */
static enum status lint_kind(const struct field *field, struct error *error)
{
	enum kind_id kind = field->kind;
	bool to_type = kind == KIND_REF || kind == KIND_REFS || kind == KIND_LINES;

	if (kind < KIND_TEXT || kind > KIND_LAST)
		return FINDING("there is no kind %d", (int)kind);
	if (to_type != (field->target != NULL))
		return to_type ? FINDING("it lacks its target") : FINDING("its kind has no target");
	if ((kind == KIND_PICK) != (field->picks != NULL))
		return kind == KIND_PICK ? FINDING("it lacks its picks") : FINDING("its kind has no picks");
	if (field->roles && kind != KIND_REFS)
		return FINDING("only refs have roles");
	if (field->composition && kind != KIND_REF && kind != KIND_ANYREF)
		return FINDING("only a reference is a composition");
	if (field->search && !is_searchable(field))
		return FINDING("its kind is not searched");
	if (field->keys && !is_searchable(field))
		return FINDING("only text holds keys");
	if (field->digits && !is_text(field) && kind != KIND_TAGS)
		return FINDING("only text has the digits flag");
	if (field->initial && kind == KIND_PICK)
		return FINDING("the initial value of a pick field is marked in its picks");
	return STATUS_OK;
}

/* Every {TYPE:id} of an expression names a type and ends. */
static bool names_types(const char *expr)
{
	for (const char *open = expr; open && (open = strchr(open, '{')); open++) {
		size_t name = strcspn(open + 1, ":{}"), end = strcspn(open + 1, "{}");
		if (name >= end || open[1 + end] != '}' || !record_named(open + 1, name))
			return false;
	}
	return true;
}

static enum status lint_storage(const struct field *field, struct error *error)
{
	if (field->derived && !field->expr && !(field->amounts && field->kind == KIND_TEXT))
		return FINDING("it is derived, but has no expression");
	if ((field->expr && !strstr(field->expr, "$.")) || (field->presence && !strstr(field->presence, "$.")) || (field->amounts && !strstr(field->amounts, "$.")))
		return FINDING("its expression does not use the row, $");
	if (!names_types(field->expr) || !names_types(field->presence) || !names_types(field->amounts))
		return FINDING("its expression has braces that are no {TYPE:id}");
	if (field->derived && (field->required || field->initial || field->computed || field->nocopy || field->search))
		return FINDING("it is derived: nothing is ever written to it");
	if ((field->unique || field->index) && !field_stored(field))
		return FINDING("it has no column to index");
	if (field->computed && field->required)
		return FINDING("it is computed, so nobody can be required to give it");
	return STATUS_OK;
}

static enum status lint_pattern(const struct field *field, struct error *error)
{
	regex_t pattern;

	if (!field->pattern)
		return STATUS_OK;
	if (field->kind != KIND_TEXT)
		return FINDING("only text has a pattern");
	if (regcomp(&pattern, field->pattern, REG_EXTENDED | REG_NOSUB) != 0)
		return FINDING("its pattern %s is no extended regular expression", field->pattern);
	bool miss = field->initial && regexec(&pattern, field->initial, 0, NULL, 0) != 0;
	regfree(&pattern);
	return miss ? FINDING("its initial value does not match its pattern") : STATUS_OK;
}

static enum status lint_field(const struct field *field, struct error *error)
{
	enum status status = lint_names(field, error);

	if (!status)
		status = lint_kind(field, error);
	if (!status)
		status = lint_storage(field, error);
	if (!status)
		status = lint_pattern(field, error);
	if (!status && field->picks)
		status = lint_picks(field->picks, error);
	if (!status && field->roles)
		status = lint_picks(field->roles, error);
	return status;
}

static const struct field *find_field(const struct record_type *type, const char *name, size_t length)
{
	for (struct field_walk walk = field_walk(type); walk.field; field_step(&walk))
		if (strlen(walk.field->name) == length && memcmp(walk.field->name, name, length) == 0)
			return walk.field;
	return NULL;
}

/* True when a header of an import could mean either field. */
static bool confusable(const struct field *a, const struct field *b)
{
	const char *const of_a[] = { a->name, a->en, a->zh };
	const char *const of_b[] = { b->name, b->en, b->zh };

	for (size_t i = 0; i < 3; i++)
		for (size_t j = 0; j < 3; j++)
			if (strcasecmp(of_a[i], of_b[j]) == 0)
				return true;
	return false;
}

static bool same_target(const struct field *a, const struct field *b)
{
	return a->composition && b->composition && a->kind == b->kind && a->target == b->target;
}

static enum status lint_pair(const struct field *a, const struct field *b, struct error *error)
{
	if (empty(b->name) || empty(b->en) || empty(b->zh))
		return STATUS_OK; /* It is found when its own turn comes. */
	if (a->id == b->id)
		return FINDING("%s has its id, %d, too", b->name, b->id);
	if (confusable(a, b))
		return FINDING("%s has one of its names or labels too", b->name);
	if (same_target(a, b))
		return FINDING("%s is a composition of the same type too", b->name);
	return STATUS_OK;
}

static enum status lint_group(const struct record_type *type, const struct field *group, int first, int last, struct error *error)
{
	for (const struct field *field = group; field->kind || field->id || field->name; field++) {
		enum status status = lint_field(field, error);
		if (!status && (field->id < first || field->id > last))
			status = FINDING("its id %d is beyond %d to %d", field->id, first, last);
		bool behind = false;
		for (struct field_walk walk = field_walk(type); !status && walk.field; behind |= walk.field == field, field_step(&walk))
			status = behind ? lint_pair(field, walk.field, error) : STATUS_OK;
		if (status) {
			if (error)
				error_prefix(error, "%s.%s: ", type->name, field->name ? field->name : "?");
			return status;
		}
	}
	return STATUS_OK;
}

static enum status lint_fields(const struct record_type *type, struct error *error)
{
	bool common = type->fields == record_common;
	enum status status = lint_group(type, type->fields, common ? COMMON_FIRST : 1, common ? COMMON_LAST : OWN_LAST, error);
	for (size_t i = 0; !status && i < SHARED_LIMIT && type->shared[i]; i++)
		status = lint_group(type, type->shared[i], SHARED_FIRST, SHARED_LAST, error);
	for (size_t i = 0; !status && record_extension(type, i); i++)
		status = lint_group(type, record_extension(type, i)->fields, 1, OWN_LAST, error);
	if (!status && record_extension(type, EXTENSION_LIMIT))
		status = FINDING("%s: it has more than %d extensions", type->name, EXTENSION_LIMIT);
	return status;
}

static enum status lint_columns(const struct record_type *type, struct error *error)
{
	size_t length;

	for (const char *rest = type->list; *rest; rest += length, rest += *rest == ',')
		if (!find_field(type, rest, length = strcspn(rest, ",")))
			return FINDING("%s: it lists %.*s, which is no field", type->name, (int)length, rest);
	for (const char *rest = type->least ? type->least : ""; *rest; rest += length, rest += *rest == ',')
		if (!find_field(type, rest, length = strcspn(rest, ",")))
			return FINDING("%s: a narrow terminal does without %.*s, which is no field", type->name, (int)length, rest);
	return STATUS_OK;
}

/* Every amount has its currency beside it, every child its parent and its number there. */
static enum status lint_companions(const struct record_type *type, struct error *error)
{
	const struct field *currency = find_field(type, "currency", strlen("currency"));

	for (struct field_walk walk = field_walk(type); walk.field; field_step(&walk))
		if (walk.field->kind == KIND_MONEY && (!currency || currency->kind != KIND_TEXT || !currency->required))
			return FINDING("%s.%s: money needs a required text field, currency", type->name, walk.field->name);
	if (type->parent) {
		const struct field *parent = find_field(type, "parent", strlen("parent")), *number = find_field(type, "number", strlen("number"));
		if (!parent || parent->target != type->parent || !parent->required || !parent->composition)
			return FINDING("%s: a child needs a required reference with composition, parent", type->name);
		if (!number || number->kind != KIND_INT)
			return FINDING("%s: a child needs a whole number, number", type->name);
	}
	return STATUS_OK;
}

static bool is_privacy(const struct field *field)
{
	return field && field->kind == KIND_PICK && field->shown && pick_find(field->picks, "private");
}

/* What a bare word is must be there to be written, as one text. */
static enum status lint_bare_word(const struct record_type *type, struct error *error)
{
	const struct field *field = type->bare_word ? find_field(type, type->bare_word, strlen(type->bare_word)) : NULL;

	if (!type->bare_word)
		return STATUS_OK;
	if (!field)
		return FINDING("%s: its bare word is %s, which is no field", type->name, type->bare_word);
	if (type->internal || type->parent || !is_text(field) || field->computed || field->derived || field->hidden)
		return FINDING("%s: its bare word is %s, which nobody writes as one text", type->name, type->bare_word);
	return STATUS_OK;
}

enum status record_lint_type(const struct record_type *type, struct error *error)
{
	if (!consists_of(type->name, name_letters) || !consists_of(type->plural, name_letters))
		return FINDING("type %d has no name or plural of a-z, 0-9 and _", type->number);
	if (type->number < 1 || type->number >= RECORD_TYPE_LIMIT)
		return FINDING("%s: its number %d is beyond 1 to %d", type->name, type->number, RECORD_TYPE_LIMIT - 1);
	if (!consists_of(type->prefix, lower) || strlen(type->prefix) > 3)
		return FINDING("%s: its prefix is not one to three letters a-z", type->name);
	if (empty(type->en) || empty(type->zh) || empty(type->help))
		return FINDING("%s: it lacks a label or help", type->name);
	if (type->help[strlen(type->help) - 1] != '.')
		return FINDING("%s: help is a sentence and ends with a full stop", type->name);
	if (!type->fields || !type->fields->kind || empty(type->title) || empty(type->list))
		return FINDING("%s: it lacks fields, title or list", type->name);
	enum status status = lint_fields(type, error);
	if (status)
		return status;
	if (!find_field(type, type->title, strlen(type->title)))
		return FINDING("%s: its title %s is no field", type->name, type->title);
	if (type->privacy && (type->no_common_fields || !is_privacy(find_field(type, type->privacy, strlen(type->privacy)))))
		return FINDING("%s: its privacy %s is no pick field that others see, with a pick private", type->name, type->privacy);
	status = lint_columns(type, error);
	if (!status)
		status = lint_bare_word(type, error);
	return status ? status : lint_companions(type, error);
}

/* A plural is a reverse path, so that no type it leads from may have a field of that name that leads somewhere else. */
static enum status lint_plural(const struct record_type *type, const struct record_type *other, struct error *error)
{
	bool leads = false;

	for (struct field_walk walk = field_walk(type); walk.field; field_step(&walk))
		leads = leads || walk.field->kind == KIND_ANYREF || (walk.field->target == other && walk.field->kind != KIND_LINES);
	const struct field *field = find_field(other, type->plural, strlen(type->plural));
	if (leads && field && (field->kind == KIND_REF || field->kind == KIND_REFS || field->kind == KIND_ANYREF))
		return FINDING("%s: its plural %s is a field of %s", type->name, type->plural, other->name);
	return STATUS_OK;
}

static enum status lint_against(const struct record_type *type, const struct record_type *other, struct error *error)
{
	if (type == other)
		return lint_plural(type, other, error);
	if (type->number == other->number)
		return FINDING("%s: %s has its number, %d, too", type->name, other->name, other->number);
	if (strcmp(type->prefix, other->prefix) == 0)
		return FINDING("%s: %s has its prefix, %s, too", type->name, other->name, other->prefix);
	if (strcmp(type->name, other->name) == 0 || strcmp(type->plural, other->plural) == 0 ||
	    strcmp(type->name, other->plural) == 0)
		return FINDING("%s: another type has its name or plural too", type->name);
	return lint_plural(type, other, error);
}

/* An extension is of a type of an earlier domain; one that follows no field of it would be nowhere. */
static enum status lint_extensions(size_t domain, struct error *error)
{
	const char *name = domains[domain]->name;

	for (const struct type_extension *extension = domains[domain]->extensions; extension && extension->type; extension++) {
		struct record_walk walk = record_walk();
		while (walk.record && walk.record != extension->type)
			record_step(&walk);
		if (!walk.record || walk.domain >= domain)
			return FINDING("%s: %s extends it, and is no later domain", extension->type->name, name);
		if (!find_field(extension->type, extension->after, strlen(extension->after)))
			return FINDING("%s: what %s adds follows %s, which is no field", extension->type->name, name, extension->after);
	}
	return STATUS_OK;
}

/* A target that is in no list would have no table. */
static enum status lint_targets(const struct record_type *type, struct error *error)
{
	for (struct field_walk walk = field_walk(type); walk.field; field_step(&walk))
		if (walk.field->target && record_by_number(walk.field->target->number) != walk.field->target)
			return FINDING("%s.%s: no domain has its target", type->name, walk.field->name);
	return STATUS_OK;
}

enum status record_lint(struct error *error)
{
	static const struct record_type common = { .name = "record", .fields = record_common, .no_common_fields = true };
	enum status status = lint_fields(&common, error);

	for (size_t i = 0; !status && domains[i]; i++)
		status = lint_extensions(i, error);
	for (struct record_walk type = record_walk(); type.record && !status; record_step(&type))
		status = record_lint_type(type.record, error);
	for (struct record_walk type = record_walk(); type.record && !status; record_step(&type)) {
		status = lint_targets(type.record, error);
		for (struct record_walk other = record_walk(); other.record && !status; record_step(&other))
			status = lint_against(type.record, other.record, error);
	}
	return status;
}
