/* What is in the cells of a row: numbers from what was counted, and their texts. */
#include "query/summary_parts.h"

#include "base/decimal.h"
#include "base/money.h"
#include "store/private.h"
#include <string.h>

static size_t currency_of(const struct summary *summary, uint32_t group)
{
	return (summary->groups.items[groups_root(&summary->groups, group)].code - 1) % SUMMARY_CURRENCIES;
}

const char *summary_currency(const struct summary *summary, uint32_t group)
{
	return summary->currencies[currency_of(summary, group)].code;
}

static bool is_average(const struct summary_measure *measure)
{
	return measure->function == MEASURE_AVERAGE || measure->function == MEASURE_MEDIAN;
}

static bool is_counted(const struct summary_measure *measure)
{
	return measure->function == MEASURE_COUNT || measure->function == MEASURE_FILLED || measure->function == MEASURE_DISTINCT;
}

static bool is_percentage(const struct summary_asked *asked)
{
	return asked->over == OVER_SHARE || asked->over == OVER_CHANGE || asked->over == OVER_GROWTH || asked->over == OVER_CUMSHARE;
}

static bool is_whole(const struct summary_measure *measure)
{
	return measure->end.field && measure->end.field->kind == KIND_INT;
}

/* An average of whole numbers is a decimal. */
static bool average(const struct summary_measure *measure, const struct tally *tally, int64_t *number)
{
	wide sum = tally_sum(tally);

	if (!tally->count)
		return false;
	if (is_whole(measure)) {
		if (sum > INT64_MAX || sum < -INT64_MAX)
			return false;
		sum *= FORMULA_SCALE;
	}
	return int64_from_wide(wide_round(sum, tally->count, ROUNDING_HALF_UP), number);
}

static bool measured(const struct summary *summary, uint32_t group, const struct summary_measure *measure, int64_t *number)
{
	const struct tally *tally = groups_tally(&summary->groups, group, measure->slot);

	switch (measure->function) {
	case MEASURE_SUM: return int64_from_wide(tally_sum(tally), number);
	case MEASURE_AVERAGE: return average(measure, tally, number);
	case MEASURE_COUNT:
	case MEASURE_FILLED:
	case MEASURE_DISTINCT: *number = tally->count; return true;
	default: *number = (int64_t)tally->low; return tally->count > 0;
	}
}

bool summary_in_period(const struct summary *summary, uint32_t group)
{
	return summary->groups.items[groups_root(&summary->groups, group)].code <= SUMMARY_CURRENCIES;
}

bool summary_cell(const struct summary *summary, uint32_t group, size_t index, int64_t *number)
{
	const struct summary_asked *asked = &summary->asked[index];

	if (asked->shows < SHOWS_MEASURE || group == GROUP_NONE)
		return false;
	if (asked->shows == SHOWS_MEASURE)
		return measured(summary, group, &summary->measures[asked->index], number);
	if (group >= summary->extra_groups)
		return false;
	*number = summary->extra[group * summary->extras + asked->extra];
	return *number != SUMMARY_NOTHING;
}

static int digits_of(const struct summary *summary, uint32_t group)
{
	return summary->currencies[currency_of(summary, group)].digits;
}

/* The measure by which a number is written: its own, or the one below what is of the same kind. NULL: it is a decimal or, of ranks, a whole number. */
static const struct summary_measure *measure_of(const struct summary *summary, const struct summary_asked *asked)
{
	if (asked->shows == SHOWS_OVER && asked->field == summary->asked[asked->index].field && asked->type == summary->asked[asked->index].type && !is_percentage(asked))
		asked = &summary->asked[asked->index];
	return asked->shows == SHOWS_MEASURE ? &summary->measures[asked->index] : NULL;
}

bool summary_decimal(const struct summary *summary, uint32_t group, size_t index, wide *out)
{
	const struct summary_asked *asked = &summary->asked[index];
	const struct summary_measure *measure = measure_of(summary, asked);
	enum kind_id kind = measure && measure->end.field && !is_counted(measure) ? measure->end.field->kind : KIND_INT;
	int64_t number;

	if (!summary_cell(summary, group, index, &number))
		return false;
	*out = number;
	if (asked->decimal || kind == KIND_DECIMAL)
		return true;
	if (kind == KIND_TIMESTAMP)
		*out = (wide)number * FORMULA_SCALE / CALENDAR_DAY_SECONDS;
	else if (kind == KIND_PERCENT)
		*out = (wide)number * 100;
	else if (kind == KIND_RATE)
		*out = wide_round(number, 10000, ROUNDING_HALF_UP);
	else
		*out = (wide)number * FORMULA_SCALE;
	for (int i = kind == KIND_MONEY ? digits_of(summary, group) : 0; i > 0; i--)
		*out /= 10;
	return true;
}

static size_t pick_rank(const struct pick *picks, const char *key)
{
	size_t rank = 0;

	while (picks[rank].key && strcmp(picks[rank].key, key) != 0)
		rank++;
	return rank;
}

void summary_rank(struct summary *summary)
{
	for (size_t i = 0; i < summary->key_count + summary->pivoted; i++) {
		struct summary_key *key = &summary->keys[i];
		const struct pick *picks = key->end.role ? summary->joins[key->end.join].step.fields[0]->roles : key->end.field ? key->end.field->picks : NULL;
		values_rank(&key->values);
		for (size_t k = 0; picks && k < key->values.count; k++)
			if (key->values.items[k].text)
				key->values.items[k].rank = (uint32_t)pick_rank(picks, key->values.items[k].text);
	}
}

