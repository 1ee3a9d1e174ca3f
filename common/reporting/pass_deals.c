/* How deals move from stage to stage. */
#include "reporting/passes.h"

#include "base/date.h"
#include "reporting/reporting.h"
#include <string.h>

/* A stage of a pipeline in rank order, and what is counted of it. */
struct stage {
	const char *key;
	enum outcome outcome;
	int64_t reached, visits, seconds, longest;
};

struct stages {
	struct stage *items;
	size_t count;
};

static void read_stages(struct report_making *making, struct stages *stages)
{
	const struct field *field = type_field(store_type(making->store, &record_deal), "stage", NULL);

	*stages = (struct stages){ 0 };
	for (const struct pick *pick = field->picks; pick->key; pick++) {
		if (pick->group && strcmp(pick->group, report_parameter(making, "pipeline")) != 0)
			continue;
		stages->items = array_grow(making->arena, stages->items, stages->count, sizeof *stages->items);
		stages->items[stages->count++] = (struct stage){ .key = pick->key, .outcome = pick->outcome };
	}
}

static size_t find_stage(const struct stages *stages, const char *key)
{
	size_t i = 0;

	while (i < stages->count && (!key || strcmp(stages->items[i].key, key) != 0))
		i++;
	return i;
}

/* A deal is counted in the furthest stage that it was in, but for lost, and in all before. */
static void count_furthest(struct stages *stages, size_t furthest)
{
	for (size_t i = 0; i <= furthest && i < stages->count; i++)
		stages->items[i].reached += stages->items[i].outcome != OUTCOME_LOST;
}

static enum status read_furthest(struct report_making *making, struct stages *stages)
{
	struct statement *statement;
	int64_t deal = 0;
	size_t furthest = 0;
	struct period period;
	enum status status = pass_instants(making, &period);

	if (status)
		return status;
	status = db_ask(making->store->db, &statement,
	                "select m.parent, m.to_stage from stage_move m join deal d on d.id = m.parent where d.pipeline = %s and d.created_at between %s and %s"
	                " order by m.parent, m.number",
	                report_parameter(making, "pipeline"), period.first, period.last);
	while (db_next(statement, &status)) {
		size_t place = find_stage(stages, db_text(statement, 1));
		if (deal && deal != db_integer(statement, 0))
			count_furthest(stages, furthest);
		if (deal != db_integer(statement, 0))
			furthest = 0;
		deal = db_integer(statement, 0);
		if (place < stages->count && place > furthest && stages->items[place].outcome != OUTCOME_LOST)
			furthest = place;
	}
	if (deal && !status)
		count_furthest(stages, furthest);
	db_done(statement);
	return status;
}

enum status pass_funnel(struct report_making *making)
{
	static const struct pass_column columns[] = {
		{ "stage", "Stage", "阶段", .kind = PASS_TEXT, .group = true }, { "reached", "Reached", "到达", .kind = PASS_COUNT },
		{ "share", "Share", "占比", .kind = PASS_PERCENT }, { "conversion", "Conversion", "转化率", .kind = PASS_PERCENT }, { 0 },
	};
	struct pass pass;
	struct stages stages;
	int64_t before = -1;

	pass_begin(&pass, making, columns);
	read_stages(making, &stages);
	enum status status = read_furthest(making, &stages);
	for (size_t i = 0; !status && i < stages.count; i++) {
		const struct stage *stage = &stages.items[i];
		if (stage->outcome == OUTCOME_LOST)
			continue;
		const struct value values[] = { value_text(stage->key), value_integer(stage->reached), pass_percent(stage->reached, stages.items[0].reached),
		                                before < 0 ? (struct value){ 0 } : pass_percent(stage->reached, before) };
		pass_row(&pass, values, NULL, NULL);
		before = stage->reached;
	}
	return pass_end(&pass, status);
}

enum status pass_stage_conversion(struct report_making *making)
{
	static const struct pass_column columns[] = {
		{ "from", "From", "从", .kind = PASS_TEXT, .group = true }, { "to", "To", "到", .kind = PASS_TEXT, .group = true },
		{ "moves", "Moves", "次数", .kind = PASS_COUNT }, { "share", "Share", "占比", .kind = PASS_PERCENT }, { 0 },
	};
	struct stages stages;
	struct pass pass;
	struct statement *statement;
	struct period period;
	int64_t *moves;

