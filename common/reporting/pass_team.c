/* The sales team: contests, score cards, how many persons it takes. */
#include "reporting/passes.h"

#include "base/calendar.h"
#include "base/date.h"
#include "base/wide.h"
#include "reporting/figures.h"
#include "reporting/reporting.h"
#include "reporting/sections.h"
#include "reporting/target.h"
#include "store/rule.h"
#include <string.h>

/* The targets that a statement finds, with their figures and whose they are. */
struct entry {
	struct record *target;
	struct target_figures figures;
	const char *who;
};

struct entries {
	struct entry *items;
	size_t count;
};

static enum status read_entries(struct report_making *making, struct statement *statement, enum status status, struct entries *entries)
{
	const struct type *type = store_type(making->store, &record_target);

	*entries = (struct entries){ 0 };
	while (db_next(statement, &status)) {
		entries->items = array_grow(making->arena, entries->items, entries->count, sizeof *entries->items);
		struct entry *entry = &entries->items[entries->count];
		entry->who = arena_string(making->arena, db_text(statement, 1) ? db_text(statement, 1) : "");
		status = row_load(making->store, type, db_integer(statement, 0), making->arena, &entry->target);
		if (!status && entry->target && !(status = target_figures(making->store, entry->target, &entry->figures)))
			entries->count++;
	}
	db_done(statement);
	return status;
}

/* By attained, or by actual where no target has a value. */
static int64_t standing(const struct entries *entries, const struct entry *entry)
{
	for (size_t i = 0; i < entries->count; i++)
		if (entries->items[i].figures.wanted)
			return entry->figures.has_attained ? entry->figures.attained : -1;
	return entry->figures.actual;
}

enum status pass_contest(struct report_making *making)
{
	static const struct pass_column columns[] = {
		{ "ref", "Ref", "编号", .kind = PASS_RECORD, .record = &record_target, .group = true }, { "rank", "Rank", "名次", .kind = PASS_COUNT }, { "who", "Who", "人员或团队", .kind = PASS_TEXT },
		{ "actual", "Actual", "实际", .kind = PASS_DECIMAL }, { "attained", "Attained", "完成率", .kind = PASS_PERCENT }, { "prize", "Prize", "奖金", .kind = PASS_MONEY }, { 0 },
	};
	struct pass pass;
	struct entries entries;
	struct statement *statement;
	const char *name = report_parameter(making, "contest");

	pass_begin(&pass, making, columns);
	if (!*name)
		return error_set(making->store->error, STATUS_USAGE, "contest: say which: crm-report run contest contest=Q2");
	enum status status = db_ask(making->store->db, &statement,
	                            "select t.id, coalesce(u.login, t.team) from target t left join \"user\" u on u.id = t.person where t.contest = %s order by t.id", name);
	status = read_entries(making, statement, status, &entries);
	if (status)
		return status;
	int64_t *values = arena_alloc(making->arena, (entries.count + 1) * sizeof *values), *ranks = arena_alloc(making->arena, (entries.count + 1) * sizeof *ranks);
	for (size_t i = 0; i < entries.count; i++)
		values[i] = standing(&entries, &entries.items[i]);
	figure_ranks(values, entries.count, ranks);
	for (int64_t rank = 1; rank <= (int64_t)entries.count; rank++)
		for (size_t i = 0; i < entries.count; i++) {
			const struct entry *entry = &entries.items[i];
			if (ranks[i] != rank)
				continue;
			const struct value row[] = {
				value_integer(entry->target->id), value_integer(rank), value_text(entry->who), value_integer(entry->figures.actual),
				entry->figures.has_attained ? pass_percent(entry->figures.attained, WIDE_WHOLE) : (struct value){ 0 }, *record_value(entry->target, "prize"),
			};
			pass_row(&pass, row, record_text(entry->target, "currency"), NULL);
		}
	return pass_end(&pass, STATUS_OK);
}

enum { PERSPECTIVES = 4 };
static const char *const perspectives[PERSPECTIVES] = { "financial", "customer", "process", "learning" };