static const char *in_language(const struct summary *summary, const char *en, const char *zh)
{
	return strcmp(summary->store->conventions.language, "zh") == 0 && zh && *zh ? zh : en;
}

static enum status add_title(struct summary *summary, const struct record_type *record, int64_t id, struct text *out)
{
	struct text visible = { 0 };
	struct statement *statement = NULL;

	if (!record->title)
		return STATUS_OK;
	private_exclude(summary->store, record, "n", &visible);
	enum status status = db_ask(summary->store->db, &statement, "select n.\"%s\" from \"%s\" as n where n.id = %jd%-s", record->title, record->name, id, text_string(&visible));
	const char *title = db_next(statement, &status) ? db_text(statement, 0) : NULL;
	if (title)
		text_printf(out, " %s", title);
	db_done(statement);
	text_free(&visible);
	return status;
}

static enum status write_reference(struct summary *summary, const struct record_type *record, int64_t id, struct text *out)
{
	if (record->parent)
		return store_reference(summary->store, record, id, out);
	reference_format(out, record, id);
	return summary->human ? add_title(summary, record, id, out) : STATUS_OK;
}

static enum status write_number(struct summary *summary, const struct summary_end *end, int64_t number, struct text *out)
{
	const struct record_type *record = !end->field ? end->record : end->field->kind == KIND_REF ? end->field->target : NULL;
	struct value value = value_integer(number);
	int64_t id = number;

	if (end->field && end->field->kind == KIND_ANYREF)
		record = anyref_unpack(number, &id);
	if (record)
		return write_reference(summary, record, id, out);
	field_format(end->field, &value, 2, out);
	return STATUS_OK;
}

static void write_text(const struct summary *summary, const struct summary_end *end, const char *text, struct text *out)
{
	const struct pick *picks = end->role ? summary->joins[end->join].step.fields[0]->roles : end->field->picks;
	const struct pick *pick = summary->human && picks ? pick_find(picks, text) : NULL;

	text_add(out, pick ? in_language(summary, pick->en && *pick->en ? pick->en : pick->key, pick->zh) : text);
}

enum status summary_write_code(struct summary *summary, const struct summary_key *key, uint32_t code, struct text *out)
{
	const struct listed *listed = values_listed(&key->values, code);

	if (code == CODE_OTHERS)
		text_add(out, summary->human ? in_language(summary, "others", "其他") : "others");
	else if (listed && listed->text)
		write_text(summary, &key->end, listed->text, out);
	else if (code && key->unit)
		unit_format(key->unit, values_integer(&key->values, code), summary->fiscal, summary->human ? summary->store->conventions.language : NULL, out);
	else if (code)
		return write_number(summary, &key->end, values_integer(&key->values, code), out);
	return STATUS_OK;
}

static enum status write_measured(struct summary *summary, const struct summary_measure *measure, uint32_t group, int64_t number, struct text *out)
{
	const struct field *field = measure->end.field;
	char instant[TIMESTAMP_SIZE], day[DATE_SIZE];

	if (is_counted(measure)) {
		text_integer(out, number);
	} else if (is_whole(measure) && is_average(measure)) {
		decimal_format(out, number, DECIMAL_QUANTITY);
	} else if (field && field->kind == KIND_MONEY) {
		money_format(out, number, digits_of(summary, group));
	} else if (field && field->kind == KIND_DATE) {
		date_from_number(number, day);
		text_add(out, day);
	} else if (field && field->kind == KIND_TIMESTAMP) {
		timestamp_from_seconds(number, instant);
		if (summary->human)
			timestamp_local(out, instant);
		else
			text_add(out, instant);
	} else if (measure->values.count && values_listed(&measure->values, (uint32_t)number)) {
		write_text(summary, &measure->end, values_listed(&measure->values, (uint32_t)number)->text, out);
	} else {
		return write_number(summary, &measure->end, number, out);
	}
	return STATUS_OK;
}

/* × 10^6 of what a field stores in another scale. */
static struct value scaled(const struct summary_measure *measure, int64_t number)
{
	const struct field *field = measure->end.field;
	bool fits = true;

	if (field && (field->kind == KIND_PERCENT || field->kind == KIND_RATE) && !is_counted(measure))
		fits = field->kind == KIND_PERCENT ? wide_ratio(number, 100, 1, ROUNDING_HALF_UP, &number) : wide_ratio(number, 1, 10000, ROUNDING_HALF_UP, &number);
	return fits ? value_integer(number) : (struct value){ 0 };
}

enum status summary_write_cell(struct summary *summary, uint32_t group, size_t index, int64_t number, struct text *out, struct value *value)
{
	const struct summary_asked *asked = &summary->asked[index];
	const struct summary_measure *measure = measure_of(summary, asked);

	if (!measure) {
		*value = value_integer(number);
		if (!asked->names || !formula_name(asked->names, number, out))
			decimal_format(out, number, asked->decimal ? DECIMAL_QUANTITY : 0);
		return STATUS_OK;
	}
	const struct field *field = measure->end.field;
	if (is_counted(measure) || (field && strcmp(kinds[field->kind].sql, "INTEGER") == 0 && field->kind != KIND_REF && field->kind != KIND_ANYREF))
		*value = scaled(measure, number);
	return write_measured(summary, measure, group, number, out);
}
