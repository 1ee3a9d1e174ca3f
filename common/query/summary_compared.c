/* Columns that compare: what a measure is in the period before, in the same one of last year, since the year began. Each of these is a class of records with groups of its own. */
#include "query/summary_parts.h"

/* The codes of a group from the root down, and of its column under a pivot behind them. */
static void codes_of(const struct summary *summary, uint32_t group, uint32_t codes[SUMMARY_GROUPS + 1])
{
	if (summary->groups.items[group].across) {
		codes[summary->key_count] = summary->groups.items[group].code;
		group = summary->groups.items[group].above;
	}
	for (; summary->groups.items[group].level > 0; group = summary->groups.items[group].above)
		codes[summary->groups.items[group].level - 1] = summary->groups.items[group].code;
}

static uint32_t find_by_codes(const struct summary *summary, uint32_t root, const struct group *like, const uint32_t *codes)
{
	uint32_t group = root;

	for (size_t i = 0; group != GROUP_NONE && i < like->level; i++)
		group = groups_known(&summary->groups, group, codes[i]);
	return group == GROUP_NONE || !like->across ? group : groups_known(&summary->groups, group | GROUP_ACROSS, codes[summary->key_count]);
}

static uint32_t class_root(const struct summary *summary, uint32_t group, enum summary_class class)
{
	return groups_known(&summary->groups, GROUP_NONE, summary->groups.items[groups_root(&summary->groups, group)].code + (uint32_t)class * SUMMARY_CURRENCIES);
}

/* Moves codes to another bucket of time; every key of the same days moves along. */
static void move_codes(const struct summary *summary, uint32_t *codes, int64_t bucket)
{
	const struct summary_key *time = &summary->keys[summary->time];
	int64_t first, last;

	unit_days(time->unit, bucket, summary->fiscal, &first, &last);
	for (size_t i = 0; i <= summary->key_count; i++) {
		const struct summary_key *key = &summary->keys[i];
		if (key->unit && key->unit != UNIT_HOUR && key->end.field == time->end.field && key->end.join == time->end.join)
			codes[i] = (uint32_t)unit_bucket(key->unit, calendar_from_number(first), summary->fiscal) + 1;
	}
}

static uint32_t at_bucket(const struct summary *summary, uint32_t group, int64_t bucket)
{
	uint32_t codes[SUMMARY_GROUPS + 1] = { 0 };
	uint32_t root = class_root(summary, group, summary->reaches[CLASS_BEFORE].used ? CLASS_BEFORE : CLASS_PERIOD);

	codes_of(summary, group, codes);
	move_codes(summary, codes, bucket);
	return root == GROUP_NONE ? root : find_by_codes(summary, root, &summary->groups.items[group], codes);
}

/* The bucket of a group; false when it is above the groups of time, or of no day. */
static bool bucket_of(const struct summary *summary, uint32_t group, int64_t *bucket)
{
	const struct group *item = &summary->groups.items[group];
	uint32_t codes[SUMMARY_GROUPS + 1] = { 0 };
	bool has = summary->time < summary->key_count ? item->level > summary->time : item->across;

	codes_of(summary, group, codes);
	if (!has || !codes[summary->time] || codes[summary->time] == CODE_OTHERS)
		return false;
	*bucket = (int64_t)codes[summary->time] - 1;
	return true;
}

/* Of no records a sum is 0. */
static bool base_of(const struct summary *summary, uint32_t group, const struct summary_asked *asked, int64_t *number)
{
	const struct summary_asked *base = &summary->asked[asked->index];
	enum summary_function function = summary->measures[base->index].function;

	if (group != GROUP_NONE)
		return summary_cell(summary, group, asked->index, number);
	*number = 0;
	return function == MEASURE_COUNT || function == MEASURE_FILLED || function == MEASURE_SUM || function == MEASURE_DISTINCT;
}

/* From the beginning of the year of a bucket to it. */
static bool so_far(const struct summary *summary, uint32_t group, int64_t bucket, const struct summary_asked *asked, int64_t *number)
{
	enum summary_unit unit = summary->keys[summary->time].unit;
	int64_t first, last, part;
	wide sum = 0;

	unit_days(unit, bucket, summary->fiscal, &first, &last);
	int64_t year = unit_bucket(UNIT_FISCAL_YEAR, calendar_from_number(unit == UNIT_WEEK ? first + 3 : first), summary->fiscal);
	for (int64_t at = bucket;; at = unit_step(unit, at, -1)) {
		unit_days(unit, at, summary->fiscal, &first, &last);
		if (unit_bucket(UNIT_FISCAL_YEAR, calendar_from_number(unit == UNIT_WEEK ? first + 3 : first), summary->fiscal) != year)
			break;
		if (base_of(summary, at_bucket(summary, group, at), asked, &part))
			sum += part;
	}
	return int64_from_wide(sum, number);
}

