/* What a summary is asked for, from words to keys, measures and columns. */
#include "query/summary_parts.h"

#include "base/utf8.h"
#include <string.h>

bool summary_chinese(const struct summary *summary)
{
	return strcmp(summary->store->conventions.language, "zh") == 0;
}

/* What a path is called: the label of its field, before it that of the type on whose side it is. */
const char *summary_label(struct summary *summary, const struct summary_end *end)
{
	const char *language = summary->store->conventions.language, *type = summary_chinese(summary) ? end->record->zh : end->record->en;

	if (!end->field)
		return end->join ? type : summary_chinese(summary) ? "编号" : "Ref";
	if (!end->join)
		return field_label(end->field, language);
	return arena_printf(&summary->query.arena, "%s: %s", type, field_label(end->field, language));
}

/* A path as somebody wrote it; the message says in which member of the spec. */
enum status summary_path(struct summary *summary, const char *member, const char *path, struct summary_end *end)
{
	enum status status = summary_find_end(summary, path, end);

	if (status)
		return error_prefix(summary_error(summary), "%s: ", member);
	if (end->field && end->field->kind == KIND_LINES)
		return error_set(summary_error(summary), STATUS_USAGE, "%s: %s are records; name a field of theirs", member, path);
	return STATUS_OK;
}

static enum status default_unit(struct summary *summary, const char *member, struct summary_key *key)
{
	const struct field *field = key->end.field;
	bool time = field && (field->kind == KIND_DATE || field->kind == KIND_TIMESTAMP);

	if (!key->unit && time)
		key->unit = UNIT_DAY;
	if (key->unit && !time)
		return error_set(summary_error(summary), STATUS_USAGE, "%s: %s holds no days, so it has no %s", member, key->end.path, unit_name((size_t)key->unit - 1));
	if (key->unit == UNIT_HOUR && field->kind != KIND_TIMESTAMP)
		return error_set(summary_error(summary), STATUS_USAGE, "%s: %s holds days without hours", member, key->end.path);
	if (field && field->kind == KIND_MONEY)
		return error_set(summary_error(summary), STATUS_USAGE, "%s: %s holds amounts, which are measured; group by currency or another field", member, key->end.path);
	return STATUS_OK;
}

static enum status read_key(struct summary *summary, const char *member, const char *word, struct summary_key *key)
{
	char *path = arena_string(&summary->query.arena, word), *colon = strchr(path, ':');

	key->name = word;
	if (colon) {
		*colon++ = '\0';
		key->unit = unit_named(colon);
		if (!key->unit)
			return error_set(summary_error(summary), STATUS_USAGE, "%s: '%s' is not a unit of time; there are day, week, month, quarter, year, fiscal-quarter, fiscal-year, weekday, hour",
			                 member, colon);
	}
	enum status status = summary_path(summary, member, path, &key->end);
	return status ? status : default_unit(summary, member, key);
}

size_t summary_ask(struct summary *summary, const struct summary_asked *asked)
{
	summary->asked = array_grow(&summary->query.arena, summary->asked, summary->asked_count, sizeof *summary->asked);
	summary->asked[summary->asked_count] = *asked;
	return summary->asked_count++;
}

static void ask_key(struct summary *summary, size_t index)
{
	const struct summary_key *key = &summary->keys[index];

	summary_ask(summary, &(struct summary_asked){ .name = key->name, .label = summary_label(summary, &key->end), .shows = SHOWS_GROUP, .index = index,
	                                            .type = key->unit ? OUT_TIME : OUT_STRING, .field = key->end.field });
}

static enum status read_keys(struct summary *summary)
{
	char *rest = summary->spec.group ? arena_string(&summary->query.arena, summary->spec.group) : NULL;
	enum status status = STATUS_OK;

	while (!status && rest && *rest) {
		const char *word = utf8_item(&rest);
		if (!*word)
			continue;
		if (summary->key_count == SUMMARY_GROUPS)
			return error_set(summary_error(summary), STATUS_USAGE, "group: there are at most %d levels of groups", SUMMARY_GROUPS);
		status = read_key(summary, "group", word, &summary->keys[summary->key_count]);
		if (!status)
			ask_key(summary, summary->key_count++);
	}
	if (!status && summary->spec.pivot && *summary->spec.pivot) {
		summary->pivoted = true;
		status = read_key(summary, "pivot", summary->spec.pivot, &summary->keys[summary->key_count]);
	}
	return status;
}

/* The key by which periods follow each other: the last span of the groups, or the pivot; of the field `date` where one is named. */
static void find_time(struct summary *summary)
{
	const struct summary_end *date = &summary->date;

	summary->time = SUMMARY_NO_KEY;
	for (size_t i = 0; i < summary->key_count + summary->pivoted; i++) {
		const struct summary_key *key = &summary->keys[i];
		if (key->unit && key->unit <= UNIT_LAST_SPAN && (!date->field || (date->field == key->end.field && date->join == key->end.join)))
			summary->time = i;
	}
}

static enum status read_date(struct summary *summary)
{
	if (!summary->spec.date || !*summary->spec.date) {
		find_time(summary);
		return summary->spec.period ? error_set(summary_error(summary), STATUS_USAGE, "date: a period applies to a field, which is not named") : STATUS_OK;
	}
	enum status status = summary_path(summary, "date", summary->spec.date, &summary->date);
	const struct field *field = summary->date.field;
	if (!status && (!field || (field->kind != KIND_DATE && field->kind != KIND_TIMESTAMP)))
		return error_set(summary_error(summary), STATUS_USAGE, "date: %s holds no days", summary->spec.date);
	if (!status && summary->joins[summary->date.join].many)
		return error_set(summary_error(summary), STATUS_USAGE, "date: %s leads to many records; a period applies to one day of each", summary->spec.date);
	find_time(summary);
	return status;
}

enum status summary_read_spec(struct summary *summary)
{
	enum status status;

	summary->join_count = 1;
	summary->joins[0].once = true;
	status = read_keys(summary);
	return status ? status : read_date(summary);
}
