/* The rules of comments: they are numbered, stay as they are, and the first one to the customer is our response. */
#include "service/service.h"
#include "service/ticket_response.h"
#include "store/child_number.h"
#include "store/rule.h"

#include <string.h>

enum status comment_before(struct store *store, const struct record *old, struct record *comment, struct arena *arena)
{
	static const char *const said[] = { "parent", "number", "text", "internal", "at", "who", "contact", "automatic", NULL };

	if (!comment || (old && store->merging))
		return STATUS_OK;
	if (old && rule_concerns(old, comment, said))
		return error_set(store->error, STATUS_REFUSED, "a comment is never changed; add another one");
	if (!old && !record_integer(comment, "number")) {
		int64_t number = 0;
		enum status status = child_number_last(store, &record_comment, record_integer(comment, "parent"), &number);
		if (status)
			return status;
		*record_value(comment, "number") = value_integer(number + 1);
	}
	if (!old && !*record_text(comment, "at"))
		*record_value(comment, "at") = rule_now(store, arena);
	return STATUS_OK;
}

enum status comment_after(struct store *store, const struct record *old, const struct record *comment, struct arena *arena)
{
	if (old || !comment || record_integer(comment, "internal") || record_integer(comment, "automatic") || !record_integer(comment, "who"))
		return STATUS_OK;
	return ticket_responded(store, record_integer(comment, "parent"), record_text(comment, "at"), arena);
}
