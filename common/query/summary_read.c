/* Reads the records once for each statement and counts them in their groups: in those of the last level only, for what is above them comes of these (summary_count.c). */
#include "query/summary_parts.h"

#include "base/money.h"
#include <stdlib.h>
#include <string.h>

enum { OFFSET_BASE = 1 << 20, OFFSET_VARIES = -1 };

struct reader {
	struct summary *summary;
	const struct summary_pass *pass;
	struct statement *statement;
	uint32_t codes[SUMMARY_GROUPS + 1];
	uint32_t known[SUMMARY_GROUPS + 1], root, group; /* the group that was found last */
	char currency[4];                                /* of the root that was found last, for all records of the period */
	uint32_t currency_root;
	int64_t when, day;                               /* of the record: its instant or day, by the field `date` */
	int read_column;                                 /* of the value that was read last of this record; -1: none */
	bool read_integer;
	struct value read;
	bool can_note;
};

/* Seconds that the zone is ahead of UTC at an instant. Most days have one offset throughout, which is looked up once for each. */
static int64_t local_seconds(struct summary *summary, int64_t seconds)
{
	int64_t day = seconds / CALENDAR_DAY_SECONDS - (seconds % CALENDAR_DAY_SECONDS < 0), *offset = map_at(&summary->offsets, (uint64_t)day);
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

/* The day of a stored day or instant in the zone, and the second of it; false for what is neither. */
static bool day_of(struct summary *summary, const struct field *field, const char *text, int64_t *day, int64_t *second)
{
	int64_t seconds;

	*second = 0;
	if (field->kind == KIND_DATE)
		return calendar_stored_day(text, day);
	if (!calendar_stored_instant(text, &seconds))
		return false;
	int64_t local = local_seconds(summary, seconds);
	*day = local / CALENDAR_DAY_SECONDS - (local % CALENDAR_DAY_SECONDS < 0);
	*second = local - *day * CALENDAR_DAY_SECONDS;
	return true;
}

static uint32_t code_of_time(struct summary *summary, struct summary_key *key, const char *text)
{
	struct calendar_day date;
	int64_t day, second;

	if (key->end.field->kind == KIND_DATE)
		return calendar_stored_date(text, &date) ? values_number(&key->values, unit_bucket(key->unit, date, summary->fiscal)) : 0;
	if (!day_of(summary, key->end.field, text, &day, &second))
		return 0;
	return values_number(&key->values, key->unit == UNIT_HOUR ? second / 3600 : unit_bucket(key->unit, calendar_from_number(day), summary->fiscal));
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

static uint32_t currency_root(struct summary *summary, const char *currency, enum summary_class class)
{
	size_t i = 0;

	if (!currency)
		currency = summary->money ? summary->store->conventions.currency : "";
	while (i < summary->currency_count && strcmp(summary->currencies[i].code, currency) != 0)
		i++;
	if (i == summary->currency_count && (i == SUMMARY_CURRENCIES || strlen(currency) >= sizeof summary->currencies[i].code)) {
		i = 0; /* no record has such a currency, nor are there so many */
	} else if (i == summary->currency_count) {
		int digits = currency_digits(currency);
		memcpy(summary->currencies[summary->currency_count].code, currency, strlen(currency) + 1);
		summary->currencies[summary->currency_count++].digits = digits < 0 ? 2 : digits;
	}
	return groups_find(&summary->groups, GROUP_NONE, (uint32_t)i + 1 + (uint32_t)class * SUMMARY_CURRENCIES, true);
}

/* Asked for each record: a call would cost more than the letters. */
static bool is_currency(const char known[4], const char *text)
{
	size_t i = 0;

	while (i < 3 && known[i] && known[i] == text[i])
		i++;
	return known[i] == text[i];
}

static uint32_t root_of(struct reader *reader, const char *currency, enum summary_class class)
{
	if (class != CLASS_PERIOD)
		return currency_root(reader->summary, currency, class);
	if (reader->currency_root == GROUP_NONE || !is_currency(reader->currency, currency ? currency : "")) {
		uint32_t root = currency_root(reader->summary, currency, class);
		size_t length = currency ? strlen(currency) : 0;
		reader->currency_root = length < sizeof reader->currency ? root : GROUP_NONE;
		if (length >= sizeof reader->currency)
			return root;
		memcpy(reader->currency, currency ? currency : "", length + 1);
	}
	return reader->currency_root;
}

static uint32_t group_of(struct reader *reader, const char *currency, enum summary_class class)
{
	struct summary *summary = reader->summary;
	uint32_t root = root_of(reader, currency, class), group = root;
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

/* Several measures of one column read it once. */
static struct value measured(struct reader *reader, const struct summary_measure *measure)
{
	bool integer = holds_integer(&measure->end);

	if (reader->read_column != measure->value || reader->read_integer != integer) {
		reader->read = db_value_as(reader->statement, measure->value, integer ? VALUE_INTEGER : VALUE_TEXT);
		reader->read_column = measure->value;
		reader->read_integer = integer;
	}
	return reader->read;
}

/* What is measured of a record as a number: days and instants too, and texts by their place in a list; false when it has no value. */
static bool number_of(struct reader *reader, struct summary_measure *measure, int64_t *number)
{
	if (measure->function == MEASURE_COUNT) {
		*number = reader->pass->counted >= 0 ? db_integer(reader->statement, reader->pass->counted) : 1;
		return true;
	}
	const struct field *field = measure->end.field;
	struct value value = measured(reader, measure);
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

static void note(struct reader *reader, struct summary_measure *measure, uint32_t above, const struct summary_counted *counted)
{
	struct summary *summary = reader->summary;
	size_t last = summary->key_count - 1;

	if (above != reader->root || memcmp(reader->codes, reader->known, last * sizeof *reader->codes) != 0) {
		memcpy(reader->known, reader->codes, last * sizeof *reader->codes);
		reader->root = reader->group = above;
		for (size_t i = 0; i < last; i++)
			reader->group = groups_find(&summary->groups, reader->group, reader->codes[i], true);
	}
	above = reader->group;
	if (notes_full(&summary->notes))
		notes_make_room(&summary->notes, summary_merge_notes, summary);
	struct note *note = notes_take(&summary->notes, note_key(above, reader->codes[last]));
	if (counted)
		summary_count_note(measure, note->tallies, counted);
}

/* A record is counted in each class that its day is of. */
static void feed_classes(struct reader *reader, struct summary_measure *measure, const char *currency, const struct summary_counted *counted)
{
	struct summary *summary = reader->summary;

	for (enum summary_class class = CLASS_PERIOD; class < (summary->compares ? SUMMARY_CLASSES : CLASS_BEFORE); class++) {
		const struct summary_reach *reach = &summary->reaches[class];
		bool outside = reach->used && (reader->day < reach->first || reader->day > reach->last);
		if (summary->compares && (outside || (class != CLASS_PERIOD && !reach->used)))
			continue;
		if (reader->can_note) {
			note(reader, measure, root_of(reader, currency, class), counted);
			continue;
		}
		/* The group is there though its records have no value. */
		uint32_t group = group_of(reader, currency, class);
		if (counted)
			summary_count(summary, measure, group, counted);
	}
}

static enum status feed(struct reader *reader, struct summary_measure *measure)
{
	struct summary *summary = reader->summary;
	struct statement *statement = reader->statement;
	int column = measure->currency >= 0 ? measure->currency : reader->pass->currency;
	const char *currency = column >= 0 ? db_text(statement, column) : NULL;
	struct summary_counted counted = { .id = measure->id >= 0 ? db_integer(statement, measure->id) : 0, .when = reader->when };
	bool there = (measure->id < 0 || counted.id) && number_of(reader, measure, &counted.number);
	enum status status = STATUS_OK;

	if (summary->spec.currency && there && measure->currency >= 0 && measure->value >= 0)
		status = conversion_run(&summary->conversion, currency, measure->rate >= 0 ? db_integer(statement, measure->rate) : 0, &counted.number);
	feed_classes(reader, measure, summary->spec.currency ? summary->spec.currency : currency, there ? &counted : NULL);
	return status;
}

static void read_day(struct reader *reader)
{
	const char *text = reader->pass->day >= 0 ? db_text(reader->statement, reader->pass->day) : NULL;
	int64_t second;

	reader->when = reader->day = 0;
	if (text && day_of(reader->summary, reader->summary->date.field, text, &reader->day, &second))
		reader->when = reader->day * CALENDAR_DAY_SECONDS + second;
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

static enum status open_pass(struct summary *summary, const struct summary_pass *pass, struct statement **statement)
{
	enum status status = db_prepare(summary->store->db, pass->sql, statement);

	for (size_t i = 0; !status && i < summary->query.bind_count; i++)
		db_bind(*statement, (int)i + 1, &summary->query.binds[i]);
	return status;
}

static enum status read_pass(struct summary *summary, struct summary_pass *pass)
{
	struct reader reader = { .summary = summary, .pass = pass, .root = GROUP_NONE, .currency_root = GROUP_NONE, .can_note = summary_can_note(summary) };
	enum status status = open_pass(summary, pass, &reader.statement);

	if (status)
		return status;
	while (db_next(reader.statement, &status)) {
		reader.read_column = -1;
		read_day(&reader);
		status = take_keys(&reader, 0);
	}
	db_done(reader.statement);
	return status;
}

static bool has_roots(const struct summary *summary)
{
	for (size_t i = 0; i < summary->groups.count; i++)
		if (summary->groups.items[i].level == 0 && summary_in_period(summary, (uint32_t)i))
			return true;
	return false;
}

/* An index has its values in the order of the rows, unless these are picks or units of time. */
static bool counts_in_order(const struct summary *summary)
{
	const struct summary_key *key = &summary->keys[0];

	return summary->pass_count == 1 && summary->passes[0].counted >= 0 && !key->unit && key->end.field->kind != KIND_PICK && summary_can_stream(summary);
}

enum status summary_read_counted(struct summary *summary, bool *there)
{
	struct reader reader = { .summary = summary, .pass = &summary->passes[0], .statement = summary->counted };
	enum status status = STATUS_OK;
	int64_t number;

	*there = db_next(summary->counted, &status);
	if (!*there)
		return status;
	summary->groups.items[summary->stream].code = code_of(&reader, &summary->keys[0]);
	memset(groups_tally(&summary->groups, summary->stream, 0), 0, summary->groups.each * sizeof(struct tally));
	for (size_t i = 0; i < summary->measure_count; i++)
		if (number_of(&reader, &summary->measures[i], &number))
			summary_count(summary, &summary->measures[i], summary->stream, &(struct summary_counted){ .number = number });
	return STATUS_OK;
}

enum status summary_read_all(struct summary *summary)
{
	enum status status = STATUS_OK;

	summary->groups.each = summary->slots;
	summary->notes.size = sizeof(struct note) + summary->slots * sizeof(struct tally);
	if (counts_in_order(summary)) {
		summary_make_stream(summary, currency_root(summary, NULL, CLASS_PERIOD));
		return open_pass(summary, &summary->passes[0], &summary->counted);
	}
	for (size_t i = 0; !status && i < summary->pass_count; i++)
		status = read_pass(summary, &summary->passes[i]);
	if (!status && summary->notes.count)
		summary_take_notes(summary);
	/* What no record is of comes to nothing, and that is a row. */
	if (!status && (!summary->key_count || summary->spec.all_values) && !has_roots(summary))
		currency_root(summary, summary->spec.currency, CLASS_PERIOD);
	return status;
}
