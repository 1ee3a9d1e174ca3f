/* The columns of a summary: measures, what is made of them over the rows, and what is computed. */
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

static const struct {
	const char *name;
	enum summary_over over;
	const char *en, *zh;
} overs[] = {
	{ "share", OVER_SHARE, "share %", "占比 %" },
	{ "running", OVER_RUNNING, "running", "累加" },
	{ "rank", OVER_RANK, "rank", "排名" },
	{ "previous", OVER_PREVIOUS, "previous", "上期" },
	{ "change", OVER_CHANGE, "change %", "环比 %" },
	{ "year", OVER_YEAR, "last year", "去年同期" },
	{ "growth", OVER_GROWTH, "growth %", "同比 %" },
	{ "cumulated", OVER_CUMULATED, "year to date", "本年累计" },
	{ "cumshare", OVER_CUMSHARE, "cumulated share %", "累计占比 %" },
	{ "ntile5", OVER_NTILE5, "fifth", "五分位" },
};

enum { FUNCTIONS = sizeof functions / sizeof *functions, OVERS = sizeof overs / sizeof *overs };

static bool has_numbers(const struct field *field)
{
	enum kind_id kind = field ? field->kind : KIND_REF;

	return kind == KIND_INT || kind == KIND_DECIMAL || kind == KIND_MONEY || kind == KIND_PERCENT || kind == KIND_RATE;
}

static bool has_time(const struct field *field)
{
	return field && (field->kind == KIND_DATE || field->kind == KIND_TIMESTAMP);
}

static enum status check_function(struct summary *summary, const struct summary_measure *measure)
{
	enum summary_function function = measure->function;
	bool extreme = function == MEASURE_LEAST || function == MEASURE_GREATEST;

	if (function == MEASURE_FILLED || function == MEASURE_DISTINCT || function == MEASURE_FIRST || function == MEASURE_LAST)
		return STATUS_OK;
	if (has_numbers(measure->end.field) || (extreme && has_time(measure->end.field)))
		return STATUS_OK;
	return error_set(summary_error(summary), STATUS_USAGE, "columns: %s: %s holds no numbers; count, distinct, first and last take any field", measure->name, measure->end.path);
}

static bool begins(const char *word, const char *name)
{
	size_t length = strlen(name);

	return strncmp(word, name, length) == 0 && word[length] == ':';
}

static enum status read_function(struct summary *summary, const char *word, struct summary_measure *measure)
{
	const char *colon = strchr(word, ':');

	*measure = (struct summary_measure){ .name = word };
	if (strcmp(word, "count") == 0) {
		measure->function = MEASURE_COUNT;
		measure->end.record = summary->type->record;
		return STATUS_OK;
	}
	for (size_t i = 0; i < FUNCTIONS; i++)
		if (begins(word, functions[i].name))
			measure->function = functions[i].function;
	if (!measure->function)
		return error_set(summary_error(summary), STATUS_USAGE,
		                 "columns: '%s' is not a measure; write count, or one of sum, avg, min, max, median, distinct, count, first, last before a field: sum:amount", word);
	enum status status = summary_path(summary, "columns", colon + 1, &measure->end);
	return status ? status : check_function(summary, measure);
}

static const char *measure_label(struct summary *summary, const struct summary_measure *measure)
{
	bool chinese = summary_chinese(summary);

	for (size_t i = 0; i < FUNCTIONS; i++)
		if (functions[i].function == measure->function)
			return arena_printf(&summary->query.arena, "%s %s", summary_label(summary, &measure->end), chinese ? functions[i].zh : functions[i].en);
	return chinese ? "数量" : "Count";
}

/* How what a measure is stands in its column. */
static void describe_measure(struct summary *summary, const struct summary_measure *measure, struct summary_asked *asked)
{
	const struct field *field = measure->end.field;
	enum summary_function function = measure->function;
	bool whole = field && field->kind == KIND_INT, average = function == MEASURE_AVERAGE || function == MEASURE_MEDIAN;

	asked->label = measure_label(summary, measure);
	asked->type = OUT_NUMBER;
	if (function == MEASURE_COUNT || function == MEASURE_FILLED || function == MEASURE_DISTINCT)
		return;
	asked->decimal = whole && average;
	asked->field = asked->decimal ? NULL : field;
	asked->percent = field && field->kind == KIND_PERCENT;
	if (has_time(field))
		asked->type = OUT_TIME;
	else if (!has_numbers(field))
		asked->type = OUT_STRING;
	else if (!whole || average)
		asked->type = OUT_AMOUNT;
}

