/* Reads the records once for each statement and counts them in their groups: in those of the last level only, for what is above them comes of these (summary_total.c). */
#include "query/summary_parts.h"

#include <string.h>

enum { OFFSET_BASE = 1 << 20, OFFSET_VARIES = -1 };

struct reader {
	struct summary *summary;
	const struct summary_pass *pass;
	struct statement *statement;
	uint32_t codes[SUMMARY_GROUPS + 1];
	uint32_t known[SUMMARY_GROUPS + 1], root, group; /* the group that was found last */
};

/* Seconds that the zone is ahead of UTC at an instant. Most days have one offset throughout, which is looked up once for each. */
static int64_t local_seconds(struct summary *summary, int64_t seconds)
{
	int64_t day = seconds / CALENDAR_DAY_SECONDS, *offset = map_at(&summary->offsets, (uint64_t)day);
	int second;

	if (!*offset) {
		int64_t first = day * CALENDAR_DAY_SECONDS, next = first + CALENDAR_DAY_SECONDS;
		int64_t early = calendar_local(first, &second) * CALENDAR_DAY_SECONDS + second - first;
		int64_t late = calendar_local(next, &second) * CALENDAR_DAY_SECONDS + second - next;
		*offset = early == late ? early + OFFSET_BASE : OFFSET_VARIES;
	}
	if (*offset != OFFSET_VARIES)
		return seconds + *offset - OFFSET_BASE;
	return calendar_local(seconds, &second) * CALENDAR_DAY_SECONDS + second;
}

static uint32_t code_of_time(struct summary *summary, struct summary_key *key, const char *text)
{
	int64_t number, seconds, local;

	if (key->end.field->kind == KIND_DATE) {
		if (!calendar_stored_day(text, &number))
			return 0;
	} else {
		if (!calendar_stored_instant(text, &seconds))
			return 0;
		local = local_seconds(summary, seconds);
		number = local / CALENDAR_DAY_SECONDS - (local % CALENDAR_DAY_SECONDS < 0);
		if (key->unit == UNIT_HOUR)
			return values_number(&key->values, (local - number * CALENDAR_DAY_SECONDS) / 3600);
	}
	return values_number(&key->values, unit_bucket(key->unit, calendar_from_number(number), summary->fiscal));
}

static bool holds_integer(const struct summary_end *end)
{
	return !end->role && (!end->field || kind_value_type(end->field->kind) == VALUE_INTEGER);
}

static uint32_t code_of(struct reader *reader, struct summary_key *key)
{
	struct value value = db_value_as(reader->statement, key->column, holds_integer(&key->end) ? VALUE_INTEGER : VALUE_TEXT);

	if (value.type == VALUE_INTEGER)
		return values_number(&key->values, value.integer);
	/* An empty field of yes or no is no, as in a filter. */
	if (value.type == VALUE_NULL)
		return key->end.field && key->end.field->kind == KIND_BOOL ? values_number(&key->values, 0) : 0;
	return key->unit ? code_of_time(reader->summary, key, value.text) : values_text(&key->values, value.text, value.length);
}

static uint32_t currency_root(struct summary *summary, const char *currency)
{
	size_t i = 0;

	if (!currency)
		currency = summary->money ? summary->store->conventions.currency : "";
	while (i < summary->currency_count && strcmp(summary->currencies[i], currency) != 0)
		i++;
	if (i == summary->currency_count && (i == SUMMARY_CURRENCIES || strlen(currency) >= sizeof summary->currencies[i]))
		i = 0; /* no record has such a currency, nor are there so many */
	else if (i == summary->currency_count)
		memcpy(summary->currencies[summary->currency_count++], currency, strlen(currency) + 1);
	return groups_find(&summary->groups, GROUP_NONE, (uint32_t)i + 1, true);
}

