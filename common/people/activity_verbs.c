/* stage, done, log: what is said in one word of deals, tasks and events. They are `set` and `add` with some fields given. */
#include "people/people_verbs.h"

#include <string.h>

/* Puts assignments behind the operands, unless the user assigned the field. */
static void preset(struct session *session, const struct words *files, const char *const *words, size_t count)
{
	const char **operands = arena_alloc(&session->arena, (session->operand_count + count + 1) * sizeof *operands);
	size_t known = session->operand_count;

	memcpy(operands, session->operands, known * sizeof *operands);
	for (size_t i = 0; i < count; i++) {
		size_t field = strcspn(words[i], "=") + 1;
		bool given = false;
		for (size_t n = 0; n < known; n++)
			given |= strncmp(operands[n], words[i], field) == 0;
		for (size_t n = 0; n < files->count; n++)
			given |= strncmp(files->words[n], words[i], field) == 0;
		if (!given)
			operands[session->operand_count++] = words[i];
	}
	session->operands = operands;
}

static const char *assigned(const struct session *session, const char *field)
{
	size_t length = strlen(field);

	for (size_t i = 0; i < session->operand_count; i++)
		if (strncmp(session->operands[i], field, length) == 0 && session->operands[i][length] == '=')
			return session->operands[i] + length + 1;
	return NULL;
}

static enum status stage(struct session *session, void *options)
{
	if (!assigned(session, "stage"))
		return error_set(&session->error, STATUS_USAGE, "say the stage: crm-deal stage d12 stage=won");
	return set_run(session, options, NULL);
}

static enum status done(struct session *session, void *context)
{
	const struct set_options *options = context;

	if (session->operand_count == 0 || operand_is_assignment(session->operands[0]))
		return error_set(&session->error, STATUS_USAGE, "name what is done: crm-task done t12, or - for standard input");
	preset(session, &options->files.files, (const char *const[]){ "status=done" }, 1);
	return set_run(session, options, NULL);
}

static enum status log_contact(struct session *session, void *context)
{
	const struct add_options *options = context;
	static const struct {
		const char *channel, *kind;
	} kinds_of[] = { { "phone", "kind=call" }, { "visit", "kind=visit" }, { "sms", "kind=message" }, { "email", "kind=message" },
		         { "wechat", "kind=message" }, { "qq", "kind=message" }, { "weibo", "kind=message" }, { "web", "kind=message" } };
	const char *channel = assigned(session, "channel"), *kind = channel ? "kind=other" : "kind=call";

	for (size_t i = 0; channel && i < sizeof kinds_of / sizeof *kinds_of; i++)
		if (strcmp(channel, kinds_of[i].channel) == 0)
			kind = kinds_of[i].kind;
	if (session->operand_count == 0 || operand_is_assignment(session->operands[0]))
		return error_set(&session->error, STATUS_USAGE, "name who it was with first: crm-event log p7 channel=wechat subject='…'");
	preset(session, &options->files.files, (const char *const[]){ "status=held", "starts_at=now", kind }, 3);
	return add_run(session, options, NULL);
}

static const struct verb stage_verb = {
	.name = "stage", .synopsis = "REF…|- stage=STAGE [FIELD=VALUE…]", .help = "move deals to another stage",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = set_groups, .options_size = sizeof(struct set_options), .run = stage,
};

static const struct verb done_verb = {
	.name = "done", .synopsis = "REF…|- [FIELD=VALUE…]", .help = "mark tasks as done",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = set_groups, .options_size = sizeof(struct set_options), .run = done,
};

static const struct verb log_verb = {
	.name = "log", .synopsis = "REF…|- [FIELD=VALUE…]", .help = "log a contact that took place: an event that was held",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = add_groups, .options_size = sizeof(struct add_options), .run = log_contact,
};

const struct verb *const deal_verbs[] = { &stage_verb, NULL };
const struct verb *const task_verbs[] = { &done_verb, NULL };
const struct verb *const event_verbs[] = { &log_verb, NULL };