static enum status add_measure(struct summary *summary, struct summary_asked *asked)
{
	if (summary->measure_count == SUMMARY_MEASURES)
		return error_set(summary_error(summary), STATUS_USAGE, "columns: there are more than %d", SUMMARY_MEASURES);
	struct summary_measure *measure = &summary->measures[summary->measure_count];
	enum status status = read_function(summary, asked->name, measure);
	if (status)
		return status;
	summary->money |= measure->end.field && measure->end.field->kind == KIND_MONEY;
	asked->shows = SHOWS_MEASURE;
	asked->index = summary->measure_count++;
	describe_measure(summary, measure, asked);
	return STATUS_OK;
}

static bool compares(enum summary_over over)
{
	return over == OVER_PREVIOUS || over == OVER_CHANGE || over == OVER_YEAR || over == OVER_GROWTH || over == OVER_CUMULATED;
}

static bool is_late(enum summary_over over)
{
	return over == OVER_RUNNING || over == OVER_RANK || over == OVER_CUMSHARE || over == OVER_NTILE5;
}

static enum status check_over(struct summary *summary, const struct summary_asked *asked, const struct summary_asked *base)
{
	enum summary_function function = summary->measures[base->index].function;
	bool adds = function == MEASURE_COUNT || function == MEASURE_FILLED || function == MEASURE_SUM;

	if (base->type == OUT_STRING || (base->type == OUT_TIME && asked->over != OVER_RANK && asked->over != OVER_NTILE5))
		return error_set(summary_error(summary), STATUS_USAGE, "columns: %s: %s is not a number", asked->name, base->name);
	if (!adds && (asked->over == OVER_RUNNING || asked->over == OVER_CUMULATED || asked->over == OVER_SHARE || asked->over == OVER_CUMSHARE))
		return error_set(summary_error(summary), STATUS_USAGE, "columns: %s: only sums and counts add up", asked->name);
	if (compares(asked->over) && summary->time == SUMMARY_NO_KEY && !summary->spec.period)
		return error_set(summary_error(summary), STATUS_USAGE, "columns: %s compares periods: group by time, as in close_on:month, or give a period and its date", asked->name);
	return STATUS_OK;
}

static enum status add_over(struct summary *summary, size_t row, struct summary_asked *asked)
{
	size_t base;
	enum status status = summary_find_asked(summary, asked->name + strlen(overs[row].name) + 1, &base);

	if (status)
		return status;
	const struct summary_asked *of = &summary->asked[base];
	asked->shows = SHOWS_OVER;
	asked->over = overs[row].over;
	asked->index = base;
	asked->late = is_late(asked->over);
	summary->compares |= compares(asked->over);
	if (of->shows != SHOWS_MEASURE)
		return error_set(summary_error(summary), STATUS_USAGE, "columns: %s: what follows %s: is a measure, as in %s:count", asked->name, overs[row].name, overs[row].name);
	asked->label = arena_printf(&summary->query.arena, "%s %s", of->label, summary_chinese(summary) ? overs[row].zh : overs[row].en);
	bool same = asked->over == OVER_RUNNING || asked->over == OVER_PREVIOUS || asked->over == OVER_YEAR || asked->over == OVER_CUMULATED;
	asked->percent = same ? of->percent : asked->over != OVER_RANK && asked->over != OVER_NTILE5;
	asked->decimal = same ? of->decimal : asked->percent;
	asked->type = same ? of->type : asked->percent ? OUT_AMOUNT : OUT_NUMBER;
	asked->field = same ? of->field : NULL;
	return check_over(summary, asked, of);
}

static enum status find_name(void *context, const char *name, size_t *number)
{
	struct summary *summary = context;
	enum status status = summary_find_asked(summary, name, number);
	enum out_type type = status ? OUT_NUMBER : summary->asked[*number].type;

	if (!status && type == OUT_STRING)
		return error_set(summary_error(summary), STATUS_USAGE, "%s is not a number", name);
	return status;
}

static enum status add_computed(struct summary *summary, struct summary_computed *computed, struct summary_asked *asked)
{
	const struct formula_names names = { .find = find_name, .context = summary };
	struct formula *formula;

