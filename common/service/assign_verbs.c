/* crm-ticket assign and crm-lead assign. */
#include "service/assign_verbs.h"

#include "service/assign.h"
#include "service/service.h"
#include "service/ticket_reports.h"
#include "store/save.h"
#include <string.h>

struct assign_options {
	bool explain;
	struct write_options write;
};

struct assign_words {
	const char *how, *team, *why;
};

static enum status read_words(struct session *session, size_t first, struct assign_words *words)
{
	for (size_t i = first; i < session->operand_count; i++) {
		const char *word = session->operands[i];
		if (strncmp(word, "how=", 4) == 0)
			words->how = word + 4;
		else if (strncmp(word, "team=", 5) == 0)
			words->team = word + 5;
		else
			return error_set(&session->error, STATUS_USAGE, "'%s': write how=round-robin, least-busy, capacity or region, and team=…", word);
	}
	return STATUS_OK;
}

static enum status read_how(struct session *session, const char *word, enum assign_how *how)
{
	static const char *const names[] = { "round-robin", "least-busy", "capacity", "region" };

	if (!word)
		return error_set(&session->error, STATUS_USAGE, "say how: how=round-robin, least-busy, capacity or region");
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(word, names[i]) == 0)
			*how = (enum assign_how)(i + 1);
	return *how ? STATUS_OK : error_set(&session->error, STATUS_USAGE, "'%s': how is one of round-robin, least-busy, capacity, region", word);
}

static enum status assign_one(struct session *session, struct assigning *assigning, const struct target *target, bool explain)
{
	struct assignee *chosen;
	struct record *old;
	const char *why;
	enum status status = row_require(session->store, session->type, target->id, assigning->arena, &old);

	if (status)
		return status;
	status = assign_choose(assigning, old, &chosen, &why);
	if (status)
		return locate_refusal(session, status, target);
	struct record *record = record_copy(assigning->arena, old);
	*record_value(record, assigning->field) = value_integer(chosen->id);
	if (target->record == &record_ticket)
		*record_value(record, "why") = value_text(arena_printf(assigning->arena, "assigned: %s", why));
	if (explain)
		session_report(session, arena_printf(assigning->arena, "%s%lld goes to %s: %s", target->record->prefix, (long long)target->id, chosen->login, why));
	return locate_refusal(session, save_set(session->store, old, record, assigning->arena), target);
}

static enum status assign(struct session *session, void *context)
{
	const struct assign_options *options = context;
	struct assigning assigning = { .store = session->store, .type = session->type, .arena = &session->arena };
	struct assign_words given = { 0 };
	struct targets targets = { 0 };
	struct words words;
	size_t first;
	enum status status = split_operands(session, &first);

	assigning.field = session->type->record == &record_ticket ? "worker" : "owner";
	if (!status && first == 0)
		status = error_set(&session->error, STATUS_USAGE, "name what to assign, or - for standard input: %s assign - how=least-busy", session->command->name);
	if (!status)
		status = read_words(session, first, &given);
	if (!status)
		status = read_how(session, given.how, &assigning.how);
	if (!status)
		status = operands_drain(session, session->operands, first, &words);
	if (!status)
		status = writer_begin(session);
	if (status)
		return status;
	status = operands_find(session, &words, session->type->record, &targets);
	for (size_t i = 0; !status && i < targets.count; i++)
		if (i == 0 || targets.items[i].id < assigning.before)
			assigning.before = targets.items[i].id;
	if (!status && targets.count)
		status = assign_begin(&assigning, given.team);
	for (size_t i = 0; !status && i < targets.count; i++)
		status = assign_one(session, &assigning, &targets.items[i], options->explain);
	return writer_end(session, status, &targets);
}

static const struct opt assign_rows[] = {
	{ .name = "explain", .kind = OPT_FLAG, .help = "say on standard error who gets each record, and why", .target = offsetof(struct assign_options, explain) },
	{ 0 },
};

static const struct opt_group assign_groups[] = {
	{ assign_rows, 0, sizeof(struct assign_options), FRAME_NONE },
	{ options_write, offsetof(struct assign_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

const struct verb ticket_assign_verb = {
	.name = "assign", .synopsis = "REF…|- how=HOW [team=TEAM]", .help = "give tickets a worker: round-robin, least-busy, capacity or region", .value = "how",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = assign_groups, .options_size = sizeof(struct assign_options), .run = assign,
};

static const struct verb lead_assign_verb = {
	.name = "assign", .synopsis = "REF…|- how=HOW [team=TEAM]", .help = "give leads an owner: round-robin, least-busy, capacity or region", .value = "how",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = assign_groups, .options_size = sizeof(struct assign_options), .run = assign,
};

const struct verb *const lead_assign_verbs[] = { &lead_assign_verb, NULL };
