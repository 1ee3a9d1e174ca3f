/* What a summary is asked for, from words to keys, measures and columns. */
#include "query/summary_parts.h"

#include "base/utf8.h"
#include <string.h>

static const struct {
	const char *name;
	enum summary_function function;
	const char *en, *zh;
} functions[] = {
	{ "sum", MEASURE_SUM, "total", "合计" },
	{ "avg", MEASURE_AVERAGE, "average", "平均" },
	{ "min", MEASURE_LEAST, "least", "最小" },
	{ "max", MEASURE_GREATEST, "greatest", "最大" },
	{ "median", MEASURE_MEDIAN, "median", "中位数" },
	{ "distinct", MEASURE_DISTINCT, "different", "不同值" },
	{ "count", MEASURE_FILLED, "filled in", "有值数" },
	{ "first", MEASURE_FIRST, "first", "最早" },
	{ "last", MEASURE_LAST, "last", "最近" },
};

enum { FUNCTIONS = sizeof functions / sizeof *functions };

static bool is_chinese(const struct summary *summary)
{
	return strcmp(summary->store->conventions.language, "zh") == 0;
}

/* What a path is called: the label of its field, before it that of the type on whose side it is. */
static const char *label_of(struct summary *summary, const struct summary_end *end)
{
	const char *language = summary->store->conventions.language, *type = is_chinese(summary) ? end->record->zh : end->record->en;

	if (!end->field)
		return end->join ? type : is_chinese(summary) ? "编号" : "Ref";
	if (!end->join)
		return field_label(end->field, language);
	return arena_printf(&summary->query.arena, "%s: %s", type, field_label(end->field, language));
}

/* A path as somebody wrote it; the message says in which member of the spec. */
static enum status read_path(struct summary *summary, const char *member, const char *path, struct summary_end *end)
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
			return error_set(summary_error(summary), STATUS_USAGE, "%s: '%s' is no unit of time; there are day, week, month, quarter, year, fiscal-quarter, fiscal-year, weekday, hour",
			                 member, colon);
	}
	enum status status = read_path(summary, member, path, &key->end);
	return status ? status : default_unit(summary, member, key);
}

static void add_asked(struct summary *summary, const struct summary_asked *asked)
{
	summary->asked = array_grow(&summary->query.arena, summary->asked, summary->asked_count, sizeof *summary->asked);
	summary->asked[summary->asked_count++] = *asked;
}

