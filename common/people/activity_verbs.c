/* stage, done, log: what is said in one word of deals, tasks and events. They are `set` and `add` with some fields given. */
#include "people/people.h"
#include "cli/verbs.h"

#include "cli/bare.h"
#include <string.h>

/* The value that the user assigned to the field, by an operand or as --file FIELD=PATH; NULL when there is none. */
static const char *assigned(const struct session *session, const char *field)
{
	const struct words *files = operands_files(session);
	const char *value = NULL;

	for (size_t i = 0; i < session->operand_count && !value; i++)
		value = operand_assigns(session, session->operands[i], field);
	for (size_t i = 0; files && i < files->count && !value; i++)
		value = operand_assigns(session, files->words[i], field);
	return value;
}

struct preset {
	const char *field, *value;
};

/* Puts assignments behind the operands, unless the user assigned the field. */
static void preset(struct session *session, const struct preset *presets, size_t count)
{
	const char **operands = arena_alloc(&session->arena, (session->operand_count + count + 1) * sizeof *operands);

	memcpy(operands, session->operands, session->operand_count * sizeof *operands);
	session->operands = operands;
	for (size_t i = 0; i < count; i++)
		if (!assigned(session, presets[i].field))
			operands[session->operand_count++] = arena_printf(&session->arena, "%s=%s", presets[i].field, presets[i].value);
}

static enum status stage(struct session *session, void *options)
{
	if (!assigned(session, "stage"))
		return error_set(&session->error, STATUS_USAGE, "give the stage after the deals: crm-deal stage d12 won");
	return set_run(session, options, NULL);
}

static enum status done(struct session *session, void *context)
{
	const struct set_options *options = context;

	if (session->operand_count == 0 || operand_is_assignment(session, session->operands[0]))
		return error_set(&session->error, STATUS_USAGE, "name what is done: crm-task done t12, or - for standard input");
	preset(session, (const struct preset[]){ { "status", "done" } }, 1);
	return set_run(session, options, NULL);
}

static enum status log_contact(struct session *session, void *context)
{
	const struct add_options *options = context;
	static const struct {
		const char *channel, *kind;
	} kinds_of[] = { { "phone", "call" }, { "visit", "visit" }, { "sms", "message" }, { "email", "message" },
		         { "wechat", "message" }, { "qq", "message" }, { "weibo", "message" }, { "web", "message" } };
	struct bare bare;
	enum status status = bare_read(session, options->as, &bare);
	const char *channel = assigned(session, "channel"), *kind = channel ? "other" : "call";
	const struct pick *pick = channel ? pick_find(type_field(session->type, "channel", NULL)->picks, channel) : NULL;

	for (size_t i = 0; pick && i < sizeof kinds_of / sizeof *kinds_of; i++)
		if (strcmp(pick->key, kinds_of[i].channel) == 0)
			kind = kinds_of[i].kind;
	if (status)
		return status;
	if (!bare.piped && !bare.references.count)
		return error_set(&session->error, STATUS_USAGE, "name who it was with: crm-event log p7 'asked for prices' channel=wechat");
	preset(session, (const struct preset[]){ { "status", "held" }, { "starts_at", "now" }, { "kind", kind } }, 3);
	return add_bare(session, &bare, options, NULL);
}

static const struct verb stage_verb = {
	.name = "stage", .synopsis = "REF…|- stage=STAGE [FIELD=VALUE…]", .help = "move deals to another stage", .value = "stage",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = set_groups, .options_size = sizeof(struct set_options), .run = stage,
};

static const struct verb done_verb = {
	.name = "done", .synopsis = "REF…|- [FIELD=VALUE…]", .help = "mark tasks as done",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = set_groups, .options_size = sizeof(struct set_options), .run = done,
};

static const struct verb log_verb = {
	.name = "log", .synopsis = "REF…|- [TITLE] [FIELD=VALUE…]", .help = "log a contact that took place: an event that was held",
	.access = ACCESS_WRITE, .operands = OPERANDS_ASSIGNMENTS, .options = add_groups, .options_size = sizeof(struct add_options), .run = log_contact,
};

const struct verb *const deal_verbs[] = { &stage_verb, NULL };
const struct verb *const task_verbs[] = { &done_verb, NULL };
const struct verb *const event_verbs[] = { &log_verb, NULL };