bool summary_compared(const struct summary *summary, uint32_t group, const struct summary_asked *asked, int64_t *number)
{
	bool year = asked->over == OVER_YEAR || asked->over == OVER_GROWTH, cumulated = asked->over == OVER_CUMULATED;
	int64_t bucket;

	if (summary->time == SUMMARY_NO_KEY) {
		uint32_t codes[SUMMARY_GROUPS + 1] = { 0 }, root = class_root(summary, group, cumulated ? CLASS_SO_FAR : year ? CLASS_YEAR : CLASS_BEFORE);
		codes_of(summary, group, codes);
		return base_of(summary, root == GROUP_NONE ? root : find_by_codes(summary, root, &summary->groups.items[group], codes), asked, number);
	}
	if (!bucket_of(summary, group, &bucket))
		return false;
	if (cumulated)
		return so_far(summary, group, bucket, asked, number);
	enum summary_unit unit = summary->keys[summary->time].unit;
	bucket = year ? unit_year_before(unit, bucket, summary->fiscal) : unit_step(unit, bucket, -1);
	return base_of(summary, at_bucket(summary, group, bucket), asked, number);
}

/* Makes the group of the period that is as one of another class, at that bucket of time (-1: at its own, or there is none). */
static void add_like(struct summary *summary, uint32_t like, int64_t bucket)
{
	const struct group item = summary->groups.items[like];
	uint32_t codes[SUMMARY_GROUPS + 1] = { 0 };
	uint32_t currency = (summary->groups.items[groups_root(&summary->groups, like)].code - 1) % SUMMARY_CURRENCIES + 1;
	uint32_t group = groups_find(&summary->groups, GROUP_NONE, currency, true);

	codes_of(summary, like, codes);
	if (bucket >= 0)
		move_codes(summary, codes, bucket);
	for (size_t i = 0; i < item.level; i++)
		group = groups_find(&summary->groups, group, codes[i], true);
	if (item.across)
		groups_find(&summary->groups, group | GROUP_ACROSS, codes[summary->key_count], true);
}

/* The groups of the period that look at one of another bucket: at that behind it, and about a year later, where the last two weeks may look at the same. */
static void add_looking(struct summary *summary, uint32_t like, int64_t bucket, const bool *looks)
{
	enum summary_unit unit = summary->keys[summary->time].unit;
	int64_t first = unit_bucket(unit, calendar_from_number(summary->first), summary->fiscal), last = unit_bucket(unit, calendar_from_number(summary->last), summary->fiscal);
	int64_t day, end, next = unit_step(unit, bucket, 1);

	if ((looks[OVER_PREVIOUS] || looks[OVER_CHANGE]) && next >= first && next <= last)
		add_like(summary, like, next);
	unit_days(unit, bucket, summary->fiscal, &day, &end);
	day = calendar_add(day, (struct calendar_offset){ .count = 12, .unit = CALENDAR_MONTH });
	next = unit_step(unit, unit_bucket(unit, calendar_from_number(day), summary->fiscal), -1);
	for (int i = 0; i < 3 && (looks[OVER_YEAR] || looks[OVER_GROWTH]); i++, next = unit_step(unit, next, 1))
		if (next >= first && next <= last && unit_year_before(unit, next, summary->fiscal) == bucket)
			add_like(summary, like, next);
}

void summary_add_compared(struct summary *summary)
{
	bool looks[OVER_NTILE5 + 1] = { false };
	uint32_t count = (uint32_t)summary->groups.count;
	int64_t bucket;

	for (size_t i = 0; i < summary->asked_count; i++)
		looks[summary->asked[i].over] = true;
	const bool class_looks[SUMMARY_CLASSES] = { [CLASS_BEFORE] = looks[OVER_PREVIOUS] || looks[OVER_CHANGE], [CLASS_YEAR] = looks[OVER_YEAR] || looks[OVER_GROWTH],
		                                        [CLASS_SO_FAR] = looks[OVER_CUMULATED] };
	for (uint32_t i = 0; summary->compares && summary->spec.period && i < count; i++) {
		const struct group item = summary->groups.items[i];
		uint32_t class = (summary->groups.items[groups_root(&summary->groups, i)].code - 1) / SUMMARY_CURRENCIES;
		if (class == CLASS_PERIOD || item.level < summary->key_count || item.across != summary->pivoted)
			continue;
		if (summary->time == SUMMARY_NO_KEY && class_looks[class])
			add_like(summary, i, -1);
		else if (summary->time != SUMMARY_NO_KEY && bucket_of(summary, i, &bucket))
			add_looking(summary, i, bucket, looks);
	}
}
