/* The rules of targets: whose each is, what is measured, and that it is asked for once. Each rule is asked when a target is saved and by crm-db check. */
#include "reporting/measure.h"
#include "reporting/reporting.h"

#include "base/date.h"
#include "base/wide.h"
#include "store/check.h"
#include "store/rule.h"
#include <string.h>

/* What a rule looks at, and what it says of a target that is not so: a sentence, appended to why. */
struct target_rule {
	const char *const *fields;
	const char *field; /* that is wrong; NULL: none alone */
	enum status (*ask)(struct store *store, const struct record *target, struct arena *arena, struct text *why);
};

static enum status ask_whose(struct store *store, const struct record *target, struct arena *arena, struct text *why)
{
	(void)store;
	(void)arena;
	if (!record_integer(target, "person") == !*record_text(target, "team"))
		text_add(why, "a target is of a person or of a team: set one of both");
	return STATUS_OK;
}

static enum status ask_value(struct store *store, const struct record *target, struct arena *arena, struct text *why)
{
	const struct measure *measure = measure_find(record_text(target, "measure"));

	(void)store;
	(void)arena;
	if (record_integer(target, "value") < 0)
		text_add(why, "it is below zero");
	else if (measure && !measure->amount && !measure->hours && record_integer(target, "value") % WIDE_WHOLE != 0)
		text_printf(why, "%s are counted; write a whole number", measure->key);
	return STATUS_OK;
}

static enum status ask_prize(struct store *store, const struct record *target, struct arena *arena, struct text *why)
{
	(void)store;
	(void)arena;
	if (record_integer(target, "prize") < 0)
		text_add(why, "it is below zero");
	else if (record_integer(target, "prize") && strcmp(record_text(target, "measure"), "received") != 0)
		text_add(why, "only money that was received counts for a prize; set measure=received");
	return STATUS_OK;
}

static enum status ask_filter(struct store *store, const struct record *target, struct arena *arena, struct text *why)
{
	struct measured measured = { .measure = measure_find(record_text(target, "measure")), .period = record_text(target, "period"), .filter = record_text(target, "filter") };
	struct query query;

	(void)arena;
	if (!measured.measure || !*measured.filter)
		return STATUS_OK;
	query_init(&query, store, store_type(store, measured.measure->type));
	enum status status = measure_query(&query, &measured);
	query_free(&query);
	if (status != STATUS_USAGE)
		return status;
	text_printf(why, "of %s: %s", measured.measure->type->plural, store->error->message);
	return STATUS_OK;
}

static enum status ask_once(struct store *store, const struct record *target, struct arena *arena, struct text *why)
{
	int64_t same;
	enum status status = db_one(store->db, &same,
	                            "select min(id) from target where measure = %s and period = %s and coalesce(person, 0) = %jd and coalesce(team, '') = %s"
	                            " and coalesce(filter, '') = %s and id <> %jd",
	                            record_text(target, "measure"), record_text(target, "period"), record_integer(target, "person"), record_text(target, "team"),
	                            record_text(target, "filter"), target->id);

	(void)arena;
	if (!status && same)
		text_printf(why, "tg%lld has the same person or team, measure, period and filter; change that one", (long long)same);
	return status;
}

/* The weights of the score card of a person or a team in a period. */
static enum status ask_weight(struct store *store, const struct record *target, struct arena *arena, struct text *why)
{
	int64_t others;
	enum status status = db_one(store->db, &others,
	                            "select coalesce(sum(weight), 0) from target where period = %s and coalesce(person, 0) = %jd and coalesce(team, '') = %s and id <> %jd",
	                            record_text(target, "period"), record_integer(target, "person"), record_text(target, "team"), target->id);

	(void)arena;
	if (record_integer(target, "weight") < 0 || (!status && record_integer(target, "weight") && others + record_integer(target, "weight") > WIDE_WHOLE))
		text_printf(why, "the weights of one score card are more than 100%% together");
	return status;
}

/* A part measures what the whole does, in a period of it. */
static enum status ask_parent(struct store *store, const struct record *target, struct arena *arena, struct text *why)
{
	struct record *parent;
	struct period whole, part;
	enum status status = rule_load(store, &record_target, record_integer(target, "parent"), arena, &parent);

	if (status || !parent)
		return status;
	if (strcmp(record_text(parent, "measure"), record_text(target, "measure")) != 0 || strcmp(record_text(parent, "currency"), record_text(target, "currency")) != 0) {
		text_printf(why, "tg%lld measures %s, this is of another measure or currency", (long long)parent->id, record_text(parent, "measure"));
		return STATUS_OK;
	}
	if ((status = date_period(&store->conventions, record_text(parent, "period"), &whole, store->error)) ||
	    (status = date_period(&store->conventions, record_text(target, "period"), &part, store->error)))
		return status;
	if (strcmp(part.first, whole.first) < 0 || strcmp(part.last, whole.last) > 0)
		text_printf(why, "%s is not within %s, the period of tg%lld", record_text(target, "period"), record_text(parent, "period"), (long long)parent->id);
	return STATUS_OK;
}

static const char *const whose[] = { "person", "team", NULL };
static const char *const value[] = { "measure", "value", NULL };
static const char *const prize[] = { "measure", "prize", NULL };
static const char *const filter[] = { "measure", "filter", NULL };
static const char *const once[] = { "person", "team", "measure", "period", "filter", NULL };
static const char *const weight[] = { "person", "team", "period", "weight", NULL };
static const char *const parent[] = { "parent", "measure", "period", "currency", NULL };

static const struct target_rule rules[] = {
	{ whose, NULL, ask_whose }, { value, "value", ask_value }, { prize, "prize", ask_prize },
	{ filter, "filter", ask_filter }, { once, NULL, ask_once }, { weight, "weight", ask_weight }, { parent, "parent", ask_parent },
};

enum status target_before(struct store *store, const struct record *old, struct record *record, struct arena *arena)
{
	if (!record)
		return STATUS_OK;
	enum status status = rule_currency(store, old, record);
	for (size_t i = 0; !status && i < sizeof rules / sizeof *rules; i++) {
		struct text why = { 0 };
		if (!rule_concerns(old, record, rules[i].fields))
			continue;
		status = rules[i].ask(store, record, arena, &why);
		if (!status && why.length)
			status = error_set(store->error, STATUS_REFUSED, "%s%s%s", rules[i].field ? rules[i].field : "", rules[i].field ? ": " : "", text_string(&why));
		text_free(&why);
	}
	return status;
}

enum status target_check(struct store *store, const struct record *target, struct arena *arena, struct text *findings)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < sizeof rules / sizeof *rules; i++) {
		struct text why = { 0 };
		status = rules[i].ask(store, target, arena, &why);
		if (!status && why.length)
			finding_add(findings, rules[i].field, "%s", text_string(&why));
		text_free(&why);
	}
	return status;
}
