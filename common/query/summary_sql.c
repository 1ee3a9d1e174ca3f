/* The statements of a summary: a plain scan with a left join for every step that keys and measures take. None groups but where an index counts: what would multiply records
 * stays apart, and a table of groups in memory is several times as fast as a sorter. */
#include "query/summary_parts.h"

#include "base/sentence.h"
#include "store/ddl.h"
#include "store/private.h"
#include <stdio.h>
#include <string.h>

static bool leads_to_many(const struct step *step)
{
	return step->type == STEP_LINK || step->type == STEP_REVERSE;
}

static bool same_step(const struct step *a, const struct step *b)
{
	return a->type == b->type && a->to == b->to && a->field_count == b->field_count && a->fields[0] == b->fields[0];
}

static enum status find_join(struct summary *summary, size_t from, const struct step *step, size_t *out)
{
	const struct summary_join *before = &summary->joins[from];

	for (size_t i = 1; i < summary->join_count; i++) {
		if (summary->joins[i].from == from && same_step(&summary->joins[i].step, step)) {
			*out = i;
			return STATUS_OK;
		}
	}
	if (summary->join_count == SUMMARY_JOINS)
		return error_set(summary_error(summary), STATUS_USAGE, "groups and columns lead to more than %d related types", SUMMARY_JOINS - 1);
	bool one_way = step->type == STEP_REVERSE && step->field_count == 1 && step->fields[0]->kind != KIND_REFS;
	*out = summary->join_count++;
	summary->joins[*out] = (struct summary_join){ .step = *step, .from = from, .many = before->many || leads_to_many(step), .once = before->once && one_way };
	return STATUS_OK;
}

enum status summary_find_end(struct summary *summary, const char *text, struct summary_end *end)
{
	struct path path;
	enum status status = path_parse(summary->store, summary->type, text, &path);

	*end = (struct summary_end){ .path = text };
	/* A field of links at the end is one step more. */
	if (!status && path.field && path.field->kind == KIND_REFS && path.count < PATH_LIMIT) {
		path.steps[path.count++] = (struct step){ .type = STEP_LINK, .from = path.record, .to = path.field->target, .fields = { path.field }, .field_count = 1 };
		path.record = path.field->target;
		path.field = NULL;
	}
	for (size_t i = 0; !status && i < path.count; i++)
		status = find_join(summary, end->join, &path.steps[i], &end->join);
	end->field = path.field;
	end->record = path.record;
	end->role = path.role;
	return status;
}

static const char *alias_of(size_t join, char alias[24])
{
	if (join)
		snprintf(alias, 24, "j%zu", join);
	return join ? alias : "t";
}

static void use_join(const struct summary *summary, struct summary_pass *pass, size_t join)
{
	for (; join; join = summary->joins[join].from)
		pass->used[join] = true;
}

/* The place of an expression in the statement, which has it once. */
static int select_column(struct summary_pass *pass, const char *expression)
{
	const char *at = text_string(&pass->select);
	size_t length = strlen(expression);

	for (int place = 0; *at; place++, at += strlen(at) + 1)
		if (strlen(at) == length && memcmp(at, expression, length) == 0)
			return place;
	text_append(&pass->select, expression, length + 1);
	return pass->selected++;
}

static int select_end(struct summary *summary, struct summary_pass *pass, const struct summary_end *end)
{
	struct text sql = { 0 };
	char alias[24];

	use_join(summary, pass, end->join);
	if (end->role)
		text_printf(&sql, "k%zu.role", end->join);
	else if (end->field)
		path_value(summary->store, &sql, end->record, end->field, alias_of(end->join, alias));
	else
		text_printf(&sql, "%s.id", alias_of(end->join, alias));
	int column = select_column(pass, sql.data);
	text_free(&sql);
	return column;
}

static int select_beside(struct summary_pass *pass, const struct summary_end *end, const char *column)
{
	struct text sql = { 0 };
	char alias[24];

	text_printf(&sql, "%s.\"%s\"", alias_of(end->join, alias), column);
	int place = select_column(pass, sql.data);
	text_free(&sql);
	return place;
}

/* Whether each value of the groups belongs to one record at the end, so that none of these comes twice into a group. */
static bool comes_once(const struct summary *summary, size_t join)
{
	bool on_way[SUMMARY_JOINS] = { true };

	for (size_t i = join; i; i = summary->joins[i].from)
		on_way[i] = true;
	for (size_t i = 0; i < summary->key_count + summary->pivoted; i++) {
		const struct summary_key *key = &summary->keys[i];
		if (key->end.field && key->end.field->kind == KIND_TAGS)
			return false;
		for (size_t at = key->end.join; at; at = summary->joins[at].from)
			if (leads_to_many(&summary->joins[at].step) && !on_way[at])
				return false;
	}
	return summary->joins[join].once;
}

