/* The filter of the groups: terms over columns, NAME=VALUE, NAME.ge=VALUE, NAME=LOW..HIGH, with `or` and `not` between them. */
#include "query/summary_parts.h"

#include "base/decimal.h"
#include <string.h>

static const wide far = (wide)INT64_MAX * FORMULA_SCALE;

static enum status read_number(struct summary *summary, const struct summary_asked *asked, const char *text, wide *low, wide *high)
{
	struct period period;
	int64_t number;

	if (asked->type == OUT_TIME) {
		enum status status = date_period(&summary->store->conventions, text, &period, summary_error(summary));
		*low = status ? 0 : (wide)date_number(period.first) * FORMULA_SCALE;
		*high = status ? 0 : (wide)date_number(period.last) * FORMULA_SCALE + (FORMULA_SCALE - 1);
		return status;
	}
	enum status status = decimal_parse(text, DECIMAL_QUANTITY, &number, summary_error(summary));
	*low = *high = number;
	return status;
}

static enum status read_range(struct summary *summary, const struct summary_asked *asked, const struct item *item, enum expr_op op, struct summary_range *range)
{
	char *text = arena_string(&summary->query.arena, item->text), *dots = op == OP_EQUAL ? strstr(text, "..") : NULL;
	enum status status = STATUS_OK;
	wide low, high;

	*range = (struct summary_range){ .low = -far, .high = far, .empty = item->type == ITEM_EMPTY };
	if (range->empty)
		return STATUS_OK;
	if (dots)
		*dots = '\0';
	if (*text)
		status = read_number(summary, asked, text, &low, &high);
	if (!status && *text) {
		range->low = op == OP_GREATER ? high + 1 : op == OP_LESS || op == OP_LESS_EQUAL ? -far : low;
		range->high = op == OP_LESS ? low - 1 : op == OP_GREATER || op == OP_GREATER_EQUAL || dots ? far : high;
	}
	if (!status && dots && dots[2])
		status = read_number(summary, asked, dots + 2, &low, &range->high);
	return status;
}

/* The operator of a term, and where the name before it ends. */
static size_t find_operator(const char *word, enum expr_op *op, size_t *name)
{
	static const char *const suffixes[] = { [OP_GREATER] = ".gt", [OP_GREATER_EQUAL] = ".ge", [OP_LESS] = ".lt", [OP_LESS_EQUAL] = ".le" };
	size_t equals = strcspn(word, "=");

	*name = equals;
	*op = OP_EQUAL;
	if (!word[equals] || !equals)
		return 0;
	if (word[equals - 1] == '!') {
		*op = OP_DIFFERENT;
		--*name;
	}
	for (size_t i = OP_GREATER; i <= OP_LESS_EQUAL; i++) {
		if (equals > 3 && strncmp(word + equals - 3, suffixes[i], 3) == 0) {
			*op = (enum expr_op)i;
			*name = equals - 3;
		}
	}
	return equals + 1;
}

static enum status read_term(struct summary *summary, const char *word, struct summary_condition *condition)
{
	struct arena *arena = &summary->query.arena;
	enum expr_op op;
	size_t name, value = find_operator(word, &op, &name);
	struct item *items;

	if (!value)
		return error_set(summary_error(summary), STATUS_USAGE, "'%s' is not a term; write count=5.. or sum:amount.gt=1000", word);
	enum status status = summary_find_asked(summary, arena_copy(arena, word, name), &condition->asked);
	if (!status && summary->asked[condition->asked].type == OUT_STRING)
		status = error_set(summary_error(summary), STATUS_USAGE, "%s holds texts; filter the records instead", summary->asked[condition->asked].name);
	if (!status)
		status = filter_items(arena, word + value, &items, summary_error(summary));
	if (op == OP_DIFFERENT) {
		condition->inverse = !condition->inverse;
		op = OP_EQUAL;
	}
	struct summary_range **tail = &condition->ranges;
	for (const struct item *item = status ? NULL : items; !status && item; item = item->next) {
		struct summary_range *range = *tail = arena_alloc(arena, sizeof *range);
		status = read_range(summary, &summary->asked[condition->asked], item, op, range);
		tail = &range->next;
	}
	return status;
}

enum status summary_read_having(struct summary *summary)
{
	char *rest = summary->spec.having ? arena_string(&summary->query.arena, summary->spec.having) : NULL;
	struct summary_condition **tail = &summary->having, next = { 0 };
	enum status status = STATUS_OK;

	bool open = false;
	while (!status && rest) {
		char *word = rest + strspn(rest, " \t\r\n"), *end = word + strcspn(word, " \t\r\n");
		rest = *end ? end + 1 : NULL;
		*end = '\0';
		if (!*word)
			continue;
		if (strcmp(word, "or") == 0) {
			next.alternative = open = true;
		} else if (strcmp(word, "not") == 0) {
			next.inverse = !next.inverse;
			open = true;
		} else if (strcmp(word, "and") != 0) {
			struct summary_condition *condition = arena_alloc(&summary->query.arena, sizeof *condition);
			*condition = next;
			status = read_term(summary, word, condition);
			*tail = condition;
			tail = &condition->next;
			next = (struct summary_condition){ 0 };
			open = false;
		}
	}
	if (!status && open)
		status = error_set(summary_error(summary), STATUS_USAGE, "it ends where a term should follow");
	if (status)
		error_prefix(summary_error(summary), "having: ");
	return status ? summary_error(summary)->status = STATUS_USAGE : STATUS_OK;
}

static bool holds(const struct summary *summary, uint32_t group, const struct summary_condition *condition)
{
	bool found = false;
	wide number = 0;
	bool there = summary_decimal(summary, group, condition->asked, &number);

	for (const struct summary_range *range = condition->ranges; range && !found; range = range->next)
		found = range->empty ? !there : there && range->low <= number && number <= range->high;
	return found != condition->inverse;
}

bool summary_has(const struct summary *summary, uint32_t group)
{
	bool all = true;

	for (const struct summary_condition *condition = summary->having; condition; condition = condition->next) {
		if (condition->alternative && all)
			return true;
		all = (condition->alternative || all) && holds(summary, group, condition);
	}
	return all;
}