	pass_begin(&pass, making, columns);
	read_stages(making, &stages);
	moves = arena_alloc(making->arena, stages.count * stages.count * sizeof *moves + 1);
	enum status status = pass_instants(making, &period);
	if (status)
		return status;
	status = db_ask(making->store->db, &statement,
	                "select from_stage, to_stage from stage_move where from_stage is not null and at between %s and %s"
	                " and exists (select 1 from deal where deal.id = stage_move.parent and deal.pipeline = %s)",
	                period.first, period.last, report_parameter(making, "pipeline"));
	/* Counted here: a group of SQLite's would sort all moves. */
	while (db_next(statement, &status)) {
		size_t from = find_stage(&stages, db_text(statement, 0)), to = find_stage(&stages, db_text(statement, 1));
		if (from == stages.count || to == stages.count)
			continue;
		moves[from * stages.count + to]++;
		stages.items[from].visits++;
	}
	db_done(statement);
	for (size_t i = 0; !status && i < stages.count * stages.count; i++) {
		const struct stage *from = &stages.items[i / stages.count], *to = &stages.items[i % stages.count];
		const struct value values[] = { value_text(from->key), value_text(to->key), value_integer(moves[i]), pass_percent(moves[i], from->visits) };
		if (moves[i])
			pass_row(&pass, values, NULL, NULL);
	}
	return pass_end(&pass, status);
}

/* A stay in a stage ends with the next move of the deal; of deals that are open the last one goes on. */
static void count_stay(struct stages *stages, size_t place, const char *from, const char *until)
{
	if (place == stages->count || stages->items[place].outcome != OUTCOME_OPEN)
		return;
	struct stage *stage = &stages->items[place];
	int64_t seconds = timestamp_seconds(until) - timestamp_seconds(from);
	stage->visits++;
	stage->seconds += seconds;
	if (seconds > stage->longest)
		stage->longest = seconds;
}

static enum status read_stays(struct report_making *making, struct stages *stages)
{
	struct statement *statement;
	char now[TIMESTAMP_SIZE], from[TIMESTAMP_SIZE] = "", day[DATE_SIZE];
	int64_t deal = 0;
	size_t place = stages->count;
	enum status status = db_ask(making->store->db, &statement, "select m.parent, m.to_stage, m.at from stage_move m join deal d on d.id = m.parent where d.pipeline = %s order by m.parent, m.number",
	                            report_parameter(making, "pipeline"));

	timestamp_now(&making->store->conventions, now);
	while (db_next(statement, &status)) {
		const char *at = db_text(statement, 2) ? db_text(statement, 2) : "";
		if (deal)
			count_stay(stages, place, from, deal == db_integer(statement, 0) ? at : now);
		deal = db_integer(statement, 0);
		timestamp_day(at, day);
		place = strcmp(day, pass_first(making)) >= 0 && strcmp(day, pass_last(making)) <= 0 ? find_stage(stages, db_text(statement, 1)) : stages->count;
		memcpy(from, at, strlen(at) < sizeof from ? strlen(at) + 1 : 1);
	}
	if (deal && !status)
		count_stay(stages, place, from, now);
	db_done(statement);
	return status;
}

enum status pass_stage_time(struct report_making *making)
{
	enum { DAY = 86400 };
	static const struct pass_column columns[] = {
		{ "stage", "Stage", "阶段", .kind = PASS_TEXT, .group = true }, { "stays", "Stays", "停留次数", .kind = PASS_COUNT },
		{ "days", "Days on average", "平均天数", .kind = PASS_DECIMAL }, { "longest", "Longest", "最长天数", .kind = PASS_DECIMAL }, { 0 },
	};
	struct stages stages;
	struct pass pass;

	pass_begin(&pass, making, columns);
	read_stages(making, &stages);
	enum status status = read_stays(making, &stages);
	for (size_t i = 0; !status && i < stages.count; i++) {
		const struct stage *stage = &stages.items[i];
		const struct value values[] = { value_text(stage->key), value_integer(stage->visits), pass_mean(stage->seconds, stage->visits * DAY),
		                                stage->visits ? pass_mean(stage->longest, DAY) : (struct value){ 0 } };
		if (stage->outcome == OUTCOME_OPEN)
			pass_row(&pass, values, NULL, NULL);
	}
	return pass_end(&pass, status);
}
