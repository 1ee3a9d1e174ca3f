#include "cli/door.h"

#include "base/decimal.h"
#include "base/order.h"
#include "base/sentence.h"
#include "dedupe/dedupe.h"
#include "query/resolve.h"
#include <stdlib.h>

enum { WARNINGS = 5 };

enum status door_open(struct session *session, bool unique, struct door *door)
{
	const struct record_type *record = session->type->record;

	*door = (struct door){ .asked = unique || record->compared, .unique = unique };
	return door->asked ? db_one(session->store->db, &door->last, "select max(id) from \"%s\"", record->name) : STATUS_OK;
}

/* "c1 上海海澄泵业 (0.95: phone,name)" */
static enum status describe(struct session *session, const struct dedupe_pair *pair, struct text *out)
{
	const struct record_type *record = session->type->record;

	reference_format(out, record, pair->keep);
	text_byte(out, ' ');
	enum status status = resolve_title(session->store, record, pair->keep, out);
	text_add(out, " (");
	decimal_fixed(out, pair->score, 2);
	text_add(out, ": ");
	dedupe_reasons(out, pair->reasons);
	text_byte(out, ')');
	return status;
}

/* The best of each new record. */
static size_t best_of_each(struct dedupe_result *result)
{
	size_t kept = 0;

	for (size_t i = 0; i < result->count; i++)
		if (!kept || result->pairs[kept - 1].drop != result->pairs[i].drop)
			result->pairs[kept++] = result->pairs[i];
	return kept;
}

static enum status warn(struct session *session, const struct dedupe_result *result)
{
	const struct record_type *record = session->type->record;
	struct text *out = &session->store->warnings;
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < result->count && i < WARNINGS; i++) {
		reference_format(out, record, result->pairs[i].drop);
		text_add(out, " looks the same as ");
		status = describe(session, &result->pairs[i], out);
		text_byte(out, '\n');
	}
	if (result->count > WARNINGS) {
		size_t more = result->count - WARNINGS;
		text_printf(out, sentence_plural((long long)more, "%zu more record looks the same as another; crm-dedupe %s lists it\n",
		                                 "%zu more records look the same as others; crm-dedupe %s lists them\n"),
		            more, record->name);
	}
	return status;
}

static enum status refuse(struct session *session, const struct dedupe_result *result)
{
	struct text message = { 0 };
	enum status status = resolve_title(session->store, session->type->record, result->pairs[0].drop, &message);

	text_add(&message, " looks the same as ");
	if (!status)
		status = describe(session, &result->pairs[0], &message);
	if (result->count > 1)
		text_printf(&message, sentence_plural((long long)result->count - 1, ", and %zu other record as another", ", and %zu other records as others"), result->count - 1);
	if (!status)
		status = error_set(&session->error, STATUS_REFUSED, "%s; without --unique it is added with a warning", text_string(&message));
	text_free(&message);
	return status;
}

static enum status report(struct session *session, const struct door *door, struct dedupe_result *result, bool compared)
{
	const struct record_type *record = session->type->record;

	result->count = best_of_each(result);
	if (!compared)
		text_printf(&session->store->warnings, "so many records were not compared with others; crm-dedupe %s finds those that look the same\n", record->name);
	if (!result->count)
		return STATUS_OK;
	return door->unique ? refuse(session, result) : warn(session, result);
}

enum status door_close(struct session *session, const struct door *door, const struct targets *written)
{
	struct dedupe_door asked = { .since = door->last + 1, .all = door->unique };
	struct dedupe_result result;
	bool compared;

	if (!door->asked)
		return STATUS_OK;
	asked.ids = memory_alloc((written->count + 1) * sizeof *asked.ids);
	for (size_t i = 0; i < written->count; i++)
		if (written->items[i].record == session->type->record && written->items[i].id > door->last)
			asked.ids[asked.count++] = written->items[i].id;
	if (asked.count > 1)
		qsort(asked.ids, asked.count, sizeof *asked.ids, order_integers);
	enum status status = asked.count ? dedupe_at_door(session->store, session->type, &asked, &result, &compared) : STATUS_OK;
	if (asked.count) {
		status = status ? status : report(session, door, &result, compared);
		dedupe_free(&result);
	}
	free(asked.ids);
	return status;
}
