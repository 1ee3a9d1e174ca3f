#include "store/merge_values.h"

#include "base/money.h"
#include "base/order.h"
#include "base/utf8.h"
#include <stdlib.h>
#include <string.h>

struct link {
	int64_t id;
	const char *role;
};

static size_t take_links(struct link *links, size_t count, const struct value *value, int64_t from, int64_t to, struct arena *arena)
{
	const char *rest = value->type == VALUE_TEXT ? value->text : NULL;
	int64_t id;
	char role[40];

	while (row_next_link(&rest, &id, role)) {
		size_t known = 0;
		if (id == from)
			id = to;
		while (known < count && links[known].id != id)
			known++;
		if (known == count)
			links[count++] = (struct link){ .id = id, .role = "" };
		if (!*links[known].role)
			links[known].role = arena_string(arena, role);
	}
	return count;
}

static size_t commas(const struct value *value)
{
	size_t count = 0;

	for (size_t i = 0; value->type == VALUE_TEXT && i < value->length; i++)
		count += value->text[i] == ',';
	return count;
}

struct value merge_links(const struct field *field, const struct value *first, const struct value *second, int64_t from, int64_t to,
                         struct arena *arena)
{
	struct link *links = arena_alloc(arena, (commas(first) + commas(second) + 2) * sizeof *links);
	size_t count = take_links(links, 0, first, from, to, arena);
	struct text joined = { 0 };

	count = take_links(links, count, second, from, to, arena);
	qsort(links, count, sizeof *links, order_integers);
	for (size_t i = 0; i < count; i++) {
		if (i)
			text_byte(&joined, ',');
		reference_format(&joined, field->target, links[i].id);
		if (*links[i].role)
			text_printf(&joined, ":%s", links[i].role);
	}
	return value_text(text_take(&joined, arena));
}

/* Both records of a merge, and the lines that go to the notes. */
struct merging {
	struct store *store;
	const struct record *keep, *drop;
	struct record *merged;
	bool prefer_drop;
	bool apart;           /* their amounts are in different currencies */
	bool drop_amounts;    /* then: those of drop are taken */
	struct text notes;
	struct arena *arena;
};

static int digits_of(const struct record *record)
{
	size_t index;
	int digits = type_field(record->type, "currency", &index) && record->values[index].type == VALUE_TEXT
	        ? currency_digits(record->values[index].text) : 2;

	return digits < 0 ? 2 : digits;
}

/* Says in the notes what a value was that another one displaced. */
static void note(struct merging *merging, const struct record *loser, size_t index)
{
	const struct field *field = loser->type->fields[index];
	struct text value = { 0 };

	if (merging->notes.length)
		text_byte(&merging->notes, '\n');
	text_add(&merging->notes, loser == merging->drop ? "merged from " : "before merging ");
	reference_format(&merging->notes, merging->drop->type->record, merging->drop->id);
	text_printf(&merging->notes, ": %s: ", field->name);
	if (field_is_amount(field) && merging->apart)
		text_printf(&merging->notes, "%s ", record_text(loser, "currency"));
	field_format(field, &loser->values[index], digits_of(loser), &value);
	text_append(&merging->notes, text_string(&value), value.length);
	text_free(&value);
}

/* Amounts without their currency mean nothing, so that those of one record are taken together. */
static void choose_amounts(struct merging *merging)
{
	const struct record *keep = merging->keep, *drop = merging->drop;

	for (size_t i = 0; i < keep->type->count; i++)
		merging->apart = merging->apart || (field_denominates(keep->type->fields[i]) && !value_equal(&keep->values[i], &drop->values[i]));
	merging->drop_amounts = merging->apart && record_has_amounts(drop) && (merging->prefer_drop || !record_has_amounts(keep));
}

static void take_amount(struct merging *merging, size_t index)
{
	const struct record *winner = merging->drop_amounts ? merging->drop : merging->keep;
	const struct record *loser = merging->drop_amounts ? merging->keep : merging->drop;

	merging->merged->values[index] = winner->values[index];
	if (field_is_amount(loser->type->fields[index]) && loser->values[index].type != VALUE_NULL)
		note(merging, loser, index);
}

