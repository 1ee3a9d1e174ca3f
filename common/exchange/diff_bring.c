/* One record of the first side becomes what it is on the second: it is made, its children, its fields, its state. */
#include "exchange/diff_bringing.h"

#include "store/children.h"
#include <string.h>

static bool is_state(const struct diff_rule *rule, const struct field *field)
{
	return rule->state && strcmp(field->name, rule->state) == 0;
}

/* Fields that `add` says. input: out, the field whose value comes from standard input, SIZE_MAX when none does. */
static void give_fields(struct bringing *bringing, struct record *record, struct text *words, size_t *input)
{
	const struct diff_type *type = bringing->type;

	*input = SIZE_MAX;
	for (size_t i = 0; i < type->from->count; i++) {
		const struct field *field = type->from->fields[i];
		bool empty = diff_value(type, i, bringing->to)->type == VALUE_NULL, named = bringing->rule->named && strcmp(field->name, bringing->rule->named) == 0;
		if (!diff_is_set(type, i, bringing->to) || (empty && !bringing_fills(field)) || is_state(bringing->rule, field) || diff_waits(bringing->diff, type, i, bringing->to))
			continue;
		if (diff_from_input(type, i, bringing->to) && !named) {
			if (!field->required || *input != SIZE_MAX)
				continue;
			*input = i;
		} else if (!named) {
			diff_assign(bringing->diff, type, i, bringing->to, words);
		}
		bringing_give(bringing->diff, type, i, bringing->to, record);
	}
}

/* The type whose records are the children of this one, and differ between databases. */
static const struct record_type *child_of(const struct record_type *record)
{
	for (struct record_walk walk = record_walk(); walk.record; record_step(&walk))
		if (walk.record->parent == record && diff_owner(walk.record))
			return walk.record;
	return NULL;
}

/* With its children, where one command makes them all. */
static enum status make_whole(struct bringing *bringing, struct diff_write *first, size_t *count, struct diff_write **writes, bool *can)
{
	const struct record_type *child = child_of(bringing->type->from->record);
	const struct diff_type *type = &bringing->diff->types[child->number];
	struct record **children;
	size_t children_count;
	enum status status = children_load(bringing->diff->to, child, bringing->to->id, &bringing->arena, &children, &children_count);

	if (!status)
		status = bringing->rule->made(bringing->diff, bringing->to, children, children_count, &bringing->diff->line, can);
	if (status || !*can)
		return status;
	for (const char *const *implied = bringing->rule->implied; implied && *implied; implied++)
		bringing_give(bringing->diff, bringing->type, type_index(bringing->type->from, *implied), bringing->to, first->record);
	*writes = arena_alloc(&bringing->arena, (children_count + 1) * sizeof **writes);
	(*writes)[0] = *first;
	for (size_t i = 0; i < children_count; i++) {
		struct record *record = bringing_new(&bringing->arena, type, children[i]->id);
		bringing_give_all(bringing->diff, type, children[i], record);
		(*writes)[i + 1] = (struct diff_write){ .what = DIFF_ADD, .type = type->from, .id = children[i]->id, .record = record, .number = DIFF_GIVEN_NUMBER };
	}
	*count = children_count + 1;
	return STATUS_OK;
}

/* One that had to wait for a later one gets a reference behind that of this, and one behind a record that no command makes gets the reference of that. */
static void note_made(struct diff_type *type, struct diff *diff, int64_t id)
{
	int64_t next = type->made ? type->made + 1 : type->added.count ? type->added.ids[0] : id;

	if (id != next && !type->renumbered)
		type->renumbered = diff->again = true;
	type->made = id;
}

static enum status make(struct bringing *bringing)
{
	struct diff *diff = bringing->diff;
	const struct diff_type *type = bringing->type;
	const struct record_type *record_type = type->from->record;
	struct record *record = bringing_new(&bringing->arena, type, bringing->to->id);
	struct diff_write one = { .what = DIFF_ADD, .type = type->from, .id = record->id, .record = record }, *writes = &one;
	struct text words = { 0 };
	size_t count = 1, input;
	bool can = true, done = false;
	enum status status = STATUS_OK;

	give_fields(bringing, record, &words, &input);
	if (bringing->rule->made)
		status = make_whole(bringing, &one, &count, &writes, &can);
	else
		diff_begin(diff, record_type, "add", 0, &diff->line);
	text_append(&diff->line, text_string(&words), words.length);
	if (input != SIZE_MAX)
		diff_input(type, input, bringing->to, &diff->line);
	if (type->renumbered) {
		struct text line = { 0 };
		reference_format(&line, record_type, record->id);
		text_printf(&line, "=$(%s)", text_string(&diff->line));
		text_clear(&diff->line);
		text_append(&diff->line, line.data, line.length);
		text_free(&line);
	}
	text_add(&diff->line, " # ");
	reference_format(&diff->line, record_type, record->id);
	if (!status && can)
		status = diff_try(diff, writes, count, &bringing->arena, &done);
	text_clear(&diff->line);
	text_free(&words);
	bringing->open = bringing->open || !done;
	if (done)
		note_made(&diff->types[record_type->number], diff, record->id);
	return status ? status : row_load(diff->from, type->from, bringing->to->id, &bringing->arena, &bringing->now);
}

/* Sets those of the fields that differ; all together, or, where that is refused, each alone. */
static enum status set_fields(struct bringing *bringing, const bool *fields, size_t *count, bool *done)
{
	struct diff *diff = bringing->diff;
	const struct diff_type *type = bringing->type;
	struct record *record = record_copy(&bringing->arena, bringing->now);