/* The targets from `first` to before `last` are one card. */
static enum status card_row(struct pass *pass, const struct entries *entries, size_t first, size_t last)
{
	struct arena *arena = pass->making->arena;
	const struct record *any = entries->items[first].target;
	int64_t *weights = arena_alloc(arena, (last - first) * sizeof *weights), *attained = arena_alloc(arena, (last - first) * sizeof *attained), score, weight = 0;
	struct value values[3 + PERSPECTIVES] = { value_text(entries->items[first].who), *record_value(any, "period") };

	for (size_t i = first; i < last; i++)
		weight += record_integer(entries->items[i].target, "weight");
	if (weight != WIDE_WHOLE)
		return error_set(pass->making->store->error, STATUS_REFUSED, "the weights of %s in %s are %lld.%04lld%% together, not 100%%: crm-target set tg%lld weight=…",
		                 entries->items[first].who, record_text(any, "period"), (long long)(weight / 10000), (long long)(weight % 10000), (long long)any->id);
	for (size_t side = 0; side <= PERSPECTIVES; side++) {
		size_t count = 0;
		for (size_t i = first; i < last; i++) {
			const struct entry *entry = &entries->items[i];
			if (side < PERSPECTIVES && !rule_pick(entry->target, "perspective", perspectives[side]))
				continue;
			weights[count] = record_integer(entry->target, "weight");
			attained[count++] = entry->figures.has_attained ? entry->figures.attained : 0;
		}
		if (count && figure_score(weights, attained, count, &score))
			values[side < PERSPECTIVES ? 3 + side : 2] = pass_percent(score, WIDE_WHOLE);
	}
	pass_row(pass, values, NULL, NULL);
	return STATUS_OK;
}

enum status pass_scorecard(struct report_making *making)
{
	static const struct pass_column columns[] = {
		{ "who", "Who", "人员或团队", .kind = PASS_TEXT, .group = true }, { "period", "Period", "期间", .kind = PASS_TEXT, .group = true }, { "score", "Score", "得分", .kind = PASS_PERCENT },
		{ "financial", "Financial", "财务", .kind = PASS_PERCENT }, { "customer", "Customer", "客户", .kind = PASS_PERCENT }, { "process", "Process", "内部流程", .kind = PASS_PERCENT },
		{ "learning", "Learning", "学习与成长", .kind = PASS_PERCENT }, { 0 },
	};
	struct pass pass;
	struct entries entries;
	struct statement *statement;

	pass_begin(&pass, making, columns);
	enum status status = db_ask(making->store->db, &statement,
	                            "select t.id, coalesce(u.login, t.team) as who from target t left join \"user\" u on u.id = t.person where t.weight > 0"
	                            " order by t.period, t.person is null, who, t.id");
	status = read_entries(making, statement, status, &entries);
	for (size_t first = 0, last; !status && first < entries.count; first = last) {
		const struct record *card = entries.items[first].target;
		for (last = first + 1; last < entries.count; last++)
			if (strcmp(entries.items[last].who, entries.items[first].who) != 0 || strcmp(record_text(entries.items[last].target, "period"), record_text(card, "period")) != 0 ||
			    record_integer(entries.items[last].target, "person") != record_integer(card, "person"))
				break;
		status = card_row(&pass, &entries, first, last);
	}
	return pass_end(&pass, status);
}

/* What one class has and needs, and the minutes of visits to its customers, their contacts and deals in the year before today. */
struct class_load {
	const struct workload *workload;
	int64_t customers, minutes;
};

static struct class_load *load_of(struct class_load *loads, size_t count, const char *class)
{
	for (size_t i = 0; class && i < count; i++)
		if (strcmp(loads[i].workload->name, class) == 0)
			return &loads[i];
	return NULL;
}

static enum status count_customers(struct report_making *making, struct class_load *loads, size_t count)
{
	struct statement *statement;
	enum status status = db_ask(making->store->db, &statement, "select class, count(*) from customer where class is not null and coalesce(archived, 0) = 0 group by class");