static void ask_key(struct summary *summary, size_t index)
{
	const struct summary_key *key = &summary->keys[index];

	add_asked(summary, &(struct summary_asked){ .name = key->name, .label = label_of(summary, &key->end), .shows = SHOWS_GROUP, .index = index,
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

static bool has_numbers(enum kind_id kind)
{
	return kind == KIND_INT || kind == KIND_DECIMAL || kind == KIND_MONEY || kind == KIND_PERCENT || kind == KIND_RATE;
}

static enum status check_function(struct summary *summary, const struct summary_measure *measure)
{
	const struct field *field = measure->end.field;
	enum kind_id kind = field ? field->kind : KIND_REF;
	enum summary_function function = measure->function;

	if (function == MEASURE_FILLED || function == MEASURE_DISTINCT || function == MEASURE_FIRST || function == MEASURE_LAST)
		return STATUS_OK;
	if (has_numbers(kind) || ((function == MEASURE_LEAST || function == MEASURE_GREATEST) && (kind == KIND_DATE || kind == KIND_TIMESTAMP)))
		return STATUS_OK;
	return error_set(summary_error(summary), STATUS_USAGE, "columns: %s: %s holds no numbers; count, distinct, first and last take any field", measure->name, measure->end.path);
}

static enum status read_function(struct summary *summary, const char *word, struct summary_measure *measure)
{
	const char *colon = strchr(word, ':');
	size_t length = colon ? (size_t)(colon - word) : strlen(word);

	*measure = (struct summary_measure){ .name = word };
	if (strcmp(word, "count") == 0) {
		measure->function = MEASURE_COUNT;
		measure->end.record = summary->type->record;
		return STATUS_OK;
	}
	for (size_t i = 0; colon && i < FUNCTIONS; i++)
		if (strlen(functions[i].name) == length && strncmp(functions[i].name, word, length) == 0)
			measure->function = functions[i].function;
	if (!measure->function)
		return error_set(summary_error(summary), STATUS_USAGE, "columns: '%s' is no measure; write count, or one of sum, avg, min, max, median, distinct, count, first, last and a field: sum:amount", word);
	enum status status = read_path(summary, "columns", colon + 1, &measure->end);
	return status ? status : check_function(summary, measure);
}

/* The measure of that name, which is read when nobody named it before. */
static enum status find_measure(struct summary *summary, const char *word, size_t *index)
{
	for (size_t i = 0; i < summary->measure_count; i++) {
		*index = i;
		if (strcmp(summary->measures[i].name, word) == 0)
			return STATUS_OK;
	}
	if (summary->measure_count == SUMMARY_MEASURES)
		return error_set(summary_error(summary), STATUS_USAGE, "columns: there are more than %d", SUMMARY_MEASURES);
	*index = summary->measure_count;
	struct summary_measure *measure = &summary->measures[*index];
	enum status status = read_function(summary, word, measure);
	if (status)
		return status;
	measure->slot = summary->slots;
	summary->slots += measure->function == MEASURE_FIRST || measure->function == MEASURE_LAST ? 2 : 1;
	summary->money |= measure->end.field && measure->end.field->kind == KIND_MONEY;
	summary->measure_count++;
	return STATUS_OK;
}

static const char *measure_label(struct summary *summary, const struct summary_measure *measure)
{
	for (size_t i = 0; i < FUNCTIONS; i++)
		if (functions[i].function == measure->function)
			return arena_printf(&summary->query.arena, "%s %s", label_of(summary, &measure->end), is_chinese(summary) ? functions[i].zh : functions[i].en);
	return is_chinese(summary) ? "数量" : "Count";
}

static void ask_measure(struct summary *summary, size_t index)
{
	const struct summary_measure *measure = &summary->measures[index];
	struct summary_asked asked = { .name = measure->name, .label = measure_label(summary, measure), .shows = SHOWS_MEASURE, .index = index, .type = OUT_NUMBER };
	const struct field *field = measure->end.field;
	enum summary_function function = measure->function;

	if (function != MEASURE_COUNT && function != MEASURE_FILLED && function != MEASURE_DISTINCT) {
		bool whole = field && field->kind == KIND_INT;
		asked.field = field;
		asked.decimal = whole && (function == MEASURE_AVERAGE || function == MEASURE_MEDIAN);
		if (asked.decimal)
			asked.field = NULL;
		asked.percent = field && field->kind == KIND_PERCENT;
		asked.type = field && (field->kind == KIND_DATE || field->kind == KIND_TIMESTAMP) ? OUT_TIME : !field || !has_numbers(field->kind) ? OUT_STRING : whole && !asked.decimal ? OUT_NUMBER : OUT_AMOUNT;
	}
	add_asked(summary, &asked);
	summary->measured_columns++;
}

static enum status read_columns(struct summary *summary)
{
	char *rest = arena_string(&summary->query.arena, summary->spec.columns && *summary->spec.columns ? summary->spec.columns : "count");
	enum status status = STATUS_OK;
	size_t index;

	while (!status && rest && *rest) {
		const char *word = utf8_item(&rest);
		if (!*word)
			continue;
		status = find_measure(summary, word, &index);
		if (!status)
			ask_measure(summary, index);
	}
	return status;
}

static enum status read_criterion(struct summary *summary, const char *word)
{
	struct summary_criterion criterion = { .down = *word == '-' };

	if (*word == '-' || *word == '+')
		word++;
	for (size_t i = 0; i < summary->asked_count; i++) {
		if (strcmp(summary->asked[i].name, word) != 0 || summary->asked[i].shows == SHOWS_CURRENCY)
			continue;
		criterion.group = summary->asked[i].shows == SHOWS_GROUP;
		criterion.index = criterion.group ? summary->asked[i].index : i;
		summary->currency_first |= !criterion.group && summary->money;
		summary->criteria = array_grow(&summary->query.arena, summary->criteria, summary->criterion_count, sizeof *summary->criteria);
		summary->criteria[summary->criterion_count++] = criterion;
		return STATUS_OK;
	}
	struct text names = { 0 };
	for (size_t i = 0; i < summary->asked_count; i++)
		if (summary->asked[i].shows != SHOWS_CURRENCY)
			text_printf(&names, "%s%s", names.length ? ", " : "", summary->asked[i].name);
	error_set(summary_error(summary), STATUS_USAGE, "sort: there is no column '%s'; there are %s", word, text_string(&names));
	text_free(&names);
	return STATUS_USAGE;
}

static enum status read_sort(struct summary *summary)
{
	char *rest = summary->spec.sort && *summary->spec.sort ? arena_string(&summary->query.arena, summary->spec.sort) : NULL;
	enum status status = STATUS_OK;

	summary->currency_first = summary->spec.top > 0;
	while (!status && rest && *rest) {
		const char *word = utf8_item(&rest);
		if (*word)
			status = read_criterion(summary, word);
	}
	return status;
}

enum status summary_read_spec(struct summary *summary)
{
	enum status status;

	summary->join_count = 1;
	summary->joins[0].once = true;
	status = read_keys(summary);
	if (!status)
		status = read_columns(summary);
	if (!status && summary->money)
		add_asked(summary, &(struct summary_asked){ .name = "currency", .label = is_chinese(summary) ? "币种" : "Currency", .shows = SHOWS_CURRENCY });
	return status ? status : read_sort(summary);
}