static void take_value(struct merging *merging, size_t index)
{
	const struct field *field = merging->keep->type->fields[index];
	const struct value *keep = &merging->keep->values[index], *drop = &merging->drop->values[index];

	if (drop->type == VALUE_NULL || value_equal(keep, drop))
		return;
	if (keep->type == VALUE_NULL) {
		merging->merged->values[index] = *drop;
		return;
	}
	bool drop_wins = merging->prefer_drop;
	if (strncmp(field->name, "do_not_", strlen("do_not_")) == 0)
		drop_wins = drop->integer > keep->integer;
	if (drop_wins)
		merging->merged->values[index] = *drop;
	if (!field->computed)
		note(merging, drop_wins ? merging->keep : merging->drop, index);
}

/* The items of both, through the parser of the kind, which sorts them and drops doubles. */
static enum status take_words(struct merging *merging, size_t index, const char *more)
{
	const struct field *field = merging->keep->type->fields[index];
	struct text joined = { 0 };
	char currency[4] = "";

	field_format(field, &merging->keep->values[index], 0, &joined);
	text_byte(&joined, ',');
	field_format(field, &merging->drop->values[index], 0, &joined);
	if (more) {
		text_byte(&joined, ',');
		for (const char *p = more; *p; p++) {
			/* A comma would split the alias; the full-width one folds to the same. */
			if (*p == ',')
				text_add(&joined, "，");
			else
				text_byte(&joined, *p);
		}
	}
	/* What was stored is not split at other commas than those between its items. */
	const struct kind *kind = &kinds[field->kind];
	enum status status = (kind->parse_stored ? kind->parse_stored : kind->parse)(&merging->store->conventions, field, joined.data, merging->arena, currency,
	                                                                             &merging->merged->values[index], merging->store->error);
	text_free(&joined);
	return status;
}

/* The name that is not kept, when it is another one. */
static const char *lost_name(const struct merging *merging)
{
	const char *title = merging->keep->type->record->title;
	const char *keep = record_text(merging->keep, title), *drop = record_text(merging->drop, title);

	if (strcmp(keep, drop) == 0)
		return NULL;
	return merging->prefer_drop && *drop ? keep : drop;
}

static void take_notes(struct merging *merging, size_t index)
{
	const char *keep = record_text(merging->keep, "notes"), *drop = record_text(merging->drop, "notes");
	struct text all = { 0 };

	text_add(&all, keep);
	if (*drop && strcmp(keep, drop) != 0)
		text_printf(&all, "%s%s", all.length ? "\n" : "", drop);
	if (merging->notes.length)
		text_printf(&all, "%s%s", all.length ? "\n" : "", merging->notes.data);
	merging->merged->values[index] = value_text(text_take(&all, merging->arena));
}

static enum status take(struct merging *merging, size_t index)
{
	const struct record_type *record = merging->keep->type->record;
	const struct field *field = merging->keep->type->fields[index];
	const struct value *keep = &merging->keep->values[index], *drop = &merging->drop->values[index];

	if (strcmp(field->name, "notes") == 0 || strcmp(field->name, "updated_at") == 0)
		return STATUS_OK;
	if (strcmp(field->name, "created_at") == 0) {
		if (drop->type == VALUE_TEXT && (keep->type == VALUE_NULL || strcmp(drop->text, keep->text) < 0))
			merging->merged->values[index] = *drop;
		return STATUS_OK;
	}
	if (strcmp(field->name, "aliases") == 0)
		return take_words(merging, index, lost_name(merging));
	if (field->kind == KIND_TAGS)
		return take_words(merging, index, NULL);
	if (field->kind == KIND_REFS) {
		const struct value *first = merging->prefer_drop ? drop : keep;
		merging->merged->values[index] = merge_links(field, first, first == keep ? drop : keep, 0, 0, merging->arena);
		return STATUS_OK;
	}
	if (!field_stored(field) || (field->kind == KIND_REF && field->target == record))
		return STATUS_OK;
	if (merging->apart && (field_is_amount(field) || field_denominates(field)))
		take_amount(merging, index);
	else
		take_value(merging, index);
	return STATUS_OK;
}

enum status merge_values(struct store *store, const struct record *keep, const struct record *drop, bool prefer_drop,
                         struct record *merged,
                         struct arena *arena)
{
	struct merging merging = { .store = store, .keep = keep, .drop = drop, .merged = merged, .prefer_drop = prefer_drop, .arena = arena };
	enum status status = STATUS_OK;
	size_t notes;

	choose_amounts(&merging);
	for (size_t i = 0; !status && i < keep->type->count; i++)
		status = take(&merging, i);
	if (!status && type_field(keep->type, "notes", &notes))
		take_notes(&merging, notes);
	text_free(&merging.notes);
	return status;
}
