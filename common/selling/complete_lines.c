/* Candidates behind the verb line: what to do, the numbers of the lines, products, the fields of a line, places. */
#include "cli/complete_internal.h"

#include "query/resolve.h"
#include "selling/selling.h"
#include "store/children.h"
#include <string.h>

/* Each number with what the line says; before: what stands in front of it. */
static void offer_numbers(struct completion *completion, const char *before)
{
	struct store *store = complete_store(completion);
	struct session *session = &completion->session;
	const struct field *field = children_field(session->command->type);
	const char *name = session->operands[0], *dot = reference_like(name) ? strchr(name, '.') : NULL;
	struct record **lines;
	size_t count;
	int64_t id;

	if (!completion->stored || resolve_one(store, session->command->type, dot ? arena_copy(&session->arena, name, (size_t)(dot - name)) : name, &id) ||
	    children_load(store, field->target, id, &session->arena, &lines, &count))
		return;
	for (size_t i = 0; i < count; i++) {
		const struct value *title = record_value(lines[i], field->target->title);
		complete_offer(completion, arena_printf(&session->arena, "%s%lld", before, (long long)record_integer(lines[i], "number")),
		               title->type == VALUE_TEXT ? title->text : "", false);
	}
}

static void offer_verbs(struct completion *completion, bool line)
{
	static const struct {
		const char *word, *help;
	} verbs[] = { { "set", "change lines" }, { "rm", "remove lines" }, { "move", "move lines to another position" }, { "add", "add a line" } };

	for (size_t i = 0; i < sizeof verbs / sizeof *verbs - line; i++)
		complete_offer(completion, verbs[i].word, verbs[i].help, false);
}

void complete_lines(struct completion *completion)
{
	const struct session *session = &completion->session;
	const char *what = session->operand_count > 1 ? session->operands[1] : "";
	bool assigned = strchr(completion->word, '='), line = session->operand_count && reference_like(session->operands[0]) && strchr(session->operands[0], '.');

	for (size_t i = 0; i < session->operand_count; i++)
		assigned |= operand_is_assignment(session, session->operands[i]);
	complete_store(completion);
	if (session->operand_count == 0) {
		complete_records(completion, session->command->type, PLACE_OPERAND);
	} else if (session->operand_count == 1) {
		offer_verbs(completion, line);
	} else if (strcmp(what, "add") == 0) {
		if (!assigned)
			complete_records(completion, &record_product, PLACE_OPERAND);
		complete_assignment(completion);
	} else if (strcmp(what, "set") == 0) {
		if (!assigned)
			offer_numbers(completion, "");
		if (line || session->operand_count > 2)
			complete_assignment(completion);
	} else if (strcmp(what, "rm") == 0) {
		offer_numbers(completion, "");
	} else if (strcmp(what, "move") == 0) {
		offer_numbers(completion, "");
		offer_numbers(completion, "before=");
		offer_numbers(completion, "after=");
		complete_offer(completion, "first", "before all others", false);
		complete_offer(completion, "last", "after all others", false);
	}
}