	if (computed->open)
		return error_set(summary_error(summary), STATUS_USAGE, "compute: %s is computed from itself", computed->line.name);
	computed->open = true;
	enum status status = formula_parse(&summary->query.arena, computed->line.text, &names, &formula, summary_error(summary));
	computed->open = false;
	if (status && error_about(summary_error(summary), "compute"))
		return status;
	if (status)
		return error_prefix(summary_error(summary), "compute: %s: ", computed->line.name);
	*asked = (struct summary_asked){ .name = asked->name, .label = asked->name, .shows = SHOWS_COMPUTED, .formula = formula, .type = OUT_AMOUNT, .hidden = true, .decimal = true,
	                                 .percent = formula_percent(formula), .names = computed->line.names };
	if (computed->line.names)
		asked->type = OUT_STRING;
	return STATUS_OK;
}

enum status summary_find_asked(struct summary *summary, const char *word, size_t *index)
{
	struct summary_asked asked = { .name = word, .hidden = true };
	enum status status;

	for (*index = 0; *index < summary->asked_count; ++*index)
		if (summary->asked[*index].shows >= SHOWS_MEASURE && strcmp(summary->asked[*index].name, word) == 0)
			return STATUS_OK;
	struct summary_computed *computed = summary->computed;
	while (computed && strcmp(computed->line.name, word) != 0)
		computed = computed->next;
	size_t row = 0;
	while (row < OVERS && !begins(word, overs[row].name))
		row++;
	if (computed)
		status = add_computed(summary, computed, &asked);
	else
		status = row < OVERS ? add_over(summary, row, &asked) : add_measure(summary, &asked);
	if (status)
		return status;
	if (asked.shows != SHOWS_MEASURE)
		asked.extra = summary->extras++;
	*index = summary_ask(summary, &asked);
	return STATUS_OK;
}

static enum status read_computed(struct summary *summary)
{
	struct summary_computed **tail = &summary->computed;
	char *rest = summary->spec.compute ? arena_string(&summary->query.arena, summary->spec.compute) : NULL;
	struct formula_line line;
	enum status status;

	while (!(status = formula_line(&rest, &line, summary_error(summary))) && line.name) {
		struct summary_computed *computed = *tail = arena_alloc(&summary->query.arena, sizeof *computed);
		*computed = (struct summary_computed){ .line = line };
		tail = &computed->next;
	}
	return status;
}

static enum status read_criterion(struct summary *summary, const char *word)
{
	struct summary_criterion criterion = { .down = *word == '-' };

	if (*word == '-' || *word == '+')
		word++;
	while (criterion.index < summary->key_count && strcmp(summary->keys[criterion.index].name, word) != 0)
		criterion.index++;
	criterion.group = criterion.index < summary->key_count;
	if (!criterion.group && summary_find_asked(summary, word, &criterion.index)) {
		struct text names = { 0 };
		for (size_t i = 0; i < summary->asked_count; i++)
			if (!summary->asked[i].hidden)
				text_printf(&names, "%s%s", names.length ? ", " : "", summary->asked[i].name);
		error_set(summary_error(summary), STATUS_USAGE, "sort: there is no column '%s'; there are %s", word, text_string(&names));
		text_free(&names);
		return STATUS_USAGE;
	}
	summary->currency_first |= !criterion.group && summary->money;
	summary->criteria = array_grow(&summary->query.arena, summary->criteria, summary->criterion_count, sizeof *summary->criteria);
	summary->criteria[summary->criterion_count++] = criterion;
	return STATUS_OK;
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

enum status summary_read_columns(struct summary *summary)
{
	char *rest = arena_string(&summary->query.arena, summary->spec.columns && *summary->spec.columns ? summary->spec.columns : "count");
	enum status status = read_computed(summary);
	size_t index;

	while (!status && rest && *rest) {
		const char *word = utf8_item(&rest);
		if (!*word)
			continue;
		status = summary_find_asked(summary, word, &index);
		if (status)
			break;
		if (!summary->asked[index].hidden)
			continue;
		summary->asked[index].hidden = false;
		summary->listed = array_grow(&summary->query.arena, summary->listed, summary->listed_count, sizeof *summary->listed);
		summary->listed[summary->listed_count++] = index;
	}
	for (const struct summary_computed *computed = summary->computed; !status && computed; computed = computed->next)
		status = summary_find_asked(summary, computed->line.name, &index);
	return status ? status : read_sort(summary);
}