/* The rate that is frozen in a document, or in that of a line; -1 when records of the type have none. */
static int select_rate(const struct summary *summary, struct summary_pass *pass, const struct summary_end *end)
{
	const struct record_type *parent = end->record->parent;
	struct text sql = { 0 };
	char alias[24];

	if (conversion_has_rate(summary->store, end->record))
		return select_beside(pass, end, "rate");
	if (!parent || !conversion_has_rate(summary->store, parent))
		return -1;
	text_printf(&sql, "(select whole.\"rate\" from \"%s\" whole where whole.id = %s.\"parent\")", parent->name, alias_of(end->join, alias));
	int place = select_column(pass, sql.data);
	text_free(&sql);
	return place;
}

static void select_measure(struct summary *summary, struct summary_pass *pass, struct summary_measure *measure)
{
	bool ordered = measure->function == MEASURE_FIRST || measure->function == MEASURE_LAST;

	measure->repeats = !comes_once(summary, measure->end.join);
	measure->value = measure->id = measure->currency = measure->rate = -1;
	if (measure->function != MEASURE_COUNT)
		measure->value = select_end(summary, pass, &measure->end);
	if (measure->repeats || ordered)
		measure->id = select_beside(pass, &measure->end, "id");
	if (measure->end.field && measure->end.field->kind == KIND_MONEY) {
		measure->currency = select_beside(pass, &measure->end, "currency");
		if (summary->spec.currency)
			measure->rate = select_rate(summary, pass, &measure->end);
	}
}

/* Records are counted by one field whose index has them all in order: SQLite then reads nothing but the index, and says how many there are of each value. */
static bool index_counts(const struct summary *summary)
{
	const struct summary_end *end = &summary->keys[0].end;

	for (size_t i = 0; i < summary->measure_count; i++)
		if (summary->measures[i].function != MEASURE_COUNT || summary->measures[i].end.join)
			return false;
	return summary->measure_count && summary->key_count == 1 && !summary->pivoted && !end->join && end->field && end->field->kind != KIND_TAGS && !summary->type->record->privacy &&
	       !summary->query.where.length && ddl_indexes_all(summary->type->record, end->field);
}

static void write_statement(const struct summary *summary, const struct summary_pass *pass, struct text *sql)
{
	char from[24], to[24], link[24];
	const char *at = text_string(&pass->select);

	text_add(sql, "select ");
	if (!*at)
		text_add(sql, "1");
	for (bool first = true; *at; first = false, at += strlen(at) + 1)
		text_printf(sql, "%s%s", first ? "" : ", ", at);
	text_printf(sql, " from \"%s\" t", summary->type->record->name);
	for (size_t i = 1; i < summary->join_count; i++) {
		if (!pass->used[i])
			continue;
		snprintf(link, sizeof link, "k%zu", i);
		path_join(summary->store, sql, &summary->joins[i].step, alias_of(summary->joins[i].from, from), alias_of(i, to), link);
	}
	text_add(sql, text_string(&summary->query.where));
	if (pass->counted >= 0)
		text_add(sql, " group by 1");
}

/* The statement that a measure needs: the first, unless its records are many for each record and no group is of them. */
static struct summary_pass *pass_of(struct summary *summary, const struct summary_measure *measure)
{
	size_t join = measure->end.join;

	if (!summary->joins[join].many || summary->passes[0].used[join])
		return &summary->passes[0];
	for (size_t i = 1; i < summary->pass_count; i++)
		if (summary->passes[i].join == join)
			return &summary->passes[i];
	struct summary_pass *pass = &summary->passes[summary->pass_count++];
	pass->join = join;
	use_join(summary, pass, join);
	return pass;
}

/* A group of many records that are not those of the measure, nor on the way to them, would take each of these several times. */
static enum status check_ways(struct summary *summary, const struct summary_measure *measure)
{
	bool on_way[SUMMARY_JOINS] = { true };

	for (size_t i = measure->end.join; i; i = summary->joins[i].from)
		on_way[i] = true;
	for (size_t i = 0; summary->joins[measure->end.join].many && i < summary->key_count + summary->pivoted; i++) {
		const struct summary_key *key = &summary->keys[i];
		bool through = false, apart = false;
		for (size_t at = key->end.join; at; at = summary->joins[at].from) {
			through |= at == measure->end.join;
			apart |= leads_to_many(&summary->joins[at].step) && !on_way[at];
		}
		if (apart && !through)
			return error_set(summary_error(summary), STATUS_USAGE, "columns: %s would be repeated for every %s, of which %s %s may have many: group by a field of the %s instead",
			                 measure->name, key->name, sentence_a(summary->type->record->name), summary->type->record->name, measure->end.path);
	}
	return STATUS_OK;
}

