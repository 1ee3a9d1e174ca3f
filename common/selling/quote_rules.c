/* What is particular of quotes: revisions, and the day until which they are valid. */
#include "selling/document_kinds.h"

#include "base/date.h"
#include "store/rule.h"
#include <string.h>

enum status quote_initial(struct store *store, struct record *quote, struct arena *arena)
{
	if (record_value(quote, "revision")->type == VALUE_NULL)
		*record_value(quote, "revision") = value_integer(1);
	return document_take_party(store, quote, arena);
}

/* A revision keeps the number of what it revises: Q-2026-0001, Q-2026-0001-R2. */
enum status quote_issue(struct store *store, struct record *quote, struct arena *arena)
{
	struct record *previous;
	enum status status = rule_load(store, &record_quote, record_integer(quote, "previous"), arena, &previous);

	if (status || !previous || !*record_text(previous, "number"))
		return status;
	const char *number = record_text(previous, "number"), *ending = arena_printf(arena, "-R%lld", (long long)record_integer(previous, "revision"));
	size_t length = strlen(number), end = strlen(ending);
	if (length > end && strcmp(number + length - end, ending) == 0)
		length -= end;
	*record_value(quote, "number") = value_text(arena_printf(arena, "%.*s-R%lld", (int)length, number, (long long)record_integer(quote, "revision")));
	return STATUS_OK;
}

enum status quote_move(struct store *store, const struct record *quote)
{
	const char *until = record_text(quote, "valid_until");
	char today[DATE_SIZE];

	date_today(&store->conventions, today);
	if (strcmp(record_text(quote, "stage"), "accepted") != 0 || !*until || strcmp(until, today) >= 0)
		return STATUS_OK;
	return error_set(store->error, STATUS_REFUSED, "stage: q%lld was valid until %s; crm-quote revise q%lld creates a new revision, or set valid_until",
	                 (long long)quote->id, until, (long long)quote->id);
}

/* A draft that revises an issued quote gets its number from that. */
enum status quote_merge(struct store *store, const struct record *keep, const struct record *drop)
{
	int64_t previous = record_integer(drop, "previous");

	if (!previous)
		return STATUS_OK;
	return error_set(store->error, STATUS_REFUSED, "q%lld revises q%lld and must be the one to keep: crm-quote merge q%lld q%lld", (long long)drop->id,
	                 (long long)previous, (long long)drop->id, (long long)keep->id);
}
