/* The children of a record: lines of documents, prices of a book, what a payment pays, counts of stock. */
#include "exchange/diff_bringing.h"

#include "store/children.h"
#include <stdlib.h>
#include <string.h>

/* The child on the other side, NULL when there is none; each means one. */
static struct record *counterpart(const struct diff *diff, struct record **from, size_t count, const struct record *to)
{
	const struct diff_type *type = &diff->types[to->type->record->number];

	for (size_t i = 0; i < count; i++) {
		struct record *found = from[i];
		if (!found || !(type->unnumbered ? diff_same(diff, type, found, to) : record_integer(found, "number") == record_integer(to, "number")))
			continue;
		from[i] = NULL;
		return found;
	}
	return NULL;
}

/* verb: "add", "set" or "rm". now NULL: it is new; to NULL: it goes. */
static enum status write_child(struct bringing *bringing, const char *verb, const struct record *now, const struct record *to)
{
	struct diff *diff = bringing->diff;
	const struct record_type *record_type = (now ? now : to)->type->record;
	const struct diff_type *type = &diff->types[record_type->number];
	const struct diff_rule *rule = diff_rule_of(diff, record_type);
	struct record *record = now ? record_copy(&bringing->arena, now) : bringing_new(&bringing->arena, type, to->id);
	bool can = false, done = false;
	enum status status = rule->child ? rule->child(diff, to ? to : now, verb, &diff->line, &can) : STATUS_OK;
	size_t said = 0;

	for (size_t i = 0; !status && can && to && !rule->complete && i < type->from->count; i++) {
		const struct field *field = type->from->fields[i];
		bool differs = now ? diff_differs(diff, type, i, now, to, false) : diff_value(type, i, to)->type != VALUE_NULL;
		bool named = rule->named && strcmp(field->name, rule->named) == 0;
		if (!exchange_has(field) || !children_own(record_type, field) || !diff_is_set(type, i, to) || (!differs && (now || !bringing_fills(field))))
			continue;
		bringing_give(diff, type, i, to, record);
		said++;
		if (!named)
			diff_assign(diff, type, i, to, &diff->line);
	}
	if (!now) {
		if (rule->complete)
			bringing_give_all(diff, type, to, record);
		if (rule->acting)
			*record_value(record, rule->acting) = value_integer(diff->from->user);
		*record_value(record, "parent") = *record_value(to, "parent");
		*record_value(record, "number") = *record_value(to, "number");
	}
	bool nothing = now && to && !said;
	if (!status && can && !nothing)
		status = bringing_try(bringing, (struct diff_write){ .what = !now ? DIFF_ADD : to ? DIFF_SET : DIFF_REMOVE, .type = type->from, .id = record->id,
		                                                .record = record, .number = rule->renumbered ? DIFF_ANY_NUMBER : DIFF_NUMBER }, &done);
	text_clear(&diff->line);
	bringing->open = bringing->open || (!can && rule->complete); /* perhaps later: a count waits for what moved before it */
	return status;
}

/* Numbers of children that are no longer there are taken, and given up again. */
static enum status fill(struct bringing *bringing, const struct record_type *child, int64_t upto)
{
	const struct diff_rule *rule = diff_rule_of(bringing->diff, child);
	struct diff *diff = bringing->diff;
	struct record *parent, *record;
	bool done = true;
	enum status status = STATUS_OK;

	while (rule->filler && done) {
		status = row_load(diff->from, bringing->type->from, bringing->to->id, &bringing->arena, &parent);
		if (status || !parent || record_integer(parent, "last_line") >= upto)
			return status;
		int64_t number = record_integer(parent, "last_line") + 1;
		record = bringing_new(&bringing->arena, &diff->types[child->number], 0);
		*record_value(record, "parent") = value_integer(parent->id);
		*record_value(record, "number") = value_integer(number);
		*record_value(record, rule->filler) = value_text("-");
		status = rule->child(diff, record, "add", &diff->line, &done);
		diff_word(&diff->line, rule->filler, "-", 1);
		if (!status)
			status = bringing_try(bringing, (struct diff_write){ .what = DIFF_ADD, .type = record->type, .record = record }, &done);
		if (status || !done)
			return status;
		status = rule->child(diff, record, "rm", &diff->line, &done);
		if (!status)
			status = bringing_try(bringing, (struct diff_write){ .what = DIFF_REMOVE, .type = record->type, .id = record->id }, &done);
		if (status)
			return status;
	}
	return status;
}

static enum status load_both(struct bringing *bringing, const struct record_type *child, struct record ***now, size_t *now_count, struct record ***to, size_t *to_count)
{
	enum status status = children_load(bringing->diff->from, child, bringing->to->id, &bringing->arena, now, now_count);

	return status ? status : children_load(bringing->diff->to, child, bringing->to->id, &bringing->arena, to, to_count);
}

static int compare_numbers(const void *a, const void *b)
{
	int64_t left = record_integer(*(struct record *const *)a, "number"), right = record_integer(*(struct record *const *)b, "number");

	return left < right ? -1 : left > right;
}

/* Whether a new child names one of another record that is not there yet. It keeps its number until then, and those behind it wait too. */
static bool waits(const struct bringing *bringing, const struct record *to)
{
	const struct diff *diff = bringing->diff;
	const struct diff_type *type = &diff->types[to->type->record->number];

	for (size_t i = 0; i < type->from->count; i++) {
		const struct field *field = type->from->fields[i];
		const struct value *value = diff_value(type, i, to);
		if (field->kind == KIND_REF && field->target->parent && value->type == VALUE_INTEGER && !diff_child(diff->from, diff->to, field->target, value->integer))
			return true;
	}
	return false;
}

/* Whatever their places are, they get their numbers in the order of these. again: what a rule filled in of a new one is set to what it should be. */
enum status bringing_children(struct bringing *bringing, const struct record_type *child, bool again)
{
	struct record **now, **to;
	size_t now_count, to_count;
	enum status status = load_both(bringing, child, &now, &now_count, &to, &to_count);

	if (!status && to_count)
		qsort(to, to_count, sizeof(*to), compare_numbers);
	struct record **there = arena_alloc(&bringing->arena, (to_count + 1) * sizeof(*there));
	for (size_t i = 0; !status && i < to_count; i++)
		there[i] = counterpart(bringing->diff, now, now_count, to[i]);
	for (size_t i = 0; !status && !again && i < now_count; i++)
		if (now[i])
			status = write_child(bringing, "rm", now[i], NULL);
	for (size_t i = 0; !status && i < to_count; i++) {
		if (!there[i] && !again && waits(bringing, to[i])) {
			bringing->open = true;
			return STATUS_OK;
		}
		if (!there[i] && !again)
			status = fill(bringing, child, record_integer(to[i], "number") - 1);
		if (!status && (there[i] || !again))
			status = write_child(bringing, there[i] ? "set" : "add", there[i], to[i]);
	}
	if (!status && !again && diff_rule_of(bringing->diff, child)->filler)
		status = fill(bringing, child, record_integer(bringing->to, "last_line"));
	return status;
}