/* What is no amount goes by the currency of the first amount that a record has one of, else by that of the record. */
static void find_own_currency(struct summary *summary)
{
	for (size_t i = 0; !summary->own.record && i < summary->measure_count; i++) {
		const struct summary_measure *measure = &summary->measures[i];
		if (measure->end.field && measure->end.field->kind == KIND_MONEY && !summary->joins[measure->end.join].many)
			summary->own = measure->end;
	}
	if (!summary->own.record && type_field(summary->type, "currency", NULL))
		summary->own.record = summary->type->record;
}

static enum status add_period(struct summary *summary)
{
	const struct summary_end *date = &summary->date;
	struct text expression = { 0 };
	char alias[24];

	if (!summary->spec.period)
		return STATUS_OK;
	path_value(summary->store, &expression, date->record, date->field, alias_of(date->join, alias));
	enum status status = summary_period_where(summary, expression.data);
	text_free(&expression);
	return status;
}

/* The day of each record says of which class it is, and which of two is the first. */
static bool needs_days(const struct summary *summary)
{
	bool ordered = false;

	for (size_t i = 0; i < summary->measure_count; i++)
		ordered |= summary->measures[i].function == MEASURE_FIRST || summary->measures[i].function == MEASURE_LAST;
	return ordered || (summary->compares && summary->spec.period);
}

/* How many records there are is counted beside a sum, which needs no number of values: tallies are what millions of groups take room for. */
static void place_measures(struct summary *summary)
{
	struct summary_measure *sum = NULL, *measure;

	for (size_t i = 0; !sum && i < summary->measure_count; i++)
		if (summary->measures[i].function == MEASURE_SUM && !summary->measures[i].repeats)
			sum = &summary->measures[i];
	for (measure = summary->measures; measure < summary->measures + summary->measure_count; measure++) {
		measure->slot = summary->slots;
		summary->slots += measure->function == MEASURE_FIRST || measure->function == MEASURE_LAST ? 2 : 1;
	}
	for (measure = summary->measures; sum && measure < summary->measures + summary->measure_count; measure++) {
		if (measure->function != MEASURE_COUNT || measure->repeats)
			continue;
		size_t place = measure->slot;
		sum->counts = true;
		for (size_t i = 0; i < summary->measure_count; i++)
			summary->measures[i].slot -= summary->measures[i].slot > place;
		summary->slots--;
		measure->slot = sum->slot;
		measure->shares = true;
		return;
	}
}

enum status summary_prepare(struct summary *summary)
{
	size_t keys = summary->key_count + summary->pivoted;
	enum status status = STATUS_OK;

	summary->passes = arena_alloc(&summary->query.arena, (summary->measure_count + 1) * sizeof *summary->passes);
	summary->pass_count = 1;
	for (size_t i = 0; i < keys; i++)
		use_join(summary, &summary->passes[0], summary->keys[i].end.join);
	for (size_t i = 0; !status && i < summary->measure_count; i++) {
		status = check_ways(summary, &summary->measures[i]);
		if (!status)
			summary->measures[i].pass = (size_t)(pass_of(summary, &summary->measures[i]) - summary->passes);
	}
	find_own_currency(summary);
	summary_find_reaches(summary);
	if (!status)
		status = add_period(summary);
	for (size_t p = 0; !status && p < summary->pass_count; p++) {
		struct summary_pass *pass = &summary->passes[p];
		for (size_t i = 0; i < keys; i++)
			summary->keys[i].column = select_end(summary, pass, &summary->keys[i].end);
		for (size_t i = 0; i < summary->measure_count; i++)
			if (summary->measures[i].pass == p)
				select_measure(summary, pass, &summary->measures[i]);
		pass->currency = pass->day = pass->counted = -1;
		if (summary->spec.period && summary->date.join)
			use_join(summary, pass, summary->date.join);
		if (summary->date.field && needs_days(summary))
			pass->day = select_end(summary, pass, &summary->date);
		if (summary->money && !summary->spec.currency && summary->own.record) {
			use_join(summary, pass, summary->own.join);
			pass->currency = select_beside(pass, &summary->own, "currency");
		}
		if (pass->selected == 1 && index_counts(summary))
			pass->counted = select_column(pass, "count(*)");
		struct text sql = { 0 };
		write_statement(summary, pass, &sql);
		text_printf(&summary->sql, "%s%s", p ? ";\n" : "", sql.data);
		pass->sql = text_take(&sql, &summary->query.arena);
	}
	place_measures(summary);
	return status;
}
