/* Rules that know themselves what they look at. */
#include "service/remind_parts.h"

#include "base/sentence.h"
#include "service/escalation.h"
#include "service/service.h"
#include "store/rule.h"
#include <string.h>

/* Tickets whose time runs out, or has run out: whoever must know is reminded once of each. */
static enum status find_escalations(struct asking *asking)
{
	struct remind_run *run = asking->run;
	struct store *store = run->store;
	struct escalation *list;
	size_t count = 0;
	enum status status = escalation_list(store, &run->arena, &list, &count);

	for (size_t i = 0; !status && i < count; i++) {
		const struct escalation *one = &list[i];
		struct record *ticket;
		struct text local = { 0 };
		status = rule_load(store, &record_ticket, one->ticket, &run->arena, &ticket);
		if (status || !ticket || !one->user)
			continue;
		timestamp_local(&local, one->due);
		const char *text = arena_printf(&run->arena, "%s: %s %s %s", record_text(ticket, "title"), one->response ? "first response" : "solution",
		                                one->breached ? "was due" : "is due", text_string(&local));
		text_free(&local);
		status = remind_add(run, asking->rule, &record_ticket, one->ticket, arena_printf(&run->arena, "%s-%s", one->since, one->response ? "response" : "solution"), one->user,
		                    run->now, text);
	}
	return status;
}

/* Reminders that were not sent, or nobody knows: all users hear how many there are since yesterday. */
static enum status find_failures(struct asking *asking)
{
	struct remind_run *run = asking->run;
	int64_t count, *users;
	size_t user_count = 0;
	char since[TIMESTAMP_SIZE];

	timestamp_from_seconds(timestamp_seconds(run->now) - CALENDAR_DAY_SECONDS, since);
	enum status status = db_one(run->store->db, &count, "select count(*) from reminder where status in ('failed', 'uncertain') and due_at >= %s and rule <> %s", since, asking->rule->name);
	if (status || !count)
		return status;
	status = db_integers(run->store->db, &run->arena, &users, &user_count, "select id from \"user\" where active = 1 order by id");
	const char *text = arena_printf(&run->arena, sentence_plural(count, "%lld reminder was not sent, or may not have been; crm-remind log status=failed,uncertain lists it",
	                                                             "%lld reminders were not sent, or may not have been; crm-remind log status=failed,uncertain lists them"), (long long)count);
	for (size_t i = 0; !status && i < user_count; i++)
		status = remind_add(run, asking->rule, NULL, 0, run->today, users[i], run->today, text);
	return status;
}

static const struct special {
	const char *rule;
	enum status (*find)(struct asking *asking);
	bool always;
} specials[] = {
	{ "service-level", find_escalations, .always = true },
	{ "instalment-due", remind_instalments, .always = false },
	{ "reminders-failed", find_failures, .always = false },
	{ "backup-old", remind_backup, .always = false },
	{ REMINDER_CHECK, remind_check, .always = false },
};

static const struct special *special_of(const struct reminder_rule *rule)
{
	for (size_t i = 0; i < sizeof specials / sizeof *specials; i++)
		if (strcmp(specials[i].rule, rule->name) == 0)
			return &specials[i];
	return NULL;
}

bool remind_always(const struct reminder_rule *rule)
{
	const struct special *special = special_of(rule);

	return special && special->always;
}

enum status remind_special(struct asking *asking)
{
	const struct special *special = special_of(asking->rule);

	if (special)
		return special->find(asking);
	return error_set(asking->run->store->error, STATUS_CONFIG, "the rule names no type; write type: task");
}