	while (db_next(statement, &status)) {
		struct class_load *load = load_of(loads, count, db_text(statement, 0));
		if (load)
			load->customers = db_integer(statement, 1);
	}
	db_done(statement);
	return status;
}

static enum status count_visits(struct report_making *making, struct class_load *loads, size_t count)
{
	enum { YEAR = 365 };
	struct statement *statement;
	char day[DATE_SIZE];

	date_from_number(date_number(making->on) - YEAR, day);
	enum status status = db_ask(making->store->db, &statement,
	                            "select c.class, e.starts_at, e.ends_at from event e left join contact p on e.about %% 256 = %d and p.id = e.about / 256"
	                            " left join deal d on e.about %% 256 = %d and d.id = e.about / 256"
	                            " join customer c on c.id = case when e.about %% 256 = %d then e.about / 256 when p.id is not null then p.customer else d.customer end"
	                            " where e.kind = 'visit' and e.status = 'held' and e.ends_at is not null and e.starts_at <= now() and local_day(e.starts_at) > %s",
	                            record_contact.number, record_deal.number, record_customer.number, day);
	while (db_next(statement, &status)) {
		struct class_load *load = load_of(loads, count, db_text(statement, 0));
		if (load)
			load->minutes += (timestamp_seconds(db_text(statement, 2)) - timestamp_seconds(db_text(statement, 1))) / 60;
	}
	db_done(statement);
	return status;
}

enum status pass_headcount(struct report_making *making)
{
	static const struct pass_column columns[] = {
		{ "class", "Class", "级别", .kind = PASS_TEXT, .group = true }, { "customers", "Customers", "客户数", .kind = PASS_COUNT, .total = true },
		{ "visits", "Visits a year", "年拜访次数", .kind = PASS_COUNT, .total = true }, { "minutes", "Minutes a year", "年工作分钟", .kind = PASS_COUNT, .total = true },
		{ "persons", "Persons", "人数", .kind = PASS_DECIMAL }, { "held", "Minutes held", "实际分钟", .kind = PASS_COUNT, .total = true }, { 0 },
	};
	enum { COLUMNS = 6, LOADS = 200 };
	const struct seller seller = schema_seller(making->store->schema);
	struct class_load *loads = arena_alloc(making->arena, LOADS * sizeof *loads);
	struct workload_class *classes = arena_alloc(making->arena, LOADS * sizeof *classes);
	struct pass pass;
	size_t count = 0;
	int64_t persons;
	struct value sums[COLUMNS] = { { 0 }, value_integer(0), value_integer(0), value_integer(0), { 0 }, value_integer(0) };

	pass_begin(&pass, making, columns);
	while (count < LOADS && (loads[count].workload = schema_entry_at(making->store->schema, &section_workload, count)))
		count++;
	enum status status = count_customers(making, loads, count);
	if (!status)
		status = count_visits(making, loads, count);
	for (size_t i = 0; !status && i < count; i++) {
		const struct workload *workload = loads[i].workload;
		classes[i] = (struct workload_class){ loads[i].customers, workload->visits, workload->minutes + workload->travel };
		int64_t visits = classes[i].customers * classes[i].visits, minutes = visits * classes[i].minutes;
		const struct value values[COLUMNS] = {
			value_text(workload->name), value_integer(classes[i].customers), value_integer(visits), value_integer(minutes),
			figure_headcount(&classes[i], 1, seller.days, seller.hours, seller.selling, &persons) ? pass_mean(persons, WIDE_WHOLE) : (struct value){ 0 },
			value_integer(loads[i].minutes),
		};
		pass_row_of(&pass, 1, values, NULL, NULL);
		for (size_t column = 0; column < COLUMNS; column++)
			sums[column].integer += columns[column].total ? values[column].integer : 0;
	}
	/* The whole is not the sum of rounded parts. */
	if (!status && figure_headcount(classes, count, seller.days, seller.hours, seller.selling, &persons))
		sums[4] = pass_mean(persons, WIDE_WHOLE);
	if (!status)
		pass_row_of(&pass, 0, sums, NULL, NULL);
	return status;
}