static uint32_t group_of(struct reader *reader, const char *currency)
{
	struct summary *summary = reader->summary;
	uint32_t root = currency_root(summary, currency), group = root;
	size_t keys = summary->key_count;

	if (root == reader->root && memcmp(reader->codes, reader->known, sizeof reader->codes) == 0)
		return reader->group;
	for (size_t i = 0; i < keys; i++)
		group = groups_find(&summary->groups, group, reader->codes[i], true);
	if (summary->pivoted)
		group = groups_find(&summary->groups, group | GROUP_ACROSS, reader->codes[keys], true);
	memcpy(reader->known, reader->codes, sizeof reader->known);
	reader->root = root;
	return reader->group = group;
}

/* What is measured of a record as a number: days and instants too, and texts by their place in a list; false when it has no value. */
static bool number_of(struct reader *reader, struct summary_measure *measure, int64_t *number)
{
	if (measure->function == MEASURE_COUNT) {
		*number = 1;
		return true;
	}
	const struct field *field = measure->end.field;
	struct value value = db_value_as(reader->statement, measure->value, holds_integer(&measure->end) ? VALUE_INTEGER : VALUE_TEXT);
	if (value.type == VALUE_NULL)
		return false;
	*number = value.integer;
	if (value.type == VALUE_INTEGER || measure->function == MEASURE_FILLED)
		return true;
	if (field && field->kind == KIND_DATE)
		return calendar_stored_day(value.text, number);
	if (field && field->kind == KIND_TIMESTAMP)
		return calendar_stored_instant(value.text, number);
	*number = values_text(&measure->values, value.text, value.length);
	return true;
}

static enum status feed(struct reader *reader, struct summary_measure *measure)
{
	struct summary *summary = reader->summary;
	int currency = measure->currency >= 0 ? measure->currency : reader->pass->currency;
	int64_t number, id = measure->id >= 0 ? db_integer(reader->statement, measure->id) : 0;

	/* The group is there though its records have no value. */
	uint32_t group = group_of(reader, currency >= 0 && !summary->spec.currency ? db_text(reader->statement, currency) : summary->spec.currency);
	if ((measure->id >= 0 && !id) || !number_of(reader, measure, &number))
		return STATUS_OK;
	summary_count(summary, measure, group, &(struct summary_counted){ .number = number, .id = id });
	return STATUS_OK;
}

static enum status feed_all(struct reader *reader)
{
	struct summary *summary = reader->summary;
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < summary->measure_count; i++)
		if (&summary->passes[summary->measures[i].pass] == reader->pass)
			status = feed(reader, &summary->measures[i]);
	return status;
}

/* Takes the values of the keys from `at` on; a record with several tags is in the group of each. */
static enum status take_keys(struct reader *reader, size_t at)
{
	struct summary *summary = reader->summary;

	for (; at < summary->key_count + summary->pivoted; at++) {
		struct summary_key *key = &summary->keys[at];
		const char *tags = key->end.field && key->end.field->kind == KIND_TAGS ? db_text(reader->statement, key->column) : NULL;
		enum status status = STATUS_OK;
		if (!tags) {
			reader->codes[at] = code_of(reader, key);
			continue;
		}
		for (size_t length; !status && *(tags += strspn(tags, ",")); tags += length) {
			length = strcspn(tags, ",");
			reader->codes[at] = values_text(&key->values, tags, length);
			status = take_keys(reader, at + 1);
		}
		return status;
	}
	return feed_all(reader);
}

static enum status read_pass(struct summary *summary, struct summary_pass *pass)
{
	struct reader reader = { .summary = summary, .pass = pass, .root = GROUP_NONE };
	enum status status = db_prepare(summary->store->db, pass->sql, &reader.statement);

	if (status)
		return status;
	for (size_t i = 0; i < summary->query.bind_count; i++)
		db_bind(reader.statement, (int)i + 1, &summary->query.binds[i]);
	while (db_next(reader.statement, &status))
		status = take_keys(&reader, 0);
	db_done(reader.statement);
	return status;
}

enum status summary_read_all(struct summary *summary)
{
	enum status status = STATUS_OK;

	summary->groups.each = summary->slots;
	for (size_t i = 0; !status && i < summary->pass_count; i++)
		status = read_pass(summary, &summary->passes[i]);
	/* What no record is of comes to nothing, and that is a row. */
	if (!status && !summary->key_count && !summary->groups.count)
		currency_root(summary, summary->spec.currency);
	return status;
}