	*count = 0;
	diff_begin(diff, type->from->record, "set", record->id, &diff->line);
	for (size_t i = 0; i < type->from->count; i++) {
		if (!fields[i])
			continue;
		bringing_give(bringing->diff, type, i, bringing->to, record);
		++*count;
		if (diff_from_input(type, i, bringing->to))
			diff_input(type, i, bringing->to, &diff->line);
		else
			diff_assign(diff, type, i, bringing->to, &diff->line);
	}
	if (!*count) {
		text_clear(&diff->line);
		return STATUS_OK;
	}
	enum status status = bringing_try(bringing, (struct diff_write){ .what = DIFF_SET, .type = type->from, .id = record->id, .record = record }, done);
	return status || !*done ? status : row_load(diff->from, type->from, record->id, &bringing->arena, &bringing->now);
}

static enum status set(struct bringing *bringing)
{
	const struct diff_type *type = bringing->type;
	size_t columns = type->from->count, count = 0;
	bool *together = arena_alloc(&bringing->arena, columns), *alone = arena_alloc(&bringing->arena, columns), done = true;
	bool currency = diff_currency_differs(bringing->diff, type, bringing->now, bringing->to), open = bringing->open;
	enum status status = STATUS_OK;

	for (size_t i = 0; i < columns; i++) {
		const struct field *field = type->from->fields[i];
		if (!exchange_has(field) || field->hidden || is_state(bringing->rule, field) || !diff_is_set(type, i, bringing->to) ||
		    !diff_differs(bringing->diff, type, i, bringing->now, bringing->to, currency))
			continue;
		if (bringing->phase == DIFF_MAKE && diff_waits(bringing->diff, type, i, bringing->to))
			open = true;
		else if (diff_from_input(type, i, bringing->to))
			alone[i] = true;
		else
			together[i] = true;
	}
	status = set_fields(bringing, together, &count, &done);
	for (size_t i = 0; i < columns && !done; i++)
		alone[i] = alone[i] || together[i];
	bringing->open = open;
	for (size_t i = 0; !status && i < columns; i++) {
		bool *one = arena_alloc(&bringing->arena, columns);
		if (alone[i] && (one[i] = true))
			status = set_fields(bringing, one, &count, &done);
	}
	return status;
}

static enum status move(struct bringing *bringing)
{
	const struct diff_type *type = bringing->type;
	const struct diff_rule *rule = bringing->rule;
	const char *next;
	bool done = true;
	enum status status = STATUS_OK;

	while (!status && done && rule->step && (next = rule->step(bringing->now, bringing->to, bringing->phase == DIFF_FINISH))) {
		struct record *record = record_copy(&bringing->arena, bringing->now);
		*record_value(record, rule->state) = value_text(next);
		diff_begin(bringing->diff, type->from->record, "set", record->id, &bringing->diff->line);
		diff_word(&bringing->diff->line, rule->state, next, strlen(next));
		status = bringing_try(bringing, (struct diff_write){ .what = DIFF_SET, .type = type->from, .id = record->id, .record = record }, &done);
		if (!status && done)
			status = row_load(bringing->diff->from, type->from, record->id, &bringing->arena, &bringing->now);
	}
	return status;
}

static enum status follow(struct bringing *bringing)
{
	struct diff_write *writes = NULL;
	size_t count = 0;
	bool done = true, waits = false;
	enum status status = bringing->rule->follow(bringing->diff, bringing->now, bringing->to, &bringing->arena, &bringing->diff->line, &writes, &count, &waits);

	if (!status && count)
		status = diff_try(bringing->diff, writes, count, &bringing->arena, &done);
	text_clear(&bringing->diff->line);
	bringing->open = bringing->open || !done || waits;
	return status;
}

static enum status bring(struct bringing *bringing)
{
	const struct record_type *child = child_of(bringing->type->from->record);
	bool made = false;
	enum status status = STATUS_OK;

	if (!bringing->now) {
		status = bringing->phase == DIFF_FINISH ? STATUS_OK : make(bringing);
		made = true;
	}
	if (status || !bringing->now)
		return status;
	if (child && bringing->phase != DIFF_FINISH)
		status = bringing_children(bringing, child, false);
	if (!status && child && bringing->phase != DIFF_FINISH)
		status = bringing_children(bringing, child, true);
	/* Totals follow from the lines. */
	if (!status && child)
		status = row_load(bringing->diff->from, bringing->type->from, bringing->to->id, &bringing->arena, &bringing->now);
	if (!status && bringing->phase != DIFF_FINISH && (!made || bringing->rule->step))
		status = set(bringing);
	if (!status)
		status = move(bringing);
	return status || !bringing->rule->follow || bringing->phase == DIFF_FINISH ? status : follow(bringing);
}

enum status diff_bring(struct diff *diff, struct diff_type *type, int64_t id, enum diff_phase phase)
{
	struct bringing bringing = { .diff = diff, .type = type, .phase = phase, .rule = diff_rule_of(diff, type->from->record) };
	enum status status = row_load(diff->to, type->to, id, &bringing.arena, &bringing.to);

	if (!status)
		status = row_load(diff->from, type->from, id, &bringing.arena, &bringing.now);
	if (!status && bringing.to)
		status = bring(&bringing);
	if (!status && bringing.to && (bringing.open || phase == DIFF_MAKE))
		ids_add(&type->open, id);
	arena_free(&bringing.arena);
	return status;
}
